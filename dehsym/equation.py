"""An equation as plain sides.

`sympy.Eq` is a Boolean: `Eq(x, x)` is `True`, `Eq(x, x + 1)` is `False`, and either way the sides are lost. A
derivation must be able to state both, and to state a chain a = b = c as a paper prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.errors import RuleError


@final
@dataclass(frozen=True, slots=True)
class Equation:
    """`lhs = rhs`, or the chain `lhs = between[0] = … = rhs`, unevaluated.

    >>> from sympy.abc import x
    >>> str(Equation(x, x))
    'x = x'
    """

    lhs: Expr
    rhs: Expr
    between: tuple[Expr, ...] = ()

    @property
    def members(self) -> tuple[Expr, ...]:
        """All members from left to right."""
        return (self.lhs, *self.between, self.rhs)

    @classmethod
    def chain(cls, *members: Expr) -> Equation:
        """The equation with these members, at least two."""
        return cls(members[0], members[-1], tuple(members[1:-1]))

    @property
    def sides(self) -> tuple[Expr, Expr]:
        """Both sides of a two-member equation; raise `RuleError` for a longer chain."""
        if self.between:
            raise RuleError(f"an equation of two members is wanted, found the chain {self}")
        return self.lhs, self.rhs

    def each(self, change: Callable[[Expr], Expr]) -> Equation:
        """Apply `change` to every member."""
        return Equation.chain(*map(change, self.members))

    def put(self, values: Mapping[Expr, Expr]) -> Equation:
        """Substitute in every member at once, carrying out derivatives."""
        return self.each(lambda member: symbolic.put(member, values))

    def has(self, part: Expr) -> bool:
        """Whether `part` occurs in any member."""
        return any(member.has(part) for member in self.members)

    @property
    def symbols(self) -> frozenset[Symbol]:
        """The free symbols of all members."""
        return frozenset(symbol for member in self.members for symbol in member.free_symbols)

    def _repr_latex_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return f"$\\displaystyle {' = '.join(map(symbolic.own_latex, self.members))}$"

    def __str__(self) -> str:
        return " = ".join(map(str, self.members))
