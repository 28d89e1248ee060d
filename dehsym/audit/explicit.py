"""Whether an expression is a plain formula of its symbols, or holds what has no value of its own."""

from __future__ import annotations

from sympy import Derivative, Expr, Limit

from dehsym import symbolic
from dehsym.heads import BoundHead, Differential


def has_operators(expr: Expr) -> bool:
    """Whether it holds a sum, an integral or another head that binds a variable, a derivative or a limit.

    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> has_operators(exp(x)), has_operators(Derivative(exp(x), x))
    (False, True)
    """
    return bool(symbolic.binding_operators(expr)) or expr.has(BoundHead, Derivative, Differential, Limit)


def is_explicit(expr: Expr) -> bool:
    """Whether it is a formula of its symbols: without operators, and without functions that are not known.

    >>> from sympy import Function
    >>> from sympy.abc import x
    >>> is_explicit(x**2), is_explicit(Function("F")(x))
    (True, False)
    """
    return not has_operators(expr) and not symbolic.opaque_functions(expr)
