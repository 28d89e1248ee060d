"""Finite sums and products over a whole-numbered index.

The limits must come out as exact integers. A reversed range follows Karr's convention, as SymPy does: the sum from a
to b < a is minus the sum from b + 1 to a - 1, so that sums over adjoining ranges always add; products likewise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from flint import acb, acb_series
from sympy import Symbol

from dehsym.balls.environment import Environment, Line, exact_integer, undefined, undefined_series
from dehsym.balls.node import Node
from dehsym.errors import EvaluationError

MOST_TERMS = 100_000


@final
@dataclass(frozen=True)
class FiniteSum(Node):
    """The sum, or with `product` the product, of `body` for `index` = `low`, ..., `high`."""

    index: Symbol
    body: Node
    low: Node
    high: Node
    product: bool

    def _range(self, at: Environment) -> tuple[range, bool] | None:
        first, last = (exact_integer(node.ball(at, analytic=False)) for node in (self.low, self.high))
        if first is None or last is None:
            return None
        backwards = last < first - 1
        terms = range(last + 1, first) if backwards else range(first, last + 1)
        if len(terms) > MOST_TERMS:
            raise EvaluationError(f"a range of at most {MOST_TERMS} terms is wanted, found {first} to {last}")
        return terms, backwards

    def _moving_ends(self, line: Line) -> bool:
        return not (self.low.free | self.high.free).isdisjoint(line.directions)

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the sum of the terms one by one; not finite where a limit is not exactly an integer."""
        found = self._range(at)
        if found is None:
            return undefined()
        terms, backwards = found
        inner = at.binding(self.index)
        total = acb(1) if self.product else acb(0)
        for k in terms:
            inner.values[self.index] = acb(k)
            term = self.body.ball(inner, analytic)
            total = total * term if self.product else total + term
        return self._turned(total) if backwards else total

    def _turned(self, total: acb) -> acb:
        return 1 / total if self.product else -total

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the sum of the series of the terms, between limits that do not move."""
        found = None if self._moving_ends(line) else self._range(line.origin)
        if found is None:
            return undefined_series(length)
        terms, backwards = found
        total = acb_series([1 if self.product else 0], length)
        for inner in self._lines(line, terms):
            term = self.body.taylor(inner, length, analytic)
            total = total * term if self.product else total + term
        if not backwards:
            return total
        return 1 / total if self.product else -total

    def _lines(self, line: Line, terms: range) -> Iterator[Line]:
        origin = line.origin.binding(self.index)
        directions = {x: d for x, d in line.directions.items() if x != self.index}
        for k in terms:
            origin.values[self.index] = acb(k)
            yield Line(origin, directions)
