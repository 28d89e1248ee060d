"""Where two sides that are said to stand apart meet after all, at a number that no rational point hits.

1. A continuous difference that changes sign between two points is zero in between (Bolzano). That it is continuous
   there is shown by an enclosure of it, holomorphic on a ball that holds the whole bracket.
2. A difference that falls to zero without changing sign is followed to its least value; if the place is recognised as
   a number such as pi, 1/e or 2^(1/2), exact methods show that the sides are equal there.
3. A holomorphic difference f has a zero in a disc B about m if m - f(m)/f'(B) lies inside B (interval Newton: Moore,
   Methods and Applications of Interval Analysis, 5.1; for discs by Brouwer's theorem).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from typing import final

from flint import acb, arb, fmpq
from sympy import Derivative, E, Expr, Integer, Rational, Symbol, exp, log, pi, sqrt

from dehsym import symbolic
from dehsym.balls import Point, Value, ball_text, compile_enclosure, text_of, working_precision
from dehsym.domain import Domain
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation
from dehsym.judge.probing import solved
from dehsym.proof import prove_equal
from dehsym.verdict import Verdict, Witness, refuted, undecided

_BRACKET = Fraction(1, 2**60)
_FINEST = 130
_BITS = 640
_LARGEST_DENOMINATOR = 64
_LARGEST = 1000


@final
@dataclass(frozen=True)
class Contact:
    """A relation between real sides over `domains`, and the points where it was seen to hold."""

    relation: CompiledRelation
    domains: Mapping[Expr, Domain]
    points: Sequence[Point]

    def crossing(self) -> Verdict | None:
        """A refutation by a change of sign along one symbol, from one of the points to another number of it."""
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol)]
        for base in self.points[:3]:
            for symbol in symbols:
                places = sorted({x for point in self.points if (x := _real(point[symbol])) is not None})
                signed = [(x, self._sign({**base, symbol: x}, 96)) for x in places]
                for (low, one), (high, other) in pairwise(signed):
                    if one * other < 0 and (found := self._bracketed(base, symbol, low, high, one)):
                        return found
        return None

    def zero(self) -> Verdict | None:
        """A refutation by a certified zero of the difference, from any of the first points along any symbol."""
        left, right = (side.expr for side in (self.relation.left, self.relation.right))
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol)]
        for base, symbol in product(self.points[:4], symbols):
            if self.domains[symbol].kind == "integer":
                continue
            near = solved(left - right, 0j, symbol, base)
            if near is not None and (found := self._certified_zero(left - right, near, symbol, base)):
                return found
        return None

    def _certified_zero(self, difference: Expr, near: complex, symbol: Symbol, base: Point) -> Verdict | None:
        x, y = Fraction(near.real), Fraction(near.imag)
        real = not isinstance(base[symbol], tuple)
        place: Value = x if real else (x, y)
        if place not in self.domains[symbol]:
            return None
        reach = arb(2) ** -20
        try:
            value = compile_enclosure(difference)
            slope = compile_enclosure(Derivative(difference, symbol))
            with working_precision(192):
                middle = acb(
                    arb(fmpq(x.numerator, x.denominator)), 0 if real else arb(fmpq(y.numerator, y.denominator))
                )
                radius = arb(0, reach)
                disc = middle + (acb(radius) if real else acb(radius, radius))
                step = value({**base, symbol: place}, 192) / slope.over(base, {symbol: disc})
                inside = step.is_finite() and bool(arb(step.abs_upper()) < reach)
        except EvaluationError:
            return None
        if not inside or (real and not step.imag.is_zero()):
            return None
        where = ball_text(middle, 7)
        shown = tuple((str(s), f"about {where}" if s == symbol else text) for s, text in _texts(base))
        sides = (self.relation.left({**base, symbol: place}, 96), self.relation.right({**base, symbol: place}, 96))
        evidence = f"the sides are equal for some {symbol} within 1e-6 of {where}, by interval Newton"
        return refuted(evidence, Witness(shown, *map(ball_text, sides)), "interval Newton")

    def _sign(self, point: Point, bits: int) -> int:
        value = self._difference(point, bits)
        if value is None or not value.imag.contains(0):
            return 0
        return 1 if value.real > 0 else -1 if value.real < 0 else 0

    def _difference(self, point: Point, bits: int) -> acb | None:
        try:
            with working_precision(bits):
                value = self.relation.right(point, bits) - self.relation.left(point, bits)
        except EvaluationError:
            return None
        return value if value.is_finite() else None

    def _bracketed(self, base: Point, symbol: Symbol, low: Fraction, high: Fraction, sign: int) -> Verdict | None:
        while high - low > _BRACKET * max(1, abs(round(low))):
            middle = (low + high) / 2
            found = self._sign({**base, symbol: middle}, 192)
            if found == 0:
                return None
            low, high = (middle, high) if found == sign else (low, middle)
        if not self._continuous(base, symbol, low, high):
            return None
        near = float(low)
        shown = tuple((str(s), f"about {near!r}" if s == symbol else str(value)) for s, value in base.items())
        left, right = self.relation.left({**base, symbol: low}, 96), self.relation.right({**base, symbol: high}, 96)
        witness = Witness(shown, ball_text(left), ball_text(right))
        evidence = f"the sides are equal for some {symbol} near {near!r}, where their difference changes sign"
        return refuted(evidence, witness, "change of sign")

    def _continuous(self, base: Point, symbol: Symbol, low: Fraction, high: Fraction) -> bool:
        with working_precision(192):
            ends = _ball(low).union(_ball(high))
            sides = (self.relation.left, self.relation.right)
            return all(side.over(base, {symbol: acb(ends)}).is_finite() for side in sides)

    def touching(self, ends: Sequence[Point]) -> Verdict | None:
        """What is found at the places `ends` of least difference: a refutation, or that it cannot be settled."""
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol)]
        for end in ends:
            place = self._refined(end, symbols)
            if place is None:
                continue
            if any(_is_open_end(_real(place[symbol]), self.domains[symbol]) for symbol in symbols):
                continue
            candidate = _candidate(place, symbols)
            if candidate is not None:
                verdict = self._equal_at(candidate)
                if verdict is not None:
                    return verdict
                if self._apart_at(candidate):
                    continue  # a jump, or an open end
            shown = ", ".join(f"{s} = {float(_real(place[s]) or 0)!r}" for s in symbols)
            return undecided(f"the sides come together near {shown}; whether they meet is open")
        return None

    def _refined(self, end: Point, symbols: Sequence[Symbol]) -> Point | None:
        """The place of the least difference to some 130 bits, if the difference vanishes there to all appearance."""
        place = {symbol: x for symbol in symbols if (x := _real(end[symbol])) is not None}
        if len(place) < len(symbols) or any(self.domains[symbol].kind == "integer" for symbol in symbols):
            return None
        value = self._size(end, place)
        for k in range(2, _FINEST):
            place, value = self._stepped(end, place, value, Fraction(1, 2**k))
        first = symbols[0]
        beside = self._size(end, {**place, first: place[first] + Fraction(1, 2**8)})
        falls = value is not None and beside is not None and bool(value < beside * arb(2) ** -100)
        return {**end, **place} if falls else None

    def _stepped(
        self, end: Point, place: dict[Symbol, Fraction], value: arb | None, step: Fraction
    ) -> tuple[dict[Symbol, Fraction], arb | None]:
        """Move each symbol by the step while the difference falls, at most four times round."""
        for _ in range(4):
            before = place
            for symbol, move in product(place, (step, -step)):
                moved = {**place, symbol: place[symbol] + move}
                found = self._size(end, moved) if moved[symbol] in self.domains[symbol] else None
                if found is not None and value is not None and found < value:
                    place, value = moved, found
            if place is before:
                break
        return place, value

    def _size(self, end: Point, place: Mapping[Symbol, Fraction]) -> arb | None:
        """The difference as a number, if it is known to a few bits at least."""
        value = self._difference({**end, **place}, _BITS)
        return None if value is None or value.real.rel_accuracy_bits() < 8 else arb(value.real.mid())

    def _apart_at(self, candidate: Mapping[Expr, Expr]) -> bool:
        """Whether the sides differ there, or the place does not belong to the domains."""
        if not self._belongs(candidate):
            return True
        left, right = (symbolic.put(side.expr, candidate) for side in (self.relation.left, self.relation.right))
        try:
            return not compile_enclosure(left)({}, _BITS).overlaps(compile_enclosure(right)({}, _BITS))
        except EvaluationError:
            return True  # a side has no value there

    def _belongs(self, candidate: Mapping[Expr, Expr]) -> bool:
        """Whether the numbers lie in their domains: an irrational one is no end, and its neighbours decide."""
        for symbol, value in candidate.items():
            if isinstance(value, Rational):
                inside = Fraction(value.p, value.q) in self.domains[symbol]
            else:
                with working_precision(256):
                    middle = compile_enclosure(value)({}, 256).real.mid()
                    inside = Fraction(int((middle * arb(2) ** 100).floor().fmpz()), 2**100) in self.domains[symbol]
            if not inside:
                return False
        return True

    def _equal_at(self, candidate: Mapping[Expr, Expr]) -> Verdict | None:
        left, right = (symbolic.put(side.expr, candidate) for side in (self.relation.left, self.relation.right))
        proof = prove_equal(left, right, {}) if self._belongs(candidate) else None
        if proof is None:
            return None
        at = tuple((str(symbol), str(value)) for symbol, value in candidate.items())
        where = ", ".join(f"{name} = {value}" for name, value in at)
        witness = Witness(at, str(left), str(right))
        return refuted(f"both sides are equal at {where}: {proof.evidence}", witness, proof.method)


def _real(value: Value) -> Fraction | None:
    """The number, if it is a real one."""
    return value if isinstance(value, Fraction) else None


def _ball(number: Fraction) -> arb:
    return arb(fmpq(number.numerator, number.denominator))


def _texts(point: Point) -> list[tuple[Expr, str]]:
    names = dict(text_of(point))
    return [(key, names[str(key)]) for key in sorted(point, key=str)]


def _is_open_end(x: Fraction | None, domain: Domain) -> bool:
    """Whether the number has run into an end that does not belong to the domain."""
    ends = [end for end in (domain.values.low, domain.values.high) if end is not None and end not in domain]
    return x is None or any(abs(x - end) < Fraction(1, 2**40) for end in ends)


def _candidate(place: Point, symbols: Sequence[Symbol]) -> dict[Expr, Expr] | None:
    """Exact numbers that agree with the place to some 90 bits; `None` where one of them is not recognised."""
    recognised = {symbol: _recognised(_real(place[symbol]) or Fraction(0)) for symbol in symbols}
    found: dict[Expr, Expr] = {symbol: value for symbol, value in recognised.items() if value is not None}
    return found if len(found) == len(symbols) else None


def _recognised(number: Fraction) -> Expr | None:
    """A rational number of small denominator, or such a multiple, root, power or logarithm of one."""
    with working_precision(160):
        x = _ball(number)
        forms: list[tuple[arb, Expr | None]] = [
            (x, Integer(1)),
            (x / arb.pi(), pi),
            (x / arb.const_e(), E),
            (x * arb.const_e(), 1 / E),
        ]
        for value, factor in forms:
            if (found := _rational_near(value)) is not None and factor is not None:
                return found * factor
        if (found := _rational_near(x * x)) is not None and found.p > 0:
            return sqrt(found) if x > 0 else -sqrt(found)
        if x > 0 and (found := _rational_near(x.log())) is not None:
            return exp(found)
        if (found := _rational_near(x.exp())) is not None:
            return log(found)
    return None


def _rational_near(value: arb) -> Rational | None:
    """The rational number of denominator at most 64 within 2^-90 of the value."""
    if not value.is_finite():
        return None
    if not abs(value) < _LARGEST:
        return None
    scaled = int((value.mid() * arb(2) ** 110).floor().fmpz())
    exact = Fraction(scaled, 2**110)
    near = exact.limit_denominator(_LARGEST_DENOMINATOR)
    return Rational(near.numerator, near.denominator) if abs(near - exact) < Fraction(1, 2**90) else None
