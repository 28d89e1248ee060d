"""An invented paper that prints numbers: products of what it is given, each under a symbol of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sympy import Expr, Symbol

from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import ONE
from dehsym.paper_definition import PaperDefinition


@dataclass(frozen=True)
class Row:
    """A printed number, and the closed form that it has in the inputs, if it is derived."""

    id: str
    symbol: str
    printed: str
    expr: Expr | None = None
    where: str = "Section 1"


def given(printed: str) -> Constant:
    """A pure number as a paper prints it."""
    return Constant(printed, "1", ONE, "the author", printed=f"{printed} 1")


def numbers_paper(
    folder: Path, inputs: Mapping[Symbol, Constant], rows: Sequence[Row], catalogue: Catalogue | None = None
) -> PaperDefinition:
    """A paper of one section that derives the rows, each as a symbol of its own."""
    known = catalogue or Catalogue()
    for symbol in inputs:
        if symbol not in known:
            known.symbol(symbol.name, meaning="an input")
    symbols = {row.id: known.symbol(f"value_{row.id}", meaning="a number") for row in rows if row.expr is not None}

    def body(d: Ledger) -> None:
        for row in rows:
            if row.expr is not None:
                d.quantity(row.id, d.let(f"The number {row.id}.", symbols[row.id], row.expr))

    file = folder / "inventory.json"
    numbers = [
        {"id": row.id, "name": f"name-{row.id}", "where": row.where, "symbol": row.symbol, "printed": row.printed}
        for row in rows
    ]
    file.write_text(json.dumps({"equations": [], "numbers": [number | {"unit": "1"} for number in numbers]}))
    script = derivation("Section 1", "Numbers")(body)
    return PaperDefinition("invented", "Invented", "nowhere", known, file, (script,), inputs=inputs)


def rounded(value: float, digits: int) -> str:
    """A number as it is printed with that many significant digits."""
    return f"{value:.{digits - 1}e}"
