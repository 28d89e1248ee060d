"""Asymptotic expansions of Bessel and Airy functions: at 0 and along the real axis to infinity (DLMF 9.7, 10).

The order is constant. Those of the second kind have logarithms at 0 where the order is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import factorial
from types import MappingProxyType

import sympy
from flint import fmpq
from sympy import Expr

from dehsym.balls.asymptotic_elementary import circular, half
from dehsym.balls.asymptotic_gamma import euler_gamma, gamma
from dehsym.balls.asymptotic_special import fixed_number, real_direction, series_at
from dehsym.balls.asymptotics import Asymptotics, Rule, named_value
from dehsym.balls.exact_functions import power
from dehsym.balls.exact_number import Number, Undecided, imaginary_unit, pi
from dehsym.balls.expansion import Expansion

_HALF = fmpq(1, 2)


def _hankel_coefficients(order: Number, size: int) -> list[Number]:
    """Return a_k = prod_(j<=k) (4 v^2 - (2j - 1)^2)/(8 j) (DLMF 10.17.1)."""
    found, four = [Number.rational(1)], (order * order).scaled(4)
    for j in range(1, size):
        found.append(found[-1] * (four - Number.rational((2 * j - 1) ** 2)).scaled(fmpq(1, 8 * j)))
    return found


def _oscillating_bessel(engine: Asymptotics, order: Number, f: Expansion, second: bool) -> Expansion:
    """J and Y for f -> +oo (DLMF 10.17.3, 10.17.4)."""
    if real_direction(f) < 0 or not order.is_real:
        raise Undecided("a real order and an argument that leaves to the right are wanted for Bessel functions")
    a = _hankel_coefficients(order, 2 * f.size)
    inverse, square = f.inverse(), (f * f).inverse()
    p = series_at((a[2 * k].scaled((-1) ** k) for k in range(f.size)), square)
    q = inverse * series_at((a[2 * k + 1].scaled((-1) ** k) for k in range(f.size)), square)
    shift = pi() * (order.scaled(_HALF) + Number.rational(fmpq(1, 4)))
    sine, cosine = circular(engine, f - engine.constant(shift))
    front = (inverse.times(pi().inverse().scaled(2))).power(Number.rational(_HALF))
    return front * (sine * p + cosine * q if second else cosine * p - sine * q)


def _bessel_series(engine: Asymptotics, order: Number, f: Expansion, sign: int) -> Expansion:
    """J (`sign` -1) and I (1) at 0: (f/2)^v/Gamma(v + 1) sum (sign f^2/4)^k/(k! (v + 1)_k) (DLMF 10.2.2, 10.25.2)."""
    rational = order.as_rational
    if rational is not None and rational.q == 1 and rational < 0:
        reflected = _bessel_series(engine, -order, f, sign)
        return reflected if sign > 0 or int(rational.p) % 2 == 0 else -reflected
    coefficients = [Number.rational(1)]
    for k in range(1, f.size):
        coefficients.append((coefficients[-1] / (order + Number.rational(k))).scaled(fmpq(sign, k)))
    front = half(f).power(order) * gamma(engine, engine.constant(order + Number.rational(1)), reciprocal=True)
    return front * series_at(coefficients, half(f) * half(f))


def _second_kind_near_zero(engine: Asymptotics, order: Number, f: Expansion, modified: bool) -> Expansion:
    """K and Y at 0: of whole order by DLMF 10.31.1 and 10.8.1, else from the first kind (DLMF 10.27.4, 10.2.3)."""
    rational = order.as_rational
    if rational is None:
        raise Undecided("a rational order is wanted for a Bessel function of the second kind at 0")
    if rational.q != 1:
        return _second_from_first(engine, order, f, modified)
    n = abs(int(rational.p))
    sign, square = (1 if modified else -1), half(f) * half(f)
    front = half(f).power(Number.rational(n))
    first = _bessel_series(engine, Number.rational(n), f, sign) * half(f).logarithm(analytic=engine.analytic)
    polar = engine.constant(0)
    for k in range(n):
        weight = fmpq(factorial(n - k - 1) * (-sign) ** k, factorial(k))
        polar += square.power(Number.rational(k)).times(Number.rational(weight)) * front.inverse()
    sums = (_psi_pair(n, k).scaled(fmpq(sign**k, factorial(k) * factorial(n + k))) for k in range(f.size))
    regular = front * series_at(sums, square)
    if modified:
        value = half(polar) + first.times(Number.rational((-1) ** (n + 1)))
        return value + half(regular).times(Number.rational((-1) ** n))
    value = (first.times(Number.rational(2)) - polar - regular).times(pi().inverse())
    return -value if rational < 0 and n % 2 else value


def _psi_pair(n: int, k: int) -> Number:
    """psi(k + 1) + psi(n + k + 1)."""
    total = sum((fmpq(1, j) for top in (k, n + k) for j in range(1, top + 1)), start=fmpq(0))
    return Number.rational(total) - euler_gamma().scaled(2)


def _second_from_first(engine: Asymptotics, order: Number, f: Expansion, modified: bool) -> Expansion:
    sign = 1 if modified else -1
    plus, minus = (_bessel_series(engine, v, f, sign) for v in (order, -order))
    angle = order * pi()
    sine = named_value(sympy.sin, (angle,), angle.ball.sin())
    if modified:
        return (minus - plus).times((pi() / sine).scaled(_HALF))
    return (plus.times(named_value(sympy.cos, (angle,), angle.ball.cos())) - minus).times(sine.inverse())


def _bessel(modified: bool, second: bool) -> Rule:
    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        f = arguments[1]
        if f.growth == 0:
            return engine.regular(expr)
        order = fixed_number(arguments[0])
        if f.growth < 0:
            if second:
                return _second_kind_near_zero(engine, order, f, modified)
            return _bessel_series(engine, order, f, 1 if modified else -1)
        return _modified_far(f, order, second) if modified else _oscillating_bessel(engine, order, f, second)

    return rule


def _modified_far(f: Expansion, order: Number, second: bool) -> Expansion:
    """K and I for f -> +oo (DLMF 10.40.2, 10.40.1)."""
    if real_direction(f) < 0:
        raise Undecided("an argument that leaves to the right is wanted for Bessel functions")
    a = _hankel_coefficients(order, f.size)
    root = Number.rational(_HALF)
    if second:
        return f.inverse().times(pi().scaled(_HALF)).power(root) * (-f).exponential() * series_at(a, f.inverse())
    alternating = (c.scaled((-1) ** k) for k, c in enumerate(a))
    decaying = f.inverse().times(pi().scaled(2).inverse()).power(root)
    return decaying * f.exponential() * series_at(alternating, f.inverse())


def _hankel(sign: int) -> Rule:
    """Return J + `sign` i Y (DLMF 10.4.3)."""
    first, second = _bessel(modified=False, second=False), _bessel(modified=False, second=True)

    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        if arguments[1].growth == 0:
            return engine.regular(expr)
        turned = second(engine, arguments, expr).times(imaginary_unit())
        return first(engine, arguments, expr) + (turned if sign > 0 else -turned)

    return rule


# --- Airy functions -------------------------------------------------------------------------------------------------


def _airy_coefficients(derivative: bool, size: int) -> list[fmpq]:
    """Return the u_k, or the v_k = (6 k + 1) u_k/(1 - 6 k), of DLMF 9.7.2."""
    u, found = fmpq(1), list[fmpq]()
    for k in range(size):
        found.append(u * fmpq(6 * k + 1, 1 - 6 * k) if derivative else u)
        u = u * fmpq((6 * k + 5) * (6 * k + 3) * (6 * k + 1), (2 * k + 1) * 216 * (k + 1))
    return found


def _airy(growing: bool, derivative: bool) -> Rule:
    """Return Ai, Bi or their derivatives for f -> +-oo (DLMF 9.7.5 to 9.7.12)."""

    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        (f,) = arguments
        side = real_direction(f)
        if side == 0:
            return engine.regular(expr)
        right = f if side > 0 else -f
        degree = Number.rational(fmpq(1 if derivative else -1, 4))
        front = right.power(degree).times(power(pi(), Number.rational(-_HALF)))
        zeta = right.power(Number.rational(fmpq(3, 2))).times(Number.rational(fmpq(2, 3)))
        if side < 0:
            return front * _oscillating_airy(engine, zeta, growing, derivative)
        signs = 1 if growing else -1
        coefficients = (c * signs**k for k, c in enumerate(_airy_coefficients(derivative, engine.size)))
        value = front * (zeta if growing else -zeta).exponential() * series_at(coefficients, zeta.inverse())
        if growing:
            return value
        return -half(value) if derivative else half(value)

    return rule


def _oscillating_airy(engine: Asymptotics, zeta: Expansion, second: bool, derivative: bool) -> Expansion:
    """DLMF 9.7.9 to 9.7.12: with the phase zeta - pi/4, of Bi' as of Ai, and of -Ai' as of Bi with v for u."""
    sine, cosine = circular(engine, zeta - engine.constant(pi().scaled(fmpq(1, 4))))
    c = _airy_coefficients(derivative, 2 * engine.size)
    square = (zeta * zeta).inverse()
    even = series_at((x * (-1) ** k for k, x in enumerate(c[::2])), square)
    odd = zeta.inverse() * series_at((x * (-1) ** k for k, x in enumerate(c[1::2])), square)
    if second == derivative:
        return cosine * even + sine * odd
    return sine * even - cosine * odd if derivative else cosine * odd - sine * even


BESSEL_RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {
        sympy.besselj: _bessel(modified=False, second=False),
        sympy.bessely: _bessel(modified=False, second=True),
        sympy.besseli: _bessel(modified=True, second=False),
        sympy.besselk: _bessel(modified=True, second=True),
        sympy.hankel1: _hankel(1),
        sympy.hankel2: _hankel(-1),
        sympy.airyai: _airy(growing=False, derivative=False),
        sympy.airybi: _airy(growing=True, derivative=False),
        sympy.airyaiprime: _airy(growing=False, derivative=True),
        sympy.airybiprime: _airy(growing=True, derivative=True),
    }
)
"""How Bessel and Airy functions are expanded, by their SymPy classes."""
