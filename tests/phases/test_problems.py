"""Problems solved and choices tested: the gas with its three phases, and what else a problem can be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from sympy import Expr, I, Rational, S, Symbol, exp, log, pi, sqrt

from dehsym.balls import compile_enclosure
from dehsym.equation import Equation
from dehsym.errors import PhaseError
from dehsym.phases import (
    Choice,
    Condition,
    Demand,
    OnBranch,
    PhaseProblem,
    PhaseSolutions,
    PolarForm,
    examine,
    half_turns,
    solve,
    try_choice,
    value_on_branch,
)
from dehsym.phases.check import Checker
from dehsym.phases.solution import PhaseEquations
from dehsym.verdict import Kind
from tests.phases.symbols import DENSITY, DOMAINS, GAMMA, LENGTH, NU, OMEGA, PHI, PSI, QUANTITIES, QUOTIENTS, X

HALF = Fraction(1, 2)


def one(name: str, expr: Expr, demand: Demand = Demand.POSITIVE) -> PhaseProblem:
    """A problem with one condition."""
    return PhaseProblem(name, (Condition(name, expr, demand),), (NU, GAMMA), DOMAINS)


def relations(solutions: PhaseSolutions) -> list[tuple[int, list[str]]]:
    return [(next(iter(branch.values()), 0), list(map(str, s.relations))) for branch, s in solutions.assignments]


# --- The gas


def test_positive_quantities_have_exactly_two_assignments() -> None:
    solutions = solve(QUANTITIES)
    assert [(branch[log(PHI)], found.values) for branch, found in solutions.assignments] == [
        (0, {NU: 3 * HALF, GAMMA: Fraction(1), OMEGA: HALF}),
        (1, {NU: HALF, GAMMA: Fraction(1), OMEGA: 3 * HALF}),
    ]
    assert solutions.verdict.kind is Kind.PROVED
    assert "all 128 points of the grid" in solutions.verdict.evidence


def test_positive_quotients_leave_a_line() -> None:
    solutions = solve(QUOTIENTS)
    assert relations(solutions) == [
        (0, ["gamma - nu = 3*pi/2 (mod 2*pi)", "omega - nu = pi (mod 2*pi)"]),
        (1, ["gamma - nu = pi/2 (mod 2*pi)", "omega - nu = pi (mod 2*pi)"]),
    ]
    assert [found.dimension for _, found in solutions.assignments] == [1, 1]
    assert solutions.assignments[0][1].values == {}


CHOICES = {
    "wavelength": Choice("wavelength", "there", {GAMMA: pi / 2, NU: S.Zero}),
    "fugacity": Choice("fugacity", "there", {GAMMA: pi, NU: pi / 2}),
    "free energy": Choice("free energy", "there", {OMEGA: pi, NU: S.Zero}),
    "pressure": Choice("pressure", "elsewhere", {GAMMA: pi}),
    "all": Choice("all", "nowhere", {NU: pi / 2, GAMMA: pi, OMEGA: -pi / 2}),
}


@pytest.mark.parametrize(
    ("choice", "quantities", "quotients"),
    [
        ("wavelength", [], [1]),
        ("fugacity", [1], [1]),
        ("free energy", [], [0, 1]),
        ("pressure", [0, 1], [0, 1]),
        ("all", [1], [1]),
    ],
)
def test_on_which_branches_a_choice_is_consistent(choice: str, quantities: list[int], quotients: list[int]) -> None:
    for problem, expected in ((QUANTITIES, quantities), (QUOTIENTS, quotients)):
        tested = try_choice(problem, CHOICES[choice])
        assert [branch[log(PHI)] for branch in tested.consistent_on] == expected
        assert tested.verdict.kind is (Kind.PROVED if expected else Kind.REFUTED)


def test_a_refuted_choice_has_a_witness_that_can_be_recomputed() -> None:
    tested = try_choice(QUANTITIES, CHOICES["wavelength"])
    assert [found.phases for found in tested.on_branches] == [
        {"n": HALF, "p": 3 * HALF},
        {"n": 3 * HALF, "p": 3 * HALF},
    ]
    assert "`n` is imaginary (phase `pi/2`), wanted is positive" in tested.verdict.evidence
    witness = tested.verdict.witness
    assert witness
    at = dict(witness.at)
    assert at == {"L": "1", "phi": "1/2", "nu": "0", "m[log(phi)]": "0"}
    value = compile_enclosure(DENSITY.xreplace({NU: S.Zero}))({PHI: HALF, LENGTH: Fraction(1)}, 64)
    assert witness.left == "n = 1.47566462664*I"
    assert value.real.contains(0)
    assert abs(value.imag - 1.47566462664) < 1e-10


def test_the_phases_that_a_choice_leaves_open_are_solved_for() -> None:
    tested = try_choice(QUANTITIES, CHOICES["fugacity"])
    assert [str(r) for found in tested.on_branches for s in found.solutions for r in s.relations] == [
        "omega = 3*pi/2 (mod 2*pi)"
    ]


def test_choices_that_contradict_each_other_come_out() -> None:
    report = examine([QUANTITIES, QUOTIENTS], [CHOICES[name] for name in CHOICES if name != "all"])
    assert [str(clash) for clash in report.clashes] == [
        "`gamma = pi/2` in wavelength, `gamma = pi` in fugacity",
        "`nu = 0` in wavelength, `nu = pi/2` in fugacity",
        "`gamma = pi/2` in wavelength, `gamma = pi` in pressure",
        "`nu = pi/2` in fugacity, `nu = 0` in free energy",
    ]
    quantities, quotients = report.problems
    assert [(each.choice.name, each.verdict.kind.word) for each in quantities.together] == [
        ("wavelength with free energy", "refuted"),
        ("free energy with pressure", "refuted"),
    ]
    assert [each.verdict.kind.word for each in quotients.together] == ["proved", "refuted"]
    assert report.is_checked


# --- What else there is


def test_every_demand() -> None:
    quantity = sqrt(log(PHI)) * exp(I * NU)
    expected = {
        Demand.POSITIVE: ["nu = 3*pi/2 (mod 2*pi)", "nu = pi/2 (mod 2*pi)"],
        Demand.NEGATIVE: ["nu = pi/2 (mod 2*pi)", "nu = 3*pi/2 (mod 2*pi)"],
        Demand.REAL: ["nu = pi/2 (mod 2*pi)", "nu = 3*pi/2 (mod 2*pi)"] * 2,
        Demand.IMAGINARY: ["nu = 0 (mod 2*pi)", "nu = pi (mod 2*pi)"] * 2,
    }
    for demand, wanted in expected.items():
        problem = replace(one("X", quantity, demand), phases=(NU,))
        assert [str(found.relations[0]) for _, found in solve(problem).assignments] == wanted
        assert solve(problem).verdict.holds


def test_a_phase_in_fractions_begins_anew_after_more_turns() -> None:
    problem = replace(one("X", log(PHI) * exp(I * NU / 3)), phases=(NU,))
    assert problem.turns == {NU: 3}
    assert relations(solve(problem)) == [(0, ["nu = 3*pi (mod 6*pi)"])]
    ours = Choice("one", "here", {NU: pi})
    theirs = Choice("two", "there", {NU: 3 * pi})
    assert [str(clash) for clash in examine([problem], [ours, theirs]).clashes] == [
        "`nu = pi` in one, `nu = 3*pi` in two"
    ]
    assert not examine([problem], [ours, Choice("two", "there", {NU: 7 * pi})]).clashes


def test_several_solutions_by_torsion() -> None:
    problem = replace(one("X", I * exp(3 * I * NU)), phases=(NU,))
    assert relations(solve(problem)) == [
        (0, ["nu = pi/2 (mod 2*pi)"]),
        (0, ["nu = 7*pi/6 (mod 2*pi)"]),
        (0, ["nu = 11*pi/6 (mod 2*pi)"]),
    ]


def test_a_relation_without_a_unit_coefficient() -> None:
    problem = one("X", exp(I * (2 * NU + 3 * GAMMA)) * log(PHI))
    assert relations(solve(problem)) == [(0, ["2*nu + 3*gamma = pi (mod 2*pi)"])]
    assert solve(problem).assignments[0][1].values == {}


def test_two_bases_have_a_label_each() -> None:
    quantity = sqrt(log(PHI)) * log(PSI) ** Rational(1, 3) * exp(I * NU)
    problem = replace(one("X", quantity), phases=(NU,))
    assert problem.periods == {log(PHI): 2, log(PSI): 3}
    solutions = solve(problem)
    assert len(solutions.on_branches) == 6
    for branch, found in solutions.assignments:
        argument = HALF + branch[log(PHI)] + Fraction(1, 3) + Fraction(2, 3) * branch[log(PSI)]
        assert found.values == {NU: -argument % 2}


def test_a_contradiction_that_no_quantity_shows_alone() -> None:
    conditions = (
        Condition("a", exp(I * (NU + GAMMA))),
        Condition("b", exp(I * (NU - GAMMA))),
        Condition("c", I * exp(2 * I * NU)),
    )
    problem = PhaseProblem("abc", conditions, (NU, GAMMA), DOMAINS)
    solutions = solve(problem)
    assert solutions.assignments == []
    assert solutions.verdict.holds
    (found,) = solutions.on_branches
    assert found.contradiction
    assert {name for name, _ in found.contradiction.powers} == {"a", "b", "c"}
    assert found.contradiction.phase.denominator == 2
    tested = try_choice(problem, Choice("none", "here", {}))
    assert tested.verdict.kind is Kind.REFUTED
    assert tested.verdict.witness
    assert "*I" in tested.verdict.witness.left


def test_small_random_problems_by_brute_force_in_balls() -> None:
    """Neither normal forms nor linear algebra: the expressions at every point of a grid, on every branch."""
    exprs = (sqrt(log(PHI)) * exp(I * NU), exp(I * (GAMMA - 2 * NU)), (PHI - 1) * exp(I * (NU + GAMMA)))
    steps = 4
    for first, second in product(exprs, exprs[1:]):
        for demands in product((Demand.POSITIVE, Demand.IMAGINARY), repeat=2):
            names = (Condition("a", first, demands[0]), Condition("b", second * X, demands[1]))
            problem = PhaseProblem("ab", names, (NU, GAMMA), DOMAINS)
            equations = PhaseEquations(problem, {})
            for found in equations.solved:
                for j, k in product(range(2 * steps), repeat=2):
                    phases: dict[Expr, Fraction] = {NU: Fraction(j, steps), GAMMA: Fraction(k, steps)}
                    met = all(_is(problem, each, found, phases) for each in names)
                    assert met == any(phases in solution for solution in found.solutions)


def _is(problem: PhaseProblem, condition: Condition, found: OnBranch, phases: dict[Expr, Fraction]) -> bool:
    expr = value_on_branch(problem, condition.expr, found.branch, phases)
    ball = compile_enclosure(expr)({PHI: HALF, X: Fraction(2)}, 64)
    if condition.demand is Demand.POSITIVE:
        return bool(ball.real > 0) and ball.imag.contains(0)
    return bool(ball.real.contains(0))


# --- The other roads notice


def _with_solved(problem: PhaseProblem, change: str) -> PhaseEquations:
    """The equations with a solution lost, doubled by a wrong one, or moved to the other branch."""
    equations = PhaseEquations(problem, {})
    first, second = equations.solved
    lost = replace(first, solutions=())
    moved = replace(first, solutions=second.solutions)
    equations.__dict__["solved"] = {"lost": (lost, second), "moved": (moved, second)}[change]
    return equations


@pytest.mark.parametrize("change", ["lost", "moved"])
def test_the_other_roads_notice_wrong_solutions(change: str) -> None:
    for problem in (QUANTITIES, QUOTIENTS):
        assert Checker(_with_solved(problem, change)).verdict().kind is Kind.REFUTED


def test_balls_notice_a_wrong_normal_form() -> None:
    problem = one("X", sqrt(log(PHI)) * exp(I * NU))
    form = problem.forms["X"]
    problem.forms["X"] = PolarForm(form.modulus, form.constant + Fraction(1, 3), form.phases, form.labels)
    verdict = Checker(PhaseEquations(problem, {})).verdict()
    assert verdict.kind is Kind.REFUTED
    assert "the normal form of `X` has another value" in verdict.evidence
    assert not examine([problem], []).is_checked


# --- What is refused


def test_refusals() -> None:
    with pytest.raises(PhaseError, match="one condition of each name is wanted in twice, found n twice"):
        PhaseProblem("twice", (Condition("n", X), Condition("n", X)), (), DOMAINS)
    with pytest.raises(PhaseError, match=r"a phase of quotients \(nu, gamma, omega\) is wanted in ours, found x"):
        try_choice(QUOTIENTS, Choice("ours", "here", {X: pi}))
    with pytest.raises(PhaseError, match="a rational multiple of pi is wanted, found 1"):
        try_choice(QUOTIENTS, Choice("ours", "here", {NU: S.One}))
    with pytest.raises(PhaseError, match=r"a problem with the phases of ours \(x\) is wanted, found none"):
        examine([QUOTIENTS], [Choice("ours", "here", {X: pi})])
    with pytest.raises(PhaseError, match="a rational multiple of pi is wanted"):
        half_turns(sqrt(2) * pi)
    many = one("many", log(PHI) ** Rational(1, 20_011))
    with pytest.raises(PhaseError, match="at most 10000 solutions are wanted, many has up to 20011"):
        solve(many)
    with pytest.raises(PhaseError, match="at most 10000 branches are wanted, many has 20011"):
        list(many.branches)
    with pytest.raises(PhaseError, match="a multiple of p equal to something without it is wanted, found p \\+ 1 = x"):
        Condition.on(Symbol("p"), Equation(Symbol("p") + 1, X))


def test_a_condition_from_an_equation() -> None:
    p = Symbol("p")
    assert Condition.on(p, Equation(p / LENGTH**3, X)).expr == LENGTH**3 * X


def test_a_grid_that_is_too_large_is_said_to_be() -> None:
    phases = tuple(Symbol(f"t{i}", real=True) for i in range(6))
    conditions = tuple(Condition(f"a{i}", I * exp(I * 3 * t)) for i, t in enumerate(phases))
    solutions = solve(PhaseProblem("six", conditions, phases, {}))
    assert len(solutions.assignments) == 3**6
    assert solutions.verdict.holds
    assert "too large to be looked at" in solutions.verdict.evidence
