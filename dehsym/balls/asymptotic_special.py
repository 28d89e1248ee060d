"""Asymptotic expansions of error functions, exponential, sine, cosine and Fresnel integrals, and of Lambert W.

Each is expanded at 0, where its power series begins, and along the real axis to infinity (DLMF 4.13, 6, 7, 8); at
other places it is regular and has its Taylor series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import islice
from math import factorial
from types import MappingProxyType

import sympy
from flint import fmpq, fmpq_series
from sympy import Expr

from dehsym.balls.asymptotic_elementary import circular, half
from dehsym.balls.asymptotic_gamma import euler_gamma, gamma, towards_right
from dehsym.balls.asymptotics import Asymptotics, Rule
from dehsym.balls.exact_functions import exponential, power
from dehsym.balls.exact_number import Number, Undecided, imaginary_unit, pi
from dehsym.balls.expansion import Expansion, composed

_HALF = fmpq(1, 2)


def series_at(coefficients: Iterable[fmpq | Number], place: Expansion) -> Expansion:
    """Return the power series with these coefficients, as far as expansions go.

    >>> len(series_at([fmpq(1)] * 9, Expansion.variable(4).inverse()).terms)
    4
    """
    found = islice(coefficients, place.size)
    return composed([c if isinstance(c, Number) else Number.rational(c) for c in found], place)


def _pochhammers(start: fmpq, sign: int) -> Iterable[fmpq]:
    """Return sign^k (start)_k for k = 0, 1, ..."""
    value, k = fmpq(1), 0
    while True:
        yield value
        value, k = value * (start + k) * sign, k + 1


def real_direction(f: Expansion) -> int:
    """Return 1 or -1 as a real f tends to +oo or -oo, 0 where it stays finite.

    >>> real_direction(Expansion.variable(3)), real_direction(-Expansion.variable(3))
    (1, -1)
    """
    if f.growth <= 0:
        return 0
    if not f.real:
        raise Undecided("a real argument is wanted where it grows")
    return f.sign()


# --- Error functions ------------------------------------------------------------------------------------------------


def _erfc_far(engine: Asymptotics, f: Expansion) -> Expansion:
    """exp(-f^2)/(sqrt(pi) f) sum (-1)^k (1/2)_k f^(-2k) (DLMF 7.12.1)."""
    root_pi = engine.constant(power(pi(), Number.rational(_HALF)))
    return (-(f * f)).exponential() * (root_pi * f).inverse() * series_at(_pochhammers(_HALF, -1), (f * f).inverse())


def _erf(complement: bool) -> Rule:
    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        (f,) = arguments
        side = real_direction(f)
        if side == 0:
            return engine.regular(expr)
        tail, one = _erfc_far(engine, f if side > 0 else -f), engine.constant(1)
        if complement:
            return tail if side > 0 else engine.constant(2) - tail
        return one - tail if side > 0 else tail - one

    return rule


def _erfi(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """exp(f^2)/(sqrt(pi) f) sum (1/2)_k f^(-2k), from Dawson's integral (DLMF 7.5.1, 7.12.1)."""
    (f,) = arguments
    if real_direction(f) == 0:
        return engine.regular(expr)
    root_pi = engine.constant(power(pi(), Number.rational(_HALF)))
    return (f * f).exponential() * (root_pi * f).inverse() * series_at(_pochhammers(_HALF, 1), (f * f).inverse())


# --- Exponential integrals ------------------------------------------------------------------------------------------


def _entire_part(sign: int) -> Iterable[fmpq]:
    """Return the coefficients of sum_(k>=1) (sign z)^k/(k k!)."""
    return (fmpq(0) if k == 0 else fmpq(sign**k, k * factorial(k)) for k in range(10**6))


def exponential_integral(engine: Asymptotics, f: Expansion, regular: Callable[[], Expansion]) -> Expansion:
    """Ei f for real f: gamma + log|f| + sum f^k/(k k!) at 0 (DLMF 6.6.1), exp(f)/f sum k!/f^k at +-oo (DLMF 6.12.2)."""
    side = real_direction(f)
    if side:
        return f.exponential() * f.inverse() * series_at(_pochhammers(fmpq(1), 1), f.inverse())
    if f.growth == 0:
        return regular()
    if not f.real:
        raise Undecided("a real argument of Ei is wanted at 0")
    modulus = f if f.sign() > 0 else -f
    return engine.constant(euler_gamma()) + modulus.logarithm() + series_at(_entire_part(1), f)


def _ei(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    return exponential_integral(engine, arguments[0], lambda: engine.regular(expr))


def _li(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """Li x = Ei log x for x > 0 (DLMF 6.2.8)."""
    (f,) = arguments
    if not f.real or f.sign() <= 0:
        return engine.regular(expr)
    return exponential_integral(engine, f.logarithm(), lambda: engine.regular(expr))


def _e1(engine: Asymptotics, f: Expansion) -> Expansion:
    """E_1 at 0 (DLMF 6.6.2) and towards the right (DLMF 6.12.1)."""
    if f.growth > 0:
        return _incomplete_far(f, Number.rational(1))
    return -engine.constant(euler_gamma()) - f.logarithm(analytic=engine.analytic) - series_at(_entire_part(-1), f)


def _incomplete_far(f: Expansion, order: Number) -> Expansion:
    """E_p f = exp(-f)/f sum (-1)^k (p)_k/f^k (DLMF 8.20.2)."""
    if not towards_right(f):
        raise Undecided("an argument that leaves to the right is wanted")
    coefficients = [Number.rational(1)]
    for k in range(f.size - 1):
        coefficients.append(-(coefficients[-1] * (order + Number.rational(k))))
    return (-f).exponential() * f.inverse() * series_at(coefficients, f.inverse())


def fixed_number(f: Expansion) -> Number:
    """Return the constant that f is; raise `Undecided` where it is none.

    >>> fixed_number(Expansion.constant(Number.rational(2), 3)) == Number.rational(2)
    True
    """
    large, centre, small = f.split()
    if large or not small.is_zero:
        raise Undecided("a constant order is wanted")
    return centre


def _expint(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    order, f = arguments
    if f.growth > 0:
        return _incomplete_far(f, fixed_number(order))
    if f.growth < 0 and fixed_number(order) == Number.rational(1):
        return _e1(engine, f)
    if f.growth < 0:  # E_p(z) = z^(p-1) Gamma(1 - p, z), DLMF 8.19.1
        s = Number.rational(1) - fixed_number(order)
        return f.power(-s) * _upper_near_zero(engine, s, f)
    return engine.regular(expr)


def _lower_near_zero(s: Number, f: Expansion) -> Expansion:
    """f^s sum (-f)^k/(k! (s + k)) (DLMF 8.7.1)."""
    terms = ((s + Number.rational(k)).inverse().scaled(fmpq((-1) ** k, factorial(k))) for k in range(f.size))
    return f.power(s) * series_at(terms, f)


def _upper_near_zero(engine: Asymptotics, s: Number, f: Expansion) -> Expansion:
    if s.is_zero:
        return _e1(engine, f)  # DLMF 8.19.1
    return gamma(engine, engine.constant(s)) - _lower_near_zero(s, f)


def _incomplete_gamma(upper: bool) -> Rule:
    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        order, f = arguments
        if f.growth == 0:
            return engine.regular(expr)
        s = fixed_number(order)
        if f.growth < 0:
            return _upper_near_zero(engine, s, f) if upper else _lower_near_zero(s, f)
        far = f.power(s) * _incomplete_far(f, Number.rational(1) - s)  # Gamma(s, z) = z^s E_(1-s)(z)
        return far if upper else gamma(engine, engine.constant(s)) - far

    return rule


def _auxiliary(f: Expansion) -> tuple[Expansion, Expansion]:
    """Return the auxiliary functions f(z) and g(z) of the sine and cosine integrals (DLMF 6.12.3, 6.12.4)."""
    inverse, square = f.inverse(), (f * f).inverse()
    even = (fmpq((-1) ** k * factorial(2 * k)) for k in range(f.size))
    odd = (fmpq((-1) ** k * factorial(2 * k + 1)) for k in range(f.size))
    return inverse * series_at(even, square), square * series_at(odd, square)


def _si(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """Si f = pi/2 - f(z) cos z - g(z) sin z for z > 0 (DLMF 6.2.19), and odd."""
    (f,) = arguments
    side = real_direction(f)
    if side == 0:
        return engine.regular(expr)
    right = f if side > 0 else -f
    (sine, cosine), (first, second) = circular(engine, right), _auxiliary(right)
    value = engine.constant(pi().scaled(_HALF)) - first * cosine - second * sine
    return value if side > 0 else -value


def _even_part(sign: int) -> Iterable[fmpq]:
    """Return the coefficients of sum_(k>=1) sign^k z^(2k)/(2k (2k)!)."""
    return (fmpq(0) if k == 0 or k % 2 else fmpq(sign ** (k // 2), k * factorial(k)) for k in range(10**6))


def _ci(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """Ci f = f(z) sin z - g(z) cos z for z > 0 (DLMF 6.2.20); gamma + log f + ... at 0 (DLMF 6.6.6)."""
    (f,) = arguments
    if f.growth == 0:
        return engine.regular(expr)
    if f.growth < 0:
        logarithm = f.logarithm(analytic=engine.analytic)
        return engine.constant(euler_gamma()) + logarithm + series_at(_even_part(-1), f)
    if real_direction(f) < 0:
        raise Undecided("an argument that leaves to the right is wanted for Ci")
    (sine, cosine), (first, second) = circular(engine, f), _auxiliary(f)
    return first * sine - second * cosine


def _hyperbolic_integral(cosine: bool) -> Rule:
    """Return Shi = (Ei z + E_1 z)/2 and Chi = (Ei z - E_1 z)/2 for z > 0 (DLMF 6.5.3, 6.5.4)."""

    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        (f,) = arguments
        if f.growth < 0 and cosine:
            logarithm = f.logarithm(analytic=engine.analytic)
            return engine.constant(euler_gamma()) + logarithm + series_at(_even_part(1), f)
        side = real_direction(f)
        if side == 0:
            return engine.regular(expr)
        if side < 0 and cosine:
            raise Undecided("an argument that leaves to the right is wanted for Chi")
        right = f if side > 0 else -f
        growing, decaying = exponential_integral(engine, right, lambda: right), _e1(engine, right)
        value = half(growing - decaying if cosine else growing + decaying)
        return value if side > 0 else -value

    return rule


# --- Lambert W ------------------------------------------------------------------------------------------------------


def _lambert(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """W_k: of k = 0 sum (-k)^(k-1)/k! z^k at 0 (DLMF 4.13.5); elsewhere at a branch point, at oo, or regular."""
    f = arguments[0]
    branch = fixed_number(arguments[1]).as_rational if len(arguments) > 1 else fmpq(0)
    if branch is None or branch.q != 1:
        raise Undecided("a whole number is wanted for the branch of W")
    if f.growth < 0 and branch == 0:
        return series_at((fmpq((-k) ** (k - 1), factorial(k)) if k else fmpq(0) for k in range(f.size)), f)
    if f.growth != 0:
        return _lambert_far(engine, f, int(branch.p))
    from_branch_point = f.times(exponential(Number.rational(1))) + engine.constant(1)
    if from_branch_point.growth < 0 and branch in (0, 1, -1) and not engine.analytic:
        bank = f.bank()
        if branch == 0 or (bank >= 0 and branch == -1) or (bank < 0 and branch == 1):
            return _lambert_at_branch_point(from_branch_point, 1 if branch == 0 else -1)
    return engine.regular(expr)


def _lambert_far(engine: Asymptotics, f: Expansion, branch: int) -> Expansion:
    """At 0 and oo x - log x + log(x)/x + O((log(x)/x)^2), x = log z + 2 pi i k (DLMF 4.13.10, 4.13.11)."""
    turns = (imaginary_unit() * pi()).scaled(2 * branch)
    outer = f.logarithm(analytic=engine.analytic) + engine.constant(turns)
    inner = outer.logarithm(analytic=engine.analytic)
    ratio = inner * outer.inverse()
    error = (ratio * ratio).leading
    assert error is not None
    real = f.real and ((branch == 0 and f.sign() > 0) or (branch == -1 and f.growth < 0 and f.sign() < 0))
    return replace(outer - inner + ratio + Expansion.bounded(error, real, engine.size), real=real)


def _lambert_at_branch_point(height: Expansion, sign: int) -> Expansion:
    """The series of W in p = `sign` sqrt(2 (e z + 1)), which solves p^2/2 = 1 + w exp(w + 1) (DLMF 4.13.6)."""
    size = height.size
    square = fmpq_series([fmpq(2 * (k + 1), factorial(k + 2)) for k in range(size)], 1, size)
    roots = (square.log() / 2).exp()  # p/v for w = v - 1, since 1 + (v - 1) exp(v) = sum (k - 1)/k! v^k
    series = fmpq_series([fmpq(0), *(roots[k] for k in range(size - 1))], 1, size).reversion()
    p = height.times(Number.rational(2)).power(Number.rational(_HALF)).times(Number.rational(sign))
    return series_at([fmpq(-1), *(series[k] for k in range(1, size))], p)


# --- Fresnel integrals ----------------------------------------------------------------------------------------------


def _fresnel(sine_wanted: bool) -> Rule:
    """Return S = 1/2 - f cos - g sin or C = 1/2 + f sin - g cos of pi z^2/2 (DLMF 7.5.3, 7.5.4, 7.12.2, 7.12.3)."""

    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        (z,) = arguments
        side = real_direction(z)
        if side == 0:
            return engine.regular(expr)
        right = z if side > 0 else -z
        angle = half((right * right).times(pi()))
        sine, cosine = circular(engine, angle)
        weights = list(islice(_pochhammers(_HALF, 1), 2 * engine.size))
        front, square = (right.times(pi())).inverse(), (angle * angle).inverse()
        first = front * series_at((w * (-1) ** k for k, w in enumerate(weights[::2])), square)
        second = front * angle.inverse() * series_at((w * (-1) ** k for k, w in enumerate(weights[1::2])), square)
        middle = engine.constant(_HALF)
        value = middle - first * cosine - second * sine if sine_wanted else middle + first * sine - second * cosine
        return value if side > 0 else -value

    return rule


SPECIAL_RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {
        sympy.erf: _erf(complement=False),
        sympy.erfc: _erf(complement=True),
        sympy.erfi: _erfi,
        sympy.Ei: _ei,
        sympy.li: _li,
        sympy.expint: _expint,
        sympy.uppergamma: _incomplete_gamma(upper=True),
        sympy.lowergamma: _incomplete_gamma(upper=False),
        sympy.Si: _si,
        sympy.Ci: _ci,
        sympy.Shi: _hyperbolic_integral(cosine=False),
        sympy.Chi: _hyperbolic_integral(cosine=True),
        sympy.LambertW: _lambert,
        sympy.fresnels: _fresnel(sine_wanted=True),
        sympy.fresnelc: _fresnel(sine_wanted=False),
    }
)
"""How every such function is expanded, by its SymPy class."""
