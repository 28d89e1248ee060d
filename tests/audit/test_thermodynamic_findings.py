"""The laws of thermodynamics on the papers that are shipped: the exact Bose gas keeps them all, the other does not."""

from __future__ import annotations

from functools import cache

import pytest

from dehsym.audit.thermodynamics import Decision, thermodynamic_decisions, thermodynamic_findings
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.verdict import Kind


@cache
def paper(name: str) -> PaperDefinition:
    return load_definition(name)


@cache
def decisions(name: str) -> tuple[Decision, ...]:
    return tuple(thermodynamic_decisions(paper(name)))


@cache
def found() -> dict[str, Finding]:
    return {finding.id: finding for finding in thermodynamic_findings(paper("deh4"))}


def test_nothing_is_found_in_the_exact_gas() -> None:
    assert thermodynamic_findings(paper("bose_gas")) == []


def test_the_laws_are_applied_to_the_exact_gas() -> None:
    kinds = {row.title.name: row.verdict.kind for row in decisions("bose_gas")}
    proved = {name for name, kind in kinds.items() if kind is Kind.PROVED}
    assert {"pressure-from-free-energy", "energy-from-free-energy", "euler", "gibbs-duhem", "two-thirds"} <= proved
    certified = {name for name, kind in kinds.items() if kind is Kind.CERTIFIED}
    assert {
        "compressibility",
        "heat-capacity",
        "entropy-sign",
        "boson-pressure",
        "classical-pressure",
        "classical-fugacity",
    } <= certified
    assert len(kinds) == 15
    assert all(row.verdict.holds for row in decisions("bose_gas"))


def test_what_is_found() -> None:
    assert set(found()) == {
        "law.activity-by-density.1.4b",
        "law.activity.8",
        "law.boson-potential.8",
        "law.boson-pressure.4a",
        "law.classical-fugacity.4b",
        "law.classical-pressure.4a",
        "law.dense-end.A.2",
        "law.euler.4a.4b.7.8",
        "law.fugacity-rises.4b",
        "law.gibbs-duhem.4a.4b",
        "law.heat-capacity.4b.7",
        "law.pressure-from-free-energy.4a.4b.7",
        "law.third-law.4b.7",
    }


def test_what_the_ledger_departs_from_is_not_told_twice() -> None:
    refuted = {row.title.name for row in decisions("deh4") if row.verdict.kind is Kind.REFUTED}
    assert "potential-from-free-energy" in refuted  # the ledger has the slope of F three times as large, and a leap
    assert not any("potential-from-free-energy" in name for name in found())


@pytest.mark.parametrize(
    ("id", "correct"),
    [
        ("law.pressure-from-free-energy.4a.4b.7", r"p = \frac{2n^3 k_B T\Lambda_B^6}{\pi}"),
        ("law.gibbs-duhem.4a.4b", r"(\partial p/\partial n)_{T} = -\frac{2(n\Lambda_B^3)^2 k_B T}{\pi}"),
        ("law.activity-by-density.1.4b", r"\mu = -\frac{(n\Lambda_B^3)^2 k_B T}{\pi}"),
        ("law.activity.8", r"\mu = k_B T \ln(\phi)"),
        ("law.classical-pressure.4a", r"\frac{p}{n k_B T} \to 1 \text{ as } n \Lambda_B^3 \to 0"),
    ],
)
def test_the_line_that_the_law_demands(id: str, correct: str) -> None:
    assert found()[id].correct == f"${correct}$"


def test_every_finding_says_what_a_reader_can_check() -> None:
    for id, finding in found().items():
        assert finding.evidence.kind is Kind.REFUTED, id
        assert finding.evidence.witness, id
        assert finding.evidence.witness.at, id
        assert finding.where, id
        assert set(finding.claims) <= set(paper("deh4").claims), id
        assert "$" in finding.paper_says, id


def test_one_finding_names_all_statements_that_the_law_fails_for() -> None:
    finding = found()["law.gibbs-duhem.4a.4b"]
    assert finding.claims[:4] == ("4a", "4b", "A.2", "A.3")
    assert "it fails for (A.2) with (A.3) too" in finding.we_find


def test_the_witness_has_the_relation_that_fails() -> None:
    assert found()["law.heat-capacity.4b.7"].why.startswith("`0` ≤ `-1.90985931710` fails at `n = 1`, ")
    assert found()["law.third-law.4b.7"].why.startswith("`667544.214430` ≠ `0` at `n = 1024`, ")


def test_what_stands_between_is_shown() -> None:
    assert found()["law.activity.8"].paper_says == r"(8) $f_c = 1 - \exp(-\beta\mu)$; (6) $f_c = 1 - \phi$"


def test_another_line_of_the_paper_may_have_it_right() -> None:
    assert "(s4.virial) has it right" in found()["law.classical-pressure.4a"].we_find
    assert r"$\phi = n \Lambda_B^3$ meets it" in found()["law.activity-by-density.1.4b"].we_find
