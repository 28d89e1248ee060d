"""One letter with several numbers, one letter for two things, one thing under two letters."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from sympy import Expr, Symbol

from dehsym.audit.symbols.letters import letter_findings, letter_uses
from dehsym.audit.symbols.repeated_symbols import letter_of, repeated_symbols, symbol_findings
from dehsym.catalogue import Catalogue
from dehsym.claim import Reading
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import LENGTH, ONE, Dimension
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.verdict import Kind
from tests.audit.numbers_paper import Row, given, numbers_paper, rounded

X = Symbol("x", positive=True)


@pytest.mark.parametrize(
    ("symbol", "letter"),
    [
        ("F (7)", "F"),
        ("N=M/m", "N"),
        ("m", "m"),
        ("M(dm)", "M(dm)"),
        ("p/(nkT)", "p/(nkT)"),
        ("He Lambda_B(2.17 K)", "He Lambda_B(2.17 K)"),
        ("T(lambda=0.700)", "T(lambda=0.700)"),
        ("mc^2, of Section 5", "mc^2"),
        ("", ""),
        (")=", ")="),
    ],
)
def test_the_letter_of_a_number(symbol: str, letter: str) -> None:
    assert letter_of(symbol) == letter


def _findings(folder: Path, *rows: Row) -> list[tuple[str, str]]:
    paper = numbers_paper(folder, {X: given("2.00")}, rows)
    return [(finding.id, finding.severity) for finding in symbol_findings(paper)]


def test_two_numbers_under_one_letter(tmp_path: Path) -> None:
    one = Row("N1", "F=Mc^2", "7.59e66")
    assert _findings(tmp_path, one, Row("N2", "F (7)", "9.12e62")) == [("symbol.F", "unsupported")]
    assert _findings(tmp_path, one, Row("N2", "F (7)", "5.00e66")) == [("symbol.F", "unsupported")]
    assert _findings(tmp_path, one, Row("N2", "F (7)", "7.62e66")) == [("symbol.F", "slip")]
    assert _findings(tmp_path, one, Row("N2", "F (7)", "9.12e62", where="Section 7")) == [("symbol.F", "slip")]


def test_numbers_that_agree_and_other_things_are_silent(tmp_path: Path) -> None:
    assert _findings(tmp_path, Row("N1", "T", "2.7255"), Row("N2", "T", "2.73"), Row("N3", "T(x=1)", "9.00")) == []
    assert _findings(tmp_path, Row("N1", "m", "1e-40"), Row("N2", "m", "2.63e-40")) == []
    assert _findings(tmp_path, Row("N1", "m", "1e-40"), Row("N2", "m", "4.00e-40")) == [("symbol.m", "unsupported")]
    assert _findings(tmp_path, Row("N1", "m", "1/e"), Row("N2", "m", "4.00e-40")) == []


def test_an_input_counts(tmp_path: Path) -> None:
    assert _findings(tmp_path, Row("N1", "x", "2.00")) == []
    assert _findings(tmp_path, Row("N1", "x", "3.00")) == [("symbol.x", "slip")]


def test_two_hundred_papers_that_repeat_themselves_give_no_finding(tmp_path: Path) -> None:
    """One value under one letter, printed again and again with more digits or fewer."""
    stream = random.Random(5)
    for _ in range(200):
        value = stream.choice((-1, 1)) * 10 ** stream.uniform(-40, 40)
        rows = [Row(f"N{place}", "q", rounded(value, stream.randint(1, 6))) for place in range(4)]
        assert _findings(tmp_path, *rows) == [], rows


def test_deh4_numbers() -> None:
    paper = load_definition("deh4")
    found = {finding.id: (finding.severity, finding.claims) for finding in symbol_findings(paper)}
    assert found == {
        "symbol.mc^2": ("unsupported", ("N09", "N07", "N04", "N35")),
        "symbol.m": ("unsupported", ("N08", "N06", "N05")),
        "symbol.N": ("unsupported", ("N20", "N23")),
        "symbol.F": ("unsupported", ("N21", "N22")),
    }
    (ratio,) = [each.ratio for each in repeated_symbols(paper) if each.letter == "F"]
    assert ratio is not None
    assert 8312 < ratio.low < ratio.high < 8333
    assert all(finding.evidence.kind is Kind.REFUTED for finding in symbol_findings(paper))


def test_deh4_letters() -> None:
    found = {finding.id: finding.claims for finding in letter_findings(load_definition("deh4"))}
    assert found == {
        "letter.phi.Appendix-2": ("a2.sum", "a2.circle"),
        "letter.n.Appendix-2": ("a2.levels", "A.2"),
        "letter.M-dm.M": ("s1.total-energy", "s2.mass"),
        "letter.p.P": ("s3.helmholtz", "a5.question"),
        "letter.T_C.T_c": ("4b", "s4.log-fugacity"),
        "letter.varepsilon_n.epsilon_n": ("a2.sum", "a3.sum"),
    }


def test_bose_gas_is_silent() -> None:
    paper = load_definition("bose_gas")
    assert symbol_findings(paper) == []
    assert letter_findings(paper) == []


# --- Invented papers with letters


def _lettered(
    folder: Path, second: str, *, meaning: str = "an angle", dimension: Dimension = ONE, where: str = "Section 1"
) -> PaperDefinition:
    """Two lines, x = 2 a and b = 3 x, where b is printed by the LaTeX `second`; a is printed as a."""
    catalogue = Catalogue()
    x = catalogue.symbol("x", meaning="a pure number")
    a = catalogue.symbol("a", meaning="fugacity of the gas")
    scale = catalogue.symbol("scale", latex="L", dimension=dimension, meaning="a unit")
    b = catalogue.symbol("b", latex=second, secondary=True, dimension=dimension, meaning=meaning)
    lines: dict[str, tuple[str, str]] = {
        "E1": ("Section 1", "x = 2 a"),
        "E2": (where, f"{second} = 3 x L"),
    }
    equations = [
        {"id": id, "where": part, "order": order, "printed_latex": latex}
        for order, (id, (part, latex)) in enumerate(lines.items())
    ]
    file = folder / "inventory.json"
    file.write_text(json.dumps({"equations": equations}))

    def body(d: Ledger) -> None:
        d.given("first", x, 2 * a, prints="E1")
        letters: dict[str, Expr] = {second: b}
        d.given("second", b, 3 * x * scale, prints=Reading("E2", letters))

    return PaperDefinition("letters", "Letters", "", catalogue, file, (derivation("Section 1", "Two lines")(body),))


def test_one_letter_for_two_things_in_one_part(tmp_path: Path) -> None:
    (finding,) = letter_findings(_lettered(tmp_path, "a"))
    assert (finding.id, finding.severity, finding.claims) == ("letter.a.Section-1", "slip", ("E1", "E2"))
    assert [each.latex for each in letter_uses(_lettered(tmp_path, "a"))] == ["x", "a", "a", "x", "L"]
    (finding,) = letter_findings(_lettered(tmp_path, "a", meaning="fugacity as a length", dimension=LENGTH))
    assert finding.id == "letter.a.Section-1"


def test_far_apart_or_of_one_meaning_is_silent(tmp_path: Path) -> None:
    assert letter_findings(_lettered(tmp_path, "a", where="Section 2")) == []
    assert letter_findings(_lettered(tmp_path, "a", meaning="fugacity as a function")) == []
    assert letter_findings(_lettered(tmp_path, r"\phi")) == []
