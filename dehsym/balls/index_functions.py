"""Functions of a summation index: Bessel functions of growing order, zeta(k), Bernoulli numbers, some polynomials.

For the tail of a sum they are written as what grows like a factorial, or tends to 1, times an inert head here that
decays, or grows at most, like an exponential; and of that the rate is known from an index on. Only bounds are needed:
the terms themselves are added as they were given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import sympy
from flint import acb, arb
from sympy import Expr, S, Symbol, factorial, pi

from dehsym.balls import regions
from dehsym.balls.environment import disc
from dehsym.balls.gamma_factors import linear
from dehsym.balls.half_line import Compile, HalfLine, Majorant
from dehsym.balls.node import Head, unary
from dehsym.balls.orthogonal import ORTHOGONAL
from dehsym.balls.special import bernoulli
from dehsym.balls.substitution import BINDERS
from dehsym.balls.tail import Growth, Scale

_UNIT_INTERVAL = arb(0.5, 0.5)


class ZetaExcess(sympy.Function):
    """The inert head of zeta(s) - 1."""


class BernoulliRatio(sympy.Function):
    """The inert head of B_n/n!, or B_n(x)/n!."""


class HermiteRatio(sympy.Function):
    """The inert head of H_n(x)/n!."""


class GammaRatio(sympy.Function):
    """The inert head of Gamma(t)/Gamma(t + d)."""


class PowerRatio(sympy.Function):
    """The inert head of x^x exp(-x)/x!."""


def _over_factorial(function: Callable[..., acb]) -> Callable[..., acb]:
    def ratio(n: acb, *others: acb) -> acb:
        return function(n, *others) * (n + 1).rgamma()

    return ratio


def _gamma_quotient(t: acb, difference: acb) -> acb:
    return t.gamma() * (t + difference).rgamma()


INDEX_HEADS: Mapping[type[Expr], Head] = MappingProxyType(
    {
        ZetaExcess: unary(lambda s: s.zeta() - 1, regions.nowhere),
        BernoulliRatio: Head(_over_factorial(bernoulli), regions.nowhere),
        HermiteRatio: Head(_over_factorial(ORTHOGONAL[sympy.hermite].ball), regions.nowhere),
        GammaRatio: Head(_gamma_quotient, regions.nowhere),
        PowerRatio: unary(lambda x: (x * (x.log() - 1)).exp() * (x + 1).rgamma(), regions.nowhere),
    }
)
"""The inert heads."""


# --- Rewriting --------------------------------------------------------------------------------------------------------


def with_index_functions(expr: Expr, k: Symbol) -> Expr:
    """Return the same for whole k >= 1, with the inert heads.

    >>> k = Symbol("k", positive=True, integer=True)
    >>> with_index_functions(sympy.zeta(k) - 1, k)
    ZetaExcess(k)
    """
    if not expr.has(k) or not expr.args or isinstance(expr, (*BINDERS, sympy.Piecewise, sympy.hyper)):
        return expr
    rebuilt = expr.func(*[with_index_functions(part, k) for part in expr.args])
    rule = _REWRITINGS.get(rebuilt.func)
    return rebuilt if rule is None else rule(rebuilt, k)


def _slope(expr: Expr, k: Symbol) -> tuple[Expr, Expr] | None:
    """Return p, c with `expr` = p k + c, p rational and not 0, c real; None for anything else."""
    found = linear(expr, k)
    if found is None or not isinstance(found[0], sympy.Rational) or not found[0].p or not found[1].is_real:
        return None
    return found


def _zeta(expr: Expr, k: Symbol) -> Expr:
    """zeta(s) = 1 + (zeta(s) - 1); of falling argument by reflection (DLMF 25.4.1)."""
    s = expr.args[0]
    found = _slope(s, k) if len(expr.args) == 1 else None
    if found is None:
        return expr
    if found[0].is_positive:
        return 1 + ZetaExcess(s)
    t = 1 - s
    return 2 * (2 * pi) ** (-t) * sympy.cos(pi * t / 2) * _gamma(t, k, -found[0], 1 - found[1]) * (1 + ZetaExcess(t))


def _gamma(t: Expr, k: Symbol, slope: Expr, offset: Expr) -> Expr:
    """Gamma(k + c) = (k + m)! Gamma(k + c)/Gamma(k + m + 1), m >= 0 the least with c <= m + 1."""
    if slope != S.One or not isinstance(offset, sympy.Rational):
        return sympy.gamma(t)
    m = max(0, -(-offset.p // offset.q) - 1)
    shifted = sympy.Mul(*(k + j for j in range(1, m + 1))) * factorial(k)
    return shifted * GammaRatio(t, m + 1 - offset)


def _ratio(head: Callable[..., Expr]) -> Callable[[Expr, Symbol], Expr]:
    def rewritten(expr: Expr, k: Symbol) -> Expr:
        n, *others = expr.args
        found = _slope(n, k)
        natural = n.is_integer and n.is_nonnegative
        return factorial(n) * head(n, *others) if found and natural and not any(x.has(k) for x in others) else expr

    return rewritten


def _power(expr: Expr, k: Symbol) -> Expr:
    """(b k)^(k + c) = k! exp(k) b^(k + c) k^c times a ratio, for whole c or b = 1; other powers are left."""
    base, exponent = expr.as_base_exp()
    factor, found = base / k, _slope(exponent, k)
    if not isinstance(factor, sympy.Rational) or found is None or found[0] != S.One:
        return expr
    if factor != S.One and not exponent.is_integer:
        return expr
    return factor**exponent * factorial(k) * sympy.exp(k) * PowerRatio(k) * k ** found[1]


_REWRITINGS: Mapping[type[Expr], Callable[[Expr, Symbol], Expr]] = MappingProxyType(
    {
        sympy.zeta: _zeta,
        sympy.bernoulli: _ratio(BernoulliRatio),
        sympy.hermite: _ratio(HermiteRatio),
        sympy.Pow: _power,
    }
)


# --- Majorants --------------------------------------------------------------------------------------------------------

CompileMajorant = Callable[[Expr, Symbol, Compile], Majorant]
"""The growth of any expression."""

_Estimate = tuple[arb, arb]
"""Numbers M and b with |f(u)| <= M b^u for all u from the first on."""


def index_majorant(expr: Expr, x: Symbol, compile_node: Compile, majorant: CompileMajorant) -> Majorant | None:
    """Return the growth of a function whose first argument is p x + c, p > 0, for x >= N; None for any other.

    The rate holds from N on, and falls as N grows where the function decays faster than any exponential.
    """
    if isinstance(expr, sympy.Pow):
        return _falling_power(expr, x, compile_node, majorant)
    estimate = _ESTIMATES.get(expr.func)
    if estimate is None or not expr.args[0].has(x) or any(part.has(x) for part in expr.args[1:]):
        return None
    index, found = expr.args[0], _slope(expr.args[0], x)
    if found is None or not found[0].is_positive or not (index.is_integer or isinstance(expr, _OF_REALS)):
        return None
    slope, offset, *others = [compile_node(part) for part in (*found, *expr.args[1:])]

    def growth(on: HalfLine) -> Growth:
        p, c, *values = [node.ball(on.at, on.analytic) for node in (slope, offset, *others)]
        first = arb((p * on.start + c).real.lower())
        if not first >= 2 or not all(value.is_finite() for value in values) or (on.analytic and not index.is_integer):
            return Growth.unknown()
        front, base = estimate(first, *values)
        logarithm = arb(base.upper()).log()
        rate = acb(arb((p.real * logarithm).upper()))
        bound = arb(front.abs_upper()) * (c.real * logarithm).exp()
        if not (bound.is_finite() and rate.is_finite()):
            return Growth.unknown()
        return Growth(Scale(acb(0), (rate,)), disc(arb(bound.abs_upper())))

    return growth


def _falling_power(expr: Expr, x: Symbol, compile_node: Compile, majorant: CompileMajorant) -> Majorant | None:
    """(q x + b)^(c - p x), q, p > 0: at most (q x + b)^c (q N + b)^(-p x) once q N + b >= 1; for q < 0 by |q x + b|."""
    base, exponent = expr.as_base_exp()
    below, above = _slope(base, x), _slope(exponent, x)
    if below is None or above is None or not above[0].is_negative or not isinstance(below[1], sympy.Rational):
        return None
    if below[0].is_negative:
        turned = _falling_power((-base) ** exponent, x, compile_node, majorant)
        return None if turned is None else lambda on: turned(on) * Growth.constant(disc(arb(1)))
    rest = majorant(base ** above[1], x, compile_node)
    start, slope = compile_node(base), compile_node(above[0])

    def growth(on: HalfLine) -> Growth:
        inner = on.at.binding(x)
        inner.values[x] = acb(on.start)
        first = arb(start.ball(inner, analytic=False).real.lower())
        if not first >= 1:
            return Growth.unknown()
        rate = arb((slope.ball(on.at, on.analytic).real * first.log()).upper())
        return rest(on) * Growth(Scale(acb(0), (acb(rate),)), acb(_UNIT_INTERVAL))

    return growth


def _bessel(modified: bool) -> Callable[[arb, acb], _Estimate]:
    """|J_v(z)| <= |z/2|^v e^|Im z|/Gamma(v + 1) (DLMF 10.14.4), I with Re; Gamma(v + 1) >= (v/e)^v for v >= 1."""

    def estimate(first: arb, z: acb) -> _Estimate:
        size, side = arb(z.abs_upper()), arb((z.real if modified else z.imag).abs_upper())
        return side.exp(), arb.max(size, arb(2) ** -64) * arb.const_e() / (2 * first)

    return estimate


def _excess(_: arb) -> _Estimate:
    """0 < zeta(s) - 1 <= 2^(-s) + int_2^oo t^(-s) dt = 2^(-s) (1 + 2/(s - 1)) <= 3 2^(-s) for s >= 2."""
    return arb(3), arb(1) / 2


def _bernoulli_ratio(_: arb, x: acb | None = None) -> _Estimate:
    """|B_n|/n! <= 2 zeta(2)/(2 pi)^n for n >= 2 (DLMF 25.6.2); for B_n(x) Cauchy's estimate on |t| = 6.

    There |exp(t) - 1| is at least 1 - 1/e for |Re t| >= 1. Else it is at least 2 exp(Re t/2) |sin(Im t/2)|; |Im t|/2
    is between sqrt(35)/2 and 3, so that it is above 2 exp(-1/2) sin 3 > 0.16.
    """
    if x is None:
        return arb(4), 1 / (2 * arb.pi())
    return 6 * (6 * arb(x.abs_upper())).exp() * 100 / 16, arb(1) / 6


def _hermite_ratio(first: arb, x: acb) -> _Estimate:
    """Cauchy's estimate of the coefficients of exp(2 x t - t^2) on |t| = r, r = sqrt(first/2) (DLMF 18.12.15)."""
    radius = (first / 2).sqrt()
    return (2 * arb(x.abs_upper()) * radius + radius * radius).exp(), 1 / radius


def _gamma_ratio(_first: arb, _difference: acb) -> _Estimate:
    """Gamma increases from 2 on, and the difference is not negative (DLMF 5.4(iii))."""
    return arb(1), arb(1)


def _power_ratio(_: arb) -> _Estimate:
    """For x >= 1, x! >= (x/e)^x (DLMF 5.6.1)."""
    return arb(1), arb(1)


def _polynomial(_: arb, t: acb) -> _Estimate:
    """|P_n(t)|, |T_n(t)| <= (|t| + sqrt(|t|^2 + 1))^n by Laplace's integral (DLMF 18.10.5); 1 for real |t| <= 1."""
    if t.imag.is_zero() and abs(t.real) <= 1:
        return arb(1), arb(1)
    size = arb(t.abs_upper())
    return arb(1), size + (size * size + 1).sqrt()


def _laguerre(first: arb, *others: acb) -> _Estimate:
    """Cauchy's estimate on |t| = r < 1 of the coefficients of (1 - t)^(-a-1) exp(-x t/(1 - t)) (DLMF 18.12.13).

    1 - r <= |1 - t| <= 1 + r, and the argument of 1 - t is at most pi/2.
    """
    a, x = (acb(0), *others)[-2:]
    gap = 1 / (1 + first.sqrt())
    powers = gap ** -(a.real + 1) + (2 - gap) ** -(a.real + 1)
    front = powers * (2 * arb(a.imag.abs_upper())).exp() * (arb(x.abs_upper()) * (1 - gap) / gap).exp()
    return front, 1 / (1 - gap)


def _harmonic(first: arb) -> _Estimate:
    """0 < H_u <= 1 + log u, and with L = log N, u >= N: 1 + log u <= 1 + L + (u/N - 1) <= (1 + L) exp(u/N)."""
    return 1 + first.log(), (1 / first).exp()


_OF_REALS = (ZetaExcess, GammaRatio, PowerRatio, sympy.besselj, sympy.besseli)
_ESTIMATES: Mapping[type[Expr], Callable[..., _Estimate]] = MappingProxyType(
    {
        sympy.besselj: _bessel(modified=False),
        sympy.besseli: _bessel(modified=True),
        ZetaExcess: _excess,
        BernoulliRatio: _bernoulli_ratio,
        HermiteRatio: _hermite_ratio,
        GammaRatio: _gamma_ratio,
        PowerRatio: _power_ratio,
        sympy.legendre: _polynomial,
        sympy.chebyshevt: _polynomial,
        sympy.laguerre: _laguerre,
        sympy.assoc_laguerre: _laguerre,
        sympy.harmonic: _harmonic,
    }
)
