"""Section 4: the number chain against mpmath, and what does not follow."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from dehsym.errors import EvaluationError, PaperError
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful
from dehsym.workbench import load

PAPER = load("deh4", store=Forgetful())
DIGITS = 30
mp: Any = import_module("mpmath").MPContext()
mp.dps = DIGITS + 15

T, h, k, c = (mp.mpf(text) for text in ("2.7255", "6.62607015e-34", "1.380649e-23", "299792458"))
a, Gamma, G = (mp.mpf(text) for text in ("1.37e26", "6.306e24", "6.67430e-11"))
m = k * T / mp.e / c**2
phi = mp.exp(-1 / mp.e)
T_c = T * mp.cbrt(mp.pi / mp.e)
wavelength = h / mp.sqrt(2 * mp.pi * m * k * T)
n = (2 * mp.pi * m * k * T_c) ** 1.5 / h**3
p = 2 / mp.sqrt(mp.pi) * (T_c / T) ** 3 * k * T / wavelength**3
mass = Gamma * c**4 / (4 * 8 * mp.pi * G) / c**2
distance = mp.gamma(mp.mpf(4) / 3) * (3 / (4 * mp.pi * n)) ** (mp.mpf(1) / 3)
helium = h / mp.sqrt(2 * mp.pi * mp.mpf("4.002602") * mp.mpf("1.66053906892e-27") * k * mp.mpf("2.17"))

EXPECTED: dict[str, Callable[[], Any]] = {
    "N08": lambda: m,
    "N09": lambda: m * c**2,
    "N10": lambda: phi,
    "N11": lambda: T_c,
    "N12": lambda: n,
    "N13": lambda: wavelength**3,
    "N14": lambda: 2 / mp.sqrt(mp.e),
    "N15": lambda: 2 / mp.sqrt(mp.pi) * mp.pi / mp.e,
    "N16": lambda: p,
    "N17": lambda: p / T,
    "N18": lambda: a**3,
    "N19": lambda: p / T * a**3,
    "N20": lambda: n * a**3,
    "N21": lambda: n * a**3 * k * T / mp.e,
    "N22": lambda: mass * c**2,
    "N23": lambda: mass / m,
    "N24": lambda: mp.sqrt(6 / mp.pi) / wavelength**3,
    "N25": lambda: mp.sqrt(6 / mp.pi) / wavelength**3 / n,
    "N26": lambda: helium * 10**9,
    "N27": lambda: helium / mp.mpf("0.265e-9"),
    "N28": lambda: distance * mp.cbrt(n),
    "N29": lambda: distance * 1000,
    "N30": lambda: wavelength * 1000,
    "N31": lambda: wavelength / distance,
    "N32": lambda: h / (2 * mp.pi * m * c) * 1000,
    "N33": lambda: n * wavelength**3 / mp.mpf(2) ** 2.5,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_number_chain(name: str) -> None:
    value = mp.mpf(PAPER.quantity(name).value(DIGITS))
    assert mp.almosteq(value, EXPECTED[name](), rel_eps=mp.mpf(10) ** (1 - DIGITS)), (value, EXPECTED[name]())


def test_closed_forms_come_out() -> None:
    forms = {name: str(PAPER.quantity(name).closed_form) for name in ("N10", "N14", "N11", "N33")}
    assert forms == {
        "N10": "exp(-exp(-1))",
        "N14": "2*exp(-1/2)",
        "N11": "pi**(1/3)*T*exp(-1/3)",
        "N33": "sqrt(2)*sqrt(pi)*exp(-1/2)/8",
    }


def test_a_thousand_digits() -> None:
    quantity = PAPER.quantity("pressure-ratio")
    mp.dps = 1010
    assert quantity.value(1000)[:1000] == mp.nstr(2 / mp.sqrt(mp.e), 1005)[:1000]
    mp.dps = DIGITS + 15


def test_an_input_can_be_changed() -> None:
    quantity = PAPER.quantity("critical-temperature")
    assert quantity.lambdify("mpmath")(T=2) == pytest.approx(float(2 * T_c / T), rel=1e-12)
    doubled = PAPER.evaluate("critical-temperature", PAPER.settings(["T=5.451"]), digits=20)
    assert mp.almosteq(mp.mpf(doubled.text), 2 * T_c, rel_eps=mp.mpf(10) ** -19)
    with pytest.raises(EvaluationError, match="an input of critical-temperature is wanted, phi is not"):
        PAPER.evaluate("N11", PAPER.settings(["phi=0.5"]))
    with pytest.raises(EvaluationError, match="0 < T is wanted"):
        PAPER.evaluate("N11", PAPER.settings(["T=-1"]))
    with pytest.raises(EvaluationError, match="an input of critical-temperature is wanted, found phi"):
        quantity.lambdify()(phi=1)


def test_unknown_quantities_name_the_nearest() -> None:
    with pytest.raises(PaperError, match="critical-temperature"):
        PAPER.quantity("critical-temperatur")


def test_the_chemical_potential_is_three_times_as_large() -> None:
    result = PAPER["8"]
    assert result.follows.holds
    assert result.standing.kind is Kind.REFUTED
    (leap,) = [n for n in result.checked.ancestry if n.step.place[0] == "chemical_potential" and not n.follows.holds
               and n.follows.kind is Kind.REFUTED]  # fmt: skip
    assert leap.follows.witness
    assert float(leap.follows.witness.left) == pytest.approx(3 * float(leap.follows.witness.right))


def test_the_vapour_pressure_falls() -> None:
    chain = PAPER["s4.clapeyron"]
    assert chain.standing.kind is Kind.REFUTED
    leap = next(n for n in chain.checked.ancestry if n.step.place[0] == "vapour" and n.follows.kind is Kind.REFUTED)
    assert leap.follows.witness
    assert float(leap.follows.witness.left) == pytest.approx(-float(leap.follows.witness.right) / 2)


def test_the_first_virial_coefficient() -> None:
    result = PAPER["s4.virial"]
    assert result.matches
    assert result.matches.kind is Kind.PROVED
    assert result.standing.kind is Kind.APPROXIMATE
