"""Where to look: the points at which false identities show.

Three kinds, in this order. Generic points, drawn by strata from every domain (`balls.sampling`). Landmarks: each symbol
in turn at 0, at units and halves, at the closed ends of its domain. And points found by Newton's method close to where
a part of the expression meets a branch cut, a kink, a jump or a pole, on both sides of it: an identity that fails only
beyond |x - 5000| = 0 or on one bank of a cut is not seen from anywhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product, zip_longest
from math import log2
from random import Random
from typing import final

import sympy
from sympy import Expr, Integer, Rational, Symbol

from dehsym import symbolic
from dehsym.balls import Enclosure, Point, TestFunction, Value, compile_enclosure, points, random_stream
from dehsym.domain import Domain, Exact, Interval
from dehsym.errors import EvaluationError, RuleError

_BITS = 96
_STEPS = 24
_MOST_CRITICAL_PARTS = 8
_GRAIN = 2**24
_HALVES = 32
_SMALL = 12
_INNER = 1 / 8
_AT_AN_END = 64.0
_HALF_NUMBERS = (-8, -7, -6, -5, -4, -4, -3, -3, -2, -2, -1, -1, 0, 1, 2, 3, 4, 6)
_NEAR = (16, 24, 34, 48, 64)
_DIRECTIONS = tuple((Fraction(x, 5), Fraction(y, 5)) for x, y in ((5, 0), (-5, 0), (3, 4), (-4, -3)))
_FAR = (12, 40, 150, 1000, 30_000)
_FARTHEST = (10**7, 10**12)
_ORDINARY_SIZE = 1e6
_ELEMENTARY_NAMES = """
Add Mul Pow exp log sin cos tan cot sinh cosh tanh coth asin acos atan asinh acosh atanh Abs re im
"""
_ELEMENTARY = frozenset(_ELEMENTARY_NAMES.split())
_COSTLY_NAMES = """
zeta polylog lerchphi dirichlet_eta bernoulli polygamma loggamma hyper uppergamma lowergamma expint besselj bessely
besseli besselk hankel1 hankel2 elliptic_f jacobi gegenbauer legendre laguerre hermite
"""
_COSTLY = frozenset(_COSTLY_NAMES.split())

_CUT_BELOW_ZERO = (-0.5 + 0j, -3 + 0j)
_CUT_ABOVE_ONE = (1.5 + 0j, 4 + 0j)
_OUTER_REALS = (*_CUT_ABOVE_ONE, -1.5 + 0j, -4 + 0j)
_OUTER_IMAGINARIES = (1.5j, -1.5j, 4j, -4j)
_KINK = (0j,)

_CRITICAL_VALUES: tuple[tuple[str, tuple[complex, ...]], ...] = (
    ("log loggamma arg Ei Ci Chi uppergamma lowergamma expint", _CUT_BELOW_ZERO),
    ("besselj besseli bessely besselk hankel1 hankel2", _CUT_BELOW_ZERO),
    ("polylog elliptic_k elliptic_e hyper li", _CUT_ABOVE_ONE),
    ("asin acos atanh", _OUTER_REALS),
    ("atan asinh", _OUTER_IMAGINARIES),
    ("acosh", (0.5 + 0j, -0.5 + 0j, -3 + 0j)),
    ("acot acoth asec acsc asech acsch", (0j, 1 + 0j, -1 + 0j, 1j, -1j)),
    ("LambertW", (-0.25 + 0j, -0.5 + 0j, -3 + 0j)),
    ("Abs sign Heaviside", _KINK),
    ("floor ceiling", (1 + 0j, -1 + 0j, 7 + 0j)),
)
_BY_FUNCTION = {name: values for names, values in _CRITICAL_VALUES for name in names.split()}


@final
@dataclass(frozen=True, slots=True)
class CriticalPart:
    """An argument of some function, and the values at which that function is not analytic."""

    argument: Expr
    values: tuple[complex, ...]


def critical_parts(*exprs: Expr, most: int = _MOST_CRITICAL_PARTS) -> list[CriticalPart]:
    """The arguments of functions with cuts, kinks and jumps, of roots, and of denominators; the `most` smallest ones.

    >>> from sympy import log
    >>> from sympy.abc import x
    >>> [part.argument for part in critical_parts(log(x + 1) / x)]
    [x, x + 1]
    """
    found: dict[Expr, tuple[complex, ...]] = {}
    for expr in exprs:
        for part in symbolic.subexpressions(expr):
            for argument, values in _critical(part):
                if argument.free_symbols:
                    found[argument] = tuple(dict.fromkeys((*found.get(argument, ()), *values)))
    ordered = sorted(found, key=lambda argument: (symbolic.size(argument), symbolic.stable_text(argument)))
    return [CriticalPart(argument, found[argument]) for argument in ordered[:most]]


def _critical(part: Expr) -> Iterator[tuple[Expr, tuple[complex, ...]]]:
    if isinstance(part, sympy.Pow):
        base, exponent = part.as_base_exp()
        if not isinstance(exponent, Integer) and base != sympy.E:
            yield base, _CUT_BELOW_ZERO
        if isinstance(exponent, Rational) and exponent.p < 0:
            yield base, _KINK
    elif isinstance(part, sympy.Max | sympy.Min):
        first, *others = part.args
        yield from ((first - other, _KINK) for other in others)
    elif compared := symbolic.compared_sides(part):
        yield from ((left - right, _KINK) for left, right in compared)
    elif (values := _BY_FUNCTION.get(part.func.__name__)) is not None:
        yield part.args[0 if part.func is sympy.LambertW else -1], values


@final
@dataclass(frozen=True)
class Probe:
    """The points of one claim: `domains` of its symbols and undefined functions, its expressions, its seed."""

    domains: Mapping[Expr, Domain]
    exprs: Sequence[Expr]
    seed: str

    def generic(self) -> Iterator[Point]:
        """Endless stratified points."""
        return iter(points(self.domains, self.seed))

    def landmarks(self, allowed: Callable[[Point], bool]) -> Iterator[Point]:
        """Generic points with one symbol moved to a landmark of its domain, and those with all symbols moved.

        The other symbols have the first of some generic values with which the point is `allowed`.
        """
        base = list(islice(self.generic(), 24))
        held = {symbol for expr in self.exprs for symbol in expr.free_symbols}
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol) and key in held]
        rows = [[(symbol, mark) for mark in self.domains[symbol].landmarks] for symbol in symbols]
        for number, row in enumerate(zip_longest(*rows)):  # of each symbol in turn: there may be room for few
            for place, moved in enumerate(row):
                if moved is not None:
                    order = (base[(place + number + k) % 4] for k in range(4))
                    tried = ({**each, moved[0]: moved[1]} for each in (*order, *base[4:]))
                    yield from islice(filter(allowed, tried), 1)
        if len(symbols) > 1:
            together = [self.domains[symbol].landmarks for symbol in symbols]
            for number in range(2 * max(map(len, together)) if all(together) else 0):
                chosen = [each[number * (1 + place) % len(each)] for place, each in enumerate(together)]
                same = [each[number % len(each)] for each in together]
                yield {**base[0], **dict(zip(symbols, same if number % 2 else chosen, strict=True))}

    def moderate(self, number: int) -> Iterator[Point]:
        """The first generic points, ordered so that few see much: each in another direction, ordinary ones first.

        Directions are signs of real numbers, quarters of bounded intervals, quadrants of the plane. On the axes a
        number and its conjugate are the same or differ by a sign, so that an even function sees no conjugate too many:
        the axes come last. Of equals the larger come first: there a series differs most from one that is cut off.
        """
        found = sorted(islice(self.generic(), number), key=lambda point: (self._extent(point), -_size(point)))
        seen: Counter[tuple[tuple[int, int], ...]] = Counter()
        rounds: list[tuple[int, int, Point]] = []
        for point in found:
            direction = tuple(_direction(self.domains[key], value) for key, value in point.items())
            on_axes = sum(isinstance(value, tuple) and 0 in value for value in point.values())
            rounds.append((seen[direction], on_axes, point))
            seen[direction] += 1
        yield from (point for _, _, point in sorted(rounds, key=lambda each: each[:2]))

    def _extent(self, point: Point) -> float:
        """How extreme the most extreme number of the point is."""
        numbers = ((key, value) for key, value in point.items() if not isinstance(value, TestFunction))
        return max((_extent_in(self.domains[key], value) for key, value in numbers), default=0.0)

    def far(self) -> Iterator[Point]:
        """Points far out: beyond the first periods, and beyond every whole number that a claim may have in mind.

        Zeta functions and their like take long there, and are looked at nearby only; claims of elementary functions,
        to whom it is all the same, farther out still.
        """
        names = _heads(self.exprs)
        factors = _FAR[:1] if names & _COSTLY else (*_FAR, *_FARTHEST) if names <= _ELEMENTARY else _FAR
        base = list(islice(self.generic(), 2 * len(factors)))
        for number, factor in enumerate(factors):
            for point in base[2 * number : 2 * number + 2]:
                moved = {
                    symbol: _scaled(point[symbol], factor) for symbol in self.domains if isinstance(symbol, Symbol)
                }
                if all(place in self.domains[symbol] for symbol, place in moved.items()):
                    yield {**point, **moved}

    def ends(self) -> Iterator[Point]:
        """Points with one symbol just inside an end of its domain: what fails between 1 and 1 + 10^-7 fails there."""
        base = list(islice(self.generic(), 4))
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol)]
        for symbol in symbols:
            for number, place in enumerate(_beside_ends(self.domains[symbol], base[0][symbol])):
                if place in self.domains[symbol]:
                    yield {**base[number % 4], symbol: place}

    def halves(self) -> Iterator[Point]:
        """Points with all symbols at small halves of whole numbers: where orders and parameters are exceptional."""
        symbols = [key for key in sorted(self.domains, key=str) if isinstance(key, Symbol)]
        random = random_stream(f"{self.seed} halves")
        for base in islice(self.generic(), _HALVES if len(symbols) > 1 else 0):
            chosen = {symbol: _half(base[symbol], random) for symbol in symbols}
            if all(place in self.domains[symbol] for symbol, place in chosen.items()):
                yield {**base, **chosen}

    def critical(self) -> Iterator[Point]:
        """Points on, and close to both sides of, the places where a part is not analytic."""
        base = list(islice(self.generic(), 3))
        for number, part in enumerate(critical_parts(*self.exprs)):
            moved = sorted(part.argument.free_symbols, key=str)
            if not all(symbol in self.domains for symbol in moved):
                continue  # it holds a bound variable
            for value in part.values:
                for symbol in moved[:2]:
                    yield from self._about(part.argument, value, symbol, base[number % 3])

    def whole_numbers_near_zeros(self, expr: Expr) -> Iterator[Point]:
        """Points at which a symbol is a whole number close to a zero of `expr`, seen as a function of real numbers."""
        base = list(islice(self.generic(), _SMALL))
        symbols = [key for key, domain in self.domains.items() if isinstance(key, Symbol) and domain.kind == "integer"]
        for symbol, point in product(symbols, base):
            real = Symbol(symbol.name, real=True)
            place = solved(expr.xreplace({symbol: real}), 0j, real, {**point, real: point[symbol]})
            if place is not None:
                near = (Fraction(round(place.real) + k) for k in (0, 1, -1))
                yield from ({**point, symbol: number} for number in near if number in self.domains[symbol])

    def zeros(self, expr: Expr) -> Iterator[Point]:
        """Points at which `expr` is 0, exactly where it is linear in a symbol, and close to it otherwise."""
        for number, symbol in enumerate(sorted(expr.free_symbols & set(self.domains), key=str)):
            base = next(islice(self.generic(), number, None))
            yield from self._about(expr, 0j, symbol, base)

    def _about(self, argument: Expr, value: complex, symbol: Symbol, base: Point) -> Iterator[Point]:
        domain = self.domains[symbol]
        if domain.kind == "integer":
            return
        exact = exact_solution(argument, value, symbol, base)
        if exact is not None and exact in domain:
            yield {**base, symbol: exact}
        if isinstance(exact, Fraction) and not value:  # what holds beyond a break may fail in a tiny interval
            beside = (exact + way * Fraction(1, 2**k) for k in _NEAR[:3] for way in (1, -1))
            yield from ({**base, symbol: place} for place in beside if place in domain)
        starts = ({**base, symbol: place} for place in _starts(base[symbol]) if place in domain)
        solutions = (solved(argument, value, symbol, start) for start in starts)
        found = next((solution for solution in solutions if solution is not None), None)
        if found is None:
            return
        for place in _neighbours(found, domain):
            if place in domain:
                yield {**base, symbol: place}


def _heads(exprs: Sequence[Expr]) -> set[str]:
    return {part.func.__name__ for expr in exprs for part in symbolic.subexpressions(expr) if part.args}


def is_costly(exprs: Sequence[Expr]) -> bool:
    """Whether there is a function whose enclosure takes long for large numbers.

    >>> from sympy import sin, zeta
    >>> from sympy.abc import x
    >>> is_costly([sin(x)]), is_costly([zeta(x)])
    (False, True)
    """
    return bool(_heads(exprs) & _COSTLY)


def is_of_ordinary_size(point: Point) -> bool:
    """Whether no number of the point is beyond a million: what is only looked at far out is no place to search from.

    >>> from sympy.abc import x
    >>> is_of_ordinary_size({x: Fraction(12)}), is_of_ordinary_size({x: Fraction(10**9)})
    (True, False)
    """
    return _size(point) < _ORDINARY_SIZE


def _size(point: Point) -> float:
    return sum(
        abs(complex(*map(float, x))) if isinstance(x, tuple) else abs(float(x))
        for x in point.values()
        if not isinstance(x, TestFunction)
    )


def _extent_in(domain: Domain, value: Exact) -> float:
    """How extreme a number is, in powers of 2: by its size or, in a bounded domain, by how near its ends it is.

    Small whole numbers are all alike, and so is what lies in the inner seven eighths of an interval or a disc.
    """
    x, y = value if isinstance(value, tuple) else (value, Fraction(0))
    size = abs(complex(float(x), float(y)))
    if domain.kind == "complex":
        bound = domain.modulus.high
        room = None if bound is None or not bound else (float(bound) - size) / float(bound)
    else:
        low, high = domain.values.low, domain.values.high
        room = None if low is None or high is None or low == high else 2 * float(min(x - low, high - x) / (high - low))
    if room is not None:
        return 0.0 if room >= _INNER else -log2(room / _INNER) if room > 0 else _AT_AN_END
    if y == 0 and x.denominator == 1 and abs(x) <= _SMALL:
        return 0.0
    return abs(log2(size)) if size else 0.0


def _beside_ends(domain: Domain, value: Value) -> Iterator[Exact]:
    """Numbers at small distances from the ends of a real domain, or of the parts and the modulus of a complex one."""
    if domain.kind == "real":
        yield from _beside(domain.values)
    elif domain.kind == "complex" and isinstance(value, tuple):
        x, y = value
        yield from ((end, y) for end in _beside(domain.values))
        yield from ((x, end) for end in _beside(domain.imaginary))
        circles = replace(domain.modulus, low=domain.modulus.low or None)  # 0 is no circle
        for radius, (cosine, sine) in product(_beside(circles), _DIRECTIONS):
            yield radius * cosine, radius * sine


def _beside(values: Interval) -> Iterator[Fraction]:
    ends = ((values.low, 1), (values.high, -1))
    yield from values.ends
    yield from (end + way * Fraction(1, 2**k) for end, way in ends if end is not None for k in _NEAR)


def _direction(domain: Domain, value: Value) -> tuple[int, int]:
    """The signs of both parts; of a number in a bounded interval its sign and the quarter of the interval."""
    if isinstance(value, TestFunction):
        return 0, 0
    x, y = value if isinstance(value, tuple) else (value, Fraction(0))
    low, high = domain.values.low, domain.values.high
    if domain.kind != "complex" and low is not None and high is not None and low < high:
        return (x > 0) - (x < 0), int(4 * (x - low) / (high - low))
    return (x > 0) - (x < 0), (y > 0) - (y < 0)


def _half(value: Value, random: Random) -> Exact:
    """A half of a whole number from -8 to 8, more often a negative or whole one; a number off the axis stays."""
    if isinstance(value, tuple) and value[1] and random.randrange(3) == 0:
        return value
    number = Fraction(random.choice(_HALF_NUMBERS), 2)
    return (number, Fraction(0)) if isinstance(value, tuple) else number


def _scaled(value: Value, factor: int) -> Exact:
    if isinstance(value, tuple):
        return value[0] * factor, value[1] * factor
    assert isinstance(value, Fraction), value
    return value * factor if value.denominator > 1 else value * factor + 1


def _starts(value: Value) -> Iterator[Exact]:
    """The number, and others farther out: an exponential is periodic, and flat on one side."""
    if isinstance(value, tuple):
        x, y = value
        yield from ((x, y), (x / 4, 4 * y), (8 * x, 8 * y))
    elif isinstance(value, Fraction):
        yield from (value, 4 * value, 64 * value)


def exact_solution(argument: Expr, value: complex, symbol: Symbol, base: Point) -> Exact | None:
    """The number for `symbol` with argument = value, where that is linear in it and all numbers are rational.

    >>> from sympy.abc import x
    >>> exact_solution(3 * x, 1 + 0j, x, {x: Fraction(5)})
    Fraction(1, 3)
    """
    given: dict[Expr, Expr] = {}
    for key, number in base.items():
        if key != symbol and isinstance(number, Fraction):
            given[key] = symbolic.rational(number)
    try:
        difference = symbolic.put(argument, given) - symbolic.rational(Fraction(value.real))
        factor, rest = symbolic.coefficient(difference, symbol)
    except RuleError:
        return None
    root = -rest / factor
    if value.imag or not isinstance(root, Rational):
        return None
    exact = Fraction(root.p, root.q)
    return (exact, Fraction(0)) if isinstance(base[symbol], tuple) else exact


def solved(argument: Expr, value: complex, symbol: Symbol, base: Point) -> complex | None:
    """A number for `symbol` with argument = value, by the secant method; `None` where it does not settle.

    >>> from sympy.abc import x
    >>> round(solved(x**2, 4 + 0j, x, {x: Fraction(1)}).real, 6)
    2.0
    """
    try:
        enclosure = compile_enclosure(argument)
    except EvaluationError:
        return None
    start = base[symbol]
    assert isinstance(start, Fraction | tuple), start
    old = complex(*map(float, start)) if isinstance(start, tuple) else complex(float(start))
    real = not isinstance(start, tuple)
    new = old * 1.0625 + (0.03125 if real else 0.03125 + 0.0625j)
    old_miss = _miss(enclosure, value, {**base, symbol: _dyadic(old, real)})
    for _ in range(_STEPS):
        miss = _miss(enclosure, value, {**base, symbol: _dyadic(new, real)})
        if old_miss is None or miss is None:
            return None
        if abs(miss) < 1e-7 * max(1.0, abs(new)):
            return new
        if miss == old_miss:
            return None
        step = miss * (new - old) / (miss - old_miss)
        old, old_miss, new = new, miss, new - (complex(step.real) if real else step)
        if not abs(new) < 1e9:  # also where it is not a number
            return None
    return None


def _miss(enclosure: Enclosure, value: complex, point: Point) -> complex | None:
    try:
        ball = enclosure(point, _BITS)
    except EvaluationError:
        return None
    if not ball.is_finite():
        return None
    return complex(ball) - value


def _dyadic(number: complex, real: bool) -> Exact:
    x = Fraction(round(number.real * _GRAIN), _GRAIN)
    return x if real else (x, Fraction(round(number.imag * _GRAIN), _GRAIN))


def _neighbours(number: complex, domain: Domain) -> Iterator[Exact]:
    """The place itself, rounded so that a place on an axis or at a whole number is exact; and its neighbours."""
    near = Fraction(1, 2**10) * max(1, abs(round(abs(number))))
    x, y = Fraction(round(number.real * 2**16), 2**16), Fraction(round(number.imag * 2**16), 2**16)
    if domain.kind == "real":
        yield from (x, x - near, x + near, 2 * x + near, x - 8 * near - 1, x + 8 * near + 1)
        return
    yield from ((x, y), (x, y + near), (x, y - near), (x + near, y), (x - near, y))
