"""The summary of a run, as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from dehsym.report import Report
from dehsym.verdict import Kind


def print_summary(report: Report, files: Sequence[str]) -> None:
    """Print the verdicts, the findings, the differences from the record, and what is not there yet."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(_verdicts(report))
    console.print(_findings(report))
    printed = len(report.definition.claims)
    console.print(
        f"{report.steps} steps; {len(report.results)} of {printed} printed equations derived; {report.seconds:.1f} s"
    )
    if report.missing:
        console.print(f"not derived yet: {len(report.missing)} of {printed}, see dehsym list", style="dim")
    for row in report.differences:
        console.print(f"differs from the record: {row}", style="bold red", markup=False)
    console.print("written: " + ", ".join(files), markup=False)


def _verdicts(report: Report) -> Table:
    kinds = [kind.word for kind in sorted(Kind, reverse=True)]
    table = Table(title=f"{report.definition.title}: {len(report.results)} printed equations")
    table.add_column("")
    for kind in kinds:
        table.add_column(kind, justify="right")
    for name, counts in report.rows():
        table.add_row(name, *(str(counts.get(kind, "")) for kind in kinds))
    return table


def _findings(report: Report) -> Table:
    table = Table(title="What does not follow, or only with a choice")
    table.add_column("id", no_wrap=True)
    table.add_column("severity")
    table.add_column("finding")
    for finding in report.findings:
        witness = finding.evidence.witness
        table.add_row(finding.id, finding.severity, finding.we_find + (f" [{witness}]" if witness else ""))
    return table
