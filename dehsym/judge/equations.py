"""Conditions that are equations: one symbol is solved for and put everywhere, since no random point fulfils them.

A product is 0 where one of its factors is: x y = 0 makes two cases, x = 0 and y = 0, and a claim must hold in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sympy import Abs, Expr, Integer, Rational, Symbol, im, re

from dehsym import symbolic
from dehsym.domain import Domain, Interval
from dehsym.errors import EvaluationError, RuleError
from dehsym.judge.comparison import CompiledRelation, Effort, Finding
from dehsym.proof.realness import is_real_valued
from dehsym.proof.sign import sign_of
from dehsym.proposition import Operator, Proposition, Relation

_MOST_EQUATIONS = 3


def cases(proposition: Proposition) -> list[Proposition]:
    """Propositions that hold together just where the given one does: one for every factor of an equation.

    Those whose conditions contradict one another are left out, unless all do.

    >>> from sympy.abc import x, y
    >>> from dehsym.domain import COMPLEX
    >>> claim = Relation(x, Operator.EQUAL, Integer(0))
    >>> given = Proposition((claim,), {x: COMPLEX, y: COMPLEX}, (Relation(x * y, Operator.EQUAL, Integer(0)),))
    >>> [str(case.relations[0]) for case in cases(given)]
    ['0 = 0', 'x = 0']
    """
    found = _cases(proposition, _MOST_EQUATIONS)
    possible = [case for case in found if not any(map(_is_false, case.conditions))]
    return possible or found[:1]


def _cases(proposition: Proposition, most: int) -> list[Proposition]:
    proposition = without_equations(proposition)
    for number, condition in enumerate(proposition.conditions if most else ()):
        factors = _vanishing_factors(condition, proposition.domains)
        if len(factors) > 1:
            others = (*proposition.conditions[:number], *proposition.conditions[number + 1 :])
            split = (Relation(factor, Operator.EQUAL, Integer(0)) for factor in factors)
            narrowed = [replace(proposition, conditions=(each, *others)) for each in split]
            return [case for each in narrowed for case in _cases(each, most - 1)]
    return [proposition]


def _vanishing_factors(condition: Relation, domains: Mapping[Symbol, Domain]) -> list[Expr]:
    """Factors of which one must vanish where the equation holds; none for other conditions."""
    if condition.operator is not Operator.EQUAL or not condition.symbols:
        return []
    factors = symbolic.factors_and_exponents(condition.left - condition.right)
    powers = [(base, exponent.p) for base, exponent in factors if isinstance(exponent, Integer)]
    if len(powers) < len(factors) or not all(sign_of(base, {**domains}) for base, power in powers if power < 0):
        return []
    return [base for base, power in powers if power > 0 and base.free_symbols]


def _is_false(condition: Relation) -> bool:
    """Whether it is a statement about numbers, and false."""
    if condition.symbols:
        return False
    try:
        return CompiledRelation.of(condition).at({}, Effort(), confirm=False).finding is Finding.FAILS
    except EvaluationError:
        return False


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
        held = (symbolic.put(symbolic.held(side), values) for side in (relation.left, relation.right))
        left, right = map(symbolic.released, held)
        return Relation(left, relation.operator, right)

    def put_inertly(relation: Relation) -> Relation:
        left, right = (symbolic.put_inertly(side, values) for side in (relation.left, relation.right))
        return Relation(left, relation.operator, right)

    kept = [put_inertly(each) for each in proposition.conditions if each is not condition]
    return replace(
        proposition,
        relations=tuple(map(put, proposition.relations)),
        typed=tuple(map(put_inertly, proposition.as_typed())),
        domains={key: domain for key, domain in proposition.domains.items() if key != symbol},
        conditions=(*kept, *bounds_on(value, proposition.domains[symbol])),
    )


def bounds_on(value: Expr, domain: Domain) -> Iterator[Relation]:
    """What a domain says of its numbers, as relations.

    >>> from sympy.abc import x
    >>> from dehsym.domain import FRACTION
    >>> [str(bound) for bound in bounds_on(x**2, FRACTION)]
    ['0 < x**2', 'x**2 < 1']
    """
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
