"""Polynomials: their coefficients, degrees and real roots."""

from __future__ import annotations

from fractions import Fraction

from sympy import Dummy, Expr, Rational, S, Symbol
from sympy.core.function import expand
from sympy.polys import CoercionFailed, Poly, PolynomialError, degree

from dehsym.errors import RuleError
from dehsym.symbolic.factors import numerator_and_denominator
from dehsym.symbolic.methods import methods_of


def coefficient(expr: Expr, part: Expr) -> tuple[Expr, Expr]:
    """Write `expr = factor·part + rest`; raise `RuleError` if `part` does not occur linearly and outside functions.

    >>> from sympy.abc import x, y
    >>> coefficient(3*x*y + y + 1, x)
    (3*y, y + 1)
    """
    mark = Dummy()
    swapped = expand(expr.xreplace({part: mark}))
    factor = methods_of(swapped).coeff(mark, 1)
    rest = expand(swapped - factor * mark)
    if rest.has(mark) or factor.has(mark) or factor == S.Zero:
        raise RuleError(f"{part} is wanted as a linear term, found {expr}")
    return factor, rest


def power_coefficients(expr: Expr, variable: Symbol) -> list[Expr]:
    """The coefficients c_0, c_1, … of a polynomial in `variable`; raise `RuleError` for anything else.

    >>> from sympy.abc import a, x
    >>> power_coefficients(a * x**2 + 1, x)
    [1, 0, a]
    """
    try:
        found = Poly(expr, variable).all_coeffs()
    except PolynomialError:
        found = None
    if found is None or any(each.has(variable) for each in found):
        raise RuleError(f"a polynomial in {variable} is wanted, found {expr}")
    return found[::-1]


def coefficients_in(polynomial: Expr, variable: Expr) -> list[tuple[int, Expr]] | None:
    """Exponents and coefficients of a polynomial in one variable; `None` if it is none.

    >>> from sympy.abc import a, x
    >>> coefficients_in(a * x**2 + 1, x)
    [(2, a), (0, 1)]
    """
    if not methods_of(polynomial).is_polynomial(variable):
        return None
    return [(int(k), c) for (k,), c in Poly(polynomial, variable).terms()]


def rational_coefficients(polynomial: Expr) -> list[Fraction] | None:
    """The coefficients of a polynomial in its symbols; `None` if it is none, or they are not rational numbers.

    >>> from sympy.abc import x, y
    >>> rational_coefficients(x * (y + 1) / 2)
    [Fraction(1, 2), Fraction(1, 2)]
    """
    if not polynomial.free_symbols:
        return [Fraction(polynomial.p, polynomial.q)] if isinstance(polynomial, Rational) else None
    try:
        poly = Poly(polynomial, *sorted(polynomial.free_symbols, key=str), domain="QQ")
    except (PolynomialError, CoercionFailed):
        return None
    return [Fraction(int(c.p), int(c.q)) for c in poly.coeffs() if isinstance(c, Rational)]


def roots_between(polynomial: Expr, variable: Symbol, low: Expr | None, high: Expr | None) -> int:
    """The number of distinct real roots of a polynomial with rational coefficients in the closed interval, by Sturm.

    >>> from sympy import Integer
    >>> from sympy.abc import x
    >>> roots_between(x**2 - 2, x, Integer(0), None)
    1
    """
    return int(Poly(polynomial, variable).count_roots(low, high))


def rational_roots(polynomial: Expr, variable: Symbol) -> list[Fraction]:
    """The rational roots of a polynomial with rational coefficients; none if it is no such polynomial.

    >>> from sympy.abc import n
    >>> rational_roots((2 * n - 37) * (n**2 - 2), n)
    [Fraction(37, 2)]
    """
    try:
        roots = Poly(polynomial, variable, domain="QQ").ground_roots()
    except (PolynomialError, CoercionFailed):
        return []
    return sorted(Fraction(int(root.p), int(root.q)) for root in roots)


def degree_excess(expr: Expr, variable: Symbol) -> int | None:
    """Degree of the denominator less that of the numerator in `variable`; `None` if `expr` is not rational in it.

    >>> from sympy.abc import x
    >>> degree_excess(1 / (1 + x**2), x)
    2
    """
    parts = numerator_and_denominator(expr)
    if not all(methods_of(part).is_polynomial(variable) for part in parts):
        return None
    numerator, denominator = (int(degree(part, variable)) for part in parts)
    return denominator - numerator
