"""An equation that holds for all values of a symbol, at one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Derivative, Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.domain import Domain, Interval
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import domains_of, jointly
from dehsym.verdict import Verdict, proved, refuted, undecided

_NAME = re.compile(r"\bx\b")
"""The letter in the text of a domain."""


@final
@dataclass(frozen=True)
class Substitute(Rule):
    """a(s) = b(s) for all s  →  a(v) = b(v), for a value v in the domain of s. Nothing is chosen: it holds for every v.

    >>> from sympy import Integer
    >>> from sympy.abc import a, x
    >>> str(Substitute({x: Integer(2)}).derive(Equation(a, x**2 + 1)))
    'a = 5'
    """

    values: Mapping[Expr, Expr]

    def derive(self, source: Equation) -> Equation:
        """Put the values at once."""
        for symbol in self.values:
            if not isinstance(symbol, Symbol) or symbol not in source.symbols:
                raise RuleError(f"{symbol} is wanted as a symbol of the equation, found {source}")
            self._check_free(source, symbol)
        return source.put(self.values)

    def _check_free(self, source: Equation, symbol: Symbol) -> None:
        for member in source.members:
            operators = [*symbolic.binding_operators(member), *member.atoms(Derivative)]
            for operator in operators:
                bound = set(symbolic.bound_variables(operator))
                if isinstance(operator, Derivative):
                    bound |= set(operator.variables)
                if captured := bound & ({symbol} | self.values[symbol].free_symbols):
                    raise RuleError(f"symbols that are not bound are wanted, {captured} are in {operator}")

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The values lie in their domains; the source, evaluated there and not rewritten, is the result."""
        values = {symbol: value for symbol, value in self.values.items() if isinstance(symbol, Symbol)}
        inside = [self._inside(symbol, value, judge) for symbol, value in values.items()]
        numbers = {symbol: value for symbol, value in values.items() if isinstance(value, Rational)}
        others = {symbol: value for symbol, value in values.items() if symbol not in numbers}
        there = judge.binding({symbol: _only(value) for symbol, value in numbers.items()})
        return jointly(*inside, there.same(source.each(lambda member: member.xreplace(others)), result))

    @staticmethod
    def _inside(symbol: Symbol, value: Expr, judge: Judge) -> Verdict:
        """Whether the value lies in the domain of the symbol."""
        domain = domains_of(judge, symbol)[symbol]
        name = f"{typed(value)} lies where {typed(_NAME.sub(str(symbol), str(domain)))}"
        if isinstance(value, Rational):
            number = Fraction(value.p, value.q)
            inside = (number, Fraction(0)) in domain if domain.kind == "complex" else number in domain
            return proved(name, "domain") if inside else refuted(f"it is not so that {name}")
        if domain.kind == "complex":
            return proved(name, "domain") if domain == Domain("complex") else undecided(f"it is open whether {name}")
        if not (value.is_integer if domain.kind == "integer" else value.is_real):
            return undecided(f"it is open whether {name}")
        low, high = domain.values.low, domain.values.high
        bounds = [] if low is None else [value - Rational(low.numerator, low.denominator)]
        bounds += [] if high is None else [Rational(high.numerator, high.denominator) - value]
        return jointly(proved(name, "domain"), *map(judge.positive, bounds))

    def because(self, latex: Latex) -> str:
        """Say which."""
        return "putting " + ", ".join(f"${latex(symbol)} = {latex(value)}$" for symbol, value in self.values.items())


def _only(value: Rational) -> Domain:
    place = Fraction(value.p, value.q)
    return Domain("real", Interval(place, place, low_closed=True, high_closed=True))
