"""Orthogonal polynomials, continued to every order as the functions of DLMF 18 that mpmath and Arb call by these names.

At a whole order n >= 0 they are polynomials in x, holomorphic everywhere. At other orders those on [-1, 1] have a cut
along (-oo, -1]; those of Hermite and Laguerre stay entire in x.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import sympy
from flint import acb
from sympy import Expr

from dehsym.balls import regions
from dehsym.balls.environment import exact_integer, undefined
from dehsym.balls.node import Head
from dehsym.balls.powers import principal_power

MOST_DEGREE = 100_000  # of an associated Legendre function, whose normalisation is a product of as many factors


def _is_polynomial(order: acb) -> bool:
    whole = exact_integer(order)
    return whole is not None and whole >= 0


def _cut_unless_polynomial(order: acb, x: acb) -> bool:
    return _is_polynomial(order) or regions.off_below_minus_one(x)


def _cut_of_gegenbauer(order: acb, _: acb, x: acb) -> bool:
    return _cut_unless_polynomial(order, x)


def _cut_of_jacobi(order: acb, _a: acb, _b: acb, x: acb) -> bool:
    return _cut_unless_polynomial(order, x)


def assoc_legendre(n: acb, m: acb, x: acb) -> acb:
    """Return (-1)^m (1 - x^2)^(m/2) d^m P_n/dx^m for whole m >= 0, by DLMF 14.6.1 and 15.5.2.

    P_n^(-m) is (-1)^m Gamma(n - m + 1)/Gamma(n + m + 1) P_n^m (DLMF 14.9.3); for m that are not whole it is Ferrers'
    function between -1 and 1 (DLMF 14.3.1).

    >>> assoc_legendre(acb(2), acb(1), acb(1) / 2).overlaps(-3 * acb(3).sqrt() / 4)
    True
    """
    whole = exact_integer(m)
    if whole is None:
        return x.legendre_p(n, m) if regions.off_outer_reals(x) else undefined()
    if abs(whole) > MOST_DEGREE:
        return undefined()
    k = abs(whole)
    value = _legendre_of_whole_order(n, k, x)
    return value if whole >= 0 else value * (-1) ** k * (n - k + 1).gamma() * (n + k + 1).rgamma()


def _legendre_of_whole_order(n: acb, k: int, x: acb) -> acb:
    degree = exact_integer(n)
    if degree is not None and degree < 0:
        return _legendre_of_whole_order(-n - 1, k, x)  # P_(-n-1) = P_n, DLMF 14.9.5
    if degree is not None and degree < k:
        return acb(0)
    # d^k/dx^k 2F1(-n, n+1; 1; (1-x)/2), DLMF 15.5.2; (-n)_k (-1)^k = n (n-1) ... (n-k+1)
    factor = (n - k + 1).rising(k) * (n + 1).rising(k) / (acb(k + 1).gamma() * acb(2) ** k)
    series = ((1 - x) / 2).hypgeom_2f1(k - n, n + k + 1, acb(k + 1))
    return (-1) ** k * factor * series * principal_power(1 - x * x, acb(k) / 2, analytic=False)


def _cut_of_assoc_legendre(n: acb, m: acb, x: acb) -> bool:
    whole = exact_integer(m)
    if whole is not None and whole % 2 == 0 and _is_polynomial(n):
        return True
    return regions.off_outer_reals(x)


def _of_last(method: Callable[..., acb]) -> Callable[..., acb]:
    """Return the function of the order, the parameters and, last, the argument, of which Arb has it as a method."""
    return lambda *given: method(given[-1], *given[:-1])


ORTHOGONAL: Mapping[type[Expr], Head] = MappingProxyType(
    {
        sympy.legendre: Head(_of_last(acb.legendre_p), _cut_unless_polynomial),
        sympy.assoc_legendre: Head(assoc_legendre, _cut_of_assoc_legendre),
        sympy.chebyshevt: Head(_of_last(acb.chebyshev_t), _cut_unless_polynomial),
        sympy.chebyshevu: Head(_of_last(acb.chebyshev_u), _cut_unless_polynomial),
        sympy.hermite: Head(_of_last(acb.hermite_h)),
        sympy.laguerre: Head(_of_last(acb.laguerre_l)),
        sympy.assoc_laguerre: Head(_of_last(acb.laguerre_l)),
        sympy.gegenbauer: Head(_of_last(acb.gegenbauer_c), _cut_of_gegenbauer),
        sympy.jacobi: Head(_of_last(acb.jacobi_p), _cut_of_jacobi),
    }
)
"""Every orthogonal polynomial by its SymPy class."""
