"""The values under which a compiled expression is evaluated: balls for symbols, polynomials for functions.

An `Environment` is a point turned into balls at the working precision. A `Line` is a straight line through it,
x + d t for every symbol x with a direction d: derivatives are Taylor coefficients along such lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import final

from flint import acb, acb_series, arb, fmpq
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from dehsym.balls.functions import Point, TestFunction
from dehsym.domain import Exact


def undefined() -> acb:
    """Return the ball for "no value, or none that can be enclosed": both parts are not numbers."""
    return acb(arb.nan(), arb.nan())


def undefined_series(length: int) -> acb_series:
    """Return the truncated power series with no known coefficient."""
    return acb_series([undefined()] * length, length)


def disc(radius: arb) -> acb:
    """Return a ball that contains every complex number of modulus at most `radius`."""
    reach = arb(0, radius.abs_upper())
    return acb(reach, reach)


def real_ball(value: Fraction) -> arb:
    """Return the number as a ball; of radius 0 where it is dyadic and short enough for the working precision."""
    return arb(fmpq(value.numerator, value.denominator))


def exact_ball(value: Exact) -> acb:
    """Return a real or complex exact number as a ball."""
    if isinstance(value, tuple):
        return acb(real_ball(value[0]), real_ball(value[1]))
    return acb(real_ball(value))


def exact_integer(ball: acb) -> int | None:
    """Return the integer that the ball is, if its radius is 0 and it is one."""
    if ball.is_exact() and ball.imag.is_zero() and ball.real.is_integer():
        return int(ball.real.fmpz())
    return None


@final
@dataclass(frozen=True, slots=True)
class Environment:
    """Balls for symbols and for applied functions with a number; test functions by the name that is applied.

    `values` is written to only by the owner of a fresh copy made by `binding`. `exact` keeps the real numbers of the
    point as they were given: 1/3 as a ball is not 1/3.
    """

    values: dict[Expr, acb]
    functions: Mapping[type[Expr], TestFunction]
    exact: Mapping[Expr, fmpq] = field(default_factory=dict[Expr, fmpq])

    @classmethod
    def at(cls, point: Point) -> Environment:
        """Return the point as balls at the working precision."""
        values: dict[Expr, acb] = {}
        functions: dict[type[Expr], TestFunction] = {}
        exact: dict[Expr, fmpq] = {}
        for key, value in point.items():
            if isinstance(value, TestFunction):
                functions[key.func] = value
                continue
            values[key] = exact_ball(value)
            if isinstance(value, Fraction):
                exact[key] = fmpq(value.numerator, value.denominator)
            elif not value[1]:
                exact[key] = fmpq(value[0].numerator, value[0].denominator)
        return cls(values, functions, exact)

    def binding(self, *symbols: Symbol) -> Environment:
        """Return a copy for the inside of a binder: numbers given for F(x) are not those of F at another x."""
        hidden = set(symbols)
        kept = {
            key: ball
            for key, ball in self.values.items()
            if not (isinstance(key, AppliedUndef) and hidden & key.free_symbols)
        }
        exact = {key: number for key, number in self.exact.items() if key not in hidden}
        return Environment(kept, self.functions, exact)


@final
@dataclass(frozen=True, slots=True)
class Line:
    """The line of points x + `directions`[x] t through `origin`."""

    origin: Environment
    directions: Mapping[Symbol, acb]

    @property
    def is_real(self) -> bool:
        """Whether every symbol that moves is declared real and moves along the real axis."""
        return all(bool(x.is_real) and d.imag.is_zero() for x, d in self.directions.items())

    def at(self, t: acb) -> Environment:
        """Return the environment at the parameter t."""
        moved = self.origin.binding(*self.directions)
        for x, direction in self.directions.items():
            moved.values[x] = self.origin.values[x] + direction * t
        return moved

    def series(self, symbol: Symbol, length: int) -> acb_series:
        """Return the symbol as the power series x + d t."""
        start = self.origin.values[symbol]
        return acb_series([start, self.directions[symbol]] if symbol in self.directions else [start], length)
