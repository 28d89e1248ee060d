"""The shape of a summand for large k: exponentials, powers, logarithms and gamma functions times a function of 1/k.

Here k is a positive integer and t stands for 1/k, or for a root of it. A *mode* is

    regular(t) base^k k^power log(k)^logs prod_i Gamma(p_i k + a_i)^(e_i) prod_i Gamma(b_i)^(-f_i)

with `regular` built from functions that may be expanded at t = 0; whether they can is found out in ball arithmetic.
Sums, products and powers of modes are modes again; circular and hyperbolic functions of k are read as exponentials.
Every rule used is an identity of principal values for k > 0, whatever the other symbols are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from math import lcm
from typing import TypeVar, final

import sympy
from sympy import Expr, I, S, Symbol

from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.gamma_factors import gamma_factors, linear
from dehsym.balls.node import unsupported
from dehsym.balls.removable import regularised
from dehsym.balls.substitution import BINDERS

MOST_MODES = 64
_MOST_POWER = 6
_MOST_SHIFT = 32

_T = TypeVar("_T", Expr, tuple[int, Expr])

Gammas = tuple[tuple[int, Expr, int], ...]
"""(p, a, e) for Gamma(p k + a)^e, p >= 1, e != 0."""


@final
@dataclass(frozen=True)
class Mode:
    """One product as above; `constants` holds the (b, f)."""

    regular: Expr = S.One
    base: Expr = S.One
    power: Expr = S.Zero
    logs: int = 0
    gammas: Gammas = ()
    constants: tuple[tuple[Expr, int], ...] = ()

    @property
    def kind(self) -> tuple[Expr, int, Gammas, tuple[tuple[Expr, int], ...]]:
        """What two modes must share to be added."""
        return self.base, self.logs, self.gammas, self.constants

    @property
    def order(self) -> int:
        """The m for which it behaves like (k!)^m, but for slower factors."""
        return sum(slope * exponent for slope, _, exponent in self.gammas)


@final
@dataclass(frozen=True)
class Splitting:
    """The analysis of one summand in `k`, with `t` for k^(-1/`root`); both positive symbols."""

    k: Symbol
    t: Symbol
    root: int = 1

    def modes(self, expr: Expr) -> list[Mode]:
        """Return modes with the sum `expr`; raise `Unsupported` where it is none of the functions above.

        >>> from sympy import cos
        >>> k, t = Symbol("k", positive=True, integer=True), Symbol("t", positive=True)
        >>> [(mode.base, mode.power, mode.regular) for mode in Splitting(k, t).modes((-1)**k / (k**2 + 3*k))]
        [(-1, -2, 1/(3*t + 1))]
        """
        if not expr.has(self.k):
            return [Mode(regular=expr)]
        if expr == self.k:
            return [Mode(power=S.One)]
        if isinstance(expr, sympy.Add):
            return self.merged(mode for term in expr.args for mode in self.modes(term))
        if isinstance(expr, sympy.Mul):
            return self.merged(reduce(self._products, [self.modes(factor) for factor in expr.args]))
        if isinstance(expr, sympy.exp):
            return [self._exponential(S.Exp1, expr.args[0])]
        if isinstance(expr, sympy.Pow):
            return self._power(expr.base, expr.exp)
        return self._function(expr)

    def one_mode(self, expr: Expr) -> Mode:
        """Return the mode that `expr` is, with zeros at t = 0 taken out where they are recognised."""
        modes = self.modes(expr)
        if len(modes) != 1:
            raise unsupported("a function or power of terms of different growth", expr)
        return self._without_zeros(modes[0])

    def _without_zeros(self, mode: Mode) -> Mode:
        kept: list[Expr] = []
        order: Expr = S.Zero
        for factor in sympy.Mul.make_args(regularised(mode.regular, self.t)):
            base, exponent = factor.as_base_exp()
            if base == self.t:
                order += exponent / self.root
            else:
                kept.append(factor)
        return replace(mode, regular=sympy.Mul(*kept), power=mode.power - order)

    # --- Sums and products

    def merged(self, modes: Iterable[Mode]) -> list[Mode]:
        """Add modes of one kind whose powers differ by integers: the leading terms may cancel."""
        merged: list[Mode] = []
        for mode in modes:
            if mode.regular == S.Zero:
                continue
            for place, other in enumerate(merged):
                shift = (other.power - mode.power) * self.root
                if other.kind == mode.kind and isinstance(shift, sympy.Integer):
                    merged[place] = self._sum(other, mode, int(shift))
                    break
            else:
                merged.append(mode)
        if len(merged) > MOST_MODES:
            raise unsupported(f"a term with more than {MOST_MODES} parts", merged[0].regular)
        return [mode for mode in merged if mode.regular != S.Zero]

    def _sum(self, first: Mode, second: Mode, shift: int) -> Mode:
        if shift < 0:
            return self._sum(second, first, -shift)
        return replace(first, regular=first.regular + second.regular * self.t**shift)

    def _products(self, left: list[Mode], right: list[Mode]) -> list[Mode]:
        if len(left) * len(right) > MOST_MODES**2:
            raise unsupported(f"a term with more than {MOST_MODES} parts", left[0].regular)
        return self.merged(self._product(one, other) for one in left for other in right)

    def _product(self, one: Mode, other: Mode) -> Mode:
        constants = _collected([*one.constants, *other.constants])
        joined = Mode(
            one.regular * other.regular,
            one.base * other.base,
            one.power + other.power,
            one.logs + other.logs,
            one.gammas + other.gammas,
            constants,
        )
        return self._with_gammas_cancelled(joined) if joined.gammas else joined

    def _with_gammas_cancelled(self, mode: Mode) -> Mode:
        """Gamma(p k + a + n)/Gamma(p k + a) = k^n prod_(i<n) (p + (a + i) t)."""
        gammas = [(p, a, e) for (p, a), e in _collected([((p, a), e) for p, a, e in mode.gammas])]
        for i, (p, a, e) in enumerate(gammas):
            for j, (q, b, f) in enumerate(gammas):
                shift = a - b
                if p != q or e <= 0 or f >= 0 or not isinstance(shift, sympy.Integer) or abs(int(shift)) > _MOST_SHIFT:
                    continue
                rest = [each for place, each in enumerate(gammas) if place not in (i, j)]
                left = [(p, a, e - 1)] * (e > 1) + [(q, b, f + 1)] * (f < -1)
                n, low = abs(int(shift)), b if int(shift) > 0 else a
                sign = 1 if int(shift) > 0 else -1
                factor = sympy.Mul(*(p + (low + m) * self.t**self.root for m in range(n))) ** sign
                reduced = replace(mode, gammas=(*rest, *left), regular=mode.regular * factor, power=mode.power + shift)
                return self._with_gammas_cancelled(reduced)
        return replace(mode, gammas=tuple(sorted(gammas, key=str)))

    # --- Powers and exponentials

    def _power(self, base: Expr, exponent: Expr) -> list[Mode]:
        if not base.has(self.k):
            return [self._exponential(base, exponent)]
        if exponent.has(self.k):
            raise unsupported("a power with the index in base and exponent", base**exponent)
        if isinstance(exponent, sympy.Integer) and 1 < int(exponent) <= _MOST_POWER:
            modes = self.modes(base)
            return reduce(self._products, [modes] * int(exponent)) if len(modes) > 1 else [_raised(modes[0], exponent)]
        return [_raised(self.one_mode(base), exponent)]

    def _exponential(self, base: Expr, exponent: Expr) -> Mode:
        """base^(c k + d + u(1/k)) = (base^c)^k base^d base^u: b^z is exp(z log b) throughout."""
        mode = Mode()
        for term in sympy.Add.make_args(multiplied_out(exponent)):
            coefficient, part = coefficient_and_part(term, self.k)
            if part == self.k:
                mode = replace(mode, base=mode.base * base**coefficient)
            elif not term.has(self.k):
                mode = replace(mode, regular=mode.regular * base**term)
            else:
                mode = replace(mode, regular=mode.regular * base ** self._in_t(term))
        return mode

    def _in_t(self, expr: Expr) -> Expr:
        """Return a bounded expression as a function of t."""
        mode, degree = self.one_mode(expr), S.Zero + 0
        plain = mode.base == S.One and not (mode.logs or mode.gammas or mode.constants)
        degree -= mode.power * self.root
        if not plain or not isinstance(degree, sympy.Integer) or int(degree) < 0:
            raise unsupported("a function of something that grows with the index", expr)
        return mode.regular * self.t**degree

    # --- Functions

    def _function(self, expr: Expr) -> list[Mode]:
        if isinstance(expr, sympy.log):
            return self._logarithm(self.one_mode(expr.args[0]), expr)
        factors = gamma_factors(expr, self.k)
        if factors is not None:
            return [reduce(self._product, [self._gamma(*factor) for factor in factors], Mode())]
        if isinstance(expr, (*BINDERS, sympy.Piecewise, sympy.hyper)):
            raise unsupported(f"{type(expr).__name__} that depends on the index of a sum", expr)
        exponentials = _by_binet(expr, self.k) or _as_exponentials(expr, self.k)
        if exponentials is not None:
            return self.modes(exponentials)
        return [Mode(regular=expr.func(*(self._in_t(argument) for argument in expr.args)))]

    def _logarithm(self, inner: Mode, expr: Expr) -> list[Mode]:
        """log(g b^k k^p) = log g + k log b + p log k for b > 0 and real p."""
        if inner.gammas or inner.constants or inner.logs or not _is_positive_scale(inner):
            raise unsupported("a logarithm of something that may turn with the index", expr)
        modes = [Mode(regular=sympy.log(inner.regular))]
        if inner.base != S.One:
            modes.append(Mode(regular=sympy.log(inner.base), power=S.One))
        if inner.power != S.Zero:
            modes.append(Mode(regular=inner.power, logs=1))
        return self.merged(modes)

    def _gamma(self, slope: int, offset: Expr, exponent: int) -> Mode:
        """Gamma(q k + c)^e; for q = -p < 0 by Gamma(c - p k) Gamma(1 - c + p k) = (-1)^(p k) Gamma(c) Gamma(1 - c)."""
        if slope == 0:
            return Mode(constants=_collected([(offset, -exponent)]))
        if slope > 0:
            return Mode(gammas=((slope, offset, exponent),))
        constants = _collected([(offset, -exponent), (1 - offset, -exponent)])
        sign = S.NegativeOne ** (slope * exponent)
        return Mode(base=sign, gammas=((-slope, 1 - offset, -exponent),), constants=constants)


def _raised(mode: Mode, exponent: Expr) -> Mode:
    """(g b^k k^p ...)^e: for whole e factor by factor, else g^e (b^e)^k k^(p e) where b > 0 and p is real."""
    if isinstance(exponent, sympy.Integer):
        e = int(exponent)
        if e < 0 and mode.logs:
            raise unsupported("a term with the logarithm of the index in a denominator", mode.regular)
        gammas = tuple((p, a, f * e) for p, a, f in mode.gammas)
        constants = tuple((b, f * e) for b, f in mode.constants)
        return Mode(mode.regular**e, mode.base**e, mode.power * e, mode.logs * e, gammas, constants)
    if mode.gammas or mode.constants or mode.logs or not _is_positive_scale(mode):
        raise unsupported("a power of something that may turn with the index", mode.regular)
    return Mode(mode.regular**exponent, mode.base**exponent, mode.power * exponent)


def _as_exponentials(expr: Expr, k: Symbol) -> Expr | None:
    """sin, cos, sinh and cosh of c k + d, c != 0 (DLMF 4.14, 4.28); None for anything else."""
    if not isinstance(expr, sympy.sin | sympy.cos | sympy.sinh | sympy.cosh) or linear(expr.args[0], k) is None:
        return None
    circular = isinstance(expr, sympy.sin | sympy.cos)
    exponent = I * expr.args[0] if circular else expr.args[0]
    up, down = sympy.exp(exponent), sympy.exp(-exponent)
    if isinstance(expr, sympy.cos | sympy.cosh):
        return (up + down) / 2
    return (up - down) / (2 * I if circular else 2)


def root_of_index(expr: Expr, k: Symbol) -> int:
    """Return the least q for which the rational powers in `expr` of what depends on k are powers of a q-th root.

    >>> from sympy import sqrt
    >>> k = Symbol("k", positive=True, integer=True)
    >>> root_of_index(1 / (k + sqrt(k + 1)), k)
    2
    """
    degrees = [p.exp.q for p in expr.atoms(sympy.Pow) if p.base.has(k) and isinstance(p.exp, sympy.Rational)]
    return lcm(*degrees)


def _by_binet(expr: Expr, k: Symbol) -> Expr | None:
    """Fibonacci and Lucas numbers, whole p k + a, by powers of the golden ratio and of -1 over it."""
    if not isinstance(expr, sympy.fibonacci | sympy.lucas) or len(expr.args) != 1:
        return None
    found, n = linear(expr.args[0], k), expr.args[0]
    if found is None or not all(isinstance(part, sympy.Integer) for part in found):
        return None
    first, second = sympy.GoldenRatio**n, S.NegativeOne**n * sympy.GoldenRatio**-n
    return first + second if isinstance(expr, sympy.lucas) else (first - second) / sympy.sqrt(5)


def _is_positive_scale(mode: Mode) -> bool:
    return bool(mode.base.is_positive) and bool(mode.power.is_real)


def _collected(pairs: Iterable[tuple[_T, int]]) -> tuple[tuple[_T, int], ...]:
    """Add the exponents of equal things, and leave out those with exponent 0."""
    found: dict[_T, int] = {}
    for thing, exponent in pairs:
        found[thing] = found.get(thing, 0) + exponent
    return tuple((thing, e) for thing, e in found.items() if e)
