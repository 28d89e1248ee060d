"""The values a symbol may take, and exact points inside them, chosen by strata.

Uniform sampling misses what matters: a false identity such as log(zw) = log z + log w survives six uniform points
with a chance of 18 % . Points are therefore drawn stratum by stratum (signs, quadrants, magnitudes from 2^-8 to 2^10,
near the ends of an interval, on both axes), and are dyadic, so that ball arithmetic starts from radius zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt
from random import Random
from typing import Literal, final

from dehsym.errors import EvaluationError

Exact = Fraction | tuple[Fraction, Fraction]
"""A real point, or the real and imaginary part of a complex one."""

_MAGNITUDES = (0, 1, -1, 2, -3, 4, -5, 7, -8, 10)
_COMPLEX_MAGNITUDES = (0, 3, 1, -2, 2)
"""Powers of 2 up to several periods of exp; five strata in a row have all of them, forty every direction of each."""
_GRAIN = 1024
_MOST_BITS_OF_DECIMALS = 14_000
_LANDMARKS_OF_THE_LINE = tuple(map(Fraction, ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "3")))
_MORE_WHOLE_NUMBERS = tuple(map(Fraction, ("7", "12", "5")))
_LANDMARKS_OF_THE_PLANE = tuple(
    (Fraction(x), Fraction(y))
    for x, y in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), ("1/2", 0), (2, 0), (-2, 0), (0, 2))
)


@final
@dataclass(frozen=True, slots=True)
class Interval:
    """The real numbers from `low` to `high`, `None` where there is no end; an end belongs to it where it is closed.

    >>> str(Interval(Fraction(0), Fraction(1), low_closed=True))
    '0 ≤ x < 1'
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = False
    high_closed: bool = False

    def __contains__(self, x: Fraction) -> bool:
        above = self.low is None or x > self.low or (self.low_closed and x == self.low)
        return above and (self.high is None or x < self.high or (self.high_closed and x == self.high))

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole real line."""
        return self.low is None and self.high is None

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None or self.low < self.high:
            return False
        return self.low > self.high or not (self.low_closed and self.high_closed)

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The ends that belong to it."""
        low = (self.low,) if self.low is not None and self.low_closed else ()
        high = (self.high,) if self.high is not None and self.high_closed and self.high != self.low else ()
        return (*low, *high)

    def meet(self, other: Interval) -> Interval:
        """The numbers in both.

        >>> str(Interval(Fraction(0)).meet(Interval(high=Fraction(1), high_closed=True)))
        '0 < x ≤ 1'
        """
        low, low_closed = _tighter((self.low, self.low_closed), (other.low, other.low_closed), max)
        high, high_closed = _tighter((self.high, self.high_closed), (other.high, other.high_closed), min)
        return Interval(low, high, low_closed, high_closed)

    def sample(self, stratum: int, random: Random) -> Fraction:
        """A dyadic point inside, away from or near to the ends as the stratum says."""
        mantissa = Fraction(random.randrange(_GRAIN // 2 + 1, _GRAIN) | 1, _GRAIN)
        if self.low is not None and self.high is not None:
            return _between(self.low, self.high, stratum, random)
        if self.low is not None:
            return self.low + mantissa * Fraction(2) ** _MAGNITUDES[stratum % len(_MAGNITUDES)]
        if self.high is not None:
            return self.high - mantissa * Fraction(2) ** _MAGNITUDES[stratum % len(_MAGNITUDES)]
        sign = -1 if stratum % 2 else 1
        return sign * mantissa * Fraction(2) ** (stratum // 2 % 8 - 2)

    def __str__(self) -> str:
        low = "" if self.low is None else f"{self.low} {'≤' if self.low_closed else '<'} "
        high = "" if self.high is None else f" {'≤' if self.high_closed else '<'} {self.high}"
        return f"{low}x{high}"


_End = tuple[Fraction | None, bool]


def _tighter(one: _End, other: _End, choose: Callable[[Fraction, Fraction], Fraction]) -> _End:
    if one[0] is None or other[0] is None:
        return one if other[0] is None else other
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return one if choose(one[0], other[0]) == one[0] else other


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


ALL = Interval()
_ANY_MODULUS = Interval(Fraction(0), low_closed=True)


@final
@dataclass(frozen=True, slots=True)
class Domain:
    """A set of numbers: a real interval, the integers in one, or a part of the complex plane.

    `values` holds the numbers themselves or, of a complex domain, their real parts; `imaginary` and `modulus` bound
    complex numbers further. Of a real domain that is `rational` only the rational numbers belong to it.

    >>> str(FRACTION)
    '0 < x < 1'
    >>> Fraction(1, 2) in FRACTION, Fraction(1) in FRACTION
    (True, False)
    """

    kind: Literal["complex", "real", "integer"]
    values: Interval = ALL
    imaginary: Interval = ALL
    modulus: Interval = _ANY_MODULUS
    rational: bool = False

    @property
    def assumptions(self) -> dict[str, bool]:
        """What SymPy may assume of a symbol of this domain."""
        if self.kind == "complex":
            return {"complex": True}
        known = {"integer": True} if self.kind == "integer" else {"real": True}
        low, high = self.values.low, self.values.high
        if low is not None and low >= 0:
            known["positive" if low > 0 or not self.values.low_closed else "nonnegative"] = True
        if high is not None and high <= 0:
            known["negative" if high < 0 or not self.values.high_closed else "nonpositive"] = True
        return known

    @property
    def is_empty(self) -> bool:
        """Whether its bounds leave no number; of a complex domain each bound is looked at by itself."""
        if self.kind == "integer":
            low, high = self._whole_ends
            return low is not None and high is not None and low > high
        return self.values.is_empty or self.imaginary.is_empty or self.modulus.is_empty

    def __contains__(self, point: Exact) -> bool:
        if isinstance(point, tuple):
            if self.kind != "complex":
                return False
            x, y = point
            return x in self.values and y in self.imaginary and _modulus_in(self.modulus, x, y)
        return self.kind != "complex" and point in self.values and (self.kind != "integer" or point.denominator == 1)

    @property
    def landmarks(self) -> tuple[Exact, ...]:
        """The points at which identities break first: closed ends, 0, units, halves; on the axes of the plane."""
        if self.kind == "complex":
            pairs = [(x, y) for x, y in _LANDMARKS_OF_THE_PLANE]
            return tuple(pair for pair in pairs if pair in self)
        more = _MORE_WHOLE_NUMBERS if self.kind == "integer" else ()
        found = dict.fromkeys((*self.values.ends, *more, *_LANDMARKS_OF_THE_LINE))
        return tuple(x for x in found if x in self)

    def sample(self, stratum: int, random: Random) -> Exact:
        """An exact dyadic point of the domain in the stratum numbered `stratum` (any whole number)."""
        if self.kind == "complex":
            return self._complex(stratum, random)
        return self._integer(stratum, random) if self.kind == "integer" else self.values.sample(stratum, random)

    @property
    def _whole_ends(self) -> tuple[int | None, int | None]:
        low, high = self.values.low, self.values.high
        first = None if low is None else ceil(low) + (low.denominator == 1 and not self.values.low_closed)
        last = None if high is None else floor(high) - (high.denominator == 1 and not self.values.high_closed)
        return first, last

    def _integer(self, stratum: int, random: Random) -> Fraction:
        reach = (2, 5, 12)[stratum % 3]
        first, last = self._whole_ends
        low = first if first is not None else (-reach if last is None else min(last, 0) - reach)
        high = last if last is not None else max(low, 0) + reach
        return Fraction(random.randint(low, max(low, min(high, low + 2 * reach))))

    def _complex(self, stratum: int, random: Random) -> Exact:
        x, y = _anywhere(stratum, random)
        if self == COMPLEX:
            return x, y
        if self.modulus.low is not None and self.modulus.low == self.modulus.high:
            return self._on_circle(self.modulus.low, stratum, random)
        for attempt in range(64):
            shifted = stratum + attempt
            x = x if self.values.is_whole else self.values.sample(shifted, random)
            y = y if self.imaginary.is_whole else self.imaginary.sample(shifted, random)
            if not _modulus_in(self.modulus, x, y):
                x, y = _scaled(x, y, self.modulus.sample(shifted // 8, random))
            if (x, y) in self:
                return x, y
            x, y = _anywhere(shifted + 1, random)
        raise EvaluationError(f"a point with {self} is wanted, found none")

    def _on_circle(self, radius: Fraction, stratum: int, random: Random) -> Exact:
        """A rational point of the circle: r (1 - t^2, 2 t)/(1 + t^2)."""
        for attempt in range(64):
            t = Fraction(random.randrange(1, _GRAIN), 2 ** ((stratum + attempt) % 3 + 8)) * (-1) ** (stratum + attempt)
            x, y = radius * (1 - t * t) / (1 + t * t), radius * 2 * t / (1 + t * t)
            if (x, y) in self:
                return x, y
        raise EvaluationError(f"a point with {self} is wanted, found none")

    def __str__(self) -> str:
        if self.kind == "complex":
            bounds = {"re(x)": self.values, "im(x)": self.imaginary, "|x|": self.modulus}
            whole = {"re(x)": ALL, "im(x)": ALL, "|x|": _ANY_MODULUS}
            parts = [str(bound).replace("x", name) for name, bound in bounds.items() if bound != whole[name]]
            return ", ".join(["x complex", *parts])
        kind = " integer" if self.kind == "integer" else " rational" if self.rational else ""
        return f"x{kind or ' real'}" if self.values.is_whole else f"{self.values}{kind}"


def _anywhere(stratum: int, random: Random) -> tuple[Fraction, Fraction]:
    scale = Fraction(2) ** _COMPLEX_MAGNITUDES[(stratum + stratum // 8) % len(_COMPLEX_MAGNITUDES)]
    x, y = (Fraction(random.randrange(17, 2 * _GRAIN) | 1, _GRAIN) * scale for _ in range(2))
    signs = ((1, 1), (-1, 1), (-1, -1), (1, -1), (1, 0), (0, 1), (-1, 0), (0, -1))[stratum % 8]
    return signs[0] * x, signs[1] * y


def _modulus_in(modulus: Interval, x: Fraction, y: Fraction) -> bool:
    squared = Interval(
        None if modulus.low is None or modulus.low < 0 else modulus.low**2,
        None if modulus.high is None else modulus.high * abs(modulus.high),
        modulus.low_closed,
        modulus.high_closed,
    )
    return x * x + y * y in squared


def _scaled(x: Fraction, y: Fraction, modulus: Fraction) -> tuple[Fraction, Fraction]:
    """The dyadic point in the direction of (x, y), of a modulus within 2^-20 of the one given."""
    length = sqrt(x * x + y * y) or 1.0
    factor = Fraction(round(modulus / Fraction(length) * 2**24), 2**24)
    return x * factor, y * factor


POSITIVE = Domain("real", Interval(Fraction(0)))
FRACTION = Domain("real", Interval(Fraction(0), Fraction(1)))
REAL = Domain("real")
COMPLEX = Domain("complex")
NATURAL = Domain("integer", Interval(Fraction(0), low_closed=True))
ORIGIN = Domain("real", Interval(Fraction(0), Fraction(0), low_closed=True, high_closed=True))
"""The number 0 alone: of a step away from a place, where what holds at that place is asked."""


def exact_text(point: Exact) -> str:
    """The point as text that the expression reader takes back.

    >>> exact_text((Fraction(1, 2), Fraction(-3, 4))), exact_text(Fraction(3 * 2**32768))
    ('1/2 - 3/4*I', '3*2^32768')
    """
    if not isinstance(point, tuple):
        return _number_text(point)
    real, imaginary = point
    if not imaginary:
        return _number_text(real)
    sign, size = ("-" if imaginary < 0 else "+"), _number_text(abs(imaginary))
    return f"{_number_text(real)} {sign} {size}*I" if real else f"{'-' if imaginary < 0 else ''}{size}*I"


def _number_text(number: Fraction) -> str:
    """The number in decimals, with a power of 2 set apart where it is longer than Python writes integers."""
    if max(number.numerator.bit_length(), number.denominator.bit_length()) <= _MOST_BITS_OF_DECIMALS:
        return str(number)
    twos = (number.numerator & -number.numerator).bit_length() - (number.denominator & -number.denominator).bit_length()
    odd = number / Fraction(2) ** twos
    longest = max(odd.numerator.bit_length(), odd.denominator.bit_length())
    short = str(odd) if longest <= _MOST_BITS_OF_DECIMALS else f"{odd.numerator:#x}/{odd.denominator:#x}"
    return f"{short}*2^{twos}" if twos >= 0 else f"{short}*2^({twos})"
