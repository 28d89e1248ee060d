"""All routes to a printed number, and none that is not: those that a reader expects, and of an invented paper all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Expr, Rational, Symbol, exp, log, sqrt

from dehsym.audit.printed_value import PrintedQuantity
from dehsym.audit.ranges import RangeFinder
from dehsym.audit.rounding.relations import isolated
from dehsym.audit.rounding.route import Route
from dehsym.audit.rounding.routes import RouteFinder, routes_of
from dehsym.errors import PaperError
from dehsym.paper_definition import PaperDefinition, load_definition
from tests.audit.invented_rounding import paper as invented


@pytest.fixture(scope="module")
def deh4() -> RouteFinder:
    return RouteFinder(load_definition("deh4"))


def numbers(finder: RouteFinder) -> dict[str, PrintedQuantity]:
    return {number.value.id: number for number in finder.numbers}


def inputs_of(route: Route) -> frozenset[str]:
    return frozenset(each.id for each in route.inputs.values())


EXPECTED = [
    ("N02", "N01 N46", "N01/N46**3"),
    ("N05", "N04", "N04/c**2"),
    ("N06", "T_mu", "T_mu*k_B/c**2"),
    ("N07", "N06", "N06*c**2"),
    ("N08", "N04", "N04/c**2"),
    ("N09", "N08", "N08*c**2"),
    ("N10", "N09 T", "exp(-N09/(T*k_B))"),
    ("N11", "N10 T", "pi**(1/3)*T*(-log(N10))**(1/3)"),
    ("N12", "N11 N08", "2*sqrt(2)*pi**(3/2)*N08**(3/2)*N11**(3/2)*k_B**(3/2)/h**3"),
    ("N13", "N08 T", "sqrt(2)*h**3/(4*pi**(3/2)*N08**(3/2)*T**(3/2)*k_B**(3/2))"),
    ("N13", "N30", "N30**3"),
    ("N14", "N12 N13", "2*N12*N13/sqrt(pi)"),
    ("N15", "N11 T", "2*N11**3/(sqrt(pi)*T**3)"),
    ("N16", "N15 N13 T", "N15*T*k_B/N13"),
    ("N17", "N15 N13", "N15*k_B/N13"),
    ("N18", "N46", "N46**3"),
    ("N19", "N17 N18", "N17*N18"),
    ("N20", "N12 N18", "N12*N18"),
    ("N20", "N12 N46", "N12*N46**3"),
    ("N21", "N20 T N10", "-N20*T*k_B*log(N10)"),
    ("N22", "N01", "N01*c**2"),
    ("N23", "N01 N08", "N01/N08"),
    ("N24", "N13", "sqrt(6)/(sqrt(pi)*N13)"),
    ("N24", "N30", "sqrt(6)/(sqrt(pi)*N30**3)"),
    ("N25", "N24 N12", "N24/N12"),
    ("N27", "N26 distance", "N26/distance"),
    ("N29", "N28 N12", "N28/N12**(1/3)"),
    ("N31", "N30 N29", "N30/N29"),
    ("N32", "N08", "h/(2*pi*N08*c)"),
    ("N33", "N12 N13", "sqrt(2)*N12*N13/8"),
    ("N33", "N12 N30", "sqrt(2)*N12*N30**3/8"),
]


@pytest.mark.parametrize(("id", "inputs", "text"), EXPECTED, ids=[f"{id} from {inputs}" for id, inputs, _ in EXPECTED])
def test_a_reader_of_deh4_expects(deh4: RouteFinder, id: str, inputs: str, text: str) -> None:
    found = {route.text: route for route in deh4.to(numbers(deh4)[id])}
    assert text in found
    assert inputs_of(found[text]) == frozenset(inputs.split())
    assert found[text].later == (inputs == "N30" and id in ("N13", "N24"))


def test_every_route_is_true_of_the_unrounded_numbers_and_none_goes_through_its_target(deh4: RouteFinder) -> None:
    known = numbers(deh4)
    for number in list(known.values())[:-1:4]:
        for route in deh4.to(number):
            assert number.value.id not in inputs_of(route)
            unrounded = {
                symbol: _unrounded(deh4, known[each.id]) if each.id in known else each.value
                for symbol, each in route.inputs.items()
            }
            function = RangeFinder(route.in_numbers(deh4.paper.catalogue))
            wanted = _unrounded(deh4, number)
            near = wanted / 10**30
            assert function.lies_between(unrounded, wanted - abs(near), wanted + abs(near))


def _unrounded(finder: RouteFinder, number: PrintedQuantity) -> Fraction:
    quantity = number.quantity
    digits = Fraction(quantity.evaluate(digits=40).text.split(" ")[0])
    return digits * quantity.unit.factor


def test_other_circumstances_do_not_carry_over(deh4: RouteFinder) -> None:
    """The wavelength of helium is not that of dark matter, nor is the mass of method two that of method one."""
    known = numbers(deh4)
    assert {each for route in deh4.to(known["N31"]) for each in inputs_of(route)}.isdisjoint({"N26", "N27"})
    assert {each for route in deh4.to(known["N32"]) for each in inputs_of(route)}.isdisjoint({"N06", "N07"})


def test_orders_of_magnitude_carry_nothing_and_what_is_given_comes_first(deh4: RouteFinder) -> None:
    known = numbers(deh4)
    assert not any("N05" in inputs_of(route) for route in deh4.to(known["N08"]))
    (given,) = deh4.to(known["N46"])
    assert inputs_of(given) == {"N46"}
    assert not any(route.later for route in deh4.to(known["N02"]) if inputs_of(route) == {"N01", "N46"})


def test_all_routes_of_a_small_paper() -> None:
    found = {id: {route.text for route in routes_of(invented, id)} for id in ("N1", "N2", "N3", "N8")}
    assert found == {
        "N1": {"N8**2", "N2/N8"},
        "N2": {"N1*N8", "N8**3", "N1**(3/2)"},
        "N3": {"4*N8", "4*sqrt(N1)"},
        "N8": {"N8"},
    }
    assert [route.text for route in routes_of(invented, "N1") if route.later] == ["N2/N8"]


def test_an_unknown_number_is_told() -> None:
    with pytest.raises(PaperError, match="did you mean 'N1'"):
        routes_of(invented, "n1")


def test_a_paper_without_derivations_has_none() -> None:
    assert not RouteFinder(PaperDefinition("e", "", "", invented.catalogue, invented.inventory, ())).numbers


_NEARLY = Fraction(1, 10**30)
a, b, x = (Symbol(name, positive=True) for name in "abx")


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (a * x**2, b, sqrt(b / a)),
        (exp(-x / a), b, -a * log(b)),
        (log(x) - a, b, exp(a + b)),
        ((x + a) ** Rational(3, 2), b, b ** Rational(2, 3) - a),
        (a**x, b, None),
    ],
)
def test_a_symbol_that_stands_in_one_place_is_isolated(left: Expr, right: Expr, wanted: Expr | None) -> None:
    found = isolated(left, right, x)
    assert (found is None) == (wanted is None)
    if found is not None and wanted is not None:
        assert RangeFinder(found - wanted).lies_between({a: Fraction(2), b: Fraction(7)}, -_NEARLY, _NEARLY)
