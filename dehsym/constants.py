"""The constants of nature, as exact decimals with their uncertainty, unit and source.

Values are texts: `Fraction` and `arb` read them without rounding. h, k_B, c and e have been exact since the SI of 2019
(SI Brochure, 9th edition, 2.2); G is CODATA 2022 (Mohr, Newell, Taylor and Tiesinga, 2024).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from dehsym.dimension import ACTION, CURRENT, ENTROPY, LENGTH, MASS, TIME, VELOCITY, Dimension


@final
@dataclass(frozen=True, slots=True)
class Constant:
    """A number with a source: a constant of nature, `value` ± `uncertainty` in `unit`, or what a paper is given.

    `printed` is how a paper prints it, `0.265 nm`: what is meant may be half a unit of the last place away. It is empty
    for what is exact.

    >>> C.exact, C.fraction
    (True, Fraction(299792458, 1))
    """

    value: str
    unit: str
    dimension: Dimension
    source: str
    uncertainty: str = "0"
    printed: str = ""

    @property
    def exact(self) -> bool:
        """Whether the value is exact by definition."""
        return self.fraction_of(self.uncertainty) == 0

    @property
    def fraction(self) -> Fraction:
        """The value as an exact fraction."""
        return self.fraction_of(self.value)

    @property
    def at_least(self) -> Constant:
        """The value less its uncertainty."""
        return self._moved(-1)

    @property
    def at_most(self) -> Constant:
        """The value and its uncertainty."""
        return self._moved(1)

    def _moved(self, uncertainties: int) -> Constant:
        value = self.fraction + uncertainties * self.fraction_of(self.uncertainty)
        return replace(self, value=str(value), uncertainty="0")

    @staticmethod
    def fraction_of(text: str) -> Fraction:
        """A decimal text as an exact fraction."""
        return Fraction(text)


_SI = "exact, SI Brochure (2019)"
H = Constant("6.62607015e-34", "J s", ACTION, _SI)
K_B = Constant("1.380649e-23", "J K^-1", ENTROPY, _SI)
C = Constant("299792458", "m s^-1", VELOCITY, _SI)
ELEMENTARY_CHARGE = Constant("1.602176634e-19", "C", CURRENT * TIME, _SI)
ATOMIC_MASS = Constant("1.66053906892e-27", "kg", MASS, "CODATA 2022", uncertainty="0.00000000052e-27")
G = Constant("6.67430e-11", "m^3 kg^-1 s^-2", LENGTH**3 / MASS / TIME**2, "CODATA 2022", uncertainty="0.00015e-11")
