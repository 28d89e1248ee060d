"""The computed equations of a paper beside their print, each with how close the two are, the worst last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from dehsym.paper_definition import PaperDefinition
from dehsym.render.closeness import Closeness, closeness
from dehsym.render.latex import latex_equation
from dehsym.render.paragraph import wrapped

_LONGEST_WORD = 50
_AND = r" \quad \text{and} \quad "


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """One claim: its printed and its computed LaTeX, and how close they are; `None` for a claim in words."""

    id: str
    printed: str | None
    computed: str
    closeness: Closeness | None

    def as_json(self) -> dict[str, Any]:
        """The row that `dehsym latex --compare --json` prints."""
        found = self.closeness
        return {
            "id": self.id,
            "distance": round(float(found.distance), 4) if found else None,
            "printed_latex": self.printed,
            "latex": self.computed,
            "differences": [{"printed": each.printed, "computed": each.computed} for each in found.differences]
            if found
            else [],
        }


def comparisons(paper: PaperDefinition, ids: Iterable[str]) -> list[Comparison]:
    """Set the computed equations beside their print, claims in words first and the worst last."""
    rows = [_comparison(paper, id) for id in ids]
    return sorted(rows, key=lambda row: row.closeness.distance if row.closeness else Fraction(-1))


def _comparison(paper: PaperDefinition, id: str) -> Comparison:
    step = paper.step(id)
    earlier = [fact.equation for fact in step.prints.earlier] if step.prints else []
    computed = _AND.join(latex_equation(each, paper.catalogue) for each in (*earlier, step.equation))
    printed = paper.claims[id].latex
    return Comparison(id, printed, computed, closeness(computed, printed) if printed else None)


def summary(rows: Sequence[Comparison]) -> dict[str, Any]:
    """How many equations are compared, how many of them are printed alike, and the mean distance."""
    distances = [row.closeness.distance for row in rows if row.closeness]
    mean = sum(distances, Fraction(0)) / len(distances) if distances else None
    return {
        "equations": len(rows),
        "compared": len(distances),
        "alike": distances.count(Fraction(0)),
        "mean_distance": round(float(mean), 4) if mean is not None else None,
    }


def comparison_text(rows: Sequence[Comparison]) -> str:
    """The rows, one block each, and a line that sums them up."""
    said = summary(rows)
    mean = "-" if said["mean_distance"] is None else f"{said['mean_distance']:.3f}"
    last = f"{said['compared']} of {said['equations']} compared, {said['alike']} alike, mean distance {mean}"
    return "\n\n".join([*map(_block, rows), last])


def _block(row: Comparison) -> str:
    distance = f"{float(row.closeness.distance):.3f}" if row.closeness else "  -  "
    lines = wrapped(f"{distance}  ", row.id)
    lines += wrapped("       printed   ", _breakable(row.printed or "(in words)"))
    lines += wrapped("       computed  ", _breakable(row.computed))
    if row.closeness and row.closeness.differences:
        lines += wrapped("       differs   ", "; ".join(map(str, row.closeness.differences)))
    return "\n".join(lines)


def _breakable(latex: str) -> str:
    """LaTeX in which no word is longer than a line: a blank before a macro prints nothing."""
    return " ".join(word if len(word) < _LONGEST_WORD else word.replace("\\", " \\").strip() for word in latex.split())
