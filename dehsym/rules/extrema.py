"""Where a function is greatest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from sympy import Derivative, Expr, Integer, Rational, Symbol

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.domain import FRACTION, ORIGIN, POSITIVE, Domain
from dehsym.equation import Equation
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import domains_of, jointly, positive_throughout
from dehsym.verdict import Kind, Verdict, undecided


@final
@dataclass(frozen=True)
class Maximum(Rule):
    """a = f(x)  →  x = x₀, the place in the domain of x at which f is greatest: f′ > 0 before it and f′ < 0 behind it.

    SymPy finds the place as the one root of f′; its `maximum` of ln(x)/x over the positive numbers is oo, and is not
    asked.

    >>> from sympy import exp, symbols
    >>> a, x = symbols("a x", positive=True)
    >>> str(Maximum(x).derive(Equation(a, x * exp(-x))))
    'x = 1'
    """

    variable: Symbol

    def derive(self, source: Equation) -> Equation:
        """Solve f′ = 0."""
        _, body = source.sides
        slope = symbolic.differentiated(body.diff(self.variable))
        return Equation(self.variable, symbolic.root_for(symbolic.one_fraction(slope), Integer(0), self.variable))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The place lies inside the domain; Taylor arithmetic finds f′ = 0 there; f′ keeps its sign on either side.

        On either side the sign is exact, or enclosed in balls over whole dyadic intervals of the distance; at points
        only where neither succeeds, and then the evidence says so.
        """
        _, body = source.sides
        place = result.rhs
        if result.lhs != self.variable or place.has(self.variable):
            return undecided(f"a place of the maximum over {typed(self.variable)} is wanted, found {typed(result)}")
        domain = domains_of(judge, self.variable)[self.variable]
        if domain.kind != "real":
            return undecided(f"a real variable is wanted, {typed(self.variable)} is {domain.kind}")
        step = Symbol("#step", real=True)
        moved = body.xreplace({self.variable: place + step})
        critical = judge.binding({step: ORIGIN}).equal(Derivative(moved, step), Integer(0))
        inside = [judge.positive(bound) for bound in _distances(place, domain)]
        found = jointly(critical, *inside)
        return jointly(found, *self._sides(body, place, domain, judge)) if found.holds else found

    def _sides(self, body: Expr, place: Expr, domain: Domain, judge: Judge) -> Iterator[Verdict]:
        """Whether f falls with the distance from the place, on either side."""
        for name, way, end in (("before", -1, domain.values.low), ("behind", 1, domain.values.high)):
            reach = Integer(1) if end is None else way * (_number(end) - place)
            share = Symbol("#distance", positive=True)
            there = judge.binding({share: POSITIVE if end is None else FRACTION})
            moved = body.xreplace({self.variable: place + way * reach * share})
            found = positive_throughout(-Derivative(moved, share), share, there)
            if found.kind is Kind.REFUTED:
                where = typed(f"{self.variable} = {place}")
                evidence = f"no maximum: {name} {where} the function is greater somewhere"
                found = replace(found, evidence=evidence)
            yield replace(found, evidence=f"{name} the place {found.evidence}") if found.holds else found

    def because(self, latex: Latex) -> str:
        """Say of what."""
        return rf"the maximum over ${latex(self.variable)}$"


def _number(end: Fraction) -> Rational:
    return Rational(end.numerator, end.denominator)


def _distances(place: Expr, domain: Domain) -> list[Expr]:
    low, high = domain.values.low, domain.values.high
    found = [] if low is None else [place - _number(low)]
    return found if high is None else [*found, _number(high) - place]
