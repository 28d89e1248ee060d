"""Asymptotic expansions of hypergeometric functions and complete elliptic integrals: at 0, and of 2F1 at 1.

About z = 1 a 2F1 is the sum of two power series in 1 - z, one of them times (1 - z)^(c - a - b) (DLMF 15.8.4); where
c - a - b is whole, the second has a logarithm instead (DLMF 15.8.10). K and E have a = 1/2 and
-1/2, b = 1/2, c = 1 (DLMF 19.5.1, 19.5.2). Principal powers and logarithms of 1 - z have the
cut z > 1, and there the values from below.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from math import factorial
from operator import mul
from types import MappingProxyType

import sympy
from flint import fmpq
from sympy import Expr

from dehsym.balls.asymptotic_gamma import gamma, psi_number
from dehsym.balls.asymptotic_special import fixed_number, real_direction, series_at
from dehsym.balls.asymptotics import Asymptotics, Rule
from dehsym.balls.exact_number import Number, Undecided, pi
from dehsym.balls.expansion import Expansion

_ONE = Number.rational(1)
_MOST_DEGREE = 64


def _is_whole(number: Number, highest: int) -> bool:
    value = number.as_rational
    return value is not None and value.q == 1 and value <= highest


def defining_series(above: list[Number], below: list[Number], z: Expansion) -> Expansion:
    """The sum of (a_1)_k (a_2)_k .../((b_1)_k (b_2)_k ... k!) z^k for z -> 0 (DLMF 16.2.1).

    >>> defining_series([_ONE], [], Expansion.variable(3).inverse()).limit() == _ONE
    True
    """
    coefficients = [_ONE]
    for k in range(z.size - 1):
        shift = Number.rational(k)
        top = reduce(mul, [a + shift for a in above], _ONE)
        bottom = reduce(mul, [b + shift for b in below], Number.rational(k + 1))
        coefficients.append(coefficients[-1] * top / bottom)
    return series_at(coefficients, z)


def beside_one(engine: Asymptotics, a: Number, b: Number, c: Number, gap: Expansion) -> Expansion:
    """2F1(a, b; c; 1 - `gap`) for `gap` -> 0; raise `Undecided` at poles of the coefficients."""
    excess = c - a - b
    if _is_whole(c, 0):
        raise Undecided("a lower parameter other than 0, -1, -2, ... is wanted")
    if _is_whole(a, 0) or _is_whole(b, 0):
        return _polynomial(engine, a, b, c, gap)
    if _is_whole(c - a, 0) or _is_whole(c - b, 0):  # DLMF 15.8.1
        return _power(engine, gap, excess) * _polynomial(engine, c - a, c - b, c, gap)
    value = excess.as_rational
    if value is None:
        excess.differs_from_zero()
    if value is not None and value.q == 1:
        if value < 0:  # DLMF 15.8.1
            return _power(engine, gap, excess) * _logarithmic(engine, c - a, c - b, -int(value.p), gap)
        return _logarithmic(engine, a, b, int(value.p), gap)
    regular = defining_series([a, b], [_ONE - excess], gap)
    singular = defining_series([c - a, c - b], [_ONE + excess], gap)
    first = _gammas(engine, [c, excess], [c - a, c - b])
    second = _gammas(engine, [c, -excess], [a, b]) * _power(engine, gap, excess)
    return first * regular + second * singular


def _power(engine: Asymptotics, gap: Expansion, degree: Number) -> Expansion:
    if engine.analytic:
        gap.logarithm(analytic=True)  # raises on the cut
    return gap.power(degree)


def _polynomial(engine: Asymptotics, a: Number, b: Number, c: Number, gap: Expansion) -> Expansion:
    """2F1(a, b; c; 1 - `gap`) where a or b is 0, -1, -2, ...: the sum ends."""
    z, term, total, k = engine.constant(1) - gap, engine.constant(1), engine.constant(1), 0
    while True:
        shift = Number.rational(k)
        ratio = (a + shift) * (b + shift) / (c + shift)
        if ratio.is_zero:
            return total
        if k > _MOST_DEGREE:
            raise Undecided(f"a polynomial of degree at most {_MOST_DEGREE} is wanted")
        term = term * z.times(ratio.scaled(fmpq(1, k + 1)))
        total, k = total + term, k + 1


def _gammas(engine: Asymptotics, above: list[Number], below: list[Number]) -> Expansion:
    factors = [gamma(engine, engine.constant(each)) for each in above]
    factors += [gamma(engine, engine.constant(each), reciprocal=True) for each in below]
    return reduce(mul, factors)


def _pochhammers(a: Number, b: Number, length: int) -> list[Number]:
    """Return (a)_k (b)_k for k < length."""
    found, product = list[Number](), _ONE
    for k in range(length):
        found.append(product)
        product = product * (a + Number.rational(k)) * (b + Number.rational(k))
    return found


def _logarithmic(engine: Asymptotics, a: Number, b: Number, m: int, gap: Expansion) -> Expansion:
    """2F1(a, b; a + b + m; 1 - `gap`), m >= 0 (DLMF 15.8.10)."""
    size, c, shift = engine.size, a + b + Number.rational(m), Number.rational(m)
    finite = engine.constant(0)
    for k, product in enumerate(_pochhammers(a, b, m)):
        weight = fmpq((-1) ** k * factorial(m - k - 1), factorial(k))
        finite += (gap.power(Number.rational(k))).times(product.scaled(weight))
    plain, moved = list[Number](), list[Number]()
    for k, product in enumerate(_pochhammers(a + shift, b + shift, size)):
        weight, place = fmpq(1, factorial(k) * factorial(k + m)), Number.rational(k)
        moved.append(product.scaled(weight))
        psi = psi_number(a + place + shift) + psi_number(b + place + shift)
        psi = psi - psi_number(place + _ONE) - psi_number(place + shift + _ONE)
        plain.append(product.scaled(weight) * psi)
    logarithm = gap.logarithm(analytic=engine.analytic)
    infinite = (logarithm * series_at(moved, gap) + series_at(plain, gap)) * gap.power(shift)
    first = _gammas(engine, [c], [a + shift, b + shift]) * finite if m else engine.constant(0)
    second = _gammas(engine, [c], [a, b]).times(Number.rational((-1) ** m)) * infinite
    return first - second


def _hypergeometric(engine: Asymptotics, _: tuple[Expansion, ...], expr: Expr) -> Expansion:
    upper, lower, argument = expr.args
    f = engine.expand(argument)
    p, q = len(upper.args), len(lower.args)
    gap = engine.constant(1) - f
    if (p, q) == (1, 0):
        return _power(engine, gap, -fixed_number(engine.expand(upper.args[0])))  # DLMF 15.4.6
    at_one = (p, q) == (2, 1) and f.growth == 0 and gap.growth < 0
    if (p, q) == (1, 1) and f.growth > 0:
        numerator, denominator = (fixed_number(engine.expand(part.args[0])) for part in (upper, lower))
        return _confluent_far(engine, numerator, denominator, f)
    if (f.growth >= 0 or p > q + 1) and not at_one:
        return engine.regular(expr)
    above, below = ([fixed_number(engine.expand(a)) for a in part.args] for part in (upper, lower))
    if at_one:
        (a, b), (c,) = above, below
        return beside_one(engine, a, b, c, gap)
    return defining_series(above, below, f)


def _confluent_far(engine: Asymptotics, a: Number, b: Number, f: Expansion) -> Expansion:
    """1F1(a; b; z): Gamma(b)/Gamma(a) exp(z) z^(a-b) sum (1 - a)_k (b - a)_k/(k! z^k) to the right (DLMF 13.7.1).

    To the left by Kummer's transformation (DLMF 13.2.39).
    """
    if real_direction(f) < 0:
        return f.exponential() * _confluent_far(engine, b - a, b, -f)
    if _is_whole(a, 0) or _is_whole(b, 0):
        raise Undecided("parameters other than 0, -1, -2, ... are wanted for a confluent function at infinity")
    products = _pochhammers(_ONE - a, b - a, engine.size)
    tail = series_at((c.scaled(fmpq(1, factorial(k))) for k, c in enumerate(products)), f.inverse())
    return _gammas(engine, [b], [a]) * f.exponential() * f.power(a - b) * tail


def _elliptic(numerator: int) -> Rule:
    """Return (pi/2) 2F1(`numerator`/2, 1/2; 1; m)."""

    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        half, m = fmpq(1, 2), arguments[0]
        gap = engine.constant(1) - m
        if len(arguments) > 1 or gap.growth >= 0:
            return engine.regular(expr)
        first, second = Number.rational(numerator * half), Number.rational(half)
        return beside_one(engine, first, second, _ONE, gap).times(pi().scaled(half))

    return rule


HYPERGEOMETRIC_RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {sympy.hyper: _hypergeometric, sympy.elliptic_k: _elliptic(1), sympy.elliptic_e: _elliptic(-1)}
)
"""How hypergeometric functions and elliptic integrals are expanded, by their SymPy classes."""
