"""Claims that hold no datum: found where a choice took the data out, not where a pure number is what it is."""

from __future__ import annotations

from pathlib import Path

from sympy import E, Expr, Integer, Rational, sqrt

from dehsym.audit.premises.independent_of_data import independent_of_data_findings
from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import ONE
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Choose, Eliminate, SolveFor
from tests.audit.invented_paper import invented_paper

_CATALOGUE = Catalogue()
T = _CATALOGUE.symbol("T", meaning="a temperature")
M = _CATALOGUE.symbol("m", meaning="a mass")
X = _CATALOGUE.symbol("x", meaning="a ratio")
L = _CATALOGUE.symbol("L", meaning="a length")
R = _CATALOGUE.symbol("r", meaning="a length over another")
_ROOT = Rational(-1, 2)
_NOW = Constant("3", "1", ONE, "given", printed="3.0 1")


def _paper(folder: Path, *, chosen: bool, exponent: Expr = _ROOT, bound: int = 3) -> PaperDefinition:
    """L = (mT)^(-1/2) over 1/T: with m = T/e a pure number, where m is given sqrt(T/m)."""

    def lengths(d: Ledger) -> None:
        whole = d.given("A ratio", X, M / T, kind=GrantKind.MODEL, prints="1")
        if chosen:
            ratio = d.step("Chosen:", whole, Choose({X: 1 / E}, "where it is greatest"), prints="2")
            mass = d.step("So", ratio, SolveFor(M))
        else:
            mass = d.given("A mass that was measured", M, Integer(7), kind=GrantKind.CITATION)
        over = d.let("Over the other length.", R, (M * T) ** exponent * T)
        value = d.step("As a number:", over, Eliminate(M, mass))
        d.quantity("N1", value)
        d.remark(
            "c.comparable", "so it is", value, relation=Relation(value.equation.rhs, Operator.LESS, Integer(bound))
        )

    return invented_paper(
        folder,
        _CATALOGUE,
        [derivation("Section 1", "Lengths")(lengths)],
        equations=("1", "2"),
        numbers={"N1": ("1.65", "1")},
        words=("c.comparable",),
        inputs={T: _NOW},
    )


def test_a_choice_takes_the_data_out(tmp_path: Path) -> None:
    (found,) = independent_of_data_findings(_paper(tmp_path, chosen=True))
    assert (found.id, found.severity) == ("independent-of-data.2", "unsupported")
    assert found.claims == ("c.comparable", "N1")
    assert found.evidence.holds
    assert "N1 = $e^{1/2}$ = `1.649`" in found.evidence.evidence
    assert "$T$ drops out" in found.we_find


def test_what_still_depends_on_data(tmp_path: Path) -> None:
    assert independent_of_data_findings(_paper(tmp_path, chosen=False)) == []
    assert independent_of_data_findings(_paper(tmp_path, chosen=True, exponent=Rational(-1))) == []


def test_what_is_false_is_told_elsewhere(tmp_path: Path) -> None:
    assert independent_of_data_findings(_paper(tmp_path, chosen=True, bound=1)) == []


def test_a_pure_number_without_a_choice(tmp_path: Path) -> None:
    def circle(d: Ledger) -> None:
        over = d.let("The diagonal over the side.", R, sqrt(2))
        d.quantity("N1", over)
        d.remark("c.comparable", "so it is", over, relation=Relation(sqrt(2), Operator.LESS, Integer(2)))

    paper = invented_paper(
        tmp_path,
        _CATALOGUE,
        [derivation("Section 1", "A square")(circle)],
        numbers={"N1": ("1.41", "1")},
        words=("c.comparable",),
        inputs={T: _NOW},
    )
    assert independent_of_data_findings(paper) == []


def test_nothing_is_found_in_the_exact_gas() -> None:
    assert independent_of_data_findings(load_definition("bose_gas")) == []


def test_the_ratios_of_deh4_are_the_same_at_any_temperature() -> None:
    (found,) = independent_of_data_findings(load_definition("deh4"))
    assert found.id == "independent-of-data.3"
    assert "c.single" in found.claims
    assert {"N10", "N14", "N15", "N25", "N31", "N33"} <= set(found.claims)
    assert not {"N03", "N28"} & set(found.claims)  # the maximum of ln(x)/x, and Chandrasekhar's coefficient
