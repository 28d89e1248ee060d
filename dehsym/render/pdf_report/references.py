"""Links within the report: to lines, printed equations, findings and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dehsym.findings import Finding
from dehsym.render.explorer.contents import Contents
from dehsym.render.pdf_report.markup import Code, call, joined

_NUMBER = re.compile(r"N[0-9]+")
_SHORTEST_RUN = 3
_MOST, _FEW = 12, 4


def reference(contents: Contents, id: str) -> Code:
    """A link to what has that id, if the report shows it; else the id."""
    return call("reference", id, id) if id in contents.on_page else joined([id])


def references(contents: Contents, ids: Sequence[str]) -> Code:
    """Links to printed things: first those with names, then numbers, of three and more in a row the first and last.

    Of very many the first are shown, and how many there are more: the page of the run has all of them.
    """
    if not ids:
        return joined(["nothing that is printed"])
    first = ids[:_MOST] if len(ids) > _MOST + _FEW else ids
    shown = joined((joined((reference(contents, each) for each in run), " to ") for run in in_runs(first)), ", ")
    return joined([shown, f", and {len(ids) - len(first)} more" if len(first) < len(ids) else ""])


def in_runs(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ids, numbers last and of three and more in a row the first and the last of them alone.

    >>> list(in_runs(["4a", "N10", "N08", "N09", "N12", "c.axion"]))
    [('4a',), ('c.axion',), ('N08', 'N10'), ('N12',)]
    """
    yield from ((id,) for id in ids if not _NUMBER.fullmatch(id))
    numbers = sorted(id for id in ids if _NUMBER.fullmatch(id))
    for _, group in groupby(enumerate(numbers), key=lambda each: int(each[1][1:]) - each[0]):
        run = [id for _, id in group]
        yield from ((run[0], run[-1]),) if len(run) >= _SHORTEST_RUN else ((id,) for id in run)


def finding_id(findings: Sequence[Finding], finding: Finding) -> str:
    """The id of a finding in the report; of several of one id, the later ones have a number."""
    same = [each for each in findings if each.id == finding.id]
    number = next(number for number, each in enumerate(same, 1) if each is finding)
    return f"finding {finding.id}" + (f" {number}" if number > 1 else "")


def part_id(part: str) -> str:
    """The id of a part of the paper."""
    return f"part {part}"
