"""What a sum of z^k k^(-s) log(k)^m G(1/k), |z| <= 1, has beyond an index, and where such a sum diverges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import add
from typing import final

import sympy
from flint import acb, arb
from sympy import Expr, Symbol

from dehsym.balls.environment import disc, undefined
from dehsym.balls.sum_rest import PartialSums, Rest
from dehsym.balls.summand import Summand
from dehsym.balls.zeta_tail import (
    Expansion,
    at_most,
    is_one,
    needs_exponential_integrals,
    tail_of_powers,
    terms_wanted,
    upper,
)

LEAST_REACH = 8
FARTHEST = 10**9
MOST_HALVINGS = 30
MOST_ORDERS = 12
LARGEST_BOUND = 30
"""log2 of the largest bound of G on a disc that is accepted without trying a smaller disc."""


@final
@dataclass(frozen=True, slots=True)
class Behaviour:
    """The power of k and the number of logarithms in the terms; `index` is what messages call k."""

    index: str
    power: Expr
    logs: int

    def text(self, order: Expr) -> str:
        """Return how the terms behave if the first coefficient that is not 0 has this order.

        >>> Behaviour("k", sympy.Integer(1), 1).text(sympy.Integer(2))
        'behave like log(k)/k'
        """
        k = Symbol(self.index, positive=True)
        return f"behave like {k ** (self.power - order) * sympy.log(k) ** self.logs}"


@final
@dataclass(frozen=True)
class ZetaRest(Rest):
    """Terms z^k k^(-s) log(k)^m G(k^(-1/q)), |z| <= 1, where G is the sum of `summands`; those have one z and s."""

    z: acb
    s: acb
    inside: bool
    logs: int
    root: int
    behaviour: Behaviour
    summands: tuple[Summand, ...]
    first: int

    def joined(self, other: ZetaRest) -> ZetaRest | None:
        """Return both as one, where z is the same number: there leading terms may cancel."""
        same = self.behaviour == other.behaviour
        if not (same and self.z.is_exact() and other.z.is_exact() and self.z == other.z):
            return None
        return replace(self, summands=self.summands + other.summands)

    @cached_property
    def _disc(self) -> tuple[arb, arb] | None:
        """Return a radius and a bound of |G| on the disc."""
        best: tuple[arb, arb] | None = None
        for halvings in range(MOST_HALVINGS):
            radius = arb(2) ** -halvings
            bound = upper(sum((summand.on_disc(radius) for summand in self.summands), acb(0)))
            if bound.is_finite():
                best = radius, bound
                if bound < arb(2) ** LARGEST_BOUND:
                    return best
        return best

    @property
    def start(self) -> int:
        """Far enough for the expansion in 1/k, and for the one in `zeta_tail`."""
        found = self._disc
        return max(self.first, 0 if found is None else at_most(LEAST_REACH / float(found[0]) ** self.root, FARTHEST))

    @property
    def loses_a_quarter(self) -> bool:
        """For z near 1."""
        return needs_exponential_integrals(self.z, self.logs)

    def _coefficients(self, length: int) -> list[acb]:
        columns = zip(*(summand.coefficients(length) for summand in self.summands), strict=True)
        return [reduce(add, column) for column in columns]

    @property
    def _threshold(self) -> arb:
        """Re s + j must exceed this wherever c_j is not 0."""
        return arb.neg_inf() if self.inside else arb(1 if is_one(self.z) else 0)

    def beyond(self, n: int) -> acb:
        """Return a ball around the sum; real where the terms certainly are."""
        found = self._disc
        if found is None:
            return undefined()
        radius, bound = found
        length = terms_wanted(radius**self.root * n, float(bound.log_base(2)) + 20 if bound > 1 else 20.0)
        coefficients = self._coefficients(length * self.root)
        if not all(c.is_zero() or self._exponent(j).real > self._threshold for j, c in enumerate(coefficients)):
            return undefined()
        value = acb(0)
        for j in range(self.root):  # c_(j + q i), i = 0, 1, ...: the powers k^(-s - j/q - i)
            part = Expansion(tuple(coefficients[j :: self.root]), radius**self.root, bound / radius**j)
            value += tail_of_powers(self.z, self._exponent(j), self.logs, part, n)
        for summand in self.summands:
            if summand.stirling:
                value += disc(summand.stirling_error(n, self.s.real, self.logs))
        return acb(value.real) if self._is_real(n) else value

    def _exponent(self, order: int) -> acb:
        return self.s + acb(order) / self.root

    def _is_real(self, n: int) -> bool:
        values = [summand.from_index(n) for summand in self.summands]
        return all(ball.imag.is_zero() for ball in (self.z, self.s, *values))

    def _leading(self) -> tuple[int, acb] | None:
        """Return the first coefficient that is not exactly 0, where it certainly is not 0."""
        if self._disc is None:
            return None
        for order, c in enumerate(self._coefficients(MOST_ORDERS)):
            if not c.is_zero():
                return None if c.contains(0) or not c.is_finite() else (order, c)
        return None

    def divergence(self) -> str | None:
        """Terms like k^(-s) log(k)^m with Re s <= 1 have no sum; like z^k k^(-s) with |z| = 1, Re s <= 0, neither."""
        found = self._leading()
        if found is None or self.inside or not self._exponent(found[0]).real <= self._threshold:
            return None
        return self.behaviour.text(sympy.Rational(found[0], self.root)) if is_one(self.z) else "do not tend to 0"

    def growth(self) -> PartialSums | None:
        """Return it for z = 1 and real s: there they are like those of the leading terms."""
        found = self._leading()
        if found is None or not is_one(self.z) or not self.s.imag.is_zero() or self.divergence() is None:
            return None
        return PartialSums(found[1], self._exponent(found[0]).real, self.logs)
