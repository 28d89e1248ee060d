"""Products and quotients: factors, fraction lines, primes."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow, Rational, S, Symbol, exp
from sympy.core.function import expand
from sympy.core.sorting import default_sort_key
from sympy.ntheory import factorint
from sympy.polys import PolynomialError, cancel, factor, together
from sympy.simplify import fraction

from dehsym.symbolic.methods import methods_of
from dehsym.symbolic.rearrangement import spread

_LARGEST_TRIAL_DIVISOR = 10**5
_LARGEST_DEGREE = 2000


def factored_out(expr: Expr, variable: Symbol) -> tuple[Expr, Expr]:
    """Split the product `expr` into (what is free of `variable`, the rest).

    >>> from sympy import symbols
    >>> a, x = symbols("a x")
    >>> factored_out(a**2 * (x + 1), x)
    (a**2, x + 1)
    """
    return methods_of(expr).as_independent(variable, as_Add=False)


def leads_with_minus(expr: Expr) -> bool:
    """Whether, of an expression and its negative, this is the one that is written with a minus in front.

    >>> from sympy.abc import x
    >>> leads_with_minus(-x), leads_with_minus(x)
    (True, False)
    """
    return methods_of(expr).could_extract_minus_sign()


def numerator_and_denominator(expr: Expr) -> tuple[Expr, Expr]:
    """The two, over one fraction line.

    >>> from sympy.abc import x, y
    >>> numerator_and_denominator(x / (1 + y) + 1)
    (x + y + 1, y + 1)
    """
    return fraction(together(expr))


def one_fraction(expr: Expr) -> Expr:
    """A rational function of whatever it is made of, over one denominator and cancelled.

    >>> from sympy.abc import x
    >>> one_fraction(1 / x + 1 / x**2)
    (x + 1)/x**2
    """
    if _is_of_high_degree(expr):
        return expr
    try:
        return cancel(together(expr))
    except PolynomialError:  # of something that is not commutative or not polynomial, such as a Piecewise
        return expr


def terms_over_one_denominator(expr: Expr) -> list[Expr]:
    """The terms of a sum, after everything has been brought over one denominator and its numerator multiplied out.

    >>> from sympy.abc import x, y
    >>> terms_over_one_denominator(x / (1 + y) + 1)
    [x/(y + 1), y/(y + 1), 1/(y + 1)]
    """
    numerator, denominator = fraction(one_fraction(expr))
    return sorted((term / denominator for term in Add.make_args(expand(numerator))), key=default_sort_key)


def factors_and_exponents(expr: Expr) -> list[tuple[Expr, Expr]]:
    """The factors of an expression with their exponents; a rational number as its numerator and denominator.

    >>> from sympy.abc import x
    >>> factors_and_exponents((x**2 + 2*x + 1) / 6)
    [(6, -1), (x + 1, 2)]
    """
    try:
        factored = expr if _is_of_high_degree(expr) else factor(together(expr))
    except PolynomialError:
        factored = expr
    return [found for part in Mul.make_args(factored) for found in _powers_in(part)]


def _is_of_high_degree(expr: Expr) -> bool:
    """Whether SymPy would take it for a polynomial of very high degree: exp(10^8 x) is the power of exp(x) to it."""
    exponents = (power.as_base_exp()[1] if isinstance(power, Pow) else power.args[0] for power in expr.atoms(Pow, exp))
    coefficients = (term.as_coeff_Mul()[0] for exponent in exponents for term in Add.make_args(spread(exponent)))
    return any(isinstance(each, Rational) and abs(each.p) > _LARGEST_DEGREE * each.q for each in coefficients)


def _powers_in(part: Expr) -> list[tuple[Expr, Expr]]:
    """One factor as powers, with whole numbers in the place of fractions."""
    if isinstance(part, Rational):
        powers = [(Integer(part.p), Integer(1)), (Integer(part.q), Integer(-1))]
        return [(base, exponent) for base, exponent in powers if base != S.One]
    if isinstance(part, exp):
        return [(part, Integer(1))]
    base, exponent = part.as_base_exp()
    if isinstance(base, Rational) and base.q != 1:
        return [(Integer(base.p), exponent), (Integer(base.q), -exponent)]
    return [(base, exponent)]


def prime_factors(number: int) -> list[tuple[int, int]]:
    """The primes of a positive whole number with their exponents; a number too hard to factor counts as a prime.

    >>> prime_factors(12)
    [(2, 2), (3, 1)]
    """
    return sorted(factorint(number, limit=_LARGEST_TRIAL_DIVISOR).items())
