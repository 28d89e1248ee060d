"""Exact numbers on their way in: a fraction of the standard library as a number of SymPy's."""

from __future__ import annotations

from fractions import Fraction

from sympy import Rational


def rational(number: Fraction) -> Rational:
    """The number as SymPy has it.

    >>> rational(Fraction(2, 4))
    1/2
    """
    return Rational(number.numerator, number.denominator)
