"""What is printed is read back as the same tree: every step of both papers, and random expressions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from dehsym import load
from dehsym.catalogue import Catalogue
from dehsym.derivation import Step
from dehsym.errors import CatalogueError, NotationError
from dehsym.notation.latex_reader import read_latex
from dehsym.render.latex import latex_equation, latex_expression
from derivations.deh4 import symbols as s
from tests.render.random_expressions import LETTERS, commuting, printable

PAPERS = ("deh4", "bose_gas")


def meant(step: Step, catalogue: Catalogue) -> tuple[dict[str, Expr], dict[Expr, Expr]]:
    """What each letter of a step means, and of two symbols with one letter (n and n_q) the one that stands for both."""
    letters, stands_for = dict(catalogue.letters), dict[Expr, Expr]()
    used = [part for member in step.equation.members for part in member.atoms(Symbol, AppliedUndef)]
    first: dict[str, Expr] = {}
    for part in sorted(used, key=lambda part: (isinstance(part, AppliedUndef), str(part))):
        try:
            entry = catalogue[part if part in catalogue else catalogue.declared(part)]
        except CatalogueError:
            continue
        kept = first.setdefault(entry.latex, entry.symbol)
        if kept != entry.symbol:
            stands_for[entry.symbol] = kept
    return letters | first, stands_for


def identified(expr: Expr, stands_for: Mapping[Expr, Expr]) -> Expr:
    """The expression with one symbol in the place of several that are printed alike."""
    if expr in stands_for:
        return stands_for[expr]
    return expr.func(*(identified(part, stands_for) for part in expr.args)) if expr.args else expr


@pytest.mark.parametrize("name", PAPERS)
def test_every_step_of_a_paper_is_read_back(name: str) -> None:
    paper = load(name).definition
    changed: list[str] = []
    for step in (step for derivation in paper.derivations for step in derivation.steps):
        letters, stands_for = meant(step, paper.catalogue)
        latex = latex_equation(step.equation, paper.catalogue)
        back = read_latex(latex, paper.catalogue, letters).members
        if back != step.equation.members:
            ours = [identified(member, stands_for) for member in step.equation.members]
            if not stands_for or ours != [identified(member, stands_for) for member in back]:
                changed.append(f"{step.place}: {latex}")
    assert changed == []


@given(st.integers(0, 10**9))
@settings(max_examples=400, deadline=None, derandomize=True, database=None)
def test_a_random_expression_is_read_back(seed: int) -> None:
    expr = printable(seed)
    if expr is None:
        return
    printed = latex_expression(expr, s.catalogue)
    try:
        (back,) = read_latex(printed, s.catalogue, LETTERS).members
    except NotationError as error:
        if "too hard" not in str(error):  # SymPy would evaluate it for long: refused, not misread
            raise
        return
    assert back == expr or commuting(back) == commuting(expr), printed
