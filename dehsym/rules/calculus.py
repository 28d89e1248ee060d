"""Rules on derivatives, differentials, limits and real integrals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal, final

from flint import acb, arb
from sympy import AccumBounds, Derivative, Expr, Integer, Integral, Limit, Rational, S, Symbol, oo
from sympy.core.numbers import Infinity, NegativeInfinity

from dehsym import symbolic
from dehsym.backticks import typed, typed_point
from dehsym.balls import Enclosure, Point, ball_text, compile_enclosure, text_of
from dehsym.domain import FRACTION, REAL, Domain, Interval
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.heads import Differential
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import linear, only, rewriting
from dehsym.rules.premises import jointly, over_interval, positive_throughout
from dehsym.verdict import IDENTITY, Kind, Verdict, Witness, certified, proved, refuted, undecided, weakest

_LIMIT_DIGITS = 10
"""How near a member must have come to its limit at 2^-160: O(x^(1/4)) comes to 2^-40 = 10^-12."""
_STEPS = (20, 40, 80, 120, 160)
_LIMIT_BITS = 512


@final
@dataclass(frozen=True)
class Differentiate(Rule):
    """a(x) = b(x) for all x  →  a′(x) = b′(x).

    A member with symbols but without x would be a constant: an equation for x, such as a = x³, holds at single values
    of x and is refused.

    >>> from sympy import Function
    >>> from sympy.abc import x
    >>> str(Differentiate(x).derive(Equation(Function("a")(x), x**3)))
    'Derivative(a(x), x) = 3*x**2'
    """

    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """Differentiate every member symbolically."""
        if source.has(self.variable):
            for member in source.members:
                if member.free_symbols and not member.has(self.variable):
                    raise RuleError(f"an equation for all {self.variable} is wanted, found a constant member {member}")
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
    """a(x) = b(x)  →  lim a = lim b as x tends to `to` from the right; from the left where `side` is "-".

    Where a member is continuous there, also under an integral over a finite range, the limit is its value. A member
    that holds an unknown function of x keeps its limit unevaluated, unless the function is among `regular`: those are
    taken to be continuous where they are needed. `to` may be ±oo.

    >>> from sympy import sin
    >>> from sympy.abc import a, x
    >>> str(TakeLimit(x).derive(Equation(a, sin(x) / x)))
    'a = 1'
    """

    variable: Symbol
    to: Expr = S.Zero
    regular: tuple[Expr, ...] = ()
    side: Literal["+", "-"] = "+"

    def derive(self, source: Equation) -> Equation:
        """Put the point; take SymPy's limit where that gives nothing finite; keep what is unknown."""
        return source.each(self._limit)

    def _limit(self, member: Expr) -> Expr:
        if self._is_unknown(member):
            return Limit(member, self.variable, self.to, self.side)
        value = symbolic.put(member, {self.variable: self.to})
        if not symbolic.is_finite_form(value):
            value = symbolic.limit_at(member, self.variable, self.to, self.side)
        if not symbolic.is_finite_form(value) or value.has(AccumBounds):
            raise RuleError(f"a finite limit is wanted, found {value} for {member}")
        return value

    def _is_unknown(self, member: Expr) -> bool:
        regular = {function.func for function in self.regular}
        return any(f.has(self.variable) and f.func not in regular for f in symbolic.opaque_functions(member))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Two roads for every member, which must not contradict each other; a kept limit must be its own.

        An asymptotic expansion with exact coefficients proves a limit, and refutes another one. The certified distances
        to it at 2^-20, …, 2^-160 from the point must shrink; they alone refute nothing, for a limit may be slow.
        """
        return jointly(*(self._approaches(a, b, judge) for a, b in zip(source.members, result.members, strict=True)))

    def _approaches(self, member: Expr, limit: Expr, judge: Judge) -> Verdict:
        kept = Limit(member, self.variable, self.to, self.side)
        if self._is_unknown(member):
            same = limit == kept
            return (
                proved("the limit is kept as it is", IDENTITY) if same else undecided("nothing is known of the limit")
            )
        if member == limit and not member.has(self.variable):
            return proved("the member does not depend on the variable", IDENTITY)
        if limit.has(self.variable):
            return undecided(f"the limit still holds {typed(self.variable)}")
        expanded = judge.equal(kept, limit)
        if expanded.kind is Kind.REFUTED:
            return replace(expanded, evidence=f"the asymptotic expansion has another limit: {expanded.evidence}")
        followed = self._followed(member, limit, judge)
        if not expanded.holds:
            return followed
        if not followed.holds:
            return replace(expanded, evidence=f"the asymptotic expansion has this limit: {expanded.evidence}")
        return replace(followed, evidence=f"{followed.evidence}; the asymptotic expansion has this limit too")

    @property
    def _near(self) -> Expr:
        """The place at a small positive distance, which the variable itself now stands for."""
        if self.to in (oo, -oo):
            return 1 / self.variable if self.to == oo else -1 / self.variable
        return self.to + self.variable if self.side == "+" else self.to - self.variable

    def _followed(self, member: Expr, limit: Expr, judge: Judge) -> Verdict:
        near = symbolic.put(member, {self.variable: self._near})
        distance, size = compile_enclosure(near - limit), compile_enclosure(limit)
        samples = judge.at(member, limit, count=4)
        for point in samples:
            if verdict := self._kept_apart(distance, point):
                return verdict
            unit = 1 + arb(size(point, _LIMIT_BITS).abs_upper())
            steps = [distance({**point, self.variable: Fraction(1, 2**k)}, _LIMIT_BITS) / unit for k in _STEPS]
            if not _shrink(steps):
                return undecided(f"no convergence seen at {typed_point(text_of(point))}")
        where = f"at $2^{{-{_STEPS[0]}}}$ to $2^{{-{_STEPS[-1]}}}$ from the point, for {len(samples)} points"
        return certified(f"the distance to the limit shrinks {where}", digits=_LIMIT_DIGITS, points=len(samples))

    def _kept_apart(self, distance: Enclosure, point: Point) -> Verdict | None:
        """A refutation where the distance, enclosed on a whole interval beside the point, leaves 0 out."""
        ball = over_interval(distance, point, self.variable, Fraction(0), Fraction(1, 2**20))
        if not ball.is_finite() or ball.contains(0):
            return None
        at = (*text_of(point), ("distance", "from 0 to 2^-20"))
        return refuted("the member stays away from the limit", Witness(at, ball_text(ball), "0"))

    def because(self, latex: Latex) -> str:
        """Say what goes where."""
        side = "" if self.side == "+" or self.to in (oo, -oo) else "^-"
        return rf"letting ${latex(self.variable)} \to {latex(self.to)}{side}$"


def _shrink(steps: list[acb]) -> bool:
    """Whether each is less than half of the one before, or nothing, and the last is below 10^-_LIMIT_DIGITS."""
    if not all(step.is_finite() for step in steps):
        return False
    sizes = [(arb(step.abs_lower()), arb(step.abs_upper())) for step in steps]
    nothing = arb(2) ** (-_LIMIT_BITS // 2)
    falling = all(far[1] < nothing or far[1] < near[1] / 2 for near, far in pairwise(sizes))
    return falling and bool(sizes[-1][1] < arb(10) ** -_LIMIT_DIGITS)


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
        """Enclose the integral by certified quadrature; and differentiate back by an end that is a symbol."""
        enclosed = judge.same(source, result)
        if not enclosed.holds:
            return enclosed
        pairs = zip(source.members, result.members, strict=True)
        return jointly(enclosed, *(self._back(a, b, judge) for a, b in pairs if a.has(Integral)))

    @staticmethod
    def _back(member: Expr, value: Expr, judge: Judge) -> Verdict:
        """The value V of ∫_a^b f has dV/db = f(b), or dV/da = -f(a), and vanishes for a = b."""
        whole = linear(Integral, member)
        x, low, high = symbolic.single_limits(whole.part)
        alone = (value - whole.rest) / whole.factor
        for end, other, sign in ((high, low, 1), (low, high, -1)):
            if isinstance(end, Symbol) and not other.has(end) and not whole.part.function.has(end):
                slope = judge.equal(Derivative(alone, end), sign * whole.part.function.xreplace({x: end}))
                empty = symbolic.put(alone, {end: other})
                at_nothing = judge.equal(empty, Integer(0)) if symbolic.is_finite_form(empty) else slope
                return jointly(slope, at_nothing)
        return proved("no end to differentiate by", IDENTITY)

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
        """Pull the integrand back by the chain rule in ball arithmetic, follow the ends, and see that g increases.

        The ends are followed by asymptotic expansions, the sign of g′ by exact signs or over whole dyadic intervals.
        """
        change = rewriting(source, Integral, result, Integral)
        before, after = change.before, change.after
        x, low, high = symbolic.single_limits(before.part)
        u, start, end = symbolic.single_limits(after.part)
        inner, place, domain = _parametrised(u, start, end)
        judge = judge.binding({inner: domain})
        new = self.new.xreplace({self.variable: place})
        slope, width = Derivative(new, inner), symbolic.differentiated(place.diff(inner))
        pulled = before.factor * before.part.function.xreplace({x: new}) * slope
        increasing = positive_throughout(Derivative(new, inner) * width, inner, judge)
        return jointly(
            change.surroundings(judge),
            judge.equal(pulled, after.factor * after.part.function.xreplace({u: place}) * width),
            _end_reached(self.new.xreplace({self.variable: u}), u, start, "+", low, judge),
            _end_reached(self.new.xreplace({self.variable: u}), u, end, "-", high, judge),
            increasing,
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
            return undecided(
                f"a half line made a whole one is wanted, found {typed(before.part)} and {typed(after.part)}"
            )
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


def _parametrised(variable: Symbol, low: Expr, high: Expr) -> tuple[Symbol, Expr, Domain]:
    """A parameter with a range of numbers, the place it stands for, and its domain.

    Where both ends are numbers or infinite that is the variable itself; otherwise its share of the way.
    """
    numbers = (Rational, Infinity, NegativeInfinity)
    if isinstance(low, numbers) and isinstance(high, numbers):
        return variable, variable, Domain("real", Interval(_end(low), _end(high)))
    if not (symbolic.is_finite_form(low) and symbolic.is_finite_form(high)):
        raise RuleError(f"finite ends, or rational and infinite ones, are wanted, found {low} and {high}")
    share = Symbol("#share", **FRACTION.assumptions)
    return share, low + (high - low) * share, FRACTION


def _end(end: Expr) -> Fraction | None:
    return Fraction(end.p, end.q) if isinstance(end, Rational) else None


def _end_reached(
    new: Expr, variable: Symbol, end: Expr, side: Literal["+", "-"], wanted: Expr, judge: Judge
) -> Verdict:
    """Whether g tends to `wanted` at an end of its range; an increasing g tends to ±oo where 1/g tends to 0."""
    if wanted not in (oo, -oo):
        found = judge.equal(Limit(new, variable, end, side), wanted)
        if found.holds or found.kind is Kind.REFUTED:
            return found
        return judge.equal(symbolic.limit_at(new, variable, end, side), wanted)
    if wanted != (oo if side == "-" else -oo):
        return undecided(f"an increasing function does not tend to {typed(wanted)} at this end")
    return judge.equal(Limit(1 / new, variable, end, side), Integer(0))
