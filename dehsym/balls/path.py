"""Integrals along paths in the complex plane, of the integrand as it is printed: on its principal branch.

A residue argument moves a path and keeps the branch; a printed integrand has the principal one. Where a closed path
crosses a branch cut the two part company, and only the integral itself tells by how much. It is certified here piece
by piece; a piece may end on a cut, and may cross it, where the integrand jumps but stays bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import final

from flint import acb
from sympy import Expr, Symbol

from dehsym.balls.compiler import compile_node
from dehsym.balls.enclosure import check_point
from dehsym.balls.environment import Environment
from dehsym.balls.functions import Point
from dehsym.balls.integral import Integrand, certified_integral
from dehsym.balls.substitution import fresh, substituted
from dehsym.precision import working_precision

Motion = Callable[[acb], tuple[acb, acb]]
"""From the parameter t, 0 to 1, to the place and the velocity there."""


def _number(expr: Expr, at: Environment) -> acb:
    return compile_node(expr).ball(at, analytic=False)


@final
@dataclass(frozen=True, slots=True)
class Segment:
    """The straight line from `start` to `end`, complex numbers that may hold symbols of the point.

    >>> from sympy import I, S
    >>> Segment(S(1), 2 * I).end
    2*I
    """

    start: Expr
    end: Expr

    @property
    def expressions(self) -> tuple[Expr, ...]:
        """What must have a value."""
        return self.start, self.end

    def motion(self, at: Environment) -> Motion:
        """The path at the values of its symbols."""
        start, step = _number(self.start, at), _number(self.end - self.start, at)
        return lambda t: (start + step * t, step)


@final
@dataclass(frozen=True, slots=True)
class Arc:
    """The arc `centre` + `radius` exp(i theta), theta from `start_angle` to `end_angle`.

    It runs anticlockwise if the angle grows. All four may hold symbols of the point.

    >>> from sympy import S, pi
    >>> Arc(S(0), S(2), S(0), pi).radius
    2
    """

    centre: Expr
    radius: Expr
    start_angle: Expr
    end_angle: Expr

    @property
    def expressions(self) -> tuple[Expr, ...]:
        """What must have a value."""
        return self.centre, self.radius, self.start_angle, self.end_angle

    def motion(self, at: Environment) -> Motion:
        """The path at the values of its symbols."""
        centre, radius, start = (_number(part, at) for part in (self.centre, self.radius, self.start_angle))
        sweep = _number(self.end_angle - self.start_angle, at)
        i = acb(0, 1)

        def moved(t: acb) -> tuple[acb, acb]:
            spoke = radius * (i * (start + sweep * t)).exp()
            return centre + spoke, i * sweep * spoke

        return moved


def path_integral(body: Expr, variable: Symbol, path: Sequence[Segment | Arc], point: Point, bits: int) -> acb:
    """Return a ball around the integral of `body` over `variable` along the pieces of `path`, one after the other.

    It is not finite where the path meets a pole or the quadrature fails. A value that `point` has for `variable`
    concerns the path only, and so do its assumptions. Raise `EvaluationError` where the point lacks a symbol of the
    body or the path, `Unsupported` where one of them has no enclosure.

    >>> from sympy import S, pi
    >>> z = Symbol("z")
    >>> path_integral(1 / z, z, [Arc(S(0), S(1), -pi, pi)], {}, 64).overlaps(2 * acb.pi() * acb(0, 1))
    True
    """
    place = fresh(variable.name, body.atoms(Symbol) - {variable})  # it leaves the real line: no assumption may stay
    integrand = Integrand.of(substituted(body, variable, place), place, compile_node)
    check_point(integrand.expr, point, bound=(place,))
    for piece in path:
        for expr in piece.expressions:
            check_point(expr, point)
    with working_precision(bits):
        at = Environment.at(point)
        return sum((_along(integrand, piece.motion(at), at) for piece in path), start=acb(0))


def _along(integrand: Integrand, motion: Motion, at: Environment) -> acb:
    value_at = integrand.at(at, analytic=False)

    def value(t: acb, holomorphic: bool) -> acb:
        place, velocity = motion(t)
        return value_at(place, holomorphic) * velocity

    return certified_integral(value, acb(0), acb(1))
