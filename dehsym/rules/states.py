"""Rules on sums over quantum states: the ground state apart, and the continuum with a bound on its error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Derivative, Expr, Integer, Integral, Limit, Rational, Symbol, oo, pi

from dehsym import symbolic
from dehsym.balls import Point, compile_enclosure, text_of
from dehsym.domain import POSITIVE
from dehsym.equation import Equation
from dehsym.heads import ExcitedSum, StateSum
from dehsym.judge import Judge
from dehsym.rule import Fact, Latex, Rule
from dehsym.rules.parts import only, rewriting
from dehsym.rules.premises import positive_throughout, scaled_points
from dehsym.verdict import Verdict, approximate, undecided, weakest


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

    Bound. Let f ≥ 0 fall with n. Each lattice point is the far corner of its unit cube, so Σ ≤ ∫; and the near corner
    of the next one, so ∫ ≤ Σ + f over the three coordinate planes, axes and the origin. The same argument in the plane
    and on the line bounds those sums by integrals:

        0 ≤ ∫ - Σ ≤ (3π/2) ∫_0^∞ f(n) n dn + 3 ∫_0^∞ f(n) dn + f(0).
    """

    states: Fact

    def derive(self, source: Equation) -> Equation:
        """Integrate over the density of states."""
        total = only(ExcitedSum, source.rhs)
        number = total.variable
        density = self.states.equation.rhs.diff(number)
        constant, body = symbolic.factored_out(total.body * density, number)
        integral = constant * Integral(body, (number, 0, oo))
        return Equation(*source.sides[:1], source.rhs.xreplace({total: integral}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The density by ball arithmetic, the octant's volume, the monotony that the bound needs, and the bound."""
        change = rewriting(source, ExcitedSum, result, Integral)
        total, integral = change.before, change.after
        number, low, high = symbolic.single_limits(integral.part)
        if (number, low, high) != (total.part.variable, Integer(0), oo):
            return undecided(f"an integral over {total.part.variable} from 0 to oo is wanted, found {integral.part}")
        judge = judge.binding({number: POSITIVE})
        body, counted = total.part.body, self.states.equation.rhs
        premises = weakest(
            change.surroundings(judge),
            judge.equal(total.factor * body * Derivative(counted, number), integral.factor * integral.part.function),
            judge.equal(counted, pi * number**3 * Rational(1, 6)),
            positive_throughout(body, number, judge),
            positive_throughout(-Derivative(body, number), number, judge),
        )
        return premises & self._bounded(body, number, judge) if premises.holds else premises

    @staticmethod
    def _bounded(body: Expr, number: Symbol, judge: Judge) -> Verdict:
        """The relative error where it is smallest, in balls, among stratified points and those that scale them."""
        plane = Rational(3, 2) * pi * Integral(body * number, (number, 0, oo))
        axis = 3 * Integral(body, (number, 0, oo))
        bound = plane + axis + symbolic.put(body, {number: Integer(0)})
        main = pi * Rational(1, 2) * Integral(body * number**2, (number, 0, oo))
        ratio = compile_enclosure(bound / main)
        points = [scaled for point in judge.at(bound, main, count=4) for scaled in scaled_points(point, judge)]
        measured = [(ratio(point, 96).real, point) for point in points]
        usable = [(float(value.abs_upper()), point) for value, point in measured if value.is_finite()]
        if not usable:
            return undecided("the bound could not be enclosed at any point")
        return _stated(*min(usable, key=lambda each: each[0]))

    def because(self, latex: Latex) -> str:
        """Say so."""
        return rf"the density of states of ${latex(self.states.equation.rhs)}$"


def _stated(error: float, point: Point) -> Verdict:
    return approximate(
        "the sum falls short of the integral by at most (3π/2)∫f n dn + 3∫f dn + f(0); "
        f"relative to the integral at most {error:.3g} at {', '.join(f'{k} = {v}' for k, v in text_of(point))}",
        "monotone lattice bound",
    )
