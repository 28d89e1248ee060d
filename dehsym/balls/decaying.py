"""Denominators that grow like exponentials, written so that a ball of large numbers keeps away from 0.

On an interval of some width a growing exponential covers a ball that reaches down to 0, and 1/(exp(u) + c) is lost
there until the interval is cut into many. exp(-u)/(1 + c exp(-u)) is the same function and stays bounded.
"""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.substitution import BINDERS


def with_decaying_exponentials(expr: Expr, x: Symbol) -> Expr:
    """Return the same function of x > 0, with the growing exponentials of denominators divided out.

    >>> from sympy import exp
    >>> x = Symbol("x", positive=True)
    >>> with_decaying_exponentials(1 / (exp(x) + 3), x)
    exp(-x)/(1 + 3*exp(-x))
    """
    if not expr.has(x) or not expr.args or isinstance(expr, (*BINDERS, sympy.Piecewise)):
        return expr
    rebuilt = expr.func(*[with_decaying_exponentials(argument, x) for argument in expr.args])
    base, exponent = rebuilt.as_base_exp()
    if not isinstance(exponent, sympy.Integer) or int(exponent) > 0:
        return rebuilt
    if isinstance(base, sympy.cosh | sympy.sinh):
        inverse = sympy.sech if isinstance(base, sympy.cosh) else sympy.csch
        return inverse(base.args[0]) ** -exponent
    growing = _fastest_growth(base, x) if isinstance(base, sympy.Add) else None
    if growing is None:
        return rebuilt
    divided = sympy.Add(*(term * sympy.exp(-growing) for term in base.args))
    return sympy.exp(multiplied_out(growing * exponent)) * divided**exponent


def _fastest_growth(total: Expr, x: Symbol) -> Expr | None:
    """Return the exponent c x^m, c > 0, of the fastest exponential in the sum, where one is known to be that."""
    fastest: Expr | None = None
    for term in total.args:
        for factor in sympy.Mul.make_args(term):
            if not isinstance(factor, sympy.exp):
                continue
            exponent = factor.args[0]
            coefficient, part = coefficient_and_part(exponent, x)
            if not coefficient.is_positive or part.as_base_exp()[0] != x:
                continue
            if fastest is None or (exponent - fastest).is_positive:
                fastest = exponent
    return fastest
