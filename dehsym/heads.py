"""The expression heads that SymPy lacks: sums over states, integrals around a closed path, differentials.

They are inert. Nothing about them is evaluated by construction; rules give them meaning.
"""

from __future__ import annotations

from typing import Any, Self

from sympy import Basic, Expr, Symbol


class BoundHead(Expr):
    """An inert operator on `body` in which `variable` is bound."""

    def __new__(cls, body: Expr, variable: Symbol) -> Self:
        """Hold `body` with `variable` bound in it."""
        return super().__new__(cls, body, variable)

    @property
    def body(self) -> Expr:
        """What is summed or integrated."""
        return self.args[0]

    @property
    def variable(self) -> Symbol:
        """The bound variable."""
        variable = self.args[1]
        assert isinstance(variable, Symbol), variable
        return variable

    @property
    def bound_symbols(self) -> list[Symbol]:
        """The bound variable, in SymPy's own vocabulary."""
        return [self.variable]

    @property
    def free_symbols(self) -> set[Symbol]:  # pyright: ignore[reportIncompatibleVariableOverride]  (a property in SymPy)
        """The free symbols of the body but the bound one."""
        return self.body.free_symbols - {self.variable}

    def _eval_subs(self, old: Basic, new: Basic) -> Basic | None:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        return self if old == self.variable else None


class StateSum(BoundHead):
    """Σ_n f(n) over the one-particle quantum states, labelled by the number n of `variable`, from n = 0 up."""


class ExcitedSum(BoundHead):
    """Σ_n f(n) over the one-particle quantum states but the one with n = 0."""


class ContourIntegral(BoundHead):
    """∮ f(z) dz around a closed path that is not named."""


class Differential(Expr):
    """dx, the differential of a quantity."""

    def __new__(cls, of: Expr) -> Self:
        """Hold the quantity."""
        return super().__new__(cls, of)

    @property
    def of(self) -> Expr:
        """The quantity."""
        return self.args[0]

    def _sympystr(self, printer: Any) -> str:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        return f"d{printer._print(self.of)}"
