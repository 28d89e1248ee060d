"""The methods of SymPy's expressions that this package alone may call, with the types of what they give.

The stub of `Expr` leaves them out, so that elsewhere a call is a type error; here they are asked for by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, cast

from sympy import Basic, Expr, Symbol


class Methods(Protocol):
    """An expression, seen as what SymPy can do with it."""

    def as_independent(self, *symbols: Symbol, as_Add: bool) -> tuple[Expr, Expr]:  # noqa: N803  (SymPy's name)
        """The part free of `symbols` and the rest."""
        ...

    def coeff(self, of: Expr, power: int) -> Expr:
        """The coefficient of a power in an expanded sum."""
        ...

    def could_extract_minus_sign(self) -> bool:
        """Whether, of an expression and its negative, SymPy takes this for the negative."""
        ...

    def doit(self, *, deep: bool) -> Expr:
        """Carry out what is held unevaluated."""
        ...

    def func(self, *args: Expr, evaluate: bool) -> Expr:
        """The head of the expression, applied to other arguments."""
        ...

    def is_polynomial(self, *variables: Expr) -> bool:
        """Whether it is a polynomial in the variables."""
        ...

    def removeO(self) -> Expr:  # noqa: N802  (SymPy's name)
        """A series without its order term."""
        ...

    def replace(self, head: type[Basic], by: Callable[..., Expr]) -> Expr:
        """Put `by(*args)` in the place of every application of `head`."""
        ...

    def rewrite(self, heads: tuple[type[Basic], ...], by: type[Basic]) -> Expr:
        """Write these functions by another one."""
        ...

    def subs(self, values: Mapping[Expr, Expr], *, simultaneous: bool) -> Expr:
        """Substitute."""
        ...

    def transform(self, old: Symbol, new: tuple[Expr, Symbol]) -> Expr:
        """Change the variable of an integral."""
        ...


def methods_of(expr: Expr) -> Methods:
    """The expression itself; what its stub leaves out can be called on it.

    >>> from sympy.abc import x
    >>> methods_of(2 * x + 1).coeff(x, 1)
    2
    """
    return cast("Methods", expr)
