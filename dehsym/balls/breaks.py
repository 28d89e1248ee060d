"""Integrands that change their formula at places known beforehand: |x - a|, floor(x), Piecewise((f, x < a), ...).

Every such function of a linear expression in the variable becomes a formula with a *switch*, a symbol that is constant
between two breaks: |u| = s u, sign u = s, floor u = k. The range is cut at the breaks, and on every piece the switches
have their values there; the integrand is then as smooth as its formulas are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cmp_to_key
from typing import final

import sympy
from flint import acb, acb_series, arb
from sympy import Basic, Expr, Symbol

from dehsym.balls.environment import Environment, Line
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Node
from dehsym.balls.substitution import BINDERS, fresh

MOST_PIECES = 256


@final
@dataclass(frozen=True)
class Switch:
    """`symbol` stands for the sign of `slope` x + `offset`, or with `steps` for its floor."""

    symbol: Symbol
    slope: Expr
    offset: Expr
    steps: bool


@final
class _Switcher:
    """Rewrites an integrand and remembers the switches."""

    def __init__(self, x: Symbol, taken: set[Symbol]) -> None:
        self.x, self.taken = x, taken
        self.switches: dict[tuple[Expr, bool], Switch] = {}

    def switch(self, argument: Expr, steps: bool) -> Symbol | None:
        """Return the switch for a linear argument; None for any other."""
        key = multiplied_out(argument), steps
        if key not in self.switches:
            linear = _linear(key[0], self.x)
            if linear is None or len(self.switches) > 8:
                return None
            symbol = fresh("piece", self.taken, real=True)
            self.taken.add(symbol)
            self.switches[key] = Switch(symbol, *linear, steps)
        return self.switches[key].symbol

    def rewritten(self, expr: Expr) -> Expr:
        """Return the expression with switches."""
        if self.x not in expr.free_symbols or not expr.args or isinstance(expr, (*BINDERS, sympy.hyper)):
            return expr
        if isinstance(expr, sympy.Piecewise):
            return self._piecewise(expr)
        inner = [self.rewritten(part) for part in expr.args]
        rebuilt = expr.func(*inner)
        rule = _RULES.get(rebuilt.func)
        return rebuilt if rule is None or self.x not in rebuilt.free_symbols else rule(self, rebuilt)

    def _piecewise(self, expr: Expr) -> Expr:
        pairs: list[tuple[Expr, Basic]] = []
        for pair in expr.args:
            value, condition = pair.args
            new = self._condition(condition)
            if new != sympy.false:
                pairs.append((self.rewritten(value), new))
        return sympy.Piecewise(*pairs, evaluate=False)

    def _condition(self, condition: Basic) -> Basic:
        """Return the condition with switches; what holds at single points only has no weight in an integral."""
        if isinstance(condition, sympy.And):
            return sympy.And(*map(self._condition, condition.args))
        if isinstance(condition, sympy.Or):
            return sympy.Or(*map(self._condition, condition.args))
        if isinstance(condition, sympy.Not):
            return sympy.Not(self._condition(condition.args[0]))
        order = _ORDERS.get(condition.func)
        if order is None or self.x not in condition.free_symbols:
            return condition
        left, right = condition.args
        symbol = self.switch(left - right, steps=False)
        if symbol is None:
            return condition
        if order == 0:
            return sympy.true if isinstance(condition, sympy.Unequality) else sympy.false
        return sympy.StrictGreaterThan(symbol * order, 0)


_ORDERS: dict[type[Basic], int] = {
    sympy.StrictLessThan: -1,
    sympy.LessThan: -1,
    sympy.StrictGreaterThan: 1,
    sympy.GreaterThan: 1,
    sympy.Equality: 0,
    sympy.Unequality: 0,
}


def _linear(expr: Expr, x: Symbol) -> tuple[Expr, Expr] | None:
    """Return a and b with `expr` = a x + b, where both are known to be real and a not 0."""
    slope, offset = list[Expr](), list[Expr]()
    for term in sympy.Add.make_args(expr):
        coefficient, part = coefficient_and_part(term, x)
        if part not in (x, sympy.S.One):
            return None
        (slope if part == x else offset).append(coefficient)
    a, b = sympy.Add(*slope), sympy.Add(*offset)
    return (a, b) if a.is_real and b.is_real and not a.is_zero else None


def _on_sign(formula: Callable[[Expr, Symbol], Expr]) -> Callable[[_Switcher, Expr], Expr]:
    def rule(switcher: _Switcher, expr: Expr) -> Expr:
        symbol = switcher.switch(expr.args[0], steps=False)
        return expr if symbol is None else formula(expr, symbol)

    return rule


def _on_floor(formula: Callable[[Expr, Symbol], Expr]) -> Callable[[_Switcher, Expr], Expr]:
    def rule(switcher: _Switcher, expr: Expr) -> Expr:
        symbol = switcher.switch(expr.args[0], steps=True)
        return expr if symbol is None else formula(expr.args[0], symbol)

    return rule


def _extreme(switcher: _Switcher, expr: Expr) -> Expr:
    if len(expr.args) != 2:
        return expr
    left, right = expr.args
    symbol = switcher.switch(left - right, steps=False)
    if symbol is None:
        return expr
    turned = symbol if isinstance(expr, sympy.Max) else -symbol
    return (left + right + turned * (left - right)) / 2


_RULES: dict[type[Expr], Callable[[_Switcher, Expr], Expr]] = {
    sympy.Abs: _on_sign(lambda expr, s: s * expr.args[0]),
    sympy.sign: _on_sign(lambda _, s: s),
    sympy.Heaviside: _on_sign(lambda _, s: (1 + s) / 2),
    sympy.Max: _extreme,
    sympy.Min: _extreme,
    sympy.floor: _on_floor(lambda _, k: k),
    sympy.ceiling: _on_floor(lambda _, k: k + 1),
    sympy.frac: _on_floor(lambda u, k: u - k),
}


def with_switches(body: Expr, x: Symbol) -> tuple[Expr, tuple[Switch, ...]]:
    """Return the integrand with switches, and the switches; none where nothing is to be cut.

    >>> from sympy.abc import x
    >>> real = Symbol("x", real=True)
    >>> with_switches(abs(real - 1), real)[0]
    piece*(x - 1)
    """
    switcher = _Switcher(x, body.atoms(Symbol))
    rewritten = switcher.rewritten(body)
    return rewritten, tuple(switcher.switches.values())


@final
@dataclass(frozen=True)
class Cut:
    """A compiled switch."""

    symbol: Symbol
    slope: Node
    offset: Node
    steps: bool

    @classmethod
    def of(cls, switch: Switch, compile_node: Compile) -> Cut:
        """Compile the coefficients."""
        return cls(switch.symbol, compile_node(switch.slope), compile_node(switch.offset), switch.steps)

    def places(self, at: Environment, low: arb, high: arb | None) -> list[arb] | None:
        """Return the places strictly between the ends where the switch changes; None where that is not settled."""
        a, b = (node.ball(at, analytic=False) for node in (self.slope, self.offset))
        if not (a.is_finite() and b.is_finite()) or a.contains(0):
            return None
        levels = range(1)
        if self.steps:
            if high is None:
                return None
            values = (a.real * low + b.real).union(a.real * high + b.real)
            first, last = int(values.lower().floor().fmpz()), int(values.upper().ceil().fmpz())
            if last - first > MOST_PIECES:
                return None
            levels = range(first, last + 1)
        return _strictly_between([(k - b.real) / a.real for k in levels], low, high)

    def value(self, at: Environment, inside: arb) -> arb | None:
        """Return the value on the piece around `inside`."""
        image = self.slope.ball(at, analytic=False).real * inside + self.offset.ball(at, analytic=False).real
        if self.steps:
            whole = image.floor()
            return whole if whole.is_exact() and image.is_finite() else None
        if image > 0 or image < 0:
            return arb(1 if image > 0 else -1)
        return None


def _strictly_between(places: list[arb], low: arb, high: arb | None) -> list[arb] | None:
    found: list[arb] = []
    for place in places:
        at_end = bool((place - low).is_zero()) or (high is not None and bool((place - high).is_zero()))
        if at_end or place < low or (high is not None and place > high):
            continue
        if not (place > low and (high is None or place < high)):
            return None
        found.append(place)
    return found


@final
@dataclass(frozen=True)
class CutIntegral(Node):
    """The integral from `low` to `high`, None for oo, in pieces between breaks.

    `piece` is the integral between the symbols `ends`, `last` that from the first of them to oo, both with switches;
    `whole` is the integral as it stands, for where the breaks cannot be put in order.
    """

    low: Node
    high: Node | None
    cuts: tuple[Cut, ...]
    ends: tuple[Symbol, Symbol]
    piece: Node
    last: Node | None
    whole: Node

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the sum over the pieces."""
        places = None if analytic else self._places(at)
        if places is None:
            return self.whole.ball(at, analytic)
        inner = at.binding(*self.ends)
        total = acb(0)
        for start, end in zip(places, [*places[1:], None], strict=True):
            if end is None and self.high is not None:
                break
            if not self._set(inner, at, start, end):
                return self.whole.ball(at, analytic)
            node = self.last if end is None else self.piece
            assert node is not None
            total += node.ball(inner, analytic=False)
        return total

    def _set(self, inner: Environment, at: Environment, start: arb, end: arb | None) -> bool:
        middle = (start + 1 if end is None else (start + end) / 2).mid()
        if not (start < middle and (end is None or middle < end)):
            return False
        for cut in self.cuts:
            value = cut.value(at, middle)
            if value is None:
                return False
            inner.values[cut.symbol] = acb(value)
        inner.values[self.ends[0]] = acb(start)
        if end is not None:
            inner.values[self.ends[1]] = acb(end)
        return True

    def _places(self, at: Environment) -> list[arb] | None:
        """Return the ends of the pieces in order, without an infinite one."""
        low = self.low.ball(at, analytic=False)
        high = None if self.high is None else self.high.ball(at, analytic=False)
        ends = [low] if high is None else [low, high]
        if not all(end.is_finite() and end.imag.is_zero() for end in ends):
            return None
        if high is not None and not low.real < high.real:
            return None
        found: list[arb] = []
        for cut in self.cuts:
            places = cut.places(at, low.real, None if high is None else high.real)
            if places is None:
                return None
            found += places
        ordered = _in_order(found)
        return None if ordered is None else [low.real, *ordered, *(end.real for end in ends[1:])]

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the series of the integral as it stands."""
        return self.whole.taylor(line, length, analytic)


def _in_order(places: list[arb]) -> list[arb] | None:
    """Return different places in increasing order; None if two overlap without being the same number."""
    ordered = sorted(places, key=cmp_to_key(lambda p, q: -1 if p.mid() < q.mid() else int(bool(p.mid() > q.mid()))))
    kept: list[arb] = []
    for place in ordered:
        if not kept or kept[-1] < place:
            kept.append(place)
        elif not (kept[-1] - place).is_zero():
            return None
    return kept
