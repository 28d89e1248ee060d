"""The other roads: normal forms and signs in balls, and every point of a grid of phases.

The expressions themselves are enclosed at exact points, each many-valued power turned to its branch by exp(2πi r m);
that uses neither normal forms nor linear algebra. On the grid each condition is evaluated by itself: with steps of
π/D, where D is the torsion of the equations times the denominators of their right sides, every connected set of
solutions has points on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from math import lcm
from typing import final

from flint import acb
from sympy import Expr, I, Mul, Pow, Rational, exp, pi

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.balls import Point, ball_text, compile_enclosure, points, text_of
from dehsym.domain import Domain
from dehsym.phases.polar import Coefficients, PolarForm
from dehsym.phases.problem import Branch, Condition, Demand, PhaseProblem, angle_text
from dehsym.phases.solution import OnBranch, PhaseEquations, product_text
from dehsym.verdict import Kind, Verdict, Witness, proved, refuted

_BITS = 128
_POINTS = 3
_MOST_GRID_POINTS = 20_000
_MOST_BALLS = 400
_SHIFTS = (Fraction(0), Fraction(2, 7), Fraction(-5, 11))
"""Where free parameters are looked at."""


def value_on_branch(problem: PhaseProblem, expr: Expr, branch: Branch, phases: Coefficients) -> Expr:
    """The expression on a branch, at these phases in units of π: each root of a many-valued base turned with it.

    >>> from dehsym.domain import FRACTION
    >>> from sympy import Symbol, log, sqrt
    >>> phi = Symbol("phi", positive=True)
    >>> problem = PhaseProblem("root", (Condition("n", sqrt(log(phi))),), (), {phi: FRACTION})
    >>> value_on_branch(problem, sqrt(log(phi)), {log(phi): 1}, {})
    -sqrt(log(phi))
    """
    turned: dict[Expr, Expr] = {}
    for power in expr.atoms(Pow):
        if isinstance(power.exp, Rational) and not power.exp.is_Integer and power.base.free_symbols:
            label = branch.get(problem.reader.key(power.base), 0)
            turned[power] = power * exp(2 * pi * I * power.exp * label)
    values = {symbol: symbolic.rational(phase) * pi for symbol, phase in phases.items()}
    return expr.xreplace(turned).xreplace(values)


def sample(problem: PhaseProblem, expr: Expr) -> list[Point]:
    """Exact points of the symbols other than phases: first a plain one, then stratified ones."""
    wanted = expr.free_symbols - set(problem.phases)
    domains: dict[Expr, Domain] = {symbol: problem.domains[symbol] for symbol in wanted}
    found: list[Point] = [dict(point) for point in islice(points(domains, problem.name), _POINTS)]
    plain = {key: next(iter(domain.landmarks), found[0][key]) for key, domain in domains.items()}
    return [plain, *found[1:]]


def witness(
    problem: PhaseProblem, powers: Mapping[str, int], wanted: str, branch: Branch, phases: Coefficients
) -> Witness:
    """An exact point with the value there of a product of powers of the quantities, which is not as wanted.

    All phases that the product depends on are given.
    """
    expr = Mul(*(Pow(each.expr, powers[each.name]) for each in problem.conditions if each.name in powers))
    enclosure = compile_enclosure(value_on_branch(problem, expr, branch, phases))
    found = [(point, enclosure(point, _BITS)) for point in sample(problem, expr)]
    point, ball = next(((point, ball) for point, ball in found if ball.is_finite()), found[0])
    labels = [(f"m[{base}]", str(label)) for base, label in branch.items()]
    angles = [(str(symbol), angle_text(phase)) for symbol, phase in phases.items() if expr.has(symbol)]
    return Witness((*text_of(point), *angles, *labels), f"{product_text(powers)} = {ball_text(ball)}", wanted)


@final
@dataclass(frozen=True)
class Checker:
    """Looks at solved equations by the other roads."""

    equations: PhaseEquations

    @property
    def problem(self) -> PhaseProblem:
        """The problem whose solutions they are."""
        return self.equations.problem

    def verdict(self) -> Verdict:
        """PROVED with what the other roads looked at, or REFUTED where the roads part.

        It is no better than the weakest verdict on the sign of a factor.
        """
        seen: list[str] = []
        for road in (self._forms_in_balls, self._solutions_in_balls, self._on_grid):
            found = road()
            if isinstance(found, Verdict):
                return found
            seen.append(found)
        verdict, signs = proved("; ".join(["Smith normal form", *seen]), "Smith normal form"), self.problem.signs
        if signs.kind is Kind.PROVED:
            return verdict
        return replace(verdict, kind=signs.kind, evidence=f"{verdict.evidence}; a sign is {signs}")

    # --- Balls

    def _forms_in_balls(self) -> Verdict | str:
        """At how many places quantities and their normal forms meet, or a refutation where they are disjoint."""
        shifted = {symbol: Fraction(2 * i + 1, 7) for i, (symbol, _) in enumerate(self.equations.open)}
        phases = {**self.equations.fixed, **shifted}
        met = 0
        for found, condition in self._pairs():
            form = self.problem.forms[condition.name].with_phases(phases).on_branch(found.branch)
            expr = value_on_branch(self.problem, condition.expr, found.branch, phases)
            ours, theirs = compile_enclosure(_as_expr(form)), compile_enclosure(expr)
            for point in sample(self.problem, condition.expr):
                one, other = ours(point, _BITS), theirs(point, _BITS)
                if not one.overlaps(other):
                    failing = Witness(text_of(point), ball_text(one), ball_text(other))
                    return refuted(f"the normal form of {typed(condition.name)} has another value", failing)
                met += one.is_finite() and other.is_finite()
        return f"normal forms meet their quantities in {met} balls"

    def _solutions_in_balls(self) -> Verdict | str:
        """At how many places quantities are as wanted at solutions, or a refutation where one is not."""
        shown = 0
        for found, condition in self._pairs():
            for phases in self._places(found):
                expr = value_on_branch(self.problem, condition.expr, found.branch, phases)
                enclosure = compile_enclosure(expr)
                for point in sample(self.problem, condition.expr):
                    answer = _as_wanted(enclosure(point, _BITS), condition.demand)
                    if answer is False:
                        failing = Witness(text_of(point), ball_text(enclosure(point, _BITS)), condition.demand.word)
                        return refuted(
                            f"{typed(condition.name)} is not {condition.demand.word} as it should be at a solution",
                            failing,
                        )
                    shown += answer is True
        return f"solutions are as wanted in {shown}"

    def _places(self, found: OnBranch) -> Iterator[Coefficients]:
        """Phases at the first solutions, each at a few parameters."""
        for solution in found.solutions[:_POINTS]:
            for shift in _SHIFTS if solution.dimension else _SHIFTS[:1]:
                yield {**self.equations.fixed, **solution.at(*[shift] * solution.dimension)}

    def _pairs(self) -> Iterator[tuple[OnBranch, Condition]]:
        pairs = ((found, condition) for found in self.equations.solved for condition in self.problem.conditions)
        return islice(pairs, _MOST_BALLS)

    # --- The grid

    def _on_grid(self) -> Verdict | str:
        """How many points of the grid were looked at, or a refutation where the roads part."""
        system, solved = self.equations.system, self.equations.solved
        constants = [b for found in solved for b in self.equations.constants(found.branch)]
        steps = system.torsion * lcm(*(b.denominator for b in constants))
        count = len(solved) * (2 * steps) ** system.unknowns
        if count > _MOST_GRID_POINTS:
            return f"the grid of {count} points is too large to be looked at"
        for found in solved:
            forms = {name: form.on_branch(found.branch) for name, form in self.equations.forms.items()}
            for numbers in product(range(2 * steps), repeat=system.unknowns):
                phases: dict[Expr, Fraction] = {
                    symbol: Fraction(number * turns, steps)
                    for number, (symbol, turns) in zip(numbers, self.equations.open, strict=True)
                }
                met = all(c.demand.met_by(forms[c.name].with_phases(phases).constant) for c in self.problem.conditions)
                if met != any(phases in solution for solution in found.solutions):
                    at = tuple((str(symbol), angle_text(phase)) for symbol, phase in phases.items())
                    return refuted("the grid has another answer", Witness(at, f"met: {met}", f"found: {not met}"))
        return f"the same on all {count} points of the grid of steps {typed(angle_text(Fraction(1, steps)))}"


def _as_expr(form: PolarForm) -> Expr:
    return form.modulus * exp(I * pi * symbolic.rational(form.constant))


def _as_wanted(ball: acb, demand: Demand) -> bool | None:
    """Whether the ball excludes what is wanted (False), or shows it as far as balls can (True); else None.

    That a part is exactly 0 shows as a ball around 0.
    """
    real, imaginary = ball.real, ball.imag
    match demand:
        case Demand.POSITIVE | Demand.NEGATIVE:
            signed = real if demand is Demand.POSITIVE else -real
            excluded = signed < 0 or not imaginary.contains(0)
            shown = signed > 0
        case Demand.REAL:
            excluded = not imaginary.contains(0)
            shown = not excluded
        case Demand.IMAGINARY:
            excluded = not real.contains(0)
            shown = not excluded
    if excluded:
        return False
    return True if shown and ball.is_finite() else None
