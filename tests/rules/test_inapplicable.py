"""Lines that do not follow: for every rule the cases in which its theorem does not apply, or was misapplied.

The checker must say so, REFUTED or undecided; never that the line holds, nor that it is true up to an error.
"""

from __future__ import annotations

from collections import Counter

import pytest
from sympy import (
    Abs,
    I,
    Integer,
    Integral,
    LambertW,
    Rational,
    Sum,
    cos,
    exp,
    log,
    oo,
    pi,
    sin,
    sqrt,
)

from dehsym.equation import Equation
from dehsym.heads import ContourIntegral, Differential, ExcitedSum, StateSum
from dehsym.rule import Rule
from dehsym.rules.algebra import Chain, Choose, Divide, Eliminate, Extend, Leap, Members, Multiply, OnRight, SolveFor
from dehsym.rules.approximation import DropTerm
from dehsym.rules.calculus import ChangeVariable, Differentiate, ExtendEven, Integrate, TakeDifferential, TakeLimit
from dehsym.rules.contour import CloseContour, ContourVariable, FreePhase, OnArc, ResidueByPhase
from dehsym.rules.extrema import Maximum
from dehsym.rules.ode import ChangeUnknown, SolveODE
from dehsym.rules.roots import SquareBoth, TakeRoot
from dehsym.rules.series import Expand, RevertSeries
from dehsym.rules.states import GroundStateApart, OctantContinuum
from dehsym.rules.statistics import VarianceOfMultiple
from dehsym.rules.substitution import Substitute
from dehsym.rules.sums import SumToIntegral
from dehsym.verdict import Kind
from tests.rules.shipped import shipped_rules
from tests.rules.symbols import (
    BOSE,
    JUDGE,
    LAW,
    OCTANT,
    Known,
    S,
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

SQUARE = Known(Equation(s**2, b))
REAL_SQUARE = Known(Equation(r**2, b))
WIGGLE = 4 * u - 9 * u**2 + 6 * u**3
"""From 0 to 1 as u does, but falling for 1/3 < u < 2/3."""
ARC = OnArc(r, rho, theta, theta0, theta0 + pi)
ON_ARC = I * Integral(h.xreplace({z: r + rho * exp(I * theta)}), (theta, theta0, theta0 + pi))
LINEAR = Equation(f.diff(t), 1 + k * f)
POLE = ContourIntegral(sqrt(zeta) / (exp(zeta) - big), zeta)

CASES: list[tuple[str, Rule, Equation, Equation]] = [
    ("by 1/r, which has no value at 0", Multiply(1 / r), Equation(r * v, r * a), Equation(v, a)),
    ("one side only", Multiply(k), Equation(a, b), Equation(a * k, b)),
    ("by the wrong power", Multiply(k), Equation(a, b), Equation(a * k**2, b * k**2)),
    ("by what is identically 0", Multiply(sin(r) ** 2 + cos(r) ** 2 - 1), Equation(a, b), Equation(c, c)),
    ("by what can vanish", Divide(r), Equation(r**2, r * v), Equation(r, v)),
    ("by a difference that can vanish", Divide(r - v), Equation(r**2 - v**2, (r - v) * a), Equation(r + v, a)),
    ("by what vanishes at an irrational place", Divide(r**2 - 2), Equation((r**2 - 2) * a, 0 * r), Equation(a, 0 * r)),
    ("by the wrong thing", Divide(k), Equation(a * k, b * k), Equation(a, b * k)),
    ("with a spurious factor", Eliminate(s, SQUARE), Equation(a, s), Equation(a * (a - 1), s * (a - 1))),
    ("with the other root", Eliminate(s, SQUARE), Equation(a, s), Equation(a, -sqrt(b))),
    ("with one of two roots", Eliminate(r, REAL_SQUARE), Equation(a, r), Equation(a, sqrt(b))),
    ("with a root of something else", Eliminate(s, SQUARE), Equation(a, s**3), Equation(a, b**3)),
    ("a second root lost", SolveFor(r), Equation(r**2, a), Equation(r, sqrt(a))),
    (
        "a branch of Lambert's W lost",
        SolveFor(x),
        Equation(log(x), k * (x - 1)),
        Equation(x, -LambertW(-k * exp(-k)) / k),
    ),
    ("not solved", SolveFor(x), Equation(x + a, b), Equation(x + a, b)),
    ("a root outside the domain", SolveFor(x), Equation(x**2, a), Equation(x, -sqrt(a))),
    ("all the roots of a sine", SolveFor(r), Equation(sin(r), phi), Equation(r, pi / 3)),
    ("another value", Choose({k: Integer(2)}, "so"), Equation(a, k * b), Equation(a, 3 * b)),
    ("in one member only", Choose({k: Integer(2)}, "so"), Equation(a * k, k * b), Equation(2 * a, k * b)),
    ("more than was chosen", Choose({k: Integer(2)}, "so"), Equation(a, k * b), Equation(a, Integer(2))),
    ("the left side changed", OnRight(Multiply(k)), Equation(a, b), Equation(a * k, b * k)),
    ("not what the rule makes", OnRight(Eliminate(s, SQUARE)), Equation(a, s**2), Equation(a, b**2)),
    ("a member more", OnRight(Eliminate(s, SQUARE)), Equation(a, s**2), Equation.chain(a, c, b)),
    ("a member changed", Extend(Eliminate(s, SQUARE)), Equation(a, s**2), Equation.chain(a, s, b)),
    ("an end that does not follow", Extend(Eliminate(s, SQUARE)), Equation(a, s**2), Equation.chain(a, s**2, 2 * b)),
    ("not extended", Extend(Eliminate(s, SQUARE)), Equation(a, s**2), Equation(a, b)),
    ("a member from elsewhere", Members(0, 1), Equation.chain(a, b, c), Equation(a, k)),
    ("a multiple of a member", Members(0, 1), Equation.chain(a, b, c), Equation(a, 2 * b)),
    ("the sum of two", Members(0, 2), Equation.chain(a, b, c), Equation(a + b, c)),
    ("a fact about something else", Chain(Known(Equation(k, c))), Equation(a, b), Equation.chain(a, b, c)),
    ("another end", Chain(Known(Equation(b, c))), Equation(a, b), Equation.chain(a, b, 2 * c)),
    ("a link dropped", Chain(Known(Equation(b, c))), Equation(a, b), Equation(a, c)),
    ("a sign", Leap(a, -b, "so"), Equation(a, b), Equation(a, -b)),
    ("a factor", Leap(a, 2 * b, "so"), Equation(a, b), Equation(a, 2 * b)),
    ("another left side", Leap(c, b, "so"), Equation(a, b), Equation(c, b)),
    ("the product rule forgotten", Differentiate(t), Equation(f, t * sin(t)), Equation(f.diff(t), cos(t))),
    ("a factor lost", Differentiate(t), Equation(f, t**3), Equation(f.diff(t), t**2)),
    ("the chain rule forgotten", Differentiate(t), Equation(f, sin(k * t)), Equation(f.diff(t), cos(k * t))),
    ("a sign in a differential", TakeDifferential((x,)), Equation(a, 1 / x), Equation(0 * x, Differential(x) / x**2)),
    (
        "a term of a differential lost",
        TakeDifferential((x, y)),
        Equation(a, x * y),
        Equation(0 * x, y * Differential(x)),
    ),
    (
        "the differential of another symbol",
        TakeDifferential((x,)),
        Equation(a, x * y),
        Equation(0 * x, x * Differential(y)),
    ),
    ("no limit", TakeLimit(x), Equation(a, sin(1 / x)), Equation(a, 0 * x)),
    ("no finite limit", TakeLimit(x), Equation(a, 1 / x), Equation(a, 0 * x)),
    ("the limit of the other side", TakeLimit(r, side="-"), Equation(a, Abs(r) / r), Equation(a, Integer(1))),
    ("near the limit, but not it", TakeLimit(x), Equation(a, cos(x)), Equation(a, 1 + Rational(1, 10**30))),
    ("no limit at infinity", TakeLimit(x, oo), Equation(a, sin(x)), Equation(a, 0 * x)),
    ("a limit that is too slow to tell", TakeLimit(x), Equation(a, 1 / log(-log(x) + 3)), Equation(a, Rational(1, 9))),
    ("an integral of an unknown", TakeLimit(t), Equation(a, f), Equation(a, Integer(1))),
    ("across a pole", Integrate(), Equation(s, Integral(1 / v**2, (v, -1, 1))), Equation(s, Integer(-2))),
    ("a divergent range", Integrate(), Equation(s, Integral(1 / x, (x, 0, 1))), Equation(s, Integer(1))),
    (
        "the principal value",
        Integrate(),
        Equation(s, Integral(1 / v, (v, -1, 2))),
        Equation(s, log(2)),
    ),
    ("a constant of integration", Integrate(), Equation(s, Integral(x, (x, 0, b))), Equation(s, b**2 / 2 + 1)),
    (
        "not monotone",
        ChangeVariable(x, WIGGLE, u),
        Equation(s, Integral(exp(-x), (x, 0, 1))),
        Equation(s, Integral(exp(-WIGGLE) * (4 - 18 * u + 18 * u**2), (u, 0, 1))),
    ),
    (
        "falling",
        ChangeVariable(x, 1 / u, u),
        Equation(s, Integral(exp(-x), (x, 1, oo))),
        Equation(s, Integral(exp(-1 / u) / u**2, (u, 0, 1))),
    ),
    (
        "the ends of the old range",
        ChangeVariable(x, u + 1, u),
        Equation(s, Integral(exp(-x), (x, 1, 2))),
        Equation(s, Integral(exp(-u - 1), (u, 1, 2))),
    ),
    (
        "the derivative forgotten",
        ChangeVariable(x, u**2, u),
        Equation(s, Integral(exp(-x), (x, 0, oo))),
        Equation(s, Integral(exp(-(u**2)), (u, 0, oo))),
    ),
    (
        "an odd integrand",
        ExtendEven(v),
        Equation(s, Integral(x * exp(-(x**2)), (x, 0, oo))),
        Equation(s, Integral(v * exp(-(v**2)), (v, -oo, oo)) / 2),
    ),
    (
        "without the half",
        ExtendEven(v),
        Equation(s, Integral(exp(-(x**2)), (x, 0, oo))),
        Equation(s, Integral(exp(-(v**2)), (v, -oo, oo))),
    ),
    (
        "half a line",
        ExtendEven(v),
        Equation(s, Integral(exp(-(x**2)), (x, 0, oo))),
        Equation(s, Integral(exp(-(v**2)), (v, 0, oo))),
    ),
    ("the other arc", ARC, Equation(s, ContourIntegral(h / (z - r), z)), Equation(s, -ON_ARC)),
    ("without z′", ARC, Equation(s, ContourIntegral(h, z)), Equation(s, ON_ARC / I)),
    (
        "half an arc",
        ARC,
        Equation(s, ContourIntegral(h / (z - r), z)),
        Equation(s, I * Integral(h.xreplace({z: r + rho * exp(I * theta)}), (theta, theta0, theta0 + pi / 2))),
    ),
    ("another phase", FreePhase(nu, pi / 2), Equation(s, -a), Equation(s, a * exp(I * nu))),
    ("without the phase", FreePhase(nu, pi / 2), Equation(s, I * a), Equation(s, a)),
    ("another modulus", FreePhase(nu, pi / 2), Equation(s, I * a), Equation(s, 2 * a * exp(I * nu))),
    (
        "a pole on the line",
        CloseContour(z),
        Equation(s, Integral(1 / (v**2 - 1), (v, -oo, oo))),
        Equation(s, ContourIntegral(1 / (z**2 - 1), z)),
    ),
    (
        "the wrong half plane",
        CloseContour(z),
        Equation(s, Integral(exp(-I * k * v) / (1 + v**2), (v, -oo, oo))),
        Equation(s, ContourIntegral(exp(-I * k * z) / (1 + z**2), z)),
    ),
    (
        "an arc that stays",
        CloseContour(z),
        Equation(s, Integral(v / (1 + v**2), (v, -oo, oo))),
        Equation(s, ContourIntegral(z / (1 + z**2), z)),
    ),
    (
        "without g′",
        ContourVariable(w**2, w),
        Equation(s, ContourIntegral(exp(z), z)),
        Equation(s, ContourIntegral(exp(w**2), w)),
    ),
    (
        "another map",
        ContourVariable(w**2, w),
        Equation(s, ContourIntegral(1 / z, z)),
        Equation(s, ContourIntegral(1 / w, w)),
    ),
    (
        "a path changed into another function",
        ContourVariable(2 * w, w),
        Equation(s, ContourIntegral(exp(z), z)),
        Equation(s, 2 * ContourIntegral(exp(w), w)),
    ),
    (
        "a pole on the cut",
        ResidueByPhase(Known(Equation(zeta, log(phi))), LAW),
        Equation(s, ContourIntegral(sqrt(zeta) / (exp(zeta) - phi), zeta)),
        Equation(s, pi * exp(I * nu) * sqrt(log(phi)) / phi),
    ),
    (
        "a double pole",
        ResidueByPhase(Known(Equation(zeta, a)), LAW),
        Equation(s, ContourIntegral(exp(zeta) / (zeta - a) ** 2, zeta)),
        Equation(s, pi * exp(I * nu) * exp(a)),
    ),
    (
        "no pole there",
        ResidueByPhase(Known(Equation(zeta, a)), LAW),
        Equation(s, POLE),
        Equation(s, pi * exp(I * nu)),
    ),
    (
        "another residue",
        ResidueByPhase(Known(Equation(zeta, log(big))), LAW),
        Equation(s, POLE),
        Equation(s, pi * exp(I * nu) * sqrt(log(big))),
    ),
    ("the chain rule forgotten", ChangeUnknown(f, 1 / g), Equation(f.diff(t), f), Equation(g.diff(t), 1 / g)),
    ("a sign in the chain rule", ChangeUnknown(f, 1 / g), Equation(f.diff(t), f), Equation(g.diff(t) / g**2, 1 / g)),
    ("in one place only", ChangeUnknown(f, g + 1), Equation(f.diff(t), f**2), Equation(g.diff(t), g**2)),
    ("a particular solution", SolveODE(f, constant=c), LINEAR, Equation(f, exp(k * t) - 1 / k)),
    ("another exponent", SolveODE(f, constant=c), LINEAR, Equation(f, c * exp(-k * t) - 1 / k)),
    ("a constant that is added", SolveODE(f, constant=c), LINEAR, Equation(f, exp(k * t) - 1 / k + c)),
    (
        "another ground state",
        GroundStateApart(),
        Equation(s, StateSum(BOSE, n)),
        Equation(s, phi + ExcitedSum(BOSE, n)),
    ),
    (
        "the ground state twice",
        GroundStateApart(),
        Equation(s, StateSum(BOSE, n)),
        Equation(s, 2 * phi / (1 - phi) + ExcitedSum(BOSE, n)),
    ),
    (
        "a ground state without a value",
        GroundStateApart(),
        Equation(s, StateSum(1 / n, n)),
        Equation(s, ExcitedSum(1 / n, n)),
    ),
    (
        "a sum that grows",
        OctantContinuum(OCTANT),
        Equation(s, ExcitedSum(exp(n), n)),
        Equation(s, pi / 2 * Integral(n**2 * exp(n), (n, 0, oo))),
    ),
    (
        "a sum that oscillates",
        OctantContinuum(OCTANT),
        Equation(s, ExcitedSum(cos(n) * exp(-n), n)),
        Equation(s, pi / 2 * Integral(n**2 * cos(n) * exp(-n), (n, 0, oo))),
    ),
    (
        "the whole ball",
        OctantContinuum(Known(Equation(S, 4 * pi * n**3 / 3))),
        Equation(s, ExcitedSum(BOSE, n)),
        Equation(s, 4 * pi * Integral(n**2 * BOSE, (n, 0, oo))),
    ),
    ("not squared", VarianceOfMultiple(x, y, s), Equation(b, k * x), Equation(s, k * y)),
    ("another variance", VarianceOfMultiple(x, y, s), Equation(b, k * x), Equation(s, k**2 * x)),
    ("a shift counted", VarianceOfMultiple(x, y, s), Equation(b, k * x), Equation(s, k**2 * y + k)),
    (
        "the end counted whole",
        SumToIntegral(x),
        Equation(s, Sum(1 / n**2, (n, 1, oo))),
        Equation(s, Integral(1 / x**2, (x, 1, oo)) + 1),
    ),
    (
        "a divergent sum",
        SumToIntegral(x),
        Equation(s, Sum(1 / n, (n, 1, oo))),
        Equation(s, Integral(1 / x, (x, 1, oo)) + Rational(1, 2)),
    ),
    (
        "a sum that oscillates",
        SumToIntegral(x),
        Equation(s, Sum(sin(n), (n, 1, 10))),
        Equation(s, Integral(sin(x), (x, 1, 10)) + (sin(1) + sin(10)) / 2),
    ),
    (
        "another range",
        SumToIntegral(x),
        Equation(s, Sum(1 / n**2, (n, 1, oo))),
        Equation(s, Integral(1 / x**2, (x, 2, oo)) + Rational(1, 2)),
    ),
    ("beyond a singularity", Expand(r, 3, reach=Integer(2)), Equation(s, 1 / (1 - r)), Equation(s, 1 + r + r**2)),
    ("a wrong coefficient", Expand(r, 3), Equation(s, exp(r)), Equation(s, 1 + r + r**2)),
    ("a term too many", Expand(r, 3), Equation(s, exp(r)), Equation(s, 1 + r + r**2 / 2 + r**3)),
    ("about another point", Expand(r, 2, about=Integer(1)), Equation(s, exp(r)), Equation(s, 1 + r)),
    ("a wrong reversion", RevertSeries(x, 3), Equation(y, x + x**2), Equation(x, y - y**2 + y**3)),
    (
        "a reversion too far out",
        RevertSeries(x, 3, Integer(1)),
        Equation(y, x + x**2),
        Equation(x, y - y**2 + 2 * y**3),
    ),
    ("not reverted", RevertSeries(x, 2), Equation(y, x + x**2), Equation(x, y + y**2)),
    ("a minimum", Maximum(x), Equation(s, x + a / x), Equation(x, sqrt(a))),
    ("a point of inflection", Maximum(r), Equation(s, r**3), Equation(r, 0 * r)),
    ("a maximum among others only", Maximum(r), Equation(s, r**3 - 3 * r), Equation(r, Integer(-1))),
    ("no critical place", Maximum(x), Equation(s, x * exp(-k * x)), Equation(x, 2 / k)),
    ("a place outside the domain", Maximum(x), Equation(s, -((x + 1) ** 2)), Equation(x, Integer(-1))),
    (
        "a term larger than what is kept",
        DropTerm(x, {x: (Integer(2), Integer(3))}),
        Equation(s, 1 + x),
        Equation(s, 1 + 0 * x),
    ),
    (
        "a term not so small as is said",
        DropTerm(x, {x: (Integer(0), Rational(1, 10))}, below=Rational(1, 100)),
        Equation(s, 1 + x),
        Equation(s, 1 + 0 * x),
    ),
    ("a term large everywhere", DropTerm(big), Equation(s, phi + big), Equation(s, phi)),
    ("another term", DropTerm(x), Equation(s, a + b + x), Equation(s, a + x)),
    ("squares added", SquareBoth(), Equation(a, sqrt(b) + c), Equation(a**2, b + c**2)),
    ("one side", SquareBoth(), Equation(a, b), Equation(a**2, b)),
    ("a cube", SquareBoth(), Equation(a, b), Equation(a**3, b**3)),
    ("the other branch", TakeRoot(Integer(-1)), Equation(a**2, b), Equation(a, -sqrt(b))),
    ("a branch that is open", TakeRoot(), Equation(r**2, b), Equation(r, sqrt(b))),
    (
        "a complex root",
        TakeRoot(exp(I * pi / 3), 6),
        Equation(a**6, b),
        Equation(a, exp(I * pi / 3) * b ** Rational(1, 6)),
    ),
    ("no root", TakeRoot(), Equation(a**2, b), Equation(a, b)),
    ("a value outside the domain", Substitute({x: Integer(-2)}), Equation(a, x**2), Equation(a, Integer(4))),
    ("an irrational value outside", Substitute({phi: sqrt(2)}), Equation(a, phi), Equation(a, sqrt(2))),
    ("a complex value of a real symbol", Substitute({r: I}), Equation(a, r**2), Equation(a, Integer(-1))),
    ("another value put", Substitute({x: Integer(2)}), Equation(a, x**2), Equation(a, Integer(5))),
]


@pytest.mark.parametrize(
    ("rule", "source", "claimed"), [case[1:] for case in CASES], ids=[f"{type(c[1]).__name__}: {c[0]}" for c in CASES]
)
def test_the_checker_says_that_it_does_not_follow(rule: Rule, source: Equation, claimed: Equation) -> None:
    verdict = rule.check(source, claimed, JUDGE)
    assert verdict.kind in (Kind.REFUTED, Kind.UNDECIDED), str(verdict)
    assert verdict.evidence
    assert "\n" not in verdict.evidence


def test_every_rule_has_three_such_cases() -> None:
    counted = Counter(type(case[1]) for case in CASES)
    assert min(counted.values()) >= 3, counted
    assert set(counted) == shipped_rules()
