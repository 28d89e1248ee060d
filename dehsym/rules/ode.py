"""Rules on first-order ordinary differential equations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

from sympy import Derivative, Expr, Integer, Symbol

from dehsym import symbolic
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import as_condition, jointly, nonvanishing
from dehsym.verdict import Verdict, undecided


@final
@dataclass(frozen=True)
class ChangeUnknown(Rule):
    """An equation for y(x)  →  the same equation for w(x), where y = g(w); derivatives follow by the chain rule.

    >>> from sympy import Function
    >>> from sympy.abc import t
    >>> y, w = Function("y")(t), Function("w")(t)
    >>> str(ChangeUnknown(y, 1 / w).derive(Equation(y.diff(t), y)))
    '-Derivative(w(t), t)/w(t)**2 = 1/w(t)'
    """

    old: Expr
    new: Expr

    def derive(self, source: Equation) -> Equation:
        """Put g(w) for y and carry the derivatives out."""
        if not source.has(self.old):
            raise RuleError(f"{self.old} is wanted in the equation, found {source}")
        return source.put({self.old: self.new})

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Replace y alone, leave its derivatives standing, and let ball arithmetic differentiate; g′ ≠ 0."""
        same = judge.same(source.each(lambda member: member.xreplace({self.old: self.new})), result)
        if not same.holds:
            return same
        inner = [w for w in symbolic.opaque_functions(self.new) if w != self.old]
        slopes = (_slope(self.new, w) for w in inner)
        return jointly(same, *(as_condition(nonvanishing(slope, judge)) for slope in slopes))

    def because(self, latex: Latex) -> str:
        """Say which."""
        return f"the substitution ${latex(self.old)} = {latex(self.new)}$"


def _slope(outer: Expr, inner: Expr) -> Expr:
    """∂g/∂w, with w as it stands in g."""
    place = Symbol("#w", real=True)
    return symbolic.differentiated(outer.xreplace({inner: place}).diff(place)).xreplace({place: inner})


@final
@dataclass(frozen=True)
class SolveODE(Rule):
    """A first-order equation for y(x)  →  y = its general solution, with one constant of the author's name.

    The solution is general if it satisfies the equation and its constant can be fitted to any value at a point, that
    is, if ∂y/∂C does not vanish (Coddington and Levinson, Ch. 1: solutions through a point are unique).

    >>> from sympy import Function, Symbol
    >>> t, c = Symbol("t"), Symbol("c")
    >>> y = Function("y")(t)
    >>> str(SolveODE(y, constant=c).derive(Equation(y.diff(t), 1 + 2 * y)))
    'y(t) = c*exp(2*t) - 1/2'
    """

    unknown: Expr
    constant: Symbol

    def derive(self, source: Equation) -> Equation:
        """SymPy's `dsolve`."""
        return Equation(self.unknown, symbolic.ode_solution(*source.sides, self.unknown, self.constant))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Put the solution back, differentiating it in ball arithmetic, and see that the constant is free."""
        if result.lhs != self.unknown:
            return undecided(f"the result is not solved for {self.unknown}")
        back = source.each(lambda member: member.xreplace({self.unknown: result.rhs}))
        satisfied = judge.equal(*back.sides)
        if not satisfied.holds:
            return satisfied
        freedom = result.rhs.diff(self.constant)
        if freedom.is_zero or judge.equal(Derivative(result.rhs, self.constant), Integer(0)).holds:
            return undecided(f"the solution does not depend on {self.constant}: it is not the general one")
        general = as_condition(nonvanishing(symbolic.differentiated(freedom), judge))
        return jointly(replace(satisfied, evidence=f"put back into the equation: {satisfied.evidence}"), general)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return f"integrating, with the constant ${latex(self.constant)}$"
