"""What is to be decided: relations between expressions, for all values of their symbols under stated conditions.

A proposition is read from what a person typed. It keeps two forms of every relation: the canonical one, which SymPy has
built and may already have rewritten, for exact methods; and the one that was typed, operation by operation, which is
what gets evaluated in balls. So no rewriting by SymPy is taken on its word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import final

from sympy import Expr, Symbol

from dehsym.domain import Domain


class Operator(Enum):
    """How two sides are related; `>` and `>=` are read as the first two of these with the sides exchanged."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="


@final
@dataclass(frozen=True, slots=True)
class Relation:
    """`left` `operator` `right`; an order relates real numbers only.

    >>> from sympy.abc import x
    >>> str(Relation(x, Operator.LESS, x + 1))
    'x < x + 1'
    """

    left: Expr
    operator: Operator
    right: Expr

    @property
    def symbols(self) -> frozenset[Symbol]:
        """The free symbols of both sides."""
        return frozenset(self.left.free_symbols | self.right.free_symbols)

    def __str__(self) -> str:
        return f"{self.left} {self.operator.value} {self.right}"


@final
@dataclass(frozen=True, slots=True)
class Proposition:
    """For all values in `domains` at which every one of `conditions` holds and both sides have a value: `relations`.

    `domains` has every free symbol of relations and conditions. `typed` holds the relations as they were typed, one for
    one; without it they are those of `relations`. `text` is the claim as its author wrote it, `where` its conditions.

    >>> from sympy import Symbol
    >>> from dehsym.domain import POSITIVE
    >>> x = Symbol("x", positive=True)
    >>> str(Proposition((Relation(x, Operator.EQUAL, abs(x)),), {x: POSITIVE}))
    'x = x where 0 < x'
    """

    relations: tuple[Relation, ...]
    domains: Mapping[Symbol, Domain]
    conditions: tuple[Relation, ...] = ()
    typed: tuple[Relation, ...] = ()
    text: str = ""
    where: str = field(default="")

    def as_typed(self) -> tuple[Relation, ...]:
        """The relations to evaluate."""
        return self.typed or self.relations

    def __str__(self) -> str:
        claim = self.text or ", ".join(map(str, self.relations))
        bounds = [str(domain).replace("x", str(symbol), 1) for symbol, domain in self.domains.items()]
        where = self.where or ", ".join([*bounds, *map(str, self.conditions)])
        return f"{claim} where {where}" if where else claim
