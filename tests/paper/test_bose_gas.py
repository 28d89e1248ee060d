"""The ideal Bose gas as a test suite: every step under the laws, every printed line matched, and what is compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Expr, Rational, Symbol, polylog

from dehsym.balls import compile_enclosure
from dehsym.derivation import Step
from dehsym.judge import Judge
from dehsym.report import Report
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful
from dehsym.workbench import load
from derivations.bose_gas.symbols import ORDERS, catalogue, lambda_T, n_contour, nu_2, z
from derivations.deh4.symbols import Lambda_B, phi
from tests import laws

PAPER = load("bose_gas", store=Forgetful())
TOGEAS = load("deh4", store=Forgetful())
DEFINITION = PAPER.definition
ELSEWHERE = ("dehsym.rules.algebra", "dehsym.rules.substitution")
"""Rules whose steps are under the laws in tests/rules and in the other paper."""


def _of_each_rule() -> dict[str, Step]:
    """One step of each rule in every derivation."""
    steps = [s for d in DEFINITION.derivations for s in d.steps if s.rule and type(s.rule).__module__ not in ELSEWHERE]
    return {f"{step.place[0]}-{step.rule.name if step.rule else ''}": step for step in steps}


STEPS = _of_each_rule()

OF_MATHEMATICS_ALONE = {
    *(
        "d.integral",
        "d.series",
        "s1.name",
        "25.12.10",
        "25.12.11",
        "s1.logarithm",
        "s1.by-parts",
        "s6.root",
        "s6.linear",
    ),
    *(
        f"{name}-{text}"
        for text in ORDERS
        for name in ("d.robinson", "s6.singular", "s6.jump", "s7.pole", "s7.by-jump")
    ),
}
"""What rests on no model and no citation."""


@pytest.fixture(scope="module")
def report(run_of: Callable[[str], Report]) -> Report:
    return run_of("bose_gas")


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_rule_is_pure_and_sees_tampering(step: Step) -> None:
    rule, source, result = laws.of_step(step)
    laws.is_pure(rule, source, result)
    laws.sees_tampering(rule, source, result, Judge(catalogue))


def test_every_step_follows(report: Report) -> None:
    weak = [node for node in report.nodes if node.follows.kind < Kind.APPROXIMATE]
    assert not weak, [(node.step, str(node.follows)) for node in weak]
    assert [finding.id for finding in report.findings] == ["B02"]  # zeta(5/2)/zeta(3/2) is 0.51351, books have 0.5134


def test_every_printed_line_is_derived_and_matches(report: Report) -> None:
    assert {result.id for result in report.results} == set(DEFINITION.claims)
    assert [result.id for result in report.results if not (result.matches and result.matches.holds)] == []


def test_what_is_approximate_is_the_continuum_and_the_order_of_a_series(report: Report) -> None:
    rules = {node.step.rule.name for node in report.nodes if node.step.rule and node.follows.kind is Kind.APPROXIMATE}
    assert rules == {"OctantContinuum", "Expand", "RevertSeries", "ComposeSeries"}


def test_the_mathematics_rests_on_nothing(report: Report) -> None:
    shown = {result.id for result in report.results if result.standing.holds}
    assert shown >= OF_MATHEMATICS_ALONE


def test_run_agrees_with_the_record(report: Report) -> None:
    assert report.differences == []


# --- Known values


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("saturation", "2.61238"),
        ("critical-compressibility", "0.513512"),
        ("virial-coefficient-2", "-0.176777"),
        ("virial-coefficient-3", "-0.00330006"),
        ("exact-degeneracy", "0.985665"),
        ("exact-pressure-ratio", "0.822441"),
        ("contour-degeneracy", "1.07505"),
        ("contour-pressure-ratio", "1.21306"),
    ],
)
def test_quantity(name: str, value: str) -> None:
    assert DEFINITION.quantity(name).value(6) == value


def test_critical_temperature_of_helium() -> None:
    """London (1938) found 3.13 K for the density of the liquid: 27.6 cm^3 and 4.0026 g a mole."""
    density, mass = Rational("6.02214076e23") / Rational("27.6e-6"), Rational("4.0026e-3") / Rational("6.02214076e23")
    value = PAPER.evaluate("7.1.Tc", {"n": density, "m": mass}, digits=3)
    assert abs(float(value.text) - 3.13) < 0.01


@pytest.mark.parametrize("fugacity", [Rational(1, 10), Rational(1, 4), Rational(2, 5)])
def test_the_virial_series_is_the_exact_pressure_up_to_its_order(fugacity: Expr) -> None:
    """|P/nkT - series| is below (nλ³)^8, whose coefficient is small; one order less is farther off."""
    number, pressure = polylog(Rational(3, 2), fugacity), polylog(Rational(5, 2), fugacity)
    series = [PAPER.definition.quantity(f"virial-coefficient-{order}").closed_form for order in range(2, 9)]
    total: Expr = pressure / number - 1
    for power, coefficient in enumerate(series, 1):
        assert abs(_ball(total)) < _ball(number**power).real
        total = total - coefficient * number**power
    assert abs(_ball(total)) < _ball(number**8).real / 10**9


def _ball(number: Expr):
    return compile_enclosure(number)({}, 256)


# --- The paper beside it


@pytest.mark.parametrize("name", ["A.2", "A.3", "A.4"])
def test_what_is_quoted_is_what_that_paper_prints(name: str) -> None:
    quoted, printed = DEFINITION.claims[f"deh4.{name}"], TOGEAS.definition.claims[name]
    assert quoted.latex == printed.latex


def test_the_quoted_density_is_the_one_derived_in_that_paper() -> None:
    derived = TOGEAS.definition.step("A.2").equation.rhs
    (phase,) = (each for each in derived.free_symbols if str(each) == "nu")
    (volume,) = (each for each in derived.free_symbols if str(each) == "V")
    quoted = DEFINITION.step("deh4.A.2").equation
    moved = derived.xreplace({phi: z, Lambda_B: lambda_T, phase: nu_2, volume: catalogue.named("V")})
    assert quoted.lhs == n_contour
    assert Judge(catalogue).equal(moved, quoted.rhs).holds


def test_the_residue_is_half_the_singular_term_and_that_half_the_jump() -> None:
    halves = ("s7.modulus-2", "s7.modulus-4", "s7.modulus-B", *(f"s7.by-jump-{text}" for text in ORDERS))
    assert {str(PAPER[name].equation.rhs) for name in halves} == {"1/2"}
    assert str(PAPER["s7.opposite-2"].equation.rhs) == "-1/2"


def test_the_pressure_as_printed_is_no_term_of_the_exact_one() -> None:
    """Its ratio to the singular term goes with alpha, and that to the first power is not a half or one."""
    assert PAPER["s7.modulus-3"].equation.rhs.has(Symbol("alpha", real=True, positive=True))
    ratio = PAPER["s7.linear-3"].equation.rhs
    for simple in (Rational(1, 2), Rational(1), Rational(2)):
        assert not _ball(ratio).overlaps(_ball(simple))
