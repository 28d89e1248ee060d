"""Quotients N(x)/(x - c)^k with a removable singularity at c, enclosed on balls that contain c.

By Taylor's theorem with the integral remainder, if N vanishes at c to order k, then

    N(x)/(x - c)^k = integral from 0 to 1 of (1 - t)^(k-1)/(k-1)! N^(k)(c + t (x - c)) dt,

a mean of values of N^(k)/k! on the segment from c to x: it lies in every rectangle that contains those. That N
vanishes so is shown by its expansion at c, whose coefficients below x^k cancel exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy
from flint import acb, acb_series
from sympy import Expr, Symbol

from dehsym.balls.environment import Environment, Line
from dehsym.balls.exact_number import Number, Undecided
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.limit import Approach, expansion
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Node, Unsupported
from dehsym.balls.order import X
from dehsym.precision import series_length

MOST_ORDER = 12


@final
@dataclass(frozen=True)
class Divided(Node):
    """`numerator`/(x - `centre`)^`order` as a function of the symbol `variable`; `expr` is the numerator.

    It is to be evaluated only where it `is_removable`.
    """

    numerator: Node
    expr: Expr
    variable: Symbol
    centre: Node
    place: Expr
    order: int
    compile_node: Compile

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the quotient of the balls, away from the centre; near it the mean of the k-th derivative over k!."""
        x, centre = at.values[self.variable], self.centre.ball(at, analytic)
        distance = x - centre
        if not distance.contains(0):
            return self.numerator.ball(at, analytic) / distance**self.order
        inner = at.binding(self.variable)
        inner.values[self.variable] = x.union(centre)
        with series_length(self.order + 1):
            return self._series(inner)[self.order]

    def _series(self, at: Environment) -> acb_series:
        return self.numerator.taylor(Line(at, {self.variable: acb(1)}), self.order + 1, analytic=True)

    def is_removable(self, at: Environment) -> bool:
        """Whether the numerator is holomorphic at c, and O((x - c)^k) as x -> c from above: so c is such a zero."""
        inner = at.binding(self.variable)
        inner.values[self.variable] = self.centre.ball(at, analytic=False)
        if not self.numerator.ball(inner, analytic=True).is_finite():
            return False
        inner.values.pop(self.variable, None)
        approach = Approach(self.variable, self.place, 1)
        try:
            found = expansion(self.expr, approach, inner, self.order + 2, False, self.compile_node)
            lead = found.leading
            return lead is None or lead.compare(X.power(Number.rational(-self.order))) <= 0
        except (Undecided, Unsupported):
            return False


def divided(body: Expr, x: Symbol, compile_node: Compile) -> Divided | None:
    """Return the node of a product with one denominator (a x + b)^k as such a quotient; None for any other body.

    >>> from dehsym.balls.compiler import compile_node
    >>> x = Symbol("x", real=True)
    >>> node = divided((1 - sympy.cos(x)) / x**2, x, compile_node)
    >>> node is not None and node.ball(Environment({x: acb(0)}, {}), False).overlaps(acb(0.5))
    True
    """
    linear = [factor for factor in sympy.Mul.make_args(body) if _is_linear_denominator(factor, x)]
    if len(linear) != 1:
        return None
    base, exponent = linear[0].as_base_exp()
    assert isinstance(exponent, sympy.Integer), exponent
    slope, offset = _linear(base, x)
    order = -int(exponent)
    place = -offset / slope
    expr = body / linear[0] / slope**order
    numerator, centre = compile_node(expr), compile_node(place)
    return Divided(numerator.free | centre.free | {x}, numerator, expr, x, centre, place, order, compile_node)


def _is_linear_denominator(factor: Expr, x: Symbol) -> bool:
    base, exponent = factor.as_base_exp()
    if x not in base.free_symbols or not isinstance(exponent, sympy.Integer) or not -MOST_ORDER <= int(exponent) < 0:
        return False
    parts = {coefficient_and_part(term, x)[1] for term in sympy.Add.make_args(multiplied_out(base))}
    return parts <= {x, sympy.S.One}


def _linear(base: Expr, x: Symbol) -> tuple[Expr, Expr]:
    split = [coefficient_and_part(term, x) for term in sympy.Add.make_args(multiplied_out(base))]
    slope, offset = (sympy.Add(*(c for c, part in split if part == kind)) for kind in (x, sympy.S.One))
    return slope, offset
