"""One exact point, at which balls alone cannot say that two numbers are equal: acos x < pi fails at x = -1.

The numbers of the point are put for the symbols, and exact methods are asked whether the sides are equal there. What
SymPy makes of a side at a number is used only if its enclosure agrees with that of the side as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import acb
from sympy import Derivative, Expr, I, Integral, Limit, Product, Sum

from dehsym import symbolic
from dehsym.balls import Point, TestFunction, compile_enclosure
from dehsym.domain import Exact
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation, Effort, Finding
from dehsym.proof import Proof, prove_equal
from dehsym.proof.methods import SYMPY_GIVES_UP
from dehsym.proposition import Operator, Relation

_BITS = 640
_ENOUGH = 2
_PLACES = (Fraction(5, 7), Fraction(13, 5), Fraction(3), Fraction(17))


def exact_number(value: Exact) -> Expr:
    """The exact number of a point as an expression.

    >>> exact_number((Fraction(1, 2), Fraction(-1)))
    1/2 - I
    """
    if isinstance(value, tuple):
        return symbolic.rational(value[0]) + I * symbolic.rational(value[1])
    return symbolic.rational(value)


def numbers_at(point: Point) -> dict[Expr, Expr] | None:
    """What a point puts for the symbols; `None` if it has a function for one of its names."""
    values: dict[Expr, Expr] = {}
    for key, value in point.items():
        if isinstance(value, TestFunction):
            return None
        values[key] = exact_number(value)
    return values


def proved_equal_at(relation: CompiledRelation, values: Mapping[Expr, Expr]) -> Proof | None:
    """A proof that both sides have values and are equal where the numbers are put for the symbols; `None` without one.

    >>> from sympy import Integer, Symbol, acos, pi
    >>> x = Symbol("x", real=True)
    >>> claim = CompiledRelation.of(Relation(acos(x), Operator.LESS, pi))
    >>> proved_equal_at(claim, {x: Integer(-1)}).method
    'identity'
    """
    try:
        typed = [symbolic.put_inertly(side.expr, values) for side in (relation.left, relation.right)]
        found = [symbolic.put(side.expr, values) for side in (relation.left, relation.right)]
        if not all(map(_same_value, typed, found)):
            return None
        proof = prove_equal(found[0], found[1], {})
    except SYMPY_GIVES_UP:
        return None
    return proof if proof is not None and all(map(_is_not_zero, proof.nonzero)) else None


def fulfils(condition: CompiledRelation, point: Point) -> bool:
    """Whether the point certainly fulfils the condition; an equation, and the border of <=, by a proof.

    >>> from sympy import Integer, Symbol, acos, pi
    >>> x = Symbol("x", real=True)
    >>> condition = CompiledRelation.of(Relation(acos(x), Operator.AT_MOST, pi))
    >>> fulfils(condition, {x: Fraction(-1)})
    True
    """
    outcome = condition.at(point, Effort(digits=20, most=512), confirm=False)
    operator = condition.relation.operator
    if outcome.finding is Finding.HOLDS and (outcome.exact or operator is not Operator.EQUAL):
        return True
    on_border = outcome.finding is Finding.OPEN and not outcome.reason and operator is Operator.AT_MOST
    if not on_border and outcome.finding is not Finding.HOLDS:
        return False
    values = numbers_at(point)
    return values is not None and proved_equal_at(condition, values) is not None


def _same_value(typed: Expr, found: Expr) -> bool:
    """Whether both have values, which may be the same number."""
    if not symbolic.is_finite_form(found):
        return False
    one, other = _ball(typed), _ball(found)
    return one is not None and other is not None and one.overlaps(other)


def _is_not_zero(number: Expr) -> bool:
    ball = _ball(number)
    return ball is not None and not ball.contains(0)


def _ball(number: Expr) -> acb | None:
    """The enclosure of a number, if it is finite."""
    try:
        ball = compile_enclosure(number)({}, _BITS)
    except EvaluationError:
        return None
    return ball if ball.is_finite() else None


def operators_carried_out(relation: Relation, values: Mapping[Expr, Expr]) -> Relation | None:
    """The relation at the numbers, with what becomes of integrands and terms there: of sin(ax)/x at a = 0 it is 0.

    `None` if that cannot be relied upon: the integrands or terms must agree with the typed ones at some places.

    >>> from sympy import Integer, Symbol, oo, sin
    >>> a, x = Symbol("a", real=True), Symbol("x", real=True)
    >>> claim = Relation(Integral(sin(a * x) / x, (x, 0, oo)), Operator.EQUAL, Integer(2))
    >>> str(operators_carried_out(claim, {a: Integer(0)}).left)
    'Integral(0, (x, 0, oo))'
    """
    for side in (relation.left, relation.right):
        if side.has(Derivative, Limit, Product):
            return None  # the derivative of what has no value there is no derivative
        if not all(
            isinstance(part, Integral | Sum) and _bodies_agree(part, values)
            for part in symbolic.binding_operators(side)
        ):
            return None
    left, right = (symbolic.put_inertly(side, values) for side in (relation.left, relation.right))
    return Relation(left, relation.operator, right)


def _bodies_agree(part: Integral | Sum, values: Mapping[Expr, Expr]) -> bool:
    """Whether the integrand or term, evaluated at the numbers, has the enclosures of the typed one at some places."""
    typed, seen = part.function, 0
    found = symbolic.put(typed, values)
    for number in _PLACES:
        place: dict[Expr, Expr] = {symbol: symbolic.rational(number) for symbol in symbolic.bound_variables(part)}
        one = _ball(symbolic.put_inertly(symbolic.put_inertly(typed, values), place))
        other = _ball(symbolic.put_inertly(found, place))
        if one is not None and other is not None:
            seen += 1
            if not one.overlaps(other):
                return False
    return seen >= _ENOUGH
