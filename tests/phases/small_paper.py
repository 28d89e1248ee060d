"""A paper with phases and nothing else, for the command line; `without` announces none."""

from __future__ import annotations

from pathlib import Path

from sympy import pi

from dehsym.catalogue import Catalogue
from dehsym.paper_definition import PaperDefinition
from dehsym.phases import Choice, PhaseReport, examine
from tests.phases.symbols import GAMMA, NU, QUANTITIES, QUOTIENTS


def report(_: PaperDefinition) -> PhaseReport:
    """Two problems and two choices."""
    choices = (Choice("ours", "Section 1", {NU: pi / 2}), Choice("theirs", "Section 2", {NU: -pi / 4, GAMMA: pi}))
    return examine((QUANTITIES, QUOTIENTS), choices)


def _catalogue() -> Catalogue:
    catalogue = Catalogue()
    catalogue.symbol("phi", latex=r"\phi", meaning="fugacity")
    return catalogue


paper = PaperDefinition(
    "small", "Small", "", _catalogue(), Path(__file__).with_name("empty_inventory.json"), (), report
)
