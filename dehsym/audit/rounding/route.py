"""A route to a printed number: a relation that gives it from numbers that are printed too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import final

from sympy import Expr, Symbol

from dehsym.audit.printed_value import PrintedValue
from dehsym.catalogue import Catalogue
from dehsym.derivation import Step
from dehsym.symbolic import rational


@final
@dataclass(frozen=True, eq=False)
class Route:
    """`target` as `expression` of printed numbers, in SI units: `inputs` has what is printed for each of its symbols.

    Symbols that are constants of nature have their values in the catalogue and are not among the inputs. `steps` are
    the lines of the ledger that the expression comes from, the first the one where it stands. `turned` says that this
    line is another relation, solved for the target, and no line of the target's derivation; `later` that an input is
    printed only after the target; `direct` that nothing is carried on unrounded which is printed before; `given` that
    it starts from nothing but what the paper is given.
    """

    target: PrintedValue
    expression: Expr
    inputs: Mapping[Symbol, PrintedValue]
    steps: tuple[Step, ...] = field(default=())
    turned: bool = False
    later: bool = False
    direct: bool = True
    given: bool = False

    @property
    def text(self) -> str:
        """The expression with the ids of the printed numbers in the place of their symbols, as one would type it."""
        return str(self.expression.xreplace({old: Symbol(each.id, positive=True) for old, each in self.inputs.items()}))

    @property
    def box(self) -> dict[Symbol, tuple[Fraction, Fraction]]:
        """The interval of the reals that round to each input."""
        return {symbol: (each.low, each.high) for symbol, each in self.inputs.items()}

    @property
    def as_printed(self) -> dict[Symbol, Fraction]:
        """The inputs as they stand in print."""
        return {symbol: each.value for symbol, each in self.inputs.items()}

    def in_numbers(self, catalogue: Catalogue) -> Expr:
        """The expression with the constants of nature put in: its free symbols are the inputs."""
        return with_constants(self.expression, catalogue, self.inputs)


def with_constants(expression: Expr, catalogue: Catalogue, besides: Mapping[Symbol, object]) -> Expr:
    """The expression with the values of all constants of nature put in but those `besides`, as exact numbers."""
    values = {
        symbol: catalogue[symbol].value
        for symbol in expression.free_symbols
        if symbol in catalogue and symbol not in besides
    }
    return expression.xreplace({symbol: rational(value.fraction) for symbol, value in values.items() if value})
