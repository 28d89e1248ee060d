"""Both sides of a relation at one point, enclosed in balls until the relation is settled there or precision runs out.

Disjoint balls prove that two numbers differ, and in which order real ones stand. Overlapping balls prove nothing:
agreement is counted in decimal digits, and asked for again at higher precision by whoever wants to see near misses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import final

from flint import acb, arb

from dehsym.balls import Enclosure, NoValue, Point, compile_enclosure, distinct_texts, text_of, working_precision
from dehsym.proposition import Operator, Relation
from dehsym.verdict import Witness

LOG2_10 = 3.3219280948873626


class Finding(Enum):
    """What the balls of one point say of a relation."""

    HOLDS = "holds"
    FAILS = "fails"
    VOID = "no value on either side"
    ONE_SIDED = "a value on one side only"
    OPEN = "not settled"


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """A finding with its evidence.

    `digits` counts the agreement of equal sides; `exact` says that the finding needs no more precision; `witness` shows
    a failure, and also which side has no value.
    """

    finding: Finding
    digits: float = 0.0
    exact: bool = False
    witness: Witness | None = None
    reason: str = ""


@final
@dataclass(frozen=True, slots=True)
class Effort:
    """Bits to begin with, to confirm an agreement with, and to give up at; the digits that count as agreement."""

    first: int = 128
    confirm: int = 1024
    most: int = 2048
    digits: int = 30


@final
@dataclass(frozen=True, slots=True)
class CompiledRelation:
    """A relation with the enclosures of its sides."""

    relation: Relation
    left: Enclosure
    right: Enclosure

    @classmethod
    def of(cls, relation: Relation) -> CompiledRelation:
        """Compile both sides; raise `Unsupported` with the name of what has no enclosure."""
        return cls(relation, compile_enclosure(relation.left), compile_enclosure(relation.right))

    def at(self, point: Point, effort: Effort, *, confirm: bool) -> Outcome:
        """Settle the relation at the point; with `confirm`, look at an agreement again with more bits.

        >>> from fractions import Fraction
        >>> from sympy import Integer, Symbol
        >>> x = Symbol("x")
        >>> square = CompiledRelation.of(Relation(x**2, Operator.EQUAL, Integer(2)))
        >>> square.at({x: Fraction(3, 2)}, Effort(), confirm=False).finding.value
        'fails'
        """
        bits, best = effort.first, Outcome(Finding.OPEN, reason="no finite enclosure")
        while bits <= effort.most:
            outcome = self._settled(point, bits, effort)
            if outcome.exact or outcome.finding in (Finding.FAILS, Finding.VOID, Finding.ONE_SIDED):
                return outcome
            if outcome.finding is Finding.HOLDS:
                if not confirm or bits >= effort.confirm:
                    return outcome
                bits = max(effort.confirm // 2, bits)
            elif outcome.reason and bits >= 512:
                return best if best.finding is Finding.HOLDS else outcome
            best = outcome if best.finding is not Finding.HOLDS else best
            bits *= 2
        return best

    def _settled(self, point: Point, bits: int, effort: Effort) -> Outcome:
        left, right = _value(self.left, point, bits), _value(self.right, point, bits)
        if isinstance(left, str) or isinstance(right, str):
            return _without_value(left, right, point)
        if not (left.is_finite() and right.is_finite()):
            return Outcome(Finding.OPEN, reason="not finite, or not enclosed")
        return compared(self.relation.operator, left, right, point, bits, effort)


def compared(operator: Operator, left: acb, right: acb, point: Point, bits: int, effort: Effort) -> Outcome:
    """What finite balls around the values of both sides say of the relation between them.

    >>> compared(Operator.LESS, acb(1), acb(1), {}, 64, Effort()).finding.value
    'fails'
    """
    match operator:
        case Operator.EQUAL:
            return _equal(left, right, point, bits, effort)
        case Operator.UNEQUAL:
            return _unequal(left, right, point)
        case Operator.LESS | Operator.AT_MOST:
            return _ordered(left, right, point, bits, strict=operator is Operator.LESS)


def _value(side: Enclosure, point: Point, bits: int) -> acb | str:
    """The ball, or the reason why there is certainly no value."""
    try:
        return side(point, bits)
    except NoValue as none:
        return str(none)


def _without_value(left: acb | str, right: acb | str, point: Point) -> Outcome:
    if isinstance(left, str) and isinstance(right, str):
        return Outcome(Finding.VOID, exact=True, reason=left)
    missing, present = (left, right) if isinstance(left, str) else (right, left)
    assert isinstance(missing, str), missing
    assert isinstance(present, acb), present
    if not present.is_finite():
        return Outcome(Finding.OPEN, reason=missing)
    value, _ = distinct_texts(present, present)
    shown = ("no value", value) if isinstance(left, str) else (value, "no value")
    return Outcome(Finding.ONE_SIDED, exact=True, witness=Witness(text_of(point), *shown), reason=missing)


def _fails(left: acb, right: acb, point: Point, reason: str) -> Outcome:
    witness = Witness(text_of(point), *distinct_texts(left, right))
    return Outcome(Finding.FAILS, exact=True, witness=witness, reason=reason)


def _identical(left: acb, right: acb) -> bool:
    return left.is_exact() and right.is_exact() and bool((left - right).is_zero())


def _equal(left: acb, right: acb, point: Point, bits: int, effort: Effort) -> Outcome:
    if not left.overlaps(right):
        return _fails(left, right, point, "the enclosures are disjoint")
    if _identical(left, right):
        return Outcome(Finding.HOLDS, digits=bits / LOG2_10, exact=True)
    digits = agreement(left, right, bits)
    return Outcome(Finding.HOLDS if digits >= effort.digits else Finding.OPEN, digits=digits)


def _unequal(left: acb, right: acb, point: Point) -> Outcome:
    if not left.overlaps(right):
        return Outcome(Finding.HOLDS, exact=True)
    if _identical(left, right):
        return _fails(left, right, point, "both sides are exactly equal")
    return Outcome(Finding.OPEN)


def _ordered(left: acb, right: acb, point: Point, bits: int, *, strict: bool) -> Outcome:
    for side in (left, right):
        if not side.imag.contains(0):
            return _fails(left, right, point, "only real numbers are ordered")
    low, high = left.real, right.real
    if low < high:  # a tiny imaginary part may yet show, with more bits
        return Outcome(Finding.HOLDS, exact=left.imag.is_zero() and right.imag.is_zero())
    if low > high:
        return _fails(left, right, point, "the enclosures stand in the other order")
    if _identical(left, right):
        if strict:
            return _fails(left, right, point, "both sides are exactly equal")
        return Outcome(Finding.HOLDS, digits=bits / LOG2_10, exact=True)
    return Outcome(Finding.OPEN)


def agreement(left: acb, right: acb, bits: int) -> float:
    """Decimal digits to which two overlapping balls agree, relative to the larger; absolute for balls about zero.

    >>> agreement(acb(1), acb(1), 100) > 30
    True
    """
    with working_precision(64):
        spread = arb((left - right).abs_upper())
        if spread == 0:
            return bits / LOG2_10
        scale = arb(max(left.abs_upper(), right.abs_upper()))
        zero = left.contains(0) and right.contains(0) and scale < arb(2) ** (-bits // 2)
        ratio = scale if zero else spread / scale
        return float(-(ratio.log() / arb(10).log()).mid())
