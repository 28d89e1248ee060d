"""The series beside a logarithm in the expansions of functions at a logarithmic singularity.

K_n, Y_n, E_n, Ei, Ci and Chi at 0, and the complete elliptic integrals at m = 1, are A + B log, A and B holomorphic.
Where A is no function that has a name, it is one of the inert heads here, summed term by term with a bound on the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import factorial
from types import MappingProxyType

import sympy
from flint import acb, arb, ctx
from sympy import EulerGamma, Expr, Integer, Rational, S, Symbol, log, pi

from dehsym.balls.environment import disc, exact_integer, undefined
from dehsym.balls.node import Head, unary

MOST_TERMS = 10_000
MOST_ORDER = 64


class BesselRest(sympy.Function):
    """The inert head of sum_k (psi(k + 1) + psi(n + k + 1)) w^k/(k! (n + k)!), n = 0, 1, 2, ...; entire in w."""


class FirstEllipticRest(sympy.Function):
    """The inert head of sum_j ((1/2)_j/j!)^2 d_j w^j, d_j = psi(1 + j) - psi(1/2 + j), |w| < 1."""


class SecondEllipticRest(sympy.Function):
    """The inert head of sum_j (1/2)_j (3/2)_j/((2)_j j!) (d_j - 1/((2j + 1)(2j + 2))) w^j, |w| < 1."""


def bessel_rest(order: acb, w: acb) -> acb:
    """Sum the series; a term is at most 2 |w|/(k (n + k)) times the one before, for k >= 4.

    From k to k + 1, psi(k + 1) + psi(n + k + 1) grows by 1/(k + 1) + 1/(n + k + 1) <= 2, and for k >= 3 it is above 2.

    >>> bessel_rest(acb(0), acb(0)).overlaps(-2 * acb(arb.const_euler()))
    True
    """
    n = exact_integer(order)
    if n is None or not 0 <= n <= MOST_ORDER or not w.is_finite():
        return undefined()
    reach, unit = arb(w.abs_upper()), arb(2) ** -ctx.prec
    if not reach < MOST_TERMS**2 // 8:
        return undefined()
    total, power = acb(0), acb(1) / factorial(n)
    for k in range(MOST_TERMS):
        weight = arb(k + 1).digamma() + arb(n + k + 1).digamma()
        total += power * weight
        power *= w / ((k + 1) * (n + k + 1))
        ratio = reach / ((k + 2) * (n + k + 2)) * 2
        left = abs(power) * (weight + 2)
        if k >= 3 and ratio < 0.5 and (left.is_zero() or left < unit):
            return total + disc(2 * arb(left.abs_upper()))
    return undefined()


def _hypergeometric_sum(w: acb, step: Callable[[int], arb], weight: Callable[[int, arb], arb]) -> acb:
    """Return sum_j c_j v_j w^j for 0 < c_j <= 1, |v_j| <= 2, c_(j+1)/c_j = `step`(j), v_j = `weight`(j, d_j)."""
    reach = arb(w.abs_upper())
    if not reach < 0.96875:
        return undefined()
    unit, total, power = arb(2) ** -ctx.prec, acb(0), acb(1)
    difference = 2 * arb.const_log2()
    bound = arb(1)
    for j in range(MOST_TERMS):
        total += power * weight(j, difference)
        power *= w * step(j)
        bound *= reach
        difference -= arb(1) / ((j + 1) * (2 * j + 1))  # psi(2 + j) - psi(3/2 + j)
        left = 2 * bound / (1 - reach)
        if left < unit:
            return total + disc(arb(left.abs_upper()))
    return undefined()


def first_elliptic_rest(w: acb) -> acb:
    """Sum the series beside the logarithm in K (DLMF 19.12.1).

    >>> first_elliptic_rest(acb(0)).overlaps(2 * acb(2).log())
    True
    """
    return _hypergeometric_sum(w, lambda j: (arb(2 * j + 1) / (2 * j + 2)) ** 2, lambda _, d: d)


def second_elliptic_rest(w: acb) -> acb:
    """Sum the series beside the logarithm in E (DLMF 19.12.2).

    >>> second_elliptic_rest(acb(0)).overlaps(2 * acb(2).log() - acb(1) / 2)
    True
    """
    return _hypergeometric_sum(
        w,
        lambda j: arb((2 * j + 1) * (2 * j + 3)) / ((2 * j + 4) * (2 * j + 2)),
        lambda j, d: d - arb(1) / ((2 * j + 1) * (2 * j + 2)),
    )


LOGARITHMIC: Mapping[type[Expr], Head] = MappingProxyType(
    {
        BesselRest: Head(bessel_rest),
        FirstEllipticRest: unary(first_elliptic_rest),
        SecondEllipticRest: unary(second_elliptic_rest),
    }
)
"""The inert heads."""


def beside_singularity(expr: Expr, y: Symbol) -> Expr | None:
    """Return `expr`, a function singular where its argument is 0, or 1, at y = 0, by logarithms and regular parts.

    None where it is none of these, or its argument is not known to be positive and to go there.

    >>> y = Symbol("y", positive=True)
    >>> beside_singularity(sympy.Ei(y), y)
    y*hyper((1, 1), (2, 2), y) + log(y) + EulerGamma
    """
    rule = _RULES.get(expr.func)
    if rule is None or y not in expr.free_symbols:
        return None
    *orders, u = expr.args
    at_end = u.xreplace({y: S.Zero})
    order = orders[0] if orders else S.Zero
    if len(orders) > 1 or not isinstance(order, sympy.Integer):
        return None
    if isinstance(expr, sympy.elliptic_k | sympy.elliptic_e):
        return rule(0, 1 - u) if at_end == S.One and not orders else None
    if at_end != S.Zero or not u.is_positive:
        return None
    return rule(int(order), u)


def _twice_two(top: Expr, u: Expr) -> Expr:
    return u * sympy.hyper((S.One, S.One), (Integer(2), Integer(2)), top)


def _exponential_integral(order: int, u: Expr) -> Expr | None:
    """E_1 = -gamma - log u + u 2F2(1, 1; 2, 2; -u) (DLMF 6.6.2), and n E_(n+1) = e^(-u) - u E_n (DLMF 8.19.12)."""
    if not 1 <= order <= MOST_ORDER:
        return None
    value: Expr = -EulerGamma - log(u) + _twice_two(-u, u)
    for n in range(1, order):
        value = (sympy.exp(-u) - u * value) / n
    return value


def _cosine_integral(sign: int) -> Callable[[int, Expr], Expr]:
    """Ci and Chi: gamma + log u + sign u^2/4 2F3(1, 1; 3/2, 2, 2; sign u^2/4) (DLMF 6.6.6)."""

    def rule(_: int, u: Expr) -> Expr:
        square = sign * u**2 / 4
        return (
            EulerGamma + log(u) + square * sympy.hyper((S.One, S.One), (Rational(3, 2), Integer(2), Integer(2)), square)
        )

    return rule


def _macdonald(order: int, u: Expr) -> Expr | None:
    """K_n at 0 (DLMF 10.31.1)."""
    n = abs(order)
    if n > MOST_ORDER:
        return None
    polar = sum((factorial(n - k - 1) * (-(u**2) / 4) ** k / factorial(k) for k in range(n)), S.Zero)
    first = log(u / 2) * sympy.hyper((), (Integer(n + 1),), u**2 / 4) * (u / 2) ** n / factorial(n)
    rest = (u / 2) ** n * BesselRest(n, u**2 / 4) / 2
    return polar * (u / 2) ** (-n) / 2 + (-1) ** n * (rest - first)


def _neumann(order: int, u: Expr) -> Expr | None:
    """Y_n at 0 (DLMF 10.8.1), and Y_(-n) = (-1)^n Y_n."""
    n = abs(order)
    if n > MOST_ORDER:
        return None
    polar = sum((factorial(n - k - 1) * (u**2 / 4) ** k / factorial(k) for k in range(n)), S.Zero)
    first = 2 * log(u / 2) * sympy.hyper((), (Integer(n + 1),), -(u**2) / 4) * (u / 2) ** n / factorial(n)
    rest = (u / 2) ** n * BesselRest(n, -(u**2) / 4)
    value = (first - rest - polar * (u / 2) ** (-n)) / pi
    return -value if order < 0 and n % 2 else value


def _first_elliptic(_: int, w: Expr) -> Expr:
    """K(m), w = 1 - m: sum_j ((1/2)_j/j!)^2 w^j (d_j - log(w)/2), and the sum without d_j is 2 K(w)/pi."""
    return FirstEllipticRest(w) - log(w) * sympy.elliptic_k(w) / pi


def _second_elliptic(_: int, w: Expr) -> Expr:
    """E(m) = 1 + w/2 (the series less log(w)/2 2F1(1/2, 3/2; 2; w)), w = 1 - m (DLMF 19.12.2).

    The hypergeometric function is 4 (K(w) - E(w))/(pi w) (DLMF 19.5.1, 19.5.2).
    """
    return 1 + w / 2 * SecondEllipticRest(w) - log(w) * (sympy.elliptic_k(w) - sympy.elliptic_e(w)) / pi


_RULES: Mapping[type[Expr], Callable[[int, Expr], Expr | None]] = MappingProxyType(
    {
        sympy.expint: _exponential_integral,
        sympy.Ei: lambda _, u: EulerGamma + log(u) + _twice_two(u, u),
        sympy.Ci: _cosine_integral(-1),
        sympy.Chi: _cosine_integral(1),
        sympy.besselk: _macdonald,
        sympy.bessely: _neumann,
        sympy.elliptic_k: _first_elliptic,
        sympy.elliptic_e: _second_elliptic,
    }
)
