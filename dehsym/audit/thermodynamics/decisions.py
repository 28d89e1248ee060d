"""Every law that applies to a paper's statements, decided.

Both sides of a law are compared in units in which k, T and the thermal wavelength are 1: all lines are homogeneous in
dimension, so that nothing is lost, and what is left depends on n Λ^3 or on the fugacity alone. Limits are decided by
the judge, by asymptotic expansions. Where the paper leaves phases free, two sides whose moduli differ are equal for no
phases; moduli that agree decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from sympy import Expr, Integer, Limit

from dehsym.audit.thermodynamics.laws import LAWS, Demand, Law, Title
from dehsym.audit.thermodynamics.statements import StatedRelation, Statement, StatementReader
from dehsym.audit.thermodynamics.states import State
from dehsym.backticks import typed
from dehsym.derivation import Step
from dehsym.domain import FRACTION, POSITIVE, Domain
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.proposition import Operator, Relation
from dehsym.symbolic import is_finite_form, rational
from dehsym.thermodynamic_system import Nature, Role
from dehsym.verdict import Kind, Verdict, Witness, refuted

_PLACES = tuple(map(Fraction, ("1", "2", "1/2", "3", "1/4", "9/10", "1/10")))
_NEAR = Fraction(1, 1024)


@final
@dataclass(frozen=True, eq=False)
class Decision:
    """A law on statements of a paper: `stated` is what they say, `demanded` what the law makes of it, as functions.

    `role` is the one that is stated, where an identity is solved for it; `operator` is the relation that fails at the
    witness of a refutation; a `note` says more, in LaTeX as in `Title`.
    """

    title: Title
    statements: tuple[Statement | StatedRelation, ...]
    stated: Expr
    demanded: Expr
    verdict: Verdict
    state: State
    is_identity: bool = False
    role: Role | None = None
    operator: Operator = Operator.EQUAL
    note: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The lines that the statements are."""
        return tuple(dict.fromkeys(step for statement in self.statements for step in statement.steps))

    @property
    def main_ids(self) -> tuple[str, ...]:
        """The ids of the statements, without those of what the paper introduces in between."""
        return tuple(dict.fromkeys(statement.ids[0] for statement in self.statements))


def judge_of(reader: StatementReader) -> Judge:
    """The judge of the paper; a fugacity of bosons lies between 0 and 1.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> from dehsym.paper_definition import PaperDefinition
    >>> from dehsym.thermodynamic_system import ThermodynamicSystem
    >>> paper = PaperDefinition("none", "", "", Catalogue(), Path(), scripts=())
    >>> judge_of(StatementReader(paper, ThermodynamicSystem())).equal(Integer(1), Integer(2)).kind.word
    'refuted'
    """
    letters = reader.letters
    domains: dict[Role, Domain] = {Role.DENSITY: POSITIVE, Role.FUGACITY: POSITIVE}
    if Nature.BOSONS in reader.system.natures:
        domains[Role.FUGACITY] = FRACTION
    return Judge(reader.paper.catalogue).binding({letters[role]: domain for role, domain in domains.items()})


@final
@dataclass(frozen=True)
class Decider:
    """Applies the laws to what a reader has found."""

    reader: StatementReader
    judge: Judge

    def by_laws(self, state: State) -> Iterator[Decision]:
        """Every law of the table that applies; those of limits also to a series in the place of what it is of."""
        for law in LAWS:
            for each in _with_series(state, law):
                decision = self._law(law, each)
                if decision:
                    yield decision

    def _law(self, law: Law, state: State) -> Decision | None:
        if not law.applies(state):
            return None
        try:
            demand = law.demand(state)
        except RuleError:
            return None
        verdict = self.verdict(demand, state)
        if verdict is None:
            return None
        statements = state.statements(law.needs)
        demanded = demand.left if demand.right == demand.stated else demand.right
        role = next((role for role in law.needs if demand.is_identity and state[role] == demand.stated), None)
        operator = demand.operator if demand.tends is None else Operator.EQUAL
        sides = (demand.stated, demanded)
        return Decision(law.title, statements, *sides, verdict, state, demand.is_identity, role, operator)

    # --- One demand

    def verdict(self, demand: Demand, state: State) -> Verdict | None:
        """The verdict on a demand; `None` where its sides are no functions of the state's variable alone."""
        sides = [state.reduced(side) for side in (demand.left, demand.right)]
        has_phases = any(side.free_symbols & state.phases for side in sides)
        if has_phases:
            if demand.operator is Operator.AT_MOST:
                return None
            moduli = [state.modulus(side) for side in sides]
            sides = [side for side in moduli if side is not None]
        if len(sides) < 2 or any(side.free_symbols - {state.x} or not is_finite_form(side) for side in sides):
            return None
        relation = Relation(sides[0], demand.operator, sides[1])
        found = self._limit(relation, demand.tends, state) if demand.tends is not None else self._decided(relation)
        if found.kind is Kind.REFUTED:
            return self._witnessed(found, relation, demand, state, has_phases)
        return None if has_phases else found

    def _decided(self, relation: Relation) -> Verdict:
        if relation.operator is Operator.EQUAL:
            return self.judge.equal(relation.left, relation.right)
        return self.judge.decides(relation)

    def _limit(self, relation: Relation, point: Expr, state: State) -> Verdict:
        side = "+" if point == Integer(0) else "-"
        left, right = (
            Limit(each, state.x, point, side) if each.has(state.x) else each for each in (relation.left, relation.right)
        )
        return self._decided(Relation(left, relation.operator, right))

    def _witnessed(self, found: Verdict, relation: Relation, demand: Demand, state: State, has_phases: bool) -> Verdict:
        """The refutation with a witness that can be checked by hand, where one of a few places will do."""
        if demand.tends is not None:
            near = Relation(relation.left, Operator.EQUAL, relation.right)  # both values there, as a witness has them
            values = self._values(near, state, _near(demand.tends))
            evidence = f"{found.evidence}, for the limit as {typed(state.x)} tends to {typed(demand.tends)}"
            return refuted(evidence, values.witness if values else found.witness, "asymptotic expansion")
        tried = (self._values(relation, state, place) for place in _PLACES)
        simple = next((each for each in tried if each and each.kind is Kind.REFUTED and each.witness), found)
        evidence = f"{simple.evidence}, in modulus, whatever the free phases" if has_phases else simple.evidence
        return refuted(evidence, simple.witness, simple.method)

    def _values(self, relation: Relation, state: State, place: Fraction) -> Verdict | None:
        """Both sides at one value of the variable, the units at 1."""
        if state.variable is Role.FUGACITY and place >= 1:
            return None
        at: dict[Expr, Expr] = {state.x: rational(place)}
        left, right = relation.left.xreplace(at), relation.right.xreplace(at)
        if not (is_finite_form(left) and is_finite_form(right)):
            return None
        verdict = self._decided(Relation(left, relation.operator, right))
        if verdict.witness is None:
            return None
        units = (Role.BOLTZMANN_CONSTANT, Role.TEMPERATURE, Role.THERMAL_WAVELENGTH)
        names = ((str(state.letters[role]), "1") for role in units)
        witness = Witness(((str(state.x), str(place)), *names), verdict.witness.left, verdict.witness.right)
        return replace(verdict, witness=witness)


def _with_series(state: State, law: Law) -> Iterator[State]:
    """The state itself, and for the classical limit also with each series in its place."""
    yield state
    if not law.takes_series:
        return
    for role in law.needs:
        for function in state.all.get(role, ()):
            if any(statement.is_series for statement in function.statements):
                yield replace(state, functions={**state.functions, role: function})


def _near(point: Expr) -> Fraction:
    """A place near 0 or 1, or far out."""
    if point == Integer(0):
        return _NEAR
    return 1 - _NEAR if point == Integer(1) else 1 / _NEAR
