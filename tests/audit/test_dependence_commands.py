"""`dehsym why` and `dehsym affects`, with and without a changed world: what they print, their JSON, bad input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from dehsym.cli import main
from dehsym.commands.of_dependence import tell_difference
from dehsym.verdict_store import Forgetful
from dehsym.workbench import load

NAME = "tests.audit.changing_paper"


@pytest.fixture(scope="module", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEHSYM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def ran(capsys: pytest.CaptureFixture[str], *arguments: str, paper: str = NAME) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--paper", paper])
    out, err = capsys.readouterr()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, out, err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    status, out, err = ran(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_why(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, "why", "N3")
    assert status == 0
    assert out.startswith("N3  critical-temperature = 3.0")
    for part in ("It rests, by way of N2, 3", "postulates", "fugacity.2", "laws and results cited", "inputs"):
        assert part in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_why_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "why", "pressure-now")
    assert {"id", "standing", "rests_on", "by_way_of", "inputs", "constants", "nodes", "edges"} == set(found)
    assert found["standing"]["kind"] == "refuted"
    assert [(row["id"], row["kind"], row["verdict"]) for row in found["rests_on"]] == [
        ("pressure.1", "model", "granted"),
        ("1", "choice", "granted"),
        ("pressure.4", "leap", "refuted"),
    ]
    assert (found["inputs"], found["constants"], found["by_way_of"]) == (["T"], ["k"], ["1"])
    assert {"from": "N1", "to": "pressure.4"} in found["edges"]


def test_affects(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, "affects", "pressure.4")
    assert status == 0
    assert "With it falls: 1 equation, 1 number, 2 claims in words; and 1 line between" in out


def test_affects_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "affects", "fugacity.2")
    assert found["count"] == 5
    assert found["affected"]["numbers"] == ["N2", "N4", "N3"]
    assert found["affected"]["words"] == ["c.small", "c.numbers"]


def test_the_graph_of_a_changed_world(capsys: pytest.CaptureFixture[str]) -> None:
    assert "T" in document(capsys, "why", "N2")["inputs"]
    assert document(capsys, "why", "N2", "--set", "mu=0")["inputs"] == []
    assert document(capsys, "affects", "pressure.3", "--without", "2")["affected"]["numbers"] == ["N1"]
    assert document(capsys, "affects", "fugacity.2", "--set", "mu=0")["affected"]["numbers"] == ["N2", "N3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["why"], "Missing argument"),
        (["why", "n3"], "did you mean 'N3'?"),
        (["affects", "phases.a.b"], "an id, a name or a place is wanted"),
        (["affects", "N4", "--set", "mu=0"], "an id, a name or a place is wanted"),
        (["affects", "N3", "--set", "T=0"], "0 < T is wanted, found T = 0"),
        (["affects", "N3", "--set", "phi=1"], "0 < phi < 1 is wanted"),
        (["affects", "N3", "--set", "q=1"], "wants a known name"),
        (["why", "N3", "--without", "N3"], "a leap, a premise or a choice is wanted"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ran(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_an_unknown_paper(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = ran(capsys, "why", "N3", paper="nowhere")
    assert status == 2
    assert "a known paper is wanted" in err


def test_the_difference_of_two_worlds_has_a_status() -> None:
    paper = load(NAME, store=Forgetful())
    changed = tell_difference(paper, ["mu=0"], [], as_json=False)
    assert (changed.status, changed.text.splitlines()[0]) == (1, "In a world with")
    same = tell_difference(paper, ["T=3"], [], as_json=True)
    assert same.status == 0
    assert json.loads(same.text)["numbers"] == []


def test_the_audit_of_a_changed_world(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, "audit", "--without", "2")
    assert status == 1
    assert "was 18.0000000000             now 12.0000000000" in out
    assert ran(capsys, "audit", "--set", "T=3")[0] == 0
    for bad in (["--set", "T=-1"], ["--without", "N1"], ["N1", "--set", "mu=0"]):
        status, out, err = ran(capsys, "audit", *bad)
        assert (status, out, len(err.splitlines())) == (2, "", 1)
