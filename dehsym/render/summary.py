"""The summary of a run, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dehsym.coverage import tallies
from dehsym.report import Report
from dehsym.verdict import Kind

_SEVERITY = {"breaks": "bold red", "unsupported": "yellow", "slip": "magenta"}


def print_summary(report: Report, files: Sequence[str]) -> None:
    """Print the verdicts, the findings, the differences from the record, and what is not there yet."""
    console = Console(highlight=False, markup=False)
    console.print(_verdicts(report))
    console.print(_findings(report))
    for row in _coverage(report):
        console.print(row, soft_wrap=True)
    console.print(f"{len(report.nodes)} steps; {report.seconds:.1f} s")
    if report.missing:
        console.print(f"not accounted for yet: {', '.join(report.missing)}")
    for row in report.differences:
        console.print(f"differs from the record: {row}", style="bold red", soft_wrap=True)
    console.print("written: " + ", ".join(files), soft_wrap=True)


def _verdicts(report: Report) -> Table:
    kinds = [kind.word for kind in sorted(Kind, reverse=True)]
    table = Table(title=f"{report.definition.title}: {len(report.results)} printed equations")
    table.add_column("")
    for kind in kinds:
        table.add_column(kind, justify="right")
    for name, counts in report.rows():
        table.add_row(name, *(str(counts.get(kind, "")) for kind in kinds))
    return table


def _coverage(report: Report) -> list[str]:
    """How much of what the paper prints is accounted for, and how."""
    rows: list[str] = []
    for kind, found in tallies(report.coverage).items():
        ways = ", ".join(f"{number} {how}" for how, number in found.most_common())
        rows.append(f"{found.total():>4} {kind + ('' if found.total() == 1 else 's'):<20} {ways}")
    return rows


def _findings(report: Report) -> Table:
    """Each finding with its witness; text, not markup, for brackets are part of what is said."""
    table = Table(title="What does not follow, or only with a choice", show_lines=True)
    table.add_column("id", no_wrap=True)
    table.add_column("severity")
    table.add_column("finding")
    for finding in report.findings:
        said = Text(finding.we_find)
        if finding.evidence.witness:
            said.append(f"\n{finding.evidence.witness}", style="dim")
        table.add_row(Text(finding.id), Text(finding.severity, style=_SEVERITY[finding.severity]), said)
    return table
