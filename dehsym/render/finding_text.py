"""Findings as plain text, readable in 80 columns: under a heading for each severity, one after another.

Numbers and marks stand in a margin; a formula by itself stands as on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import final

from dehsym.backticks import without_backticks
from dehsym.catalogue import Catalogue
from dehsym.findings import SEVERITIES, Finding
from dehsym.render.marks import legend, mark, with_margin
from dehsym.render.paragraph import WIDTH, wrapped
from dehsym.render.text import paragraph_prose, picture_of_latex
from dehsym.render.typesetting.picture import Picture

_NUMBER = re.compile(r"N\d+")
_SHORTEST_RUN = 3
_HEADINGS = {
    "breaks": "Breaks a result",
    "unsupported": "A step without support",
    "slip": "A slip of the pen or of rounding",
}
_LONGEST_DETAIL = 240
_MOST_LINES = 2
_INDENT = " " * 6
_TWO_WORDS = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{2,} [a-z]{2,}")


def findings_text(findings: Iterable[Finding], catalogue: Catalogue | None = None, *, unicode: bool = True) -> str:
    """All findings in their order, under a heading for each severity that says how many there are, and the marks.

    Typed notation is set in the letters of the catalogue, if there is one. Without `unicode` formulas stay as typed.
    """
    given = list(findings)
    numbers = {id(finding): number for number, finding in enumerate(given, 1)}
    parts: list[str] = []
    for severity in SEVERITIES:
        group = [each for each in given if each.severity == severity]
        parts += [heading(severity, len(group))] if group else []
        parts += [finding_text(each, catalogue, unicode=unicode, number=numbers[id(each)]) for each in group]
    parts += wrapped("", legend({each.evidence.kind for each in given}, unicode=unicode), "") if given else []
    return "\n\n".join(parts)


def heading(severity: str, count: int) -> str:
    """The heading of a severity.

    >>> print(heading("slip", 7))
    A slip of the pen or of rounding (slip): 7
    ------------------------------------------
    """
    line = f"{_HEADINGS[severity]} ({severity}): {count}"
    return f"{line}\n{'-' * len(line)}"


def finding_text(
    finding: Finding, catalogue: Catalogue | None = None, *, unicode: bool = True, number: int | None = None
) -> str:
    """What the paper says, what was found, why and how sure, the correct line, and what printed results rest on it."""
    writer = _Writer(catalogue, unicode)
    margin = f"{'' if number is None else number:>3} {mark(finding.evidence.kind, unicode=unicode)} "
    lines = wrapped(margin, f"{finding.id}  ({finding.where}, {finding.severity})")
    lines += writer.item("the paper", _in_dollars(finding.paper_says))
    lines += writer.item("we find", finding.we_find)
    if finding.evidence.witness:
        lines += writer.item("why", _in_short(finding.why))
    lines += writer.item("how sure", finding.sure)
    if finding.correct:
        lines += writer.item("computed", _in_dollars(finding.correct))
    if affected := [claim for claim in finding.claims if claim != finding.id]:
        lines += writer.affected(finding.id, list(_in_runs(affected)))
    return "\n".join(lines)


def headline(finding: Finding, catalogue: Catalogue | None = None) -> str:
    """What was found, in words and plain formulas on one line."""
    return paragraph_prose(finding.we_find, catalogue).replace("\N{NO-BREAK SPACE}", " ")


@final
@dataclass(frozen=True)
class _Writer:
    """Writes in the letters of a catalogue, or as typed."""

    catalogue: Catalogue | None
    unicode: bool

    def item(self, name: str, text: str) -> list[str]:
        """A text behind its name; a formula by itself as it stands on paper."""
        head = f"{_INDENT}{name:12s} "
        if not self.unicode:
            return wrapped(head, without_backticks(text.replace("$", "")))
        if text.startswith("$") and text.endswith("$") and text.count("$") == 2:
            return with_margin(head, picture_of_latex(text[1:-1], WIDTH - len(head)))
        return with_margin(
            head, Picture.of(*wrapped("", paragraph_prose(text, self.catalogue), width=WIDTH - len(head)))
        )

    def affected(self, id: str, names: Sequence[str]) -> list[str]:
        """What rests on it, the first of many."""
        lines = self.item("rests on it", ", ".join(names))
        for told in range(len(names) - 1, 0, -1):
            if len(lines) <= _MOST_LINES:
                break
            more = f"and {len(names) - told} more (dehsym affects {id})"
            lines = self.item("rests on it", f"{', '.join(names[:told])}, {more}")
        return lines


def _in_short(text: str) -> str:
    """A witness without the further circumstances, where it is long; all of them are in the JSON."""
    return text if len(text) <= _LONGEST_DETAIL else text.partition("; ")[0]


def _in_dollars(text: str) -> str:
    """Bare LaTeX as a formula; words as they are."""
    is_latex = ("\\" in text or "^" in text) and not {"$", "`"} & set(text) and not _TWO_WORDS.search(text)
    return f"${text}$" if is_latex else text


def _in_runs(ids: Iterable[str]) -> Iterator[str]:
    """The ids, numbers last and of three and more in a row the first and the last of them alone.

    >>> list(_in_runs(["4a", "N10", "N08", "N09", "N12", "c.axion"]))
    ['4a', 'c.axion', 'N08 to N10', 'N12']
    """
    given = list(ids)
    yield from (id for id in given if not _NUMBER.fullmatch(id))
    numbers = sorted(id for id in given if _NUMBER.fullmatch(id))
    for _, group in groupby(enumerate(numbers), key=lambda each: int(each[1][1:]) - each[0]):
        run = [id for _, id in group]
        yield from run if len(run) < _SHORTEST_RUN else (f"{run[0]} to {run[-1]}",)
