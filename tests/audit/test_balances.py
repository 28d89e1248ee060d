"""Printed numbers put into printed equations: what cannot be satisfied is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path
from random import Random

import pytest

from dehsym.audit.balances.balances import Balance, balances
from dehsym.audit.balances.findings import balance_findings
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.verdict import Kind
from tests.audit.balance_paper import EQUATIONS, small_paper

CONSISTENT = {"x": "2.31", "y": "4.07", "z": "9.40", "s": "6.38", "u": "1.76", "e": "60.0"}


def found_in(folder: Path, also: Mapping[str, str] | None = None, **changed: str) -> dict[str, Finding]:
    paper = small_paper(folder, {**CONSISTENT, **changed, **(also or {})})
    return {each.id: each for each in balance_findings(paper)}


def ends(text: str) -> tuple[float, float]:
    low, high = text.strip("[]").split(",")
    return float(low), float(high)


def holds(range_text: str, value: float) -> bool:
    low, high = ends(range_text)
    return low <= value <= high


# --- A small paper


def test_consistent_numbers_are_silent_and_every_equation_is_tried(tmp_path: Path) -> None:
    rows = balances(small_paper(tmp_path, CONSISTENT))
    assert {row.id for row in rows} >= set(EQUATIONS)
    assert {row.verdict.kind for row in rows} == {Kind.CERTIFIED}
    assert found_in(tmp_path) == {}


def test_a_number_that_is_wrong_is_found_with_its_witness(tmp_path: Path) -> None:
    (growth,) = found_in(tmp_path, u="2.76").values()
    assert (growth.id, growth.where, growth.severity) == ("balance.growth", "Section 1", "unsupported")
    assert growth.evidence.kind is Kind.REFUTED
    assert growth.evidence.witness
    assert growth.evidence.witness.at == (("u", "2.76"), ("x", "2.31"), ("y", "4.07"))
    assert (growth.evidence.witness.left, growth.evidence.witness.right) == ("[2.754, 2.766]", "[1.760, 1.768]")
    assert growth.correct == "by the other numbers $u$ lies in `[1.760, 1.768]` (SI units)"


def test_a_few_units_of_the_last_place_are_a_slip_with_the_number_that_would_do(tmp_path: Path) -> None:
    (growth,) = found_in(tmp_path, u="1.78").values()
    assert growth.severity == "slip"
    assert growth.correct == "satisfied within rounding by `u = 1.77`, or by `x = 2.33`"


def test_one_unit_of_the_last_place_within_the_rounding_of_the_inputs_is_silent(tmp_path: Path) -> None:
    assert found_in(tmp_path, u="1.77") == {}


def test_a_symbol_without_a_number_is_what_the_paper_identifies_it_with(tmp_path: Path) -> None:
    (energy,) = found_in(tmp_path, e="9.6").values()  # not told again of q = s, by which it is found
    assert energy.id == "balance.energy"
    assert energy.paper_says == "$e = qz$, where $q = s$, `e = 9.6`, `s = 6.38`, `z = 9.40`"


def test_a_derived_equation_on_which_others_rest_is_broken(tmp_path: Path) -> None:
    severities = {name: each.severity for name, each in found_in(tmp_path, z="19.4").items()}
    assert severities["balance.product"] == "unsupported"  # a premise
    assert severities["balance.ratio"] == "breaks"
    assert severities["balance.twice"] == "unsupported"  # nothing rests on it


def test_a_single_number_is_not_a_balance(tmp_path: Path) -> None:
    """A number beside a closed form in exact inputs is for who compares numbers with their values."""
    paper = small_paper(tmp_path, CONSISTENT)
    assert all(len(row.told) > 1 for row in balances(paper))


def test_what_is_printed_counts_and_not_what_is_computed(tmp_path: Path) -> None:
    paper = small_paper(tmp_path, CONSISTENT, {**EQUATIONS, "growth": r"u = \exp\left(\frac{y}{x}\right)"})
    (growth,) = balance_findings(paper)
    assert growth.paper_says.startswith(r"$u = \exp\left(\frac{y}{x}\right)$")
    assert growth.evidence.witness
    assert holds(growth.evidence.witness.right, exp(4.07 / 2.31))


def test_of_two_printed_values_one_is_enough(tmp_path: Path) -> None:
    assert found_in(tmp_path, {"z-again": "9.60"}) == {}
    product = found_in(tmp_path, {"z-again": "9.60"}, z="9.70")["balance.product"]
    assert product.we_find.endswith("all 2 choices among the printed values give the same")


def test_numbers_of_another_state_are_not_mixed_with_the_paper_s_own(tmp_path: Path) -> None:
    assert found_in(tmp_path, {"z-elsewhere": "10.0"}) == {}
    found = found_in(tmp_path, {"z-elsewhere": "11.0"})
    assert set(found) == {"balance.product", "balance.ratio", "balance.twice"}
    for each in found.values():
        assert each.evidence.witness
        put_in = dict(each.evidence.witness.at)
        assert (put_in["x"], put_in["y"], put_in["z"]) == ("5.00", "2.00", "11.0")


def rounded(value: float, digits: int) -> str:
    return f"{value:.{digits - 1}e}"


def random_numbers(random: Random) -> Mapping[str, str]:
    x, y = random.uniform(0.5, 9), random.uniform(0.5, 9)
    values = {"x": x, "y": y, "z": x * y, "s": x + y, "u": exp(x / y), "e": (x + y) * x * y}
    return {name: rounded(value, random.randint(2, 5)) for name, value in values.items()}


@pytest.mark.parametrize("seed", range(16))
def test_numbers_rounded_from_true_ones_are_silent(seed: int, tmp_path: Path) -> None:
    paper = small_paper(tmp_path, random_numbers(Random(seed)))
    assert balance_findings(paper) == []
    assert all(row.verdict.kind is not Kind.REFUTED for row in balances(paper))


@pytest.mark.parametrize("name", ["z", "s", "u", "e"])
def test_a_fifth_more_is_found(name: str, tmp_path: Path) -> None:
    printed = dict(CONSISTENT) | {name: rounded(float(CONSISTENT[name]) * 1.2, 3)}
    assert balance_findings(small_paper(tmp_path, printed))


# --- Real papers


@cache
def _paper(name: str) -> PaperDefinition:
    return load_definition(name)


@cache
def _rows() -> list[Balance]:
    return balances(_paper("deh4"))


@cache
def _found() -> dict[str, Finding]:
    return {each.id.removeprefix("balance."): each for each in balance_findings(_paper("deh4"))}


def test_equation_1_is_not_satisfied_by_the_printed_numbers() -> None:
    """By hand: mc^2/k_B T = 0.368, b/(exp(b) - 1) = 0.827 with that b, ln(x)/(x - 1) = 0.966 with x = 1.0696."""
    values = {0: 0.36782, 2: 0.82733, 3: 0.96675}
    rows = [row for row in _rows() if row.id == "1" and row.verdict.kind is Kind.REFUTED]
    places = {member: place for place, member in enumerate(rows[0].equation.members)}
    assert len(rows) == 5  # all pairs but <F> = mc^2
    for row in rows:
        for member, found in ((row.left, row.comparison.left), (row.right, row.comparison.right)):
            place = places[member]
            assert holds(str(found), values[place] if place != 1 else values[0])
    assert _found()["1"].severity == "breaks"


def test_the_free_energy_of_section_3_has_the_other_sign() -> None:
    helmholtz, quantum = _found()["s3.helmholtz"].evidence.witness, _found()["s3.per-quantum"].evidence.witness
    assert helmholtz
    assert quantum
    assert holds(helmholtz.left, 9.12e62)
    assert holds(helmholtz.right, -1.17e-15 * 6.58e85 / 2.56e7 + 1.54e-40 * 299792458**2 * 6.58e85)
    assert holds(quantum.right, -1.380649e-23 * 2.7255 + 1.54e-40 * 299792458**2)
    assert _found()["s3.per-quantum"].severity == "breaks"


def test_the_fugacity_of_appendix_2_is_not_that_of_section_4() -> None:
    (finding,) = [each for each in _found().values() if each.paper_says.startswith(r"$\phi = \exp(\beta\mu)$")]
    assert finding.severity == "unsupported"
    assert finding.evidence.witness
    assert holds(finding.evidence.witness.left, 0.693)
    assert holds(finding.evidence.witness.right, exp(1.54e-40 * 299792458**2 / (1.380649e-23 * 2.7255)))


def test_the_mass_of_all_quanta_is_not_the_mass_of_the_dark_matter() -> None:
    (finding,) = [each for each in _found().values() if each.paper_says.startswith("$M(dm) = Nm$")]
    assert finding.evidence.witness
    assert holds(finding.evidence.witness.left, 8.45e49)
    assert holds(finding.evidence.witness.right, 6.58e85 * 1.54e-40)


def test_the_fugacity_is_off_by_one_in_the_last_place() -> None:
    """exp(-1/e) = 0.6922: with 0.693 Equation (7) gives at most 9.106e62 J, with 0.692 the printed 9.12e62 J."""
    seven = _found()["7"]
    assert seven.severity == "slip"
    assert "phi = 0.692" in seven.correct


def test_the_other_equations_of_the_paper_are_silent() -> None:
    silent = {"2", "3", "4a", "4b", "5", "8", "s1.rest-energy", "s2.mass", "s2.density", "s4.log-fugacity"}
    silent |= {"s4.thermal-volume", "s4.pressure", "s4.clapeyron", "s4.entropy", "s4.states", "s4.lengths"}
    tried = {row.id for row in _rows()}
    assert silent - {"s4.entropy"} <= tried
    assert not silent & set(_found())


def test_a_root_of_a_negative_number_is_compared_by_its_modulus() -> None:
    (row,) = [row for row in _rows() if row.id == "4a" and "log" in str(row.right) and str(row.left).startswith("p")]
    assert row.verdict.kind is Kind.CERTIFIED
    assert row.comparison.moduli


def test_helium_has_a_state_of_its_own() -> None:
    rows = [row for row in _rows() if row.id == "2"]
    assert [dict(row.told)["Lambda_B"] for row in rows] == ["3.47 mm", "0.592 nm"]
    assert all(row.verdict.kind is Kind.CERTIFIED for row in rows)


def test_every_finding_has_a_witness_and_few_are_found() -> None:
    assert all(each.evidence.kind is Kind.REFUTED and each.evidence.witness for each in _found().values())
    assert {"1", "s2.method-one", "s3.helmholtz", "s3.per-quantum", "7"} <= set(_found())
    assert len(_found()) == 9


def test_the_ideal_bose_gas_is_silent() -> None:
    assert balance_findings(_paper("bose_gas")) == []
