"""The audit of printed numbers: every kind of verdict, on an invented paper, on deh4, and on prints changed by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from sympy import Expr, Symbol

from dehsym.audit.decimals import decimal, exact_decimal, rounded_as
from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.rounding.audit import AuditRow, audit
from dehsym.audit.rounding.examined_route import AuditVerdict, ExaminedRoute, examined
from dehsym.audit.rounding.route import Route
from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.dimension import ONE
from dehsym.errors import NotationError
from dehsym.heads import UniqueRoot
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.printed import Printed
from dehsym.symbolic import mpmath_decimal, rational
from dehsym.unit import Unit
from tests.audit.invented_rounding import paper as invented
from tests.audit.invented_rounding import with_prints


def rows_of(paper: PaperDefinition) -> dict[str, AuditRow]:
    return {row.id: row for row in audit(paper)}


@pytest.fixture(scope="module")
def small() -> dict[str, AuditRow]:
    return rows_of(invented)


@pytest.fixture(scope="module")
def deh4() -> dict[str, AuditRow]:
    return rows_of(load_definition("deh4"))


# --- The invented paper


def test_verdicts_of_every_kind(small: dict[str, AuditRow]) -> None:
    assert {id: row.verdict.value for id, row in small.items()} == {
        "N1": "reproduced",  # 1.2^2 = 1.44
        "N2": "reachable",  # 1.4 x 1.2 = 1.68 and 1.2^3 = 1.728 round to 1.7; 1.25^3 = 1.95
        "N3": "not-reachable",  # 4 x 1.2 = 4.8, at most 5.0
        "N4": "order-only",
        "N5": "reproduced",  # 2^(1/2) exactly
        "N6": "not-reachable",  # 3^(1/2) is not 2^(1/2)
        "N7": "undecided",  # not derived
        "N8": "reproduced",  # given
        "O1": "order-only",
    }


def test_what_the_rows_say(small: dict[str, AuditRow]) -> None:
    row = small["N1"].as_json()
    assert (row["name"], row["where"], row["printed"], row["unit"]) == ("area", "Section 1", "1.4", "m^2")
    assert row["from_printed_inputs"] == {"value": "1.4400000", "low": "1.3225000", "high": "1.5625000"}
    assert (row["unrounded"], row["unrounded_rounds_to"]) == ("1.44000", "1.4")
    assert row["explanation"] == ""
    assert row["route"]["inputs"] == [{"id": "N8", "printed": "1.2 m"}]
    assert small["N3"].as_json()["from_printed_inputs"] == {
        "value": "4.8000000",
        "low": "4.6000000",
        "high": "5.0000000",
    }
    assert small["N7"].reason == "no line of the paper's ledger is this number yet"
    assert small["N8"].reason == "given: a ruler"
    assert (small["O1"].unrounded, small["O1"].unrounded_rounds_to) == ("1.7280000", "10^0")
    assert {"id", "name", "printed", "unit", "verdict", "from_printed_inputs", "unrounded", "explanation"} <= set(row)


def test_a_witness_is_shown_with_as_few_digits_as_may_be(small: dict[str, AuditRow]) -> None:
    best = small["N2"].best
    assert best is not None
    assert best.route.text == "N1*N8"
    assert best.witness_shown == {"N1": "1.44 m^2", "N8": "1.24 m"}  # 1.7856 rounds to 1.8


def test_an_explanation_is_asked_for_where_the_number_is_not_reproduced() -> None:
    def explain(paper: PaperDefinition, row: AuditRow) -> str:
        return f"{row.id} of {paper.name}"

    told = {row.id: row.explanation for row in audit(invented, explain) if row.explanation}
    assert told == {id: f"{id} of invented" for id in ("N2", "N3", "N6")}


@pytest.mark.parametrize(
    ("prints", "verdict"),
    [
        ("1.321", "not-reachable"),  # up to 1.3215, and 1.15^2 = 1.3225
        ("1.322", "reachable"),  # up to 1.3225
        ("1.44", "reproduced"),
        ("1.563", "reachable"),  # from 1.5625 = 1.25^2
        ("1.564", "not-reachable"),
    ],
)
def test_the_ends_of_the_intervals_count_in(prints: str, verdict: str, tmp_path: Path) -> None:
    found = rows_of(with_prints({"N1": prints}, tmp_path))["N1"]
    routes = {each.route.text: each.verdict.value for each in found.routes}
    assert routes["N8**2"] == verdict


def test_a_tie_counts_in() -> None:
    """2 x 1.25 = 2.5 exactly, which may be printed as 3."""
    x = Symbol("x", positive=True)
    one = PrintedValue.of_number("N1", Printed("1.2"), Unit.read("1"))
    target = PrintedValue.of_number("N2", Printed("3"), Unit.read("1"))
    found = examined(Route(target, 2 * x, {x: one}), Catalogue())
    assert found.verdict is AuditVerdict.REACHABLE
    assert found.witness == {x: Fraction(5, 4)}


def test_what_cannot_be_decided_says_why() -> None:
    x, y = Symbol("x", positive=True), Symbol("y", real=True)
    root = UniqueRoot(y**2 - x, y, -2, 2)  # two zeros: no value
    one = PrintedValue.of_number("N1", Printed("1.2"), Unit.read("1"))
    found = examined(Route(one, root, {x: one}), Catalogue())
    assert found.verdict is AuditVerdict.UNDECIDED
    assert "several zeros" in found.reason
    assert found.as_json(Unit.read("1"))["value"] is None


# --- deh4


VERDICTS = {
    "reachable": {"N12", "N23", "N32"},
    "not-reachable": {"N21", "N28", "N41"},
    "order-only": {"N05", "N35", "O1", "O2", "O4", "O5"},
}


def test_verdicts_of_deh4(deh4: dict[str, AuditRow]) -> None:
    assert len(deh4) == 46 + 4
    for verdict, ids in VERDICTS.items():
        assert {id for id, row in deh4.items() if row.verdict.value == verdict} == ids
    others = set(deh4) - set[str]().union(*VERDICTS.values())
    assert {deh4[id].verdict for id in others} == {AuditVerdict.REPRODUCED}


@pytest.mark.parametrize(
    ("id", "route", "value", "verdict"),
    [
        ("N02", "N01/N46**3", "3.2862077e-29", "reproduced"),
        ("N10", "exp(-N09/(T*k_B))", "0.69299487", "reproduced"),
        ("N10", "exp(-exp(-1))", "0.69220063", "not-reachable"),
        ("N14", "2*N12*N13/sqrt(pi)", "1.2103446", "reproduced"),
        ("N16", "N15*T*k_B/N13", "1.1675051e-15", "reproduced"),
        ("N21", "-N20*T*k_B*log(N10)", "9.0802167e62", "not-reachable"),
        ("N23", "N01/N08", "5.4870130e89", "reachable"),
        ("N32", "h/(2*pi*N08*c)", "2.2842032", "reachable"),
        ("N32", "c*h/(2*pi*N09)", "2.2909614", "reproduced"),
        ("N33", "sqrt(2)*N12*N13/8", "0.18961775", "reachable"),
        ("N33", "sqrt(2)*N12*N30**3/8", "0.18908340", "reproduced"),
    ],
)
def test_routes_of_deh4(deh4: dict[str, AuditRow], id: str, route: str, value: str, verdict: str) -> None:
    found = {each.route.text: each for each in deh4[id].routes}[route]
    assert found.numbers(deh4[id].unit)["value"] == value
    assert found.verdict.value == verdict


def test_unrounded_numbers_of_deh4(deh4: dict[str, AuditRow]) -> None:
    rounded = {id: row.unrounded_rounds_to for id, row in deh4.items()}
    assert (rounded["N10"], rounded["N12"], rounded["N37"], rounded["N41"]) == ("0.692", "2.57e7", "14.0", "20.7")
    assert (rounded["N03"], rounded["N15"], rounded["N05"], rounded["O4"]) == ("1/e", "1.30", "2e-40", "10^7")
    assert deh4["N46"].reason.startswith("given: ")


def test_values_ranges_and_witnesses_by_mpmath(deh4: dict[str, AuditRow]) -> None:
    """Every tenth route beside mpmath at the corners of its box; those without a closed form are left out."""
    routes = [each for row in deh4.values() for each in row.routes if not each.route.expression.atoms(UniqueRoot)]
    catalogue = load_definition("deh4").catalogue
    for each in routes[::10]:
        assert each.verdict.value == verdict_at_corners(each, catalogue), each.route.text


def verdict_at_corners(each: ExaminedRoute, catalogue: Catalogue) -> str:
    """What mpmath makes of a route that is monotone in each input: its least and greatest value are at corners."""
    route, target = each.route, each.route.target
    expression = route.in_numbers(catalogue)
    printed = _value(expression, route.as_printed)
    if target.low <= printed <= target.high:
        return "reproduced"
    corners = [dict(zip(route.box, ends, strict=True)) for ends in product(*route.box.values())]
    values = [_value(expression, corner) for corner in corners]
    if max(values) < target.low or min(values) > target.high:
        return "not-reachable"
    assert each.witness is not None
    assert target.low <= _value(expression, dict(each.witness)) <= target.high
    assert all(low <= each.witness[symbol] <= high for symbol, (low, high) in route.box.items())
    return "reachable"


def _value(expression: Expr, place: dict[Symbol, Fraction]) -> Fraction:
    point = {symbol: rational(value) for symbol, value in place.items()}
    return Fraction(mpmath_decimal(expression.xreplace(point), 30))


# --- Mutants


def _by_one(text: str, step: int) -> str:
    """The number with its last printed digit changed by one."""
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    changed = Fraction(mantissa) + Fraction(step, 10**decimals)
    return f"{float(changed):.{decimals}f}" + (f"e{exponent}" if exponent else "")


@pytest.mark.parametrize("step", [-1, 1])
@pytest.mark.parametrize("id", ["N1", "N2", "N3"])
def test_a_digit_changed_by_one_is_seen(id: str, step: int, tmp_path: Path) -> None:
    consistent = {"N1": "1.44", "N2": "1.728", "N3": "4.80"}
    assert rows_of(with_prints(consistent, tmp_path))[id].verdict is AuditVerdict.REPRODUCED
    changed = {**consistent, id: _by_one(consistent[id], step)}
    paper = with_prints(changed, tmp_path)
    row = rows_of(paper)[id]
    assert row.verdict is not AuditVerdict.REPRODUCED
    before = [each for each in row.routes if not each.route.later]
    wanted = {verdict_at_corners(each, paper.catalogue) for each in before}
    assert row.verdict.value == ("reachable" if "reachable" in wanted else "not-reachable")


# --- Decimals


@pytest.mark.parametrize(
    ("value", "digits", "like", "texts"),
    [
        (Fraction(2, 3), 3, "", ("0.666", "0.667", "0.667")),
        (Fraction(-2, 3), 3, "", ("-0.667", "-0.667", "-0.666")),
        (Fraction(9999, 1000), 2, "", ("9.9", "10", "10")),
        (Fraction(154), 3, "1e5", ("1.54e2", "1.54e2", "1.54e2")),
        (Fraction(1234567), 3, "", ("1230000", "1230000", "1240000")),
        (Fraction(1, 10**9), 2, "", ("1.0e-9", "1.0e-9", "1.0e-9")),
        (Fraction(0), 3, "", ("0", "0", "0")),
    ],
)
def test_decimals(value: Fraction, digits: int, like: str, texts: tuple[str, str, str]) -> None:
    assert (
        decimal(value, digits, toward="down", like=like),
        decimal(value, digits, like=like),
        decimal(value, digits, toward="up", like=like),
    ) == texts


@pytest.mark.parametrize(
    ("value", "printed", "text"),
    [
        ("13.9727", "14.0", "14.0"),
        ("2.568112e7", "2.56e7", "2.57e7"),
        ("0.945", "0.95", "0.95"),
        ("0.945", "0.94", "0.94"),
    ],
)
def test_rounded_as_printed(value: str, printed: str, text: str) -> None:
    assert rounded_as(Fraction(value), Printed(printed)) == text


@pytest.mark.parametrize("text", ["1.545", "-0.25", "100", "0.001", "1.6e-19", "7"])
def test_exact_decimals_are_read_back(text: str) -> None:
    assert Fraction(exact_decimal(Fraction(text))) == Fraction(text)


def test_an_input_whose_print_is_no_number_is_named() -> None:
    given = Constant("2.73", "1", ONE, "the author", printed="(2.73 ± 0.01) 1")
    with pytest.raises(NotationError, match=r"how T is printed, '\(2.73 ± 0.01\) 1': a printed number"):
        PrintedValue.of_input("T", given)
