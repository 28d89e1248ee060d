"""Regimes: where a formula that a paper takes from elsewhere holds, as a number that has to be small there.

The energy p^2/2m is the first term of a series in p/mc, the classical gas the first term in n Lambda^3. A paper's
author says with a regime which lines suppose so; whether the printed numbers are in the regime is then a question of
arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Expr

MUCH_LESS = Fraction(1, 10)
"""What "much less than 1" is read as, at the most."""


@final
@dataclass(frozen=True)
class Regime:
    """What the printed lines `claims`, by their ids, suppose: that `ratio` is at most `bound`.

    `name` stands in ids, `supposes` completes "they suppose ...", `source` is where the bound is from.

    >>> from sympy.abc import x
    >>> Regime("small-angle", ("1",), x, MUCH_LESS, "a small angle", "any textbook").bound
    Fraction(1, 10)
    """

    name: str
    claims: tuple[str, ...]
    ratio: Expr
    bound: Fraction
    supposes: str
    source: str
