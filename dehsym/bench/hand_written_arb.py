"""The cases by hand in python-flint: balls of Arb, with constants computed beforehand and roots instead of powers.

What a good programmer would write who needs speed and checks nothing: the precision is the caller's, and nobody looks
whether the radii came out small. Each formula is made of the constants h and k, and gives a function of the point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import frexp
from types import MappingProxyType

from flint import arb, ctx, fmpq

from dehsym.precision import working_precision

Value = Callable[..., arb | tuple[arb, ...]]
START_BITS = 64
_START_STEPS, _GUARD_BITS, _LOST_BITS = 60, 8, 32


def thermal_wavelength_cubed(h: arb, k: arb) -> Value:
    """(h^2/(2 pi m k T))^(3/2)."""
    cube, factor = h**3, 2 * arb.pi() * k

    def value(m: arb, t: arb) -> arb:
        x = factor * m * t
        return cube / (x * x.sqrt())

    return value


def critical_temperature(h: arb, k: arb) -> Value:
    """h^2/(2 pi m k) (n/D)^(2/3), with the degeneracy D at the critical point."""
    factor = h * h / (2 * arb.pi() * k)

    def value(n: arb, m: arb, d: arb) -> arb:
        root = (n / d).root(3)
        return factor * root * root / m

    return value


def number_density(h: arb, k: arb) -> Value:
    """Z (2 pi m k T/h^2)^(3/2)."""
    factor = 2 * arb.pi() * k / (h * h)

    def value(z: arb, m: arb, t: arb) -> arb:
        x = factor * m * t
        return z * x * x.sqrt()

    return value


def pressure(h: arb, k: arb) -> Value:
    """N k T (1 - n Lambda^3/2^(5/2)): the gas with its first virial correction."""
    factor = 2 * arb.pi() * k / (h * h)
    scale = arb(32).sqrt()

    def value(n: arb, m: arb, t: arb) -> arb:
        x = factor * m * t
        return n * k * t * (1 - n / (scale * x * x.sqrt()))

    return value


def condensed_fraction(h: arb, k: arb) -> Value:
    """1 - (T/T_c)^(3/2)."""

    def value(t: arb, critical: arb) -> arb:
        x = t / critical
        return 1 - x * x.sqrt()

    return value


def condensed_gas_chain(h: arb, k: arb) -> Value:
    """Lambda, T_c, n, p, F and S of the condensed gas."""
    factor = 2 * arb.pi() * k

    def value(m: arb, t: arb, f: arb, v: arb, d: arb, e: arb) -> tuple[arb, ...]:
        wavelength = h / (factor * m * t).sqrt()
        rest = 1 - f
        root = rest.root(3)
        cube = wavelength * wavelength * wavelength
        p = k * t * e / cube
        free_energy = -p * v
        entropy = -5 * free_energy / (2 * t)
        return wavelength, t / (root * root), d / (cube * rest), p, free_energy, entropy

    return value


def bose_functions(a: arb) -> tuple[arb, ...]:
    """g_(1/2), g_(3/2), g_(5/2) at z = e^-a: three polylogarithms."""
    z = (-a).exp()
    return z.polylog(fmpq(1, 2)), z.polylog(fmpq(3, 2)), z.polylog(fmpq(5, 2))


def fugacity_and_pressure(x: arb, bits: int) -> tuple[arb, ...]:
    """Z with g_(3/2)(z) = x, and g_(5/2)/x: Newton's method in w = sqrt(-ln z), the precision doubled in each step.

    g_(3/2) falls with w and is convex, so that Newton's method comes down from w = (zeta(3/2) - x)/(2 sqrt(pi)). Near
    the critical point polylogarithms of FLINT lose bits, and g_(3/2) - x some more: they are added.
    """
    with working_precision(START_BITS):
        w = arb(((arb(fmpq(3, 2)).zeta() - x) / (2 * arb.pi().sqrt())).mid())
    lost = _LOST_BITS + 3 * max(0, -frexp(float(w))[1])
    with working_precision(START_BITS + lost):
        w = _start(w, x)
    for more in doublings(bits):
        with working_precision(more + lost):
            w = arb((w + _newton_step(w, x)).mid())
    with working_precision(bits + lost):
        z = (-w * w).exp()
        return z, z.polylog(fmpq(5, 2)) / x


def _start(w: arb, x: arb) -> arb:
    """Newton's steps until they are shorter than 2^-30 of w, which is then known to twice as many bits."""
    for _ in range(_START_STEPS):
        step = arb(_newton_step(w, x).mid())
        w = arb((w + step).mid())
        if abs(step) < w * 2**-30:
            break
    return w


def _newton_step(w: arb, x: arb) -> arb:
    z = (-w * w).exp()
    return (z.polylog(fmpq(3, 2)) - x) / (2 * w * z.polylog(fmpq(1, 2)))


def doublings(bits: int) -> list[int]:
    """The bits that are known after each of Newton's steps, which doubles them but for a few.

    >>> doublings(200)
    [104, 200]
    """
    steps: list[int] = []
    while bits > START_BITS - _GUARD_BITS:
        steps.append(bits)
        bits = bits // 2 + _GUARD_BITS // 2
    return steps[::-1]


def bose_solve(x: arb) -> tuple[arb, ...]:
    """The fugacity and p/(n k T), to the working precision."""
    return fugacity_and_pressure(x, ctx.prec)


FORMULAS: Mapping[str, Callable[[arb, arb], Value]] = MappingProxyType(
    {
        "thermal-wavelength-cubed": thermal_wavelength_cubed,
        "critical-temperature": critical_temperature,
        "number-density": number_density,
        "pressure": pressure,
        "condensed-fraction": condensed_fraction,
        "condensed-gas-chain": condensed_gas_chain,
        "bose-functions": lambda h, k: bose_functions,
        "bose-solve": lambda h, k: bose_solve,
        "bose-solve-near-critical": lambda h, k: bose_solve,
    }
)
