"""A relation or a chain of them as somebody wrote it, ready to be read with symbols of any assumptions.

What is assumed of a symbol is known only after all conditions have been looked at, and SymPy evaluates by what is
assumed. A statement therefore keeps its text and is read more than once: to see what it bounds, and with the symbols
that come of it, in the evaluated form and in the one that was typed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import final

from sympy import Expr, Symbol, oo

from dehsym.errors import NotationError
from dehsym.heads import BoundHead, Differential
from dehsym.notation.build import Builder, placed
from dehsym.notation.latex_letters import LatexFormula
from dehsym.notation.symbol_names import free_names
from dehsym.notation.syntax import Comparison, RelationSign
from dehsym.notation.tree_reader import TreeReader
from dehsym.proposition import Operator, Relation

_OPERATORS: Mapping[RelationSign, Operator] = {
    "=": Operator.EQUAL, "!=": Operator.UNEQUAL, "<": Operator.LESS, "<=": Operator.AT_MOST,
    ">": Operator.LESS, ">=": Operator.AT_MOST,
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Link:
    """Two neighbours in a chain and the sign between them."""

    left: Expr
    sign: RelationSign
    right: Expr

    @property
    def relation(self) -> Relation:
        """The same as a relation; `>` and `>=` are turned round.

        >>> from sympy.abc import x, y
        >>> str(Link(x, ">", y).relation)
        'y < x'
        """
        turned = self.sign in (">", ">=")
        left, right = (self.right, self.left) if turned else (self.left, self.right)
        return Relation(left, _OPERATORS[self.sign], right)


class Statement(ABC):
    """One or more links, as text that has been parsed."""

    @property
    @abstractmethod
    def names(self) -> frozenset[str]:
        """The names of its free symbols."""

    @abstractmethod
    def members(self, symbols: Mapping[str, Symbol], builder: Callable[[], Builder]) -> list[Expr]:
        """The expressions between the signs."""

    @property
    @abstractmethod
    def signs(self) -> tuple[RelationSign, ...]:
        """The signs, one fewer."""

    def links(self, symbols: Mapping[str, Symbol], builder: Callable[[], Builder] = Builder) -> list[Link]:
        """The links with these symbols, in the form that `builder` gives them.

        Raises `NotationError` for what has no value, unless a `ClaimBuilder` keeps it. To be asked for the literal form
        only after an evaluated one, which sizes everything.
        """
        members = self.members(symbols, builder)
        return [Link(*link) for link in zip(members, self.signs, members[1:], strict=False)]


@final
@dataclass(frozen=True)
class TypedStatement(Statement):
    """A comparison in typed notation.

    >>> from dehsym.notation.syntax import parsed_comparison
    >>> statement = TypedStatement(parsed_comparison("0 < x"))
    >>> statement.links({"x": Symbol("x")})
    [Link(left=0, sign='<', right=x)]
    """

    tree: Comparison

    @property
    def names(self) -> frozenset[str]:
        """The names of its free symbols."""
        return self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(free_names(self.tree))

    @property
    def signs(self) -> tuple[RelationSign, ...]:
        """The signs between the members."""
        return self.tree.relations

    def members(self, symbols: Mapping[str, Symbol], builder: Callable[[], Builder]) -> list[Expr]:
        """The members, each of which is refused if it has no finite value."""
        build = builder()
        reader = TreeReader(symbols, build)
        with placed():
            return [build.side(reader.build(member)) for member in self.tree.members]


@final
@dataclass(frozen=True)
class LatexStatement(Statement):
    """A chain of relations in LaTeX."""

    formula: LatexFormula

    @property
    def names(self) -> frozenset[str]:
        """The names of its free symbols."""
        return self.formula.names

    @property
    def signs(self) -> tuple[RelationSign, ...]:
        """The signs between the members."""
        return self.formula.signs

    def members(self, symbols: Mapping[str, Symbol], builder: Callable[[], Builder]) -> list[Expr]:
        """The members, refused where they hold differentials or sums that have no values."""
        members = self.formula.members(symbols, builder())
        for member in members:
            formal = [*member.atoms(Differential), *member.atoms(BoundHead)]
            if formal:
                raise NotationError(f"an expression with a value is wanted, found the formal {formal[0]}")
        return members


def check_finite(links: Iterable[Link]) -> None:
    """Raise `NotationError` where a whole side is infinite: what is compared is finite.

    >>> check_finite([Link(oo, "=", oo)])
    Traceback (most recent call last):
    dehsym.errors.NotationError: a finite value is wanted on each side, found oo
    """
    for side in (side for link in links for side in (link.left, link.right)):
        if side in (oo, -oo):
            raise NotationError(f"a finite value is wanted on each side, found {side}")
