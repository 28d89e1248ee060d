"""Limits, proved by asymptotic expansions with exact coefficients.

The body is expanded as its variable tends to the point from the side that is asked for. Where every growing term
cancels exactly and the remainder tends to 0, the constant term is the limit, and its ball is returned; where a growing
or oscillating term certainly remains there is no finite limit. All else is left open: a ball that is not finite.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy
from flint import acb
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from dehsym.balls.asymptotic_structures import RULES
from dehsym.balls.asymptotics import Asymptotics, Compile
from dehsym.balls.environment import Environment, undefined
from dehsym.balls.exact_number import Number, TooShort, Undecided
from dehsym.balls.expansion import Expansion
from dehsym.balls.node import Node, NoValue, Unsupported, unsupported
from dehsym.balls.order import ONE, X
from dehsym.balls.substitution import BINDERS

SIZES = (5, 9, 14)
"""How many terms of an expansion are followed, until one is enough."""

_UNIT = Number.rational(1)


@final
@dataclass(frozen=True)
class Approach:
    """How the variable of a limit moves: to `point` from above (`side` 1) or below (-1); `point` None: to +-oo."""

    variable: Symbol
    point: Expr | None
    side: int

    def place(self, number: Number | None, size: int) -> Expansion:
        """Return the variable as an expansion in x -> oo: a + 1/x, a - 1/x, x or -x."""
        sign = _UNIT if self.side > 0 else -_UNIT
        if number is None:
            return Expansion(((X, sign),), None, True, size)
        return Expansion.of({ONE: number, X.inverse(): sign}, None, number.is_real, size)


def expansion(
    body: Expr, approach: Approach, at: Environment, size: int, analytic: bool, compile_node: Compile
) -> Expansion:
    """Return the expansion of `body`; raise `Undecided` or `Unsupported` where there is none of that many terms."""
    number = None
    if approach.point is not None:
        bare = Asymptotics(approach.variable, Expansion.variable(size), at, analytic, compile_node, RULES)
        number = bare.number(approach.point)
    place = approach.place(number, size)
    return Asymptotics(approach.variable, place, at, analytic, compile_node, RULES).expand(body)


@final
@dataclass(frozen=True)
class LimitNode(Node):
    """The limit of `body` along each of `approaches`, which must agree."""

    body: Expr
    approaches: tuple[Approach, ...]
    compile_node: Compile

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return a ball around the limit; raise `NoValue` where there certainly is no finite one."""
        balls = [self._along(approach, at, analytic) for approach in self.approaches]
        if len(balls) == 1 or not all(ball.is_finite() for ball in balls):
            return balls[0] if len(balls) == 1 else undefined()
        left, right = balls
        if not left.overlaps(right):
            if analytic:
                return undefined()
            raise NoValue("the limits from the two sides differ")
        return left.union(right)

    def _along(self, approach: Approach, at: Environment, analytic: bool) -> acb:
        inner = at.binding(approach.variable)
        inner.values.pop(approach.variable, None)
        for size in SIZES:
            try:
                found = expansion(self.body, approach, inner, size, analytic, self.compile_node)
                limit = found.limit()
            except TooShort:
                continue
            except (Undecided, Unsupported):
                break
            if limit is not None:
                return limit.ball
            if analytic or (self._is_sequence(approach) and not all(o.is_positive for o in found.leading_group)):
                return undefined()  # at whole numbers alone an oscillation may stand still
            raise NoValue("the limit does not exist as a finite number")
        return undefined()

    def _is_sequence(self, approach: Approach) -> bool:
        """Whether the body is about whole numbers alone: their declared kind, or the end of a sum or product."""
        ranges = self.body.atoms(sympy.Sum, sympy.Product)
        return bool(approach.variable.is_integer) or any(approach.variable in each.free_symbols for each in ranges)


def compile_limit(expr: Expr, compile_node: Compile) -> Node:
    """Return the node of a Limit; raise `Unsupported` where its body holds something without an enclosure.

    >>> from dehsym.balls.compiler import compile_node
    >>> x = Symbol("x")
    >>> value = compile_limit(sympy.Limit(sympy.sin(x) / x, x, 0), compile_node).ball(Environment({}, {}), False)
    >>> value == 1
    True
    """
    body, variable, point, direction = expr.args
    if not isinstance(variable, Symbol):
        raise unsupported("a limit in something other than a symbol", expr)
    _check_supported(body, variable, compile_node)
    free = frozenset((body.free_symbols - {variable}) | point.free_symbols)
    if point in (sympy.oo, -sympy.oo):
        approaches = (Approach(variable, None, 1 if point == sympy.oo else -1),)
    else:
        sides = {"+": (1,), "-": (-1,), "+-": (-1, 1)}[str(direction)]
        approaches = tuple(Approach(variable, point, side) for side in sides)
    return LimitNode(free, body, approaches, compile_node)


def _check_supported(body: Expr, variable: Symbol, compile_node: Compile) -> None:
    """Raise `Unsupported` for what has no enclosure while the expression is compiled, but for ranges and their like."""
    for part in body.atoms(sympy.Derivative):
        if variable in part.free_symbols and part.atoms(AppliedUndef):
            raise unsupported("the limit of a Derivative of an undefined function", body)
    if not body.has(*BINDERS):
        compile_node(body)
