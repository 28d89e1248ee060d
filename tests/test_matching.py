"""Computed equations beside printed lines: exact members, rounded numbers, limits, series, lines in words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sympy import Expr, Integer, Rational, Symbol, exp, log, oo, pi

from dehsym.catalogue import Catalogue
from dehsym.claim import Claim, Claims, Reading
from dehsym.constants import C
from dehsym.dimension import ENERGY, LENGTH, MASS
from dehsym.domain import REAL
from dehsym.equation import Equation
from dehsym.judge import Judge
from dehsym.matching import Matcher
from dehsym.verdict import Kind, Verdict

CATALOGUE = Catalogue()
x = CATALOGUE.symbol("x", meaning="a number")
y = CATALOGUE.symbol("y", meaning="another")
mu = CATALOGUE.symbol("mu", latex=r"\mu", domain=REAL, meaning="a real number")
m = CATALOGUE.symbol("m", dimension=MASS, meaning="a mass")
E_0 = CATALOGUE.symbol("E_0", dimension=ENERGY, meaning="an energy")
d_1 = CATALOGUE.symbol("d_1", dimension=LENGTH, meaning="a length")
L = CATALOGUE.symbol("L", dimension=LENGTH, meaning="a length without a number")
c = CATALOGUE.constant("c", C, meaning="speed of light")
NUMBERS: Mapping[Expr, Expr] = {m: Rational(1, 10**30), d_1: Rational(347219, 10**8), x: Rational(1304, 1000)}


def matched(latex: str | None, computed: Equation, **reading: object) -> Verdict:
    claims = Claims({"e": Claim("e", "here", 1, latex), "f": Claim("f", "there", 2, r"x = y = x^2")})
    matcher = Matcher(CATALOGUE, claims, Judge(CATALOGUE), lambda: NUMBERS)
    return matcher.matches(computed, Reading("e", **reading))  # pyright: ignore[reportArgumentType]  (fields by name)


def energy() -> Equation:
    return Equation(E_0, m * c**2)


ROUNDED = [
    (r"E_0 = mc^2 = 8.99 \times 10^{-14} \text{ J}", Kind.CERTIFIED),
    (r"E_0 = mc^2 = 8.98 \times 10^{-14} \text{ J}", Kind.REFUTED),
    (r"E_0 = mc^2 = 5.61 \times 10^{8} \text{ meV}", Kind.CERTIFIED),
    (r"E_0 = 8.99 \times 10^{-14} \text{ J}", Kind.CERTIFIED),
    (r"E_0 = mc^3 = 8.99 \times 10^{-14} \text{ J}", Kind.REFUTED),
    (r"E_0 = 2mc^2 = 8.99 \times 10^{-14} \text{ J}", Kind.REFUTED),
    (r"E_0 = mc^2 = 8.99 \times 10^{-14} \text{ kg}", Kind.REFUTED),
    (r"E_0 = mc^2 = 9.0 \times 10^{-14} \text{ Pas}", Kind.UNDECIDED),
]


@pytest.mark.parametrize(("latex", "kind"), ROUNDED)
def test_rounded_numbers(latex: str, kind: Kind) -> None:
    assert matched(latex, energy()).kind is kind


def test_a_number_without_a_value_is_undecided() -> None:
    verdict = matched(r"E_0 = 1.5 \text{ J}", Equation(E_0, 2 * E_0))
    assert verdict.kind is Kind.UNDECIDED
    assert "no number is derived" in verdict.evidence


@pytest.mark.parametrize(("latex", "kind"), [("L = 1.30 d_1", Kind.CERTIFIED), ("L = 1.31 d_1", Kind.REFUTED)])
def test_a_rounded_factor(latex: str, kind: Kind) -> None:
    assert matched(latex, Equation(L, x * d_1)).kind is kind


def test_exact_members_are_compared_as_before() -> None:
    assert matched("y = x^2", Equation(y, x**2)).kind is Kind.PROVED
    assert matched("y = x^2 = x^3", Equation(y, x**2)).kind is Kind.UNDECIDED
    assert matched("x^2 = y", Equation(y, x**2)).kind is Kind.PROVED
    assert matched("y = x^3", Equation(y, x**2)).kind is Kind.REFUTED


def test_a_limit_is_two_claims() -> None:
    latex = r"y = \frac{\mu}{\exp(\mu) - 1} \rightarrow 1"
    assert matched(latex, Equation(y, Integer(1)), tends=(mu, Integer(0))).holds
    assert matched(latex, Equation(y, Integer(2)), tends=(mu, Integer(0))).kind is Kind.REFUTED
    assert matched(latex.replace("1}", "2}"), Equation(y, Integer(1)), tends=(mu, Integer(0))).kind is not Kind.PROVED
    assert matched(latex, Equation(y, Integer(1))).kind is Kind.UNDECIDED
    assert matched(r"y = \frac{1}{x} \to 0", Equation(y, Integer(0)), tends=(x, oo)).holds


def test_a_series_that_goes_on() -> None:
    series = 1 - x / 2 + x**2 / 3
    latex = r"y = 1 - \frac{x}{2} + \dots"
    assert matched(latex, Equation(y, series), small=x).kind is Kind.PROVED
    assert matched(latex, Equation(y, series + x), small=x).kind is Kind.REFUTED
    assert matched(latex, Equation(y, Integer(1)), small=x).kind is Kind.UNDECIDED
    assert matched(latex, Equation(y, series)).kind is Kind.UNDECIDED


def test_an_inequality_is_granted_by_name_or_not_read() -> None:
    assert matched("y = x^2 > 0", Equation(y, x**2), asserts="y is positive").kind is Kind.PROVED
    assert matched("y = x^2 > 0", Equation(y, x**2)).kind is Kind.UNDECIDED


def test_two_equations_in_one_display() -> None:
    class Earlier:
        equation = Equation(d_1, d_1)

    latex = r"d_1 = 3.47 \text{ mm} \quad \text{and} \quad y = x^2"
    assert matched(latex, Equation(y, x**2), earlier=(Earlier(),)).kind is Kind.CERTIFIED
    assert matched(latex, Equation(y, x**2)).kind is Kind.UNDECIDED


def test_words_stand_for_members_of_another_line() -> None:
    assert matched(None, Equation(x, x**2), stands_for=("f", 0, 2)).kind is Kind.PROVED
    assert matched(None, Equation(x, log(pi)), stands_for=("f", 0, 2)).kind is Kind.REFUTED
    assert matched(None, Equation(x, exp(x))).kind is Kind.UNDECIDED


def test_what_is_asked_about_is_no_member() -> None:
    assert matched(r"x^2 = ?", Equation(y, x**2)).kind is Kind.PROVED


def test_symbols_are_those_of_the_catalogue() -> None:
    assert matched("y = q", Equation(y, Symbol("q"))).kind is Kind.UNDECIDED
