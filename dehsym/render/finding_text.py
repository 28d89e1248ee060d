"""Findings as plain text, readable in 80 columns: under a heading for each severity, one after another."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from dehsym.findings import SEVERITIES, Finding
from dehsym.render.text import from_latex, text_prose

_WIDTH = 80
_NUMBER = re.compile(r"N\d+")
_SHORTEST_RUN = 3
_HEADINGS = {
    "breaks": "Breaks a result",
    "unsupported": "A step without support",
    "slip": "A slip of the pen or of rounding",
}


def findings_text(findings: Iterable[Finding]) -> str:
    """All findings in their order, under a heading for each severity that says how many there are."""
    given = list(findings)
    groups = [(severity, [each for each in given if each.severity == severity]) for severity in SEVERITIES]
    parts = [[heading(severity, len(group)), *map(finding_text, group)] for severity, group in groups if group]
    return "\n\n".join(text for part in parts for text in part)


def heading(severity: str, count: int) -> str:
    """The heading of a severity.

    >>> print(heading("slip", 7))
    A slip of the pen or of rounding (slip): 7
    ------------------------------------------
    """
    line = f"{_HEADINGS[severity]} ({severity}): {count}"
    return f"{line}\n{'-' * len(line)}"


def finding_text(finding: Finding) -> str:
    """What the paper says, what was found, why and how sure, the correct line, and what printed results rest on it."""
    lines = textwrap.wrap(f"{finding.id}  ({finding.where}, {finding.severity})", _WIDTH, subsequent_indent="  ")
    lines += _item("the paper", _formula(finding.paper_says))
    lines += _item("we find", headline(finding))
    if finding.evidence.witness:
        lines += _item("why", text_prose(finding.why))
    lines += _item("how sure", finding.sure)
    if finding.correct:
        lines += _item("computed", _formula(finding.correct))
    if affected := [claim for claim in finding.claims if claim != finding.id]:
        lines += _item("rests on it", ", ".join(_in_runs(affected)))
    return "\n".join(lines)


def headline(finding: Finding) -> str:
    """What was found, in words and plain formulas on one line."""
    return text_prose(finding.we_find)


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


def _formula(text: str) -> str:
    """A formula; words with formulas between dollar signs; or words."""
    if "$" in text:
        return text_prose(text)
    return from_latex(text) if "\\" in text or "^" in text else text


def _item(name: str, text: str) -> list[str]:
    head = f"  {name:12s} "
    return textwrap.wrap(head + text, _WIDTH, subsequent_indent=" " * len(head), break_on_hyphens=False)
