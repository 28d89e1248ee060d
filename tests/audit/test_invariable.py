"""Properties that change with the state: found where the letter of an input has several printed values."""

from __future__ import annotations

from pathlib import Path

import pytest

from dehsym.audit.premises.invariable import invariable_findings
from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import ONE
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition, load_definition
from tests.audit.invented_paper import invented_paper


def _paper(folder: Path, *, invariable: bool = True, letter: str = "T", later: str = "5.0") -> PaperDefinition:
    """m = T/3 at T = 3.0, and another temperature that is printed."""
    catalogue = Catalogue()
    now = catalogue.symbol("T", meaning="temperature")
    then = catalogue.symbol("T_later", latex=letter, secondary=True, meaning="temperature later on")
    mass = catalogue.symbol("m", meaning="mass of a particle", invariable=invariable)

    def masses(d: Ledger) -> None:
        d.quantity("N1", d.given("By its temperature", mass, now / 3, kind=GrantKind.POSTULATE, prints="1"))
        d.quantity("N2", d.given("Later on", then, 2 * now, kind=GrantKind.CITATION))

    return invented_paper(
        folder,
        catalogue,
        [derivation("Section 1", "A mass")(masses)],
        equations=("1",),
        numbers={"N1": ("1.0", "1"), "N2": (later, "1")},
        inputs={now: Constant("3", "1", ONE, "given", printed="3.0 1")},
    )


def test_a_mass_that_changes_with_the_temperature(tmp_path: Path) -> None:
    (found,) = invariable_findings(_paper(tmp_path))
    assert (found.id, found.severity, found.where) == ("invariable.N1", "unsupported", "Section 1")
    assert found.claims == ("1", "N1")
    assert found.evidence.witness is not None
    assert (found.evidence.witness.left, found.evidence.witness.right) == ("[0.9833, 1.017]", "[1.649, 1.684]")


@pytest.mark.parametrize("later", ["3.0", "2.95", "3.1"])
def test_values_that_round_to_one(tmp_path: Path, later: str) -> None:
    assert invariable_findings(_paper(tmp_path, later=later)) == []


def test_what_may_change(tmp_path: Path) -> None:
    assert invariable_findings(_paper(tmp_path, invariable=False)) == []


def test_another_letter(tmp_path: Path) -> None:
    assert invariable_findings(_paper(tmp_path, letter="T_1")) == []


def test_nothing_is_found_in_the_exact_gas() -> None:
    assert invariable_findings(load_definition("bose_gas")) == []


def test_the_mass_of_a_quantum_in_two_epochs() -> None:
    (found,) = invariable_findings(load_definition("deh4"))
    assert found.id == "invariable.N05"
    assert found.evidence.witness is not None
    assert found.evidence.witness.at == (("T", "2.7255 K and 1.71 K"),)
    assert found.evidence.witness.left == "[1.540e-40, 1.541e-40]"
    assert found.evidence.witness.right == "[9.635e-41, 9.692e-41]"
