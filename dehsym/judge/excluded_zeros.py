"""The zeros that a proof leaves out: whether the domains have any, and whether the claim holds or fails there.

A proof by z/|z| for sign z, or by atan(1/z) for acot z, says nothing where z = 0. Such a claim is proved only if each
zero is impossible, is settled by itself, or leaves a side without a value. Where an enclosure shows that there is a
zero, what vanishes there is 0 *exactly*: it is put for the arguments that have it as a factor, and balls over the rest
may then be disjoint. That refutes the claim at a number of which an enclosure is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from itertools import islice
from typing import final

import sympy
from sympy import Add, Expr, I, Integer, Mul, Pow, Rational, Symbol

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.balls import Point, ball_text, compile_enclosure, text_of, working_precision
from dehsym.domain import Exact
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation, Effort, Finding
from dehsym.judge.contact import REACH, certified_zero, disc_about, enclosure_text, holds_throughout
from dehsym.judge.exceptions import holds_at_zeros
from dehsym.judge.probing import Probe, solved
from dehsym.judge.question import Question
from dehsym.proof.methods import SYMPY_GIVES_UP
from dehsym.proof.sign import sign_of
from dehsym.proposition import Operator, Relation
from dehsym.verdict import Verdict, Witness, refuted

_STARTS = 6
_BITS = 128
_EFFORT = Effort(digits=20, most=512)


class AtZeros(Enum):
    """What is known of a claim where something vanishes that a proof leaves out."""

    PROVED = "proved"
    WITHOUT_VALUE = "without a value"
    OPEN = "open"


def settled_at_zeros(question: Question, expr: Expr) -> AtZeros | Verdict:
    """What the claim is where `expr` = 0, or a refutation there.

    >>> from sympy import sign
    >>> from dehsym.domain import REAL
    >>> x = Symbol("x", real=True)
    >>> claim = Relation(sign(x**2 - 2) ** 2, Operator.EQUAL, Integer(1))
    >>> settled_at_zeros(Question(claim, claim, {x: REAL}), x**2 - 2).kind.word
    'refuted'
    """
    try:
        if _are_excluded(question, expr) or holds_at_zeros(question, expr):
            return AtZeros.PROVED
        found = [_settled_where(question, factor) for factor in _factors(expr)]
    except SYMPY_GIVES_UP:
        return AtZeros.OPEN
    worst = AtZeros.PROVED
    for each in found:
        if isinstance(each, Verdict):
            return replace(each, seed=question.seed)
        worst = each if worst is AtZeros.PROVED or each is AtZeros.OPEN else worst
    return worst


def _factors(expr: Expr) -> list[Expr]:
    """What vanishes where the expression does, each without the modulus or conjugate around it."""
    found: list[Expr] = []
    for factor, _ in symbolic.factors_and_exponents(expr):
        inner = factor
        while isinstance(inner, sympy.Abs | sympy.conjugate | sympy.sign):
            inner = inner.args[0]
        found.extend([inner] if inner in (expr, -expr) else _factors(inner))
    return [factor for factor in found if factor.free_symbols]


def _are_excluded(question: Question, expr: Expr) -> bool:
    """Whether conditions of the claim say that no factor of the expression vanishes."""
    stated = [each for each in question.conditions if each.operator in (Operator.UNEQUAL, Operator.LESS)]
    apart = {factor for each in stated for factor in _factors(each.left - each.right)}
    return all(factor in apart or -factor in apart for factor in _factors(expr))


def _settled_where(question: Question, factor: Expr) -> AtZeros | Verdict:
    """The same as `settled_at_zeros`, where one factor vanishes."""
    if sign_of(factor, question.domains):
        return AtZeros.PROVED
    if _has_it_in_a_denominator(question, factor):
        return AtZeros.WITHOUT_VALUE
    if (roots := _all_roots(question, factor)) is not None:
        return _settled_at(question, *roots)
    return _failure(question, factor) or AtZeros.OPEN


def _has_it_in_a_denominator(question: Question, factor: Expr) -> bool:
    """Whether a side, as it was typed, divides by the factor or takes its logarithm: it has no value at its zeros."""
    return any(
        factor in zero_bases or -factor in zero_bases
        for side in (question.typed.left, question.typed.right)
        for zero_bases in [set(_without_value_at_zero(side))]
    )


def _without_value_at_zero(expr: Expr) -> Iterator[Expr]:
    """What must not vanish for the expression to have a value; pieces and bodies of operators are left out."""
    if not (isinstance(expr, Add | Mul | Pow) or symbolic.is_plain_application(expr)):
        return
    if isinstance(expr, Pow):
        base, exponent = expr.as_base_exp()
        if isinstance(exponent, Rational) and exponent.p < 0:
            yield from _factors(base)
    if isinstance(expr, sympy.log):
        yield from _factors(expr.args[0])
    if isinstance(expr, sympy.atan | sympy.atanh):
        slope = I if isinstance(expr, sympy.atan) else Integer(1)
        yield from (factor for way in (1, -1) for factor in _factors(1 + way * slope * expr.args[0]))
    for part in expr.args:
        yield from _without_value_at_zero(part)


def _all_roots(question: Question, factor: Expr) -> tuple[Symbol, list[Fraction]] | None:
    """All zeros of a polynomial in the claim's only symbol, if they are sure to be rational numbers of its domain."""
    if len(question.symbols) != 1 or factor.free_symbols != set(question.symbols):
        return None
    (symbol,) = question.symbols
    coefficients = symbolic.coefficients_in(factor, symbol)
    if coefficients is None or not all(isinstance(each, Rational) for _, each in coefficients):
        return None
    domain = question.domains[symbol]
    linear = max(int(power) for power, _ in coefficients) == 1
    if not (linear or domain.kind == "integer"):
        return None
    roots = symbolic.rational_roots(factor, symbol)
    return symbol, [root for root in roots if (root, Fraction(0)) in domain or root in domain]


def _settled_at(question: Question, symbol: Symbol, roots: list[Fraction]) -> AtZeros | Verdict:
    """The claim at some numbers."""
    compiled, result = CompiledRelation.of(question.typed), AtZeros.PROVED
    for root in roots:
        place: Exact = (root, Fraction(0)) if question.domains[symbol].kind == "complex" else root
        outcome = compiled.at({symbol: place}, _EFFORT, confirm=False)
        if outcome.finding is Finding.FAILS:
            return refuted(f"{outcome.reason}: {outcome.witness}", outcome.witness)
        if outcome.finding in (Finding.ONE_SIDED, Finding.VOID):
            result = AtZeros.WITHOUT_VALUE if result is AtZeros.PROVED else result
        elif not (outcome.finding is Finding.HOLDS and outcome.exact):
            result = AtZeros.OPEN
    return result


# --- A failure at a zero of which an enclosure is known


@final
@dataclass(frozen=True, slots=True)
class _Pinned:
    """The relation with 0 in the place of arguments that vanish, and what those are divided by the vanishing factor."""

    relation: CompiledRelation
    cofactors: tuple[Expr, ...]


def _failure(question: Question, factor: Expr) -> Verdict | None:
    """A refutation at a certified zero of the factor, if one is found inside of the domains and conditions."""
    pinned = _pinned(question, factor)
    if pinned is None:
        return None
    filters = tuple(map(CompiledRelation.of, question.conditions))
    bases = list(islice(Probe(question.domains, question.sides, question.seed).generic(), _STARTS))
    for symbol in sorted(factor.free_symbols & set(question.symbols), key=str):
        if question.domains[symbol].kind == "integer":
            continue
        for base in bases:
            near = solved(factor, 0j, symbol, base)
            place = None if near is None else certified_zero(factor, near, symbol, base, question.domains[symbol])
            if place is not None and (found := _failure_at(pinned, factor, symbol, place, base, filters)):
                return found
    return None


def _failure_at(
    pinned: _Pinned, factor: Expr, symbol: Symbol, place: Exact, base: Point, filters: tuple[CompiledRelation, ...]
) -> Verdict | None:
    balls = {symbol: disc_about(place)}
    try:
        if not holds_throughout(filters, base, balls):
            return None
        with working_precision(_BITS):
            if not all(compile_enclosure(each).around(base, balls).is_finite() for each in pinned.cofactors):
                return None
            left, right = (side.around(base, balls) for side in (pinned.relation.left, pinned.relation.right))
    except EvaluationError:
        return None
    if not (left.is_finite() and right.is_finite()) or left.overlaps(right):
        return None
    where = enclosure_text(place, REACH)
    shown = tuple((name, where if name == str(symbol) else text) for name, text in text_of(base))
    witness = Witness(shown, ball_text(left), ball_text(right))
    evidence = f"the sides differ for some {typed(f'{symbol} = {where}')}, where {typed(f'{factor} = 0')}"
    return refuted(evidence, witness, "interval Newton")


def _pinned(question: Question, factor: Expr) -> _Pinned | None:
    """The typed equation with what vanishes put to 0; `None` if nothing that has a value there does."""
    cofactors: list[Expr] = []
    left, right = (_with_zeros(side, factor, cofactors) for side in (question.typed.left, question.typed.right))
    if not cofactors or question.typed.operator is not Operator.EQUAL:
        return None
    return _Pinned(CompiledRelation.of(Relation(left, Operator.EQUAL, right)), tuple(cofactors))


def _with_zeros(expr: Expr, factor: Expr, cofactors: list[Expr]) -> Expr:
    """The expression with 0 for every argument that is a product with the factor; the other factors are noted."""
    if factor.free_symbols.isdisjoint(expr.free_symbols) or expr.is_Atom:
        return expr
    if not (isinstance(expr, Add | Mul | Pow) or symbolic.is_plain_application(expr)):
        return expr
    if symbolic.is_plain_application(expr):
        arguments = [_argument(part, factor, cofactors) for part in expr.args]
    else:
        arguments = [_with_zeros(part, factor, cofactors) for part in expr.args]
    return symbolic.unevaluated(expr.func)(*arguments, evaluate=False)


def _argument(part: Expr, factor: Expr, cofactors: list[Expr]) -> Expr:
    powers = symbolic.factors_and_exponents(part)
    ours = [e for base, e in powers if base in (factor, -factor)]
    if not ours:
        return _with_zeros(part, factor, cofactors)
    if not all(isinstance(e, Rational) and e.p > 0 for e in ours):
        return part
    rest = [base**e for base, e in powers if base not in (factor, -factor)]
    cofactors.append(Mul(*rest) if rest else Integer(1))
    return Integer(0)
