"""The judge's decision on a relation: balls first, exact methods second, conditions named.

Balls refute; only a claim that survived them is offered to the exact methods, which make a certificate a proof. No
verdict rests on `simplify`, on `equals`, or on a sampled agreement that is called a proof. There is no clock in here:
the same claim gets the same verdict on every machine that is given the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from sympy import Expr, Symbol

from dehsym.backticks import marked
from dehsym.domain import Domain
from dehsym.judge.closed_ends import failure_on_closed_ends
from dehsym.judge.equations import cases
from dehsym.judge.excluded_zeros import AtZeros, settled_at_zeros
from dehsym.judge.pinned import failure_where_pinned
from dehsym.judge.question import Question
from dehsym.judge.second_look import second_look
from dehsym.judge.smallest_condition import smallest_condition
from dehsym.judge.survey import Survey, Surveyor, survey
from dehsym.proof import Proof, prove_equal, prove_order, prove_unequal
from dehsym.proposition import Operator, Proposition, Relation
from dehsym.verdict import Kind, Verdict, proved, weakest

SAMPLES = 12
DIGITS = 30


def decide(proposition: Proposition, *, digits: int = DIGITS, samples: int = SAMPLES) -> Verdict:
    """Decide every relation of the proposition; the weakest verdict is that of the whole.

    `digits` is the agreement that a certificate of equality must reach, at least 1; `samples` the number of points for
    plain expressions (see `Question.points_wanted`).

    >>> from sympy import Integer, Symbol, cos, sin
    >>> from dehsym.domain import REAL
    >>> from dehsym.proposition import Relation
    >>> x = Symbol("x", real=True)
    >>> claim = Relation(sin(x) ** 2 + cos(x) ** 2, Operator.EQUAL, Integer(1))
    >>> decide(Proposition((claim,), {x: REAL})).kind.word
    'proved'
    """
    return weakest(*(verdict for case in cases(proposition) for verdict in _decided(case, digits, samples)))


def _decided(proposition: Proposition, digits: int, samples: int) -> Iterator[Verdict]:
    """The verdicts on the relations of one case."""
    for relation, typed in zip(proposition.relations, proposition.as_typed(), strict=True):
        kept = _conditions_on(relation.symbols | typed.symbols, proposition.conditions)
        involved = relation.symbols.union(typed.symbols, *(condition.symbols for condition in kept))
        domains = {symbol: proposition.domains[symbol] for symbol in involved}
        question = Question(relation, typed, cast("dict[Expr, Domain]", domains), kept, digits)
        yield settle(question, samples)


def _conditions_on(symbols: frozenset[Symbol], conditions: Sequence[Relation]) -> tuple[Relation, ...]:
    """The conditions on the symbols, on those that occur beside them in conditions, and so on."""
    kept = tuple(condition for condition in conditions if condition.symbols & symbols or not condition.symbols)
    reached = symbols.union(*(condition.symbols for condition in kept))
    return kept if reached == symbols else _conditions_on(reached, conditions)


def settle(question: Question, samples: int = SAMPLES) -> Verdict:
    """Decide one relation."""
    found = survey(question, samples)
    verdict = found.verdict
    if verdict.kind is Kind.REFUTED:
        return _with_condition(question, found, samples)
    if not verdict.holds and not found.open_to_proof:
        return (failure_on_closed_ends(question) if question.has_equations else None) or verdict
    if verdict.holds and (failure := failure_on_closed_ends(question)):
        return failure
    proof = _proof(question)
    if verdict.holds and (proof is None or proof.nonzero):
        found = second_look(question, found, samples)
        verdict = found.verdict
        if verdict.kind is Kind.REFUTED:
            return _with_condition(question, found, samples)
        if pinned := failure_where_pinned(question, samples):
            return pinned
    return verdict if proof is None else _proved(question, proof, verdict, samples)


def _proof(question: Question) -> Proof | None:
    left, right = question.sides
    match question.relation.operator:
        case Operator.EQUAL:
            return prove_equal(left, right, question.domains)
        case Operator.LESS | Operator.AT_MOST:
            strict = question.relation.operator is Operator.LESS
            return prove_order(left, right, question.domains, strict=strict)
        case Operator.UNEQUAL:
            return prove_unequal(left, right, question.domains)


def _proved(question: Question, proof: Proof, numerical: Verdict, samples: int) -> Verdict:
    """The proof as a verdict, after a look at the zeros of what it supposes not to vanish.

    There the balls may refute; that they agree is no proof, and where there is none the condition stays.
    """
    conditions, is_complete = list(numerical.conditions), True
    for expr in proof.nonzero:
        found = Surveyor.of(question, samples).where_zero(expr) if numerical.holds else None
        if isinstance(found, Survey):
            return _where(found.verdict, f"{expr} != 0", "it holds")
        there = settled_at_zeros(question, expr)
        if isinstance(there, Verdict):
            return _where(there, f"{expr} != 0", "it holds")
        if there is not AtZeros.PROVED:
            conditions.append(f"{expr} != 0")
            is_complete = is_complete and there is AtZeros.WITHOUT_VALUE
    conditions = list(dict.fromkeys(conditions))
    if not is_complete:
        evidence = f"{numerical.evidence}; {proof.evidence} where {' and '.join(map(marked, conditions))}"
        return replace(numerical, evidence=evidence, conditions=tuple(conditions))
    support = "" if numerical.holds else f" (without numerical support: {numerical.evidence})"
    verdict = proved(f"{proof.evidence}{support}", proof.method)
    return replace(
        verdict,
        digits=numerical.digits,
        points=numerical.points,
        seed=numerical.seed,
        conditions=tuple(conditions),
    )


def _with_condition(question: Question, found: Survey, samples: int) -> Verdict:
    condition = smallest_condition(question, found, samples)
    return found.verdict if condition is None else _where(found.verdict, condition, "no failure is found")


def _where(found: Verdict, condition: str, what: str) -> Verdict:
    """The verdict with the condition under which there is another one."""
    return replace(found, evidence=f"{found.evidence}; {what} where {marked(condition)}", conditions=(condition,))
