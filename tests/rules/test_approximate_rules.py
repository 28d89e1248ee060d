"""Rules that are approximate by nature: what they derive, the bound they state, and that the truth lies within it."""

from __future__ import annotations

import re

import pytest
from flint import acb, arb, fmpz_poly
from sympy import Expr, Integer, Integral, Rational, Sum, exp, log, oo, pi, sqrt

from dehsym import symbolic
from dehsym.balls import compile_enclosure
from dehsym.equation import Equation
from dehsym.heads import ExcitedSum
from dehsym.rule import Rule
from dehsym.rules.approximation import DropTerm
from dehsym.rules.series import Expand, RevertSeries
from dehsym.rules.states import OctantContinuum
from dehsym.rules.sums import SumToIntegral
from dehsym.verdict import Kind
from tests import laws
from tests.rules.symbols import BOSE, JUDGE, OCTANT, Known, S, a, b, k, n, phi, r, s, x, y

TENTH = Rational(1, 10)
APPROXIMATE: list[tuple[str, Rule, Equation, Equation]] = [
    (
        "sum to integral",
        SumToIntegral(x, 2),
        Equation(s, k * Sum(exp(-a * n), (n, 0, oo)) + b),
        Equation(s, k * (Integral(exp(-a * x), (x, 0, oo)) + Rational(1, 2) + a / 12) + b),
    ),
    (
        "finite sum to integral",
        SumToIntegral(x),
        Equation(s, Sum(log(n), (n, 1, 20))),
        Equation(s, Integral(log(x), (x, 1, 20)) + log(20) / 2),
    ),
    (
        "expand",
        Expand(r, 4, reach=Rational(1, 4)),
        Equation(s, exp(r)),
        Equation(s, 1 + r + r**2 / 2 + r**3 / 6),
    ),
    (
        "expand about 1",
        Expand(x, 3, about=Integer(1), reach=Rational(1, 2)),
        Equation(s, log(x)),
        Equation(s, (x - 1) - (x - 1) ** 2 / 2),
    ),
    ("expand formally", Expand(r, 3), Equation(s, 1 / (1 - k * r)), Equation(s, 1 + k * r + k**2 * r**2)),
    (
        "revert",
        RevertSeries(x, 3, Rational(1, 16)),
        Equation(y, x + x**2),
        Equation(x, y - y**2 + 2 * y**3),
    ),
    (
        "revert the Bose series",
        RevertSeries(x, 3),
        Equation(y, x + x**2 / (2 * sqrt(2)) + x**3 / (3 * sqrt(3))),
        Equation(x, y - sqrt(2) * y**2 / 4 + (Rational(1, 4) - sqrt(3) / 9) * y**3),
    ),
    ("drop a term", DropTerm(x**2, {x: (Integer(0), TENTH)}), Equation(s, 1 + x + x**2), Equation(s, 1 + x)),
    ("drop a term, measured", DropTerm(x**2), Equation(s, b + x**2), Equation(s, b)),
    (
        "continuum",
        OctantContinuum(OCTANT),
        Equation(s, ExcitedSum(BOSE, n)),
        Equation(s, pi * phi / 2 * Integral(n**2 / (exp(a * n**2) - phi), (n, 0, oo))),
    ),
]


@pytest.mark.parametrize(
    ("rule", "source", "wanted"), [case[1:] for case in APPROXIMATE], ids=[case[0] for case in APPROXIMATE]
)
def test_rule_derives_states_an_error_and_sees_tampering(rule: Rule, source: Equation, wanted: Equation) -> None:
    result = rule.derive(source)
    assert JUDGE.same(result, wanted).holds, str(result)
    laws.is_pure(rule, source, result)
    verdict = rule.check(source, result, JUDGE)
    assert verdict.kind == Kind.APPROXIMATE, str(verdict)
    assert rule.because(str)
    for name, tamper in laws.TAMPERINGS.items():
        changed = tamper(result.rhs)
        if symbolic.zero_method(changed - result.rhs) is None:
            found = rule.check(source, Equation(result.lhs, changed), JUDGE)
            assert found.kind < Kind.APPROXIMATE, f"{name}: {changed}: {found}"


def _value(expr: Expr) -> arb:
    value: acb = compile_enclosure(expr)({}, 128)
    assert value.is_finite()
    return value.real


def _stated(rule: Rule, source: Equation) -> float:
    """The bound that the evidence states."""
    verdict = rule.check(source, rule.derive(source), JUDGE)
    found = re.search(r"at most ([0-9.e+-]+)", verdict.evidence)
    assert found, verdict
    return float(found.group(1)) * 1.01  # it is printed to three digits


# --- The truth lies within the bound, and not far below it


@pytest.mark.parametrize("order", [0, 1, 2, 3, 4])
def test_zeta_2_by_euler_and_maclaurin(order: int) -> None:
    """Σ_{n ≥ 10} 1/n² = π²/6 less nine terms: known in closed form."""
    rule = SumToIntegral(x, order)
    source = Equation(s, Sum(1 / n**2, (n, 10, oo)))
    result = rule.derive(source)
    exact = pi**2 / 6 - sum((Rational(1, j * j) for j in range(1, 10)), start=Integer(0) + 0)
    error = abs(_value(exact) - _value(result.rhs)) / _value(result.rhs)
    bound = _stated(rule, source)
    assert error < bound
    assert error > bound / 10


@pytest.mark.parametrize("order", [1, 2, 5, 8])
def test_exponential_by_taylor(order: int) -> None:
    rule = Expand(r, order, reach=Rational(1, 2))
    source = Equation(s, exp(r))
    polynomial = rule.derive(source).rhs
    worst = max(abs(_value((exp(r) - polynomial).xreplace({r: place}))) for place in (Rational(1, 2), Rational(-1, 2)))
    assert worst < _stated(rule, source)
    assert worst > _stated(rule, source) / 10


@pytest.mark.parametrize("order", [1, 2, 4, 6])
def test_reversion_of_a_quadratic(order: int) -> None:
    """y = x + x² has the exact inverse ((1 + 4y)^(1/2) - 1)/2."""
    rule = RevertSeries(x, order, Rational(1, 16))
    source = Equation(y, x + x**2)
    polynomial = rule.derive(source).rhs
    place = Rational(1, 16)
    error = abs(_value((sqrt(1 + 4 * place) - 1) / 2) - _value(polynomial.xreplace({y: place})))
    assert error < _stated(rule, source)
    assert error > _stated(rule, source) / 10


def test_dropped_term_is_bounded_sharply() -> None:
    """x²/(1 + x) on [0, 1/10] is at most 1/110 = 0.00909."""
    bound = _stated(DropTerm(x**2, {x: (Integer(0), TENTH)}), Equation(s, 1 + x + x**2))
    assert 1 / 110 < bound < 0.0095


def test_an_oscillating_sum_has_no_bound_but_may_be_measured() -> None:
    """A theta series: f″ changes sign, and yet sum and integral differ by 10^-37 (Poisson)."""
    source = Equation(s, Sum(exp(-a * n**2), (n, 0, oo)))
    rule = SumToIntegral(x)
    verdict = rule.check(source, rule.derive(source), JUDGE)
    assert verdict.kind == Kind.APPROXIMATE
    assert "no bound" in verdict.evidence


# --- The continuum of states


def test_continuum_refuses_a_wrong_count_of_states() -> None:
    rule = OctantContinuum(Known(Equation(S, pi * n**3 / 3)))
    source = Equation(s, ExcitedSum(BOSE, n))
    assert rule.check(source, rule.derive(source), JUDGE).kind == Kind.REFUTED


@pytest.mark.parametrize("scale", [Rational(1, 16), Rational(1, 256), Rational(1, 1024)])
def test_lattice_bound_holds_for_the_sum_itself(scale: Rational) -> None:
    """0 ≤ ∫ - Σ ≤ (3π/2)∫f n + 3∫f + f(0), the sum done term by term: cubes of theta series count the points."""
    half = Rational(1, 2)
    body = half / (exp(scale * n**2) - half)
    reach = int((60 * scale.q / scale.p) ** 0.5)
    squares = [0] * (reach**2 + 1)
    for i in range(1, reach + 1):
        squares[i * i] = 1
    counts = (fmpz_poly(squares) ** 3).coeffs()[: reach**2 + 1]
    alpha = arb(int(scale.p)) / int(scale.q)
    total = arb(0)
    for norm, count in enumerate(counts):
        if count:
            total += arb(int(count)) * arb("0.5") / ((alpha * norm).exp() - arb("0.5"))
    # beyond the reach f ≤ exp(-alpha k), and at most k lattice points have norm k
    ratio = (-alpha).exp()
    tail = (ratio ** len(counts)) * len(counts) / (1 - ratio) ** 2
    whole = _value(pi / 2 * Integral(body * n**2, (n, 0, oo)))
    bound = _value(3 * pi / 2 * Integral(body * n, (n, 0, oo)) + 3 * Integral(body, (n, 0, oo)) + 1)
    short = whole - total
    assert short > 0
    assert short < bound + tail
