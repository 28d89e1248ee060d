"""Appendices 3 to 5: what is known of (A.3), (A.4), the equations of state and (7), and must come out."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from sympy import Integral, Rational, log, pi, sqrt

from dehsym.derivation import Derivation, Step
from dehsym.examination import Checked, Examiner
from dehsym.grant import GrantKind
from dehsym.heads import StateSum
from dehsym.judge import Judge
from dehsym.rules.algebra import Leap
from dehsym.verdict import Kind, Verdict
from dehsym.verdict_store import Forgetful
from dehsym.workbench import load
from derivations.deh4.symbols import Lambda_B, N, T, U_gas, V, gamma, k_B, n, nu, p, p_gas, phi

DEFINITION = load("deh4", store=Forgetful()).definition
EXAMINER = Examiner(DEFINITION.catalogue, DEFINITION.claims, Forgetful())
JUDGE = Judge(DEFINITION.catalogue)
OURS = (
    "pressure",
    "free_energy_integral",
    "energy_and_pressure",
    "equations_of_state",
    "state_equations",
    "free_energy_ratio",
    "free_energy_of_state",
    "in_words",
)
LEAPS = {"a3.contour-pole", "a4.sum", "4a"}
FOLLOW = {
    "a3.sum": Kind.GRANTED,
    "A.3": Kind.PROVED,
    "A.4": Kind.PROVED,
    "a5.question": Kind.PROVED,
    "a5.eliminate-wavelength": Kind.GRANTED,
    "a5.eliminate-fugacity": Kind.GRANTED,
    "a5.free-energy": Kind.GRANTED,
    "5": Kind.CERTIFIED,
    "4b": Kind.PROVED,
    "7": Kind.PROVED,
}
SAID = {
    "c.integer": Kind.REFUTED,
    "c.eps0": Kind.GRANTED,
    "c.even": Kind.PROVED,
    "c.halfplane": Kind.PROVED,
    "c.realpole": Kind.REFUTED,
    "c.diverges": Kind.REFUTED,
    "c.signs": Kind.PROVED,
}


def _derivation(name: str) -> Derivation:
    return next(each for each in DEFINITION.derivations if any(step.place[0] == name for step in each.steps))


@pytest.fixture(scope="module")
def checked() -> dict[int, Checked]:
    """All steps that ours rest on, examined once."""
    return EXAMINER.examine(step for name in OURS for step in _derivation(name).steps)


def _follows(step: Step) -> Verdict:
    return EXAMINER.follows(step)


@pytest.mark.parametrize("claim", [*FOLLOW, *sorted(LEAPS), "a3.contour-log"])
def test_print_is_what_is_computed(claim: str) -> None:
    matches = EXAMINER.matches(DEFINITION.step(claim))
    assert matches
    assert matches.holds, f"{claim}: {matches}"


@pytest.mark.parametrize(("claim", "kind"), FOLLOW.items(), ids=list(FOLLOW))
def test_verdicts(claim: str, kind: Kind) -> None:
    assert _follows(DEFINITION.step(claim)).kind == kind


@pytest.mark.parametrize("claim", sorted(LEAPS))
def test_leaps_are_refuted_with_a_witness(claim: str) -> None:
    verdict = _follows(DEFINITION.step(claim))
    assert verdict.kind == Kind.REFUTED
    assert verdict.witness


@pytest.mark.parametrize(("claim", "kind"), SAID.items(), ids=list(SAID))
def test_words(claim: str, kind: Kind, checked: dict[int, Checked]) -> None:
    verdict = EXAMINER.decides(DEFINITION.remarks[claim], checked)
    assert verdict.kind == kind, str(verdict)


def test_the_mark_is_carried_on(checked: dict[int, Checked]) -> None:
    for claim in ("A.3", "A.4", "4a", "4b", "7", "a5.free-energy"):
        assert checked[id(DEFINITION.step(claim))].standing.kind == Kind.REFUTED, claim
    places = {node.step.prints.claim for node in checked[id(DEFINITION.step("4b"))].ancestry if node.step.prints}
    assert {"A.2", "A.3", "4a", "a3.contour-pole"} <= places


# --- Appendix 3


def test_the_literal_residue_has_the_other_sign() -> None:
    signs = [step for step in _derivation("pressure").steps if any(g.kind == GrantKind.PHASE for g in step.grants)]
    by_pole, by_parts = signs
    assert by_pole.parents[0].equation.rhs.has(nu)
    assert JUDGE.equal(by_pole.parents[0].equation.rhs.xreplace({nu: gamma}), -by_pole.equation.rhs).holds
    assert JUDGE.equal(by_parts.parents[0].equation.rhs.xreplace({nu: gamma}), by_parts.equation.rhs).holds
    assert [grant.prose for step in signs for grant in step.grants] == [
        "the phase `gamma` left free; the path taken gives `nu + pi`",
        "the phase `gamma` left free; the path taken gives `nu`",
    ]


def test_by_parts_another_power_comes_out() -> None:
    paper, by_parts = DEFINITION.step("A.3").equation.rhs, _derivation("pressure").steps[-1].equation.rhs
    ratio = (by_parts + log(1 - phi) / V) / (paper + log(1 - phi) / V)
    assert JUDGE.equal(ratio, sqrt(log(phi)) / 3).holds


def test_circles_about_the_logarithm_and_the_pole() -> None:
    """The pole's circle is 2 pi i ln(phi) times the factor before it; the logarithm's is smaller than the radius."""
    witness = _follows(DEFINITION.step("a3.contour-pole")).witness
    assert witness
    at = dict(witness.at)
    alpha, fugacity = float(Fraction(at["alpha"])), float(Fraction(at["phi"]))
    pole = math.pi / (4 * alpha**1.5) * 2 * math.pi * -math.log(fugacity)
    before, after = (side.split("`")[1] for side in (witness.left, witness.right))
    assert float(after.split("+ ")[-1].removesuffix("*I")) == pytest.approx(pole)
    assert abs(float(before.split()[0])) < pole / 100


# --- Appendix 4


def test_the_sum_called_f_is_the_mean_energy() -> None:
    chain = next(
        step
        for step in _derivation("free_energy_integral").steps
        if step.equation.between and U_gas in step.equation.members
    )
    assert _follows(chain).kind == Kind.PROVED
    assert chain.equation.between[0].atoms(StateSum)


def test_the_energy_is_three_halves_of_pv(checked: dict[int, Checked]) -> None:
    last = _derivation("energy_and_pressure").steps[-1]
    assert last.equation.lhs == U_gas
    assert last.equation.rhs == Rational(3, 2) * p_gas * V
    assert not last.equation.rhs.atoms(Integral)
    assert checked[id(last)].standing.kind == Kind.APPROXIMATE


def test_the_free_energy_of_thermodynamics_stands_beside_the_leap() -> None:
    leap = DEFINITION.step("a4.sum")
    assert isinstance(leap.rule, Leap)
    assert leap.parents[0].equation.rhs.atoms(StateSum)
    assert leap.parents[0].equation.lhs == leap.equation.lhs


# --- Appendix 5


def test_general_phases_before_the_choices() -> None:
    choices = [DEFINITION.step(f"a5.eliminate-{name}") for name in ("wavelength", "fugacity")]
    for step in choices:
        assert step.parents[0].equation.rhs.has(nu)
        assert step.parents[0].equation.rhs.has(gamma)
        assert [grant.kind for grant in step.grants] == [GrantKind.PHASE]


def test_second_and_third_member_have_opposite_signs() -> None:
    witness = _follows(DEFINITION.step("4a")).witness
    assert witness
    fugacity = float(Fraction(dict(witness.at)["phi"]))
    assert float(witness.left) == pytest.approx(-2 * math.sqrt(-math.log(fugacity)))
    assert float(witness.right) == pytest.approx(2 * math.sqrt(-math.log(fugacity)))


def test_the_correct_line_beside_4a() -> None:
    wanted = (p / (n * k_B * T), 2 * n * Lambda_B**3 / sqrt(pi), 2 * sqrt(-log(phi)))
    found = [step for step in _derivation("state_equations").steps if step.equation.members == wanted]
    assert len(found) == 1
    assert _follows(found[0]).holds


def test_4b_follows_from_the_density_alone(checked: dict[int, Checked]) -> None:
    state = _derivation("state_equations")
    alone = next(step for step in state.steps if step.equation.lhs == phi)
    assert DEFINITION.step("4b").equation.between[0] == alone.equation.rhs
    ids = {node.step.prints.claim for node in checked[id(alone)].ancestry if node.step.prints}
    assert "A.2" in ids
    assert "A.3" not in ids


def test_squaring_is_one_way(checked: dict[int, Checked]) -> None:
    ways = [node.follows for node in checked[id(DEFINITION.step("4b"))].ancestry]
    assert any("one way only" in verdict.evidence for verdict in ways)


def test_seven_keeps_its_number() -> None:
    assert DEFINITION.step("7").equation.rhs == -N * k_B * T * log(phi)
