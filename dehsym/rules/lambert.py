"""Equations between an unknown and its logarithm, solved on either real branch of the Lambert W function.

ln x = p x + q has the roots x = -W_k(-p e^q)/p: with w = -p x it says w e^w = -p e^q (Corless, Gonnet, Hare, Jeffrey
and Knuth, Adv. Comput. Math. 5 (1996) 329, Sections 1 and 4; DLMF 4.13). For 0 < p e^q < 1/e both k = 0 and k = -1 are
real. SymPy's `solve` gives the principal branch alone, which may be a root that is no solution: for ln(x)/(x - 1) = r
with 0 < r < 1 it is x = 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, final

from sympy import Integer, LambertW, Symbol, exp, log

from dehsym import symbolic
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.branches import only_solution
from dehsym.verdict import Verdict


@final
@dataclass(frozen=True)
class LambertRoot(Rule):
    """a(x) = b(x), the same as ln x = p x + q  →  x = -W_k(-p e^q)/p, which must be the one root in the domain of x.

    `branch` is k: 0, the principal one, has p x ≤ 1, and -1 has p x ≥ 1.

    >>> from sympy.abc import r, x
    >>> str(LambertRoot(x, -1).derive(Equation(r, log(x) / (x - 1))))
    'x = -LambertW(-r*exp(-r), -1)/r'
    """

    unknown: Symbol
    branch: Literal[0, -1]

    def derive(self, source: Equation) -> Equation:
        """Read p and q off the numerator of the difference, which must be linear in x and ln x."""
        left, right = source.sides
        numerator, _ = symbolic.numerator_and_denominator(symbolic.one_fraction(left - right))
        of_logarithm, rest = symbolic.coefficient(numerator, log(self.unknown))
        of_unknown, constant = symbolic.coefficient(rest, self.unknown)
        if any(each.has(self.unknown) for each in (of_logarithm, of_unknown, constant)):
            raise RuleError(f"an equation linear in {self.unknown} and its logarithm is wanted, found {source}")
        p, q = -of_unknown / of_logarithm, -constant / of_logarithm
        return Equation(self.unknown, -LambertW(-p * exp(q), Integer(self.branch)) / p)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Put the root back, see that it lies in the domain, and count the roots by isolating them in balls."""
        return only_solution(source, self.unknown, result, judge)

    def because(self, latex: Latex) -> str:
        """Say for what, and on which branch."""
        return rf"solving for ${latex(self.unknown)}$ on the branch $W_{{{self.branch}}}$ of the Lambert function"
