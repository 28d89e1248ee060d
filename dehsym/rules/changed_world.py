"""Two steps that a derivation needs only in a changed world: nothing is left to do, and a root at the end of a domain.

What was written for mu > 0 eliminates a symbol that is gone where mu = 0, and solves for a temperature that is then 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.grant import Grant, GrantKind
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.verdict import Verdict, proved, undecided


@final
@dataclass(frozen=True)
class Unaffected(Rule):
    """a = b  →  a = b, where none of the `parts` occurs that the step would have dealt with.

    >>> from sympy.abc import a, b, x
    >>> str(Unaffected((x,)).derive(Equation(a, b)))
    'a = b'
    """

    parts: tuple[Expr, ...]

    def derive(self, source: Equation) -> Equation:
        """The source; raise `RuleError` if one of the parts occurs in it."""
        for part in self.parts:
            if source.has(part):
                raise RuleError(f"an equation without {part} is wanted, found {source}")
        return source

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Source and result are one."""
        if result == source:
            return proved("the line before", "identity")
        return undecided("the result is another equation than the source")

    def because(self, latex: Latex) -> str:
        """Say what is gone."""
        return "nothing to do, for without " + ", ".join(f"${latex(part)}$" for part in self.parts)


@final
@dataclass(frozen=True)
class AtTheEnd(Rule):
    """a(s) = b(s)  →  s = e, for an end e of the domain of s that solves it and does not belong to the domain.

    That the quantity is there at all, and that it is this end, is granted.

    >>> from sympy import Integer, Symbol
    >>> T = Symbol("T", positive=True)
    >>> str(AtTheEnd(T, Integer(0)).derive(Equation(Integer(0), T**3)))
    'T = 0'
    """

    unknown: Symbol
    end: Expr

    def derive(self, source: Equation) -> Equation:
        """The unknown is that end; raise `RuleError` unless it solves the source."""
        left, right = (self._there(member) for member in source.sides)
        if left != right or not symbolic.is_finite_form(left):
            raise RuleError(f"{source} is wanted to hold at {self.unknown} = {self.end}, it is {left} = {right}")
        return Equation(self.unknown, self.end)

    def _there(self, member: Expr) -> Expr:
        return symbolic.tidied(member.xreplace({self.unknown: self.end}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The judge finds both sides of the source equal with the end put in."""
        put = {result.lhs: result.rhs}
        return judge.same(
            Equation(source.lhs.xreplace(put), source.lhs.xreplace(put)), source.each(lambda each: each.xreplace(put))
        )

    @property
    def grants(self) -> tuple[Grant, ...]:
        """That the end of the domain is taken."""
        return (Grant(GrantKind.CHOICE, f"{typed(f'{self.unknown} = {self.end}')}, the end of its domain"),)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return f"going to the end ${latex(self.unknown)} = {latex(self.end)}$ of the domain"
