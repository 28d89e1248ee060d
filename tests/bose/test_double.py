"""Doubles: errors below what is stated, over the whole domain, and one line for what is outside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from flint import arb
from numpy.typing import ArrayLike

from dehsym.bose import bose_functions, bose_functions_at, solve_density
from dehsym.bose.double import (
    DENSITY_ERROR,
    FUNCTION_ERROR,
    Doubles,
    double_bose_functions,
    double_bose_functions_at,
    double_solve_density,
)
from dehsym.errors import EvaluationError
from dehsym.precision import working_precision

CRITICAL = 2.612375348685488  # the nearest double below


def largest_error(found: Doubles, true: Iterable[arb]) -> float:
    return max(abs(float((arb(float(value)) / exact - 1).mid())) for value, exact in zip(found, true, strict=True))


def exponents() -> Doubles:
    source = np.random.default_rng(1)
    return np.concatenate(
        [
            10.0 ** source.uniform(-300, -3, 150),
            10.0 ** source.uniform(-4, 2.8, 700),
            np.linspace(0.04, 0.06, 40),  # where the expansion ends
            np.linspace(55, 65, 40),  # where the pole ends
            np.linspace(1, 707, 150),
            [5e-324, 1e-310, 707.9],
        ]
    )


def test_functions() -> None:
    a = exponents()
    found = double_bose_functions(a)
    with working_precision(100):
        true = [bose_functions(arb(float(each))) for each in a]
        for index in range(3):
            assert largest_error(found[index], (each[index] for each in true)) < FUNCTION_ERROR


def test_functions_of_fugacities() -> None:
    source = np.random.default_rng(2)
    z = np.concatenate([10.0 ** source.uniform(-307, 0, 300), 1 - 10.0 ** source.uniform(-16, -0.1, 300)])
    z = z[z < 1]
    found = double_bose_functions_at(z)
    with working_precision(100):
        true = [bose_functions_at(arb(float(each))) for each in z]
        for index in range(3):
            assert largest_error(found[index], (each[index] for each in true)) < FUNCTION_ERROR


def test_gas() -> None:
    source = np.random.default_rng(3)
    x = np.concatenate(
        [
            CRITICAL - 10.0 ** source.uniform(-15, 0.3, 300),
            10.0 ** source.uniform(-300, 0.4, 200),
            source.uniform(0, 2.6, 300),
            np.linspace(1.5, 1.7, 60),  # where one series follows the other
            [CRITICAL, 1e-307],
        ]
    )
    gas = double_solve_density(x)
    with working_precision(100):
        true = [solve_density(arb(float(each))) for each in x]
        assert largest_error(gas.root, (each.root for each in true)) < DENSITY_ERROR
        assert largest_error(gas.exponent, (each.exponent for each in true)) < DENSITY_ERROR
        assert largest_error(gas.fugacity, (each.fugacity for each in true)) < DENSITY_ERROR
        assert largest_error(gas.pressure_ratio, (each.pressure_ratio for each in true)) < DENSITY_ERROR


def test_the_critical_point_itself() -> None:
    for functions in (double_bose_functions([0.0]), double_bose_functions_at([1.0])):
        assert np.isinf(functions.half[0])
        assert abs(functions.three_halves[0] - CRITICAL) <= 1e-15
        assert abs(functions.five_halves[0] - 1.341487257250917) <= 1e-15


def test_shapes_are_kept() -> None:
    assert double_bose_functions(np.ones((3, 2, 4))).five_halves.shape == (3, 2, 4)
    assert double_solve_density([[1, 2]]).root.shape == (1, 2)
    assert double_solve_density(1.0).root.shape == ()
    assert double_bose_functions([]).half.shape == (0,)


@pytest.mark.parametrize("values", [[1.0, float("nan")], [float("inf")], -1e-300, [2, -0.5]])
def test_exponents_outside_the_domain(values: ArrayLike) -> None:
    with pytest.raises(EvaluationError, match="finite exponents a = -ln z >= 0 are wanted, found"):
        double_bose_functions(values)


@pytest.mark.parametrize("values", [[1.0, float("nan")], [float("inf")], 0.0, 1.0000001, [0.5, -0.5]])
def test_fugacities_outside_the_domain(values: ArrayLike) -> None:
    with pytest.raises(EvaluationError, match="fugacities 0 < z <= 1 are wanted, found"):
        double_bose_functions_at(values)


@pytest.mark.parametrize("values", [[1.0, float("nan")], [float("inf")], 0.0, 2.6123753486854887, [0.5, -0.5]])
def test_densities_outside_the_domain(values: ArrayLike) -> None:
    with pytest.raises(EvaluationError, match=r"densities 0 < n Lambda\^3 < zeta\(3/2\) = 2.612... are wanted, found"):
        double_solve_density(values)


@pytest.mark.parametrize("function", [double_bose_functions, double_bose_functions_at, double_solve_density])
@pytest.mark.parametrize("values", [["a"], [[1.0], [1.0, 2.0]], 1j])
def test_what_is_no_array_of_numbers(function: Callable[[ArrayLike], object], values: ArrayLike) -> None:
    with pytest.raises(EvaluationError, match="an array of real numbers is wanted, found"):
        function(values)
