"""The range of an expression over a box holds every value, is hardly wider, and decides what can be reached."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Expr, Rational, Symbol, cos, exp, floor, log, pi, sin, sqrt

from dehsym.audit.range import Box
from dehsym.audit.ranges import Excluded, Open, RangeFinder, Reached
from dehsym.errors import EvaluationError
from dehsym.heads import UniqueRoot
from dehsym.symbolic import mpmath_decimal

a, b, c = (Symbol(name, positive=True) for name in "abc")
t, x = Symbol("t", real=True), Symbol("x", real=True)
BOX: Box = {a: (Fraction(27, 10), Fraction(28, 10)), b: (Fraction(1, 2), Fraction(3, 5)), c: (Fraction(3), Fraction(4))}


def value_at(expression: Expr, place: dict[Symbol, Fraction]) -> Fraction:
    """A value to 40 digits by mpmath, which shares nothing with balls."""
    point = {symbol: Rational(value.numerator, value.denominator) for symbol, value in place.items()}
    return Fraction(mpmath_decimal(expression.xreplace(point), 40))


def on_a_grid(box: Box, count: int = 5) -> list[dict[Symbol, Fraction]]:
    axes = [[low + (high - low) * Fraction(k, count - 1) for k in range(count)] for low, high in box.values()]
    return [dict(zip(box, place, strict=True)) for place in product(*axes)]


EXPRESSIONS = [
    a * b / c,
    sqrt(2) * a**3 / (b * c ** Rational(2, 3)),
    exp(-a / b) * c,
    log(b) ** 2 - a,
    a / (a + b),
    (a - b) * (b - c) * (c - a),
    sin(a) * cos(3 * c) + b,
    a * exp(-a) + b**b,
    sqrt(-log(b)) * pi - c,
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_it_holds_all_values_and_is_tight(expression: Expr) -> None:
    box = {symbol: BOX[symbol] for symbol in expression.free_symbols}
    found = RangeFinder(expression).over(box)
    values = [value_at(expression, place) for place in on_a_grid(box)]
    slack = Fraction(1, 10**30)
    assert found.low <= min(values) + slack
    assert max(values) - slack <= found.high
    spread = max(values) - min(values)
    assert min(values) - found.low <= spread / 20
    assert found.high - max(values) <= spread / 20


@given(
    powers=st.lists(st.fractions(-3, 3, max_denominator=3), min_size=3, max_size=3),
    ends=st.lists(st.fractions(Fraction(1, 100), 100, max_denominator=100), min_size=3, max_size=3),
    widths=st.lists(st.fractions(0, Fraction(1, 10), max_denominator=1000), min_size=3, max_size=3),
)
@settings(max_examples=25, deadline=None)
def test_of_a_monomial_the_ends_are_values_at_corners(
    powers: list[Fraction], ends: list[Fraction], widths: list[Fraction]
) -> None:
    expression, box = pi, dict[Symbol, tuple[Fraction, Fraction]]()
    for symbol, power, low, width in zip((a, b, c), powers, ends, widths, strict=True):
        expression *= symbol ** Rational(power.numerator, power.denominator)
        box[symbol] = (low, low * (1 + width))
    corners = [value_at(expression, place) for place in on_a_grid(box, 2)]
    found = RangeFinder(expression).over(box)
    assert abs(found.low / min(corners) - 1) < Fraction(1, 10**30)
    assert abs(found.high / max(corners) - 1) < Fraction(1, 10**30)


def test_an_extreme_inside_is_found() -> None:
    found = RangeFinder(x * (1 - x)).over({x: (Fraction(0), Fraction(1))})
    assert -Fraction(1, 10**6) < found.low <= 0
    assert Fraction(1, 4) <= found.high < Fraction(1, 4) + Fraction(1, 10**6)


@pytest.mark.parametrize("expression", [Abs(x), floor(x), 1 / (1 + x**2)], ids=str)
def test_where_it_is_not_monotone_or_jumps_no_value_is_left_out(expression: Expr) -> None:
    box: Box = {x: (Fraction(-1), Fraction(2))}
    found = RangeFinder(expression).over(box)
    assert all(found.low <= value_at(expression, place) <= found.high for place in on_a_grid(box, 31))


def test_a_pole_in_the_box_leaves_it_open() -> None:
    box: Box = {x: (Fraction(-1), Fraction(2))}
    with pytest.raises(EvaluationError, match="not bounded"):
        RangeFinder(1 / x).over(box)
    assert isinstance(RangeFinder(1 / x).against(box, Fraction(-1, 4), Fraction(1, 4)), Open)


def test_a_point_beside_a_pole_is_a_point_all_the_same() -> None:
    assert isinstance(RangeFinder(1 / x).against({x: (Fraction(-1), Fraction(2))}, Fraction(1), Fraction(3)), Reached)


def test_a_root_without_a_closed_form_has_a_range_in_its_parameters() -> None:
    root = UniqueRoot(x**3 + x - t, x, 0, 3)
    box: Box = {t: (Fraction(19, 10), Fraction(21, 10))}
    found = RangeFinder(root).over(box)
    close = Fraction(1, 10**12)
    (first, last), (low, high) = box[t], (end**3 + end for end in (found.low, found.high))
    assert first - close <= low <= first
    assert last <= high <= last + close


def test_constant_roots_are_constants() -> None:
    root = UniqueRoot(x**3 + x - 2, x, 0, 3)
    found = RangeFinder(a * root).over({a: (Fraction(1), Fraction(2))})
    assert abs(found.low - 1) < Fraction(1, 10**20)
    assert abs(found.high - 2) < Fraction(1, 10**20)


def test_the_ends_of_intervals_count_in() -> None:
    double, box = RangeFinder(10 * a), {a: (Fraction(145, 100), Fraction(155, 100))}
    touching = double.against(box, Fraction(31, 2), Fraction(33, 2))
    assert isinstance(touching, Reached)
    assert touching.at[a] == Fraction(155, 100)
    beyond = double.against(box, Fraction(31, 2) + Fraction(1, 10**40), Fraction(33, 2))
    assert isinstance(beyond, Excluded)
    assert beyond.range.low == Fraction(29, 2)
    assert beyond.range.high == Fraction(31, 2)


def test_an_irrational_touch_is_left_open() -> None:
    """That sin(a)^2 + cos(a)^2 is 1, and not just below, no ball can tell."""
    touching = RangeFinder(sin(a) ** 2 + cos(a) ** 2)
    found = touching.against({a: (Fraction(1), Fraction(1))}, Fraction(1), Fraction(2))
    assert isinstance(found, Open)


@pytest.mark.parametrize(("low", "high"), [("1.30", "1.31"), ("1.4141", "1.4143"), ("1.3", "1.3000000001")])
def test_a_witness_is_in_the_box_and_reaches(low: str, high: str) -> None:
    box: Box = {a: (Fraction(1), Fraction(3)), b: (Fraction(1), Fraction(2))}
    expression = sqrt(a * b) / b
    found = RangeFinder(expression).against(box, Fraction(low), Fraction(high))
    assert isinstance(found, Reached)
    assert all(box[symbol][0] <= value <= box[symbol][1] for symbol, value in found.at.items())
    assert Fraction(low) <= value_at(expression, dict(found.at)) <= Fraction(high)


def test_a_box_against_an_assumption_is_refused() -> None:
    with pytest.raises(EvaluationError, match="a > 0 is wanted"):
        RangeFinder(sqrt(a**2)).over({a: (Fraction(-1), Fraction(1))})
    with pytest.raises(EvaluationError, match="an interval for b is wanted"):
        RangeFinder(a * b).over({a: (Fraction(1), Fraction(2))})
