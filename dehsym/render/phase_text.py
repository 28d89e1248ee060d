"""A phase report as plain text, readable in 80 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Expr

from dehsym.backticks import without_backticks
from dehsym.catalogue import Catalogue
from dehsym.phases import (
    Branch,
    ChoiceTested,
    OnBranch,
    PhaseProblem,
    PhaseRelation,
    PhaseReport,
    PhaseSolution,
    ProblemReport,
    angle_text,
    linear_text,
    phase_words,
)
from dehsym.render.text import paragraph_prose, text_expression

_WIDTH = 80
_HELD = "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"


def phase_text(report: PhaseReport, catalogue: Catalogue, *, unicode: bool = True) -> str:
    """Every problem with its solutions and the choices tested, then the choices that contradict one another.

    Without `unicode`, everything is in the notation that people type.
    """
    writer = _Writer(catalogue, unicode)
    lines = [line for each in report.problems for line in writer.problem(each)]
    if report.clashes:
        lines += ["Choices that contradict each other", ""]
    for clash in report.clashes:
        values = [choice.in_half_turns[clash.symbol] for choice in (clash.first, clash.second)]
        one, other = (writer.equals(clash.symbol, value) for value in values)
        lines += _wrapped("  ", f"{one} in {clash.first.where}, {other} in {clash.second.where}")
    return "\n".join(lines).rstrip()


@final
@dataclass(frozen=True)
class _Writer:
    """Writes with the letters of a catalogue, or as typed."""

    catalogue: Catalogue
    unicode: bool

    def problem(self, report: ProblemReport) -> list[str]:
        """One problem."""
        problem, solutions = report.problem, report.solutions
        lines = [*_wrapped("", self.prose(problem.prose or problem.name)), ""]
        for condition in problem.conditions:
            origin = f"   from {condition.origin}" if condition.origin else ""
            phase = self._phase(problem, condition.name)
            lines += _wrapped("  ", self.prose(f"arg {condition.name} = {phase}{origin}"))
            if not condition.follows.holds:
                lines += _wrapped("    ", self.prose(str(condition.follows)))
        for base, label in zip(problem.periods, self._labels(problem), strict=True):
            turns = self._angles(linear_text([(problem.arguments[base], "pi"), (2, f"pi*{label}")]))
            lines += _wrapped("  ", f"{self._argument(base)} = {turns}, {label} mod {problem.periods[base]}")
        lines += ["", *self._on_branches(problem, solutions.on_branches)]
        lines += [*_wrapped("  ", self.prose(str(solutions.verdict))), ""]
        for tested in (*report.choices, *report.together):
            lines += [*self._choice(problem, tested), ""]
        return lines

    def _on_branches(self, problem: PhaseProblem, on_branches: Sequence[OnBranch]) -> list[str]:
        lines: list[str] = []
        for found in on_branches:
            name = self._branch(problem, found.branch)
            name += " (principal)" if found.is_principal and found.branch else ""
            for solution in found.solutions:
                lines += _wrapped(f"  {name}: ", self._solution(solution))
            if found.contradiction:
                lines += _wrapped(f"  {name}: ", self._angles(f"none: {found.contradiction}"))
        return lines

    def _choice(self, problem: PhaseProblem, tested: ChoiceTested) -> list[str]:
        values = ", ".join(self.equals(symbol, value) for symbol, value in tested.choice.in_half_turns.items())
        lines = _wrapped(f"  {tested.choice.where}: ", values)
        for found in tested.on_branches:
            said = [self._angles(f"{name} {phase_words(phase)}") for name, phase in found.phases.items()]
            if found.solutions:
                left = " or ".join(filter(None, map(self._solution, found.solutions)))
                said.append(f"consistent{', with ' if left else ''}{left}")
            elif found.contradiction and len(found.contradiction.powers) > 1:
                said.append(self._angles(str(found.contradiction)))
            lines += _wrapped(f"    {self._branch(problem, found.branch)}: ", "; ".join(said))
        return [*lines, *_wrapped("    ", self.prose(_verdict(tested)))]

    # --- Letters

    def equals(self, symbol: Expr, value: Fraction) -> str:
        """A phase with its value."""
        return f"{self._letter(symbol)} = {self._angles(angle_text(value))}"

    def prose(self, text: str) -> str:
        """A sentence of ours: without Unicode its formulas stay as typed, and its few signs are spelt out."""
        if self.unicode:
            return paragraph_prose(text, self.catalogue)
        return without_backticks(text.replace("$", "")).translate(_SPELT_OUT)

    def _solution(self, solution: PhaseSolution) -> str:
        text = ", ".join(map(self._relation, solution.relations))
        free = solution.dimension
        return " ".join(filter(None, [text, f"({free} free parameter{'s' if free > 1 else ''})" if free else ""]))

    def _relation(self, relation: PhaseRelation) -> str:
        """A relation; that it holds mod 2π goes without saying."""
        left = self._angles(linear_text((a, self._letter(symbol)) for symbol, a in relation.coefficients))
        modulus = f" mod {angle_text(Fraction(relation.modulus))}" if relation.modulus != 2 else ""
        return f"{left} = {self._angles(angle_text(relation.value) + modulus)}"

    def _branch(self, problem: PhaseProblem, branch: Branch) -> str:
        pairs = zip(self._labels(problem), branch.values(), strict=True)
        return ", ".join(f"{name} = {label}" for name, label in pairs) or "always"

    def _labels(self, problem: PhaseProblem) -> list[str]:
        count = len(problem.periods)
        return ["m"] if count == 1 else [f"m{i + 1}" for i in range(count)]

    def _phase(self, problem: PhaseProblem, name: str) -> str:
        """The phase of a quantity, by the arguments of the many-valued bases."""
        form = problem.forms[name]
        constant = form.constant - sum(problem.arguments[base] * b / 2 for base, b in form.labels.items())
        terms = [(a, self._letter(symbol)) for symbol, a in form.phases.items()]
        terms += [(b / 2, self._argument(base)) for base, b in form.labels.items()]
        return self._angles(linear_text(terms + ([(constant % 2, "pi")] if constant % 2 else [])))

    def _argument(self, base: Expr) -> str:
        return f"arg({self._letter(base)})"

    def _letter(self, expr: Expr) -> str:
        return text_expression(expr, self.catalogue) if self.unicode else str(expr)

    def _angles(self, text: str) -> str:
        """Typed multiples of pi with the letter and without the sign of multiplication."""
        text = without_backticks(text)
        return re.sub(r"\bpi\b", "π", text).replace("*arg", " arg").replace("*", "") if self.unicode else text


_SPELT_OUT = {ord("→"): "->", ord("∞"): "oo", ord("π"): "pi", ord("≠"): "!=", ord("≤"): "<=", ord("≥"): ">="}


def _verdict(tested: ChoiceTested) -> str:
    """The word, and the witness of a refutation: the branches have been told."""
    verdict = tested.verdict
    if verdict.witness:
        return f"{verdict.kind.word}: {verdict.witness}"
    if verdict.holds:
        return f"consistent on {len(tested.consistent_on)} of {len(tested.on_branches)} branches"
    return verdict.kind.word


def _wrapped(head: str, text: str) -> list[str]:
    """Lines of the width; no break before or after a sign of equality."""
    lines = textwrap.wrap(
        head + text.replace(" = ", _HELD),
        _WIDTH,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
