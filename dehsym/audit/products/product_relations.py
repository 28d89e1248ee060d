"""Products of powers of printed numbers that must be constant, and those that the print does not let be.

A product of powers A_1^{k_1} ... A_s^{k_s} is free of what the paper was given where the exponent vectors satisfy
k_1 v_1 + ... + k_s v_s = 0. The relations of which no part is a relation are the circuits of these vectors. They are
enough: printed ranges that can be met all at once by some values of the inputs are those that every circuit can meet
one at a time (Rockafellar, The elementary vectors of a subspace of R^N, 1969, Theorem 1: the logarithms of the numbers
are any point of an affine subspace, and the logarithms of the ranges are intervals). Looked at are those that a reader
can check by hand, of four members and exponents up to six.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from math import ceil, gcd, lcm
from typing import final

from sympy import Expr, Integer, Mul, Symbol

from dehsym import symbolic
from dehsym.audit.products.monomial import Member, Members
from dehsym.audit.range import Range
from dehsym.catalogue import Catalogue
from dehsym.errors import DehsymError
from dehsym.evaluation import RealEnclosure, enclosed
from dehsym.precision import working_precision

_MOST_MEMBERS = 4
_LARGEST_EXPONENT = 6
_MARGIN = 1e-9
"""Clashes nearer than this, in decades, are not looked at: ordinary floating-point numbers sift with less error."""

Vector = tuple[Fraction, ...]


@final
@dataclass(frozen=True, eq=False)
class ProductRelation:
    """The product of powers of the members, with these integer exponents, is a constant: no input is left in it."""

    members: tuple[Member, ...]
    exponents: tuple[int, ...]

    @cached_property
    def constant(self) -> Expr:
        """What the product is, in constants of nature and pure numbers."""
        powers = [member.expression**power for member, power in zip(self.members, self.exponents, strict=True)]
        parts = [base**power for base, power in symbolic.factors_and_exponents(Mul(*powers))]
        return Mul(*parts) if parts else Integer(1)

    @cached_property
    def printed(self) -> Range:
        """The product of powers of the printed ranges; all are positive, so that it is that of their ends."""
        found = Range(Fraction(1), Fraction(1))
        for member, power in zip(self.members, self.exponents, strict=True):
            found *= member.span.power(power)
        return found

    @property
    def length(self) -> tuple[int, int, str]:
        """How long it is: its members, the sum of their exponents; their ids make the order a total one."""
        return len(self.members), sum(map(abs, self.exponents)), " ".join(member.id for member in self.members)

    @property
    def cost(self) -> tuple[int, int, str]:
        """How much a reader has to look at: the members and the factors of the constant, then as `length`."""
        atoms = sum(not base.is_Integer for base, _ in symbolic.factors_and_exponents(self.constant))
        size, weight, ids = self.length
        return size + atoms, weight, ids

    @cached_property
    def required(self) -> RealEnclosure:
        """The constant as the product of powers of the unrounded values, at the inputs as they are given."""
        bits = self.members[0].exact.bits
        with working_precision(bits):
            ball = self.members[0].exact.ball ** self.exponents[0]
            for member, power in zip(self.members[1:], self.exponents[1:], strict=True):
                ball *= member.exact.ball**power
        return RealEnclosure(ball, bits)

    def slack(self, catalogue: Catalogue) -> Fraction:
        """By what factor the constant may differ, for the uncertainty of the constants of nature in it."""
        powers: dict[Symbol, Fraction] = {}
        for member, power in zip(self.members, self.exponents, strict=True):
            for symbol, exponent in member.uncertain.items():
                powers[symbol] = powers.get(symbol, Fraction(0)) + power * exponent
        factor = Fraction(1)
        for symbol, exponent in powers.items():
            value = catalogue[symbol].value
            assert value is not None, symbol
            widest = max(value.at_most.fraction / value.fraction, value.fraction / value.at_least.fraction)
            factor *= widest ** ceil(abs(exponent))
        return factor

    def is_violated(self, catalogue: Catalogue) -> bool:
        """Whether the printed product is proved to be another number than the constant."""
        slack = self.slack(catalogue)
        return self.required.outside(self.printed.low / slack, self.printed.high * slack)

    def is_confirmed(self, catalogue: Catalogue) -> bool:
        """Whether the product of the closed forms, in which no input is left, is the same number in balls.

        `required` multiplies numbers, this goes by the algebra of the closed forms: two roads to one constant.
        """
        try:
            other = enclosed(self.constant, catalogue)  # raises where an input is left: it has no value there
        except DehsymError:
            return False
        with working_precision(other.bits):
            return bool((other.ball / self.required.ball).contains(1))


def violated_relations(members: Members, catalogue: Catalogue) -> list[ProductRelation]:
    """The relations of at most four members that the printed ranges cannot meet, shortest first: proved in balls."""
    known = {id(member): _decades(member) for member in members.rows}
    suspected = (relation for relation in relations_of(members.rows) if _may_clash(relation, known))
    return sorted((each for each in suspected if each.is_violated(catalogue)), key=lambda each: each.length)


def _decades(member: Member) -> tuple[float, float]:
    """How far below and above its unrounded value the printed range reaches, in decades; a sieve, not a proof."""
    low, high = (Decimal(member.exact.over(end).text(15)).log10() for end in (member.span.low, member.span.high))
    return -float(low), -float(high)


def _may_clash(relation: ProductRelation, known: Mapping[int, tuple[float, float]]) -> bool:
    low = high = 0.0
    for member, power in zip(relation.members, relation.exponents, strict=True):
        ends = [power * end for end in known[id(member)]]
        low, high = low + min(ends), high + max(ends)
    return low > -_MARGIN or high < _MARGIN


def relations_of(members: Sequence[Member]) -> Iterator[ProductRelation]:
    """Every relation of at most four members and exponents up to six of which no part is a relation.

    Members with parallel exponent vectors are of one class; a longer relation has at most one of each class, and is
    found once for the directions of the classes.
    """
    symbols = sorted({symbol for member in members for symbol in member.exponents}, key=str)
    classes: dict[Vector, list[tuple[Member, Fraction]]] = {}
    for member in members:
        vector = tuple(member.exponents.get(symbol, Fraction(0)) for symbol in symbols)
        scale = next(each for each in vector if each)
        classes.setdefault(tuple(each / scale for each in vector), []).append((member, scale))
    for parallel in classes.values():
        for (one, first), (other, second) in combinations(parallel, 2):
            yield from _scaled([one, other], [1 / first, -1 / second])
    for size in range(3, _MOST_MEMBERS + 1):
        for directions in combinations(classes, size):
            kernel = _circuit(directions)
            for chosen in product(*(classes[each] for each in directions)) if kernel else ():
                weights = [k / scale for k, (_, scale) in zip(kernel, chosen, strict=True)]
                yield from _scaled([member for member, _ in chosen], weights)


def _scaled(members: Sequence[Member], weights: Sequence[Fraction]) -> Iterator[ProductRelation]:
    """The relation with the smallest whole exponents in proportion to the weights, if those are small enough."""
    common = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * common) for weight in weights]
    divisor = gcd(*whole)
    sign = 1 if whole[0] > 0 else -1
    exponents = tuple(sign * each // divisor for each in whole)
    if max(map(abs, exponents)) <= _LARGEST_EXPONENT:
        yield ProductRelation(tuple(members), exponents)


def _circuit(vectors: Sequence[Vector]) -> list[Fraction]:
    """The one combination of the vectors that vanishes; empty unless there is one and all take part in it."""
    rows = [list(column) for column in zip(*vectors, strict=True)]
    pivots: list[int] = []
    for column in range(len(vectors)):
        found = next((row for row in rows[len(pivots) :] if row[column]), None)
        if found is None:
            continue
        place = len(pivots)
        rows.remove(found)
        scaled = [each / found[column] for each in found]
        rows = [[a - row[column] * b for a, b in zip(row, scaled, strict=True)] for row in rows]
        rows.insert(place, scaled)
        pivots.append(column)
    free = [column for column in range(len(vectors)) if column not in pivots]
    if len(free) != 1:
        return []
    kernel = [Fraction(0)] * len(vectors)
    kernel[free[0]] = Fraction(1)
    for row, pivot in zip(rows, pivots, strict=False):
        kernel[pivot] = -row[free[0]]
    return kernel if all(kernel) else []
