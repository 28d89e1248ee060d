"""A decimal number as a paper prints it: the interval of reals that round to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from dehsym.errors import NotationError

_DECIMAL = re.compile(r"([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,6}))?")


@final
@dataclass(frozen=True, slots=True)
class Printed:
    """A printed decimal x·10^e and half a unit in its last place on either side, all as exact fractions.

    The reals that round to the printed digits are those between `low` and `high`; whether the two ends belong to
    them depends on the rounding of ties, so they are counted in.

    >>> Printed("8.45e49").digits
    3
    >>> Printed("2.73").low, Printed("2.73").high
    (Fraction(109, 40), Fraction(547, 200))
    """

    text: str

    def __post_init__(self) -> None:
        if not _DECIMAL.fullmatch(self.text):
            raise NotationError(f"a printed number like 8.45e49 is wanted, found {self.text!r}")

    def _parts(self) -> tuple[int, str, str, int]:
        found = _DECIMAL.fullmatch(self.text)
        assert found, self.text
        sign, whole, decimals, exponent = found.groups()
        return (-1 if sign == "-" else 1), whole, decimals or "", int(exponent or 0)

    @property
    def value(self) -> Fraction:
        """The printed number itself."""
        sign, whole, decimals, _ = self._parts()
        return sign * int(whole + decimals) * self.ulp

    @property
    def ulp(self) -> Fraction:
        """One unit in the last printed place."""
        _, _, decimals, exponent = self._parts()
        return Fraction(10) ** (exponent - len(decimals))

    @property
    def digits(self) -> int:
        """How many significant digits are printed."""
        _, whole, decimals, _ = self._parts()
        return len((whole + decimals).lstrip("0")) or 1

    @property
    def low(self) -> Fraction:
        """The least real that rounds to the printed digits."""
        return self.value - self.ulp / 2

    @property
    def high(self) -> Fraction:
        """The greatest real that rounds to the printed digits."""
        return self.value + self.ulp / 2
