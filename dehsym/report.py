"""The whole paper, examined: a summary for a reader, and files for everything else."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import final

from dehsym.coverage import MISSING, Covered, coverage
from dehsym.errors import PaperError
from dehsym.examination import Checked
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.record import differences, recorded_form
from dehsym.render.document import document
from dehsym.render.figure_drawing import FigureDrawing, why_not
from dehsym.result import Result
from dehsym.verdict import Kind, Verdict


@final
@dataclass(frozen=True)
class Report:
    """One run over a paper.

    It has every examined step, the results in the order of the paper, what becomes of claims in words by
    their ids, the findings, and the seconds.
    """

    definition: PaperDefinition
    nodes: Sequence[Checked]
    results: Sequence[Result]
    remarks: Mapping[str, Verdict]
    findings: Sequence[Finding]
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
        return differences(recorded_form(self.results, self.remarks, self.findings), self.definition.record)

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

    def save(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write `equations.json`, `numbers.csv`, `findings.json`, `NAME.tex` and every figure; return their paths.

        Each file is written aside and moved into place, so that a killed run leaves the old one. Raises `PaperError`
        where the folder cannot be written.
        """
        target = Path(folder)
        files: dict[str, Callable[[], str]] = {
            "equations.json": self._equations,
            "numbers.csv": self._numbers,
            "findings.json": lambda: _json([finding.as_json() for finding in self.findings]),
            f"{self.definition.name}.tex": lambda: self.document,
        }
        if not self.not_drawn:
            files |= {f"{figure.name}.svg": partial(self._svg, figure.name) for figure in self.definition.figures}
        try:
            target.mkdir(parents=True, exist_ok=True)
            return [_replace(target / name, text()) for name, text in files.items()]
        except OSError as error:
            raise PaperError(f"a folder that can be written is wanted, found {folder}: {error.strerror}") from error

    @property
    def not_drawn(self) -> str | None:
        """Which figures cannot be drawn here, and why, in one line."""
        names = ", ".join(f"{figure.name}.svg" for figure in self.definition.figures)
        reason = why_not() if names else None
        return f"without {names}: {reason}" if reason else None

    def _svg(self, figure: str) -> str:
        return FigureDrawing(self.definition.plot(figure), self.definition.catalogue).svg

    def _equations(self) -> str:
        return _json([result.as_json() for result in self.results])

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
        head = "".join(f"<th>{kind}</th>" for kind in kinds)
        body = "".join(
            f"<tr><th>{name}</th>" + "".join(f"<td>{counts.get(kind, 0) or ''}</td>" for kind in kinds) + "</tr>"
            for name, counts in self.rows()
        )
        return f"<table><tr><th></th>{head}</tr>{body}</table>"


def _json(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _replace(file: Path, text: str) -> Path:
    handle, aside = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.chmod(aside, 0o644)
    os.replace(aside, file)
    return file
