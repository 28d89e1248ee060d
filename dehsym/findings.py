"""What does not follow, what follows only with a choice, and what is printed otherwise: collected, not written.

A finding is made from the verdicts of examined steps and from nothing else, so it carries their witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, final

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.examination import Checked
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition
from dehsym.phases import ChoiceTested, Clash, PhaseReport
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.rules.algebra import Leap
from dehsym.verdict import Kind, Verdict, Witness, refuted

_FREE = {GrantKind.PHASE, GrantKind.BRANCH, GrantKind.PATH, GrantKind.CONSTANT, GrantKind.CHOICE}


@final
@dataclass(frozen=True)
class Finding:
    """One thing that a reader of the paper should know.

    `severity` is `breaks` (printed results rest on a step that is false), `unsupported` (a step that is open, or holds
    only with a choice) or `slip` (a printed equation that is not the computed one, and on which nothing rests).
    `claims` are the printed ids concerned, the first its own where it has one.
    """

    id: str
    where: str
    severity: str
    claims: tuple[str, ...]
    paper_says: str
    we_find: str
    evidence: Verdict
    correct: str

    def as_json(self) -> dict[str, Any]:
        """The finding as CONTRACT has it; `verdict` holds the evidence with its witness."""
        return {
            "id": self.id,
            "where": self.where,
            "severity": self.severity,
            "claims": list(self.claims),
            "paper_says": self.paper_says,
            "we_find": self.we_find,
            "evidence": str(self.evidence.witness or self.evidence.evidence),
            "verdict": self.evidence.as_json(),
            "correct": self.correct,
        }


@final
@dataclass(frozen=True)
class Finder:
    """Collects the findings of one paper."""

    catalogue: Catalogue
    claims: Claims

    def find(self, nodes: Sequence[Checked], parts: dict[int, str]) -> list[Finding]:
        """The findings among the examined steps; `parts` names the part of the paper of each, by `id(step)`."""
        found: list[Finding] = []
        for node in nodes:
            where = parts[id(node.step)]
            if node.matches and node.matches.kind == Kind.REFUTED:
                found.append(self._misprint(node, nodes, where))
            if node.follows.kind == Kind.REFUTED and not self._told(node):
                found.append(self._broken(node, nodes, where))
            if node.follows.kind == Kind.UNDECIDED:
                found.append(self._open(node, nodes, where))
            found += [self._choice(node, nodes, where, prose) for prose in _choices(node)]
        return found

    @staticmethod
    def _told(node: Checked) -> bool:
        """A leap from a line that is already found to differ from the print is the same finding."""
        source = node.parents[0] if node.parents else None
        return isinstance(node.step.rule, Leap) and source is not None and _misprinted(source)

    def _misprint(self, node: Checked, nodes: Sequence[Checked], where: str) -> Finding:
        assert node.matches
        assert node.claim
        leaps = [n for n in nodes if isinstance(n.step.rule, Leap) and n.parents[0] is node]
        affected = _affected(node.claim, leaps or [node], nodes)
        return Finding(
            node.claim,
            where,
            "breaks" if leaps and len(affected) > 1 else "slip",
            affected,
            self.claims[node.claim].latex or self.claims[node.claim].text,
            "the computed equation differs from the print" + ("; the paper goes on with its own line" if leaps else ""),
            node.matches,
            self._shown(node),
        )

    def _broken(self, node: Checked, nodes: Sequence[Checked], where: str) -> Finding:
        affected = _affected(node.claim, [node], nodes)
        leap = isinstance(node.step.rule, Leap)
        printed = self.claims[node.claim].latex if node.claim else None
        return Finding(
            _place(node),
            where,
            "breaks" if affected else "slip",
            affected,
            printed or self._shown(node),
            f"the step does not follow: {node.follows.evidence}",
            node.follows,
            self._shown(node.parents[0]) if leap else "",
        )

    def _open(self, node: Checked, nodes: Sequence[Checked], where: str) -> Finding:
        affected = _affected(node.claim, [node], nodes)
        found = f"it was not settled whether the step follows: {node.follows.evidence}"
        return Finding(_place(node), where, "unsupported", affected, self._shown(node), found, node.follows, "")

    def _choice(self, node: Checked, nodes: Sequence[Checked], where: str, prose: str) -> Finding:
        affected = _affected(node.claim, [node], nodes)
        assert node.step.rule
        because = node.step.rule.because(lambda expr: latex_expression(expr, self.catalogue))
        found = f"the step holds only if this is granted: {prose}"
        return Finding(f"{_place(node)}.granted", where, "unsupported", affected, because, found, node.follows, "")

    def _shown(self, node: Checked) -> str:
        return latex_equation(node.step.equation, self.catalogue)


def said_otherwise(paper: PaperDefinition, remarks: Mapping[str, Verdict]) -> list[Finding]:
    """The findings among what is said in words: a relation that is false.

    A remark that rests on steps is not told again: those have findings of their own.
    """
    parts = {remark.id: each.part for each in paper.derivations for remark in each.remarks}
    return [
        Finding(name, parts[name], "slip", (name,), _said(paper, name), paper.remarks[name].prose, verdict, "")
        for name, verdict in remarks.items()
        if verdict.kind is Kind.REFUTED and (paper.remarks[name].relation is not None or paper.remarks[name].numbers)
    ]


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
    values = ", ".join(f"{symbol} = {value}" for symbol, value in choice.values.items())
    wanted = problem.prose or " and ".join(f"{condition.name} positive" for condition in problem.conditions)
    found = f"not met on any branch: {wanted}"
    name = _word(f"phases.{problem.name}.{choice.name}")
    return Finding(name, choice.where, "breaks", choice.claims, f"the phases {values}", found, tested.verdict, "")


def _clash(clash: Clash) -> Finding:
    first, second = clash.first, clash.second
    claims = tuple(dict.fromkeys((*first.claims, *second.claims)))
    one, other = (choice.values[clash.symbol] for choice in (first, second))
    evidence = refuted(str(clash), Witness((), f"{clash.symbol} = {one}", f"{clash.symbol} = {other}"), "comparison")
    says = f"{clash.symbol} = {one} in {first.where}, {clash.symbol} = {other} in {second.where}"
    found = f"two values are chosen for the one phase {clash.symbol}"
    name = _word(f"phases.{clash.symbol}.{first.name}.{second.name}")
    return Finding(name, f"{first.where}; {second.where}", "unsupported", claims, says, found, evidence, "")


def _word(text: str) -> str:
    return "-".join(text.replace(";", "").split())


def _said(paper: PaperDefinition, name: str) -> str:
    if name in paper.prose:
        return paper.prose[name].claim
    order = paper.orders[name]
    return f"{order.symbol}: {order.printed}"


def _misprinted(node: Checked) -> bool:
    return node.matches is not None and node.matches.kind == Kind.REFUTED


def _place(node: Checked) -> str:
    name, number = node.step.place
    return node.claim or f"{name}.{number}"


def _choices(node: Checked) -> Iterable[str]:
    return [grant.prose for grant in node.step.grants if node.step.rule and grant.kind in _FREE]


def _affected(own: str | None, roots: Sequence[Checked], nodes: Sequence[Checked]) -> tuple[str, ...]:
    """The printed ids that rest on any of the roots, the finding's own first."""
    ids = {id(root) for root in roots}
    resting = [n.claim for n in nodes if n.claim and n.claim != own and any(id(a) in ids for a in n.ancestry)]
    return tuple(([own] if own else []) + list(dict.fromkeys(resting)))
