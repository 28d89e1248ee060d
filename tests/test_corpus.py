"""The judge on the corpus: true identities stand, traps are seen, and no mutant is taken for the truth.

`python -m tests.corpus.report` tries more mutants, and prints the table.
"""

from __future__ import annotations

import json
import os
from collections import Counter

import pytest

from tests.corpus.report import undecided_share
from tests.corpus.trial import FOLDER, IDENTITY_FILES, Line, Tried, identities, mutants_of, read

JOBS = min(os.cpu_count() or 1, 4)
LINES = read(*IDENTITY_FILES)
EQUATIONS = [line for line in LINES if line.family != "relation"]


def of(*families: str) -> list[Line]:
    return [line for line in LINES if line.family in families]


@pytest.fixture(scope="module")
def tried() -> list[Tried]:
    return list(identities(LINES, JOBS))


def test_no_identity_is_rejected(tried: list[Tried]) -> None:
    assert [str(each) for each in tried if each.is_wrong] == []


def test_every_identity_without_infinite_sums_and_integrals_is_decided(tried: list[Tried]) -> None:
    assert [str(each) for each in tried if each.verdict == "undecided" and not each.line.is_unbounded] == []


def test_of_all_identities_at_least_95_of_100_are_decided(tried: list[Tried]) -> None:
    assert undecided_share(tried) <= 0.05


def test_every_trap_is_seen() -> None:
    found = list(identities(read("traps"), JOBS))
    assert [str(each) for each in found if not each.is_right] == []


def test_no_mutant_is_accepted() -> None:
    """One mutant of each equation without integrals, infinite sums or limits; each time the same."""
    plain = [line for line in EQUATIONS if not line.is_unbounded and line.family != "limit"]
    found = list(mutants_of(plain, 1, JOBS))
    assert len(found) > 1000
    assert [str(each) for each in found if each.is_wrong] == []
    assert undecided_share(found) <= 0.01


def test_the_corpus_is_what_it_claims_to_be() -> None:
    rows = [json.loads(text) for file in FOLDER.glob("*.jsonl") for text in file.read_text("utf-8").splitlines()]
    assert [name for name, times in Counter(row["id"] for row in rows).items() if times > 1] == []
    assert all(row["claim"] and row["family"] for row in rows)
    assert all(row["source"] for row in rows if row["family"] != "trap")
    assert all(row["why"] and row["expected"] in ("holds", "refuted") for row in rows if row["family"] == "trap")
    assert len(LINES) >= 400
    assert len(rows) - len(LINES) >= 60
