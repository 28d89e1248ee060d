"""What an enclosure asks of its point, what it refuses, and that the precision of the process is its own again."""

from __future__ import annotations

import importlib
from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import ctx
from sympy import Expr, Float, Function, Integral, Symbol, exp, pi

from dehsym.balls import Point, TestFunction, Unsupported, bits_for, compile_enclosure, working_precision
from dehsym.errors import EvaluationError
from dehsym.heads import StateSum

every: Any = importlib.import_module("sympy")  # also what the stubs leave out
x, y = Symbol("x"), Symbol("y")
n = Symbol("n", integer=True)
positive = Symbol("t", positive=True)
F, G = Function("F"), Function("G")
LINE = TestFunction(Fraction(0), (Fraction(1), Fraction(2)))
OTHER = TestFunction(Fraction(0), (Fraction(5),))


@pytest.mark.parametrize(
    ("expr", "point", "message"),
    [
        (x + y, {x: Fraction(1)}, "a value for y is wanted, found none in the point"),
        (Symbol("beta"), {Symbol("Beta"): Fraction(1)}, "did you mean 'Beta'"),
        (Symbol("t"), {positive: Fraction(1)}, "other assumptions"),
        (F(x), {x: Fraction(1)}, r"a test function for F\(x\) is wanted"),
        (F(2 * x), {x: Fraction(1), F(x): Fraction(3)}, r"a test function for F\(2\*x\) is wanted"),
        (G(x, y), {x: Fraction(1), y: Fraction(1), G(x, y): LINE}, "a function of one variable is wanted"),
        (F(x), {x: Fraction(1), y: Fraction(1), F(x): LINE, F(y): OTHER}, "one test function for F is wanted"),
        (F(x), {x: Fraction(1), F(x): LINE, F(0): Fraction(3)}, "no number for F.0. is wanted"),
        (positive, {positive: Fraction(-1)}, "a positive value for t is wanted, found -1"),
        (positive, {positive: (Fraction(1), Fraction(1))}, "a real value for t is wanted"),
        (n, {n: Fraction(1, 2)}, "an? integer value for n is wanted"),
        (x, {x: LINE}, "a number for x is wanted, found a test function"),
    ],
    ids=str,
)
def test_an_unfit_point_is_named(expr: Expr, point: Point, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        compile_enclosure(expr)(point, 64)


@pytest.mark.parametrize(
    ("expr", "named"),
    [
        (Float("0.1") * x, "exact numbers are wanted, found .* as a float"),
        (every.DiracDelta(x), "DiracDelta"),
        (StateSum(x**2, x), "StateSum"),
        (every.hyper((1, 1, 1), (2,), x), "p > q"),
        (exp(sympy.Limit(every.diff(F(x), x), x, 0)), "limit of a Derivative"),
    ],
    ids=str,
)
def test_unsupported_heads_are_named(expr: Expr, named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        compile_enclosure(expr)


def test_a_number_for_an_applied_function_stands_for_that_one_alone() -> None:
    assert compile_enclosure(F(x) + x)({x: Fraction(1), F(x): Fraction(3)}, 64) == 4
    inside = Integral(F(x), (x, 0, 1))
    with pytest.raises(EvaluationError):
        compile_enclosure(inside)({x: Fraction(1), F(x): Fraction(3)}, 64)
    assert compile_enclosure(inside)({F(x): LINE}, 64).contains(2)


def test_dyadic_points_are_exact() -> None:
    value = compile_enclosure(x**2 + y)({x: Fraction(3, 1024), y: (Fraction(1, 2), Fraction(-5, 8))}, 64)
    assert value.is_exact()


def test_the_precision_is_put_back_after_success_and_failure() -> None:
    before, cap = ctx.prec, ctx.cap
    compile_enclosure(sympy.Derivative(exp(x), (x, 20)))({x: Fraction(1)}, 500)
    with pytest.raises(EvaluationError):
        compile_enclosure(x)({}, 300)
    with pytest.raises(EvaluationError):
        compile_enclosure(Integral(sympy.Sum(x, (y, 1, 10**9)), (x, 0, 1)))({}, 300)
    with pytest.raises(RuntimeError, match="prec = 77"), working_precision(77):
        raise RuntimeError(f"prec = {ctx.prec}")
    assert (ctx.prec, ctx.cap) == (before, cap)


@pytest.mark.parametrize("bits", [-1, 0, 1, 2**40])
def test_an_impossible_precision_is_refused(bits: int) -> None:
    with pytest.raises(EvaluationError, match="bits is wanted"):
        compile_enclosure(pi)({}, bits)


def test_bits_hold_the_digits() -> None:
    for digits in (1, 15, 1000, 10**6):
        assert 2 ** (bits_for(digits) - 30) > 10**digits
    with pytest.raises(EvaluationError, match="at least 1 digit"):
        bits_for(0)
