"""An author's mistakes: each is caught, and the message leads to the line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Expr, Function, Integer, exp, sqrt

from dehsym.catalogue import Catalogue
from dehsym.claim import Claim, Claims, Reading
from dehsym.derivation import Derivation, Ledger, derivation
from dehsym.dimension import ENERGY
from dehsym.errors import AuthorError
from dehsym.examination import Examiner
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Choose, Eliminate, Multiply, SolveFor
from dehsym.rules.calculus import ChangeVariable
from dehsym.rules.ode import ChangeUnknown, SolveODE
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful

CATALOGUE = Catalogue()
BETA = CATALOGUE.symbol("beta", latex=r"\beta", dimension=ENERGY**-1, meaning="inverse temperature")
MU = CATALOGUE.symbol("mu", latex=r"\mu", dimension=ENERGY, meaning="chemical potential")
W = CATALOGUE.function("w", BETA, dimension=ENERGY**-1, meaning="reciprocal of the mean")
F = CATALOGUE.function("F", BETA, dimension=ENERGY, meaning="mean")
C = CATALOGUE.symbol("C", dimension=ENERGY**-1, meaning="constant")
X = CATALOGUE.symbol("x", meaning="a number")
Y = CATALOGUE.symbol("y", meaning="a number")
CLAIMS = Claims({"E": Claim("E", "Section 1", 1, "x = y^2")})


def _run(body: Callable[[Ledger], object]) -> Derivation:
    return derivation("Section 1", "A test")(body).run(CATALOGUE, CLAIMS)


def _error(body: Callable[[Ledger], object]) -> str:
    with pytest.raises(AuthorError) as caught:
        _run(body)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("test_derivation.py:")
    return message


def test_a_sum_of_unlike_dimensions_cannot_be_stated() -> None:
    message = _error(lambda d: d.given("an energy and its square", X, F**2 + MU))
    assert "[L^2 M T^-2]" in message
    assert "mu" in message


def test_constant_set_at_unity_read_literally_fails_in_dimension() -> None:
    def body(d: Ledger) -> None:
        linear = d.given("linear", W.diff(BETA), 1 + MU * W)
        general = d.step("integrated", linear, SolveODE(W, constant=C))
        d.step("unity", general, Choose({C: Integer(1)}, "read literally"), ChangeUnknown(W, 1 / F), SolveFor(F))

    message = _error(body)
    assert "Choose does not apply" in message
    assert "exp(beta*mu)" in message


def test_a_rule_that_does_not_apply_names_its_input_and_where_that_was_stated() -> None:
    def body(d: Ledger) -> None:
        equation = d.given("an equation", -F.diff(BETA), F**2 + MU * F)
        d.step("a change of variable", equation, ChangeVariable(X, sqrt(Y), Y))

    message = _error(body)
    assert "ChangeVariable does not apply" in message
    assert "its input is -Derivative(F(beta), beta) = " in message
    assert message.rstrip("0123456789").endswith("stated at test_derivation.py:")


def test_a_symbol_cannot_be_defined_twice() -> None:
    def body(d: Ledger) -> None:
        d.given("a premise", X, Y**2)
        d.let("too late", X, Y)

    assert "a new symbol is wanted, x is in use since" in _error(body)


def test_an_unknown_claim_names_the_nearest() -> None:
    assert "did you mean 'E'" in _error(lambda d: d.given("a premise", X, Y**2, prints="e"))


def test_an_unknown_citation() -> None:
    assert "a result derived earlier is wanted" in _error(lambda d: d.cite("E"))


def test_a_step_without_a_rule() -> None:
    assert "at least one rule" in _error(lambda d: d.step("nothing", d.given("a premise", X, Y)))


def test_an_undeclared_symbol() -> None:
    stranger: Expr = Function("G")(BETA)
    assert "not in the catalogue" in _error(lambda d: d.given("a premise", X, stranger))


def test_a_leap_is_judged_and_does_not_stop_the_ledger() -> None:
    def body(d: Ledger) -> None:
        start = d.given("a premise", X, Y**2, kind=GrantKind.MODEL)
        jump = d.leap("the sign is lost", start, X, -(Y**2), because="with the sign lost", prints=Reading("E"))
        d.step("and on", jump, Multiply(Y))

    steps = _run(body).steps
    checked = Examiner(CATALOGUE, CLAIMS, Forgetful()).examine(steps)
    leap, last = checked[id(steps[1])], checked[id(steps[2])]
    assert leap.follows.kind == Kind.REFUTED
    assert leap.follows.witness
    assert leap.matches
    assert leap.matches.kind == Kind.REFUTED
    assert last.follows.holds
    assert last.standing.kind == Kind.REFUTED


def test_a_leap_that_is_no_leap_is_only_granted() -> None:
    def body(d: Ledger) -> None:
        start = d.given("a premise", X, Y * Y)
        d.leap("the same in other letters", start, X, Y**2, because="in other letters")

    steps = _run(body).steps
    assert Examiner(CATALOGUE, CLAIMS, Forgetful()).examine(steps)[id(steps[1])].follows.kind == Kind.GRANTED


def test_elimination_of_a_derivative() -> None:
    def body(d: Ledger) -> None:
        slope = d.given("a slope", F.diff(BETA), -(F**2))
        other = d.given("the same slope", MU**2, -F.diff(BETA))
        d.step("together", other, Eliminate(F.diff(BETA), slope))

    assert str(_run(body).steps[-1].equation) == "mu**2 = F(beta)**2"


def test_exponentials_are_pure_numbers() -> None:
    assert "a pure number is wanted" in _error(lambda d: d.given("not a number", X, exp(BETA)))


def test_a_line_that_fails_in_whatever_way_is_told_in_one() -> None:
    message = _error(lambda d: d.step("a number of Python's", d.given("a premise", X, Y), Multiply(1.5)))  # pyright: ignore[reportArgumentType]
    assert "Multiply(1.5)" in message
    assert "Error: " in message
