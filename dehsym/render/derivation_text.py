"""The derivation of one result as plain text, readable in 80 columns."""

from __future__ import annotations

import textwrap

from dehsym.examination import Checked
from dehsym.render.text import text_equation, text_prose
from dehsym.result import Result
from dehsym.verdict import Kind, Verdict

_WIDTH = 80
_MARKS = {
    Kind.PROVED: ("✓", "ok"),
    Kind.CERTIFIED: ("✓", "ok"),
    Kind.GRANTED: ("·", "--"),
    Kind.APPROXIMATE: ("≈", "~~"),
    Kind.UNDECIDED: ("?", "??"),
    Kind.REFUTED: ("✗", "XX"),
}


def derivation_text(result: Result, depth: int | None = None, *, unicode: bool = True) -> str:
    """Every step with its number, mark, equation, reason and verdict; then the three verdicts and what they rest on.

    Without `unicode`, equations are in the notation that people type, and marks are letters.
    """
    lines = [f"({result.id})  {result.claim.where}", ""]
    for node in result.steps(depth):
        lines += _step(result, node, unicode)
    return "\n".join(lines + _summary(result))


def _step(result: Result, node: Checked, unicode: bool) -> list[str]:
    number = result.numbers[id(node)]
    lines: list[str] = []
    if node.step.prose:
        lines += ["", *textwrap.wrap(node.step.sentence, _WIDTH)]
    equation = text_equation(node.step.equation, result.catalogue) if unicode else str(node.step.equation)
    lines += _wrapped(f"{number:3d} {_MARKS[node.follows.kind][0 if unicode else 1]} ", equation)
    parents = ", ".join(str(result.numbers[id(parent)]) for parent in node.parents)
    because = result.because(node)
    reason = (text_prose(because) if unicode else because) + (f"  [from {parents}]" if parents else "")
    if node.step.rule:
        lines += _wrapped("      by ", reason)
    if node.step.rule or node.step.premise:
        lines += _wrapped("      ", str(node.follows))
    if node.follows.witness:
        lines += _wrapped("      witness: ", str(node.follows.witness))
    if node.claim and node.matches:
        lines += _wrapped(f"      printed ({node.claim}): ", _match(node.matches))
    return lines


def _match(verdict: Verdict) -> str:
    if verdict.holds:
        return f"matches ({verdict.kind.word}: {verdict.evidence})"
    return f"{verdict.kind.word}: {verdict.witness or verdict.evidence}"


def _summary(result: Result) -> list[str]:
    matches = result.matches.kind.word if result.matches else "nothing is printed"
    lines = ["", f"follows: {result.follows.kind.word}   matches: {matches}   standing: {result.standing.kind.word}"]
    lines += _wrapped("standing: ", str(result.standing))
    if rows := result.rests_on:
        lines += ["", "It rests on"]
        for row in rows:
            lines += _wrapped(f"  {row['step']:3d} ", f"{row['prose']} [{row['kind']}]")
    return lines


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(
        head + text, _WIDTH, subsequent_indent=" " * len(head), break_long_words=False, break_on_hyphens=False
    )
