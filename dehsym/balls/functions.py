"""What a point of a check assigns: exact numbers to symbols, polynomials to undefined functions.

An identity about an undefined function F, such as -F' = F^2 + mu F after a substitution, is checked by putting for F a
polynomial with known derivatives. A polynomial of degree n can take any value of F, F', ... up to the n-th derivative
at one place, so that nothing is assumed of F by the choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Expr

from dehsym.domain import Exact
from dehsym.errors import EvaluationError


@final
@dataclass(frozen=True, slots=True)
class TestFunction:
    """The polynomial sum_k `coefficients`[k] (x - `centre`)^k, in place of an undefined function of one variable.

    Raise `EvaluationError` if there is no coefficient.

    >>> str(TestFunction(Fraction(1, 2), (Fraction(3), Fraction(0), Fraction(-1, 4))))
    '3 - 1/4*(x - 1/2)**2'
    """

    __test__ = False  # the name begins with Test; this is not a test case

    centre: Fraction
    coefficients: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if not self.coefficients:
            raise EvaluationError("a test function with at least one coefficient is wanted, found none")

    def text(self, variable: str) -> str:
        """Return the polynomial written in `variable`, as text that the expression reader takes back.

        >>> TestFunction(Fraction(0), (Fraction(0), Fraction(-1), Fraction(2))).text("beta")
        '-beta + 2*beta**2'
        """
        distance = variable
        if self.centre:
            distance = f"({variable} {'-' if self.centre > 0 else '+'} {abs(self.centre)})"
        terms = [_term(c, distance, k) for k, c in enumerate(self.coefficients) if c]
        return " + ".join(terms).replace("+ -", "- ") if terms else "0"

    def __str__(self) -> str:
        return self.text("x")


def _term(coefficient: Fraction, distance: str, power: int) -> str:
    if power == 0:
        return str(coefficient)
    base = distance if power == 1 else f"{distance}**{power}"
    if abs(coefficient) == 1:
        return base if coefficient > 0 else f"-{base}"
    return f"{coefficient}*{base}"


Value = Exact | TestFunction
"""What a point assigns: a real number, a (real, imaginary) pair, or a polynomial for an undefined function."""

Point = Mapping[Expr, Value]
"""Symbols and applied undefined functions such as F(beta), with their values.

A test function under the key F(beta) stands for F everywhere, also in F(2 beta); a number stands for F(beta) alone.
"""
