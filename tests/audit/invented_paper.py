"""An invented paper made of any scripts, with the equations, numbers and claims in words that it prints."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from sympy import Symbol

from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Script
from dehsym.paper_definition import PaperDefinition
from dehsym.regime import Regime


def invented_paper(
    folder: Path,
    catalogue: Catalogue,
    scripts: Sequence[Script],
    *,
    equations: Sequence[str] = (),
    numbers: Mapping[str, tuple[str, str]] | None = None,
    words: Sequence[str] = (),
    inputs: Mapping[Symbol, Constant] | None = None,
    regimes: Sequence[Regime] = (),
) -> PaperDefinition:
    """The paper: `equations` and `words` are ids, `numbers` are ids with what is printed for them and the unit."""
    rows = {
        "equations": [{"id": id, "where": "Section 1", "order": 1, "printed_latex": "x = x"} for id in equations],
        "numbers": [
            {"id": id, "name": f"name-{id}", "where": "Section 1", "symbol": id, "printed": text, "unit": unit}
            for id, (text, unit) in (numbers or {}).items()
        ],
        "prose_claims": [{"id": id, "claim": f"what {id} says"} for id in words],
    }
    file = folder / "inventory.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    return PaperDefinition(
        "invented", "Invented", "nowhere", catalogue, file, tuple(scripts), inputs=inputs or {}, regimes=regimes
    )
