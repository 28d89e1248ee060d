"""Whether an expression is identically zero, by its normal form as a rational function of generators.

The numerator is reduced by the relations of its generators, the last first; what is left is a polynomial in free
generators whose coefficients are algebraic numbers, and those are zero or not (`algebraic`). If all are, every factor
that was multiplied in being a denominator, the expression vanishes wherever it has a value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import final

from flint import Ordering, acb, fmpq, fmpq_mpoly, fmpq_mpoly_ctx
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from dehsym import symbolic
from dehsym.balls import compile_enclosure, working_precision
from dehsym.domain import Domain
from dehsym.errors import EvaluationError, RuleError
from dehsym.proof.algebraic import Bounded, bits_to_decide, bound_of_sum, certainly_zero
from dehsym.proof.flattening import Flattening, Generator

MOST_TERMS = 20_000
MOST_DEGREE = 400


@final
@dataclass(frozen=True, slots=True)
class Vanishing:
    """How an expression was found to vanish, and what must not vanish for that to follow."""

    method: str
    nonzero: tuple[Expr, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Fraction:
    """A quotient of polynomials in the generators."""

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly

    def plus(self, other: Fraction) -> Fraction:
        """The sum, over the least common denominator."""
        if self.denominator == other.denominator:
            return Fraction(self.numerator + other.numerator, self.denominator)
        shared = self.denominator.gcd(other.denominator)
        ours, theirs = _quotient(self.denominator, shared), _quotient(other.denominator, shared)
        return Fraction(self.numerator * theirs + other.numerator * ours, self.denominator * theirs).checked()

    def times(self, other: Fraction) -> Fraction:
        """The product."""
        return Fraction(self.numerator * other.numerator, self.denominator * other.denominator).checked()

    def power(self, exponent: int) -> Fraction:
        """The whole power; raise `RuleError` for a power of 0 with a negative exponent."""
        if abs(exponent) > MOST_DEGREE:
            raise RuleError(f"an exponent up to {MOST_DEGREE} is wanted, found {exponent}")
        top, bottom = (self.numerator, self.denominator) if exponent >= 0 else (self.denominator, self.numerator)
        if bottom.is_zero():
            raise RuleError("a denominator other than 0 is wanted")
        if len(top) ** min(abs(exponent), 12) > 100 * MOST_TERMS:
            raise RuleError("a power with fewer terms is wanted")
        return Fraction(top ** abs(exponent), bottom ** abs(exponent)).checked()

    def checked(self) -> Fraction:
        """The fraction itself; raise `RuleError` if it has too many terms."""
        if len(self.numerator) > MOST_TERMS or len(self.denominator) > MOST_TERMS:
            raise RuleError(f"at most {MOST_TERMS} terms are wanted, found more")
        return self


def _terms(polynomial: fmpq_mpoly) -> list[tuple[tuple[int, ...], fmpq]]:
    """Exponents and coefficient of each term."""
    exponents = (tuple(map(int, each)) for each in polynomial.monoms())
    return list(zip(exponents, polynomial.coeffs(), strict=True))


def _quotient(polynomial: fmpq_mpoly, divisor: fmpq_mpoly) -> fmpq_mpoly:
    return polynomial // divisor


@final
@dataclass(frozen=True)
class Ring:
    """The polynomials in some generators."""

    generators: Sequence[Generator]
    context: fmpq_mpoly_ctx
    places: Mapping[Symbol, int]

    @classmethod
    def of(cls, generators: Sequence[Generator]) -> Ring:
        """The ring in all of them."""
        context = fmpq_mpoly_ctx.get([f"x{i}" for i in range(len(generators))] or ["x0"], Ordering.lex)
        return cls(generators, context, {generator.symbol: i for i, generator in enumerate(generators)})

    def fraction(self, expr: Expr) -> Fraction:
        """A rational expression in the generators' symbols as a quotient of polynomials."""
        one = self.context.constant(1)
        match expr:
            case Rational():
                return Fraction(self.context.constant(fmpq(expr.p, expr.q)), one)
            case Symbol():
                return Fraction(self.context.gen(self.places[expr]), one)
            case Add():
                total = Fraction(self.context.constant(0), one)
                for term in expr.args:
                    total = total.plus(self.fraction(term))
                return total
            case Mul():
                product = Fraction(one, one)
                for factor in expr.args:
                    product = product.times(self.fraction(factor))
                return product
            case Pow():
                base, exponent = expr.as_base_exp()
                if isinstance(exponent, Integer):
                    return self.fraction(base).power(int(exponent))
            case _:
                pass
        raise RuleError(f"a rational function is wanted, found {expr.func.__name__}")

    def reduced(self, numerator: fmpq_mpoly) -> fmpq_mpoly:
        """The numerator modulo the relations, up to factors that are denominators of these."""
        for place in reversed(range(len(self.generators))):
            generator = self.generators[place]
            if generator.degree:
                numerator = self._reduced_by(numerator, place, generator)
        return numerator

    def _reduced_by(self, numerator: fmpq_mpoly, place: int, generator: Generator) -> fmpq_mpoly:
        degree = generator.degree
        most = max((exponents[place] // degree for exponents, _ in _terms(numerator)), default=0)
        if most == 0:
            return numerator
        value = self.fraction(generator.power)
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for exponents, coefficient in _terms(numerator):
            times, rest = divmod(exponents[place], degree)
            lowered = (*exponents[:place], rest, *exponents[place + 1 :])
            parts.setdefault(times, {})[lowered] = coefficient
        total = self.context.constant(0)
        for times, terms in parts.items():
            part = self.context.from_dict(terms)
            total = total + part * value.numerator**times * value.denominator ** (most - times)
        if len(total) > MOST_TERMS:
            raise RuleError(f"at most {MOST_TERMS} terms are wanted, found more")
        return total

    # --- Coefficients that are algebraic numbers

    def vanishes(self, numerator: fmpq_mpoly) -> bool:
        """Whether every coefficient of the reduced numerator is zero, as an algebraic number."""
        if numerator.is_zero():
            return True
        bounds, degree = self._algebraic()
        if not bounds:
            return False
        groups: dict[tuple[int, ...], list[tuple[fmpq, tuple[int, ...]]]] = {}
        for exponents, coefficient in _terms(numerator):
            free = tuple(0 if i in bounds else e for i, e in enumerate(exponents))
            groups.setdefault(free, []).append((coefficient, tuple(exponents[i] for i in bounds)))
        return all(self._is_zero(terms, bounds, degree) for terms in groups.values())

    def _algebraic(self) -> tuple[dict[int, Bounded], int]:
        """The places of the generators that are algebraic numbers, with their bounds; the degree of their field."""
        bounds: dict[int, Bounded] = {}
        degree = 1
        for place, generator in enumerate(self.generators):
            if generator.algebraic:
                bounds[place] = Bounded(0.0)
                degree *= max(1, _totient(2 * generator.degree))
            elif generator.degree and all(self.places[s] in bounds for s in generator.power.free_symbols):
                bounds[place] = self._bound(generator.power, bounds).root(generator.degree)
                degree *= generator.degree
        return bounds, degree

    def _bound(self, power: Expr, bounds: Mapping[int, Bounded]) -> Bounded:
        value = self.fraction(power)
        top, bottom = (
            bound_of_sum(
                [(coefficient, tuple(exponents[i] for i in bounds)) for exponents, coefficient in _terms(part)],
                list(bounds.values()),
            )
            for part in (value.numerator, value.denominator)
        )
        return top.over(bottom)

    def _is_zero(
        self, terms: Sequence[tuple[fmpq, tuple[int, ...]]], bounds: Mapping[int, Bounded], degree: int
    ) -> bool:
        bound = bound_of_sum(terms, list(bounds.values()))
        bits = bits_to_decide(bound, degree)
        if bits is None:
            return False
        values = [compile_enclosure(self.generators[i].meaning)({}, bits) for i in bounds]
        with working_precision(bits):
            total = acb(0)
            for coefficient, exponents in terms:
                powers = [value**exponent for value, exponent in zip(values, exponents, strict=True)]
                total = total + reduce(mul, powers, acb(coefficient))
        return certainly_zero(total, bound, degree)


def _totient(n: int) -> int:
    result, rest, p = n, n, 2
    while p * p <= rest:
        if rest % p == 0:
            while rest % p == 0:
                rest //= p
            result -= result // p
        p += 1
    return result - result // rest if rest > 1 else result


def vanishing(expr: Expr, domains: Mapping[Expr, Domain]) -> Vanishing | None:
    """How `expr` vanishes for all values in `domains` at which it has one; `None` if that is not shown.

    >>> from sympy import cos, sin
    >>> from sympy.abc import z
    >>> vanishing(sin(2 * z) - 2 * sin(z) * cos(z), {}).method
    'rational function of 2 generators'
    """
    flattening = Flattening(domains)
    try:
        flat = flattening.flatten(symbolic.held(expr))
        resolved = flattening.resolved(flat)
        ring = Ring.of(flattening.generators())
        numerator = ring.reduced(ring.fraction(resolved).numerator)
        found = ring.vanishes(numerator)
    except (RuleError, EvaluationError, ZeroDivisionError, RecursionError):
        return None  # too large, or too deep, or with a part that is no number
    if not found:
        return None
    number = len(ring.generators)
    kind = "an algebraic number" if not expr.free_symbols and not numerator.is_zero() else ""
    method = kind or f"rational function of {number} generator{'s' if number > 1 else ''}"
    return Vanishing(method, tuple(map(symbolic.released, flattening.nonzero)))
