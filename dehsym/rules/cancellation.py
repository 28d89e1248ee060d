"""A common factor cancelled that is known not to vanish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

from sympy import Expr

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Fact, Latex, Rule
from dehsym.rules.premises import jointly, nonvanishing
from dehsym.verdict import Verdict


@final
@dataclass(frozen=True)
class Cancel(Rule):
    """a k = b k, and a fact k^p = q in which q vanishes nowhere  →  a = b: the case k = 0 is there, and is excluded.

    `divisor` is a number times k.
    """

    divisor: Expr
    fact: Fact

    def derive(self, source: Equation) -> Equation:
        """Every member over the divisor, expanded."""
        self._other_side()
        return source.each(lambda member: symbolic.expanded(symbolic.spread(member) / self.divisor))

    def _other_side(self) -> tuple[Expr, Expr]:
        """The factor k, and the side of the fact that is not a power of it; raise `RuleError` where none is."""
        left, right = self.fact.equation.sides
        _, factor = self.divisor.as_coeff_Mul()
        for power, other in ((left, right), (right, left)):
            base, exponent = power.as_base_exp()
            if base == factor and exponent.is_positive:
                return factor, other
        raise RuleError(f"a fact about a power of {factor} is wanted, found {self.fact.equation}")

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Multiply again and compare; and the other side of the fact vanishes for no values of its symbols."""
        factor, other = self._other_side()
        same = judge.same(result.each(lambda member: member * self.divisor), source)
        if not same.holds:
            return same
        found = jointly(replace(same, conditions=()), nonvanishing(other, judge))
        no_case = f"{typed(f'{factor} = 0')} is no case, for then {typed(f'{other} = 0')}"
        return replace(found, evidence=f"{found.evidence}; {no_case}")

    def because(self, latex: Latex) -> str:
        """Say by what."""
        return f"dividing by ${latex(self.divisor)}$, which vanishes nowhere"
