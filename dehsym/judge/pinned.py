"""A claim looked at where a function of it jumps, its argument pinned to the exact value that it has there.

At a place where sin(x) = 1 is known, floor(sin(x)) is floor(1), whatever ball the place is known by; where exp(i x) is
known to be real, its logarithm is that of a real number. The part is exchanged for its value, and so are the others
that are shown to be determined by it; then both sides are enclosed. Disjoint balls refute the claim, as at any point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import final

from flint import acb, arb
from sympy import Dummy, Expr, I, Integer, Symbol, conjugate

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.balls import compile_enclosure, text_of, working_precision
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import Effort, Finding, compared
from dehsym.judge.contact import enclosure_text, holds_throughout
from dehsym.judge.probing import Probe
from dehsym.judge.question import Question
from dehsym.judge.special_places import BITS, Kind, Part, Place, Search, jumping_parts
from dehsym.judge.survey import Surveyor
from dehsym.proof import prove_equal
from dehsym.proof.methods import SYMPY_GIVES_UP
from dehsym.verdict import Verdict, refuted

_MOST_PARTS = 8
_MOST_PLACES = 24


@final
@dataclass(frozen=True)
class _Pinning:
    """What is known at a place: parts with their exact values, or with the real numbers that stand for them."""

    question: Question
    place: Place
    balls: dict[Symbol, acb]
    values: dict[Expr, Expr]

    @property
    def _numbers(self) -> dict[Expr, Expr]:
        """The exact numbers of the place; empty if they are not known."""
        if self.place.exact is None:
            return {}
        found: dict[Expr, Expr] = {}
        for key, value in self.place.base.items():
            if isinstance(value, Fraction):
                found[key] = symbolic.rational(value)
            elif isinstance(value, tuple):
                found[key] = symbolic.rational(value[0]) + I * symbolic.rational(value[1])
        return {**found, self.place.symbol: self.place.exact}

    def around(self, expr: Expr) -> acb | None:
        """A finite ball around the value of an expression, with what is known put in."""
        try:
            ball = compile_enclosure(symbolic.exchanged(expr, self.values)).around(self.place.base, self.balls)
        except EvaluationError:
            return None
        return ball if ball.is_finite() else None

    def pin(self, part: Part) -> bool:
        """Exchange the part, if it may be where its function jumps; `False` if that is not known."""
        ball = self.around(part.expr)
        if ball is None:
            return True  # the sides will show it
        if part.kind in (Kind.REAL, Kind.IMAGINARY):
            return self._pin_to_axis(part, ball)
        if ball.is_exact() or not ball.imag.contains(0):
            return True
        level = Integer(int(ball.real.mid().floor().fmpz())) if part.kind is Kind.INTEGER else Integer(0)
        above = Integer(level.p + 1)
        for number in (level, above) if part.kind is Kind.INTEGER else (level,):
            if ball.real.contains(arb(number.p)):
                if not self._is(part, number):
                    return False
                self._exchange(part, number)
        return True

    def _exchange(self, part: Part, number: Integer) -> None:
        self.values[part.expr] = number
        if part.sides is not None:
            left, right = part.sides
            self.values.update({left: right} if left.free_symbols else {right: left})

    def _pin_to_axis(self, part: Part, ball: acb) -> bool:
        off = ball.imag if part.kind is Kind.REAL else ball.real
        if off.is_zero() or not off.contains(0):
            return True
        if not self._is_on_axis(part):
            return False
        mark = Dummy()
        self.balls[mark] = acb(ball.real if part.kind is Kind.REAL else ball.imag)
        self.values[part.expr] = mark if part.kind is Kind.REAL else I * mark
        return True

    def _is(self, part: Part, number: Expr) -> bool:
        """Whether the part is shown to have the value."""
        place = self.place
        if place.exact is None and place.part.kind in (Kind.ZERO, Kind.INTEGER):
            known = place.part.expr - place.level
            if part.expr - number == known or self._divides(known, part.expr - number):
                return True
        numbers = self._numbers
        return bool(numbers) and prove_equal(symbolic.put(part.expr, numbers), number, {}) is not None

    def _divides(self, known: Expr, other: Expr) -> bool:
        """Whether the other expression is what is known to be 0 times something finite."""
        ratio = symbolic.one_fraction(other / known)
        return self.around(ratio) is not None and self._equal_for_certain(ratio * known, other)

    def _is_on_axis(self, part: Part) -> bool:
        """Whether the part is shown to be real, or imaginary."""
        known = self.place.part.expr
        if self.place.exact is None and part.kind is self.place.part.kind:
            if part.expr == known:
                return True
            relatives = (conjugate(known), -known, 1 / known, -conjugate(known), 1 / conjugate(known))
            if any(self._equal_for_certain(part.expr, each) for each in relatives):
                return True
        numbers = self._numbers
        if not numbers:
            return False
        there = symbolic.put(part.expr, numbers)
        mirrored = conjugate(there) if part.kind is Kind.REAL else -conjugate(there)
        return prove_equal(there, mirrored, {}) is not None

    def _equal_for_certain(self, left: Expr, right: Expr) -> bool:
        try:
            generic = compile_enclosure(left - right)(self.place.base, 64)
        except EvaluationError:
            return False
        if generic.is_finite() and not generic.contains(0):
            return False
        proof = prove_equal(left, right, self.question.domains)
        return proof is not None and all(self._is_off_zero(each) for each in proof.nonzero)

    def _is_off_zero(self, expr: Expr) -> bool:
        ball = self.around(expr)
        return ball is not None and not ball.contains(0)


def failure_where_pinned(question: Question, samples: int) -> Verdict | None:
    """A refutation at a place where a function of the claim jumps; `None` if none is found.

    >>> from sympy import floor, sin
    >>> from dehsym.domain import FRACTION, REAL
    >>> from dehsym.proposition import Operator, Relation
    >>> x = Symbol("x", real=True)
    >>> claim = Relation(floor(sin(x) ** 2), Operator.EQUAL, Integer(0))
    >>> failure_where_pinned(Question(claim, claim, {x: REAL}), 12).kind.word
    'refuted'
    """
    sides = (question.typed.left, question.typed.right)
    parts = [part for part in jumping_parts(*sides) if part.expr.free_symbols <= set(question.domains)]
    if not parts or question.is_heavy:
        return None
    surveyor = Surveyor.of(question, samples)
    generic = Probe(question.domains, question.sides, question.seed).generic()
    bases = list(islice(filter(surveyor.allows, islice(generic, 24)), 3))
    if not bases:
        return None
    search = Search(question.domains, bases)
    places = (place for part in parts[:_MOST_PARTS] for place in search.places(part))
    for place in islice(places, _MOST_PLACES):
        try:
            found = _failure_at(question, surveyor, place, parts)
        except (EvaluationError, *SYMPY_GIVES_UP):
            continue
        if found is not None:
            return replace(found, seed=question.seed)
    return None


def _failure_at(question: Question, surveyor: Surveyor, place: Place, parts: Sequence[Part]) -> Verdict | None:
    with working_precision(BITS):
        ball = place.ball
        inside = place.lies_in(question.domains[place.symbol])
        if not inside or not holds_throughout(surveyor.filters, place.base, {place.symbol: ball}):
            return None
        pinning = _Pinning(question, place, {place.symbol: ball}, {})
        if not all(pinning.pin(part) for part in parts) or not pinning.values:
            return None
        left, right = (pinning.around(side) for side in (question.typed.left, question.typed.right))
        if left is None or right is None:
            return None
        where = enclosure_text(place.middle, place.reach) if place.exact is None else str(place.exact)
        outcome = compared(question.relation.operator, left, right, place.base, BITS, Effort())
    if outcome.finding is not Finding.FAILS or outcome.witness is None:
        return None
    shown = tuple((name, where if name == str(place.symbol) else text) for name, text in text_of(place.base))
    witness = replace(outcome.witness, at=shown)
    known = ", ".join(_text(expr, value) for expr, value in pinning.values.items())
    return refuted(f"{outcome.reason} where {known}: {witness}", witness, "pinned evaluation")


def _text(expr: Expr, value: Expr) -> str:
    if isinstance(value, Integer):
        return typed(f"{expr} = {value}")
    return f"{typed(expr)} is {'real' if isinstance(value, Dummy) else 'imaginary'}"
