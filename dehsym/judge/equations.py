"""Conditions that are equations: one symbol is solved for and put everywhere, since no random point fulfils them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sympy import Abs, Expr, Rational, Symbol, im, re

from dehsym import symbolic
from dehsym.domain import Domain, Interval
from dehsym.errors import RuleError
from dehsym.proof.realness import is_real_valued
from dehsym.proof.sign import sign_of
from dehsym.proposition import Operator, Proposition, Relation


def without_equations(proposition: Proposition) -> Proposition:
    """The proposition with every condition that is linear in some symbol solved and put.

    What the solved symbol's domain says becomes a condition on its value; a symbol whose domain cannot be said so, such
    as a whole number that is half of another symbol, is not solved for. An equation that can be solved for no symbol
    stays, and is a filter for the sampled points.

    >>> from sympy.abc import a, b
    >>> from dehsym.domain import COMPLEX
    >>> claim = Relation(a**2, Operator.EQUAL, b**2)
    >>> given = Proposition((claim,), {a: COMPLEX, b: COMPLEX}, (Relation(a, Operator.EQUAL, -b),))
    >>> str(without_equations(given).relations[0])
    'b**2 = b**2'
    """
    for condition in proposition.conditions:
        if condition.operator is Operator.EQUAL and (solved := _solved(condition, proposition.domains)):
            return without_equations(_put(proposition, condition, *solved))
    return proposition


def _solved(condition: Relation, domains: Mapping[Symbol, Domain]) -> tuple[Symbol, Expr] | None:
    """A symbol and its value, for an equation that is linear in it over a denominator that does not vanish."""
    numerator, denominator = symbolic.numerator_and_denominator(condition.left - condition.right)
    everywhere: dict[Expr, Domain] = {**domains}
    if not (isinstance(denominator, Rational) or sign_of(denominator, everywhere)):
        return None
    for symbol in sorted(condition.symbols, key=str):
        try:
            factor, rest = symbolic.coefficient(numerator, symbol)
        except RuleError:
            continue
        if isinstance(factor, Rational) or sign_of(factor, everywhere):
            value = -rest / factor
            kind = domains[symbol].kind  # what its bounds say can be said of any value
            if kind == "complex" or (is_real_valued(value, everywhere) if kind == "real" else value.is_integer):
                return symbol, value
    return None


def _put(proposition: Proposition, condition: Relation, symbol: Symbol, value: Expr) -> Proposition:
    values: dict[Expr, Expr] = {symbol: value}

    def put(relation: Relation) -> Relation:
        return Relation(symbolic.put(relation.left, values), relation.operator, symbolic.put(relation.right, values))

    def put_inertly(relation: Relation) -> Relation:
        left, right = (symbolic.put_inertly(side, values) for side in (relation.left, relation.right))
        return Relation(left, relation.operator, right)

    kept = [put_inertly(each) for each in proposition.conditions if each is not condition]
    return replace(
        proposition,
        relations=tuple(map(put, proposition.relations)),
        typed=tuple(map(put_inertly, proposition.as_typed())),
        domains={key: domain for key, domain in proposition.domains.items() if key != symbol},
        conditions=(*kept, *_bounds(value, proposition.domains[symbol])),
    )


def _bounds(value: Expr, domain: Domain) -> Iterator[Relation]:
    """What a domain says of its numbers, as relations."""
    if domain.kind != "complex":
        yield from _between(value, domain.values)
        return
    yield from _between(re(value), domain.values)
    yield from _between(im(value), domain.imaginary)
    low, closed = domain.modulus.low, domain.modulus.low_closed
    unbounded_below = low is None or low < 0 or (low == 0 and closed)
    modulus = replace(domain.modulus, low=None, low_closed=False) if unbounded_below else domain.modulus
    yield from _between(Abs(value), modulus)


def _between(value: Expr, values: Interval) -> Iterator[Relation]:
    if values.low is not None:
        yield Relation(symbolic.rational(values.low), _at_most(closed=values.low_closed), value)
    if values.high is not None:
        yield Relation(value, _at_most(closed=values.high_closed), symbolic.rational(values.high))


def _at_most(*, closed: bool) -> Operator:
    return Operator.AT_MOST if closed else Operator.LESS
