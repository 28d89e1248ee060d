"""Changed worlds: a premise, an input, a constant otherwise; a leap undone; a line left out; and what falls with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from sympy import Integer, Symbol, exp, log

from dehsym.alteration import Alterations, cause_in, fallen_equation
from dehsym.catalogue import Catalogue
from dehsym.changed_world import WorldDifference, changed_world, compare
from dehsym.claim import Claims
from dehsym.derivation import Derivation, Ledger, derivation
from dehsym.equation import Equation
from dehsym.errors import DehsymError
from dehsym.judge import Judge
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.render.changed_world_text import changed_world_text
from dehsym.report import Report
from dehsym.rules.algebra import Eliminate, Leap, Multiply
from dehsym.rules.calculus import ChangeVariable
from dehsym.rules.changed_world import AtTheEnd, Unaffected
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful
from dehsym.workbench import Paper
from tests import laws
from tests.audit.changing_paper import T_NOW, T, k, paper

CATALOGUE = Catalogue()
X = CATALOGUE.symbol("x", meaning="a number")
Y = CATALOGUE.symbol("y", meaning="a number")
Z = CATALOGUE.symbol("z", meaning="a number")


@cache
def report() -> Report:
    return Paper(paper, Forgetful()).run()


def difference(*, sets: tuple[str, ...] = (), withouts: tuple[str, ...] = ()) -> WorldDifference:
    changed, changes = changed_world(paper, sets, withouts)
    return compare(report(), Paper(changed, Forgetful()).run(), changes)


def numbers(found: WorldDifference) -> dict[str, str | None]:
    return {row.id: row.new and (row.new.rstrip("0").rstrip(".") or "0") for row in found.numbers}


# --- What comes out otherwise


def test_nothing_differs_in_the_same_world() -> None:
    assert not difference()
    assert not difference(sets=("T=3", "k=2"))
    assert "nothing comes out differently" in changed_world_text(difference(sets=("T = 3.0",)))


def test_a_potential_of_zero() -> None:
    found = difference(sets=("mu=0",))
    assert numbers(found) == {"N2": "1", "N3": "0", "N4": None}
    notes = {row.id: row.note for row in found.numbers}
    assert notes == {"N2": "outside 0 < phi < 1", "N3": "outside 0 < T_c", "N4": ""}
    assert not found.equations
    assert {row.id: (row.old.kind, row.new and row.new.kind) for row in found.words} == {
        "c.numbers": (Kind.CERTIFIED, Kind.REFUTED),
        "c.small": (Kind.PROVED, Kind.REFUTED),
    }
    ((cause, ids),) = found.fallen.items()
    assert list(ids) == ["N4"]
    assert cause.startswith("changing_paper.py:")
    assert "the result is not finite" in cause
    assert "fugacity.8.granted" in found.findings_new


def test_a_premise_with_another_right_side() -> None:
    assert numbers(difference(sets=("mu=m",))) == {"N2": "0.606530659713", "N3": "2.38110157795", "N4": "2"}
    assert numbers(difference(sets=("fugacity.2=m",))) == numbers(difference(sets=("mu = 2*m/2",)))


def test_another_input_goes_where_the_input_is_used_and_nowhere_else() -> None:
    found = difference(sets=("T=4",))
    assert numbers(found) == {"N1": "24", "N2": "0.263597138116", "N3": "4.40256966519", "N4": "0.75"}
    assert found.changes[0].told == "T = 4 in the place of 3.0, temperature"


def test_another_constant_of_nature() -> None:
    found = difference(sets=("k=5",))
    assert numbers(found) == {"N1": "45", "stiffness": "125"}
    constant = paper.catalogue[k].value
    assert constant
    assert constant.value == "2"  # the paper itself is as it was
    assert paper.inputs[T] == T_NOW


@pytest.mark.parametrize("name", ["2", "pressure.4", "pressure.3"])
def test_without_a_leap_the_computed_line_goes_on(name: str) -> None:
    found = difference(withouts=(name,))
    assert numbers(found) == {"N1": "12"}
    (row,) = found.equations
    assert row.new
    assert str(row.new.equation) == "p = 2*T*k"
    assert (row.old.standing.kind, row.new.standing.kind) == (Kind.REFUTED, Kind.GRANTED)
    assert row.new.matches
    assert row.new.matches.kind is Kind.REFUTED  # the paper prints its own line
    assert list(found.findings_gone) == ["pressure.4"]
    assert not found.fallen


def test_without_a_choice_all_that_rests_on_it_falls_and_nothing_else() -> None:
    found = difference(withouts=("1.granted",))
    assert {row.id: row.new for row in found.equations} == {"1": None, "2": None}
    assert numbers(found) == {"N1": None}
    assert {cause: list(ids) for cause, ids in found.fallen.items()} == {
        "pressure.2 is left out": ["1", "2", "N1", "c.positive"],
        "N1 cannot be had": ["c.numbers"],
    }


def test_several_at_once() -> None:
    found = difference(sets=("T=4", "mu=m"), withouts=("2",))
    assert numbers(found) == {"N1": "16", "N2": "0.513417119033", "N3": "3.49432185895", "N4": "1.5"}
    assert len(found.changes) == 3


def test_text_and_json() -> None:
    found = difference(sets=("mu=0",), withouts=("2",))
    text = changed_world_text(found)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "was 18.0000000000             now 12.0000000000" in text
    assert "What can no longer be had, and why" in text
    document = found.as_json()
    keys = {"changes", "equations", "numbers", "words", "figures", "findings", "fallen", "totals"}
    assert keys == set(document)
    assert document["numbers"][0]["old"] == "18.0000000000"


# --- What cannot be asked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("T=0", "0 < T is wanted"),
        ("T=-1", "0 < T is wanted"),
        ("phi=1", "0 < phi < 1 is wanted"),
        ("phi=1/2", "phi is computed; there are: T, k; and by a premise: a, mu"),
        ("p=1", "p is computed; there are: T, k; and by a premise: a, mu"),
        ("T=pi", "a decimal number or a fraction"),
        ("T=mu", "a decimal number or a fraction"),
        ("T", "NAME=VALUE is wanted"),
        ("T=", "is wanted at column 1"),
        ("=1", "wants a known name"),
        ("TT=1", "wants a known name"),
        ("mu=nu", "mu=VALUE wants a number or an expression"),
        ("mu=1/0", "division by zero"),
        ("pressure.4=1", "wants a known name"),
        ("s=1", "s is computed"),
    ],
)
def test_a_value_that_cannot_be_set_is_told_in_one_line(text: str, said: str) -> None:
    with pytest.raises(DehsymError) as caught:
        changed_world(paper, [text])
    assert "\n" not in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("N1", "its kind is number"),
        ("T", "its kind is input"),
        ("fugacity.5", "follows from other lines; it rests on fugacity.2"),
        ("fugacity.99", "an id, a name or a place is wanted"),
        ("", "an id, a name or a place is wanted"),
    ],
)
def test_what_one_cannot_do_without_is_told_in_one_line(text: str, said: str) -> None:
    with pytest.raises(DehsymError) as caught:
        changed_world(paper, [], [text])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


# --- The ledger


def _altered(body: Callable[[Ledger], object], alterations: Alterations) -> Derivation:
    return derivation("Section 1", "A test")(body).run(CATALOGUE, Claims({}), altered=alterations)


def test_a_line_that_reads_a_fallen_one_as_text_falls_too() -> None:
    def body(d: Ledger) -> None:
        start = d.given("a premise", X, Y**2)
        d.let("by its text", Z, start.equation.rhs.diff(Y) + 1)
        d.given("another", Y, Integer(2))

    found = _altered(body, Alterations(left_out=frozenset({("body", 1)})))
    assert [step.place[1] for step in found.steps] == [3]
    assert {each.cause for each in found.fallen} == {"body.1 is left out"}
    assert found.last is found.steps[-1]


def test_an_author_who_looks_into_a_fallen_line_ends_the_derivation_only() -> None:
    def body(d: Ledger) -> None:
        start = d.given("a premise", X, exp(Y))
        (power,) = start.equation.rhs.atoms(exp)
        d.let("its power", Z, power)

    found = _altered(body, Alterations(left_out=frozenset({("body", 1)})))
    assert not found.steps
    assert found.last is None
    assert found.fallen[-1].id == "body"


def test_a_rule_that_does_not_apply_lets_what_follows_fall() -> None:
    def body(d: Ledger) -> None:
        start = d.given("a premise", X, Y**2)
        never = d.step("no integral", start, ChangeVariable(X, Y**2, Y), Multiply(Integer(2)))
        d.step("and on", never, Multiply(Integer(3)))
        d.step("beside it", start, Multiply(Integer(4)))
        d.quantity("lost", never)

    found = _altered(body, Alterations())
    assert [step.place[1] for step in found.steps] == [1, 5]
    assert [each.id for each in found.fallen] == ["body.2", "body.3", "body.4", "lost"]
    assert all("ChangeVariable does not apply" in each.cause for each in found.fallen)


def test_without_alterations_nothing_is_recovered() -> None:
    def body(d: Ledger) -> None:
        start = d.given("a premise", X, Y**2)
        d.step("nothing to eliminate", start, Eliminate(Z, start))

    with pytest.raises(DehsymError, match="z is wanted in the equation"):
        derivation("Section 1", "A test")(body).run(CATALOGUE, Claims({}))
    (_, kept) = _altered(body, Alterations()).steps
    assert isinstance(kept.rule, Unaffected)


def test_a_placeholder_survives_what_is_done_to_it() -> None:
    lost = fallen_equation("a cause: of (some) kind", CATALOGUE).rhs
    for used in (lost.diff(X), log(lost) + 1, lost.xreplace({X: Integer(2)}), (lost * Y).diff((Y, 2))):
        assert cause_in(used) == "a cause: of (some) kind"
    assert cause_in(f"found {lost}") == "a cause: of (some) kind"
    assert cause_in(Leap(X, lost, "")) == "a cause: of (some) kind"
    assert not cause_in((X, Equation(X, Y), "fallen"))


# --- The two rules


def test_the_laws_hold_for_a_root_at_the_end() -> None:
    source, judge = Equation(Integer(0), X**3 / Y), Judge(CATALOGUE)
    rule = AtTheEnd(X, Integer(0))
    result = rule.derive(source)
    assert str(result) == "x = 0"
    laws.is_pure(rule, source, result)
    laws.accepts(rule, source, result, judge)


@pytest.mark.parametrize("right", [X + Y, 1 / X, log(X)])
def test_no_root_at_the_end(right: Symbol) -> None:
    with pytest.raises(DehsymError):
        AtTheEnd(X, Integer(0)).derive(Equation(Integer(0), right))


def test_nothing_to_do_is_the_same_line() -> None:
    source, judge = Equation(X, Y), Judge(CATALOGUE)
    assert Unaffected((Z,)).check(source, source, judge).kind is Kind.PROVED
    assert Unaffected((Z,)).check(source, Equation(X, 2 * Y), judge).kind is Kind.UNDECIDED
    with pytest.raises(DehsymError):
        Unaffected((X,)).derive(source)


# --- deh4


@cache
def deh4() -> PaperDefinition:
    return load_definition("deh4")


def test_the_slope_of_the_vapour_pressure_as_it_is_computed() -> None:
    changed, changes = changed_world(deh4(), [], ["s4.clapeyron"])
    assert "vapour.13" in changes[0].told
    assert changed.quantity("clapeyron-slope").value(3) == "-2.15e-16"
    assert deh4().quantity("clapeyron-slope").value(3) == "4.30e-16"
    assert changed.quantity("transition-entropy").value(3) == "-5.53e+62"
    assert not changed.fallen


def test_no_chemical_potential_in_deh4() -> None:
    changed, _ = changed_world(deh4(), ["mu=0"])
    names = ("fugacity-now", "critical-temperature", "number-density")
    assert [changed.quantity(name).value(3) for name in names] == ["1.00", "0", "0"]
    fallen = {each.id for each in changed.fallen}
    assert {"neighbour-distance", "states-per-boson", "degeneracy-now", "c.1e4", "O1"} <= fallen
    assert changed.quantity("compton-wavelength").value(3) == deh4().quantity("compton-wavelength").value(3)
