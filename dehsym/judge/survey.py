"""A relation surveyed in balls: refuted at a point, or found to hold at all that were looked at.

A refutation is a theorem about one point. An agreement is a certificate that says how many points, and how many
digits; the points are those of `probing`. Where a side has no value the claim says nothing, if that is so at single
points (a removable pole), and is refuted, if it is so all around (a divergent series).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain, combinations, islice
from typing import final

from sympy import Abs, Expr, Integer, Symbol

from dehsym.backticks import typed_point
from dehsym.balls import Point, TestFunction, Unsupported, Value, ball_text, text_of
from dehsym.domain import exact_text
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import LOG2_10, CompiledRelation, Effort, Finding, Outcome
from dehsym.judge.contact import Contact
from dehsym.judge.descent import descent
from dehsym.judge.exact_points import fulfils, numbers_at, operators_carried_out, proved_equal_at
from dehsym.judge.probing import Probe, is_of_ordinary_size
from dehsym.judge.question import Question
from dehsym.judge.rational_numbers import among_the_reals, if_rational, rational_meetings
from dehsym.judge.vanishing_parts import meeting_where_a_part_vanishes
from dehsym.proof.methods import SYMPY_GIVES_UP
from dehsym.proposition import Operator, Relation
from dehsym.verdict import Kind, Verdict, Witness, certified, proved, refuted, undecided

_TRIES = 6
_STARTS = 64
_HEAVY_CANDIDATES = 60
_NUDGE = Fraction(1, 2**10)
_MOST_HEAVY_EXTRAS = 9
_MOST_EXTRAS = 240
_MOST_ENDS = 60
_MOST_PROOFS = 6
_SHOWN_BITS = 128
_SMALL = 12


@final
@dataclass(frozen=True)
class Survey:
    """The verdict of the balls, with the points at which the relation was seen to hold and the one where it failed.

    `open_to_proof` says that an undecided verdict is no hint against the claim: a proof would settle it.
    """

    verdict: Verdict
    agreed: tuple[Point, ...] = ()
    failed: Point | None = None
    open_to_proof: bool = False


@final
@dataclass
class _Tally:
    """What has been seen so far."""

    agreed: list[Point] = field(default_factory=list[Point])
    digits: float = 1e9
    exact: bool = True
    unsettled: list[str] = field(default_factory=list[str])
    proofs_tried: int = 0
    may_meet: str = ""
    conditions: dict[str, None] = field(default_factory=dict[str, None])
    reason: str = "no usable point"
    void: int = 0
    looked: int = 0
    one_sided: dict[str, Survey] = field(default_factory=dict[str, Survey])


@final
@dataclass(frozen=True)
class Surveyor:
    """The compiled relation and conditions of one question."""

    question: Question
    compiled: CompiledRelation
    filters: tuple[CompiledRelation, ...]
    samples: int

    @classmethod
    def of(cls, question: Question, samples: int) -> Surveyor:
        """Compile; raise `Unsupported` with the name of what has no enclosure."""
        try:
            compiled = CompiledRelation.of(question.typed)
        except Unsupported:
            compiled = CompiledRelation.of(question.relation)
        return cls(question, compiled, tuple(map(CompiledRelation.of, question.conditions)), samples)

    def survey(self) -> Survey:
        """Look at generic points until enough agree, then at landmarks and near critical places."""
        question, tally = self.question, _Tally()
        wanted = question.points_wanted(self.samples)
        probe = Probe(question.domains, question.sides, question.seed)
        candidates = probe.moderate(_HEAVY_CANDIDATES) if question.is_heavy else islice(probe.generic(), 200 * wanted)
        for point in islice(filter(self._allowed, candidates), _TRIES * wanted):
            if failure := self._look(point, tally, confirm=len(tally.agreed) < question.confirmed_points):
                return failure
            tally.looked += 1
            if len(tally.agreed) == wanted:
                break
        else:
            return self._not_enough(tally, wanted)
        if not question.is_heavy and 4 * len(tally.agreed) < tally.looked:
            return self._not_enough(tally, tally.looked)
        for point in self._extras(probe, tally):
            if self._allowed(point) and (failure := self._look(point, tally, confirm=False, extra=True)):
                return failure
        meeting = self._meeting(tally) if self._stands_apart else None
        if meeting is None and tally.may_meet:
            text = f"whether the sides meet at {tally.may_meet} is open: no precision tells them apart there"
            return Survey(undecided(text), tuple(tally.agreed), open_to_proof=True)
        return meeting or Survey(self._agreement(tally), tuple(tally.agreed))

    @property
    def _stands_apart(self) -> bool:
        """Whether the claim is that two sides never meet."""
        operator = self.question.relation.operator
        return operator in (Operator.UNEQUAL, Operator.LESS) and not self.question.is_heavy

    def _meeting(self, tally: _Tally) -> Survey | None:
        """Whether the sides meet at a number that is not one of the points; of a rational symbol it may be any."""
        if not self.question.symbols:
            return None
        difference = self.question.relation.left - self.question.relation.right
        for point in rational_meetings(difference, self.question.domains, {}):
            if self._allowed(point) and (failure := self._look(point, tally, confirm=False)):
                return failure
        found = self._place_of_meeting([point for point in tally.agreed if is_of_ordinary_size(point)])
        if found is None:
            return None
        verdict = replace(if_rational(found, self.question.domains), seed=self.question.seed)
        return Survey(verdict, tuple(tally.agreed), open_to_proof=verdict.kind is not found.kind)

    def _place_of_meeting(self, starts: Sequence[Point]) -> Verdict | None:
        """What the searches for a place find at which the sides meet."""
        compiled, domains, found = self.compiled, among_the_reals(self.question.domains), None
        if self.question.relation.operator is Operator.UNEQUAL:
            contact = Contact(compiled, domains, starts, self.filters)
            found = contact.crossing() or contact.zero() or self._farther().zero()
            left, right = self.question.sides
            compiled = CompiledRelation.of(Relation(Integer(0), Operator.LESS, Abs(left - right) ** 2))
        if found is None:
            ends = list(descent(compiled, domains, tuple(starts)))
            found = Contact(compiled, domains, starts, self.filters).touching(ends[::2])
        if found is None or found.kind is not Kind.REFUTED:
            found = (
                meeting_where_a_part_vanishes(replace(self.question, domains=domains), self.filters, starts) or found
            )
        return found

    def _farther(self) -> Contact:
        """A search for zeros from more points than those that were compared."""
        probe = Probe(self.question.domains, self.question.sides, self.question.seed)
        starts = tuple(islice(probe.generic(), _STARTS))
        return Contact(self.compiled, among_the_reals(self.question.domains), starts, self.filters)

    def look_again(self, found: Survey, points: Iterable[Point]) -> Survey:
        """The survey with what is seen at further points: a refutation, or more conditions."""
        tally = _Tally(agreed=list(found.agreed))
        for point in points:
            looked = self._look(point, tally, confirm=False, extra=True) if self._allowed(point) else None
            if looked is not None and looked.failed is not None:
                return looked
        conditions = dict.fromkeys((*found.verdict.conditions, *tally.conditions))
        return replace(found, verdict=replace(found.verdict, conditions=tuple(conditions)))

    def holds_at(self, point: Point) -> bool:
        """Whether the relation is seen to hold at the point, with little effort."""
        return self.compiled.at(point, Effort(most=512), confirm=False).finding is Finding.HOLDS

    def allows(self, point: Point) -> bool:
        """Whether the point fulfils the conditions."""
        return self._allowed(point)

    def where_zero(self, expr: Expr) -> Survey | str | None:
        """What a proof that leaves out the zeros of `expr` must look at: the relation there.

        A survey that ends there if it fails; `None` if it is seen to hold; else the condition, as text.
        """
        text, held = f"{expr} != 0", False
        probe, tally = Probe(self.question.domains, self.question.sides, self.question.seed), _Tally()
        for point in islice(filter(self._allowed, probe.zeros(expr)), 12):
            if failure := self._look(point, tally, confirm=False, extra=True):
                return failure
            held = bool(tally.agreed)
        return None if held and not tally.conditions and not tally.void else text

    def _extras(self, probe: Probe, tally: _Tally) -> Iterator[Point]:
        if not self.question.domains:
            return iter(())
        most = _MOST_HEAVY_EXTRAS if self.question.is_heavy else _MOST_EXTRAS
        found = probe.landmarks(self._allowed)
        if not self.question.is_heavy:
            ends = islice(probe.ends(), _MOST_ENDS)
            found = chain(found, ends, probe.halves(), probe.critical(), probe.far())
        if self.question.relation.operator is Operator.UNEQUAL and not self.question.is_heavy:
            left, right = self.question.sides
            found = chain(probe.whole_numbers_near_zeros(left - right), found)
        if self.question.is_order and not self.question.is_heavy:
            found = chain(found, descent(self.compiled, self.question.domains, tuple(tally.agreed)))
        return islice(found, most)

    def _allowed(self, point: Point) -> bool:
        return all(fulfils(each, point) for each in self.filters)

    def _look(self, point: Point, tally: _Tally, *, confirm: bool, extra: bool = False) -> Survey | None:
        """Note what is seen at the point; a survey that ends there if the relation fails."""
        effort = replace(self.question.effort, most=512) if extra else self.question.effort
        try:
            outcome = self.compiled.at(point, effort, confirm=confirm)
        except EvaluationError as error:
            return Survey(undecided(str(error)), tuple(tally.agreed))
        match outcome.finding:
            case Finding.HOLDS:
                tally.agreed.append(point)
                tally.exact = tally.exact and outcome.exact
                if self.question.relation.operator is Operator.EQUAL:
                    tally.digits = min(tally.digits, outcome.digits)
            case Finding.FAILS:
                return self._refuted(point, outcome, tally)
            case Finding.ONE_SIDED:
                return self._one_sided(point, outcome, tally)
            case Finding.VOID:
                tally.void += 1
                tally.reason = outcome.reason
            case Finding.OPEN:
                if failure := self._failure_at_open_point(point, outcome, tally, extra=extra):
                    return failure
                where = typed_point(text_of(point))
                tally.unsettled.append(where)
                tally.reason = (outcome.reason or "not settled") + (f" at {where}" if where else "")
        return None

    # --- Points that the balls leave open

    def _failure_at_open_point(self, point: Point, outcome: Outcome, tally: _Tally, *, extra: bool) -> Survey | None:
        """What exact methods find there: that sides said to stand apart are equal, or that operators have values."""
        if tally.proofs_tried == _MOST_PROOFS or (values := numbers_at(point)) is None:
            return None
        if outcome.reason and self.question.is_heavy and values:
            tally.proofs_tried += 1
            return self._failure_of_operators(point, values, tally)
        if outcome.reason or self.question.relation.operator not in (Operator.UNEQUAL, Operator.LESS):
            return None
        tally.proofs_tried += 1
        if proof := proved_equal_at(self.compiled, values):
            text = f"both sides are equal there: {proof.evidence}"
            left, right = (ball_text(side(point, _SHOWN_BITS)) for side in (self.compiled.left, self.compiled.right))
            witness = Witness(text_of(point), left, right)
            verdict = replace(refuted(text, witness, proof.method), seed=self.question.seed)
            return Survey(verdict, tuple(tally.agreed), point)
        if extra and _is_small(point) and self._overlap(point):
            tally.may_meet = tally.may_meet or typed_point(text_of(point))
        return None

    def _overlap(self, point: Point) -> bool:
        """Whether all precision does not tell the sides apart."""
        outcome = self.compiled.at(point, self.question.effort, confirm=False)
        return outcome.finding is Finding.OPEN and not outcome.reason

    def _failure_of_operators(self, point: Point, values: Mapping[Expr, Expr], tally: _Tally) -> Survey | None:
        """A failure once the integrands and terms of the claim are those of this point."""
        try:
            relation = operators_carried_out(self.compiled.relation, values)
            if relation is None:
                return None
            outcome = CompiledRelation.of(relation).at({}, self.question.effort, confirm=False)
        except (EvaluationError, *SYMPY_GIVES_UP):
            return None
        if outcome.finding is not Finding.FAILS or outcome.witness is None:
            return None
        return self._refuted(point, replace(outcome, witness=replace(outcome.witness, at=text_of(point))), tally)

    def _refuted(self, point: Point, outcome: Outcome, tally: _Tally) -> Survey:
        verdict = refuted(f"{outcome.reason}: {outcome.witness}", outcome.witness)
        return Survey(replace(verdict, seed=self.question.seed), tuple(tally.agreed), point)

    # --- A value on one side only

    def _one_sided(self, point: Point, outcome: Outcome, tally: _Tally) -> Survey | None:
        """Refuted if the value is missing all around the point; where it is missing there alone, a condition."""
        movable = [symbol for symbol in self.question.symbols if self.question.domains[symbol].kind != "integer"]
        divergent = "diverge" in outcome.reason
        at_whole_numbers_only = bool(self.question.symbols) and not movable and not divergent
        assert outcome.witness, outcome
        evidence = f"one side has no value: {outcome.reason}"
        verdict = replace(refuted(evidence, outcome.witness), seed=self.question.seed)
        refutation = Survey(verdict, tuple(tally.agreed), point)
        if movable:
            if self._missing_near(point, movable, divergent=divergent) or (divergent and self._is_on_stated_end(point)):
                return refutation
            tally.conditions.update(dict.fromkeys(self._avoided(point, movable)))
            return None
        if not at_whole_numbers_only:
            return refutation
        tally.conditions.update(dict.fromkeys(self._avoided(point, movable)))
        tally.one_sided[str(text_of(point))] = refutation
        held = {str(text_of(each)) for each in tally.agreed}
        return refutation if len(tally.one_sided) > max(2, len(held)) else None

    def _missing_near(self, point: Point, moved: Sequence[Symbol], *, divergent: bool = False) -> bool:
        """Whether a side is still without a value when these symbols are moved off their numbers, each by another step.

        Both ways are tried. A step may lead out of the domain; that the expression has a value there is all that is
        asked. A `divergent` integral or sum is taken for an exception only if a value beside it is seen.
        """
        found = [self._finding(_moved(point, moved, way)) for way in (1, -1)]
        if Finding.ONE_SIDED in found:
            return True
        return divergent and not {Finding.HOLDS, Finding.FAILS} & set(found)

    def _finding(self, point: Point) -> Finding:
        try:
            return self.compiled.at(point, Effort(most=256), confirm=False).finding
        except EvaluationError:
            return Finding.VOID

    def _is_on_stated_end(self, point: Point) -> bool:
        """Whether a number of the point lies on an end that its domain counts in: a claim speaks of it expressly."""
        for symbol in self.question.symbols:
            domain, value = self.question.domains[symbol], point[symbol]
            if isinstance(value, Fraction) and value in domain.values.ends:
                return True
            if isinstance(value, tuple) and (value[0] in domain.values.ends or value[1] in domain.imaginary.ends):
                return True
        return False

    def _avoided(self, point: Point, movable: Sequence[Symbol]) -> list[str]:
        """What to avoid, in words: the equality of two symbols, one symbol's number, or the whole point."""
        equal = [(a, b) for a, b in combinations(movable, 2) if point[a] == point[b]]
        together = [
            (a, b) for a, b in equal if self._finding(_moved(point, [a, b], 1, alike=True)) is Finding.ONE_SIDED
        ]
        if together:
            return [f"{a} != {b}" for a, b in together]
        for symbol in movable:
            if not self._missing_near(point, [symbol]):
                return [f"{symbol} != {_text(point[symbol])}"]
        return ["not at " + typed_point(text_of(point))]

    # --- The verdict

    def _not_enough(self, tally: _Tally, wanted: int) -> Survey:
        agreed = len(tally.agreed)
        if tally.void and not agreed:
            return Survey(undecided(f"neither side has a value wherever it was looked: {tally.reason}"))
        return Survey(undecided(f"{agreed} of {wanted} points agreed; {tally.reason}"), tuple(tally.agreed))

    def _agreement(self, tally: _Tally) -> Verdict:
        count, digits = len(tally.agreed), int(min(tally.digits, 2**20 / LOG2_10))
        where = "1 point" if count == 1 else f"{count} points"
        if not self.question.domains and self.question.relation.operator is not Operator.EQUAL and tally.exact:
            return proved("the enclosures of the two sides are disjoint", "ball arithmetic")
        if self.question.relation.operator is Operator.EQUAL:
            evidence = f"enclosures agree to {digits} digits at {where}"
        else:
            evidence, digits = f"enclosures stand apart at {where}", 0
        if tally.unsettled:
            number = len(tally.unsettled)
            some = f"1 more: {tally.unsettled[0]}" if number == 1 else f"{number} more, such as {tally.unsettled[0]}"
            evidence += f"; not settled at {some}"
        verdict = certified(evidence, digits=digits, points=count)
        return replace(verdict, seed=self.question.seed, conditions=tuple(tally.conditions))


def _is_small(point: Point) -> bool:
    """Whether no number is large: far out, sides that stand apart may differ by less than any precision shows."""
    numbers = (part for x in point.values() for part in (x if isinstance(x, tuple) else (x,)))
    return all(isinstance(part, Fraction) and abs(part) <= _SMALL for part in numbers)


def _moved(point: Point, symbols: Sequence[Symbol], way: int, *, alike: bool = False) -> Point:
    """The point with these symbols moved a little, each by another amount, or all alike."""
    moved: dict[Expr, Value] = dict(point)
    for number, symbol in enumerate(symbols):
        moved[symbol] = _nudged(point[symbol], way * (1 if alike else 1 + 2 * number))
    return moved


def _nudged(value: Value, steps: int) -> Value:
    if isinstance(value, tuple):
        return value[0] + steps * _NUDGE, value[1] + steps * _NUDGE
    return value + steps * _NUDGE if isinstance(value, Fraction) else value


def _text(value: Value) -> str:
    return str(value) if isinstance(value, TestFunction) else exact_text(value)


def survey(question: Question, samples: int = 12) -> Survey:
    """Survey the question in balls; undecided with the reason where a side has no enclosure.

    >>> from sympy import Integer
    >>> from dehsym.proposition import Relation
    >>> claim = Relation(Integer(2), Operator.EQUAL, Integer(3))
    >>> print(survey(Question(claim, claim, {})).verdict)
    refuted: the enclosures are disjoint: `2.00000000000` ≠ `3.00000000000`
    """
    try:
        return Surveyor.of(question, samples).survey()
    except EvaluationError as error:
        return Survey(undecided(str(error)), open_to_proof=True)
