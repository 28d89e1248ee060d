"""J. Togeas, A Dark Energy Hypothesis IV, JHEPGC 11 (2025) 45-55, doi:10.4236/jhepgc.2025.111006 (CC BY 4.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dehsym.paper_definition import PaperDefinition


def __getattr__(name: str) -> PaperDefinition:
    """Give `paper`, made when it is first asked for: what is generated beside it is read without SymPy."""
    if name != "paper":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from derivations.deh4.definition import paper

    return paper
