"""How many values an unknown can have: by the form of the equation, or by isolating its roots in balls.

By form: where the numerator of the equation is of degree 1 in one generator K that alone holds the unknown, and K is
the unknown, or an exponential or a logarithm of a multiple of it, there is one root at the most.

By isolation, at exact points of the other symbols: on an interval whose ball leaves 0 out there is no root, on one on
which the derivative's ball leaves 0 out there is one if the signs at the ends differ and none if they agree (Moore,
Kearfott and Cloud, Introduction to Interval Analysis, Ch. 8). What is neither is halved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from flint import arb, fmpq_mpoly
from sympy import Add, Derivative, Expr, Integer, Mul, Pow, Rational, Symbol, exp, log

from dehsym import symbolic
from dehsym.backticks import typed, typed_point
from dehsym.balls import Enclosure, Point, ball_text, compile_enclosure, text_of
from dehsym.domain import Domain
from dehsym.equation import Equation
from dehsym.errors import EvaluationError, RuleError
from dehsym.judge import Judge
from dehsym.proof.flattening import Flattening, Generator
from dehsym.proof.normal_form import Ring
from dehsym.rules.premises import (
    as_condition,
    domains_of,
    dyadic_pieces,
    jointly,
    nonvanishing,
    over_interval,
    with_marks,
)
from dehsym.verdict import IDENTITY, Verdict, Witness, certified, proved, refuted, undecided

_BITS = 128
_DEEPEST = 14
_SHALLOW = 6
_ORDINARY = 10
_FARTHEST = 40
"""Roots are looked for from 2^-10 to 2^10 of the ends of a domain, and from there to 2^-40 and 2^40 if balls tell."""
_CHOICES = 12
_FINEST = 2**-40


def single_root(left: Expr, right: Expr, unknown: Expr, judge: Judge) -> Verdict:
    """Whether `left = right` has at most one root for `unknown` in its domain.

    PROVED by the form, under the condition that the factors which would free the unknown do not vanish; CERTIFIED by
    isolation at points; REFUTED with two roots at a point; undecided where neither road leads on.

    >>> from dehsym.catalogue import Catalogue
    >>> from dehsym.domain import REAL
    >>> catalogue = Catalogue()
    >>> a = catalogue.symbol("a", meaning="a positive number")
    >>> r = catalogue.symbol("r", meaning="a real number", domain=REAL)
    >>> single_root(exp(r), a, r, Judge(catalogue)).kind.word, single_root(r**2, a, r, Judge(catalogue)).kind.word
    ('proved', 'refuted')
    """
    if any(side.atoms(Derivative) and _differentiates(side, unknown) for side in (left, right)):
        return undecided(f"an equation without derivatives of {typed(unknown)} is wanted")
    try:
        place, left, right, judge = _with_symbol(left, right, unknown, judge)
        (left, right), judge = with_marks([left, right], judge)
        try:
            return _by_form(left - right, place, judge)
        except (RuleError, ZeroDivisionError, RecursionError, KeyError):
            return _by_isolation(left - right, place, judge)
    except (RuleError, EvaluationError) as error:
        return undecided(f"the roots for {typed(unknown)} are not counted: {error}")


def only_solution(source: Equation, unknown: Expr, result: Equation, judge: Judge) -> Verdict:
    """Whether `result` says that the unknown is the one value in its domain with which `source` holds.

    The root is put back, must lie in the domain, and the roots are counted. Asked by every rule that solves.

    >>> from dehsym.catalogue import Catalogue
    >>> catalogue = Catalogue()
    >>> a = catalogue.symbol("a", meaning="a positive number")
    >>> x = catalogue.symbol("x", meaning="a positive number")
    >>> judge = Judge(catalogue)
    >>> only_solution(Equation(x**2, a**2), x, Equation(x, a), judge).holds
    True
    >>> only_solution(Equation(x**2, a**2), x, Equation(x, -a), judge).kind.word
    'refuted'
    """
    if result.lhs != unknown or result.rhs.has(unknown):
        return undecided(f"the result is not solved for {typed(unknown)}")
    satisfied = judge.holds(source.each(lambda member: member.xreplace({unknown: result.rhs})))
    if not satisfied.holds:
        return satisfied
    inside = somewhere_inside(unknown, result.rhs, judge)
    found = jointly(satisfied, inside, single_root(*source.sides, unknown, judge))
    return replace(found, evidence=f"{found.evidence}; put back: {satisfied.evidence}") if found.holds else found


def somewhere_inside(unknown: Expr, root: Expr, judge: Judge) -> Verdict:
    """Whether a root lies in the domain of the unknown at some of the points that were looked at.

    Where it lies outside, the equation has no root, and says nothing; REFUTED if it does so at all points.

    >>> from dehsym.catalogue import Catalogue
    >>> catalogue = Catalogue()
    >>> a = catalogue.symbol("a", meaning="a positive number")
    >>> x = catalogue.symbol("x", meaning="a positive number")
    >>> somewhere_inside(x, a - 1, Judge(catalogue)).kind.word, somewhere_inside(x, -a, Judge(catalogue)).kind.word
    ('proved', 'refuted')
    """
    key = judge.catalogue.declared(unknown) if symbolic.opaque_functions(unknown) else unknown
    domain = domains_of(judge, unknown)[unknown] if isinstance(unknown, Symbol) else judge.catalogue[key].domain
    low, high = domain.values.low, domain.values.high
    if domain.kind == "complex" or (low is None and high is None):
        return proved("every value is in the domain", IDENTITY)
    value = compile_enclosure(root)
    points = judge.at(root, count=_CHOICES)
    outside: list[Point] = []
    for point in points:
        ball = value(point, _BITS).real
        below = low is not None and ball < arb(low.numerator) / low.denominator
        above = high is not None and ball > arb(high.numerator) / high.denominator
        outside += [point] if below or above else []
    if len(outside) < len(points):
        return proved("the root lies in the domain somewhere", IDENTITY)
    name = f"{typed(root)} lies nowhere where {typed(str(domain).replace('x', str(unknown)))}"
    shown = ball_text(value(points[0], _BITS))
    return refuted(name, Witness(text_of(points[0]), f"{unknown} = {shown}", str(domain)))


def _differentiates(side: Expr, unknown: Expr) -> bool:
    return any(slope.has(unknown) for slope in side.atoms(Derivative))


def _with_symbol(left: Expr, right: Expr, unknown: Expr, judge: Judge) -> tuple[Symbol, Expr, Expr, Judge]:
    """The equation with a symbol for an unknown function at one place."""
    if isinstance(unknown, Symbol):
        return unknown, left, right, judge
    if unknown not in symbolic.opaque_functions(unknown):
        raise RuleError(f"a symbol or an undefined function is wanted, found {unknown}")
    domain = judge.catalogue[judge.catalogue.declared(unknown)].domain
    place = Symbol("#unknown", **domain.assumptions)
    put = {unknown: place}
    return place, left.xreplace(put), right.xreplace(put), judge.binding({place: domain})


# --- By form -------------------------------------------------------------------------------------------------------


def _by_form(difference: Expr, unknown: Symbol, judge: Judge) -> Verdict:
    domains = domains_of(judge, difference)
    flattening = Flattening(domains)
    flat = flattening.flatten(difference)
    ring = Ring.of(flattening.generators())
    numerator = ring.fraction(flattening.resolved(flat)).numerator
    holders = [i for i, each in enumerate(ring.generators) if each.meaning.has(unknown)]
    if not holders:
        raise RuleError(f"{unknown} is wanted in the equation")
    involved = [factor for factor, _ in numerator.factor()[1] if any(_degree(factor, i) for i in holders)]
    places = [i for i in holders if any(_degree(factor, i) for factor in involved)]
    if len(places) != 1 or len(involved) != 1:
        raise RuleError(f"an equation in one function of {unknown} is wanted")
    generator = ring.generators[places[0]]
    degree = _only_degree(involved[0], places[0], positive=_is_positive(generator, unknown, domains))
    constant = _scale(generator, unknown, domains)
    leading = _leading(involved[0], places[0], ring)
    free = [factor for factor, _ in numerator.factor()[1] if factor not in involved]
    others = [_expression(factor, ring) for factor in free]
    what = "" if generator.meaning == unknown else f" in {typed(generator.meaning)}"
    form = "linear" if degree == 1 else f"linear in the power {degree}"
    found = proved(f"one root at the most: the equation is {form}{what}", "form of the equation")
    needed = (nonvanishing(each, judge) for each in (leading, constant, *others, *flattening.nonzero))
    return jointly(found, *map(as_condition, needed))


def _scale(generator: Generator, unknown: Symbol, domains: Mapping[Expr, Domain]) -> Expr:
    """The constant c of K = s, exp(c s) or log(c s); raise `RuleError` where K may take a value twice."""
    meaning = generator.meaning
    if meaning == unknown:
        return unknown / unknown
    if isinstance(meaning, exp | log) and not generator.degree:
        constant = meaning.args[0] / unknown
        real = domains[unknown].kind != "complex" and bool(constant.is_real)
        if not constant.has(unknown) and real:
            return constant
    raise RuleError(f"a function that takes no value twice is wanted, found {meaning}")


def _is_positive(generator: Generator, unknown: Symbol, domains: Mapping[Expr, Domain]) -> bool:
    if isinstance(generator.meaning, exp):
        return True  # of a real argument, or it is refused by its scale
    low = domains[unknown].values.low
    return generator.meaning == unknown and domains[unknown].kind != "complex" and low is not None and low >= 0


def _only_degree(polynomial: fmpq_mpoly, place: int, *, positive: bool) -> int:
    """The d of an equation a K^d + b = 0, which has at the most one positive root; raise `RuleError` for another."""
    degrees = {int(monomial[place]) for monomial in polynomial.monoms()} - {0}
    if degrees == {1} or (positive and len(degrees) == 1):
        return degrees.pop()
    raise RuleError("an equation linear in one power is wanted")


def _degree(polynomial: fmpq_mpoly, place: int) -> int:
    return max((int(monomial[place]) for monomial in polynomial.monoms()), default=0)


def _leading(polynomial: fmpq_mpoly, place: int, ring: Ring) -> Expr:
    """The coefficient a of a K^d + b, by the part of the polynomial that holds the generator K, at K = 1."""
    terms = {
        (*map(int, monomial[:place]), 0, *map(int, monomial[place + 1 :])): coefficient
        for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True)
        if int(monomial[place])
    }
    return _expression(ring.context.from_dict(terms), ring)


def _expression(polynomial: fmpq_mpoly, ring: Ring) -> Expr:
    terms = [
        Mul(
            Rational(int(coefficient.p), int(coefficient.q)),
            *(Pow(each.meaning, int(e)) for each, e in zip(ring.generators, monomial, strict=True) if int(e)),
        )
        for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True)
    ]
    return Add(Integer(0), *terms)


# --- By isolation --------------------------------------------------------------------------------------------------


_Places = list[tuple[Fraction, Fraction]]


@final
@dataclass(frozen=True)
class _Isolation:
    """The equation at one point of its other symbols."""

    value: Enclosure
    slope: Enclosure
    unknown: Symbol
    point: Point

    def roots(
        self, low: Fraction, high: Fraction, *, deepest: int = _DEEPEST
    ) -> list[tuple[Fraction, Fraction]] | None:
        """Intervals with one root each, that together hold all from `low` to `high`; None where that is open."""
        found: list[tuple[Fraction, Fraction]] = []
        waiting = [(low, high, 0)]
        while waiting:
            a, b, depth = waiting.pop()
            number = self._number(a, b)
            if number is not None:
                found += [(a, b)] * number
                continue
            if depth == deepest:
                return None
            middle = (a * 15 + b * 17) / 32  # off the middle, where a root may sit
            waiting += [(a, middle, depth + 1), (middle, b, depth + 1)]
        return found

    def _number(self, low: Fraction, high: Fraction) -> int | None:
        """The number of roots in between, if the balls of value and slope tell."""
        value = over_interval(self.value, self.point, self.unknown, low, high)
        if not value.is_finite():
            return None
        if not value.contains(0):
            return 0
        slope = over_interval(self.slope, self.point, self.unknown, low, high).real
        signs = self._sign(low), self._sign(high)
        if not (slope > 0 or slope < 0) or 0 in signs:
            return None
        return int(signs[0] != signs[1])

    def _sign(self, place: Fraction) -> int:
        value = self.value({**self.point, self.unknown: place}, _BITS).real
        return 1 if value > 0 else -1 if value < 0 else 0

    def near(self, low: Fraction, high: Fraction) -> Fraction:
        """A number close to the one root in between."""
        sign = self._sign(low)
        while high - low > _FINEST * max(1, abs(high)):
            middle = (low + high) / 2
            at_middle = self._sign(middle)
            if at_middle == 0:
                return middle
            low, high = (middle, high) if at_middle == sign else (low, middle)
        return (low + high) / 2


def _by_isolation(difference: Expr, unknown: Symbol, judge: Judge) -> Verdict:
    domain = domains_of(judge, unknown)[unknown]
    if domain.kind != "real":
        return undecided(f"roots are counted for a real unknown only, {typed(unknown)} is not known to be one")
    value, slope = compile_enclosure(difference), compile_enclosure(Derivative(difference, unknown))
    range_ = _Range.of(domain)
    others = difference.free_symbols - {unknown}
    met, low, high = 0, range_.pieces[0][0], range_.pieces[-1][1]
    for whole in judge.at(difference, unknown, count=_CHOICES if others else 1):
        point = {symbol: each for symbol, each in whole.items() if symbol != unknown}
        isolation = _Isolation(value, slope, unknown, point)
        searched = range_.searched(isolation)
        if len(searched.roots) > 1:
            return _several([isolation.near(*each) for each in searched.roots[:2]], unknown, point)
        if searched.is_open:
            return undecided(f"the roots for {typed(unknown)} could not be isolated at {_where(point)}")
        met += len(searched.roots)
        low, high = max(low, searched.low), min(high, searched.high)
    if not met:
        return undecided(f"no root for {typed(unknown)} is met at the points that were looked at")
    span = typed(f"{float(low):.3g} < {unknown} < {float(high):.3g}")
    found = certified(f"no second root in {span}, isolated at {met} points", digits=0, points=met)
    return replace(found, conditions=(f"no root for {typed(unknown)} but in {span}",))


@final
@dataclass(frozen=True)
class _Searched:
    """The roots that are in a range, how far from its middle it could be searched, and whether a part stayed open."""

    roots: _Places
    low: Fraction
    high: Fraction
    is_open: bool


@final
@dataclass(frozen=True)
class _Range:
    """Pieces of a domain in a row; those from place `first` to before `last`, of ordinary size, must be searched."""

    pieces: list[tuple[Fraction, Fraction]]
    first: int
    last: int

    @classmethod
    def of(cls, domain: Domain) -> _Range:
        """As far out as numbers may lie that anybody has in mind."""
        pieces = sorted(map(_off_the_grid, dyadic_pieces(domain.values, _FARTHEST)))
        inner = sorted(map(_off_the_grid, dyadic_pieces(domain.values, _ORDINARY)))
        first = next(place for place, piece in enumerate(pieces) if piece[1] > inner[0][0])
        last = next((place for place, piece in enumerate(pieces) if piece[0] >= inner[-1][1]), len(pieces))
        return cls(pieces, first, last)

    def searched(self, isolation: _Isolation) -> _Searched:
        """The ordinary pieces, and from there outwards as far as the balls tell."""
        found: list[tuple[Fraction, Fraction]] = []
        for low, high in self.pieces[self.first : self.last]:
            roots = isolation.roots(low, high)
            if roots is None:
                return _Searched(found, low, high, is_open=True)
            found += roots
        low, high = self.pieces[self.first][0], self.pieces[self.last - 1][1]
        for piece in self.pieces[self.last :]:
            if (roots := isolation.roots(*piece, deepest=_SHALLOW)) is None:
                break
            found, high = [*found, *roots], piece[1]
        for piece in reversed(self.pieces[: self.first]):
            if (roots := isolation.roots(*piece, deepest=_SHALLOW)) is None:
                break
            found, low = [*found, *roots], piece[0]
        return _Searched(found, low, high, is_open=False)


def _where(point: Point) -> str:
    return typed_point(text_of(point)) or "the one point"


def _off_the_grid(piece: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """The piece with its ends moved to where no short number lies: a root at an end would be on no side of it."""
    low, high = (end * Fraction(2**20 + 7, 2**20) for end in piece)
    return low, high


def _several(roots: list[Fraction], unknown: Symbol, point: Point) -> Verdict:
    first, second = (f"{unknown} = {float(root):.9g}" for root in roots)
    evidence = f"there are two roots, near {typed(first)} and near {typed(second)}: a branch is lost"
    return refuted(evidence, Witness(text_of(point), first, second), "isolated roots")
