"""Rules on derivatives, differentials, limits and real integrals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import acb, arb
from sympy import Derivative, Expr, Integer, Integral, Limit, Rational, S, Symbol, oo

from dehsym import symbolic
from dehsym.balls import Point, compile_enclosure, text_of
from dehsym.domain import REAL, Domain, Interval
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.heads import Differential
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import only, rewriting
from dehsym.verdict import IDENTITY, Verdict, Witness, certified, proved, refuted, undecided, weakest

_LIMIT_DIGITS = 9
"""How near a member must have come to its limit at 2^-60: for a member that is O(x^(1/2)) that is 2^-30 = 10^-9."""


@final
@dataclass(frozen=True)
class Differentiate(Rule):
    """a(x) = b(x)  →  a′(x) = b′(x).

    >>> from sympy.abc import a, x
    >>> str(Differentiate(x).derive(Equation(a, x**3)))
    '0 = 3*x**2'
    """

    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """Differentiate every member symbolically."""
        return source.each(lambda member: symbolic.differentiated(member.diff(self.variable)))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Compare with the Taylor coefficient of each member in ball arithmetic."""
        slopes = source.each(lambda member: Derivative(member, self.variable))
        return judge.same(slopes, result)

    def because(self, latex: Latex) -> str:
        """Say with respect to what."""
        return f"differentiating with respect to ${latex(self.variable)}$"


@final
@dataclass(frozen=True)
class TakeDifferential(Rule):
    """a(x, y, …) = b(x, y, …)  →  Σ a_x dx = Σ b_x dx, the other symbols held constant.

    >>> from sympy.abc import x, y
    >>> str(TakeDifferential((x, y)).derive(Equation(x**2, y)))
    '2*x*dx = dy'
    """

    variables: tuple[Symbol, ...]

    def derive(self, source: Equation) -> Equation:
        """The total differential of every member, by symbolic derivatives."""
        if not any(source.has(variable) for variable in self.variables):
            raise RuleError(f"one of {self.variables} is wanted in the equation, found {source}")
        return source.each(lambda member: self._total(member, evaluate=True))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The same with derivatives as Taylor coefficients in ball arithmetic."""
        return judge.same(source.each(lambda member: self._total(member, evaluate=False)), result)

    def _total(self, member: Expr, *, evaluate: bool) -> Expr:
        total: Expr = Integer(0)
        for variable in self.variables:
            if member.has(variable):
                slope = member.diff(variable) if evaluate else Derivative(member, variable)
                total = total + slope * Differential(variable)
        return total

    def because(self, latex: Latex) -> str:
        """Say in what."""
        return "taking differentials"


@final
@dataclass(frozen=True)
class TakeLimit(Rule):
    """a(x) = b(x)  →  lim a = lim b as x tends to `to` from the right.

    Where a member is continuous there, also under an integral over a finite range, the limit is its value. A member
    that holds an unknown function of x keeps its limit unevaluated, unless the function is among `regular`: those are
    taken to be continuous where they are needed.

    >>> from sympy import sin
    >>> from sympy.abc import a, x
    >>> str(TakeLimit(x).derive(Equation(a, sin(x) / x)))
    'a = 1'
    """

    variable: Symbol
    to: Expr = S.Zero
    regular: tuple[Expr, ...] = ()

    def derive(self, source: Equation) -> Equation:
        """Put the point; take SymPy's limit where that gives nothing finite; keep what is unknown."""
        return source.each(self._limit)

    def _limit(self, member: Expr) -> Expr:
        if self._is_unknown(member):
            return Limit(member, self.variable, self.to)
        value = symbolic.put(member, {self.variable: self.to})
        return value if symbolic.is_finite_form(value) else symbolic.limit_at(member, self.variable, self.to)

    def _is_unknown(self, member: Expr) -> bool:
        regular = {function.func for function in self.regular}
        return any(f.has(self.variable) and f.func not in regular for f in symbolic.opaque_functions(member))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Certified distances at 2^-20, 2^-40 and 2^-60 from the point must shrink; a kept limit must be its own."""
        return weakest(*(self._approaches(a, b, judge) for a, b in zip(source.members, result.members, strict=True)))

    def _approaches(self, member: Expr, limit: Expr, judge: Judge) -> Verdict:
        if self._is_unknown(member):
            kept = limit == Limit(member, self.variable, self.to)
            return (
                proved("the limit is kept as it is", IDENTITY) if kept else undecided("nothing is known of the limit")
            )
        if member == limit and not member.has(self.variable):
            return proved("the member does not depend on the variable", IDENTITY)
        if limit.has(self.variable):
            return undecided(f"the limit still holds {self.variable}")
        near = symbolic.put(member, {self.variable: self.to + self.variable})
        distance = compile_enclosure(near - limit)
        samples = judge.at(near, limit, count=4)
        for point in samples:
            steps = [distance({**point, self.variable: Fraction(1, 2**k)}, 256) for k in (20, 40, 60)]
            if verdict := self._apart(point, steps):
                return verdict
        where = f"at 2^-20, 2^-40 and 2^-60 from the point, for {len(samples)} points"
        return certified(f"the distance to the limit shrinks {where}", digits=_LIMIT_DIGITS, points=len(samples))

    @staticmethod
    def _apart(point: Point, steps: list[acb]) -> Verdict | None:
        """Nothing if the distances shrink with the steps; a refutation if the last is over half the first."""
        first, _, last = ((arb(step.abs_lower()), arb(step.abs_upper())) for step in steps)
        if last[1] < first[1] / 1024 + arb(2) ** -200 and last[1] < arb(10) ** -_LIMIT_DIGITS:
            return None
        if last[0] > 0 and last[0] > first[1] / 2:
            at = (*text_of(point), ("step", "2^-60"))
            return refuted("the member does not approach the limit", Witness(at, last[0].str(12), "0"))
        return undecided(f"no convergence seen at {dict(text_of(point))}")

    def because(self, latex: Latex) -> str:
        """Say what goes where."""
        return rf"letting ${latex(self.variable)} \to {latex(self.to)}$"


@final
@dataclass(frozen=True)
class Integrate(Rule):
    """a = ∫ f dx over a finite range  →  a = F(end) - F(start), by an antiderivative.

    >>> from sympy.abc import a, b, x
    >>> str(Integrate().derive(Equation(a, Integral(x**2, (x, 0, b)))))
    'a = b**3/3'
    """

    def derive(self, source: Equation) -> Equation:
        """Evaluate the single definite integral of every member that has one."""
        return source.each(self._evaluated)

    @staticmethod
    def _evaluated(member: Expr) -> Expr:
        if not member.has(Integral):
            return member
        integral = only(Integral, member)
        symbolic.single_limits(integral)
        return symbolic.tidied(member.xreplace({integral: symbolic.antiderivative_difference(integral)}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Enclose the integral by certified quadrature."""
        return judge.same(source, result)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "integrating"


@final
@dataclass(frozen=True)
class ChangeVariable(Rule):
    """∫ f(x) dx  →  ∫ f(g(u)) g′(u) du for x = g(u), g increasing from end to end.

    >>> from sympy import exp, sqrt, symbols
    >>> a, s, u, x = symbols("a s u x", positive=True)
    >>> str(ChangeVariable(x, u / sqrt(a), u).derive(Equation(s, Integral(exp(-a * x**2), (x, 0, oo)))))
    's = Integral(exp(-u**2), (u, 0, oo))/sqrt(a)'
    """

    old: Symbol
    new: Expr
    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """SymPy's `transform` of the single integral on the right."""
        integral = only(Integral, source.rhs)
        constant, moved = symbolic.transformed(integral, self.old, self.new, self.variable)
        return Equation(*source.sides[:1], symbolic.outside_first(source.rhs.xreplace({integral: constant * moved})))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Pull the integrand back by the chain rule in ball arithmetic, follow the ends, and see that g increases."""
        change = rewriting(source, Integral, result, Integral)
        before, after = change.before, change.after
        x, low, high = symbolic.single_limits(before.part)
        u, start, end = symbolic.single_limits(after.part)
        judge = judge.binding({u: _interval(start, end)})
        slope = Derivative(self.new, u)
        pulled = before.factor * before.part.function.xreplace({x: self.new}) * slope
        ends = [(symbolic.limit_at(self.new, u, start), low), (symbolic.limit_at(self.new, u, end, "-"), high)]
        return weakest(
            change.surroundings(judge),
            judge.equal(pulled, after.factor * after.part.function),
            *(judge.equal(found, wanted) for found, wanted in ends),
            judge.positive(slope),
        )

    def because(self, latex: Latex) -> str:
        """Say which."""
        return f"the change of variable ${latex(self.old)} = {latex(self.new)}$"


@final
@dataclass(frozen=True)
class ExtendEven(Rule):
    """∫_0^∞ f(x) dx  →  ½ ∫_{-∞}^∞ f(u) du for an even f, the new variable u running over the whole line.

    >>> from sympy import exp
    >>> from sympy.abc import s, v, x
    >>> str(ExtendEven(v).derive(Equation(s, Integral(exp(-(x**2)), (x, 0, oo)))))
    's = Integral(exp(-v**2), (v, -oo, oo))/2'
    """

    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """Halve the integral over the whole line."""
        integral = only(Integral, source.rhs)
        x, low, high = symbolic.single_limits(integral)
        if (low, high) != (Integer(0), oo):
            raise RuleError(f"an integral from 0 to oo is wanted, found {integral}")
        even = integral.function.xreplace({x: self.variable})
        if symbolic.zero_method(even - symbolic.put(even, {self.variable: -self.variable})) is None:
            raise RuleError(f"an integrand even in {self.variable} is wanted, found {even}")
        whole = Integral(even, (self.variable, -oo, oo)) * Rational(1, 2)
        return Equation(*source.sides[:1], symbolic.outside_first(source.rhs.xreplace({integral: whole})))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The integrand has the same ball at u and at -u, and twice the new factor is the old one."""
        change = rewriting(source, Integral, result, Integral)
        before, after = change.before, change.after
        x, low, high = symbolic.single_limits(before.part)
        u, start, end = symbolic.single_limits(after.part)
        if (low, high, start, end) != (Integer(0), oo, -oo, oo):
            return undecided(f"a half line made a whole one is wanted, found {before.part} and {after.part}")
        judge = judge.binding({u: REAL})
        old = before.part.function.xreplace({x: u})
        return weakest(
            change.surroundings(judge),
            judge.equal(old, symbolic.put(old, {u: -u})),
            judge.equal(before.factor * old, 2 * after.factor * after.part.function),
        )

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "evenness of the integrand"


def _interval(low: Expr, high: Expr) -> Domain:
    return Domain("real", Interval(_end(low), _end(high)))


def _end(end: Expr) -> Fraction | None:
    if isinstance(end, Rational):
        return Fraction(end.p, end.q)
    if end in (oo, -oo):
        return None
    raise RuleError(f"a rational or infinite end of the range is wanted, found {end}")
