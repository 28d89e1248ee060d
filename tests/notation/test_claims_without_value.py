"""Claims with something that has no value are read, and refuted where the other side has one."""

from __future__ import annotations

import pytest

from dehsym.balls import WithoutValue
from dehsym.errors import NotationError
from dehsym.judge.decision import decide
from dehsym.notation.propositions import read_proposition
from dehsym.notation.typed import read_expression

REFUTED = [
    ("gamma(-3) = 1", ""),
    ("1/0 = 2", ""),
    ("zeta(1) = 5", ""),
    ("log(0) = 1", ""),
    ("tan(pi/2) = 1", ""),
    ("1/cos(pi/2) = 1", ""),
    ("sec(pi/2) = x", ""),
    ("(1/0)*0 = 0", ""),
    ("oo - oo = 0", ""),
    ("oo = 1", ""),
    ("Ei(0) < 0", ""),
    ("1/0 != 1", ""),
    ("Sum(1/(k - 3), (k, 0, 5)) = 1", ""),
    ("Integral(zeta(1), (x, 0, 1)) = 1", ""),
    ("Derivative(1/0, x) = 0", ""),
    ("Limit(1/0, x, 0) = 0", ""),
    ("Piecewise((1/0, x > 0), (1, True)) = 1", "x real"),
    ("0^I = 0", ""),
    ("elliptic_f(phi, 1) = 3", "phi > 2"),
    (r"$\frac{1}{0} = 2$", ""),
    (r"$\Gamma(-3) = 1$", ""),
]


@pytest.mark.parametrize(("claim", "where"), REFUTED)
def test_a_claim_with_one_side_without_value_is_refuted(claim: str, where: str) -> None:
    verdict = decide(read_proposition(claim, where))
    assert verdict.kind.word == "refuted"
    assert "no value" in verdict.evidence or "disjoint" in verdict.evidence


@pytest.mark.parametrize("claim", ["1/0 = 1/0", "gamma(-3) = gamma(-3)", "zeta(1) = oo"])
def test_of_two_sides_without_value_nothing_is_said(claim: str) -> None:
    verdict = decide(read_proposition(claim))
    assert verdict.kind.word == "undecided"
    assert "neither side has a value" in verdict.evidence


def test_a_case_that_never_applies_may_have_no_value() -> None:
    assert decide(read_proposition("Piecewise((1/0, x > 0), (1, True)) = 1", "x < 0")).holds


def test_the_part_without_value_is_shown() -> None:
    (relation,) = read_proposition("2*x + sin(gamma(-3))/7 = 1").relations
    assert isinstance(relation.left, WithoutValue)
    assert str(relation.left.expr) == "gamma(-3)"


@pytest.mark.parametrize("text", ["1/0", "gamma(-3)", "tan(pi/2)", "oo - oo"])
def test_an_expression_without_value_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        read_expression(text, {})


def test_a_condition_without_value_is_refused() -> None:
    with pytest.raises(NotationError, match="division by zero"):
        read_proposition("x = x", "x > 1/0")
