"""A route to a printed number: a relation that gives it from numbers that are printed too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import final

from sympy import Expr, Symbol

from dehsym.audit.printed_value import PrintedValue
from dehsym.derivation import Step


@final
@dataclass(frozen=True, eq=False)
class Route:
    """`target` as `expression` of printed numbers, in SI units: `inputs` has what is printed for each of its symbols.

    Symbols that are constants of nature have their values in the catalogue and are not among the inputs. `steps` are
    the lines of the ledger that the expression comes from, the first the one where it stands.
    """

    target: PrintedValue
    expression: Expr
    inputs: Mapping[Symbol, PrintedValue]
    steps: tuple[Step, ...] = field(default=())
