"""Special functions of balls, principal as Arb and mpmath define them, also on their cuts.

What Arb leaves open is settled here by the defining series: Li_s(1) and the Lerch transcendent at z = 1 diverge unless
Re s > 1; binomial coefficients and factorial powers with a whole number of factors are polynomials, finite where the
quotients of gamma functions that continue them have poles above and below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import sympy
from flint import acb, acb_series, arb
from sympy import Expr

from dehsym.balls import bessel, elliptic, regions, singular
from dehsym.balls.environment import exact_integer, undefined
from dehsym.balls.node import Head, unary
from dehsym.bose import half_integer_polylogarithm

if TYPE_CHECKING:
    from flint.types.acb import iacb  # in the stubs of python-flint only

MOST_FACTORS = 10**5
LARGEST_ORDER = 10**6  # beyond it some zeta-like functions of FLINT take minutes, and polylogarithms end the process
_UNIT_INTERVAL = arb(0.5, 0.5)  # [0, 1]; both halves are exact


# --- Gamma and relatives (DLMF 5, 26.3) -----------------------------------------------------------------------------


def rising(x: acb, count: acb) -> acb:
    """Return x (x + 1) ... (x + count - 1), continued as Gamma(x + count)/Gamma(x).

    >>> rising(acb(-2), acb(2)) == 2, rising(acb(3), acb(-2)) == acb(1) / 2
    (True, True)
    """
    whole = exact_integer(count)
    if whole is None or abs(whole) > MOST_FACTORS:
        return (x + count).gamma() * x.rgamma()
    if whole < 0:
        return 1 / (x + whole).rising(-whole)
    return x.rising(whole)


def falling(x: acb, count: acb) -> acb:
    """Return x (x - 1) ... (x - count + 1), continued as Gamma(x + 1)/Gamma(x - count + 1)."""
    return rising(x - count + 1, count)


def binomial(n: acb, k: acb) -> acb:
    """Return the binomial coefficient Gamma(n + 1)/(Gamma(k + 1) Gamma(n - k + 1)); a polynomial in n for whole k >= 0.

    Whole k < 0 give 0, except beside a negative integer n, where the limit depends on the direction.

    >>> binomial(acb(-3), acb(2)) == 6, binomial(acb(2), acb(-1)) == 0, binomial(acb(-2), acb(-2)).is_finite()
    (True, True, False)
    """
    whole = exact_integer(k)
    if whole is None:
        return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()
    if whole >= 0:
        return falling(n, k) * (k + 1).rgamma()
    return acb(0) if (n + 1).gamma().is_finite() else undefined()


def _beta(x: acb, y: acb | None = None) -> acb:
    second = x if y is None else y
    return x.gamma() * second.gamma() * (x + second).rgamma()


def _polygamma(order: acb, z: acb) -> acb:
    return z.polygamma(order) if _moderate(order) else undefined()


def _lower(s: acb, z: acb) -> acb:
    return z.gamma_lower(s)


def _upper(s: acb, z: acb) -> acb:
    return z.gamma_upper(s)


# --- Zeta functions and polylogarithms (DLMF 25) ------------------------------------------------------------------


def _moderate(*orders: acb) -> bool:
    return all(bool(abs(order) < LARGEST_ORDER) for order in orders)


def _zeta(s: acb, a: acb | None = None) -> acb:
    if not _moderate(s):
        return undefined()
    return s.zeta() if a is None else s.zeta(a)


def _eta(s: acb) -> acb:
    return s.dirichlet_eta() if _moderate(s) else undefined()


def polylog(s: acb, z: acb) -> acb:
    """Li_s(z) = sum_(k>=1) z^k/k^s, continued off [1, oo); at z = 1 zeta(s) where the sum converges.

    >>> polylog(acb(2), acb(1)).overlaps(acb.pi() ** 2 / 6), polylog(acb(1) / 2, acb(1)).is_finite()
    (True, False)
    """
    if z.is_zero():
        return acb(0)
    if not _moderate(s) or (z.contains(1) and not s.real > 1):
        return undefined()
    if s.imag.is_zero() and z.imag.is_zero():
        value = half_integer_polylogarithm(s.real, z.real)
        if value is not None:
            return acb(value)
    return z.polylog(s)


def lerch(z: acb, s: acb, a: acb) -> acb:
    """sum_(k>=0) z^k/(k + a)^s, continued off [1, oo) in z."""
    if not _moderate(s) or (z.contains(1) and not s.real > 1):
        return undefined()
    return z.lerch_phi(s, a)


def bernoulli(n: acb, x: acb | None = None) -> acb:
    """Return B_n = -n zeta(1 - n), but B_1 = -1/2 (DLMF 24.2.1, where SymPy has +1/2); or the polynomial B_n(x).

    >>> bernoulli(acb(1)) == acb(-1) / 2, bernoulli(acb(1), acb(0)) == acb(-1) / 2
    (True, True)
    """
    if x is None:
        if exact_integer(n) == 1:
            return acb(-0.5)  # exact
        return acb(1) if n.is_zero() else -n * _zeta(1 - n)
    whole = exact_integer(n)
    return undefined() if whole is None or not 0 <= whole <= MOST_FACTORS else x.bernoulli_poly(whole)


# --- Exponential integrals, Lambert W (DLMF 4.13, 6, 8.19) --------------------------------------------------------


def lambert(z: acb, branch: acb | None = None) -> acb:
    """W_k(z), the k-th branch of the inverse of w exp(w).

    >>> lambert(acb(-1) / 4, acb(-1)).imag.is_zero()
    True
    """
    which = 0 if branch is None else exact_integer(branch)
    return undefined() if which is None else z.lambertw(which)


def _expint(order: acb, z: acb) -> acb:
    return z.expint(order)


# --- Bessel and Airy functions (DLMF 9, 10) -----------------------------------------------------------------------


def _hankel(sign: int) -> Callable[[acb, acb], acb]:
    return lambda order, z: bessel.bessel_j(order, z) + acb(0, sign) * bessel.bessel_y(order, z)


def _airy(which: int) -> Head:
    return unary(lambda z: z.airy()[which], series=lambda u: u.airy()[which])


# --- Hypergeometric and elliptic functions (DLMF 15, 16, 19) --------------------------------------------------------


def hypergeometric(upper: int, lower: int) -> Head:
    """Return the head of pFq with p = `upper`, q = `lower`, p <= q + 1; its arguments are the a's, the b's, then z."""

    def value(*arguments: acb) -> acb:
        z = arguments[-1]
        if any(map(singular.at_whole_below_one, arguments[upper:-1])):
            return undefined()  # not defined there (DLMF 13.2(i), 15.2(ii), 16.2(i)): Arb's value is one of two limits
        if (upper, lower) == (2, 1):
            return z.hypgeom_2f1(arguments[0], arguments[1], arguments[2])
        a: list[iacb] = [*arguments[:upper]]
        b: list[iacb] = [*arguments[upper:-1]]
        return z.hypgeom(a, b)

    def holomorphic(*arguments: acb) -> bool:
        return upper <= lower or regions.off_above_one(arguments[-1])

    def diverges(*arguments: acb) -> bool:
        return singular.hypergeometric(arguments[:upper], arguments[upper:-1], arguments[-1])

    return Head(value, holomorphic, singular=diverges)


def _elliptic_e(first: acb, m: acb | None = None) -> acb:
    return elliptic.elliptic_e(first) if m is None else acb.elliptic_e_inc(first, m)


def _elliptic_f(phi: acb, m: acb) -> acb:
    return acb.elliptic_f(phi, m)


def relative_exponential(z: acb) -> acb:
    """(exp(z) - 1)/z, which is 1 at 0 and entire.

    Near 0 it is read as the mean of exp(s z) over 0 <= s <= 1, which lies in every rectangle that holds those values.

    >>> relative_exponential(acb(0)) == 1, relative_exponential(acb(arb(0, 1e-9))).contains(1)
    (True, True)
    """
    if z.contains(0) or (z.rel_accuracy_bits() < 8 and bool(abs(z) < 1)):
        return acb(1) if z.is_zero() else (z * _UNIT_INTERVAL).exp()
    return z.expm1() / z


class RelativeExponential(sympy.Function):
    """The inert head of (exp(z) - 1)/z, by which removable singularities at 0 are written."""


SPECIAL: Mapping[type[Expr], Head] = MappingProxyType(
    {
        RelativeExponential: unary(relative_exponential),
        sympy.gamma: unary(acb.gamma, series=acb_series.gamma, singular=singular.at_whole_below_one),
        sympy.factorial: unary(
            lambda z: (z + 1).gamma(), series=lambda u: (u + 1).gamma(), singular=singular.at_negative_whole
        ),
        sympy.loggamma: unary(
            acb.lgamma, regions.off_negative_axis, acb_series.lgamma, singular=singular.at_whole_below_one
        ),
        sympy.digamma: unary(acb.digamma, singular=singular.at_whole_below_one),
        sympy.polygamma: Head(_polygamma, regions.second_if_not_whole, singular=singular.polygamma),
        sympy.beta: Head(_beta, singular=singular.beta),
        sympy.binomial: Head(binomial),
        sympy.RisingFactorial: Head(rising),
        sympy.FallingFactorial: Head(falling),
        sympy.uppergamma: Head(_upper, regions.second_off_negative_axis, singular=singular.upper_gamma),
        sympy.lowergamma: Head(_lower, regions.second_off_negative_axis, singular=singular.lower_gamma),
        sympy.zeta: Head(_zeta, regions.hurwitz, singular=singular.zeta),
        sympy.dirichlet_eta: unary(_eta),
        sympy.polylog: Head(polylog, regions.second_off_above_one, singular=singular.polylog),
        sympy.lerchphi: Head(lerch, regions.lerch, singular=singular.lerch),
        sympy.bernoulli: Head(bernoulli),
        sympy.LambertW: Head(lambert, regions.lambert, singular=singular.lambert),
        sympy.erf: unary(acb.erf, series=acb_series.erf),
        sympy.erfc: unary(acb.erfc, series=acb_series.erfc),
        sympy.erfi: unary(acb.erfi, series=acb_series.erfi),
        sympy.Ei: unary(acb.ei, regions.off_negative_axis, acb_series.ei, singular=singular.at_zero),
        sympy.Si: unary(acb.si, series=acb_series.si),
        sympy.Ci: unary(acb.ci, regions.off_negative_axis, acb_series.ci, singular=singular.at_zero),
        sympy.Shi: unary(acb.shi, series=acb_series.shi),
        sympy.Chi: unary(acb.chi, regions.off_negative_axis, acb_series.chi, singular=singular.at_zero),
        sympy.li: unary(acb.li, regions.off_below_one, acb_series.li, singular=singular.at_one),
        sympy.expint: Head(_expint, regions.second_off_negative_axis, singular=singular.expint),
        sympy.besselj: Head(bessel.bessel_j, regions.second_if_not_whole, singular=singular.bessel),
        sympy.bessely: Head(bessel.bessel_y, regions.second_off_negative_axis, singular=singular.second_at_zero),
        sympy.besseli: Head(bessel.bessel_i, regions.second_if_not_whole, singular=singular.bessel),
        sympy.besselk: Head(bessel.bessel_k, regions.second_off_negative_axis, singular=singular.second_at_zero),
        sympy.hankel1: Head(_hankel(1), regions.second_off_negative_axis, singular=singular.second_at_zero),
        sympy.hankel2: Head(_hankel(-1), regions.second_off_negative_axis, singular=singular.second_at_zero),
        sympy.airyai: _airy(0),
        sympy.airyaiprime: _airy(1),
        sympy.airybi: _airy(2),
        sympy.airybiprime: _airy(3),
        sympy.elliptic_k: unary(elliptic.elliptic_k, regions.off_above_one, singular=singular.at_one),
        sympy.elliptic_e: Head(_elliptic_e, regions.incomplete_elliptic),
        sympy.elliptic_f: Head(_elliptic_f, regions.incomplete_elliptic, singular=singular.elliptic_f),
    }
)
"""Every special function by its SymPy class."""
