"""What is found among the phases and branches that an author chooses."""

from __future__ import annotations

from dehsym.backticks import typed, typed_list
from dehsym.findings import Finding
from dehsym.phases import ChoiceTested, Clash, PhaseReport
from dehsym.verdict import Kind, Witness, refuted


def of_phases(report: PhaseReport) -> list[Finding]:
    """The findings among an author's phases: choices that no branch can meet, and choices that contradict one another.

    A pair of choices is not told where one of the two fails alone.
    """
    found: list[Finding] = []
    for each in report.problems:
        alone = [tested for tested in each.choices if tested.verdict.kind is Kind.REFUTED]
        failing = [tested.choice.values for tested in alone]
        together = [
            tested
            for tested in each.together
            if tested.verdict.kind is Kind.REFUTED
            and not any(values.items() <= tested.choice.values.items() for values in failing)
        ]
        found += [_unmet(tested) for tested in (*alone, *together)]
    return found + [_clash(clash) for clash in report.clashes]


def _unmet(tested: ChoiceTested) -> Finding:
    choice, problem = tested.choice, tested.problem
    values = [f"{symbol} = {value}" for symbol, value in choice.values.items()]
    wanted = problem.prose or " and ".join(f"{typed(condition.name)} positive" for condition in problem.conditions)
    found = f"not met on any branch: {wanted}"
    name = _word(f"phases.{problem.name}.{choice.name}")
    says, topics = f"the phases {typed_list(values)}", frozenset(values)
    return Finding(name, choice.where, "breaks", choice.claims, says, found, tested.verdict, "", topics=topics)


def _clash(clash: Clash) -> Finding:
    first, second = clash.first, clash.second
    claims = tuple(dict.fromkeys((*first.claims, *second.claims)))
    one, other = (f"{clash.symbol} = {choice.values[clash.symbol]}" for choice in (first, second))
    evidence = refuted(str(clash), Witness((), one, other), "comparison")
    says = f"{typed(one)} in {first.where}, {typed(other)} in {second.where}"
    found = f"two values are chosen for the one phase {typed(clash.symbol)}"
    name, where = _word(f"phases.{clash.symbol}.{first.name}.{second.name}"), f"{first.where}; {second.where}"
    return Finding(name, where, "unsupported", claims, says, found, evidence, "", topics=frozenset({one, other}))


def _word(text: str) -> str:
    return "-".join(text.replace(";", "").split())
