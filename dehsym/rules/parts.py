"""Finding the part of an equation that a rule works on."""

from __future__ import annotations

from typing import TypeVar

from sympy import Expr

from dehsym import symbolic
from dehsym.errors import RuleError

T = TypeVar("T", bound=Expr)


def only(kind: type[T], side: Expr) -> T:
    """The single `kind` inside `side`; raise `RuleError` if there is none, or more than one."""
    found = list(side.atoms(kind))
    if len(found) != 1:
        raise RuleError(f"exactly one {kind.__name__} is wanted, found {len(found)} in {side}")
    return found[0]


def around(kind: type[T], side: Expr) -> tuple[Expr, T, Expr]:
    """Write `side = factor·part + rest` about its single `kind`, as (factor, part, rest)."""
    part = only(kind, side)
    factor, rest = symbolic.coefficient(side, part)
    return factor, part, rest
