"""The truth of a relation at a point: the counterpart of an enclosure for statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr

from dehsym.balls.compiler import compile_node
from dehsym.balls.enclosure import check_point
from dehsym.balls.environment import Environment
from dehsym.balls.functions import Point
from dehsym.balls.truth import Condition, Statement, compile_condition
from dehsym.precision import working_precision
from dehsym.proposition import Relation


@final
@dataclass(frozen=True, slots=True)
class Truth:
    """The function point -> True, False or None of one statement.

    >>> from fractions import Fraction
    >>> from sympy import Symbol
    >>> x = Symbol("x", real=True)
    >>> compile_truth(x**2 < 2)({x: Fraction(3, 2)}, 64)
    False
    """

    statement: Statement
    condition: Condition

    def __call__(self, point: Point, bits: int) -> bool | None:
        """Return True or False where that is certain with `bits` bits, else None.

        Raise `NoValue` where a side has provably no finite value, or an order is asked of numbers that are provably
        not real, and `EvaluationError` if the point lacks a symbol.
        """
        for side in _sides(self.statement):
            check_point(side, point)
        with working_precision(bits):
            return self.condition.truth(Environment.at(point), analytic=False)


def _sides(statement: Statement) -> tuple[Expr, ...]:
    if isinstance(statement, Relation):
        return statement.left, statement.right
    if isinstance(statement, Expr):
        return (statement,)
    return tuple(side for part in statement.args for side in _sides(part))


def compile_truth(statement: Statement) -> Truth:
    """Compile a relation of SymPy or of a proposition, or several joined by And, Or, Not.

    Raise `Unsupported` for anything else, and for sides without an enclosure.

    >>> from sympy import Symbol
    >>> str(compile_truth(Symbol("x", real=True) < 1).statement)
    'x < 1'
    """
    return Truth(statement, compile_condition(statement, compile_node))


def truth(statement: Statement, point: Point, bits: int = 128) -> bool | None:
    """Return whether `statement` holds at `point`; None where `bits` bits do not settle it.

    >>> from sympy import Eq, sqrt
    >>> truth(Eq(sqrt(4, evaluate=False), 2), {}), truth(sqrt(2) < 1, {})
    (True, False)
    """
    return compile_truth(statement)(point, bits)
