"""What a paper prints, with the ids it is known by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, final

from sympy import Expr

from dehsym.errors import PaperError
from dehsym.nearest import hint


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

    `letters` maps printed LaTeX to the catalogued symbol meant, as `{"n": n_q}`.
    """

    claim: str
    letters: Mapping[str, Expr] = field(default_factory=dict[str, Expr])


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
    rows = _rows(file, "numbers")
    try:
        numbers = [PrintedNumber(*(str(row[key.name]) for key in fields(PrintedNumber))) for row in rows]
    except (KeyError, TypeError) as error:
        raise PaperError(f"numbers with an id and a name are wanted in {file.name}, found: {error}") from error
    return {number.id: number for number in numbers}


def _rows(file: Path, kind: str) -> list[dict[str, Any]]:
    try:
        return json.loads(file.read_text(encoding="utf-8"))[kind]
    except (OSError, ValueError, KeyError, TypeError) as error:
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

    def __getitem__(self, id: str) -> Claim:  # noqa: A002  (the inventory's own word)
        try:
            return self._claims[id]
        except KeyError:
            raise PaperError(f"the paper prints nothing under the id {id!r}{hint(id, self._claims)}") from None

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._claims

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)
