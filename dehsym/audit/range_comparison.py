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

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from math import prod
from typing import final

from flint import acb, arb
from sympy import Dummy, E, Expr, I, Integer, Mul, Pow, Rational, Symbol, log

from dehsym import symbolic
from dehsym.audit.range import (
    BITS,
    Box,
    BoxFunction,
    Range,
    balls_of,
    centre_of,
    exact_ball,
    halves_of,
    point,
)
from dehsym.balls import working_precision
from dehsym.verdict import Kind

_MOST_PARTS = 400
_SHARP_ENOUGH = 64


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
    """An expression, compiled, with what is known of its values over boxes."""

    expr: Expr

    @cached_property
    def on_boxes(self) -> BoxFunction:
        """Its values and slopes in balls."""
        return BoxFunction(self.expr)

    def at(self, box: Box) -> arb:
        """A ball around the values over the box."""
        return self.on_boxes.over(box).real

    def span(self, box: Box) -> tuple[arb, bool]:
        """The same as a rule sharper, and whether it is known along every symbol to rise, or to fall.

        A function that rises with a symbol on all of the box is least where that symbol is. Where it turns, it is no
        farther from its value at the centre than the slopes allow: the mean value form (Moore, Ch. 6).
        """
        if not self.on_boxes.symbols or not self.on_boxes.holomorphic(box).is_finite():
            return self.at(box), False
        lower, upper = dict(box), dict(box)
        centre = {symbol: point(value) for symbol, value in centre_of(box).items()}
        balls, middle = balls_of(box), balls_of(centre)
        mean, monotone = self.at(centre), True
        for symbol in self.on_boxes.symbols:
            known = self.on_boxes.slope(symbol, box)
            slope = arb.nan() if known is None else known
            low, high = (point(end) for end in box[symbol])
            mean += slope * (balls[symbol].real - middle[symbol].real)
            if slope >= 0:
                lower[symbol], upper[symbol] = low, high
            elif slope <= 0:
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
            halves = [] if monotone or len(done) + len(waiting) > _SHARP_ENOUGH else self.halves(part)
            if not (halves or ball.is_finite()):
                return None
            done += [] if halves else [Range.of(ball)]
            waiting += halves
        return reduce(lambda one, other: one | other, done)

    def halves(self, box: Box) -> list[Box]:
        """The box cut across the edge along which the function changes most, as far as is known; none for a point."""
        lengths = {symbol: high - low for symbol in self.on_boxes.symbols for low, high in [box[symbol]] if low < high}
        changes = {symbol: self._change(symbol, length, box) for symbol, length in lengths.items()}
        return [*halves_of(box, max(changes, key=lambda symbol: changes[symbol]))] if changes else []

    def _change(self, symbol: Symbol, length: Fraction, box: Box) -> float:
        """How much the function may change along an edge; where that is not known, the relative length of the edge."""
        slope = self.on_boxes.slope(symbol, box)
        if slope is not None:
            return float(slope.abs_upper() * exact_ball(length))
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
        with working_precision(BITS):
            if not any(_has_open_branch(side, used) for side in (self.left, self.right)):
                return self._real(used, disproof)
            left, right = (_modulus(side, used) for side in (self.left, self.right))
            if left is None or right is None:
                return Comparison(Kind.UNDECIDED)
            found = Sides(left, right)._real(used, disproof)
            return Comparison(found.kind, found.left, found.right, moduli=True)

    def _real(self, box: Box, disproof: bool) -> Comparison:
        if not all(each.on_boxes.over(box).imag.is_zero() for each in self._functions):
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
        if not difference.on_boxes.holomorphic(box).is_finite():
            return False
        centre = {symbol: point(value) for symbol, value in centre_of(box).items()}
        upper, lower = dict(centre), dict(centre)
        for symbol, (low, high) in box.items():
            beside = ({**centre, symbol: point(end)} for end in (low, high))
            at_low, at_high = (difference.at(place).mid() for place in beside)
            rises = bool(at_high > at_low)
            upper[symbol], lower[symbol] = (point(high), point(low)) if rises else (point(low), point(high))
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
        ball, _ = _Function(part).span({symbol: box[symbol] for symbol in part.free_symbols})
        if not ball > 0:
            continue
        span = Range.of(ball)
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
    with working_precision(BITS):
        ball = _over(expr, box)
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
    ball = _over(expr, box)
    if not ball.imag.is_zero() or ball.real.contains(0):
        return None
    return expr if ball.real > 0 else -expr


def _over(expr: Expr, box: Box) -> acb:
    return BoxFunction(expr).over({symbol: box[symbol] for symbol in expr.free_symbols})
