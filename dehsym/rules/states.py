"""Rules on sums over quantum states: the ground state apart, and the continuum with a bound on its error."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Derivative, Expr, Integer, Integral, Limit, Rational, S, Symbol, oo, pi

from dehsym import symbolic
from dehsym.backticks import typed, typed_point
from dehsym.balls import Point, compile_enclosure, text_of
from dehsym.domain import FRACTION, POSITIVE, Domain, Interval
from dehsym.equation import Equation
from dehsym.heads import ExcitedSum, StateSum
from dehsym.judge import Judge
from dehsym.rule import Fact, Latex, Rule
from dehsym.rules.parts import only, rewriting
from dehsym.rules.premises import jointly, positive_throughout, scaled_points
from dehsym.verdict import Kind, Verdict, approximate, proved, undecided, weakest

_BITS = 96
_BEYOND = Domain("real", Interval(Fraction(1)))


@final
@dataclass(frozen=True)
class GroundStateApart(Rule):
    """Σ_{n ≥ 0} f(n)  →  f(0) + Σ_{n > 0} f(n).

    >>> from sympy import exp
    >>> from sympy.abc import n, s
    >>> str(GroundStateApart().derive(Equation(s, StateSum(exp(-(n**2)), n))))
    's = 1 + ExcitedSum(exp(-n**2), n)'
    """

    def derive(self, source: Equation) -> Equation:
        """Take the term n = 0 out of the single sum on the right."""
        total = only(StateSum, source.rhs)
        ground = symbolic.put(total.body, {total.variable: Integer(0)})
        split = ground + ExcitedSum(total.body, total.variable)
        return Equation(*source.sides[:1], symbolic.expanded(source.rhs.xreplace({total: split})))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The same summand in both sums, and the rest grows by its limit at 0, by an asymptotic expansion."""
        change = rewriting(source, StateSum, result, ExcitedSum)
        total, excited = change.before, change.after
        number = total.part.variable
        ground = Limit(total.part.body, number, 0, "+")
        summand = excited.part.body.xreplace({excited.part.variable: number})
        return weakest(
            judge.equal(source.lhs, result.lhs),
            judge.binding({number: POSITIVE}).equal(total.factor * total.part.body, excited.factor * summand),
            judge.equal(total.rest + total.factor * ground, excited.rest),
        )

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "taking the ground state apart"


@final
@dataclass(frozen=True)
class OctantContinuum(Rule):
    """Σ f(|n|) over the lattice points n of the open octant  →  ∫_0^∞ f(n) (dτ/dn) dn, with τ = π n³/6 states up to n.

    f(0) ≥ 0, f rises up to its `peak` p with the value M, and falls to 0 behind it; p = 0 is an f that only falls.

    Bound. A falling h ≥ 0 has 0 ≤ ∫ - Σ ≤ B(h) = (3π/2) ∫_0^∞ h n dn + 3 ∫_0^∞ h dn + h(0): each lattice point is the
    far corner of its unit cube and the near corner of the next one, and the points of the coordinate planes and axes
    are counted in the same way. Let h be f behind the peak and M before it. Then h and h - f fall, and h - f ≤ h, so

        |∫ - Σ| ≤ B(h) ≤ (3π/2) (∫_0^∞ f n dn + M p²/2) + 3 (∫_0^∞ f dn + M p) + M.
    """

    states: Fact
    peak: Expr = S.Zero

    def derive(self, source: Equation) -> Equation:
        """Integrate over the density of states."""
        total = only(ExcitedSum, source.rhs)
        number = total.variable
        density = self.states.equation.rhs.diff(number)
        constant, body = symbolic.factored_out(total.body * density, number)
        return Equation(*source.sides[:1], source.rhs.xreplace({total: constant * Integral(body, (number, 0, oo))}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The density by ball arithmetic, the octant's volume, rise and fall in balls, the limit 0, and the bound."""
        change = rewriting(source, ExcitedSum, result, Integral)
        total, integral = change.before, change.after
        number, low, high = symbolic.single_limits(integral.part)
        if (number, low, high) != (total.part.variable, Integer(0), oo):
            wanted = f"an integral over {typed(total.part.variable)} from 0 to infinity"
            return undecided(f"{wanted} is wanted, found {typed(integral.part)}")
        inner = judge.binding({number: POSITIVE})
        body, counted = total.part.body, self.states.equation.rhs
        form = jointly(
            change.surroundings(judge),
            inner.equal(total.factor * body * Derivative(counted, number), integral.factor * integral.part.function),
            inner.equal(counted, pi * number**3 * Rational(1, 6)),
        )
        if not form.holds:
            return form
        shape = self._shape(body, number, judge)
        return jointly(form, shape, self._bounded(body, number, inner)) if shape.holds else shape

    def _shape(self, body: Expr, number: Symbol, judge: Judge) -> Verdict:
        """Whether f has the shape that the bound needs; without it the bound says nothing."""
        falls_to = judge.equal(Limit(body, number, oo, "-"), Integer(0))
        found = jointly(falls_to, *self._slopes(body, number, judge), self._begins(body, number, judge))
        return undecided(f"the shape of the summand is not shown: {found}") if found.kind is Kind.REFUTED else found

    def _slopes(self, body: Expr, number: Symbol, judge: Judge) -> list[Verdict]:
        if self.peak.is_zero:
            return [positive_throughout(-Derivative(body, number), number, judge.binding({number: POSITIVE}))]
        share = Symbol("#share", **POSITIVE.assumptions)
        scaled = body.xreplace({number: self.peak * share})
        return [
            positive_throughout(Derivative(scaled, share), share, judge.binding({share: FRACTION})),
            positive_throughout(-Derivative(scaled, share), share, judge.binding({share: _BEYOND})),
        ]

    def _begins(self, body: Expr, number: Symbol, judge: Judge) -> Verdict:
        start = symbolic.put(body, {number: Integer(0)})
        if self.peak.is_zero or start.is_zero:
            return proved("it begins at 0, or falls to 0 from where it begins", "form")
        return judge.positive(start)

    def _bounded(self, body: Expr, number: Symbol, judge: Judge) -> Verdict:
        """The relative error where it is smallest, in balls, among stratified points and those that scale them."""
        top = symbolic.put(body, {number: self.peak})
        plane = Integral(body * number, (number, 0, oo)) + top * self.peak**2 / 2
        axis = Integral(body, (number, 0, oo)) + top * self.peak
        bound = Rational(3, 2) * pi * plane + 3 * axis + top
        main = pi * Rational(1, 2) * Integral(body * number**2, (number, 0, oo))
        ratio = compile_enclosure(bound / main)
        points = [scaled for point in judge.at(bound, main, count=4) for scaled in scaled_points(point, judge)]
        measured = [(ratio(point, _BITS).real, point) for point in points]
        usable = [(float(value.abs_upper()), point) for value, point in measured if value.is_finite()]
        if not usable:
            return undecided("the bound could not be enclosed at any point")
        return _stated(*min(usable, key=lambda each: each[0]))

    def because(self, latex: Latex) -> str:
        """Say so."""
        return rf"the density of states of ${latex(self.states.equation.rhs)}$"


def _stated(error: float, point: Point) -> Verdict:
    return approximate(
        r"the sum of $f$ over the states differs from the integral by at most"
        r" $\frac{3\pi}{2}\left(\int f n\,dn + \frac{M p^2}{2}\right) + 3\left(\int f\,dn + M p\right) + M$,"
        r" $M$ being its maximum, at $n = p$; "
        f"relative to the integral at most {error:.3g} at {typed_point(text_of(point))}",
        "lattice bound for a summand with one peak",
    )
