"""From an expression to its growth: which rule of `tail` majorises which part of an integrand.

Powers of x, exponentials of polynomials in x, and what is built from them by sums, products and powers are followed
exactly. Circular and hyperbolic functions are read as exponentials. Any other function is enclosed on the ball of all
values of its arguments, which serves where those stay bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import mul
from types import MappingProxyType
from typing import final

import sympy
from flint import acb, arb
from sympy import Expr, I, Symbol

from dehsym.balls.environment import Environment, disc, exact_integer
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.node import Apply, Node, unsupported
from dehsym.balls.regions import off_negative_axis
from dehsym.balls.tail import Growth, Scale, logarithm_beside_one, sum_of


@final
@dataclass(frozen=True, slots=True)
class HalfLine:
    """x >= `start` >= 1, with the values of the other symbols; `analytic`: holomorphic in them on their balls."""

    at: Environment
    start: arb
    analytic: bool


Majorant = Callable[[HalfLine], Growth]

_UNIT_INTERVAL = arb(0.5, 0.5)  # [0, 1]; both halves are exact
_EIGHTH = acb(1) / 8  # exact
_BOUNDS: Mapping[type[Expr], int] = MappingProxyType(
    {sympy.sin: 1, sympy.cos: 1, sympy.erf: 1, sympy.atan: 2, sympy.Si: 2}
)
"""Upper bounds of |f| on the real line: DLMF 4.18, 7.2, 4.23, and 6.16.1 for max Si = Si(pi) = 1.85194."""
Compile = Callable[[Expr], Node]


def compile_majorant(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """Return the growth of `expr` as a function of x on [N, oo), N >= 1, given the values of the other symbols."""
    if not expr.has(x):
        node = compile_node(expr)
        return lambda on: Growth.constant(node.ball(on.at, on.analytic))
    if expr == x:
        return lambda _: Growth(Scale(acb(1)), acb(1))
    if expr.func in _BOUNDS and expr.args[0].is_real:
        return _bounded_on_reals(expr, x, compile_node)
    rewritten = _as_exponentials(expr)
    if rewritten is not None:
        return compile_majorant(rewritten, x, compile_node)
    if isinstance(expr, sympy.Add):
        terms = [compile_majorant(term, x, compile_node) for term in expr.args]
        return lambda on: sum_of([term(on) for term in terms], on.start)
    if isinstance(expr, sympy.Mul):
        factors = [compile_majorant(factor, x, compile_node) for factor in expr.args]
        return lambda on: reduce(mul, [factor(on) for factor in factors])
    if isinstance(expr, sympy.exp):
        return _exponential(expr.args[0], x, compile_node)
    if isinstance(expr, sympy.Pow):
        return _power(expr, x, compile_node)
    if isinstance(expr, sympy.log):
        return _logarithm(expr, x, compile_node)
    return _bounded(expr, x, compile_node)


def _as_exponentials(expr: Expr) -> Expr | None:
    """Circular and hyperbolic functions by DLMF 4.14 and 4.28; None for anything else."""
    if isinstance(expr, sympy.sin | sympy.cos):
        up, down = sympy.exp(I * expr.args[0]), sympy.exp(-I * expr.args[0])
        return (up + down) / 2 if isinstance(expr, sympy.cos) else (up - down) / (2 * I)
    if not isinstance(expr, sympy.sinh | sympy.cosh | sympy.tanh | sympy.coth | sympy.sech | sympy.csch):
        return None
    up, down, square = (sympy.exp(factor * expr.args[0]) for factor in (1, -1, -2))
    if isinstance(expr, sympy.sinh | sympy.cosh):
        return (up - down) / 2 if isinstance(expr, sympy.sinh) else (up + down) / 2
    if isinstance(expr, sympy.sech | sympy.csch):
        return 2 * down / (1 + square if isinstance(expr, sympy.sech) else 1 - square)
    return ((1 - square) / (1 + square)) ** (1 if isinstance(expr, sympy.tanh) else -1)


def _exponential(exponent: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """exp(u), term by term: c x^k goes into the scale, a bounded term into the factor."""
    parts = [_exponential_term(term, x, compile_node) for term in sympy.Add.make_args(multiplied_out(exponent))]
    return lambda on: reduce(mul, [part(on) for part in parts])


def _exponential_term(term: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    coefficient, part = coefficient_and_part(term, x)
    base, power = part.as_base_exp()
    if base == x and isinstance(power, sympy.Integer) and int(power) >= 1:
        degree, node = int(power), compile_node(coefficient)

        def of_power(on: HalfLine) -> Growth:
            return Growth(Scale(acb(0), (acb(0),) * (degree - 1) + (node.ball(on.at, on.analytic),)), acb(1))

        return of_power
    inner = compile_majorant(term, x, compile_node)
    return lambda on: _exponential_of(inner(on), on.start)


def _exponential_of(exponent: Growth, start: arb) -> Growth:
    """exp(u): of a bounded u by its values; of u = S(x) h, Re h < 0, by |exp(u)| <= exp(S(x) sup Re h).

    There S(x) = x^k is a rate; of any S that grows at least like x the lower bound S(x) >= x S(N)/N is.
    """
    values, scale = exponent.values(start), exponent.scale
    if values.is_finite() or not scale.is_positive or not exponent.factor.real < 0:
        return Growth.constant(values.exp())
    rate, envelope = arb(exponent.factor.real.upper()), _envelope(exponent)
    degree = exact_integer(scale.power)
    if degree is not None and degree >= 1 and all(r.is_zero() for r in scale.rates):
        return Growth(Scale(acb(0), (acb(0),) * (degree - 1) + (acb(rate),)), envelope)
    linear = Scale(acb(1)) * scale ** acb(-1)
    if not linear.never_increases(start):
        return Growth.unknown()
    return Growth(Scale(acb(0), (acb(rate / linear.at(start)),)), envelope)


def _envelope(exponent: Growth) -> acb:
    """exp(u) over its bound: in the unit disc, for real u in [0, 1]."""
    return acb(_UNIT_INTERVAL) if exponent.is_real else disc(arb(1))


def _power(expr: sympy.Pow, x: Symbol, compile_node: Compile) -> Majorant:
    if not expr.base.has(x):
        return _exponential(expr.exp * sympy.log(expr.base), x, compile_node)
    base, exponent = (compile_majorant(part, x, compile_node) for part in (expr.base, expr.exp))
    return lambda on: base(on).power(exponent(on).values(on.start), on.analytic)


def _logarithm(expr: sympy.log, x: Symbol, compile_node: Compile) -> Majorant:
    """log(1 + w) for small w; else log(scale) + log(factor), as the scale is positive, and log x <= 3 x^(1/8).

    The last because t <= exp(t)/e for t = log(x)/8, and 8/e < 3.
    """
    argument = compile_majorant(expr.args[0], x, compile_node)
    beside_one = compile_majorant(expr.args[0] - 1, x, compile_node)

    def growth(on: HalfLine) -> Growth:
        small = logarithm_beside_one(beside_one(on), on.start)
        if small.factor.is_finite():
            return small
        inner = argument(on)
        if not inner.scale.is_positive or (on.analytic and not off_negative_axis(inner.factor)):
            return Growth.unknown()
        terms = [Growth.constant(inner.factor.log()), Growth(Scale(_EIGHTH), inner.scale.power * 3 * _UNIT_INTERVAL)]
        terms += [Growth(Scale(acb(k)), rate) for k, rate in enumerate(inner.scale.rates, 1)]
        return sum_of([term for term in terms if not term.factor.is_zero()], on.start)

    return growth


def _bounded_on_reals(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """A bound for real values, except where the symbols are moved off the real axis to show that f is holomorphic."""
    bound = Growth.constant(acb(arb(0, _BOUNDS[expr.func])))
    rewritten = _as_exponentials(expr)
    elsewhere = compile_majorant(rewritten, x, compile_node) if rewritten else _bounded(expr, x, compile_node)
    return lambda on: elsewhere(on) if on.analytic else bound


def _bounded(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """Return a function of the table on the balls of all values of its arguments."""
    node = compile_node(expr)
    if not isinstance(node, Apply) or len(node.arguments) != len(expr.args):
        raise unsupported(f"an integrand without a majorant on a half line, {type(expr).__name__},", expr)
    head = node.head
    arguments = [compile_majorant(argument, x, compile_node) for argument in expr.args]

    def growth(on: HalfLine) -> Growth:
        balls = [argument(on).values(on.start) for argument in arguments]
        return Growth.unknown() if on.analytic and not head.holomorphic(*balls) else Growth.constant(head.ball(*balls))

    return growth
