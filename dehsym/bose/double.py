"""The Bose functions, and the gas at a given density, for arrays of doubles: fast, not certified, with a tested error.

The formula is that of `dehsym.bose.trapezoid` with 3 leading terms and 14 nodes for every z. For z = e^-a the factors
e^(-n^2 h^2) of w_n are constants, and 1 - w_n = (1 - e^(-n^2 h^2)) + e^(-n^2 h^2) (1 - z) keeps its digits near z = 1:
a few exponentials for each point serve three functions. Of g_(1/2) at small a, where the centre and the first pole
cancel, the expansion about a = 0 is taken. The gas at a density is a sum of powers, without iteration. The relative
errors, measured against balls over the whole domain, are less than `FUNCTION_ERROR` and `DENSITY_ERROR`, as far as z is
a normal double (a < 708).

The only module here that needs numpy, an optional dependency: importing it raises `EvaluationError` without.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, final

from flint import arb, fmpq

from dehsym.bose.density_series import NEAR, density_series
from dehsym.errors import EvaluationError
from dehsym.precision import working_precision

try:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
except ImportError as error:
    raise EvaluationError("numpy is wanted for arrays of doubles, it is not installed") from error

Doubles = NDArray[np.float64]

FUNCTION_ERROR = 1e-15
"""The relative error of g_(1/2), g_(3/2), g_(5/2)."""
DENSITY_ERROR = 2e-15
"""The relative error of each field of `DoubleGas`."""
_STEP, _LEADING, _NODES = 0.25, 3, 14
_GAMMAS = tuple(math.gamma(k + 0.5) for k in range(3))
_EXPANDED_BELOW, _EXPANSION_TERMS = 0.05, 10
_NO_POLE_ABOVE = 60.0  # from there on its term is less than a rounding error, and in the end larger than z
_TINY = 1e-300  # for an exponent of 0, where the limit is wanted


class DoubleBoseFunctions(NamedTuple):
    """g_(1/2), g_(3/2) and g_(5/2) at each point."""

    half: Doubles
    three_halves: Doubles
    five_halves: Doubles


@final
@dataclass(frozen=True, slots=True)
class DoubleGas:
    """What `dehsym.bose.solve.NormalGas` holds, at each point."""

    root: Doubles
    exponent: Doubles
    fugacity: Doubles
    pressure_ratio: Doubles


def double_bose_functions(exponents: ArrayLike) -> DoubleBoseFunctions:
    """Return g_(1/2), g_(3/2), g_(5/2) at z = e^-a for an array of exponents a >= 0; g_(1/2) is infinite at a = 0.

    Raise `EvaluationError` for an exponent that is negative, infinite or not a number.

    >>> double_bose_functions([0.0, 1.0]).three_halves.round(12).tolist()
    [2.612375348685, 0.4284407346]
    """
    a = _array(exponents)
    wrong = ~(np.isfinite(a) & (a >= 0))
    if wrong.any():
        raise EvaluationError(f"finite exponents a = -ln z >= 0 are wanted, found {a[wrong].flat[0]}")
    return _functions(a, np.exp(-a), -np.expm1(-a))


def double_bose_functions_at(fugacities: ArrayLike) -> DoubleBoseFunctions:
    """Return g_(1/2), g_(3/2), g_(5/2) for an array of fugacities 0 < z <= 1; g_(1/2) is infinite at z = 1.

    Raise `EvaluationError` for a fugacity outside the domain.

    >>> double_bose_functions_at([0.5]).five_halves.round(12).tolist()
    [0.554997278718]
    """
    z = _array(fugacities)
    wrong = ~((z > 0) & (z <= 1))
    if wrong.any():
        raise EvaluationError(f"fugacities 0 < z <= 1 are wanted, found {z[wrong].flat[0]}")
    near = z > 0.5
    return _functions(-np.where(near, np.log1p(np.where(near, z - 1, 0)), np.log(z)), z, 1 - z)


def double_solve_density(densities: ArrayLike) -> DoubleGas:
    """Return the gas with g_(3/2)(z) = x for an array of phase-space densities x, 0 < x < zeta(3/2).

    Raise `EvaluationError` for a density that is not positive, or not less than zeta(3/2) = 2.612...

    >>> gas = double_solve_density([1.0, 2.0])
    >>> gas.fugacity.round(10).tolist()
    [0.6986143591, 0.9655850555]
    """
    x = _array(densities)
    series = density_series()
    nearest, rest = series.critical
    distance = (nearest - x) + rest  # the difference of near doubles is exact
    wrong = ~((x > 0) & (distance > 0))
    if wrong.any():
        raise EvaluationError(f"densities 0 < n Lambda^3 < zeta(3/2) = 2.612... are wanted, found {x[wrong].flat[0]}")
    near = distance < NEAR
    root = distance * _polynomial(series.root[1:], np.where(near, distance, 0))
    logarithm = _polynomial(series.logarithm, x)  # of z/x
    exponent = np.where(near, root * root, -np.log(x) - logarithm)
    fugacity = np.where(near, np.exp(-exponent), x * np.exp(logarithm))
    return DoubleGas(np.where(near, root, np.sqrt(exponent)), exponent, fugacity, _polynomial(series.pressure, x))


def _array(values: ArrayLike) -> Doubles:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise EvaluationError(f"an array of real numbers is wanted, found {values!r:.60}") from error


def _polynomial(coefficients: Sequence[float], x: Doubles) -> Doubles:
    """Return the polynomial with these coefficients, from the zeroth on, by Horner's rule."""
    value = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        value *= x
        value += coefficient
    return value


def _functions(exponents: Doubles, z: Doubles, below: Doubles) -> DoubleBoseFunctions:
    """Return the functions at z = e^-a, with `below` = 1 - z."""
    a = np.where(exponents == 0, _TINY, exponents)
    nodes = _node_sums(z, below)
    leading = [_polynomial([0.0, *(j ** -(k + 0.5) for j in range(1, _LEADING + 1))], z) for k in range(3)]
    root = np.sqrt(a)
    decay = np.exp(-2 * math.pi / _STEP * root)
    pole = 2 * math.pi * root * np.where(a < _NO_POLE_ABOVE, decay / -np.expm1(-2 * math.pi / _STEP * root), 0)
    far = a >= _EXPANDED_BELOW
    centre = _STEP * z ** (_LEADING + 1) / np.where(far, below, 1)
    half = leading[0] + nodes[0] + (centre - pole / np.where(far, a, 1)) / _GAMMAS[0]
    half = np.where(far, half, _expanded_half(np.minimum(a, _EXPANDED_BELOW)))
    return DoubleBoseFunctions(
        np.where(exponents == 0, np.inf, half),
        leading[1] + nodes[1] + pole / _GAMMAS[1],
        leading[2] + nodes[2] - pole * a / _GAMMAS[2],
    )


def _node_sums(z: Doubles, below: Doubles) -> list[Doubles]:
    """Return the sums over both sides of w^(J+1)/(1 - w) (n h)^(2k) h/Gamma(k + 1/2), with `below` = 1 - z."""
    sums = [np.zeros_like(z) for _ in range(3)]
    for n in range(1, _NODES + 1):
        square = (n * _STEP) ** 2
        value = 1 / (math.exp(-square) * below - math.expm1(-square))
        for k in range(3):
            weight = 2 * _STEP * math.exp(-square * (_LEADING + 1)) * square**k / _GAMMAS[k]
            sums[k] += weight * value
    power = z ** (_LEADING + 1)
    return [total * power for total in sums]


def _expanded_half(a: Doubles) -> Doubles:
    """Return sqrt(pi/a) + sum_j zeta(1/2 - j) (-a)^j/j!: DLMF 25.12.12 for small a."""
    return math.sqrt(math.pi) / np.sqrt(a) + _polynomial(_expansion(), a)


@cache
def _expansion() -> tuple[float, ...]:
    """Return the coefficients zeta(1/2 - j) (-1)^j/j!, which are constants."""
    with working_precision(64):
        return tuple(float((-1) ** j * arb(fmpq(1 - 2 * j, 2)).zeta() / arb.fac_ui(j)) for j in range(_EXPANSION_TERMS))
