"""Truth of relations at a point, and functions given piece by piece."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import acb, arb
from sympy import (
    And,
    Derivative,
    Eq,
    Expr,
    Ge,
    Gt,
    I,
    Le,
    Lt,
    Ne,
    Not,
    Or,
    Piecewise,
    Rational,
    Symbol,
    exp,
    log,
    sin,
    sqrt,
)

from dehsym.balls import NoValue, Unsupported, Value, compile_enclosure, compile_truth, truth
from dehsym.balls.compiler import compile_node
from dehsym.balls.environment import Environment
from dehsym.proposition import Operator, Relation

every: Any = sympy
x, z = Symbol("x", real=True), Symbol("z")
h = Fraction(1, 2)

TRUTHS: list[tuple[Any, Value, bool | None]] = [
    (Lt(x, 1), h, True),
    (Lt(x, 1), Fraction(1), False),
    (Le(x, 1), Fraction(1), True),
    (Gt(x, 1), Fraction(2), True),
    (Ge(x, 1), Fraction(1), True),
    (Ge(x, 1), h, False),
    (Eq(x, 1), Fraction(1), True),
    (Eq(x, 1), h, False),
    (Ne(x, 1), h, True),
    (Eq(3 * x, 1), Fraction(1, 3), None),
    (Eq(sin(x) ** 2 + sympy.cos(x) ** 2, 1), h, None),
    (And(x > 0, x < 1), h, True),
    (And(x > 0, x < 1), Fraction(2), False),
    (Or(x < 0, x > 1), Fraction(2), True),
    (Or(x < 0, x > 1), h, False),
    (Not(Eq(x, 1)), h, True),
    (sympy.true, h, True),
    (sympy.false, h, False),
    (Relation(x, Operator.LESS, exp(x)), h, True),
    (Relation(x, Operator.EQUAL, x), h, True),
    (Relation(x, Operator.UNEQUAL, x + 1), h, True),
    (Relation(x**2, Operator.AT_MOST, x), h, True),
]


@pytest.mark.parametrize(("statement", "value", "expected"), TRUTHS, ids=str)
@pytest.mark.parametrize("bits", [64, 128, 512])
def test_truth_at_a_point(statement: Any, value: Value, expected: bool | None, bits: int) -> None:
    assert truth(statement, {x: value}, bits) is expected


def test_only_real_numbers_are_ordered() -> None:
    with pytest.raises(NoValue, match="only real numbers are ordered"):
        truth(Relation(z, Operator.LESS, sympy.Integer(1)), {z: (Fraction(0), Fraction(1))})
    assert truth(Relation(z * I, Operator.LESS, sympy.Integer(1)), {z: (Fraction(0), Fraction(1))})


def test_one_part_without_value_does_not_matter_where_another_decides() -> None:
    both = And(x > 0, log(x) > -9)
    assert truth(both, {x: Fraction(1)}) is True
    assert truth(And(x > 0, Ne(1 / x, 7)), {x: Fraction(0)}) is False
    with pytest.raises(NoValue):
        truth(Or(x > 0, Ne(1 / x, 7)), {x: Fraction(0)})


def test_what_is_no_relation_is_named() -> None:
    with pytest.raises(Unsupported, match="a relation"):
        compile_truth(every.Contains(x, every.Interval(0, 1)))


TWO: Expr = Piecewise((x**2, x < 1), (2 - x, x < 2), (Rational(1, 3), True))
PIECES: list[tuple[Expr, Value, Any]] = [
    (TWO, h, Rational(1, 4)),
    (TWO, Fraction(1), 1),
    (TWO, Fraction(3, 2), Rational(1, 2)),
    (TWO, Fraction(2), Rational(1, 3)),
    (Piecewise((1 / x, x > 0), (0, True)), Fraction(0), 0),
    (Piecewise((log(x), x > 0), (x, True)), Fraction(-3), -3),
    (Piecewise((sin(x) / x, Ne(x, 0)), (1, True)), Fraction(0), 1),
    (Piecewise((5, Eq(x, 2)), (x, True)), Fraction(2), 5),
    (Piecewise((5, Eq(x, 2)), (x, True)), Fraction(3), 3),
    (Piecewise((1, And(x > 0, x < 1)), (0, True)), h, 1),
    (Piecewise((1, Or(x < 0, x > 1)), (0, True)), h, 0),
    (Piecewise((sqrt(x), x >= 0), (I * sqrt(-x), True)), Fraction(-4), 2 * I),
    (exp(Piecewise((x, x > 5), (0, True))), h, 1),
    (sympy.Heaviside(x), Fraction(0), Rational(1, 2)),
    (sympy.Heaviside(x), Fraction(-1), 0),
    (sympy.Heaviside(x, 1), Fraction(0), 1),
    (sympy.frac(x), Fraction(-1, 4), Rational(3, 4)),
]


@pytest.mark.parametrize(("expr", "value", "expected"), PIECES, ids=str)
@pytest.mark.parametrize("bits", [64, 128, 512])
def test_the_branch_is_chosen(expr: Expr, value: Value, expected: Any, bits: int) -> None:
    found = compile_enclosure(expr)({x: value}, bits)
    assert found.overlaps(compile_enclosure(sympy.Integer(1) * expected)({}, bits))


def test_no_condition_holds() -> None:
    with pytest.raises(NoValue, match="no condition"):
        compile_enclosure(Piecewise((1, x > 0), (2, x < -1)))({x: Fraction(0)}, 64)


def test_a_branch_without_value_that_is_chosen_has_none() -> None:
    with pytest.raises(NoValue):
        compile_enclosure(Piecewise((1 / x, x < 1), (0, True)))({x: Fraction(0)}, 64)


def test_an_undecided_condition_covers_the_branches() -> None:
    third = compile_enclosure(Piecewise((1, Eq(3 * x, 1)), (2, True)))({x: Fraction(1, 3)}, 64)
    assert third.contains(1)
    assert third.contains(2)
    open_ended = Piecewise((1, Eq(3 * x, 1)), (1 / (x - x**2 * 3), True))
    assert not compile_enclosure(open_ended)({x: Fraction(1, 3)}, 64).is_finite()


def test_holomorphic_only_where_the_choice_is_settled() -> None:
    node = compile_node(TWO)
    inside, across = (Environment({x: acb(arb(0.5, r), arb(0, r))}, {}) for r in (0.25, 0.75))
    assert node.ball(inside, analytic=True).is_finite()
    assert not node.ball(across, analytic=True).is_finite()
    assert node.ball(across, analytic=False).contains(0.25)


def test_derivatives_inside_a_branch_and_at_a_break() -> None:
    slope = compile_enclosure(Derivative(TWO, x))
    assert slope({x: h}, 128).contains(1)
    assert slope({x: Fraction(3, 2)}, 128).contains(-1)
    assert not slope({x: Fraction(1)}, 128).is_finite()
