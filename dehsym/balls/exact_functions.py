"""Logarithms, exponentials and powers of exactly known numbers, principal as everywhere in this package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import final

from flint import acb, fmpq, fmpz

from dehsym.balls.exact_number import (
    TURN,
    Degree,
    Generator,
    Number,
    Product,
    Undecided,
    exponential_generator,
    generator_power,
    imaginary_unit,
    opaque,
    pi,
)
from dehsym.balls.regions import off_negative_axis

_TRIAL_DIVISORS = 100


@final
@dataclass(frozen=True)
class _Logarithm:
    """The key of the logarithm of a number, or of a generator."""

    of: Number | Generator


def power(base: Number, exponent: Number) -> Number:
    """Return the principal power; raise `Undecided` where its branch is not settled.

    >>> half = Number.rational(fmpq(1, 2))
    >>> power(power(Number.rational(2), half), Number.rational(2)) == Number.rational(2)
    True
    """
    degree = exponent.as_rational
    if degree is not None and degree.q == 1:
        return base.whole_power(int(degree.p))
    if base.is_zero:
        if exponent.real.sign() > 0:
            return base
        raise Undecided("a power of 0 is not finite")
    return exponential(exponent * logarithm(base))


def logarithm(number: Number, *, analytic: bool = False) -> Number:
    """Return the principal logarithm; raise `Undecided` where its branch, or that it exists, is not settled.

    With `analytic` the cut along the negative axis is not allowed.

    >>> logarithm(Number.rational(8)) == logarithm(Number.rational(2)).scaled(3)
    True
    """
    single = number.single
    if single is not None:
        found = _logarithm_of_product(*single, analytic=analytic)
        if found is not None:
            return found
    ball = number.ball
    if not ball.is_finite() or ball.contains(0):
        raise Undecided(f"a number other than 0 is wanted for its logarithm, found {ball}")
    if number.is_real:
        if ball.real > 0:
            return opaque(_Logarithm(number), ball.log(), real=True)
        if analytic:
            raise Undecided("a logarithm on its cut is not holomorphic")
        return opaque(_Logarithm(-number), (-ball).log(), real=True) + imaginary_unit() * pi()
    if not off_negative_axis(ball):
        raise Undecided(f"a number off the negative axis is wanted for its logarithm, found {ball}")
    return opaque(_Logarithm(number), ball.log())


def _logarithm_of_product(factor: fmpq, product: Product, *, analytic: bool) -> Number | None:
    """log|factor| + sum e log g + i arg, if all generators but exp(i pi) are positive."""
    turn: Degree = 0
    total = _logarithm_of_rational(abs(factor))
    for generator, degree in product:
        if generator == TURN:
            turn = degree
        elif generator.positive:
            total += _logarithm_of_generator(generator).scaled(degree)
        else:
            return None
    if factor < 0:
        turn = turn - 1 if turn > 0 else 1
    if analytic and turn == 1:
        raise Undecided("a logarithm on its cut is not holomorphic")
    return total + (imaginary_unit() * pi()).scaled(turn)


def _logarithm_of_rational(value: fmpq) -> Number:
    total = Number({})
    for part, sign in ((int(value.p), 1), (int(value.q), -1)):
        rest = part
        for prime in _PRIMES:
            count = 0
            while rest % prime == 0:
                rest, count = rest // prime, count + 1
            if count:
                total += _logarithm_of_generator(_prime(prime)).scaled(sign * count)
        if rest > 1:
            total += _logarithm_of_generator(_prime(rest)).scaled(sign)
    return total


_PRIMES = tuple(n for n in range(2, _TRIAL_DIVISORS) if all(n % d for d in range(2, n)))


def _prime(value: int) -> Generator:
    """Return a generator for a prime, or for a number without small prime factors: its key is the number."""
    return Generator(value, acb(fmpz(value)), real=True, positive=True)


def _logarithm_of_generator(generator: Generator) -> Number:
    if generator.exponent is not None and generator.exponent.is_real:
        return generator.exponent
    ball = generator.ball.log()
    return Number.of(Generator(_Logarithm(generator), ball, real=True, positive=bool(ball.real > 0)))


def exponential(number: Number) -> Number:
    """Return exp(number), a product of one factor for each term.

    >>> exponential(logarithm(Number.rational(fmpq(3, 4)))) == Number.rational(fmpq(3, 4))
    True
    """
    return reduce(mul, [_exponential_of_term(q, p) for p, q in number.terms.items()], Number.rational(1))


def _exponential_of_term(factor: fmpq, product: Product) -> Number:
    if len(product) == 1:
        ((generator, degree),) = product
        found = _exponential_of_logarithm(factor, generator) if degree == 1 else None
        if found is not None:
            return found
    if dict(product) == {TURN: fmpq(1, 2), _pi_generator(): 1}:
        return generator_power(TURN, factor)
    return Number.of(exponential_generator(product), factor)


def _pi_generator() -> Generator:
    return Generator("pi", acb.pi(), real=True, positive=True)


def _exponential_of_logarithm(factor: fmpq, generator: Generator) -> Number | None:
    key = generator.key
    if not isinstance(key, _Logarithm):
        return None
    if isinstance(key.of, Generator):
        return generator_power(key.of, factor)
    return key.of.whole_power(int(factor.p)) if factor.q == 1 else None
