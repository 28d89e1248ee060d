"""Physical dimensions: the free Abelian group on the seven base quantities of the SI, with rational exponents.

A product of quantities multiplies dimensions, that is, adds exponents; a root divides them. Exponents are exact
fractions, so n^{2/3} has the dimension L^-2 and nothing is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

_BASE = ("L", "M", "T", "I", "Θ", "N", "J")
_NONE = (Fraction(0),) * len(_BASE)


@final
@dataclass(frozen=True, slots=True)
class Dimension:
    """A point of the dimension group: exponents of L, M, T, I, Θ, N, J in that order (SI Brochure, 2.3.3).

    >>> str(ENERGY)
    'L^2 M T^-2'
    >>> ENERGY / ENERGY == ONE
    True
    """

    exponents: tuple[Fraction, ...] = _NONE

    def __mul__(self, other: Dimension) -> Dimension:
        return Dimension(tuple(a + b for a, b in zip(self.exponents, other.exponents, strict=True)))

    def __truediv__(self, other: Dimension) -> Dimension:
        return self * other**-1

    def __pow__(self, power: int | Fraction) -> Dimension:
        return Dimension(tuple(a * power for a in self.exponents))

    def __str__(self) -> str:
        named = zip(_BASE, self.exponents, strict=True)
        return " ".join(name if power == 1 else f"{name}^{power}" for name, power in named if power) or "1"


def _base(position: int) -> Dimension:
    return Dimension(tuple(Fraction(int(i == position)) for i in range(len(_BASE))))


ONE = Dimension()
LENGTH, MASS, TIME, CURRENT, TEMPERATURE, AMOUNT, LUMINOSITY = map(_base, range(len(_BASE)))
VOLUME = LENGTH**3
VELOCITY = LENGTH / TIME
ENERGY = MASS * VELOCITY**2
ACTION = ENERGY * TIME
PRESSURE = ENERGY / VOLUME
ENTROPY = ENERGY / TEMPERATURE

_SI_UNITS = ("m", "kg", "s", "A", "K", "mol", "cd")
_IN_PRINT = (1, 0, 2, 3, 4, 5, 6)  # kg before m, as the SI Brochure writes derived units


def si_unit(dimension: Dimension) -> str:
    """The coherent SI unit of a dimension in base units, "1" for a pure number.

    >>> si_unit(ENERGY), si_unit(ONE)
    ('kg m^2 s^-2', '1')
    """
    named = [(_SI_UNITS[i], dimension.exponents[i]) for i in _IN_PRINT]
    return " ".join(unit if power == 1 else f"{unit}^{power}" for unit, power in named if power) or "1"
