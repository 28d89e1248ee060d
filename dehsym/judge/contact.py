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
from functools import cached_property
from itertools import pairwise, product
from math import ceil
from typing import final

from flint import acb, arb, fmpq
from sympy import Derivative, E, Expr, Integer, Rational, Symbol, exp, log, pi, sqrt

from dehsym import symbolic
from dehsym.backticks import typed, typed_list, typed_point
from dehsym.balls import Enclosure, Point, Value, ball_text, compile_enclosure, text_of, working_precision
from dehsym.domain import Domain, Exact
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation, Effort, Finding
from dehsym.judge.probing import solved
from dehsym.proof import prove_equal
from dehsym.proof.realness import is_real_valued
from dehsym.proposition import Operator, Relation
from dehsym.verdict import Verdict, Witness, refuted, undecided

_BRACKET = Fraction(1, 2**60)
_FINEST = 130
_BITS = 640
_NEWTON_BITS = 192
_NEWTON_STEPS = 3
REACH = Fraction(1, 2**60)
_LARGEST_DENOMINATOR = 64
_LARGEST = 1000
_FARTHEST = 2**64
_MOST_STARTS = 64


@final
@dataclass(frozen=True)
class Contact:
    """A relation between real sides over `domains`, and the points where it was seen to hold."""

    relation: CompiledRelation
    domains: Mapping[Expr, Domain]
    points: Sequence[Point]
    conditions: Sequence[CompiledRelation] = ()

    @cached_property
    def _is_real(self) -> bool:
        """Whether the difference is certainly real on the domains."""
        return all(is_real_valued(side.expr, self.domains) for side in (self.relation.left, self.relation.right))

    def crossing(self) -> Verdict | None:
        """A refutation by a change of sign along one symbol, from one of the points to another number of it."""
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol)]
        for base in self.points[:3]:
            for symbol in symbols:
                if self.domains[symbol].kind != "real":
                    continue
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
        for base, symbol in product(self.points[:_MOST_STARTS], symbols):
            if self.domains[symbol].kind == "integer":
                continue
            near = solved(left - right, 0j, symbol, base)
            if near is not None and (found := self._certified_zero(left - right, near, symbol, base)):
                return found
        return None

    def _certified_zero(self, difference: Expr, near: complex, symbol: Symbol, base: Point) -> Verdict | None:
        """The zero near a number, if it lies in the domain for certain: the whole of a disc that holds it must."""
        place = certified_zero(difference, near, symbol, base, self.domains[symbol])
        if place is None:
            return None
        disc = disc_about(place)
        try:
            with working_precision(_NEWTON_BITS):
                if not holds_throughout(self.conditions, base, {symbol: disc}):
                    return None
                sides = [side.over(base, {symbol: disc}) for side in (self.relation.left, self.relation.right)]
        except EvaluationError:
            return None
        where = typed(f"{symbol} = {enclosure_text(place, REACH)}")
        evidence = f"the sides are equal for some {where}, by interval Newton"
        return refuted(evidence, _witness(base, symbol, enclosure_text(place, REACH), *sides), "interval Newton")

    def _sign(self, point: Point, bits: int) -> int:
        value = self._difference(point, bits)
        if value is None or not (self._is_real or value.imag.is_zero()):
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
        try:
            with working_precision(_NEWTON_BITS):
                bracket = acb(_ball(low).union(_ball(high)))
                left, right = (s.over(base, {symbol: bracket}) for s in (self.relation.left, self.relation.right))
                real = self._is_real or bool((right - left).imag.is_zero())
                finite = left.is_finite() and right.is_finite()
                if not (finite and real and holds_throughout(self.conditions, base, {symbol: bracket})):
                    return None
        except EvaluationError:
            return None
        where = enclosure_text((low + high) / 2, (high - low) / 2)
        evidence = f"the sides are equal for some {typed(f'{symbol} = {where}')}, where their difference changes sign"
        return refuted(evidence, _witness(base, symbol, where, left, right), "change of sign")

    def touching(self, ends: Sequence[Point]) -> Verdict | None:
        """What is found at the places `ends` of least difference: a refutation, or that it cannot be settled."""
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol)]
        for end in ends:
            place = self._refined(end, symbols)
            if place is None or not self._fulfilled_at(place):
                continue
            candidate = _candidate(place, symbols)
            if candidate is not None and (verdict := self._equal_at(candidate)):
                return verdict
            if any(_is_open_end(_real(place[symbol]), self.domains[symbol]) for symbol in symbols):
                continue
            if candidate is not None and self._apart_at(candidate):
                continue  # a jump, or an open end
            shown = typed_list(f"{s} = {float(_real(place[s]) or 0)!r}" for s in symbols)
            return undecided(f"the sides come together near {shown}; whether they meet is open")
        return None

    def _fulfilled_at(self, place: Point) -> bool:
        """Whether the conditions hold at the place, and would still if it were moved a little."""
        for condition in self.conditions:
            if condition.at(place, Effort(), confirm=False).finding is not Finding.HOLDS:
                return False
            with working_precision(_NEWTON_BITS):
                gap = condition.left(place, _NEWTON_BITS) - condition.right(place, _NEWTON_BITS)
                if not arb(gap.abs_lower()) > arb(2) ** -40:
                    return False
        return True

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
        if not (symbolic.is_finite_form(left) and symbolic.is_finite_form(right)):
            return True  # a side has no value there
        try:
            return not compile_enclosure(left)({}, _BITS).overlaps(compile_enclosure(right)({}, _BITS))
        except EvaluationError:
            return True  # a side has no value there

    def _belongs(self, candidate: Mapping[Expr, Expr]) -> bool:
        """Whether the numbers certainly lie in their domains, and fulfil the conditions."""
        for symbol, value in candidate.items():
            if isinstance(value, Rational):
                inside = Fraction(value.p, value.q) in self.domains[symbol]
            else:
                with working_precision(_BITS):
                    ball = compile_enclosure(value)({}, _BITS).real
                    if not ball.is_finite():
                        return False
                    scaled = (ball * arb(2) ** 512).mid().floor()
                middle = Fraction(int(scaled.fmpz()), 2**512)
                inside = is_inside(self.domains[symbol], middle, Fraction(1, 2**500))
            if not inside:
                return False
        return all(self._fulfils(condition, candidate) for condition in self.conditions)

    def _fulfils(self, condition: CompiledRelation, candidate: Mapping[Expr, Expr]) -> bool:
        left, right = (symbolic.put(side.expr, candidate) for side in (condition.left, condition.right))
        try:
            there = CompiledRelation.of(Relation(left, condition.relation.operator, right))
            outcome = there.at({}, Effort(), confirm=False)
            is_equation = condition.relation.operator is Operator.EQUAL
            exact = outcome.exact or (is_equation and prove_equal(left, right, {}) is not None)
            return outcome.finding is Finding.HOLDS and exact
        except EvaluationError:
            return False

    def _equal_at(self, candidate: Mapping[Expr, Expr]) -> Verdict | None:
        left, right = (symbolic.put(side.expr, candidate) for side in (self.relation.left, self.relation.right))
        if not (self._belongs(candidate) and _has_value(left) and _has_value(right)):
            return None
        proof = prove_equal(left, right, {})
        if proof is None:
            return None
        at = tuple((str(symbol), str(value)) for symbol, value in candidate.items())
        witness = Witness(at, str(left), str(right))
        return refuted(f"both sides are equal at {typed_point(at)}: {proof.evidence}", witness, proof.method)


def _real(value: Value) -> Fraction | None:
    """The number, if it is a real one."""
    return value if isinstance(value, Fraction) else None


def _ball(number: Fraction) -> arb:
    return arb(fmpq(number.numerator, number.denominator))


def _exact_ball(place: Exact) -> acb:
    return acb(_ball(place[0]), _ball(place[1])) if isinstance(place, tuple) else acb(_ball(place))


def _disc(place: Exact, reach: Fraction) -> acb:
    """The interval, or the square, of the places not farther than `reach`."""
    radius = arb(0, _ball(reach))
    return _exact_ball(place) + (acb(radius, radius) if isinstance(place, tuple) else acb(radius))


def disc_about(place: Exact) -> acb:
    """The interval, or the square, in which `certified_zero` knows a zero.

    >>> disc_about(Fraction(1)).contains(acb(1))
    True
    """
    with working_precision(_NEWTON_BITS):
        return _disc(place, REACH)


def certified_zero(expr: Expr, near: complex, symbol: Symbol, base: Point, domain: Domain) -> Exact | None:
    """The middle of a disc that holds a zero of `expr` for certain, and lies in the domain as a whole.

    `near` is the zero to some seven digits. `base` has the numbers of the other symbols, and a number of the kind of
    the zero, real or not, for `symbol`.

    >>> from dehsym.domain import REAL
    >>> x = Symbol("x", real=True)
    >>> float(certified_zero(x**2 - 2, 1.4142136 + 0j, x, {x: Fraction(1)}, REAL))
    1.4142135623730951
    """
    real = not isinstance(base[symbol], tuple)
    try:
        value, slope = compile_enclosure(expr), compile_enclosure(Derivative(expr, symbol))
        with working_precision(_NEWTON_BITS):
            place = _improved(value, slope, near, symbol, base)
            if place is None or not is_inside(domain, place, REACH):
                return None
            step = value({**base, symbol: place}, _NEWTON_BITS) / slope.over(base, {symbol: _disc(place, REACH)})
            inside = step.is_finite() and bool(arb(step.abs_upper()) < _ball(REACH))
    except EvaluationError:
        return None
    return place if inside and not (real and not step.imag.is_zero()) else None


def holds_throughout(conditions: Sequence[CompiledRelation], base: Point, balls: Mapping[Symbol, acb]) -> bool:
    """Whether every condition holds on all of the balls; raise `EvaluationError` where one has no enclosure.

    >>> holds_throughout((), {}, {})
    True
    """
    for condition in conditions:
        left, right = condition.left.over(base, balls), condition.right.over(base, balls)
        if not (left.is_finite() and right.is_finite()):
            return False
        match condition.relation.operator:
            case Operator.UNEQUAL:
                holds = not left.overlaps(right)
            case Operator.LESS | Operator.AT_MOST:
                holds = left.imag.is_zero() and right.imag.is_zero() and bool(left.real < right.real)
            case Operator.EQUAL:
                holds = False
        if not holds:
            return False
    return True


def _improved(value: Enclosure, slope: Enclosure, near: complex, symbol: Symbol, base: Point) -> Exact | None:
    """The number after some steps of Newton's method, rounded."""
    place = _rounded(acb(near), isinstance(base[symbol], tuple))
    for _ in range(_NEWTON_STEPS):
        there: Point = {**base, symbol: place}
        moved = _exact_ball(place) - value(there, _NEWTON_BITS) / slope(there, _NEWTON_BITS)
        if not moved.is_finite() or not arb(moved.abs_upper()) < _FARTHEST:
            return None  # where the slope all but vanishes a step leads far beyond all numbers in use
        place = _rounded(moved, isinstance(place, tuple))
    return place


def _rounded(ball: acb, plane: bool) -> Exact:
    x, y = (Fraction(int((part.mid() * arb(2) ** 100).floor().fmpz()), 2**100) for part in (ball.real, ball.imag))
    return (x, y) if plane else x


def is_inside(domain: Domain, place: Exact, reach: Fraction) -> bool:
    """Whether all numbers not farther from `place` than `reach`, in either part, belong to the domain.

    >>> from dehsym.domain import POSITIVE
    >>> is_inside(POSITIVE, Fraction(1), Fraction(1, 2)), is_inside(POSITIVE, Fraction(1), Fraction(1))
    (True, False)
    """
    if not isinstance(place, tuple):
        real = domain.kind == "real" and not domain.rational
        return real and place - reach in domain.values and place + reach in domain.values
    x, y = place
    parts = ((domain.values, x), (domain.imaginary, y))
    nearest = (max(abs(x) - reach, Fraction(0)), max(abs(y) - reach, Fraction(0)))
    farthest = (abs(x) + reach, abs(y) + reach)
    ring = Domain("complex", modulus=domain.modulus)
    inside = all(end in values for values, middle in parts for end in (middle - reach, middle + reach))
    return domain.kind == "complex" and inside and nearest in ring and farthest in ring


def enclosure_text(place: Exact, reach: Fraction) -> str:
    """The numbers not farther from `place` than `reach`, in either part, as decimals with a radius; some more besides.

    >>> enclosure_text(Fraction(1, 3), Fraction(1, 1000))
    '0.333 ± 1e-2'
    """
    places = 0
    while 2 * reach * 10 ** (places + 1) <= 1:
        places += 1
    radius = f"1e-{places}" if places else str(2 * ceil(reach))
    if isinstance(place, tuple):
        real, imaginary = (f"({_decimal(part, places + 1)} ± {radius})" for part in place)
        return f"{real} + {imaginary}*I"
    return f"{_decimal(place, places + 1)} ± {radius}"


def _decimal(number: Fraction, places: int) -> str:
    digits = str(abs(round(number * 10**places))).rjust(places + 1, "0")
    return f"{'-' if round(number * 10**places) < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _witness(base: Point, symbol: Symbol, where: str, left: acb, right: acb) -> Witness:
    shown = ((name, where if name == str(symbol) else text) for name, text in text_of(base))
    return Witness(tuple(shown), ball_text(left), ball_text(right))


def _has_value(number: Expr) -> bool:
    try:
        return compile_enclosure(number)({}, _BITS).is_finite()
    except EvaluationError:
        return False


def _is_open_end(x: Fraction | None, domain: Domain) -> bool:
    """Whether the number has run into an end that does not belong to the domain."""
    ends = [end for end in (domain.values.low, domain.values.high) if end is not None and end not in domain]
    return x is None or any(abs(x - end) < Fraction(1, 2**40) for end in ends)


def _candidate(place: Point, symbols: Sequence[Symbol]) -> dict[Expr, Expr] | None:
    """Exact numbers that agree with the place to some 90 bits; `None` where one of them is not recognised."""
    known = {symbol: recognised(_real(place[symbol]) or Fraction(0)) for symbol in symbols}
    found: dict[Expr, Expr] = {symbol: value for symbol, value in known.items() if value is not None}
    return found if len(found) == len(symbols) else None


def recognised(number: Fraction) -> Expr | None:
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
        if (found := _rational_near(x.exp())) is not None and found.p > 0:  # far below 0 it is nearly 0
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
