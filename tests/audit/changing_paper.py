"""An invented paper with a leap, premises, an input, a constant of nature, numbers and claims in words."""

from __future__ import annotations

from pathlib import Path

from sympy import Integer, Rational, exp, log

from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import ONE
from dehsym.domain import FRACTION, REAL
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Choose, Eliminate, Multiply, SolveFor

catalogue = Catalogue()
k = catalogue.constant("k", Constant("2", "1", ONE, "exact"), meaning="a constant of nature")
T = catalogue.symbol("T", meaning="temperature")
T_c = catalogue.symbol("T_c", meaning="critical temperature")
mu = catalogue.symbol("mu", domain=REAL, meaning="potential")
phi = catalogue.symbol("phi", domain=FRACTION, meaning="fugacity")
p = catalogue.symbol("p", domain=REAL, meaning="pressure")
s = catalogue.symbol("s", domain=REAL, meaning="stiffness")
w = catalogue.symbol("w", meaning="a weight")
r = catalogue.symbol("r", domain=REAL, meaning="ratio")
m = catalogue.symbol("m", domain=REAL, meaning="mass")
a = catalogue.symbol("a", meaning="length of an edge")

T_NOW = Constant("3", "1", ONE, "Section 1", printed="3.0 1")
HERE = Constant("5", "1", ONE, "Section 2")


@derivation("Section 1", "A pressure")
def pressure(d: Ledger) -> None:
    whole = d.given("The pressure is in proportion to the temperature", 2 * p, 4 * k * T * w, kind=GrantKind.MODEL)
    chosen = d.step("With a weight:", whole, Choose({w: Integer(1)}, "for simplicity"), prints="1")
    falling = d.step("Turned round:", chosen, Multiply(Integer(-1)))
    wrong = d.leap("A 2 is a 3.", falling, p, 3 * k * T, because="with 3 for 2")
    d.step("Three times:", wrong, Multiply(Integer(3)), SolveFor(p), prints="2")
    d.quantity("pressure-now", wrong)
    d.remark("c.positive", "it is above 0", wrong, relation=Relation(Integer(0), Operator.LESS, wrong.equation.rhs))
    d.remark("c.numbers", "both round to the print", numbers=("N1", "N3"))


@derivation("Section 2", "A fugacity")
def fugacity(d: Ledger) -> None:
    mass = d.let("The mass.", m, T / 6)
    assumed = d.given("The potential is twice the mass", mu, 2 * m)
    law = d.given("The fugacity by its law", phi, exp(-mu), kind=GrantKind.CITATION, cite="a textbook", prints="3")
    potential = d.step("The potential in full:", assumed, Eliminate(m, mass))
    number = d.step("With that potential:", law, Eliminate(mu, potential))
    d.quantity("fugacity", number)
    condensed = d.given("Where it condenses", (T_c / T) ** 3, log(1 / phi), kind=GrantKind.IDENTIFICATION)
    d.quantity("critical-temperature", d.step("So", condensed, Eliminate(phi, number), SolveFor(T_c)))
    ratio = d.let("A ratio.", r, 1 / mu)
    d.quantity("ratio", d.step("As a number:", ratio, Eliminate(mu, potential)))
    d.quantity("edge", d.given("An edge", a, Rational(7, 2), kind=GrantKind.CHOICE))
    d.quantity("stiffness", d.let("A stiffness.", s, k * T**2), at={T: HERE})
    small = Relation(number.equation.rhs, Operator.LESS, Rational(1, 2))
    d.remark("c.small", "far below 1", number, relation=small, at={T: T_NOW})
    d.remark("c.law", "it is a law", kind=GrantKind.POSTULATE)


paper = PaperDefinition(
    "changing",
    "An invented paper",
    "nowhere",
    catalogue,
    Path(__file__).with_name("changing_paper.json"),
    (pressure, fugacity),
    inputs={T: T_NOW},
)
