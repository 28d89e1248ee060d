"""The paper as a test suite: one test id a step and a claim."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from dehsym.derivation import Step
from dehsym.findings import SEVERITIES, ordered
from dehsym.judge import Judge
from dehsym.report import Report
from dehsym.rules.algebra import Leap
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful
from dehsym.workbench import Paper, load
from tests import laws

PAPER = load("deh4", store=Forgetful())
DEFINITION = PAPER.definition
COMPUTED = [s for d in DEFINITION.derivations for s in d.steps if s.rule and not isinstance(s.rule, Leap)]
IDS = [f"{s.place[0]}-{s.place[1]}-{s.rule.name if s.rule else ''}" for s in COMPUTED]

REFUTED_STEPS = {
    ("fluctuations", 12): "the paper's sign of the thermal variance",
    ("number_density", 17): "the arc at infinity",
    ("number_density", 24): "the pole on the branch cut",
    ("pressure", 13): "the arc at infinity",
    ("pressure", 14): "the logarithm replaced by a pole",
    ("free_energy_integral", 9): "the sum over the energies is U, not F",
    ("free_energy_integral", 21): "the arc at infinity",
    ("state_equations", 6): "the second and the third member of (4a)",
    ("state_equations", 12): "1 in the place of zeta(3/2)",
    ("chemical_potential", 15): "the slope of F at a fixed fugacity",
    ("vapour", 13): "the slope of the vapour pressure",
}
OTHERWISE_PRINTED = {
    "s2.density",
    "s3.temperature-variance",
    "a1.arc-second",
    "s4.clapeyron",
    "s4.entropy",
    "s4.lengths",
    "s4.virial-term",
}


@pytest.fixture(scope="module")
def report(run_of: Callable[[str], Report]) -> Report:
    return run_of("deh4")


@pytest.mark.parametrize("step", COMPUTED, ids=IDS)
def test_rule_is_pure_and_sees_tampering(step: Step) -> None:
    rule, source, result = laws.of_step(step)
    laws.is_pure(rule, source, result)
    laws.sees_tampering(rule, source, result, Judge(DEFINITION.catalogue))


def test_what_does_not_follow_is_exactly_what_is_known(report: Report) -> None:
    refuted = {
        node.step.place
        for result in report.results
        for node in result.checked.ancestry
        if node.follows.kind == Kind.REFUTED
    }
    assert refuted == set(REFUTED_STEPS)
    assert not [r.id for r in report.results for n in r.checked.ancestry if n.follows.kind == Kind.UNDECIDED]


def test_every_printed_equation_matches_but_those_that_do_not(report: Report) -> None:
    for result in report.results:
        assert result.matches is not None
        if result.id in OTHERWISE_PRINTED:
            assert result.matches.kind == Kind.REFUTED, result.id
            assert result.matches.witness
        else:
            assert result.matches.holds, f"{result.id}: {result.matches}"


def test_printed_a2_matches_and_its_standing_is_refuted() -> None:
    result = PAPER["A.2"]
    assert result.matches
    assert result.matches.holds
    assert result.follows.holds
    assert result.standing.kind == Kind.REFUTED
    kinds = {row["kind"] for row in result.rests_on}
    assert {"phase", "branch", "model", "approximate", "refuted", "path"} <= kinds


def test_a2_rests_on_the_free_phase_by_name() -> None:
    assert any("nu" in row["prose"] and row["kind"] == "phase" for row in PAPER["A.2"].rests_on)


def test_equation_1_carries_the_mark_of_the_reversed_sign() -> None:
    result = PAPER["1"]
    assert result.follows.holds
    assert result.standing.kind == Kind.REFUTED
    assert any(row["kind"] == "leap" for row in result.rests_on)
    assert any("A = 1" in row["prose"] and row["kind"] == "constant" for row in result.rests_on)


def test_planck_follows_from_the_two_limits() -> None:
    result = PAPER["s3.planck"]
    assert result.standing.kind == Kind.GRANTED
    assert str(result.equation.rhs) == "h*nu_light/(exp(beta*h*nu_light) - 1)"


def test_the_thermal_variance_has_a_witness_to_check_by_hand() -> None:
    matches = PAPER["s3.temperature-variance"].matches
    assert matches
    assert matches.witness
    beta = Fraction(dict(matches.witness.at)["beta"])
    left = float(matches.witness.left)
    assert left == pytest.approx(-1 / float(beta) ** 2)


def test_second_arc_is_half_a_turn() -> None:
    assert str(PAPER["a1.arc-second"].equation.rhs) == "I*pi"
    assert str(PAPER["a1.arc-half"].equation.rhs) == "I*pi"


def test_every_standing_is_the_weakest_of_its_ancestry(report: Report) -> None:
    for result in report.results:
        assert result.standing.kind == min(node.follows.kind for node in result.checked.ancestry)


def test_run_agrees_with_the_record(report: Report) -> None:
    assert report.differences == []


def test_findings_carry_witnesses(report: Report) -> None:
    by_id = {finding.id: finding for finding in report.findings}
    assert {"s3.temperature-variance", "a1.arc-second", "a2.contour-z", "number_density.24"} <= set(by_id)
    assert by_id["s3.temperature-variance"].severity == "breaks"
    assert "1" in by_id["s3.temperature-variance"].claims
    assert by_id["a1.arc-second"].severity == "slip"
    assert "A.2" in by_id["a2.contour-z"].claims
    for finding in report.findings:
        if finding.severity != "unsupported":
            assert finding.evidence.witness, finding.id
    assert by_id["number_density.24"].severity == "unsupported"


def test_what_is_ours_alone_is_no_finding_about_the_paper(report: Report) -> None:
    assert not {"pressure.18", "pressure.20.granted", "planck.10.granted"} & {each.id for each in report.findings}


def test_leaps_are_shown_false_at_points_of_small_numbers(report: Report) -> None:
    by_id = {finding.id: finding for finding in report.findings}
    for name in ("a4.sum", "chemical_potential.15", "vapour.13", "s3.temperature-variance"):
        witness = by_id[name].evidence.witness
        assert witness, name
        assert {value for _, value in witness.at} <= {"1", "1/2", "2"}, name
    assert by_id["a4.sum"].why.endswith("at `beta = 1`, `eps_n = 1`, `phi = 1/2`")


def test_in_order_each_thing_is_told_once(report: Report) -> None:
    found = ordered(report.findings)
    ids = [finding.id for finding in found]
    assert len(set(ids)) == len(ids)
    ranks = [SEVERITIES.index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    by_phases = {"a5.eliminate-wavelength.granted", "a5.eliminate-fugacity.granted", "state_equations.4.granted"}
    by_phases |= {"a5.free-energy.granted", "vapour.3.granted"}
    once = {"free_energy_integral.17.granted", "legendre.3.granted", "O4", "fractions.2.granted"}
    assert not (by_phases | once) & set(ids)
    assert "O4" in next(finding for finding in found if finding.id == "c.N2").claims


def test_report_files(report: Report, tmp_path: Any) -> None:
    files = {file.name: file for file in report.save(tmp_path / "out")}
    equations = json.loads(files["equations.json"].read_text(encoding="utf-8"))
    assert [e["id"] for e in equations] == [r.id for r in report.results]
    assert r"\begin{document}" in files["deh4.tex"].read_text(encoding="utf-8")


def test_mapping(report: Report) -> None:
    assert isinstance(PAPER, Paper)
    assert "A.2" in PAPER
    assert "nothing" not in PAPER
    assert len(PAPER) == len(report.results)
