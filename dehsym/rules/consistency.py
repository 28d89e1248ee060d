"""Lines that were found under different choices, put side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import final

from sympy import Expr, Symbol

from dehsym.backticks import typed
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Fact, Latex, Rule
from dehsym.rules.premises import jointly
from dehsym.verdict import Kind, Verdict, undecided


@final
@dataclass(frozen=True)
class ChainConsistently(Rule):
    """a = b, and a fact a = c  →  a = b = c, if b = c follows from a second fact s = r: the two do not contradict it.

    Equality is transitive; but two lines that rest on different choices need not hold together. What the `link` s = r
    says of both is then the test.

    >>> from dataclasses import dataclass
    >>> from sympy.abc import a, b, s
    >>> @dataclass(frozen=True)
    ... class Known:
    ...     equation: Equation
    >>> rule = ChainConsistently(Known(Equation(a, s**2)), Known(Equation(s, -b)))
    >>> str(rule.derive(Equation(a, b**2)))
    'a = b**2 = s**2'
    """

    fact: Fact
    link: Fact

    def derive(self, source: Equation) -> Equation:
        """Append the other end of the fact."""
        left, right = self.fact.equation.lhs, self.fact.equation.rhs
        if left not in source.members:
            raise RuleError(f"a fact about a member of {source} is wanted, found {self.fact.equation}")
        return Equation.chain(*source.members, right)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The new member is that of the fact; and where the link holds it agrees with the member before it."""
        if result.members[:-1] != source.members:
            return undecided("the members before the last are not those of the source")
        left, right = self.fact.equation.lhs, self.fact.equation.rhs
        shared = max((judge.equal(left, member) for member in source.members), key=lambda verdict: verdict.kind)
        form = jointly(shared, judge.equal(right, result.rhs))
        if not form.holds:
            return form
        together = judge.equal(self._linked(source.rhs), self._linked(result.rhs))
        if together.kind is Kind.REFUTED:
            sides, link = f"{typed(source.rhs)} and {typed(result.rhs)}", typed(self.link.equation)
            why = f"{sides} contradict each other where {link}"
            return replace(together, evidence=f"{why}: {together.evidence}")
        return jointly(form, together)

    @property
    def _put(self) -> Mapping[Expr, Expr]:
        symbol, value = self.link.equation.sides
        if value.has(symbol):
            raise RuleError(f"a link that is solved for {symbol} is wanted, found {self.link.equation}")
        return {symbol: value}

    def _linked(self, member: Expr) -> Expr:
        """What the link makes of a member; raise `RuleError` where it speaks of a bound variable there."""
        bound = member.atoms(Symbol) - member.free_symbols
        if met := sorted(bound & self.link.equation.symbols, key=str):
            raise RuleError(f"a link without {met[0]}, which is bound in {member}, is wanted")
        return member.xreplace(self._put)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "putting both results side by side"
