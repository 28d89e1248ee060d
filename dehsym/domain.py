"""The values a symbol may take, and exact points inside them, chosen by strata.

Uniform sampling misses what matters: a false identity such as log(zw) = log z + log w survives six uniform points
with a chance of 18 % . Points are therefore drawn stratum by stratum (signs, quadrants, magnitudes from 2^-8 to 2^10,
near the ends of an interval, on both axes), and are dyadic, so that ball arithmetic starts from radius zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Literal, final

Exact = Fraction | tuple[Fraction, Fraction]
"""A real point, or the real and imaginary part of a complex one."""

_MAGNITUDES = (0, 1, -1, 2, -3, 4, -5, 7, -8, 10)
_COMPLEX_MAGNITUDES = (0, 3, 1, -2, 2)
"""Powers of 2 up to several periods of exp; five strata in a row have all of them, forty every direction of each."""
_GRAIN = 1024


@final
@dataclass(frozen=True, slots=True)
class Domain:
    """A set of numbers: the complex plane, or a real interval, or the integers in one.

    `low` and `high` are the ends, `None` where there is none; ends do not belong to an interval unless `closed`.

    >>> str(FRACTION)
    '0 < x < 1'
    >>> Fraction(1, 2) in FRACTION, Fraction(1) in FRACTION
    (True, False)
    """

    kind: Literal["complex", "real", "integer"]
    low: Fraction | None = None
    high: Fraction | None = None
    closed: bool = False

    @property
    def assumptions(self) -> dict[str, bool]:
        """What SymPy may assume of a symbol of this domain."""
        if self.kind == "complex":
            return {"complex": True}
        known = {"integer": True} if self.kind == "integer" else {"real": True}
        if self.low is not None and self.low >= 0:
            strict = self.low > 0 or not self.closed
            known["positive" if strict else "nonnegative"] = True
        if self.high is not None and self.high <= 0:
            strict = self.high < 0 or not self.closed
            known["negative" if strict else "nonpositive"] = True
        return known

    def __contains__(self, point: Exact) -> bool:
        if isinstance(point, tuple):
            return self.kind == "complex"
        if self.kind == "integer" and point.denominator != 1:
            return False
        above = self.low is None or point > self.low or (self.closed and point == self.low)
        return above and (self.high is None or point < self.high or (self.closed and point == self.high))

    def sample(self, stratum: int, random: Random) -> Exact:
        """An exact dyadic point of the domain in the stratum numbered `stratum` (any whole number)."""
        if self.kind == "complex":
            return self._complex(stratum, random)
        if self.kind == "integer":
            return self._integer(stratum, random)
        return self._real(stratum, random)

    def _real(self, stratum: int, random: Random) -> Fraction:
        mantissa = Fraction(random.randrange(_GRAIN // 2 + 1, _GRAIN) | 1, _GRAIN)
        if self.low is not None and self.high is not None:
            return self._between(self.low, self.high, stratum, random)
        if self.low is not None:
            return self.low + mantissa * Fraction(2) ** _MAGNITUDES[stratum % len(_MAGNITUDES)]
        if self.high is not None:
            return self.high - mantissa * Fraction(2) ** _MAGNITUDES[stratum % len(_MAGNITUDES)]
        sign = -1 if stratum % 2 else 1
        return sign * mantissa * Fraction(2) ** (stratum // 2 % 8 - 2)

    @staticmethod
    def _between(low: Fraction, high: Fraction, stratum: int, random: Random) -> Fraction:
        inside = Fraction(random.randrange(1, _GRAIN) | 1, _GRAIN)
        match stratum % 6:
            case 1:
                inside /= 64
            case 2:
                inside = 1 - inside / 64
            case 3:
                inside /= 2**12
            case 4:
                inside = 1 - inside / 2**12
            case _:
                pass
        return low + (high - low) * inside

    def _integer(self, stratum: int, random: Random) -> Fraction:
        reach = (2, 5, 12)[stratum % 3]
        low = int(self.low) + (0 if self.closed else 1) if self.low is not None else -reach
        high = int(self.high) - (0 if self.closed else 1) if self.high is not None else max(low, 0) + reach
        return Fraction(random.randint(low, max(low, min(high, low + 2 * reach))))

    @staticmethod
    def _complex(stratum: int, random: Random) -> tuple[Fraction, Fraction]:
        scale = Fraction(2) ** _COMPLEX_MAGNITUDES[(stratum + stratum // 8) % len(_COMPLEX_MAGNITUDES)]
        x, y = (Fraction(random.randrange(17, 2 * _GRAIN) | 1, _GRAIN) * scale for _ in range(2))
        signs = ((1, 1), (-1, 1), (-1, -1), (1, -1), (1, 0), (0, 1), (-1, 0), (0, -1))[stratum % 8]
        return signs[0] * x, signs[1] * y

    def __str__(self) -> str:
        if self.kind == "complex":
            return "x complex"
        less = "≤" if self.closed else "<"
        low = "" if self.low is None else f"{self.low} {less} "
        high = "" if self.high is None else f" {less} {self.high}"
        whole = " integer" if self.kind == "integer" else ""
        return f"{low}x{high}{whole}" if low or high else f"x{whole or ' real'}"


POSITIVE = Domain("real", low=Fraction(0))
FRACTION = Domain("real", low=Fraction(0), high=Fraction(1))
REAL = Domain("real")
COMPLEX = Domain("complex")
NATURAL = Domain("integer", low=Fraction(0), closed=True)


def exact_text(point: Exact) -> str:
    """The point as text that the expression reader takes back.

    >>> exact_text((Fraction(1, 2), Fraction(-3, 4)))
    '1/2 - 3/4*I'
    """
    if not isinstance(point, tuple):
        return str(point)
    real, imaginary = point
    if not imaginary:
        return str(real)
    sign, size = ("-" if imaginary < 0 else "+"), abs(imaginary)
    return f"{real} {sign} {size}*I" if real else f"{'-' if imaginary < 0 else ''}{size}*I"
