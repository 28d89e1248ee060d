"""Where an inequality is closest to failing: a pattern search for the least difference, in a few dozen evaluations.

An inequality that is false may fail in a small region only. Hooke and Jeeves's search (J. ACM 8 (1961) 212) walks from
the sampled points towards smaller right - left; what it finds is only a place to look, and is looked at in balls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isfinite

from sympy import Expr, Symbol

from dehsym.balls import Point, Value
from dehsym.domain import Domain, Exact
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation

_STARTS = 3
_MOST_ROUNDS = 8
_GRAIN = 2**44
_STEPS = tuple(Fraction(2) ** -k for k in range(31))


def descent(relation: CompiledRelation, domains: Mapping[Expr, Domain], starts: tuple[Point, ...]) -> Iterator[Point]:
    """The end of a walk from each of the starts with the least slack, and the point of halves it rounds to.

    >>> from sympy import Integer, Symbol
    >>> from dehsym.domain import REAL
    >>> from dehsym.proposition import Operator, Relation
    >>> x = Symbol("x", real=True)
    >>> square = CompiledRelation.of(Relation(Integer(0), Operator.LESS, (x - 5) ** 2))
    >>> [_, end] = list(descent(square, {x: REAL}, ({x: Fraction(1)},)))
    >>> end[x]
    Fraction(5, 1)
    """
    symbols = [key for key in sorted(domains, key=str) if isinstance(key, Symbol)]
    slacks = [_slack(relation, point) for point in starts]
    measured = [(slack, number) for number, slack in enumerate(slacks) if slack is not None]
    for slack, number in sorted(measured)[:_STARTS]:
        end = _walked(relation, domains, symbols, starts[number], slack)
        yield end
        rounded = {symbol: _to_a_half(end[symbol]) for symbol in symbols}
        if all(place in domains[symbol] for symbol, place in rounded.items()):
            yield {**end, **rounded}


def _to_a_half(value: Value) -> Exact:
    if isinstance(value, tuple):
        return Fraction(round(value[0] * 2), 2), Fraction(round(value[1] * 2), 2)
    assert isinstance(value, Fraction), value
    return Fraction(round(value * 2), 2)


def _walked(
    relation: CompiledRelation, domains: Mapping[Expr, Domain], symbols: list[Symbol], start: Point, slack: float
) -> Point:
    point = start
    for step in _STEPS:
        for _ in range(_MOST_ROUNDS):
            moved = False
            for symbol in symbols:
                for place in _moves(point[symbol], step, domains[symbol]):
                    candidate = {**point, symbol: place}
                    found = _slack(relation, candidate)
                    if found is not None and found < slack - abs(slack) * 1e-9:
                        point, slack, moved = candidate, found, True
                if slack < 0:
                    return point
            if not moved:
                break
    return point


def _moves(value: Value, step: Fraction, domain: Domain) -> Iterator[Exact]:
    if isinstance(value, tuple):
        x, y = value
        yield from (z for z in ((x + step, y), (x - step, y), (x, y + step), (x, y - step)) if z in domain)
    elif isinstance(value, Fraction):
        size = max(Fraction(1), step) if domain.kind == "integer" else step * max(1, abs(round(value)))
        places = (Fraction(round((value + sign * size) * _GRAIN), _GRAIN) for sign in (1, -1))
        yield from (x for x in places if x in domain)


def _slack(relation: CompiledRelation, point: Point) -> float | None:
    """The slack, roughly: right - left; `None` where there is no number."""
    try:
        left, right = relation.left(point, 80), relation.right(point, 80)
    except EvaluationError:
        return None
    if not (left.is_finite() and right.is_finite()):
        return None
    difference = float((right.real - left.real).mid())
    return difference if isfinite(difference) else None
