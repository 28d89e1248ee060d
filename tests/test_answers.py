"""Answers of whole commands: given again without SymPy, and only while nothing they came from has changed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dehsym import answers as module
from dehsym.answers import Answer, Answers
from dehsym.cli import main

PAPER = """
from pathlib import Path

from sympy import Integer

from dehsym.catalogue import Catalogue
from dehsym.derivation import Ledger, derivation
from dehsym.paper_definition import PaperDefinition
from dehsym.rules.algebra import Multiply

catalogue = Catalogue()
x = catalogue.symbol("x", meaning="a number")
y = catalogue.symbol("y", meaning="a number")


@derivation("Section 1", "Twice")
def twice(d: Ledger) -> None:
    start = d.given("a premise", x, 2 * y)
    d.step("doubled", start, Multiply(Integer({factor})), prints="E")


paper = PaperDefinition("mine", "Mine", "nowhere", catalogue, Path(__file__).with_name("mine.json"), (twice,))
"""
INVENTORY = {
    "equations": [{"id": "E", "where": "Section 1", "order": 1, "printed_latex": "3 x = 6 y"}],
    "numbers": [],
    "orders": [],
    "prose_claims": [],
}


def _write(folder: Path, factor: int) -> None:
    folder.joinpath("paper.py").write_text(PAPER.replace("{factor}", str(factor)))
    folder.joinpath("mine.json").write_text(json.dumps(INVENTORY))


def _ask(folder: Path, *arguments: str) -> tuple[dict[str, object], bool]:
    """What the command says as JSON in a process of its own, and whether it imported SymPy.

    Without bytecode, which Python takes for current after an edit within the same second.
    """
    code = (
        "import sys; from dehsym.cli import _status; status = _status(sys.argv[1:]); "
        "print('sympy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--paper", "mine.paper", "--json"],
        cwd=folder,
        env={
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(folder.parent),
            "DEHSYM_CACHE": str(folder / "cache"),
            "PATH": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout), done.stderr.split()[-1] == "True"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    folder.joinpath("__init__.py").write_text("")
    _write(folder, 3)
    return folder


def test_an_edited_paper_is_asked_afresh(mine: Path) -> None:
    first, derived = _ask(mine, "show", "E")
    assert derived
    assert first["matches"]["kind"] == "proved"  # pyright: ignore[reportIndexIssue]
    assert _ask(mine, "show", "E") == (first, False)
    _write(mine, 5)
    second, derived = _ask(mine, "show", "E")
    assert derived
    assert "10" in str(second["latex"])
    mine.joinpath("mine.json").write_text(json.dumps(INVENTORY).replace("3 x = 6 y", "3 x = 7 y"))
    third, derived = _ask(mine, "show", "E")
    assert derived
    assert third["matches"]["kind"] == "refuted"  # pyright: ignore[reportIndexIssue]


def test_a_run_answers_what_is_asked_about_it(mine: Path) -> None:
    said, derived = _ask(mine, "run")
    assert derived
    assert not said["remembered"]
    again, derived = _ask(mine, "run")
    assert not derived
    assert again["remembered"]
    assert again["verdicts"] == said["verdicts"]
    shown, derived = _ask(mine, "show", "E")
    assert not derived
    assert shown["id"] == "E"
    findings, derived = _ask(mine, "findings")
    assert not derived
    assert [each["id"] for each in findings] == ["twice.1.granted"]  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert Path(mine, "dehsym-out", "mine.paper", "equations.json").exists()


def test_files_are_written_again_where_somebody_removed_them(mine: Path) -> None:
    _ask(mine, "run")
    file = Path(mine, "dehsym-out", "mine.paper", "equations.json")
    before = file.read_text()
    file.unlink()
    _ask(mine, "run")
    assert file.read_text() == before


def _kept(tmp_path: Path) -> tuple[Answers, Path]:
    source = tmp_path / "paper.py"
    source.write_text("x = 1")
    answers = Answers(tmp_path / "cache", source)
    answers.put("show 1", Answer("said", 1, {"a": "text"}, {"show 2": Answer("more")}), [source])
    return answers, source


def test_round_trip(tmp_path: Path) -> None:
    answers, _ = _kept(tmp_path)
    assert answers.get("show 1") == Answer("said", 1, {"a": "text"}, remembered=True)
    assert answers.get("show 2") == Answer("more", remembered=True)
    assert answers.get("show 3") is None
    assert Answers(tmp_path / "cache", tmp_path / "other.py").get("show 1") is None


def test_a_changed_or_lost_source_ends_it(tmp_path: Path) -> None:
    answers, source = _kept(tmp_path)
    source.write_text("x = 2")
    assert answers.get("show 1") is None
    source.write_text("x = 1")
    assert answers.get("show 1")
    source.unlink()
    assert answers.get("show 1") is None


def test_another_engine_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, _ = _kept(tmp_path)
    monkeypatch.setattr(module, "engine", lambda: "another")
    assert answers.get("show 1") is None


def test_bytes_of_a_file_are_remembered(tmp_path: Path) -> None:
    source = tmp_path / "paper.py"
    source.write_text("x = 1")
    answers = Answers(tmp_path / "cache", source)
    files: dict[str, str | bytes] = {"a.pdf": bytes(range(256)), "b.txt": "φ\n", "c.png": b""}
    answers.put("run", Answer("said", 0, files), [source])
    found = answers.get("run")
    assert found is not None
    assert found.files == files


@pytest.mark.parametrize("packed", [3, None, [], {}, {"base64": 3}, {"base64": "?"}, {"base64": "φ"}])
def test_a_file_that_is_kept_otherwise_is_as_good_as_absent(packed: object, tmp_path: Path) -> None:
    answers, _ = _kept(tmp_path)
    for file in tmp_path.rglob("*.json"):
        file.write_text(json.dumps({**json.loads(file.read_text()), "files": {"a": packed}}))
    assert answers.get("show 1") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"engine": 3}', "\x00"])
def test_a_damaged_file_is_as_good_as_absent(text: str, tmp_path: Path) -> None:
    answers, _ = _kept(tmp_path)
    for file in tmp_path.rglob("*.json"):
        file.write_text(text)
    assert answers.get("show 1") is None


def test_what_cannot_be_written_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    answers, _ = _kept(tmp_path)
    assert answers.get("show 1") is None


def test_without_a_cache_everything_is_found_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEHSYM_CACHE", str(tmp_path))
    with pytest.raises(SystemExit):
        main(["show", "1", "--no-cache"])
    assert capsys.readouterr().out
    assert not list(tmp_path.iterdir())
