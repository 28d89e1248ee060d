"""Rules on contour integrals: arcs, closing a path, changing the variable, residues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

from flint import acb, arb
from sympy import Derivative, Expr, I, Integer, Integral, Rational, Symbol, exp, oo, pi
from sympy.core.function import AppliedUndef

from dehsym import symbolic
from dehsym.backticks import typed, typed_point
from dehsym.balls import (
    Arc,
    Point,
    arc_above,
    ball_text,
    compile_enclosure,
    line_through,
    path_integral,
    residue_sum,
    text_of,
)
from dehsym.domain import COMPLEX, REAL
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.grant import Grant, GrantKind
from dehsym.heads import ContourIntegral
from dehsym.judge import Judge
from dehsym.rule import Fact, Latex, Rule
from dehsym.rules.parts import linear, only, rewriting
from dehsym.rules.premises import jointly, nonvanishing
from dehsym.verdict import Kind, Verdict, Witness, certified, proved, refuted, undecided, weakest

_FARTHEST = 8
"""The largest radius at which an arc is integrated."""
_BITS = 96
"""Working precision of a contour check: some 25 digits, of which a verdict needs the first few."""
_RADII = tuple(Rational(1, 2**k) for k in (2, 4, 9, 12))
"""Circles about a pole: the first two, and where they hold more than the pole the others."""


@final
@dataclass(frozen=True)
class OnArc(Rule):
    """∮ f(z) dz  →  ∫_start^end f(z(θ)) z′(θ) dθ on the arc z = centre + radius·e^{iθ}.

    That the path may be replaced by this arc is what a reader must grant; the pull-back is checked.

    >>> from sympy.abc import a, rho, s, theta, z
    >>> arc = OnArc(a, rho, theta, Integer(0), pi)
    >>> str(arc.derive(Equation(s, ContourIntegral(1 / (z - a), z))))
    's = I*Integral(1, (theta, 0, pi))'
    """

    centre: Expr
    radius: Symbol
    angle: Symbol
    start: Expr
    end: Expr

    def derive(self, source: Equation) -> Equation:
        """Put the arc and its differential."""
        contour = only(ContourIntegral, source.rhs)
        place = self._place
        body = contour.body.xreplace({contour.variable: place}) * symbolic.differentiated(place.diff(self.angle))
        constant, rest = symbolic.factored_out(symbolic.expanded(body), self.angle)
        arc = constant * Integral(rest, (self.angle, self.start, self.end))
        return Equation(*source.sides[:1], source.rhs.xreplace({contour: arc}))

    @property
    def _place(self) -> Expr:
        return self.centre + self.radius * exp(I * self.angle)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Pull the form f(z) dz back along the arc with the derivative taken in ball arithmetic."""
        change = rewriting(source, ContourIntegral, result, Integral)
        contour, arc = change.before, change.after
        angle, start, end = symbolic.single_limits(arc.part)
        judge = judge.binding({angle: REAL})
        body = contour.part.body.xreplace({contour.part.variable: self._place})
        pulled = contour.factor * body * Derivative(self._place, angle)
        return weakest(
            change.surroundings(judge),
            judge.equal(pulled, arc.factor * arc.part.function),
            judge.equal(start, self.start),
            judge.equal(end, self.end),
        )

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The path."""
        radius, centre, start, end = map(typed, (self.radius, self.centre, self.start, self.end))
        where = f"the arc of radius {radius} about {centre} from {start} to {end}"
        return (Grant(GrantKind.PATH, f"the closed path replaced by {where}"),)

    def because(self, latex: Latex) -> str:
        """Say which arc."""
        return f"taking for the path the arc from ${latex(self.start)}$ to ${latex(self.end)}$"


@final
@dataclass(frozen=True)
class FreePhase(Rule):
    """a = e^{iδ} b  →  a = e^{iν} b: the phase δ that a path gives is left free as ν.

    Checked: at ν = δ the line is the old one. Granted: every other ν.

    >>> from sympy.abc import nu, s, x
    >>> str(FreePhase(nu, pi / 2).derive(Equation(s, I * x)))
    's = x*exp(I*nu)'
    """

    phase: Symbol
    value: Expr

    def derive(self, source: Equation) -> Equation:
        """Replace the phase factor."""
        left, right = source.sides
        return Equation(left, symbolic.tidied(right / exp(I * self.value)) * exp(I * self.phase))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Put the path's own phase back; and the modulus does not depend on the phase."""
        if not result.rhs.has(self.phase):
            return undecided(f"the result does not hold the phase {typed(self.phase)}")
        return judge.same(source, result.each(lambda m: m.xreplace({self.phase: self.value})))

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The phase, by name."""
        left_free = f"the phase {typed(self.phase)} left free; the path taken gives {typed(self.value)}"
        return (Grant(GrantKind.PHASE, left_free),)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return rf"leaving the phase ${latex(self.phase)}$ free"


@final
@dataclass(frozen=True)
class CloseContour(Rule):
    """∫_{-∞}^∞ f(x) dx  →  ∮ f(z) dz, the path closed by an arc at infinity in the upper half plane.

    Holds if no pole lies on the line and the integral along z = R e^{iθ}, 0 ≤ θ ≤ π, tends to 0 as R → ∞. The latter is
    proved for a rational f whose denominator exceeds its numerator by two degrees, and for a rational f times e^{ikz},
    k > 0, by one degree (Jordan's lemma: Whittaker and Watson, §6.222); otherwise the arc is integrated, in balls, at
    growing radii.

    >>> from sympy.abc import s, x, z
    >>> str(CloseContour(z).derive(Equation(s, Integral(1 / (1 + x**2), (x, -oo, oo)))))
    's = ContourIntegral(1/(z**2 + 1), z)'
    """

    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """The integrand in the complex variable."""
        integral = only(Integral, source.rhs)
        x, low, high = symbolic.single_limits(integral)
        if (low, high) != (-oo, oo):
            raise RuleError(f"an integral from -oo to oo is wanted, found {integral}")
        closed = ContourIntegral(integral.function.xreplace({x: self.variable}), self.variable)
        return Equation(*source.sides[:1], source.rhs.xreplace({integral: closed}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The integrands agree, no pole lies on the line, and the arc adds nothing."""
        change = rewriting(source, Integral, result, ContourIntegral)
        line, contour = change.before, change.after
        judge = judge.binding({self.variable: COMPLEX})
        continued = line.factor * line.part.function.xreplace({line.part.variables[0]: self.variable})
        form = change.surroundings(judge) & judge.equal(continued, contour.factor * contour.part.body)
        if not form.holds:
            return form
        x = line.part.variables[0]
        free = _free_of_poles(line.part.function, judge.binding({x: REAL}))
        return jointly(form, free, self._arc_vanishes(contour.part.body, judge)) if free.holds else free

    def _arc_vanishes(self, body: Expr, judge: Judge) -> Verdict:
        excess = symbolic.degree_excess(body, self.variable)
        if excess is not None and excess >= 2:
            return proved(f"the arc is O({typed(f'R**{1 - excess}')})", "degrees of a rational function")
        damped = _without_damping(body, self.variable)
        excess = None if damped is None else symbolic.degree_excess(damped, self.variable)
        if excess is not None and excess >= 1:
            return proved("the arc tends to 0 by Jordan's lemma", "Jordan's lemma")
        point = judge.at(body.xreplace({self.variable: Integer(1)}))[0]
        arcs = [(r, path_integral(body, self.variable, arc_above(r), point, _BITS)) for r in range(2, _FARTHEST + 1)]
        finite = [(radius, value) for radius, value in arcs if value.is_finite()]
        moduli = [(radius, value.abs_lower(), value.abs_upper()) for radius, value in finite[-4:]]
        shown = ", ".join(
            f"{typed(arb(low).str(4, radius=False))} at {typed(f'R = {radius}')}" for radius, low, _ in moduli
        )
        if len(moduli) < 4 or not all(a[2] < b[1] for a, b in pairwise(moduli)):
            return undecided(f"the arc, integrated: {shown or 'not finite'}; whether it tends to 0 is open")
        farthest, arc = finite[-1]
        line = path_integral(body, self.variable, line_through(farthest), point, _BITS)
        closed = line + arc
        poles = None  # of an integrand with cuts inside the path residues are not all there is
        if not symbolic.has_branch_cut(body):
            poles = residue_sum(*symbolic.numerator_and_denominator(body), self.variable, farthest, point, _BITS)
        if poles and not (2 * acb.pi() * acb(0, 1) * poles[1]).overlaps(closed):
            return undecided(f"line and arc do not enclose 2πi times the sum of {poles[0]} residues")
        checked = f"; line and arc together are 2πi times the {poles[0]} residues inside" if poles else ""
        at = (*text_of(point), ("R", str(farthest)))
        witness = Witness(at, f"line and arc: {typed(ball_text(closed))}", f"line: {typed(ball_text(line))}")
        found = f"the arc does not vanish: its modulus, integrated in balls, is {shown}{checked}"
        return refuted(found, witness, "certified arc")

    def because(self, latex: Latex) -> str:
        """Say so."""
        return f"closing the path in the ${latex(self.variable)}$-plane"


def _free_of_poles(integrand: Expr, judge: Judge) -> Verdict:
    """Whether the denominator of the integrand vanishes nowhere on the real line."""
    _, denominator = symbolic.numerator_and_denominator(integrand)
    found = nonvanishing(denominator, judge)
    if found.kind is Kind.REFUTED:
        return replace(found, evidence=f"the path runs through a pole: {found.evidence}")
    return found


def _without_damping(body: Expr, variable: Symbol) -> Expr | None:
    """The body over its factor e^{ikz}, k > 0; `None` if it has none."""
    for factor, _ in symbolic.factors_and_exponents(body):
        if isinstance(factor, exp):
            wave = factor.args[0] / (I * variable)
            if not wave.has(variable) and wave.is_positive:
                return body / factor
    return None


@final
@dataclass(frozen=True)
class ContourVariable(Rule):
    """∮ f(z) dz  →  ∮ f(g(w)) g′(w) dw, z = g(w) on one branch of g along the whole path.

    >>> from sympy.abc import s, w, z
    >>> str(ContourVariable(2 * w, w).derive(Equation(s, ContourIntegral(exp(z), z))))
    's = 2*ContourIntegral(exp(2*w), w)'
    """

    new: Expr
    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """Pull the form back symbolically."""
        contour = only(ContourIntegral, source.rhs)
        body = contour.body.xreplace({contour.variable: self.new})
        body = symbolic.tidied(body * symbolic.differentiated(self.new.diff(self.variable)))
        constant, rest = symbolic.factored_out(symbolic.numbers_in_front(body), self.variable)
        moved = constant * ContourIntegral(rest, self.variable)
        return Equation(*source.sides[:1], source.rhs.xreplace({contour: moved}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Pull the form back with the derivative taken in ball arithmetic."""
        change = rewriting(source, ContourIntegral, result, ContourIntegral)
        before, after = change.before, change.after
        judge = judge.binding({self.variable: COMPLEX})
        body = before.part.body.xreplace({before.part.variable: self.new})
        pulled = before.factor * body * Derivative(self.new, self.variable)
        return change.surroundings(judge) & judge.equal(pulled, after.factor * after.part.body)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The branch and the image of the path."""
        prose = (
            f"{typed(self.new)} continued along one branch over the whole path; the image of the path is not followed"
        )
        return (Grant(GrantKind.BRANCH, prose),)

    def because(self, latex: Latex) -> str:
        """Say which map."""
        return f"the map to ${latex(self.variable)}$, in which the old variable is ${latex(self.new)}$"


@final
@dataclass(frozen=True)
class ResidueByPhase(Rule):
    """∮ g(ξ) dξ  →  K Res(g, p), where a fact ∮ f(z)/(z - a) dz = K f(a) gives the constant K.

    `pole` is a fact whose right side is the place p.
    The theorem needs g single-valued round the pole. A certified circle integral of the principal branch decides: it
    must be 2πi Res, whatever its (small) radius.
    """

    pole: Fact
    law: Fact

    def derive(self, source: Equation) -> Equation:
        """SymPy's residue in the place of f(a)."""
        contour = only(ContourIntegral, source.rhs)
        residue = symbolic.residue(contour.body, contour.variable, self._place)
        return Equation(*source.sides[:1], symbolic.tidied(source.rhs.xreplace({contour: self._constant * residue})))

    @property
    def _place(self) -> Expr:
        return self.pole.equation.rhs

    @property
    def _constant(self) -> Expr:
        right = self.law.equation.rhs
        return symbolic.coefficient(right, only(AppliedUndef, right))[0]

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The residue as numerator over the denominator's slope, and by circles about the pole."""
        contour = linear(ContourIntegral, source.sides[1])
        residue = symbolic.simple_pole_residue(contour.part.body, contour.part.variable, self._place)
        value = contour.factor * self._constant * residue + contour.rest
        form = judge.equal(value, result.rhs) & judge.equal(source.lhs, result.lhs)
        return form & self._circles(contour.part, residue, judge) if form.holds else form

    def _circles(self, contour: ContourIntegral, residue: Expr, judge: Judge) -> Verdict:
        """Two radii must give 2πi Res; larger circles may hold another pole, and are passed over."""
        digits = _BITS
        theorem = compile_enclosure(2 * pi * I * residue)
        samples = judge.at(residue, self._place, count=4)
        for point in samples:
            wanted = theorem(point, _BITS)
            circles = [(radius, self._circle(contour, radius, point)) for radius in _RADII[:2]]
            if not all(circle.overlaps(wanted) for _, circle in circles):
                circles = [(radius, self._circle(contour, radius, point)) for radius in _RADII[2:]]
            for radius, circle in circles:
                if not circle.is_finite():
                    return undecided(
                        f"the circle of radius {typed(radius)} cannot be enclosed at {typed_point(text_of(point))}"
                    )
                if not circle.overlaps(wanted):
                    return self._off(contour, radius, point, circle, wanted)
                digits = min(digits, int(circle.rel_accuracy_bits() * 0.30103))
        if digits < 6:
            return undecided(f"circles about the pole give 2πi times the residue to {digits} digits only")
        evidence = f"circles about the pole give 2πi times the residue to {digits} digits at {len(samples)} points"
        return certified(evidence, digits=digits, points=len(samples), method="certified circle")

    def _circle(self, contour: ContourIntegral, radius: Rational, point: Point) -> acb:
        """Integrate round the pole in two halves: for a pole on the negative axis both end on the cut of a root."""
        halves = [Arc(self._place, radius, Integer(0), pi), Arc(self._place, radius, pi, 2 * pi)]
        return path_integral(contour.body, contour.variable, halves, point, _BITS)

    def _off(self, contour: ContourIntegral, radius: Rational, point: Point, circle: acb, wanted: acb) -> Verdict:
        place = compile_enclosure(self._place)(point, _BITS)
        on_cut = symbolic.has_branch_cut(contour.body) and place.imag.is_zero() and place.real < 0
        why = f"the pole {typed(self._place)} lies on the branch cut: " if on_cut else ""
        at = (*text_of(point), ("radius", str(radius)))
        values = f"circle: {typed(ball_text(circle))}", f"2πi times the residue: {typed(ball_text(wanted))}"
        witness = Witness(at, *values)
        return refuted(
            f"{why}the circle about the pole does not give 2πi times the residue", witness, "certified circle"
        )

    def because(self, latex: Latex) -> str:
        """Say so."""
        return rf"the residue at ${latex(self._place)}$ with the free phase"
