"""The summary of a run, as tables for people, from the document of the run; nothing of the mathematics is imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dehsym.verdict import Kind, Verdict

_ID = 30  # the longest ids are folded, so that room is left for what is found
_SEVERITY = {"breaks": "bold red", "unsupported": "yellow", "slip": "magenta"}


def print_summary(document: Mapping[str, Any]) -> None:
    """Print the verdicts, the findings, what is accounted for and how, and the differences from the record.

    `document` is what `dehsym run --json` prints.
    """
    console = Console(highlight=False, markup=False)
    console.print(_verdicts(document))
    console.print(_findings(document["findings"]))
    for row in _coverage(document):
        console.print(row, soft_wrap=True)
    console.print(_time(document))
    if missing := document["not_derived_yet"]:
        console.print(f"not accounted for yet: {', '.join(missing)}")
    for row in document["differences"]:
        console.print(f"differs from the record: {row}", style="bold red", soft_wrap=True)
    console.print("written: " + ", ".join(document["files"]), soft_wrap=True)


def _time(document: Mapping[str, Any]) -> str:
    steps, seconds = document["steps"], document["seconds"]
    if document["remembered"]:
        return f"{steps} steps, remembered from a run of {document['seconds_to_derive']:.1f} s; {seconds:.2f} s"
    return f"{steps} steps; {seconds:.1f} s"


def _verdicts(document: Mapping[str, Any]) -> Table:
    kinds = [kind.word for kind in sorted(Kind, reverse=True)]
    table = Table(title=f"{document['title']}: {document['derived']} printed equations")
    table.add_column("")
    for kind in kinds:
        table.add_column(kind, justify="right")
    for name, counts in document["verdicts"].items():
        table.add_row(name, *(str(counts.get(kind, "")) for kind in kinds))
    return table


def _coverage(document: Mapping[str, Any]) -> list[str]:
    """How much of what the paper prints is accounted for, and how."""
    rows: list[str] = []
    for kind, found in document["coverage"].items():
        total, ways = sum(found.values()), [f"{number} {how}" for how, number in found.items()]
        if kind == "number" and (rounding := document["rounding"]):
            ways.append(f"{rounding.get(Kind.CERTIFIED.word, 0)} round to what is printed")
        rows.append(f"{total:>4} {kind + ('' if total == 1 else 's'):<20} {', '.join(ways)}")
    return rows


def _findings(findings: Sequence[Mapping[str, Any]]) -> Table:
    """Each finding with its witness; text, not markup, for brackets are part of what is said."""
    table = Table(title="What does not follow, or only with a choice", show_lines=True)
    table.add_column("id", max_width=_ID, overflow="fold")
    table.add_column("severity")
    table.add_column("finding")
    for finding in findings:
        said, severity = Text(finding["we_find"]), finding["severity"]
        if witness := Verdict.from_json(finding["verdict"]).witness:
            said.append(f"\n{witness}", style="dim")
        table.add_row(Text(finding["id"]), Text(severity, style=_SEVERITY[severity]), said)
    return table
