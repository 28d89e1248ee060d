"""A finding: one thing that a reader of a paper should know, with its witness; many of them put in order.

Findings are collected from verdicts, by `findings_of_steps`, `findings_of_words`, `findings_of_phases` and `audit`;
none is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, final

from dehsym.dependence import DependenceGraph, printed_descendants
from dehsym.derivation import Step
from dehsym.proposition import Operator
from dehsym.verdict import Kind, Verdict

SEVERITIES = ("breaks", "unsupported", "slip")
"""The gravest first."""


@final
@dataclass(frozen=True)
class Finding:
    """One thing that a reader of the paper should know.

    `severity` is `breaks` (printed results rest on a step that is false), `unsupported` (a step that is open, or holds
    only with a choice, or a claim in words that does not hold) or `slip` (a printed equation or number that is not the
    computed one, and on which nothing rests). `claims` are the printed ids concerned: its own first where it has one,
    then the equations, numbers and claims in words that rest on it. What the paper says, what we find and the correct
    line are texts for readers, as the evidence of a verdict is: LaTeX between dollar signs, typed notation between
    backticks. `operator` is the relation that fails at the witness. `topics` are what it tells; one that `yields` is
    left out by `ordered` where others tell all of that.
    """

    id: str
    where: str
    severity: str
    claims: tuple[str, ...]
    paper_says: str
    we_find: str
    evidence: Verdict
    correct: str
    operator: Operator = Operator.EQUAL
    topics: frozenset[str] = frozenset()
    yields: bool = False

    @property
    def why(self) -> str:
        """The witness with the relation that fails there, or the evidence in words where there is no witness."""
        witness = self.evidence.witness
        if witness is None:
            return self.evidence.evidence
        if self.operator is Operator.EQUAL:
            return str(witness)
        left, right = witness.sides
        order = "<" if self.operator is Operator.LESS else "≤"
        shown = f"{left} = {right}" if self.operator is Operator.UNEQUAL else f"{left} {order} {right} fails"
        return shown + (f" at {witness.place}" if witness.at else "")

    @property
    def sure(self) -> str:
        """How sure the finding is, by the kind of its evidence and how that was had."""
        match self.evidence.kind:
            case Kind.REFUTED:
                return f"refuted: {self.evidence.method}" if self.evidence.method else "refuted"
            case Kind.GRANTED:
                return "nothing is checked here: it is to be granted"
            case Kind.APPROXIMATE:
                return f"approximate: {self.evidence.method}"
            case kind:
                return kind.word

    def as_json(self) -> dict[str, Any]:
        """The finding as CONTRACT has it; `verdict` holds the evidence with its witness."""
        return {
            "id": self.id,
            "where": self.where,
            "severity": self.severity,
            "claims": list(self.claims),
            "paper_says": self.paper_says,
            "we_find": self.we_find,
            "evidence": self.why,
            "verdict": self.evidence.as_json(),
            "correct": self.correct,
        }


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Each thing once, the gravest first, of equals those on which most rests; beyond that in the order given.

    A finding that yields is left out where others tell all of its topics; what rests on it then rests on these.

    >>> from dehsym.verdict import refuted
    >>> shown = refuted("no")
    >>> one = Finding("a", "here", "slip", ("a",), "", "", shown, "")
    >>> other = replace(one, id="b", severity="breaks", claims=("b", "c"))
    >>> [finding.id for finding in ordered([one, other])]
    ['b', 'a']
    """
    given = list(findings)
    kept: dict[int, Finding] = {}
    for place in sorted(range(len(given)), key=lambda each: _precedence(given[each])):
        finding = given[place]
        told = frozenset[str]().union(*(each.topics for each in kept.values()))
        if finding.yields and finding.topics and finding.topics <= told:
            nearest = max(kept, key=lambda each: len(kept[each].topics & finding.topics))
            kept[nearest] = _joined(kept[nearest], finding)
        else:
            kept[place] = finding
    return sorted((kept[place] for place in sorted(kept)), key=lambda each: (_rank(each), -len(each.claims)))


def with_what_rests(finding: Finding, graph: DependenceGraph) -> Finding:
    """The finding, with all that is printed and rests on what it is about; a slip spoils nothing else.

    What a paper prints and has no line for yet has nothing that rests on it.
    """
    if finding.severity == "slip":
        return finding
    resting = printed_descendants(graph, [claim for claim in finding.claims if claim in graph])
    return replace(finding, claims=tuple(dict.fromkeys((*finding.claims, *resting))))


def _precedence(finding: Finding) -> tuple[bool, bool]:
    return finding.yields, finding.evidence.kind is not Kind.REFUTED


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


def _joined(finding: Finding, other: Finding) -> Finding:
    """The first, with what rests on the other."""
    claims = tuple(dict.fromkeys((*finding.claims, *other.claims)))
    return replace(finding, claims=claims, severity=min(finding, other, key=_rank).severity)


def premise_topic(step: Step) -> str:
    """What findings about a premise have as their topic, so that one premise is told once."""
    return f"premise {step.equation}"
