"""Asymptotic expansions of polylogarithms, the Lerch transcendent and zeta functions at their singular points.

About z = 1 all follow from one series (Erdelyi, Higher Transcendental Functions I, 1.11(8) and (9); DLMF 25.12.12 is
its case a = 1), with u = -log z,

    z^a Phi(z, s, a) = Gamma(1 - s) u^(s-1) + sum_(k>=0) zeta(s - k, a) (-u)^k/k!,

in which for a whole s = m >= 1 the first term and that of k = m - 1 together become
(psi(m) - psi(a) - log u) (-u)^(m-1)/(m - 1)!. Principal powers and logarithms of u have the cut of Li_s, z > 1, and on
it the values from below, as Arb.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import factorial
from types import MappingProxyType

import sympy
from flint import acb, fmpq
from sympy import Expr

from dehsym.balls.asymptotic_gamma import bernoulli, gamma, hurwitz, psi_number, whole_limit, zeta_number
from dehsym.balls.asymptotic_special import fixed_number, series_at
from dehsym.balls.asymptotics import Asymptotics, Rule, named_value
from dehsym.balls.exact_functions import logarithm, power
from dehsym.balls.exact_number import Number, Undecided, opaque, pi
from dehsym.balls.expansion import Expansion

_ONE = Number.rational(1)


def zeta_at(s: Number, a: Number) -> Number:
    """Return zeta(s, a), in closed form at whole s <= 0 and even s for a = 1 (DLMF 25.6.2, 25.6.3).

    >>> zeta_at(Number.rational(-1), Number.rational(1)) == Number.rational(fmpq(-1, 12))
    True
    """
    whole = s.as_rational
    if a == _ONE and whole is not None and whole.q == 1 and whole.p != 1:
        return zeta_number(int(whole.p))
    if a == _ONE:
        return named_value(sympy.zeta, (s,), s.ball.zeta())
    return named_value(sympy.zeta, (s, a), s.ball.zeta(a.ball))


def lerch_beside_one(engine: Asymptotics, z: Expansion, s: Number, a: Number) -> Expansion:
    """z^a Phi(z, s, a) for z -> 1; raise `Undecided` at a pole of the coefficients."""
    u = -z.logarithm(analytic=engine.analytic)
    whole = s.as_rational
    m = int(whole.p) if whole is not None and whole.q == 1 and whole.p >= 1 else None
    coefficients: list[Number] = []
    for k in range(engine.size):
        regular = Number({}) if m is not None and k == m - 1 else zeta_at(s - Number.rational(k), a)
        coefficients.append(regular.scaled(fmpq((-1) ** k, factorial(k))))
    total = series_at(coefficients, u)
    if m is None:
        return total + gamma(engine, engine.constant(_ONE - s)) * _principal_power(engine, u, s - _ONE)
    inner = engine.constant(psi_number(Number.rational(m)) - psi_number(a)) - u.logarithm(analytic=engine.analytic)
    return total + inner * (-u).power(Number.rational(m - 1)).times(Number.rational(fmpq(1, factorial(m - 1))))


def _principal_power(engine: Asymptotics, u: Expansion, degree: Number) -> Expansion:
    if engine.analytic:
        u.logarithm(analytic=True)  # raises on the cut
    return u.power(degree)


def _tends_to_one(engine: Asymptotics, z: Expansion) -> bool:
    return z.growth == 0 and (z - engine.constant(1)).growth < 0


def _polylog(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    order, z = arguments
    if _tends_to_one(engine, z):
        return lerch_beside_one(engine, z, fixed_number(order), _ONE)
    if z.growth == 0:
        return engine.regular(expr)
    s = fixed_number(order)
    if z.growth < 0:
        powers = (power(Number.rational(k), -s) if k else Number({}) for k in range(z.size))
        return series_at(powers, z)
    return _polylog_far(engine, s, z)


def _polylog_far(engine: Asymptotics, s: Number, z: Expansion) -> Expansion:
    """Li_s(-exp(w)) for w -> +oo: sum_k (-1)^k (1 - 2^(1-2k)) (2 pi)^(2k) B_2k/(2k)! w^(s-2k)/Gamma(s + 1 - 2k).

    A. Sommerfeld's expansion; what it leaves out is exponentially small (D. Wood, The Computation of Polylogarithms,
    1992, 11.1).
    """
    whole = s.as_rational
    if not z.real or z.sign() > 0 or (whole is not None and whole.q == 1 and whole < 0):
        raise Undecided("an argument that leaves to the left is wanted for a polylogarithm, and no order -1, -2, ...")
    w = (-z).logarithm()
    coefficients, falling, square = list[Number](), _ONE, (pi() * pi()).scaled(4)
    for k in range(engine.size):
        weight = fmpq((-1) ** k, factorial(2 * k)) * (1 - fmpq(2) / 4**k) * bernoulli(2 * k)
        coefficients.append(falling * square.whole_power(k).scaled(weight))
        falling = falling * (s - Number.rational(2 * k)) * (s - Number.rational(2 * k + 1))
    front = w.power(s) * gamma(engine, engine.constant(s + _ONE), reciprocal=True)
    return front * series_at(coefficients, (w * w).inverse())


def _lerch(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    z, order, shift = arguments
    if not _tends_to_one(engine, z):
        return engine.regular(expr)
    a = fixed_number(shift)
    if not (a.ball.real > 0 or not a.ball.imag.contains(0)):
        raise Undecided("a third argument off the negative axis is wanted for the Lerch transcendent")
    rest = lerch_beside_one(engine, z, fixed_number(order), a)
    return rest * (z.logarithm(analytic=engine.analytic).times(-a)).exponential()


# --- Riemann's and Hurwitz's zeta functions -------------------------------------------------------------------------


def _zeta(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    s = arguments[0]
    a = arguments[1] if len(arguments) == 2 else engine.constant(1)
    if s.growth > 0:
        return _zeta_far(s) if len(arguments) == 1 else engine.regular(expr)
    near = whole_limit(s)
    if near is not None and near[0] == 1:
        return _zeta_at_pole(engine, near[1], fixed_number(a))
    if len(arguments) == 1:
        return engine.regular(expr)
    if a.growth > 0:
        return hurwitz(engine, fixed_number(s), a)
    end = whole_limit(a)
    if end is None or end[0] > 0:
        return engine.regular(expr)
    # zeta(s, a) = sum_(j<=n) (a + j)^(-s) + zeta(s, a + n + 1) for a -> -n (DLMF 25.11.4)
    order, n = fixed_number(s), -end[0]
    first, *_ = expr.args
    total = engine.expand(sympy.zeta(first, expr.args[1] + n + 1))
    for j in range(n + 1):
        total += _principal_power(engine, a + engine.constant(j), -order)
    return total


def _zeta_far(s: Expansion) -> Expansion:
    """Return the sum of k^(-s), of which finitely many terms leave O(of the next)."""
    if not (s.real and s.sign() > 0):
        raise Undecided("a real argument of zeta that leaves to the right is wanted")
    total = Expansion.constant(_ONE, s.size)
    for k in range(2, s.size):
        total += s.times(logarithm(Number.rational(fmpq(1, k)))).exponential()
    last = s.times(logarithm(Number.rational(fmpq(1, s.size)))).exponential().leading
    assert last is not None
    return total + Expansion.bounded(last, True, s.size)


def _zeta_at_pole(engine: Asymptotics, small: Expansion, a: Number) -> Expansion:
    """1/(s - 1) + sum (-1)^k gamma_k(a) (s - 1)^k/k!, gamma_0(a) = -psi(a) (DLMF 25.2.4, 25.11.32 at its pole)."""
    if not (a.ball.real > 0 or not a.ball.imag.contains(0)):
        raise Undecided("a second argument of zeta off the negative axis is wanted at the pole")
    series = [-psi_number(a)]
    for k in range(1, engine.size):
        constant = opaque(("stieltjes", k, a), acb.stieltjes(k) if a == _ONE else acb.stieltjes(k, a.ball))
        series.append(constant.scaled(fmpq((-1) ** k, factorial(k))))
    return small.inverse() + series_at(series, small)


ZETA_RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {sympy.zeta: _zeta, sympy.polylog: _polylog, sympy.lerchphi: _lerch}
)
"""How zeta functions and polylogarithms are expanded, by their SymPy classes."""
