"""How a number may have been computed otherwise than from what is printed: one departure a class.

Each has a `kind`, with a cost by which simpler ones come first, a `sentence` that says what is supposed, and the places
that it changes, its `slots`: two departures combine where those are different.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import Protocol, final

from sympy import Expr, Symbol

from dehsym.audit.explanation.computation import Calculator, Computation, Finish, Nearest, Number, with_digits
from dehsym.errors import EvaluationError

RESULT = "the result"
FACTOR = "the factor"
EXPRESSION = "the expression"


class DepartureKind(Enum):
    """What kinds there are: a word for each, and its cost, by which simpler ones come first.

    The order is: more digits than are printed, or other printed ones; fewer digits somewhere; another way of rounding;
    a wrong factor, prefix or row; a slip of the pen.

    >>> DepartureKind.UNROUNDED.cost < DepartureKind.FACTOR.cost < DepartureKind.ONE_DIGIT.cost
    True
    """

    UNROUNDED = ("unrounded", 2)
    ANOTHER_PRINT = ("another print", 2)
    OTHER_DIGITS = ("other digits", 3)
    ROUNDED_CONSTANT = ("rounded constant", 3)
    EARLIER_ADJUSTMENT = ("earlier adjustment", 3)
    RESULT_CUT_OFF = ("result cut off", 3)
    RESULT_ROUNDED_TWICE = ("result rounded twice", 4)
    ROUNDED_ON_THE_WAY = ("rounded on the way", 4)
    DIGITS_CUT_OFF = ("digits cut off", 5)
    FEW_DIGITS_ON_THE_WAY = ("few digits on the way", 6)
    H_FOR_HBAR = ("h for hbar", 6)
    FACTOR = ("factor", 7)
    POWER_OF_TEN = ("power of ten", 7)
    UNIT = ("unit", 7)
    ANOTHER_ROW = ("another row", 7)
    EXCHANGED_DIGITS = ("exchanged digits", 7)
    TURNED_EXPONENT = ("turned exponent", 8)
    ONE_DIGIT = ("one digit", 9)

    @property
    def word(self) -> str:
        """The kind as the JSON has it."""
        return self.value[0]

    @property
    def cost(self) -> int:
        """How far it is to seek."""
        return self.value[1]


class Departure(Protocol):
    """One thing that may have been done otherwise."""

    @property
    def kind(self) -> DepartureKind:
        """Which kind it is."""
        ...

    @property
    def sentence(self) -> str:
        """What is supposed, as a clause."""
        ...

    @property
    def slots(self) -> frozenset[str]:
        """What it changes."""
        ...

    def applied(self, computation: Computation, calculator: Calculator) -> Computation | None:
        """The computation with it; `None` where it does not apply."""
        ...


@final
@dataclass(frozen=True, eq=False)
class OtherNumbers:
    """Other numbers stand for some symbols: unrounded, with other digits, of another print or adjustment, misread."""

    kind: DepartureKind
    sentence: str
    numbers: Mapping[Symbol, Number]

    @property
    def slots(self) -> frozenset[str]:
        """The symbols."""
        return frozenset(str(symbol) for symbol in self.numbers)

    def applied(self, computation: Computation, calculator: Calculator) -> Computation | None:
        """With these numbers."""
        del calculator
        return replace(computation, numbers={**computation.numbers, **self.numbers})


@final
@dataclass(frozen=True, eq=False)
class RoundedPart:
    """A part of the expression, computed first, went on with so many digits.

    `around` is the expression with `symbol` where the part was.
    """

    kind: DepartureKind
    sentence: str
    whole: Expr
    part: Expr
    around: Expr
    symbol: Symbol
    digits: int
    truncated: bool = False

    @property
    def slots(self) -> frozenset[str]:
        """The expression, of which one part is rounded at a time."""
        return frozenset({EXPRESSION})

    def applied(self, computation: Computation, calculator: Calculator) -> Computation | None:
        """With the part as a number of so many digits; not for a part that is 0, or another expression."""
        value = calculator.part(computation, self.part) if computation.expression == self.whole else None
        if value is None:
            return None
        try:
            number = with_digits(value, self.digits, truncated=self.truncated)
        except EvaluationError:
            return None
        return replace(computation.having(self.symbol, number), expression=self.around)


@final
@dataclass(frozen=True, eq=False)
class OtherExpression:
    """Another expression was evaluated: a sign in an exponent turned, or what stands in another row of the table."""

    kind: DepartureKind
    sentence: str
    expression: Expr

    @property
    def slots(self) -> frozenset[str]:
        """The expression."""
        return frozenset({EXPRESSION})

    def applied(self, computation: Computation, calculator: Calculator) -> Computation | None:
        """With that expression."""
        del calculator
        return replace(computation, expression=self.expression)


@final
@dataclass(frozen=True, eq=False)
class OtherFactor:
    """The result times a number: a lost 2 or pi, a prefix, the sign of a power of ten."""

    kind: DepartureKind
    sentence: str
    factor: Number

    @property
    def slots(self) -> frozenset[str]:
        """The factor."""
        return frozenset({FACTOR})

    def applied(self, computation: Computation, calculator: Calculator) -> Computation | None:
        """With that factor."""
        del calculator
        return replace(computation, factor=self.factor)


@final
@dataclass(frozen=True, eq=False)
class OtherFinish:
    """The result was not simply rounded: it was cut off, rounded twice, or misprinted."""

    kind: DepartureKind
    sentence: str
    finish: Finish

    @property
    def slots(self) -> frozenset[str]:
        """The result."""
        return frozenset({RESULT})

    def applied(self, computation: Computation, calculator: Calculator) -> Computation | None:
        """With that finish."""
        del calculator
        return replace(computation, finish=self.finish)


@final
@dataclass(frozen=True, slots=True)
class CutOff:
    """The digits after the last printed one dropped.

    >>> sorted(CutOff().printed(Fraction(2567, 10)))
    [256]
    """

    def printed(self, units: Fraction) -> frozenset[int]:
        """The whole part, towards zero."""
        return frozenset({units.__trunc__()})


@final
@dataclass(frozen=True, slots=True)
class RoundedTwice:
    """Rounded to one digit more first, and that rounded again, a half upwards.

    >>> sorted(RoundedTwice().printed(Fraction(24996, 10000))), sorted(RoundedTwice().printed(Fraction(247, 100)))
    ([3], [3])
    """

    def printed(self, units: Fraction) -> frozenset[int]:
        """The whole numbers that come of it."""
        sign = -1 if units < 0 else 1
        first = Nearest().printed(abs(units) * 10)
        return frozenset(sign * ((Fraction(each, 10) + Fraction(1, 2)).__floor__()) for each in first)


@final
@dataclass(frozen=True, slots=True)
class Misprinted:
    """Rounded to nearest, and then one digit of it misprinted, or two neighbours exchanged.

    >>> sorted(Misprinted(exchanged=True).printed(Fraction(178)))
    [187, 718]
    """

    exchanged: bool

    def printed(self, units: Fraction) -> frozenset[int]:
        """The misprints of the nearest whole numbers."""
        return frozenset(
            each for right in Nearest().printed(units) for each in misprints(right, exchanged=self.exchanged)
        )


def misprints(number: int, *, exchanged: bool) -> frozenset[int]:
    """The numbers that differ from `number` by two neighbouring digits `exchanged`, or else by one digit.

    >>> sorted(misprints(-12, exchanged=True)), len(misprints(25, exchanged=False))
    ([-21], 17)
    """
    sign, digits = (-1 if number < 0 else 1), str(abs(number))
    if exchanged:
        pairs = range(len(digits) - 1)
        texts = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in pairs]
    else:
        texts = [digits[:i] + new + digits[i + 1 :] for i in range(len(digits)) for new in "0123456789"]
    found = {sign * int(text) for text in texts if text[0] != "0"}
    return frozenset(found - {number})
