"""Sums over states taken together and made integrals, integrands exchanged, and lines put side by side.

What each rule derives, that its checker accepts that and sees tampering, and the cases in which its theorem does not
apply or was misapplied.
"""

from __future__ import annotations

import math

import pytest
from sympy import I, Integer, Integral, LambertW, Rational, exp, log, oo, pi, sqrt

from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.grant import GrantKind
from dehsym.heads import ContourIntegral, ExcitedSum, StateSum
from dehsym.rule import Rule
from dehsym.rules.consistency import ChainConsistently
from dehsym.rules.linearity import UnderOneSum
from dehsym.rules.parts import linear
from dehsym.rules.singular_parts import SameSingularPart
from dehsym.rules.states import OctantContinuum
from dehsym.verdict import Kind
from tests import laws
from tests.rules.symbols import BOSE, JUDGE, OCTANT, Known, S, a, b, c, k, n, phi, s, z

LOGARITHM = -log(1 - phi * exp(-a * n**2))
ENERGY = phi * a * n**2 / (exp(a * n**2) - phi)
PEAK = sqrt((1 + LambertW(-phi * exp(-1))) / a)
PLACE = sqrt(log(phi))

CASES: list[tuple[str, Rule, Equation, Equation]] = [
    (
        "sums together",
        UnderOneSum(),
        Equation(s, b + k * StateSum(BOSE, n) - 2 * StateSum(n, n)),
        Equation(s, b + StateSum(k * BOSE - 2 * n, n)),
    ),
    ("one sum", UnderOneSum(), Equation(s, -StateSum(n * exp(-n), n)), Equation(s, StateSum(-n * exp(-n), n))),
    (
        "exponential at a pole",
        SameSingularPart(1 / z, Integer(0), "its value at the pole"),
        Equation(s, c + 2 * ContourIntegral(exp(z) / z, z)),
        Equation(s, c + 2 * ContourIntegral(1 / z, z)),
    ),
    (
        "Bose factor at its pole",
        SameSingularPart(PLACE / (2 * phi * (z - PLACE)), PLACE, "its singular part"),
        Equation(s, ContourIntegral(z**2 / (exp(z**2) - phi), z)),
        Equation(s, ContourIntegral(PLACE / (2 * phi * (z - PLACE)), z)),
    ),
    (
        "lines that agree",
        ChainConsistently(Known(Equation(s, 2 * k)), Known(Equation(k, b**2))),
        Equation(s, 2 * b**2),
        Equation.chain(s, 2 * b**2, 2 * k),
    ),
]

INAPPLICABLE: list[tuple[str, Rule, Equation, Equation]] = [
    (
        "a factor lost",
        UnderOneSum(),
        Equation(s, a * StateSum(BOSE, n) + b * StateSum(n, n)),
        Equation(s, StateSum(BOSE + b * n, n)),
    ),
    ("a sign", UnderOneSum(), Equation(s, StateSum(BOSE, n) - StateSum(n, n)), Equation(s, StateSum(BOSE + n, n))),
    (
        "a constant counted for each state",
        UnderOneSum(),
        Equation(s, b + StateSum(BOSE, n)),
        Equation(s, StateSum(b + BOSE, n)),
    ),
    (
        "a product of sums",
        UnderOneSum(),
        Equation(s, StateSum(n, n) * StateSum(1 / n, n)),
        Equation(s, StateSum(n / n, n)),
    ),
    (
        "a factor taken for the bound variable",
        UnderOneSum(),
        Equation(s, n * StateSum(1 / (1 + n), n)),
        Equation(s, StateSum(n / (1 + n), n)),
    ),
    (
        "another residue",
        SameSingularPart(2 / z, Integer(0), "twice as much"),
        Equation(s, ContourIntegral(exp(z) / z, z)),
        Equation(s, ContourIntegral(2 / z, z)),
    ),
    (
        "a pole for a logarithm",
        SameSingularPart(z**2 / (z - PLACE), PLACE, "a pole for a logarithm"),
        Equation(s, ContourIntegral(z**2 * log(1 - phi * exp(-(z**2))), z)),
        Equation(s, ContourIntegral(z**2 / (z - PLACE), z)),
    ),
    (
        "the first term of two at a double pole",
        SameSingularPart(z**-2, Integer(0), "its leading part"),
        Equation(s, ContourIntegral(exp(z) / z**2, z)),
        Equation(s, ContourIntegral(z**-2, z)),
    ),
    (
        "a factor lost",
        SameSingularPart(1 / z, Integer(0), "its singular part"),
        Equation(s, c + 2 * ContourIntegral(exp(z) / z, z)),
        Equation(s, c + ContourIntegral(1 / z, z)),
    ),
    (
        "two branches that contradict each other",
        ChainConsistently(Known(Equation(s, 2 * k)), Known(Equation(k, sqrt(-log(phi))))),
        Equation(s, 2 * I * sqrt(log(phi))),
        Equation.chain(s, 2 * I * sqrt(log(phi)), 2 * k),
    ),
    (
        "another end",
        ChainConsistently(Known(Equation(s, 2 * k)), Known(Equation(k, b**2))),
        Equation(s, 2 * b**2),
        Equation.chain(s, 2 * b**2, 3 * k),
    ),
    (
        "a link about something else",
        ChainConsistently(Known(Equation(s, 2 * k)), Known(Equation(a, b**2))),
        Equation(s, 2 * b**2),
        Equation.chain(s, 2 * b**2, 2 * k),
    ),
    (
        "a link about a bound variable",
        ChainConsistently(Known(Equation(s, Integral(k, (k, 0, 1)))), Known(Equation(k, b**2))),
        Equation(s, b),
        Equation.chain(s, b, Integral(k, (k, 0, 1))),
    ),
    (
        "a peak elsewhere",
        OctantContinuum(OCTANT, 2 * PEAK),
        Equation(s, ExcitedSum(ENERGY, n)),
        Equation(s, pi / 2 * Integral(n**2 * ENERGY, (n, 0, oo))),
    ),
    (
        "a summand that does not fall to 0",
        OctantContinuum(OCTANT),
        Equation(s, ExcitedSum(1 + exp(-a * n), n)),
        Equation(s, pi / 2 * Integral(n**2 * (1 + exp(-a * n)), (n, 0, oo))),
    ),
    (
        "the whole ball for its octant",
        OctantContinuum(Known(Equation(S, 4 * pi * n**3 / 3))),
        Equation(s, ExcitedSum(LOGARITHM, n)),
        Equation(s, 4 * pi * Integral(n**2 * LOGARITHM, (n, 0, oo))),
    ),
    (
        "the states of a plane",
        OctantContinuum(OCTANT),
        Equation(s, ExcitedSum(LOGARITHM, n)),
        Equation(s, pi / 2 * Integral(n * LOGARITHM, (n, 0, oo))),
    ),
    (
        "a factor taken for the bound variable",
        OctantContinuum(OCTANT),
        Equation(s, n * ExcitedSum(exp(-a * n), n)),
        Equation(s, pi / 2 * Integral(n**3 * exp(-a * n), (n, 0, oo))),
    ),
]

APPROXIMATE: list[tuple[str, Rule, Equation, Equation]] = [
    (
        "falls",
        OctantContinuum(OCTANT),
        Equation(s, ExcitedSum(LOGARITHM, n)),
        Equation(s, -pi / 2 * Integral(n**2 * log(1 - phi * exp(-a * n**2)), (n, 0, oo))),
    ),
    (
        "has a peak",
        OctantContinuum(OCTANT, PEAK),
        Equation(s, ExcitedSum(ENERGY, n)),
        Equation(s, pi / 2 * Integral(n**2 * ENERGY, (n, 0, oo))),
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


# --- Sums


@pytest.mark.parametrize(
    ("rule", "source", "wanted"), [case[1:] for case in APPROXIMATE], ids=[case[0] for case in APPROXIMATE]
)
def test_continuum_is_approximate_with_a_bound(rule: Rule, source: Equation, wanted: Equation) -> None:
    result = rule.derive(source)
    whole, expected = linear(Integral, result.rhs), linear(Integral, wanted.rhs)
    assert JUDGE.equal(whole.factor * whole.part.function, expected.factor * expected.part.function).holds
    verdict = rule.check(source, result, JUDGE)
    assert verdict.kind == Kind.APPROXIMATE
    assert "relative to the integral at most" in verdict.evidence
    laws.is_pure(rule, source, result)
    for changed in (2 * result.rhs, -result.rhs, result.rhs + 1):
        assert rule.check(source, Equation(s, changed), JUDGE).kind < Kind.APPROXIMATE


def test_bound_holds_where_the_sum_can_be_counted() -> None:
    """At alpha = 1/100, phi = 1/2 sum and integral, both counted, differ by less than the bound."""
    most, step = 60, 0.01

    def energy(square: float) -> float:
        return 0.005 * square / (math.exp(0.01 * square) - 0.5)

    numbers = range(1, most)
    counted = sum(energy(i * i + j * j + m * m) for i in numbers for j in numbers for m in numbers)
    radii = [step * (each + 0.5) for each in range(int(2 * most / step))]
    plain, line, plane = (sum(energy(r * r) * r**k * step for r in radii) for k in (2, 0, 1))
    peak = 8.763784  # (1 - t) exp(t) = 1/2 at t = 0.768039
    top = max(energy(r * r) for r in radii)
    bound = 1.5 * math.pi * (plane + top * peak**2 / 2) + 3 * (line + top * peak) + top
    difference = abs(math.pi / 2 * plain - counted)
    assert bound / 10 < difference < bound


def test_a_summand_of_another_shape_is_left_open() -> None:
    source = Equation(s, ExcitedSum(ENERGY, n))
    for rule in (OctantContinuum(OCTANT), OctantContinuum(OCTANT, 2 * PEAK)):
        verdict = rule.check(source, rule.derive(source), JUDGE)
        assert verdict.kind == Kind.UNDECIDED
        assert "shape" in verdict.evidence


def test_a_summand_that_does_not_fall_to_zero_is_left_open() -> None:
    source = Equation(s, ExcitedSum(1 + exp(-a * n), n))
    assert OctantContinuum(OCTANT).check(source, OctantContinuum(OCTANT).derive(source), JUDGE).kind == Kind.UNDECIDED


def test_a_product_of_sums_is_no_linear_combination() -> None:
    source = Equation(s, StateSum(n, n) * StateSum(1 / n, n))
    with pytest.raises(RuleError, match="linear"):
        UnderOneSum().derive(source)
    assert UnderOneSum().check(source, Equation(s, StateSum(1 + n - n, n)), JUDGE).kind == Kind.UNDECIDED


# --- Integrands


def test_a_pole_is_no_stand_in_for_a_logarithm() -> None:
    """Round z = sqrt(ln phi) the logarithm's integral tends to 0 with the circle, the pole's is 2 pi i ln(phi)."""
    source = Equation(s, ContourIntegral(z**2 * log(1 - phi * exp(-(z**2))), z))
    rule = SameSingularPart(z**2 / (z - PLACE), PLACE, "a pole for a logarithm")
    verdict = rule.check(source, rule.derive(source), JUDGE)
    assert verdict.kind == Kind.REFUTED
    assert verdict.witness
    assert "radius" in dict(verdict.witness.at)
    (grant,) = rule.grants
    assert grant.kind == GrantKind.LEAP


def test_another_residue_is_refuted() -> None:
    source = Equation(s, ContourIntegral(exp(z) / z, z))
    rule = SameSingularPart(2 / z, Integer(0), "twice as much")
    assert rule.check(source, rule.derive(source), JUDGE).kind == Kind.REFUTED


# --- Side by side


def test_results_of_different_choices_that_contradict_each_other() -> None:
    """On the principal branch 2 i sqrt(ln phi) is -2 sqrt(-ln phi)."""
    rule = ChainConsistently(Known(Equation(s, 2 * k)), Known(Equation(k, sqrt(-log(phi)))))
    source = Equation(s, 2 * I * sqrt(log(phi)))
    verdict = rule.check(source, rule.derive(source), JUDGE)
    assert verdict.kind == Kind.REFUTED
    assert "contradict" in verdict.evidence
    assert verdict.witness


def test_a_fact_about_something_else_is_refused() -> None:
    with pytest.raises(RuleError, match="about a member"):
        ChainConsistently(Known(Equation(a, b)), Known(Equation(k, b))).derive(Equation(s, c))


def test_a_link_that_is_not_solved_says_nothing() -> None:
    rule = ChainConsistently(Known(Equation(s, k)), Known(Equation(k, k**2)))
    verdict = rule.check(Equation(s, b), Equation.chain(s, b, k), JUDGE)
    assert verdict.kind == Kind.UNDECIDED


def test_improper_integrals_keep_their_range() -> None:
    rule, source = OctantContinuum(OCTANT), Equation(s, ExcitedSum(exp(-a * n), n))
    other = Equation(s, pi * Rational(1, 2) * Integral(n**2 * exp(-a * n), (n, 1, oo)))
    assert rule.check(source, other, JUDGE).kind == Kind.UNDECIDED
