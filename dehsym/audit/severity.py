"""How much it matters that a printed number is not the one that it should be."""

from __future__ import annotations

from fractions import Fraction

from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.quantity import Quantity

SEVERITIES = ("slip", "unsupported", "breaks")
"""From the mildest on."""

_ROUNDINGS = 5
_ROUNDING_SHARE = Fraction(1, 20)
_BREAKING_FACTOR = 2


def severity_of(number: Printed, exact: Fraction, *, rests: bool) -> str:
    """`slip`, `unsupported` or `breaks`, by how far `exact` is from the print and whether other numbers rest on it.

    Up to five units of the last place, or a twentieth of the value, a few roundings in a row explain it: a slip. A
    factor of two is beyond any arithmetic with rounded numbers: where printed results rest on it, they break. In
    between the number has no support.

    >>> severity_of(Printed("5.51e89"), Fraction("5.484e89"), rests=False)
    'slip'
    >>> severity_of(Printed("18.1"), Fraction("20.7"), rests=True), severity_of(Printed("1.0"), Fraction(3), rests=True)
    ('unsupported', 'breaks')
    """
    apart = abs(exact - number.value)
    if apart <= max(_ROUNDINGS * number.ulp, _ROUNDING_SHARE * abs(exact)):
        return "slip"
    larger, smaller = max(abs(exact), abs(number.value)), min(abs(exact), abs(number.value))
    factor_of_two = exact * number.value <= 0 or larger >= _BREAKING_FACTOR * smaller
    return "breaks" if factor_of_two and rests else "unsupported"


def resting_on(quantity: Quantity, paper: PaperDefinition) -> tuple[str, ...]:
    """The printed numbers, by id, and printed equations that are derived from that quantity's line."""
    numbers = [
        other.id
        for other in paper.quantities.values()
        if other.printed and other.step is not quantity.step and quantity.step in other.step.ancestry
    ]
    equations = [
        claim for claim, step in paper.derived.items() if step is not quantity.step and quantity.step in step.ancestry
    ]
    return (*numbers, *equations)


def part_of(quantity: Quantity, paper: PaperDefinition) -> str:
    """The part of the paper in which the quantity is named; empty if it is not of this paper."""
    names = {quantity.name, quantity.id}
    named = ((each.part, declared.name) for each in paper.derivations for declared in each.quantities)
    return next((part for part, name in named if name in names), "")
