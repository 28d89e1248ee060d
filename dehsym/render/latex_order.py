"""Where the terms of a sum and the factors of a product stand, as a physicist would write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Add, Expr, Float, Integer, Mul, NumberSymbol, Pow, Rational, S, Symbol, exp
from sympy.core.function import AppliedUndef

from dehsym.catalogue import Catalogue, Entry
from dehsym.dimension import VOLUME, Dimension
from dehsym.heads import Differential
from dehsym.render.latex_factors import Place, powers_of

_SYMBOLS = 3
FIRST_SYMBOL: Place = (_SYMBOLS, False, -1)
"""Before every symbol of the catalogue."""
END: Place = (99, False, 0)
"""Behind everything."""


@final
@dataclass(frozen=True)
class Order:
    """The order of one catalogue; `functions` are its functions by their class."""

    catalogue: Catalogue
    functions: Mapping[type[Expr], Entry]

    def of_term(self, term: Expr, *, is_series: bool) -> tuple[bool, bool, bool, bool, Fraction, int, list[Place]]:
        """Return the place of a term: those over a volume, negative ones, numbers, those with a sum last; by degree.

        What begins with a number goes on as a series does: 1 - x + x²/2.
        """
        coefficient, factors = powers_of(term)
        symbols = [(base, power) for base, power in factors if isinstance(base, (Symbol, AppliedUndef))]
        degree = sum((Fraction(power.p, power.q) for _, power in symbols), start=Fraction(0))
        return (
            any(power.p < 0 and self.dimension(base) == VOLUME for base, power in symbols),
            not isinstance(term, Rational) if is_series else coefficient.p < 0,
            not is_series and term.is_number,
            not is_series and any(isinstance(base, Add) and power == S.One for base, power in factors),
            degree if is_series else -degree,
            len(factors) + 99 * (is_series and coefficient.p < 0),
            sorted(self.of_factor(base) for base, _ in factors),
        )

    def of_factor(self, base: Expr, power: Rational = S.One) -> Place:
        """Return where a factor stands in a product: its class, whole powers first, its rank in the catalogue."""
        kind, rank = self._kind_and_rank(base)
        return kind, kind == _SYMBOLS and power.q > 1, rank

    def dimension(self, base: Expr) -> Dimension | None:
        """Return the dimension of what may be joined with others: a catalogued symbol, or function printed bare."""
        return self.catalogue[base].dimension if base in self.catalogue else None

    def _kind_and_rank(self, base: Expr) -> tuple[int, int]:
        match base:
            case Integer() | Float():
                return (0, 0)
            case NumberSymbol():
                return (1, 0)
            case Mul() if base.is_number:
                return (1, 0)
            case exp():
                return (8, 0)
            case Symbol() if base in self.catalogue:
                return (_SYMBOLS, self.catalogue[base].rank)
            case AppliedUndef() if base.func in self.functions:
                return (_SYMBOLS, self.functions[base.func].rank)
            case Symbol() | AppliedUndef():
                return (4, 0)
            case Pow():
                return self._kind_and_rank(base.base)
            case Add():
                return (7, 0)
            case Differential():
                return (9, 0)
            case _:
                return (2, 0) if base is S.ImaginaryUnit else (6, 0)
