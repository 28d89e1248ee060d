"""Whether an expression takes real values only, on the whole of its domains."""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Add, Derivative, Expr, Integer, Mul, Pow, Rational

from dehsym.domain import Domain
from dehsym.proof.sign import is_above_its_waves, sign_of

_ALWAYS = (sympy.Abs, sympy.re, sympy.im, sympy.arg)
_OF_REAL = (
    sympy.exp,
    sympy.sin,
    sympy.cos,
    sympy.tan,
    sympy.cot,
    sympy.sec,
    sympy.csc,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.coth,
    sympy.sech,
    sympy.csch,
    sympy.atan,
    sympy.acot,
    sympy.asinh,
    sympy.acsch,
    sympy.sinc,
    sympy.sign,
    sympy.floor,
    sympy.ceiling,
    sympy.Max,
    sympy.Min,
    sympy.conjugate,
    sympy.gamma,
    sympy.factorial,
    sympy.digamma,
    sympy.erf,
    sympy.erfc,
    sympy.erfi,
    sympy.Si,
    sympy.Shi,
    sympy.airyai,
    sympy.airybi,
    sympy.airyaiprime,
    sympy.airybiprime,
)
_OF_POSITIVE = (sympy.log, sympy.loggamma, sympy.Ei, sympy.Ci, sympy.Chi, sympy.LambertW)
_INSIDE_THE_UNIT = (sympy.asin, sympy.acos, sympy.atanh)


def is_real_valued(expr: Expr, domains: Mapping[Expr, Domain]) -> bool:
    """Whether the values are real wherever there are values.

    >>> from sympy import Symbol, asin, log
    >>> from dehsym.domain import FRACTION
    >>> x = Symbol("x", positive=True)
    >>> is_real_valued(asin(x), {x: FRACTION}), is_real_valued(log(x - 2), {x: FRACTION})
    (True, False)
    """
    if expr.is_real or isinstance(expr, _ALWAYS):
        return True
    if isinstance(expr, _OF_POSITIVE):
        return len(expr.args) == 1 and not _may_be_negative(expr.args[0], domains)
    if isinstance(expr, _INSIDE_THE_UNIT):
        (z,) = expr.args
        return not _may_be_negative(1 - z, domains) and not _may_be_negative(1 + z, domains)
    if isinstance(expr, sympy.acosh):
        return not _may_be_negative(expr.args[0] - 1, domains)
    if isinstance(expr, Pow):
        base, exponent = expr.as_base_exp()
        if isinstance(exponent, Integer):
            return is_real_valued(base, domains)
        return is_real_valued(exponent, domains) and not _may_be_negative(base, domains)
    if isinstance(expr, Derivative):
        return is_real_valued(expr.expr, domains) and all(bool(variable.is_real) for variable in expr.variables)
    return isinstance(expr, (Add, Mul, Rational, *_OF_REAL)) and all(is_real_valued(a, domains) for a in expr.args)


def _may_be_negative(expr: Expr, domains: Mapping[Expr, Domain]) -> bool:
    """Whether it is not excluded that the expression is negative, or not real."""
    if expr.is_nonnegative or is_above_its_waves(expr):
        return False
    return not is_real_valued(expr, domains) or sign_of(expr, domains, weakly=True) <= 0
