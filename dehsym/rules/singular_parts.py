"""One integrand in the place of another that is singular at the same point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from flint import acb
from sympy import Expr, Rational, Symbol, pi

from dehsym.backticks import typed, typed_point
from dehsym.balls import Arc, Point, ball_text, compile_enclosure, path_integral, text_of
from dehsym.domain import COMPLEX
from dehsym.equation import Equation
from dehsym.grant import Grant, GrantKind
from dehsym.heads import ContourIntegral
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import Linear, only, rewriting
from dehsym.verdict import Verdict, Witness, certified, refuted, undecided

_BITS = 96
_RADII = (Rational(1, 2**10), Rational(1, 2**14))
_CHOICES = 4
_WANTED_DIGITS = 6


@final
@dataclass(frozen=True)
class SameSingularPart(Rule):
    """∮ f(z) dz  →  ∮ g(z) dz round the one singular place p of both, where `body` is g.

    Where f - g is analytic at p its integral round p is 0 (Cauchy), and the two integrals agree. Of a logarithm and a
    simple pole they never do: |∮ ln(z - p) dz| ≤ 2πr (|ln r| + 2π) tends to 0 with the radius r, ∮ dz/(z - p) is 2πi.

    That the path goes round that place, and no other, is what a reader must grant. `reason` completes "one integrand
    for another, …".

    >>> from sympy import Integer, exp
    >>> from sympy.abc import s, z
    >>> rule = SameSingularPart(1 / z, Integer(0), "the exponential at the pole")
    >>> str(rule.derive(Equation(s, ContourIntegral(exp(z) / z, z))))
    's = ContourIntegral(1/z, z)'
    """

    body: Expr
    place: Expr
    reason: str

    def derive(self, source: Equation) -> Equation:
        """Put the new integrand, its factor unchanged."""
        contour = only(ContourIntegral, source.rhs)
        return Equation(*source.sides[:1], source.rhs.xreplace({contour: ContourIntegral(self.body, contour.variable)}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Both integrands, on their principal branches, are integrated round the place in balls, on two circles."""
        change = rewriting(source, ContourIntegral, result, ContourIntegral)
        surroundings = change.surroundings(judge)
        if not surroundings.holds:
            return surroundings
        before, after, variable = change.before, change.after, change.before.part.variable
        if after.part.variable != variable:
            return undecided(f"an integral over {typed(variable)} is wanted, found {typed(after.part)}")
        inner = judge.binding({variable: COMPLEX})
        intended = inner.equal(after.part.body, self.body)
        return intended & self._round(before, after, variable, judge) if intended.holds else intended

    def _round(
        self, before: Linear[ContourIntegral], after: Linear[ContourIntegral], variable: Symbol, judge: Judge
    ) -> Verdict:
        away = {variable: self.place + 1}
        bodies = [part.factor * part.part.body for part in (before, after)]
        points = judge.at(self.place, *(body.xreplace(away) for body in bodies), count=_CHOICES)
        digits = float(_BITS)
        for point in points:
            for radius in _RADII:
                old, new = (self._circle(part, variable, radius, point) for part in (before, after))
                if not (old.is_finite() and new.is_finite()):
                    return undecided(
                        f"the circle of radius {typed(radius)} cannot be enclosed at {typed_point(text_of(point))}"
                    )
                if not old.overlaps(new):
                    at = (*text_of(point), ("radius", str(radius)))
                    witness = Witness(at, f"before: {typed(ball_text(old))}", f"after: {typed(ball_text(new))}")
                    why = f"round {typed(self.place)} the two integrands have different integrals"
                    return refuted(why, witness, "certified circle")
                digits = min(digits, -float((old - new).abs_upper().log()) / 2.302585)
        if digits < _WANTED_DIGITS:
            return undecided(f"circles about the place agree to {digits:.0f} digits only")
        shown = f"circles about the place agree to {int(digits)} digits at {len(points)} points"
        return certified(shown, digits=int(digits), points=len(points), method="certified circle")

    def _circle(self, part: Linear[ContourIntegral], variable: Symbol, radius: Rational, point: Point) -> acb:
        """Four quarters: a cut along an axis then meets the path at their ends."""
        quarters = [Arc(self.place, radius, k * pi / 2, (k + 1) * pi / 2) for k in range(4)]
        factor = compile_enclosure(part.factor)(point, _BITS)
        return factor * path_integral(part.part.body, variable, quarters, point, _BITS)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The exchange."""
        return (Grant(GrantKind.LEAP, f"one integrand for another, {self.reason}"),)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return rf"putting another integrand that is singular at ${latex(self.place)}$, {self.reason}"
