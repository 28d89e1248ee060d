"""Whether an equation follows algebraically from a fact: membership in the radical of a saturated ideal.

The expressions become rational functions of generators (`dehsym.proof.flattening`), the fact and the relations of the
generators polynomials p_i. A numerator f vanishes wherever all p_i do and a product d of denominators does not, if and
only if 1 lies in the ideal (p_1, …, 1 - w d f) with one more variable w (Rabinowitsch; Cox, Little and O'Shea, Ideals,
Varieties, and Algorithms, Ch. 4 §2 Prop. 8 and §4). That is read off a Gröbner basis over the rational numbers.
Nothing is solved on this road. Buchberger's algorithm is stopped by bounds on the basis, never by a clock.

A fact that factors has branches, one for each factor. If one branch alone gives the result, the other factors must not
vanish: a root of the fact that was left out shows there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import lcm
from operator import mul
from typing import cast, final

from flint import Ordering, fmpq_mpoly, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_mpoly_vec
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from dehsym.domain import Domain
from dehsym.errors import RuleError
from dehsym.proof.flattening import Flattening, Generator
from dehsym.proof.normal_form import Fraction, Ring

MOST_GENERATORS = 24
MOST_DEGREE = 60
LIMITS = (300, 10_000, 20_000)
"""Buchberger's algorithm stops at so many polynomials, terms in one of them, or bits of a coefficient."""


@final
@dataclass(frozen=True, slots=True)
class Membership:
    """That the result is a member, if none of `nonzero` and `conjugates` vanishes.

    `other_branches` are factors of the fact, which hold roots of it where they vanish; `conjugates` have a square root
    with the other sign, and where one vanishes nothing is told.
    """

    generators: int
    nonzero: tuple[Expr, ...]
    other_branches: tuple[Expr, ...]
    conjugates: tuple[Expr, ...] = ()


@final
@dataclass(frozen=True)
class _Encoded:
    """Fractions in one ring: those of `source`, of `result`, and of the fact's difference of sides.

    The relations of the generators hold where no one of `bases` vanishes.
    """

    ring: Ring
    source: tuple[Fraction, ...]
    result: tuple[Fraction, ...]
    fact: Fraction
    bases: tuple[Expr, ...]


def membership(
    pairs: Sequence[tuple[Expr, Expr]], fact: Expr, quantity: Symbol, domains: Mapping[Expr, Domain]
) -> Membership:
    """How every `before - after` of the pairs lies in the saturated ideal of `fact` = 0, `quantity` being eliminated.

    Raise `RuleError` where it does not, where the quantity does not occur polynomially, or beyond the bounds.

    >>> from sympy.abc import b, c, s
    >>> membership([(c / s, c / b)], s - b, s, {}).nonzero
    ()
    >>> membership([(s**2, b**2)], s**2 - b**2, s, {}).other_branches
    ()
    >>> membership([(s, b)], s**2 - b**2, s, {}).other_branches
    (b + s,)
    """
    try:
        encoded = _encoded(pairs, fact, quantity, domains)
        return _Search(encoded, quantity).found()
    except (ZeroDivisionError, RecursionError, KeyError) as error:
        raise RuleError(f"polynomials in generators are wanted, found {type(error).__name__}") from error


def _encoded(
    pairs: Sequence[tuple[Expr, Expr]], fact: Expr, quantity: Symbol, domains: Mapping[Expr, Domain]
) -> _Encoded:
    flattening = Flattening(domains)
    before = [flattening.flatten(source) for source, _ in pairs]
    after = [flattening.flatten(result) for _, result in pairs]
    difference = flattening.flatten(fact)
    generators = flattening.generators()
    for generator in generators:
        if not generator.degree and generator.meaning != quantity and generator.meaning.has(quantity):
            raise RuleError(f"{quantity} is wanted as a quantity in polynomials, found {generator.meaning}")
    if len(generators) > MOST_GENERATORS:
        raise RuleError(f"at most {MOST_GENERATORS} generators are wanted, found {len(generators)}")
    ring = Ring.of(generators)
    fractions = [ring.fraction(flattening.resolved(each)) for each in (*before, *after, difference)]
    number, bases = len(pairs), tuple(flattening.nonzero)
    return _Encoded(ring, tuple(fractions[:number]), tuple(fractions[number:-1]), fractions[-1], bases)


@final
@dataclass(frozen=True)
class _Search:
    """The question in polynomials."""

    encoded: _Encoded
    quantity: Symbol

    def found(self) -> Membership:
        """The membership, on the first branch of the fact that gives it."""
        ring = self.encoded.ring
        branches = _irreducible(self._reduced(self.encoded.fact.numerator))
        sources = [*self.encoded.source, self.encoded.fact]
        known = _irreducible(*(fraction.denominator for fraction in sources))
        new = _without(_irreducible(*(fraction.denominator for fraction in self.encoded.result)), known)
        inverted = self._inverted([*known, *new])
        numerators = [
            self._reduced(source.plus(Fraction(-result.numerator, result.denominator)).numerator)
            for source, result in zip(self.encoded.source, self.encoded.result, strict=True)
        ]
        for branch in ([*branches], *([each] for each in branches if len(branches) > 1)):
            facts = reduce(mul, branch, ring.context.constant(1))
            others = self._others(facts, [each for each in numerators if not each.is_zero()], inverted)
            if others is None:
                continue
            needed = [each for each in new if not self._is_free(each, facts, self._inverted(known))]
            return Membership(
                len(ring.generators),
                (*map(self._expression, needed), *self.encoded.bases),
                tuple(map(self._expression, _without(branches, branch))),
                tuple(map(self._expression, others)),
            )
        raise RuleError("the result is not a member of the ideal of the fact")

    def _others(
        self, facts: fmpq_mpoly, numerators: Sequence[fmpq_mpoly], inverted: fmpq_mpoly
    ) -> list[fmpq_mpoly] | None:
        """What must not vanish for all numerators to be members; `None` if they are not.

        A fact that holds of t² for a root t holds of -t too: the numerator times the one with -t may be a member.
        """
        found: list[fmpq_mpoly] = []
        for numerator in numerators:
            if self._contains_one([facts], numerator * inverted):
                continue
            whole = [self._conjugate(numerator, place) for place in self._square_roots]
            conjugates = [*_irreducible(*whole), *whole]  # one factor is less to ask than all of them
            good = (each for each in conjugates if self._contains_one([facts], numerator * each * inverted))
            first = next(good, None)
            if first is None:
                return None
            found += _without(_irreducible(first), found)
        return found

    @property
    def _square_roots(self) -> list[int]:
        """The places of the generators that are square roots of something with the quantity in it."""
        found = enumerate(self.encoded.ring.generators)
        return [place for place, each in found if each.degree == 2 and each.meaning.has(self.quantity)]

    def _conjugate(self, polynomial: fmpq_mpoly, place: int) -> fmpq_mpoly:
        """The polynomial with -t in the place of t."""
        context = self.encoded.ring.context
        pairs = zip(polynomial.monoms(), polynomial.coeffs(), strict=True)
        terms = {tuple(map(int, m)): -c if int(m[place]) % 2 else c for m, c in pairs}
        return context.from_dict(terms)

    # --- Roots in the place of their radicands

    @property
    def _radicands(self) -> dict[int, tuple[int, int]]:
        """For the place of a plain generator b the place and the degree of a root t of it: b is t^degree."""
        ring = self.encoded.ring
        found: dict[int, tuple[int, int]] = {}
        for place, generator in enumerate(ring.generators):
            radicand = ring.places.get(generator.power) if isinstance(generator.power, Symbol) else None
            if generator.degree and radicand is not None and not ring.generators[radicand].degree:
                found.setdefault(radicand, (place, generator.degree))
        return found

    def _reduced(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial with powers of roots for their radicands, so that it factors as far as it can."""
        radicands = self._radicands
        context = self.encoded.ring.context
        total = context.constant(0)
        for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            exponents = [int(each) for each in monomial]
            for place, (root, degree) in radicands.items():
                exponents[root] += degree * exponents[place]
                exponents[place] = 0
            total = total + context.from_dict({tuple(exponents): coefficient})
        return total

    # --- Gröbner

    @property
    def _relations(self) -> list[fmpq_mpoly]:
        ring, found = self.encoded.ring, list[fmpq_mpoly]()
        for place, generator in enumerate(ring.generators):
            if generator.degree:
                value = ring.fraction(generator.power)
                found.append(
                    self._reduced(ring.context.gen(place) ** generator.degree * value.denominator - value.numerator)
                )
        return [relation for relation in found if not relation.is_zero()]

    def _inverted(self, denominators: Iterable[fmpq_mpoly]) -> fmpq_mpoly:
        """The product of the denominators, and of the exponentials: none of these vanishes."""
        ring = self.encoded.ring
        factors = [*denominators, *(ring.fraction(each.power).denominator for each in ring.generators if each.degree)]
        units = [ring.context.gen(i) for i, each in enumerate(ring.generators) if _is_unit(each)]
        return reduce(mul, _irreducible(*map(self._reduced, factors), *units), ring.context.constant(1))

    def _is_free(self, denominator: fmpq_mpoly, fact: fmpq_mpoly, known: fmpq_mpoly) -> bool:
        """Whether a denominator of the result vanishes only where the source or the fact has no value either."""
        return self._contains_one([fact, self._reduced(denominator)], known)

    def _contains_one(self, facts: Sequence[fmpq_mpoly], inverted: fmpq_mpoly) -> bool:
        """Whether there is no place at which the facts vanish, and `inverted` does not."""
        ring = self.encoded.ring
        wide = fmpz_mpoly_ctx.get([f"x{i}" for i in range(len(ring.generators) + 1)], Ordering.degrevlex)
        free = reduce(mul, _irreducible(inverted), ring.context.constant(1))
        if any(each.total_degree() > MOST_DEGREE for each in (*facts, free)):
            raise RuleError(f"polynomials of degree at most {MOST_DEGREE} are wanted")
        polynomials = [_widened(each, wide) for each in (*facts, *self._relations)]
        last = wide.gen(len(ring.generators))
        ideal = fmpz_mpoly_vec([*polynomials, 1 - last * _widened(free, wide)], wide)
        found: object = ideal.buchberger_naive(limits=LIMITS)  # with limits it says too whether it came to an end
        basis, complete = cast("tuple[fmpz_mpoly_vec, bool]", found)
        if any(not each.is_zero() and each.is_constant() for each in basis):
            return True
        if not complete:
            raise RuleError("a smaller Gröbner basis is wanted")
        return False

    def _expression(self, polynomial: fmpq_mpoly) -> Expr:
        """The polynomial in what its generators mean."""
        generators = self.encoded.ring.generators
        terms: list[Expr] = []
        for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            powers = [Pow(each.meaning, int(e)) for each, e in zip(generators, monomial, strict=True) if int(e)]
            terms.append(Mul(Rational(int(coefficient.p), int(coefficient.q)), *powers))
        return Add(Integer(0), *terms)


def _is_unit(generator: Generator) -> bool:
    """Whether it is an exponential without a relation, which vanishes nowhere."""
    return generator.symbol.name.startswith("e") and not generator.degree


def _irreducible(*polynomials: fmpq_mpoly) -> list[fmpq_mpoly]:
    """The different irreducible factors of them all."""
    found: list[fmpq_mpoly] = []
    for polynomial in polynomials:
        if polynomial.is_zero() or polynomial.is_constant():
            continue
        factors = [factor for factor, _ in polynomial.factor()[1]]
        found += _without(factors, found)
    return found


def _without(polynomials: Iterable[fmpq_mpoly], known: Sequence[fmpq_mpoly]) -> list[fmpq_mpoly]:
    return [each for each in polynomials if each not in known]


def _widened(polynomial: fmpq_mpoly, context: fmpz_mpoly_ctx) -> fmpz_mpoly:
    """A whole multiple of the polynomial in a ring with one more variable."""
    whole = lcm(1, *(int(c.q) for c in polynomial.coeffs()))
    terms = {
        (*map(int, monomial), 0): int(coefficient.p) * (whole // int(coefficient.q))
        for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True)
    }
    return context.from_dict(terms)
