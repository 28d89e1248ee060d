"""Sums over the same states, taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import Expr, Integer, Symbol

from dehsym import symbolic
from dehsym.domain import POSITIVE, REAL
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.heads import StateSum
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import only
from dehsym.rules.premises import jointly
from dehsym.verdict import Verdict


@final
@dataclass(frozen=True)
class UnderOneSum(Rule):
    """a Σ f + b Σ g + … + c  →  Σ (a f + b g + …) + c, the sums running over the same states.

    >>> from sympy.abc import a, n, s
    >>> str(UnderOneSum().derive(Equation(s, a * StateSum(1 / n, n) - StateSum(n, n))))
    's = StateSum(a/n - n, n)'
    """

    def derive(self, source: Equation) -> Equation:
        """The summands with their factors, in the variable of the first sum."""
        terms, rest = _linear(source.rhs)
        variable = terms[0][1].variable
        body: Expr = Integer(0)
        for factor, total in terms:
            body = body + factor * total.body.xreplace({total.variable: variable})
        return Equation(*source.sides[:1], StateSum(body, variable) + rest)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Both sides are linear in their sums, and agree with t f in the place of every Σ f, t any number.

        That is equality of the summands and of what stands beside them; it is all that holds for any set of states.
        """
        before, after = source.sides[1], result.sides[1]
        _linear(before)
        variable = only(StateSum, after).variable
        _linear(after)
        number = Symbol("#t", **REAL.assumptions)
        inner = judge.binding({variable: POSITIVE, number: REAL})
        same = inner.equal(_marked(before, variable, number), _marked(after, variable, number))
        return jointly(judge.equal(source.lhs, result.lhs), same)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "taking the sums together, state by state"


def _sums(side: Expr) -> list[StateSum]:
    return sorted(side.atoms(StateSum), key=symbolic.stable_text)


def _linear(side: Expr) -> tuple[list[tuple[Expr, StateSum]], Expr]:
    """The factors and sums of `side` and what stands beside them; raise `RuleError` if it is not linear in its sums.

    What a sum binds must not be free beside it: brought under one sum it would be taken for the bound variable.
    """
    terms: list[tuple[Expr, StateSum]] = []
    rest = side
    if met := sorted(side.free_symbols & {total.variable for total in _sums(side)}, key=str):
        raise RuleError(f"sums with no {met[0]} beside them, which they bind, are wanted, found {side}")
    for total in _sums(side):
        factor, rest = symbolic.coefficient(rest, total)
        terms.append((factor, total))
    if not terms or any(factor.has(StateSum) for factor, _ in terms):
        raise RuleError(f"a linear combination of sums over states is wanted, found {side}")
    return terms, rest


def _marked(side: Expr, variable: Symbol, number: Symbol) -> Expr:
    return side.xreplace({total: number * total.body.xreplace({total.variable: variable}) for total in _sums(side)})
