"""Where a claim that no method proves is looked at once more: far out, densely, at turning points, beside its ends.

An agreement at generic points says nothing of a thin bump, of an interval of length 10^-3 beside an end, or of what
happens beyond 10^12. Only a failure counts here, at an exact point that the conditions allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice, product

from sympy import Derivative, Expr, Integer, Pow, Symbol

from dehsym import symbolic
from dehsym.balls import Point, Value
from dehsym.domain import Domain, Interval
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import Effort, Finding
from dehsym.judge.descent import descent
from dehsym.judge.probing import Probe, critical_parts, exact_solution, is_costly, solved
from dehsym.judge.question import Question
from dehsym.judge.survey import Survey, Surveyor
from dehsym.judge.whole_numbers import WholeNumbers
from dehsym.proposition import Operator

_LIGHT = Effort(first=64, most=512, digits=8)
_DENSE = 240
_REACH = 800
_FAR_ORDERS = (5, 6, 7, 8, 10, 15)
_GRAIN = 2**44
_NEAR_AN_END = (Fraction(1, 2**6), Fraction(1, 2**16))
_NEAR_A_LONE_END = (Fraction(1, 2**6), Fraction(1, 2**24))
_USUAL_ENDS = (-1, 0, 1)
_MOST_EXCEPTIONAL = 60
_MOST_HEAVY = 24
_MOST_PARTS = 24


def second_look(question: Question, found: Survey, samples: int) -> Survey:
    """The survey that was found, or a refutation at a point that it had not looked at.

    >>> from sympy import Integer
    >>> from dehsym.domain import REAL
    >>> from dehsym.judge.survey import survey
    >>> from dehsym.proposition import Relation
    >>> x = Symbol("x", real=True)
    >>> claim = Relation(x, Operator.LESS, Integer(10) ** 40)
    >>> asked = Question(claim, claim, {x: REAL})
    >>> print(second_look(asked, survey(asked), 12).verdict.kind.word)
    refuted
    """
    if not question.symbols:
        return found
    surveyor, whole = Surveyor.of(question, samples), WholeNumbers(question)
    if question.is_heavy:
        points = chain(whole.moderate(), _beside_ends(question))
        return surveyor.look_again(found, islice(points, _MOST_HEAVY))
    found = surveyor.look_again(found, islice(whole.exceptional(), _MOST_EXCEPTIONAL))
    if found.failed is not None:
        return found
    outer = chain(whole.small(), whole.crossings(), _far(question), _near_parts(question))
    for point in chain(outer, _dense(question, surveyor)):
        if _fails(surveyor, point) and surveyor.allows(point):
            again = surveyor.look_again(found, (point,))
            if again.failed is not None:
                return again
    return found


def _fails(surveyor: Surveyor, point: Point) -> bool:
    try:
        return surveyor.compiled.at(point, _LIGHT, confirm=False).finding is Finding.FAILS
    except EvaluationError:
        return False


def _real_symbols(question: Question) -> list[Symbol]:
    return [symbol for symbol in question.symbols if question.domains[symbol].kind == "real"]


def _bases(question: Question, number: int) -> list[Point]:
    return list(islice(Probe(question.domains, question.sides, question.seed).generic(), number))


def _far(question: Question) -> Iterator[Point]:
    """Points at 2^32 and farther, to 2^32768: an order may hold until there."""
    if is_costly(question.sides) or not question.is_order:
        return
    base = _bases(question, 1)[0]
    for order in _FAR_ORDERS:
        for factor in (2, 3):
            number = Fraction(factor * 2 ** (2**order))
            for sign in (1, -1):
                moved: Point = {
                    key: (sign * number, value[1]) if isinstance(value, tuple) else sign * number
                    for key, value in base.items()
                    if isinstance(value, Fraction | tuple)
                }
                for chosen in ({**base, **moved}, *({**base, key: value} for key, value in moved.items())):
                    if _inside(question, chosen):
                        yield chosen


def _inside(question: Question, point: Point) -> bool:
    return all(
        not isinstance(value, Fraction | tuple) or value in question.domains[key] for key, value in point.items()
    )


def _near_parts(question: Question) -> Iterator[Point]:
    """Points at which a part of the claim vanishes, exactly where that can be, or is least or greatest, nearly.

    The parts are the arguments of functions with cuts, kinks and jumps, and the bases of even powers: what holds
    (x - 7/3)^2 may be flat but for a bump at 7/3.
    """
    parts = _parts(question)
    bases = _bases(question, 3)
    yield from _joint(question, parts, bases[0])
    for part, symbol in product(parts, _real_symbols(question)):
        if symbol in part.free_symbols:
            domain = question.domains[symbol]
            roots = symbolic.rational_roots(part, symbol) if part.free_symbols == {symbol} else []
            slope = symbolic.differentiated(Derivative(part, symbol))
            near = (place for base in bases for place in _solutions((part, slope), symbol, base))
            for number in chain(roots, near):
                if number in domain:
                    yield {**bases[0], symbol: number}


def _parts(question: Question) -> list[Expr]:
    found = [part.argument for part in critical_parts(*question.sides, most=_MOST_PARTS)]
    for side in question.sides:
        for part in symbolic.subexpressions(side):
            if isinstance(part, Pow):
                base, exponent = part.as_base_exp()
                if isinstance(exponent, Integer) and exponent.p % 2 == 0:
                    found.append(base)
                if base.is_zero:
                    found.append(exponent)
    known = {key for key in question.domains if isinstance(key, Symbol)}
    return [part for part in dict.fromkeys(found) if part.free_symbols and part.free_symbols <= known]


def _solutions(exprs: Sequence[Expr], symbol: Symbol, base: Point) -> Iterator[Fraction]:
    for expr in exprs:
        place = solved(expr, 0j, symbol, base) if symbol in expr.free_symbols else None
        if place is not None and not place.imag:
            yield Fraction(round(place.real * _GRAIN), _GRAIN)


def _joint(question: Question, parts: Sequence[Expr], base: Point) -> Iterator[Point]:
    """The point at which parts that are linear vanish together, one solved after another."""
    fixed: set[Symbol] = set()
    point: dict[Expr, Value] = {**base}
    for part in parts:
        for symbol in sorted(part.free_symbols - fixed, key=str):
            number = exact_solution(part, 0j, symbol, point)
            if number is not None and number in question.domains[symbol]:
                point[symbol] = number
                fixed.add(symbol)
                break
    if fixed:
        yield point


def _dense(question: Question, surveyor: Surveyor) -> Iterator[Point]:
    """Points all along a real symbol, and the lowest places from there of an order or of what must not meet."""
    symbols = _real_symbols(question)
    if len(question.symbols) != 1 or not symbols or is_costly(question.sides):
        return
    if question.relation.operator is Operator.EQUAL and not critical_parts(*question.sides):
        return
    (symbol,) = symbols
    base = _bases(question, 1)[0]
    points: list[Point] = [{**base, symbol: number} for number in _along(question.domains[symbol].values)]
    yield from points
    if question.is_order:
        yield from descent(surveyor.compiled, question.domains, tuple(points))


def _along(values: Interval) -> Iterator[Fraction]:
    """Numbers all along an interval; of one without an end, denser about zero or the other end."""
    parts = (Fraction(2 * k + 1, 2 * _DENSE) for k in range(_DENSE))
    low, high = values.low, values.high
    for number, part in enumerate(parts):
        if low is not None and high is not None:
            yield low + (high - low) * part
        elif low is not None or high is not None:
            end, way = (low, 1) if low is not None else (high, -1)
            assert end is not None, values
            yield end + way * _REACH * part * part
        else:
            yield (1 if number % 2 else -1) * _REACH * part * part


def _beside_ends(question: Question) -> Iterator[Point]:
    """Points with one symbol close to an end of its domain, or on a closed end of a complex one."""
    bases = _bases(question, 4)
    for symbol in question.symbols:
        domain = question.domains[symbol]
        for number, place in enumerate(_ends_of(domain)):
            base = bases[number % len(bases)]
            value = base[symbol]
            if domain.kind == "complex" and isinstance(value, tuple):
                yield {**base, symbol: (place, value[1])}
            elif place in domain:
                yield {**base, symbol: place}


def _ends_of(domain: Domain) -> Iterator[Fraction]:
    if domain.kind == "complex":
        yield from domain.values.ends
    elif domain.kind == "real":
        low, high = domain.values.low, domain.values.high
        both = low is not None and high is not None
        for end, way in ((low, 1), (high, -1)):
            if end is None or end in _USUAL_ENDS:
                continue  # where the claim ends by nature, its enclosures take longest
            length = high - low if low is not None and high is not None else Fraction(1)
            yield from (end + way * length * step for step in (_NEAR_AN_END if both else _NEAR_A_LONE_END))
