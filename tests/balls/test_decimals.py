"""Certified decimals: every digit right, correctly rounded, or a plain refusal."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import pytest
from flint import acb, arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, I, Integer, Rational, Symbol, cos, exp, gamma, log, pi, sin, sinh, sqrt, zoo

from dehsym.balls import CertifiedDecimal, compile_enclosure, decimal_digits
from dehsym.errors import EvaluationError


def digits_of(expr: Expr, digits: int, *, most_bits: int | None = None, real_valued: bool = False) -> CertifiedDecimal:
    enclosure = compile_enclosure(expr)
    return decimal_digits(lambda bits: enclosure({}, bits), digits, most_bits=most_bits, real_valued=real_valued)


def test_ten_thousand_and_a_hundred_thousand_digits_of_pi() -> None:
    """The 10^4th and the 10^5th decimals are tabulated; some more keep them from the rounding."""
    text = digits_of(pi, 100_010).real
    assert len(text) == 100_011
    assert text[:12] == "3.1415926535"
    assert text[:10_002].endswith("5256375678")
    assert text[:100_002].endswith("5493624646")


@pytest.mark.parametrize(
    ("expr", "digits", "expected"),
    [
        (Rational(1, 8), 2, "0.12"),
        (Rational(3, 8), 2, "0.38"),
        (Rational(5, 2), 1, "2"),
        (Rational(7, 2), 1, "4"),
        (Integer(25) * 10**20, 1, "2e+21"),
        (Rational(-1, 8), 2, "-0.12"),
        (Rational(2, 3), 1, "0.7"),
        (Rational(999999, 1000000), 3, "1.00"),
        (Rational(1, 2), 5, "0.50000"),
        (Integer(0), 7, "0"),
        (Integer(12345), 5, "12345"),
        (Integer(12345), 4, "1.234e+4"),
        (Integer(12355), 4, "1.236e+4"),
        (Integer(1000), 6, "1000.00"),
        (Rational(123, 10**42), 3, "1.23e-40"),
        (Rational(1, 10**4), 3, "0.000100"),
        (Rational(1, 10**5), 3, "1.00e-5"),
        (exp(10**6), 5, "3.0332e+434294"),
        (-sqrt(2), 10, "-1.414213562"),
        (log(2), 30, "0.693147180559945309417232121458"),
    ],
)
def test_rounding_and_layout(expr: Expr, digits: int, expected: str) -> None:
    found = digits_of(expr, digits)
    assert (found.real, found.imaginary) == (expected, None)


def test_cancellation_is_answered_with_precision() -> None:
    tiny = Rational(1, 10**100)
    found = digits_of(exp(tiny) - 1 - tiny, 200)
    assert found.real == "5." + "0" * 99 + "1" + "6" * 98 + "7e-201"


def test_complex_values_have_two_parts() -> None:
    found = digits_of(exp(1 + I), 20)
    assert (found.real, found.imaginary) == ("1.4686939399158851571", "2.2873552871788423912")
    assert str(digits_of(3 - 4 * I, 3)) == "3.00 - 4.00*I"
    assert digits_of(-2 * I, 2) == CertifiedDecimal("0", "-2.0", "0", 39)


def test_the_radius_is_a_bound_of_what_is_not_shown() -> None:
    assert digits_of(Rational(1, 8), 3).radius == "0"
    found = digits_of(pi, 20)
    assert Decimal(0) < Decimal(found.radius) < Decimal("1e-20")


def test_what_cannot_be_settled_is_refused() -> None:
    with pytest.raises(EvaluationError, match="a rounding tie"):
        digits_of(Rational(3, 20), 1)  # 0.15 is no dyadic number: the tie cannot be seen
    with pytest.raises(EvaluationError, match="is 0"):
        digits_of(sin(1) ** 2 + cos(1) ** 2 - 1, 10, most_bits=2000)
    with pytest.raises(EvaluationError, match="finite"):
        digits_of(zoo, 5)
    for digits in (0, -3, 10**9):
        with pytest.raises(EvaluationError, match="digits are wanted"):
            digits_of(pi, digits)


def test_a_known_real_value_needs_no_imaginary_digits() -> None:
    product = gamma(1 + I) * gamma(1 - I)  # pi/sinh(pi), DLMF 5.4.3
    with pytest.raises(EvaluationError):
        digits_of(product, 10, most_bits=600)
    assert digits_of(product, 10, real_valued=True).real == digits_of(pi / sinh(pi), 10).real


def test_the_precision_is_put_back() -> None:
    before = ctx.prec
    digits_of(pi, 100)
    with pytest.raises(EvaluationError):
        digits_of(Rational(3, 20), 1)
    with pytest.raises(ZeroDivisionError):
        decimal_digits(lambda _: 1 // 0 * acb(0), 5)
    assert ctx.prec == before


@given(
    st.integers(min_value=-(10**25), max_value=10**25).filter(bool),
    st.integers(min_value=1, max_value=10**20),
    st.integers(min_value=1, max_value=40),
)
def test_rationals_round_as_python_rounds_them(numerator: int, denominator: int, digits: int) -> None:
    value = Fraction(numerator, denominator)
    quotient = Context(prec=digits, rounding=ROUND_HALF_EVEN).divide(Decimal(numerator), Decimal(denominator))
    try:
        found = decimal_digits(lambda _: acb(arb(fmpq(numerator, denominator))), digits, most_bits=3000)
    except EvaluationError:
        scaled = value * 2 * Fraction(10) ** (digits - 1 - quotient.adjusted())
        assert scaled.denominator == 1  # a tie that no ball can show
        return
    assert Decimal(found.real) == quotient


def test_a_point_may_stand_behind_the_enclosure() -> None:
    x = Symbol("x", positive=True)
    enclosure = compile_enclosure(sqrt(x))
    assert decimal_digits(lambda bits: enclosure({x: Fraction(2)}, bits), 5).real == "1.4142"
