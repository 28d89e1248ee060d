"""Sums inside a sum, made ready for the outer index: short ones written out, constant factors taken out."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from dehsym.balls.substitution import BINDERS

MOST_WRITTEN_OUT = 32


def with_inner_sums_ready(expr: Expr, k: Symbol) -> Expr:
    """Return the same expression, in which fewer sums and products depend on k.

    >>> from sympy import Sum, oo
    >>> from sympy.abc import j, k, x
    >>> with_inner_sums_ready(Sum(x ** (j + k), (j, 0, oo)), k)
    x**k*Sum(x**j, (j, 0, oo))
    """
    if not expr.has(k) or not expr.args:
        return expr
    if isinstance(expr, sympy.Sum | sympy.Product):
        return _ready(expr, k)
    if isinstance(expr, BINDERS):
        return expr
    return expr.func(*(with_inner_sums_ready(argument, k) for argument in expr.args))


def _ready(expr: sympy.Sum | sympy.Product, k: Symbol) -> Expr:
    if len(expr.limits) != 1 or len(expr.limits[0]) != 3:
        return expr
    j, low, high = expr.limits[0]
    assert isinstance(j, Symbol), j
    body = with_inner_sums_ready(expr.function, k)
    places = _places(low, high)
    if places and not body.has(sympy.Sum, sympy.Product):
        terms = [body.xreplace({j: sympy.Integer(i)}) for i in places]
        return sympy.Mul(*terms) if isinstance(expr, sympy.Product) else sympy.Add(*terms)
    if isinstance(expr, sympy.Product) or low.has(k) or high.has(k):
        return expr
    factors = [part for factor in sympy.Mul.make_args(body) for part in _split_exponents(factor, j)]
    front = sympy.Mul(*(factor for factor in factors if not factor.has(j)))
    return front * sympy.Sum(sympy.Mul(*(factor for factor in factors if factor.has(j))), (j, low, high))


def _places(low: Expr, high: Expr) -> range:
    """Return a short range between whole numbers; the empty one for any other."""
    if not isinstance(low, sympy.Integer) or not isinstance(high, sympy.Integer):
        return range(0)
    places = range(int(low), int(high) + 1)
    return places if len(places) <= MOST_WRITTEN_OUT else range(0)


def _split_exponents(factor: Expr, j: Symbol) -> tuple[Expr, ...]:
    """b^(u + v) = b^u b^v, u free of j and v not."""
    base, exponent = factor.as_base_exp()
    terms = sympy.Add.make_args(exponent)
    with_j = [term for term in terms if term.has(j)]
    if base.has(j) or not with_j or len(with_j) == len(terms):
        return (factor,)
    rest = [term for term in terms if not term.has(j)]
    return base ** sympy.Add(*rest), base ** sympy.Add(*with_j)
