"""The tree of what stands where in a formula."""

from __future__ import annotations

import pytest

from dehsym.errors import NotationError
from dehsym.paper_definition import load_definition
from dehsym.render.latex import latex_expression
from dehsym.render.typesetting.formula import (
    Accented,
    Fenced,
    Fraction,
    Role,
    Root,
    Row,
    Scripted,
    Sign,
    Space,
    read_formula,
)
from derivations.deh4.symbols import catalogue
from tests.render.random_expressions import printable

X = Sign("x", Role.LETTER)


def only(latex: str) -> object:
    (part,) = read_formula(latex).parts
    return part


def test_signs_have_roles() -> None:
    roles = [part.role for part in read_formula(r"-x = 2 + \Gamma(\infty)").parts if isinstance(part, Sign)]
    assert roles == [
        Role.SIGN,
        Role.LETTER,
        Role.RELATION,
        Role.NUMERAL,
        Role.OPERATION,
        Role.UPRIGHT,
        Role.OPENING,
        Role.SYMBOL,
        Role.CLOSING,
    ]


@pytest.mark.parametrize("latex", ["= -x", "(-x)", r"\int -x", r"\int_0^1 -x", ", -x", r"\sum_{n=1}^2 -x"])
def test_a_minus_before_its_only_term_is_a_sign(latex: str) -> None:
    assert Sign("−", Role.SIGN) in read_formula(latex).parts


@pytest.mark.parametrize("latex", ["a - x", "(a) - x", "a! - x", "a_1 - x"])
def test_a_minus_between_terms_is_an_operation(latex: str) -> None:
    assert Sign("−", Role.OPERATION) in read_formula(latex).parts


def test_composed_parts() -> None:
    assert only(r"\frac{x}{x}") == Fraction(Row((X,)), Row((X,)))
    assert only(r"\frac12") == Fraction(Row((Sign("1", Role.NUMERAL),)), Row((Sign("2", Role.NUMERAL),)))
    assert only(r"\sqrt[3]{x}") == Root(Row((X,)), Row((Sign("3", Role.NUMERAL),)))
    assert only(r"\left[x\right)") == Fenced("[", Row((X,)), ")")
    assert only(r"\left.x\right|") == Fenced("", Row((X,)), "|")
    assert only(r"\bar{x}") == Accented("\u0304", Row((X,)))
    assert only(r"\binom{x}{x}") == Fenced("(", Row((Fraction(Row((X,)), Row((X,)), ruled=False),)), ")")
    assert only(r"\,") == Space(3 / 18)
    assert only(r"\text{ in the end }") == Sign(" in the end ", Role.WORDS)


def test_scripts_join_at_one_base() -> None:
    below, above = Row((Sign("1", Role.NUMERAL),)), Row((Sign("2", Role.NUMERAL),))
    assert only("x_1^2") == only("x^2_1") == Scripted(X, below, above)
    assert only("x'^2") == Scripted(X, None, Row((Sign("′", Role.SYMBOL), Sign("2", Role.NUMERAL))))
    assert read_formula("{}_1F").parts[0] == Scripted(Row(()), below)
    parts = read_formula(r"\sum_n x_n \lim_{n} \int_0^1").parts
    assert [part.is_stacked for part in parts if isinstance(part, Scripted)] == [True, False, True, False]


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\frac{x}", "an argument is wanted"),
        (r"\frobnicate{x}", "a known macro is wanted"),
        ("{x", "'}' is wanted"),
        ("x}", "the end of the formula is wanted"),
        (r"\left x \right)", "a bracket is wanted"),
        (r"\left( x", r"'\\right' is wanted"),
        ("x^", "an argument is wanted"),
        ("{" * 100 + "}" * 100, "nested at most"),
        ("x" * 30_000, "at most 20000 signs"),
        (r"\text{open", "'}' is wanted"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(latex: str, words: str) -> None:
    with pytest.raises(NotationError) as told:
        read_formula(latex)
    assert words in str(told.value)


def test_random_expressions_are_read() -> None:
    for expr in filter(None, map(printable, range(400))):
        read_formula(latex_expression(expr, catalogue))


@pytest.mark.parametrize("name", ["deh4", "bose_gas"])
def test_what_papers_print_is_read(name: str) -> None:
    printed = [claim.latex for claim in load_definition(name).claims.values() if claim.latex]
    assert len(printed) > 20
    for latex in printed:
        read_formula(latex)
