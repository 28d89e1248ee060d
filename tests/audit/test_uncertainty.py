"""Uncertainties: rounded as the Particle Data Group does, propagated as finite differences and chance have it."""

from __future__ import annotations

import json
import math
import random
from fractions import Fraction
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Integer, Symbol, exp, log, pi, sqrt

from dehsym.audit.explanation.computation import Number, ends
from dehsym.audit.rounding.uncertainty import concise, uncertainty_of
from dehsym.balls import Enclosure, Value, compile_enclosure
from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.constants import ATOMIC_MASS, Constant, G
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import ONE
from dehsym.errors import EvaluationError
from dehsym.quantity import Quantity
from dehsym.unit import Unit
from dehsym.workbench import load

CATALOGUE = Catalogue()
x, y, z = (CATALOGUE.symbol(name, meaning="a number") for name in "xyz")
f = CATALOGUE.symbol("f", meaning="a result")
X = Constant("2", "1", ONE, "measured", uncertainty="0.03")
Y = Constant("3", "1", ONE, "measured", uncertainty="0.04")
Z = Constant("5", "1", ONE, "counted")


def quantity(form: Expr) -> Quantity:
    """A result with its inputs."""

    def body(d: Ledger) -> None:
        d.let("A result.", f, form)

    step = derivation("Section 1", "A result")(body).run(CATALOGUE, Claims({})).steps[-1]
    inputs: dict[Symbol, Constant] = {x: X, y: Y, z: Z}
    used = {symbol: value for symbol, value in inputs.items() if symbol in form.free_symbols}
    return Quantity("result", Unit.read("1"), step, CATALOGUE, used)


def middle(number: Number) -> float:
    low, high = ends(number)
    return float((low + high) / 2)


@pytest.mark.parametrize(
    ("value", "uncertainty", "text"),
    [
        ("0.827", "0.119", "0.83(12)"),
        ("0.827", "0.367", "0.8(4)"),
        ("6.67430e-11", "0.00015e-11", "6.67430(15)e-11"),
        ("1.66053906892e-27", "0.00000000052e-27", "1.6605390689(5)e-27"),
        ("8.44675e49", "1.898e45", "8.44675(19)e49"),
        ("1", "0.0354", "1.000(35)"),
        ("1", "0.0355", "1.00(4)"),
        ("1", "0.0949", "1.00(9)"),
        ("1", "0.0950", "1.00(10)"),
        ("1", "0.0996", "1.00(10)"),
        ("1", "0.09996", "1.00(10)"),
        ("1", "0.0999996", "1.00(10)"),
        ("0.125", "0.4", "0.1(4)"),
        ("-0.00123", "0.00045", "-0.0012(4)"),
        ("0", "0.12", "0.00(12)"),
        ("123456", "789", "1.235(8)e5"),
        ("12345", "1", "12345.0(10)"),
        ("12345", "4", "12345(4)"),
        ("3", "15", "3(15)"),
        ("4e-9", "15e-9", "4(15)e-9"),
        ("2.5", "5", "2(5)"),
        ("3.5", "5", "4(5)"),
    ],
)
def test_the_concise_notation(value: str, uncertainty: str, text: str) -> None:
    assert concise(Fraction(value), Fraction(uncertainty)) == text


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(-40, 40))
def test_what_is_written_is_near(units: int, spread: int, power: int) -> None:
    """Read back, the value is off by half a unit of its last place, and the uncertainty by a twentieth, at the most."""
    value, uncertainty = Fraction(units) * Fraction(10) ** power, Fraction(spread) * Fraction(10) ** power
    text = concise(value, uncertainty)
    mantissa, _, rest = text.partition("(")
    digits, _, exponent = rest.partition(")")
    scale = Fraction(10) ** int(exponent.lstrip("e") or 0)
    place = Fraction(10) ** -len(mantissa.partition(".")[2]) * scale
    assert abs(Fraction(mantissa) * scale - value) <= place / 2
    assert abs(int(digits) * place - uncertainty) <= place / 2
    assert 10 <= int(digits) <= 35 or 4 <= int(digits) <= 9


@pytest.mark.parametrize("uncertainty", ["0", "-1"])
def test_no_uncertainty_is_not_rounded(uncertainty: str) -> None:
    with pytest.raises(EvaluationError, match="an uncertainty above 0 is wanted"):
        concise(Fraction(1), Fraction(uncertainty))


def test_exact_inputs_have_none() -> None:
    assert uncertainty_of(quantity(pi * z)) is None


def test_an_input_that_makes_no_difference_has_none() -> None:
    assert uncertainty_of(quantity(z * (x + 1) / (x + 1))) is None


FORMS = [x, 1 / x, x**2 * y, x * y / z, exp(-x) * log(y), sqrt(x**2 + y**2), x - y, x**3 - 12 * x + y, pi ** (x / y)]


@pytest.mark.parametrize("form", FORMS)
def test_first_order_is_what_differences_give(form: Expr) -> None:
    """Central differences over a thousandth of the uncertainty: the rest is of its third order."""
    result = uncertainty_of(quantity(form))
    assert result
    total = 0.0
    for symbol, constant in {x: X, y: Y}.items():
        spread = float(constant.fraction_of(constant.uncertainty))
        sides = [_at(form, {symbol: float(constant.fraction) + sign * spread / 1000}) for sign in (1, -1)]
        total += ((sides[0] - sides[1]) / 2 * 1000) ** 2
    assert middle(result.first_order) == pytest.approx(math.sqrt(total), rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("form", FORMS)
def test_the_interval_holds_all_and_no_more(form: Expr) -> None:
    result = uncertainty_of(quantity(form))
    assert result
    stream = random.Random(7)
    ends_of_x, ends_of_y = (float(X.fraction), 0.03), (float(Y.fraction), 0.04)
    values: list[float] = []
    for _ in range(200):
        a, b = (m + w * stream.choice([-1, 1, stream.uniform(-1, 1)]) for m, w in (ends_of_x, ends_of_y))
        values.append(_at(form, {x: a, y: b}))
    low, high = float(result.low), float(result.high)
    slack = 1e-9 * max(abs(low), abs(high), 1)
    assert all(low - slack <= value <= high + slack for value in values)
    assert high - low <= 1.02 * (max(values) - min(values)) + slack


@pytest.mark.parametrize("form", [x**2 * y, exp(-x) * log(y), x * y / z])
def test_chance_agrees_with_first_order(form: Expr) -> None:
    """Four thousand normal draws: their spread is known to one part in 90, three times that is allowed."""
    result = uncertainty_of(quantity(form))
    assert result
    stream = random.Random(11)
    draws = [_at(form, {x: stream.gauss(2, 0.03), y: stream.gauss(3, 0.04)}) for _ in range(4000)]
    mean = sum(draws) / len(draws)
    spread = math.sqrt(sum((draw - mean) ** 2 for draw in draws) / (len(draws) - 1))
    assert spread == pytest.approx(middle(result.first_order), rel=0.035)


def _at(form: Expr, changed: dict[Symbol, float]) -> float:
    values = {x: 2.0, y: 3.0, z: 5.0} | changed
    exact: dict[Expr, Value] = {symbol: Fraction(value) for symbol, value in values.items()}
    return float(_compiled(form)(exact, 80).real.mid())


@lru_cache
def _compiled(form: Expr) -> Enclosure:
    return compile_enclosure(form)


def test_a_sum_adds_in_quadrature() -> None:
    """3 and 4 hundredths make 5."""
    result = uncertainty_of(quantity(x + y))
    assert result
    assert result.first_order == Fraction(5, 100)
    assert (result.low, result.high) == (Fraction("4.93"), Fraction("5.07"))
    assert result.shown == "5.00(5)"
    assert result.formula == "u = ((1)^2 u(x)^2 + (1)^2 u(y)^2)^(1/2)"


def test_a_slope_of_zero_leaves_the_interval() -> None:
    """x^3 - 12 x is least at x = 2: to first order it has no uncertainty; 6·0.03^2 is how far it can rise."""
    result = uncertainty_of(quantity(x**3 - 12 * x))
    assert result
    assert result.first_order == 0
    assert result.low <= -16
    assert result.high > Fraction("-15.995")
    assert result.shown == "-16.000(5)"


def test_the_mass_in_the_paper_has_the_uncertainty_of_the_newton_constant() -> None:
    """M is proportional to 1/G, so that its relative uncertainty is the same."""
    result = uncertainty_of(load("deh4").quantity("dark-matter-mass"))
    assert result
    relative = Fraction(G.uncertainty) / G.fraction
    assert middle(result.first_order) / middle(result.value) == pytest.approx(float(relative), rel=1e-12)
    assert result.shown == "8.44675(19)e49 kg"
    assert float(result.low) == pytest.approx(middle(result.value) / (1 + float(relative)), rel=1e-12)
    assert float(result.high) == pytest.approx(middle(result.value) / (1 - float(relative)), rel=1e-12)


def test_it_is_json() -> None:
    result = uncertainty_of(load("deh4").quantity("dark-matter-mass"))
    assert result
    document = json.loads(json.dumps(result.as_json()))
    assert document["shown"] == "8.44675(19)e49 kg"
    assert document["inputs"]["G"]["uncertainty"] == G.uncertainty
    assert Fraction(document["low"]) < Fraction(document["value"]) < Fraction(document["high"])


def test_constants_of_nature_count_with_the_inputs() -> None:
    catalogue = Catalogue()
    u = catalogue.constant("u", ATOMIC_MASS, meaning="atomic mass constant")
    weight = catalogue.symbol("weight", meaning="atomic weight")
    mass = catalogue.symbol("mass", dimension=ATOMIC_MASS.dimension, meaning="a mass")

    def body(d: Ledger) -> None:
        d.let("The mass of an atom.", mass, weight * u)

    step = derivation("Section 1", "A mass")(body).run(catalogue, Claims({})).steps[-1]
    helium = Constant("4.002602", "1", ONE, "IUPAC 2021", uncertainty="0.000002")
    result = uncertainty_of(Quantity("helium", Unit.read("kg"), step, catalogue, {weight: helium}))
    assert result
    assert sorted(str(symbol) for symbol in result.inputs) == ["u", "weight"]
    assert result.shown == "6.6464770(33)e-27 kg"


def test_a_symbol_without_a_value_is_told() -> None:
    def body(d: Ledger) -> None:
        d.let("A result.", f, x * Integer(2))

    step = derivation("Section 1", "A result")(body).run(CATALOGUE, Claims({})).steps[-1]
    with pytest.raises(EvaluationError, match="a value for x is wanted"):
        uncertainty_of(Quantity("result", Unit.read("1"), step, CATALOGUE, {}))
