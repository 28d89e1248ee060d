"""Sums by integrals: the Euler-Maclaurin formula with its remainder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import final

from flint import acb, arb
from sympy import Derivative, Expr, Integer, Integral, Limit, Rational, Sum, Symbol, bernoulli, oo

from dehsym import symbolic
from dehsym.backticks import typed, typed_point
from dehsym.balls import Point, ball_text, compile_enclosure, text_of
from dehsym.domain import ORIGIN, Domain, Interval
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import Linear, only, rewriting
from dehsym.rules.premises import jointly, positive_throughout, scaled_points
from dehsym.verdict import Kind, Verdict, Witness, approximate, refuted, undecided

_BITS = 128
_POINTS = 4
_GOOD = 0.05
"""So near must sum and approximation be at some point, where no bound is known."""


@final
@dataclass(frozen=True)
class SumToIntegral(Rule):
    """Σ_{n=a}^{b} f(n)  →  ∫_a^b f + (f(a) + f(b))/2 + Σ_{0<s<m} B_2s/(2s)! (f^(2s-1)(b) - f^(2s-1)(a)), up to R_m.

    Euler and Maclaurin (DLMF 2.10.1). As |B_2m - B_2m(x)| ≤ (2 - 2^{1-2m}) |B_2m| on [0, 1] (DLMF 24.9.2),

        |R_m| ≤ (2 - 2^{1-2m}) |B_2m|/(2m)! |f^(2m-1)(b) - f^(2m-1)(a)|   if f^(2m) keeps its sign on [a, b].

    `order` is m; 0 leaves the integral alone, and adds |f(a) + f(b)|/2 to the bound for m = 1. Of b = oo all that the
    formula takes there must tend to 0. `variable` is what the integral runs over.

    >>> from sympy.abc import a, n, x
    >>> str(SumToIntegral(x).derive(Equation(a, Sum(1 / n**2, (n, 1, oo)))).rhs.args[0])
    '1/2'
    """

    variable: Symbol
    order: int = 1

    def derive(self, source: Equation) -> Equation:
        """Put integral and corrections, with symbolic derivatives, for the single sum on the right."""
        left, right = source.sides
        if not 0 <= self.order <= 12:
            raise RuleError(f"an order from 0 to 12 is wanted, found {self.order}")
        total = only(Sum, right)
        index, low, high = _limits(total)
        body = total.function.xreplace({index: self.variable})

        def slope(count: int, place: Expr) -> Expr:
            if place == oo:
                return Integer(0)
            derived = body if count == 0 else symbolic.differentiated(body.diff((self.variable, count)))
            return symbolic.put(derived, {self.variable: place})

        ends = [weight * (slope(n, high) + sign * slope(n, low)) for n, sign, weight in self._corrections()]
        main = Integral(body, (self.variable, low, high)) + sum(ends, start=Integer(0) + 0)
        return Equation(left, right.xreplace({total: main}))

    def _corrections(self) -> Iterator[tuple[int, int, Rational]]:
        """(n, ±1, w) for each w (f^(n)(b) ± f^(n)(a)) of the formula."""
        if self.order:
            yield 0, 1, Rational(1, 2)
        for s in range(1, self.order):
            yield 2 * s - 1, -1, _weight(s)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The corrections by Taylor arithmetic; the bound of the remainder; and the sum itself, where it is enclosed.

        The sum, the integral and the bound are enclosed at points: a difference beyond the bound refutes.
        """
        change = rewriting(source, Sum, result, Integral)
        before, after = change.before, change.after
        index, low, high = _limits(before.part)
        x, start, end = symbolic.single_limits(after.part)
        if (x, start, end) != (self.variable, low, high):
            return undecided(
                f"an integral over {typed(self.variable)} from {typed(low)} to {typed(high)} is wanted,"
                f" found {typed(after.part)}"
            )
        body = before.part.function.xreplace({index: x})
        inner = judge.binding({x: Domain("real", Interval(_number(low), _number(high), low_closed=True))})
        formula = jointly(
            judge.equal(source.lhs, result.lhs),
            inner.equal(before.factor * body, after.factor * after.part.function),
            self._ends(before, after, body, (low, high), judge),
            *self._at_infinity(body, high, inner),
        )
        if not formula.holds:
            return formula
        found = list(self._measured(before, source, result, body, (low, high), judge))
        beyond = [each for each in found if each.is_beyond]
        sign = self._sign(body, inner)
        if not sign.holds:
            return _without_bound(found, f"{_slope(self.order)} is not seen to keep its sign")
        if beyond:
            return beyond[0].refutation
        if not found:
            return undecided("the bound of the remainder could not be enclosed at any point")
        best = min(found, key=lambda each: each.relative)
        return best.verdict(f"{_slope(self.order)} is of one sign: {sign.evidence}")

    def _ends(
        self, before: Linear[Sum], after: Linear[Integral], body: Expr, ends: tuple[Expr, Expr], judge: Judge
    ) -> Verdict:
        total: Expr = Integer(0)
        for count, sign, weight in self._corrections():
            total = total + weight * (self._slope(body, count, ends[1]) + sign * self._slope(body, count, ends[0]))
        there = judge.binding({_STEP: ORIGIN})
        return there.equal(after.rest - before.rest, before.factor * total)

    def _slope(self, body: Expr, count: int, place: Expr) -> Expr:
        """f^(n) at a place, for Taylor arithmetic."""
        if place == oo:
            return Integer(0)
        moved = body.xreplace({self.variable: place + _STEP})
        return Derivative(moved, (_STEP, count)) if count else moved

    def _at_infinity(self, body: Expr, high: Expr, judge: Judge) -> Iterator[Verdict]:
        if high != oo:
            return
        for count in (0, *(2 * s - 1 for s in range(1, max(self.order, 1) + 1))):
            derived = body if count == 0 else symbolic.differentiated(body.diff((self.variable, count)))
            yield judge.equal(Limit(derived, self.variable, oo), Integer(0))

    def _sign(self, body: Expr, judge: Judge) -> Verdict:
        count = 2 * max(self.order, 1)
        slope = Derivative(body, (self.variable, count))
        found = positive_throughout(slope, self.variable, judge)
        return positive_throughout(-slope, self.variable, judge) if found.kind is Kind.REFUTED else found

    def _measured(
        self,
        before: Linear[Sum],
        source: Equation,
        result: Equation,
        body: Expr,
        ends: tuple[Expr, Expr],
        judge: Judge,
    ) -> Iterator[_Measured]:
        """Bound, approximation and sum at points, wherever the first two are enclosed."""
        m, (low, high) = max(self.order, 1), ends
        rest = self._slope(body, 2 * m - 1, high) - self._slope(body, 2 * m - 1, low)
        scale = (2 - Rational(2, 4**m)) * _weight(m)
        outer = self._slope(body, 0, high) + self._slope(body, 0, low) if self.order == 0 else Integer(0)
        parts = [compile_enclosure(before.factor * each) for each in (scale * rest, outer / 2)]
        main, exact = compile_enclosure(result.rhs), compile_enclosure(source.rhs)
        there = judge.binding({_STEP: ORIGIN})
        plain = there.at(source.rhs, result.rhs, *(part.expr for part in parts), count=_POINTS)
        for point in (moved for each in plain for moved in scaled_points(each, there)):
            bound = sum((arb(part(point, _BITS).abs_upper()) for part in parts), start=arb(0))
            size = main(point, _BITS)
            if bound.is_finite() and size.is_finite() and not size.contains(0):
                yield _Measured(point, bound, size, exact(point, _BITS))

    def because(self, latex: Latex) -> str:
        """Name the formula."""
        return "the Euler-Maclaurin formula"


_STEP = Symbol("#step", real=True)


@final
@dataclass(frozen=True)
class _Measured:
    """The bound of the remainder at a point, the approximation, and the ball of the sum, finite or not."""

    point: Point
    bound: arb
    approximation: acb
    exact: acb

    @property
    def difference(self) -> acb:
        """What the approximation is short of the sum."""
        return self.exact - self.approximation

    @property
    def is_beyond(self) -> bool:
        """Whether sum and approximation certainly differ by more than the bound."""
        return self.exact.is_finite() and bool(arb(self.difference.abs_lower()) > self.bound)

    @property
    def relative(self) -> float:
        """The bound over the approximation."""
        return float((self.bound / arb(self.approximation.abs_lower())).abs_upper())

    @property
    def measured(self) -> float:
        """The difference over the approximation."""
        return float((arb(self.difference.abs_upper()) / arb(self.approximation.abs_lower())).abs_upper())

    @property
    def where(self) -> str:
        """The point, in words."""
        found = typed_point((name, value) for name, value in text_of(self.point) if name != str(_STEP))
        return f" at {found}" if found else ""

    @property
    def refutation(self) -> Verdict:
        """That the remainder is larger than its bound."""
        witness = Witness(text_of(self.point), ball_text(self.exact), ball_text(self.approximation))
        return refuted(f"sum and approximation differ by more than {float(self.bound):.3g}", witness)

    def verdict(self, sign: str) -> Verdict:
        """The bound, and beside it the difference as it is where the sum is enclosed."""
        if self.relative >= 1:
            return undecided(f"the bound of the remainder exceeds the approximation at all points; {sign}")
        text = f"the remainder is at most {self.relative:.3g} of the whole{self.where}"
        if self.exact.is_finite():
            text += f", and there the sum, enclosed, differs by {self.measured:.3g} of it"
        return approximate(f"{text}; {sign}", "Euler-Maclaurin remainder in balls")


def _without_bound(found: list[_Measured], why: str) -> Verdict:
    """Without a bound the sum itself may tell, at the points where it is enclosed."""
    enclosed = [each for each in found if each.exact.is_finite()]
    best = min(enclosed, key=lambda each: each.measured, default=None)
    if best is None or best.measured > _GOOD:
        return undecided(f"{why}, and the sum was not seen close to the integral")
    text = f"{why}: no bound; the sum, enclosed, differs by {best.measured:.3g} of the whole{best.where}"
    return approximate(text, "sum and integral in balls")


def _limits(total: Sum) -> tuple[Symbol, Expr, Expr]:
    if len(total.limits) != 1 or len(total.limits[0]) != 3:
        raise RuleError(f"a single definite sum is wanted, found {total}")
    index, low, high = total.limits[0]
    assert isinstance(index, Symbol), index
    if not isinstance(low, Integer) or not (isinstance(high, Integer) or high == oo):
        raise RuleError(f"whole ends, or an end at oo, are wanted, found {low} and {high}")
    return index, low, high


def _slope(order: int) -> str:
    """The derivative that bounds the remainder."""
    return f"$f^{{({2 * max(order, 1)})}}$"


def _number(end: Expr) -> Fraction | None:
    return Fraction(end.p, end.q) if isinstance(end, Rational) else None


def _weight(s: int) -> Rational:
    """B_2s/(2s)!, DLMF 24.2."""
    number = bernoulli(Integer(2 * s))
    assert isinstance(number, Rational), number
    return Rational(number.p, number.q * factorial(2 * s))
