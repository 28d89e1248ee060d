"""Exact numbers on their way in: nothing is rounded, and what is no number is told in one line."""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st
from sympy import Rational

from dehsym.errors import EvaluationError
from dehsym.numeric.exact import described, exact_number, long_integers, scaled_by_two
from dehsym.numeric.inputs import Input, Range, checked
from dehsym.numeric.value import check_digits


def fraction(value: object) -> Fraction:
    exact = exact_number(value)
    return Fraction(int(exact.numerator), int(exact.denominator))


@given(st.fractions())
def test_fractions(value: Fraction) -> None:
    assert fraction(value) == value
    assert fraction(str(value)) == value
    assert fraction(Rational(value.numerator, value.denominator)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_their_binary_fractions(value: float) -> None:
    assert fraction(value) == Fraction(value)
    assert described(value).endswith(f"(the float {value!r})")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=7), st.integers(-300, 300))
def test_decimal_texts(value: Decimal, exponent: int) -> None:
    assert fraction(f"{value:f}e{exponent}") == Fraction(value) * Fraction(10) ** exponent


@given(st.integers(), st.integers(-500, 500))
def test_dyadic_numbers(mantissa: int, exponent: int) -> None:
    assert scaled_by_two(mantissa, exponent) == fmpq(mantissa) * fmpq(2) ** exponent


def test_long_texts() -> None:
    text = "2." + "7" * 100_000
    exact = exact_number(text)
    assert exact * fmpq(10) ** 100_000 == fmpq(exact_number("2" + "7" * 100_000))
    assert described(text) == str(exact)
    assert len(described(text)) > 200_000 - 10


def test_the_limit_of_python_is_lifted_and_put_back() -> None:
    before = sys.get_int_max_str_digits()
    with long_integers():
        assert len(str(10**5000)) == 5001
    with pytest.raises(ZeroDivisionError), long_integers():
        raise ZeroDivisionError
    assert sys.get_int_max_str_digits() == before


NO_NUMBERS: list[object] = [
    *(math.nan, math.inf, -math.inf, None, True, [], 1j, "", "x", ".", "-", "1.2.3", "1e", "e5", "1/0", "1/", "/2"),
    *("0x10", "1_000", "nan", "inf", "²", "١", "1e200001", "1" * 200_001, "1e999999999", "1e9999999999", "1 2"),
]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda v: repr(v)[:20])
def test_what_is_no_number(value: object) -> None:
    with pytest.raises(EvaluationError, match="is wanted, found") as caught:
        exact_number(value)
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


def test_ranges() -> None:
    half_open = Range("0", "1", high_closed=True)
    assert [half_open.holds(fmpq(n, 2)) for n in range(4)] == [False, True, True, False]
    assert half_open.wanted("phi") == "0 < phi ≤ 1"
    assert not Range(whole=True).holds(fmpq(1, 2))
    assert Range().wanted("x") == "x real"
    with pytest.raises(EvaluationError, match="0 < T is wanted, found T = -1"):
        checked("it", [Input("T", "1")], {"T": -1})
    with pytest.raises(EvaluationError, match="an input of it is wanted, U is not; there are: T"):
        checked("it", [Input("T", "1")], {"U": 1})
    with pytest.raises(EvaluationError, match="a value for T is wanted"):
        _ = Input("T", "").exact


def test_digits() -> None:
    check_digits(1)
    check_digits(10**6)
    check_digits(10**6 + 1, force=True)
    for digits in (0, -5, 10**6 + 1):
        with pytest.raises(EvaluationError, match=r"from 1 to 1000000 digits are wanted"):
            check_digits(digits)
    with pytest.raises(EvaluationError, match="digits are wanted"):
        check_digits(10**9, force=True)
