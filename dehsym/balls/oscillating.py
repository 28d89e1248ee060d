"""Integrals to infinity that converge by oscillation: sin(x)/x, cos(x^2), x sin(x)/(1 + x^2).

The integrand is written as a sum of h_w(x) exp(i w x), algebraic or logarithmic h_w. From a cut N on, each term is
turned into the quarter plane where its exponential decays (Jordan's lemma): for w > 0

    integral of h(x) exp(i w x) from N to oo  =  i exp(i w N) times the integral of h(N + i s) exp(-w s) from 0 to oo,

and downwards for w < 0. Sines of c x^m become sines of u = x^m first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

import sympy
from flint import acb, acb_series, arb
from sympy import Expr, I, Symbol

from dehsym.balls.environment import Environment, Line, undefined
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.integral import HalfLineIntegral
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Node, Unsupported
from dehsym.balls.quadrant import Quadrant, Rule, compile_bound
from dehsym.balls.substitution import BINDERS, fresh, substituted

_FARTHEST_CORNER = 10_000


@final
@dataclass(frozen=True)
class Ray:
    """A term h(x) exp(i w x) with w = `frequency`, turned upwards and downwards from the corner.

    `bound` is that of h on the quarter planes; `up` and `down` the integrals along the rays, with their factors.
    """

    frequency: Node
    bound: Rule
    up: Node
    down: Node


@final
@dataclass(frozen=True)
class OscillatingIntegral(Node):
    """The integral from `low` to oo of a body whose oscillating terms are `rays`, and `steady` the rest.

    `until` is the integral from `low` to the symbol `corner`; `steady` that of the rest from there to oo; `plain` the
    whole integral by absolute convergence, for where the corner cannot be found.
    """

    low: Node
    corner: Symbol
    until: Node
    rays: tuple[Ray, ...]
    steady: Node | None
    plain: Node

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the integral up to the corner, the rest of the steady terms, and the turned tails."""
        if analytic:
            return self.plain.ball(at, analytic)
        low = self.low.ball(at, analytic=False)
        corner = self._corner(at, low) if low.is_finite() and low.imag.is_zero() else None
        if corner is None:
            return self.plain.ball(at, analytic=False)
        inner = at.binding(self.corner)
        inner.values[self.corner] = acb(corner)
        total = self.until.ball(inner, analytic=False)
        if not total.is_finite():
            return total
        if self.steady is not None:
            total += self.steady.ball(inner, analytic=False)
        for ray in self.rays:
            total += self._tail(ray, inner)
        return total if total.is_finite() else self.plain.ball(at, analytic=False)

    def _corner(self, at: Environment, low: acb) -> arb | None:
        """Return a place from which every oscillating term may be turned."""
        corner = arb.max(low.real, arb(1)).upper().ceil() + 1
        while corner < _FARTHEST_CORNER:
            quadrant = Quadrant(at, corner)
            if all(ray.bound(quadrant).vanishes for ray in self.rays):
                return corner
            corner = (corner * 3 / 2).mid().ceil()
        return None

    @staticmethod
    def _tail(ray: Ray, inner: Environment) -> acb:
        frequency = ray.frequency.ball(inner, analytic=False)
        if not frequency.imag.is_zero():
            return undefined()
        if frequency.real > 0:
            return ray.up.ball(inner, analytic=False)
        return ray.down.ball(inner, analytic=False) if frequency.real < 0 else undefined()

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the series by absolute convergence."""
        return self.plain.taylor(line, length, analytic)


def oscillating_integral(
    body: Expr, x: Symbol, low: Expr, until: Node, corner: Symbol, compile_node: Compile
) -> Node | None:
    """Return the node of the integral from `low` to oo; None unless some terms oscillate and none decays or grows.

    `until` is the integral from `low` to the symbol `corner`.
    """
    terms = _by_frequency(body, x)
    if terms is None:
        return None
    try:
        rays = tuple(_ray(h, w, x, corner, compile_node) for w, h in terms.items() if w != sympy.S.Zero)
        rest = terms.get(sympy.S.Zero)
        steady = None if rest is None else HalfLineIntegral.of(rest, x, corner, compile_node, None)
    except Unsupported:
        return None
    plain = HalfLineIntegral.of(body, x, low, compile_node, low)
    return OscillatingIntegral(plain.free, compile_node(low), corner, until, rays, steady, plain)


def _ray(h: Expr, w: Expr, x: Symbol, corner: Symbol, compile_node: Compile) -> Ray:
    taken = h.atoms(Symbol) | w.atoms(Symbol) | {corner}
    s = fresh("s", taken, real=True)
    rate = fresh("rate", taken | {s}, positive=True)

    def along(turn: Expr) -> Node:
        body = substituted(h, x, corner + turn * s) * sympy.exp(-rate * s)
        inner = HalfLineIntegral.of(body, s, sympy.S.Zero, compile_node, None)
        return _Turned(inner.free, inner, rate, compile_node(w), compile_node(corner), turn == I)

    return Ray(compile_node(w), compile_bound(h, x, compile_node), along(I), along(-I))


@final
@dataclass(frozen=True)
class _Turned(Node):
    """Plus or minus i exp(i w N) times the integral `along` the ray, whose `rate` is |w|."""

    along: Node
    rate: Symbol
    frequency: Node
    corner: Node
    upwards: bool

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the turned tail."""
        w, corner = self.frequency.ball(at, analytic), self.corner.ball(at, analytic)
        inner = at.binding(self.rate)
        inner.values[self.rate] = w if self.upwards else -w
        turn = acb(0, 1 if self.upwards else -1)
        return turn * (acb(0, 1) * w * corner).exp() * self.along.ball(inner, analytic)


def _by_frequency(body: Expr, x: Symbol) -> Mapping[Expr, Expr] | None:
    """Return h_w by w for a body that is the sum of h_w exp(i w x); None if it is not, or has no oscillation."""
    found: dict[Expr, list[Expr]] = {}
    for term in sympy.Add.make_args(multiplied_out(_as_exponentials(body, x))):
        split = _split_term(term, x)
        if split is None:
            return None
        w, h = split
        found.setdefault(w, []).append(h)
    if set(found) <= {sympy.S.Zero}:
        return None
    return {w: sympy.Add(*parts) for w, parts in found.items()}


def _as_exponentials(expr: Expr, x: Symbol) -> Expr:
    if x not in expr.free_symbols or not expr.args or isinstance(expr, (*BINDERS, sympy.exp)):
        return expr
    if isinstance(expr, sympy.sin | sympy.cos):
        u = expr.args[0]
        if _is_linear(u, x):
            up, down = sympy.exp(I * u), sympy.exp(-I * u)
            return (up + down) / 2 if isinstance(expr, sympy.cos) else (up - down) / (2 * I)
        return expr
    return expr.func(*(_as_exponentials(part, x) for part in expr.args))


def _is_linear(u: Expr, x: Symbol) -> bool:
    parts = [coefficient_and_part(term, x)[1] for term in sympy.Add.make_args(multiplied_out(u))]
    return bool(u.is_real) and set(parts) <= {x, sympy.S.One} and x in parts


def _split_term(term: Expr, x: Symbol) -> tuple[Expr, Expr] | None:
    """Return w and h of a term h exp(i w x), w real; None if an exponential or a sine is left in h."""
    frequency, others = list[Expr](), list[Expr]()
    for factor in sympy.Mul.make_args(term):
        if not isinstance(factor, sympy.exp) or x not in factor.free_symbols:
            others.append(factor)
            continue
        for part in sympy.Add.make_args(multiplied_out(factor.args[0])):
            coefficient, moving = coefficient_and_part(part, x)
            if moving == x:
                frequency.append(coefficient / I)
            else:
                others.append(sympy.exp(part))
    w, h = sympy.Add(*frequency), sympy.Mul(*others)
    growing = h.atoms(sympy.exp, sympy.sin, sympy.cos, sympy.sinh, sympy.cosh)
    if not w.is_real or any(x in part.free_symbols for part in growing):
        return None
    return w, h


def straightened(body: Expr, x: Symbol, low: Expr) -> tuple[Expr, Expr] | None:
    """Return the body and lower end under u = x^m, where all sines and cosines are of c x^m, m > 0 and not 1.

    The variable keeps its name. None if they are not, or if the range is not known to be positive.

    >>> straightened(sympy.cos(Symbol("x", positive=True) ** 2), Symbol("x", positive=True), sympy.S.Zero)
    (cos(x)/(2*sqrt(x)), 0)
    """
    if not x.is_positive:
        return None
    degrees: set[Expr] = set()
    for part in body.atoms(sympy.sin, sympy.cos, sympy.exp):
        if x not in part.free_symbols:
            continue
        for term in sympy.Add.make_args(multiplied_out(part.args[0])):
            moving = coefficient_and_part(term, x)[1]
            base, degree = moving.as_base_exp()
            if moving == sympy.S.One:
                continue
            degrees.add(degree if base == x else sympy.S.Zero)
    if len(degrees) != 1:
        return None
    (m,) = degrees
    if not isinstance(m, sympy.Rational) or not m.is_positive or m == sympy.S.One:
        return None
    inverse = 1 / m
    return substituted(body, x, x**inverse) * inverse * x ** (inverse - 1), low**m
