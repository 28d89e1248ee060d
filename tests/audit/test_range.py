"""Ranges hold what their balls hold, products and powers are those of their numbers, what is shown lies outside."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from sympy import Function, Symbol, sin

from dehsym.audit.range import Box, BoxFunction, Range, centre_of, exact_ball, halves_of
from dehsym.balls import working_precision
from dehsym.errors import EvaluationError

X, Y = Symbol("x"), Symbol("y")
POSITIVE = st.fractions(min_value=Fraction(1, 10**12), max_value=10**12)
RANGES = st.tuples(POSITIVE, POSITIVE).map(lambda ends: Range(min(ends), max(ends)))


@given(RANGES, RANGES, st.integers(-4, 4))
def test_products_and_powers_of_positive_ranges(one: Range, other: Range, exponent: int) -> None:
    values = [a * b for a in (one.low, one.middle, one.high) for b in (other.low, other.middle, other.high)]
    assert (min(values), max(values)) == ((one * other).low, (one * other).high)
    powers = [value**exponent for value in (one.low, one.middle, one.high)]
    assert (min(powers), max(powers)) == (one.power(exponent).low, one.power(exponent).high)
    assert (one | other).low <= one.low <= one.high <= (one | other).high
    assert one.meets(other) == (max(one.low, other.low) <= min(one.high, other.high))


@given(st.fractions(), st.fractions(), st.integers(1, 8))
def test_what_is_shown_lies_outside(one: Fraction, other: Fraction, digits: int) -> None:
    whole = Range(min(one, other), max(one, other))
    low, high = (Fraction(text) for text in whole.shown(digits).split(" to "))
    assert low <= whole.low <= whole.high <= high
    low, high = (Fraction(text) for text in str(whole)[1:-1].split(", "))
    assert low <= whole.low <= whole.high <= high


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_a_ball_lies_in_its_range(value: Fraction) -> None:
    found = Range.of(exact_ball(value))
    assert found.low <= value <= found.high
    with working_precision(2000):
        narrow = Range.of(arb(fmpq(value.numerator, value.denominator)))
    assert narrow.low <= value <= narrow.high
    for ball in (arb.nan(), arb.pos_inf()):
        with pytest.raises(EvaluationError):
            Range.of(ball)


def test_boxes_and_functions_on_them() -> None:
    box: Box = {X: (Fraction(0), Fraction(1)), Y: (Fraction(2), Fraction(2))}
    assert centre_of(box) == {X: Fraction(1, 2), Y: Fraction(2)}
    assert [half[X] for half in halves_of(box, X)] == [(0, Fraction(1, 2)), (Fraction(1, 2), 1)]
    function = BoxFunction(sin(X) + Y)
    assert function.symbols == (X, Y)
    assert function.over(box).real.contains(arb(2).sin() / 4 + 2)
    slope = function.slope(X, box)
    assert slope is not None
    assert slope.contains(1)
    assert slope.contains(arb(1).cos())
    with pytest.raises(EvaluationError):
        BoxFunction(Function("F")(X)).over({X: box[X]})
