"""Whole numbers at which a claim may fail alone: roots of its polynomials, its periods, small numbers, far crossings.

Whole numbers are few near the places where anything changes, and random ones seldom hit them: n - 37 vanishes at one
of them. The roots of polynomials with rational coefficients are found exactly; small numbers are tried one by one; and
a change of sign of the difference far out is found by doubling and halving.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, pairwise, product
from typing import final

from sympy import Add, Expr, Mul, Rational, Symbol, ceiling, floor

from dehsym import symbolic
from dehsym.balls import Point, compile_enclosure
from dehsym.domain import Domain
from dehsym.errors import EvaluationError, RuleError
from dehsym.judge.probing import Probe, is_costly
from dehsym.judge.question import Question

_SMALL = 400
_SMALL_OF_COSTLY = 40
_MOST_POINTS = 400
_LARGEST_DEGREE = 12
_LARGEST_PERIOD = 10**6
_DOUBLINGS = 48
_HEAVY_NUMBERS = (20, 60, 120)
_HEAVY_PAIRS = ((2, -2), (3, 3), (3, -3), (2, 3), (3, 2))
_JUMPS = (0, 1, -1)


@final
class WholeNumbers:
    """The points of one question at which a whole number is special."""

    def __init__(self, question: Question) -> None:
        self._question = question
        probe = Probe(question.domains, question.sides, question.seed)
        self._bases: list[Point] = list(islice(probe.generic(), 4))
        self._symbols = [symbol for symbol in question.symbols if question.domains[symbol].kind == "integer"]

    def exceptional(self) -> Iterator[Point]:
        """Points at exact roots of the polynomials in one symbol, beside them, and at the periods.

        >>> from dehsym.proposition import Operator, Relation
        >>> n = Symbol("n", integer=True)
        >>> claim = Relation((n - 37) ** 2, Operator.UNEQUAL, n - n)
        >>> next(WholeNumbers(Question(claim, claim, {n: Domain("integer")})).exceptional())[n]
        Fraction(37, 1)
        """
        for symbol in self._symbols:
            numbers = dict.fromkeys((*self._roots(symbol), *self._periods(symbol)))
            yield from self._at([(symbol,)] * len(numbers), [(number,) for number in numbers])

    def small(self) -> Iterator[Point]:
        """Points at all small numbers: of one symbol up to some hundreds, of several all near zero, pairs m = ±n."""
        if not self._symbols:
            return
        most = _SMALL_OF_COSTLY if is_costly(self._question.sides) else _SMALL
        if len(self._symbols) == 1:
            numbers = _ordered(self._question.domains[self._symbols[0]], most)
            yield from self._at([(self._symbols[0],)] * len(numbers), [(number,) for number in numbers])
            return
        reach = max(1, int(most ** (1 / len(self._symbols)) - 1) // 2)
        boxes = [_ordered(self._question.domains[symbol], 2 * reach) for symbol in self._symbols]
        corners = list(islice(product(*boxes), _MOST_POINTS))
        yield from self._at([tuple(self._symbols)] * len(corners), corners)
        for one, other in pairwise(self._symbols):
            pairs = [(n, m) for n in range(-12, 13) for m in (n, -n, n + 1, n - 1)]
            yield from self._at([(one, other)] * len(pairs), pairs)

    def moderate(self) -> Iterator[Point]:
        """A few points for claims that take long: exact roots, numbers beyond a dozen, pairs m = ±n and neighbours."""
        yield from islice(self.exceptional(), 6)
        for symbol in self._symbols:
            low = self._question.domains[symbol].values.low
            start = 0 if low is None or low < _HEAVY_NUMBERS[0] else int(low)
            yield from self._at([(symbol,)] * len(_HEAVY_NUMBERS), [(start + number,) for number in _HEAVY_NUMBERS])
        for pair in pairwise(self._symbols):
            yield from self._at([pair] * len(_HEAVY_PAIRS), _HEAVY_PAIRS)

    def crossings(self) -> Iterator[Point]:
        """Points on both sides of a change of sign of the difference: found by doubling, and by halving after it."""
        left, right = self._question.sides
        try:
            difference = compile_enclosure(left - right)
        except EvaluationError:
            return
        for symbol, way in product(self._symbols, (1, -1)):
            domain, base = self._question.domains[symbol], self._bases[0]

            def sign(number: int, symbol: Symbol = symbol, base: Point = base) -> int:
                try:
                    value = difference({**base, symbol: Fraction(number)}, 64).real
                except EvaluationError:
                    return 0
                return (value > 0) - (value < 0)

            end = domain.values.low if way > 0 else domain.values.high
            start = 0 if end is None else int(end)
            numbers = (start + way * 2**k for k in range(_DOUBLINGS))
            signed = [(number, sign(number)) for number in numbers if Fraction(number) in domain]
            for (near, one), (far, other) in pairwise(signed):
                if one * other < 0:
                    low, high = near, far
                    while abs(high - low) > 1:
                        middle = (low + high) // 2
                        low, high = (middle, high) if sign(middle) == one else (low, middle)
                    yield from self._at([(symbol,)] * 2, [(low,), (high,)])
            if signed:
                yield from self._at([(symbol,)], [(signed[-1][0],)])

    def _at(self, chosen: Sequence[tuple[Symbol, ...]], numbers: Sequence[Sequence[int]]) -> Iterator[Point]:
        """The generic points in turn with the numbers in the place of the symbols, where they lie in the domains."""
        for count, (symbols, values) in enumerate(zip(chosen, numbers, strict=True)):
            moved = dict(zip(symbols, map(Fraction, values), strict=True))
            if all(value in self._question.domains[symbol] for symbol, value in moved.items()):
                yield {**self._bases[count % len(self._bases)], **moved}

    def _roots(self, symbol: Symbol) -> Iterator[int]:
        """The roots of the difference, and of every part that is a polynomial, and the numbers beside them.

        Of what is rounded, also the numbers at which it reaches 1 and -1.
        """
        for polynomial, jumps in self._polynomials(symbol):
            for jump in jumps:
                for root in symbolic.rational_roots(polynomial - jump, symbol):
                    if root.denominator == 1:
                        yield from (int(root), int(root) + 1, int(root) - 1)

    def _polynomials(self, symbol: Symbol) -> Iterator[tuple[Expr, tuple[int, ...]]]:
        left, right = self._question.sides
        parts = dict.fromkeys(part for side in (left, right) for part in symbolic.subexpressions(side))
        rounded = {part.args[0] for part in parts if isinstance(part, floor | ceiling)}
        candidates = dict.fromkeys((left - right, *(part for part in parts if isinstance(part, Add))))
        for candidate in (*candidates, *rounded):
            if candidate.free_symbols != {symbol}:
                continue
            try:
                degree = len(symbolic.power_coefficients(candidate, symbol)) - 1
            except RuleError:
                continue
            if 0 < degree <= _LARGEST_DEGREE and symbolic.rational_coefficients(candidate) is not None:
                yield candidate, _JUMPS if candidate in rounded else (0,)

    def _periods(self, symbol: Symbol) -> Iterator[int]:
        """Denominators of the factors of the symbol: sin(pi n/101) is special at 101."""
        for part in (part for side in self._question.sides for part in symbolic.subexpressions(side)):
            if isinstance(part, Mul) and symbol in part.args:
                factor, _ = part.as_coeff_Mul()
                if isinstance(factor, Rational) and 1 < factor.q <= _LARGEST_PERIOD:
                    yield from (factor.q, -factor.q, 2 * factor.q, factor.q // 2)


def _ordered(domain: Domain, most: int) -> list[int]:
    """The first numbers from the lower end upwards or, if there is none, about zero; at most so many."""
    low, high = domain.values.low, domain.values.high
    if low is not None:
        numbers = (int(low) + k for k in range(most + 1))
    elif high is not None:
        numbers = (int(high) - k for k in range(most + 1))
    else:
        numbers = (k * way for k in range(most // 2 + 1) for way in (1, -1))
    return [number for number in dict.fromkeys(numbers) if Fraction(number) in domain]
