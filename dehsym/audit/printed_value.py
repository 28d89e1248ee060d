"""Printed numbers as what they are: intervals of reals that round to the print, in SI units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Expr

from dehsym.constants import Constant
from dehsym.dimension import Dimension
from dehsym.errors import NotationError
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.quantity import Quantity
from dehsym.unit import Unit


@final
@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One printed number under its `id`: `shown` as in print, and the reals in SI units that round to it.

    Those are from `low` to `high`, `value` in their middle; for a number that is meant exactly the three are equal.

    >>> PrintedValue.of_number("N30", Printed("3.47"), Unit.read("mm")).low
    Fraction(693, 200000)
    """

    id: str
    shown: str
    value: Fraction
    low: Fraction
    high: Fraction
    dimension: Dimension

    @classmethod
    def of_number(cls, id: str, number: Printed, unit: Unit) -> PrintedValue:
        """A number of the inventory in the unit that it is printed in."""
        shown = number.text if unit.text == "1" else f"{number.text} {unit.text}"
        ends = (number.value * unit.factor, number.low * unit.factor, number.high * unit.factor)
        return cls(id, shown, *ends, unit.dimension)

    @classmethod
    def of_input(cls, name: str, given: Constant) -> PrintedValue:
        """What a paper is given from outside; exact where it says nothing of how that is printed."""
        if not given.printed:
            value = given.fraction
            return cls(name, f"{given.value} {given.unit}", value, value, value, given.dimension)
        text, _, unit = given.printed.partition(" ")
        return cls.of_number(name, Printed(text), Unit.read(unit))

    @property
    def is_exact(self) -> bool:
        """Whether it is meant exactly."""
        return self.low == self.high


@final
@dataclass(frozen=True, slots=True)
class PrintedQuantity:
    """A number of the inventory, with the quantity that it is and the symbol that stands for it."""

    quantity: Quantity
    value: PrintedValue

    @property
    def symbol(self) -> Expr:
        """What the quantity's step is solved for."""
        return self.quantity.step.equation.lhs


def printed_quantities(paper: PaperDefinition) -> Iterator[PrintedQuantity]:
    """The numbers that the paper prints as decimals and that have a quantity, in the order of the inventory."""
    for number in paper.numbers.values():
        quantity = paper.quantities.get(number.name)
        if quantity is None:
            continue
        try:
            printed = Printed(number.printed)
        except NotationError:
            continue  # printed in words or as 1/e: no interval rounds to it
        yield PrintedQuantity(quantity, PrintedValue.of_number(number.id, printed, quantity.unit))
