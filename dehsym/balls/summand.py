"""The function of 1/k in a mode of a summand, with Stirling's series for its gamma functions in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import final

from flint import acb, arb

from dehsym.balls.stirling import StirlingSeries
from dehsym.balls.term_factors import LocalFunction
from dehsym.balls.zeta_tail import upper
from dehsym.precision import series_length


@final
@dataclass(frozen=True, slots=True)
class Summand:
    """constant g(t) exp(sum_i e_i L_i(t)), with Stirling's remainders apart."""

    constant: acb
    regular: LocalFunction
    stirling: tuple[tuple[StirlingSeries, int], ...]

    def on_disc(self, radius: arb) -> acb:
        """Return a ball around its values for |t| <= `radius`; not finite unless it is holomorphic there."""
        t = acb(arb(0, radius), arb(0, radius))
        exponent = sum((e * series.values(t) for series, e in self.stirling), acb(0))
        return self.constant * self.regular.on_disc(radius) * exponent.exp()

    def from_index(self, n: int) -> acb:
        """Return a ball around its values for k >= n."""
        half = (arb(1) / (2 * n)).upper()
        exponent = sum((e * series.values(acb(arb(half, half))) for series, e in self.stirling), acb(0))
        return self.constant * self.regular.from_index(n) * exponent.exp()

    def coefficients(self, length: int) -> list[acb]:
        """Return its first `length` >= 2 Taylor coefficients at t = 0."""
        with series_length(length):
            found = self.regular.series(length)
            if self.stirling:
                found *= reduce(add, [e * series.series(length) for series, e in self.stirling]).exp()
            return [acb(0) if found[i].is_zero() else self.constant * found[i] for i in range(length)]

    def stirling_error(self, n: int, sigma: arb, logs: int) -> arb:
        """Return a bound of what Stirling's remainders add to the sum over k >= n of k^(-sigma) log(k)^m.

        |exp(R) - 1| <= |R| exp(|R|), with |R(k)| <= C k^(1-2j), and log(k) <= k.
        """
        total, size = arb(0), upper(self.from_index(n))
        remainders = [(abs(e) * series.remainder(n), series.terms) for series, e in self.stirling]
        worst = sum((c * arb(n) ** (1 - 2 * terms) for c, terms in remainders), arb(0)).exp()
        for c, terms in remainders:
            exponent = sigma + (2 * terms - 1 - logs)
            if not exponent > 1:
                return arb.pos_inf()
            total += c * arb(n) ** (-exponent) * (1 + n / (exponent - 1))
        return upper(total * worst * size)
