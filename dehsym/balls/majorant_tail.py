"""Tails of sums that a decreasing function with exponential decay majorises: theta series and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from flint import acb, arb

from dehsym.balls.environment import Environment, disc, undefined
from dehsym.balls.majorant import HalfLine, Majorant
from dehsym.balls.sum_rest import Rest
from dehsym.balls.tail import Growth
from dehsym.balls.zeta_tail import upper


@final
@dataclass(frozen=True)
class MajorantTail:
    """Terms bounded by a decreasing function: their sum beyond n is at most its first value and its integral."""

    majorant: Majorant

    def rests(self, at: Environment, analytic: bool) -> list[Rest] | None:
        """Look for an index from which on there is a bound."""
        for exponent in range(1, 14):
            rest = MajorantRest(self.majorant, at, analytic, 2**exponent)
            if rest.beyond(rest.start).is_finite():
                return [rest]
        return None


@final
@dataclass(frozen=True)
class MajorantRest(Rest):
    """The majorant at one point."""

    majorant: Majorant
    at: Environment
    analytic: bool
    first: int

    @property
    def start(self) -> int:
        """Where the majorant begins to decrease."""
        return self.first

    @property
    def is_bound(self) -> bool:
        """It is."""
        return True

    def beyond(self, n: int) -> acb:
        """Return h(n) and the integral of h from n, for |f| <= h decreasing; nothing for algebraic decay."""
        start = arb(n)
        growth: Growth = self.majorant(HalfLine(self.at, start, self.analytic))
        scale = growth.scale
        if scale.degree == 0 or not growth.factor.is_finite() or not scale.never_increases(start):
            return undefined()
        bound = upper(growth.factor) * (scale.at(start) + scale.integral_from(start))
        return acb(arb(0, upper(bound))) if growth.is_real else disc(bound)
