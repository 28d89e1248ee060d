"""Sums multiplied out, and products split: the few rearrangements that majorants and removable zeros need."""

from __future__ import annotations

from functools import reduce

import sympy
from sympy import Expr, Symbol

from dehsym.balls.substitution import BINDERS

MOST_POWER = 16


def multiplied_out(expr: Expr) -> Expr:
    """Return `expr` as a sum of products, with whole powers of sums written out.

    >>> from sympy.abc import x, y
    >>> multiplied_out(-y * (x + 1) ** 2)
    -x**2*y - 2*x*y - y
    """
    if isinstance(expr, sympy.Add):
        return sympy.Add(*map(multiplied_out, expr.args))
    if isinstance(expr, sympy.Mul):
        return reduce(_product_of_sums, map(multiplied_out, expr.args))
    base, exponent = expr.as_base_exp()
    if isinstance(base, sympy.Add) and isinstance(exponent, sympy.Integer) and 2 <= int(exponent) <= MOST_POWER:
        return reduce(_product_of_sums, [multiplied_out(base)] * int(exponent))
    return expr


def _product_of_sums(left: Expr, right: Expr) -> Expr:
    return sympy.Add(*(a * b for a in sympy.Add.make_args(left) for b in sympy.Add.make_args(right)))


def with_sums_multiplied_out(expr: Expr) -> Expr:
    """Return the same expression with every sum in it multiplied out, also under a root.

    >>> from sympy import sqrt
    >>> from sympy.abc import t
    >>> with_sums_multiplied_out(1 / sqrt(1 - (1 - t) ** 2))
    1/sqrt(-t**2 + 2*t)
    """
    if not expr.args or isinstance(expr, (*BINDERS, sympy.Piecewise)):
        return expr
    rebuilt = expr.func(*[with_sums_multiplied_out(argument) for argument in expr.args])
    return multiplied_out(rebuilt) if isinstance(rebuilt, sympy.Add) else rebuilt


def coefficient_and_part(term: Expr, x: Symbol) -> tuple[Expr, Expr]:
    """Split a product into what is free of x and the rest.

    >>> from sympy.abc import a, x
    >>> coefficient_and_part(a**2 * x**3, x)
    (a**2, x**3)
    """
    factors = sympy.Mul.make_args(term)
    fixed = [factor for factor in factors if x not in factor.free_symbols]
    return sympy.Mul(*fixed), sympy.Mul(*(factor for factor in factors if x in factor.free_symbols))
