"""A claim with its verdict: for people, and as JSON."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any, final

from dehsym.backticks import without_backticks
from dehsym.display.tables import facts
from dehsym.display.words import code
from dehsym.verdict import Verdict

_WIDTH = 80


@final
@dataclass(frozen=True, slots=True)
class Decision:
    """A claim with its verdict.

    `unread` says why it could not be read, if so; the verdict is then UNDECIDED.
    """

    claim: str
    where: str
    verdict: Verdict
    seconds: float
    id: str | int | None = None
    unread: str = ""

    def as_json(self) -> dict[str, Any]:
        """The decision as a JSON object, `verdict` as a word; with `error` if the claim could not be read."""
        verdict = self.verdict
        return {
            "id": self.id,
            "claim": self.claim,
            "where": self.where,
            "verdict": verdict.kind.word,
            "evidence": verdict.evidence,
            "witness": verdict.witness.as_json() if verdict.witness else None,
            "method": verdict.method,
            "conditions": list(verdict.conditions),
            "digits": verdict.digits,
            "points": verdict.points,
            "seconds": round(self.seconds, 6),
            **({"error": True} if self.unread else {}),
        }

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        asked = [("claim", code(self.claim)), ("where", code(self.where) if self.where else "")]
        return facts([*asked, *self.verdict.facts])

    def __repr__(self) -> str:
        return f"<{self.verdict.kind.word}: {self.claim}{f' where {self.where}' if self.where else ''}>"

    def __str__(self) -> str:
        verdict, evidence = self.verdict, self.verdict.evidence
        if verdict.witness:  # it has rows of its own
            evidence = evidence.replace(f": {verdict.witness}", "")
        rows = [(verdict.kind.word.upper(), self.claim), ("where", self.where)]
        rows += [("evidence", without_backticks(evidence)), ("provided", without_backticks(verdict.provided))]
        if witness := verdict.witness:
            place, left, right = map(without_backticks, (witness.place, *witness.sides))
            rows += [("at", place), ("left", _cut(left)), ("right", _cut(right))]
        lines = [line for label, text in rows if text for line in _row(label, text)]
        return "\n".join([*lines, f"{'time':<11}{self.seconds:.3f} s"])


def _cut(value: str) -> str:
    """The beginning of a value whose digits would fill the screen; JSON has all of them."""
    return value if len(value) <= 4 * _WIDTH else f"{value[: 2 * _WIDTH]}... ({len(value):,} characters)"


def _row(label: str, text: str) -> list[str]:
    shown = " ".join(text.split())
    return textwrap.wrap(shown, _WIDTH, initial_indent=f"{label:<11}", subsequent_indent=" " * 11)
