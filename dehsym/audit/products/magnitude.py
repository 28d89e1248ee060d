"""What a printed number may be: what rounds to it, or anything nearer to it than to the next power of ten.

A number that is printed as a power of ten, 1e-40 kg or 0.1 meV, is read as an order of magnitude: on a logarithmic
scale it is the nearest power of ten to everything within half a decade of it. Any other number stands for what rounds
to it.
"""

from __future__ import annotations

from fractions import Fraction

from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.range import Range

_HALF_DECADE = Fraction(3162278, 10**6)
"""Just above the square root of ten: 3.162278^2 = 10.000002, so that the range errs to the wide side."""


def span_of(value: PrintedValue) -> Range:
    """What the number may be: half a decade to either side of a power of ten, else what rounds to it.

    >>> from dehsym.printed import Printed
    >>> from dehsym.unit import Unit
    >>> span_of(PrintedValue.of_number("N1", Printed("1.2"), Unit.read("kg"))).low
    Fraction(23, 20)
    """
    if value.is_order:
        ends = value.value / _HALF_DECADE, value.value * _HALF_DECADE
        return Range(min(ends), max(ends))
    return Range(value.low, value.high)
