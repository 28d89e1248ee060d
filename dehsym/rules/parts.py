"""The part of an equation that a rule works on: a·P + b with one integral, sum or contour integral P."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar, final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.verdict import Verdict

P = TypeVar("P", bound=Expr)
Q = TypeVar("Q", bound=Expr)


def only(kind: type[P], side: Expr) -> P:
    """The single `kind` inside `side`; raise `RuleError` if there is none, or more than one.

    >>> from sympy import Integral
    >>> from sympy.abc import x
    >>> only(Integral, 1 + 2 * Integral(x, (x, 0, 1)))
    Integral(x, (x, 0, 1))
    """
    found = list(side.atoms(kind))
    if len(found) != 1:
        raise RuleError(f"exactly one {kind.__name__} is wanted, found {len(found)} in {side}")
    return found[0]


@final
@dataclass(frozen=True)
class Linear(Generic[P]):
    """An expression as `factor`·`part` + `rest`."""

    factor: Expr
    part: P
    rest: Expr


def linear(kind: type[P], side: Expr) -> Linear[P]:
    """Read `side` about its single `kind`; raise `RuleError` if that does not stand linearly in it.

    A factor that holds the variable which the part binds means another one by that name, and is refused: it must not
    be taken for a part of the integrand.

    >>> from sympy import Integral
    >>> from sympy.abc import a, x
    >>> linear(Integral, 1 + a * Integral(x, (x, 0, 1))).factor
    a
    """
    part = only(kind, side)
    factor, rest = symbolic.coefficient(side, part)
    _stands_apart(factor, part)
    return Linear(factor, part, rest)


def _stands_apart(factor: Expr, part: Expr) -> None:
    bound = part.atoms(Symbol) - part.free_symbols
    if met := sorted(factor.free_symbols & bound, key=str):
        raise RuleError(f"a factor without {met[0]}, which is bound in {part}, is wanted, found {factor}")


@final
@dataclass(frozen=True)
class Rewriting(Generic[P, Q]):
    """l = a·P + b  →  l′ = c·Q + d: what a rule found, and what it made of it."""

    source: Equation
    result: Equation
    before: Linear[P]
    after: Linear[Q]

    def surroundings(self, judge: Judge) -> Verdict:
        """Whether all but the part stayed: l = l′ and b = d."""
        return judge.equal(self.source.lhs, self.result.lhs) & judge.equal(self.before.rest, self.after.rest)


def rewriting(source: Equation, kind: type[P], result: Equation, new_kind: type[Q]) -> Rewriting[P, Q]:
    """Read both right sides; raise `RuleError` for one that is not of that form.

    What either part binds must be free in neither factor, so that integrands can be compared with their factors.
    """
    before, after = linear(kind, source.sides[1]), linear(new_kind, result.sides[1])
    _stands_apart(before.factor, after.part)
    _stands_apart(after.factor, before.part)
    return Rewriting(source, result, before, after)
