"""What a sum has beyond an index, at one point: a value, a bound, or no value at all.

Here are terms that fall at least geometrically, which are to be added until their bound is small enough, and terms
that do not tend to 0; `zeta_rest` has those between.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

from flint import acb, arb

from dehsym.balls.asymptotic_term import Mode
from dehsym.balls.environment import disc, undefined
from dehsym.balls.node import NoValue
from dehsym.balls.summand import Summand
from dehsym.balls.term_factors import LocalFunction, product
from dehsym.balls.zeta_tail import upper

FARTHEST_POLE = 10**6


@final
@dataclass(frozen=True, slots=True)
class PartialSums:
    """Partial sums like c n^(1-s) log(n)^m, or c log(n)^(m+1) for s = 1, s <= 1, but for a positive factor."""

    coefficient: acb
    s: arb
    logs: int

    def outgrow(self, other: PartialSums) -> bool:
        """Whether their quotient to the other certainly tends to infinity."""
        return bool(self.s < other.s) or (bool(self.s == other.s) and self.logs > other.logs)


class Rest(ABC):
    """What a sum has beyond any index, at one point."""

    @property
    def start(self) -> int:
        """The least index at which it is worth asking for the rest."""
        return 2

    @property
    def loses_a_quarter(self) -> bool:
        """Whether `beyond` loses up to a quarter of the working precision."""
        return False

    @property
    def is_bound(self) -> bool:
        """Whether `beyond` encloses the rest in a ball about 0, which shrinks with growing index."""
        return False

    @abstractmethod
    def beyond(self, n: int) -> acb:
        """Return a ball around the sum over k >= n, or one that is not finite."""

    def certain(self, n: int) -> acb:
        """Return the same, not finite also where something on the way, though not the sum itself, has a pole."""
        try:
            return self.beyond(n)
        except NoValue:
            return undefined()

    def divergence(self) -> str | None:
        """Return why there certainly is no sum; None if that is not known."""
        return None

    def growth(self) -> PartialSums | None:
        """Return how the partial sums grow, where they certainly are unbounded; None if that is not known."""
        return None


@final
@dataclass(frozen=True)
class FallingRest(Rest):
    """Terms that fall at least geometrically: beyond n, at most h(n)/(1 - q) with |h(k+1)/h(k)| <= q for k >= n."""

    base: acb
    power: acb
    mode: Mode
    regular: LocalFunction
    gammas: tuple[tuple[int, acb, int], ...]
    constant: acb

    @property
    def start(self) -> int:
        """From here on no gamma function has a pole."""
        return past_poles([(p, a) for p, a, _ in self.gammas])

    @property
    def is_bound(self) -> bool:
        """It is."""
        return True

    def beyond(self, n: int) -> acb:
        """Return a ball around 0; a real one where the terms certainly are real."""
        if self.mode.order > 0 or not all(p * n + a.real > 0 for p, a, _ in self.gammas):
            return undefined()
        if self.constant.is_zero():
            return acb(0)
        values, ratio = self.constant * self.regular.from_index(n), self._ratio(n)
        if not ratio < 1:
            return undefined()
        bound = upper(values) * self._first(n) / (1 - ratio)
        real = all(ball.imag.is_zero() for ball in (values, self.base, self.power, *(a for _, a, _ in self.gammas)))
        return acb(arb(0, upper(bound))) if real else disc(bound)

    def _first(self, n: int) -> arb:
        gammas = product([(p * n + a).gamma() ** e for p, a, e in self.gammas])
        return upper(self.base**n * acb(n) ** self.power * gammas) * arb(n).log() ** self.mode.logs

    def _ratio(self, n: int) -> arb:
        """Gamma(p k + p + a)/Gamma(p k + a) = k^p prod_(l<p) (p + (a + l) t), and log(k+1) <= log(k) + 1/k."""
        end = (arb(1) / (2 * n)).upper()
        t = acb(arb(end, end))
        steps = product([product([p + (a + m) * t for m in range(p)]) ** e for p, a, e in self.gammas])
        logarithms = (1 + 1 / (n * arb(n).log())) ** self.mode.logs if n > 1 else arb.pos_inf()
        return upper(self.base * (1 + t) ** self.power * steps) * logarithms * arb(n) ** self.mode.order


@final
@dataclass(frozen=True)
class GrowingRest(Rest):
    """Terms that grow, if their leading coefficient is not 0."""

    summand: Summand

    @property
    def start(self) -> int:
        """From here on no gamma function has a pole."""
        return past_poles([(series.slope, series.offset) for series, _ in self.summand.stirling])

    def beyond(self, n: int) -> acb:
        """There is no sum, unless every term is 0."""
        positive = all(series.slope * n + series.offset.real > 0 for series, _ in self.summand.stirling)
        return acb(0) if positive and self.summand.constant.is_zero() else undefined()

    def divergence(self) -> str | None:
        """Return that they do not tend to 0."""
        leading = self.summand.coefficients(2)[0]
        return None if leading.contains(0) or not leading.is_finite() else "do not tend to 0"


def past_poles(arguments: list[tuple[int, acb]]) -> int:
    """Return an n with Re(p k + a) > 0 for all k >= n and every (p, a), where such a small one is found."""
    return max([2, *(_past(p, a) for p, a in arguments)])


def _past(slope: int, offset: acb) -> int:
    low = offset.real.lower()
    return int(-low.floor().fmpz() // slope) + 1 if -FARTHEST_POLE < low < 0 else 2
