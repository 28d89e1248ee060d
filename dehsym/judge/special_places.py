"""Places, mostly irrational ones, at which a part of a claim has a value where its function jumps.

floor(sin(x)) differs from 0 at x = pi/2 alone, and log(exp(i x)) from its limit on one side at x = pi. No rational
point hits such a place. A place is given by an interval in which a change of sign shows that a continuous part
vanishes, or by an exact number for which exact methods show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from itertools import pairwise, product
from typing import final

import sympy
from flint import acb, arb, fmpq
from sympy import Derivative, Expr, I, Integer, Pow, Rational, Symbol

from dehsym import symbolic
from dehsym.balls import Enclosure, Point, compile_enclosure, working_precision
from dehsym.domain import Domain, Exact, Interval
from dehsym.errors import EvaluationError
from dehsym.judge.contact import REACH, certified_zero, is_inside, recognised
from dehsym.judge.probing import solved
from dehsym.proof.realness import is_real_valued

BITS = 256
_FINE = Fraction(1, 2**120)
_ROUGHLY = Fraction(1, 2**80)
_SAMPLES = 48
_REACH = 24
_MOST_CHANGES = 3
_MOST_LEVELS = 5
_POLISHING = 12


class Kind(Enum):
    """What must be so of a part for its function to jump there."""

    ZERO = "zero"
    INTEGER = "a whole number"
    REAL = "real"
    IMAGINARY = "imaginary"


_REAL_NAMES = """
log loggamma arg Ei Ci Chi uppergamma lowergamma expint besselj besseli bessely besselk hankel1 hankel2 polylog
elliptic_k elliptic_e elliptic_f hyper li asin acos atanh acosh acoth asec asech
"""
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(_REAL_NAMES.split(), Kind.REAL),
    **dict.fromkeys(["atan", "asinh", "acot", "acsch"], Kind.IMAGINARY),
    **dict.fromkeys(["floor", "ceiling", "frac"], Kind.INTEGER),
    **dict.fromkeys(["sign", "Abs", "Heaviside"], Kind.ZERO),
}


@final
@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim, and what it is wherever its function jumps; if it compares two sides, these."""

    expr: Expr
    kind: Kind
    sides: tuple[Expr, Expr] | None = None


@final
@dataclass(frozen=True, slots=True)
class Place:
    """Where `part` is shown to be `level`, or real or imaginary, for some number of `symbol` about `middle`.

    If `exact` is given, the place is that number, and nothing has been shown of the part there.
    """

    part: Part
    level: Expr
    base: Point
    symbol: Symbol
    middle: Exact
    reach: Fraction
    exact: Expr | None = None

    @property
    def ball(self) -> acb:
        """The number, the interval, or the rectangle, as a ball at the working precision."""
        if self.exact is not None:
            return compile_enclosure(self.exact).around({}, {})
        if isinstance(self.middle, tuple):
            return acb(_ball(self.middle[0], self.reach), _ball(self.middle[1], self.reach))
        return acb(_ball(self.middle, self.reach))

    def lies_in(self, domain: Domain) -> bool:
        """Whether it does for certain."""
        if isinstance(self.exact, Rational):
            return Fraction(self.exact.p, self.exact.q) in domain
        if self.exact is None:
            return is_inside(domain, self.middle, self.reach)
        about = replace(self, exact=None, reach=_ROUGHLY)
        with working_precision(BITS):
            return about.ball.contains(self.ball) and is_inside(domain, self.middle, _ROUGHLY)


def _ball(middle: Fraction, reach: Fraction) -> arb:
    return arb(fmpq(middle.numerator, middle.denominator), arb(fmpq(reach.numerator, reach.denominator)).upper())


def jumping_parts(*exprs: Expr) -> list[Part]:
    """The arguments of functions that jump or have a cut; the smaller ones first.

    >>> from sympy import floor
    >>> from sympy.abc import x
    >>> [(part.expr, part.kind.value) for part in jumping_parts(floor(2 * x))]
    [(2*x, 'a whole number')]
    """
    found: dict[Part, None] = {}
    for expr in exprs:
        for each in symbolic.subexpressions(expr):
            found.update(dict.fromkeys(part for part in _jumping(each) if part.expr.free_symbols))
    return sorted(found, key=lambda part: (symbolic.size(part.expr), symbolic.stable_text(part.expr)))


def _jumping(expr: Expr) -> Iterator[Part]:
    if isinstance(expr, Pow):
        base, exponent = expr.as_base_exp()
        if base.is_zero:
            yield Part(exponent, Kind.ZERO)
        elif isinstance(exponent, Integer):
            if exponent.p > 0 and exponent.p % 2 == 0:
                yield Part(base, Kind.ZERO)
        elif base != sympy.E and base.free_symbols:
            yield Part(base, Kind.REAL)
    elif compared := symbolic.compared_sides(expr):
        yield from (Part(left - right, Kind.ZERO, (left, right)) for left, right in compared)
    elif isinstance(expr, sympy.atan2):
        yield Part(expr.args[0], Kind.ZERO)
    elif isinstance(expr, sympy.LambertW):
        yield Part(expr.args[0], Kind.REAL)
    elif (kind := _KINDS.get(expr.func.__name__)) is not None:
        yield Part(expr.args[0 if isinstance(expr, sympy.Heaviside) else -1], kind)
        if expr.func.__name__ in ("acot", "acoth"):
            yield Part(expr.args[-1], Kind.ZERO)


@final
@dataclass(frozen=True, slots=True)
class Search:
    """A search for the places of parts, from some points of the domains."""

    domains: Mapping[Expr, Domain]
    bases: Sequence[Point]

    def places(self, part: Part) -> Iterator[Place]:
        """The places of one part that are found, along every symbol."""
        if part.kind is Kind.REAL and is_real_valued(part.expr, self.domains):
            return
        symbols = sorted(part.expr.free_symbols, key=str)
        for symbol in symbols:
            kind = self.domains[symbol].kind
            if kind == "real":
                for level in self._levels(part, symbol):
                    yield from self._along(part, level, symbol, self.bases[0], is_vertical=False)
            elif kind == "complex" and part.kind in (Kind.REAL, Kind.IMAGINARY):
                for base, is_vertical in product(self.bases[:2], (True, False)):
                    yield from self._along(part, Integer(0), symbol, base, is_vertical=is_vertical)
            elif kind == "complex":
                yield from self._zeros(part, symbol)

    def _zeros(self, part: Part, symbol: Symbol) -> Iterator[Place]:
        """Complex zeros of a holomorphic part, by interval Newton."""
        for base in self.bases:
            near = solved(part.expr, 0j, symbol, base)
            place = None if near is None else certified_zero(part.expr, near, symbol, base, self.domains[symbol])
            if place is not None:
                yield Place(part, Integer(0), base, symbol, place, REACH)

    def _levels(self, part: Part, symbol: Symbol) -> list[Integer]:
        """The whole numbers that the part has, or nearly has, as values; 0 for what is not rounded."""
        if part.kind is not Kind.INTEGER:
            return [Integer(0)]
        line = _Line(compile_or_none(part.expr), part.kind, symbol, self.bases[0], False)
        values = [float(value.mid()) for x in _numbers(self.domains[symbol].values) if (value := line.value(x, 64))]
        if not values:
            return []
        low, high = (max(-(10.0**6), min(10.0**6, extreme)) for extreme in (min(values), max(values)))
        ends = [round(low), round(high)]
        inner = sorted(range(max(-9, round(low)), min(9, round(high)) + 1), key=abs)
        return [Integer(number) for number in dict.fromkeys((*ends, *inner))][:_MOST_LEVELS]

    def _along(self, part: Part, level: Expr, symbol: Symbol, base: Point, *, is_vertical: bool) -> Iterator[Place]:
        """The places on a line: rational roots, changes of sign between samples, and a least size that may be zero."""
        if part.expr.free_symbols == {symbol}:
            for root in symbolic.rational_roots(part.expr - level, symbol):
                yield from self._exact(part, level, symbol, base, root)
        domain = self.domains[symbol]
        line = _Line(compile_or_none(part.expr - level), part.kind, symbol, base, is_vertical)
        start = base[symbol]
        if isinstance(start, tuple):
            size = max(abs(start[0]), abs(start[1]))
            numbers = [size * Fraction(k, 6) for k in range(-_REACH, _REACH + 1)]
        else:
            numbers = sorted(_numbers(domain.values))
        numbers = [x for x in numbers if line.at(x) in domain]
        signed = [(x, value) for x in numbers if (value := line.value(x, 64)) is not None]
        changes = [(a, b, one) for (a, one), (b, other) in pairwise(signed) if one * other < 0]
        for low, high, one in sorted(changes, key=lambda change: abs(change[0]))[:_MOST_CHANGES]:
            found = line.bracket(low, high, one > 0)
            if found is not None:
                yield Place(part, level, base, symbol, line.at(found[0]), found[1])
                yield from self._exact(part, level, symbol, base, line.at(found[0]))
        for x in _least(signed):
            near = line.turning(part.expr - level, x)
            if near is not None:
                yield from self._exact(part, level, symbol, base, near)

    def _exact(self, part: Part, level: Expr, symbol: Symbol, base: Point, near: Exact) -> Iterator[Place]:
        """The exact number near one, if it is recognised."""
        exact = _exact_number(near)
        if exact is not None:
            yield Place(part, level, base, symbol, near, _FINE, exact)


def _exact_number(near: Exact) -> Expr | None:
    if not isinstance(near, tuple):
        return recognised(near)
    x, y = recognised(near[0]), recognised(near[1])
    return None if x is None or y is None else x + I * y


def compile_or_none(expr: Expr) -> Enclosure | None:
    """The enclosure of an expression, or `None` if it has none.

    >>> compile_or_none(sympy.Float("0.5")) is None
    True
    """
    try:
        return compile_enclosure(expr)
    except EvaluationError:
        return None


def _numbers(values: Interval) -> list[Fraction]:
    """Numbers all along an interval, which is cut off where it has no end."""
    low, high = values.low, values.high
    low = low if low is not None else min(-Fraction(_REACH), (high or Fraction(0)) - _REACH)
    high = high if high is not None else max(Fraction(_REACH), low + _REACH)
    return [low + (high - low) * Fraction(2 * k + 1, 2 * _SAMPLES) for k in range(_SAMPLES)]


def _least(signed: Sequence[tuple[Fraction, arb]]) -> list[Fraction]:
    """The numbers at which the size is less than at both neighbours; the two least ones."""
    sizes = [(abs(float(value.mid())), x) for x, value in signed]
    dips = [sizes[k] for k in range(1, len(sizes) - 1) if sizes[k - 1] >= sizes[k] <= sizes[k + 1]]
    return [x for _, x in sorted(dips)[:2]]


@final
@dataclass(frozen=True, slots=True)
class _Line:
    """The real or imaginary part of an expression that must vanish, along a straight line through a point."""

    enclosure: Enclosure | None
    kind: Kind
    symbol: Symbol
    base: Point
    is_vertical: bool

    def at(self, x: Fraction) -> Exact:
        start = self.base[self.symbol]
        if not isinstance(start, tuple):
            return x
        return (start[0], x) if self.is_vertical else (x, start[1])

    def value(self, x: Fraction, bits: int) -> arb | None:
        """What must vanish, if it is known with its sign."""
        if self.enclosure is None:
            return None
        try:
            ball = self.enclosure({**self.base, self.symbol: self.at(x)}, bits)
        except EvaluationError:
            return None
        if not ball.is_finite() or not (self.kind in (Kind.REAL, Kind.IMAGINARY) or ball.imag.is_zero()):
            return None
        part = ball.imag if self.kind is Kind.REAL else ball.real
        return None if part.contains(0) else part

    def bracket(self, low: Fraction, high: Fraction, is_positive: bool) -> tuple[Fraction, Fraction] | None:
        """The middle and half length of a short interval in which it changes sign and is continuous."""
        scale = max(1, abs(round(low)))
        while high - low > _FINE * scale:
            middle = (low + high) / 2
            value = self.value(middle, BITS)
            if value is None:
                return self._widened(middle, high - low)
            low, high = (middle, high) if bool(value > 0) is is_positive else (low, middle)
        return self._continuous((low + high) / 2, (high - low) / 2)

    def _widened(self, middle: Fraction, length: Fraction) -> tuple[Fraction, Fraction] | None:
        """A short interval about a number at which the sign is not known: often the zero itself."""
        reach = min(_FINE, length / 4)
        one, other = self.value(middle - reach, BITS), self.value(middle + reach, BITS)
        if one is None or other is None or not one * other < 0:
            return None
        return self._continuous(middle, reach)

    def _continuous(self, middle: Fraction, reach: Fraction) -> tuple[Fraction, Fraction] | None:
        assert self.enclosure is not None
        with working_precision(BITS):
            at = self.at(middle)
            if isinstance(at, tuple):
                over = (Fraction(0), reach) if self.is_vertical else (reach, Fraction(0))
                ball = acb(_ball(at[0], over[0]), _ball(at[1], over[1]))
            else:
                ball = acb(_ball(at, reach))
            try:
                known = self.enclosure.over(self.base, {self.symbol: ball}).is_finite()
            except EvaluationError:
                return None
        return (middle, reach) if known else None

    def turning(self, expr: Expr, start: Fraction) -> Fraction | None:
        """A number near the start at which the expression has derivative 0 along the line, to some 120 bits."""
        if isinstance(self.base[self.symbol], tuple):
            return None
        slope = symbolic.differentiated(Derivative(expr, self.symbol))
        if self.symbol not in slope.free_symbols:
            return None
        compiled = compile_or_none(slope)
        near = solved(slope, 0j, self.symbol, {**self.base, self.symbol: start})
        return None if near is None or compiled is None else self._polished(compiled, Fraction(near.real))

    def _polished(self, slope: Enclosure, old: Fraction) -> Fraction | None:
        """The zero of the slope by the secant method."""
        new, grain = old + Fraction(1, 2**20), 2**160
        try:
            old_value = slope({**self.base, self.symbol: old}, BITS)
            for _ in range(_POLISHING):
                value = slope({**self.base, self.symbol: new}, BITS)
                step = (value * acb(_ball(new - old, Fraction(0))) / (value - old_value)).real.mid()
                if not step.is_finite() or abs(step) < arb(2) ** -150:
                    break
                moved = new - Fraction(int((step * grain).floor().fmpz()), grain)
                old, old_value, new = new, value, moved
        except EvaluationError:
            return None
        return new
