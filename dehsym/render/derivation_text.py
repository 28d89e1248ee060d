"""The derivation of one result as plain text, readable in 80 columns.

Numbers and marks stand in a margin, reasons and verdicts under their equation. Formulas stand as on paper, or on one
line each; without Unicode in the notation that people type. What was shown is told in a phrase; what was not, in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, final

from dehsym.backticks import without_backticks
from dehsym.examination import Checked
from dehsym.grant import GrantKind
from dehsym.render.latex import latex_equation
from dehsym.render.marks import legend, mark, with_margin
from dehsym.render.paragraph import WIDTH, wrapped
from dehsym.render.text import flat_picture, paragraph_prose, picture_of_latex
from dehsym.result import Result
from dehsym.verdict import IDENTITY, Kind, Verdict

Style = Literal["stacked", "flat", "typed"]
"""How formulas are written: as on paper, on one line in Unicode, or as people type them, without Unicode."""

_MARGIN = 6
_TITLES: dict[str, str] = {
    **{kind.value: kind.title for kind in GrantKind},
    Kind.APPROXIMATE.word: "steps that hold approximately",
    Kind.UNDECIDED.word: "steps that are undecided",
    Kind.REFUTED.word: "steps that are refuted",
}


def derivation_text(result: Result, depth: int | None = None, *, style: Style = "stacked") -> str:
    """Every step with its number, mark, equation, reason and verdict; the verdicts; what it rests on; the marks."""
    writer = _Writer(result, style)
    nodes = list(result.steps(depth))
    lines = wrapped(f"({result.id})  ", result.claim.where)
    for node in nodes:
        lines += writer.step(node)
    marks = legend((node.follows.kind for node in nodes), unicode=style != "typed")
    return "\n".join([*lines, *writer.verdicts(), *writer.rests_on(), "", *wrapped("", marks, "")])


@final
@dataclass(frozen=True)
class _Writer:
    """Writes the steps of one result."""

    result: Result
    style: Style

    # --- One step

    def step(self, node: Checked) -> list[str]:
        """The sentence, the equation with its number and mark in the margin, and under it why and how sure."""
        lines = ["", *wrapped("", self._prose(node.step.sentence))] if node.step.prose else []
        lines += [""] if self.style == "stacked" and not lines else []
        lines += self._equation(node)
        parents = ", ".join(str(self.result.numbers[id(parent)]) for parent in node.parents)
        if node.step.rule:
            because = self.result.because(node)
            reason = paragraph_prose(because) if self.style != "typed" else because
            lines += self._under("by ", reason + (f"  [from {parents}]" if parents else ""))
        if node.step.rule or node.step.premise:
            lines += self._under("", self._how_sure(node))
        if node.follows.witness:
            lines += self._under("witness: ", self._prose(str(node.follows.witness)))
        if node.claim and node.matches:
            lines += self._under(f"printed ({node.claim}): ", self._match(node.matches))
        return lines

    def _equation(self, node: Checked) -> list[str]:
        margin = f"{self.result.numbers[id(node)]:3d} {self._mark(node.follows.kind)} "
        if self.style == "typed":
            return wrapped(margin, str(node.step.equation), break_words=True)
        latex = latex_equation(node.step.equation, self.result.catalogue)
        width = WIDTH - len(margin)
        picture = picture_of_latex(latex, width) if self.style == "stacked" else flat_picture(latex, width)
        return with_margin(margin, picture)

    def _under(self, head: str, text: str) -> list[str]:
        return wrapped(" " * _MARGIN + head, text)

    def _how_sure(self, node: Checked) -> str:
        """The verdict with its evidence; what was shown in its first words, a premise by where it is from."""
        verdict, premise = node.follows, node.step.premise
        if premise and verdict.kind is Kind.GRANTED:
            source = verdict.evidence.removeprefix(node.step.prose).strip().removeprefix("(").removesuffix(")")
            return self._prose(f"granted as {premise.kind.phrase}{': ' * bool(source)}{source}")
        return self._prose(_in_short(verdict))

    def _match(self, verdict: Verdict) -> str:
        if verdict.method == IDENTITY:
            return "the same"
        if verdict.holds:
            return self._prose(f"matches, {_in_short(verdict)}")
        return self._prose(f"{verdict.kind.word}: {verdict.witness or verdict.evidence}")

    # --- The whole

    def verdicts(self) -> list[str]:
        """The three verdicts, and the step that is the weakest."""
        result = self.result
        matches = result.matches.kind.word if result.matches else "nothing is printed"
        standing = result.standing.kind.word
        weakest = next((node for node in result.steps() if node.follows == result.standing), None)
        by = f", by step {result.numbers[id(weakest)]}" if weakest and not result.standing.holds else ""
        return ["", f"follows: {result.follows.kind.word}   matches: {matches}   standing: {standing}{by}"]

    def rests_on(self) -> list[str]:
        """What a reader must grant, by kind, each with the number of its step."""
        rows: list[dict[str, Any]] = sorted(self.result.rests_on, key=lambda row: _rank(str(row["kind"])))
        lines = ["", "It rests on"] if rows else []
        for kind, group in groupby(rows, key=lambda row: str(row["kind"])):
            lines += [f"  {_TITLES.get(kind, kind)}"]
            for row in group:
                lines += wrapped(f"   {row['step']:3d}  ", self._prose(_granted(row)))
        return lines

    def _mark(self, kind: Kind) -> str:
        return mark(kind, unicode=self.style != "typed")

    def _prose(self, text: str) -> str:
        if self.style == "typed":
            return without_backticks(text)
        return paragraph_prose(text, self.result.catalogue)


def _in_short(verdict: Verdict) -> str:
    """The verdict and its evidence, of which one that holds needs the first words only; so does what holds beyond."""
    granted, beyond, further = verdict.evidence.partition(" Beyond that ")
    if beyond and further.startswith((Kind.PROVED.word, Kind.CERTIFIED.word)):
        return f"{verdict.kind.word}: {granted}{beyond}{further.partition(':')[0]}."
    return f"{verdict.kind.word}: {_first_words(verdict.evidence) if verdict.holds else verdict.evidence}"


def _first_words(text: str) -> str:
    """What stands before a semicolon: further circumstances are in the JSON and in the page of a run."""
    return text.partition("; ")[0]


def _granted(row: dict[str, Any]) -> str:
    """What is to be granted; of a step that was not shown, which is told above, the first words of its evidence."""
    prose = str(row["prose"])
    return _first_words(prose) if row["kind"] in {kind.word for kind in Kind} else prose


def _rank(kind: str) -> int:
    return list(_TITLES).index(kind) if kind in _TITLES else len(_TITLES)
