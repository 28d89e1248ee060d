"""The detective finds what was planted, is silent where nothing was, and counts its chance hits rightly."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest
from sympy import Expr, Rational, Symbol, exp, pi, sqrt

from dehsym.adjustments import ADJUSTMENTS, vintages
from dehsym.audit.explanation.computation import with_digits
from dehsym.audit.explanation.departures import DepartureKind
from dehsym.audit.explanation.detective import Explanation, explain, explained
from dehsym.audit.printed_value import PrintedValue, printed_quantities
from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.examined_route import AuditVerdict, examined
from dehsym.audit.rounding.route import Route
from dehsym.audit.rounding.routes import RouteFinder
from dehsym.backticks import without_backticks
from dehsym.catalogue import Catalogue
from dehsym.constants import ATOMIC_MASS, ELEMENTARY_CHARGE, K_B, C, Constant, G, H
from dehsym.derivation import Ledger, Script, derivation
from dehsym.dimension import ENERGY, LENGTH, TEMPERATURE
from dehsym.errors import EvaluationError
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.printed import Printed
from dehsym.unit import Unit

CATALOGUE = Catalogue()
h, k_B = CATALOGUE.constant("h", H, meaning="Planck constant"), CATALOGUE.constant("k_B", K_B, meaning="Boltzmann's")
T = CATALOGUE.symbol("T", dimension=TEMPERATURE, meaning="temperature")
unit_length = CATALOGUE.symbol("unit_length", dimension=LENGTH, meaning="a metre")
L = CATALOGUE.symbol("L", dimension=LENGTH, meaning="a length")
W = CATALOGUE.symbol("W", dimension=LENGTH, meaning="a width")
E = CATALOGUE.symbol("E", dimension=ENERGY, meaning="an energy")

METRE = Constant("1", "m", LENGTH, "a definition")
WARM = Constant("2.5", "K", TEMPERATURE, "the author", printed="2.5 K")
ROOT, HALF_TURN = Decimal(2).sqrt(), Decimal("3.14159265358979323846264338327950288")

PRINTED = {"N1": "1.41", "N2": "3.14", "N3": "1.415", "N4": "3.98", "N5": "9.0"}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> PaperDefinition:
    """L = 2^(1/2) m, printed twice, W = pi m; and energies in two rows."""
    forms: dict[str, tuple[Symbol, Expr]] = {
        "N1": (L, sqrt(2) * unit_length),
        "N2": (W, pi * unit_length),
        "N3": (L, sqrt(2) * unit_length),
        "N4": (E, 3 * k_B * T),
        "N5": (E, 7 * k_B * T),
    }

    def script(*ids: str) -> Script:
        def body(d: Ledger) -> None:
            for id in ids:
                d.quantity(id, d.let(f"The number {id}.", *forms[id]))

        return derivation("Section 1", "Numbers")(body)

    units = {"N4": "J", "N5": "J"}
    rows = [
        {
            "id": id,
            "name": f"name-{id}",
            "where": "Section 1",
            "symbol": id,
            "printed": text,
            "unit": units.get(id, "m"),
        }
        for id, text in PRINTED.items()
    ]
    file: Path = tmp_path_factory.mktemp("invented") / "inventory.json"
    file.write_text(json.dumps({"equations": [], "numbers": rows}))
    inputs = {T: WARM, unit_length: METRE}
    scripts = (script("N1", "N2", "N4"), script("N3", "N5"))
    return PaperDefinition("invented", "Invented", "nowhere", CATALOGUE, file, scripts, inputs=inputs)


def printed(value: Decimal | Fraction, unit: str = "m^4", digits: int = 5) -> PrintedValue:
    """A number that prints as this value does."""
    with localcontext() as context:
        context.prec = 40
        number = value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)
        return PrintedValue.of_number("N9", Printed(f"{number:.{digits - 1}e}"), Unit.read(unit))


def of(id: str) -> PrintedValue:
    """One of the printed numbers of the paper."""
    return PrintedValue.of_number(id, Printed(PRINTED[id]), Unit.read("J" if id in ("N4", "N5") else "m"))


LENGTHS = {L: of("N1"), W: of("N2")}
TEMPERATURES = {T: PrintedValue.of_input("T", WARM), L: of("N1"), W: of("N2")}


def found(
    paper: PaperDefinition, target: PrintedValue, expression: Expr, inputs: Mapping[Symbol, PrintedValue]
) -> Explanation | None:
    """The explanation of a target by one route."""
    return explain(paper, target, [Route(target, expression, inputs)])


ONE_POINT_41, THREE_14 = Decimal("1.41"), Decimal("3.14")


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        (DepartureKind.UNROUNDED, ROOT**3 * THREE_14, "L carried without rounding, 1.41421 m"),
        (DepartureKind.UNROUNDED, ROOT**3 * HALF_TURN, "nothing rounded"),
        (DepartureKind.ANOTHER_PRINT, Decimal("1.415") ** 3 * THREE_14, "L = 1.415 m, printed as N3"),
        (DepartureKind.OTHER_DIGITS, Decimal("1.4") ** 3 * THREE_14, "L rounded to 2 digits, 1.4 m"),
        (DepartureKind.OTHER_DIGITS, ONE_POINT_41**3 * Decimal("3.142"), "W rounded to 4 digits, 3.142 m"),
        (DepartureKind.DIGITS_CUT_OFF, ONE_POINT_41**3 * Decimal("3.141"), "W cut off after 4 digits, 3.141 m"),
        (DepartureKind.FACTOR, ONE_POINT_41**3 * THREE_14 * 4 * HALF_TURN, "a factor 4*pi"),
        (DepartureKind.FACTOR, ONE_POINT_41**3 * THREE_14 / ROOT, "a factor sqrt(2)/2"),
        (DepartureKind.POWER_OF_TEN, ONE_POINT_41**3 * THREE_14 * 1000, "a factor $10^{3}$"),
        (DepartureKind.EXCHANGED_DIGITS, Decimal("1.14") ** 3 * THREE_14, "L misread as 1.14 m for 1.41 m"),
        (DepartureKind.EXCHANGED_DIGITS, Decimal("8.8012"), "exchanged in print"),
        (DepartureKind.ONE_DIGIT, Decimal("1.71") ** 3 * THREE_14, "L misread as 1.71 m for 1.41 m"),
        (DepartureKind.ONE_DIGIT, Decimal("8.3021"), "one digit of the result"),
    ],
)
def test_what_was_planted_is_found(paper: PaperDefinition, kind: DepartureKind, value: Decimal, word: str) -> None:
    explanation = found(paper, printed(value), L**3 * W, LENGTHS)
    assert explanation
    assert [each.kind for each in explanation.departures] == [kind]
    sentences = map(without_backticks, (explanation.departures[0].sentence, *explanation.others))
    assert any(word in sentence for sentence in sentences)
    assert explanation.text.startswith("A possible explanation, not a fact: with ")


def test_printed_inputs_that_do_are_no_departure(paper: PaperDefinition) -> None:
    explanation = found(paper, printed(ONE_POINT_41**3 * THREE_14), L**3 * W, LENGTHS)
    assert explanation
    assert explanation.departures == ()
    assert explanation.chance == 0
    assert (
        without_backticks(explanation.text)
        == "The printed inputs give it: L**3*W of the printed L = 1.41 m, W = 3.14 m is 8.80211e0 m^4."
    )


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        (DepartureKind.ROUNDED_CONSTANT, Fraction("1.38e-23"), "k_B = 1.38e-23 J K^-1"),
        (DepartureKind.ROUNDED_CONSTANT, Fraction("1.381e-23"), "k_B = 1.381e-23 J K^-1"),
        (DepartureKind.EARLIER_ADJUSTMENT, Fraction("1.380658e-23"), "CODATA 1986"),
        (DepartureKind.UNIT, K_B.fraction / ELEMENTARY_CHARGE.fraction, "eV taken for J"),
        (DepartureKind.UNIT, K_B.fraction * ELEMENTARY_CHARGE.fraction, "J taken for eV"),
        (DepartureKind.TURNED_EXPONENT, K_B.fraction * 10**46, "$10^{23}$ for $10^{-23}$"),
    ],
)
def test_constants_and_units(paper: PaperDefinition, kind: DepartureKind, value: Fraction, word: str) -> None:
    target = printed(value * Fraction("2.5"), "J", digits=8)
    explanation = found(paper, target, k_B * T, {T: TEMPERATURES[T]})
    assert explanation
    assert [each.kind for each in explanation.departures] == [kind]
    assert word in without_backticks(explanation.departures[0].sentence)


def test_h_for_hbar(paper: PaperDefinition) -> None:
    value = H.fraction / (2 * Fraction(str(HALF_TURN))) * Fraction("1.41")
    explanation = found(paper, printed(value, "J s m"), h * L, {L: LENGTHS[L]})
    assert explanation
    assert explanation.departures[0].kind is DepartureKind.H_FOR_HBAR


def test_an_exponent_that_was_turned(paper: PaperDefinition) -> None:
    value = (Decimal("1.41") / Decimal("3.14")).exp()
    explanation = found(paper, printed(value, "1"), exp(-L / W), LENGTHS)
    assert explanation
    assert explanation.departures[0].kind is DepartureKind.TURNED_EXPONENT


def test_what_belongs_into_another_row(paper: PaperDefinition) -> None:
    """N4 = 3 k_B T is printed as what 7 k_B T is."""
    target = PrintedValue.of_number("N4", Printed("2.4161e-22"), Unit.read("J"))
    explanation = explain(paper, target, [Route(target, 3 * k_B * T, {T: TEMPERATURES[T]})])
    assert explanation
    assert explanation.departures[0].kind is DepartureKind.ANOTHER_ROW
    assert "N5" in explanation.departures[0].sentence


def test_a_part_that_was_rounded(paper: PaperDefinition) -> None:
    """1.41^3 = 2.803221; with 2.80 for it the volume is 8.792, not 8.802."""
    explanation = found(paper, PrintedValue.of_number("N9", Printed("8.79"), Unit.read("m^4")), L**3 * W, LENGTHS)
    assert explanation
    assert explanation.departures[0].kind is DepartureKind.ROUNDED_ON_THE_WAY
    assert explanation.departures[0].sentence == "with `L**3` rounded to 3 digits on the way"


def test_a_result_that_was_cut_off_or_rounded_twice(paper: PaperDefinition) -> None:
    """1.41^2 = 1.9881; and 0.7478 of it is 1.48670, which is 2 only by way of 1.5."""
    cut = found(paper, PrintedValue.of_number("N9", Printed("1.98"), Unit.read("m^2")), L**2, {L: LENGTHS[L]})
    assert cut
    assert cut.departures[0].kind is DepartureKind.RESULT_CUT_OFF
    target = PrintedValue.of_number("N9", Printed("2"), Unit.read("m^2"))
    twice = found(paper, target, L**2 * Rational(7478, 10000), {L: LENGTHS[L]})
    assert twice
    assert twice.departures[0].kind is DepartureKind.RESULT_ROUNDED_TWICE


def test_two_departures_where_one_does_not_do(paper: PaperDefinition) -> None:
    value = ROOT**3 * Decimal("3.1416") * ROOT
    target = printed(value, "m^5", digits=8)
    explanation = found(paper, target, L**4 * W, LENGTHS)
    assert explanation
    assert len(explanation.departures) == 2
    text = explanation.text
    assert "`L` carried without rounding" in text
    assert "`W` rounded to 5 digits" in text


def test_nothing_is_said_where_nothing_explains(paper: PaperDefinition) -> None:
    stream = random.Random(20)
    values = [Decimal(stream.randint(10_000_000, 99_999_999)) / 10_000_000 for _ in range(6)]
    assert all(found(paper, printed(value, digits=8), L**3 * W, LENGTHS) is None for value in values)


def test_negative_numbers_and_zero(paper: PaperDefinition) -> None:
    cut = PrintedValue.of_number("N9", Printed("-1.98"), Unit.read("m^2"))
    explanation = found(paper, cut, -(L**2), {L: LENGTHS[L]})
    assert explanation
    assert explanation.departures[0].kind is DepartureKind.RESULT_CUT_OFF
    nothing = PrintedValue.of_number("N9", Printed("0.00"), Unit.read("m"))
    assert found(paper, nothing, L - W, LENGTHS) is None
    same = found(paper, nothing, L - L, LENGTHS)
    assert same
    assert same.departures == ()


def test_a_tie_counts_as_a_hit_either_way(paper: PaperDefinition) -> None:
    """1.41/4 = 0.3525 exactly."""
    for text in ("0.352", "0.353"):
        explanation = found(paper, PrintedValue.of_number("N9", Printed(text), Unit.read("m")), L / 4, {L: LENGTHS[L]})
        assert explanation
        assert explanation.departures == ()


def test_no_route_and_exact_numbers_have_no_explanation(paper: PaperDefinition) -> None:
    assert explain(paper, of("N1"), []) is None
    exact = PrintedValue.of_input("unit_length", METRE)
    assert explain(paper, exact, [Route(exact, L, {L: LENGTHS[L]})]) is None


def test_routes_from_later_numbers_are_left_out(paper: PaperDefinition) -> None:
    target = printed(ONE_POINT_41**3 * THREE_14)
    assert explain(paper, target, [Route(target, L**3 * W, LENGTHS, later=True)]) is None


def test_another_route_is_an_explanation_too(paper: PaperDefinition) -> None:
    target = printed(ONE_POINT_41 * THREE_14, "m^2")
    routes = [Route(target, L**2 * 2, {L: LENGTHS[L]}), Route(target, L * W, LENGTHS)]
    explanation = explain(paper, target, routes)
    assert explanation
    assert explanation.route is routes[1]
    assert explanation.departures == ()
    assert "by another route" in explanation.text


def test_the_number_of_chance_hits_is_what_it_is_said_to_be(paper: PaperDefinition) -> None:
    """Every other print near by is asked for: as many as were counted are explained as simply."""
    place, plain = Fraction(1, 100), Fraction("8.8021")
    middle = round(plain / place)

    def at(units: int) -> Explanation | None:
        target = PrintedValue.of_number("N9", Printed(f"{units / 100:.2f}"), Unit.read("m^4"))
        return found(paper, target, L**3 * W, LENGTHS)

    others = {units: at(units) for units in range(middle - 10, middle + 11) if units != middle}
    told = [each for each in others.values() if each]
    assert told
    for explanation in told:
        level = (len(explanation.departures), explanation.cost)
        as_simple = [each for each in told if (len(each.departures), each.cost) <= level]
        assert explanation.explained == len(as_simple)
        assert explanation.neighbours == 20
        assert explanation.chance < Fraction(1, 2)


def test_a_chance_hit_is_called_one(paper: PaperDefinition) -> None:
    target = PrintedValue.of_number("N9", Printed("8.88"), Unit.read("m^4"))
    explanation = found(paper, target, L**3 * W, LENGTHS)
    assert explanation
    assert ("It may be chance" in explanation.text) == (explanation.chance >= Fraction(1, 20))


def test_an_explanation_is_json(paper: PaperDefinition) -> None:
    explanation = found(paper, printed(ROOT**3 * THREE_14), L**3 * W, LENGTHS)
    assert explanation
    document = json.loads(json.dumps(explanation.as_json()))
    assert document["departures"][0]["kind"] == "unrounded"
    assert document["inputs"] == {"L": "1.41 m", "W": "3.14 m"}


def test_digits_of_what_is_not_known_are_not_made_up() -> None:
    with pytest.raises(EvaluationError, match="a number other than 0"):
        with_digits(Fraction(0), 3)


def test_the_history_of_the_constants_is_in_order() -> None:
    for constant in (H, K_B, ELEMENTARY_CHARGE, ATOMIC_MASS, G):
        found = list(vintages(constant))
        assert [each.adjustment for each in found] == list(ADJUSTMENTS)
        assert found[-1].value == constant.fraction
        assert all(abs(each.value / constant.fraction - 1) < Fraction(1, 1000) for each in found)
    assert list(vintages(C)) == []


# --- The paper of the task


@lru_cache
def deh4() -> tuple[PaperDefinition, RouteFinder]:
    paper = load_definition("deh4")
    return paper, RouteFinder(paper)


@pytest.mark.parametrize(
    ("id", "value"),
    [("N02", "3.28621e-29 kg m^-3"), ("N20", "6.58266e85"), ("N31", "1.85561"), ("N27", "2.23396")],
)
def test_numbers_that_the_printed_inputs_give(id: str, value: str) -> None:
    paper, finder = deh4()
    number = next(each for each in finder.numbers if each.value.id == id)
    explanation = explain(paper, number.value, finder.to(number))
    assert explanation
    assert explanation.departures == ()
    assert explanation.value == value


@pytest.mark.parametrize("id", ["N10", "N12", "N17", "N19", "N32", "N33"])
def test_numbers_that_some_printed_inputs_give(id: str) -> None:
    paper, finder = deh4()
    number = next(each for each in finder.numbers if each.value.id == id)
    explanation = explain(paper, number.value, finder.to(number))
    assert explanation
    assert explanation.departures == ()


def test_the_free_energy_goes_with_another_fugacity() -> None:
    """N21: with the 0.692 that exp(-1/e) rounds to, not the printed 0.693."""
    paper, finder = deh4()
    number = next(each for each in finder.numbers if each.value.id == "N21")
    explanation = explain(paper, number.value, finder.to(number))
    assert explanation
    assert "`phi` rounded to 3 digits, `0.692`" in explanation.text


def test_the_age_of_the_third_row_belongs_between_two_others() -> None:
    """N41: 18.1 Gyr where 20.7 Gyr belongs is the age at 0.825, for which the table has no row."""
    paper, finder = deh4()
    number = next(each for each in finder.numbers if each.value.id == "N41")
    explanation = explain(paper, number.value, finder.to(number))
    assert explanation
    assert explanation.departures[0].kind is DepartureKind.ANOTHER_ROW
    assert "a row 0.825 would have" in explanation.text
    assert "It may be chance" in explanation.text


def test_a_quotient_of_rounded_functions() -> None:
    """The 0.5134 that textbooks print is 1.341/2.612; zeta(5/2)/zeta(3/2) is 0.51351."""
    paper = load_definition("bose_gas")
    number = next(each for each in printed_quantities(paper) if each.value.shown == "0.5134")
    explanation = explain(paper, number.value, RouteFinder(paper).to(number))
    assert explanation
    assert explanation.departures[0].sentence == "with `zeta(3/2) = 2.612`, `zeta(5/2) = 1.341` on the way"
    assert explanation.value == "0.513400"


@pytest.mark.parametrize(("id", "beginning"), [("N21", "A possible explanation, not a fact"), ("N01", "The printed")])
def test_rows_of_the_audit_are_explained(id: str, beginning: str) -> None:
    paper, finder = deh4()
    number = next(each for each in finder.numbers if each.value.id == id)
    routes = [examined(route, paper.catalogue) for route in finder.to(number)[:2]]
    row = AuditRow(id, "", "", number.value.shown, number.quantity.unit, AuditVerdict.REACHABLE, routes)
    assert explained(paper, row).startswith(beginning)
    assert explained(paper, replace(row, routes=())) == ""
