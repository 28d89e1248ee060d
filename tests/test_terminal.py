"""What a terminal shows: 80 columns, colour that adds nothing, completion, and less where there is no Unicode."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from dehsym.cli import cli, main
from dehsym.render.painting import painted, takes_colours
from dehsym.render.paragraph import WIDTH
from dehsym.render.summary import summary_text

PAPER = "bose_gas"
COMMANDS = [
    ["findings"],
    ["audit"],
    ["list"],
    *(["list", "--kind", kind] for kind in ("numbers", "quantities", "derivations", "symbols", "rules")),
    ["latex", "--compare"],
    ["why", "7.1.Tc"],
    ["affects", "d.series"],
    ["show", "7.1.a4"],
    ["show", "7.1.a4", "--flat"],
    ["show", "s4.compressibility", "--depth", "2"],
]
ANSI = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture(scope="module", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One run, of which every other command has its answer."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("DEHSYM_CACHE", str(folder))
        for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
            patch.delenv(name, raising=False)
        yield folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit):
        main(arguments)
    out, err = capsys.readouterr()
    assert out, err
    return out


def too_long(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line) > WIDTH]


# --- Columns


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_line_is_longer_than_80_columns(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert not too_long(said(capsys, *command, "--paper", PAPER))


def test_the_summary_of_a_run_fits_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "run", "--paper", PAPER, "-o", str(tmp_path / "out"))
    assert not [line for line in too_long(text) if "written to" not in line]
    assert "  index.html\n" in text
    assert "  equations.json\n" in text


def test_a_summary_of_much_fits() -> None:
    document = {
        "title": "A paper with a very long title " * 5,
        "derived": 3,
        "verdicts": {"follows": {"proved": 1234, "refuted": 1}},
        "headlines": [["an.id", "breaks", "what was found " * 20]],
        "coverage": {"number": {f"way {at}": at for at in range(12)}, "order": {"judged": 1}},
        "audit": {f"verdict-{at}": 10 for at in range(12)},
        "not_checked": ["why not " * 20],
        "not_derived_yet": [f"id{at}" for at in range(40)],
        "steps": 1,
        "seconds": 1.0,
        "remembered": False,
        "differences": ["a difference " * 12] * 30,
        "files": ["out/deh4/index.html", "out/deh4/graph.svg"],
    }
    text = summary_text(document)
    assert not too_long(text)
    assert "written to out/deh4\n  index.html\n  graph.svg" in text
    assert "and 10 more differences" in text


def test_the_width_does_not_follow_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = set[str]()
    for columns in ("40", "80", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        texts.add(said(capsys, "show", "7.1.a4", "--paper", PAPER))
    assert len(texts) == 1


# --- Colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"TERM": "xterm-256color"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"CLICOLOR_FORCE": "1"}, True, True),
        ({"CLICOLOR_FORCE": "0"}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
    ids=str,
)
def test_when_colours_are_wanted(environment: dict[str, str], on_terminal: bool, in_pipe: bool) -> None:
    assert takes_colours(Terminal(), environment) is on_terminal
    assert takes_colours(io.StringIO(), environment) is in_pipe


@pytest.mark.parametrize("command", COMMANDS[:2] + COMMANDS[-3:], ids=" ".join)
def test_colour_adds_nothing(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = said(capsys, *command, "--paper", PAPER)
    document = said(capsys, *[each for each in command if each != "--flat"], "--paper", PAPER, "--json")
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = said(capsys, *command, "--paper", PAPER)
    assert coloured != plain
    assert ANSI.sub("", coloured) == plain
    again = said(capsys, *[each for each in command if each != "--flat"], "--paper", PAPER, "--json")
    assert again == document
    assert json.loads(again)


PAINTED = """\
  3 ✗ p = 1
      refuted: the sides differ, as was proved: by hand
      printed (A.2): matches, proved: both are
      printed (A.2): refuted: it is not
 12 ≈ p = proved
follows: proved   matches: nothing is printed   standing: refuted, by step 3
    vapour.13             a title [refuted: why]
2 not reachable: no numbers
  * a*b = 2: reproduced
✓ proved   · granted
this was proved: by hand
            proved  refuted
findings: 3 breaks, 2 unsupported, 1 slip; more
     printed numbers      38 reproduced, 3 reachable, 3
                          not-reachable, 1 undecided"""


def test_marks_and_words_are_painted_where_they_are_labels() -> None:
    found = re.findall("\x1b\\[[0-9;]+m(.*?)\x1b\\[0m", painted(PAINTED))
    assert found == [
        *("✗", "refuted", "proved", "refuted", "≈", "proved", "refuted", "refuted"),
        *("not reachable", "reproduced", "✓", "·"),
        *("proved", "refuted", "breaks", "unsupported", "slip", "reproduced", "reachable", "undecided"),
    ]
    assert painted("PROVED     x = x").startswith("\x1b[32mPROVED\x1b[0m ")
    assert painted("nothing of the kind") == "nothing of the kind"


def on_a_terminal(environment: dict[str, str], *arguments: str) -> str:
    """What the command prints on a terminal of its own."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "dehsym", *arguments],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(follower)
    text = b""
    try:
        while piece := os.read(leader, 4096):
            text += piece
    except OSError:  # the other end is closed: that is how a terminal ends
        pass
    os.close(leader)
    process.wait()
    return text.decode()


def test_on_a_real_terminal() -> None:
    assert "\x1b[32mPROVED\x1b[0m" in on_a_terminal({}, "prove", "x = x")
    assert "\x1b" not in on_a_terminal({"NO_COLOR": "1"}, "prove", "x = x")
    assert "\x1b" not in on_a_terminal({"TERM": "dumb"}, "prove", "x = x")
    assert "\x1b" not in on_a_terminal({}, "prove", "x = x", "--json")


# --- Completion


def names(*words: str) -> set[str]:
    """What a shell is offered for the last of the words."""
    *before, begun = words
    return {item.value for item in ShellComplete(cli, {}, "dehsym", "_DEHSYM_COMPLETE").get_completions(before, begun)}


COMPLETED: list[tuple[tuple[str, ...], set[str]]] = [
    (("sho",), {"show"}),
    (("show", "a1."), {"a1.integral", "a1.circle", "a1.differential", "a1.arc-half", "a1.arc-second"}),
    (("show", "--paper", PAPER, "7.1.a"), {"7.1.a2", "7.1.a3", "7.1.a4"}),
    (("show", "--paper", "bo"), {"bose_gas"}),
    (("list", "--kind", "qu"), {"quantities"}),
    (("plot", ""), {"figure1"}),
    (("eval", "pressure-r"), {"pressure-ratio"}),
    (("audit", "N1"), {f"N1{digit}" for digit in range(10)}),
    (("latex", "A.1", "A."), {"A.1", "A.2", "A.3", "A.4"}),
    (("completion", ""), {"bash", "zsh", "fish"}),
    (("show", "--paper", "nowhere", ""), set()),
    (("show", "--paper", "../etc", ""), set()),
    (("show", "zzz"), set()),
]


@pytest.mark.parametrize(("words", "offered"), COMPLETED, ids=[" ".join(words) for words, _ in COMPLETED])
def test_completion(words: tuple[str, ...], offered: set[str]) -> None:
    assert names(*words) == offered


def test_what_rests_on_what_completes_names_of_every_kind() -> None:
    assert {"A.2", "N14", "pressure-ratio", "c.axion", "T", "figure1"} <= names("why", "")
    assert names("affects", "") == names("graph", "") == names("why", "")
    assert not {name for name in names("why", "") if set(name) & set(" <>|&;()'\"$`\\")}


def test_a_paper_that_fails_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "anybody"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "broken.py").write_text("raise SystemError('no')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert names("show", "--paper", "anybody.broken", "") == set()


def test_completion_imports_nothing_of_the_mathematics() -> None:
    assert names("show", "A.")  # remembered from now on
    asked = {"COMP_WORDS": "dehsym show A.", "COMP_CWORD": "2", "_DEHSYM_COMPLETE": "bash_complete"}
    command = [sys.executable, "-X", "importtime", "-m", "dehsym"]
    done = subprocess.run(command, env={**os.environ, **asked}, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["plain,A.1", "plain,A.2", "plain,A.3", "plain,A.4"]
    assert not re.search(r"\| +(sympy|flint|mpmath|rich)\b", done.stderr)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"_DEHSYM_COMPLETE={shell}_complete" in said(capsys, "completion", shell)


def test_in_a_real_bash() -> None:
    bash = shutil.which("bash")
    program = shutil.which("dehsym", path=os.path.dirname(sys.executable))
    if not bash or not program:
        pytest.skip("bash and the script dehsym are wanted")
    script = f"""
    PATH={os.path.dirname(program)}:$PATH
    eval "$(dehsym completion bash)"
    COMP_WORDS=(dehsym show A.) COMP_CWORD=2
    _dehsym_completion dehsym
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run([bash, "--norc", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["A.1", "A.2", "A.3", "A.4"]
    assert done.stderr == ""


# --- Less than a terminal


def test_without_unicode_everything_is_typed() -> None:
    command = [sys.executable, "-m", "dehsym", "show", "7.1.a3", "--paper", PAPER]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert re.search(r"^ {2}1 ok g_nu", done.stdout, re.MULTILINE)
    assert "`" not in done.stdout
    assert not too_long(done.stdout)


@pytest.mark.parametrize("colours", ["", "1"])
def test_nobody_reads(colours: str) -> None:
    command = [sys.executable, "-m", "dehsym", "show", "7.1.a3", "--paper", PAPER]
    environment = {**os.environ, "FORCE_COLOR": colours}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
