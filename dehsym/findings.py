"""What does not follow, what follows only with a choice, and what is printed otherwise: collected, not written.

A finding is made from the verdicts of examined steps and from nothing else, so it carries their witness; where the same
is false at a point of small numbers, that point is shown. A line that is ours alone, on which nothing printed rests, is
no finding about the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, final

from sympy import Expr, Integer

from dehsym.alteration import place_text
from dehsym.balls import compile_enclosure
from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.dependence import DependenceGraph, printed_descendants
from dehsym.derivation import Remark, Step
from dehsym.errors import DehsymError
from dehsym.examination import Checked
from dehsym.grant import Grant, GrantKind
from dehsym.hand_witness import hand_witness
from dehsym.paper_definition import PaperDefinition
from dehsym.phases import ChoiceTested, Clash, PhaseReport
from dehsym.proposition import Operator, Relation
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.rules.algebra import Choose, Leap
from dehsym.rules.approximation import DropTerm
from dehsym.rules.contour import ResidueByPhase
from dehsym.verdict import Kind, Verdict, Witness, approximate, granted, refuted

SEVERITIES = ("breaks", "unsupported", "slip")
"""The gravest first."""

_FREE = {GrantKind.PHASE, GrantKind.BRANCH, GrantKind.PATH, GrantKind.CONSTANT, GrantKind.CHOICE}
_ASSUMED = {GrantKind.POSTULATE: "a postulate", GrantKind.IDENTIFICATION: "an identification"}
_LARGEST_SHARE = 0.1
"""More than that of what is kept is not dropped without a word."""
_DISJOINT = "the enclosures are disjoint"
_BITS = 128


@final
@dataclass(frozen=True)
class Finding:
    """One thing that a reader of the paper should know.

    `severity` is `breaks` (printed results rest on a step that is false), `unsupported` (a step that is open, or holds
    only with a choice, or a claim in words that does not hold) or `slip` (a printed equation or number that is not the
    computed one, and on which nothing rests). `claims` are the printed ids concerned: its own first where it has one,
    then the equations, numbers and claims in words that rest on it. `operator` is the relation that fails at the
    witness. `topics` are what it tells; one that `yields` is left out by `ordered` where others tell all of that.
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
        where = ", ".join(f"{name} = {value}" for name, value in witness.at)
        fails = f"{witness.left} {self.operator.value} {witness.right} fails"
        shown = f"{witness.left} = {witness.right}" if self.operator is Operator.UNEQUAL else fails
        return shown + (f" at {where}" if where else "")

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


@final
@dataclass(frozen=True)
class Finder:
    """Collects the findings of one paper; `graph` says what rests on what in it."""

    catalogue: Catalogue
    claims: Claims
    graph: DependenceGraph

    def find(self, nodes: Sequence[Checked], parts: dict[int, str]) -> list[Finding]:
        """The findings among the examined steps; `parts` names the part of the paper of each, by `id(step)`."""
        found: list[Finding] = []
        for node in nodes:
            where = parts[id(node.step)]
            if node.matches and node.matches.kind == Kind.REFUTED:
                found.append(self._misprint(node, nodes, where))
            if node.follows.kind == Kind.REFUTED and not self._told(node):
                found += self._broken(node, where)
            if node.follows.kind == Kind.UNDECIDED:
                found.append(self._open(node, where))
            found += self._dropped(node, nodes, where)
            for grant in node.step.grants:
                found += self._granted(node, where, grant)
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
        affected = self._affected(node.claim, leaps or [node])
        return Finding(
            node.claim,
            where,
            "breaks" if leaps and len(affected) > 1 else "slip",
            affected,
            self.claims[node.claim].latex or self.claims[node.claim].text,
            "the computed equation differs from the print" + ("; the paper goes on with its own line" if leaps else ""),
            self._by_hand(leaps[0], node.matches) if leaps else node.matches,
            self._shown(node),
        )

    def _broken(self, node: Checked, where: str) -> list[Finding]:
        affected = self._affected(node.claim, [node])
        leap = isinstance(node.step.rule, Leap)
        if not affected and not leap:
            return []
        printed = self.claims[node.claim].latex if node.claim else None
        only_branch = _is_off_the_principal_branch(node)
        found = Finding(
            _place(node),
            where,
            "unsupported" if only_branch else "breaks" if affected else "slip",
            affected,
            printed or self._shown(node),
            _not_following(node, only_branch=only_branch),
            self._by_hand(node, node.follows) if leap else node.follows,
            self._shown(node.parents[0]) if leap else "",
        )
        return [found]

    def _open(self, node: Checked, where: str) -> Finding:
        affected = self._affected(node.claim, [node])
        found = f"it was not settled whether the step follows: {node.follows.evidence}"
        return Finding(_place(node), where, "unsupported", affected, self._shown(node), found, node.follows, "")

    # --- What is granted

    def _granted(self, node: Checked, where: str, grant: Grant) -> list[Finding]:
        """A choice, or a premise that nothing supports, on which printed results rest."""
        name, rule = f"{_place(node)}.granted", node.step.rule
        by_rule = rule is not None and grant in rule.grants
        told = grant.kind in _ASSUMED or (by_rule and grant.kind in _FREE)
        affected = self._affected(node.claim, [node]) if told else ()
        if not affected:
            return []
        if rule and by_rule:
            says = rule.because(lambda expr: latex_expression(expr, self.catalogue))
            found = f"the step holds only if this is granted: {grant.prose}"
        else:
            says = (self.claims[node.claim].latex if node.claim else None) or self._shown(node)
            found = f"{_ASSUMED[grant.kind]}, for which nothing is given: {grant.prose}"
        evidence = node.follows if node.follows.kind is Kind.GRANTED else granted(grant.prose)
        topics = _topics(node.step, grant)
        return [Finding(name, where, "unsupported", affected, says, found, evidence, "", topics=topics, yields=True)]

    # --- What is dropped

    def _dropped(self, node: Checked, nodes: Sequence[Checked], where: str) -> Iterator[Finding]:
        """A term that is more than a tenth of what is kept where the line is used."""
        rule = node.step.rule
        if not isinstance(rule, DropTerm) or node.follows.kind is not Kind.APPROXIMATE:
            return
        pairs = zip(node.parents[0].step.equation.members, node.step.equation.members, strict=True)
        share = next((rule.term / new for old, new in pairs if old != new), Integer(0))
        for values in _values_used(node, nodes):
            size = _number(share.xreplace(dict(values)))
            if size is None or abs(size) <= _LARGEST_SHARE:
                continue
            at = tuple((str(symbol), str(value)) for symbol, value in values.items() if share.has(symbol))
            witness = Witness(at, f"{abs(size):.3f}", str(_LARGEST_SHARE))
            evidence = approximate(node.follows.evidence, "the share of what is dropped, in balls", witness)
            affected = self._affected(node.claim, [node])
            says = rule.because(lambda expr: latex_expression(expr, self.catalogue))
            yield Finding(
                _place(node),
                where,
                "breaks" if affected else "unsupported",
                affected,
                says,
                f"where the line is used, what is dropped is {abs(size):.0%} of what is kept, which so is "
                f"{1 / (1 + size):.3g} times the whole",
                evidence,
                self._shown(node.parents[0]),
                Operator.AT_MOST,
            )
            return

    # --- What all of them need

    def _by_hand(self, leap: Checked, verdict: Verdict) -> Verdict:
        """The verdict with a witness that is checked by hand, where the line and the paper's differ at one."""
        before, after = leap.parents[0].step.equation, leap.step.equation
        if before.lhs != after.lhs:
            return verdict
        witness = hand_witness(Relation(before.rhs, Operator.EQUAL, after.rhs), self.catalogue)
        return replace(verdict, witness=witness) if witness else verdict

    def _affected(self, own: str | None, roots: Sequence[Checked]) -> tuple[str, ...]:
        """All that is printed and rests on any of the roots, the finding's own id first."""
        resting = printed_descendants(self.graph, (place_text(root.step.place) for root in roots))
        return tuple(([own] if own else []) + [name for name in resting if name != own])

    def _shown(self, node: Checked) -> str:
        return latex_equation(node.step.equation, self.catalogue)


def _not_following(node: Checked, *, only_branch: bool) -> str:
    if only_branch:
        return (
            "the pole lies on the cut of the principal root, round which no residue is defined; a branch that is "
            "regular there, and the path on it, would have to be named"
        )
    rule = node.step.rule
    if isinstance(rule, Leap):
        return f"this does not follow from the line computed before; the paper has it {rule.reason}"
    why = node.follows.evidence.partition(_DISJOINT)[0].rstrip(": ")
    return "the step does not follow" + (f": {why}" if why else "")


def _is_off_the_principal_branch(node: Checked) -> bool:
    """A residue that the principal branch refutes for its cut alone: with the cut elsewhere it may stand."""
    return isinstance(node.step.rule, ResidueByPhase) and "lies on the branch cut" in node.follows.evidence


def _topics(step: Step, grant: Grant) -> frozenset[str]:
    """What a grant is about: the phases chosen, the premise, or the rule and what it grants."""
    if isinstance(step.rule, Choose) and grant.kind is GrantKind.PHASE:
        return frozenset(f"{symbol} = {value}" for symbol, value in step.rule.values.items())
    if step.premise:
        return frozenset({_premise(step)})
    return frozenset({f"{grant.prose}: {step.equation}"})


def _premise(step: Step) -> str:
    return f"premise {step.equation}"


def _values_used(node: Checked, nodes: Sequence[Checked]) -> list[Mapping[Expr, Expr]]:
    """The values that later steps choose for symbols of a line."""
    later = [each for each in nodes if isinstance(each.step.rule, Choose) and node in each.ancestry]
    return [each.step.rule.values for each in later if isinstance(each.step.rule, Choose)]


def _number(expr: Expr) -> float | None:
    """The value of a real number, from a ball that is far narrower than a float; `None` where there is none."""
    if expr.free_symbols:
        return None
    try:
        ball = compile_enclosure(expr)({}, _BITS)
    except DehsymError:
        return None
    is_real = ball.is_finite() and ball.imag.is_zero() and ball.rel_accuracy_bits() > _BITS / 2
    return float(ball.real) if is_real else None


def said_otherwise(paper: PaperDefinition, remarks: Mapping[str, Verdict]) -> list[Finding]:
    """The findings among what is said in words: a relation that is false.

    A number or an order of magnitude that is another is a slip; a claim that does not hold is without support. A remark
    that rests on steps alone is not told again: those have findings of their own.
    """
    parts = {remark.id: each.part for each in paper.derivations for remark in each.remarks}
    return [
        _said_otherwise(paper, paper.remarks[name], verdict, parts[name])
        for name, verdict in remarks.items()
        if verdict.kind is Kind.REFUTED and (paper.remarks[name].relation is not None or paper.remarks[name].numbers)
    ]


def _said_otherwise(paper: PaperDefinition, remark: Remark, verdict: Verdict, where: str) -> Finding:
    relation = remark.relation
    if relation is None:
        return Finding(remark.id, where, "slip", (remark.id,), _said(paper, remark.id), remark.prose, verdict, "")
    witness = None if remark.at else hand_witness(relation, paper.catalogue)
    orders = [paper.remarks[name].relation for name in paper.orders if name in paper.remarks]
    told = f"{relation} at {remark.at} by {remark.steps}"
    topics = frozenset({told, *(_premise(step) for step in remark.steps if step.premise)})
    return Finding(
        remark.id,
        where,
        "slip" if relation in orders else "unsupported",
        (remark.id,),
        _said(paper, remark.id),
        remark.prose,
        replace(verdict, witness=witness) if witness else verdict,
        "",
        relation.operator,
        topics,
        yields=True,
    )


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
    wanted = problem.prose or " and ".join(f"{condition.name} positive" for condition in problem.conditions)
    found = f"not met on any branch: {wanted}"
    name = _word(f"phases.{problem.name}.{choice.name}")
    says, topics = f"the phases {', '.join(values)}", frozenset(values)
    return Finding(name, choice.where, "breaks", choice.claims, says, found, tested.verdict, "", topics=topics)


def _clash(clash: Clash) -> Finding:
    first, second = clash.first, clash.second
    claims = tuple(dict.fromkeys((*first.claims, *second.claims)))
    one, other = (f"{clash.symbol} = {choice.values[clash.symbol]}" for choice in (first, second))
    evidence = refuted(str(clash), Witness((), one, other), "comparison")
    says = f"{one} in {first.where}, {other} in {second.where}"
    found = f"two values are chosen for the one phase {clash.symbol}"
    name, where = _word(f"phases.{clash.symbol}.{first.name}.{second.name}"), f"{first.where}; {second.where}"
    return Finding(name, where, "unsupported", claims, says, found, evidence, "", topics=frozenset({one, other}))


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
