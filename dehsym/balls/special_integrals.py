"""More functions defined by integrals, and the spherical Bessel functions (DLMF 7, 8.17, 10.47, 19)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import sympy
from flint import acb
from sympy import Expr

from dehsym.balls import regions, singular
from dehsym.balls.environment import exact_integer, undefined
from dehsym.balls.node import Head, unary
from dehsym.balls.special import LARGEST_ORDER


def elliptic_pi(n: acb, second: acb, m: acb | None = None) -> acb:
    """Pi(n, m), or Pi(n, phi, m): the integral of 1/((1 - n sin^2 t) sqrt(1 - m sin^2 t)) from 0 to phi (DLMF 19.2.7).

    >>> elliptic_pi(acb(0), acb(0)).overlaps(acb.pi() / 2)
    True
    """
    return acb.elliptic_pi(n, second) if m is None else acb.elliptic_pi_inc(n, second, m)


def _elliptic_region(n: acb, second: acb, m: acb | None = None) -> bool:
    if m is None:
        return regions.off_above_one(n) and regions.off_above_one(second)
    return regions.incomplete_elliptic(second, m) and regions.incomplete_elliptic(second, n)


def betainc(a: acb, b: acb, low: acb, high: acb) -> acb:
    """The integral of t^(a - 1) (1 - t)^(b - 1) from `low` to `high` (DLMF 8.17.1).

    >>> betainc(acb(1), acb(1), acb(0), acb(0.5)).overlaps(acb(0.5))
    True
    """
    return high.beta_lower(a, b) - low.beta_lower(a, b)


def _betainc_regularized(a: acb, b: acb, low: acb, high: acb) -> acb:
    return high.beta_lower(a, b, regularized=1) - low.beta_lower(a, b, regularized=1)


def _inside_unit_interval(_a: acb, _b: acb, low: acb, high: acb) -> bool:
    ends = (low, high)
    return all(regions.off_negative_axis(end) and regions.off_above_one(end) for end in ends)


def spherical_j(n: acb, z: acb) -> acb:
    """j_n(z) = sqrt(pi)/2 (z/2)^n/Gamma(n + 3/2) 0F1(; n + 3/2; -z^2/4) (DLMF 10.47.3, 10.16.9) for whole n >= 0.

    >>> spherical_j(acb(0), acb(0)) == 1 or spherical_j(acb(0), acb(0)).contains(1)
    True
    """
    whole = exact_integer(n)
    if whole is None or not 0 <= whole <= LARGEST_ORDER:
        return (acb.pi() / (2 * z)).sqrt() * z.bessel_j(n + acb(1) / 2)
    half = n + acb(3) / 2
    return acb.pi().sqrt() / 2 * (z / 2) ** whole * half.rgamma() * (-z * z / 4).hypgeom_0f1(half)


def spherical_y(n: acb, z: acb) -> acb:
    """y_n(z) = (-1)^(n+1) sqrt(pi/(2z)) J_(-n-1/2)(z) for whole n (DLMF 10.47.4, 10.47.7).

    >>> spherical_y(acb(0), acb(2)).overlaps(-acb(2).cos() / 2)
    True
    """
    whole = exact_integer(n)
    if whole is None:
        return (acb.pi() / (2 * z)).sqrt() * z.bessel_y(n + acb(1) / 2)
    return (-1) ** (whole + 1) * (acb.pi() / (2 * z)).sqrt() * z.bessel_j(-n - acb(1) / 2)


def _spherical_j_region(n: acb, z: acb) -> bool:
    whole = exact_integer(n)
    return (whole is not None and whole >= 0) or regions.off_negative_axis(z)


def _two_zero(a: acb, b: acb, z: acb) -> acb:
    return acb(1) if z.is_zero() else _tricomi(a, b, -1 / z)


def _tricomi(a: acb, b: acb, w: acb) -> acb:
    whole = exact_integer(a)
    power = w**whole if whole is not None else w.pow(a)
    return power * w.hypgeom_u(a, a - b + 1)


def _off_cut_of_two_zero(_a: acb, _b: acb, z: acb) -> bool:
    return not z.contains(0) and regions.off_negative_axis(-1 / z)


TWO_ZERO = Head(_two_zero, _off_cut_of_two_zero)
"""2F0(a, b; ; z) = (-1/z)^a U(a, a - b + 1, -1/z), the function with that asymptotic series (DLMF 13.6.21)."""


def _erf_between(x: acb, y: acb) -> acb:
    return y.erf() - x.erf()


def _inverse_error_function(z: acb) -> acb:
    return acb(z.real.erfinv()) if z.imag.is_zero() else undefined()


def _inverse_complement(z: acb) -> acb:
    return acb(z.real.erfcinv()) if z.imag.is_zero() else undefined()


SPECIAL_INTEGRALS: Mapping[type[Expr], Head] = MappingProxyType(
    {
        sympy.elliptic_pi: Head(elliptic_pi, _elliptic_region),
        sympy.betainc: Head(betainc, _inside_unit_interval),
        sympy.betainc_regularized: Head(_betainc_regularized, _inside_unit_interval),
        sympy.jn: Head(spherical_j, _spherical_j_region),
        sympy.yn: Head(spherical_y, regions.second_off_negative_axis, singular=singular.second_at_zero),
        sympy.fresnels: unary(lambda z: z.fresnel_s()),
        sympy.fresnelc: unary(lambda z: z.fresnel_c()),
        sympy.erf2: Head(_erf_between),
        sympy.erfinv: unary(_inverse_error_function, regions.nowhere, singular=singular.at_units),
        sympy.erfcinv: unary(_inverse_complement, regions.nowhere, singular=singular.at_zero),
        sympy.Li: unary(lambda z: z.li() - acb(2).li(), regions.off_below_one, singular=singular.at_one),
    }
)
"""Every such function by its SymPy class."""
