"""The two numeric ingredients of a summand: the number that is raised to the power k, and the function of 1/k."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import final

import sympy
from flint import acb, acb_series, arb
from sympy import Expr, I, S, Symbol

from dehsym.balls.environment import Environment, Line, exact_integer
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Node
from dehsym.balls.removable import regularised
from dehsym.balls.substitution import hoisted
from dehsym.balls.zeta_tail import upper
from dehsym.precision import series_length

MOST_ZEROS = 4
"""Coefficients at t = 0 that are looked at symbolically."""


@final
@dataclass(frozen=True)
class Base:
    """z = `factor` exp(`rate`), with exp(i pi `turn`) for exp(`rate`).

    `on_circle` says that |z| = 1 whenever the symbols have values of the kind they are declared to have.
    """

    factor: Node
    rate: Node
    turn: Node
    on_circle: bool

    @classmethod
    def of(cls, expr: Expr, compile_node: Compile) -> Base:
        """Take z apart; powers of positive numbers and of -1 count as exponentials."""
        factors: list[Expr] = []
        rate = S.Zero + 0
        for part in sympy.Mul.make_args(expr):
            base, exponent = part.as_base_exp()
            if isinstance(part, sympy.exp):
                rate += part.args[0]
            elif base == S.NegativeOne:
                rate += I * sympy.pi * exponent
            elif part == I:
                rate += I * sympy.pi / 2
            elif base.is_positive and not isinstance(exponent, sympy.Rational):
                rate += exponent * sympy.log(base)
            else:
                factors.append(part)
        factor, turn = sympy.Mul(*factors), rate / (I * sympy.pi)
        on_circle = factor == S.One and bool((rate / I).is_real)
        return cls(compile_node(factor), compile_node(rate), compile_node(turn), on_circle)

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return z."""
        factor, turn = self.factor.ball(at, analytic), self.turn.ball(at, analytic)
        if exact_integer(2 * turn) is not None:
            return factor * turn.exp_pi_i()
        rate = self.rate.ball(at, analytic)
        return factor if rate.is_zero() else factor * rate.exp()

    def is_within_circle(self, at: Environment) -> bool:
        """Whether |z| <= 1 for certain at a point."""
        factor, rate = self.factor.ball(at, analytic=False), self.rate.ball(at, analytic=False)
        return bool(factor.real * factor.real + factor.imag * factor.imag <= 1) and bool(rate.real <= 0)


@final
@dataclass(frozen=True)
class FunctionOfT:
    """A function g(t) near t = 0, t = k^(-1/`root`): `node` with constants taken out, named in `constants`."""

    t: Symbol
    root: int
    node: Node
    constants: tuple[tuple[Symbol, Node], ...]
    zeros: int

    @classmethod
    def of(cls, expr: Expr, t: Symbol, compile_node: Compile, root: int = 1) -> FunctionOfT:
        """Compile it, with removable singularities at 0 removed where they are recognised."""
        body, names = hoisted(regularised(expr, t), t)
        constants = tuple((symbol, compile_node(part)) for symbol, part in names.items())
        return cls(t, root, compile_node(body), constants, _leading_zeros(expr, t))

    def at(self, at: Environment, analytic: bool) -> LocalFunction:
        """Return it for given values of the other symbols."""
        inner = at.binding(self.t)
        for symbol, node in self.constants:
            inner.values[symbol] = node.ball(at, analytic)
        return LocalFunction(self.node, self.t, self.root, inner, analytic, self.zeros)


def _leading_zeros(expr: Expr, t: Symbol) -> int:
    """Return how many Taylor coefficients at 0, at most `MOST_ZEROS`, SymPy's arithmetic finds to be 0."""
    for order in range(MOST_ZEROS):
        try:
            if expr.xreplace({t: S.Zero}) != S.Zero:
                return order
            expr = expr.diff(t)
        except (ValueError, TypeError, NotImplementedError):  # raised by SymPy, which has no value at 0, or no slope
            return order
    return MOST_ZEROS


@final
@dataclass(frozen=True, slots=True)
class LocalFunction:
    """A function of t at given values of the other symbols; its first `zeros` Taylor coefficients are exactly 0."""

    node: Node
    t: Symbol
    root: int
    inner: Environment
    analytic: bool
    zeros: int

    def on_disc(self, radius: arb) -> acb:
        """Return a ball around g(t) for |t| <= `radius`; not finite unless g is holomorphic there."""
        self.inner.values[self.t] = acb(arb(0, radius), arb(0, radius))
        return self.node.ball(self.inner, analytic=True)

    def up_to(self, end: arb) -> acb:
        """Return a ball around g(t) for 0 <= t <= `end`."""
        half = (end / 2).upper()
        self.inner.values[self.t] = acb(arb(half, half))
        return self.node.ball(self.inner, self.analytic)

    def from_index(self, n: int) -> acb:
        """Return a ball around g(k^(-1/root)) for k >= n."""
        return self.up_to(upper(acb(arb(1) / n).root(self.root)))

    def series(self, length: int) -> acb_series:
        """Return the Taylor series at t = 0."""
        self.inner.values[self.t] = acb(0)
        with series_length(length):
            found = self.node.taylor(Line(self.inner, {self.t: acb(1)}), length, self.analytic)
            if self.zeros == 0 or not found[0].is_finite():
                return found
            return acb_series([acb(0) if i < self.zeros else found[i] for i in range(length)], length)


def product(balls: list[acb]) -> acb:
    """Return the product of the balls, 1 if there is none."""
    return reduce(mul, balls, acb(1))
