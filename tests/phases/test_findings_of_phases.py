"""What becomes a finding among an author's phases: choices that no branch can meet, and choices that contradict."""

from __future__ import annotations

from sympy import I, Rational, S, Symbol, exp, log, pi, sqrt

from dehsym.domain import FRACTION
from dehsym.findings_of_phases import of_phases
from dehsym.phases import Choice, Condition, PhaseProblem, examine
from dehsym.verdict import Kind

phi = Symbol("phi", positive=True)
nu, gamma = Symbol("nu", real=True), Symbol("gamma", real=True)
DENSITY = PhaseProblem("density", (Condition("n", sqrt(log(phi)) * exp(I * nu)),), (nu, gamma), {phi: FRACTION})
BOTH = PhaseProblem(
    "both",
    (Condition("n", sqrt(log(phi)) * exp(I * nu)), Condition("p", sqrt(log(phi)) * exp(I * gamma))),
    (nu, gamma),
    {phi: FRACTION},
)


def test_a_choice_that_some_branch_meets_is_no_finding() -> None:
    assert of_phases(examine([DENSITY], [Choice("ours", "here", {nu: pi / 2})])) == []


def test_a_choice_that_no_branch_meets_breaks_what_it_was_made_for() -> None:
    (found,) = of_phases(examine([DENSITY], [Choice("our own", "Section 9", {nu: S.Zero}, ("E", "E2"))]))
    assert (found.id, found.where, found.severity) == ("phases.density.our-own", "Section 9", "breaks")
    assert found.claims == ("E", "E2")
    assert found.evidence.kind is Kind.REFUTED
    assert found.evidence.witness
    assert "phi" in dict(found.evidence.witness.at)


def test_two_choices_that_only_together_cannot_be_met() -> None:
    """nu = pi/2 wants the branch m = 1, gamma = 3 pi/2 wants m = 0."""
    one, other = Choice("one", "here", {nu: pi / 2}), Choice("other", "there", {gamma: Rational(3, 2) * pi})
    (found,) = of_phases(examine([BOTH], [one, other]))
    assert found.id == "phases.both.one-with-other"
    assert found.evidence.kind is Kind.REFUTED


def test_a_pair_is_not_told_where_one_fails_alone() -> None:
    one, other = Choice("one", "here", {nu: S.Zero}), Choice("other", "there", {gamma: pi / 2})
    (found,) = of_phases(examine([BOTH], [one, other]))
    assert found.id == "phases.both.one"


def test_two_values_for_one_phase_are_a_finding_though_each_can_be_met() -> None:
    one, other = (
        Choice("one", "here", {nu: pi / 2}, ("E",)),
        Choice("other", "there", {nu: Rational(3, 2) * pi}, ("F",)),
    )
    (found,) = of_phases(examine([DENSITY], [one, other]))
    assert (found.severity, found.claims) == ("unsupported", ("E", "F"))
    assert str(found.evidence.witness) == "`nu = pi/2` ≠ `nu = 3*pi/2`"
