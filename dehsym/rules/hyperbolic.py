"""Exponentials as hyperbolic functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr, Symbol, cosh, exp, sinh

from dehsym import symbolic
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.verdict import Verdict


@final
@dataclass(frozen=True)
class AsHyperbolic(Rule):
    """Exponentials e^u of an argument that holds `variable`  →  cosh u + sinh u (DLMF 4.28.1).

    >>> from sympy.abc import a, x
    >>> str(AsHyperbolic(x).derive(Equation(a, exp(x) / 2 + exp(-x) / 2)))
    'a = cosh(x)'
    """

    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """Put the sums, multiply out, and take common factors out again."""
        if not any(each.has(self.variable) for member in source.members for each in member.atoms(exp)):
            raise RuleError(f"an exponential of {self.variable} is wanted, found {source}")
        return source.each(self._rewritten)

    def _rewritten(self, member: Expr) -> Expr:
        found = [each for each in member.atoms(exp) if each.has(self.variable)]
        if not found:
            return member
        sums = {each: cosh(each.args[0]) + sinh(each.args[0]) for each in found}
        return symbolic.numbers_in_front(symbolic.spread(member.xreplace(sums)))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Every member is equal to that of the source, for all values of its symbols."""
        return judge.same(source, result)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return f"the hyperbolic functions of ${latex(self.variable)}$"
