"""Symbols that a solution holds fixed: found where what replaces them depends on the variable, not otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sympy import Expr

from dehsym.audit.premises.held_fixed import held_fixed, held_fixed_findings
from dehsym.catalogue import Catalogue
from dehsym.derivation import Ledger, derivation
from dehsym.domain import REAL
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.rules.algebra import Choose, Eliminate, Extend
from dehsym.rules.calculus import Differentiate
from dehsym.rules.ode import SolveODE
from dehsym.verdict import Kind
from tests.audit.invented_paper import invented_paper

_CATALOGUE = Catalogue()
T = _CATALOGUE.symbol("t", meaning="a time")
Y = _CATALOGUE.function("y", T, domain=REAL, meaning="a height")
S = _CATALOGUE.symbol("s", domain=REAL, meaning="a rate")
K = _CATALOGUE.symbol("k", meaning="a number")
R = _CATALOGUE.symbol("r", meaning="a length")
C = _CATALOGUE.symbol("C", domain=REAL, meaning="a constant of integration")


def _paper(folder: Path, rate: Expr, *, extend: bool = False, length: Expr | None = None) -> PaperDefinition:
    """y' = s + 2y, solved, and then s = `rate`, where r is `length`."""

    def height(d: Ledger) -> None:
        if length is not None:
            d.let("A length.", R, length)
        grows = d.given("It grows", Y.diff(T), S + 2 * Y, kind=GrantKind.MODEL)
        fact = d.given("The rate", S, rate, kind=GrantKind.MODEL)
        solved = d.step("Its solution:", grows, SolveODE(Y, constant=C), Choose({C: K}, "for a given height"))
        put = Eliminate(S, fact)
        d.step("With that rate:", solved, Extend(put) if extend else put, prints="1")

    return invented_paper(folder, _CATALOGUE, [derivation("Section 1", "A height")(height)], equations=("1",))


@pytest.mark.parametrize("extend", [False, True])
def test_a_rate_that_depends_on_the_variable(tmp_path: Path, extend: bool) -> None:
    (found,) = held_fixed_findings(_paper(tmp_path, K * T**2, extend=extend))
    assert (found.id, found.severity, found.claims) == ("held-fixed.s.1", "unsupported", ("1",))
    assert found.evidence.kind is Kind.REFUTED
    assert found.evidence.witness is not None
    assert "by $t$ at given $k$ is $2tk$" in found.we_find


def test_a_rate_that_depends_on_it_by_a_definition(tmp_path: Path) -> None:
    (found,) = held_fixed(_paper(tmp_path, K * R, length=T**3))
    assert found.slope == 3 * K * T**2


@pytest.mark.parametrize(("rate", "length"), [(K**2, None), (K * R, K**3), (K * R / T, K * T)])
def test_a_rate_that_does_not(tmp_path: Path, rate: Expr, length: Expr | None) -> None:
    assert held_fixed_findings(_paper(tmp_path, rate, length=length)) == []


def _slope(d: Ledger) -> None:
    height = d.given("The height", Y, S * T**2, kind=GrantKind.MODEL)
    rate = d.given("The rate", S, K * T, kind=GrantKind.MODEL)
    slope = d.step("Its slope at a given rate:", height, Differentiate(T))
    d.step("There:", slope, Eliminate(S, rate), prints="1")


def _before(d: Ledger) -> None:
    grows = d.given("It grows", Y.diff(T), S + 2 * Y, kind=GrantKind.MODEL)
    rate = d.given("The rate", S, K * T, kind=GrantKind.MODEL)
    whole = d.step("With that rate:", grows, Eliminate(S, rate))
    d.step("Its solution:", whole, SolveODE(Y, constant=C), prints="1")


@pytest.mark.parametrize("body", [_slope, _before])
def test_a_slope_at_a_given_rate_is_no_mistake(tmp_path: Path, body: Callable[[Ledger], None]) -> None:
    paper = invented_paper(tmp_path, _CATALOGUE, [derivation("Section 1", "A height")(body)], equations=("1",))
    assert held_fixed_findings(paper) == []


def test_nothing_is_found_in_the_exact_gas() -> None:
    assert held_fixed_findings(load_definition("bose_gas")) == []


def test_the_chemical_potential_is_held_fixed() -> None:
    (found,) = held_fixed_findings(load_definition("deh4"))
    assert (found.id, found.severity) == ("held-fixed.mu.1", "unsupported")
    assert "at given $n$, $m$" in found.we_find
