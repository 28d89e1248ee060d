"""The formulas by hand in libraries of floating-point numbers that certify nothing: mpmath and gmpy2 spell them alike.

As in `dehsym.bench.hand_written_arb`, with constants computed beforehand and roots instead of powers. The precision is
that of the library's own context.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, final

Value = Callable[..., Any]


@final
class Words(NamedTuple):
    """What the formulas need of a library, besides the arithmetic of its numbers."""

    sqrt: Value
    cbrt: Value
    pi: Any


def thermal_wavelength_cubed(words: Words, h: Any, k: Any) -> Value:
    """(h^2/(2 pi m k T))^(3/2)."""
    cube, factor, sqrt = h**3, 2 * words.pi * k, words.sqrt

    def value(m: Any, t: Any) -> Any:
        x = factor * m * t
        return cube / (x * sqrt(x))

    return value


def critical_temperature(words: Words, h: Any, k: Any) -> Value:
    """h^2/(2 pi m k) (n/D)^(2/3), with the degeneracy D at the critical point."""
    factor, cbrt = h * h / (2 * words.pi * k), words.cbrt

    def value(n: Any, m: Any, d: Any) -> Any:
        root = cbrt(n / d)
        return factor * root * root / m

    return value


def number_density(words: Words, h: Any, k: Any) -> Value:
    """Z (2 pi m k T/h^2)^(3/2)."""
    factor, sqrt = 2 * words.pi * k / (h * h), words.sqrt

    def value(z: Any, m: Any, t: Any) -> Any:
        x = factor * m * t
        return z * x * sqrt(x)

    return value


def pressure(words: Words, h: Any, k: Any) -> Value:
    """N k T (1 - n Lambda^3/2^(5/2)): the gas with its first virial correction."""
    factor, scale, sqrt = 2 * words.pi * k / (h * h), words.sqrt(32), words.sqrt

    def value(n: Any, m: Any, t: Any) -> Any:
        x = factor * m * t
        return n * k * t * (1 - n / (scale * x * sqrt(x)))

    return value


def condensed_fraction(words: Words, h: Any, k: Any) -> Value:
    """1 - (T/T_c)^(3/2)."""
    sqrt = words.sqrt

    def value(t: Any, critical: Any) -> Any:
        x = t / critical
        return 1 - x * sqrt(x)

    return value


def condensed_gas_chain(words: Words, h: Any, k: Any) -> Value:
    """Lambda, T_c, n, p, F and S of the condensed gas."""
    factor, sqrt, cbrt = 2 * words.pi * k, words.sqrt, words.cbrt

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


FORMULAS: Mapping[str, Callable[[Words, Any, Any], Value]] = MappingProxyType(
    {
        "thermal-wavelength-cubed": thermal_wavelength_cubed,
        "critical-temperature": critical_temperature,
        "number-density": number_density,
        "pressure": pressure,
        "condensed-fraction": condensed_fraction,
        "condensed-gas-chain": condensed_gas_chain,
    }
)
