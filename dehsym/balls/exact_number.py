"""Numbers kept exactly, with a ball beside them: what decides whether two coefficients of an expansion cancel.

A ball cannot show that a number is 0. The numbers here are sums of products q g_1^(e_1) g_2^(e_2) ... with rational q
and rational exponents of *generators*: primes, exp(i pi), and constants such as pi, exp(a), log(2) or gamma(1/3) of
which a ball is known. Equal keys are equal generators; so a sum without terms is exactly 0. That a sum with terms is
not 0 only its ball can show.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import mul
from typing import Self, final

from flint import acb, arb, fmpq, fmpz

from dehsym.errors import EvaluationError

MOST_TERMS = 16
"""Sums of more terms are kept as one generator: the ball remains, and cancellations with others are not seen."""


class Undecided(EvaluationError):  # noqa: N818  (an answer, not a fault)
    """The sign of a number, or whether it is 0, is not settled at the working precision."""


class TooShort(Undecided):
    """An expansion has too few terms: a longer one may settle it."""


@final
@dataclass(frozen=True)
class Generator:
    """The constant called `key`; `positive`: it is a positive real number; `exponent`: it is exp(exponent).

    Only a positive constant, or one with an `exponent`, may have powers that are not whole.
    """

    key: Hashable
    ball: acb = field(compare=False)
    real: bool = field(compare=False)
    positive: bool = field(default=False, compare=False)
    exponent: Number | None = field(default=None, compare=False)

    @cached_property
    def _hash(self) -> int:
        return hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def power(self, degree: Degree) -> acb:
        """Return a ball around the power."""
        if isinstance(degree, int):
            return self.ball ** fmpz(degree)
        if self.exponent is not None:
            return (self.exponent.ball * degree).exp()
        return self.ball.pow(acb(degree))


@final
@dataclass(frozen=True)
class _Conjugate:
    """The key of a complex conjugate."""

    of: Hashable


@final
@dataclass(frozen=True)
class _Exponential:
    """The key of the exponential of a product."""

    of: Product


TURN = Generator("exp(i pi)", acb(-1), real=False)
"""exp(i pi): its power 1/2 is i."""

Degree = int | fmpq
"""An exponent; whole ones are integers, which are quicker."""

Product = frozenset[tuple[Generator, Degree]]
_ONE: Product = frozenset()


def _times(left: Product, right: Product) -> tuple[fmpq, Product]:
    """Return the product of two products of generators: whole powers of primes and of exp(i pi) become rational."""
    if not left or not right:
        return fmpq(1), left or right
    degrees = dict(left)
    factor = fmpq(1)
    for generator, degree in right:
        front, total = _reduced(generator, degrees.pop(generator, 0) + degree)
        if front != 1:
            factor *= front
        if total != 0:
            degrees[generator] = total
    return factor, frozenset(degrees.items())


def _reduced(generator: Generator, degree: Degree) -> tuple[fmpq | int, Degree]:
    """Return a rational factor and the exponent that is left: in [0, 1) for primes and exp(i pi)."""
    if not isinstance(generator.key, int) and generator != TURN:
        return 1, _quick(degree)
    whole = degree if isinstance(degree, int) else int(degree.floor())
    if isinstance(generator.key, int):
        return fmpq(generator.key) ** whole, _quick(degree - whole)
    return -1 if whole % 2 else 1, _quick(degree - whole)


def _quick(degree: Degree) -> Degree:
    return degree if isinstance(degree, int) or degree.q != 1 else int(degree.p)


@final
class Number:
    """A sum of rational multiples of products of generators."""

    def __init__(self, terms: Mapping[Product, fmpq]) -> None:
        self.terms = {product: factor for product, factor in terms.items() if factor != 0}

    @classmethod
    def rational(cls, value: fmpq | int) -> Self:
        """Return a rational number."""
        return cls({_ONE: fmpq(value)})

    @classmethod
    def of(cls, generator: Generator, degree: Degree = 1) -> Self:
        """Return the power of a generator."""
        return cls({frozenset({(generator, _quick(degree))}): fmpq(1)})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and self.terms == other.terms

    @cached_property
    def _hash(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __hash__(self) -> int:
        return self._hash

    @property
    def is_zero(self) -> bool:
        """Whether it is exactly 0; False does not say that it is not."""
        return not self.terms

    @property
    def as_rational(self) -> fmpq | None:
        """The number, if it is known to be rational."""
        if not self.terms:
            return fmpq(0)
        return self.terms.get(_ONE) if len(self.terms) == 1 else None

    @property
    def single(self) -> tuple[fmpq, Product] | None:
        """Factor and product, if there is only one term."""
        if len(self.terms) != 1:
            return None
        ((product, factor),) = self.terms.items()
        return factor, product

    @cached_property
    def is_real(self) -> bool:
        """Whether it is known to be real."""
        return all(g.real and g != TURN for product in self.terms for g, _ in product)

    @cached_property
    def ball(self) -> acb:
        """A ball around the number."""
        total = acb(0)
        for product, factor in self.terms.items():
            term = acb(factor)
            for generator, degree in product:
                if generator == TURN:
                    term *= acb(degree).exp_pi_i() if degree != fmpq(1, 2) else acb(0, 1)
                else:
                    term *= generator.power(degree)
            total += term
        return acb(total.real) if self.is_real else total

    def __add__(self, other: Number) -> Number:
        total = dict(self.terms)
        for product, factor in other.terms.items():
            total[product] = total.get(product, fmpq(0)) + factor
        return Number(total).folded()

    def __neg__(self) -> Number:
        return Number({product: -factor for product, factor in self.terms.items()})

    def __sub__(self, other: Number) -> Number:
        return self + -other

    def __mul__(self, other: Number) -> Number:
        total: dict[Product, fmpq] = {}
        for left, p in self.terms.items():
            for right, q in other.terms.items():
                factor, product = _times(left, right)
                total[product] = total.get(product, fmpq(0)) + factor * p * q
        return Number(total).folded()

    def folded(self) -> Number:
        """Return the number itself, or as one generator if it has too many terms."""
        if len(self.terms) <= MOST_TERMS:
            return self
        return opaque(("sum", self), self.ball, real=self.is_real)

    def scaled(self, factor: fmpq | int) -> Number:
        """Return a rational multiple."""
        return Number({product: each * factor for product, each in self.terms.items()})

    def __truediv__(self, other: Number) -> Number:
        return self * other.inverse()

    def inverse(self) -> Number:
        """1/self; raise `Undecided` unless the ball keeps away from 0."""
        single = self.single
        if single is None:
            return Number.of(_opaque_sum(self), -1)
        factor, product = single
        if not (self.ball.is_finite() and not self.ball.contains(0)):
            raise Undecided(f"a number other than 0 is wanted, found {self.ball}")
        return reduce(mul, [generator_power(g, -e) for g, e in product], Number.rational(1 / factor))

    def conjugate(self) -> Number:
        """Return the complex conjugate."""
        if self.is_real:
            return self
        total = Number({})
        for product, factor in self.terms.items():
            parts = [Number.rational(factor), *(_conjugate_power(g, e) for g, e in product)]
            total += reduce(mul, parts)
        return total

    @property
    def real(self) -> Number:
        """The real part."""
        return self if self.is_real else (self + self.conjugate()).scaled(fmpq(1, 2))

    def sign(self) -> int:
        """Return the sign of a real number; raise `Undecided` where it is not settled."""
        rational = self.as_rational
        if rational is not None:
            return (rational > 0) - (rational < 0)
        if not self.is_real:
            raise Undecided("the sign of a real number is wanted, found one that may not be real")
        if self.ball.real > 0 or self.ball.real < 0:
            return 1 if self.ball.real > 0 else -1
        raise Undecided(f"a number of known sign is wanted, found {self.ball}")

    def differs_from_zero(self) -> bool:
        """Whether it is certainly not 0; raise `Undecided` where neither that nor its being 0 is known."""
        if self.is_zero:
            return False
        if self.ball.is_finite() and not self.ball.contains(0):
            return True
        raise Undecided(f"a number known to be 0 or not is wanted, found {self.ball}")

    def whole_power(self, degree: int) -> Number:
        """Return a whole power; raise `Undecided` for a negative one of what may be 0."""
        if degree < 0:
            return self.inverse().whole_power(-degree)
        single = self.single
        if single is not None and degree > 1:
            factor, product = single
            return reduce(mul, [generator_power(g, e * degree) for g, e in product], Number.rational(factor**degree))
        return reduce(mul, [self] * degree, Number.rational(1))

    def __repr__(self) -> str:
        return f"Number({self.ball})"


def generator_power(generator: Generator, degree: Degree) -> Number:
    """Return a power of a generator; of a prime or of exp(i pi) its rational part becomes the factor.

    >>> generator_power(TURN, 3) == Number.rational(-1)
    True
    """
    factor, rest = _reduced(generator, degree)
    return Number({_ONE if rest == 0 else frozenset({(generator, rest)}): fmpq(factor)})


def exponential_generator(product: Product) -> Generator:
    """Return exp of a product of generators; raise `Undecided` where it is too large to be enclosed.

    >>> exponential_generator(frozenset()).ball.overlaps(acb(1).exp())
    True
    """
    inner = Number({product: fmpq(1)})
    real = inner.is_real
    ball = inner.ball.exp()
    if not ball.is_finite():
        raise Undecided("a finite enclosure is wanted, found none for an exponential")
    return Generator(_Exponential(product), ball, real, real, inner)


def _conjugate_power(generator: Generator, degree: Degree) -> Number:
    if generator == TURN:
        return generator_power(generator, -degree)
    if generator.real:
        return generator_power(generator, degree)
    if generator.exponent is not None:
        single = generator.exponent.conjugate().single
        assert single is not None, generator
        factor, product = single
        return Number.of(exponential_generator(product), _quick(fmpq(degree) * factor))
    if isinstance(generator.key, _Conjugate):
        return Number.of(Generator(generator.key.of, generator.ball.conjugate(), real=False), degree)
    return Number.of(Generator(_Conjugate(generator.key), generator.ball.conjugate(), real=False), degree)


def opaque(key: Hashable, ball: acb, *, real: bool = False) -> Number:
    """Return the constant of which nothing is known but its ball; raise `Undecided` if that is not finite.

    >>> (opaque("a", acb(2.5)) - opaque("a", acb(2.5))).is_zero
    True
    """
    if not ball.is_finite():
        raise Undecided(f"a finite enclosure is wanted, found none for {str(key)[:80]}")
    real = real or bool(ball.imag.is_zero())
    return Number.of(Generator(key, acb(ball.real) if real else ball, real, real and bool(ball.real > 0)))


def exact(ball: acb) -> Number | None:
    """Return the number that a ball of radius 0 is; None for others, and for those of many bits.

    >>> exact(acb(0.75)) == Number.rational(fmpq(3, 4)), exact(acb.pi())
    (True, None)
    """
    if not ball.is_exact() or not ball.is_finite():
        return None
    return _dyadic(ball.real) + _dyadic(ball.imag) * imaginary_unit()


def _dyadic(value: arb) -> Number:
    return Number.rational(value.fmpq())


def imaginary_unit() -> Number:
    """Return i.

    >>> imaginary_unit() * imaginary_unit() == Number.rational(-1)
    True
    """
    return Number.of(TURN, fmpq(1, 2))


def pi() -> Number:
    """Return the circle's constant.

    >>> pi().ball.overlaps(acb.pi())
    True
    """
    return opaque("pi", acb.pi())


def _opaque_sum(number: Number) -> Generator:
    ball = number.ball
    if not ball.is_finite() or ball.contains(0):
        raise Undecided(f"a number other than 0 is wanted, found {ball}")
    return Generator(("sum", number), ball, number.is_real, number.is_real and bool(ball.real > 0))
