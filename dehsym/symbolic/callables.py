"""Expressions as plain Python callables, by SymPy's `lambdify`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sympy import Expr, Symbol
from sympy.utilities.lambdify import lambdify

from dehsym.errors import EvaluationError

_MODULES = ("mpmath", "numpy", "math", "cmath")


def callable_of(symbols: Sequence[Symbol], expr: Expr, module: str) -> Callable[..., Any]:
    """A function of `symbols`, in that order, that computes `expr` with the functions of a module.

    `module` is mpmath, numpy, math or cmath. Raises `EvaluationError` for another one, or one that is not installed.

    >>> from sympy.abc import x
    >>> callable_of([x], x**2, "math")(3)
    9
    """
    if module not in _MODULES:
        raise EvaluationError(f"one of {', '.join(_MODULES)} is wanted, found {module!r}")
    try:
        return lambdify(symbols, expr, modules=module)
    except ImportError as error:
        raise EvaluationError(f"{module} is wanted, it is not installed: {error}") from error
