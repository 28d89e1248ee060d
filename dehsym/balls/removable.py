"""Rewriting an integrand so that ball arithmetic survives the end of the range where x = 0.

A quotient such as x^3/(exp(x) - 1) is harmless at 0, but a ball that contains 0 makes it 0/0. Differences of
exponentials are therefore written u (exp(u) - 1)/u with the second factor, which is entire, as one function; sines
likewise; and SymPy cancels the powers of x. Fractional powers of x become whole ones under x = u^q.
"""

from __future__ import annotations

from math import lcm

import sympy
from sympy import Expr, Symbol

from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.special import RelativeExponential
from dehsym.balls.substitution import BINDERS

MOST_ROOT = 24


def regularised(expr: Expr, x: Symbol) -> Expr:
    """Return the same function of x, with factors that vanish at x = 0 split off where they are recognised.

    >>> from sympy import exp
    >>> from sympy.abc import x
    >>> regularised(x**3 / (exp(x) - 1), x)
    x**2*exp(-x)/RelativeExponential(-x)
    """
    if not expr.has(x) or not expr.args or isinstance(expr, (*BINDERS, sympy.Piecewise)):
        return expr
    inner = [regularised(argument, x) for argument in expr.args]
    if isinstance(expr, sympy.sin):
        return inner[0] * sympy.sinc(inner[0])
    if isinstance(expr, sympy.sinh | sympy.csch | sympy.tanh | sympy.coth | sympy.tan | sympy.cot | sympy.csc):
        return _quotient(expr, inner[0])
    rebuilt = expr.func(*inner)
    return _difference_of_exponentials(rebuilt, x) if isinstance(rebuilt, sympy.Add) else rebuilt


def _quotient(expr: Expr, u: Expr) -> Expr:
    if isinstance(expr, sympy.tan | sympy.cot | sympy.csc):
        vanishing, other = u * sympy.sinc(u), sympy.cos(u)
        if isinstance(expr, sympy.csc):
            return 1 / vanishing
        return vanishing / other if isinstance(expr, sympy.tan) else other / vanishing
    vanishing, other = u * RelativeExponential(-2 * u), (1 + sympy.exp(-2 * u)) / 2
    if isinstance(expr, sympy.sinh):
        return sympy.exp(u) * vanishing
    if isinstance(expr, sympy.csch):
        return sympy.exp(-u) / vanishing
    return vanishing / other if isinstance(expr, sympy.tanh) else other / vanishing


def _difference_of_exponentials(total: sympy.Add, x: Symbol) -> Expr:
    """Return c exp(u) - c exp(v) = c exp(u) (u - v) E(v - u), with E(z) = (exp(z) - 1)/z and u the larger exponent."""
    if len(total.args) != 2:
        return total
    (c, u), (d, v) = (_coefficient_and_exponent(term) for term in total.args)
    if c + d != sympy.S.Zero:
        return total
    gap = multiplied_out(u - v)
    if coefficient_and_part(gap, x)[0].is_negative:
        c, u, gap = d, v, -gap
    return c * sympy.exp(u) * gap * RelativeExponential(-gap)


def _coefficient_and_exponent(term: Expr) -> tuple[Expr, Expr]:
    factors = sympy.Mul.make_args(term)
    exponents = [factor.args[0] for factor in factors if isinstance(factor, sympy.exp)]
    others = [factor for factor in factors if not isinstance(factor, sympy.exp)]
    return sympy.Mul(*others), sympy.Add(*exponents)


def with_exponentials_split(expr: Expr, x: Symbol) -> Expr:
    """Return the same function with the exponent u of c exp(u), c > 0 and u real, taken out of powers and logarithms.

    log(c exp(u)) = log c + u and (c exp(u))^e = c^e exp(e u): exp(u) itself may be too small for a ball.

    >>> from sympy import exp, log
    >>> x = Symbol("x", real=True)
    >>> with_exponentials_split(log(exp(-x) / 2), x)
    -x - log(2)
    """
    if x not in expr.free_symbols or not expr.args or isinstance(expr, (*BINDERS, sympy.Piecewise, sympy.hyper)):
        return expr
    rebuilt = expr.func(*[with_exponentials_split(argument, x) for argument in expr.args])
    if isinstance(rebuilt, sympy.Mul):
        return _exponential_inside(rebuilt)
    if not isinstance(rebuilt, sympy.log | sympy.Pow):
        return rebuilt
    fixed, u = _coefficient_and_exponent(rebuilt.args[0])
    if not (fixed.is_positive and u.is_real) or u == sympy.S.Zero:
        return rebuilt
    if isinstance(rebuilt, sympy.log):
        return sympy.log(fixed) + u
    return fixed**rebuilt.exp * sympy.exp(multiplied_out(rebuilt.exp * u))


def _exponential_inside(factors: sympy.Mul) -> Expr:
    """Return the product with its exponential in the terms of the first sum whose terms all have one."""
    outer, u = _coefficient_and_exponent(factors)
    for factor in sympy.Mul.make_args(outer):
        split = [_coefficient_and_exponent(term) for term in factor.args] if isinstance(factor, sympy.Add) else []
        if split and all(v != sympy.S.Zero for _, v in split):
            return outer / factor * sympy.Add(*(c * sympy.exp(u + v) for c, v in split))
    return factors


def root_of_variable(expr: Expr, x: Symbol) -> int:
    """Return the least q that makes every rational power of x in `expr` a whole power of x^(1/q); 1 if too large.

    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> root_of_variable(sqrt(x) + 1 / (1 + x**2), x)
    2
    """
    degrees = [p.exp.q for p in expr.atoms(sympy.Pow) if p.base == x and isinstance(p.exp, sympy.Rational)]
    q = lcm(*degrees)
    return q if q <= MOST_ROOT else 1
