"""Values of quantities and of typed expressions: from exact inputs, by each backend, and in one line what is wrong."""

from __future__ import annotations

import math
import sys
from fractions import Fraction

import pytest
from sympy import Expr, Float, I, pi, sqrt

from dehsym.cli import main
from dehsym.compile import Unsupported
from dehsym.errors import DehsymError, EvaluationError
from dehsym.numeric.exact import exact_number
from dehsym.workbench import load

PAPER = load("deh4")
CRITICAL = PAPER.quantity("critical-temperature")
T = PAPER.catalogue.named("T")


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        main(["eval", *arguments])
    said = capsys.readouterr()
    assert isinstance(end.value.code, int)
    return end.value.code, said.out.strip(), said.err.strip()


@pytest.mark.parametrize("value", ["2.7", Fraction(27, 10), exact_number("27/10")])
def test_exact_settings(value: str | Fraction) -> None:
    found = CRITICAL.evaluate({T: value}, digits=30)
    assert found == PAPER.evaluate("N11", {"T": value}, digits=30)
    assert found.text == "2.83345005055553473659473974787"
    assert ("T", "27/10") in found.inputs


def test_a_float_is_used_exactly_and_said_to_be_one() -> None:
    found = CRITICAL.evaluate({T: 2.7}, digits=30)
    assert found.text != CRITICAL.evaluate({T: "2.7"}, digits=30).text
    assert found.inputs == (("T", "3039929748475085/1125899906842624 (the float 2.7)"),)
    assert PAPER.evaluate("k_B*T", {"T": 2.5}).inputs[0] == ("T", "5/2 (the float 2.5)")


def test_settings_that_are_not_rational() -> None:
    assert CRITICAL.evaluate({T: sqrt(2)}, digits=20).text == PAPER.evaluate("sqrt(2)*cbrt(pi/e)", digits=20).text
    assert CRITICAL.evaluate({T: pi}, digits=20, backend="mpmath").text == CRITICAL.evaluate({T: pi}, digits=20).text
    assert PAPER.evaluate("exp(beta*mu)", {"beta": pi, "mu": "1/2"}, digits=5).text == "4.8105"


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, -math.inf, -1, 0, "0", "nan", "x", None, True, "1e999999", Float("2.5"), I, sqrt(2) - 2]
)
def test_bad_settings(bad: Expr) -> None:
    for evaluate in (lambda: CRITICAL.evaluate({T: bad}), lambda: PAPER.evaluate("T^2", {"T": bad})):
        with pytest.raises(DehsymError) as caught:
            evaluate()
        assert "wanted" in str(caught.value)
        assert len(str(caught.value)) < 250


@pytest.mark.parametrize("digits", [0, -1, 10**6 + 1])
def test_bad_digits(digits: int) -> None:
    for text in ("N11", "pi"):
        with pytest.raises(EvaluationError, match="from 1 to 1000000 digits are wanted"):
            PAPER.evaluate(text, digits=digits)


def test_a_fugacity_has_to_lie_between_0_and_1() -> None:
    for value in ("0", "1", "1.5", "-0.5"):
        with pytest.raises(EvaluationError, match="0 < phi < 1 is wanted"):
            PAPER.evaluate("polylog(3/2, phi)", {"phi": value})


@pytest.mark.parametrize(
    ("text", "digits", "value"),
    [
        ("sqrt(0.0225)", 1, "0.2"),
        ("sqrt(-4)", 3, "2.00*I"),
        ("(-8)^(1/3)", 5, "1.0000 + 1.7321*I"),
        ("Integral(exp(-x^2), (x, 0, oo))", 10, "0.8862269255"),
        ("besselj(0, 1)", 10, "0.7651976866"),
        ("log(2)^0", 3, "1.00"),
        ("erf(1) + LambertW(1)", 10, "1.409844083"),
        ("zeta(3/2)", 20, "2.6123753486854883433"),
        ("atanh(3/7)", 20, "0.45814536593707753259"),
    ],
)
def test_what_has_no_program_has_other_roads(text: str, digits: int, value: str) -> None:
    assert PAPER.evaluate(text, digits=digits).text == value


def test_a_tie_in_a_quantity_is_seen() -> None:
    assert PAPER.evaluate("N36", digits=4).text == "2.726"
    assert PAPER.evaluate("N36", {"T_now": "2.725"}, digits=3).text == "2.72"
    assert PAPER.evaluate("table-chi-0.950", digits=9).text == "0"


def test_texts_of_a_hundred_thousand_digits(capsys: pytest.CaptureFixture[str]) -> None:
    text = "2." + "7" * 100_000
    found = PAPER.evaluate("N36", {"T_now": text}, digits=100_001)
    assert found.text == text
    assert len(CRITICAL.evaluate({T: text}, digits=100_000).text) == 100_001
    status, out, _ = ran(capsys, "critical-temperature", "--set", f"T={text}", "--digits", "100000")
    assert status == 0
    assert out == f"{CRITICAL.evaluate({T: text}, digits=100_000).text} K"


def test_backends_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, "pressure-ratio", "--digits", "30", "--backend", "gmpy2")
    assert (status, out) == (0, "1.21306131942526684720759906998    (gmpy2, not certified)")
    status, out, _ = ran(capsys, "sin(1)", "--digits", "10", "--backend", "gmpy2")
    assert (status, out) == (0, "0.8414709848    (gmpy2, not certified)")
    status, _, err = ran(capsys, "N38", "--backend", "gmpy2")
    assert status == 2
    assert err == "dehsym: a function that gmpy2 has is wanted, found UniqueRoot"
    status, _, err = ran(capsys, "besselj(0, 1)", "--backend", "gmpy2")
    assert status == 2
    assert "besselj" in err


def test_an_optional_backend_that_is_not_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gmpy2", None)
    status, _, err = ran(capsys, "pressure-ratio", "--backend", "gmpy2")
    assert status == 2
    assert err.startswith("dehsym: gmpy2 is wanted, it is not installed")
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(EvaluationError, match="numpy is wanted, it is not installed"):
        CRITICAL.lambdify("numpy")


def test_more_than_a_million_digits_take_force(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = ran(capsys, "N46", "--digits", "1000001")
    assert (status, err) == (
        2,
        "dehsym: from 1 to 1000000 digits are wanted (with --force 10000000), found 1000001",
    )
    status, out, _ = ran(capsys, "N46", "--digits", "1000001", "--force")
    assert (status, len(out)) == (0, 1_000_004)


def test_plain_functions_of_a_quantity() -> None:
    found = PAPER.quantity("number-density").lambdify()
    assert "def number_density(mp, c, h, k_B):" in found.source
    assert float(found(T=2.7255)) == pytest.approx(2.568e7, rel=1e-3)
    with pytest.raises(Unsupported, match="UniqueRoot"):
        PAPER.quantity("N38").lambdify("gmpy2")
    with pytest.raises(EvaluationError, match="is wanted, found 'sympy'"):
        CRITICAL.lambdify("sympy")
