"""The steps of a changed world: nothing left to do, and a root at the end of a domain."""

from __future__ import annotations

import pytest
from sympy import Integer, exp, log

from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.rule import Rule
from dehsym.rules.changed_world import AtTheEnd, Unaffected
from tests import laws
from tests.rules.symbols import JUDGE, a, b, phi, x

ZERO, ONE = Integer(0), Integer(1)
CASES: list[tuple[str, Rule, Equation, Equation]] = [
    ("nothing to eliminate", Unaffected((x,)), Equation(a, b**2), Equation(a, b**2)),
    ("nor two things", Unaffected((x, phi)), Equation(a, exp(b)), Equation(a, exp(b))),
    ("a root at 0", AtTheEnd(x, ZERO), Equation(ZERO, x**3), Equation(x, ZERO)),
    ("a root at 1", AtTheEnd(phi, ONE), Equation(ZERO, log(phi)), Equation(phi, ONE)),
]
INAPPLICABLE: list[tuple[str, Rule, Equation, Equation]] = [
    ("another line", Unaffected((x,)), Equation(a, b**2), Equation(a, b)),
    ("the sides exchanged", Unaffected((x,)), Equation(a, b), Equation(b, a)),
    ("the line twice over", Unaffected((x,)), Equation(a, b), Equation(2 * a, 2 * b)),
    ("no root at the end", AtTheEnd(x, ZERO), Equation(ONE, exp(x) + x + 1), Equation(x, ZERO)),
    ("the other end", AtTheEnd(phi, ONE), Equation(ZERO, log(phi)), Equation(phi, Integer(2))),
    ("a place inside", AtTheEnd(x, ZERO), Equation(ONE, x**2), Equation(x, Integer(2))),
]
IDS = [name for name, *_ in CASES]


@pytest.mark.parametrize(("rule", "source", "expected"), [case[1:] for case in CASES], ids=IDS)
def test_derives_and_accepts(rule: Rule, source: Equation, expected: Equation) -> None:
    result = rule.derive(source)
    assert result == expected
    laws.is_pure(rule, source, result)
    assert rule.verify(source, result, JUDGE).holds


@pytest.mark.parametrize(("rule", "source", "expected"), [case[1:] for case in CASES], ids=IDS)
def test_sees_tampering(rule: Rule, source: Equation, expected: Equation) -> None:
    laws.sees_tampering(rule, source, expected, JUDGE)


def test_refuses_what_it_is_not_for() -> None:
    with pytest.raises(RuleError, match="without x"):
        Unaffected((x,)).derive(Equation(a, x))
    with pytest.raises(RuleError, match="wanted to hold at x = 0"):
        AtTheEnd(x, ZERO).derive(Equation(a, x))
