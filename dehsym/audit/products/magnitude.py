"""What a printed number may be: what rounds to it, or anything nearer to it than to the next power of ten.

A number that is printed as a power of ten, 1e-40 kg or 0.1 meV, is read as an order of magnitude: on a logarithmic
scale it is the nearest power of ten to everything within half a decade of it. Any other number stands for what rounds
to it.
"""

from __future__ import annotations

import decimal
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from dehsym.audit.printed_value import PrintedValue

_POWER_OF_TEN = re.compile(r"[+-]?(?:0?\.0*1|10*)(?:[eE][+-]?\d+)?")
_HALF_DECADE = Fraction(3162278, 10**6)
"""Just above the square root of ten: 3.162278^2 = 10.000002, so that the range errs to the wide side."""
_LONGEST = 50


@final
@dataclass(frozen=True, slots=True)
class Span:
    """The reals from `low` to `high`, both counted in.

    >>> Span(Fraction(1), Fraction(2)).meets(Span(Fraction(2), Fraction(3)))
    True
    """

    low: Fraction
    high: Fraction

    def meets(self, other: Span) -> bool:
        """Whether the two have a point in common."""
        return self.low <= other.high and other.low <= self.high

    def power(self, exponent: int) -> Span:
        """The range of x^k for a positive range: a power is monotone there.

        >>> Span(Fraction(1), Fraction(2)).power(-2)
        Span(low=Fraction(1, 4), high=Fraction(1, 1))
        """
        ends = self.low**exponent, self.high**exponent
        return Span(min(ends), max(ends))

    def __mul__(self, other: Span) -> Span:
        """The range of the product of two positive ranges."""
        return Span(self.low * other.low, self.high * other.high)

    def shown(self, digits: int = 5) -> str:
        """The two ends, rounded outwards.

        >>> Span(Fraction(1, 3), Fraction(2, 3)).shown(3)
        '0.333 to 0.667'
        """
        low = decimal_text(self.low, digits, decimal.ROUND_FLOOR)
        return f"{low} to {decimal_text(self.high, digits, decimal.ROUND_CEILING)}"


def is_order_of_magnitude(value: PrintedValue) -> bool:
    """Whether it is printed as a power of ten and not meant exactly.

    >>> from dehsym.printed import Printed
    >>> from dehsym.unit import Unit
    >>> is_order_of_magnitude(PrintedValue.of_number("N1", Printed("1e-40"), Unit.read("kg")))
    True
    """
    return not value.is_exact and bool(_POWER_OF_TEN.fullmatch(value.shown.split(" ")[0]))


def span_of(value: PrintedValue) -> Span:
    """What the number may be: half a decade to either side of a power of ten, else what rounds to it."""
    if is_order_of_magnitude(value):
        ends = value.value / _HALF_DECADE, value.value * _HALF_DECADE
        return Span(min(ends), max(ends))
    return Span(value.low, value.high)


def decimal_text(number: Fraction, digits: int, rounding: str = decimal.ROUND_HALF_EVEN) -> str:
    """A rational number as a decimal with that many significant digits, at most 50.

    >>> decimal_text(Fraction(2, 3), 4), decimal_text(Fraction(10**30), 3)
    ('0.6667', '1.00e+30')
    """
    with decimal.localcontext() as context:
        context.prec, context.rounding = min(digits, _LONGEST), rounding
        context.Emax, context.Emin = decimal.MAX_EMAX, decimal.MIN_EMIN
        quotient = decimal.Decimal(number.numerator) / decimal.Decimal(number.denominator)
    size = quotient.adjusted()
    padded = f"{quotient:.{digits - 1}e}"
    return padded if not -4 <= size <= 6 else f"{quotient:.{max(digits - 1 - size, 0)}f}"
