"""The command line: what it prints, its JSON, and one clear line for every bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dehsym.cli import main


@pytest.fixture(scope="module", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEHSYM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


class Ran:
    """One call of the command: status, standard output, standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        self.status = stopped.value.code
        self.out, self.err = capsys.readouterr()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def test_show_json(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "show", "A.2", "--json")
    assert ran.status == 0
    shown = ran.json
    assert {"id", "where", "printed_latex", "latex", "follows", "matches", "standing", "rests_on", "steps"} <= set(
        shown
    )
    assert shown["matches"]["kind"] in ("proved", "certified")
    assert shown["standing"]["kind"] == "refuted"
    assert shown["standing"]["witness"]
    numbers = [step["n"] for step in shown["steps"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for step in shown["steps"]:
        assert {"n", "prose", "rule", "because", "latex", "expr", "follows", "parents"} <= set(step)
        assert all(parent < step["n"] for parent in step["parents"])
    for row in shown["rests_on"]:
        assert {"prose", "kind"} <= set(row)
        assert "id" in row or "step" in row


def test_a_cache_that_cannot_be_written_is_told_once(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DEHSYM_CACHE", os.devnull)
    with pytest.raises(SystemExit) as stopped:
        main(["run", "--paper", "bose_gas", "--jobs", "2", "-o", str(tmp_path), "--json"])
    out, err = capfd.readouterr()
    assert stopped.value.code == 0
    assert json.loads(out)["differences"] == []
    (line,) = err.splitlines()
    assert line.startswith(f"dehsym: verdicts are not remembered: {os.devnull} cannot be written")


def test_show_depth(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Ran(capsys, "show", "A.2", "--depth", "1", "--json").json
    assert len(shown["steps"]) == 3
    assert shown["steps"][-1]["parents"] == [step["n"] for step in shown["steps"][:-1]] or shown["steps"][-1]["parents"]


def test_show_text(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "show", "1")
    assert ran.status == 0
    assert "\nIt rests on\n  " in ran.out
    assert ran.out.splitlines()[-1].startswith("✓ proved or certified")
    assert " ──" in ran.out
    flat = Ran(capsys, "show", "1", "--flat").out
    assert "──" not in flat
    assert "⟨F⟩/(k_B T) = mc²/(k_B T) = βμ/(exp(βμ) − 1) = ln(nΛ_B³)/(nΛ_B³ − 1)" in flat


KINDS = ["equations", "numbers", "quantities", "derivations", "symbols", "rules"]


@pytest.mark.parametrize(
    "command",
    [
        ["show", "A.2"],
        ["show", "4b", "--flat"],
        ["show", "a4.sum"],
        ["findings"],
        ["audit"],
        ["audit", "N14"],
        ["phases"],
        ["why", "1"],
        ["affects", "N11"],
        ["latex", "--compare"],
        *(
            ["list", "--kind", kind]
            for kind in ("equations", "numbers", "quantities", "derivations", "symbols", "rules")
        ),
    ],
    ids=" ".join,
)
def test_text_fits_80_columns(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    text = Ran(capsys, *command).out
    assert text
    assert not [line for line in text.splitlines() if len(line) > 80]


@pytest.mark.parametrize("kind", KINDS)
def test_list(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "list", "--kind", kind, "--json")
    assert ran.status == 0
    assert isinstance(ran.json, list)
    assert Ran(capsys, "list", "--kind", kind).status == 0


def test_list_names_everything_printed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = Ran(capsys, "list", "--json").json
    assert len(rows) == 67
    assert sum(row["derived"] for row in rows) >= 27


def test_latex(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "latex", "A.2")
    assert ran.status == 0
    assert r"\Lambda_B^3" in ran.out
    assert Ran(capsys, "latex", "A.2", "--json").json.keys() == {"A.2"}
    assert r"\begin{align}" in Ran(capsys, "latex", "--steps", "A.1").out
    assert r"\end{document}" in Ran(capsys, "latex", "--document").out


def test_latex_beside_the_print(capsys: pytest.CaptureFixture[str]) -> None:
    document = Ran(capsys, "latex", "--compare", "3", "5", "--json").json
    assert [(row["id"], row["distance"] == 0) for row in document["rows"]] == [("3", True), ("5", False)]
    assert document["rows"][1]["differences"] == [{"printed": "C", "computed": "c"}]
    assert "2 of 2 compared, 1 alike" in Ran(capsys, "latex", "--compare", "3", "5").out


def test_latex_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.tex"
    assert Ran(capsys, "latex", "A.1", "-o", str(target)).status == 0
    assert "exp" in target.read_text()


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (["1/8", "--digits", "3"], "0.125"),
        (["0.15", "--digits", "1"], "0.2"),
        (["Integral(sqrt(x)/(exp(x)-1),(x,0,oo))", "--digits", "10"], "2.315157373"),
        (["2/3", "--digits", "30"], "0.666666666666666666666666666667"),
        (["pi", "--digits", "20"], "3.1415926535897932385"),
        (["exp(beta*mu)", "--set", "beta=1/2", "--set", "mu=1", "--digits", "10"], "1.648721271"),
        (["s3.planck", "--set", "beta=1", "--set", "nu_light=0.25e34", "--digits", "5"], "0.39059"),
        (["h/sqrt(2*pi*m*k_B*T)", "--set", "m=1.54e-40", "--set", "T=2.7255", "--digits", "4"], "0.003472"),
    ],
    ids=lambda v: str(v)[:30],
)
def test_eval(arguments: list[str], value: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "eval", *arguments, "--json")
    assert ran.status == 0, ran.err
    found = ran.json
    assert {"name", "value", "unit", "digits", "certified", "radius", "closed_form", "inputs", "backend"} <= set(found)
    assert found["value"] == value
    assert found["certified"] is True


def test_eval_by_mpmath_is_not_certified(capsys: pytest.CaptureFixture[str]) -> None:
    found = Ran(capsys, "eval", "sqrt(2)", "--backend", "mpmath", "--digits", "30", "--json").json
    assert found["certified"] is False
    assert found["value"] == "1.41421356237309504880168872421"


def test_eval_at_many_digits(capsys: pytest.CaptureFixture[str]) -> None:
    found = Ran(capsys, "eval", "exp(1)", "--digits", "10000", "--json").json
    assert len(found["value"]) == 10001
    assert found["value"].startswith("2.71828182845904523536")


BAD_INPUT = [
    (["show", "a.2"], "did you mean 'A.2'"),
    (["show", "nothing"], "an id of deh4 is wanted"),
    (["show", "N14"], "N14 is the printed number pressure-ratio"),
    (["eval", "pressure-ratoi"], "did you mean 'pressure-ratio'?"),
    (["eval", "foo-bar"], "unknown name"),
    (["eval", "N14", "--set", "phi=1/2"], "an input of pressure-ratio is wanted"),
    (["eval", "N11", "--set", "T=0"], "0 < T is wanted"),
    (["run", "--jobs", "0"], "--jobs"),
    (["show"], "Missing argument"),
    (["latex", "Z.9"], "wanted"),
    (["frobnicate"], "No such command"),
    (["eval", "1/0"], ""),
    (["eval", "foo + 1"], "foo"),
    (["eval", "beta*mu"], "a value for beta is wanted"),
    (["eval", "beta*mu", "--set", "beta"], "beta"),
    (["eval", "beta*mu", "--set", "beta="], ""),
    (["eval", "beta*mu", "--set", "beta=nan"], "nan"),
    (["eval", "beta*mu", "--set", "beta=-1", "--set", "mu=1"], "beta"),
    (["eval", "phi", "--set", "phi=1"], "phi"),
    (["eval", "phi", "--set", "phi=1/2", "--set", "T=1"], "T does not occur"),
    (["eval", "phi", "--set", "phi=1/2", "--set", "phi=1/3"], "one value for phi"),
    (["eval", "phi", "--set", "ph=1/2"], "did you mean"),
    (["eval", "k_B*T", "--set", "T=0"], "T"),
    (["eval", "beta + mu", "--set", "mu=1", "--set", "beta=1"], "beta"),
    (["eval", "pi", "--digits", "0"], "digits"),
    (["eval", "pi", "--digits", "100000000"], "digits"),
    (["eval", "pi", "--digits", "x"], "digits"),
    (["eval", "__import__('os').system('true')"], ""),
    (["eval", "9**9**9**9"], ""),
    (["eval", "("], ""),
    (["eval", ""], ""),
    (["list", "--kind", "unicorns"], "unicorns"),
    (["show", "A.2", "--paper", "nowhere"], "a known paper is wanted"),
    (["show", "A.2", "--paper", "../etc"], "the name of a paper is wanted"),
    (["run", "-o", "/proc/nowhere"], ""),
    (["prove"], "a claim is wanted"),
    (["prove", "x ="], "in the claim: a number, a name or a bracket is wanted at column 4, found the end"),
    (["prove", "x + 1"], "a relation such as LHS = RHS is wanted"),
    (["prove", "sine(x) = 1"], "did you mean 'sin'"),
    (["prove", "f(x) = 1"], "an undefined function has no value"),
    (["prove", "x < oo"], "a finite value is wanted"),
    (["prove", "__import__('os') = 1"], "unknown function '__import__'"),
    (["prove", "x = x", "--where", "x reel"], "in where: a kind of number is wanted at column 3"),
    (["prove", "x = x", "--where", "x > 1, x < 0"], "there is none"),
    (["prove", "x = x", "--wall", "0"], "a wall time above 0"),
    (["prove", "x = x", "--wall", "nan"], "a wall time above 0"),
    (["prove", "x = x", "--memory", "1"], "at least 64 MiB"),
    (["prove", "x = x", "--digits", "0"], "digits are wanted"),
    (["prove", "x = x", "--jobs", "0"], "--jobs"),
    (["prove", "x = x", "--file", os.devnull], "a claim or a file is wanted, found both"),
    (["prove", "--file", os.devnull], "a claim a line is wanted, found none"),
    (["prove", "--file", "/proc/nowhere"], "No such file"),
    (["prove", "--file", "/proc"], "directory"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD_INPUT, ids=[" ".join(a)[:40] for a, _ in BAD_INPUT])
def test_bad_input_is_one_line_and_status_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, *arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith("dehsym: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert words in ran.err


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def (", "SyntaxError"),
        ("1/0", "ZeroDivisionError"),
        ("import nothing_of_the_kind", "nothing_of_the_kind"),
        ("paper = 3", "a module with a `paper` is wanted"),
    ],
)
def test_a_paper_that_does_not_import(
    source: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "somebody"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "broken.py").write_text(source)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    for name in ("somebody", "somebody.broken"):
        sys.modules.pop(name, None)
    ran = Ran(capsys, "show", "A.2", "--paper", "somebody.broken")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert words in ran.err


def test_prove_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "prove", "-x^2 <= 0", "--where", "x real")
    assert ran.status == 0, ran.err
    assert ran.out.startswith(("PROVED     -x^2 <= 0\n", "CERTIFIED  -x^2 <= 0\n"))
    ran = Ran(capsys, "prove", "sqrt(x^2) = x", "--where", "x real")
    assert ran.status == 1
    assert ran.out.startswith("REFUTED    sqrt(x^2) = x\nwhere      x real\n")
    assert max(map(len, ran.out.splitlines())) <= 80


def test_prove_json(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "prove", "sin(x)**2 + cos(x)**2 = 1", "--json")
    assert ran.status == 0
    assert {"id", "claim", "verdict", "evidence", "witness", "seconds"} <= set(ran.json)
    ran = Ran(capsys, "prove", "$\\sqrt{x^2} = x$", "--json")
    assert ran.status == 1
    assert ran.json["verdict"] == "refuted"
    assert set(ran.json["witness"]) == {"at", "left", "right"}
    ran = Ran(capsys, "prove", "Sum(sin(k)/k, (k, 1, 99999)) = 1", "--wall", "0.01", "--json")
    assert ran.status == 1
    assert ran.json["evidence"] == "0.01 s of wall time exceeded"


CLAIM_LINES = """
{"id": "a", "claim": "sin(x)**2 + cos(x)**2 = 1", "where": "x real"}
{"id": "b", "claim": "x + 1 > x", "where": "x real"}
"""


def test_prove_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(CLAIM_LINES)
    ran = Ran(capsys, "prove", "--file", str(file), "--jobs", "2")
    assert ran.status == 0, ran.err
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a", "b"]
    assert ran.err.startswith("dehsym: 2 claims: ")
    file.write_text(CLAIM_LINES + '{"claim": "x = y"}')
    ran = Ran(capsys, "prove", "--file", str(file))
    assert ran.status == 1
    assert json.loads(ran.out.splitlines()[-1])["id"] == 4


def test_prove_a_file_with_bad_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(CLAIM_LINES.encode() + b'not json\n{"claim": "x ="}\n\xff\xfe\n{"claim": "1 = 1"}\n')
    ran = Ran(capsys, "prove", "--file", str(file))
    assert ran.status == 2
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", 4, 5, 6, 7]
    assert [row.get("error", False) for row in rows] == [False, False, True, True, True, False]
    assert [row["verdict"] for row in rows[2:5]] == ["undecided"] * 3
    assert all(row["evidence"].startswith("not read: ") for row in rows[2:5])
    assert "on line 4, found 'not json'" in rows[2]["evidence"]
    assert "6 claims: 3 not read" in ran.err
    assert "Traceback" not in ran.err


def _proving(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dehsym", "prove", "--file", "-", *arguments]
    pipe = subprocess.PIPE
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what a shell starts in the background ignores it
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, preexec_fn=heard)


def test_prove_answers_a_pipe_line_by_line_and_can_be_interrupted() -> None:
    with _proving("--jobs", "1") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        for claim in ("1 = 1", "1 = 2"):
            process.stdin.write(json.dumps({"claim": claim}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["claim"] == claim
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == "dehsym: interrupted"
        assert process.wait() == 130


def test_prove_ends_quietly_when_nobody_reads() -> None:
    with _proving("--jobs", "2") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write('{"claim": "1 = 1"}\n' * 10)
        process.stdin.close()
        process.stdin = None
        assert process.wait() == 0
        assert process.stderr.read() == ""


def test_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "run", "-o", str(tmp_path / "out"), "--json")
    assert ran.status == 0, ran.err
    summary = ran.json
    assert summary["differences"] == []
    assert summary["derived"] >= 27
    assert {Path(file).name for file in summary["files"]} >= {"equations.json", "findings.json", "deh4.tex"}
    text = Ran(capsys, "run", "-o", str(tmp_path / "out")).out
    assert "s3.temperature-variance" in text


@pytest.mark.parametrize(
    "arguments", [["show", "A.2"], ["findings"], ["list"], ["run", "-o"], ["list", "--kind", "rules"]]
)
def test_a_terminal_without_unicode_gets_no_traceback(arguments: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "dehsym", *arguments, *([str(tmp_path)] if arguments[-1] == "-o" else [])]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stderr == ""
    assert done.stdout


def test_findings(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "findings", "--json")
    assert ran.status == 0
    keys = {"id", "where", "severity", "claims", "paper_says", "we_find", "evidence", "correct"}
    assert all(keys <= set(finding) for finding in ran.json)
    text = Ran(capsys, "findings").out
    assert "rests on it" in text
    assert max(map(len, text.splitlines())) <= 80


def test_two_processes_find_what_one_does(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one, two = (
        Ran(capsys, "run", "--paper", "bose_gas", "--no-cache", "--jobs", jobs, "-o", str(tmp_path), "--json").json
        for jobs in ("1", "2")
    )
    for summary in (one, two):
        del summary["seconds"], summary["seconds_to_derive"]
    assert one == two


def test_module_and_script_are_the_same() -> None:
    done = subprocess.run([sys.executable, "-m", "dehsym", "--version"], capture_output=True, text=True, check=True)
    assert "0.1.0" in done.stdout
