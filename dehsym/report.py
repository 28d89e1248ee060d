"""The whole paper, examined: a summary for a reader, and files for everything else."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, final

from dehsym.audit.rounding.audit import AuditRow, recorded_verdicts
from dehsym.coverage import MISSING, Covered, coverage, tallies
from dehsym.dependence import dependence_graph
from dehsym.display.badges import badge
from dehsym.display.tables import below, facts, table
from dehsym.errors import PaperError
from dehsym.examination import Checked
from dehsym.file_replacement import write_files
from dehsym.findings import Finding
from dehsym.markup import Html, joined
from dehsym.paper_definition import PaperDefinition
from dehsym.record import differences, recorded_form
from dehsym.render.document import document
from dehsym.render.explorer import explorer_html
from dehsym.render.figure_drawing import KINDS, FigureDrawing, why_not
from dehsym.render.finding_text import headline
from dehsym.render.graph_drawing import graph_svg, of_printed
from dehsym.render.pdf_report import pdf_report
from dehsym.render.pdf_report import why_not as why_no_pdf
from dehsym.result import Result
from dehsym.verdict import Kind, Verdict


@final
@dataclass(frozen=True)
class Report:
    """One run over a paper.

    It has every examined step, the results in the order of the paper, what becomes of claims in words by
    their ids, the findings, a row of the audit for every printed number, which checks could not be made, and the
    seconds.
    """

    definition: PaperDefinition
    nodes: Sequence[Checked]
    results: Sequence[Result]
    remarks: Mapping[str, Verdict]
    findings: Sequence[Finding]
    audit: Sequence[AuditRow]
    unchecked: Sequence[str]
    seconds: float

    @property
    def document(self) -> str:
        """Every derivation as a LaTeX document that compiles."""
        verdicts = {id(node.step): (node.follows, node.matches) for node in self.nodes}
        paper = self.definition
        return document(paper.title, paper.citation, paper.derivations, paper.catalogue, verdicts)

    @property
    def differences(self) -> list[str]:
        """In what this run differs from the record beside the paper."""
        return differences(self.recorded_form, self.definition.record)

    @property
    def recorded_form(self) -> dict[str, Any]:
        """What of this run is recorded beside the paper."""
        return recorded_form(self.results, self.remarks, self.findings, recorded_verdicts(self.audit))

    def counts(self, verdict: str) -> Counter[str]:
        """How many results have each kind of `follows`, `matches` or `standing`."""
        found = (getattr(result, verdict) for result in self.results)
        return Counter(each.kind.word if each else "nothing printed" for each in found)

    def rows(self) -> list[tuple[str, dict[str, int]]]:
        """The summary: for each of the three questions, how many results have each kind of verdict."""
        return [(name, dict(self.counts(name))) for name in ("follows", "matches", "standing")]

    @property
    def missing(self) -> list[str]:
        """The ids of the inventory that nothing stands for yet."""
        return [row.id for row in self.coverage if row.how == MISSING]

    @cached_property
    def coverage(self) -> list[Covered]:
        """How each item of the inventory is accounted for."""
        return coverage(self.definition)

    @property
    def audited(self) -> Counter[str]:
        """How many printed numbers have each verdict of the audit."""
        return Counter(row.verdict.value for row in self.audit)

    def as_json(self) -> dict[str, Any]:
        """The document that `dehsym run --json` prints, but for what the command adds."""
        letters = self.definition.catalogue
        return {
            "paper": self.definition.name,
            "title": self.definition.title,
            "steps": len(self.nodes),
            "derived": len(self.results),
            "printed": len(self.definition.claims),
            "verdicts": dict(self.rows()),
            "words": {name: verdict.as_json() for name, verdict in self.remarks.items()},
            "coverage": {kind: dict(found.most_common()) for kind, found in tallies(self.coverage).items()},
            "audit": dict(self.audited),
            "headlines": [(each.id, each.severity, headline(each, letters)) for each in self.findings],
            "not_checked": list(self.unchecked),
            "findings": [finding.as_json() for finding in self.findings],
            "not_derived_yet": self.missing,
            "not_drawn": self.not_drawn,
            "not_written": self.not_written,
            "differences": self.differences,
        }

    def files(self) -> dict[str, str | bytes]:
        """The contents of all files by name.

        These are `index.html`, the run as a page; `NAME.pdf`, the same as a printed report; `equations.json`,
        `numbers.csv`, `findings.json`, `NAME.tex`, `graph.svg`; and every figure as SVG, PNG and PDF. Those that cannot
        be made here are left out, and `not_written` says why.
        """
        name = self.definition.name
        files: dict[str, str | bytes] = {
            "index.html": explorer_html(self),
            "graph.svg": graph_svg(of_printed(dependence_graph(self.definition))),
            "equations.json": _json([result.as_json() for result in self.results]),
            "numbers.csv": self._numbers(),
            "findings.json": _json([finding.as_json() for finding in self.findings]),
            f"{name}.tex": self.document,
        }
        if isinstance(self._pdf, bytes):
            files[f"{name}.pdf"] = self._pdf
        for figure, drawing in self._drawn.items():
            files[f"{figure}.svg"] = drawing.svg
            files |= {f"{figure}.{kind}": drawing.drawn(kind) for kind in KINDS if kind != "svg"}
        return files

    def save(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write the files into `folder`, and return their paths.

        Each file is written aside and moved into place, so that a killed run leaves the old one. Raises `PaperError`
        where the folder cannot be written.
        """
        return write_files(folder, self.files())

    @property
    def not_drawn(self) -> str | None:
        """Which figures cannot be drawn here, and why, in one line."""
        names = ", ".join(f"{figure.name}.{kind}" for figure in self.definition.figures for kind in KINDS)
        reason = why_not() if names else None
        return f"without {names}: {reason}" if reason else None

    @property
    def not_written(self) -> list[str]:
        """Which files cannot be made here, why, and how to get what is wanted for them, a line each."""
        no_report = None if isinstance(self._pdf, bytes) else f"without {self.definition.name}.pdf: {self._pdf}"
        return [line for line in (no_report, self.not_drawn) if line]

    @cached_property
    def _pdf(self) -> bytes | str:
        """The printed report, or why there is none: whatever the reason, the other files are written."""
        try:
            return why_no_pdf() or pdf_report(self)
        except PaperError as error:
            return str(error)

    @property
    def drawings(self) -> Mapping[str, str]:
        """The figures as SVG, by name; none where they cannot be drawn here."""
        return {name: drawing.svg for name, drawing in self._drawn.items()}

    @cached_property
    def _drawn(self) -> Mapping[str, FigureDrawing]:
        if self.not_drawn:
            return {}
        paper = self.definition
        return {figure.name: FigureDrawing(paper.plot(figure.name), paper.catalogue) for figure in paper.figures}

    def _numbers(self) -> str:
        """The quantities to 30 digits, a row each."""
        rows = [quantity.as_json() for quantity in self.definition.quantities.values()]
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(rows[0]) if rows else ["id"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return stream.getvalue()

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        kinds = [kind.word for kind in sorted(Kind, reverse=True)]
        rows = ([name, *(str(counts.get(kind) or "") for kind in kinds)] for name, counts in self.rows())
        severities = Counter(finding.severity for finding in self.findings)
        counted = {"findings": severities, "printed numbers": self.audited, "claims in words": self._decided}
        title = f"{self.definition.title}: {len(self.results)} of {len(self.definition.claims)} printed equations"
        told = [(name, _badges(counts)) for name, counts in counted.items() if counts]
        told += [("not derived yet", ", ".join(self.missing)), ("unlike the record", "; ".join(self.differences))]
        return below(table(["", *map(badge, kinds)], rows, title), facts(told))

    @property
    def _decided(self) -> Counter[str]:
        return Counter(verdict.kind.word for verdict in self.remarks.values())

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {word}" for word, count in self.counts("standing").most_common())
        return f"<{self.definition.name}: {len(self.results)} equations ({counts}), {len(self.findings)} findings>"


def _badges(counts: Counter[str]) -> Html:
    return joined((joined([badge(word), f" {count}"]) for word, count in counts.most_common()), " ")


def _json(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
