"""Products of printed numbers: a planted wrong number is named, correct rounding is not blamed, deh4 has seven."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from sympy import Expr, Rational, Symbol, exp, pi

from dehsym.audit.products.monomial import exponents_in, members_of
from dehsym.audit.products.product_relations import relations_of, violated_relations
from dehsym.audit.products.products import product_clashes, product_findings
from dehsym.audit.range import Range
from dehsym.catalogue import Catalogue
from dehsym.constants import G
from dehsym.dimension import ONE
from dehsym.errors import DehsymError
from dehsym.evaluation import enclosed
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.printed import Printed
from dehsym.verdict import Kind
from tests.audit.numbers_paper import Row, given, numbers_paper, rounded

X, Y = Symbol("x", positive=True), Symbol("y", positive=True)
INPUTS = {X: given("2.7255"), Y: given("1.37e26")}
FORMS: dict[str, Expr] = {
    "N1": pi * X**3,
    "N2": Y**3,
    "N3": X**3 * Y**3 / exp(1),
    "N4": X / Y,
    "N5": 7 * X**4,
    "N6": Y ** Rational(3, 2),
}


def _value(expr: Expr, inputs: dict[Symbol, str]) -> float:
    exact: dict[Expr, Expr] = {symbol: Rational(text) for symbol, text in inputs.items()}
    return float(enclosed(expr.xreplace(exact), Catalogue()).text(20))


def _paper(folder: Path, wrong: dict[str, float] | None = None) -> PaperDefinition:
    inputs = {symbol: constant.value for symbol, constant in INPUTS.items()}
    rows = [
        Row(id, id, rounded(_value(expr, inputs) * (wrong or {}).get(id, 1.0), 3), expr) for id, expr in FORMS.items()
    ]
    return numbers_paper(folder, INPUTS, rows)


def test_numbers_rounded_correctly_agree(tmp_path: Path) -> None:
    paper = _paper(tmp_path)
    assert len(list(relations_of(members_of(paper).rows))) > 20
    assert product_findings(paper) == []


@pytest.mark.parametrize("id", sorted(FORMS))
@pytest.mark.parametrize(("factor", "severity"), [(1.03, "slip"), (1.3, "unsupported"), (0.1, "unsupported")])
def test_the_wrong_number_is_named_and_mended(tmp_path: Path, id: str, factor: float, severity: str) -> None:
    (finding,) = product_findings(_paper(tmp_path, {id: factor}))
    assert (finding.id, finding.severity, finding.claims[0]) == (f"product.{id}", severity, id)
    assert finding.evidence.kind is Kind.REFUTED
    assert finding.evidence.witness is not None
    right = _paper(tmp_path).numbers[id].printed
    assert Printed(finding.correct.strip("`").removeprefix(f"{id} = ")).value == pytest.approx(float(right), rel=0.02)


def test_two_wrong_numbers_are_named_both(tmp_path: Path) -> None:
    assert [each.id for each in product_findings(_paper(tmp_path, {"N1": 1.5, "N6": 0.5}))] == [
        "product.N1",
        "product.N6",
    ]


def test_a_pair_does_not_tell_which_of_the_two(tmp_path: Path) -> None:
    paper = numbers_paper(tmp_path, {X: given("3.0")}, [Row("N1", "A", "1.90", X), Row("N2", "B", "9.60", X**2)])
    assert [each.id for each in product_findings(paper)] == ["product.N1-N2"]  # 3.0 fits neither


def test_one_number_against_an_input_is_no_disagreement_between_numbers(tmp_path: Path) -> None:
    paper = numbers_paper(tmp_path, {X: given("3.0")}, [Row("N1", "A", "4.00", X)])
    assert product_findings(paper) == []


def test_numbers_out_of_all_proportion_take_no_part_or_are_told(tmp_path: Path) -> None:
    for printed, ids in (("1.00e99999", ["N2", "T"]), ("1.00e-99999", ["N2", "T"]), ("1.00e1500", ["N1", "N2", "T"])):
        rows = [Row("N1", "A", printed, X), Row("N2", "B", "4.00", X**2)]
        paper = numbers_paper(tmp_path, {X: given("2.0")}, rows)
        assert len(members_of(paper).rows) == len(ids)
        assert [each.id for each in product_findings(paper)] == (["product.N1"] if "N1" in ids else [])


def test_an_order_of_magnitude_is_half_a_decade_wide(tmp_path: Path) -> None:
    for printed, found in (("1e-40", False), ("1.0e-40", True), ("1e-41", True)):
        rows = [Row("N1", "m", printed, X / 10**40), Row("N2", "m", "1.54e-40", X / 10**40)]
        assert bool(product_findings(numbers_paper(tmp_path, {X: given("1.54")}, rows))) is found


def test_what_is_no_product_takes_no_part(tmp_path: Path) -> None:
    rows = [Row("N1", "A", "9.0", X + 1), Row("N2", "B", "2.00", X), Row("N3", "C", "0", X), Row("N4", "D", "5.0", pi)]
    paper = numbers_paper(tmp_path, {X: given("2.00")}, rows)
    assert [member.id for member in members_of(paper).rows] == ["N2"]  # the input has the same print
    assert product_findings(paper) == []


@pytest.mark.parametrize(("printed", "found"), [("6.67440e-11", False), ("6.67460e-11", True)])
def test_an_uncertain_constant_is_a_range(tmp_path: Path, printed: str, *, found: bool) -> None:
    """G is known to 22 parts in a million: 6.67440e-11 is within that, 6.67460e-11 is not."""
    catalogue = Catalogue()
    x = catalogue.symbol("x", meaning="an input")
    newton = catalogue.constant("G", replace(G, dimension=ONE), meaning="Newton constant")
    rows = [Row("N1", "A", "1.00000", x), Row("N2", "B", printed, x * newton)]
    paper = numbers_paper(tmp_path, {x: given("1.00000")}, rows, catalogue)
    assert bool(product_findings(paper)) is found


def test_two_hundred_papers_rounded_correctly_give_no_finding(tmp_path: Path) -> None:
    stream = random.Random(6)
    for _ in range(200):
        texts = {symbol: rounded(10 ** stream.uniform(-30, 30), stream.randint(2, 5)) for symbol in (X, Y)}
        rows: list[Row] = []
        for place in range(5):
            powers = [Rational(stream.randint(-6, 6), stream.choice((1, 1, 2, 3))) for _ in range(2)]
            expr = X ** powers[0] * Y ** powers[1] * stream.choice((pi, exp(1), Rational(3, 7)))
            rows.append(Row(f"N{place}", f"A_{place}", rounded(_value(expr, texts), stream.randint(2, 4)), expr))
        paper = numbers_paper(tmp_path, {symbol: given(text) for symbol, text in texts.items()}, rows)
        assert product_findings(paper) == [], rows


def test_relations_are_circuits_with_small_exponents() -> None:
    paper = load_definition("deh4")
    for relation in relations_of(members_of(paper).rows):
        total: dict[Symbol, Fraction] = {}
        for member, power in zip(relation.members, relation.exponents, strict=True):
            for symbol, exponent in member.exponents.items():
                total[symbol] = total.get(symbol, Fraction(0)) + power * exponent
        assert not any(total.values())
        assert 2 <= len(relation.members) <= 4
        assert all(0 < abs(power) <= 6 for power in relation.exponents)


def test_every_violated_relation_of_deh4_is_confirmed_by_the_algebra() -> None:
    paper = load_definition("deh4")
    violated = violated_relations(members_of(paper), paper.catalogue)
    assert len(violated) > 100
    assert all(each.is_confirmed(paper.catalogue) for each in violated[::5])


def test_deh4() -> None:
    paper = load_definition("deh4")
    found = {finding.id: finding for finding in product_findings(paper)}
    assert {id: (each.severity, each.correct) for id, each in found.items()} == {
        "product.N12": ("slip", "`N12 = 2.57e7 m^-3`"),
        "product.N17": ("slip", "`N17 = 4.30e-16 Pa/K`"),
        "product.N23": ("slip", "`N23 = 5.48e89`"),
        "product.N29": ("slip", "`N29 = 1.88 mm`"),
        "product.N32": ("slip", "`N32 = 2.28 mm`"),
        "product.N41": ("unsupported", "`N41 = 20.7 Gyr`"),
        "product.N18-N20": ("slip", ""),
    }
    (clash,) = [each for each in product_clashes(paper) if each.suspects[0].id == "N23"]
    ratios = [each for each in clash.relations if {m.id for m in each.members} == {"N20", "N21", "N22", "N23"}]
    assert [each.exponents for each in ratios] == [(1, 1, -1, -1)]
    assert "N22/N21 = N23/N20" in found["product.N23"].we_find


def test_bose_gas_prints_no_numbers() -> None:
    assert product_findings(load_definition("bose_gas")) == []


def test_powers_of_spans() -> None:
    assert Range(Fraction(2), Fraction(3)).power(-1) == Range(Fraction(1, 3), Fraction(1, 2))
    assert exponents_in(X**2 * (Y + 1), [X, Y]) is None
    with pytest.raises(DehsymError):
        load_definition("no such paper")
