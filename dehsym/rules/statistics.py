"""Rules on means and variances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.verdict import Verdict, undecided


@final
@dataclass(frozen=True)
class VarianceOfMultiple(Rule):
    """⟨Y⟩ = k ⟨X⟩ because Y = kX  →  σ²(Y) = k² σ²(X).

    `mean` is ⟨X⟩, `variance` σ²(X), `result_variance` σ²(Y), all catalogued symbols.

    >>> from sympy.abc import k, s, v, x, y
    >>> str(VarianceOfMultiple(mean=x, variance=v, result_variance=s).derive(Equation(y, k * x)))
    's = k**2*v'
    """

    mean: Expr
    variance: Expr
    result_variance: Expr

    def derive(self, source: Equation) -> Equation:
        """Read k off as the coefficient of ⟨X⟩."""
        _, right = source.sides
        factor, rest = symbolic.coefficient(right, self.mean)
        if not rest.is_zero:
            raise RuleError(f"a multiple of {self.mean} is wanted, found {right}")
        return Equation(self.result_variance, factor**2 * self.variance)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """From the definition: ⟨(kX)²⟩ - ⟨kX⟩² with k = ⟨Y⟩/⟨X⟩ and ⟨X²⟩ = σ²(X) + ⟨X⟩²."""
        if result.lhs != self.result_variance:
            return undecided(f"the result is not about {typed(self.result_variance)}")
        _, shift = symbolic.coefficient(source.rhs, self.mean)
        if not shift.is_zero:
            return undecided(f"a multiple of {typed(self.mean)} is wanted, found {typed(source.rhs)}")
        ratio = source.rhs / self.mean
        mean_square = self.variance + self.mean**2
        return judge.equal(ratio**2 * mean_square - (ratio * self.mean) ** 2, result.rhs)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return rf"the variance of a multiple of ${latex(self.mean)}$"
