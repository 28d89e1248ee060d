"""Multiple integrals: iterated, the last range outermost; as products where the variables separate.

If the ranges are fixed and the integrand is f(x) g(y), the iterated integral is the product of two single ones: the
inner integral, where it converges, is a constant times the outer integrand.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Expr, Symbol

from dehsym.balls.expanded import multiplied_out

Limits = tuple[Symbol, Expr, Expr]


def separated(body: Expr, limits: Sequence[Limits]) -> list[tuple[Expr, Limits]] | None:
    """Return single integrals whose product is the multiple one; None where the variables do not separate.

    >>> from sympy.abc import x, y
    >>> zero, one = sympy.S.Zero, sympy.S.One
    >>> [part for part, _ in separated(2 * sympy.exp(x + y), [(x, zero, one), (y, zero, one)])]
    [2*exp(x), exp(y)]
    """
    variables = {variable for variable, _, _ in limits}
    if len(variables) < len(limits):
        return None
    if any(variables & (low.free_symbols | high.free_symbols) for _, low, high in limits):
        return None
    shares: dict[Symbol, list[Expr]] = {variable: [] for variable, _, _ in limits}
    first = limits[0][0]
    for factor in _factors(body):
        held = variables & factor.free_symbols
        if len(held) > 1:
            return None
        shares[next(iter(held), first)].append(factor)
    return [(sympy.Mul(*shares[variable]), (variable, low, high)) for variable, low, high in limits]


def _factors(body: Expr) -> list[Expr]:
    found: list[Expr] = []
    for factor in sympy.Mul.make_args(body):
        if isinstance(factor, sympy.exp):
            found += [sympy.exp(term) for term in sympy.Add.make_args(multiplied_out(factor.args[0]))]
        else:
            found.append(factor)
    return found
