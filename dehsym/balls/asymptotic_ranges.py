"""Asymptotic expansions of sums, products and integrals whose ends move, and of what depends on the variable inside.

Up to a growing end N a convergent sum is the whole sum less a tail, and the tail is bounded by the expansion of the
terms. Orders of growth are monotonic in the end (G. H. Hardy, Orders of Infinity), so that a term O(o(k)) with
o(k) k^(1+d) bounded for some d > 0 leaves O(N o(N)), and exp(i w k) o(k) with o -> 0 leaves O(o(N)) by partial
summation, unless w is a multiple of 2 pi. Integrals are treated alike; about a finite end they are integrated term by
term.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add, mul
from types import MappingProxyType
from typing import final

import sympy
from flint import acb
from sympy import Expr, Symbol

from dehsym.balls.asymptotic_gamma import gamma
from dehsym.balls.asymptotics import Asymptotics, Rule
from dehsym.balls.environment import Environment, Line
from dehsym.balls.exact_number import Number, Undecided, opaque
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.expansion import Expansion, composed
from dehsym.balls.node import NoValue
from dehsym.balls.order import LEVELS, Order, X
from dehsym.balls.substitution import fresh, substituted
from dehsym.precision import series_length

_UNIT = Number.rational(1)


# --- Orders of tails ------------------------------------------------------------------------------------------------


def order_at(order: Order, place: Expansion) -> Expansion:
    """Return a positive order as a function of `place`, which tends to +oo, in the place of x.

    >>> order_at(X * X, Expansion.variable(3)).leading == X * X
    True
    """
    total, level = Expansion.constant(_UNIT, place.size), place
    for depth in range(LEVELS):
        if not order.powers[depth].is_zero:
            total = total * level.power(order.powers[depth])
        if any(not power.is_zero for power in order.powers[depth + 1 :]):
            level = level.logarithm()
    if not order.exponent:
        return total
    inner = [order_at(each, place).times(c) for each, c in order.exponent.items()]
    return total * reduce(add, inner).exponential()


def absolute_tail(order: Order) -> Order:
    """Return the order N o(N) of the tail of the modulus; raise `Undecided` unless it is seen to converge.

    >>> absolute_tail((X * X).inverse()) == X.inverse()
    True
    """
    o = order.modulus
    falls = (o * X * X).growth <= 0 if o.exponent else (o.powers[0] + _UNIT).sign() < 0
    if not falls:
        raise Undecided("an absolutely convergent sum or integral is wanted")
    return o * X


def _frequency(order: Order) -> Number | None:
    """Return the w of exp(i w x) times a positive order, if the order is that."""
    if not all(power.is_real for power in order.powers):
        return None
    turning = [(inner, c) for inner, c in order.exponent.items() if not c.is_real]
    if len(turning) != 1 or turning[0][0] != X or not turning[0][1].real.is_zero:
        return None
    return turning[0][1]


def _tail_of_term(order: Order, *, discrete: bool) -> Order:
    try:
        return absolute_tail(order)
    except Undecided:
        w = _frequency(order)
        if w is None or order.growth >= 0:
            raise
        keeps_away = w.ball.exp() - 1 if discrete else w.ball
        if not keeps_away.is_finite() or keeps_away.contains(0):
            raise Undecided("an oscillation with a known period is wanted in a sum") from None
        return order.modulus


def _tail(found: Expansion, end: Expansion, *, discrete: bool) -> Expansion:
    """Return O(.) of the tail, beyond `end`, of a sum or an integral of what expands as `found`."""
    orders = [_tail_of_term(order, discrete=discrete) for order, _ in found.terms]
    if found.rest is not None:
        orders.append(absolute_tail(found.rest))
    total = Expansion.constant(Number({}), end.size)
    for order in orders:
        lead = order_at(order, end).leading
        assert lead is not None
        total += Expansion.bounded(lead, real=False, size=end.size)
    return total


def _far(engine: Asymptotics, body: Expr, index: Symbol) -> Expansion:
    """Return the expansion of the terms as the index grows."""
    if engine.variable in body.free_symbols:
        raise Undecided("terms without the variable of the limit are wanted")
    inner = engine.at.binding(index)
    inner.values.pop(index, None)
    place = Expansion.variable(engine.size)
    return Asymptotics(index, place, inner, engine.analytic, engine.compile_node, engine.rules).expand(body)


def _value(engine: Asymptotics, expr: Expr, at: Environment, *name: Number) -> Number:
    """Return the value of a part without the variable, called by `name` too; raise `Undecided` where it has none."""
    try:
        ball = engine.compile_node(expr).ball(at, engine.analytic)
    except NoValue as none:
        raise Undecided(f"a convergent sum or integral is wanted: {none}") from None
    return opaque((expr, *name), ball)


# --- Sums and products ----------------------------------------------------------------------------------------------


@final
@dataclass(frozen=True)
class _Span:
    """The ends of a range over `index`, of which at least one moves; `infinite`: it has no upper end."""

    index: Symbol
    low: Expansion
    high: Expansion
    infinite: bool

    @classmethod
    def of(cls, engine: Asymptotics, expr: Expr) -> _Span:
        assert isinstance(expr, sympy.Sum | sympy.Product | sympy.Integral), expr
        if len(expr.limits) != 1 or len(expr.limits[0]) != 3:
            raise Undecided("one range is wanted in a limit")
        index, low, high = expr.limits[0]
        assert isinstance(index, Symbol), index
        infinite = high == sympy.oo
        top = Expansion.variable(engine.size) if infinite else engine.expand(high)
        return cls(index, engine.expand(low), top, infinite)

    @property
    def last(self) -> Expansion:
        """A bound of the last index from below, also where the upper end is no integer."""
        return self.high - Expansion.constant(_UNIT, self.high.size)


def convergent_sum(engine: Asymptotics, expr: Expr) -> Expansion:
    """Return a partial sum of a convergent series as its sum less the tail; a tail alone as O(.)."""
    assert isinstance(expr, sympy.Sum), expr
    span = _Span.of(engine, expr)
    if span.high.growth <= 0 or span.high.sign() < 0:
        raise Undecided("a sum up to an end that grows is wanted")
    found = _far(engine, expr.function, span.index)
    bound = engine.constant(0) if span.infinite else _tail(found, span.last, discrete=True)
    if span.low.growth > 0:
        return _tail(found, span.low, discrete=True) + bound
    whole = sympy.Sum(expr.function, (span.index, expr.limits[0][1], sympy.oo))
    return engine.constant(_value(engine, whole, engine.at)) + bound


def _product(engine: Asymptotics, _: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """Return P (1 + O(t)) for a convergent product P, t the tail of f - 1; else quotients of gamma functions."""
    assert isinstance(expr, sympy.Product), expr
    span = _Span.of(engine, expr)
    if span.high.growth <= 0 or span.infinite or span.low.growth > 0:
        return _parametric(engine, expr)
    try:
        return _convergent_product(engine, expr, span)
    except Undecided:
        factors = sympy.Mul.make_args(expr.function)
        return reduce(mul, [_gamma_product(engine, factor, span) for factor in factors])


def _convergent_product(engine: Asymptotics, expr: sympy.Product, span: _Span) -> Expansion:
    excess = _far(engine, expr.function, span.index) - Expansion.constant(_UNIT, engine.size)
    # log prod (1 + u) = sum u + O(sum |u|^2) for u -> 0
    bound = _tail(excess, span.last, discrete=True)
    lead = excess.leading
    if lead is not None:
        square = order_at(absolute_tail(lead * lead), span.last).leading
        assert square is not None
        bound += Expansion.bounded(square, real=False, size=engine.size)
    value = _value(engine, sympy.Product(expr.function, (span.index, expr.limits[0][1], sympy.oo)), engine.at)
    return (engine.constant(1) + bound).times(value)


def _gamma_product(engine: Asymptotics, factor: Expr, span: _Span) -> Expansion:
    """The product of (c (k + a))^e over a range, c^(e N) (Gamma(high + 1 + a)/Gamma(low + a))^e (DLMF 5.5.1)."""
    base, exponent = factor.as_base_exp()
    if not isinstance(exponent, sympy.Integer) or engine.variable in factor.free_symbols:
        raise Undecided("whole powers of factors linear in the index are wanted in a product")
    number = span.high + engine.constant(1) - span.low
    if span.index not in base.free_symbols:
        if engine.expand(base).sign() <= 0:
            raise Undecided("a positive factor is wanted in a product")
        return (number.times(Number.rational(int(exponent))) * engine.expand(base).logarithm()).exponential()
    by_index = multiplied_out(base * span.index)
    if isinstance(base, sympy.Add) and any(term.has(1 / span.index) for term in base.args):
        return _gamma_product(engine, by_index**exponent, span) * _gamma_product(engine, span.index**-exponent, span)
    slope, rest = list[Expr](), list[Expr]()
    for term in sympy.Add.make_args(multiplied_out(base)):
        coefficient, part = coefficient_and_part(term, span.index)
        if part not in (sympy.S.One, span.index):
            raise Undecided("factors linear in the index are wanted in a product")
        (slope if part == span.index else rest).append(coefficient)
    scale = engine.expand(sympy.Add(*slope))
    if scale.sign() <= 0:
        raise Undecided("factors that increase with the index are wanted in a product")
    a = engine.expand(sympy.Add(*rest)) * scale.inverse()
    ratio = gamma(engine, span.high + engine.constant(1) + a) * gamma(engine, span.low + a, reciprocal=True)
    return ((number * scale.logarithm()).exponential() * ratio).power(Number.rational(int(exponent)))


# --- Integrals ------------------------------------------------------------------------------------------------------


def _integral(engine: Asymptotics, _: tuple[Expansion, ...], expr: Expr) -> Expansion:
    assert isinstance(expr, sympy.Integral), expr
    limits = expr.limits[0]
    if len(expr.limits) != 1 or len(limits) != 3 or engine.variable in (expr.function.free_symbols - {limits[0]}):
        return _parametric(engine, expr)
    index, low, high = limits
    assert isinstance(index, Symbol), index
    start, end = (_End.of(engine, each, name) for each, name in ((low, "low"), (high, "high")))
    corrections = end.correction(engine, expr.function, index) - start.correction(engine, expr.function, index)
    if start.place == end.place or (start.finite and end.finite and start.centre == end.centre):
        return corrections
    at = engine.at.binding()
    at.values.update({each.place: each.centre.ball for each in (start, end) if isinstance(each.place, Symbol)})
    whole = sympy.Integral(expr.function, (index, start.place, end.place))
    return engine.constant(_value(engine, whole, at, start.centre, end.centre)) + corrections


@final
@dataclass(frozen=True)
class _End:
    """An end that tends to `place`, which is `centre` if finite; it is `distance` > 0 away on the side `side`.

    For an infinite place `distance` is what grows, and 0 an end that is there.
    """

    place: Expr
    centre: Number
    distance: Expansion
    side: int

    @classmethod
    def of(cls, engine: Asymptotics, end: Expr, name: str) -> _End:
        nothing = engine.constant(0)
        if engine.variable not in end.free_symbols:
            centre = Number({}) if end in (sympy.oo, -sympy.oo) else engine.number(end)
            return cls(end, centre, nothing, 0)
        moving = engine.expand(end)
        if not moving.real:
            raise Undecided("a real end of an integral is wanted in a limit")
        if moving.growth > 0:
            side = moving.sign()
            return cls(sympy.oo if side > 0 else -sympy.oo, Number({}), moving if side > 0 else -moving, side)
        _, centre, small = moving.split()
        side, value = small.sign(), centre.as_rational
        mark = fresh(name, end.atoms(Symbol), real=True)
        place = mark if value is None else sympy.Rational(int(value.p), int(value.q))
        return cls(place, centre, small if side > 0 else -small, side)

    @property
    def finite(self) -> bool:
        """Whether it tends to a number."""
        return self.place not in (sympy.oo, -sympy.oo)

    def correction(self, engine: Asymptotics, body: Expr, index: Symbol) -> Expansion:
        """Return the integral from `place` to the end itself."""
        if self.side == 0:
            return engine.constant(0)
        origin = Expansion.constant(self.centre, engine.size)
        step = Expansion(((X.inverse() if self.finite else X, Number.rational(self.side)),), None, True, engine.size)
        at = engine.at.binding(index)
        at.values.pop(index, None)
        inner = Asymptotics(index, origin + step, at, engine.analytic, engine.compile_node, engine.rules)
        found = inner.expand(body)
        if not self.finite:
            return _tail(found, self.distance, discrete=False)
        return _integrated(found, self.distance).times(Number.rational(self.side))


def _integrated(found: Expansion, distance: Expansion) -> Expansion:
    """Return the integral over 0 < u < `distance` of what expands as `found` in x = 1/u.

    u^p gives u^(p+1)/(p + 1), p > -1; of other orders only O(.) is kept.
    """
    total = Expansion.constant(Number({}), distance.size)
    bounds = [] if found.rest is None else [found.rest]
    for order, c in found.terms:
        degree = _UNIT - order.powers[0]
        if order == X.power(order.powers[0]) and degree.is_real and degree.sign() > 0:
            total += distance.power(degree).times(c / degree)
        else:
            bounds.append(order)
    for order in bounds:
        lead = order_at(absolute_tail(order * X.power(Number.rational(-2))), distance.inverse()).leading
        assert lead is not None
        total += Expansion.bounded(lead, real=found.real, size=distance.size)
    return total


# --- Derivatives, limits, and integrals and sums with a parameter ---------------------------------------------------


def _derivative(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """Where the derivative is no regular function, it is carried out first."""
    try:
        return _parametric(engine, expr)
    except Undecided:
        carried_out = expr.args[0]
        for pair in expr.args[1:]:
            variable, order = pair.args
            if not isinstance(variable, Symbol) or not isinstance(order, sympy.Integer):
                raise
            carried_out = carried_out.diff((variable, int(order)))
        if carried_out.has(sympy.Derivative, sympy.Subs):
            raise
        return engine.expand(carried_out)


def _inside(engine: Asymptotics, _: tuple[Expansion, ...], expr: Expr) -> Expansion:
    return _parametric(engine, expr)


def _parametric(engine: Asymptotics, expr: Expr) -> Expansion:
    """Return the Taylor series of a function of the variable that is holomorphic where the variable tends to."""
    large, centre, small = engine.place.split()
    if large:
        raise Undecided(f"a finite place is wanted for the variable inside a {type(expr).__name__}")
    mark = fresh("place", expr.atoms(Symbol))
    node = engine.compile_node(substituted(expr, engine.variable, mark))
    inner = engine.at.binding(mark)
    inner.values[mark] = centre.ball
    with series_length(engine.size):
        series = node.taylor(Line(inner, {mark: acb(1)}), engine.size, analytic=True)
    return composed([opaque((expr, centre, k), series[k]) for k in range(engine.size)], small)


RANGE_RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {
        sympy.Product: _product,
        sympy.Integral: _integral,
        sympy.Derivative: _derivative,
        sympy.Subs: _inside,
        sympy.Limit: _inside,
    }
)
"""How products, integrals, derivatives and limits inside a limit are expanded, by their SymPy classes."""
