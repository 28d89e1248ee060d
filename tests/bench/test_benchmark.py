"""The harness with fake peers and a fake clock: who is wrong is caught, who is slow is told, floors are kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from flint import arb
from rich.console import Console

from dehsym.bench.benchmark import Benchmark, run_benchmark
from dehsym.bench.commands import CommandTimes, commands, time_commands
from dehsym.bench.document import Asked, answer, as_document, chosen_digits, chosen_peers, status
from dehsym.bench.floors import EVAL, IMPORT_SYMPY, PYTHON, SHOW, Floor
from dehsym.bench.gate import references, trial, trial_within
from dehsym.bench.measuring import measure
from dehsym.bench.peers import OURS, Peer
from dehsym.bench.tables import print_benchmark
from dehsym.errors import DehsymError, EvaluationError
from tests.bench.fakes import FakeClock, case, missing, peer

ROOT = Path(__file__).parents[2]

SECONDS = {"fast": 0.5, OURS: 1.0, "slow": 3.0}


def _run(*more: Peer, floors: tuple[Floor, ...] = (), clock: FakeClock | None = None, limit: float = 100) -> Benchmark:
    used = clock or FakeClock()
    every = [*(peer(name, used, seconds) for name, seconds in SECONDS.items()), *more]
    named = {each.name: each for each in every}
    found = run_benchmark([case()], named, [15], rounds=5, limit=limit, clock=used, trial=trial)
    return Benchmark(found.results, found.missing, floors)


def _rows(found: Benchmark) -> dict[str, dict[str, Any]]:
    return {row["peer"]: row for row in found.as_json()["cases"]}


def test_ratios_are_those_of_the_clock() -> None:
    rows = _rows(_run())
    assert {name: row["ratio"]["median"] for name, row in rows.items()} == {"fast": 0.5, OURS: 1.0, "slow": 3.0}
    assert rows["slow"]["seconds"] == {"median": 3.0, "least": 3.0, "most": 3.0}


def test_peers_have_turns_in_each_round() -> None:
    turns: list[str] = []
    clock = FakeClock()

    def noting(name: str) -> Peer:
        def note(x: arb) -> arb:
            turns.append(name)
            return x * x

        return peer(name, clock, answer=note)

    contenders = [made for name in "ab" if (made := noting(name).contender(case(), 15))]
    measure(contenders, case().points[:1], rounds=3, clock=clock)
    assert turns == list("ab") + list("ab") * 3


def test_a_wrong_peer_is_caught_and_not_timed() -> None:
    clock = FakeClock()
    found = _run(peer("wrong", clock, answer=lambda x: x * x * (1 + arb(10) ** -15 * 2)), clock=clock)
    row = _rows(found)["wrong"]
    assert (row["verdict"], row["seconds"], row["ratio"]) == ("wrong", None, None)
    assert "wrong within 15 digits" in row["why"]


def test_the_last_digit_that_is_asked_for_is_looked_at() -> None:
    near = peer("near", FakeClock(), answer=lambda x: x * x * (1 + arb(10) ** -16)).contender(case(), 15)
    assert near
    assert trial(near, case(), 15, references(case(), 15)).is_right


def _wide(x: arb) -> arb:
    return x * x + arb(0, 1e-9)


def _beside(x: arb) -> arb:
    return x * x + arb(10) ** -17


@pytest.mark.parametrize(("told", "said"), [(_wide, "wider"), (_beside, "does not contain")])
def test_a_certificate_is_checked(told: Callable[[arb], arb], said: str) -> None:
    liar = peer("liar", FakeClock(), answer=told, certified=True).contender(case(), 15)
    assert liar
    assert said in trial(liar, case(), 15, references(case(), 15)).wrong


def test_a_peer_that_fails_is_told_with_its_words() -> None:
    def fails(x: arb) -> arb:
        raise ValueError("no convergence")

    row = _rows(_run(peer("fails", FakeClock(), answer=fails)))["fails"]
    assert (row["verdict"], row["why"]) == ("wrong", "ValueError: no convergence")


def test_a_peer_that_is_slow_in_a_round_is_left_out_of_the_others() -> None:
    clock = FakeClock()
    found = _run(peer("crawls", clock, 60.0), clock=clock)
    assert _rows(found)["crawls"]["verdict"] == "too slow"
    assert len(found.results[0].measurement.seconds["crawls"]) == 1
    assert len(found.results[0].measurement.seconds["slow"]) == 5


def test_a_peer_that_does_not_end_is_ended() -> None:
    """In a process of its own: one with threads, as libraries of arrays start them, cannot be forked."""
    code = "from tests.bench.test_benchmark import a_peer_that_does_not_end_is_ended as test; test()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, check=True)


def a_peer_that_does_not_end_is_ended() -> None:
    """What the test above runs."""

    def sleeps(x: arb) -> arb:
        while True:
            pass

    stuck = peer("stuck", FakeClock(), answer=sleeps).contender(case(), 15)
    assert stuck
    outcome = trial_within(0.3)(stuck, case(), 15, references(case(), 15))
    assert "wall time" in outcome.late


def test_a_peer_that_is_not_installed_is_left_out_and_said_so() -> None:
    found = _run(missing("absent"), floors=(Floor("formulas", "absent", 1, 99, 1),))
    assert found.missing == {"absent": "absent is wanted, it is not installed"}
    (held,) = found.held
    assert (held.holds, held.reason) == (None, "absent is wanted, it is not installed")
    assert status(as_document(found, None)) == 0


@pytest.mark.parametrize(
    ("floor", "holds"),
    [
        (Floor("formulas", "slow", 15, 15, 3), True),
        (Floor("formulas", "slow", 15, 15, 3.1), False),
        (Floor("formulas", "fast", 15, 15, 2, of_ours=True), True),
        (Floor("formulas", "fast", 15, 15, 1.9, of_ours=True), False),
    ],
)
def test_floors_give_the_exit_status(floor: Floor, holds: bool) -> None:
    document = as_document(_run(floors=(floor,)), None)
    assert [row["holds"] for row in document["floors"]] == [holds]
    assert status(document) == (0 if holds else 1)


def test_floors_are_about_their_digits() -> None:
    assert not _run(floors=(Floor("formulas", "slow", 16, 99, 9),)).held


def test_ours_wrong_breaks_a_floor() -> None:
    clock = FakeClock()
    ours = {OURS: peer(OURS, clock, answer=lambda x: x)}
    found = run_benchmark([case()], ours, [15], rounds=5, limit=9, clock=clock, trial=trial)
    assert status(as_document(found, None)) == 1


def test_commands_have_turns_and_floors() -> None:
    times = {PYTHON: 1.0, EVAL: 6.0, IMPORT_SYMPY: 10.0, SHOW: 16.0}
    turns: list[str] = []

    def run(command: Any) -> float:
        turns.append(command[0])
        return times[command[0]]

    found = time_commands({name: [name] for name in times}, 5, run)
    assert turns == list(times) * 6
    assert [(round(held.found or 0, 3), held.holds) for held in found.floors()] == [(6.0, True), (1.6, False)]
    assert list(commands("p", "q", "r")) == list(times)


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(EvaluationError, match="succeeds"):
        time_commands({PYTHON: [commands("", "", "")[PYTHON][0], "-c", "raise SystemExit(3)"]}, 5)


def test_the_table_tells_what_the_document_tells() -> None:
    clock = FakeClock()
    found = _run(
        peer("wrong", clock, answer=lambda x: x),
        missing("absent"),
        clock=clock,
        floors=(Floor("formulas", "slow", 15, 15, 99),),
    )
    document = as_document(found, CommandTimes(dict.fromkeys((PYTHON, EVAL, IMPORT_SYMPY, SHOW), (0.1, 0.2))))
    document["growth"] = [{"name": "steps", "unit": "steps", "exponent": 1.0, "points": [[10, 0.1], [100, 1.0]]}]
    assert json.loads(json.dumps(document)) == document
    console = Console(width=200, record=True, file=StringIO())
    print_benchmark(document, console)
    text = console.export_text()
    for wanted in ("3.00", "BROKEN", "left out: absent", "ahead of ours: fast", "wrong: wrong, square", "import sympy"):
        assert wanted in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("arb,maple", "15", 5, 9), "maple"),
        (Asked("arb", "15,x", 5, 9), "'x'"),
        (Asked("arb", "0", 5, 9), "'0'"),
        (Asked("arb", "15", 4, 9), "found 4"),
        (Asked("arb", "15", 5, 0), "limit"),
        (Asked("arb", "15", 5, 9, drawing="a.svg"), "--growth"),
        (Asked("arb", "15", 5, 9, growth=True, drawing="a.txt"), "a.txt"),
    ],
)
def test_bad_usage_is_one_line(asked: Asked, said: str) -> None:
    with pytest.raises(DehsymError) as caught:
        answer(asked)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_peers_and_digits_are_chosen_by_name() -> None:
    assert list(chosen_peers("mpmath, pari"))[-2:] == ["pari by hand", "mpmath by hand"]
    assert len(chosen_peers("")) == 9
    assert chosen_digits("50,15,50") == [15, 50]
