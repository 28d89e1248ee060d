"""A compiled expression: a tree of nodes, each of which can be enclosed at a point and expanded along a line.

Every node answers two questions. `ball`: which ball contains the value at this point? With `analytic`, the answer must
not be finite unless the value is a holomorphic function of the symbols on the whole of their balls: certified
quadrature and Cauchy's estimates rest on that. `taylor`: which power series is the value along this line? A node that
knows no better finds its coefficients from values on a circle, by Cauchy's formula.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, mul
from typing import final

from flint import acb, acb_series, arb, ctx, fmpq
from sympy import Expr, Symbol

from dehsym.balls.environment import Environment, Line, real_ball, undefined, undefined_series
from dehsym.balls.functions import TestFunction
from dehsym.balls.powers import on_real_line, power_series, principal_power, principal_root
from dehsym.balls.regions import everywhere
from dehsym.errors import EvaluationError

_LARGEST_POWER = 64


class Unsupported(EvaluationError):  # noqa: N818  (an answer that callers ask for, not a fault of theirs)
    """An expression contains something for which there is no enclosure; the message names it."""


class NoValue(EvaluationError):  # noqa: N818  (as above: a fact about the expression)
    """An expression has, provably, no finite value at this point; the message says why.

    Raised by `ball` without `analytic` alone: where a ball of points is asked about, the answer is a ball that is not
    finite, since other points of it may have a value.
    """


def unsupported(what: str, found: Expr | str) -> Unsupported:
    """Return the error for `what`, with the place where it was found."""
    text = str(found)
    return Unsupported(f"an expression with enclosures is wanted, found {what} in {text if len(text) < 200 else '...'}")


@dataclass(frozen=True)
class Node(ABC):
    """A compiled expression whose free symbols are `free`."""

    free: frozenset[Symbol]

    @abstractmethod
    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return a ball that contains the value, or one that is not finite."""

    def rational(self, at: Environment) -> fmpq | None:
        """Return the value if it is a rational number that plain arithmetic finds exactly.

        Balls hold thirds only approximately: floor(x/3) at x = 3 would never be settled by them.
        """
        return None

    def taylor(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the first `length` coefficients along the line, or a series that is not finite."""
        if self.free.isdisjoint(line.directions):
            return acb_series([self.ball(line.origin, analytic)], length)
        try:
            return self.expansion(line, length, analytic)
        except (ValueError, ZeroDivisionError):  # how python-flint reports a series that cannot be divided by
            return undefined_series(length)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the series of a value that changes along the line; by Cauchy's formula unless a node knows better."""
        return cauchy_series(lambda t: self.ball(line.at(t), analytic=True), length)


def cauchy_series(value: Callable[[acb], acb], length: int) -> acb_series:
    """Return the Taylor coefficients at t = 0 of a function that is holomorphic where `value` is finite.

    With |f| <= M for |t| <= R, the mean of f(r w^j) w^(-jk) r^(-k) over the N-th roots of unity w^j differs from the
    k-th coefficient by sum_(m>=1) c_(k+mN) r^(mN), at most M R^(-k) q/(1 - q) with q = (r/R)^N, for k < N.

    >>> abs(cauchy_series(acb.exp, 3)[2] - acb(1) / 2) < 1e-9
    True
    """
    for exponent in (0, 2, 4, 7, 11, 16, 24):
        outer = arb(fmpq(1, 2**exponent))
        bound = arb(value(acb(arb(0, outer), arb(0, outer))).abs_upper())
        if bound < arb(2) ** ctx.prec:
            return _coefficients_on_circle(value, outer, bound, length)
    return undefined_series(length)


def _coefficients_on_circle(value: Callable[[acb], acb], outer: arb, bound: arb, length: int) -> acb_series:
    excess = int((1 + bound).log_base(2).upper().ceil().fmpz())  # bits that wide balls lose in the bound
    number = max((ctx.prec + excess) // 4 + 8, length + 1)
    inner = outer / 16  # a power of two: the samples lose no accuracy to it
    angles = [acb(fmpq(2 * j, number)).exp_pi_i() for j in range(number)]
    samples = [value(inner * w) for w in angles]
    ratio = arb(fmpq(1, 16)) ** number
    coefficients: list[acb] = []
    for k in range(length):
        mean = reduce(add, (s * angles[-j * k % number] for j, s in enumerate(samples))) / number
        error = (bound / outer**k * ratio / (1 - ratio)).abs_upper()
        coefficients.append(mean / inner**k + acb(arb(0, error), arb(0, error)))
    return acb_series(coefficients, length)


@final
@dataclass(frozen=True)
class Constant(Node):
    """A number, computed at the working precision."""

    value: Callable[[], acb]
    exact: fmpq | None = None

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the number."""
        return self.value()

    def rational(self, at: Environment) -> fmpq | None:
        """Return the number if it is a rational one."""
        return self.exact


@final
@dataclass(frozen=True)
class Variable(Node):
    """A symbol, or an applied function that the point gives as a number."""

    key: Expr

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the value that the point gives."""
        try:
            return at.values[self.key]
        except KeyError:
            raise EvaluationError(f"a value for {self.key} is wanted, found none in the point") from None

    def rational(self, at: Environment) -> fmpq | None:
        """Return the number that the point gives, if it is real; or that of a bound index."""
        known = at.exact.get(self.key)
        if known is not None:
            return known
        value = at.values.get(self.key)
        exact = value is not None and value.is_exact() and value.imag.is_zero() and value.is_finite()
        return value.real.fmpq() if exact and value is not None else None

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the symbol itself, x + d t."""
        if not isinstance(self.key, Symbol):
            raise EvaluationError(f"a test function for {self.key} is wanted to differentiate it, found a number")
        return line.series(self.key, length)


@final
@dataclass(frozen=True)
class Application(Node):
    """An undefined function applied to `argument`: its test function where it has one, else the number for `key`."""

    key: Expr
    argument: Node | None

    def _function(self, at: Environment) -> tuple[TestFunction, Node] | None:
        function = at.functions.get(self.key.func)
        if function is None:
            return None
        if self.argument is None:
            raise EvaluationError(f"a function of one variable is wanted for a test function, found {self.key}")
        return function, self.argument

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the polynomial at the argument, by Horner's rule."""
        found = self._function(at)
        if found is None:
            return Variable(self.free, self.key).ball(at, analytic)
        function, argument = found
        distance = argument.ball(at, analytic) - real_ball(function.centre)
        total = acb(0)
        for coefficient in reversed(function.coefficients):
            total = total * distance + real_ball(coefficient)
        return total

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the polynomial at the series of the argument."""
        found = self._function(line.origin)
        if found is None:
            return Variable(self.free, self.key).expansion(line, length, analytic)
        function, argument = found
        distance = argument.taylor(line, length, analytic) - acb(real_ball(function.centre))
        total = acb_series([0], length)
        for coefficient in reversed(function.coefficients):
            total = total * distance + acb(real_ball(coefficient))
        return total


def _combined(operation: Callable[[fmpq, fmpq], fmpq], parts: tuple[Node, ...], at: Environment) -> fmpq | None:
    values = [part.rational(at) for part in parts]
    found = [value for value in values if value is not None]
    return reduce(operation, found) if len(found) == len(values) else None


@final
@dataclass(frozen=True)
class Total(Node):
    """A sum."""

    terms: tuple[Node, ...]

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the sum of the balls."""
        return reduce(add, [term.ball(at, analytic) for term in self.terms])

    def rational(self, at: Environment) -> fmpq | None:
        """Return the sum, if every term is rational."""
        return _combined(add, self.terms, at)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the sum of the series."""
        return reduce(add, [term.taylor(line, length, analytic) for term in self.terms])


@final
@dataclass(frozen=True)
class Multiple(Node):
    """A product."""

    factors: tuple[Node, ...]

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the product of the balls."""
        return reduce(mul, [factor.ball(at, analytic) for factor in self.factors])

    def rational(self, at: Environment) -> fmpq | None:
        """Return the product, if every factor is rational."""
        return _combined(mul, self.factors, at)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the product of the series."""
        return reduce(mul, [factor.taylor(line, length, analytic) for factor in self.factors])


@final
@dataclass(frozen=True)
class Power(Node):
    """A principal power with an exponent p/q, written root(base, q)^p, which is the same on every branch cut.

    `real` says that the base is known to be real: for a negative base the root is then exp(i pi/q) root(-base, q),
    which on the real axis is the principal root and near it is holomorphic.
    """

    base: Node
    numerator: int
    degree: int
    real: bool

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the power of the ball."""
        base = self.base.ball(at, analytic)
        if self.numerator < 0 and not analytic and base.is_zero():
            raise NoValue(f"0 to the power {fmpq(self.numerator, self.degree)} is not finite")
        if self.degree > 1 and analytic and self.real and base.real < 0:
            base = principal_root(-base, self.degree, analytic) * acb(fmpq(1, self.degree)).exp_pi_i()
        elif self.degree > 1:
            base = principal_root(base, self.degree, analytic)
        return base**self.numerator

    def rational(self, at: Environment) -> fmpq | None:
        """Return the whole power of a rational base."""
        base = self.base.rational(at) if self.degree == 1 and abs(self.numerator) <= _LARGEST_POWER else None
        return None if base is None or (self.numerator < 0 and base == 0) else base**self.numerator

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the power of the series."""
        base = self.base.taylor(line, length, analytic)
        exponent = acb_series([acb(fmpq(self.numerator, self.degree))], length)
        return power_series(base, exponent, length, analytic)


@final
@dataclass(frozen=True)
class GeneralPower(Node):
    """A principal power with any exponent."""

    base: Node
    exponent: Node

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the power of the balls."""
        base, exponent = self.base.ball(at, analytic), self.exponent.ball(at, analytic)
        if not analytic and base.is_zero() and not exponent.contains(0) and exponent.real <= 0:
            raise NoValue("0 to a power other than 0 without a positive real part is not finite")
        return principal_power(base, exponent, analytic)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """exp(exponent log base), or a whole power."""
        base, exponent = (node.taylor(line, length, analytic) for node in (self.base, self.exponent))
        return power_series(base, exponent, length, analytic)


@final
@dataclass(frozen=True)
class Head:
    """A function: its enclosure, where it is holomorphic, and, for functions of one variable, its series.

    `real_extension` is a function that equals it on the real line and is holomorphic piece by piece, as +-z for |x|,
    and not finite on balls that meet two pieces; it serves where the argument is known to be real.
    `real_series` is the derivative rule for real parameters. `singular` says of exact arguments that there the function
    has, provably, no finite value; it is asked only where `ball` is not finite.
    """

    ball: Callable[..., acb]
    holomorphic: Callable[..., bool] = everywhere
    series: Callable[[acb_series], acb_series] | None = None
    real_extension: Callable[..., acb] | None = None
    real_series: Callable[[acb_series], acb_series] | None = None
    singular: Callable[..., bool] | None = None


def _sharpened(ball: acb, node: Node, at: Environment) -> acb:
    """The ball; or the exact number in its place, where arithmetic through thirds and sevenths ends in a dyadic one."""
    if ball.is_exact() or not ball.is_finite() or not ball.imag.is_zero():
        return ball
    value = node.rational(at)
    return ball if value is None or int(value.q) & (int(value.q) - 1) else acb(arb(value))


def unary(
    ball: Callable[[acb], acb],
    holomorphic: Callable[[acb], bool] = everywhere,
    series: Callable[[acb_series], acb_series] | None = None,
    real_extension: Callable[[acb], acb] | None = None,
    real_series: Callable[[acb_series], acb_series] | None = None,
    singular: Callable[[acb], bool] | None = None,
) -> Head:
    """Return the head of a function of one variable."""
    return Head(ball, holomorphic, series, real_extension, real_series, singular)


@final
@dataclass(frozen=True)
class Apply(Node):
    """The function `name` of the table applied to its arguments; `real` says that they are known to be real."""

    head: Head
    arguments: tuple[Node, ...]
    real: bool
    name: str = "the function"

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the function at the balls of the arguments; raise `NoValue` at an exact point where it has none."""
        balls = [argument.ball(at, analytic) for argument in self.arguments]
        if not analytic:
            balls = [_sharpened(ball, node, at) for ball, node in zip(balls, self.arguments, strict=True)]
            value = self.head.ball(*balls)
            if self.head.singular is not None and not value.is_finite() and all(ball.is_exact() for ball in balls):
                self._check_singular(balls)
            return value
        if self.real and self.head.real_extension is not None:
            return self.head.real_extension(*balls)
        return self.head.ball(*balls) if self.head.holomorphic(*balls) else undefined()

    def _check_singular(self, balls: Sequence[acb]) -> None:
        if self.head.singular is not None and self.head.singular(*balls):
            place = ", ".join(ball.str(12, radius=False) for ball in balls)
            raise NoValue(f"{self.name} has no finite value at {place}")

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the function at the series of its argument; a real series may run along a cut, none may cross it."""
        head = self.head
        if len(self.arguments) == 1:
            inner = self.arguments[0].taylor(line, length, analytic)
            if head.real_series is not None and line.is_real and not analytic:
                return head.real_series(inner)
            if head.series is not None:
                safe = head.holomorphic(inner[0]) or (not analytic and on_real_line(inner))
                return head.series(inner) if safe else undefined_series(length)
        return super().expansion(line, length, analytic)
