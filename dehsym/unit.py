r"""Units as papers print them: the exact factor that turns a number in the unit into SI units, and a dimension.

A unit is a product of powers, `kg m^-3`, `Pa/K`, `Pa \cdot K^{-1}`; prefixes and non-SI units are those of the SI
Brochure (9th edition, Tables 7 and 8), the year is the Julian year of 365.25 days (IAU). Words that count things, such
as `states` or `boson`, are units of dimension one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import final

from dehsym.constants import ELEMENTARY_CHARGE
from dehsym.dimension import (
    CURRENT,
    ENERGY,
    LENGTH,
    MASS,
    ONE,
    PRESSURE,
    TEMPERATURE,
    TIME,
    Dimension,
)
from dehsym.errors import NotationError
from dehsym.nearest import hint

_YEAR_SECONDS = Fraction(36525, 100) * 86400
_BASE: Mapping[str, tuple[Fraction, Dimension]] = MappingProxyType(
    {
        "m": (Fraction(1), LENGTH),
        "g": (Fraction(1, 1000), MASS),
        "s": (Fraction(1), TIME),
        "A": (Fraction(1), CURRENT),
        "K": (Fraction(1), TEMPERATURE),
        "J": (Fraction(1), ENERGY),
        "N": (Fraction(1), ENERGY / LENGTH),
        "Pa": (Fraction(1), PRESSURE),
        "Hz": (Fraction(1), TIME**-1),
        "C": (Fraction(1), CURRENT * TIME),
        "W": (Fraction(1), ENERGY / TIME),
        "eV": (ELEMENTARY_CHARGE.fraction, ENERGY),
        "yr": (_YEAR_SECONDS, TIME),
        "bar": (Fraction(10**5), PRESSURE),
    }
)
_PREFIXES: Mapping[str, int] = MappingProxyType(
    {"f": -15, "p": -12, "n": -9, "µ": -6, "m": -3, "c": -2, "k": 3, "M": 6, "G": 9, "T": 12}
)
_COUNTS = frozenset({"1", "state", "states", "boson", "bosons", "molecule", "molecules", "quantum", "quanta"})
_FACTOR = re.compile(r"([^\s/^]+)(?:\^\{?([+-]?\d{1,2})\}?)?")
_LONGEST = 200


@final
@dataclass(frozen=True, slots=True)
class Unit:
    """One `text` is `factor` coherent SI units of `dimension`.

    >>> Unit.read("kg m^-3").dimension == MASS / LENGTH**3
    True
    >>> Unit.read("mm").factor, Unit.read("states/boson").dimension == ONE
    (Fraction(1, 1000), True)
    """

    text: str
    factor: Fraction
    dimension: Dimension

    @classmethod
    def read(cls, text: str) -> Unit:
        r"""The unit that `text` names, in plain text or as LaTeX prints it; raise `NotationError` for another text.

        >>> Unit.read(r"\text{ Pa} \cdot \text{K}^{-1}").text
        'Pa K^-1'
        """
        if len(text) > _LONGEST:
            raise NotationError(f"a unit is wanted, found {len(text)} characters")
        plain = re.sub(r"\\(?:text|mathrm|,|cdot|;|!|quad)(?![A-Za-z])|[{}·]|~", _spaced, text)
        plain = re.sub(r"\s*\^\s*", "^", " ".join(plain.split())) or "1"
        factor, dimension = Fraction(1), ONE
        for number, part in enumerate(plain.split("/")):
            for name, power in _FACTOR.findall(part):
                size, kind = _named(name, text)
                exponent = int(power or 1) * (-1 if number else 1)
                factor *= size**exponent
                dimension *= kind**exponent
        return cls(plain, factor, dimension)


def _spaced(found: re.Match[str]) -> str:
    return "" if found[0] in "{}" else " "


def _named(name: str, text: str) -> tuple[Fraction, Dimension]:
    if name in _COUNTS:
        return Fraction(1), ONE
    if name in _BASE:
        return _BASE[name]
    if name[:1] in _PREFIXES and name[1:] in _BASE:
        size, dimension = _BASE[name[1:]]
        return Fraction(10) ** _PREFIXES[name[0]] * size, dimension
    known = [*_BASE, *_COUNTS, *(prefix + base for prefix in _PREFIXES for base in _BASE)]
    raise NotationError(f"a unit is wanted in {text!r}, {name!r} is none{hint(name, known)}")
