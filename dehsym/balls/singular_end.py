"""Integrals beside an end where the integrand is singular, from its form as a sum of y^a log(y)^m h(y) there.

y is the distance from the end, or 1/x for an end at infinity. Every part of the integrand that is holomorphic near
y = 0 is expanded as it stands; sums, products, powers and logarithms of others follow the rules of `frobenius`. So
exponents may be any numbers, however close to -1: the part of the range beside the end is integrated term by term.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import final

import sympy
from flint import acb, acb_series, arb, ctx, fmpq
from sympy import Expr, Symbol

from dehsym.balls.environment import Environment, Line, disc
from dehsym.balls.expanded import with_sums_multiplied_out
from dehsym.balls.frobenius import Germ, Regular, Term, all_of, gathered, logarithm, power
from dehsym.balls.logarithmic_series import beside_singularity
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Node, NoValue, Unsupported
from dehsym.balls.substitution import BINDERS, fresh, hoisted, substituted
from dehsym.precision import series_length

RADII = (0, 1, 2, 4, 7, 12, 20)
"""The discs that are tried have the radius 2^-k, for these k, or less where the range is shorter."""


@final
@dataclass(frozen=True, slots=True)
class Beside:
    """The disc |y| <= `radius`, the number of coefficients, and the values of the other symbols."""

    at: Environment
    radius: arb
    length: int


Local = Callable[[Beside], Germ | None]
"""A function near y = 0; None where it is not known to be of the form."""


def compile_local(expr: Expr, y: Symbol, compile_node: Compile) -> Local:
    """Return the form of `expr` near y = 0, y > 0; raise `Unsupported` where a part has no enclosure.

    >>> from dehsym.balls.compiler import compile_node
    >>> y = Symbol("y", positive=True)
    >>> found = compile_local(sympy.log(sympy.sin(y)), y, compile_node)(Beside(Environment({}, {}), arb(1) / 2, 8))
    >>> [term.logs for term in found]
    [1, 0]
    """
    if y not in expr.free_symbols:
        node = compile_node(expr)
        return lambda on: _constant(node.ball(on.at, analytic=False), on)
    if expr == y:
        return lambda on: [Term(acb(1), 0, Regular.constant(acb(1), on.length, on.radius))]
    regular, rule = _regular(expr, y, compile_node), _structure(expr, y, compile_node)

    def local(on: Beside) -> Germ | None:
        found = regular(on)
        return rule(on) if found is None and rule is not None else found

    return local


def _constant(number: acb, on: Beside) -> Germ | None:
    if not number.is_finite():
        return None
    return [Term(acb(0), 0, Regular.constant(number, on.length, on.radius))]


def _regular(expr: Expr, y: Symbol, compile_node: Compile) -> Local:
    """Return the Taylor series where the expression is holomorphic on the disc."""
    node, real = compile_node(expr), bool(expr.is_real)

    def local(on: Beside) -> Germ | None:
        inner = on.at.binding(y)
        inner.values[y] = disc(on.radius)
        values = node.ball(inner, analytic=True)
        if not values.is_finite():
            return None
        inner.values[y] = acb(0)
        series = node.taylor(Line(inner, {y: acb(1)}), on.length, analytic=True)
        if not _is_sharp(series, values, on):
            inner.values.pop(y)
            series = _sharpened(series, lambda place: node.ball(_with(inner, y, place), analytic=True), values, on)
        if not all(series[k].is_finite() for k in range(on.length)):
            return None
        return [Term(acb(0), 0, Regular(series, values, on.radius, real))]

    return local


def _with(at: Environment, y: Symbol, place: acb) -> Environment:
    at.values[y] = place
    return at


def _is_sharp(series: acb_series, values: acb, on: Beside) -> bool:
    """Whether the radii of the coefficients matter little at a quarter of the disc's radius."""
    allowed = arb(values.abs_upper()) * arb(2) ** (8 - ctx.prec)
    quarter = on.radius / 4
    return all(_radius_of(series[k]) * quarter**k < allowed for k in range(on.length))


def _radius_of(number: acb) -> arb:
    return number.real.rad() + number.imag.rad()


def _sharpened(series: acb_series, value: Callable[[acb], acb], values: acb, on: Beside) -> acb_series:
    """Return better coefficients where Cauchy's formula on the circle of half the radius has them.

    The mean of f(r w^j) w^(-jk) r^(-k) over the N-th roots of unity w^j differs from c_k by the sum of c_(k+mN) r^(mN)
    over m >= 1, at most M R^(-k) 2^(-N)/(1 - 2^(-N)), for k < N.
    """
    number, half = ctx.prec + 2 * on.length, on.radius / 2
    turns = [acb(fmpq(2 * j, number)).exp_pi_i() for j in range(number)]
    samples = [value(half * turn) for turn in turns]
    error = arb(values.abs_upper()) * arb(2) ** (1 - number)
    found: list[acb] = []
    for k in range(on.length):
        mean = sum((f * turns[-j * k % number] for j, f in enumerate(samples)), start=acb(0)) / number
        other = mean / half**k + disc(error / on.radius**k)
        found.append(other if _radius_of(other) < _radius_of(series[k]) else series[k])
    return acb_series(found, on.length)


def _structure(expr: Expr, y: Symbol, compile_node: Compile) -> Local | None:
    """Return the rule for a sum, product, power or logarithm; None for anything else."""
    quotient = _as_quotient(expr, y)
    if quotient is not None:
        return compile_local(quotient, y, compile_node)
    if isinstance(expr, sympy.Add | sympy.Mul):
        parts = [compile_local(part, y, compile_node) for part in expr.args]
        return _sum(parts) if isinstance(expr, sympy.Add) else lambda on: all_of([part(on) for part in parts])
    if isinstance(expr, sympy.log):
        argument = compile_local(expr.args[0], y, compile_node)
        return lambda on: _applied(argument(on), logarithm)
    if isinstance(expr, sympy.Pow) and y not in expr.exp.free_symbols:
        return _power(compile_local(expr.base, y, compile_node), compile_node(expr.exp))
    return None


def _as_quotient(expr: Expr, y: Symbol) -> Expr | None:
    """The same function by others: those with a pole at 0 as quotients of entire ones (DLMF 4.14, 4.28).

    Gamma and its logarithm by the recurrence (DLMF 5.5.1), Bessel functions by series (10.16.9, 10.25.2, 10.27.4).
    """
    u = expr.args[0] if expr.args else expr
    if isinstance(expr, sympy.cot | sympy.csc):
        return (sympy.cos(u) if isinstance(expr, sympy.cot) else sympy.S.One) / sympy.sin(u)
    if isinstance(expr, sympy.coth | sympy.csch):
        return (sympy.cosh(u) if isinstance(expr, sympy.coth) else sympy.S.One) / sympy.sinh(u)
    if isinstance(expr, sympy.loggamma) and u.is_positive and u.xreplace({y: sympy.S.Zero}) == sympy.S.Zero:
        return sympy.loggamma(u + 1) - sympy.log(u)
    if isinstance(expr, sympy.gamma) and u.is_positive and u.xreplace({y: sympy.S.Zero}) == sympy.S.Zero:
        return sympy.gamma(u + 1) / u
    series = beside_singularity(expr, y)
    bessel = isinstance(expr, sympy.besselj | sympy.besseli | sympy.besselk) and y not in u.free_symbols
    return _bessel(expr, u, expr.args[1]) if bessel and series is None else series


def _bessel(expr: Expr, v: Expr, u: Expr) -> Expr | None:
    """(u/2)^v/Gamma(v + 1) 0F1(; v + 1; -+ u^2/4), and pi/2 (I_(-v) - I_v)/sin(pi v) for v that is not whole."""
    if isinstance(expr, sympy.besselk):
        down, up = (_bessel(sympy.besseli(order, u, evaluate=False), order, u) for order in (-v, v))
        if v.is_integer or down is None or up is None:
            return None
        return sympy.pi / 2 / sympy.sin(sympy.pi * v) * (down - up)
    if v.is_integer:
        return None
    square = u**2 / 4 if isinstance(expr, sympy.besseli) else -(u**2) / 4
    return (u / 2) ** v / sympy.gamma(v + 1) * sympy.hyper((), (v + 1,), square)


def _with_small_arguments(expr: Expr, y: Symbol) -> Expr:
    """Return the same with atan u = pi/2 - atan(1/u) where u > 0 grows like 1/y^m (DLMF 4.24.17)."""
    if y not in expr.free_symbols or not expr.args or isinstance(expr, sympy.hyper):
        return expr
    rebuilt = expr.func(*[_with_small_arguments(part, y) for part in expr.args])
    if not isinstance(rebuilt, sympy.atan):
        return rebuilt
    u = rebuilt.args[0]
    if u.is_positive and (1 / u).xreplace({y: sympy.S.Zero}) == sympy.S.Zero:
        return sympy.pi / 2 - sympy.atan(1 / u)
    return rebuilt


def _sum(parts: list[Local]) -> Local:
    def local(on: Beside) -> Germ | None:
        terms: list[Term] = []
        for part in parts:
            found = part(on)
            if found is None:
                return None
            terms += found
        return gathered(terms)

    return local


def _power(base: Local, exponent: Node) -> Local:
    return lambda on: _applied(base(on), lambda germ: power(germ, exponent.ball(on.at, analytic=False)))


def _applied(germ: Germ | None, rule: Callable[[Germ], Germ | None]) -> Germ | None:
    return None if germ is None else rule(germ)


@final
@dataclass(frozen=True)
class SingularEnd:
    """The integrand as a function of the distance `variable` from an end, prepared for expansion at 0."""

    local: Local
    constants: tuple[tuple[Symbol, Node], ...]
    variable: Symbol

    @classmethod
    def at(cls, body: Expr, x: Symbol, end: Expr, side: int, compile_node: Compile) -> SingularEnd | None:
        """Prepare x = end + side y; for end = oo, x = 1/y. None where a part cannot be compiled."""
        y = fresh("y", body.atoms(Symbol) | end.atoms(Symbol), positive=True)
        place, weight = (1 / y, y**-2) if end == sympy.oo else (end + side * y, sympy.S.One)
        if body.has(*BINDERS, sympy.Piecewise):
            return None
        try:
            moved = _with_small_arguments(with_sums_multiplied_out(substituted(body, x, place)) * weight, y)
            inner, names = hoisted(moved, y)
            constants = tuple((symbol, compile_node(part)) for symbol, part in names.items())
            return cls(compile_local(inner, y, compile_node), constants, y)
        except Unsupported:
            return None

    def head(self, at: Environment, widest: arb) -> tuple[arb, acb] | None:
        """Return d <= `widest`/4 and the integral over 0 < y < d; None where the form is not found there.

        The disc is the largest of a few on which the rest of the series is below the working precision.
        """
        inner = at.binding(self.variable)
        try:
            for symbol, node in self.constants:
                inner.values[symbol] = node.ball(at, analytic=False)
        except NoValue:
            return None
        best: tuple[arb, acb] | None = None
        length = ctx.prec // 2 + 24
        with series_length(length):
            for exponent in RADII:
                found = self._on(Beside(inner, _radius(widest, exponent), length))
                if found is None:
                    continue
                if best is None or found[1].rel_accuracy_bits() > best[1].rel_accuracy_bits():
                    best = found
                if found[1].rel_accuracy_bits() > ctx.prec * 3 // 4:
                    return found
        return best

    def _on(self, on: Beside) -> tuple[arb, acb] | None:
        try:
            germ = self.local(on)
        except (NoValue, ValueError, ZeroDivisionError):  # how python-flint reports a series that cannot be divided by
            return None
        if germ is None:
            return None
        parts = [term.normal for term in gathered(germ)]
        end = reduce(arb.min, [part.factor.radius for part in parts], on.radius) / 4
        value = sum((part.integral(end) for part in parts), start=acb(0))
        return (end, value) if value.is_finite() else None


def _radius(widest: arb, exponent: int) -> arb:
    """Return the largest power of 2 up to min(1, widest), over 2^exponent: an exact number."""
    shift = 0
    while arb(2) ** -shift > widest and shift < ctx.prec:
        shift += 1
    return arb(2) ** -(shift + exponent)
