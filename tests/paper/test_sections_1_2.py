"""Sections 1 and 2, and what Section 3 says in words: verdicts, numbers and findings, as they must come out."""

from __future__ import annotations

import importlib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from dehsym.constants import G
from dehsym.derivation import Step
from dehsym.examination import Checked
from dehsym.judge import Judge
from dehsym.report import Report
from dehsym.rules.algebra import Leap
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful
from dehsym.workbench import Paper, load
from derivations.deh4 import section1, section2, section3
from derivations.deh4.inputs import G_HIGH, G_LOW
from tests import laws

mp: Any = importlib.import_module("mpmath")

WHOLE = load("deh4", store=Forgetful()).definition
DEFINITION = replace(WHOLE, scripts=(*section1.scripts, *section3.scripts, *section2.scripts), phases=None)
PAPER = Paper(DEFINITION, Forgetful())
OWN = {script.name for script in (*section1.scripts, *section2.scripts, section3.bose_variance)}
COMPUTED = [
    step
    for derivation in DEFINITION.derivations
    for step in derivation.steps
    if step.place[0] in OWN and step.rule and not isinstance(step.rule, Leap)
]

STANDING = {
    "s1.total-energy": Kind.GRANTED,
    "s1.free-energy": Kind.GRANTED,
    "s1.partition": Kind.GRANTED,
    "s1.evolution-rule": Kind.GRANTED,
    "s1.per-quantum": Kind.PROVED,
    "s1.rest-energy": Kind.GRANTED,
    "s2.mass": Kind.GRANTED,
    "s2.density": Kind.GRANTED,
    "2": Kind.PROVED,
    # all that rests on (1) carries the mark of its thermal variance
    "1": Kind.REFUTED,
    "s2.method-one": Kind.REFUTED,
    "3": Kind.REFUTED,
    "s2.method-two": Kind.REFUTED,
}
REMARKS = {
    "c.ratio": Kind.GRANTED,
    "c.S_lambda": Kind.GRANTED,
    "c.Legendre": Kind.REFUTED,
    "c.kappa": Kind.PROVED,
    "c.lowdensity": Kind.REFUTED,
    "c.expbetamu": Kind.REFUTED,
    "c.max": Kind.CERTIFIED,
    "c.similar": Kind.REFUTED,
    "c.axion": Kind.PROVED,
    "c.mu0": Kind.REFUTED,
    "O5": Kind.PROVED,
    "c.varN": Kind.GRANTED,
    "c.bernoulli": Kind.PROVED,
    "c.C=1": Kind.GRANTED,
    "c.noBE": Kind.REFUTED,
    "c.spin": Kind.GRANTED,
}
FALSE = {"c.Legendre", "c.lowdensity", "c.expbetamu", "c.similar", "c.mu0", "c.noBE", "method_one.5"}
ASSUMED = {
    "3.granted": "the choice of the place",
    "equation_1.8.granted": "the constant of integration",
    "s1.evolution-rule.granted": "that dark energy is what grows",
    "free_energy.1.granted": "the dark entropy",
    "free_energy.2.granted": "F = U - TS with that entropy alone",
    "per_quantum.1.granted": "F as the free energy of the gas",
    "fluctuations.8.granted": "the variance of a free energy",
    "fluctuations.24.granted": "mu N without pV",
    "fluctuations.29.granted": "a part read as the whole",
    "fluctuations.30.granted": "the other part read as the whole",
    "fluctuations.35.granted": "the variance of the whole",
    "mass_and_density.11.granted": "dark matter in the volume a^3",
    "method_two.8.granted": "the temperature of mu = 0",
}
DIGITS = 30


@cache
def run() -> Report:
    return PAPER.run()


def node(name: str, number: int) -> Checked:
    return next(each for each in run().nodes if each.step.place == (name, number))


def lines(name: str) -> list[str]:
    return [str(each.step.equation) for each in run().nodes if each.step.place[0] == name]


@pytest.mark.parametrize("step", COMPUTED, ids=lambda step: f"{step.place[0]}-{step.place[1]}")
def test_rule_is_pure_and_sees_tampering(step: Step) -> None:
    rule, source, result = laws.of_step(step)
    laws.is_pure(rule, source, result)
    laws.sees_tampering(rule, source, result, Judge(DEFINITION.catalogue))


@pytest.mark.parametrize("claim", STANDING)
def test_printed_line(claim: str) -> None:
    result = PAPER[claim]
    assert result.standing.kind is STANDING[claim]
    assert result.matches
    assert result.matches.holds or claim == "s2.density"


@pytest.mark.parametrize("claim", REMARKS)
def test_claim_in_words(claim: str) -> None:
    assert run().remarks[claim].kind is REMARKS[claim]


def test_findings_come_out_by_themselves() -> None:
    found = {finding.id: finding for finding in run().findings}
    assert {"s3.temperature-variance", *FALSE} <= set(found)
    assert "s2.density" not in found  # the printed inputs reproduce it
    assert set(ASSUMED) == {name for name in found if name.endswith(".granted")}
    for name in FALSE:
        assert found[name].evidence.witness, name


# --- Numbers


def _excess_over_one_over_e(x: Any) -> Any:
    return mp.log(x) / (x - 1) - 1 / mp.e


def _values() -> dict[str, Any]:
    """Each quantity by its textbook formula, in the unit in which it is printed."""
    h, k, c, e = mp.mpf("6.62607015e-34"), mp.mpf("1.380649e-23"), mp.mpf(299792458), mp.mpf("1.602176634e-19")
    g, t, t_mu = mp.mpf("6.67430e-11"), mp.mpf("2.7255"), mp.mpf("1.71")
    gamma, a = mp.mpf("6.306e24"), mp.mpf("1.37e26")
    kappa = 8 * mp.pi * g / c**4
    mass = gamma / 4 / kappa / c**2
    one, two = k * t / mp.e, k * t_mu
    quantum = one / c**2
    wavelength = h / mp.sqrt(2 * mp.pi * quantum * k * t)
    return {
        "energy-partition": mp.mpf(19) / 20,
        "einstein-constant": kappa,
        "dark-matter-mass": mass,
        "dark-matter-mass-at-least": mass * g / mp.mpf("6.67445e-11"),
        "dark-matter-mass-at-most": mass * g / mp.mpf("6.67415e-11"),
        "dark-matter-density": mass / a**3,
        "scale-factor": a,
        "maximum-log-ratio": 1 / mp.e,
        "mass-method-one": quantum,
        "rest-energy-method-one": one / e * 1000,
        "mass-scale-conclusion": one / e * 1000,
        "rest-energy-by-table-1": k * mp.mpf("2.73") / mp.e / e * 1000,
        "mass-method-two": two / c**2,
        "rest-energy-method-two": two / e * 1000,
        "exact-ratio-at-e": 1 / (mp.e - 1),
        "exact-degeneracy": mp.findroot(_excess_over_one_over_e, mp.mpf("5.76")),
        "fugacity-of-method-one": mp.e,
        "degeneracy-by-mass-density": mass / a**3 / quantum * wavelength**3,
    }


@pytest.mark.parametrize("name", list(_values()))
def test_quantity(name: str) -> None:
    with mp.workdps(DIGITS + 20):
        wanted = _values()[name]
        found = mp.mpf(PAPER.quantity(name).value(DIGITS))
        assert abs(found / wanted - 1) < mp.mpf(10) ** (1 - DIGITS)


def test_every_quantity_is_looked_at() -> None:
    assert set(PAPER.quantities) == set(_values())


@pytest.mark.parametrize(
    ("name", "rounded"),
    [
        ("dark-matter-mass", "8.45e+49"),
        ("dark-matter-mass-at-least", "8.45e+49"),
        ("dark-matter-mass-at-most", "8.45e+49"),
        ("dark-matter-density", "3.28e-29"),  # 3.29 is printed: from the rounded mass it is reached
        ("rest-energy-method-one", "0.0864"),
        ("rest-energy-by-table-1", "0.0865"),
        ("mass-method-one", "1.54e-40"),  # 1e-40 is printed
        ("mass-method-two", "2.63e-40"),
        ("rest-energy-method-two", "0.147"),
    ],
)
def test_rounding(name: str, rounded: str) -> None:
    digits = len(rounded.split("e")[0].replace(".", "").lstrip("0"))
    assert Decimal(PAPER.quantity(name).value(digits)) == Decimal(rounded)


def test_the_ends_of_newtons_constant_are_one_uncertainty_away() -> None:
    away = G.fraction_of(G.uncertainty)
    assert (G.fraction - away, G.fraction + away) == (G_LOW.fraction, G_HIGH.fraction)


# --- What must come out by computation


def test_shares_are_exact_fractions() -> None:
    shown = lines("energies")
    assert "chi + lambda_dark = 19/20" in shown
    assert "chi = 1/4" in shown
    assert "5 = M_dm/M_b" in shown
    assert "dlambda_dark = -dchi" in shown


def test_the_growth_of_dark_energy_is_granted() -> None:
    assert any("never the other way" in row["prose"] for row in PAPER["s1.evolution-rule"].rests_on)


def test_a_legendre_transform_would_fix_the_temperature() -> None:
    assert lines("legendre")[-1] == "Derivative(T_of_S(S_lambda), S_lambda) = 0"
    (told,) = (finding for finding in run().findings if finding.id == "c.Legendre")
    assert told.why.startswith("`0` < `0`")


def test_density_is_refuted_by_its_rounding_alone() -> None:
    result = PAPER["s2.density"]
    assert result.matches
    assert result.matches.kind is Kind.REFUTED
    assert result.matches.witness
    assert result.matches.witness.left.startswith("3.28494")
    assert result.follows.kind is Kind.PROVED


def test_the_dropped_term_is_measured_where_it_is_used() -> None:
    dropped = node("method_one", 5)
    assert dropped.follows.kind is Kind.APPROXIMATE
    assert "at most 0.37 of what is kept for `27/10 ≤ X ≤ 14/5`" in dropped.follows.evidence
    kinds = {row["kind"] for row in PAPER["3"].rests_on}
    assert {"approximate", "choice", "refuted", "leap"} <= kinds


def test_the_maximum_is_lost_when_the_term_is_kept() -> None:
    bound = node("method_one_exactly", 9)
    assert str(bound.step.equation) == "rest_ratio_sup = 1"
    assert bound.follows.holds


def test_a_dropped_term_of_a_third_breaks_what_rests_on_it() -> None:
    (told,) = (finding for finding in run().findings if finding.id == "method_one.5")
    assert told.severity == "breaks"
    assert {"s2.method-one", "3"} <= set(told.claims)
    assert told.why == "`0.368` ≤ `0.1` fails at `X = E`"
    assert "1.58 times the whole" in told.we_find  # 1/(e - 1) against 1/e


def test_with_its_own_sign_the_same_integration_leads_to_fermions() -> None:
    assert lines("own_sign")[-1] == "F_mean(beta) = mu/(exp(beta*mu) + 1)"


def test_the_exact_root_is_on_the_other_branch() -> None:
    root = node("method_one_exactly", 11)
    assert "LambertW(-rest_ratio*exp(-rest_ratio), -1)" in str(root.step.equation)
    assert root.follows.holds


def test_method_one_needs_a_positive_chemical_potential() -> None:
    shown = lines("potential_of_method_one")
    assert "mu = T*k_B" in shown
    assert shown[-1] == "phi_above = E"
    assert "mu > 0" in run().remarks["c.expbetamu"].evidence


def test_a_low_temperature_alone_gives_nothing() -> None:
    assert "Limit(beta*F_mean(beta), beta, oo, dir='-') = 0" in lines("method_two")
    assert "chi = 0" in lines("method_two")


def test_the_second_mass_rests_on_a_speculation() -> None:
    masses = [each for each in run().nodes if str(each.step.equation) == "m = T_mu*k_B/c**2"]
    assert any("supposed to vanish" in prose for _, prose, _ in masses[0].rests_on)


def test_the_density_is_low_in_mass_only() -> None:
    witness = run().remarks["c.lowdensity"].witness
    assert witness
    assert 8927 < float(witness.left) < 8928


def test_a_constant_mass_has_a_negative_potential() -> None:
    assert lines("constant_mass")[-1] == "mu = -c**2*m"


def test_the_sum_of_variances_is_that_of_bosons() -> None:
    assert lines("bose_variance")[-1] == "variance_N = (1 + 1/N_of_mu(mu))*N_of_mu(mu)**2"


def test_the_variance_of_the_number_is_derived() -> None:
    poisson = [each for each in run().nodes if str(each.step.equation) == "variance_N = N_mean"]
    assert poisson[0].follows.kind is Kind.PROVED


def test_every_member_of_equation_1_is_computed() -> None:
    assert len(PAPER["1"].equation.members) == 4
    assert PAPER["1"].matches
    assert PAPER["1"].matches.kind is Kind.PROVED
