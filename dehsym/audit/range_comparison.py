"""Whether two expressions can be equal anywhere in a box, that is, for any values of their symbols within rounding.

Over a part of the box both sides are enclosed by balls. Where the two balls are disjoint, or the ball of the difference
is without 0, the sides are equal nowhere in that part; parts for which neither is seen are halved. Once nothing is left
it is proved that the sides are equal nowhere in the box (Moore, Interval Analysis, 1966). The other way round, a
difference that is holomorphic on the box, and so continuous, and positive at one point of it and negative at another
vanishes between the two.

A root of a negative number is one of several, and print seldom says which: where a side is a product that is not real,
the moduli of both sides are compared, which are the same on every branch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import final

from flint import acb, arb, fmpq
from sympy import Dummy, E, Expr, I, Integer, Mul, Pow, Rational, Symbol, log

from dehsym import symbolic
from dehsym.balls import Enclosure, Unsupported, compile_enclosure, working_precision
from dehsym.verdict import Kind

Box = Mapping[Symbol, tuple[Fraction, Fraction]]
"""The least and the greatest value of each symbol."""

_BITS = 128
_MOST_PARTS = 400
_SHARP_ENOUGH = 64
_SHOWN = 4


@final
@dataclass(frozen=True, slots=True)
class Range:
    """The reals from `low` to `high`.

    >>> str(Range(Fraction(1, 3), Fraction(2, 3)))
    '[0.3333, 0.6667]'
    """

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, ball: arb) -> Range | None:
        """The range that a ball spans; `None` for one that is not finite."""
        if not ball.is_finite():
            return None
        low, high = ball.lower().fmpq(), ball.upper().fmpq()
        return cls(Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q)))

    def __or__(self, other: Range) -> Range:
        """The least range that holds both."""
        return Range(min(self.low, other.low), max(self.high, other.high))

    def __str__(self) -> str:
        """Its ends with four digits, rounded outwards."""
        return f"[{_decimal(self.low, up=False)}, {_decimal(self.high, up=True)}]"


def _decimal(value: Fraction, *, up: bool) -> str:
    """A decimal text of the value, not below it if `up`, and not above it otherwise."""
    if value == 0:
        return "0"
    size = abs(value)
    exponent = len(str(size.numerator)) - len(str(size.denominator))
    exponent -= size < Fraction(10) ** exponent
    unit = Fraction(10) ** (exponent - _SHOWN + 1)
    count = -(-value // unit) if up else value // unit
    rounded = Decimal(int(count)).scaleb(exponent - _SHOWN + 1)
    if -4 <= exponent < _SHOWN + 2:
        return format(rounded, "f")
    return format(rounded, f".{_SHOWN - 1}e").replace("e+", "e")


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of two sides over a box, and the range of each where that is known.

    `kind` is refuted where they are proved to be equal nowhere, certified where they are proved to be equal somewhere,
    and undecided otherwise. `moduli` says that the ranges are those of the moduli.
    """

    kind: Kind
    left: Range | None = None
    right: Range | None = None
    moduli: bool = False


@final
@dataclass(frozen=True, eq=False)
class _Function:
    """An expression, compiled, and its slopes along its symbols."""

    expr: Expr

    @cached_property
    def enclosure(self) -> Enclosure:
        return compile_enclosure(self.expr)

    @cached_property
    def slopes(self) -> dict[Symbol, Enclosure]:
        symbols = sorted(self.expr.free_symbols, key=str)
        try:
            return {symbol: compile_enclosure(self.expr.diff(symbol)) for symbol in symbols}
        except Unsupported:
            return {}  # without slopes a range is only less sharp

    def at(self, box: Box) -> arb:
        """A ball around the values over the box."""
        return self.enclosure.around({}, _balls(box)).real

    def is_smooth(self, box: Box) -> bool:
        """Whether the expression is holomorphic on the box."""
        return self.enclosure.over({}, _balls(box)).is_finite()

    def span(self, box: Box) -> tuple[arb, bool]:
        """The same as a rule sharper, and whether it is known along every symbol to rise, or to fall.

        A function that rises with a symbol on all of the box is least where that symbol is. Where it turns, it is no
        farther from its value at the centre than the slopes allow: the mean value form (Moore, Ch. 6).
        """
        if not self.slopes or not self.is_smooth(box):
            return self.at(box), False
        lower, upper = dict(box), dict(box)
        centre = {symbol: _point((low + high) / 2) for symbol, (low, high) in box.items()}
        balls, middle = _balls(box), _balls(centre)
        mean, monotone = self.at(centre), True
        for symbol, slope in self.slopes.items():
            low, high = (_point(end) for end in box[symbol])
            steepness = slope.over({}, balls).real
            mean += steepness * (balls[symbol].real - middle[symbol].real)
            if steepness >= 0:
                lower[symbol], upper[symbol] = low, high
            elif steepness <= 0:
                lower[symbol], upper[symbol] = high, low
            else:
                monotone = monotone and low == high
        ends = self.at(lower).union(self.at(upper))
        return (ends if monotone or not mean.is_finite() else ends.intersection(mean)), monotone

    def range(self, box: Box) -> Range | None:
        """The range over the box, cut until the function is monotone on every part, or there are many."""
        waiting, done = [box], list[Range]()
        while waiting:
            part = waiting.pop(0)
            ball, monotone = self.span(part)
            found = Range.of(ball)
            halves = [] if monotone or len(done) + len(waiting) > _SHARP_ENOUGH else self.halves(part)
            if not halves and found is None:
                return None
            done += [found] if found and not halves else []
            waiting += halves
        return _hull(done)

    def halves(self, box: Box) -> list[Box]:
        """The box cut across the edge along which the function changes most, as far as is known; none for a point."""
        lengths = {symbol: high - low for symbol in self.expr.free_symbols for low, high in [box[symbol]] if low < high}
        if not lengths:
            return []
        changes = {symbol: self._change(symbol, length, box) for symbol, length in lengths.items()}
        longest = max(sorted(lengths, key=str), key=lambda symbol: changes[symbol])
        low, high = box[longest]
        middle = (low + high) / 2
        return [{**box, longest: (low, middle)}, {**box, longest: (middle, high)}]

    def _change(self, symbol: Symbol, length: Fraction, box: Box) -> float:
        """How much the function may change along an edge; where that is not known, the relative length of the edge."""
        slope = self.slopes.get(symbol)
        steepness = slope.over({}, _balls(box)).real if slope else arb.nan()
        if steepness.is_finite():
            return float(steepness.abs_upper() * _exact(length))
        return float(length / max(map(abs, box[symbol])))


@final
@dataclass(frozen=True, eq=False)
class Sides:
    """Two expressions, compiled once and compared over any number of boxes.

    Raises `Unsupported` where one of them has no enclosure.

    >>> x = Symbol("x", positive=True)
    >>> Sides(x**2, Integer(2)).over({x: (Fraction(1), Fraction(7, 5))}).kind.word
    'refuted'
    """

    left: Expr
    right: Expr

    @cached_property
    def _functions(self) -> tuple[_Function, _Function, _Function]:
        return _Function(self.left), _Function(self.right), _Function(self.left - self.right)

    @property
    def symbols(self) -> list[Symbol]:
        """The symbols of both, in the order of their names."""
        return sorted(self.left.free_symbols | self.right.free_symbols, key=str)

    def over(self, box: Box, *, disproof: bool = True) -> Comparison:
        """Compare them over `box`, which has all their symbols and may have more.

        Without `disproof` it is only asked whether they are equal somewhere, which is soon done.
        """
        used = {symbol: box[symbol] for symbol in self.symbols}
        with working_precision(_BITS):
            if not any(_has_open_branch(side, used) for side in (self.left, self.right)):
                return self._real(used, disproof)
            left, right = (_modulus(side, used) for side in (self.left, self.right))
            if left is None or right is None:
                return Comparison(Kind.UNDECIDED)
            found = Sides(left, right)._real(used, disproof)
            return Comparison(found.kind, found.left, found.right, moduli=True)

    def _real(self, box: Box, disproof: bool) -> Comparison:
        if not all(each.enclosure.around({}, _balls(box)).imag.is_zero() for each in self._functions):
            return Comparison(Kind.UNDECIDED)
        gathered, smaller = self, box
        if self.left == self.right or self._signs_differ(box):
            kind = Kind.CERTIFIED
        elif not disproof:
            return Comparison(Kind.UNDECIDED)
        else:
            gathered, smaller = _gathered(self, box)
            kind = Kind.REFUTED if gathered._are_apart(smaller) else Kind.UNDECIDED
        left, right = (each.range(smaller) for each in gathered._functions[:2])
        return Comparison(kind, left, right)

    def _signs_differ(self, box: Box) -> bool:
        """Whether the difference is continuous and has both signs, looked for at the corners to which it seems to grow.

        Where it grows is guessed from its values beside the centre; the signs at the corners are certain.
        """
        difference = self._functions[2]
        if not difference.is_smooth(box):
            return False
        centre = {symbol: _point((low + high) / 2) for symbol, (low, high) in box.items()}
        upper, lower = dict(centre), dict(centre)
        for symbol, (low, high) in box.items():
            beside = ({**centre, symbol: _point(end)} for end in (low, high))
            at_low, at_high = (difference.at(point).mid() for point in beside)
            rises = bool(at_high > at_low)
            upper[symbol], lower[symbol] = (_point(high), _point(low)) if rises else (_point(low), _point(high))
        return bool(difference.at(upper) >= 0) and bool(difference.at(lower) <= 0)

    def _are_apart(self, box: Box) -> bool:
        """Whether it is proved that they are equal nowhere in the box."""
        left, right, difference = self._functions
        waiting, count = [box], 0
        while waiting:
            part, count = waiting.pop(), count + 1
            one, other = left.span(part)[0], right.span(part)[0]
            if bool(one < other) or bool(one > other) or bool(difference.span(part)[0] != 0):
                continue
            halves = difference.halves(part)
            if not halves or count + len(waiting) >= _MOST_PARTS:
                return False
            waiting += halves
        return True


def _gathered(sides: Sides, box: Box) -> tuple[Sides, Box]:
    """The sides in fewer symbols: a product that alone holds its symbols is one symbol, with the range of the product.

    What two members hold only as n Lambda^3 is then one number, which rises and falls as a whole: n is put as that
    number over Lambda^3, and Lambda drops out.
    """
    ranges = dict(box)
    products = {part for side in (sides.left, sides.right) for part in symbolic.subexpressions(side)}
    products = {part for part in products if isinstance(part, Mul) and len(part.free_symbols) > 1}
    for part in sorted(products, key=lambda part: (-len(part.free_symbols), symbolic.stable_text(part))):
        span = Range.of(_Function(part).span({symbol: box[symbol] for symbol in part.free_symbols})[0])
        if span is None or span.low <= 0:
            continue
        one = Dummy("part", positive=True)
        for symbol in sorted(part.free_symbols, key=str):
            put = _with_product(sides, part, symbol, one)
            if put is not None:
                sides = put
                ranges[one] = (span.low, span.high)
                break
    return sides, {symbol: ranges[symbol] for symbol in sides.symbols}


def _with_product(sides: Sides, part: Expr, symbol: Symbol, one: Symbol) -> Sides | None:
    """The sides with `symbol` put in terms of the product `part`, if with it all symbols of the product drop out."""
    if not (part / symbol).has(symbol):
        solved = one / (part / symbol)
    elif not (part * symbol).has(symbol):
        solved = part * symbol / one
    else:
        return None
    left, right = sides.left.xreplace({symbol: solved}), sides.right.xreplace({symbol: solved})
    gone = not (left.free_symbols | right.free_symbols) & part.free_symbols
    return Sides(left, right) if gone and one in left.free_symbols | right.free_symbols else None


def _hull(ranges: Sequence[Range]) -> Range:
    return Range(min(each.low for each in ranges), max(each.high for each in ranges))


def _balls(box: Box) -> dict[Symbol, acb]:
    return {symbol: acb(_exact(low).union(_exact(high))) for symbol, (low, high) in box.items()}


def _point(value: Fraction) -> tuple[Fraction, Fraction]:
    return value, value


def _exact(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def _has_open_branch(expr: Expr, box: Box) -> bool:
    """Whether it holds a root or a logarithm of something that is not known to be positive on the box."""
    parts = symbolic.subexpressions(expr)
    bases = [part.base for part in parts if isinstance(part, Pow) and part.exp.is_integer is False and part.base != E]
    arguments = [part.args[0] for part in parts if isinstance(part, log)]
    return any(not is_positive(each, box) for each in (*bases, *arguments))


def is_positive(expr: Expr, box: Box) -> bool:
    """Whether an expression is real and positive on the box.

    >>> x = Symbol("x", real=True)
    >>> is_positive(x - 1, {x: (Fraction(2), Fraction(3))}), is_positive(x - 2, {x: (Fraction(2), Fraction(3))})
    (True, False)
    """
    with working_precision(_BITS):
        ball = compile_enclosure(expr).around({}, _balls({symbol: box[symbol] for symbol in expr.free_symbols}))
        return ball.imag.is_zero() and bool(ball.real > 0)


def _modulus(expr: Expr, box: Box) -> Expr | None:
    """The modulus of a product of numbers of one sign each, their roots and i; `None` for another expression."""
    factors = [_factor_modulus(factor, box) for factor in Mul.make_args(expr)]
    known = [factor for factor in factors if factor is not None]
    return prod(known, start=Integer(1)) if len(known) == len(factors) else None


def _factor_modulus(factor: Expr, box: Box) -> Expr | None:
    if factor == I:
        return Integer(1)
    if isinstance(factor, Pow) and isinstance(factor.exp, Rational):
        base = _of_one_sign(factor.base, box)
        return None if base is None else base**factor.exp
    return _of_one_sign(factor, box)


def _of_one_sign(expr: Expr, box: Box) -> Expr | None:
    ball = compile_enclosure(expr).around({}, _balls({symbol: box[symbol] for symbol in expr.free_symbols}))
    if not ball.imag.is_zero() or ball.real.contains(0):
        return None
    return expr if ball.real > 0 else -expr
