"""The expression heads that SymPy lacks: sums over states, integrals around a closed path, differentials, roots.

They are inert. Nothing about them is evaluated by construction; rules give them meaning. A root alone has a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any, Self, final

from sympy import Basic, Expr, Integer, Symbol

from dehsym.errors import RuleError


class _Binding(Expr):
    """A head whose first two arguments are an expression and the variable that is bound in it."""

    @property
    def body(self) -> Expr:
        """What is summed or integrated, or vanishes."""
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


class BoundHead(_Binding):
    """An inert operator on `body`, in which `variable` is bound."""

    def __new__(cls, body: Expr, variable: Symbol) -> Self:
        """Hold `body` with `variable` bound in it."""
        return super().__new__(cls, body, variable)

    @property
    def free_symbols(self) -> set[Symbol]:
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


@final
class UniqueRoot(_Binding):
    """The one zero of `body`, a function of `variable`, on the closed real interval from `low` to `high`.

    It is a number, real by definition, and has no value where the function has no zero there, or several. `variable` is
    bound: it is renamed where something that holds it is put in the place of another symbol.

    >>> from sympy.abc import a, x
    >>> root = UniqueRoot(x**2 - a, x, 0, 9)
    >>> root.free_symbols, root.xreplace({a: x, x: a})
    ({a}, UniqueRoot(_x**2 - x, _x, 0, 9))
    >>> root.diff(a) == 1 / (2 * root)
    True
    """

    is_commutative = True
    is_real = True
    is_Atom = True  # noqa: N815  (SymPy's name: its rewritings leave atoms alone, so that one root keeps one form)

    def __new__(cls, body: Expr, variable: Expr, low: Expr | int, high: Expr | int) -> Self:
        """Hold the function and the ends; raise `RuleError` unless the variable is a symbol that is not in the ends."""
        ends = [Integer(end) if isinstance(end, int) else end for end in (low, high)]
        if not isinstance(variable, Symbol) or any(variable in end.free_symbols for end in ends):
            raise RuleError(f"a symbol that the ends do not hold is wanted for the bound variable, found {variable}")
        return super().__new__(cls, body, variable, *ends)

    @property
    def ends(self) -> tuple[Expr, Expr]:
        """The lower and the upper end of the interval."""
        return self.args[2], self.args[3]

    @property
    def free_symbols(self) -> set[Symbol]:
        """The free symbols of the function but the bound one, and those of the ends."""
        low, high = self.ends
        return (self.body.free_symbols - {self.variable}) | low.free_symbols | high.free_symbols

    def at(self, place: Expr) -> Expr:
        """The function at `place`."""
        return self.body.xreplace({self.variable: place})

    # --- What SymPy asks

    def _xreplace(  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        self, rule: Mapping[Basic, Expr]
    ) -> tuple[Expr, bool]:
        if self in rule:
            return rule[self], True
        if not hasattr(rule, "items"):  # a rewriting that SymPy disguises as a mapping: nothing inside is touched
            return self, False
        visible = {old: new for old, new in rule.items() if self.variable not in old.free_symbols}
        places = [part.xreplace(visible) for part in (self.body, *self.ends)]
        if places == [self.body, *self.ends]:
            return self, False
        if not any(self.variable in new.free_symbols for new in visible.values()):
            return UniqueRoot(places[0], self.variable, *places[1:]), True
        taken = {symbol.name for part in (self.body, *visible.values()) for symbol in part.free_symbols}
        name = next(name for name in ("_" * k + self.variable.name for k in count(1)) if name not in taken)
        free = Symbol(name, **self.variable.assumptions0)
        return UniqueRoot(self.at(free), free, *self.ends).xreplace(visible), True

    def _eval_subs(self, old: Basic, new: Expr) -> Expr:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        return self.xreplace({old: new})

    def _eval_derivative(self, symbol: Symbol) -> Expr:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        """By the implicit function theorem, from body(root(p), p) = 0."""
        if symbol not in self.free_symbols:
            return Integer(0)
        return -(self.body.diff(symbol) / self.body.diff(self.variable)).xreplace({self.variable: self})

    def _eval_is_positive(self) -> bool | None:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        return True if self.ends[0].is_positive else None

    def _mpmathcode(self, printer: Any) -> str:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        variable, body, low, high = (printer.doprint(part) for part in (self.variable, self.body, *self.ends))
        return f"findroot(lambda {variable}: {body}, ({low}, {high}), solver='ridder')"
