"""Stirling's series for log Gamma(p k + a) with its remainder, apart from what is a power or exponential of k.

With z = p k + a, t = 1/k and w = 1/z = t/(p + a t) (DLMF 5.11.1),

    log Gamma(z) = (p k + a - 1/2) log(p k) - p k + log(2 pi)/2 + L(t) + R(k),
    L(t) = p log(1 + a t/p)/t + (a - 1/2) log(1 + a t/p) - a + sum_(1<=j<n) B_2j w^(2j-1)/(2j (2j - 1)),

in which L is holomorphic for |t| < p/|a|, L(0) = 0, and the remainder is at most the first term left out, times
sec(arg(z)/2)^(2n) (DLMF 5.11(ii)).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2, pi
from typing import final

from flint import acb, acb_series, arb, ctx

from dehsym.balls.environment import undefined

_UNIT_INTERVAL = acb(arb(0.5, 0.5))  # [0, 1]; both halves are exact
MOST_TERMS = 2000


def terms_of_stirling(reach: float) -> int:
    """Return the n whose remainder at |z| = `reach` is below the working precision, or is the least one there.

    |B_2n|/(2n (2n - 1)) is about 2 (2n - 2)!/(2 pi)^(2n).

    >>> 1 < terms_of_stirling(100.0) < 50
    True
    """
    lost, n = 0.0, 1
    while lost > -ctx.prec - 8 and 2 * n < 2 * pi * reach and n < MOST_TERMS:
        lost += 2 * log2(2 * n) - 2 * log2(2 * pi * reach)
        n += 1
    return n


@final
@dataclass(frozen=True, slots=True)
class StirlingSeries:
    """L and R above for the slope p = `slope`, a = `offset` and n = `terms`."""

    slope: int
    offset: acb
    terms: int

    def values(self, t: acb) -> acb:
        """Return a ball around L(t) for t in a ball; not finite unless L is holomorphic there.

        log(1 + u)/u is the mean of 1/(1 + s u) over 0 <= s <= 1.
        """
        u = self.offset * t / self.slope
        if not abs(u) < 1:
            return undefined()
        quotient = 1 / (1 + u * _UNIT_INTERVAL)
        w = t / (self.slope + self.offset * t)
        square, total = w * w, acb(0)
        for coefficient in reversed(self._coefficients()):
            total = total * square + coefficient
        return self.offset * quotient + (self.offset - acb(1) / 2) * (1 + u).log() - self.offset + total * w

    def series(self, length: int) -> acb_series:
        """Return the Taylor series of L at t = 0."""
        beside = acb_series([1, self.offset / self.slope], length + 1).log()
        shifted = acb_series([beside[i + 1] for i in range(length)], length)
        t = acb_series([0, 1], length)
        w = t / acb_series([self.slope, self.offset], length)
        odd = [part for coefficient in self._coefficients() for part in (acb(0), acb(coefficient))]
        total = acb_series(odd[:length], length)(w)
        beside = acb_series([beside[i] for i in range(length)], length)
        return self.slope * shifted + (self.offset - acb(1) / 2) * beside - self.offset + total

    def _coefficients(self) -> list[arb]:
        return [arb.bernoulli(2 * j) / (2 * j * (2 * j - 1)) for j in range(1, self.terms)]

    def remainder(self, start: int) -> arb:
        """Return a C with |R(k)| <= C k^(1-2n) for k >= `start`; not finite where Re z is not positive there.

        sec(arg(z)/2)^2 = 2/(1 + Re z/|z|), and Re z/|z| grows with k.
        """
        n, z = self.terms, self.slope * start + self.offset
        if not z.real > 0:
            return arb.pos_inf()
        first = abs(arb.bernoulli(2 * n)) / (2 * n * (2 * n - 1))
        secant = (2 / (1 + z.real / abs(z))) ** n
        t = _UNIT_INTERVAL / start
        return arb((first * secant * abs(self.slope + self.offset * t) ** (1 - 2 * n)).abs_upper())
