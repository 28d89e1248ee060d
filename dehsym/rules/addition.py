"""The same term added to every member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr

from dehsym import symbolic
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import jointly
from dehsym.verdict import Verdict, undecided


@final
@dataclass(frozen=True)
class AddToBoth(Rule):
    """a = b  →  a + t = b + t, each member expanded.

    >>> from sympy.abc import a, b, t
    >>> str(AddToBoth(t).derive(Equation(a - t, b)))
    'a = b + t'
    """

    term: Expr

    def derive(self, source: Equation) -> Equation:
        """Every member and the term."""
        if self.term.is_zero:
            raise RuleError("a term other than 0 is wanted")
        return source.each(lambda member: symbolic.expanded(member + self.term))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Each member differs from that of the source by the term."""
        if len(source.members) != len(result.members):
            return undecided(f"{len(source.members)} members cannot be compared with {len(result.members)}")
        pairs = zip(source.members, result.members, strict=True)
        return jointly(*(judge.equal(new - old, self.term) for old, new in pairs))

    def because(self, latex: Latex) -> str:
        """Say which."""
        return f"adding ${latex(self.term)}$"
