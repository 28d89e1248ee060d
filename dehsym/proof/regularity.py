"""Whether a real function is certainly differentiable on a whole interval: what a proof at one point leans on.

A function whose derivative vanishes on an interval is constant there only if it is differentiable there. The test is
by construction: sums, products and compositions of functions that are analytic where their arguments are known to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy
from sympy import Add, Expr, Integer, Mul, Pow, Symbol

from dehsym.domain import Domain
from dehsym.proof.sign import sign_of

_ON_THE_LINE = (
    sympy.sin,
    sympy.cos,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.sech,
    sympy.atan,
    sympy.asinh,
    sympy.erf,
    sympy.erfc,
    sympy.erfi,
    sympy.Si,
    sympy.Shi,
    sympy.sinc,
)
_FOR_POSITIVE = (
    sympy.log,
    sympy.gamma,
    sympy.loggamma,
    sympy.digamma,
    sympy.Ei,
    sympy.Ci,
    sympy.Chi,
    sympy.LambertW,
    sympy.coth,
    sympy.csch,
)
_INSIDE_THE_UNIT = (sympy.asin, sympy.acos, sympy.atanh)

Signs = Callable[[Expr], int]


def is_regular(expr: Expr, variable: Symbol, domains: Mapping[Expr, Domain]) -> bool:
    """Whether `expr` is certainly a differentiable function of `variable` on the interval of its domain.

    >>> from sympy import atan
    >>> from dehsym.domain import POSITIVE
    >>> x = Symbol("x", positive=True)
    >>> is_regular(atan(1 / x), x, {x: POSITIVE}), is_regular(sympy.tan(x), x, {x: POSITIVE})
    (True, False)
    """
    if variable not in expr.free_symbols:
        return True
    if any(not is_regular(part, variable, domains) for part in expr.args):
        return False

    def sign(part: Expr) -> int:
        return sign_of(part, domains)

    match expr:
        case Symbol() | Add() | Mul():
            return True
        case Pow():
            return _power(*expr.as_base_exp(), sign)
        case sympy.exp():
            return True
        case _:
            return _function(expr, sign)


def _power(base: Expr, exponent: Expr, sign: Signs) -> bool:
    if isinstance(exponent, Integer):
        return int(exponent) >= 0 or sign(base) != 0
    return sign(base) > 0


def _function(expr: Expr, sign: Signs) -> bool:
    argument = expr.args[-1]
    if isinstance(expr, _ON_THE_LINE):
        return bool(argument.is_real)
    if isinstance(expr, _FOR_POSITIVE):
        return len(expr.args) == 1 and sign(argument) > 0
    if isinstance(expr, _INSIDE_THE_UNIT):
        return sign(1 - argument) > 0 and sign(1 + argument) > 0
    if isinstance(expr, sympy.elliptic_k | sympy.elliptic_e | sympy.polylog):
        real_amplitude = not isinstance(expr, sympy.elliptic_e) or all(part.is_real for part in expr.args[:-1])
        return len(expr.args) <= 2 and real_amplitude and sign(1 - argument) > 0
    if isinstance(expr, sympy.acosh):
        return sign(argument - 1) > 0
    return isinstance(expr, sympy.polygamma) and sign(argument) > 0
