"""Printed tables: the one row that breaks a pattern of all the others, and the value that would mend it.

The numbers NAME(ARG=VALUE) of a table are a column: a function of ARG, rounded. A row is named where the certain signs
of the column's divided differences of some order change twice or more, and where that row alone, left out, leaves
differences of one sign. A column that bends once, or has a maximum at an end, is left in peace, and so is one whose
pattern rounding could make, or whose other rows do not hold the odd one to much less than it is off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from dehsym.audit.decimals import decimal, printed_like
from dehsym.audit.range import Range
from dehsym.audit.tables.divided_differences import (
    Difference,
    Point,
    allowed,
    divided_differences,
    interpolated,
    sign_changes,
    uniform_sign,
)
from dehsym.backticks import typed
from dehsym.claim import PrintedNumber
from dehsym.errors import DehsymError, NotationError
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.verdict import Witness, refuted

_CELL = re.compile(r"\s*([^()=]+?)\s*\(\s*([^()=]+?)\s*=\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)\s*\)\s*")
_FEWEST_ROWS = 4
_ORDERS = (1, 2, 3)
_WORDS: Mapping[int, str] = {1: "first", 2: "second", 3: "third"}
_SHOWN = 5
_FAR = 3


@final
@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table in its row: the value of `name` where the argument has the value `row`."""

    number: PrintedNumber
    row: Fraction
    printed: Printed

    @property
    def point(self) -> Point:
        """The cell as a point, in the unit that is printed."""
        return Point(self.row, self.printed.value, Range(self.printed.low, self.printed.high))


@final
@dataclass(frozen=True, slots=True)
class Column:
    """The cells of one name against one argument in one table, in the order of the argument."""

    where: str
    name: str
    argument: str
    cells: tuple[Cell, ...]

    @property
    def points(self) -> list[Point]:
        """Its cells as points."""
        return [cell.point for cell in self.cells]


@final
@dataclass(frozen=True, slots=True)
class OddRow:
    """The row of a column that breaks the pattern of the others.

    The pattern is the sign of the divided differences of one order without that row. `demanded` is what its value may
    be for the pattern to hold; `interpolations` are values by the other rows, each with the column that was the
    abscissa; `mended` is the value that they agree on in the print's own digits, empty if they do not.
    """

    column: Column
    cell: Cell
    order: int
    sign: int
    before: tuple[Difference, ...]
    after: tuple[Difference, ...]
    demanded: Range
    interpolations: tuple[tuple[str, Fraction], ...]
    mended: str


def columns(paper: PaperDefinition) -> list[Column]:
    """The columns of the paper's tables with at least four rows, in the order of the inventory.

    >>> from dehsym.paper_definition import load_definition
    >>> [(each.name, len(each.cells)) for each in columns(load_definition("deh4"))]
    [('T', 5), ('t', 5)]
    """
    found: dict[tuple[str, str, str, str], dict[Fraction, Cell]] = {}
    for number in paper.numbers.values():
        read = _CELL.fullmatch(number.symbol)
        if read is None or not number.where.startswith("Table"):
            continue
        try:
            printed = Printed(number.printed)
        except NotationError:
            continue  # a word or a fraction: no interval rounds to it
        row = Fraction(read[3])
        found.setdefault((number.where, read[1], read[2], number.unit), {}).setdefault(row, Cell(number, row, printed))
    return [
        Column(where, name, argument, tuple(cells[row] for row in sorted(cells)))
        for (where, name, argument, _), cells in found.items()
        if len(cells) >= _FEWEST_ROWS
    ]


def odd_rows(paper: PaperDefinition) -> list[OddRow]:
    """For each column the row that breaks its pattern, at the lowest order at which just one does.

    >>> from dehsym.paper_definition import load_definition
    >>> [(row.cell.number.name, row.mended) for row in odd_rows(load_definition("deh4"))]
    [('table-t-0.900', '20.7')]
    """
    known = columns(paper)
    found = [(column, _odd_row(column)) for column in known]
    bad = {id(column): row[0] for column, row in found if row is not None}
    return [_described(column, *row, known, bad) for column, row in found if row is not None]


def _odd_row(column: Column) -> tuple[int, int, int, Range] | None:
    """The place of the row, the order, the sign without it, and what its value may be."""
    points = column.points
    for order in _ORDERS:
        if len(points) - 1 < order + 2 or sign_changes(divided_differences(points, order)) < 2:
            continue  # the others have two differences at least, or one sign says nothing
        left: list[tuple[int, int]] = []
        for place in range(len(points)):
            sign = uniform_sign(divided_differences(_without(points, place), order))
            left += [(place, sign)] if sign else []
        if len(left) != 1:
            continue
        ((place, sign),) = left
        demanded = allowed(points, place, order, sign)
        if demanded is not None and _is_far(points[place].span, demanded) and _is_tame(points, place):
            return place, order, sign, demanded
    return None


def _without(points: Sequence[Point], place: int) -> list[Point]:
    return [*points[:place], *points[place + 1 :]]


def _is_far(printed: Range, demanded: Range) -> bool:
    """Whether the print is off by several times what the other rows leave open, which they do not for a wavy curve."""
    return max(printed.low - demanded.high, demanded.low - printed.high) > _FAR * (demanded.high - demanded.low)


def _is_tame(points: Sequence[Point], place: int) -> bool:
    """Whether the other rows rise or fall all the way: a peak may be narrower than the rows are apart."""
    return uniform_sign(divided_differences(_without(points, place), 1)) != 0


def _described(
    column: Column, place: int, order: int, sign: int, demanded: Range, known: Sequence[Column], bad: Mapping[int, int]
) -> OddRow:
    points = column.points
    roads = [(column.argument, interpolated(_without(points, place), points[place].argument))]
    for other in known:
        if _is_abscissa(other, column) and bad.get(id(other)) != place:
            exchanged = [Point(b.value, a.value, a.span) for a, b in zip(points, other.points, strict=True)]
            roads.append((other.name, interpolated(_without(exchanged, place), exchanged[place].argument)))
    cell = column.cells[place]
    texts = {printed_like(cell.printed, value) for _, value in roads}
    agreed = texts.pop() if len(texts) == 1 else ""
    mended = agreed if agreed and demanded.low <= Printed(agreed).value <= demanded.high else ""
    before, after = (divided_differences(rows, order) for rows in (points, _without(points, place)))
    return OddRow(column, cell, order, sign, tuple(before), tuple(after), demanded, tuple(roads), mended)


def _is_abscissa(other: Column, column: Column) -> bool:
    """Whether the rows are those of the other column too, whose values are all different."""
    if other is column or (other.where, other.argument) != (column.where, column.argument):
        return False
    same = [cell.row for cell in other.cells] == [cell.row for cell in column.cells]
    return same and len({cell.printed.value for cell in other.cells}) == len(other.cells)


def table_findings(paper: PaperDefinition) -> list[Finding]:
    """The odd rows as findings: slips, for what is shown is that a pattern breaks, not by which mistake."""
    return [_finding(row, paper) for row in odd_rows(paper)]


def _finding(row: OddRow, paper: PaperDefinition) -> Finding:
    cell, column = row.cell, row.column
    unit = "" if cell.number.unit == "1" else f" {cell.number.unit}"
    word, meaning = _WORDS[row.order], "positive" if row.sign > 0 else "negative"
    before, after = _listed(row.before), _listed(row.after)
    shown = typed(before)
    roads = ", ".join(f"{typed(decimal(value, _SHOWN))} in {typed(name)}" for name, value in row.interpolations)
    evidence = (
        f"the {word} divided differences of {column.name} along {column.argument}, {shown}, change sign at least "
        "twice over all that rounds to the print"
    )
    found = (
        f"the {word} divided differences of the column are {shown}; without this row they are {typed(after)}, all "
        f"{meaning}, and without any other they are not of one sign. The pattern asks for "
        f"{row.demanded.shown(4)}{unit} here; the polynomial through the other rows gives {roads}{_derived(row, paper)}"
    )
    at = tuple((each.number.symbol, each.printed.text) for each in column.cells)
    return Finding(
        f"table.{cell.number.id}",
        column.where,
        "slip",
        (cell.number.id, *(each.number.id for each in column.cells if each is not cell)),
        typed(f"{cell.number.symbol} = {cell.printed.text}{unit}"),
        found,
        refuted(evidence, Witness(at, before, "one sign"), "divided differences of printed ranges"),
        typed(f"{cell.number.symbol} = {row.mended}{unit}") if row.mended else "",
    )


def _derived(row: OddRow, paper: PaperDefinition) -> str:
    """What the derivation of the cell gives, where there is one."""
    quantity = paper.quantities.get(row.cell.number.name)
    try:
        return f"; its derivation gives {quantity.value(_SHOWN)}" if quantity else ""
    except DehsymError:
        return ""


def _listed(differences: Sequence[Difference]) -> str:
    return ", ".join(decimal(each.value, 4) for each in differences)
