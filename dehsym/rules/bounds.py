"""The least upper bound of a function that rises towards an end of its domain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, final

from sympy import Derivative, Expr, Limit, Rational, Symbol, oo

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import domains_of, jointly, positive_throughout, smooth_throughout
from dehsym.verdict import IDENTITY, Verdict, proved, undecided


@final
@dataclass(frozen=True)
class LeastUpperBound(Rule):
    """a = f(x)  →  s = lim f(x) as x tends to an end of its domain, f strictly rising towards it: sup f, not attained.

    `side` is "+" for the lower end, which is reached from the right, and "-" for the upper one.

    >>> from sympy import Integer
    >>> from sympy.abc import a, s, x
    >>> str(LeastUpperBound(x, Integer(0), s).derive(Equation(a, 1 / (1 + x))))
    's = 1'
    """

    variable: Symbol
    end: Expr
    bound: Symbol
    side: Literal["+", "-"] = "+"

    def derive(self, source: Equation) -> Equation:
        """SymPy's limit."""
        _, body = source.sides
        if source.has(self.bound):
            raise RuleError(f"a new symbol is wanted for the bound, {self.bound} occurs in {source}")
        limit = symbolic.limit_at(body, self.variable, self.end, self.side)
        if not symbolic.is_finite_form(limit) or limit.has(Limit):
            raise RuleError(f"a finite limit of {body} at {self.variable} = {self.end} is wanted, found {limit}")
        return Equation(self.bound, limit)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """An expansion has this limit; the place is the end of the domain; numerator and denominator of f′ keep a sign.

        A function that rises strictly towards an end stays below its limit there, and comes as near to it as one likes.
        Its slope says that it rises only where it does not jump: f must be smooth in the whole domain.
        """
        _, body = source.sides
        if result.lhs != self.bound:
            return undecided(f"the result is not about {typed(self.bound)}")
        if not self._is_end(judge):
            return undecided(f"{typed(self.end)} is not the end of the domain of {typed(self.variable)}")
        if source.has(self.bound):
            return undecided(f"{typed(self.bound)} is in use already, in {typed(source)}")
        limit = judge.equal(Limit(body, self.variable, self.end, self.side), result.rhs)
        if not limit.holds:
            return limit
        rising = self._rises(body, judge)
        if not rising.holds:
            unseen = f"{typed(body)} is not seen to rise all the way to {typed(self.end)}"
            return replace(rising, evidence=f"{unseen}: {rising.evidence}")
        found = jointly(rising, limit, smooth_throughout(body, self.variable, judge))
        if not found.holds:
            return found
        return replace(found, evidence=f"it rises: {rising.evidence}; to the limit: {limit.evidence}")

    def _is_end(self, judge: Judge) -> bool:
        domain = domains_of(judge, self.variable)[self.variable]
        if domain.kind != "real":
            return False
        place = domain.values.low if self.side == "+" else domain.values.high
        if place is None:
            return self.end == (-oo if self.side == "+" else oo)
        return self.end == Rational(place.numerator, place.denominator)

    def _rises(self, body: Expr, judge: Judge) -> Verdict:
        """Whether f falls with the distance from the end: its slope as one fraction, both parts of one sign."""
        sign = -1 if self.side == "+" else 1
        slope = symbolic.one_fraction(sign * symbolic.differentiated(body.diff(self.variable)))
        same = judge.equal(sign * Derivative(body, self.variable), slope)
        top, bottom = symbolic.numerator_and_denominator(slope)
        parts = [part for part in (top, bottom) if part.free_symbols or not part.is_positive]
        if not parts:
            return jointly(proved("its slope is positive", IDENTITY), same)
        for way in (1, -1):
            found = jointly(*(positive_throughout(way * part, self.variable, judge) for part in parts))
            if found.holds:
                return jointly(found, same)
        return positive_throughout(slope, self.variable, judge)

    def because(self, latex: Latex) -> str:
        """Say of what, and where."""
        end = rf"${latex(self.variable)} \to {latex(self.end)}$"
        return f"the least upper bound, which is the limit for {end} and not attained"
