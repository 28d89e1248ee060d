"""Somebody else's rule, in a file of theirs: no registration, and the shipped laws catch a verifier that trusts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import pytest
from sympy import exp, log
from sympy.core.function import expand_log

from dehsym.catalogue import Catalogue
from dehsym.claim import Claim, Claims
from dehsym.derivation import Ledger, derivation
from dehsym.equation import Equation
from dehsym.examination import Examiner
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.verdict import Kind, Verdict, proved
from dehsym.verdict_store import Forgetful
from tests import laws

CATALOGUE = Catalogue()
X = CATALOGUE.symbol("x", meaning="a number")
Y = CATALOGUE.symbol("y", meaning="a number")
CLAIMS = Claims({"E": Claim("E", "Section 1", 1, r"\ln(x) = \ln(y) + 1")})


@final
@dataclass(frozen=True)
class TakeLog(Rule):
    """a = b  →  ln a = ln b, for positive members."""

    def derive(self, source: Equation) -> Equation:
        """Take logarithms."""
        return source.each(lambda member: expand_log(log(member)))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Exponentiate again."""
        return judge.same(result.each(exp), source)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "taking logarithms"


@final
@dataclass(frozen=True)
class Trusting(Rule):
    """a = b  →  whatever: its verifier believes everything."""

    def derive(self, source: Equation) -> Equation:
        """Leave it."""
        return source

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Believe it."""
        return proved("trust me")

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "trust"


SOURCE = Equation(X, exp(1) * Y)


def test_a_rule_from_outside_goes_all_the_way_through() -> None:
    def body(d: Ledger) -> None:
        start = d.given("a premise", SOURCE.lhs, SOURCE.rhs)
        d.step("in logarithms", start, TakeLog(), prints="E")

    steps = derivation("Section 1", "A test")(body).run(CATALOGUE, CLAIMS).steps
    last = Examiner(CATALOGUE, CLAIMS, Forgetful()).examine(steps)[id(steps[-1])]
    assert last.follows.holds
    assert last.matches
    assert last.matches.holds
    assert last.standing.kind == Kind.GRANTED


def test_the_laws_hold_for_it() -> None:
    judge, result = Judge(CATALOGUE), TakeLog().derive(SOURCE)
    laws.is_pure(TakeLog(), SOURCE, result)
    laws.accepts(TakeLog(), SOURCE, result, judge)
    laws.sees_tampering(TakeLog(), SOURCE, result, judge)


def test_the_laws_catch_a_verifier_that_trusts_everything() -> None:
    with pytest.raises(AssertionError, match="doubled"):
        laws.sees_tampering(Trusting(), SOURCE, SOURCE, Judge(CATALOGUE))
