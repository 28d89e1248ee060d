"""The printed numbers of a paper by what they are: unrounded, printed elsewhere, in other rows of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import final

from sympy import Expr, Rational

from dehsym.audit.explanation.computation import Number
from dehsym.audit.printed_value import PrintedQuantity, PrintedValue, printed_quantities, unrounded
from dehsym.dimension import ONE
from dehsym.paper_definition import PaperDefinition
from dehsym.symbolic import rational, subexpressions
from dehsym.unit import Unit

_MOST_ROWS = 40


@final
@dataclass(frozen=True)
class Prints:
    """The printed numbers of a paper, and what the quantities that they are come to without rounding."""

    paper: PaperDefinition

    @cached_property
    def quantities(self) -> tuple[PrintedQuantity, ...]:
        """The numbers that have a quantity."""
        return tuple(printed_quantities(self.paper))

    @cached_property
    def _by_id(self) -> dict[str, PrintedQuantity]:
        return {each.value.id: each for each in self.quantities}

    @cached_property
    def _given(self) -> tuple[tuple[Expr, PrintedValue], ...]:
        rows = ((symbol, PrintedValue.of_input(symbol.name, given)) for symbol, given in self.paper.inputs.items())
        return tuple(rows)

    def form(self, number: PrintedValue) -> Expr | None:
        """The closed form of a printed number with the paper's inputs put in; `None` for what is given."""
        known = self._by_id.get(number.id)
        return known.quantity.closed_form.xreplace(known.quantity.exact_inputs) if known else None

    def unrounded(self, number: PrintedValue) -> Number | None:
        """The number itself; `None` for what is given, and where it has no enclosure."""
        known = self._by_id.get(number.id)
        found = unrounded(known.quantity) if known else None
        return found.ball if found else None

    def elsewhere(self, number: PrintedValue) -> Iterator[PrintedValue]:
        """What is printed for the same quantity in other digits.

        The same is what one symbol stands for, or what has a dimension and rounds to the same.
        """
        symbol = self._by_id[number.id].symbol if number.id in self._by_id else None
        seen = {number.value}
        for other, printed in (*self._given, *((each.symbol, each.value) for each in self.quantities)):
            overlap = printed.low <= number.high and number.low <= printed.high and number.dimension != ONE
            same = printed.dimension == number.dimension and (other == symbol or overlap)
            if same and printed.value not in seen:
                seen.add(printed.value)
                yield printed

    def rows(self, number: PrintedValue) -> Iterator[PrintedQuantity]:
        """The other numbers that the same symbol stands for, as in a table."""
        own = self._by_id.get(number.id)
        for each in self.quantities if own else ():
            if own and each.symbol == own.symbol and each.value.id != number.id:
                yield each

    def between_rows(self, number: PrintedValue) -> Iterator[tuple[Fraction, Expr]]:
        """What would stand in rows that a table leaves out, by their labels, as closed forms.

        A label is a rational number by which alone the closed forms of the rows differ; those left out are at the
        distances of the rows that there are, or at a common measure of them.
        """
        own = self.form(number)
        others = [form for row in self.rows(number) if (form := self.form(row.value)) is not None]
        if own is None or not others:
            return
        for label in _rationals(own):
            places = [_place_of(own, label, form) for form in others]
            known = {_fraction(place) for place in (label, *places) if place is not None}
            if None not in places and len(known) > 1:
                yield from ((each, own.xreplace({label: rational(each)})) for each in _left_out(known))
                return


def _left_out(known: Collection[Fraction]) -> Iterator[Fraction]:
    """The points of the coarsest even grid through those known, between the first and the last, that are not known.

    >>> [str(each) for each in _left_out({Fraction(1, 2), Fraction(3, 4), Fraction(5, 4)})]
    ['1']
    """
    points = sorted(known)
    denominator = lcm(*(each.denominator for each in points))
    step = Fraction(gcd(*(int((each - points[0]) * denominator) for each in points)), denominator)
    count = int((points[-1] - points[0]) / step)
    if count <= _MOST_ROWS:
        yield from (each for number in range(count) if (each := points[0] + number * step) not in known)


def _place_of(own: Expr, label: Rational, other: Expr) -> Rational | None:
    """What stands in another form for a number of one's own, if that is all that differs."""
    return next((each for each in _rationals(other) if own.xreplace({label: each}) == other), None)


def _rationals(form: Expr) -> list[Rational]:
    return list(dict.fromkeys(part for part in subexpressions(form) if isinstance(part, Rational)))


def _fraction(number: Rational) -> Fraction:
    return Fraction(number.p, number.q)


def unit_of(printed: PrintedValue) -> Unit:
    """The unit that a number is printed in."""
    return Unit.read(printed.shown.partition(" ")[2])
