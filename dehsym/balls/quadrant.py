"""Bounds on a quarter plane: for functions x^p f, with f in a ball, of x = N + u + i v, u >= 0, v >= 0 (or v <= 0).

An integral of h(x) exp(i w x) along [N, oo) may be turned to the ray N + i s if h is holomorphic in the quarter plane
and tends to 0 there uniformly (Jordan's lemma). Both follow from a bound of this form with p < 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import final

import sympy
from flint import acb, arb
from sympy import Expr, Symbol

from dehsym.balls.environment import Environment, disc, exact_integer
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Apply, unsupported


@final
@dataclass(frozen=True, slots=True)
class Quadrant:
    """The quarter plane Re x >= `corner` >= 1 with Im x of one sign, and the values of the other symbols."""

    at: Environment
    corner: arb


@final
@dataclass(frozen=True, slots=True)
class Bound:
    """x^`power` times values in `factor`, holomorphic in x; `power` is real."""

    power: arb
    factor: acb

    def __mul__(self, other: Bound) -> Bound:
        return Bound(self.power + other.power, self.factor * other.factor)

    @property
    def vanishes(self) -> bool:
        """Whether it certainly tends to 0 as |x| -> oo."""
        return bool(self.power < 0) and self.factor.is_finite()

    def values(self, corner: arb) -> acb:
        """Return a ball around all values; not finite if they may grow."""
        if self.power.is_zero():
            return self.factor
        if self.power < 0:
            return self.factor * disc(corner**self.power)
        return _nothing().factor

    @property
    def keeps_its_branch(self) -> bool:
        """Whether log of it is power log x + log factor: |arg x| <= pi/2, and the arguments add to less than pi."""
        if not self.factor.is_finite() or self.factor.contains(0):
            return False
        return bool(abs(self.power) * arb.pi() / 2 + abs(self.factor.arg()) < arb.pi())


def _nothing() -> Bound:
    return Bound(arb(0), acb(arb.nan(), arb.nan()))


Rule = Callable[[Quadrant], Bound]


def compile_bound(expr: Expr, x: Symbol, compile_node: Compile) -> Rule:
    """Return the bound of `expr` as a function of x; raise `Unsupported` where a part has none.

    >>> from dehsym.balls.compiler import compile_node
    >>> from sympy.abc import x
    >>> compile_bound(1 / (1 + x**2), x, compile_node)(Quadrant(Environment({}, {}), arb(4))).vanishes
    True
    """
    if x not in expr.free_symbols:
        node = compile_node(expr)
        return lambda on: Bound(arb(0), node.ball(on.at, analytic=False))
    if expr == x:
        return lambda _: Bound(arb(1), acb(1))
    if isinstance(expr, sympy.Add):
        terms = [compile_bound(term, x, compile_node) for term in expr.args]
        return lambda on: _sum([term(on) for term in terms], on.corner)
    if isinstance(expr, sympy.Mul):
        factors = [compile_bound(factor, x, compile_node) for factor in expr.args]
        return lambda on: reduce(mul, [factor(on) for factor in factors])
    if isinstance(expr, sympy.exp):
        inner = compile_bound(expr.args[0], x, compile_node)
        return lambda on: Bound(arb(0), inner(on).values(on.corner).exp())
    if isinstance(expr, sympy.Pow):
        return _power(expr, x, compile_node)
    if isinstance(expr, sympy.log):
        argument = compile_bound(expr.args[0], x, compile_node)
        return lambda on: _logarithm(argument(on), on.corner)
    return _regular(expr, x, compile_node)


def _sum(terms: list[Bound], corner: arb) -> Bound:
    lead = reduce(arb.max, [term.power for term in terms])
    return Bound(lead, sum((Bound(term.power - lead, term.factor).values(corner) for term in terms), acb(0)))


def _power(expr: sympy.Pow, x: Symbol, compile_node: Compile) -> Rule:
    if x in expr.exp.free_symbols:
        raise unsupported("an oscillating integrand with a moving exponent", expr)
    base, exponent = compile_bound(expr.base, x, compile_node), compile_node(expr.exp)

    def bound(on: Quadrant) -> Bound:
        below, degree = base(on), exponent.ball(on.at, analytic=False)
        whole = exact_integer(degree)
        if whole is not None:
            return Bound(below.power * whole, below.factor**whole)
        if not degree.imag.is_zero() or not below.keeps_its_branch:
            return _nothing()
        return Bound(below.power * degree.real, below.factor.pow(degree))

    return bound


def _logarithm(argument: Bound, corner: arb) -> Bound:
    """log(x^p f) = p log x + log f; |log x| <= log|x| + pi/2 and log t <= 3 t^(1/8) for t >= 1."""
    if not argument.keeps_its_branch:
        return _nothing()
    if argument.power.is_zero():
        return Bound(arb(0), argument.factor.log())
    rest = abs(argument.factor.log()) + abs(argument.power) * arb.pi() / 2
    eighth = arb(0.125)  # exact
    return Bound(eighth, disc(3 * abs(argument.power) + rest * corner ** (-eighth)))


def _regular(expr: Expr, x: Symbol, compile_node: Compile) -> Rule:
    node = compile_node(expr)
    if not isinstance(node, Apply) or len(node.arguments) != len(expr.args):
        raise unsupported(f"an oscillating integrand without a bound in a quarter plane, {type(expr).__name__},", expr)
    head, arguments = node.head, [compile_bound(part, x, compile_node) for part in expr.args]

    def bound(on: Quadrant) -> Bound:
        balls = [argument(on).values(on.corner) for argument in arguments]
        return Bound(arb(0), head.ball(*balls)) if head.holomorphic(*balls) else _nothing()

    return bound
