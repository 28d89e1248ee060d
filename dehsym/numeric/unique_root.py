"""The one zero of a function on a real interval: isolated by bisection, certified by two signs, refined by Newton.

On a piece of the interval whose ball of values leaves 0 out there is no zero. On one where the ball of slopes leaves 0
out the function is monotone: there is one zero if the signs at the ends differ, and none if they agree. Any other piece
is halved. The interval Newton operator m - f(m)/f'(X) then holds the zero of f in X, and at least halves X where the
slopes have one sign (Moore, Kearfott and Cloud, Introduction to Interval Analysis, Ch. 8); near the end each step
doubles the digits, and is computed with no more bits than that takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol, final

from flint import acb, arb, ctx

from dehsym.errors import EvaluationError
from dehsym.precision import working_precision

_ISOLATION_BITS = 128
_MOST_PIECES = 4096
_SHARES = (17, 13, 22)
"""Where a piece is cut, in 32nds: off the middle, and elsewhere if the sign is open at that place."""

Piece = tuple[arb, arb]
"""An interval by its ends."""


class RealFunction(Protocol):
    """What is known of a function on an interval."""

    def value(self, span: arb) -> acb | arb:
        """A ball around all values over `span`; not finite where the function has none, or none that is known."""
        ...

    def slope(self, span: arb) -> arb | None:
        """A ball without 0 around the slopes at all inner points; None unless it is continuous and real on `span`."""
        ...


def isolated(function: RealFunction, low: arb, high: arb) -> list[Piece] | None:
    """Pieces with one zero each that together hold all from `low` to `high`; None where that is open.

    >>> cubic = StraightLine(lambda x: x**3 - 3 * x, lambda x: 3 * x**2 - 3)
    >>> len(isolated(cubic, arb(-2), arb(2)))
    3
    """
    with working_precision(min(ctx.prec, _ISOLATION_BITS)):
        first, last = (end.lower().union(end.upper()) for end in (low, high))  # with this precision's rounding
        if not first < last or None in (_sign(function, first), _sign(function, last)):
            return None  # with a zero in the ball of an end nobody knows on which side of it
        waiting: list[Piece] = [(first.lower(), last.upper())]
        found: list[Piece] = []
        for _ in range(_MOST_PIECES):
            if not waiting:
                return found
            piece = waiting.pop()
            number = _number(function, *piece)
            if number is not None:
                found += [piece] * number
            elif (middle := _cut(function, *piece)) is not None:
                waiting += [(piece[0], middle), (middle, piece[1])]
            else:
                return None
        return None


def refined(function: RealFunction, low: arb, high: arb) -> arb:
    """The zero in a piece that holds one, to the working precision.

    >>> refined(StraightLine(lambda x: x**2 - 2, lambda x: 2 * x), arb(1), arb(2)).overlaps(arb(2).sqrt())
    True
    """
    for end in (low, high):
        if _sign(function, end) == 0:
            return end
    target, bits, span = ctx.prec, min(ctx.prec, _ISOLATION_BITS), low.union(high)
    while True:
        with working_precision(bits):
            narrower = _newton(function, span)
        stalled = narrower is None or not narrower.rad() < span.rad() * 3 / 4
        if stalled and bits == target:
            return span
        span = span if narrower is None else narrower
        bits = min(target, 2 * bits) if stalled else bits


def unique_root(value: Callable[[arb], arb], slope: Callable[[arb], arb], low: arb, high: arb) -> arb:
    """The one zero of `value` from `low` to `high`; `slope` is its derivative.

    Both are compositions of real-analytic functions that are not finite where one of these has no real value. Where
    zero, or how many there are, is not known at this precision the answer is not finite. Raises `EvaluationError` where
    there certainly is none, or are several.

    >>> unique_root(lambda x: x * x - 2, lambda x: 2 * x, arb(0), arb(2)).overlaps(arb(2).sqrt())
    True
    """
    if not (low.is_finite() and high.is_finite()):
        return arb.nan()
    function = StraightLine(value, slope)
    pieces = isolated(function, low, high)
    if pieces is None:
        return arb.nan()
    if len(pieces) != 1:
        found = "several zeros are" if pieces else "no zero is"
        raise EvaluationError(f"one zero between {low.str(6)} and {high.str(6)} is wanted, {found} in between")
    return refined(function, *pieces[0])


@final
class StraightLine(NamedTuple):
    """A function given by compiled code.

    Of the functions that `dehsym.compile` lets into a root each is continuous where its ball is finite, and has a
    slope there except at the end of its domain, where the compiled slope is not finite.
    """

    of: Callable[[arb], arb]
    derivative: Callable[[arb], arb]

    def value(self, span: arb) -> arb:
        """The ball that the code gives."""
        return self.of(span)

    def slope(self, span: arb) -> arb | None:
        """The ball that the code of the derivative gives, if it is bounded and leaves 0 out."""
        slope = self.derivative(span)
        return slope if slope.is_finite() and not slope.contains(0) and self.of(span).is_finite() else None


def _sign(function: RealFunction, place: arb) -> int | None:
    """The sign over the whole of a ball, 0 for an exact zero; None where it is open."""
    value = function.value(place)
    if not (value.is_finite() and value.imag.is_zero()):
        return None
    return 1 if value.real > 0 else -1 if value.real < 0 else 0 if value.is_zero() else None


def _number(function: RealFunction, low: arb, high: arb) -> int | None:
    span = low.union(high)
    value = function.value(span)
    if value.is_finite() and not value.contains(0):
        return 0
    if function.slope(span) is None:
        return None
    signs = _sign(function, low), _sign(function, high)
    return None if None in signs else int(signs[0] != signs[1])


def _cut(function: RealFunction, low: arb, high: arb) -> arb | None:
    """A place inside at which the sign is known and is not 0."""
    places = (((low * (32 - share) + high * share) / 32).mid() for share in _SHARES)
    return next((place for place in places if low < place < high and _sign(function, place) in (1, -1)), None)


def _newton(function: RealFunction, span: arb) -> arb | None:
    """The interval Newton operator, met with the interval; None where rounding has widened the slopes to 0."""
    middle = span.mid()
    slope, value = function.slope(span), function.value(middle)
    if slope is None or not value.is_finite():
        return None
    return (middle - value.real / slope).intersection(span)
