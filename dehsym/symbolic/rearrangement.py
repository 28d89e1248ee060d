"""Other looks of the same value: products multiplied out, powers joined, numbers in front."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul
from sympy.core.exprtools import factor_terms
from sympy.core.function import count_ops, expand_mul, expand_power_base
from sympy.polys import cancel
from sympy.simplify import powdenest, powsimp


def spread(expr: Expr) -> Expr:
    """The products of the expression multiplied out.

    >>> from sympy.abc import x
    >>> spread((2 * x + 1) / 2)
    x + 1/2
    """
    return expand_mul(expr)


def expanded(expr: Expr) -> Expr:
    """Multiply a product out over the sums among its factors; what stands in denominators and functions stays.

    >>> from sympy.abc import x, y
    >>> expanded(x * (1 / x + y) / (x + y))
    x*y/(x + y) + 1/(x + y)
    """
    terms: list[Expr] = []
    for product in Add.make_args(expr):
        parts: list[Expr] = [Integer(1)]
        for factor in Mul.make_args(product):
            parts = [part * term for part in parts for term in Add.make_args(factor)]
        terms.extend(parts)
    return Add(*terms)


def tidied(expr: Expr) -> Expr:
    """Write with powers joined and what cancels cancelled: another look, the same value.

    >>> from sympy import exp, sqrt, symbols
    >>> a, b = symbols("a b", positive=True)
    >>> tidied(sqrt(a) * sqrt(a * b) / a)
    sqrt(b)
    >>> tidied(1 / (exp(a) / b - 1 / b)), tidied(a / (1 - a))
    (b/(exp(a) - 1), a/(1 - a))
    """
    joined = expanded(powsimp(powdenest(expand_power_base(expr))))
    joined = Add(*(powdenest(powsimp(term)) for term in Add.make_args(joined)))
    cancelled = cancel(joined)
    return cancelled if count_ops(cancelled) < count_ops(joined) else joined


def numbers_in_front(expr: Expr) -> Expr:
    """Take common factors out of the sums in `expr`: 1/(2 a - 2 b) becomes 1/(2 (a - b)).

    >>> from sympy.abc import x, y
    >>> numbers_in_front(1 / (2 * x - 2 * y))
    1/(2*(x - y))
    """
    return factor_terms(expr)


def outside_first(expr: Expr) -> Expr:
    """Multiply the numeric factors of a product with an integral together; sums stay as they are.

    >>> from sympy import Integral, Mul
    >>> from sympy.abc import x
    >>> outside_first(Mul(2, Mul(3, Integral(x, x), evaluate=False), evaluate=False))
    6*Integral(x, x)
    """
    return Mul(*Mul.make_args(expr))
