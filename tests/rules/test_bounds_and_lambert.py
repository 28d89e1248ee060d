"""Sums on both sides, roots on the branches of the Lambert function, least upper bounds."""

from __future__ import annotations

import pytest
from sympy import Integer, LambertW, Rational, atan, exp, log, oo, pi

from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.rule import Rule
from dehsym.rules.addition import AddToBoth
from dehsym.rules.bounds import LeastUpperBound
from dehsym.rules.lambert import LambertRoot
from dehsym.verdict import Kind
from tests import laws
from tests.rules.symbols import JUDGE, S, a, b, big, c, phi, r, s, x

RATIO = Equation(phi, log(big) / (big - 1))
ROOT = -LambertW(-phi * exp(-phi), Integer(-1)) / phi

CASES: list[tuple[str, Rule, Equation, Equation]] = [
    ("add", AddToBoth(c), Equation(a - c, b), Equation(a, b + c)),
    ("add to a chain", AddToBoth(-b), Equation.chain(a, b, c), Equation.chain(a - b, Integer(0), c - b)),
    ("the branch -1", LambertRoot(big, -1), RATIO, Equation(big, ROOT)),
    ("the branch 0", LambertRoot(x, 0), Equation(log(x), -a * x), Equation(x, LambertW(a) / a)),
    ("an upper bound", LeastUpperBound(big, Integer(1), s), Equation(a, log(big) / (big - 1)), Equation(s, Integer(1))),
    ("one at infinity", LeastUpperBound(x, oo, s, "-"), Equation(a, x / (1 + x)), Equation(s, Integer(1))),
    ("one with a parameter", LeastUpperBound(x, Integer(0), s), Equation(a, b / (1 + c * x)), Equation(s, b)),
]
INAPPLICABLE: list[tuple[str, Rule, Equation, Equation]] = [
    ("the sign of the term on one side", AddToBoth(c), Equation(a - c, b), Equation(a, b - c)),
    ("on one side only", AddToBoth(c), Equation(a - c, b), Equation(a, b)),
    ("twice the term on one side", AddToBoth(c), Equation(a, b), Equation(a + c, b + 2 * c)),
    ("the principal branch, x = 1", LambertRoot(big, 0), RATIO, Equation(big, -LambertW(-phi * exp(-phi)) / phi)),
    ("a branch that is not real", LambertRoot(x, -1), Equation(log(x), -a * x), Equation(x, LambertW(a, -1) / a)),
    ("the exponential forgotten", LambertRoot(big, -1), RATIO, Equation(big, -LambertW(-phi, -1) / phi)),
    ("a root outside the domain", LambertRoot(big, 0), Equation(log(big), -a * big), Equation(big, LambertW(a) / a)),
    (
        "one of two roots in the domain",
        LambertRoot(x, 0),
        Equation(log(x), phi * x / 3),
        Equation(x, -3 * LambertW(-phi / 3) / phi),
    ),
    ("a lower bound", LeastUpperBound(x, Integer(0), s), Equation(a, x / (1 + x)), Equation(s, Integer(0))),
    ("a maximum inside", LeastUpperBound(x, oo, s, "-"), Equation(a, log(x) / x), Equation(s, Integer(0))),
    ("a bound but not the least", LeastUpperBound(x, oo, s, "-"), Equation(a, x / (1 + x)), Equation(s, Integer(2))),
    ("a place inside", LeastUpperBound(x, Integer(1), s), Equation(a, 1 / (1 + x)), Equation(s, Rational(1, 2))),
    ("greater behind a jump", LeastUpperBound(x, Integer(0), s), Equation(a, atan(1 / (x - 1))), Equation(s, -pi / 4)),
    ("a symbol with a meaning", LeastUpperBound(x, Integer(0), s), Equation(a, 2 * s / (1 + x)), Equation(s, 2 * s)),
]
IDS = [name for name, *_ in CASES]


@pytest.mark.parametrize(("rule", "source", "expected"), [case[1:] for case in CASES], ids=IDS)
def test_derives_and_accepts(rule: Rule, source: Equation, expected: Equation) -> None:
    result = rule.derive(source)
    assert result == expected
    laws.is_pure(rule, source, result)
    laws.accepts(rule, source, result, JUDGE)


@pytest.mark.parametrize(("rule", "source", "expected"), [case[1:] for case in CASES], ids=IDS)
def test_sees_tampering(rule: Rule, source: Equation, expected: Equation) -> None:
    laws.sees_tampering(rule, source, expected, JUDGE)


def test_the_principal_branch_gives_no_solution() -> None:
    """For 0 < r < 1 it is x = 1, where ln(x)/(x - 1) has no value and which is not above 1."""
    rule = LambertRoot(big, 0)
    assert not rule.check(RATIO, rule.derive(RATIO), JUDGE).holds


def test_a_second_root_is_a_lost_branch() -> None:
    """Where both roots lie in the domain, neither is the one root: ln x = φ x/3 has two for φ < 3/e."""
    source = Equation(log(x), phi * x / 3)
    for rule in (LambertRoot(x, 0), LambertRoot(x, -1)):
        verdict = rule.check(source, rule.derive(source), JUDGE)
        assert verdict.kind is Kind.REFUTED
        assert "a branch is lost" in verdict.evidence


def test_a_function_that_falls_towards_the_end_has_no_bound_there() -> None:
    rule = LeastUpperBound(x, Integer(0), s)
    source = Equation(a, x / (1 + x))
    verdict = rule.check(source, rule.derive(source), JUDGE)
    assert verdict.kind is Kind.REFUTED
    assert verdict.witness


def test_a_maximum_inside_is_greater_than_the_limit() -> None:
    rule = LeastUpperBound(x, oo, s, "-")
    source = Equation(a, log(x) / x)
    assert rule.check(source, rule.derive(source), JUDGE).kind is Kind.REFUTED


def test_the_place_must_be_the_end_of_the_domain() -> None:
    rule = LeastUpperBound(x, Integer(1), s)
    source = Equation(a, 1 / (1 + x))
    assert rule.check(source, rule.derive(source), JUDGE).kind is Kind.UNDECIDED


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (AddToBoth(Integer(0)), Equation(a, b)),
        (LambertRoot(x, 0), Equation(a, x**2)),
        (LambertRoot(x, 0), Equation(log(x), x**2 + 1)),
        (LambertRoot(x, 0), Equation(x * log(x), a)),
        (LeastUpperBound(x, Integer(0), s), Equation(a, 1 / x)),
        (LeastUpperBound(x, Integer(0), s), Equation.chain(a, b, x)),
    ],
    ids=str,
)
def test_does_not_apply(rule: Rule, source: Equation) -> None:
    with pytest.raises(RuleError):
        rule.derive(source)


def test_foreign_results_are_not_accepted() -> None:
    assert not AddToBoth(c).check(Equation(a, b), Equation.chain(a + c, b + c, b + c), JUDGE).holds
    assert not LambertRoot(big, -1).check(RATIO, Equation(big, big), JUDGE).holds
    rule = LeastUpperBound(r, Integer(0), s)
    assert not rule.check(Equation(a, r), Equation(s, Integer(0)), JUDGE).holds
    assert not rule.check(Equation(a, r), Equation(S, Integer(0)), JUDGE).holds
