"""Every shipped rule: what it derives, from textbooks; that its verifier accepts that; and that it sees tampering."""

from __future__ import annotations

import pytest
from sympy import Abs, I, Integer, Integral, Rational, cos, exp, log, oo, pi, sin, sqrt

from dehsym.equation import Equation
from dehsym.grant import GrantKind
from dehsym.heads import ContourIntegral, Differential, ExcitedSum, StateSum
from dehsym.rule import Rule
from dehsym.rules.algebra import Chain, Choose, Divide, Eliminate, Extend, Leap, Members, Multiply, OnRight, SolveFor
from dehsym.rules.calculus import ChangeVariable, Differentiate, ExtendEven, Integrate, TakeDifferential, TakeLimit
from dehsym.rules.contour import CloseContour, ContourVariable, FreePhase, OnArc, ResidueByPhase
from dehsym.rules.extrema import Maximum
from dehsym.rules.ode import ChangeUnknown, SolveODE
from dehsym.rules.roots import SquareBoth, TakeRoot
from dehsym.rules.states import GroundStateApart
from dehsym.rules.statistics import VarianceOfMultiple
from dehsym.rules.substitution import Substitute
from dehsym.verdict import Kind
from tests import laws
from tests.rules.symbols import (
    BOSE,
    JUDGE,
    LAW,
    Known,
    a,
    b,
    big,
    c,
    f,
    g,
    h,
    k,
    n,
    nu,
    phi,
    r,
    rho,
    s,
    t,
    theta,
    theta0,
    u,
    v,
    w,
    x,
    y,
    z,
    zeta,
)

CASES: list[tuple[str, Rule, Equation, Equation]] = [
    ("multiply", Multiply(k), Equation(a / k, b + c / k), Equation(a, b * k + c)),
    ("divide", Divide(k), Equation(a * k, b * k + c), Equation(a, b + c / k)),
    ("eliminate a symbol", Eliminate(s, Known(Equation(s**2, b))), Equation(a, s**4 + c), Equation(a, b**2 + c)),
    ("eliminate an inverse", Eliminate(s, Known(Equation(k * s, b))), Equation(a, c / s), Equation(a, c * k / b)),
    (
        "eliminate a derivative",
        Eliminate(f.diff(t), Known(Equation(f.diff(t), f**2))),
        Equation(a, k * f.diff(t)),
        Equation(a, k * f**2),
    ),
    ("solve", SolveFor(x), Equation(1 / x, a - b), Equation(x, 1 / (a - b))),
    ("choose", Choose({k: Integer(2)}, "for a test"), Equation(a, b * k**2), Equation(a, 4 * b)),
    ("on the right", OnRight(Multiply(Integer(1))), Equation(a, b + c), Equation(a, b + c)),
    (
        "extend",
        Extend(Eliminate(s, Known(Equation(s, b + 1)))),
        Equation(a, s * k),
        Equation.chain(a, s * k, k * (b + 1)),
    ),
    ("chain", Chain(Known(Equation(b, c + 1))), Equation(a, b), Equation.chain(a, b, c + 1)),
    ("members", Members(1, 2), Equation.chain(a, b + 1, c), Equation(b + 1, c)),
    (
        "differentiate",
        Differentiate(t),
        Equation(f, t**3 * sin(t)),
        Equation(f.diff(t), t**3 * cos(t) + 3 * t**2 * sin(t)),
    ),
    (
        "differential",
        TakeDifferential((x, y)),
        Equation(s, x**2 * y),
        Equation(Integer(0), 2 * x * y * Differential(x) + x**2 * Differential(y)),
    ),
    ("eliminate a square", Eliminate(s, Known(Equation(s**2, b))), Equation(a, s + c), Equation(a, sqrt(b) + c)),
    (
        "eliminate under an exponential",
        Eliminate(s, Known(Equation(k * s, b))),
        Equation(a, exp(s * c)),
        Equation(a, exp(b * c / k)),
    ),
    ("solve a square", SolveFor(x), Equation(x**2, a), Equation(x, sqrt(a))),
    ("solve an exponential", SolveFor(r), Equation(exp(a * r), b), Equation(r, log(b) / a)),
    ("solve for a function", SolveFor(f), Equation(a * f, f + b), Equation(f, b / (a - 1))),
    ("limit", TakeLimit(x), Equation(a, sin(b * x) / x), Equation(a, b)),
    ("limit at infinity", TakeLimit(x, oo), Equation(a, (b * x + 1) / (x + 2)), Equation(a, b)),
    ("limit from the left", TakeLimit(r, side="-"), Equation(a, Abs(r) / r + b), Equation(a, b - 1)),
    ("slow limit", TakeLimit(x), Equation(a, b + 1 / log(x)), Equation(a, b)),
    ("integrate", Integrate(), Equation(a, Integral(x**2, (x, 0, b))), Equation(a, b**3 / 3)),
    (
        "change of variable",
        ChangeVariable(x, u / sqrt(a), u),
        Equation(s, Integral(exp(-a * x**2), (x, 0, oo))),
        Equation(s, Integral(exp(-(u**2)), (u, 0, oo)) / sqrt(a)),
    ),
    (
        "change of variable with a symbol at the end",
        ChangeVariable(x, b * u, u),
        Equation(s, Integral(exp(-x), (x, 0, b))),
        Equation(s, b * Integral(exp(-b * u), (u, 0, 1))),
    ),
    ("maximum", Maximum(x), Equation(s, x * exp(-k * x)), Equation(x, 1 / k)),
    ("maximum on an interval", Maximum(phi), Equation(s, -phi * log(phi)), Equation(phi, exp(-1))),
    ("maximum on the line", Maximum(r), Equation(s, b - (r - a) ** 4), Equation(r, a)),
    ("square", SquareBoth(), Equation(a, sqrt(b) + c), Equation(a**2, b + 2 * c * sqrt(b) + c**2)),
    ("root", TakeRoot(), Equation(a**2 * b**4, c + 1), Equation(a * b**2, sqrt(c + 1))),
    ("cube root", TakeRoot(degree=3), Equation(a**3, b), Equation(a, b ** Rational(1, 3))),
    (
        "root on a branch that is granted",
        TakeRoot(Integer(-1), granted="for a test"),
        Equation(r**2, b),
        Equation(r, -sqrt(b)),
    ),
    ("substitute", Substitute({x: Integer(2)}), Equation(a, sqrt(x) + b), Equation(a, sqrt(2) + b)),
    ("substitute a symbol", Substitute({r: a + b}), Equation(a, sin(r)), Equation(a, sin(a + b))),
    (
        "even",
        ExtendEven(v),
        Equation(s, Integral(x**2 * exp(-(x**2)), (x, 0, oo))),
        Equation(s, Integral(v**2 * exp(-(v**2)), (v, -oo, oo)) / 2),
    ),
    ("change of unknown", ChangeUnknown(f, 1 / g), Equation(f.diff(t), f**2), Equation(-g.diff(t) / g**2, g**-2)),
    ("linear equation", SolveODE(f, constant=c), Equation(f.diff(t), 1 + k * f), Equation(f, c * exp(k * t) - 1 / k)),
    (
        "ground state",
        GroundStateApart(),
        Equation(s, StateSum(BOSE, n)),
        Equation(s, phi / (1 - phi) + ExcitedSum(BOSE, n)),
    ),
    ("variance", VarianceOfMultiple(x, y, s), Equation(b, k * x), Equation(s, k**2 * y)),
    (
        "arc",
        OnArc(r, rho, theta, theta0, theta0 + pi),
        Equation(s, ContourIntegral(h / (z - r), z)),
        Equation(s, I * Integral(h.xreplace({z: r + rho * exp(I * theta)}), (theta, theta0, theta0 + pi))),
    ),
    ("free phase", FreePhase(nu, pi / 2), Equation(s, I * pi * a), Equation(s, pi * a * exp(I * nu))),
    (
        "rational contour",
        CloseContour(z),
        Equation(s, Integral(1 / (1 + v**2), (v, -oo, oo))),
        Equation(s, ContourIntegral(1 / (1 + z**2), z)),
    ),
    (
        "damped contour",
        CloseContour(z),
        Equation(s, Integral(exp(I * k * v) / (1 + v**2), (v, -oo, oo))),
        Equation(s, ContourIntegral(exp(I * k * z) / (1 + z**2), z)),
    ),
    (
        "contour variable",
        ContourVariable(2 * w + 1, w),
        Equation(s, ContourIntegral(exp(z) / z, z)),
        Equation(s, 2 * ContourIntegral(exp(2 * w + 1) / (2 * w + 1), w)),
    ),
    (
        "residue off the cut",
        ResidueByPhase(Known(Equation(zeta, log(big))), LAW),
        Equation(s, ContourIntegral(sqrt(zeta) / (exp(zeta) - big), zeta)),
        Equation(s, pi * exp(I * nu) * sqrt(log(big)) / big),
    ),
]


@pytest.mark.parametrize(("rule", "source", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rule_derives_verifies_and_sees_tampering(rule: Rule, source: Equation, wanted: Equation) -> None:
    result = rule.derive(source)
    assert JUDGE.same(result, wanted).holds, str(result)
    laws.is_pure(rule, source, result)
    laws.accepts(rule, source, result, JUDGE)
    laws.sees_tampering(rule, source, result, JUDGE)
    assert rule.because(str)


def test_tangent_of_a_wrong_antiderivative_is_seen() -> None:
    """SymPy gives -Ei(-rho)/i + Ei(rho)/i for this integral and loses pi; quadrature in balls refutes that."""
    source = Equation(s, Integral(exp(rho * exp(I * theta)), (theta, 0, pi)))
    verdict = Integrate().check(source, Integrate().derive(source), JUDGE)
    assert verdict.kind == Kind.REFUTED
    assert verdict.witness


def test_an_arc_that_grows_refutes_the_closing() -> None:
    source = Equation(s, Integral(v**2 / (exp(v**2) - phi), (v, -oo, oo)))
    verdict = CloseContour(z).check(source, CloseContour(z).derive(source), JUDGE)
    assert verdict.kind == Kind.REFUTED
    assert verdict.witness
    assert "R" in dict(verdict.witness.at)


def test_a_pole_on_the_cut_refutes_the_residue() -> None:
    """At phi = 693/1000 the circle of radius 1/4 gives 1.64775934581 i and not 2 pi i Res = -5.4905653."""
    source = Equation(s, ContourIntegral(sqrt(zeta) / (exp(zeta) - phi), zeta))
    rule = ResidueByPhase(Known(Equation(zeta, log(phi))), LAW)
    verdict = rule.check(source, rule.derive(source), JUDGE)
    assert verdict.kind == Kind.REFUTED
    assert "branch cut" in verdict.evidence


def test_a_limit_that_is_not_approached_is_refuted() -> None:
    source = Equation(a, cos(x))
    assert TakeLimit(x).check(source, Equation(a, Integer(2)), JUDGE).kind == Kind.REFUTED


def test_an_unknown_function_keeps_its_limit() -> None:
    result = TakeLimit(t).derive(Equation(t * f, t + 1))
    assert str(result.lhs) == "Limit(t*f(t), t, 0, dir='+')"
    assert TakeLimit(t).check(Equation(t * f, t + 1), Equation(Integer(0), Integer(1)), JUDGE).kind < Kind.GRANTED


def test_a_particular_solution_is_not_general() -> None:
    rule = SolveODE(f, constant=c)
    source = Equation(f.diff(t), 1 + k * f)
    assert not rule.check(source, Equation(f, exp(k * t) - 1 / k), JUDGE).holds


def test_a_free_phase_is_granted_by_name() -> None:
    (grant,) = FreePhase(nu, pi / 2).grants
    assert grant.kind == GrantKind.PHASE
    assert "nu" in grant.prose


def test_a_leap_names_itself() -> None:
    leap = Leap(a, -b, "with the sign lost")
    assert leap.verify(Equation(a, b), Equation(a, -b), JUDGE).kind == Kind.REFUTED
    assert leap.grants[0].kind == GrantKind.LEAP
