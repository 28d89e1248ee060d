"""Regimes: numbers outside of one are found, with the bound; numbers that may lie inside are not blamed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from sympy import E, Expr, Rational

from dehsym.audit.premises.validity import regime_findings
from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import ONE
from dehsym.errors import PaperError
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.regime import MUCH_LESS, Regime
from dehsym.rules.algebra import Choose, Multiply
from tests.audit.invented_paper import invented_paper

_CATALOGUE = Catalogue()
V = _CATALOGUE.symbol("v", meaning="a speed")
W = _CATALOGUE.symbol("w", meaning="a greatest speed")
Q = _CATALOGUE.symbol("q", meaning="their ratio")
U = _CATALOGUE.symbol("u", meaning="an energy")


def _paper(
    folder: Path, speed: str, *, ratio: Expr = V / W, choice: Expr | None = None, claim: str = "1"
) -> PaperDefinition:
    def slow(d: Ledger) -> None:
        defined = d.let("The ratio.", Q, V / W)
        energy = d.given("The energy of slow motion", U, V**2 / 2, kind=GrantKind.CITATION, cite="a book", prints="1")
        d.quantity("N2", d.step("Twice that:", energy, Multiply(Rational(2)), prints="2"))
        d.quantity("N1", d.given("A limit", W, Rational(10), kind=GrantKind.CITATION))
        if choice is not None:
            d.step("With a value:", defined, Choose({Q: choice}, "for illustration"))

    given = Constant(speed, "1", ONE, "given", printed=f"{speed} 1")
    regime = Regime("slow", (claim,), ratio, MUCH_LESS, "slow motion", "a book")
    return invented_paper(
        folder,
        _CATALOGUE,
        [derivation("Section 1", "Motion")(slow)],
        equations=("1", "2"),
        numbers={"N1": ("10", "1"), "N2": ("7", "1")},
        inputs={V: given},
        regimes=(regime,),
    )


@pytest.mark.parametrize("speed", ["0.5", "0.95", "1.0", "1.04"])
def test_numbers_that_may_lie_inside(tmp_path: Path, speed: str) -> None:
    """10 may be 10.49, and 0.95/9.5 is 1/10."""
    assert regime_findings(_paper(tmp_path, speed)) == []


@pytest.mark.parametrize(("speed", "severity"), [("1.2", "unsupported"), ("9.0", "unsupported"), ("15", "breaks")])
def test_numbers_outside(tmp_path: Path, speed: str, severity: str) -> None:
    (found,) = regime_findings(_paper(tmp_path, speed))
    assert (found.id, found.severity) == ("regime.slow", severity)
    assert found.claims == ("1", "N2")
    assert found.evidence.witness is not None
    assert dict(found.evidence.witness.at) == {"v": speed, "w": "10"}


def test_a_choice_outside(tmp_path: Path) -> None:
    (found,) = regime_findings(_paper(tmp_path, "0.1", choice=E))
    assert "by the choice in" in found.we_find
    assert "[2.718, 2.719]" in found.we_find
    assert regime_findings(_paper(tmp_path, "0.1", choice=Rational(1, 20))) == []


def test_a_symbol_without_a_number_says_nothing(tmp_path: Path) -> None:
    assert regime_findings(_paper(tmp_path, "100", ratio=U / W)) == []


def test_a_line_that_is_not_printed(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="regime slow: an id of invented is wanted, found 'one'"):
        regime_findings(_paper(tmp_path, "100", claim="one"))


def test_nothing_is_declared_for_the_exact_gas() -> None:
    assert regime_findings(load_definition("bose_gas")) == []


def test_the_regimes_of_deh4() -> None:
    found = {each.id: each for each in regime_findings(load_definition("deh4"))}
    ranges = {id: each.evidence.witness.left for id, each in found.items() if each.evidence.witness}
    assert ranges == {
        "regime.nonrelativistic": "[2.709, 2.728]",
        "regime.classical-gas": "[1.062, 1.077]",
        "regime.pressure-and-energy": "[1.661, 1.667]",
    }
    assert all(each.severity == "breaks" for each in found.values())
    assert "by the choice in (3)" in found["regime.classical-gas"].we_find
    assert not {"N26", "c.N2"} & set(found["regime.nonrelativistic"].claims)  # helium and nitrogen are slow
    assert Fraction(1, 10) == MUCH_LESS
