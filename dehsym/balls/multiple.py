"""Multiple integrals: iterated, the last range outermost; as products where the variables separate.

If the ranges are fixed and the integrand is f(x) g(y), the iterated integral is the product of two single ones: the
inner integral, where it converges, is a constant times the outer integrand. An inner integral of a Gaussian over the
whole line, whose exponent may hold the other variables, is taken by completing the square.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Expr, Symbol

from dehsym.balls.expanded import coefficient_and_part, multiplied_out

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


def gaussian_over_the_line(body: Expr, limits: Limits) -> Expr | None:
    """Return sqrt(pi/a) exp(b^2/(4 a) + c) g, the integral of g exp(-a x^2 + b x + c) over the line; None for others.

    For g free of x and a > 0 (DLMF 7.7.3, by completing the square).

    >>> x, y = Symbol("x", real=True), Symbol("y", real=True)
    >>> gaussian_over_the_line(sympy.exp(-(x**2) - x * y), (x, -sympy.oo, sympy.oo))
    sqrt(pi)*exp(y**2/4)
    """
    x, low, high = limits
    if (low, high) != (-sympy.oo, sympy.oo):
        return None
    front, exponents = list[Expr](), list[Expr]()
    for factor in sympy.Mul.make_args(body):
        (exponents if isinstance(factor, sympy.exp) else front).append(factor)
    terms: dict[Expr, list[Expr]] = {x**2: [], x: [], sympy.S.One: []}
    for term in sympy.Add.make_args(multiplied_out(sympy.Add(*(factor.args[0] for factor in exponents)))):
        coefficient, part = coefficient_and_part(term, x)
        if part not in terms:
            return None
        terms[part].append(coefficient)
    a, b, c = -sympy.Add(*terms[x**2]), sympy.Add(*terms[x]), sympy.Add(*terms[sympy.S.One])
    if not a.is_positive or any(x in factor.free_symbols for factor in front):
        return None
    return sympy.Mul(*front) * sympy.sqrt(sympy.pi / a) * sympy.exp(multiplied_out(b**2 / (4 * a) + c))


def _factors(body: Expr) -> list[Expr]:
    found: list[Expr] = []
    for factor in sympy.Mul.make_args(body):
        if isinstance(factor, sympy.exp):
            found += [sympy.exp(term) for term in sympy.Add.make_args(multiplied_out(factor.args[0]))]
        else:
            found.append(factor)
    return found
