"""Places that a proof leaves out: an equation is proved there by itself, with the zero put for its symbol."""

from __future__ import annotations

from fractions import Fraction

from sympy import Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.errors import RuleError
from dehsym.judge.question import Question
from dehsym.proof import prove_equal
from dehsym.proof.sign import sign_of


def holds_at_zeros(question: Question, expr: Expr) -> bool:
    """Whether the equation is proved wherever `expr` = 0 and both sides have a value; `False` if that is not shown.

    >>> from sympy import sqrt
    >>> from dehsym.domain import COMPLEX
    >>> from dehsym.proposition import Operator, Relation
    >>> z = Symbol("z", complex=True)
    >>> claim = Relation(sqrt(z) ** 3, Operator.EQUAL, z * sqrt(z))
    >>> holds_at_zeros(Question(claim, claim, {z: COMPLEX}), z)
    True
    """
    return all(_holds_where_zero(question, factor) for factor, _ in symbolic.factors_and_exponents(expr))


def _holds_where_zero(question: Question, factor: Expr) -> bool:
    if factor.is_zero is False or sign_of(factor, question.domains):
        return True  # it has no zeros
    return any(_holds_at_root(question, factor, symbol) for symbol in sorted(factor.free_symbols, key=str))


def _holds_at_root(question: Question, factor: Expr, symbol: Expr) -> bool:
    """Whether the factor is linear in the symbol, and the equation holds with its root in the symbol's place."""
    domain = question.domains.get(symbol)
    if domain is None or not isinstance(symbol, Symbol):
        return False
    try:
        slope, rest = symbolic.coefficient(factor, symbol)
    except RuleError:
        return False
    if not isinstance(slope, Rational):
        return False
    root = -rest / slope
    if isinstance(root, Rational) and domain.kind != "complex" and Fraction(root.p, root.q) not in domain:
        return True
    left, right = (symbolic.put(symbolic.held(side), {symbol: root}) for side in question.sides)
    proof = prove_equal(left, right, {key: value for key, value in question.domains.items() if key != symbol})
    return proof is not None and not proof.nonzero
