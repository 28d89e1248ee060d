"""Power series: a function expanded about a point with a bound of what is left out, and a series reverted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import final

from flint import acb, acb_poly, acb_series, arb
from sympy import Derivative, Expr, Integer, Rational, S, Symbol

from dehsym import symbolic
from dehsym.backticks import typed, typed_point
from dehsym.balls import Point, compile_enclosure, text_of, working_precision
from dehsym.domain import ORIGIN
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.precision import series_length
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import domains_of, jointly, over_interval
from dehsym.verdict import Verdict, approximate, undecided

_BITS = 128
_PIECES = 16
_CHOICES = 4


@final
@dataclass(frozen=True)
class Expand(Rule):
    """a = f(x)  →  a = Σ_{k<n} f^(k)(x₀) (x - x₀)^k/k!, up to a remainder.

    Lagrange: for |x - x₀| ≤ r the remainder is at most max |f^(n)| r^n/n!, the maximum over that interval (DLMF
    1.4(vi)). It is enclosed in balls where `reach` states r; without it the line is true up to O((x - x₀)^n), and
    the coefficients alone are checked.

    >>> from sympy import exp
    >>> from sympy.abc import a, x
    >>> str(Expand(x, order=3).derive(Equation(a, exp(x))))
    'a = x**2/2 + x + 1'
    """

    variable: Symbol
    order: int
    about: Expr = S.Zero
    reach: Rational | None = None

    def derive(self, source: Equation) -> Equation:
        """SymPy's series of the last member."""
        if self.order < 1 or not source.rhs.has(self.variable):
            raise RuleError(f"a function of {self.variable} and an order from 1 are wanted, found {source.rhs}")
        series = symbolic.taylor_polynomial(source.rhs, self.variable, self.about, self.order)
        return Equation.chain(*source.members[:-1], series)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The coefficients are those of Taylor arithmetic in balls; the remainder is bounded by Lagrange's form."""
        if source.members[:-1] != result.members[:-1]:
            return undecided("the members before the last are not those of the source")
        step = Symbol("#step", real=True)
        moved = source.rhs.xreplace({self.variable: self.about + step})
        found = symbolic.power_coefficients(symbolic.put(result.rhs, {self.variable: self.about + step}), step)
        if len(found) > self.order:
            return undecided(f"a polynomial of a degree below {self.order} is wanted, found {typed(result.rhs)}")
        here, coefficients = judge.binding({step: ORIGIN}), [*found, *[Integer(0)] * (self.order - len(found))]
        same = jointly(*(here.equal(_coefficient(moved, step, k), c) for k, c in enumerate(coefficients)))
        if not same.holds:
            return same
        if self.reach is None:
            evidence = f"the coefficients are those of the function, up to O({typed(self._distance**self.order)})"
            return approximate(evidence, "Taylor coefficients in balls")
        return self._bounded(moved, step, coefficients, judge)

    def _bounded(self, moved: Expr, step: Symbol, coefficients: Sequence[Expr], judge: Judge) -> Verdict:
        assert self.reach is not None
        low, high = self._range(Fraction(self.reach.p, self.reach.q), judge)
        highest = compile_enclosure(Derivative(moved, (step, self.order)))
        last = compile_enclosure(sum((c * step**k for k, c in enumerate(coefficients)), start=Integer(0) + 0))
        stated: list[tuple[arb, arb, Point]] = []
        for point in judge.binding({step: ORIGIN}).at(moved, count=_CHOICES):
            width = (high - low) / _PIECES
            balls = [
                over_interval(highest, point, step, low + k * width, low + (k + 1) * width) for k in range(_PIECES)
            ]
            if not all(ball.is_finite() for ball in balls):
                return undecided(f"a derivative of order {self.order} that is bounded on the interval is wanted")
            largest = max((arb(ball.abs_upper()) for ball in balls), key=float)
            with working_precision(_BITS):
                bound = largest * (arb(self.reach.p) / self.reach.q) ** self.order / factorial(self.order)
            stated.append((bound, arb(last({**point, step: high}, _BITS).abs_upper()), point))
        bound, size, point = max(stated, key=lambda each: float(each[0]))
        where = _where(point, step)
        return approximate(
            f"the remainder is at most {float(bound):.3g} for {typed(f'Abs({self._distance}) ≤ {self.reach}')}"
            f"{f' at {where}' if where else ''}, where the polynomial reaches {float(size):.3g}",
            "Lagrange's remainder in balls",
        )

    @property
    def _distance(self) -> Expr:
        return self.variable - self.about

    def _range(self, reach: Fraction, judge: Judge) -> tuple[Fraction, Fraction]:
        """The steps from -reach to reach, but not to where the variable does not go."""
        values = domains_of(judge, self.variable)[self.variable].values
        if not isinstance(self.about, Rational):
            return -reach, reach
        place = Fraction(self.about.p, self.about.q)
        low = -reach if values.low is None else max(-reach, values.low - place)
        return low, reach if values.high is None else min(reach, values.high - place)

    def because(self, latex: Latex) -> str:
        """Say about which point and how far."""
        return rf"expanding about ${latex(self.variable)} = {latex(self.about)}$ to order {self.order}"


def _coefficient(moved: Expr, step: Symbol, order: int) -> Expr:
    """The coefficient of step^order, as Taylor arithmetic finds it where the step is 0."""
    return Derivative(moved, (step, order)) / factorial(order) if order else moved


def _where(point: Point, *hidden: Symbol) -> str:
    return typed_point((name, value) for name, value in text_of(point) if name not in map(str, hidden))


@final
@dataclass(frozen=True)
class RevertSeries(Rule):
    """y = a₁x + a₂x² + …  →  x = b₁y + … + b_n y^n, a₁ ≠ 0, for the x that vanishes with y.

    Up to a remainder. Let P be the polynomial in y, E(y) = f(P(y)) - y, p ≥ |P| and m = |a₁| - Σ k |a_k| (2p)^{k-1} for
    |y| ≤ r. If m > 0 then |f′ - a₁| < |a₁| for |x| ≤ 2p, so that f is univalent there and expands distances by m at the
    least; if E/m ≤ p there is therefore one x with f(x) = y within |E|/m of P(y). `reach` is r; without it the line is
    true up to O(y^{n+1}).

    >>> from sympy.abc import x, y
    >>> str(RevertSeries(x, 3).derive(Equation(y, x + x**2)))
    'x = 2*y**3 - y**2 + y'
    """

    unknown: Symbol
    order: int
    reach: Rational | None = None

    def derive(self, source: Equation) -> Equation:
        """Lagrange's inversion: b_k is 1/k of the coefficient of x^{k-1} in (x/f)^k (DLMF 1.10(vii))."""
        series, argument = self._read(source)
        quotient = _reciprocal(series[1:], self.order)
        power: list[Expr] = [Integer(1)]
        total: Expr = Integer(0)
        for k in range(1, self.order + 1):
            power = _product(power, quotient, self.order)
            total = total + symbolic.one_fraction(power[k - 1] / k) * argument**k
        return Equation(self.unknown, total)

    def _read(self, source: Equation) -> tuple[list[Expr], Symbol]:
        left, right = source.sides
        series = symbolic.power_coefficients(right, self.unknown)
        if not isinstance(left, Symbol) or left == self.unknown:
            raise RuleError(f"y = a series in {self.unknown} is wanted, found {source}")
        if len(series) < 2 or not series[0].is_zero or series[1].is_zero or self.order < 1:
            raise RuleError(f"a series that begins with a multiple of {self.unknown} is wanted, found {right}")
        return series, left

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The series composed with the result is y up to the order, exactly; and the balls' own reversion agrees."""
        series, argument = self._read(source)
        if result.lhs != self.unknown or result.rhs.has(self.unknown):
            return undecided(f"the result is not a series for {typed(self.unknown)}")
        found = symbolic.power_coefficients(result.rhs, argument)
        if len(found) > self.order + 1 or not found[0].is_zero:
            return undecided(
                f"a series from {typed(argument)} to {typed(argument**self.order)} is wanted, found {typed(result.rhs)}"
            )
        found += [Integer(0)] * (self.order + 1 - len(found))
        composed = _composed(series, found, self.order + 1)
        wanted = [Integer(1) if k == 1 else Integer(0) for k in range(self.order + 1)]
        exact = jointly(*(judge.equal(a, b) for a, b in zip(composed, wanted, strict=True)))
        return self._in_balls(series, found, argument, judge) if exact.holds else exact

    def _in_balls(self, series: Sequence[Expr], found: Sequence[Expr], argument: Symbol, judge: Judge) -> Verdict:
        forward, backward = [list(map(compile_enclosure, part)) for part in (series, found)]
        bounds: list[tuple[float, Point]] = []
        for point in judge.at(*series, *found, count=_CHOICES):
            with working_precision(_BITS):
                f, g = (acb_poly([c(point, _BITS) for c in part]) for part in (forward, backward))
                if not _reverts(f, g, self.order + 1):
                    return undecided(f"the reversion in balls differs at {_where(point)}")
                bound = None if self.reach is None else _reversion_error(f, g, self.reach, self.order)
            if bound is not None:
                bounds.append((bound, point))
        if self.reach is None:
            shown = f"composition gives {typed(argument)} up to O({typed(argument ** (self.order + 1))})"
            return approximate(f"{shown}, and the reversion in balls agrees", "composition")
        if not bounds:
            return undecided(f"no bound of the remainder was found for {typed(f'Abs({argument}) ≤ {self.reach}')}")
        bound, point = min(bounds, key=lambda each: each[0])
        where = _where(point)
        reach = typed(f"Abs({argument}) ≤ {self.reach}")
        shown = f"composition gives {typed(argument)} up to order {self.order}; for {reach} the remainder"
        return approximate(f"{shown} is at most {bound:.3g}{f' at {where}' if where else ''}", "composition in balls")

    def because(self, latex: Latex) -> str:
        """Say for what."""
        return rf"reverting the series for ${latex(self.unknown)}$ to order {self.order}"


def _product(one: Sequence[Expr], other: Sequence[Expr], length: int) -> list[Expr]:
    """The first `length` coefficients of a product of power series."""
    found: list[Expr] = [Integer(0)] * length
    for i, a in enumerate(one):
        for j, b in enumerate(other[: length - i]):
            found[i + j] = found[i + j] + a * b
    return [symbolic.spread(each) for each in found]


def _reciprocal(series: Sequence[Expr], length: int) -> list[Expr]:
    """The first `length` coefficients of 1/(a_0 + a_1 x + …)."""
    found: list[Expr] = [1 / series[0]]
    for k in range(1, length):
        total: Expr = Integer(0)
        for j in range(1, min(k, len(series) - 1) + 1):
            total = total + series[j] * found[k - j]
        found.append(symbolic.one_fraction(-total / series[0]))
    return found


def _composed(outer: Sequence[Expr], inner: Sequence[Expr], length: int) -> list[Expr]:
    """The first `length` coefficients of the outer series at the inner one, by Horner's rule."""
    total: list[Expr] = [Integer(0)] * length
    for coefficient in reversed(outer):
        total = _product(total, inner, length)
        total[0] = total[0] + coefficient
    return total


def _reverts(f: acb_poly, g: acb_poly, length: int) -> bool:
    """Whether Arb's own reversion of f overlaps with g, coefficient by coefficient."""
    with series_length(length):
        own = acb_series([f[k] for k in range(length)], length).reversion()
        return all(own[k].overlaps(g[k]) for k in range(length))


def _reversion_error(f: acb_poly, g: acb_poly, reach: Rational, order: int) -> float | None:
    """The bound |E|/m of the theorem for |y| ≤ r; `None` where its premises fail."""
    r = arb(reach.p) / reach.q
    error = sum((arb(c.abs_upper()) * r**k for k, c in _terms(f(g)) if k > order), start=arb(0))
    size = sum((arb(c.abs_upper()) * r**k for k, c in _terms(g)), start=arb(0))
    curved = sum((k * arb(c.abs_upper()) * (2 * size) ** (k - 1) for k, c in _terms(f) if k > 1), start=arb(0))
    least = arb(f[1].abs_lower()) - curved
    if not (least > 0 and error / least < size):
        return None
    return float((error / least).abs_upper())


def _terms(polynomial: acb_poly) -> Iterator[tuple[int, acb]]:
    yield from enumerate(polynomial.coeffs())
