"""The gas at a given density: solutions put back, near and at the critical point, balls, and what has none."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from flint import arb, fmpq

from dehsym.bose import CondensedError, CriticalError, bose_function, bose_functions, solve_density
from dehsym.bose.density_series import density_series
from dehsym.errors import EvaluationError
from dehsym.precision import bits_for, working_precision

THREE_HALVES, FIVE_HALVES = Fraction(3, 2), Fraction(5, 2)
NEAR_CRITICAL = [
    "2.6123",
    "2.612375",
    "2.6123753",
    "2.612375348685488343348567",
    "2.61237534868548834334856756792407163057080065",
]


def below_critical(power: int) -> Fraction:
    """Return a dyadic number that is less than zeta(3/2) by 2^-power, nearly."""
    with working_precision(power + 200):
        critical = bose_function(THREE_HALVES, 0) - arb(2) ** -power
        mantissa, exponent = critical.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def check(x: Fraction, bits: int, lost: int = 3) -> None:
    """Solve, put the balls back into everything that they must satisfy, and see that they are small."""
    with working_precision(bits):
        gas = solve_density(x)
    for value in (gas.root, gas.exponent, gas.fugacity, gas.pressure_ratio):
        assert value.rel_accuracy_bits() >= bits - lost
    with working_precision(2 * bits + 1200):
        exact = arb(fmpq(x.numerator, x.denominator))
        assert gas.exponent.overlaps(gas.root * gas.root)
        assert gas.fugacity.overlaps((-gas.exponent).exp())
        assert bose_function(THREE_HALVES, gas.exponent).contains(exact)
        assert gas.pressure_ratio.overlaps(bose_function(FIVE_HALVES, gas.exponent) / exact)
        lower, upper = arb(gas.exponent.lower()), arb(gas.exponent.upper())
        assert bose_function(THREE_HALVES, lower.mid()) > exact > bose_function(THREE_HALVES, upper.mid())


@pytest.mark.parametrize("digits", [15, 50])
@pytest.mark.parametrize("x", ["1e-300", "1e-9", "0.1", "1", "1.5", "1.61", "1.62", "2", "2.5", *NEAR_CRITICAL])
def test_solutions_put_back(x: str, digits: int) -> None:
    check(Fraction(x), bits_for(digits))


@pytest.mark.parametrize("x", ["1.05", "2.612375"])
def test_solutions_put_back_at_a_thousand_digits(x: str) -> None:
    check(Fraction(x), bits_for(1000))


@pytest.mark.parametrize("bits", [8, 15, 24, 40])
def test_few_bits(bits: int) -> None:
    for x in ("1e-40", "0.3", "1.9", "2.3", "2.612"):
        check(Fraction(x), bits)


@pytest.mark.parametrize("power", [40, 100, 300])
@pytest.mark.parametrize("bits", [53, 200])
def test_a_power_of_two_below_the_critical_point(power: int, bits: int) -> None:
    """To the first order w = (zeta(3/2) - x)/(2 sqrt(pi)): the slope at the critical point."""
    check(below_critical(power), bits)
    with working_precision(bits):
        root = solve_density(below_critical(power)).root
        assert abs(root * arb(2) ** power * 2 * arb.const_sqrt_pi() - 1) < arb(2) ** (4 - min(power, bits))


@pytest.mark.parametrize("seed", range(3))
def test_random_densities(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(12):
        x = Fraction(source.choice([source.uniform(0, 2.6123), 10 ** source.uniform(-30, 0)]))
        check(x, source.choice([30, 53, 90, 150]))


def test_goes_back_from_the_functions() -> None:
    with working_precision(140):
        for a in (arb(1e-8), arb(0.125), arb(3.0)):
            functions = bose_functions(a)
            gas = solve_density(functions.three_halves)
            assert gas.exponent.contains(a)
            assert gas.pressure_ratio.overlaps(functions.five_halves / functions.three_halves)
            assert gas.fugacity.overlaps((-a).exp())


@pytest.mark.parametrize("width", [1e-1, 1e-3, 1e-8, 1e-14, 1e-20])
def test_a_ball_contains_the_solutions_of_its_points(width: float) -> None:
    for middle in (0.3, 1.6, 2.4):
        ball = arb(middle, width)
        with working_precision(80):
            gas = solve_density(ball)
        for share in (-0.99, -0.3, 0.5, 0.99):
            at = solve_density(Fraction(middle) + Fraction(width) * Fraction(share))
            assert gas.exponent.overlaps(at.exponent)
            assert gas.root.overlaps(at.root)
            assert gas.fugacity.overlaps(at.fugacity)
            assert gas.pressure_ratio.overlaps(at.pressure_ratio)
        assert gas.exponent.rad() < 50 * width + 1e-20


# --- The series that start it -----------------------------------------------------------------------------------------


def test_virial_coefficients() -> None:
    """Of p/(n k T): Pathria, Statistical Mechanics, equation 7.1.14; the second and third are exact there."""
    second, third, fourth = density_series().pressure[1:4]
    assert second == -(2**-2.5)
    assert abs(third - (1 / 8 - 2 / (9 * 3**0.5))) < 1e-16
    assert abs(fourth - -(3 / 32 + 5 / (32 * 2**0.5) - 1 / (2 * 6**0.5))) < 1e-16


def test_the_critical_density_in_two_doubles() -> None:
    nearest, rest = density_series().critical
    with working_precision(120):
        assert abs(bose_function(THREE_HALVES, 0) - nearest - rest) < 1e-31


# --- What has no solution ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [3, Fraction("2.6124"), Fraction("2.612375348685488344"), arb(5, 1), arb(10) ** 100])
def test_condensed(x: arb | Fraction | int) -> None:
    with pytest.raises(CondensedError, match=r"n Lambda\^3 < zeta\(3/2\) = 2.612... is wanted, found .* condensed"):
        solve_density(x)


def test_just_above_the_critical_point() -> None:
    with pytest.raises(CondensedError):
        solve_density(below_critical(300) + Fraction(1, 2**299))


def test_what_cannot_be_told_from_the_critical_point() -> None:
    with working_precision(100):
        critical = bose_function(THREE_HALVES, 0)
        with pytest.raises(CriticalError, match=r"cannot be told from the critical point zeta\(3/2\)"):
            solve_density(critical)
        with pytest.raises(CriticalError):
            solve_density(arb(2.6, 0.1))
    with pytest.raises(CriticalError, match="with 1024 bits"):
        solve_density(below_critical(4000))


@pytest.mark.parametrize("x", [0, -1, Fraction(-1, 7), arb.nan(), arb.pos_inf(), arb(0.1, 1), arb(-3, 1)], ids=str)
def test_no_density(x: arb | Fraction | int) -> None:
    with pytest.raises(EvaluationError, match=r"a finite n Lambda\^3 > 0 is wanted, found"):
        solve_density(x)
