"""Two expressions for one symbol: those that are nowhere equal are found, those that are two equations are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sympy import Expr, Integer, exp

from dehsym.audit.premises.two_expressions import two_expression_findings, two_expressions
from dehsym.catalogue import Catalogue
from dehsym.derivation import Ledger, Script, derivation
from dehsym.domain import REAL
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.rules.algebra import Eliminate, Multiply
from dehsym.verdict import Kind
from tests.audit.invented_paper import invented_paper

_CATALOGUE = Catalogue()
S = _CATALOGUE.symbol("s", domain=REAL, meaning="a slope")
X = _CATALOGUE.symbol("x", meaning="a positive number")
Y = _CATALOGUE.symbol("y", domain=REAL, meaning="a number")
Z = _CATALOGUE.symbol("z", meaning="an auxiliary number")


def _paper(folder: Path, one: Expr, other: Expr) -> PaperDefinition:
    def first(d: Ledger) -> None:
        d.given("The slope", S, one, kind=GrantKind.MODEL, prints="1")

    def second(d: Ledger) -> None:
        half = d.given("Half of it", S / 2, other / 2, kind=GrantKind.MODEL)
        d.step("The slope again:", half, Multiply(Integer(2)), prints="2")

    scripts = [derivation("Section 1", "One")(first), derivation("Section 2", "Other")(second)]
    return invented_paper(folder, _CATALOGUE, scripts, equations=("1", "2"))


@pytest.mark.parametrize(("one", "other"), [(X, -X), (X, X + 1), (X**2 + 1, X)])
def test_what_is_nowhere_equal_is_found(tmp_path: Path, one: Expr, other: Expr) -> None:
    (found,) = two_expression_findings(_paper(tmp_path, one, other))
    assert found.id == "two-expressions.1.2"
    assert (found.severity, found.claims) == ("breaks", ("1", "2"))
    assert found.evidence.kind is Kind.REFUTED
    assert found.evidence.witness is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (X, X**2),  # two equations, from which x = 1 is found
        (exp(Y), exp(-Y)),  # equal at y = 0
        (X, 2 * Y),  # in other symbols
        ((X + 1) ** 2, X**2 + 2 * X + 1),
        (X, X),
    ],
)
def test_what_may_be_equal_is_not_blamed(tmp_path: Path, one: Expr, other: Expr) -> None:
    assert two_expression_findings(_paper(tmp_path, one, other)) == []


def test_a_symbol_that_is_defined_otherwise_is_another_thing(tmp_path: Path) -> None:
    def script(name: str, defined: Expr) -> Script:
        def body(d: Ledger) -> None:
            d.let("An auxiliary number.", Z, defined)
            slope = d.given("The slope", S / Z, 1 + int(name) / Z, kind=GrantKind.MODEL)
            d.step("That is,", slope, Multiply(Z), prints=name)

        body.__name__ = f"section_{name}"
        return derivation("Section 1", name)(body)

    same = invented_paper(tmp_path, _CATALOGUE, [script("1", X), script("2", X)], equations=("1", "2"))
    assert [each.one.step.prints for each in two_expressions(same)] != []
    other = invented_paper(tmp_path, _CATALOGUE, [script("1", X), script("2", 2 * X)], equations=("1", "2"))
    assert two_expressions(other) == []


def test_a_line_that_the_paper_departs_from_is_not_its_own(tmp_path: Path) -> None:
    def first(d: Ledger) -> None:
        right = d.given("The slope", S, X, kind=GrantKind.MODEL)
        d.leap("The sign is another one.", right, S, -X, because="with the sign reversed", prints="1")

    paper = invented_paper(tmp_path, _CATALOGUE, [derivation("Section 1", "One")(first)], equations=("1",))
    assert two_expression_findings(paper) == []


def test_what_follows_from_the_other_has_a_verdict_of_its_own(tmp_path: Path) -> None:
    def first(d: Ledger) -> None:
        slope = d.given("The slope", S, X + Z, kind=GrantKind.MODEL)
        shift = d.given("A shift", Z, X, kind=GrantKind.MODEL)
        d.step("So", slope, Eliminate(Z, shift), prints="1")

    paper = invented_paper(tmp_path, _CATALOGUE, [derivation("Section 1", "One")(first)], equations=("1",))
    assert two_expression_findings(paper) == []


def test_nothing_is_found_in_the_exact_gas() -> None:
    assert two_expression_findings(load_definition("bose_gas")) == []


def test_the_chemical_potential_of_a_constant_mass_has_the_other_sign() -> None:
    (found,) = two_expression_findings(load_definition("deh4"))
    assert found.id == "two-expressions.constant_mass.4.quantum.1"
    assert found.severity == "breaks"
    assert {"c.mu=mc2", "N10"} <= set(found.claims)
