"""What a reader must grant: everything once, with a number, under which the equations name what they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dehsym.alteration import place_text
from dehsym.render.explorer.contents import Contents
from dehsym.render.pdf_report.formulas import said
from dehsym.render.pdf_report.markup import Code, call, joined
from dehsym.render.pdf_report.references import reference
from dehsym.result import Result

_SHORTEST_RUN = 3
Grants = Mapping[tuple[str, str, str], int]
"""The number of each thing to be granted, by the place of its line, its kind and its words."""


def numbered_grants(contents: Contents) -> Grants:
    """All that the printed equations need, in the order of the paper."""
    found = {key: serial for result in contents.run.results for key, serial in _needed(result)}
    ordered = sorted(found, key=lambda key: found[key])
    return {key: number for number, key in enumerate(ordered, 1)}


def grants(contents: Contents, numbers: Grants) -> Code:
    """The list, with the line at which each is needed."""
    lines = {place_text(node.step.place): contents.id_of(node.step) for node in contents.run.nodes}
    catalogue = contents.paper.catalogue
    items = (
        call("grant", grant_id(number), f"G{number}", kind, said(prose, catalogue), reference(contents, lines[place]))
        for (place, kind, prose), number in numbers.items()
    )
    return joined([call("paragraph", _LEGEND), *items])


_LEGEND = (
    "No check can lift what is listed here: the premises and choices on which the printed equations rest, and the "
    "lines on their way that were not shown. The equations name them by these numbers."
)


def granted(result: Result, numbers: Grants) -> Code:
    """The numbers of what one equation needs; of three and more in a row the first and the last."""
    needed = sorted({numbers[key] for key, _ in _needed(result)})
    runs = (_run(run) for run in _runs(needed))
    return joined(runs, ", ")


def grant_id(number: int) -> str:
    """The id of a thing to be granted in the report."""
    return f"grant {number}"


def _needed(result: Result) -> Iterator[tuple[tuple[str, str, str], int]]:
    by_number = dict(enumerate(result.checked.ancestry, 1))
    for row in result.rests_on:
        step = by_number[row["step"]].step
        yield (place_text(step.place), str(row["kind"]), str(row["prose"])), step.serial


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """The numbers, those without a gap together.

    >>> list(_runs([1, 2, 3, 5]))
    [[1, 2, 3], [5]]
    """
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        yield [number for _, number in group]


def _run(numbers: Sequence[int]) -> Code:
    links = [call("reference", grant_id(number), f"G{number}") for number in numbers]
    return joined([links[0], " to ", links[-1]]) if len(links) >= _SHORTEST_RUN else joined(links, ", ")
