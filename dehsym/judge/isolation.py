"""Equations solved for one symbol by undoing what was done to it, step by step: from 3 exp(x)^2 = 5, x = log(5/3)/2.

Roots that are lost, and those that are none, do no harm here: a value found is a place to look at, and whoever uses it
shows that it solves the equation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy
from sympy import Abs, Add, Expr, I, Integer, Mul, Pow, Rational, Symbol, arg, exp, im, re

from dehsym import symbolic
from dehsym.errors import RuleError

_INVERSE_OF: dict[type[Expr], Callable[[Expr], Expr]] = {
    sympy.exp: sympy.log,
    sympy.log: sympy.exp,
    sympy.sin: sympy.asin,
    sympy.cos: sympy.acos,
    sympy.tan: sympy.atan,
    sympy.sinh: sympy.asinh,
    sympy.cosh: sympy.acosh,
    sympy.tanh: sympy.atanh,
    sympy.asin: sympy.sin,
    sympy.acos: sympy.cos,
    sympy.atan: sympy.tan,
    sympy.asinh: sympy.sinh,
    sympy.atanh: sympy.tanh,
}
_OTHER_OF: dict[type[Expr], Callable[[Expr], Expr]] = {
    sympy.exp: lambda root: root + 2 * sympy.pi * I,
    sympy.sin: lambda root: sympy.pi - root,
    sympy.cos: lambda root: -root,
    sympy.tan: lambda root: root + sympy.pi,
    sympy.cosh: lambda root: -root,
}
"""Another number at which the function has the value that it has at `root`."""
_MOST_STEPS = 12


def parameter_of(symbol: Symbol, part: str) -> Symbol:
    """The real symbol for the part of a complex number that an equation for another of its parts leaves free.

    >>> parameter_of(Symbol("z"), "im")
    im(z)
    """
    return Symbol(f"{part}({symbol})", real=True)


def isolated(expr: Expr, value: Expr, symbol: Symbol, steps: int = _MOST_STEPS) -> Iterator[Expr]:
    """Values of `symbol` with which `expr` = `value` may hold; of a complex number, with one part as a parameter.

    >>> from sympy.abc import x, y
    >>> list(isolated(x**2 + y, Integer(3), x)), list(isolated(2 * exp(x), Integer(3), x))
    ([sqrt(3 - y), -sqrt(3 - y)], [log(3/2), log(3/2) + 2*I*pi])
    >>> list(isolated(re(x), Integer(3), x))
    [I*im(x) + 3]
    """
    if expr == symbol:
        yield value
    elif symbol not in expr.free_symbols or symbol in value.free_symbols or not steps:
        return
    elif (found := _part(expr, value, symbol)) is not None:
        yield found
    else:
        for inner, inner_value in _undone(expr, value, symbol):
            yield from isolated(inner, inner_value, symbol, steps - 1)


def _part(expr: Expr, value: Expr, symbol: Symbol) -> Expr | None:
    if not expr.args or expr.args[0] != symbol or symbol.is_real:
        return None
    if isinstance(expr, re):
        return value + I * parameter_of(symbol, "im")
    if isinstance(expr, im):
        return parameter_of(symbol, "re") + I * value
    if isinstance(expr, Abs):
        return value * exp(I * parameter_of(symbol, "arg"))
    return parameter_of(symbol, "abs") * exp(I * value) if isinstance(expr, arg) else None


def _undone(expr: Expr, value: Expr, symbol: Symbol) -> Iterator[tuple[Expr, Expr]]:
    """One step: expressions closer to the symbol, and the values that they must have."""
    if isinstance(expr, Add | Mul):
        holding = [part for part in expr.args if symbol in part.free_symbols]
        others = [part for part in expr.args if symbol not in part.free_symbols]
        if len(holding) == 1:
            yield holding[0], value - Add(*others) if isinstance(expr, Add) else value / Mul(*others)
        elif isinstance(expr, Add):
            yield from ((symbol, root) for root in _quadratic_roots(expr - value, symbol))
    elif isinstance(expr, Abs):
        yield from ((expr.args[0], value), (expr.args[0], -value))
    elif isinstance(expr, Pow):
        yield from _root(expr, value, symbol)
    elif (inverse := _INVERSE_OF.get(expr.func)) is not None:
        (inner,) = expr.args
        yield inner, inverse(value)
        if (other := _OTHER_OF.get(expr.func)) is not None:
            yield inner, other(inverse(value))


def _root(power: Pow, value: Expr, symbol: Symbol) -> Iterator[tuple[Expr, Expr]]:
    base, exponent = power.as_base_exp()
    if symbol in exponent.free_symbols:
        return
    root = value ** (1 / exponent)
    yield base, root
    if isinstance(exponent, Rational) and exponent.p % 2 == 0:
        yield base, -root
    elif isinstance(exponent, Integer) and value.is_negative:
        yield base, -((-value) ** (1 / exponent))


def _quadratic_roots(polynomial: Expr, symbol: Symbol) -> Iterator[Expr]:
    try:
        coefficients = symbolic.power_coefficients(polynomial, symbol)
    except RuleError:
        return
    if len(coefficients) == 3:
        c, b, a = coefficients
        yield from ((-b + sign * sympy.sqrt(b * b - 4 * a * c)) / (2 * a) for sign in (1, -1))
