"""Whether a relation between numbers holds at a point: certainly, certainly not, or not settled by these balls.

Disjoint balls decide everything; equality of two balls of radius 0 is decided exactly; an order relates real numbers
only. Kleene's three-valued logic joins the parts: a conjunction with one false part is false, whatever the others are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import final

import sympy
from flint import acb, arb
from sympy import Basic, Expr, Symbol

from dehsym.balls.environment import Environment
from dehsym.balls.node import Node, NoValue, Unsupported
from dehsym.proposition import Operator, Relation

Compile = Callable[[Expr], Node]
Statement = Basic | Relation
"""A relation of SymPy, or several joined by And, Or, Not; or a relation of a proposition."""


@dataclass(frozen=True)
class Condition(ABC):
    """A compiled statement about the symbols `free`."""

    free: frozenset[Symbol]

    @abstractmethod
    def truth(self, at: Environment, analytic: bool) -> bool | None:
        """Return whether it holds at every point of the balls, or at none; None if that is not settled.

        Without `analytic` raise `NoValue` where a side has provably no value, or an order is asked of a number that is
        provably not real. With it, the real parts decide where both sides are known to be real for real symbols: the
        pieces of a function of a real variable are so continued to complex balls.
        """


@final
@dataclass(frozen=True)
class Fixed(Condition):
    """True, or false."""

    value: bool

    def truth(self, at: Environment, analytic: bool) -> bool | None:
        """Return the value."""
        return self.value


@final
@dataclass(frozen=True)
class Comparison(Condition):
    """`left` `operator` `right`; `real` says that both are known to be real, `same` that they are one expression."""

    left: Node
    operator: Operator
    right: Node
    real: bool
    same: bool

    def truth(self, at: Environment, analytic: bool) -> bool | None:
        """Compare the balls of the two sides."""
        try:
            left, right = self.left.ball(at, False), self.right.ball(at, False)
        except NoValue:
            if analytic:
                return None
            raise
        if not (left.is_finite() and right.is_finite()):
            return None
        if self.operator in (Operator.EQUAL, Operator.UNEQUAL):
            equal = True if self.same else _equal(left, right)
            return equal if equal is None or self.operator is Operator.EQUAL else not equal
        sides = self._real_parts(left, right, analytic)
        return None if sides is None else _ordered(*sides, strict=self.operator is Operator.LESS)

    def _real_parts(self, left: acb, right: acb, analytic: bool) -> tuple[arb, arb] | None:
        if self.real or (left.imag.is_zero() and right.imag.is_zero()):
            return left.real, right.real
        if not analytic and not (left.imag.contains(0) and right.imag.contains(0)):
            raise NoValue("only real numbers are ordered")
        return None


def _equal(left: acb, right: acb) -> bool | None:
    if not left.overlaps(right):
        return False
    return True if left.is_exact() and right.is_exact() and (left - right).is_zero() else None


def _ordered(left: arb, right: arb, *, strict: bool) -> bool | None:
    if left < right or (not strict and left <= right):
        return True
    return False if left > right or (strict and left >= right) else None


@final
@dataclass(frozen=True)
class Negation(Condition):
    """The part does not hold."""

    part: Condition

    def truth(self, at: Environment, analytic: bool) -> bool | None:
        """Return the opposite."""
        value = self.part.truth(at, analytic)
        return None if value is None else not value


@final
@dataclass(frozen=True)
class Junction(Condition):
    """All of the parts hold; or, with `any_holds`, at least one of them."""

    parts: tuple[Condition, ...]
    any_holds: bool

    def truth(self, at: Environment, analytic: bool) -> bool | None:
        """Join the parts; one that has no value is passed over where another decides alone."""
        undecided, failure = False, None
        for part in self.parts:
            try:
                value = part.truth(at, analytic)
            except NoValue as none:
                failure = none
                continue
            if value is self.any_holds:
                return value
            undecided |= value is None
        if failure is not None:
            raise failure
        return None if undecided else not self.any_holds


_OPERATORS: Mapping[type[Basic], tuple[Operator, bool]] = MappingProxyType(
    {
        sympy.Equality: (Operator.EQUAL, False),
        sympy.Unequality: (Operator.UNEQUAL, False),
        sympy.StrictLessThan: (Operator.LESS, False),
        sympy.LessThan: (Operator.AT_MOST, False),
        sympy.StrictGreaterThan: (Operator.LESS, True),
        sympy.GreaterThan: (Operator.AT_MOST, True),
    }
)
"""The operator of each of SymPy's relations, and whether its sides change places."""


def compile_condition(statement: Statement, compile_node: Compile) -> Condition:
    """Return the compiled statement; raise `Unsupported` for what is not a relation, nor several joined.

    >>> from dehsym.balls.compiler import compile_node
    >>> x = Symbol("x")
    >>> compile_condition(sympy.StrictLessThan(x, 1), compile_node).truth(Environment({x: acb(0)}, {}), False)
    True
    """
    if isinstance(statement, Relation):
        return _comparison(statement.left, statement.operator, statement.right, compile_node)
    if statement in (sympy.true, sympy.false):
        return Fixed(frozenset(), statement == sympy.true)
    if isinstance(statement, sympy.And | sympy.Or):
        parts = tuple(compile_condition(part, compile_node) for part in statement.args)
        free = frozenset[Symbol]().union(*(part.free for part in parts))
        return Junction(free, parts, isinstance(statement, sympy.Or))
    if isinstance(statement, sympy.Not):
        part = compile_condition(statement.args[0], compile_node)
        return Negation(part.free, part)
    found = _OPERATORS.get(statement.func)
    if found is None:
        text = str(statement)[:120]
        raise Unsupported(f"a relation, or several joined by And, Or, Not, is wanted as a condition, found {text}")
    operator, turned = found
    left, right = reversed(statement.args) if turned else statement.args
    return _comparison(left, operator, right, compile_node)


def _comparison(left: Expr, operator: Operator, right: Expr, compile_node: Compile) -> Condition:
    nodes = compile_node(left), compile_node(right)
    real = bool(left.is_real) and bool(right.is_real)
    return Comparison(nodes[0].free | nodes[1].free, nodes[0], operator, nodes[1], real, left == right)
