"""Verdicts remembered between runs: by what they depend on, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sympy import Integer

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.derivation import Ledger, Step, derivation
from dehsym.examination import Examiner
from dehsym.rules.algebra import Multiply
from dehsym.verdict import Verdict, Witness, certified, proved, refuted
from dehsym.verdict_store import FolderStore

CATALOGUE = Catalogue()
X = CATALOGUE.symbol("x", meaning="a number")
Y = CATALOGUE.symbol("y", meaning="a number")
VERDICTS = [
    proved("the same", "identity"),
    certified("30 digits", digits=30, points=12),
    refuted("disjoint", Witness((("x", "1/2"),), "1", "2")),
]


@pytest.mark.parametrize("verdict", VERDICTS, ids=str)
def test_round_trip(verdict: Verdict, tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert store.get("ab12") is None
    store.put("ab12", verdict)
    assert FolderStore(tmp_path).get("ab12") == verdict


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"kind": "sure"}', '{"kind": 3}', "\x00"])
def test_a_damaged_file_is_as_good_as_absent(text: str, tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put("ab12", VERDICTS[0])
    (tmp_path / "ab" / "ab12.json").write_text(text)
    assert store.get("ab12") is None


def test_a_folder_that_cannot_be_written_is_only_read_and_says_so_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    store = FolderStore(tmp_path / "file")
    store.put("ab12", VERDICTS[0])
    store.put("cd34", VERDICTS[1])
    assert not store.writable
    assert store.get("ab12") is None
    out, err = capsys.readouterr()
    assert not out
    (line,) = err.splitlines()
    assert line.startswith(f"dehsym: verdicts are not remembered: {tmp_path / 'file'} cannot be written (")


class Counting:
    """A store that counts what had to be found."""

    def __init__(self) -> None:
        self.kept: dict[str, Verdict] = {}
        self.found = 0

    def get(self, key: str) -> Verdict | None:
        return self.kept.get(key)

    def put(self, key: str, verdict: Verdict) -> None:
        self.found += 1
        self.kept[key] = verdict


def _steps(first: int, second: int) -> tuple[Step, ...]:
    def body(d: Ledger) -> None:
        start = d.given("a premise", X, Y)
        one = d.step("first", start, Multiply(Integer(first)))
        two = d.step("second", one, Multiply(Integer(second)))
        d.step("third", two, Multiply(Y))
        d.step("apart", start, Multiply(X))

    script: Callable[[Ledger], object] = body
    return derivation("Section 1", "A test")(script).run(CATALOGUE, Claims({})).steps


def test_what_workers_find_is_remembered_here() -> None:
    store = Counting()
    Examiner(CATALOGUE, Claims({}), store).examine(_steps(2, 3), jobs=2)
    assert store.found == 4


def test_an_edited_step_verifies_only_itself_and_what_follows_from_it() -> None:
    store = Counting()
    Examiner(CATALOGUE, Claims({}), store).examine(_steps(2, 3))
    assert store.found == 4
    Examiner(CATALOGUE, Claims({}), store).examine(_steps(2, 3))
    assert store.found == 4
    Examiner(CATALOGUE, Claims({}), store).examine(_steps(2, 5))
    assert store.found == 6
