"""The ideal Bose gas as a paper: the standard beside which the contour results of deh4 stand.

After R. K. Pathria and P. D. Beale, Statistical Mechanics, 3rd ed. (Elsevier 2011), Ch. 7 and Appendix D, and the
Digital Library of Mathematical Functions, 25.12. Sections 7 and 8 compare with A Dark Energy Hypothesis IV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dehsym.paper_definition import PaperDefinition


def __getattr__(name: str) -> PaperDefinition:
    """Give `paper`, made when it is first asked for: what is generated beside it is read without SymPy."""
    if name != "paper":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from derivations.bose_gas.definition import paper

    return paper
