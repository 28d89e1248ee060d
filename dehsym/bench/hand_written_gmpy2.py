"""The formulas by hand in gmpy2: floating-point numbers of MPFR in the precision of the context, nothing certified.

As in `dehsym.bench.hand_written_arb`, with constants computed beforehand and roots instead of powers. MPFR has no
polylogarithm, so that the Bose functions are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Value = Callable[..., Any]


def thermal_wavelength_cubed(gmpy2: Any, h: Any, k: Any) -> Value:
    """(h^2/(2 pi m k T))^(3/2)."""
    cube, factor, sqrt = h**3, 2 * gmpy2.const_pi() * k, gmpy2.sqrt

    def value(m: Any, t: Any) -> Any:
        x = factor * m * t
        return cube / (x * sqrt(x))

    return value


def critical_temperature(gmpy2: Any, h: Any, k: Any) -> Value:
    """h^2/(2 pi m k) (n/D)^(2/3), with the degeneracy D at the critical point."""
    factor, cbrt = h * h / (2 * gmpy2.const_pi() * k), gmpy2.cbrt

    def value(n: Any, m: Any, d: Any) -> Any:
        root = cbrt(n / d)
        return factor * root * root / m

    return value


def number_density(gmpy2: Any, h: Any, k: Any) -> Value:
    """Z (2 pi m k T/h^2)^(3/2)."""
    factor, sqrt = 2 * gmpy2.const_pi() * k / (h * h), gmpy2.sqrt

    def value(z: Any, m: Any, t: Any) -> Any:
        x = factor * m * t
        return z * x * sqrt(x)

    return value


def pressure(gmpy2: Any, h: Any, k: Any) -> Value:
    """N k T (1 - n Lambda^3/2^(5/2)): the gas with its first virial correction."""
    factor, scale, sqrt = 2 * gmpy2.const_pi() * k / (h * h), gmpy2.sqrt(gmpy2.mpfr(32)), gmpy2.sqrt

    def value(n: Any, m: Any, t: Any) -> Any:
        x = factor * m * t
        return n * k * t * (1 - n / (scale * x * sqrt(x)))

    return value


def condensed_fraction(gmpy2: Any, h: Any, k: Any) -> Value:
    """1 - (T/T_c)^(3/2)."""
    sqrt = gmpy2.sqrt

    def value(t: Any, critical: Any) -> Any:
        x = t / critical
        return 1 - x * sqrt(x)

    return value


def condensed_gas_chain(gmpy2: Any, h: Any, k: Any) -> Value:
    """Lambda, T_c, n, p, F and S of the condensed gas."""
    factor, sqrt, cbrt = 2 * gmpy2.const_pi() * k, gmpy2.sqrt, gmpy2.cbrt

    def value(m: Any, t: Any, f: Any, v: Any, d: Any, e: Any) -> tuple[Any, ...]:
        wavelength = h / sqrt(factor * m * t)
        rest = 1 - f
        root = cbrt(rest)
        cube = wavelength * wavelength * wavelength
        p = k * t * e / cube
        free_energy = -p * v
        entropy = -5 * free_energy / (2 * t)
        return wavelength, t / (root * root), d / (cube * rest), p, free_energy, entropy

    return value


FORMULAS: Mapping[str, Callable[[Any, Any, Any], Value]] = MappingProxyType(
    {
        "thermal-wavelength-cubed": thermal_wavelength_cubed,
        "critical-temperature": critical_temperature,
        "number-density": number_density,
        "pressure": pressure,
        "condensed-fraction": condensed_fraction,
        "condensed-gas-chain": condensed_gas_chain,
    }
)
