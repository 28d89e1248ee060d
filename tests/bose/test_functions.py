"""Bose functions against integrals by mpmath, against FLINT's polylogarithm, tables and theorems."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from dehsym.bose import bose_function, bose_function_at, bose_functions, bose_functions_at, exponent_of
from dehsym.bose.functions import BoseFunctions, at_point
from dehsym.errors import EvaluationError
from dehsym.precision import bits_for, working_precision
from tests.bose.reference import reference

THREE_HALVES, FIVE_HALVES = Fraction(3, 2), Fraction(5, 2)


def exact(value: float) -> arb:
    return arb(value)


# --- Tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "digits"),
    [
        # the digits that mpmath and PARI have for zeta(3/2) and zeta(5/2)
        (THREE_HALVES, "2.61237534868548834334856756792407163057080065240006"),
        (FIVE_HALVES, "1.34148725725091717975676969334861213662303762950598"),
    ],
)
def test_zeta_values_at_the_critical_point(order: Fraction, digits: str) -> None:
    with working_precision(200):
        value = bose_function(order, 0)
        assert value.overlaps(arb(digits + "1 +/- 1e-50"))
        assert bose_function_at(order, 1).overlaps(value)


@pytest.mark.parametrize("a", [0.01, 0.05, 0.1])
def test_the_expansions_printed_in_textbooks(a: float) -> None:
    """Robinson, Phys. Rev. 83 (1951) 678; London, Superfluids II (1954); Pathria, Statistical Mechanics, appendix D."""
    root = math.sqrt(a)
    printed = BoseFunctions(
        arb(1.772 / root - 1.460 + 0.208 * a - 0.0128 * a**2),
        arb(-3.545 * root + 2.612 + 1.460 * a - 0.104 * a**2 + 0.00425 * a**3),
        arb(2.363 * a * root + 1.342 - 2.612 * a - 0.730 * a**2 + 0.0347 * a**3),
    )
    for found, expected in zip(bose_functions(exact(a)), printed, strict=True):
        assert abs(found - expected) < 6e-4 * (1 + 1 / root)


def test_the_compressibility_at_the_critical_point() -> None:
    """Pathria, Statistical Mechanics, section 7.1, prints 0.5134, the quotient of its 1.341 and 2.612."""
    ratio = bose_function(FIVE_HALVES, 0) / bose_function(THREE_HALVES, 0)
    assert ratio.str(6, radius=False) == "0.513512"
    assert abs(ratio - 0.5134) < 1.5e-4


# --- Against other evaluators -----------------------------------------------------------------------------------------


def integral(k: int, a: str, digits: int) -> arb:
    """Return 2/Gamma(s) int_0^oo u^(2k)/(e^(u^2 + a) - 1) du by mpmath, s = k + 1/2, to `digits` digits."""

    def integrand(u: Any) -> Any:
        return u ** (2 * k) / mp.expm1(u * u + exponent)

    with mpmath.workdps(digits + 10):
        mp, exponent = mpmath.mp, mpmath.mp.convert(a)
        value = mp.quad(integrand, [0, 1, 2, 4, math.sqrt(2.4 * digits + 60)])
        text = mp.nstr(2 * value / mp.gamma(k + mp.convert("0.5")), digits + 5)
    with working_precision(bits_for(digits + 5)):
        return arb(text) + arb(0, arb(10) ** -digits)


@pytest.mark.parametrize("digits", [15, 50])
@pytest.mark.parametrize("a", ["0.25", "0.75", "1.5", "3", "8.5"])
def test_agrees_with_integrals_by_mpmath(a: str, digits: int) -> None:
    with working_precision(bits_for(digits)):
        found = bose_functions(Fraction(a))
        for k, value in enumerate(found):
            assert value.overlaps(integral(k, a, digits))
            assert value.rel_accuracy_bits() >= bits_for(digits) - 3
        assert bose_function(Fraction(7, 2), Fraction(a)).overlaps(integral(3, a, digits))


@pytest.mark.parametrize("a", [1e-6, 0.5, 2.5])
def test_agrees_with_flint_at_a_thousand_digits(a: float) -> None:
    bits = bits_for(1000)
    for k, value in enumerate(at_point(exact(a), (0, 1, 2), bits)):
        assert reference(exact(a), k, bits + 10).overlaps(value)
        assert value.rel_accuracy_bits() >= bits


@pytest.mark.parametrize("seed", range(4))
def test_contains_the_value_and_is_sharp_at_random_points(seed: int) -> None:
    """Exponents from 10^-40 to 10^4, all orders, up to 100 digits: also those that have more bits than are used."""
    source = random.Random(seed)
    for _ in range(60):
        bits = source.choice([24, 53, 64, 113, 200, 340])
        a = exact(10 ** source.choice([source.uniform(-40, 4), source.uniform(-2, 1.3)]))
        if source.random() < 0.3:
            with working_precision(700):
                a = (a * arb(2).sqrt()).mid()
        orders = source.choice([(0, 1, 2), (0,), (1,), (2,), (3,), (4,), (9,), (30,), (-1,), (-2,), (-4,)])
        for k, value in zip(orders, at_point(a, orders, bits), strict=True):
            assert reference(a, k, bits + 20).overlaps(value), (a, k, bits)
            assert value.rel_accuracy_bits() >= bits, (a, k, bits)


@pytest.mark.parametrize("order", [Fraction(101, 2), Fraction(2001, 2), Fraction(19999, 2)])
def test_large_orders(order: Fraction) -> None:
    with working_precision(300):
        value = bose_function(order, 0)
        assert value.overlaps(arb(fmpq(order.numerator, 2)).zeta())
        assert value.rel_accuracy_bits() >= 297


# --- Laws -------------------------------------------------------------------------------------------------------------


@given(st.floats(1e-9, 30), st.floats(1e-3, 0.3), st.sampled_from([0, 1, 2, 3, -1]))
@settings(max_examples=60, deadline=None)
def test_the_derivative_lowers_the_order(a: float, share: float, k: int) -> None:
    """-dg_s/da = g_(s-1), which falls: a quotient of differences lies between its values at the ends."""
    low, high = exact(a), exact(a * (1 + share))
    with working_precision(100):
        below, above = Fraction(2 * k - 1, 2), Fraction(2 * k + 1, 2)
        quotient = (bose_function(above, low) - bose_function(above, high)) / (high - low)
        assert bose_function(below, high) < quotient < bose_function(below, low)


@given(st.floats(0, 50), st.floats(0, 50))
@settings(max_examples=40, deadline=None)
def test_falls_with_the_exponent_and_with_the_order(first: float, second: float) -> None:
    low, high = sorted((first, second))
    if low < high:
        for at_low, at_high in zip(bose_functions_or_three(low), bose_functions_or_three(high), strict=True):
            assert not at_high > at_low
            assert at_high < at_low or high - low < 1e-6
    if high > 0:
        half, three_halves, five_halves = bose_functions(exact(high))
        assert not half < three_halves
        assert not three_halves < five_halves
        assert not five_halves < (-exact(high)).exp()


def bose_functions_or_three(a: float) -> list[arb]:
    return [bose_function(Fraction(order, 2), exact(a)) for order in (3, 5, 7)]


@given(st.floats(1e-6, 10), st.floats(1e-12, 0.9), st.floats(-1, 1), st.sampled_from([30, 60, 200]))
@settings(max_examples=60, deadline=None)
def test_a_ball_contains_the_values_of_its_points(a: float, width: float, where: float, bits: int) -> None:
    ball = arb(a, a * width)
    with working_precision(300):
        point = arb(a) + arb(a) * width * where * 0.999
    with working_precision(bits):
        over, at = bose_functions(ball), bose_functions(point.mid())
        single = bose_function(THREE_HALVES, ball)
    assert single.overlaps(at.three_halves)
    for wide, value in zip(over, at, strict=True):
        assert wide.is_finite()
        assert wide.overlaps(value)
        if width < 1e-3:
            assert wide.rel_accuracy_bits() >= min(bits, -math.log2(width)) - 5 - math.log2(max(a, 1))


def test_a_ball_narrower_than_the_precision_costs_nothing() -> None:
    with working_precision(100):
        ball = arb(fmpq(1, 3))
        assert all(value.rel_accuracy_bits() >= 94 for value in bose_functions(ball))


# --- Fugacities -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("z", [Fraction(1, 10**60), Fraction(1, 3), Fraction(9, 10), 1 - Fraction(1, 10**50)])
def test_a_fugacity_keeps_all_its_digits(z: Fraction) -> None:
    with working_precision(166):
        found = bose_functions_at(z)
        assert all(value.rel_accuracy_bits() >= 162 for value in found)
    with working_precision(600):
        ball = arb(fmpq(z.numerator, z.denominator))
        for k, value in enumerate(found):
            assert value.overlaps(ball.polylog(arb(k) + 0.5))
            assert bose_function_at(Fraction(2 * k + 1, 2), z).overlaps(value)


def test_exponents_of_fugacities() -> None:
    assert exponent_of(1).is_zero()
    assert exponent_of(Fraction(1, 2)).overlaps(arb(2).log())
    assert exponent_of(arb(0.5)).overlaps(arb(2).log())
    near = exponent_of(1 - Fraction(1, 2**300))
    assert near.rel_accuracy_bits() >= 53
    assert not exponent_of(arb(0.5, 1)).is_finite()


# --- What has no value ------------------------------------------------------------------------------------------------


def test_divergence_at_the_critical_point() -> None:
    with pytest.raises(EvaluationError, match=r"z < 1 is wanted, found z = 1, where g_\(1/2\)\(z\) diverges"):
        bose_functions(0)
    with pytest.raises(EvaluationError, match="diverges"):
        bose_functions_at(1)
    with pytest.raises(EvaluationError, match=r"g_\(-3/2\)\(z\) diverges"):
        bose_function(Fraction(-3, 2), arb(0))


@pytest.mark.parametrize("exponent", [-1, Fraction(-1, 10**30), arb(-2, 1.5)])
def test_negative_exponents(exponent: arb | Fraction | int) -> None:
    with pytest.raises(EvaluationError, match="an exponent a = -ln z >= 0 is wanted, found -"):
        bose_functions(exponent)


@pytest.mark.parametrize("fugacity", [0, -1, Fraction(101, 100), 2, arb(-1, 0.5), arb(3, 1)])
def test_fugacities_outside_the_domain(fugacity: arb | Fraction | int) -> None:
    with pytest.raises(EvaluationError, match="a fugacity 0 < z <= 1 is wanted, found"):
        bose_functions_at(fugacity)


@pytest.mark.parametrize("order", [Fraction(1), Fraction(2), Fraction(1, 3), Fraction(20003, 2), Fraction(-20003, 2)])
def test_other_orders(order: Fraction) -> None:
    with pytest.raises(EvaluationError, match="half an odd integer up to 10000 is wanted as order, found"):
        bose_function(order, 1)


@pytest.mark.parametrize("ball", [arb.nan(), arb.pos_inf(), arb(0, 1e-9), arb(1, 2), arb(-1, 1.5)], ids=str)
def test_balls_that_reach_beyond_the_domain_have_no_finite_value(ball: arb) -> None:
    assert not any(value.is_finite() for value in bose_functions(ball))


def test_balls_of_fugacities_that_reach_beyond_one() -> None:
    assert not any(value.is_finite() for value in bose_functions_at(arb(1, 1e-3)))
    assert not any(value.is_finite() for value in bose_functions_at(arb.nan()))


def test_huge_exponents_give_rigorous_balls() -> None:
    for value in bose_functions(arb(2) ** 3000):
        assert value.contains(0)
    assert ctx.prec == 53
