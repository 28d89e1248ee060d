"""What somebody wrote and has no value: 1/0, gamma(-3), tan(pi/2). It stays in the expression, and says so when asked.

SymPy makes infinity or nan of it, and of what it stands in; then nobody can tell any more what is wrong with a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, final

from flint import acb, acb_series
from sympy import Expr

from dehsym.balls.environment import Environment, Line, undefined, undefined_series
from dehsym.balls.node import Node, NoValue


class WithoutValue(Expr):
    """The inert head around an expression that has no value, whatever its symbols are.

    >>> from sympy import Integer, Pow
    >>> WithoutValue(Pow(Integer(0), Integer(-1), evaluate=False)) + 1
    WithoutValue(1/0) + 1
    """

    is_number = False  # SymPy would evaluate it otherwise, to find its sign
    is_commutative = True

    def __new__(cls, expr: Expr) -> Self:
        """Hold the expression."""
        return super().__new__(cls, expr)

    @property
    def expr(self) -> Expr:
        """The expression."""
        return self.args[0]


@final
@dataclass(frozen=True)
class Nowhere(Node):
    """The node of what has no value; `text` is how it is written."""

    text: str

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Raise `NoValue`, or return a ball that is not finite if `analytic`.

        >>> Nowhere(frozenset(), "1/0").ball(Environment({}, {}), analytic=False)
        Traceback (most recent call last):
        dehsym.balls.node.NoValue: 1/0 has no finite value
        """
        if analytic:
            return undefined()
        raise NoValue(f"{self.text} has no finite value")

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return no series."""
        return undefined_series(length)


def compile_without_value(expr: Expr) -> Node:
    """Return the node of a `WithoutValue`.

    >>> from sympy import Integer
    >>> compile_without_value(WithoutValue(Integer(7))).text
    '7'
    """
    assert isinstance(expr, WithoutValue), expr
    return Nowhere(frozenset(expr.free_symbols), str(expr.expr))
