"""Denominators, roots and logarithms, written so that a ball of their values keeps away from 0.

On an interval of some width a growing exponential covers a ball that reaches down to 0, and 1/(exp(u) + c) is lost
there until the interval is cut into many. exp(-u)/(1 + c exp(-u)) is the same function and stays bounded. Likewise
a + b cos u = (a + b) cos^2(u/2) + (a - b) sin^2(u/2): beside a small minimum an error r of u is one of the order of
r^2 there, and not of r.
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


def with_half_angles(expr: Expr, x: Symbol) -> Expr:
    """Return the same function with half angles in the logarithms, roots and denominators of a + b cos u.

    >>> x = Symbol("x", real=True)
    >>> with_half_angles(1 / (3 + sympy.cos(2 * x)), x)
    1/(2*sin(x)**2 + 4*cos(x)**2)
    """
    if x not in expr.free_symbols or not expr.args or isinstance(expr, (*BINDERS, sympy.Piecewise, sympy.hyper)):
        return expr
    rebuilt = expr.func(*[with_half_angles(argument, x) for argument in expr.args])
    if isinstance(rebuilt, sympy.log):
        return sympy.log(_by_half_angle(rebuilt.args[0], x))
    base, exponent = rebuilt.as_base_exp()
    if isinstance(rebuilt, sympy.Pow) and not (exponent.is_integer and exponent.is_positive):
        return _by_half_angle(base, x) ** exponent
    return rebuilt


def _by_half_angle(total: Expr, x: Symbol) -> Expr:
    """Return a + b cos u by DLMF 4.21.27 and 4.21.28 for cos u, unless a = b, a = -b or a = 0."""
    moving = [term for term in sympy.Add.make_args(total) if x in term.free_symbols]
    coefficient, part = coefficient_and_part(moving[0], x) if len(moving) == 1 else (total, total)
    if not isinstance(part, sympy.cos):
        return total
    rest, half = total - moving[0], part.args[0] / 2
    more, less = multiplied_out(rest + coefficient), multiplied_out(rest - coefficient)
    if sympy.S.Zero in (more, less, rest):
        return total
    return more * sympy.cos(half) ** 2 + less * sympy.sin(half) ** 2


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
