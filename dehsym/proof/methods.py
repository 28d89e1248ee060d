"""The list of exact methods, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from sympy import Expr

from dehsym import symbolic
from dehsym.domain import Domain
from dehsym.verdict import IDENTITY


@final
@dataclass(frozen=True, slots=True)
class Proof:
    """What was done, by which method, and under which conditions beyond the domains."""

    method: str
    evidence: str
    conditions: tuple[str, ...] = ()


def prove_equal(left: Expr, right: Expr, domains: Mapping[Expr, Domain]) -> Proof | None:
    """A proof that the sides are equal, or `None` where no method of the list finds one.

    >>> from sympy.abc import x
    >>> prove_equal((x + 1) ** 2, x**2 + 2 * x + 1, {}).method
    'expansion'
    """
    if left == right:
        return Proof(IDENTITY, "both sides are the same expression")
    method = symbolic.zero_method(left - right)
    return None if method is None else Proof(method, f"the difference vanishes by {method}")


def prove_order(left: Expr, right: Expr, domains: Mapping[Expr, Domain], *, strict: bool) -> Proof | None:
    """A proof of left < right or, if not `strict`, left <= right; `None` where no method of the list finds one."""
    difference = right - left
    known = difference.is_positive if strict else difference.is_nonnegative
    return Proof("signs of factors and terms", "the signs of its parts decide") if known else None
