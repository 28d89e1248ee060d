"""Conditions that are equations: one symbol is solved for and put everywhere, since no random point fulfils them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sympy import Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.domain import Domain
from dehsym.errors import RuleError
from dehsym.proposition import Operator, Proposition, Relation


def without_equations(proposition: Proposition) -> Proposition:
    """The proposition with every condition that is linear in some symbol solved and put.

    What the solved symbol's domain says becomes a condition on its value. An equation that is linear in no symbol
    stays, and is a filter for the sampled points.

    >>> from sympy.abc import a, b
    >>> from dehsym.domain import COMPLEX
    >>> claim = Relation(a**2, Operator.EQUAL, b**2)
    >>> given = Proposition((claim,), {a: COMPLEX, b: COMPLEX}, (Relation(a, Operator.EQUAL, -b),))
    >>> str(without_equations(given).relations[0])
    'b**2 = b**2'
    """
    for condition in proposition.conditions:
        if condition.operator is Operator.EQUAL and (solved := _solved(condition)):
            return without_equations(_put(proposition, condition, *solved))
    return proposition


def _solved(condition: Relation) -> tuple[Symbol, Expr] | None:
    """A symbol and its value, for an equation that is linear in it with a rational factor."""
    for symbol in sorted(condition.symbols, key=str):
        try:
            factor, rest = symbolic.coefficient(condition.left - condition.right, symbol)
        except RuleError:
            continue
        if isinstance(factor, Rational):
            return symbol, -rest / factor
    return None


def _put(proposition: Proposition, condition: Relation, symbol: Symbol, value: Expr) -> Proposition:
    def put(relation: Relation) -> Relation:
        values: dict[Expr, Expr] = {symbol: value}
        return Relation(symbolic.put(relation.left, values), relation.operator, symbolic.put(relation.right, values))

    kept = [put(each) for each in proposition.conditions if each is not condition]
    return replace(
        proposition,
        relations=tuple(map(put, proposition.relations)),
        typed=tuple(map(put, proposition.typed)),
        domains={key: domain for key, domain in proposition.domains.items() if key != symbol},
        conditions=(*kept, *_bounds(value, proposition.domains[symbol])),
    )


def _bounds(value: Expr, domain: Domain) -> list[Relation]:
    """What a real domain says of its numbers, as relations."""
    if domain.kind == "complex":
        return []
    low, high = domain.values.low, domain.values.high
    found: list[Relation] = []
    if low is not None:
        found.append(Relation(_rational(low), _at_most(closed=domain.values.low_closed), value))
    if high is not None:
        found.append(Relation(value, _at_most(closed=domain.values.high_closed), _rational(high)))
    return found


def _at_most(*, closed: bool) -> Operator:
    return Operator.AT_MOST if closed else Operator.LESS


def _rational(number: Fraction) -> Rational:
    return Rational(number.numerator, number.denominator)
