"""No rule goes untried: what it derives is under the laws, and its checker has met lines that do not follow.

A module of these tests states its cases as (name, rule, source, result) in lists of three names. `CASES` are exact
results, and `APPROXIMATE` those that hold up to an error: the module derives and checks them, and tampers with them.
`INAPPLICABLE` are lines that do not follow, with what is claimed for the result; they are checked here.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter

import pytest

import tests.rules
from dehsym.equation import Equation
from dehsym.judge import Judge
from dehsym.rule import Rule
from dehsym.rules.algebra import Leap
from dehsym.verdict import Kind
from tests.rules.shipped import shipped_rules
from tests.rules.symbols import JUDGE

Case = tuple[str, Rule, Equation, Equation]


def _collected(*lists: str) -> list[tuple[Case, Judge]]:
    """All cases in the lists of those names, each with a judge over the symbols of its module."""
    found: list[tuple[Case, Judge]] = []
    for place in pkgutil.iter_modules(tests.rules.__path__, "tests.rules."):
        if place.name == __name__:
            continue
        module = importlib.import_module(place.name)
        judge: Judge = getattr(module, "JUDGE", JUDGE)
        for name in lists:
            found += [(case, judge) for case in getattr(module, name, [])]
    return found


TRIED = {type(rule) for (_, rule, _, _), _ in _collected("CASES", "APPROXIMATE")}
INAPPLICABLE = _collected("INAPPLICABLE")
SHIPPED = sorted(shipped_rules(), key=lambda kind: kind.__name__)


@pytest.mark.parametrize(
    ("case", "judge"), INAPPLICABLE, ids=[f"{type(case[1]).__name__}: {case[0]}" for case, _ in INAPPLICABLE]
)
def test_the_checker_says_that_it_does_not_follow(case: Case, judge: Judge) -> None:
    """REFUTED or undecided; never that the line holds, nor that it is true up to an error."""
    _, rule, source, claimed = case
    verdict = rule.check(source, claimed, judge)
    assert verdict.kind in (Kind.REFUTED, Kind.UNDECIDED), str(verdict)
    assert verdict.evidence
    assert "\n" not in verdict.evidence


def test_every_shipped_rule_is_under_the_laws() -> None:
    """A leap is judged and not derived: it has a test of its own."""
    assert set(SHIPPED) - TRIED == {Leap}


def test_every_rule_has_three_lines_that_do_not_follow() -> None:
    counted = Counter(type(case[1]) for case, _ in INAPPLICABLE)
    assert {kind.__name__: counted[kind] for kind in SHIPPED if counted[kind] < 3} == {}


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda kind: kind.__name__)
def test_every_rule_states_its_theorem(rule: type[Rule]) -> None:
    """Its first paragraph says what becomes of what."""
    assert "→" in inspect.cleandoc(rule.__doc__ or "").split("\n\n")[0]
