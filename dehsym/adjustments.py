"""The constants of nature as earlier adjustments had them: what a paper of those years was computed with.

CODATA adjusted the constants in 1986 and in 1998, and has done so every four years since; `ADJUSTMENTS` names the
publications. c has been exact since 1983, h, k_B and e since 2019. Values are exact decimal texts, as in
`dehsym.constants`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import final

from dehsym.constants import ATOMIC_MASS, ELEMENTARY_CHARGE, K_B, Constant, G, H

ADJUSTMENTS: Mapping[str, str] = MappingProxyType(
    {
        "CODATA 1986": "Cohen and Taylor, Rev. Mod. Phys. 59 (1987) 1121",
        "CODATA 1998": "Mohr and Taylor, Rev. Mod. Phys. 72 (2000) 351",
        "CODATA 2002": "Mohr and Taylor, Rev. Mod. Phys. 77 (2005) 1",
        "CODATA 2006": "Mohr, Taylor and Newell, Rev. Mod. Phys. 80 (2008) 633",
        "CODATA 2010": "Mohr, Taylor and Newell, Rev. Mod. Phys. 84 (2012) 1527",
        "CODATA 2014": "Mohr, Newell and Taylor, Rev. Mod. Phys. 88 (2016) 035009",
        "CODATA 2018": "Tiesinga, Mohr, Newell and Taylor, Rev. Mod. Phys. 93 (2021) 025010",
        "CODATA 2022": "Mohr, Newell, Taylor and Tiesinga (2024)",
    }
)
"""Where each adjustment was published, the oldest first."""

_HISTORY: tuple[tuple[Constant, tuple[str, ...]], ...] = (
    (
        H,
        (
            "6.6260755e-34",
            "6.62606876e-34",
            "6.6260693e-34",
            "6.62606896e-34",
            "6.62606957e-34",
            "6.626070040e-34",
            "6.62607015e-34",
            "6.62607015e-34",
        ),
    ),
    (
        K_B,
        (
            "1.380658e-23",
            "1.3806503e-23",
            "1.3806505e-23",
            "1.3806504e-23",
            "1.3806488e-23",
            "1.38064852e-23",
            "1.380649e-23",
            "1.380649e-23",
        ),
    ),
    (
        G,
        (
            "6.67259e-11",
            "6.673e-11",
            "6.6742e-11",
            "6.67428e-11",
            "6.67384e-11",
            "6.67408e-11",
            "6.67430e-11",
            "6.67430e-11",
        ),
    ),
    (
        ELEMENTARY_CHARGE,
        (
            "1.60217733e-19",
            "1.602176462e-19",
            "1.60217653e-19",
            "1.602176487e-19",
            "1.602176565e-19",
            "1.6021766208e-19",
            "1.602176634e-19",
            "1.602176634e-19",
        ),
    ),
    (
        ATOMIC_MASS,
        (
            "1.6605402e-27",
            "1.66053873e-27",
            "1.66053886e-27",
            "1.660538782e-27",
            "1.660538921e-27",
            "1.660539040e-27",
            "1.66053906660e-27",
            "1.66053906892e-27",
        ),
    ),
)


@final
@dataclass(frozen=True, slots=True)
class Vintage:
    """The value `text`, in SI units, that a constant had in the adjustment of that name."""

    adjustment: str
    text: str

    @property
    def value(self) -> Fraction:
        """The value as an exact fraction."""
        return Fraction(self.text)


def vintages(constant: Constant) -> Iterator[Vintage]:
    """The values that a constant of nature had, the oldest first; none for another number, or one always exact.

    >>> [vintage.text for vintage in vintages(K_B)][:2]
    ['1.380658e-23', '1.3806503e-23']
    """
    for known, texts in _HISTORY:
        if known == constant:
            yield from (Vintage(name, text) for name, text in zip(ADJUSTMENTS, texts, strict=True))
