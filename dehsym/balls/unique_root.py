"""The one zero of an expression on a real interval, as a node: `dehsym.numeric.unique_root` finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from flint import acb, arb
from sympy import Derivative, Expr, Symbol

from dehsym.balls.asymptotics import Compile
from dehsym.balls.environment import Environment, undefined
from dehsym.balls.node import Node, NoValue
from dehsym.heads import UniqueRoot
from dehsym.numeric.unique_root import isolated, refined


@final
@dataclass(frozen=True)
class UniqueRootNode(Node):
    """The one zero of `value` for `variable` from `low` to `high`; `derivative` its slope."""

    text: str
    value: Node
    derivative: Node
    variable: Symbol
    low: Node
    high: Node

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return a ball around the zero; raise `NoValue` where there certainly is none, or are several.

        Where symbols are balls, it holds the zeros for all their values: by the implicit function theorem they are
        a holomorphic function of real ones. Of complex ones nothing is said.
        """
        low, high = self.low.ball(at, analytic), self.high.ball(at, analytic)
        if not all(end.is_finite() and end.imag.is_zero() for end in (low, high)):
            return undefined()
        function = _Function(self.value, self.derivative, self.variable, at.binding(self.variable))
        pieces = isolated(function, low.real, high.real)
        if pieces is None or (analytic and len(pieces) != 1):
            return undefined()
        if len(pieces) != 1:
            raise NoValue(f"{self.text} has no value: {'several zeros are' if pieces else 'no zero is'} in between")
        return acb(refined(function, *pieces[0]))


@final
@dataclass(frozen=True)
class _Function:
    """A function of one real variable; `inner` is a copy of the environment that is its own."""

    node: Node
    derivative: Node
    variable: Symbol
    inner: Environment

    def _at(self, node: Node, place: arb, analytic: bool) -> acb:
        self.inner.values[self.variable] = acb(place)
        try:
            return node.ball(self.inner, analytic)
        except NoValue:
            return undefined()

    def value(self, span: arb) -> acb:
        return self._at(self.node, span, analytic=False)

    def slope(self, span: arb) -> arb | None:
        value, slope = self._at(self.node, span, analytic=True), self._at(self.derivative, span, analytic=True)
        known = value.is_finite() and value.imag.is_zero() and slope.is_finite() and not slope.real.contains(0)
        return slope.real if known else None


def compile_unique_root(expr: Expr, compile_node: Compile) -> Node:
    """Return the node of a `UniqueRoot`; raise `Unsupported` where its function has no enclosure.

    >>> from dehsym.balls.compiler import compile_node
    >>> x = Symbol("x")
    >>> node = compile_unique_root(UniqueRoot(x**2 - 2, x, 0, 2), compile_node)
    >>> node.ball(Environment({}, {}), analytic=False).overlaps(acb(2).sqrt())
    True
    """
    assert isinstance(expr, UniqueRoot), expr
    value, (low, high) = compile_node(expr.body), map(compile_node, expr.ends)
    slope = compile_node(Derivative(expr.body, expr.variable))
    return UniqueRootNode(frozenset(expr.free_symbols), str(expr), value, slope, expr.variable, low, high)
