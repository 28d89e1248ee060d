"""The cases by hand in mpmath: floating-point numbers of the context's precision, which certify nothing.

As in `dehsym.bench.hand_written_arb`, with constants computed beforehand and roots instead of powers; the context is
the library's own, so that its compiled parts serve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Value = Callable[..., Any]
_START_BITS, _START_STEPS, _GUARD_BITS, _LOST_BITS = 64, 60, 8, 16


def thermal_wavelength_cubed(mp: Any, h: Any, k: Any) -> Value:
    """(h^2/(2 pi m k T))^(3/2)."""
    cube, factor, sqrt = h**3, 2 * mp.pi * k, mp.sqrt

    def value(m: Any, t: Any) -> Any:
        x = factor * m * t
        return cube / (x * sqrt(x))

    return value


def critical_temperature(mp: Any, h: Any, k: Any) -> Value:
    """h^2/(2 pi m k) (n/D)^(2/3), with the degeneracy D at the critical point."""
    factor, cbrt = h * h / (2 * mp.pi * k), mp.cbrt

    def value(n: Any, m: Any, d: Any) -> Any:
        root = cbrt(n / d)
        return factor * root * root / m

    return value


def number_density(mp: Any, h: Any, k: Any) -> Value:
    """Z (2 pi m k T/h^2)^(3/2)."""
    factor, sqrt = 2 * mp.pi * k / (h * h), mp.sqrt

    def value(z: Any, m: Any, t: Any) -> Any:
        x = factor * m * t
        return z * x * sqrt(x)

    return value


def pressure(mp: Any, h: Any, k: Any) -> Value:
    """N k T (1 - n Lambda^3/2^(5/2)): the gas with its first virial correction."""
    factor, scale, sqrt = 2 * mp.pi * k / (h * h), mp.sqrt(32), mp.sqrt

    def value(n: Any, m: Any, t: Any) -> Any:
        x = factor * m * t
        return n * k * t * (1 - n / (scale * x * sqrt(x)))

    return value


def condensed_fraction(mp: Any, h: Any, k: Any) -> Value:
    """1 - (T/T_c)^(3/2)."""
    sqrt = mp.sqrt

    def value(t: Any, critical: Any) -> Any:
        x = t / critical
        return 1 - x * sqrt(x)

    return value


def condensed_gas_chain(mp: Any, h: Any, k: Any) -> Value:
    """Lambda, T_c, n, p, F and S of the condensed gas."""
    factor, sqrt, cbrt = 2 * mp.pi * k, mp.sqrt, mp.cbrt

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


def bose_functions(mp: Any, h: Any, k: Any) -> Value:
    """g_(1/2), g_(3/2), g_(5/2) at z = e^-a: three polylogarithms."""
    half = mp.mpf(1) / 2

    def value(a: Any) -> tuple[Any, ...]:
        z = mp.exp(-a)
        return mp.polylog(half, z), mp.polylog(3 * half, z), mp.polylog(5 * half, z)

    return value


def bose_solve(mp: Any, h: Any, k: Any) -> Value:
    """Z with g_(3/2)(z) = x, and g_(5/2)/x: Newton's method in w = sqrt(-ln z), the precision doubled in each step."""
    half = mp.mpf(1) / 2

    def step(w: Any, x: Any) -> Any:
        z = mp.exp(-w * w)
        return (mp.polylog(3 * half, z) - x) / (2 * w * mp.polylog(half, z))

    def value(x: Any) -> tuple[Any, ...]:
        bits = mp.prec
        with mp.workprec(2 * _START_BITS):
            w = (mp.zeta(3 * half) - x) / (2 * mp.sqrt(mp.pi))
            lost = _LOST_BITS + 2 * max(0, -int(mp.floor(mp.log(w, 2))))
            w = _start(mp, step, w, x)
        for more in _doublings(bits):
            with mp.workprec(more + lost):
                w += step(w, x)
        with mp.workprec(bits + lost):
            z = mp.exp(-w * w)
            return z, mp.polylog(5 * half, z) / x

    return value


def _start(mp: Any, step: Value, w: Any, x: Any) -> Any:
    """Newton's steps until they are shorter than 2^-30 of w, which is then known to twice as many bits."""
    for _ in range(_START_STEPS):
        change = step(w, x)
        w += change
        if abs(change) < mp.ldexp(w, -30):
            break
    return w


def _doublings(bits: int) -> list[int]:
    steps: list[int] = []
    while bits > _START_BITS - _GUARD_BITS:
        steps.append(bits)
        bits = bits // 2 + _GUARD_BITS // 2
    return steps[::-1]


FORMULAS: Mapping[str, Callable[[Any, Any, Any], Value]] = MappingProxyType(
    {
        "thermal-wavelength-cubed": thermal_wavelength_cubed,
        "critical-temperature": critical_temperature,
        "number-density": number_density,
        "pressure": pressure,
        "condensed-fraction": condensed_fraction,
        "condensed-gas-chain": condensed_gas_chain,
        "bose-functions": bose_functions,
        "bose-solve": bose_solve,
        "bose-solve-near-critical": bose_solve,
    }
)
