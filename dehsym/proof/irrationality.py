"""Whether an expression of rational symbols has no zero among rational numbers.

A polynomial in one symbol with rational coefficients has finitely many rational roots, and they can be listed (the
rational root theorem). A homogeneous polynomial in two symbols, y^d p(x/y), vanishes for some y != 0 only at a rational
root x/y of p. A rational multiple of a rational number is not the negative of an irrational one.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt

from sympy import Abs, Add, E, Expr, Integer, Mul, Pow, Rational, Symbol, pi

from dehsym import symbolic
from dehsym.domain import Domain


def is_nowhere_zero(expr: Expr, domains: Mapping[Expr, Domain]) -> bool:
    """Whether `expr`, all of whose symbols are rational ones, is certainly 0 nowhere on its domains.

    >>> from sympy import sqrt
    >>> rational = Domain("real", rational=True)
    >>> x = Symbol("x", real=True)
    >>> is_nowhere_zero(x**2 - 2, {x: rational}), is_nowhere_zero(x**2 - 4, {x: rational})
    (True, False)
    >>> is_nowhere_zero(3 * x - sqrt(2), {x: rational}), is_nowhere_zero(x - pi + E, {x: rational})
    (True, False)
    """
    symbols = sorted(expr.free_symbols, key=str)
    if not symbols or not all(symbol in domains and domains[symbol].rational for symbol in symbols):
        return False
    numerator, _ = symbolic.numerator_and_denominator(expr)
    factors = [factor for factor, _ in symbolic.factors_and_exponents(numerator) if factor.free_symbols]
    return bool(factors) and all(_is_apart(factor, domains) for factor in factors)


def _is_apart(factor: Expr, domains: Mapping[Expr, Domain]) -> bool:
    if isinstance(factor, Abs):
        return is_nowhere_zero(factor.args[0], domains)
    symbols = sorted(factor.free_symbols, key=str)
    if _has_rational_coefficients(factor):
        return _without_rational_root(factor, symbols, domains)
    constant = [term for term in Add.make_args(factor) if not term.free_symbols]
    rest = factor - Add(*constant)
    return len(constant) == 1 and _is_irrational(constant[0]) and _has_rational_coefficients(rest)


def _has_rational_coefficients(expr: Expr) -> bool:
    return symbolic.rational_coefficients(expr) is not None


def _is_irrational(number: Expr) -> bool:
    """Whether the number is a rational multiple of pi, of e or of a square root that is irrational."""
    coefficient, rest = number.as_coeff_Mul()
    if not isinstance(coefficient, Rational) or coefficient.p == 0:
        return False
    base, exponent = rest.as_base_exp()
    is_root = isinstance(base, Integer) and exponent == Rational(1, 2) and _is_no_square(int(base))
    return rest in (pi, E) or (isinstance(rest, Pow) and is_root)


def _is_no_square(number: int) -> bool:
    return number > 1 and isqrt(number) ** 2 != number


def _without_rational_root(polynomial: Expr, symbols: list[Symbol], domains: Mapping[Expr, Domain]) -> bool:
    if len(symbols) == 2:
        first, second = symbols
        polynomial, symbols = _dehomogenised(polynomial, first, second, domains), [first]
        return polynomial.free_symbols == {first} and not symbolic.rational_roots(polynomial, first)
    if len(symbols) != 1:
        return False
    (symbol,) = symbols
    return not any(root in domains[symbol] for root in symbolic.rational_roots(polynomial, symbol))


def _dehomogenised(polynomial: Expr, first: Symbol, second: Symbol, domains: Mapping[Expr, Domain]) -> Expr:
    """The polynomial with 1 for the second symbol, if it is homogeneous and that is nowhere 0; else 0."""
    degrees = {_degree(term) for term in Add.make_args(symbolic.spread(polynomial))}
    if len(degrees) != 1 or None in degrees or Fraction(0) in domains[second]:
        return Integer(0)
    return symbolic.put(polynomial, {second: Integer(1)})


def _degree(term: Expr) -> int | None:
    """The degree of a monomial; `None` for anything else."""
    total = 0
    for factor in Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        if isinstance(base, Symbol) and isinstance(exponent, Integer):
            total += int(exponent)
        elif factor.free_symbols:
            return None
    return total
