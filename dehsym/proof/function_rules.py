"""Named rules that rewrite one function of its arguments; each is an equality of meromorphic functions or a definition.

Arguments are brought to one form: gamma(z + n) to gamma(z) by the recurrence, gamma(2z) to gamma(z) gamma(z + 1/2) by
Gauss's multiplication formula, gamma(-z) to gamma(z) by reflection, and the relatives of gamma and of Bessel likewise.
What a rule needs beyond its functions having values is stated with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from math import gcd
from operator import add, mul
from types import MappingProxyType
from typing import final

import sympy
from sympy import Add, Expr, I, Integer, Rational, exp, log, pi, sqrt

from dehsym import symbolic

HALF = Rational(1, 2)
_MOST_SHIFT = 64
_MOST_ORDERS = 16
_MOST_WRITTEN = 16
_MOST_PARTS = 6


@final
@dataclass(frozen=True, slots=True)
class Rewriting:
    """An equal expression, and what must not vanish for the equality."""

    expr: Expr
    nonzero: tuple[Expr, ...] = ()


Rule = Callable[[Expr, Expr], Expr | None]


# --- Arguments ----------------------------------------------------------------------------------------------------


def whole_part(argument: Expr) -> tuple[Expr, int]:
    """Split into (rest, n): the constant term of the rest lies in [0, 1).

    >>> from sympy.abc import z
    >>> whole_part(z + Rational(5, 2))
    (z + 1/2, 2)
    """
    whole = sum(term.p // term.q for term in Add.make_args(argument) if isinstance(term, Rational))
    return argument - whole, whole


def multiplicity(argument: Expr) -> int:
    """The largest n such that the terms with symbols have whole coefficients divisible by n; 1 for none.

    >>> from sympy.abc import x, y
    >>> multiplicity(4 * x + 2 * y + 1), multiplicity(x / 2)
    (2, 1)
    """
    coefficients = [term.as_coeff_Mul()[0] for term in Add.make_args(argument) if not isinstance(term, Rational)]
    if not all(isinstance(c, Integer) for c in coefficients):
        return 1
    return gcd(*(abs(int(c)) for c in coefficients if isinstance(c, Integer))) or 1


def _product(factors: list[Expr]) -> Expr:
    return reduce(mul, factors, Integer(1) + 0)


def _total(terms: list[Expr]) -> Expr:
    return reduce(add, terms, Integer(0) + 0)


def _symbolic(argument: Expr) -> bool:
    return bool(argument.free_symbols)


# --- Gamma and relatives (DLMF 5.5, 5.15, 8.8) --------------------------------------------------------------------


def _may_be_reflected(argument: Expr) -> bool:
    """Whether the argument is written with a minus, and is not a whole number: there reflection is infinity times 0."""
    return symbolic.leads_with_minus(argument) and not sympy.sin(pi * argument).is_zero


def _gamma(z: Expr) -> Expr | None:
    rest, n = whole_part(z)
    if n and abs(n) <= _MOST_SHIFT and _symbolic(z):
        rising = _product([rest + k for k in range(n)]) if n > 0 else 1 / _product([rest - k for k in range(1, 1 - n)])
        return sympy.gamma(rest) * rising
    if _symbolic(z) and _may_be_reflected(z):
        return pi / (sympy.sin(pi * z) * sympy.gamma(1 - z))
    m = multiplicity(z)
    if 1 < m <= _MOST_PARTS and _symbolic(z):
        part = z / m
        scale = (2 * pi) ** (HALF * (1 - m)) * Integer(m) ** (z - HALF)
        return scale * _product([sympy.gamma(symbolic.spread(part + Rational(k, m))) for k in range(m)])
    return None


def _loggamma(z: Expr) -> Expr | None:
    rest, n = whole_part(z)
    if not (0 < n <= _MOST_SHIFT and _symbolic(z)):
        return None
    return sympy.loggamma(rest) + _total([log(rest + k) for k in range(n)])


def _digamma(z: Expr) -> Expr | None:
    return _polygamma(Integer(0), z)


def _polygamma(order: Expr, z: Expr) -> Expr | None:
    if not isinstance(order, Integer) or int(order) < 0 or not _symbolic(z):
        return None
    m, (rest, n) = int(order), whole_part(z)
    sign = (-1) ** m * sympy.factorial(m)
    if n and abs(n) <= _MOST_SHIFT:
        shifts = range(n) if n > 0 else range(n, 0)
        steps = _total([(rest + k) ** Integer(-m - 1) for k in shifts])
        return sympy.polygamma(order, rest) + (sign if n > 0 else -sign) * steps
    if m == 0 and _may_be_reflected(z):
        return sympy.polygamma(order, 1 - z) - pi * sympy.cos(pi * z) / sympy.sin(pi * z)
    parts = multiplicity(z)
    if not 1 < parts <= _MOST_PARTS:
        return None
    split = _total([sympy.polygamma(order, symbolic.spread(z / parts + Rational(k, parts))) for k in range(parts)])
    return split * Rational(1, parts ** (m + 1)) + (log(Integer(parts)) if m == 0 else 0)


def _binomial(n: Expr, k: Expr) -> Expr:
    if isinstance(k, Integer) and 0 <= int(k) <= _MOST_SHIFT:
        return _product([n - j for j in range(int(k))]) / sympy.factorial(k)
    return sympy.gamma(n + 1) / (sympy.gamma(k + 1) * sympy.gamma(n - k + 1))


def _rising(x: Expr, count: Expr) -> Expr:
    if isinstance(count, Integer) and 0 <= int(count) <= _MOST_SHIFT:
        return _product([x + j for j in range(int(count))])
    return sympy.gamma(x + count) / sympy.gamma(x)


def _falling(x: Expr, count: Expr) -> Expr:
    if isinstance(count, Integer) and 0 <= int(count) <= _MOST_SHIFT:
        return _product([x - j for j in range(int(count))])
    return sympy.gamma(x + 1) / sympy.gamma(x - count + 1)


def _exponential_integral(order: Expr, z: Expr) -> Expr | None:
    """E_(v+1) = (e^(-z) - z E_v)/v (DLMF 8.19.12), to an order with its constant term in [1, 2)."""
    rest, n = whole_part(order - 1)
    if not 0 < abs(n) <= _MOST_SHIFT:
        return None
    value: Expr = sympy.expint(rest + 1, z)
    for k in range(1, n + 1):
        value = (exp(-z) - z * value) / (rest + k)
    for k in range(0, n, -1):
        value = (exp(-z) - (rest + k) * value) / z
    return value


def _hurwitz(s: Expr, a: Expr) -> Expr | None:
    rest, n = whole_part(a)
    if not (0 < n <= _MOST_SHIFT and _symbolic(a)):
        return None
    return sympy.zeta(s, rest) - _total([(rest + k) ** (-s) for k in range(n)])


def _polylog(s: Expr, z: Expr) -> Expr | None:
    """Li_1 = -log(1 - z), and Li_(s-1) = z d/dz Li_s below that (DLMF 25.12)."""
    if not isinstance(s, Integer) or not -8 <= int(s) <= 1:
        return None
    if int(s) == 1:
        return -log(1 - z)
    u = sympy.Dummy("u")
    value: Expr = u / (1 - u)
    for _ in range(-int(s)):
        value = symbolic.one_fraction(u * value.diff(u))
    return value.xreplace({u: z})


# --- Error functions, Bessel functions (DLMF 7.2, 10.6, 10.29, 10.49) ---------------------------------------------


def _erf(z: Expr) -> Expr | None:
    return -sympy.erf(-z) if symbolic.leads_with_minus(z) else None


def _half_integer(kind: type[Expr], z: Expr) -> tuple[Expr, Expr] | None:
    """The functions of orders 1/2 and 3/2."""
    root, decay = sqrt(2 / pi) / sqrt(z), sqrt(pi / 2) / sqrt(z) * exp(-z)
    table: dict[type[Expr], tuple[Expr, Expr]] = {
        sympy.besselj: (root * sympy.sin(z), root * (sympy.sin(z) / z - sympy.cos(z))),
        sympy.bessely: (-root * sympy.cos(z), -root * (sympy.cos(z) / z + sympy.sin(z))),
        sympy.besseli: (root * sympy.sinh(z), root * (sympy.cosh(z) - sympy.sinh(z) / z)),
        sympy.besselk: (decay, decay * (1 + 1 / z)),
    }
    return table.get(kind)


_SIGNS: Mapping[type[Expr], tuple[int, int]] = MappingProxyType(
    {sympy.besselj: (1, -1), sympy.bessely: (1, -1), sympy.besseli: (-1, 1), sympy.besselk: (1, 1)}
)
"""(s, t) in f_(v+1) = s (2v/z) f_v + t f_(v-1)."""


Pair = tuple[Expr, Expr]


def _recurred(rest: Expr, n: int, z: Expr, signs: tuple[int, int]) -> Pair:
    """(a, b) with f_(v+n) = a f_v + b f_(v+1) by f_(v+1) = s (2v/z) f_v + t f_(v-1), multiplied out at each step."""
    s, t = signs
    low: Pair = (Integer(1) + 0, Integer(0) + 0)
    high: Pair = (Integer(0) + 0, Integer(1) + 0)

    def combined(one: Pair, factor: Expr, other: Pair) -> Pair:
        first, second = (symbolic.spread(t * a + factor * b) for a, b in zip(one, other, strict=True))
        return first, second

    for k in range(1, n):
        low, high = high, combined(low, s * 2 * (rest + k) / z, high)
    for k in range(0, n, -1):
        low, high = combined(high, -t * s * 2 * (rest + k) / z, low), low
    return high if n > 0 else low


def _bessel(kind: type[Expr]) -> Rule:
    def rule(order: Expr, z: Expr) -> Expr | None:
        rest, n = whole_part(order)
        settled = n in (0, 1) and rest != HALF
        if settled or abs(n) > _MOST_ORDERS:
            return None
        first, second = (_half_integer(kind, z) if rest == HALF else None) or (kind(rest, z), kind(rest + 1, z))
        a, b = _recurred(rest, n, z, _SIGNS[kind])
        return a * first + b * second

    return rule


# --- Real and imaginary parts, orders -----------------------------------------------------------------------------


def _extreme(a: Expr, b: Expr, sign: int) -> Expr | None:
    """The larger, or with sign -1 the smaller, of two real numbers."""
    return (a + b + sign * sympy.Abs(a - b)) / 2 if a.is_real and b.is_real else None


def _modulus(z: Expr) -> Expr:
    """|z|^2 = z conj(z); of a product the product of the moduli."""
    if isinstance(z, sympy.Mul):
        return _product([_modulus(factor) for factor in z.args])
    base, exponent = z.as_base_exp()
    if isinstance(exponent, Integer) and exponent != Integer(1):
        return _modulus(base) ** exponent
    return sympy.exp(log(z * sympy.conjugate(z), evaluate=False) / 2, evaluate=False)


RULES_OF_ONE: dict[type[Expr], Callable[[Expr], Expr | None]] = {
    sympy.sin: lambda z: (exp(I * z) - exp(-I * z)) / (2 * I),
    sympy.cos: lambda z: (exp(I * z) + exp(-I * z)) / 2,
    sympy.tan: lambda z: sympy.sin(z) / sympy.cos(z),
    sympy.cot: lambda z: sympy.cos(z) / sympy.sin(z),
    sympy.sec: lambda z: 1 / sympy.cos(z),
    sympy.csc: lambda z: 1 / sympy.sin(z),
    sympy.sinc: lambda z: sympy.sin(z) / z,
    sympy.sinh: lambda z: (exp(z) - exp(-z)) / 2,
    sympy.cosh: lambda z: (exp(z) + exp(-z)) / 2,
    sympy.tanh: lambda z: (exp(2 * z) - 1) / (exp(2 * z) + 1),
    sympy.coth: lambda z: (exp(2 * z) + 1) / (exp(2 * z) - 1),
    sympy.sech: lambda z: 1 / sympy.cosh(z),
    sympy.csch: lambda z: 1 / sympy.sinh(z),
    sympy.acos: lambda z: pi / 2 - sympy.asin(z),
    sympy.asec: lambda z: pi / 2 - sympy.asin(1 / z),
    sympy.acsc: lambda z: sympy.asin(1 / z),
    sympy.acot: lambda z: sympy.atan(1 / z),
    sympy.acoth: lambda z: sympy.atanh(1 / z),
    sympy.asech: lambda z: sympy.acosh(1 / z),
    sympy.acsch: lambda z: sympy.asinh(1 / z),
    sympy.Abs: _modulus,
    sympy.re: lambda z: (z + sympy.conjugate(z)) / 2,
    sympy.im: lambda z: (z - sympy.conjugate(z)) / (2 * I),
    sympy.sign: lambda z: z / _modulus(z),
    sympy.gamma: _gamma,
    sympy.loggamma: _loggamma,
    sympy.digamma: _digamma,
    sympy.factorial: lambda z: sympy.gamma(z + 1),
    sympy.dirichlet_eta: lambda s: (1 - 2 ** (1 - s)) * sympy.zeta(s),
    sympy.erf: _erf,
    sympy.erfc: lambda z: 1 - sympy.erf(z),
    sympy.erfi: lambda z: -I * sympy.erf(I * z),
}

RULES_OF_TWO: dict[type[Expr], Callable[[Expr, Expr], Expr | None]] = {
    sympy.polygamma: _polygamma,
    sympy.binomial: _binomial,
    sympy.RisingFactorial: _rising,
    sympy.FallingFactorial: _falling,
    sympy.beta: lambda x, y: sympy.gamma(x) * sympy.gamma(y) / sympy.gamma(x + y),
    sympy.uppergamma: lambda s, z: z**s * sympy.expint(1 - s, z),
    sympy.lowergamma: lambda s, z: sympy.gamma(s) - z**s * sympy.expint(1 - s, z),
    sympy.expint: _exponential_integral,
    sympy.polylog: _polylog,
    sympy.besselj: _bessel(sympy.besselj),
    sympy.bessely: _bessel(sympy.bessely),
    sympy.besseli: _bessel(sympy.besseli),
    sympy.besselk: _bessel(sympy.besselk),
    sympy.hankel1: lambda v, z: sympy.besselj(v, z) + I * sympy.bessely(v, z),
    sympy.hankel2: lambda v, z: sympy.besselj(v, z) - I * sympy.bessely(v, z),
}

_OF_NONZERO = (sympy.sign, sympy.sinc, sympy.acot, sympy.acoth)
"""Functions whose rules hold where their argument is not 0, and that have a value at 0."""


def rewritten(expr: Expr) -> Rewriting | None:
    """The expression by the rule for its function, once; `None` where there is none, or nothing to do.

    >>> from sympy.abc import z
    >>> rewritten(sympy.gamma(z + 2)).expr
    z*(z + 1)*gamma(z)
    """
    if expr == sympy.GoldenRatio:
        return Rewriting((1 + sqrt(5)) / 2)
    if isinstance(expr, sympy.Derivative):
        carried_out = symbolic.differentiated(expr)
        return None if carried_out == expr else Rewriting(carried_out)
    if isinstance(expr, sympy.Integral):
        changed = _of_polynomial(expr)
    else:
        changed = _written_out(expr) if isinstance(expr, sympy.Sum | sympy.Product) else _by_table(expr)
    if changed is None or changed == expr:
        return None
    return Rewriting(changed, (expr.args[0],) if symbolic.plain_head(expr) in _OF_NONZERO else ())


def _written_out(expr: sympy.Sum | sympy.Product) -> Expr | None:
    """A short sum or product between whole numbers, term by term."""
    if len(expr.limits) != 1 or len(expr.limits[0]) != 3:
        return None
    index, low, high = expr.limits[0]
    if not isinstance(low, Integer) or not isinstance(high, Integer) or not 0 <= int(high) - int(low) < _MOST_WRITTEN:
        return None
    terms = [symbolic.put(expr.function, {index: Integer(k)}) for k in range(int(low), int(high) + 1)]
    return _total(terms) if isinstance(expr, sympy.Sum) else _product(terms)


def _of_polynomial(integral: sympy.Integral) -> Expr | None:
    """The integral of a polynomial between finite ends, by the powers of its terms."""
    if len(integral.limits) != 1 or len(integral.limits[0]) != 3:
        return None
    variable, low, high = integral.limits[0]
    coefficients = symbolic.coefficients_in(integral.function, variable)
    if coefficients is None or low.is_infinite or high.is_infinite:
        return None
    terms = [c * (high ** (k + 1) - low ** (k + 1)) / (k + 1) for k, c in coefficients]
    return _total(terms)


def _by_table(expr: Expr) -> Expr | None:
    head = symbolic.plain_head(expr)
    if len(expr.args) == 1 and head in RULES_OF_ONE:
        return RULES_OF_ONE[head](*expr.args)
    if len(expr.args) == 2:
        first, second = expr.args
        if head in RULES_OF_TWO:
            return RULES_OF_TWO[head](first, second)
        if isinstance(expr, sympy.zeta):
            return _hurwitz(first, second)
        if isinstance(expr, sympy.Max | sympy.Min):
            return _extreme(first, second, 1 if isinstance(expr, sympy.Max) else -1)
    return None
