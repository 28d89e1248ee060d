"""Integrals that certainly diverge, as the leading term of the integrand shows at an end, or at a pole inside.

If f = c o (1 + e) with c != 0, e -> 0 and an order o > 0 that is not integrable, then |integral of f| grows without
bound. If f comes back to values that do not tend to 0, as sin x does, its integrals over intervals of fixed length do
not tend to 0, and Cauchy's criterion fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import final

import sympy
from flint import acb, acb_series, arb
from sympy import Expr, Symbol

from dehsym.balls.environment import Environment, Line
from dehsym.balls.exact_number import Number, Undecided
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.expansion import Expansion, is_almost_periodic
from dehsym.balls.limit import SIZES, Approach, expansion
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Node, NoValue, Unsupported
from dehsym.balls.order import Order, X

MOST_TURNS = 64
"""The most zeros of a sine or cosine that are looked at inside a range."""


def diverges(integrand: Expansion) -> bool:
    """Whether the integral of a function with this expansion, up to x = oo, certainly does not converge.

    >>> x = Expansion.variable(4)
    >>> diverges(x.inverse()), diverges(x.inverse() * x.inverse())
    (True, False)
    """
    if not integrand.terms:
        return False
    group = integrand.leading_group
    modulus = next(iter(group)).modulus
    if modulus.growth < 0 and _is_integrable(modulus):
        return False
    steady = group.get(modulus)
    if steady is not None and not _others_oscillate(group, modulus):
        return False
    if steady is not None:
        return steady.differs_from_zero()
    carried = is_almost_periodic(group) and all(_carrier(order) == X for order in group)
    if not carried or modulus.exponent or modulus.growth < 0:
        return False
    return all(c.differs_from_zero() for c in group.values())


def _is_integrable(order: Order) -> bool:
    """Whether a positive order is integrable up to oo; raise `Undecided` where that is not settled."""
    if order.exponent:
        if order.growth < 0 and any(inner.compare(X) >= 0 or _is_power(inner) for inner in order.exponent):
            return True
        raise Undecided("an order that decays like an exponential of a power is wanted")
    for power in order.powers:
        side = (power + Number.rational(1)).real.sign()
        if side:
            return side < 0
    return False


def _is_power(order: Order) -> bool:
    """Whether it is x^a times slower factors, a > 0: its exponential beats every power of x."""
    return not order.exponent and order.powers[0].sign() > 0


def _carrier(order: Order) -> Order | None:
    """Return o where the order is exp(i w o) times a positive one."""
    turning = [inner for inner, c in order.exponent.items() if not c.is_real]
    return turning[0] if len(turning) == 1 else None


def _others_oscillate(group: Mapping[Order, Number], modulus: Order) -> bool:
    """Whether the other terms are exp(i w x^m) times the modulus, m >= 1: their integrals are of smaller growth.

    By parts, the integral of x^a exp(i w x^m) is O(x^(a + 1 - m)), a > -1, against x^(a + 1).
    """
    for order in group:
        if order == modulus:
            continue
        carrier = _carrier(order)
        if carrier is None or modulus.exponent or carrier.compare(X) < 0 or not _is_power(carrier):
            return False
        turn = order * modulus.inverse()
        if any(not p.is_zero for p in turn.powers) or len(turn.exponent) != 1:
            return False
        turn.exponent[carrier].differs_from_zero()
    return True


@final
@dataclass(frozen=True)
class Suspect:
    """A point, or an infinity for None, from one side of which the integrand may not be integrable.

    `inside` says that it matters only if it lies strictly between the ends.
    """

    point: Expr | None
    sides: tuple[int, ...]
    inside: bool


@final
@dataclass(frozen=True)
class DefiniteIntegral(Node):
    """An integral computed by `value`, and the places from which it may diverge.

    `body` in the real variable `variable` between `ends`, None for an infinite one.
    """

    value: Node
    body: Expr
    variable: Symbol
    suspects: tuple[Suspect, ...]
    ends: tuple[Node | None, Node | None]
    compile_node: Compile

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the integral; raise `NoValue` where it certainly diverges."""
        if analytic:
            return self.value.ball(at, analytic)
        suspicious = any(suspect.inside for suspect in self.suspects)
        if suspicious:
            self._check(at)
        value = self.value.ball(at, analytic=False)
        if not value.is_finite() and not suspicious:
            self._check(at)
        return value

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the series of the value."""
        return self.value.taylor(line, length, analytic)

    def _check(self, at: Environment) -> None:
        found = self._orientation(at)
        if found is None:
            return
        low, high, turned = found
        for suspect in self.suspects:
            if suspect.inside and not self._is_inside(suspect, at, low, high):
                continue
            for side in suspect.sides:
                turn = -1 if turned and not suspect.inside else 1
                if self._diverges(Approach(self.variable, suspect.point, turn * side), at):
                    where = "infinity" if suspect.point is None else str(suspect.point)
                    raise NoValue(f"the integral diverges at {self.variable} = {where}")

    def _orientation(self, at: Environment) -> tuple[arb | None, arb | None, bool] | None:
        """Return the ends in increasing order and whether they change places; None where that is not settled."""
        low, high = (None if end is None else end.ball(at, analytic=False) for end in self.ends)
        if not all(end is None or (end.is_finite() and end.imag.is_zero()) for end in (low, high)):
            return None
        if low is None or high is None or low.real < high.real:
            return None if low is None else low.real, None if high is None else high.real, False
        return (high.real, low.real, True) if high.real < low.real else None

    def _is_inside(self, suspect: Suspect, at: Environment, low: arb | None, high: arb | None) -> bool:
        assert suspect.point is not None
        try:
            place = self.compile_node(suspect.point).ball(at, analytic=False)
        except NoValue:
            return False
        if not place.is_finite() or not place.imag.is_zero():
            return False
        return (low is None or bool(low < place.real)) and (high is None or bool(place.real < high))

    def _diverges(self, approach: Approach, at: Environment) -> bool:
        inner = at.binding(approach.variable)
        inner.values.pop(approach.variable, None)
        for size in SIZES[:2]:
            try:
                found = expansion(self.body, approach, inner, size, False, self.compile_node)
                weight = Expansion.variable(size).power(Number.rational(-2))
                return diverges(found if approach.point is None else found * weight)
            except (Undecided, Unsupported, NoValue):
                continue
        return False


def suspects(body: Expr, x: Symbol, low: Expr, high: Expr) -> tuple[Suspect, ...]:
    """Return the ends, and the places inside where a denominator or a logarithm vanishes and that are known exactly.

    >>> from sympy.abc import x
    >>> [place.point for place in suspects(1 / (x - 1) ** 2, x, sympy.S.Zero, sympy.oo)]
    [1, 0, None]
    """
    known = body.free_symbols - {x}
    points = [point for point in dict.fromkeys(_singular_points(body, x)) if point.free_symbols <= known]
    inside = [Suspect(point, (1, -1), True) for point in points]
    below = Suspect(None, (-1,), False) if low == -sympy.oo else Suspect(low, (1,), False)
    above = Suspect(None, (1,), False) if high == sympy.oo else Suspect(high, (-1,), False)
    return (*inside, below, above)


def _singular_points(body: Expr, x: Symbol) -> Iterator[Expr]:
    for power in body.atoms(sympy.Pow):
        if x in power.base.free_symbols and power.exp.is_negative:
            yield from zeros_of(power.base, x)
    for part in body.atoms(sympy.tan, sympy.sec, sympy.cot, sympy.csc):
        yield from zeros_of((sympy.cos if isinstance(part, sympy.tan | sympy.sec) else sympy.sin)(part.args[0]), x)
    for part in body.atoms(sympy.coth, sympy.csch):
        yield from zeros_of(part.args[0], x)


def zeros_of(expr: Expr, x: Symbol) -> Iterator[Expr]:
    """The real zeros in x that are known exactly: of linear and quadratic polynomials, and of what reduces to them.

    >>> from sympy.abc import x
    >>> list(zeros_of(x**2 - 4, x))
    [-2, 2]
    """
    if isinstance(expr, sympy.Mul):
        for factor in expr.args:
            yield from zeros_of(factor, x)
    elif isinstance(expr, sympy.Pow) and expr.exp.is_positive:
        yield from zeros_of(expr.base, x)
    elif isinstance(expr, sympy.log):
        yield from zeros_of(expr.args[0] - 1, x)
    elif isinstance(expr, sympy.sin | sympy.cos):
        for k in range(-MOST_TURNS, MOST_TURNS + 1):
            turn = sympy.pi * (sympy.Rational(2 * k + 1, 2) if isinstance(expr, sympy.cos) else k)
            yield from _polynomial_zeros(expr.args[0] - turn, x)
    elif isinstance(expr, sympy.sinh | sympy.tanh | sympy.Abs):
        yield from zeros_of(expr.args[0], x)
    else:
        yield from _polynomial_zeros(_without_exponential(expr, x), x)


def _without_exponential(expr: Expr, x: Symbol) -> Expr:
    """Return u - log(-d/c) for c exp(u) + d, which has the same real zeros for -d/c > 0."""
    terms = sympy.Add.make_args(expr)
    moving = [term for term in terms if x in term.free_symbols]
    if len(moving) != 1:
        return expr
    coefficient, part = coefficient_and_part(moving[0], x)
    if not isinstance(part, sympy.exp):
        return expr
    rest = sympy.Add(*(term for term in terms if x not in term.free_symbols))
    target = -rest / coefficient
    return part.args[0] - sympy.log(target) if target.is_positive else expr


def _polynomial_zeros(expr: Expr, x: Symbol) -> Iterator[Expr]:
    coefficients = {0: list[Expr](), 1: list[Expr](), 2: list[Expr]()}
    for term in sympy.Add.make_args(multiplied_out(expr)):
        coefficient, part = coefficient_and_part(term, x)
        degree = {sympy.S.One: 0, x: 1, x**2: 2}.get(part)
        if degree is None:
            return
        coefficients[degree].append(coefficient)
    c, b, a = (sympy.Add(*coefficients[k]) for k in range(3))
    if a == sympy.S.Zero:
        if b != sympy.S.Zero:
            yield -c / b
        return
    root = sympy.sqrt(b**2 - 4 * a * c)
    yield (-b - root) / (2 * a)
    if root != sympy.S.Zero:
        yield (-b + root) / (2 * a)
