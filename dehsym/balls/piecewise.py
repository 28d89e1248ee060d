"""Functions given piece by piece: the first branch whose condition holds.

At a point only the branch that is chosen is evaluated. On a ball where the choice is not settled, the value lies in
the union of the branches that are still possible; but there the function is not known to be holomorphic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import final

from flint import acb, acb_series, arb
from sympy import Expr, Symbol

from dehsym.balls.environment import Environment, Line, undefined, undefined_series
from dehsym.balls.node import Node, NoValue
from dehsym.balls.truth import Compile, Condition, compile_condition

_NEIGHBOURHOODS = (8, 24, 60)  # binary orders of the radii at which a choice around a point is looked for


@final
@dataclass(frozen=True)
class PiecewiseNode(Node):
    """The value of the first of `branches` whose condition holds."""

    branches: tuple[tuple[Node, Condition], ...]

    def _possible(self, at: Environment, analytic: bool) -> tuple[list[Node], bool]:
        """Return the branches that may be the first whose condition holds, and whether one of them certainly is."""
        possible: list[Node] = []
        for node, condition in self.branches:
            holds = condition.truth(at, analytic)
            if holds is not False:
                possible.append(node)
            if holds:
                return possible, True
        return possible, False

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the value of the branch, or a ball around those that are possible."""
        possible, certain = self._possible(at, analytic)
        if not possible and not analytic:
            raise NoValue("no condition of the Piecewise holds")
        if certain and len(possible) == 1:
            return possible[0].ball(at, analytic)
        return undefined() if analytic or not certain else _union(possible, at)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the series of the branch, if it is chosen on a whole neighbourhood of the point."""
        for order in _NEIGHBOURHOODS:
            reach = arb(0, arb(2) ** -order)
            on_reals = line.is_real and not analytic
            possible, certain = self._possible(line.at(acb(reach) if on_reals else acb(reach, reach)), analytic=True)
            if certain and len(possible) == 1:
                return possible[0].taylor(line, length, analytic)
        return undefined_series(length)


def _union(nodes: Sequence[Node], at: Environment) -> acb:
    try:
        balls = [node.ball(at, analytic=False) for node in nodes]
    except NoValue:
        return undefined()  # it is not certain that this branch is the one
    if not all(ball.is_finite() for ball in balls):
        return undefined()
    return reduce(acb.union, balls)


def compile_piecewise(expr: Expr, compile_node: Compile) -> Node:
    """Return the node of a Piecewise.

    >>> from dehsym.balls.compiler import compile_node
    >>> from sympy import Piecewise
    >>> x = Symbol("x", real=True)
    >>> node = compile_piecewise(Piecewise((x, x > 0), (-x, True)), compile_node)
    >>> node.ball(Environment({x: acb(-2)}, {}), analytic=False) == 2
    True
    """
    pairs = (pair.args for pair in expr.args)
    branches = tuple((compile_node(value), compile_condition(condition, compile_node)) for value, condition in pairs)
    free = frozenset[Symbol]().union(*(node.free | condition.free for node, condition in branches))
    return PiecewiseNode(free, branches)
