"""Closed ends that no rational point hits: x <= pi/2 includes pi/2, and there a claim may fail.

The end is put for the symbol: z = t + i pi on im z = pi. What SymPy makes of the sides there, such as exp(i pi) = -1,
is used only if its enclosures agree with those of the sides as they were typed; these alone would straddle every cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import final

from sympy import Abs, Expr, I, Rational, Symbol, exp, im, re

from dehsym import symbolic
from dehsym.balls import Point, text_of
from dehsym.domain import REAL, Domain
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation, Effort, Finding
from dehsym.judge.probing import Probe
from dehsym.judge.question import Question
from dehsym.proof import prove_equal
from dehsym.proof.methods import SYMPY_GIVES_UP
from dehsym.proposition import Operator, Relation
from dehsym.verdict import Verdict, Witness, refuted

_POINTS = 8
_EFFORT = Effort(digits=20, most=512)


@final
@dataclass(frozen=True, slots=True)
class End:
    """The value that a symbol has on an end, with the domain of the parameter in it, if there is one."""

    symbol: Symbol
    value: Expr
    free: Mapping[Expr, Domain]


def closed_ends(question: Question) -> Iterator[End]:
    """The ends, other than rational ones, that a condition counts in.

    >>> from sympy import Integer, pi
    >>> x = Symbol("x", real=True)
    >>> claim = Relation(x, Operator.EQUAL, x)
    >>> asked = Question(claim, claim, {x: REAL}, (Relation(x, Operator.AT_MOST, pi / 2),))
    >>> [end.value for end in closed_ends(asked)]
    [pi/2]
    """
    for condition in question.conditions:
        if condition.operator is Operator.AT_MOST:
            for bounded, end in ((condition.left, condition.right), (condition.right, condition.left)):
                if not end.free_symbols and not isinstance(end, Rational):
                    yield from _ends(bounded, symbolic.one_fraction(end), question.domains)


def _ends(bounded: Expr, end: Expr, domains: Mapping[Expr, Domain]) -> Iterator[End]:
    symbol = bounded.args[0] if isinstance(bounded, re | im | Abs) else bounded
    if not isinstance(symbol, Symbol) or symbol not in domains:
        return
    domain = domains[symbol]
    if bounded == symbol and domain.kind == "real":
        yield End(symbol, end, {})
    elif isinstance(bounded, re):
        t = Symbol(f"im({symbol})", real=True)
        yield End(symbol, end + I * t, {t: Domain("real", domain.imaginary)})
    elif isinstance(bounded, im):
        t = Symbol(f"re({symbol})", real=True)
        yield End(symbol, t + I * end, {t: Domain("real", domain.values)})
    elif isinstance(bounded, Abs) and domain.kind == "complex":
        t = Symbol(f"arg({symbol})", real=True)
        yield End(symbol, end * exp(I * t), {t: REAL})


def failure_on_closed_ends(question: Question) -> Verdict | None:
    """A refutation on one of the closed ends that are not rational."""
    for end in closed_ends(question):
        try:
            found = _failure_on(question, end)
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
    filters = [CompiledRelation.of(_put(each, values)) for each in question.conditions]
    for point in _points(domains, question, filters):
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
            return refuted(f"both sides are equal at a closed end, {end.symbol} = {end.value}", witness, "closed end")
    return None


def _put(relation: Relation, values: Mapping[Expr, Expr]) -> Relation:
    return Relation(symbolic.put(relation.left, values), relation.operator, symbolic.put(relation.right, values))


def _points(domains: Mapping[Expr, Domain], question: Question, filters: list[CompiledRelation]) -> Iterator[Point]:
    """Some points of the end; those at which a condition is seen to fail are left out."""
    nowhere: Point = {}
    generic = islice(Probe(domains, question.sides, question.seed).generic(), _POINTS)
    for point in generic if domains else (nowhere,):
        if all(each.at(point, _EFFORT, confirm=False).finding is not Finding.FAILS for each in filters):
            yield point


def _agrees(evaluated: CompiledRelation, typed: CompiledRelation, point: Point) -> bool:
    """Whether the evaluated sides have values that may be those of the typed ones."""
    pairs = ((evaluated.left, typed.left), (evaluated.right, typed.right))
    values = [(one(point, _EFFORT.first), other(point, _EFFORT.first)) for one, other in pairs]
    return all(one.is_finite() and (not other.is_finite() or one.overlaps(other)) for one, other in values)


def _meets(relation: Relation, domains: Mapping[Expr, Domain]) -> bool:
    stands_apart = relation.operator in (Operator.LESS, Operator.UNEQUAL)
    return stands_apart and prove_equal(relation.left, relation.right, domains) is not None
