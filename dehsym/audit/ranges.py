"""All values of an expression over a box of rational intervals, beside an interval that is aimed at: in balls.

That an expression reaches an interval is shown by a rational point at which a ball around the value lies in it; that it
does not, by a range, disjoint from it, which holds the values over the whole box. The range is found by bisection
(Moore, Kearfott and Cloud, Introduction to Interval Analysis, Ch. 6). Where the ball around a slope over a piece leaves
0 out the expression is monotone there, and a bound is a value at an end: that costs no width.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from typing import final

from flint import acb, arb
from sympy import Add, Expr, Mul, Pow, Rational, Symbol

from dehsym import symbolic
from dehsym.audit.range import BITS, Box, BoxFunction, Place, Range, centre_of, halves_of
from dehsym.balls import working_precision
from dehsym.errors import EvaluationError
from dehsym.evaluation import RealEnclosure

_SHARPER = (128, 512, 2048)
_MOST_PIECES = 400
_SMALLEST_SHARE = Fraction(1, 2**24)  # of the box, in every direction
_HALVINGS = 80


@final
@dataclass(frozen=True, slots=True)
class Reached:
    """A point of the box at which the value certainly lies in the interval."""

    at: Place


@final
@dataclass(frozen=True, slots=True)
class Excluded:
    """A range of all values that has no number in common with the interval."""

    range: Range


@final
@dataclass(frozen=True, slots=True)
class Open:
    """Neither was shown, and why."""

    reason: str


@final
@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """A part of the box with a lower bound; those without one come first."""

    is_bounded: bool
    bound: Fraction
    number: int
    box: Box = field(compare=False)


@final
@dataclass(frozen=True, eq=False)
class RangeFinder:
    """The real values of an `expression`, whose free symbols are the directions of the box.

    >>> from sympy.abc import x
    >>> found = RangeFinder(x - x**2).over({x: (Fraction(0), Fraction(1))})
    >>> found.low <= 0, Fraction(1, 4) <= found.high < Fraction(2501, 10000)
    (True, True)
    """

    expression: Expr

    @cached_property
    def _function(self) -> BoxFunction:
        return BoxFunction(self.expression)

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """The directions, in the order of their names."""
        return self._function.symbols

    def at(self, place: Place, bits: int = BITS) -> RealEnclosure:
        """A ball around the value at a point, which may have other symbols too.

        Raises `EvaluationError` where the value is not finite, not real, or not known.
        """
        ball = self._value({symbol: place[symbol] for symbol in self.symbols if symbol in place}, bits)
        if not (ball.is_finite() and ball.imag.contains(0)):
            where = ", ".join(f"{symbol} = {place[symbol]}" for symbol in self.symbols)
            raise EvaluationError(f"a finite real value of {self.expression} is wanted, found none at {where}")
        return RealEnclosure(ball.real, bits)

    def lies_between(self, place: Place, low: Fraction, high: Fraction) -> bool | None:
        """Whether the value at a point lies between the two, which count in; None where the balls leave it open.

        A value that falls on an end is known to do so only where it is rational.

        >>> from sympy.abc import x
        >>> square = RangeFinder(x**2)
        >>> [square.lies_between({x: Fraction(3, 2)}, Fraction(2), Fraction(high, 4)) for high in (9, 8)]
        [True, False]
        """
        for bits in _SHARPER:
            ball = self.at(place, bits)
            if ball.inside(low, high):
                return True
            if ball.outside(low, high):
                return False
        return low <= self._exactly(place) <= high if self._is_rational else None

    def over(self, box: Box) -> Range:
        """An interval around the values over the box; raise `EvaluationError` where none that is finite is found."""
        return Range(self._extreme(box, 1)[0], -self._extreme(box, -1)[0])

    def against(self, box: Box, low: Fraction, high: Fraction) -> Reached | Excluded | Open:
        """Whether values between `low` and `high`, which count in, are taken over the box.

        >>> from sympy.abc import x
        >>> square, box = RangeFinder(x**2), {x: (Fraction(1), Fraction(2))}
        >>> square.against(box, Fraction(3), Fraction(10)).at[x]
        Fraction(2, 1)
        >>> type(square.against(box, Fraction(5), Fraction(10))).__name__
        'Excluded'
        """
        try:
            centre = centre_of(box)
            if self.lies_between(centre, low, high):
                return Reached(centre)
            (least, bottom), (lowest, top) = self._extreme(box, 1), self._extreme(box, -1)
            if -lowest < low or least > high:
                return Excluded(Range(least, -lowest))
            found = self.between(bottom, top, low, high)
        except EvaluationError as error:
            return Open(str(error))
        return Reached(found) if found else Open("the range meets the interval, and no point is found that does")

    def between(self, first: Place, last: Place, low: Fraction, high: Fraction) -> Place | None:
        """A point on the straight line from `first` to `last` at which the value lies between the two, by halving.

        There is one where the values at the ends lie on either side and those in between are continuous; whatever is
        returned is certain, continuous or not. Raises as `at` does.
        """
        for end in (last, first):
            if self.lies_between(end, low, high):
                return end
        below, above = (first, last) if self._under(first, low) else (last, first)
        if not self._under(below, low) or self._under(above, low):
            return None
        for _ in range(_HALVINGS):
            middle = {symbol: (below[symbol] + above[symbol]) / 2 for symbol in below}
            if self.lies_between(middle, low, high):
                return middle
            below, above = (middle, above) if self._under(middle, low) else (below, middle)
        return None

    def _under(self, place: Place, low: Fraction) -> bool:
        """Whether the value is certainly less."""
        return self.lies_between(place, low, low) is False and bounds_of(self.at(place, _SHARPER[-1])).low < low

    # --- Bounds by bisection

    def _extreme(self, box: Box, sign: int) -> tuple[Fraction, Place]:
        """A lower bound of the expression times `sign` over the box, and a point where it is about that small."""
        self._check(box)
        box = {symbol: box[symbol] for symbol in self.symbols}
        pieces: list[_Piece] = [self._piece(box, sign, 0)]
        for number in range(1, _MOST_PIECES):
            piece = pieces[0].box
            shares = {symbol: _share(piece[symbol], box[symbol]) for symbol in piece}
            widest = max(shares, key=lambda symbol: shares[symbol], default=None)
            if widest is None or shares[widest] <= _SMALLEST_SHARE:
                break
            heappop(pieces)
            for which, half in enumerate(halves_of(piece, widest)):
                heappush(pieces, self._piece(half, sign, 2 * number + which))
        least = pieces[0]
        if not least.is_bounded:
            raise EvaluationError(f"{self.expression} is not bounded over the whole box, or it is not known to be")
        return least.bound, centre_of(least.box)

    def _piece(self, box: Box, sign: int, number: int) -> _Piece:
        """A lower bound over a piece, and the part of it where the least value is: an end, where it is monotone."""
        part = self._where_least(box, sign)
        if self._is_rational and all(low == high for low, high in part.values()):
            return _Piece(True, sign * self._exactly(centre_of(part)), number, part)
        ball = self._over(part).real
        if not ball.is_finite():
            return _Piece(False, Fraction(0), number, box)
        values = Range.of(ball)
        return _Piece(True, values.low if sign > 0 else -values.high, number, part)

    def _where_least(self, box: Box, sign: int) -> Box:
        """The box, collapsed to one end in every direction in which the expression is seen to be monotone."""
        if not self._is_real_and_smooth(box):
            return box
        part = dict(box)
        for symbol, (low, high) in box.items():
            with working_precision(BITS):
                slope = self._function.slope(symbol, box) if low < high else None
            if slope is not None and not slope.contains(0):
                end = low if sign * slope > 0 else high
                part[symbol] = (end, end)
        return part

    def _is_real_and_smooth(self, box: Box) -> bool:
        """Whether the expression is analytic all over the box: the formula for a slope would not show a jump."""
        with working_precision(BITS):
            ball = self._function.holomorphic(box)
        return ball.is_finite() and ball.imag.contains(0)

    def _over(self, box: Box) -> acb:
        if all(low == high for low, high in box.values()):
            return self._value(centre_of(box), BITS)
        with working_precision(BITS):
            ball = self._function.over(box)
        return ball if ball.imag.contains(0) else acb(arb.nan())

    # --- Values

    @cached_property
    def _is_rational(self) -> bool:
        """Whether values at rational points are rational numbers by plain arithmetic."""
        parts = symbolic.subexpressions(self.expression)
        powers = all(part.args[1].is_integer for part in parts if isinstance(part, Pow))
        return powers and all(isinstance(part, Add | Mul | Pow | Rational | Symbol) for part in parts)

    def _exactly(self, place: Place) -> Fraction:
        value = self.expression.xreplace({symbol: symbolic.rational(place[symbol]) for symbol in self.symbols})
        if not isinstance(value, Rational):
            raise EvaluationError(f"a finite value of {self.expression} is wanted, found {value}")
        return Fraction(value.p, value.q)

    def _value(self, place: Place, bits: int) -> acb:
        return self._function.enclosure({**place}, bits)

    def _check(self, box: Box) -> None:
        """The box has the symbols of the expression, and keeps to what is assumed of them."""
        for symbol in self.symbols:
            if symbol not in box:
                raise EvaluationError(f"an interval for {symbol} is wanted, found {', '.join(map(str, box))}")
            if symbol.is_positive and box[symbol][0] <= 0:
                raise EvaluationError(f"{symbol} > 0 is wanted, found an interval from {box[symbol][0]}")


def bounds_of(value: RealEnclosure) -> Range:
    """The ends of a ball as exact numbers.

    >>> from sympy import Integer
    >>> bounds_of(RangeFinder(Integer(2)).at({})).low
    Fraction(2, 1)
    """
    return Range.of(value.ball)


def _share(part: tuple[Fraction, Fraction], whole: tuple[Fraction, Fraction]) -> Fraction:
    """The width of a part as a share of the whole."""
    width = whole[1] - whole[0]
    return (part[1] - part[0]) / width if width else Fraction(0)
