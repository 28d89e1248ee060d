"""Factorials, binomial coefficients and their kin as quotients of gamma functions of p k + a."""

from __future__ import annotations

import sympy
from sympy import Expr, S, Symbol

from dehsym.balls.expanded import coefficient_and_part, multiplied_out

Factor = tuple[int, Expr, int]
"""(p, a, e) for Gamma(p k + a)^e."""


def linear(expr: Expr, k: Symbol) -> tuple[Expr, Expr] | None:
    """Return (p, a) where `expr` is p k + a with p, a free of k; None if it is not.

    >>> from sympy.abc import k, x
    >>> linear(2 * (k + x) + 1, k), linear(k**2, k)
    ((2, 2*x + 1), None)
    """
    slope, offset = S.Zero + 0, S.Zero + 0
    for term in sympy.Add.make_args(multiplied_out(expr)):
        coefficient, part = coefficient_and_part(term, k)
        if part == k:
            slope += coefficient
        elif not term.has(k):
            offset += term
        else:
            return None
    return slope, offset


def gamma_factors(expr: Expr, k: Symbol) -> list[Factor] | None:
    """Return the gamma functions that `expr` is a product of, for whole k large enough; None if it is none.

    A factor (-1)^(p k + a) is written as two gamma functions by the reflection formula. DLMF 5.2.5, 5.5.3, 5.12.1,
    26.3 and 26.5; the binomial coefficient with a fixed upper index is (-1)^m (-n)_m/m! (DLMF 26.3.5 with 5.2.5).

    >>> from sympy import binomial
    >>> from sympy.abc import k
    >>> gamma_factors(binomial(2 * k, k), k)
    [(2, 1, 1), (1, 1, -1), (1, 1, -1)]
    """
    arguments = _arguments(expr, k)
    if arguments is None:
        return None
    factors: list[Factor] = []
    for argument, exponent in arguments:
        found = linear(argument, k)
        if found is None or not isinstance(found[0], sympy.Integer):
            return None
        factors.append((int(found[0]), found[1], exponent))
    return factors if any(slope for slope, _, _ in factors) else None


def _arguments(expr: Expr, k: Symbol) -> list[tuple[Expr, int]] | None:
    if isinstance(expr, sympy.gamma):
        return [(expr.args[0], 1)]
    if isinstance(expr, sympy.factorial):
        return [(expr.args[0] + 1, 1)]
    if isinstance(expr, sympy.catalan):
        n = expr.args[0]
        return [(2 * n + 1, 1), (n + 1, -1), (n + 2, -1)]
    if isinstance(expr, sympy.beta):
        x, y = expr.args[0], expr.args[-1]
        return [(x, 1), (y, 1), (x + y, -1)]
    if isinstance(expr, sympy.RisingFactorial):
        x, n = expr.args
        return [(x + n, 1), (x, -1)]
    if isinstance(expr, sympy.FallingFactorial):
        x, n = expr.args
        return [*_over_falling_poles(x, n, k)]
    if isinstance(expr, sympy.binomial):
        n, m = expr.args
        return [*_over_falling_poles(n, m, k), (m + 1, -1)]
    return None


def _over_falling_poles(x: Expr, n: Expr, k: Symbol) -> list[tuple[Expr, int]]:
    """Return x (x - 1) ... (x - n + 1); for whole n and x free of k as (-1)^n Gamma(n - x)/Gamma(-x).

    (-1)^n is Gamma(1/2 + n) Gamma(1/2 - n)/pi there, and pi = Gamma(1/2)^2.
    """
    found = linear(n, k)
    if x.has(k) or found is None or not all(isinstance(part, sympy.Integer) for part in found):
        return [(x + 1, 1), (x - n + 1, -1)]
    half = S.Half
    return [(half + n, 1), (half - n, 1), (half + 0, -1), (half + 0, -1), (n - x, 1), (-x, -1)]
