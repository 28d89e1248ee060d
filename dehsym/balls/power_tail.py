"""Tails of sums over functions of a power, G(q^k): geometric series of the Taylor coefficients of G.

Such are Lambert series, infinite products of 1 - q^k, and products of cosines of x/2^k after taking logarithms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from math import gcd, isqrt, lcm
from typing import final

import sympy
from flint import acb, arb, ctx
from sympy import Expr, S, Symbol

from dehsym.balls.environment import Environment, disc, undefined
from dehsym.balls.gamma_factors import linear
from dehsym.balls.mode_tail import ModeTail
from dehsym.balls.node import NoValue
from dehsym.balls.substitution import BINDERS, fresh
from dehsym.balls.sum_rest import FallingRest, Rest
from dehsym.balls.term_factors import Base, FunctionOfT, LocalFunction
from dehsym.balls.zeta_tail import at_most, terms_wanted, upper

FARTHEST = 10**9


@final
@dataclass(frozen=True)
class Variant:
    """A(k) G(q^k) = A(k) G(0) + A(k) (G(q^k) - G(0)): the modes of A, the function G - G(0), the modes of A G(0)."""

    base: Base
    function: FunctionOfT
    modes: tuple[ModeTail, ...]
    limit: tuple[ModeTail, ...]


@final
@dataclass(frozen=True)
class PowerTail:
    """Terms A(k) G(q^k), where A has an expansion in 1/k and G one in q^k, |q| < 1; or one in q^(-k), |q| > 1."""

    variants: tuple[Variant, ...]

    def rests(self, at: Environment, analytic: bool) -> list[Rest] | None:
        """Return what there is to know, from the variant with |q| < 1."""
        for variant in self.variants:
            try:
                q = variant.base.ball(at, analytic)
            except NoValue:  # 1/q for q = 0
                continue
            if abs(q) < 1:
                return self._rests(q, variant, at, analytic)
        return None

    @staticmethod
    def _rests(q: acb, variant: Variant, at: Environment, analytic: bool) -> list[Rest] | None:
        local = variant.function.at(at, analytic)
        found: list[Rest] = []
        for mode in variant.limit:
            known = mode.rests(at, analytic)
            if known is None:
                return None
            found += known
        for halvings in range(30):
            radius = arb(2) ** -halvings
            bound = upper(local.on_disc(radius))
            if not bound.is_finite() or (bound > 2**30 and halvings < 29):
                continue
            if not variant.modes:
                return [*found, PowerRest(q, local, radius, bound)]
            order = local.zeros
            damped = [mode.falling(at, analytic, q**order) for mode in variant.modes]
            return [*found, *(DampedRest(rest, q, radius, bound / radius**order) for rest in damped)]
        return None


@final
@dataclass(frozen=True)
class DampedRest(Rest):
    """Terms A(k) G(q^k), |G(w)| <= M (|w|/r)^v for |w| <= r by Schwarz's lemma: M/r^v times those of A(k) q^(v k)."""

    falling: FallingRest
    q: acb
    radius: arb
    factor: arb

    @property
    def start(self) -> int:
        """Where |q|^k <= r."""
        return max(self.falling.start, _index_of_power(self.q, -float(self.radius.log_base(2))) + 1)

    @property
    def is_bound(self) -> bool:
        """It is."""
        return True

    def beyond(self, n: int) -> acb:
        """Return a ball around 0."""
        inside = upper(self.q) ** n <= self.radius
        return disc(upper(self.falling.beyond(n)) * self.factor) if inside else undefined()


@final
@dataclass(frozen=True)
class PowerRest(Rest):
    """G(q^k) at one point, with |G(w)| <= `bound` for |w| <= `radius`."""

    q: acb
    function: LocalFunction
    radius: arb
    bound: arb

    @property
    def start(self) -> int:
        """Where |q|^n is at most radius 2^(-b), b about the square root of the precision."""
        return _index_of_power(self.q, isqrt(ctx.prec) - float(self.radius.log_base(2)))

    def beyond(self, n: int) -> acb:
        """Return the geometric series of the first coefficients, and a bound of the others by |c_j| <= M r^(-j)."""
        small = upper(self.q) ** n / self.radius
        if not small < 0.5:
            return undefined()
        if small.is_zero():
            return acb(0) if self.function.series(1)[0].is_zero() else undefined()
        length = terms_wanted(1 / small, 20.0)
        coefficients = self.function.series(length)
        if not coefficients[0].is_zero():
            return undefined()
        total = sum((coefficients[j] * self.q ** (j * n) / (1 - self.q**j) for j in range(1, length)), acb(0))
        left = upper(self.bound * small**length / (1 - small) / (1 - upper(self.q)))
        real = self.q.imag.is_zero() and self.function.up_to(upper(self.q) ** n).imag.is_zero()
        return acb(total.real + arb(0, left)) if real else total + disc(left)


def _index_of_power(q: acb, bits: float) -> int:
    """Return an n with |q|^n <= 2^(-bits), or about so."""
    size = upper(q)
    if size.is_zero():
        return 2
    each = max(-float(size.log_base(2)), 1e-12)
    return max(2, at_most(bits / each, FARTHEST))


def functions_of_power(expr: Expr, k: Symbol) -> list[tuple[Expr, Symbol, Expr]]:
    """Return q, w and a function of w that is `expr` at w = q^k, then the same for 1/q; nothing if it is no such.

    >>> from sympy import cos
    >>> from sympy.abc import x
    >>> k = Symbol("k", positive=True, integer=True)
    >>> functions_of_power(cos(x / 2**k) * 4**k, k)[0]
    (1/2, w, cos(w*x)/w**2)
    """
    if any(binder.has(k) for binder in expr.atoms(*BINDERS)):
        return []  # what is raised to the power k may be bound in there
    expr = _hyperbolic_as_exponentials(expr, k)
    powers = {each: rate for each in expr.atoms(sympy.exp, sympy.Pow) if (rate := _rate(each, k)) is not None}
    unit = _common_unit([rate for rate, _ in powers.values()])
    if unit is None:
        return []
    step, multiples = unit
    w = fresh("w", expr.atoms(Symbol), positive=bool(step.is_real))
    found: list[tuple[Expr, Symbol, Expr]] = []
    for sign in (-1, 1) if step.is_positive else (1, -1):
        fixed = zip(powers.items(), multiples, strict=True)
        replaced = expr.xreplace({each: w ** (sign * n) * constant for (each, (_, constant)), n in fixed})
        if replaced.has(k):
            return []
        found.append((sympy.exp(sign * step), w, _with_powers_in_front(replaced, w)))
    return found


def _rate(power: Expr, k: Symbol) -> tuple[Expr, Expr] | None:
    """Return c and d where the power is exp(c k) d, c != 0 and free of k."""
    base, exponent = power.as_base_exp()
    found = linear(exponent, k)
    if base.has(k) or found is None or found[0] == S.Zero:
        return None
    slope, offset = found
    if base == S.Exp1:
        return slope, sympy.exp(offset)
    if isinstance(base, sympy.Rational) and base.is_positive and base != S.One:
        root, degree = _primitive_root(base)
        return slope * degree * sympy.log(root), base**offset
    return slope * sympy.log(base), base**offset


def _primitive_root(number: sympy.Rational) -> tuple[sympy.Rational, int]:
    """Return r >= 1 and n with r^n the number, n as large as possible: the powers of 4 and 1/8 are powers of 2."""
    if number.p < number.q:
        root, degree = _primitive_root(sympy.Rational(number.q, number.p))
        return root, -degree
    for degree in range(max(number.p.bit_length(), 2), 1, -1):
        p, q = (round(part ** (1 / degree)) for part in (number.p, number.q)) if number.p < 2**50 else (0, 0)
        if p and p**degree == number.p and q**degree == number.q:
            return sympy.Rational(p, q), degree
    return number, 1


def _common_unit(rates: list[Expr]) -> tuple[Expr, list[int]] | None:
    """Return the largest number of which all rates are integer multiples, and the integers."""
    if not rates:
        return None
    ratios = [rate / rates[0] for rate in rates]
    rational = [ratio for ratio in ratios if isinstance(ratio, sympy.Rational)]
    if len(rational) < len(ratios):
        return None
    below = reduce(lcm, [ratio.q for ratio in rational])
    numerators = [ratio.p * (below // ratio.q) for ratio in rational]
    above = reduce(gcd, numerators)
    return rates[0] * sympy.Rational(above, below), [p // above for p in numerators]


_HYPERBOLIC: tuple[tuple[type[Expr], Callable[[Expr, Expr], Expr]], ...] = (
    (sympy.sinh, lambda up, square: up * (1 - square) / 2),
    (sympy.cosh, lambda up, square: up * (1 + square) / 2),
    (sympy.tanh, lambda _, square: (1 - square) / (1 + square)),
    (sympy.coth, lambda _, square: (1 + square) / (1 - square)),
    (sympy.csch, lambda up, square: 2 / (up * (1 - square))),
    (sympy.sech, lambda up, square: 2 / (up * (1 + square))),
)
"""In exp(u) and exp(-2 u), DLMF 4.28."""


def _hyperbolic_as_exponentials(expr: Expr, k: Symbol) -> Expr:
    changes: dict[Expr, Expr] = {}
    for kind, form in _HYPERBOLIC:
        for each in expr.atoms(kind):
            found = linear(each.args[0], k)
            if found is not None and found[0] != S.Zero:
                changes[each] = form(sympy.exp(each.args[0]), sympy.exp(-2 * each.args[0]))
    return expr.xreplace(changes) if changes else expr


def _with_powers_in_front(expr: Expr, w: Symbol) -> Expr:
    """Return the same with w^(-n) taken out of every sum that has terms with negative powers of w."""
    if not expr.has(w) or not expr.args:
        return expr
    rebuilt = expr.func(*[_with_powers_in_front(argument, w) for argument in expr.args])
    if not isinstance(rebuilt, sympy.Add):
        return rebuilt
    lowest = min(_power_of(term, w) for term in rebuilt.args)
    return w**lowest * sympy.Add(*(term * w**-lowest for term in rebuilt.args)) if lowest < 0 else rebuilt


def _power_of(term: Expr, w: Symbol) -> int:
    powers = [factor.as_base_exp() for factor in sympy.Mul.make_args(term)]
    return sum(int(exponent) for base, exponent in powers if base == w and isinstance(exponent, sympy.Integer))
