"""How large an expression can be on [N, oo): rigorous majorants for the tails of integrals.

On x >= N every expression met here is written as x^a exp(r_1 x + r_2 x^2 + ...) h, a *scale* times a factor h that
varies within a ball. Products multiply scales and balls; in a sum the term whose scale dominates is taken out, and the
quotients of the others to it, which must not increase on [N, oo), stay within the disc of their values at N. A
decaying scale is integrated by its logarithmic derivative: if that is at most -m < 0 on [N, oo), the integral of
|scale| from N is at most |scale(N)|/m.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest
from typing import final

from flint import acb, arb, fmpz

from dehsym.balls.environment import disc, exact_integer, undefined
from dehsym.balls.powers import principal_power


@final
@dataclass(frozen=True)
class Scale:
    """x^power exp(rates[0] x + rates[1] x^2 + ...), for x > 0."""

    power: acb
    rates: tuple[acb, ...] = ()

    def __mul__(self, other: Scale) -> Scale:
        rates = tuple(p + q for p, q in zip_longest(self.rates, other.rates, fillvalue=acb(0)))
        return Scale(self.power + other.power, rates)

    def __pow__(self, exponent: acb) -> Scale:
        return Scale(self.power * exponent, tuple(rate * exponent for rate in self.rates))

    @property
    def is_one(self) -> bool:
        """Whether it is exactly 1."""
        return self.power.is_zero() and all(rate.is_zero() for rate in self.rates)

    @property
    def is_positive(self) -> bool:
        """Whether its values are certainly positive numbers."""
        return self.power.imag.is_zero() and all(rate.imag.is_zero() for rate in self.rates)

    def at(self, x: arb) -> arb:
        """Return an upper bound of its modulus at `x`."""
        exponent = sum((rate.real * x ** (k + 1) for k, rate in enumerate(self.rates)), start=arb(0))
        return arb((x**self.power.real * exponent.exp()).abs_upper())

    @property
    def degree(self) -> int:
        """The highest power of x in the exponent with a real part that is not exactly 0; 0 if there is none."""
        return max((k + 1 for k, rate in enumerate(self.rates) if not rate.real.is_zero()), default=0)

    def decay(self, start: arb) -> arb:
        """Return a number q such that -d log|scale|/dx >= q x^(m-1) for x >= `start`, m the `degree`.

        With m = 0 it is -power, and the logarithmic derivative is exactly power/x.
        """
        a, m = self.power.real, self.degree
        if m == 0:
            return -a
        lesser = arb(0)
        for k, rate in enumerate(self.rates[: m - 1], 1):
            lesser += k * _positive_part(rate.real) * start ** (k - m)
        return -(m * self.rates[m - 1].real + lesser + _positive_part(a) * start ** (-m))

    def never_increases(self, start: arb) -> bool:
        """Whether |scale| certainly does not increase on [start, oo)."""
        return bool(self.decay(start) >= 0)

    def integral_from(self, start: arb) -> arb:
        """Return an upper bound of the integral of |scale| from `start` to oo; not finite if there is none."""
        q, m = self.decay(start), self.degree
        if m == 0:
            return start * self.at(start) / (q - 1) if q > 1 else arb.pos_inf()
        return self.at(start) / (q * start ** (m - 1)) if q > 0 else arb.pos_inf()


def _positive_part(x: arb) -> arb:
    return arb.max(x, arb(0))


@final
@dataclass(frozen=True)
class Growth:
    """A function on [N, oo): its scale times values in the ball `factor`."""

    scale: Scale
    factor: acb

    @classmethod
    def constant(cls, ball: acb) -> Growth:
        """Return a number."""
        return cls(Scale(acb(0)), ball)

    @classmethod
    def unknown(cls) -> Growth:
        """Nothing is known."""
        return cls.constant(undefined())

    def __mul__(self, other: Growth) -> Growth:
        return Growth(self.scale * other.scale, self.factor * other.factor)

    def power(self, exponent: acb, analytic: bool) -> Growth:
        """Return the principal power: of a positive scale apart, or a whole power of everything."""
        whole = exact_integer(exponent)
        if whole is not None:
            return Growth(self.scale**exponent, self.factor ** fmpz(whole))
        if not self.scale.is_positive:
            return Growth.unknown()
        return Growth(self.scale**exponent, principal_power(self.factor, exponent, analytic))

    def values(self, start: arb) -> acb:
        """Return a ball around all values on [start, oo); not finite if the scale may increase."""
        if self.scale.is_one:
            return self.factor
        if not self.scale.never_increases(start):
            return undefined()
        reach = self.scale.at(start)
        if self.scale.is_positive:
            return self.factor * acb(reach / 2 + arb(0, (reach / 2).abs_upper()))
        return self.factor * disc(reach)

    @property
    def is_real(self) -> bool:
        """Whether its values are certainly real."""
        return self.scale.is_positive and self.factor.imag.is_zero()

    def integral_from(self, start: arb) -> arb:
        """Return an upper bound of the integral of the modulus from `start` to oo; not finite if there is none."""
        return arb((self.scale.integral_from(start) * abs(self.factor)).abs_upper())

    def integral_ball(self, start: arb) -> acb:
        """Return a ball around the integral from `start` to oo; real where the function certainly is."""
        bound = disc(self.integral_from(start))
        return acb(bound.real) if self.is_real else bound


def sum_of(terms: Sequence[Growth], start: arb) -> Growth:
    """Return the sum, on the scale of a term that dominates the others on [start, oo).

    Where none does, as with exp(i a x) and exp(-i a x) for a ball a, the common scale takes the largest power and
    the largest real part of each rate; the quotients of the terms to it stay within the unit disc for x >= 1.
    """
    for lead in terms:
        inverse = lead.scale ** acb(-1)
        shares = [Growth(term.scale * inverse, term.factor).values(start) for term in terms]
        total = sum(shares, start=acb(0))
        if total.is_finite():
            return Growth(lead.scale, total)
    return Growth(_common_scale([term.scale for term in terms]), sum((t.factor * disc(arb(1)) for t in terms), acb(0)))


def _common_scale(scales: Sequence[Scale]) -> Scale:
    def largest(parts: Iterable[acb]) -> acb:
        return acb(reduce(arb.max, [part.real for part in parts]).upper())

    rates = zip_longest(*(scale.rates for scale in scales), fillvalue=acb(0))
    return Scale(largest(scale.power for scale in scales), tuple(map(largest, rates)))


def logarithm_beside_one(offset: Growth, start: arb) -> Growth:
    """log(1 + w): w times log(1 + w)/w, which differs from 1 by at most |w|/(2 (1 - |w|)) for |w| < 1."""
    reach = arb(offset.values(start).abs_upper())
    if not reach < 1:
        return Growth.unknown()
    error = disc(reach / (2 * (1 - reach)))
    return Growth(offset.scale, offset.factor * (1 + (acb(error.real) if offset.is_real else error)))
