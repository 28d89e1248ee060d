"""The paper's three phases: two assignments, and what becomes of each choice that it makes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Expr, I, Rational, exp, log, pi, sqrt

import dehsym
from dehsym.equation import Equation
from dehsym.errors import PaperError
from dehsym.phases import PhaseReport, examine
from derivations.deh4 import phases
from derivations.deh4.symbols import F_total, Lambda_B, T, V, beta, gamma, k_B, nu, omega, p, phi

HALF = Fraction(1, 2)


def report_of(pressure_sign: int = 1) -> PhaseReport:
    """From the derived (A.2) and the printed (A.3) and (A.4)."""
    density = dehsym.load("deh4").definition.step("A.2").equation
    main = pressure_sign * 2 * sqrt(pi) * log(phi) * exp(I * gamma) / Lambda_B**3
    pressure = Equation(p / (k_B * T), main - log(1 - phi) / V)
    free_energy = Equation(beta * F_total / V, sqrt(pi) * log(phi) ** Rational(3, 2) * exp(I * omega) / Lambda_B**3)
    problems = phases.problems(density, pressure, free_energy)
    return examine(problems, phases.choices)


@pytest.fixture(scope="module")
def report() -> PhaseReport:
    return report_of()


def assignments(report: PhaseReport, place: int) -> list[tuple[int, dict[Expr, Fraction]]]:
    found = report.problems[place].solutions.assignments
    return [(branch[log(phi)], {**solution.values}) for branch, solution in found]


def test_all_assignments_with_positive_quantities(report: PhaseReport) -> None:
    assert assignments(report, 0) == [
        (0, {nu: 3 * HALF, gamma: Fraction(1), omega: HALF}),
        (1, {nu: HALF, gamma: Fraction(1), omega: 3 * HALF}),
    ]
    assert report.is_checked


def test_the_second_and_third_member_of_4a_fix_what_positive_quantities_fix(report: PhaseReport) -> None:
    assert assignments(report, 2) == [(0, {nu: 3 * HALF, gamma: Fraction(1)}), (1, {nu: HALF, gamma: Fraction(1)})]


def test_the_choices(report: PhaseReport) -> None:
    expected = [
        {"Appendix 5, 1)": [], "Appendix 5, 2)": [1], "Appendix 5, Equation (7)": [], "Section 4, by (A.3)": [0, 1]},
        {
            "Appendix 5, 1)": [1],
            "Appendix 5, 2)": [1],
            "Appendix 5, Equation (7)": [0, 1],
            "Section 4, by (A.3)": [0, 1],
        },
        {"Appendix 5, 1)": [], "Appendix 5, 2)": [1], "Section 4, by (A.3)": [0, 1]},
    ]
    for problem, wanted in zip(report.problems, expected, strict=True):
        found = {
            tested.choice.where: [branch[log(phi)] for branch in tested.consistent_on] for tested in problem.choices
        }
        assert found == wanted


def test_with_the_first_choice_density_and_pressure_are_imaginary_on_every_branch(report: PhaseReport) -> None:
    tested = report.problems[0].choices[0]
    assert [found.phases for found in tested.on_branches] == [
        {"n": HALF, "p": 3 * HALF},
        {"n": 3 * HALF, "p": 3 * HALF},
    ]


def test_the_two_ways_to_4a_contradict_each_other(report: PhaseReport) -> None:
    places = [(clash.first.where, clash.second.where, str(clash.symbol)) for clash in report.clashes]
    assert ("Appendix 5, 1)", "Appendix 5, 2)", "gamma") in places
    assert ("Appendix 5, 1)", "Appendix 5, 2)", "nu") in places
    assert ("Appendix 5, 1)", "Section 4, by (A.3)", "gamma") in places
    assert ("Appendix 5, 2)", "Appendix 5, Equation (7)", "nu") in places
    assert len(places) == 4


def test_the_sign_of_the_literal_residue_shifts_gamma_by_half_a_turn() -> None:
    assert assignments(report_of(-1), 0) == [
        (0, {nu: 3 * HALF, gamma: Fraction(0), omega: HALF}),
        (1, {nu: HALF, gamma: Fraction(0), omega: 3 * HALF}),
    ]


def test_the_claims_of_the_choices_are_printed() -> None:
    claims = dehsym.load("deh4").definition.claims
    for choice in phases.choices:
        assert all(claim in claims for claim in choice.claims)


def test_the_paper_announces_them_once_its_equations_are_derived(report: PhaseReport) -> None:
    paper = dehsym.load("deh4")
    if {"A.2", "A.3", "A.4"} <= set(paper):
        assert paper.phases is paper.phases
        assert [assignments(paper.phases, i) for i in range(3)] == [assignments(report, i) for i in range(3)]
    else:
        with pytest.raises(PaperError, match=r"A\.[34] is printed .* and is not derived yet"):
            _ = paper.phases


def test_what_is_left_as_the_volume_grows_is_certified(report: PhaseReport) -> None:
    assert all(c.follows.holds for each in report.problems for c in each.problem.conditions)
    assert "V" not in {str(symbol) for c in report.problems[2].problem.conditions for symbol in c.expr.free_symbols}
