"""Normal forms: what vanishes is found to, what does not is not; separation bounds for algebraic numbers."""

from __future__ import annotations

import pytest
from flint import fmpq
from sympy import (
    Abs,
    Derivative,
    Expr,
    GoldenRatio,
    I,
    Integer,
    LambertW,
    Rational,
    Symbol,
    asin,
    asinh,
    atan,
    besselj,
    binomial,
    conjugate,
    cos,
    digamma,
    erf,
    exp,
    expint,
    gamma,
    im,
    log,
    pi,
    re,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from dehsym.domain import COMPLEX, FRACTION, POSITIVE, REAL, Domain
from dehsym.proof.algebraic import Bounded, bits_to_decide, bound_of_sum
from dehsym.proof.normal_form import vanishing

x, y = (Symbol(name, positive=True) for name in "xy")
r = Symbol("r", real=True)
z, w, a, b = (Symbol(name, complex=True) for name in "zwab")
phi = Symbol("phi", positive=True)
DOMAINS: dict[Expr, Domain] = {
    **dict.fromkeys((x, y), POSITIVE),
    **dict.fromkeys((z, w, a, b), COMPLEX),
    r: REAL,
    phi: FRACTION,
}
HALF = Rational(1, 2)
THIRD = Rational(1, 3)

ZERO: list[Expr] = [
    sin(2 * z) - 2 * sin(z) * cos(z),
    cos(z + w) - cos(z) * cos(w) + sin(z) * sin(w),
    cos(5 * z) - 16 * cos(z) ** 5 + 20 * cos(z) ** 3 - 5 * cos(z),
    (1 / tanh(x / 2) - 1) / 2 - 1 / (exp(x) - 1),
    tan(2 * z) - 2 * tan(z) / (1 - tan(z) ** 2),
    sqrt(x) * sqrt(y) - sqrt(x * y),
    x**a * x**b - x ** (a + b),
    log(x * y) - log(x) - log(y),
    log((1 + phi) / (1 - phi)) - log(1 + phi) + log(1 - phi),
    log(-x) - log(x) - I * pi,
    sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3),
    sqrt(sqrt(3) - 1) * sqrt(1 + sqrt(3)) - sqrt(2),
    (2 + sqrt(5)) ** THIRD - GoldenRatio,
    (2**THIRD - 1) ** THIRD - Rational(1, 9) ** THIRD + Rational(2, 9) ** THIRD - Rational(4, 9) ** THIRD,
    cos(pi / 7) - cos(2 * pi / 7) + cos(3 * pi / 7) - HALF,
    sin(pi / 10) - (sqrt(5) - 1) / 4,
    (-8) ** THIRD - 1 - sqrt(3) * I,
    gamma(z + 1) - z * gamma(z),
    gamma(z) * gamma(1 - z) - pi / sin(pi * z),
    gamma(z) * gamma(z + HALF) - 2 ** (1 - 2 * z) * sqrt(pi) * gamma(2 * z),
    digamma(z + 1) - digamma(z) - 1 / z,
    binomial(z, 2) - z * (z - 1) / 2,
    besselj(z + 1, w) + besselj(z - 1, w) - 2 * z / w * besselj(z, w),
    besselj(HALF, z) - sqrt(2 / pi) / sqrt(z) * sin(z),
    expint(2, z) - exp(-z) + z * expint(1, z),
    erf(z) + erf(-z),
    exp(LambertW(z)) * LambertW(z) - z,
    sinh(2 * asinh(z)) - 2 * z * sqrt(1 + z**2),
    sin(2 * asin(r)) - 2 * r * sqrt(1 - r**2),
    Abs(z) ** 2 - z * conjugate(z),
    re(z) ** 2 + im(z) ** 2 - Abs(z) ** 2,
    sign(z * w) - sign(z) * sign(w),
    Derivative(exp(-(x**2)) * log(x), x) - exp(-(x**2)) * (1 / x - 2 * x * log(x)),
]

NOT_ZERO: list[Expr] = [
    sqrt(z**2) - z,
    log(z * w) - log(z) - log(w),
    (z**a) ** b - z ** (a * b),
    sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3) - Rational(1, 10**50),
    sqrt(z) * sqrt(w) - sqrt(z * w),
    exp(z / 2) - exp(z) ** HALF,
    atan(r) + atan(1 / r) - pi / 2,
    cos(pi / 7) - cos(2 * pi / 7) + cos(3 * pi / 7),
    (-8) ** THIRD + 2,
    gamma(z + 1) - gamma(z),
    Abs(z) - z,
    Integer(1) + 0 * z,
]


@pytest.mark.parametrize("expr", ZERO, ids=lambda e: str(e)[:50])
def test_zero_is_found_to_be_zero(expr: Expr) -> None:
    assert vanishing(expr, DOMAINS) is not None


@pytest.mark.parametrize("expr", NOT_ZERO, ids=lambda e: str(e)[:50])
def test_what_is_not_zero_is_not_called_so(expr: Expr) -> None:
    assert vanishing(expr, DOMAINS) is None


@pytest.mark.parametrize("expr", ZERO, ids=lambda e: str(e)[:50])
def test_a_small_change_is_seen(expr: Expr) -> None:
    assert vanishing(expr + Rational(1, 10**60), DOMAINS) is None


def test_what_a_rule_supposes_not_to_vanish_is_told() -> None:
    found = vanishing(sign(r) ** 2 - 1, DOMAINS)
    assert found is not None
    assert found.nonzero == (r,)


def test_bounds_of_algebraic_numbers_bound_them() -> None:
    """x = (2^(1/2) - 1)^20 is 1/(2^(1/2) + 1)^20: about 10^-7.7, and well above the bound for its form."""
    root = Bounded(1.0).root(2)
    terms = [(fmpq(c), (k,)) for k, c in enumerate([1, -20, 190])]
    bound = bound_of_sum(terms, [root])
    assert bound.upper > 7
    bits = bits_to_decide(bound, 2)
    assert bits is not None
    assert bits >= 64 + 7


def test_a_bound_beyond_reach_is_no_bound() -> None:
    assert bits_to_decide(Bounded(1000.0), 1000) is None
