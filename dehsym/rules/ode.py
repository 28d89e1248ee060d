"""Rules on ordinary differential equations: changes of their variables, and solutions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

from sympy import Derivative, Expr, Integer, Symbol

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Fact, Latex, Rule
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
        self._inner()
        return source.put({self.old: self.new})

    def _inner(self) -> list[Expr]:
        """The functions in g(w), which must depend on what y does: the derivatives would be lost otherwise."""
        inner = [w for w in symbolic.opaque_functions(self.new) if w != self.old]
        if strange := [w for w in inner if w.free_symbols != self.old.free_symbols]:
            raise RuleError(f"a function of the argument of {self.old} is wanted, found {strange[0]}")
        return inner

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Replace y alone, leave its derivatives standing, and let ball arithmetic differentiate; g′ ≠ 0."""
        inner = self._inner()
        same = judge.same(source.each(lambda member: member.xreplace({self.old: self.new})), result)
        if not same.holds:
            return same
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

    The solution is general if it satisfies the equation and its constant can be fitted to any value at a point
    (Coddington and Levinson, Ch. 1: solutions through a point are unique). That is seen where y is a quotient
    (p + q C)/(1 + r C) and ∂y/∂C does not vanish; the one value q/r that it then leaves out, for C = ∞, must not be y.

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
        if source.has(self.constant):
            raise RuleError(f"a new constant is wanted, {self.constant} occurs in {source}")
        return Equation(self.unknown, symbolic.ode_solution(*source.sides, self.unknown, self.constant))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Put the solution back, differentiating it in ball arithmetic, and see that the constant is free."""
        if result.lhs != self.unknown or result.rhs.has(self.unknown):
            return undecided(f"the result is not solved for {typed(self.unknown)}")
        if source.has(self.constant):
            return undecided(f"{typed(self.constant)} is no free constant, it occurs in {typed(source)}")
        back = source.each(lambda member: member.xreplace({self.unknown: result.rhs}))
        satisfied = judge.equal(*back.sides)
        if not satisfied.holds:
            return satisfied
        freedom = result.rhs.diff(self.constant)
        if freedom.is_zero or judge.equal(Derivative(result.rhs, self.constant), Integer(0)).holds:
            return undecided(f"the solution does not depend on {typed(self.constant)}: it is not the general one")
        return jointly(
            replace(satisfied, evidence=f"put back into the equation: {satisfied.evidence}"),
            as_condition(nonvanishing(symbolic.differentiated(freedom), judge)),
            as_condition(nonvanishing(self._leading(source), judge)),
            *self._left_out(result.rhs, judge),
        )

    def _leading(self, source: Equation) -> Expr:
        """The coefficient of y′; raise `RuleError` for an equation that is not solved by y′ = F(x, y)."""
        (t,) = self.unknown.free_symbols
        mark = Symbol("#slope")
        left, right = source.each(lambda member: member.xreplace({self.unknown.diff(t): mark})).sides
        leading, rest = symbolic.coefficient(left - right, mark)
        if any(each.has(self.unknown) for part in (leading, rest) for each in part.atoms(Derivative)):
            raise RuleError(f"an equation of the first order for {self.unknown} is wanted, found {source}")
        return leading

    def _left_out(self, solution: Expr, judge: Judge) -> list[Verdict]:
        """That y is not the value left out, if there is one; raise `RuleError` where more may be."""
        top, bottom = symbolic.numerator_and_denominator(symbolic.one_fraction(solution))
        parts = [symbolic.power_coefficients(part, self.constant) for part in (top, bottom)]
        if max(map(len, parts)) > 2:
            raise RuleError(f"a quotient linear in {self.constant} is wanted, which takes all values, found {solution}")
        if len(parts[1]) < 2:
            return []
        limit = (parts[0][1] if len(parts[0]) == 2 else Integer(0)) / parts[1][1]
        return [as_condition(nonvanishing(self.unknown - limit, judge))]

    def because(self, latex: Latex) -> str:
        """Say so."""
        return f"integrating, with the constant ${latex(self.constant)}$"


@final
@dataclass(frozen=True)
class ChangeArgument(Rule):
    """A first-order equation for y(t), and a fact dt/du = r  →  the same equation for y(u): dy/dt = (dy/du)/r.

    `old` and `new` are y as a function of t and of u; the left side of the fact is the derivative of a function t(u).
    """

    old: Expr
    new: Expr
    fact: Fact

    def derive(self, source: Equation) -> Equation:
        """Put the quotient for the derivative, and the new function for the old one."""
        t, _, rate = self._read()
        old, new = self._slopes()
        _of_first_order(source, old)
        result = source.each(lambda member: member.xreplace({old: new / rate}).xreplace({self.old: self.new}))
        if t in result.symbols or not source.has(old):
            raise RuleError(f"an equation of the first order for {self.old} alone is wanted, found {source}")
        return result

    def _read(self) -> tuple[Symbol, Symbol, Expr]:
        """The old variable t, the new one u, and dt/du."""
        (t,), (u,) = (sorted(function.free_symbols, key=str) for function in (self.old, self.new))
        slope, rate = self.fact.equation.sides
        if not isinstance(slope, Derivative) or slope.variables != (u,) or t in rate.free_symbols:
            raise RuleError(f"the derivative of {t} with respect to {u} is wanted, found {self.fact.equation}")
        return t, u, rate

    def _slopes(self) -> tuple[Expr, Expr]:
        t, u, _ = self._read()
        return self.old.diff(t), self.new.diff(u)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Go back: with r dy/dt for dy/du the result is the source; and r vanishes nowhere, so that u goes with t."""
        _, u, rate = self._read()
        old, new = self._slopes()
        _of_first_order(source, old)
        _of_first_order(result, new)
        there = rate.xreplace({self.new: self.old})
        back = result.each(lambda member: member.xreplace({new: old * there}).xreplace({self.new: self.old}))
        if u in back.symbols:
            return undecided(f"the result holds {typed(u)} other than in {typed(self.new)}")
        return jointly(judge.same(back, source), nonvanishing(rate, judge))

    def because(self, latex: Latex) -> str:
        """Say which."""
        (u,) = self.new.free_symbols
        return f"the chain rule, with the variable ${latex(u)}$"


def _of_first_order(equation: Equation, slope: Expr) -> None:
    """Raise `RuleError` where a variable is bound, or a derivative is not `slope`: no argument can be renamed there."""
    mark = Symbol("#slope")
    for member in equation.each(lambda member: member.xreplace({slope: mark})).members:
        bound = any(part.atoms(Symbol) - part.free_symbols for part in symbolic.subexpressions(member))
        if bound or member.atoms(Derivative):
            raise RuleError(f"no derivative but {slope}, and no bound variable, is wanted, found {equation}")


@final
@dataclass(frozen=True)
class SolveSecondOrder(Rule):
    """y″ = p y′ + q y + s with constant coefficients  →  y = its general solution, with two constants.

    The solution is general if it satisfies the equation and value and slope at a point can be fitted to any numbers,
    that is, if it is linear in the constants and the Wronskian of ∂y/∂C₁ and ∂y/∂C₂ does not vanish (Coddington and
    Levinson, Ch. 3 §6).

    >>> from sympy import Function, symbols
    >>> a, b, t = symbols("a b t")
    >>> y = Function("y")(t)
    >>> str(SolveSecondOrder(y, (a, b)).derive(Equation(y.diff(t, 2), y + 1)))
    'y(t) = a*exp(-t) + b*exp(t) - 1'
    """

    unknown: Expr
    constants: tuple[Symbol, Symbol]

    def derive(self, source: Equation) -> Equation:
        """SymPy's `dsolve`, by undetermined coefficients."""
        if any(source.has(constant) for constant in self.constants):
            raise RuleError(f"new constants are wanted, found {source}")
        return Equation(self.unknown, symbolic.second_order_solution(*source.sides, self.unknown, self.constants))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Put the solution back, differentiating it in ball arithmetic; the equation is linear, and the constants free.

        Of a linear equation with a leading coefficient that does not vanish one solution goes through each value and
        slope at a point: none is then left out.
        """
        if result.lhs != self.unknown or result.rhs.has(self.unknown):
            return undecided(f"the result is not solved for {typed(self.unknown)}")
        (t,) = self.unknown.free_symbols
        satisfied = judge.equal(*source.each(lambda member: member.xreplace({self.unknown: result.rhs})).sides)
        if not satisfied.holds:
            return satisfied
        first, second = (symbolic.differentiated(result.rhs.diff(constant)) for constant in self.constants)
        if (source.symbols | first.free_symbols | second.free_symbols) & set(self.constants):
            return undecided(
                f"{typed(self.constants[0])} and {typed(self.constants[1])} are no free constants in front"
            )
        wronskian = first * second.diff(t) - second * first.diff(t)
        return jointly(
            replace(satisfied, evidence=f"put back into the equation: {satisfied.evidence}"),
            nonvanishing(self._leading(source, t), judge),
            nonvanishing(wronskian, judge),
        )

    def _leading(self, source: Equation, t: Symbol) -> Expr:
        """The coefficient of y″ in an equation linear in y, y′ and y″; raise `RuleError` for another one."""
        marks = {self.unknown.diff(t, t): Symbol("#2"), self.unknown.diff(t): Symbol("#1"), self.unknown: Symbol("#0")}
        left, right = source.sides
        whole = left - right
        for part, mark in marks.items():
            whole = whole.xreplace({part: mark})
        leading, rest = symbolic.coefficient(whole, Symbol("#2"))
        slope, value = (rest.diff(Symbol(name)) for name in ("#1", "#0"))
        if any(part.free_symbols & {*marks.values(), t} for part in (leading, slope, value)):
            raise RuleError(f"a linear equation with constant coefficients is wanted, found {source}")
        return leading

    def because(self, latex: Latex) -> str:
        """Say so."""
        named = ", ".join(f"${latex(constant)}$" for constant in self.constants)
        return f"integrating twice, with the constants {named}"
