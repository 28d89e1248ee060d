"""Integrals around a circle, written with its angle, by the residue inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr, I, Integer, Integral, Symbol, exp, pi

from dehsym import symbolic
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import only
from dehsym.rules.premises import jointly
from dehsym.verdict import Verdict


def around(body: Expr, variable: Symbol, centre: Expr, radius: Expr, angle: Symbol) -> Expr:
    """∫_0^{2π} f(z(θ)) z′(θ) dθ with z = centre + radius·e^{iθ}: once round the circle, counterclockwise.

    >>> from sympy.abc import r, t, z
    >>> around(1 / z, z, Integer(0), r, t)
    Integral(I, (t, 0, 2*pi))
    """
    place = centre + radius * exp(I * angle)
    return Integral(body.xreplace({variable: place}) * I * radius * exp(I * angle), (angle, 0, 2 * pi))


@final
@dataclass(frozen=True)
class ResidueInside(Rule):
    """∫_0^{2π} f(c + ρe^{iθ}) iρe^{iθ} dθ  →  2πi Res_{z=c} f, for f with one simple pole c inside and on the circle.

    >>> from sympy.abc import s, t, z
    >>> circle = around(exp(z) / z, z, Integer(0), Integer(1), t)
    >>> str(ResidueInside().derive(Equation(s, circle)))
    's = 2*I*pi'
    """

    def derive(self, source: Equation) -> Equation:
        """Numerator over the slope of the denominator, in w = e^{iθ} at w = 0."""
        integral = only(Integral, source.rhs)
        angle, low, high = symbolic.single_limits(integral)
        if (low, high) != (Integer(0), 2 * pi):
            raise RuleError(f"a whole turn from 0 to 2*pi is wanted, found {integral}")
        w = Symbol("#w", complex=True)
        body = integral.function.xreplace({exp(I * angle): w})
        if body.has(angle):
            raise RuleError(f"{angle} is wanted in exp(I*{angle}) only, found {integral.function}")
        residue = symbolic.simple_pole_residue(body / (I * w), w, Integer(0))
        return Equation(*source.sides[:1], source.rhs.xreplace({integral: symbolic.tidied(2 * pi * I * residue)}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Certified quadrature round the circle, at points: no residue is taken on that road."""
        only(Integral, source.sides[1])
        about = judge.equal(source.lhs, result.lhs)
        return jointly(about, judge.equal(source.rhs, result.rhs)) if about.holds else about

    def because(self, latex: Latex) -> str:
        """Name the theorem."""
        return "the residue theorem"
