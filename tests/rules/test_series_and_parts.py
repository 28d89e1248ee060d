"""Integrals by series and by parts, polylogarithms at their branch point, circles, compositions of series.

What each rule derives, that its checker accepts that and sees tampering, and the cases in which its theorem does not
apply or was misapplied.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import (
    E,
    Expr,
    I,
    Integer,
    Integral,
    Limit,
    Rational,
    Sum,
    cos,
    exp,
    factorial,
    gamma,
    log,
    oo,
    pi,
    polylog,
    sin,
    sqrt,
    zeta,
)

from dehsym import symbolic
from dehsym.balls import compile_enclosure
from dehsym.catalogue import Catalogue
from dehsym.domain import COMPLEX, FRACTION, NATURAL, REAL, Domain, Interval
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.heads import ContourIntegral
from dehsym.judge import Judge
from dehsym.rule import Rule
from dehsym.rules.by_parts import ByParts, ContourByParts
from dehsym.rules.circles import ResidueInside, around
from dehsym.rules.composition import ComposeSeries, TakeCoefficient
from dehsym.rules.polylogarithms import ExpandPolylogarithm, JumpAcrossCut
from dehsym.rules.termwise import (
    GammaIntegral,
    GeometricSeries,
    IntegrateTermwise,
    LogarithmicSeries,
    SumToPolylogarithm,
)
from dehsym.verdict import Kind
from tests import laws
from tests.rules.symbols import Known

CATALOGUE = Catalogue()
a, b, c, k, s, x, y, nu, h = (
    CATALOGUE.symbol(name, meaning=name) for name in ["a", "b", "c", "k", "s", "x", "y", "nu", "h"]
)
r, theta, d_3 = (CATALOGUE.symbol(name, meaning=name, domain=REAL) for name in ("r", "theta", "d_3"))
w = CATALOGUE.symbol("w", meaning="w", domain=COMPLEX)
phi = CATALOGUE.symbol("phi", meaning="a fugacity", domain=FRACTION)
big = CATALOGUE.symbol("big", meaning="a number above 1", domain=Domain("real", Interval(Fraction(1))))
near = CATALOGUE.symbol("near", meaning="-ln z", domain=Domain("real", Interval(Fraction(0), Fraction(6))))
from_one = Domain("integer", Interval(Fraction(1), low_closed=True))
l = CATALOGUE.symbol("l", meaning="an index", domain=from_one)  # noqa: E741  (the letter of the series)
j = CATALOGUE.symbol("j", meaning="an index from 0", domain=NATURAL)
JUDGE = Judge(CATALOGUE)

HALF = Rational(1, 2)
Q = phi * exp(-x)
BOSE = Integral(x ** (nu - 1) / (exp(x) - phi), (x, 0, oo))
BOSE_SERIES = Integral(x ** (nu - 1) / phi * Sum(Q**l, (l, 1, oo)), (x, 0, oo))
LOGARITHM = Integral(-sqrt(x) * log(1 - Q), (x, 0, oo))
EULER = Integral(x ** (nu - 1) * exp(-k * x), (x, 0, oo))
STEP = polylog(3 * HALF, big + I * h) - polylog(3 * HALF, big - I * h)
ACROSS, ACROSS_FROM_BELOW = Limit(STEP, h, 0, "+"), Limit(STEP, h, 0, "-")
CUBIC = Equation(s, 1 + b * x**3 + x)
CIRCLE = around(exp(w) / w, w, Integer(0), Integer(1), theta)
INNER = Known(Equation(x, y + y**2 / 2 + y**3 / 3))


def _robinson(order: Expr, u: Expr) -> Expr:
    series = Sum(zeta(order - j) * (-u) ** j / factorial(j), (j, 0, oo))
    return gamma(1 - order) * u ** (order - 1) + series


CASES: list[tuple[str, Rule, Equation, Equation]] = [
    (
        "by parts, a value at the end",
        ByParts(-cos(x)),
        Equation(s, b * Integral(x * sin(x), (x, 0, 1)) + c),
        Equation(s, b * (-cos(Integer(1)) + Integral(cos(x), (x, 0, 1))) + c),
    ),
    (
        "by parts, nothing at the ends",
        ByParts(2 * x ** (3 * HALF) / 3),
        Equation(s, LOGARITHM),
        Equation(s, 2 * phi / 3 * Integral(x ** (3 * HALF) / (exp(x) - phi), (x, 0, oo))),
    ),
    (
        "a contour by parts",
        ContourByParts(w**3 / 3),
        Equation(s, ContourIntegral(w**2 * log(1 - phi * exp(-(w**2))), w)),
        Equation(s, -2 * phi / 3 * ContourIntegral(w**4 / (exp(w**2) - phi), w)),
    ),
    ("geometric series", GeometricSeries(Q, l), Equation(s, b * BOSE + c), Equation(s, b * BOSE_SERIES + c)),
    (
        "series of a logarithm",
        LogarithmicSeries(Q, l),
        Equation(s, LOGARITHM),
        Equation(s, Integral(sqrt(x) * Sum(Q**l / l, (l, 1, oo)), (x, 0, oo))),
    ),
    (
        "term by term",
        IntegrateTermwise(),
        Equation(s, b * BOSE_SERIES + c),
        Equation(s, b / phi * Sum(phi**l * Integral(x ** (nu - 1) * exp(-l * x), (x, 0, oo)), (l, 1, oo)) + c),
    ),
    ("Euler's integral", GammaIntegral(), Equation(s, b * EULER + c), Equation(s, b * gamma(nu) / k**nu + c)),
    (
        "a Gaussian moment",
        GammaIntegral(),
        Equation(s, Integral(x**2 * exp(-k * x**2), (x, 0, oo))),
        Equation(s, sqrt(pi) / (4 * k ** (3 * HALF))),
    ),
    (
        "Euler's integral in a sum",
        GammaIntegral(),
        Equation(s, Sum(phi**l * EULER.xreplace({k: l}), (l, 1, oo))),
        Equation(s, gamma(nu) * Sum(phi**l / l**nu, (l, 1, oo))),
    ),
    (
        "a sum with a name",
        SumToPolylogarithm(),
        Equation(s, Sum(b * phi**l / l**nu, (l, 1, oo)) + c),
        Equation(s, b * polylog(nu, phi) + c),
    ),
    *(
        (
            f"the branch point, order {order}",
            ExpandPolylogarithm(j),
            Equation(s, b * polylog(order, exp(-near)) + c),
            Equation(s, symbolic.expanded(b * _robinson(order, near)) + c),
        )
        for order in (HALF, 3 * HALF, 5 * HALF, Rational(1, 3))
    ),
    (
        "the jump",
        JumpAcrossCut(),
        Equation(s, b * ACROSS + c),
        Equation(s, 4 * I * sqrt(pi) * sqrt(log(big)) * b + c),
    ),
    ("a circle", ResidueInside(), Equation(s, b * CIRCLE + c), Equation(s, 2 * pi * I * b + c)),
    (
        "the pole next to the real axis",
        ResidueInside(),
        Equation(s, around(w**2 / (exp(w**2 + near) - 1), w, I * sqrt(near), sqrt(near) / 4, theta)),
        Equation(s, -pi * sqrt(near)),
    ),
    ("a coefficient", TakeCoefficient(d_3, x, 3), CUBIC, Equation(d_3, b)),
]
QUADRATIC, COMPOSED = (
    Equation(s, 1 + b * x + x**2),
    Equation(s, 1 + b * y + (b / 2 + 1) * y**2 + (b / 3 + 1) * y**3),
)
APPROXIMATE: list[tuple[str, Rule, Equation, Equation]] = [
    ("a composition", ComposeSeries(INNER, 3), QUADRATIC, COMPOSED),
]

INAPPLICABLE: list[tuple[str, Rule, Equation, Equation]] = [
    ("the ends forgotten", ByParts(-cos(x)), CASES[0][2], Equation(s, b * Integral(cos(x), (x, 0, 1)) + c)),
    (
        "a sign of the new integral",
        ByParts(-cos(x)),
        CASES[0][2],
        Equation(s, b * (-cos(Integer(1)) - Integral(cos(x), (x, 0, 1))) + c),
    ),
    (
        "through a singular place",
        ByParts(r),
        Equation(s, Integral(r**-2, (r, -1, 1))),
        Equation(s, 2 + 2 * Integral(r**-2, (r, -1, 1))),
    ),
    (
        "a factor taken for the bound variable",
        ByParts(-cos(x)),
        Equation(s, x * Integral(x * sin(x), (x, 0, 1))),
        Equation(s, -x * cos(Integer(1)) + Integral(x * cos(x), (x, 0, 1))),
    ),
    ("a contour, a sign", ContourByParts(w**3 / 3), CASES[2][2], Equation(s, -CASES[2][3].rhs)),
    ("a contour, another power", ContourByParts(w**2), CASES[2][2], CASES[2][3]),
    ("a contour, something left over", ContourByParts(w**3 / 3), CASES[2][2], Equation(s, CASES[2][3].rhs + 1)),
    (
        "a ratio above 1",
        GeometricSeries(big * exp(-x), l),
        Equation(s, Integral(big / (exp(x) - big), (x, 0, oo))),
        Equation(s, Integral(Sum((big * exp(-x)) ** l, (l, 1, oo)), (x, 0, oo))),
    ),
    (
        "the first term forgotten",
        GeometricSeries(Q, l),
        Equation(s, BOSE),
        Equation(s, Integral(x ** (nu - 1) / phi * Sum(Q**l, (l, 2, oo)), (x, 0, oo))),
    ),
    (
        "the series of the logarithm for a quotient",
        GeometricSeries(Q, l),
        Equation(s, BOSE),
        Equation(s, Integral(x ** (nu - 1) / phi * Sum(Q**l / l, (l, 1, oo)), (x, 0, oo))),
    ),
    (
        "the geometric series for a logarithm",
        LogarithmicSeries(Q, l),
        Equation(s, LOGARITHM),
        Equation(s, Integral(sqrt(x) * Sum(Q**l, (l, 1, oo)), (x, 0, oo))),
    ),
    (
        "alternating signs",
        LogarithmicSeries(Q, l),
        Equation(s, LOGARITHM),
        Equation(s, Integral(sqrt(x) * Sum((-Q) ** l / l, (l, 1, oo)), (x, 0, oo))),
    ),
    (
        "a logarithm of what is negative",
        LogarithmicSeries(big * exp(-x), l),
        Equation(s, Integral(-log(1 - big * exp(-x)), (x, 0, oo))),
        Equation(s, Integral(Sum((big * exp(-x)) ** l / l, (l, 1, oo)), (x, 0, oo))),
    ),
    (
        "terms of both signs",
        IntegrateTermwise(),
        Equation(s, Integral(Sum((-1) ** l * Q**l, (l, 1, oo)), (x, 0, oo))),
        Equation(s, Sum((-1) ** l * phi**l * Integral(exp(-l * x), (x, 0, oo)), (l, 1, oo))),
    ),
    (
        "another range",
        IntegrateTermwise(),
        Equation(s, BOSE_SERIES),
        Equation(s, Sum(phi ** (l - 1) * Integral(x ** (nu - 1) * exp(-l * x), (x, 0, 1)), (l, 1, oo))),
    ),
    (
        "a factor lost",
        IntegrateTermwise(),
        Equation(s, BOSE_SERIES),
        Equation(s, Sum(phi**l * Integral(x ** (nu - 1) * exp(-l * x), (x, 0, oo)), (l, 1, oo))),
    ),
    ("another power of c", GammaIntegral(), Equation(s, EULER), Equation(s, gamma(nu) / k ** (nu - 1))),
    ("gamma of another number", GammaIntegral(), Equation(s, EULER), Equation(s, gamma(nu + 1) / k**nu)),
    (
        "an integral that diverges at 0",
        GammaIntegral(),
        Equation(s, Integral(x ** (-3 * HALF) * exp(-k * x), (x, 0, oo))),
        Equation(s, gamma(-HALF) * sqrt(k)),
    ),
    (
        "a sum that diverges",
        SumToPolylogarithm(),
        Equation(s, Sum(big**l / l**nu, (l, 1, oo))),
        Equation(s, polylog(nu, big)),
    ),
    (
        "another order",
        SumToPolylogarithm(),
        Equation(s, Sum(phi**l / l**nu, (l, 1, oo))),
        Equation(s, polylog(nu + 1, phi)),
    ),
    (
        "a sum from 2",
        SumToPolylogarithm(),
        Equation(s, Sum(phi**l / l**nu, (l, 2, oo))),
        Equation(s, polylog(nu, phi)),
    ),
    (
        "without the singular term, as SymPy has it",
        ExpandPolylogarithm(j),
        Equation(s, polylog(3 * HALF, exp(-near))),
        Equation(s, Sum(zeta(3 * HALF - j) * (-near) ** j / factorial(j), (j, 0, oo))),
    ),
    (
        "farther than 2 pi",
        ExpandPolylogarithm(j),
        Equation(s, polylog(3 * HALF, exp(-b))),
        Equation(s, _robinson(3 * HALF, b)),
    ),
    (
        "half the singular term",
        ExpandPolylogarithm(j),
        Equation(s, polylog(3 * HALF, exp(-near))),
        Equation(s, _robinson(3 * HALF, near) + sqrt(pi * near)),
    ),
    (
        "a factor taken for the index",
        ExpandPolylogarithm(j),
        Equation(s, j * polylog(3 * HALF, exp(-near))),
        Equation(
            s,
            j * gamma(-HALF) * sqrt(near) + Sum(j * zeta(3 * HALF - j) * (-near) ** j / factorial(j), (j, 0, oo)),
        ),
    ),
    ("half the jump", JumpAcrossCut(), Equation(s, ACROSS), Equation(s, 2 * I * sqrt(pi * log(big)))),
    ("the jump upside down", JumpAcrossCut(), Equation(s, ACROSS), Equation(s, -4 * I * sqrt(pi * log(big)))),
    (
        "a jump where there is no cut",
        JumpAcrossCut(),
        Equation(s, ACROSS.xreplace({big: phi})),
        Equation(s, 4 * I * sqrt(pi) * sqrt(log(phi))),
    ),
    ("pi for 2 pi i", ResidueInside(), Equation(s, CIRCLE), Equation(s, pi)),
    ("the wrong way round", ResidueInside(), Equation(s, CIRCLE), Equation(s, -2 * pi * I)),
    (
        "a second pole inside",
        ResidueInside(),
        Equation(s, around(1 / (w * (w - HALF)), w, Integer(0), Integer(1), theta)),
        Equation(s, -4 * pi * I),
    ),
    (
        "a coefficient of the composition",
        ComposeSeries(INNER, 3),
        QUADRATIC,
        Equation(s, COMPOSED.rhs + y**3 / 7),
    ),
    ("a term too many", ComposeSeries(INNER, 2), QUADRATIC, COMPOSED),
    ("another left side", ComposeSeries(INNER, 3), QUADRATIC, Equation(2 * s, COMPOSED.rhs)),
    (
        "the neighbour's coefficient",
        TakeCoefficient(d_3, x, 3),
        CUBIC,
        Equation(d_3, 1 + 0 * b),
    ),
    ("twice the coefficient", TakeCoefficient(d_3, x, 3), CUBIC, Equation(d_3, 2 * b)),
    ("a symbol with a meaning", TakeCoefficient(b, x, 3), CUBIC, Equation(b, b)),
    ("the term itself", TakeCoefficient(d_3, x, 3), CUBIC, Equation(d_3, b * x**3)),
]

REFUSALS: list[tuple[str, Rule, Equation]] = [
    ("no integral", ByParts(x), Equation(s, b)),
    ("an antiderivative without the variable", ByParts(b), Equation(s, Integral(x, (x, 0, 1)))),
    ("no finite value at an end", ByParts(log(x)), Equation(s, Integral(1 / x, (x, 0, 1)))),
    ("no contour", ContourByParts(w), Equation(s, b)),
    ("a ratio without the variable", GeometricSeries(phi, l), Equation(s, BOSE)),
    ("an index in use", GeometricSeries(Q, nu), Equation(s, BOSE)),
    ("no logarithm", LogarithmicSeries(Q, l), Equation(s, BOSE)),
    ("no sum under the integral", IntegrateTermwise(), Equation(s, BOSE)),
    ("a range that is no half line", GammaIntegral(), Equation(s, Integral(exp(-x), (x, 0, 1)))),
    ("nothing that decays", GammaIntegral(), Equation(s, Integral(x, (x, 0, oo)))),
    ("another function", GammaIntegral(), Equation(s, Integral(sin(x) * exp(-x), (x, 0, oo)))),
    ("a finite sum", SumToPolylogarithm(), Equation(s, Sum(phi**l, (l, 1, 5)))),
    ("no power of the index", SumToPolylogarithm(), Equation(s, Sum(phi**l / factorial(l), (l, 1, oo)))),
    ("no fugacity", SumToPolylogarithm(), Equation(s, Sum(l**-2, (l, 1, oo)))),
    ("a whole order", ExpandPolylogarithm(j), Equation(s, polylog(2, exp(-near)))),
    ("an order of 0 or less", ExpandPolylogarithm(j), Equation(s, polylog(-HALF, exp(-near)))),
    ("an index that is taken", ExpandPolylogarithm(b), Equation(s, b * polylog(HALF, exp(-near)))),
    ("another limit", JumpAcrossCut(), Equation(s, Limit(sin(h) / h, h, 0, "+"))),
    ("a limit from below", JumpAcrossCut(), Equation(s, ACROSS_FROM_BELOW)),
    ("half a turn", ResidueInside(), Equation(s, Integral(exp(I * theta), (theta, 0, pi)))),
    ("an angle outside", ResidueInside(), Equation(s, Integral(theta, (theta, 0, 2 * pi)))),
    ("no pole", ResidueInside(), Equation(s, around(exp(w), w, Integer(0), Integer(1), theta))),
    ("a fact that is no series", ComposeSeries(Known(Equation(x, sin(y))), 3), Equation(s, x)),
    ("a constant in the inner series", ComposeSeries(Known(Equation(x, 1 + y)), 3), Equation(s, x)),
    ("nothing to put it into", ComposeSeries(INNER, 3), Equation(s, b)),
    ("no such power", TakeCoefficient(d_3, x, 3), Equation(s, x)),
    ("a name in use", TakeCoefficient(d_3, x, 1), Equation(s, d_3 * x)),
]


@pytest.mark.parametrize(("rule", "source", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rule_derives_verifies_and_sees_tampering(rule: Rule, source: Equation, wanted: Equation) -> None:
    result = rule.derive(source)
    if not isinstance(rule, (ExpandPolylogarithm, IntegrateTermwise, GeometricSeries, LogarithmicSeries)):
        assert JUDGE.same(result, wanted).holds, str(result)
    laws.accepts(rule, source, wanted, JUDGE)
    laws.is_pure(rule, source, result)
    if not isinstance(rule, ContourByParts):
        laws.accepts(rule, source, result, JUDGE)
    laws.sees_tampering(rule, source, result, JUDGE)
    assert rule.because(str)


def test_a_composition_states_its_order_and_sees_tampering() -> None:
    ((_, rule, source, wanted),) = APPROXIMATE
    result = rule.derive(source)
    assert JUDGE.same(result, wanted).holds
    assert rule.check(source, result, JUDGE).kind is Kind.APPROXIMATE
    for name, tamper in laws.TAMPERINGS.items():
        found = rule.check(source, Equation(s, tamper(result.rhs)), JUDGE)
        assert found.kind < Kind.APPROXIMATE, f"{name}: {found}"


@pytest.mark.parametrize(("rule", "source"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
def test_rule_refuses(rule: Rule, source: Equation) -> None:
    with pytest.raises(RuleError) as caught:
        rule.derive(source)
    assert str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_path_by_parts_is_granted_by_name() -> None:
    (grant,) = ContourByParts(w).grants
    assert "comes back" in grant.prose


@pytest.mark.parametrize("order", [HALF, 3 * HALF, 5 * HALF])
@pytest.mark.parametrize("u", [Rational(1, 10), 1 / E, Integer(3), Rational(59, 10)])
def test_forty_terms_of_the_expansion_are_as_near_as_the_bound_says(order: Rational, u: Expr) -> None:
    """|Li - (first 40 terms)| ≤ 2 (2π)^(s-1) ζ(41-s) (u/2π)^40/(1 - u/2π): the bound of the checker, recomputed."""
    first = gamma(1 - order) * u ** (order - 1)
    first += sum((zeta(order - n) * (-u) ** n / factorial(n) for n in map(Integer, range(40))), start=Integer(0))
    bound = 2 * (2 * pi) ** (order - 1) * zeta(41 - order) * (u / (2 * pi)) ** 40 / (1 - u / (2 * pi))
    difference = compile_enclosure(polylog(order, exp(-u)) - first)({}, 600)
    assert abs(difference) < compile_enclosure(bound)({}, 600).real
    assert abs(difference) > compile_enclosure(bound)({}, 600).real / 10**6
