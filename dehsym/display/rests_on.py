"""What a reader must grant, as a table: by kind, each with the line at which it is granted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Self, final

from dehsym.backticks import without_backticks
from dehsym.display.lists import ShownList
from dehsym.display.tables import folded, items, table
from dehsym.display.words import Say, prose
from dehsym.markup import Html, joined, tag

_MOST_OPEN = 5
_NOT_SHOWN = ("refuted", "undecided", "approximate")


@final
class RestsOn(ShownList[dict[str, Any]]):
    """Rows with `id` (if printed) or `step`, `prose` and `kind`; `say` sets words with formulas among them.

    >>> RestsOn([{"step": 2, "prose": "a gas", "kind": "model"}])
    model          a gas  [2]
    """

    def __init__(self, rows: Iterable[dict[str, Any]] = (), say: Say = prose) -> None:
        super().__init__(rows)
        self._say = say

    def like(self, rows: Iterable[dict[str, Any]]) -> Self:
        """Other rows, set in the same way."""
        return type(self)(rows, self._say)

    @property
    def kinds(self) -> Counter[str]:
        """How many there are of each kind."""
        return Counter(str(row["kind"]) for row in self)

    @property
    def cell(self) -> Html:
        """All of them in a cell of a table, by kind; many are there to be unfolded."""
        listed = items(map(self._of_kind, self.kinds))
        if len(self) <= _MOST_OPEN:
            return listed
        counted = ", ".join(f"{kind} ({count})" for kind, count in self.kinds.most_common())
        return folded(f"{len(self)}: {counted}", listed)

    def _of_kind(self, kind: str) -> Html:
        rows = [row for row in self if row["kind"] == kind]
        if kind in _NOT_SHOWN:  # whose evidence is told where the step is
            return joined([tag("b", kind), ": ", ", ".join(f"step {row['step']}" for row in rows)])
        counts = Counter(str(row["prose"]) for row in rows)
        told = (joined([self._say(said), f" ({count} times)" if count > 1 else ""]) for said, count in counts.items())
        return joined([tag("b", kind), ": ", joined(told, "; ")])

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        rows = ([str(row["kind"]), self._say(row["prose"]), _line(row)] for row in self)
        return table(["kind", "what is granted", "at"], rows)

    def __repr__(self) -> str:
        rows = (f"{row['kind']:14} {without_backticks(str(row['prose']))}  [{_line(row)}]" for row in self)
        return "\n".join(rows) or "nothing"


def _line(row: dict[str, Any]) -> str:
    return str(row.get("id") or row["step"])
