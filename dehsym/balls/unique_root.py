"""The one zero of a function on a real interval: isolated by bisection, certified by two signs, refined by Newton.

On a piece of the interval whose ball of values leaves 0 out there is no zero. On one where the ball of slopes leaves 0
out the function is monotone: there is one zero if the signs at the ends differ, and none if they agree. Any other piece
is halved. The interval Newton operator m - f(m)/f'(X) then holds the zero of f in X, and at least halves X where the
slopes have one sign (Moore, Kearfott and Cloud, Introduction to Interval Analysis, Ch. 8); near the end each step
doubles the digits, and is computed with no more bits than that takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from flint import acb, arb, ctx
from sympy import Derivative, Expr, Symbol

from dehsym.balls.asymptotics import Compile
from dehsym.balls.environment import Environment, undefined
from dehsym.balls.node import Node, NoValue
from dehsym.balls.precision import working_precision
from dehsym.heads import UniqueRoot

_ISOLATION_BITS = 128
_MOST_PIECES = 4096
_SHARES = (17, 13, 22)
"""Where a piece is cut, in 32nds: off the middle, and elsewhere if the sign is open at that place."""

_Piece = tuple[arb, arb]


@final
@dataclass(frozen=True)
class UniqueRootNode(Node):
    """The one zero of `value` for `variable` from `low` to `high`; `slope` is its derivative."""

    text: str
    value: Node
    slope: Node
    variable: Symbol
    low: Node
    high: Node

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return a ball around the zero; raise `NoValue` where there certainly is none, or are several.

        Where symbols are balls, it holds the zeros for all their values: by the implicit function theorem they are
        a holomorphic function of real ones. Of complex ones nothing is said.
        """
        low, high = self.low.ball(at, analytic), self.high.ball(at, analytic)
        if not all(end.is_finite() and end.imag.is_zero() for end in (low, high)):
            return undefined()
        function = _Function(self.value, self.slope, self.variable, at.binding(self.variable))
        pieces = function.isolated(low.real, high.real)
        if pieces is None or (analytic and len(pieces) != 1):
            return undefined()
        if len(pieces) != 1:
            raise NoValue(f"{self.text} has no value: {'several zeros are' if pieces else 'no zero is'} in between")
        return acb(function.refined(*pieces[0]))


@final
@dataclass(frozen=True)
class _Function:
    """A real function of one real variable; `inner` is a copy of the environment that is its own."""

    value: Node
    slope: Node
    variable: Symbol
    inner: Environment

    def _at(self, node: Node, place: arb, analytic: bool) -> acb:
        self.inner.values[self.variable] = acb(place)
        try:
            return node.ball(self.inner, analytic)
        except NoValue:
            return undefined()

    def _sign(self, place: arb) -> int | None:
        """The sign over the whole of a ball, 0 for an exact zero; None where it is open."""
        value = self._at(self.value, place, analytic=False)
        if not (value.is_finite() and value.imag.is_zero()):
            return None
        return 1 if value.real > 0 else -1 if value.real < 0 else 0 if value.is_zero() else None

    def _monotone(self, span: arb) -> arb | None:
        """The slopes over a ball, where they have one sign and the function is real and differentiable."""
        value, slope = self._at(self.value, span, analytic=True), self._at(self.slope, span, analytic=True)
        known = value.is_finite() and value.imag.is_zero() and slope.is_finite() and not slope.real.contains(0)
        return slope.real if known else None

    def isolated(self, low: arb, high: arb) -> list[_Piece] | None:
        """Pieces with one zero each that together hold all from `low` to `high`; None where that is open."""
        with working_precision(min(ctx.prec, _ISOLATION_BITS)):
            first, last = (end.lower().union(end.upper()) for end in (low, high))  # with this precision's rounding
            if not first < last or None in (self._sign(first), self._sign(last)):
                return None  # with a zero in the ball of an end nobody knows on which side of it
            waiting: list[_Piece] = [(first.lower(), last.upper())]
            found: list[_Piece] = []
            for _ in range(_MOST_PIECES):
                if not waiting:
                    return found
                piece = waiting.pop()
                number = self._number(*piece)
                if number is not None:
                    found += [piece] * number
                elif (middle := self._cut(*piece)) is not None:
                    waiting += [(piece[0], middle), (middle, piece[1])]
                else:
                    return None
            return None

    def _number(self, low: arb, high: arb) -> int | None:
        span = low.union(high)
        value = self._at(self.value, span, analytic=False)
        if value.is_finite() and not value.contains(0):
            return 0
        if self._monotone(span) is None:
            return None
        signs = self._sign(low), self._sign(high)
        return None if None in signs else int(signs[0] != signs[1])

    def _cut(self, low: arb, high: arb) -> arb | None:
        """A place inside at which the sign is known and is not 0."""
        places = (((low * (32 - share) + high * share) / 32).mid() for share in _SHARES)
        return next((place for place in places if low < place < high and self._sign(place) in (1, -1)), None)

    def refined(self, low: arb, high: arb) -> arb:
        """The zero in a piece that holds one, to the working precision."""
        for end in (low, high):
            if self._sign(end) == 0:
                return end
        target, bits, span = ctx.prec, min(ctx.prec, _ISOLATION_BITS), low.union(high)
        while True:
            with working_precision(bits):
                narrower = self._newton(span)
            stalled = narrower is None or not narrower.rad() < span.rad() * 3 / 4
            if stalled and bits == target:
                return span
            span = span if narrower is None else narrower
            bits = min(target, 2 * bits) if stalled else bits

    def _newton(self, span: arb) -> arb | None:
        """The interval Newton operator, met with the interval; None where rounding has widened the slopes to 0."""
        middle = span.mid()
        slope, value = self._monotone(span), self._at(self.value, middle, analytic=False)
        if slope is None or not value.is_finite():
            return None
        return (middle - value.real / slope).intersection(span)


def compile_unique_root(expr: Expr, compile_node: Compile) -> Node:
    """Return the node of a `UniqueRoot`; raise `Unsupported` where its function has no enclosure.

    >>> from dehsym.balls.compiler import compile_node
    >>> x = Symbol("x")
    >>> node = compile_unique_root(UniqueRoot(x**2 - 2, x, 0, 2), compile_node)
    >>> node.ball(Environment({}, {}), analytic=False).overlaps(acb(2).sqrt())
    True
    """
    assert isinstance(expr, UniqueRoot), expr
    value, (low, high) = compile_node(expr.body), map(compile_node, expr.ends)
    slope = compile_node(Derivative(expr.body, expr.variable))
    return UniqueRootNode(frozenset(expr.free_symbols), str(expr), value, slope, expr.variable, low, high)
