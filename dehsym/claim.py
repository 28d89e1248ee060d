"""What a paper prints, with the ids it is known by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, final

from sympy import Expr, Symbol

from dehsym.errors import PaperError
from dehsym.nearest import hint
from dehsym.rule import Fact


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """An equation that the paper prints: its id, where it stands, its place in the paper's order, its LaTeX.

    `order` and `latex` are `None` for statements in running text.
    """

    id: str
    where: str
    order: int | None
    latex: str | None
    text: str = ""


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """How the print of one claim is to be read where a letter stands for several things.

    `letters` maps printed LaTeX to the catalogued symbol meant, as `{"n": n_q}`. The rest is for lines that are more
    than an equation: `earlier` are the equations to which the first parts of a display "A = a and B = b" belong, the
    step with this reading stands for the last; `tends` says for "A → a" which symbol tends whereto; `small` in powers
    of what a line with "+ ..." goes on; `asserts` in words what an inequality adds, which is granted as a postulate;
    `stands_for` says for a line in words of which printed equation it speaks, and of which two of its members.
    """

    claim: str
    letters: Mapping[str, Expr] = field(default_factory=dict[str, Expr])
    earlier: tuple[Fact, ...] = ()
    tends: tuple[Symbol, Expr] | None = None
    small: Symbol | None = None
    asserts: str = ""
    stands_for: tuple[str, int, int] | None = None


@final
@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that the paper prints: its id, a name for it, where it stands, its symbol, its text, its unit."""

    id: str
    name: str
    where: str
    symbol: str
    printed: str
    unit: str


def numbers_of(file: Path) -> dict[str, PrintedNumber]:
    """The numbers of an inventory file, by id; raise `PaperError` naming the file if it has none."""
    return {row.id: row for row in _read(file, "numbers", PrintedNumber)}


@final
@dataclass(frozen=True, slots=True)
class PrintedOrder:
    """An order of magnitude that the paper prints: its id, where it stands, of what, and its text."""

    id: str
    where: str
    symbol: str
    printed: str


@final
@dataclass(frozen=True, slots=True)
class ProseClaim:
    """A claim that the paper makes in running text, in a few words."""

    id: str
    claim: str


def orders_of(file: Path) -> dict[str, PrintedOrder]:
    """The orders of magnitude of an inventory file, by id; raise `PaperError` naming the file if it has none."""
    return {row.id: row for row in _read(file, "orders_of_magnitude", PrintedOrder)}


def prose_of(file: Path) -> dict[str, ProseClaim]:
    """The claims in prose of an inventory file, by id; raise `PaperError` naming the file if it has none."""
    return {row.id: row for row in _read(file, "prose_claims", ProseClaim)}


_Row = TypeVar("_Row", PrintedNumber, PrintedOrder, ProseClaim)


def _read(file: Path, kind: str, row_type: type[_Row]) -> list[_Row]:
    """The rows of a kind; a paper may print none of it."""
    rows = _rows(file, kind, optional=True)
    try:
        return [row_type(**{key.name: str(row[key.name]) for key in fields(row_type)}) for row in rows]
    except (KeyError, TypeError) as error:
        wanted = ", ".join(key.name for key in fields(row_type))
        raise PaperError(f"{kind} with {wanted} are wanted in {file.name}, found: {error}") from error


def _rows(file: Path, kind: str, *, optional: bool = False) -> list[dict[str, Any]]:
    try:
        inventory = json.loads(file.read_text(encoding="utf-8"))
        return inventory.get(kind, []) if optional else inventory[kind]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PaperError(f"an inventory with a list of {kind} is wanted in {file.name}, found: {error}") from error


@final
class Claims(Mapping[str, Claim]):
    """The printed equations of one paper, in its order, by id."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self._claims = dict(claims)

    @classmethod
    def from_inventory(cls, file: Path) -> Claims:
        """Read the equations of an inventory file; raise `PaperError` naming the file if it is not one."""
        rows = _rows(file, "equations")
        try:
            claims = [
                Claim(row["id"], row["where"], row["order"], row["printed_latex"], row.get("text", "")) for row in rows
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise PaperError(f"equations with an id are wanted in {file.name}, found: {error}") from error
        return cls({claim.id: claim for claim in claims})

    def __getitem__(self, id: str) -> Claim:
        try:
            return self._claims[id]
        except KeyError:
            raise PaperError(f"the paper prints nothing under the id {id!r}{hint(id, self._claims)}") from None

    def __contains__(self, id: object) -> bool:
        return id in self._claims

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)
