"""Printed numbers as what they are: intervals of reals that round to the print, in SI units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Expr

from dehsym.constants import Constant
from dehsym.dimension import Dimension
from dehsym.errors import DehsymError, NotationError
from dehsym.evaluation import RealEnclosure, enclosed
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.quantity import Quantity
from dehsym.unit import Unit

_BITS = 320
"""A hundred digits: of any print, and of what is computed from several, all are certain."""

_POWER_OF_TEN = re.compile(r"[+-]?(?:0?\.0*1|10*)(?:[eE][+-]?\d+)?")


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
        """What a paper is given from outside; exact where it says nothing of how that is printed.

        Raises `NotationError` where that is no decimal with its unit.
        """
        if not given.printed:
            value = given.fraction
            return cls(name, f"{given.value} {given.unit}", value, value, value, given.dimension)
        text, _, unit = given.printed.partition(" ")
        try:
            return cls.of_number(name, Printed(text), Unit.read(unit))
        except NotationError as error:
            raise NotationError(f"how {name} is printed, {given.printed!r}: {error}") from None

    @property
    def is_exact(self) -> bool:
        """Whether it is meant exactly."""
        return self.low == self.high

    @property
    def is_order(self) -> bool:
        """Whether it is printed as a power of ten, 1e-40 or 0.1, and not meant exactly: an order of magnitude.

        >>> numbers = (PrintedValue.of_number("N1", Printed(text), Unit.read("1")) for text in ("1e-40", "0.1", "1.0"))
        >>> [number.is_order for number in numbers]
        [True, True, False]
        """
        return not self.is_exact and bool(_POWER_OF_TEN.fullmatch(self.shown.split(" ")[0]))


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


def unrounded(quantity: Quantity) -> RealEnclosure | None:
    """The quantity without any rounding, in SI units, in a ball of many digits; `None` where it has none that is real.

    >>> from dehsym.paper_definition import load_definition
    >>> unrounded(load_definition("deh4").quantity("pressure-ratio")).text(8)
    '1.2130613'
    """
    try:
        return enclosed(quantity.closed_form.xreplace(quantity.exact_inputs), quantity.catalogue, _BITS)
    except DehsymError:
        return None


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
