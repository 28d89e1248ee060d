"""Series for the solution of n Lambda^3 = x = g_(3/2)(z), by reversion: in x, and in the distance from the critical x.

With w = sqrt(-ln z), both x(w) and the pressure are analytic at the critical point w = 0, x = zeta(3/2) = 2.612...:
so are w and p/(n k T) = g_(5/2)/x as functions of x there. Of the functions of x, ln(z/x) and p/(n k T) are analytic
at x = 0, where they are the virial series, and converge beyond the critical x; w is so about the critical x as far as
x = 0, where it has the singularity of ln x. Near doubles of the coefficients are the start of a certified solution, and
the solution itself in doubles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import final

from flint import arb, arb_series, fmpq

from dehsym.precision import series_length, working_precision

_TERMS = 42
_VIRIAL_TERMS = 26
_BITS = 256  # reversion loses some
NEAR = 1
"""The distance from the critical x up to which the series in that distance is used, and beyond which that in x."""


@final
@dataclass(frozen=True, slots=True)
class DensitySeries:
    """Coefficients of powers of x, from the zeroth on: ln(z/x) and p/(n k T); and of zeta(3/2) - x: w = sqrt(-ln z).

    `critical` is zeta(3/2) as the sum of two doubles, the first the nearest.
    """

    logarithm: tuple[float, ...]
    pressure: tuple[float, ...]
    root: tuple[float, ...]
    critical: tuple[float, float]


@cache
def density_series() -> DensitySeries:
    """Return the coefficients, each the double nearest to it or next to that; they are constants, computed once.

    >>> density_series().pressure[:3]
    (1.0, -0.1767766952966369, -0.0033000598199168364)
    """
    with working_precision(_BITS), series_length(_TERMS):
        logarithm, pressure = _in_density()
        zeta = arb(fmpq(3, 2)).zeta()
        nearest = float(zeta)
        return DensitySeries(
            _doubles(logarithm)[:_VIRIAL_TERMS],
            _doubles(pressure)[:_VIRIAL_TERMS],
            _doubles(_in_distance()),
            (nearest, float(zeta - nearest)),
        )


def _doubles(series: arb_series) -> tuple[float, ...]:
    return tuple(float(series[index]) for index in range(series.length()))


def _in_density() -> tuple[arb_series, arb_series]:
    """Return ln(z/x) and g_(5/2)(z)/x as power series of x, from z(x), the reversion of x = z + z^2/2^(3/2) + ..."""
    density, pressure = (
        arb_series([arb(0), *(arb(j ** (2 * k + 1)).rsqrt() for j in range(1, _TERMS))], _TERMS) for k in (1, 2)
    )
    fugacity = density.reversion()
    return _over_variable(fugacity).log(), _over_variable(pressure(fugacity))


def _over_variable(series: arb_series) -> arb_series:
    """Return the series over its variable; its zeroth coefficient is 0."""
    return arb_series([series[index] for index in range(1, _TERMS)], _TERMS - 1)


def _in_distance() -> arb_series:
    """Return w as a power series of zeta(3/2) - x, which is 2 sqrt(pi) w - sum_(j >= 1) zeta(3/2 - j) (-w^2)^j/j!."""
    coefficients = [arb(0)] * _TERMS
    coefficients[1] = 2 * arb.const_sqrt_pi()
    for j in range(1, (_TERMS + 1) // 2):
        coefficients[2 * j] = (-1) ** (j + 1) * arb(fmpq(3 - 2 * j, 2)).zeta() / arb.fac_ui(j)
    return arb_series(coefficients, _TERMS).reversion()
