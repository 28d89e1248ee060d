"""Exact tests of zero: terminating rewritings that keep the value at every point."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, S, cos, cosh, cot, coth, exp, sin, sinh, tan, tanh
from sympy.core.function import expand, expand_log
from sympy.polys import PolynomialError, cancel, together

from dehsym.symbolic.held_heads import held
from dehsym.symbolic.methods import methods_of


def zero_method(expr: Expr) -> str | None:
    """The name of the first exact method that reduces `expr` to 0, else `None`.

    Each method is a terminating rewriting that keeps the value for every point of the symbols' assumptions: no
    `simplify`, no `equals`, no `doit`. Functions that SymPy rebuilds wrongly at some point are held.

    >>> from sympy.abc import x
    >>> zero_method((x + 1)**2 - x**2 - 2*x - 1)
    'expansion'
    """
    expr = held(expr)
    if expr == S.Zero:
        return "identity"
    for name, method in ZERO_METHODS:
        try:
            reduced = method(expr)
        except (PolynomialError, ValueError, TypeError, NotImplementedError):
            continue  # SymPy's method does not take this kind of expression; the next may
        if reduced == S.Zero:
            return name
    return None


def _by_exponentials(expr: Expr) -> Expr:
    """The circular and hyperbolic functions by exponentials.

    Of other functions SymPy's own forms fail: 1/cos(i x) has its i lost, and erf(z) a factor (z^2)^(1/2)/z.
    """
    return methods_of(expr).rewrite(_BY_EXPONENTIALS, exp)


_BY_EXPONENTIALS = (sin, cos, tan, cot, sinh, cosh, tanh, coth)


ZERO_METHODS: tuple[tuple[str, Callable[[Expr], Expr]], ...] = (
    ("expansion", expand),
    ("rational functions", lambda expr: cancel(together(expr))),
    ("logarithms", lambda expr: expand(expand_log(expr))),
    ("exponentials", lambda expr: expand(_by_exponentials(expr))),
)
"""No `powsimp` and no `powdenest`: of z^(1/2)/(-z)^(1/2) the one makes i on both sides of the cut, and of (-z)^r z^(-r)
the other (-1)^r."""
