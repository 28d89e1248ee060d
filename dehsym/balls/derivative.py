"""Derivatives by Taylor arithmetic, a road that has nothing in common with symbolic differentiation.

The n-th derivative along a direction v is n! times the n-th Taylor coefficient of f(x + v t). Mixed derivatives follow
from those along several directions by the polarisation identity

    d^alpha f = sum_(0<=k<=alpha) (-1)^(N - |k|) prod_i binom(alpha_i, k_i) c_N(k_1 v_1 + ... + k_m v_m),  N = |alpha|,

in which c_N(v) is the N-th Taylor coefficient along v: expand (k . d)^N, and the sums over k_i are finite differences
of order alpha_i that kill every power of k_i below alpha_i.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import comb, factorial, prod
from typing import final

from flint import acb, acb_series
from sympy import Symbol

from dehsym.balls.along_cuts import along_cuts
from dehsym.balls.environment import Environment, Line
from dehsym.balls.node import Node
from dehsym.precision import series_length

Direction = Mapping[Symbol, acb]


def mixed_derivative(body: Node, at: Environment, along: Sequence[tuple[Direction, int]], analytic: bool) -> acb:
    """Return the derivative of `body` of the given orders along the given directions, by polarisation."""
    orders = [order for _, order in along]
    order = sum(orders)
    if len(along) == 1:
        return factorial(order) * _coefficient(body, at, along[0][0], order, analytic)
    total = acb(0)
    for counts in product(*(range(n + 1) for n in orders)):
        if not any(counts):
            continue
        weight = (-1) ** (order - sum(counts)) * prod(map(comb, orders, counts))
        direction = _combined([d for d, _ in along], counts)
        total += weight * _coefficient(body, at, direction, order, analytic)
    return total


def _combined(directions: Sequence[Direction], counts: Sequence[int]) -> Direction:
    combined: dict[Symbol, acb] = {}
    for direction, count in zip(directions, counts, strict=True):
        for symbol, size in direction.items():
            combined[symbol] = combined.get(symbol, acb(0)) + count * size
    return combined


def _coefficient(body: Node, at: Environment, direction: Direction, order: int, analytic: bool) -> acb:
    with series_length(order + 1):
        return body.taylor(Line(at, direction), order + 1, analytic)[order]


@final
@dataclass(frozen=True)
class DerivativeNode(Node):
    """The derivative of `body`, `orders`[i] times with respect to `variables`[i]."""

    body: Node
    variables: tuple[Symbol, ...]
    orders: tuple[int, ...]

    @cached_property
    def _body(self) -> Node:
        return along_cuts(self.body)

    def _along(self) -> list[tuple[Direction, int]]:
        return [({x: acb(1)}, n) for x, n in zip(self.variables, self.orders, strict=True)]

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the derivative at the point; not finite where it does not exist or cannot be enclosed."""
        if self.body.free.isdisjoint(self.variables):
            return acb(0)
        return mixed_derivative(self._body, at, self._along(), analytic)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Along one variable the shifted series of the body; else the line is one more direction to polarise."""
        moving = self.body.free & line.directions.keys()
        if moving <= set(self.variables) and len(self.variables) == 1:
            return self._shifted(line, length, analytic)
        coefficients = [mixed_derivative(self._body, line.origin, self._along(), analytic)]
        for m in range(1, length):
            along = [(line.directions, m), *self._along()]
            coefficients.append(mixed_derivative(self._body, line.origin, along, analytic) / factorial(m))
        return acb_series(coefficients, length)

    def _shifted(self, line: Line, length: int, analytic: bool) -> acb_series:
        (variable,), (order,) = self.variables, self.orders
        with series_length(length + order):
            series = self._body.taylor(Line(line.origin, {variable: acb(1)}), length + order, analytic)
        scale = line.directions[variable]
        coefficients = [series[k + order] * (factorial(k + order) // factorial(k)) * scale**k for k in range(length)]
        return acb_series(coefficients, length)


@final
@dataclass(frozen=True)
class At(Node):
    """`body` at `variables` = `places`, as the chain rule leaves it: F'(y) at y = 2 x."""

    body: Node
    variables: tuple[Symbol, ...]
    places: tuple[Node, ...]

    def _inner(self, at: Environment, places: Sequence[acb]) -> Environment:
        inner = at.binding(*self.variables)
        inner.values.update(zip(self.variables, places, strict=True))
        return inner

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the body with the places put in."""
        return self.body.ball(self._inner(at, [place.ball(at, analytic) for place in self.places]), analytic)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the body's series in one variable, at the series of its place; otherwise by Cauchy's formula."""
        fixed = (self.body.free - set(self.variables)).isdisjoint(line.directions)
        if len(self.variables) != 1 or not fixed:
            return super().expansion(line, length, analytic)
        place = next(iter(self.places)).taylor(line, length, analytic)
        inner = Line(self._inner(line.origin, [place[0]]), {next(iter(self.variables)): acb(1)})
        outer = self.body.taylor(inner, length, analytic)
        return outer(place - place[0])
