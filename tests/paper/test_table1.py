"""Table 1 against mpmath: every cell, the model behind it, and what the printed table has otherwise."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest

from dehsym.examination import Examiner
from dehsym.printed import Printed
from dehsym.rules.roots import IsolateRoot
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful
from dehsym.workbench import load

PAPER = load("deh4", store=Forgetful())
DEFINITION = PAPER.definition
(TABLE,) = (each for each in DEFINITION.derivations if each.part == "Table 1")

DIGITS = 30
mp: Any = import_module("mpmath").MPContext()
mp.dps = DIGITS + 15
GAMMA, LIGHT, T_NOW, YEAR = (mp.mpf(text) for text in ("6.306e24", "299792458", "2.7255", "31557600"))

EPOCHS = {
    "0.700": ("N36", "N37"),
    "0.800": ("N38", "N39"),
    "0.900": ("N40", "N41"),
    "0.925": ("N42", "N43"),
    "0.950": ("N44", "N45"),
}
NOT_REPRODUCED = {"N41"}


def eta(text: str) -> Any:
    def difference(s: Any) -> Any:
        return mp.cosh(s) - 1 - 6 * mp.mpf(text) * s**2

    return mp.findroot(difference, (5, 7), solver="ridder")


def scale(text: str) -> Any:
    return GAMMA / 6 * (mp.cosh(eta(text)) - 1)


def age(text: str) -> Any:
    return GAMMA / 6 * (mp.sinh(eta(text)) - eta(text)) / LIGHT / (YEAR * 10**9)


def temperature(text: str) -> Any:
    return T_NOW * scale("0.700") / scale(text)


def rows() -> dict[str, Callable[[], Any]]:
    found: dict[str, Callable[[], Any]] = {"scale-factor-model": lambda: scale("0.700")}
    for text, (cold, old) in EPOCHS.items():
        found[cold] = lambda text=text: temperature(text)
        found[old] = lambda text=text: age(text)
        found[f"table-eta-{text}"] = lambda text=text: eta(text)
        found[f"table-a-{text}"] = lambda text=text: scale(text)
    return found


EXPECTED = rows()


@pytest.mark.parametrize("name", EXPECTED)
def test_thirty_digits_agree_with_mpmath(name: str) -> None:
    found = PAPER.quantity(name).evaluate(digits=DIGITS)
    assert found.certified
    assert abs(mp.mpf(found.text) / EXPECTED[name]() - 1) < mp.mpf(10) ** (1 - DIGITS)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_reference_backend_agrees(name: str) -> None:
    quantity = PAPER.quantity(name)
    assert quantity.evaluate(digits=20, backend="mpmath").text == quantity.evaluate(digits=20).text


@pytest.mark.parametrize("digits", [15, 50, 1000])
def test_the_digits_of_an_age(digits: int) -> None:
    text = PAPER.quantity("table-t-0.800").value(digits)
    assert len(text.replace(".", "")) == digits
    assert text.startswith("17.2534716884")
    longer = PAPER.quantity("N39").value(digits + 20)
    assert abs(Fraction(text) - Fraction(longer)) <= Fraction(1, 2) * Fraction(10) ** (2 - digits)


@pytest.mark.parametrize("text", EPOCHS)
def test_the_share_of_dark_matter_is_exact(text: str) -> None:
    value = PAPER.quantity(f"table-chi-{text}").value(6)
    assert Fraction(value) == Fraction(95, 100) - Fraction(text)


@pytest.mark.parametrize("id", [id for pair in EPOCHS.values() for id in pair])
def test_which_printed_cells_are_what_the_model_rounds_to(id: str) -> None:
    quantity = PAPER.quantity(id)
    assert quantity.printed
    assert quantity.unit.text == quantity.printed.unit
    printed, value = Printed(quantity.printed.printed), Fraction(quantity.value(20))
    assert (printed.low <= value <= printed.high) == (id not in NOT_REPRODUCED)


def test_the_age_that_breaks_the_pattern() -> None:
    """18.1 is printed at lambda = 0.900; the model has 20.7, between its neighbours 17.3 and 21.6."""
    assert PAPER.quantity("N41").value(6) == "20.7037"


def test_the_scale_factor_of_the_present_epoch_rounds_to_the_input() -> None:
    value = Fraction(PAPER.quantity("scale-factor-model").value(20))
    assert Printed("1.37e26").low <= value <= Printed("1.37e26").high


# --- The derivation


EXAMINER = Examiner(DEFINITION.catalogue, DEFINITION.claims, Forgetful())


def test_every_step_is_shown_or_granted_by_name() -> None:
    found = [(step.place[1], EXAMINER.follows(step)) for step in TABLE.steps]
    assert not [row for row in found if row[1].kind < Kind.GRANTED]


def test_what_must_be_granted() -> None:
    granted = [step.premise.prose for step in TABLE.steps if step.premise]
    assert sum(r"An epoch is named by $\lambda$" in prose for prose in granted) == len(EPOCHS)
    model = (
        "Friedmann",
        "volume $a^3$",
        "begins at $a = 0$",
        "falls as the universe",
        r"\Lambda/\kappa",
        "temperature",
    )
    assert len(granted) == len(EPOCHS) + len(model)
    assert all(any(word in prose for prose in granted) for word in model)


def test_the_model_solves_the_friedmann_equation_and_its_parts_are_as_stated() -> None:
    equations = {str(step.equation) for step in TABLE.steps}
    assert {
        "Derivative(a_of_eta(eta), eta)**2 = Gamma*a_of_eta(eta)/3 + a_of_eta(eta)**2",
        "a_of_eta(eta) = Gamma*(cosh(eta) - 1)/6",
        "t_epoch = (-Gamma*eta + Gamma*sinh(eta))/(6*c)",
        "lambda_dark = (cosh(eta) - 1)/(6*eta**2)",
    } <= equations


def test_each_root_is_the_only_one_there_is() -> None:
    roots = [step for step in TABLE.steps if isinstance(step.rule, IsolateRoot)]
    assert len(roots) == len(EPOCHS)
    for step in roots:
        verdict = EXAMINER.follows(step)
        assert verdict.kind is Kind.CERTIFIED
        assert "no other one in its domain" in verdict.evidence
