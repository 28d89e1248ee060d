"""A route as somebody may have computed it: which number stands for each symbol, and what was made of the result.

Numbers are exact fractions, or balls where they are not rational; values are balls, so that what is said to round to a
print does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Protocol, final

from flint import acb, arb
from sympy import Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.audit.decimals import decimal, decimal_exponent
from dehsym.audit.range import BITS, Range, exact_ball
from dehsym.balls import Enclosure, compile_enclosure
from dehsym.errors import EvaluationError
from dehsym.precision import working_precision
from dehsym.unit import Unit

Number = Fraction | arb
"""A real number: exact, or the ball that holds it."""


class Finish(Protocol):
    """What was made of a result: the whole numbers of units of the last place that may have been printed for it."""

    def printed(self, units: Fraction) -> frozenset[int]:
        """Those for a result of so many units; two where it is a tie."""
        ...


@final
@dataclass(frozen=True, slots=True)
class Nearest:
    """Rounded to nearest; of a tie either neighbour counts.

    >>> sorted(Nearest().printed(Fraction(5, 2)))
    [2, 3]
    """

    def printed(self, units: Fraction) -> frozenset[int]:
        """The nearest whole numbers."""
        above = (units + Fraction(1, 2)).__floor__()
        return frozenset({above, above - 1} if units + Fraction(1, 2) == above else {above})


@final
@dataclass(frozen=True, eq=False)
class Computation:
    """The value of `expression` times `factor` where `numbers` stand for its symbols, finished in a way."""

    expression: Expr
    numbers: Mapping[Symbol, Number]
    factor: Number = Fraction(1)
    finish: Finish = field(default_factory=Nearest)

    def having(self, symbol: Symbol, number: Number) -> Computation:
        """The same with another number for a symbol."""
        return replace(self, numbers={**self.numbers, symbol: number})

    def number(self, symbol: Symbol) -> Number:
        """The number that stands for a symbol."""
        return self.numbers[symbol]


@final
class Calculator:
    """Evaluates computations, compiling each expression once."""

    def __init__(self) -> None:
        self._compiled: dict[Expr, Enclosure] = {}

    def value(self, computation: Computation) -> arb | None:
        """A ball around the value; `None` where it is not finite or not real."""
        found = self.part(computation, computation.expression)
        if found is None:
            return None
        with working_precision(BITS):
            return found * ball(computation.factor)

    def part(self, computation: Computation, expression: Expr) -> arb | None:
        """A ball around the value of an expression with the numbers of a computation."""
        balls = {symbol: acb(ball(computation.number(symbol))) for symbol in expression.free_symbols}
        with working_precision(BITS):
            found = self._enclosure(expression).around({}, balls)
        return found.real if found.is_finite() and found.imag.contains(0) else None

    def _enclosure(self, expression: Expr) -> Enclosure:
        if expression not in self._compiled:
            self._compiled[expression] = compile_enclosure(expression)
        return self._compiled[expression]

    def printed(self, computation: Computation, place: Fraction) -> frozenset[int]:
        """What would be printed, in units `place` of the last digit; nothing where the value leaves that open."""
        value = self.value(computation)
        if value is None:
            return frozenset()
        low, high = (end / place for end in ends(value))
        found = computation.finish.printed(low)
        if found == computation.finish.printed(high) and (low == high or len(found) == 1):
            return found
        exact = _exactly(computation)
        return frozenset() if exact is None else computation.finish.printed(exact / place)


def number_of(constant: Expr) -> Number:
    """A real expression without symbols as a number.

    >>> number_of(Rational(1, 2))
    Fraction(1, 2)
    """
    if isinstance(constant, Rational):
        return Fraction(constant.p, constant.q)
    with working_precision(BITS):
        return compile_enclosure(constant)({}, BITS).real


def _exactly(computation: Computation) -> Fraction | None:
    """The value as a fraction, where it is one by arithmetic alone: what tells a tie."""
    if isinstance(computation.factor, arb):
        return None
    rationals = {
        symbol: symbolic.rational(each) for symbol, each in computation.numbers.items() if isinstance(each, Fraction)
    }
    value = computation.expression.xreplace(rationals)
    return Fraction(value.p, value.q) * computation.factor if isinstance(value, Rational) else None


def ball(number: Number) -> arb:
    """The number as a ball, at the working precision of these computations."""
    if isinstance(number, arb):
        return number
    with working_precision(BITS):
        return exact_ball(number)


def over(number: Number, unit: Fraction) -> Number:
    """The number in units of another, exact one.

    >>> over(Fraction(3), Fraction(2))
    Fraction(3, 2)
    """
    if isinstance(number, Fraction):
        return number / unit
    with working_precision(BITS):
        return number / ball(unit)


def ends(value: Number) -> tuple[Fraction, Fraction]:
    """The ends of a ball as fractions, exactly; of an exact number twice that.

    >>> ends(arb(1) / 4)
    (Fraction(1, 4), Fraction(1, 4))
    """
    if isinstance(value, Fraction):
        return value, value
    found = Range.of(value)
    return found.low, found.high


def with_digits(number: Number, digits: int, *, truncated: bool = False) -> Fraction:
    """The number rounded to so many significant digits, ties away from zero, or cut off after them.

    Raises `EvaluationError` where a ball is too wide to tell, and for 0.

    >>> with_digits(Fraction(69220, 100000), 3), with_digits(Fraction(2567), 3, truncated=True)
    (Fraction(173, 250), Fraction(2560, 1))
    """
    low, high = ends(number)
    found = {_with_digits(end, digits, truncated=truncated) for end in (low, high)}
    if len(found) > 1 or low * high <= 0:
        raise EvaluationError(f"a number other than 0, known to {digits} digits, is wanted, found {number}")
    return found.pop()


def _with_digits(number: Fraction, digits: int, *, truncated: bool) -> Fraction:
    place = Fraction(10) ** (decimal_exponent(number) - digits + 1)
    units = abs(number) / place + (0 if truncated else Fraction(1, 2))
    return (1 if number > 0 else -1) * units.__floor__() * place


def text_of(number: Number, digits: int, unit: Unit, like: str = "") -> str:
    """A number in SI units as a decimal in another unit, with the unit, written as the number of `like` is.

    >>> text_of(Fraction(256, 1) * 10**5, 3, Unit.read("m^-3"), "2.6e7"), text_of(Fraction(173, 250), 3, Unit.read("1"))
    ('2.56e7 m^-3', '0.692')
    """
    low, high = ends(number)
    text = decimal((low + high) / 2 / unit.factor, digits, like=like.partition(" ")[0])
    return text if unit.text == "1" else f"{text} {unit.text}"
