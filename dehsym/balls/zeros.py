"""Zeros of a holomorphic function in a half disc: found by Newton's method, isolated by interval Newton, counted.

Newton's iteration from a grid finds candidates and proves nothing. The interval Newton operator m - f(m)/f′(Z), if it
maps a ball Z into itself, proves that Z holds exactly one zero (Moore, Kearfott and Cloud, Introduction to Interval
Analysis, Thm 8.2, on the plane). The argument principle counts the zeros inside the path as an integral that is an
integer, so that none can have been missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import acb, arb
from sympy import Derivative, Expr, Integer, Rational, Symbol, pi

from dehsym.balls.compiler import compile_node
from dehsym.balls.enclosure import check_point
from dehsym.balls.environment import Environment
from dehsym.balls.functions import Point
from dehsym.balls.path import Arc, Segment, path_integral
from dehsym.balls.substitution import fresh, substituted
from dehsym.precision import working_precision

_STEPS_ACROSS = 48
_MOST_ITERATIONS = 60

Function = Callable[[acb], acb]


def line_through(radius: int) -> list[Segment]:
    """Return the real line from -radius to radius, in pieces of length 1.

    >>> len(line_through(2))
    4
    """
    return [Segment(Integer(k), Integer(k + 1)) for k in range(-radius, radius)]


def arc_above(radius: int) -> list[Arc]:
    """Return the upper half of the circle of that radius about 0, anticlockwise, in as many pieces.

    >>> arc_above(2)[-1].end_angle
    pi
    """
    step = Rational(1, 2 * radius)
    return [Arc(Integer(0), Integer(radius), pi * step * k, pi * step * (k + 1)) for k in range(2 * radius)]


def zeros_in_half_disc(function: Expr, variable: Symbol, radius: int, point: Point, bits: int) -> list[acb] | None:
    """Return disjoint balls, one round each zero of `function` in the upper half disc; `None` if that was not settled.

    The function must be holomorphic on the closed half disc; with zeros on its boundary nothing is settled. Raise
    `EvaluationError` as `path_integral` does.

    >>> z = Symbol("z")
    >>> len(zeros_in_half_disc(z**4 + 1, z, 2, {}, 64) or [])
    2
    """
    place = fresh(variable.name, function.atoms(Symbol) - {variable})
    moved = substituted(function, variable, place)
    slope = Derivative(moved, place)
    check_point(moved, point, bound=(place,))
    boundary = [*line_through(radius), *arc_above(radius)]
    turns = path_integral(slope / moved, place, boundary, point, bits)
    with working_precision(bits):
        number = (turns / (2 * acb.pi() * acb(0, 1))).real.unique_fmpz() if turns.is_finite() else None
        if number is None:
            return None
        inner = Environment.at(point).binding(place)
        found = _isolated(_at(moved, place, inner), _at(slope, place, inner), radius, bits)
    return found if len(found) == int(number) else None


def residue_sum(
    numerator: Expr, denominator: Expr, variable: Symbol, radius: int, point: Point, bits: int
) -> tuple[int, acb] | None:
    """Return the number of poles of N/D in the upper half disc, and a ball around the sum of its residues N/D′ there.

    Both must be holomorphic on the closed half disc, and the zeros of D simple; `None` if the zeros were not settled.

    >>> z = Symbol("z")
    >>> count, total = residue_sum(Integer(1), 1 + z**2, z, 2, {}, 64)
    >>> count, total.overlaps(acb(0, -0.5))
    (1, True)
    """
    zeros = zeros_in_half_disc(denominator, variable, radius, point, bits)
    if zeros is None:
        return None
    place = fresh(variable.name, (numerator * denominator).atoms(Symbol) - {variable})
    residue = substituted(numerator, variable, place) / Derivative(substituted(denominator, variable, place), place)
    with working_precision(bits):
        value = _at(residue, place, Environment.at(point).binding(place))
        return len(zeros), sum((value(zero) for zero in zeros), start=acb(0))


def _at(expr: Expr, place: Symbol, inner: Environment) -> Function:
    node = compile_node(expr)

    def value(z: acb) -> acb:
        inner.values[place] = z
        return node.ball(inner, analytic=False)

    return value


def _isolated(value: Function, slope: Function, radius: int, bits: int) -> list[acb]:
    found: list[acb] = []
    for start in _grid(radius):
        centre = _newton(value, slope, start, bits)
        if centre is None or any(zero.contains(centre) for zero in found):
            continue
        spread = arb(0, arb(2) ** (-bits // 3))
        ball = acb(centre.real + spread, centre.imag + spread)
        if ball.contains(centre - value(centre) / slope(ball)) and abs(ball) < radius and ball.imag > 0:
            found.append(ball)
    return found


def _grid(radius: int) -> Iterator[acb]:
    for row in range(1, _STEPS_ACROSS // 2 + 1):
        for column in range(_STEPS_ACROSS + 1):
            yield acb(arb(2 * column - _STEPS_ACROSS), arb(2 * row)) * radius / _STEPS_ACROSS


def _newton(value: Function, slope: Function, start: acb, bits: int) -> acb | None:
    """Return a number near which there may be a zero; `None` where the iteration leads nowhere."""
    z, small = start.mid(), arb(2) ** (-bits // 2)
    for _ in range(_MOST_ITERATIONS):
        step = (value(z) / slope(z)).mid()
        if not step.is_finite():
            return None
        z = (z - step).mid()
        if abs(step) < small:
            return z
    return None
