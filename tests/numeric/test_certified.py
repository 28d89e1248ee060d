"""Every digit is certain: near ties, at many digits, from many threads; and no precision leaks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

import mpmath
import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Symbol, exp, log, sqrt

from dehsym.compile import compile_expression
from dehsym.errors import EvaluationError
from dehsym.notation.typed import read_expression
from dehsym.numeric.decimal_digits import Unsettled
from dehsym.numeric.inputs import Input, Range
from dehsym.precision import working_precision
from tests.compile.test_heads import EXPRESSIONS, INPUTS, NAMES, truth

x, y = Symbol("x", positive=True), Symbol("y", positive=True)
ROOT = compile_expression("root", sqrt(x), {x: Input("x", "2")})
SUM = compile_expression("sum", exp(log(x)) * y + 0 * x, {x: Input("x", "2"), y: Input("y", "3")})
gmpy2: Any = import_module("gmpy2")


@pytest.fixture
def frequent_switches() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@settings(deadline=None)
@given(st.integers(1, 10**12), st.integers(1, 30), st.integers(-40, 40))
def test_roots_next_to_a_tie(number: int, digits: int, nudge: int) -> None:
    """The square of a number with a 5 behind the last digit, moved by a little or by nothing."""
    tie = Decimal(f"{number}5").scaleb(-3)
    value = Fraction(tie) ** 2 + Fraction(nudge, 10**60)
    digits = len(str(number)) if digits > 15 else digits
    found = ROOT.formula()
    exact = fmpq(value.numerator, value.denominator)
    expected = Context(prec=digits, rounding=ROUND_HALF_EVEN).sqrt(
        Context(prec=200).divide(Decimal(value.numerator), Decimal(value.denominator))
    )
    try:
        text = found.decimal({"x": exact}, digits).real
    except Unsettled:
        assert nudge == 0  # a tie, which no ball can show
        return
    assert Decimal(text) == expected


def test_a_tie_of_a_rational_formula_goes_to_the_even_digit() -> None:
    product = compile_expression("product", x * y / 3, {x: Input("x", "0.15"), y: Input("y", "3")}).formula()
    assert product.decimal({}, 1).real == "0.2"
    assert product.decimal({"y": fmpq(5)}, 1).real == "0.2"
    assert product.decimal({"y": fmpq(0)}, 7).real == "0"
    with pytest.raises(Unsettled, match="division by zero"):
        compile_expression("f", 1 / x, {x: Input("x", "0", "", Range())}).formula().decimal({}, 3)


def test_units_are_divided_out() -> None:
    formula = ROOT.formula()
    assert formula.decimal({"x": fmpq(4)}, 5, fmpq(1, 1000)).real == "2000.0"
    assert compile_expression("f", x, {x: Input("x", "1")}).formula().decimal({}, 3, fmpq(3)).real == "0.333"


@pytest.mark.parametrize("digits", [1, 15, 4301, 100_000])
def test_many_digits_in_and_out(digits: int) -> None:
    text = "1." + "3" * digits
    found = compile_expression("square", x * x, {x: Input("x", text)}).formula().decimal({}, digits).real
    with working_precision(4 * digits + 100):
        square = arb(text) ** 2
        assert abs(square - arb(found)) <= square * arb(10) ** (1 - digits) / 2
    assert len(ROOT.formula().decimal({}, digits).real) == digits + (digits > 1)


def test_a_block_of_certified_balls() -> None:
    before = ctx.prec
    formula = compile_expression("f", (exp(x) - 1 - x) / x**2, {x: Input("x", "1")}).formula()
    with formula.certified(30) as value:
        for power in range(0, 200, 20):
            ball = value(arb(2) ** -power)
            assert ball.rel_accuracy_bits() > 100
        with pytest.raises(EvaluationError, match="exact inputs are wanted"):
            value(arb("1 +/- 1e-3"))
        with pytest.raises(Unsettled):
            value(arb(0))
    assert ctx.prec == before


def test_another_value_of_a_constant() -> None:
    h = Symbol("h", positive=True)
    formula = compile_expression("f", h * sqrt(x), {x: Input("x", "2")}, {h: Input("h", "3")}).formula()
    assert formula.decimal({}, 10).real == "4.242640687"
    assert formula.decimal({"h": fmpq(6)}, 10).real == "8.485281374"
    assert formula.decimal({}, 10).real == "4.242640687"


@pytest.mark.usefixtures("frequent_switches")
def test_threads_do_not_feel_one_another() -> None:
    """Each asks for another number of digits, by another backend, at the same time."""
    before = ctx.prec, mpmath.mp.prec, gmpy2.get_context().precision
    tasks = [(digits, kind) for digits in (10, 333, 40, 1500, 77, 12) for kind in range(4)] * 4
    balls = ROOT.function("arb")

    def work(task: tuple[int, int]) -> str:
        digits, kind = task
        if kind == 0:
            return ROOT.formula().decimal({}, digits).real
        if kind == 1:
            return ROOT.approximate("mpmath", {}, digits, fmpq(1))
        if kind == 2:
            return ROOT.approximate("gmpy2", {}, digits, fmpq(1))
        with ROOT.formula().certified(digits) as value:
            root = value(arb(2))
        assert balls().overlaps(root)
        return root.str(digits, radius=False)

    expected = {digits: ROOT.formula().decimal({}, digits).real for digits, _ in tasks}
    with ThreadPoolExecutor(8) as pool:
        for (digits, kind), found in zip(tasks, pool.map(work, tasks), strict=True):
            assert found == expected[digits] or (kind == 3 and abs(Decimal(found) - Decimal(expected[digits])) < 1e-9)
    assert (ctx.prec, mpmath.mp.prec, gmpy2.get_context().precision) == before


def test_precisions_are_put_back_after_failures() -> None:
    before = ctx.prec, mpmath.mp.prec, gmpy2.get_context().precision
    nothing = compile_expression("f", log(-x), {x: Input("x", "2")})
    with pytest.raises(Unsettled):
        nothing.formula().decimal({}, 50)
    with pytest.raises(EvaluationError):
        nothing.approximate("gmpy2", {}, 50, fmpq(1))
    with pytest.raises(Unsettled):
        nothing.approximate("mpmath", {}, 50, fmpq(1))
    with pytest.raises(ZeroDivisionError), ROOT.formula().certified(50):
        raise ZeroDivisionError
    assert (ctx.prec, mpmath.mp.prec, gmpy2.get_context().precision) == before


def test_few_precisions_are_remembered() -> None:
    formula = ROOT.formula()
    for digits in range(1, 100):
        formula.decimal({}, digits)
    assert len(formula._prepared) <= 8  # pyright: ignore[reportPrivateUsage]  (memory that a long sweep would fill)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EXPRESSIONS), st.integers(1, 120))
def test_digits_at_any_length(text: str, digits: int) -> None:
    expr = read_expression(text, NAMES)
    used = {each: INPUTS[each] for each in sorted(expr.free_symbols, key=str)}
    try:
        found = compile_expression(text, expr, used).formula().decimal({}, digits).real
    except Unsettled:
        return
    longer = Fraction(truth(expr, digits + 20)) if not expr.is_Rational else None
    if longer is not None:
        value = Fraction(found)
        unit = Fraction(10) ** (Decimal(found).adjusted() - digits + 1) if value else Fraction(0)
        assert abs(value - longer) <= unit / 2 + abs(longer) / Fraction(10) ** (digits + 18)
