"""Whether every member of an equation was multiplied by the same factor, and whether a case was lost on the way.

a = b gives N a/D = N b/D wherever D ≠ 0. Where D vanishes and the source holds, the result says more than the source: a
case is lost. Where N vanishes the result holds for nothing, and there is no way back.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sympy import Expr, Integer, Symbol

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.domain import Domain, Interval
from dehsym.equation import Equation
from dehsym.errors import CatalogueError, RuleError
from dehsym.judge import Judge
from dehsym.rules.ideal import membership
from dehsym.rules.premises import as_condition, domains_of, jointly, nonvanishing
from dehsym.verdict import Kind, Verdict, Witness, refuted, undecided


def scaled(source: Equation, result: Equation, factor: Expr, judge: Judge) -> Verdict:
    """Whether `result` is `factor` times `source`, by dividing again; what must not vanish is a condition.

    Where the denominator of the factor vanishes in the domain and the source then holds, the step is REFUTED with a
    point at which the result fails; undecided if it only has no value there.

    >>> from dehsym.catalogue import Catalogue
    >>> from dehsym.domain import REAL
    >>> catalogue = Catalogue()
    >>> a = catalogue.symbol("a", meaning="a positive number")
    >>> r = catalogue.symbol("r", meaning="a real number", domain=REAL)
    >>> scaled(Equation(r**2, a * r), Equation(r, a), 1 / r, Judge(catalogue)).kind.word
    'refuted'
    """
    same = judge.same(result.each(lambda member: member / factor), source)
    if not same.holds:
        return same
    top, bottom = symbolic.numerator_and_denominator(factor)
    back = as_condition(nonvanishing(top, judge))
    safe = _safe(source, result, bottom, judge)
    return jointly(replace(same, conditions=()), back, safe)  # the points to avoid are what back and safe name


def _safe(source: Equation, result: Equation, divisor: Expr, judge: Judge) -> Verdict:
    found = nonvanishing(divisor, judge)
    if found.kind is not Kind.REFUTED:
        return found
    if not any(_is_lost(source, result, divisor, each, judge) for each in sorted(divisor.free_symbols, key=str)):
        return as_condition(found)
    case = typed(f"{divisor} = 0")
    why = f"the case {case} is lost: there the source holds, and the result need not ({found.evidence})"
    failing = _counterexample(result, divisor, found.witness, judge)
    lost = undecided(why) if failing is None else refuted(why, failing)
    return replace(lost, conditions=found.conditions)


def _counterexample(result: Equation, divisor: Expr, zero: Witness | None, judge: Judge) -> Witness | None:
    """Where the result fails at the zero of the divisor; `None` if that is not at exact numbers, or nothing fails."""
    try:
        at = {name: Fraction(value) for name, value in (zero.at if zero else ())}
    except ValueError:
        return None
    there = {
        symbol: Domain("real", Interval(at[str(symbol)], at[str(symbol)], low_closed=True, high_closed=True))
        for symbol in divisor.free_symbols
        if str(symbol) in at
    }
    return judge.binding(there).holds(result).witness


def _is_lost(source: Equation, result: Equation, divisor: Expr, symbol: Symbol, judge: Judge) -> bool:
    """Whether the source holds wherever the divisor vanishes, and the result has no value there or does not hold."""
    try:
        domains = domains_of(judge, *(each for each in source.symbols | result.symbols if each in judge.catalogue))
    except CatalogueError:
        return False

    def vanishes(expr: Expr) -> bool:
        try:
            membership([(expr, Integer(0))], divisor, symbol, domains)
        except RuleError:
            return False
        return True

    if not all(vanishes(source.lhs - member) for member in source.members[1:]):
        return False
    for member in result.members[1:]:
        top, bottom = symbolic.numerator_and_denominator(result.lhs - member)
        if vanishes(bottom) or not vanishes(top):
            return True
    return False
