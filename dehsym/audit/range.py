"""Ranges of real numbers with rational ends, boxes of them, and a function over a box in balls.

Rational ends make a range exact: what is said of it holds for every real number in it, and a reader can check it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import final

from flint import acb, arb, fmpq
from sympy import Expr, Symbol

from dehsym.audit.decimals import decimal
from dehsym.balls import Enclosure, Unsupported, compile_enclosure, working_precision
from dehsym.errors import EvaluationError

BITS = 128
"""The working precision at which ranges are found: far more than any print has."""

Box = Mapping[Symbol, tuple[Fraction, Fraction]]
"""The least and the greatest value of each symbol; both belong to it."""

Place = Mapping[Symbol, Fraction]
"""A rational point."""

_SHOWN = 4


@final
@dataclass(frozen=True, slots=True)
class Range:
    """The reals from `low` to `high`, both counted in.

    >>> str(Range(Fraction(1, 3), Fraction(2, 3)))
    '[0.3333, 0.6667]'
    """

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, ball: arb) -> Range:
        """The range that a ball spans, or one a little wider; raise `EvaluationError` for a ball that is not finite.

        >>> Range.of(arb(1) / 4)
        Range(low=Fraction(1, 4), high=Fraction(1, 4))
        """
        if not ball.is_finite():
            raise EvaluationError(f"a finite ball is wanted, found {ball}")
        with working_precision(BITS):
            low, high = ball.lower().fmpq(), ball.upper().fmpq()
        return cls(Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q)))

    @property
    def middle(self) -> Fraction:
        """The number half way between the ends."""
        return (self.low + self.high) / 2

    def meets(self, other: Range) -> bool:
        """Whether the two have a point in common.

        >>> Range(Fraction(1), Fraction(2)).meets(Range(Fraction(2), Fraction(3)))
        True
        """
        return self.low <= other.high and other.low <= self.high

    def power(self, exponent: int) -> Range:
        """The range of x^k for a positive range: a power is monotone there.

        >>> Range(Fraction(1), Fraction(2)).power(-2)
        Range(low=Fraction(1, 4), high=Fraction(1, 1))
        """
        ends = self.low**exponent, self.high**exponent
        return Range(min(ends), max(ends))

    def __mul__(self, other: Range) -> Range:
        """The range of the product of two positive ranges."""
        return Range(self.low * other.low, self.high * other.high)

    def __or__(self, other: Range) -> Range:
        """The least range that holds both."""
        return Range(min(self.low, other.low), max(self.high, other.high))

    def shown(self, digits: int = 5) -> str:
        """The two ends with so many digits, rounded outwards.

        >>> Range(Fraction(1, 3), Fraction(2, 3)).shown(3)
        '0.333 to 0.667'
        """
        return f"{decimal(self.low, digits, toward='down')} to {decimal(self.high, digits, toward='up')}"

    def __str__(self) -> str:
        """The two ends with four digits, rounded outwards."""
        return f"[{decimal(self.low, _SHOWN, toward='down')}, {decimal(self.high, _SHOWN, toward='up')}]"


# --- Balls and boxes


def exact_ball(value: Fraction) -> arb:
    """The smallest ball of the working precision around an exact number.

    >>> exact_ball(Fraction(1, 4))
    0.250000000000000
    """
    return arb(fmpq(value.numerator, value.denominator))


def balls_of(box: Box) -> dict[Symbol, acb]:
    """A real ball around each side of a box, of the working precision."""
    return {symbol: acb(exact_ball(low).union(exact_ball(high))) for symbol, (low, high) in box.items()}


def point(value: Fraction) -> tuple[Fraction, Fraction]:
    """A side of a box that is one number."""
    return value, value


def centre_of(box: Box) -> dict[Symbol, Fraction]:
    """The middle of a box.

    >>> centre_of({Symbol("x"): (Fraction(1), Fraction(2))})
    {x: Fraction(3, 2)}
    """
    return {symbol: (low + high) / 2 for symbol, (low, high) in box.items()}


def halves_of(box: Box, symbol: Symbol) -> tuple[Box, Box]:
    """The box cut in two across one side."""
    low, high = box[symbol]
    middle = (low + high) / 2
    return {**box, symbol: (low, middle)}, {**box, symbol: (middle, high)}


@final
@dataclass(frozen=True, eq=False)
class BoxFunction:
    """An expression as a function on boxes, with its slopes along the sides; compiled once.

    The working precision is that of the caller. Raises `Unsupported` where the expression has no enclosure.

    >>> x = Symbol("x")
    >>> square = BoxFunction(x**2)
    >>> bool(square.slope(x, {x: (Fraction(1), Fraction(2))}) > 0)
    True
    """

    expr: Expr
    _slopes: dict[Symbol, Enclosure | None] = field(default_factory=dict[Symbol, "Enclosure | None"], init=False)

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """The directions, in the order of their names."""
        return tuple(sorted(self.expr.free_symbols, key=str))

    @cached_property
    def enclosure(self) -> Enclosure:
        """The expression in balls."""
        return compile_enclosure(self.expr)

    def over(self, box: Box) -> acb:
        """A ball around the values over the box."""
        return self.enclosure.around({}, balls_of(box))

    def holomorphic(self, box: Box) -> acb:
        """The same; not finite unless it is certain that the expression is holomorphic there.

        The formula for a slope would not show a jump.
        """
        return self.enclosure.over({}, balls_of(box))

    def slope(self, symbol: Symbol, box: Box) -> arb | None:
        """A ball around the slopes along a side over the box; `None` where none that is finite is known."""
        if symbol not in self._slopes:
            try:
                self._slopes[symbol] = compile_enclosure(self.expr.diff(symbol))
            except Unsupported:
                self._slopes[symbol] = None
        enclosure = self._slopes[symbol]
        ball = enclosure.over({}, balls_of(box)) if enclosure else acb("nan")
        return ball.real if ball.is_finite() else None
