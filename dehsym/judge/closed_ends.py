"""Closed ends that no rational point hits: x <= pi/2 includes pi/2, and there a claim may fail.

The end is put for the symbol: z = t + i pi on im z = pi. What SymPy makes of the sides there, such as exp(i pi) = -1,
is used only if its enclosures agree with those of the sides as they were typed; these alone would straddle every cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import final

from sympy import Expr, Integer, Rational, Symbol

from dehsym import symbolic
from dehsym.backticks import marked
from dehsym.balls import Point, compile_enclosure, text_of
from dehsym.domain import Domain, Interval
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation, Effort, Finding
from dehsym.judge.equations import bounds_on
from dehsym.judge.exact_points import fulfils
from dehsym.judge.isolation import isolated, parameter_of
from dehsym.judge.probing import Probe
from dehsym.judge.question import Question
from dehsym.judge.survey import survey
from dehsym.proof import prove_equal
from dehsym.proof.methods import SYMPY_GIVES_UP
from dehsym.proof.realness import is_real_valued
from dehsym.proposition import Operator, Relation
from dehsym.verdict import Kind, Verdict, Witness, refuted

_POINTS = 8
_MOST_SYMBOLS = 2
_MOST_ENDS = 4
_EFFORT = Effort(digits=20, most=512)


@final
@dataclass(frozen=True, slots=True)
class End:
    """The value that a symbol has on an end, with the domain of the parameter in it, if there is one."""

    symbol: Symbol
    value: Expr
    free: Mapping[Expr, Domain]

    def __str__(self) -> str:
        return f"{self.symbol} = {self.value}"


def closed_ends(question: Question) -> Iterator[End]:
    """The ends that a condition counts in, other than those of domains; and the places of a condition with =.

    >>> from sympy import pi
    >>> from dehsym.domain import REAL
    >>> x = Symbol("x", real=True)
    >>> claim = Relation(x, Operator.EQUAL, x)
    >>> asked = Question(claim, claim, {x: REAL}, (Relation(x**2, Operator.AT_MOST, pi),))
    >>> [end.value for end in closed_ends(asked)]
    [sqrt(pi), -sqrt(pi)]
    """
    for condition in question.conditions:
        if condition.operator in (Operator.AT_MOST, Operator.EQUAL):
            for symbol in islice(sorted(condition.symbols, key=str), _MOST_SYMBOLS):
                yield from islice(_ends(condition, symbol, question.domains), _MOST_ENDS)


def _ends(condition: Relation, symbol: Symbol, domains: Mapping[Expr, Domain]) -> Iterator[End]:
    domain = domains[symbol]
    if domain.kind == "integer":
        return
    for value in isolated(condition.left - condition.right, Integer(0), symbol):
        parts = _free_parts(symbol, domain)
        free: dict[Expr, Domain] = {part: parts[part] for part in parts if part in value.free_symbols}
        belongs = isinstance(value, Rational) or not domain.rational
        if belongs and symbolic.is_finite_form(value) and not (domain.kind == "real" and free):
            yield End(symbol, value, free)


def _free_parts(symbol: Symbol, domain: Domain) -> dict[Symbol, Domain]:
    """The domains of the parameters that an end of a complex number may have."""
    modulus = domain.modulus.meet(Interval(Fraction(0)))
    found = {"re": domain.values, "im": domain.imaginary, "abs": modulus, "arg": Interval()}
    return {parameter_of(symbol, part): Domain("real", values) for part, values in found.items()}


def failure_on_closed_ends(question: Question) -> Verdict | None:
    """A refutation on one of the closed ends that are not rational."""
    for end in closed_ends(question):
        try:
            found = _failure_on(question, end) or _meeting_on(question, end)
        except (EvaluationError, *SYMPY_GIVES_UP):
            continue  # a side has no enclosure there
        if found is not None:
            return replace(found, seed=question.seed)
    return None


def _failure_on(question: Question, end: End) -> Verdict | None:
    values: dict[Expr, Expr] = {end.symbol: end.value}
    domains = {**{key: domain for key, domain in question.domains.items() if key != end.symbol}, **end.free}
    evaluated = _put(question.relation, values)
    if not (symbolic.is_finite_form(evaluated.left) and symbolic.is_finite_form(evaluated.right)):
        return None
    typed = [symbolic.put_inertly(side, values) for side in (question.typed.left, question.typed.right)]
    there = CompiledRelation.of(evaluated)
    as_typed = CompiledRelation.of(Relation(typed[0], evaluated.operator, typed[1]))
    conditions = [*(_put(each, values) for each in question.conditions)]
    conditions += bounds_on(end.value, question.domains[end.symbol])
    filters = [CompiledRelation.of(each) for each in conditions]
    place = compile_enclosure(end.value)
    for point in _points(domains, question, filters):
        if end.symbol.is_real and not place(point, _EFFORT.first).imag.is_zero():
            continue  # it is no value of the symbol
        if not _agrees(there, as_typed, point):
            continue
        outcome = there.at(point, _EFFORT, confirm=False)
        if outcome.finding is Finding.FAILS and outcome.witness is not None:
            at = (*outcome.witness.at, (str(end.symbol), str(end.value)))
            witness = replace(outcome.witness, at=at)
            return refuted(f"{outcome.reason} at a closed end: {witness}", witness)
        if _meets(evaluated, domains):
            at = (*text_of(point), (str(end.symbol), str(end.value)))
            witness = Witness(at, str(evaluated.left), str(evaluated.right))
            return refuted(f"both sides are equal at a closed end, {marked(str(end))}", witness, "closed end")
    return None


def _meeting_on(question: Question, end: End) -> Verdict | None:
    """A refutation of < or != by a survey of the end: x y z < 1/27 fails at one point of x + y + z = 1 only."""
    operator = question.relation.operator
    if operator not in (Operator.LESS, Operator.UNEQUAL) or question.is_heavy:
        return None
    values: dict[Expr, Expr] = {end.symbol: end.value}
    domains = {**{key: domain for key, domain in question.domains.items() if key != end.symbol}, **end.free}
    conditions = [_put(each, values) for each in question.conditions]
    conditions += bounds_on(end.value, question.domains[end.symbol])
    kept = tuple(each for each in conditions if each.left != each.right)
    typed = [symbolic.put_inertly(side, values) for side in (question.typed.left, question.typed.right)]
    relation = Relation(typed[0], operator, typed[1])
    if not relation.symbols or (end.symbol.is_real and not is_real_valued(end.value, domains)):
        return None
    found = survey(Question(relation, relation, domains, kept, question.digits)).verdict
    if found.kind is not Kind.REFUTED or found.witness is None:
        return None
    witness = replace(found.witness, at=(*found.witness.at, (str(end.symbol), str(end.value))))
    return replace(found, evidence=f"{found.evidence}; {marked(str(end))}", witness=witness)


def _put(relation: Relation, values: Mapping[Expr, Expr]) -> Relation:
    return Relation(symbolic.put(relation.left, values), relation.operator, symbolic.put(relation.right, values))


def _points(domains: Mapping[Expr, Domain], question: Question, filters: list[CompiledRelation]) -> Iterator[Point]:
    """Some points of the end at which every condition is fulfilled for certain."""
    nowhere: Point = {}
    generic = islice(Probe(domains, question.sides, question.seed).generic(), _POINTS)
    for point in generic if domains else (nowhere,):
        if all(fulfils(each, point) for each in filters):
            yield point


def _agrees(evaluated: CompiledRelation, typed: CompiledRelation, point: Point) -> bool:
    """Whether the evaluated sides have values that may be those of the typed ones."""
    pairs = ((evaluated.left, typed.left), (evaluated.right, typed.right))
    values = [(one(point, _EFFORT.first), other(point, _EFFORT.first)) for one, other in pairs]
    return all(one.is_finite() and (not other.is_finite() or one.overlaps(other)) for one, other in values)


def _meets(relation: Relation, domains: Mapping[Expr, Domain]) -> bool:
    stands_apart = relation.operator in (Operator.LESS, Operator.UNEQUAL)
    return stands_apart and prove_equal(relation.left, relation.right, domains) is not None
