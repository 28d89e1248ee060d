"""Claims that are false somewhere on their domains, each of a kind that some proof once took for true."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import (
    Derivative,
    Expr,
    I,
    Rational,
    Symbol,
    acosh,
    arg,
    besselj,
    cos,
    cosh,
    digamma,
    elliptic_e,
    exp,
    gamma,
    log,
    pi,
    polygamma,
    sqrt,
)

from dehsym.domain import COMPLEX, POSITIVE, REAL, Domain, Interval
from dehsym.proof import prove_equal, prove_order
from dehsym.proof.normal_form import vanishing
from dehsym.proof.order import order_method
from dehsym.proof.regularity import is_regular

x, y = (Symbol(name, positive=True) for name in "xy")
r, s = (Symbol(name, real=True) for name in "rs")
z, w, a, b = (Symbol(name, complex=True) for name in "zwab")
n, k, m = (Symbol(name, integer=True) for name in "nkm")
DOMAINS: dict[Expr, Domain] = {
    **dict.fromkeys((x, y), POSITIVE),
    **dict.fromkeys((r, s), REAL),
    **dict.fromkeys((z, w, a, b), COMPLEX),
    **dict.fromkeys((n, k, m), Domain("integer")),
}

FALSE: list[tuple[Expr, Expr]] = [
    (log(2**z), z * log(2)),  # 2^z is positive for real z only
    (sqrt(4**z), 2**z),
    (log(x**z), z * log(x)),
    ((x**z) ** w, x ** (z * w)),
    (gamma(n - k), gamma(m - k)),  # reflection at whole numbers is infinity times 0
    (gamma(k - n), gamma(m - n)),
    (digamma(k - n), digamma(m - n)),
    (polygamma(-2, z + 1), polygamma(-2, z)),  # of a negative order the recurrence is another one
    ((-a) ** r * besselj(r, a) / a**r, exp(I * pi * r) * besselj(r, a)),
    (exp(r * log(-a)) * exp(-r * log(a)), exp(I * pi * r)),
    ((1 / (x**2 * r**2)) ** a, (x * r) ** (-2 * a)),
    (sqrt(x - 1 - I) / sqrt(1 + I - x), I + 0 * x),
    (sqrt(z - w) / sqrt(w - z), I + 0 * z),
    (acosh(cosh(r)), r),
]


@pytest.mark.parametrize(("left", "right"), FALSE, ids=lambda e: str(e)[:50])
def test_a_false_equation_is_not_proved(left: Expr, right: Expr) -> None:
    assert prove_equal(left, right, DOMAINS) is None


@pytest.mark.parametrize(("left", "right"), [(I * r, I * r + 1), (z, z + 1), (sqrt(r), sqrt(r) + 1)], ids=str)
@pytest.mark.parametrize("strict", [True, False])
def test_numbers_that_are_not_real_are_not_ordered(left: Expr, right: Expr, strict: bool) -> None:
    assert prove_order(left, right, DOMAINS, strict=strict) is None


def test_a_symbol_without_a_domain_is_not_ordered() -> None:
    q = Symbol("q")
    assert prove_order(q, q + 1, {}, strict=True) is None
    assert prove_order(q, q**2 + 1, {}, strict=True) is None


def test_what_the_polar_form_supposes_is_told() -> None:
    """The argument of 0 is what its author likes; e^(i arg z) = z/|z| says nothing there."""
    found = vanishing(exp(I * arg(r)) + exp(I * arg(-r)), DOMAINS)
    assert found is not None
    assert r in found.nonzero


@pytest.mark.parametrize("power", [Rational(1, 2), Rational(-1, 2), a], ids=str)
def test_a_base_that_may_vanish_is_told_where_its_root_is_not_that_of_0(power: Expr) -> None:
    found = vanishing((4 * z + 4 * w) ** power - 2 ** (2 * power) * (z + w) ** power, DOMAINS)
    assert found is not None
    assert bool(found.nonzero) is (power != Rational(1, 2))


def test_an_exponential_is_never_told_to_vanish() -> None:
    found = vanishing(exp(z) ** a * exp(z) ** b - exp(z) ** (a + b), DOMAINS)
    assert found is not None
    assert not found.nonzero


def test_the_incomplete_integral_has_cuts_for_amplitudes_that_are_not_real() -> None:
    assert is_regular(elliptic_e(r, Rational(-3)), r, DOMAINS)
    assert not is_regular(elliptic_e(I * r, Rational(-3)), r, DOMAINS)


def test_waves_that_cancel_prove_no_strict_order() -> None:
    """d/dx of the difference is 1 - cos(0), written so that nobody sees it."""
    hidden = cos(x) ** 2 + cos(x + pi / 2) ** 2 - 1
    assert order_method(Derivative(x, x) - cos(hidden), DOMAINS, strict=True) is None


ENDS = [
    (Interval(Fraction(0), Fraction(1)), True, True),
    (Interval(Fraction(0), Fraction(1), low_closed=True), False, True),
    (Interval(Fraction(0), Fraction(1), high_closed=True), False, True),
    (Interval(Fraction(0), low_closed=True), False, False),
    (Interval(high=Fraction(1), high_closed=True), False, False),
]


@pytest.mark.parametrize(("values", "strictly", "weakly"), ENDS, ids=str)
def test_orders_look_at_closed_ends(values: Interval, strictly: bool, weakly: bool) -> None:
    """x - x^2 is positive between 0 and 1, and 0 at both."""
    domains: dict[Expr, Domain] = {r: Domain("real", values)}
    assert (prove_order(r**2, r, domains, strict=True) is not None) is strictly
    assert (prove_order(r**2, r, domains, strict=False) is not None) is weakly
