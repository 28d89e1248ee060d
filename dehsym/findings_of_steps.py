"""What does not follow, follows only with a choice, or is printed otherwise: from the verdicts of examined steps.

Where the same is false at a point of small numbers, that point is the witness. A line that is ours alone, on which
nothing printed rests, is no finding about the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import final

from sympy import Expr, Integer

from dehsym.alteration import place_text
from dehsym.balls import compile_enclosure
from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.dependence import DependenceGraph, printed_descendants
from dehsym.derivation import Step
from dehsym.errors import DehsymError
from dehsym.examination import Checked
from dehsym.findings import Finding, premise_topic
from dehsym.grant import Grant, GrantKind
from dehsym.hand_witness import hand_witness
from dehsym.proposition import Operator, Relation
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.rules.algebra import Choose, Leap
from dehsym.rules.approximation import DropTerm
from dehsym.rules.contour import ResidueByPhase
from dehsym.verdict import Kind, Verdict, Witness, approximate, granted

_FREE = {GrantKind.PHASE, GrantKind.BRANCH, GrantKind.PATH, GrantKind.CONSTANT, GrantKind.CHOICE}
_ASSUMED = {GrantKind.POSTULATE, GrantKind.IDENTIFICATION}
_LARGEST_SHARE = 0.1
"""More than that of what is kept is not dropped without a word."""
_DISJOINT = "the enclosures are disjoint"
_BITS = 128


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
            self._printed(node) or self.claims[node.claim].text,
            "the computed equation differs from the print" + ("; the paper goes on with its own line" if leaps else ""),
            self._by_hand(leaps[0], node.matches) if leaps else node.matches,
            self._shown(node),
        )

    def _broken(self, node: Checked, where: str) -> list[Finding]:
        affected = self._affected(node.claim, [node])
        leap = isinstance(node.step.rule, Leap)
        if not affected and not leap:
            return []
        only_branch = _is_off_the_principal_branch(node)
        found = Finding(
            _place(node),
            where,
            "unsupported" if only_branch else "breaks" if affected else "slip",
            affected,
            self._printed(node) or self._shown(node),
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
            says = self._printed(node) or self._shown(node)
            found = f"{grant.kind.phrase}, for which nothing is given: {grant.prose}"
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

    def _printed(self, node: Checked) -> str:
        latex = self.claims[node.claim].latex if node.claim else None
        return f"${latex}$" if latex else ""

    def _shown(self, node: Checked) -> str:
        return f"${latex_equation(node.step.equation, self.catalogue)}$"


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
        return frozenset({premise_topic(step)})
    return frozenset({f"{grant.prose}: {step.equation}"})


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


def _misprinted(node: Checked) -> bool:
    return node.matches is not None and node.matches.kind == Kind.REFUTED


def _place(node: Checked) -> str:
    name, number = node.step.place
    return node.claim or f"{name}.{number}"
