"""The summary of a run, as tables for people, from the document of the run; nothing of the mathematics is imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dehsym.verdict import Kind

_ID = 34
_MOST = 20
_TOLD, _OTHERS = "breaks", ("unsupported", "slip")


def print_summary(document: Mapping[str, Any]) -> None:
    """Print the verdicts, the findings, what is accounted for and how, and the differences from the record.

    `document` is what `dehsym run --json` prints.
    """
    console = Console(highlight=False, markup=False)
    console.print(_verdicts(document))
    for row in _findings(document["headlines"]):
        console.print(row, no_wrap=True, overflow="ellipsis")
    for row in _coverage(document):
        console.print(row, soft_wrap=True)
    console.print(_audit(document["audit"]))
    for row in document["not_checked"]:
        console.print(f"not checked: {row}", soft_wrap=True)
    console.print(_time(document))
    if missing := document["not_derived_yet"]:
        console.print(f"not accounted for yet: {', '.join(missing)}")
    differences = document["differences"]
    for row in differences[:_MOST]:
        console.print(f"differs from the record: {row}", style="bold red", soft_wrap=True)
    if len(differences) > _MOST:
        console.print(f"and {len(differences) - _MOST} more differences: --json has them all", style="bold red")
    console.print("written: " + ", ".join(document["files"]), soft_wrap=True)


def _audit(counts: Mapping[str, int]) -> str:
    """What of the printed numbers can be had from what is printed before them."""
    return "     of the printed numbers: " + ", ".join(f"{number} {verdict}" for verdict, number in counts.items())


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
        rows.append(f"{total:>4} {kind + ('' if total == 1 else 's'):<20} {', '.join(ways)}")
    return rows


def _findings(headlines: Sequence[Sequence[str]]) -> list[Text]:
    """The gravest, a line each, and how many others there are; `dehsym findings` tells all of them in full."""
    first = [(id, said) for id, severity, said in headlines if severity == _TOLD]
    counts = Counter(severity for _, severity, _ in headlines)
    rest = ", ".join(f"{counts[severity]} {severity}" for severity in _OTHERS)
    heading = f"findings: {len(first)} {_TOLD}, {rest}; dehsym findings tells them in full"
    rows = [Text(heading, style="bold")]
    return rows + [Text.assemble("  ", (f"{id:<{_ID}}", "red"), "  ", " ".join(said.split())) for id, said in first]
