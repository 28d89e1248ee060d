"""`dehsym phases`: for people in 80 columns, as JSON, and one line for bad input."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dehsym.cli import main
from dehsym.render.phase_text import phase_text
from tests.phases.small_paper import paper

SMALL = "tests.phases.small_paper"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["phases", *arguments])
    out, err = capsys.readouterr()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, out, err


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "--paper", SMALL)
    assert (status, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert "m = 0 (principal): ν = 3π/2, γ = π, ω = π/2" in out
    assert "arg F = ω + 3 arg(ln(φ))/2" in out
    assert "ν = π/2 in Section 1, ν = -π/4 in Section 2" in out
    assert "\N{NO-BREAK SPACE}" not in out


def test_without_unicode() -> None:
    text = phase_text(paper.phase_report, paper.catalogue, unicode=False)
    assert "m = 1: nu = pi/2, gamma = pi, omega = 3*pi/2" in text
    assert "!= positive" in text
    assert text.isascii()


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "--paper", SMALL, "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    assert set(found) == {"paper", "problems", "clashes"}
    quantities = found["problems"][0]
    assert set(quantities) == {
        *("name", "prose", "conditions", "phases", "bases", "assignments", "branches", "verdict", "choices"),
        "together",
    }
    assert quantities["bases"] == [{"base": "log(phi)", "principal_argument": "pi", "branches": 2}]
    assert quantities["assignments"][1] == {
        "branch": {"log(phi)": 1},
        "phases": {"nu": "pi/2", "gamma": "pi", "omega": "3*pi/2"},
        "relations": ["nu = pi/2 (mod 2*pi)", "gamma = pi (mod 2*pi)", "omega = 3*pi/2 (mod 2*pi)"],
        "free_parameters": 0,
    }
    assert found["problems"][1]["assignments"][0]["phases"] == {}
    assert found["problems"][1]["assignments"][0]["free_parameters"] == 1
    ours, theirs = quantities["choices"]
    assert ours["verdict"]["kind"] == "proved"
    assert ours["consistent_on"] == [{"log(phi)": 1}]
    assert theirs["verdict"]["kind"] == "refuted"
    assert theirs["verdict"]["witness"]["at"]["nu"] == "-pi/4"
    assert theirs["branches"][0]["quantities"] == {"n": "pi/4", "p": "0"}
    assert found["clashes"] == [{"choices": ["ours", "theirs"], "phase": "nu", "values": ["pi/2", "-pi/4"]}]


def test_the_same_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--paper", SMALL, "--json") == run(capsys, "--paper", SMALL, "--json")


def test_a_paper_without_phases(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "--paper", "tests.phases.paper_without")
    assert (status, out) == (2, "")
    assert err == "dehsym: a paper with conditions on phases is wanted, without announces none\n"
