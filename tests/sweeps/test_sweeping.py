"""Sweeps as people ask for them: by name or expression, with units, from Python and from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import dehsym
from dehsym.cli import main
from dehsym.errors import DehsymError

PAPER = dehsym.load("deh4")


def test_a_quantity_is_given_in_its_unit_at_its_inputs() -> None:
    sweep = PAPER.sweep("N11", "T=1:3:5", digits=30)
    assert sweep.columns == ["T [K]", "critical-temperature [K]", "error"]
    rows = list(sweep.rows())
    assert len(rows) == len(sweep) == 5
    for row in rows:
        assert row["critical-temperature [K]"] == PAPER.evaluate("N11", {"T": row["T [K]"]}, digits=30).text
        assert not row["error"]


@pytest.mark.parametrize("name", ["N08", "N13", "N19", "N29", "N33", "table-t-0.800", "exact-degeneracy"])
def test_every_kind_of_quantity_can_be_swept(name: str) -> None:
    quantity = PAPER.quantity(name)
    for symbol in quantity.inputs:
        letter, value = PAPER.catalogue[symbol].name, str(quantity.exact_inputs[symbol])
        (row,) = PAPER.sweep(name, {letter: [value]}, digits=25).rows()
        assert quantity.value(25) in row.values()


def test_an_expression_with_several_axes_and_a_value() -> None:
    sweep = dehsym.sweep("h/sqrt(2*pi*m*k_B*T)", ["T=1,2", "m=1e-40:3e-40:3"], digits=8)
    assert sweep.columns == ["T [K]", "m [kg]", "h/sqrt(2*pi*m*k_B*T) [m]", "error"]
    assert [(row["T [K]"], row["m [kg]"]) for row in sweep.rows()] == [
        (T, m) for T in "12" for m in ("1e-40", "2e-40", "3e-40")
    ]


def test_a_constant_of_nature_can_be_varied() -> None:
    rows = list(dehsym.sweep("h*c", ["c=1,2"], digits=5).rows())
    assert [row["h*c [kg m^3 s^-2]"] for row in rows] == ["6.6261e-34", "1.3252e-33"]


@pytest.mark.parametrize(
    ("text", "over", "values", "words"),
    [
        ("N11", "q=1:2:3", {}, "a parameter of critical-temperature is wanted, q is not"),
        ("N11", "T=1:2", {}, "is wanted, found 'T=1:2'"),
        ("h*T*x", "T=1:2:3", {}, "a value for x is wanted in"),
        ("h*T*mu", "T=1:2:3", {}, "a value for mu is wanted"),
        ("N11", "T=1:2:3", {"mu": "1"}, "mu does not occur in it"),
        ("N13", "k_B=1:2:3", {"T": "-1"}, "0 < T is wanted"),
        ("T + m", "T=1:2:3", {"m": "1"}, "in T . m: T is"),
        ("besselj(0, T/m)", "T=1:2:3", {"m": "1"}, "wanted"),
    ],
)
def test_what_cannot_be_swept_is_told_in_one_line(text: str, over: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(DehsymError, match=words) as caught:
        PAPER.sweep(text, over, values)
    assert "\n" not in str(caught.value)


def _main(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["sweep", *arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def test_the_command_writes_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "T_c.csv"
    arguments = ["N11", "--over", "T=1:3:201", "--digits", "20", "-o", str(file), "--workers", "2"]
    assert _main(*arguments, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["rows"] == 201
    assert said["files"] == [str(file)]
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 201
    assert rows[100]["T [K]"] == "2"
    assert rows[100]["critical-temperature [K]"] == PAPER.evaluate("N11", {"T": 2}, digits=20).text
    assert _main(*arguments) == 2
    assert "exists already" in capsys.readouterr().err
    assert _main(*arguments, "--overwrite") == 0
    assert "201 rows of T [K], critical-temperature [K] written" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["N11", "--over", "T=1:3:5", "-o", "a.txt"],
        ["N11", "--over", "T=1:3", "-o", "a.csv"],
        ["N11", "-o", "a.csv"],
        ["N11", "--over", "T=1:3:5"],
        ["N11", "--over", "T=1:3:5", "--digits", "0", "-o", "a.csv"],
        ["N11", "--over", "T=1:3:5", "--workers", "0", "-o", "a.csv"],
        ["nothing-of-this-name", "--over", "T=1:3:5", "-o", "a.csv"],
        ["N11", "--over", "T=1:3:5", "--set", "T=oo", "-o", "a.csv"],
        ["N11", "--over", "T=1:3:5", "-o", "none/a.csv"],
    ],
)
def test_bad_input_is_one_line_and_status_2(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _main(*arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("dehsym: ")
    assert not list(tmp_path.iterdir())
