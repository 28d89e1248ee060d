"""Divided differences of a printed column: their signs, as far as rounding leaves them certain.

The divided difference of order k over k + 1 rows is a weighted mean of the k-th derivative over k!, with a B-spline for
weight (de Boor, A Practical Guide to Splines, Ch. IX). Along a column these weights are variation diminishing
(Schoenberg; Karlin, Total Positivity, Ch. 10): a function whose k-th derivative changes sign r times has differences of
order k that change sign r times at the most. So certain signs that change twice say of every function through the
printed ranges that its k-th derivative changes sign twice at least.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import final

from dehsym.audit.range import Range


@final
@dataclass(frozen=True, slots=True)
class Point:
    """A row of a column: the argument, the printed value, and what rounds to it."""

    argument: Fraction
    value: Fraction
    span: Range


@final
@dataclass(frozen=True, slots=True)
class Difference:
    """A divided difference: of the printed values, and the range of it over what rounds to them."""

    value: Fraction
    span: Range

    @property
    def sign(self) -> int:
        """1 or -1 where it is certain, else 0.

        >>> Difference(Fraction(1), Range(Fraction(-1), Fraction(3))).sign
        0
        """
        return (self.span.low > 0) - (self.span.high < 0)


def divided_differences(points: Sequence[Point], order: int) -> list[Difference]:
    """The divided differences f[x_i, ..., x_{i+k}] of order k along a column; its arguments are all different.

    Each is sum over j of f_j / prod over l ≠ j of (x_j - x_l) (DLMF 3.3.34), linear in the values, so that its range is
    taken at their ends.

    >>> rows = [Point(Fraction(x), Fraction(x * x), Range(Fraction(x * x), Fraction(x * x))) for x in (0, 1, 3)]
    >>> divided_differences(rows, 2)[0].value
    Fraction(1, 1)
    """
    return [_difference(points[start : start + order + 1]) for start in range(len(points) - order)]


def _difference(points: Sequence[Point]) -> Difference:
    value = low = high = Fraction(0)
    for point in points:
        weight = Fraction(1)
        for other in points:
            if other is not point:
                weight /= point.argument - other.argument
        value += weight * point.value
        ends = weight * point.span.low, weight * point.span.high
        low, high = low + min(ends), high + max(ends)
    return Difference(value, Range(low, high))


def sign_changes(differences: Sequence[Difference]) -> int:
    """How often the certain signs change along the column; a sign that is not certain takes no part.

    >>> ranges = [Range(Fraction(1), Fraction(2)), Range(Fraction(-1), Fraction(1)), Range(Fraction(-2), Fraction(-1))]
    >>> sign_changes([Difference(each.low, each) for each in ranges])
    1
    """
    certain = [sign for sign in (each.sign for each in differences) if sign]
    return sum(one != other for one, other in pairwise(certain))


def uniform_sign(differences: Sequence[Difference]) -> int:
    """The sign that all differences of the printed values have and none certainly has not; 0 if there is none."""
    signs = {(each.value > 0) - (each.value < 0) for each in differences}
    (sign,) = signs if len(signs) == 1 else (0,)
    return sign if all(each.sign in (0, sign) for each in differences) else 0


def allowed(points: Sequence[Point], place: int, order: int, sign: int) -> Range | None:
    """What the value in row `place` may be for all differences of that order to have the sign, or to vanish.

    The other rows may be anything that rounds to their print, each condition at its most favourable; `None` if one side
    is left open or nothing is allowed.
    """
    low: Fraction | None = None
    high: Fraction | None = None
    bare = [*points]
    bare[place] = Point(points[place].argument, Fraction(0), Range(Fraction(0), Fraction(0)))
    for start in range(max(0, place - order), min(place, len(points) - order - 1) + 1):
        window = bare[start : start + order + 1]
        rest = _difference(window).span
        weight = Fraction(1)
        for other in window:
            if other is not bare[place]:
                weight /= bare[place].argument - other.argument
        best = rest.high if sign > 0 else rest.low
        bound = -best / weight
        if (weight > 0) == (sign > 0):
            low = bound if low is None else max(low, bound)
        else:
            high = bound if high is None else min(high, bound)
    return None if low is None or high is None or low > high else Range(low, high)


def interpolated(points: Sequence[Point], argument: Fraction) -> Fraction:
    """The polynomial through all points, by Lagrange's formula (DLMF 3.3.1), at the argument.

    >>> rows = [Point(Fraction(x), Fraction(x * x), Range(Fraction(0), Fraction(0))) for x in (0, 1, 3)]
    >>> interpolated(rows, Fraction(2))
    Fraction(4, 1)
    """
    total = Fraction(0)
    for point in points:
        share = point.value
        for other in points:
            if other is not point:
                share *= (argument - other.argument) / (point.argument - other.argument)
        total += share
    return total
