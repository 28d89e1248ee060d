"""Whether an algebraic number is zero: a bound below which it cannot lie unless it is.

If L and U are algebraic integers of degree at most D, all of whose conjugates are at most l and u in modulus, then
U != 0 has |Norm U| >= 1, so that |U/L| >= 1/(l u^(D-1)). (Burnikel, Funke, Mehlhorn, Schirra, Schmitt, A separation
bound for real algebraic expressions, Algorithmica 55 (2009) 14; the argument uses no order, and holds for complex
numbers.) A ball around U/L whose points are all smaller than that proves U = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm, log2
from typing import final

from flint import acb, arb, fmpq

from dehsym.balls import working_precision

MOST_BITS = 60_000


@final
@dataclass(frozen=True, slots=True)
class Bounded:
    """A number U/L with log2 of bounds for the conjugates of U and of L."""

    upper: float
    lower: float = 0.0

    def root(self, degree: int) -> Bounded:
        """The bounds of a root of that degree: U/L has the root (U L^(k-1))^(1/k)/L, or U/(U^(k-1) L)^(1/k)."""
        if self.upper >= self.lower:
            return Bounded((self.upper + (degree - 1) * self.lower) / degree, self.lower)
        return Bounded(self.upper, ((degree - 1) * self.upper + self.lower) / degree)

    def over(self, other: Bounded) -> Bounded:
        """The bounds of a quotient."""
        return Bounded(self.upper + other.lower, self.lower + other.upper)


Term = tuple[fmpq, tuple[int, ...]]


def bound_of_sum(terms: Sequence[Term], generators: Sequence[Bounded]) -> Bounded:
    """The bounds of sum c g1^e1 g2^e2 ..., brought over the common denominator of its terms.

    >>> bound_of_sum([(fmpq(1, 2), (1,)), (fmpq(1, 2), (0,))], [Bounded(0.0)])
    Bounded(upper=1.0, lower=1.0)
    """
    common = lcm(*(int(c.q) for c, _ in terms))
    most = [max((exponents[i] for _, exponents in terms), default=0) for i in range(len(generators))]
    lower = log2(common) + sum(g.lower * e for g, e in zip(generators, most, strict=True))
    logs = [
        _log2(abs(int(c.p)) * (common // int(c.q)))
        + sum(g.upper * e + g.lower * (m - e) for g, e, m in zip(generators, exponents, most, strict=True))
        for c, exponents in terms
    ]
    largest = max(logs)
    return Bounded(largest + log2(sum(2.0 ** (each - largest) for each in logs)), lower)


def _log2(number: int) -> float:
    return log2(number) if number else 0.0


def bits_to_decide(bound: Bounded, degree: int) -> int | None:
    """The precision at which a ball about a zero of these bounds is small enough; `None` beyond `MOST_BITS`.

    >>> bits_to_decide(Bounded(3.0, 1.0), 4)
    74
    """
    needed = bound.lower + (degree - 1) * max(bound.upper, 0.0)
    return None if needed > MOST_BITS else int(needed) + 64


def certainly_zero(value: acb, bound: Bounded, degree: int) -> bool:
    """Whether every point of the ball lies below the least modulus of a nonzero number with these bounds."""
    with working_precision(64):
        least = arb(2) ** -(int(bound.lower + (degree - 1) * max(bound.upper, 0.0)) + 2)
        return value.is_finite() and bool(arb(value.abs_upper()) < least)
