"""Whatever is left out is bounded: balls of bad plans are wide, and contain the value all the same."""

from __future__ import annotations

import random

import pytest
from flint import arb

from dehsym.bose.expansion import by_expansion
from dehsym.bose.functions import at_point
from dehsym.bose.series import leading_terms, rest_of_series, upper_bound
from dehsym.bose.trapezoid import Plan, by_plan, by_trapezoid, plan
from dehsym.precision import working_precision
from tests.bose.reference import reference

_BITS = 128


@pytest.mark.parametrize("seed", range(3))
def test_any_plan_gives_balls_that_contain_the_values(seed: int) -> None:
    source = random.Random(seed)
    informative = 0
    for _ in range(150):
        a = arb(10 ** source.uniform(-6, 1.5))
        orders = source.choice([(0, 1, 2), (0,), (1,), (2,), (5,)])
        chosen = Plan(source.uniform(0.05, 1.2), source.randrange(12), source.randrange(60), source.choice([40, 90]))
        for k, value in zip(orders, by_plan(a, orders, chosen), strict=True):
            if value.is_finite():
                true = reference(a, k, _BITS)
                assert value.overlaps(true), (a, k, chosen)
                informative += value.rel_accuracy_bits() > 0
    assert informative > 60


def test_what_is_left_out_is_what_the_bounds_say() -> None:
    """With few nodes, few terms or a wide step, the error is most of the radius: the bounds are not just large."""
    a = arb(0.5)
    for chosen in (Plan(0.2, 2, 6, 100), Plan(0.6, 2, 60, 100), Plan(0.2, 9, 60, 100)):
        (value,) = by_plan(a, (1,), chosen)
        error = abs(value.mid() - reference(a, 1, _BITS))
        assert error <= value.rad()
        assert error > value.rad() / 40


def test_a_plan_is_as_good_as_asked_for() -> None:
    for bits in (30, 64, 200, 1000):
        for a in (0.0, 1e-8, 0.3, 2.0, 9.0, 40.0):
            for orders in ((1, 2), (6,)):
                for value in by_plan(arb(a), orders, plan(a, orders, bits)):
                    assert value.rel_accuracy_bits() >= bits, (a, orders, bits)


@pytest.mark.parametrize("k", [-3, -1, 0, 1, 2, 8])
@pytest.mark.parametrize("count", [0, 1, 5, 60])
@pytest.mark.parametrize("a", [0.0, 1e-3, 0.2, 1.0, 20.0])
def test_the_rest_of_the_series_is_bounded(a: float, count: int, k: int) -> None:
    exponent = arb(a)
    rest = rest_of_series(exponent, k, count)
    if a == 0 and k <= 0:
        assert not rest.is_finite()
    elif rest.is_finite():
        bits = _BITS + int(2 * a * count) + 8 * abs(k)
        with working_precision(bits):
            (sum_of_first,) = leading_terms(exponent, (k,), count, bits)
            missing = reference(exponent, k, bits) - sum_of_first
        assert rest.overlaps(missing)
        if k >= 0:
            assert rest.rad() < 5 * count * missing + 50 * missing or a == 0


@pytest.mark.parametrize("k", [-4, -1, 0, 1, 3])
@pytest.mark.parametrize("a", [1e-30, 1e-3, 0.3, 2.0, 6.0])
def test_the_expansion_and_the_other_ways_agree(a: float, k: int) -> None:
    exponent = arb(a)
    value = by_expansion(exponent, k, _BITS)
    assert value.overlaps(reference(exponent, k, _BITS))
    assert value.overlaps(at_point(exponent, (k,), _BITS)[0])
    if k >= 0:
        assert value.overlaps(by_trapezoid(exponent, (k,), _BITS)[0])
    assert value.rel_accuracy_bits() >= _BITS - (0 if a < 1 else 20)


def test_an_expansion_beyond_its_circle_is_not_finite() -> None:
    assert not by_expansion(arb(6.5), 1, 64).is_finite()


@pytest.mark.parametrize("k", [-5, -2, -1, 0, 1, 4])
@pytest.mark.parametrize("a", [1e-5, 0.01, 0.5, 3.0, 50.0])
def test_upper_bounds_are_above_and_near(a: float, k: int) -> None:
    exponent = arb(a)
    value, bound = reference(exponent, k, 64), upper_bound(exponent, k)
    assert value < bound
    assert bound < 40 * value


def test_tiny_and_large_exponents_keep_the_bits() -> None:
    for a in (arb(2) ** -20000, arb(2) ** -300, arb(3000), arb(2) ** 40):
        for value in at_point(a, (0, 1, 2), 100):
            assert value.rel_accuracy_bits() >= 100
    with working_precision(100):
        half, three_halves, _ = at_point(arb(2) ** -20000, (0, 1, 2), 100)
        assert (half / arb.const_sqrt_pi()).overlaps(arb(2) ** 10000)
        assert three_halves.overlaps(arb(1.5).zeta())
