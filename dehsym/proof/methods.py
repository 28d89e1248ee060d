"""The list of exact methods, in the order in which they are tried. It is fixed, and each of them terminates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from sympy import Dummy, Expr

from dehsym import symbolic
from dehsym.domain import Domain
from dehsym.proof.function_rules import rewritten
from dehsym.proof.irrationality import is_nowhere_zero
from dehsym.proof.normal_form import Vanishing, vanishing
from dehsym.proof.one_point import by_derivative, by_exponential
from dehsym.proof.order import order_method
from dehsym.proof.realness import is_real_valued
from dehsym.proof.sign import sign_of
from dehsym.verdict import IDENTITY

SYMPY_GIVES_UP = (ArithmeticError, ValueError, TypeError, NotImplementedError, AttributeError, RecursionError)
"""What SymPy's questions about signs and factors end with now and then, on expressions that are in order.

Among them is what SymPy raises for functions of which it has no theory, `NotImplementedError`; none of it is ours.
"""


@final
@dataclass(frozen=True, slots=True)
class Proof:
    """What was done, by which method, and which expressions must not vanish for it."""

    method: str
    evidence: str
    nonzero: tuple[Expr, ...] = ()


def prove_equal(left: Expr, right: Expr, domains: Mapping[Expr, Domain]) -> Proof | None:
    """A proof that the sides are equal wherever both have a value, or `None` where no method of the list finds one.

    >>> from sympy.abc import x
    >>> prove_equal((x + 1) ** 2, x**2 + 2 * x + 1, {}).method
    'rational function of 1 generator'
    """
    if left == right:
        return Proof(IDENTITY, "both sides are the same expression")
    difference, hidden = _without_constant_operators(symbolic.held(left) - symbolic.held(right))
    for method in (vanishing, by_exponential, by_derivative, _by_rearrangement):
        try:
            found = method(difference, domains)
        except SYMPY_GIVES_UP:
            continue
        if found is not None:
            nonzero = tuple(symbolic.released(each.xreplace(hidden)) for each in found.nonzero)
            return Proof(found.method, f"the difference vanishes: {found.method}", nonzero)
    return None


def _without_constant_operators(expr: Expr) -> tuple[Expr, dict[Expr, Expr]]:
    """The expression with a symbol for every integral, sum or limit that is a number and that no rule carries out.

    No method looks inside of these, and SymPy, asked whether one is 0, would compute it by quadrature. Also what each
    symbol stands for.
    """
    numbers = dict.fromkeys(part for part in symbolic.binding_operators(expr) if not part.free_symbols)
    symbols: dict[Expr, Expr] = {part: Dummy(complex=True) for part in numbers if rewritten(part) is None}
    return expr.xreplace(symbols), {symbol: part for part, symbol in symbols.items()}


def _by_rearrangement(difference: Expr, domains: Mapping[Expr, Domain]) -> Vanishing | None:
    """SymPy's own terminating rearrangements, which follow the assumptions of the symbols."""
    method = symbolic.zero_method(difference)
    return None if method is None else Vanishing(method)


def prove_order(left: Expr, right: Expr, domains: Mapping[Expr, Domain], *, strict: bool) -> Proof | None:
    """A proof of left < right or, if not `strict`, left <= right; `None` where no method of the list finds one.

    An order is one of real numbers: that both sides are real is part of the proof.

    >>> from sympy import Symbol
    >>> from dehsym.domain import POSITIVE
    >>> x = Symbol("x", positive=True)
    >>> prove_order(x, x + 1, {x: POSITIVE}, strict=True).method
    'signs of factors and terms'
    """
    left, right = symbolic.held(left), symbolic.held(right)
    try:
        if not all(is_real_valued(_without_constant_operators(side)[0], domains) for side in (left, right)):
            return None
        difference, _ = _without_constant_operators(right - left)
        method = order_method(difference, domains, strict=strict)
        if method is None and strict and is_nowhere_zero(difference, domains):
            method = order_method(difference, domains, strict=False)
    except SYMPY_GIVES_UP:
        return None
    return None if method is None else Proof(method, f"the difference is positive by {method}")


def prove_unequal(left: Expr, right: Expr, domains: Mapping[Expr, Domain]) -> Proof | None:
    """A proof that the sides are nowhere equal: their difference is a number, or keeps one sign.

    >>> from sympy.abc import x
    >>> prove_unequal(x, x + 1, {}).method
    'the sign of the difference'
    """
    try:
        difference, _ = _without_constant_operators(symbolic.held(left) - symbolic.held(right))
        sign = sign_of(symbolic.spread(difference), domains)
        if not sign and is_nowhere_zero(difference, domains):
            return Proof("rational roots", "the difference has no zero among rational numbers")
    except SYMPY_GIVES_UP:
        return None
    return Proof("the sign of the difference", "the difference keeps one sign") if sign else None
