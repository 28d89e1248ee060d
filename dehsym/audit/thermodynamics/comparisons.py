"""What is demanded of a paper's statements beside the laws of the table: that they agree among themselves.

What is extensive grows with the volume at a given density; and what is said of chemical potential and density has to
go with the fugacity that is given by the density.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Expr, Integer, Rational, log

from dehsym.audit.thermodynamics.decisions import Decider, Decision
from dehsym.audit.thermodynamics.laws import Demand, Title
from dehsym.audit.thermodynamics.states import State
from dehsym.proposition import Operator
from dehsym.thermodynamic_system import Role
from dehsym.verdict import Kind, Verdict, Witness, proved

_SUBJECTS = {
    Role.PRESSURE: "$p",
    Role.DENSITY: "$n",
    Role.FUGACITY: "$z",
    Role.CHEMICAL_POTENTIAL: "$mu",
    Role.FREE_ENERGY: "$F/$V",
    Role.INTERNAL_ENERGY: "$U/$V",
    Role.ENTROPY: "$S/$V",
}
_RELATION = Title("activity-by-density", "$z", r"$z = \exp($mu/$k $T)", "Pathria and Beale, § 4.1")


def homogeneity(decider: Decider) -> Iterator[Decision]:
    """Whether each statement, of a unit of volume where it is extensive, is without the volume at a given density.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> from dehsym.audit.thermodynamics.statements import StatementReader
    >>> from dehsym.judge import Judge
    >>> from dehsym.paper_definition import PaperDefinition
    >>> from dehsym.thermodynamic_system import ThermodynamicSystem
    >>> paper = PaperDefinition("none", "", "", Catalogue(), Path(), scripts=())
    >>> decider = Decider(StatementReader(paper, ThermodynamicSystem()), Judge(paper.catalogue))
    >>> list(homogeneity(decider))
    []
    """
    reader = decider.reader
    state = State(reader.letters, Role.DENSITY, None, {}, frozenset(), {}, frozenset())
    for statement in reader.statements:
        stated, subject = statement.expression, _SUBJECTS[statement.role]
        if reader.phases(stated):
            continue
        volume = reader.letters[Role.VOLUME]
        doubled = stated.xreplace({volume: 2 * volume})
        verdict = _doubled(decider, stated, state) if stated.has(volume) else proved("the volume cancels")
        says = rf"{subject} \text{{ does not depend on }} $V \text{{ at a given }} $n"
        title = Title("homogeneity", subject, says, "Callen, § 3.1")
        yield Decision(title, (statement,), stated, doubled, verdict, state)


def _doubled(decider: Decider, stated: Expr, state: State) -> Verdict:
    """The values at one density in one volume and in twice that."""
    volume = state.letters[Role.VOLUME]
    half: dict[Expr, Expr] = {state.letters[role]: Rational(1, 2) for role in (Role.FUGACITY, Role.DENSITY)}
    once, twice = (state.reduced(stated).xreplace({**half, volume: Integer(size)}) for size in (1, 2))
    verdict = decider.judge.equal(once, twice)
    if verdict.kind is not Kind.REFUTED or verdict.witness is None:
        return verdict
    at = tuple((str(symbol), str(value)) for symbol, value in half.items() if stated.has(symbol))
    witness = Witness((*at, (str(volume), "1 and 2")), verdict.witness.left, verdict.witness.right)
    return replace(verdict, witness=witness)


def relations(decider: Decider, state: State) -> Iterator[Decision]:
    """Whether what is said of chemical potential and density holds for z = exp(μ/kT) and the paper's own fugacity.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> from dehsym.audit.thermodynamics.statements import StatementReader
    >>> from dehsym.audit.thermodynamics.states import states_of
    >>> from dehsym.judge import Judge
    >>> from dehsym.paper_definition import PaperDefinition
    >>> from dehsym.thermodynamic_system import ThermodynamicSystem
    >>> paper = PaperDefinition("none", "", "", Catalogue(), Path(), scripts=())
    >>> decider = Decider(StatementReader(paper, ThermodynamicSystem()), Judge(paper.catalogue))
    >>> [row for state in states_of(decider.reader, decider.judge) for row in relations(decider, state)]
    []
    """
    if state.variable is not Role.DENSITY or Role.FUGACITY not in state.stated:
        return
    letters, fugacity = state.letters, state.functions[Role.FUGACITY]
    for relation in decider.reader.relations:
        left, right = (_with_fugacity(side, fugacity.expression, state) for side in (relation.left, relation.right))
        verdict = decider.verdict(Demand(left, left, Operator.EQUAL, right), state)
        if verdict is not None:
            statements = (relation, *fugacity.statements[:1])
            classical = letters[Role.DENSITY] * letters[Role.THERMAL_WAVELENGTH] ** 3
            sides = [_with_fugacity(side, classical, state) for side in (relation.left, relation.right)]
            note = "$z = $n $Lambda^3" if decider.judge.equal(*map(state.reduced, sides)).holds else ""
            yield Decision(_RELATION, statements, left, right, verdict, state, note=note)


def _with_fugacity(expr: Expr, fugacity: Expr, state: State) -> Expr:
    """The expression with that fugacity z, and μ = kT ln z."""
    letters = state.letters
    potential = letters.thermal_energy * log(fugacity)
    return expr.xreplace({letters[Role.FUGACITY]: fugacity, letters[Role.CHEMICAL_POTENTIAL]: potential})
