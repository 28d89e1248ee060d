"""Asymptotic expansions of the gamma function and its relatives: at poles, at whole numbers, and by Stirling's series.

On the right Stirling's series is used with its remainder O(.), which holds for |arg z| <= pi - d (DLMF 5.11(ii)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from math import factorial
from operator import mul
from types import MappingProxyType

import sympy
from flint import acb, acb_series, arb, fmpq
from sympy import Expr

from dehsym.balls.asymptotics import Asymptotics, Rule, named_value
from dehsym.balls.exact_functions import logarithm
from dehsym.balls.exact_number import Number, Undecided, opaque, pi
from dehsym.balls.expansion import Expansion, composed
from dehsym.precision import series_length

MOST_SHIFT = 200
_HALF = fmpq(1, 2)


def bernoulli(k: int) -> fmpq:
    """Return the Bernoulli number B_k.

    >>> bernoulli(4)
    -1/30
    """
    return fmpq.bernoulli(k)


def towards_right(f: Expansion) -> bool:
    """Whether |f| -> oo with |arg f| < pi, so that asymptotic series of the right half plane hold.

    >>> towards_right(Expansion.variable(3)), towards_right(-Expansion.variable(3))
    (True, False)
    """
    if f.growth <= 0:
        return False
    order, c, _ = f.dominant()
    return order.is_positive and (bool(c.ball.real > 0) or not c.ball.imag.contains(0))


def whole_limit(f: Expansion) -> tuple[int, Expansion] | None:
    """Return the integer that f tends to, and the difference.

    >>> whole_limit(Expansion.constant(Number.rational(2), 3)) is None
    False
    """
    large, centre, small = f.split()
    whole = centre.as_rational
    if large or whole is None or whole.q != 1 or abs(whole.p) > MOST_SHIFT:
        return None
    return int(whole.p), small


def zeta_number(k: int) -> Number:
    """Return zeta(k), k != 1: in closed form at even k and at k <= 0 (DLMF 25.6.2, 25.6.3).

    >>> zeta_number(2) == (pi() * pi()).scaled(fmpq(1, 6)), zeta_number(-1) == Number.rational(fmpq(-1, 12))
    (True, True)
    """
    if k <= 0:
        return Number.rational(fmpq(-1, 2) if k == 0 else -bernoulli(1 - k) / (1 - k))
    if k % 2 == 0:
        return pi().whole_power(k).scaled(abs(bernoulli(k)) * fmpq(2 ** (k - 1), factorial(k)))
    return named_value(sympy.zeta, (Number.rational(k),), acb(k).zeta())


def psi_number(a: Number) -> Number:
    """Return psi(a): at whole numbers and halves by Euler's constant (DLMF 5.4.14, 5.4.15).

    >>> psi_number(Number.rational(1)) == -euler_gamma()
    True
    """
    value, least = a.as_rational, fmpq(1)
    if value is None or value.q > 2 or value <= 0 or value > MOST_SHIFT:
        return named_value(sympy.digamma, (a,), a.ball.digamma())
    total = -euler_gamma()
    if value.q == 2:
        least, total = _HALF, total - logarithm(Number.rational(2)).scaled(2)
    while least < value:
        total, least = total + Number.rational(1 / least), least + 1
    return total


def euler_gamma() -> Number:
    """Return Euler's constant.

    >>> euler_gamma().is_real
    True
    """
    return opaque(sympy.EulerGamma, acb(arb.const_euler()), real=True)


def stirling(engine: Asymptotics, f: Expansion) -> Expansion:
    """(f - 1/2) log f - f + log(2 pi)/2 + sum B_2k/(2k (2k - 1) f^(2k-1)), log Gamma(f) for f -> oo (DLMF 5.11.1)."""
    if not towards_right(f):
        raise Undecided("an argument that leaves to the right is wanted for the gamma function")
    coefficients = [fmpq(0)] * f.size
    for k in range(2, f.size + 1, 2):
        coefficients[k - 1] = bernoulli(k) / (k * (k - 1))
    tail = composed([Number.rational(c) for c in coefficients], f.inverse())
    constant = logarithm(pi().scaled(2)).scaled(_HALF)
    total = (f - engine.constant(_HALF)) * f.logarithm() - f + engine.constant(constant) + tail
    return replace(total, real=f.real and f.sign() > 0)


def _gamma_beside_one(small: Expansion) -> Expansion:
    """Gamma(1 + e) = exp(-gamma e + sum_(k>=2) zeta(k) (-e)^k/k) (DLMF 5.7.3)."""
    series = [Number.rational(0), -euler_gamma()]
    series += [zeta_number(k).scaled(fmpq((-1) ** k, k)) for k in range(2, small.size)]
    return composed(series[: small.size], small).exponential()


def gamma(engine: Asymptotics, f: Expansion, reciprocal: bool = False) -> Expansion:
    """Gamma(f), or 1/Gamma(f)."""
    if f.growth > 0:
        logarithmic = stirling(engine, f)
        return (-logarithmic if reciprocal else logarithmic).exponential()
    near = whole_limit(f)
    if near is None:
        return _regular_gamma(engine, f, reciprocal)
    n, small = near
    if small.is_zero and n <= 0:
        if reciprocal:
            return engine.constant(0)
        raise Undecided("an argument off the poles of the gamma function is wanted")
    factors = range(1, n) if n > 0 else range(n, 1)
    shifted = reduce(mul, [small + engine.constant(j) for j in factors], engine.constant(1))
    value = _gamma_beside_one(small)
    if n <= 0:
        value, shifted = value * shifted.inverse(), engine.constant(1)
    value = value * shifted
    return value.inverse() if reciprocal else value


def _regular_gamma(engine: Asymptotics, f: Expansion, reciprocal: bool) -> Expansion:
    _, centre, small = f.split()
    rational = centre.as_rational
    shift = 0 if rational is None or abs(rational) > MOST_SHIFT else int(rational.floor())
    if shift:  # to the interval from 0 to 1, where equal values have equal names
        below = f - engine.constant(shift)
        factors = [below + engine.constant(j) for j in (range(shift) if shift > 0 else range(shift, 0))]
        product, value = reduce(mul, factors), _regular_gamma(engine, below, reciprocal=False)
        value = value * product if shift > 0 else value * product.inverse()
        return value.inverse() if reciprocal else value
    series = gamma_series(centre, f.size)
    value = composed([named_value(sympy.gamma, (centre,), series[0]), *_numbered(centre, series)], small)
    return value.inverse() if reciprocal else value


def gamma_series(centre: Number, size: int) -> list[acb]:
    """Return the Taylor coefficients of Gamma about a number that is not a pole.

    >>> gamma_series(Number.rational(fmpq(1, 2)), 2)[0].overlaps(acb.pi().sqrt())
    True
    """
    with series_length(size):
        series = acb_series([centre.ball, 1], size).gamma()
    return [series[k] for k in range(size)]


def _numbered(centre: Number, series: list[acb]) -> list[Number]:
    return [opaque((sympy.gamma, centre, k), series[k]) for k in range(1, len(series))]


def _gamma(engine: Asymptotics, arguments: tuple[Expansion, ...], _: Expr) -> Expansion:
    return gamma(engine, arguments[0])


def _factorial(engine: Asymptotics, arguments: tuple[Expansion, ...], _: Expr) -> Expansion:
    return gamma(engine, arguments[0] + engine.constant(1))


def _loggamma(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    (f,) = arguments
    if f.growth > 0:
        return stirling(engine, f)
    near = whole_limit(f)
    if near is not None and f.real and (near[0] > 0 or (near[0] == 0 and f.sign() > 0)):
        return gamma(engine, f).logarithm()
    return engine.regular(expr)


def _beta(engine: Asymptotics, arguments: tuple[Expansion, ...], _: Expr) -> Expansion:
    x, y = arguments[0], arguments[-1]
    return gamma(engine, x) * gamma(engine, y) * gamma(engine, x + y, reciprocal=True)


def _product(engine: Asymptotics, start: Expansion, count: int) -> Expansion:
    return reduce(mul, [start + engine.constant(j) for j in range(count)], engine.constant(1))


def _small_count(f: Expansion) -> int | None:
    """Return the integer 0 <= f <= MOST_SHIFT that a constant is."""
    if f.growth > 0 or (f.rest is not None and f.rest.growth >= 0):
        return None
    near = whole_limit(f)
    return near[0] if near is not None and near[1].is_zero and near[0] >= 0 else None


def _rising(engine: Asymptotics, arguments: tuple[Expansion, ...], _: Expr) -> Expansion:
    x, n = arguments
    count = _small_count(n)
    if count is not None:
        return _product(engine, x, count)
    return gamma(engine, x + n) * gamma(engine, x, reciprocal=True)


def _falling(engine: Asymptotics, arguments: tuple[Expansion, ...], _: Expr) -> Expansion:
    x, n = arguments
    count, one = _small_count(n), engine.constant(1)
    if count is not None:
        return _product(engine, x - engine.constant(count - 1), count)
    return gamma(engine, x + one) * gamma(engine, x - n + one, reciprocal=True)


def _binomial(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    n, k = arguments
    count, one = _small_count(k), engine.constant(1)
    if count is not None:
        return _falling(engine, arguments, expr) * engine.constant(fmpq(1, factorial(count)))
    below = gamma(engine, k + one, reciprocal=True) * gamma(engine, n - k + one, reciprocal=True)
    return gamma(engine, n + one) * below


# --- Logarithmic derivatives, harmonic numbers, the zeta functions --------------------------------------------------


def polygamma(engine: Asymptotics, m: int, f: Expansion) -> Expansion:
    """psi^(m)(f): at poles and whole numbers by the recurrence, else by its asymptotic series (DLMF 5.15)."""
    if f.growth > 0:
        return _polygamma_far(engine, m, f)
    near = whole_limit(f)
    if near is None:
        raise Undecided("an argument that tends to a whole number or to infinity is wanted for psi")
    n, small = near
    if small.is_zero and n <= 0:
        raise Undecided("an argument off the poles of psi is wanted")
    series = [_polygamma_at_one(m + k).scaled(fmpq(1, factorial(k))) for k in range(f.size)]
    total = composed(series, small)
    weight = fmpq((-1) ** m * factorial(m))
    for j in range(1, n):
        total += (small + engine.constant(j)).power(Number.rational(-m - 1)).times(Number.rational(weight))
    for j in range(n, 1):
        total += (small + engine.constant(j)).power(Number.rational(-m - 1)).times(Number.rational(-weight))
    return total


def _polygamma_at_one(m: int) -> Number:
    """psi(1) = -gamma, psi^(m)(1) = (-1)^(m+1) m! zeta(m + 1) (DLMF 5.15.2)."""
    return zeta_number(m + 1).scaled((-1) ** (m + 1) * factorial(m)) if m else -euler_gamma()


def _polygamma_far(engine: Asymptotics, m: int, f: Expansion) -> Expansion:
    """DLMF 5.11.2, and 5.15.8 for m >= 1."""
    if not towards_right(f):
        raise Undecided("an argument that leaves to the right is wanted for psi")
    length = f.size + m
    series = [fmpq(0)] * (length + 1)
    sign = (-1) ** (m + 1)
    if m:
        series[m] = fmpq(sign * factorial(m - 1))
    if m + 1 <= length:
        series[m + 1] += fmpq(sign * factorial(m), 2)
    for k in range(2, length - m + 1, 2):
        series[k + m] += sign * bernoulli(k) * fmpq(factorial(k + m - 1), factorial(k))
    total = composed([Number.rational(c) for c in series], f.inverse())
    return total + f.logarithm() if m == 0 else total


def _digamma(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    f = arguments[0]
    return polygamma(engine, 0, f) if f.growth > 0 or whole_limit(f) else engine.regular(expr)


def _polygamma(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    order, f = arguments
    m = _small_count(order)
    if m is not None and (f.growth > 0 or whole_limit(f)):
        return polygamma(engine, m, f)
    return engine.regular(expr)


def _harmonic(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    n, one = arguments[0], engine.constant(1)
    order = arguments[1] if len(arguments) > 1 else one
    if (order - one).is_zero:
        return polygamma(engine, 0, n + one) + engine.constant(euler_gamma())
    _, s, small = order.split()
    if not small.is_zero:
        raise Undecided(f"a constant order is wanted in {expr.func.__name__}")
    return engine.constant(named_value(sympy.zeta, (s,), s.ball.zeta())) - hurwitz(engine, s, n + one)


def hurwitz(engine: Asymptotics, s: Number, a: Expansion) -> Expansion:
    """zeta(s, a) for a -> oo: a^(1-s)/(s-1) + a^(-s)/2 + sum B_2k/(2k)! (s)_(2k-1) a^(-s-2k+1) (DLMF 25.11.43)."""
    if not towards_right(a):
        raise Undecided("a second argument of zeta that leaves to the right is wanted")
    one = Number.rational(1)
    series = [(s - one).inverse(), Number.rational(_HALF)]
    rising = s
    for k in range(2, a.size):
        series.append(rising.scaled(bernoulli(k) / factorial(k)) if k % 2 == 0 else Number.rational(0))
        rising = rising * (s + Number.rational(k - 1))
    return composed(series[: a.size], a.inverse()) * a.power(one - s)


GAMMA_RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {
        sympy.gamma: _gamma,
        sympy.factorial: _factorial,
        sympy.loggamma: _loggamma,
        sympy.beta: _beta,
        sympy.binomial: _binomial,
        sympy.RisingFactorial: _rising,
        sympy.FallingFactorial: _falling,
        sympy.digamma: _digamma,
        sympy.polygamma: _polygamma,
        sympy.harmonic: _harmonic,
    }
)
"""How the gamma function and its relatives are expanded, by their SymPy classes."""
