"""Power series put into one another, and their coefficients read off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from flint import acb_series
from sympy import Derivative, Expr, Integer, Symbol, factorial

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.balls import compile_enclosure, distinct_texts, text_of, working_precision
from dehsym.domain import ORIGIN
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.judge.comparison import agreement
from dehsym.precision import series_length
from dehsym.rule import Fact, Latex, Rule
from dehsym.verdict import Verdict, Witness, approximate, refuted, undecided

_BITS = 128
_CHOICES = 4
_DIGITS = 25


@final
@dataclass(frozen=True)
class ComposeSeries(Rule):
    """a = Σ c_j x^j, and a fact x = b_1 y + b_2 y² + …  →  a = Σ_{k≤n} d_k y^k, up to O(y^{n+1}).

    Both series are polynomials here, cut off at order n at the earliest.
    """

    fact: Fact
    order: int

    def derive(self, source: Equation) -> Equation:
        """Horner's rule with exact coefficients."""
        outer, inner, argument = self._read(source)
        total: Expr = Integer(0)
        for power, coefficient in enumerate(_composed(outer, inner, self.order + 1)):
            total = total + symbolic.one_fraction(coefficient) * argument**power
        return Equation(*source.sides[:1], total)

    def _read(self, source: Equation) -> tuple[list[Expr], list[Expr], Symbol]:
        left, right = self.fact.equation.sides
        symbols = sorted(right.free_symbols, key=str)
        if not isinstance(left, Symbol) or len(symbols) != 1 or self.order < 1:
            raise RuleError(f"a symbol as a power series in one other is wanted, found {self.fact.equation}")
        inner = symbolic.power_coefficients(right, symbols[0])
        if not inner[0].is_zero:
            raise RuleError(f"a series without a constant is wanted, found {right}")
        if not source.rhs.has(left):
            raise RuleError(f"a series in {left} is wanted, found {source.rhs}")
        return symbolic.power_coefficients(source.sides[1], left), inner, symbols[0]

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The coefficients are those of Arb's own composition of the two series, in balls."""
        outer, inner, argument = self._read(source)
        found = symbolic.power_coefficients(result.sides[1], argument)
        if len(found) > self.order + 1:
            return undecided(f"a polynomial of a degree up to {self.order} is wanted, found {typed(result.rhs)}")
        same = judge.equal(source.lhs, result.lhs)
        if not same.holds:
            return same
        found += [Integer(0)] * (self.order + 1 - len(found))
        compiled = [list(map(compile_enclosure, part)) for part in (outer, inner, found)]
        for point in judge.at(*outer, *inner, *found, count=_CHOICES):
            with working_precision(_BITS), series_length(self.order + 1):
                f, g, claimed = ([each(point, _BITS) for each in part] for part in compiled)
                own = acb_series(f, self.order + 1)(acb_series(g, self.order + 1))
                for power, ball in enumerate(claimed):
                    if not ball.overlaps(own[power]):
                        at = (*text_of(point), ("coefficient of power", str(power)))
                        witness = Witness(at, *distinct_texts(ball, own[power]))
                        return refuted(f"the coefficient of {typed(argument**power)} is another one", witness)
                    if not agreement(ball, own[power], _BITS) > _DIGITS:
                        return undecided(
                            f"the coefficient of {typed(argument**power)} was not enclosed to {_DIGITS} digits"
                        )
        shown = f"the coefficients are those of Arb's composition to {_DIGITS} digits"
        return approximate(f"{shown}, up to O({typed(argument ** (self.order + 1))})", "composition in balls")

    def because(self, latex: Latex) -> str:
        """Say what is put in."""
        return rf"putting in the series for ${latex(self.fact.equation.lhs)}$, to order {self.order}"


def _composed(outer: Sequence[Expr], inner: Sequence[Expr], length: int) -> list[Expr]:
    """The first `length` coefficients of the outer series at the inner one, by Horner's rule."""
    total: list[Expr] = [Integer(0)] * length
    for coefficient in reversed(outer):
        product: list[Expr] = [Integer(0)] * length
        for i, a in enumerate(total):
            for j, b in enumerate(inner[: length - i]):
                product[i + j] = product[i + j] + a * b
        product[0] = product[0] + coefficient
        total = [symbolic.spread(each) for each in product]
    return total


@final
@dataclass(frozen=True)
class TakeCoefficient(Rule):
    """a = Σ c_j x^j  →  c = c_k, a name for the coefficient of x^k.

    >>> from sympy.abc import a, c, x
    >>> str(TakeCoefficient(c, x, 2).derive(Equation(a, 1 + 3 * x**2)))
    'c = 3'
    """

    name_of: Symbol
    variable: Symbol
    power: int

    def derive(self, source: Equation) -> Equation:
        """Read it off the polynomial."""
        found = symbolic.power_coefficients(source.rhs, self.variable)
        if source.has(self.name_of) or not 0 <= self.power < len(found):
            raise RuleError(f"a coefficient of {self.variable}^{self.power} is wanted in {source.rhs}")
        return Equation(self.name_of, found[self.power])

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The k-th derivative at 0, by Taylor arithmetic, over k!."""
        if result.lhs != self.name_of or result.rhs.has(self.variable):
            return undecided(
                f"a value of {typed(self.name_of)} without {typed(self.variable)} is wanted, found {typed(result)}"
            )
        if source.has(self.name_of):
            return undecided(f"{typed(self.name_of)} is in use already, in {typed(source)}")
        step = Symbol("#step", real=True)
        moved = source.rhs.xreplace({self.variable: step})
        slope = Derivative(moved, (step, self.power)) / factorial(self.power) if self.power else moved
        return judge.binding({step: ORIGIN}).equal(slope, result.rhs)

    def because(self, latex: Latex) -> str:
        """Say which."""
        return rf"reading off the coefficient of ${latex(self.variable**self.power)}$"
