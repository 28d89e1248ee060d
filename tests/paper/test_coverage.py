"""Everything that a paper's inventory lists is linked to a derivation, or to something granted by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dehsym.coverage import DERIVED, EVALUATED, JUDGED, MISSING, coverage, tallies
from dehsym.verdict_store import Forgetful
from dehsym.workbench import load

LISTS = ("equations", "numbers", "orders_of_magnitude", "prose_claims")


@pytest.mark.parametrize("name", ["deh4", "bose_gas"])
def test_nothing_is_missing(name: str) -> None:
    definition = load(name, store=Forgetful()).definition
    rows = coverage(definition)
    assert [row.id for row in rows if row.how == MISSING] == []
    assert all(row.where for row in rows)
    inventory: dict[str, list[dict[str, str]]] = json.loads(Path(definition.inventory).read_text(encoding="utf-8"))
    assert [row.id for row in rows] == [row["id"] for kind in LISTS for row in inventory.get(kind, [])]


def test_most_is_computed_and_not_granted() -> None:
    found = tallies(coverage(load("deh4", store=Forgetful()).definition))
    assert {kind: each.total() for kind, each in found.items()} == {
        "equation": 67,
        "number": 46,
        "order": 4,
        "statement": 40,
    }
    assert found["equation"][DERIVED] >= 53
    assert found["number"][EVALUATED] == 46
    assert found["statement"][JUDGED] >= 33
