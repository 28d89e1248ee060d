"""Decisions on typed claims: conditions named, missing values told, orders, inequations, near misses, determinism."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.proving import decided
from dehsym.verdict import Kind, Verdict


def of(claim: str, where: str = "") -> Verdict:
    return decide(read_proposition(claim, where))


CONDITIONS = [
    ("sqrt(x**2) = x", "x real", "x ≥ 0"),
    ("sqrt(z**2) = z", "", "re(z) > 0"),
    ("log(x**2) = 2*log(x)", "x real", "x ≥ 0"),
    ("Sum(x**k, (k, 0, oo)) = 1/(1 - x)", "x real", None),
    ("atan(x) + atan(1/x) = pi/2", "x real", "x ≥ 0"),
    ("sign(3*(x - 1/3))**2 = 1", "x real", None),
    ("x**3 = 3*x + 1", "x real", None),
]


@pytest.mark.parametrize(("claim", "where", "condition"), CONDITIONS)
def test_the_smallest_condition_is_named(claim: str, where: str, condition: str | None) -> None:
    verdict = of(claim, where)
    assert verdict.kind is Kind.REFUTED
    assert verdict.witness is not None
    if condition:
        assert verdict.conditions == (condition,)


MISSING = [
    ("(x**2 - 1)/(x - 1) = x + 1", "", ("x != 1",)),
    ("sin(x)/x = sinc(x)", "x real", ("x != 0",)),
    ("x/(x - y) - y/(x - y) = 1", "", ("x != y",)),
    ("gamma(n + 1) = n*gamma(n)", "n integer, n >= 0", ("not at `n = 0`",)),
]


@pytest.mark.parametrize(("claim", "where", "conditions"), MISSING)
def test_where_a_side_has_no_value_is_told(claim: str, where: str, conditions: tuple[str, ...]) -> None:
    verdict = of(claim, where)
    assert verdict.holds, str(verdict)
    assert verdict.conditions == conditions


NO_VALUE = [
    "Sum(1/k, (k, 1, oo)) = 10",
    "Sum(k, (k, 1, oo)) = -1/12",
    "Integral(1/x**2, (x, -1, 1)) = -2",
    "polylog(1/2, 1) = zeta(1/2)",
    "Limit(abs(x)/x, x, 0, '+-') = 1",
]


@pytest.mark.parametrize("claim", NO_VALUE)
def test_what_diverges_equals_nothing_finite(claim: str) -> None:
    verdict = of(claim)
    assert verdict.kind is Kind.REFUTED
    assert "no value" in verdict.evidence


ORDERS = [
    ("exp(x) >= 1 + x", "x real", Kind.PROVED),
    ("exp(x) > 1 + x", "x real", Kind.REFUTED),
    ("x**2 + 2 > 2*sqrt(2)*x", "x real", Kind.REFUTED),
    ("x**2 + 2 >= 2*sqrt(2)*x", "x real", Kind.CERTIFIED),
    ("x**E < E**x", "x > 0", Kind.REFUTED),
    ("(x - 1/3)**2 > 10**-12", "x real", Kind.REFUTED),
    ("exp(x/1000) < 1 + x", "x > 0", Kind.REFUTED),
    ("x + 1/x >= 2", "x > 0", Kind.PROVED),
    ("E**pi > pi**E", "", Kind.PROVED),
    ("x != x + 1", "", Kind.PROVED),
    ("cos(x) != x", "x real", Kind.REFUTED),
    ("exp(z) != -2", "", Kind.REFUTED),
    ("exp(z) != 0", "", Kind.CERTIFIED),
    ("1 < 2 < 3", "", Kind.PROVED),
    ("z < z + 1", "", Kind.REFUTED),
]


@pytest.mark.parametrize(("claim", "where", "kind"), ORDERS)
def test_orders_and_inequations(claim: str, where: str, kind: Kind) -> None:
    verdict = of(claim, where)
    assert verdict.kind is kind, str(verdict)


NEAR_MISSES = [
    ("exp(pi*sqrt(163)) = 262537412640768744", ""),
    ("cosh(500)**2 - sinh(500)**2 = 1 + 10**-180", ""),
    ("sqrt(10**60 + 1) - 10**30 = 1/(2*10**30)", ""),
    ("sin(x)**2 + cos(x)**2 = 1 + 10**-200", "x real"),
    ("floor(n/100) = 0", "n integer, 0 <= n <= 100"),
    ("floor(x/7) + floor(-x/7) = -1", "x > 0"),
    ("abs(x - 5000) = 5000 - x", "x real"),
    ("log(exp(z/7)) = z/7", ""),
    ("besselj(0, x)**2 + 2*Sum(besselj(k, x)**2, (k, 1, 40)) = 1", "0 < x < 1"),
]


@pytest.mark.parametrize(("claim", "where"), NEAR_MISSES)
def test_near_misses_are_seen(claim: str, where: str) -> None:
    assert of(claim, where).kind is Kind.REFUTED


def test_equations_among_the_conditions_are_solved() -> None:
    assert of("a**3 + b**3 + c**3 = 3*a*b*c", "a + b + c = 0").kind is Kind.PROVED
    assert of("x*y <= 1/4", "x + y = 1, x > 0, y > 0").holds
    assert of("conj(z) = 1/z", "abs(z) = 1").holds
    assert of("a**3 + b**3 + c**3 = 3*a*b*c", "a + b = 0").kind is Kind.REFUTED


def test_what_sympy_builds_wrongly_is_not_taken_on_its_word() -> None:
    """SymPy 1.14 gives acot(0) a sign, polylog(1/2, 1) a value, and rewrites binomial at negative numbers."""
    assert of("polylog(1/2, 1) = zeta(1/2)").kind is Kind.REFUTED
    assert of("bernoulli(1) = 1/2").kind is Kind.REFUTED


def test_decimals_are_exact() -> None:
    assert of("0.1 + 0.2 = 0.3").kind is Kind.PROVED
    assert of("0.1 + 0.2 = 0.3 + 10**-17").kind is Kind.REFUTED


def test_the_digits_asked_for_are_reached() -> None:
    verdict = decide(read_proposition("airyai(0) = 1/(3**(2/3)*gamma(2/3))", ""), digits=200)
    assert verdict.holds
    assert verdict.digits is None or verdict.digits >= 200


def test_the_same_claim_gets_the_same_verdict() -> None:
    first, second = (of("log(z*w) = log(z) + log(w)") for _ in range(2))
    assert first == second


WORDS = [
    *("x", "y", "n", "sin(", "log(", ")", "+", "-", "*", "/", "**", "=", "<", "!=", "1", "0", "1/2", "oo", "pi", "I"),
    *("Sum(", "Integral(", "(k, 1, oo)", ",", "gamma(", "Limit(", "'+'", "Piecewise(", "(", "sqrt(", "1e9", "$"),
]
CONDITIONS_TYPED = ["", "x real", "x > 0, n integer", "x <", "x = y", "n integer, n >= 0, y != 0"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.sampled_from(["", "x real", "x > 0, n integer", "x <"]),
)
def test_no_claim_ends_in_a_traceback(claim: str, where: str) -> None:
    answer = decided([claim, where, 15, ""])
    assert "unread" in answer or answer["verdict"]["kind"] in ("proved", "certified", "refuted", "undecided")


@pytest.mark.parametrize(
    "claim",
    [
        "conjugate(Sum(cos(k*x), (k, 1, 7))) = Sum(cos(k*x), (k, 1, 7))",
        "conjugate(Integral(t*besselj(0, t)^2, (t, 0, x))) = x^2/2*(besselj(0, x)^2 + besselj(1, x)^2)",
        "Integral(t*besselj(0, t)^2, (t, 0, conjugate(x))) = x^2/2*(besselj(0, x)^2 + besselj(1, x)^2)",
        "Sum(conjugate(x)^(2*k)/factorial(2*k), (k, 0, oo)) = cosh(x)",
    ],
)
def test_a_conjugate_too_many_is_seen_off_the_axes(claim: str) -> None:
    """An even function has the same value at x and at its conjugate on both axes; not all points may lie there."""
    assert of(claim).kind is Kind.REFUTED


def test_a_claim_about_an_integral_is_looked_at_on_both_sides_of_zero() -> None:
    assert of("Integral(exp(-t), (t, 0, abs(x))) = 1 - exp(-x)", "x real").kind is Kind.REFUTED


@pytest.mark.parametrize(
    ("claim", "where", "holds"),
    [
        ("(1 + 1/n)^n < E - 10^(-6)", "n natural, n > 0", False),
        ("(1 + 1/n)^n < E", "n natural, n > 0", True),
        ("log(x) < 25", "x > 0", False),
        ("asin(sin(z)) = z", "abs(re(z)) < 1.57079633", False),
        ("asin(sin(z)) = z", "abs(re(z)) < 1.57", True),
        ("exp(z) != 1", "abs(z) < 7, im(z) > 0", False),
        ("exp(z) != 1", "abs(z) < 6, im(z) > 0", True),
        ("Sum(x^k/k, (k, 1, oo)) = -log(1 - x)", "x real, -2 < x, x < 1", False),
    ],
)
def test_what_fails_far_out_or_beside_an_end(claim: str, where: str, holds: bool) -> None:
    assert of(claim, where).holds is holds


@pytest.mark.parametrize("where", ["n integer, n >= 0", "m integer, n integer, m > n, n >= 0"])
def test_every_symbol_is_seen_at_its_landmarks_whatever_the_conditions(where: str) -> None:
    assert of("Integral(sin(x)*sin(n*x), (x, 0, pi)) = 0", where).kind is Kind.REFUTED
