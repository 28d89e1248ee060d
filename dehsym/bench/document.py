"""What `dehsym bench` answers: the peers that people chose, run, and everything found as one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final

from dehsym.bench.benchmark import Benchmark, run_benchmark
from dehsym.bench.cases import cases
from dehsym.bench.commands import CommandTimes, commands, time_commands
from dehsym.bench.growth import BOSE_DIGITS, DIGITS, POINTS, STEPS, growth
from dehsym.bench.growth_drawing import check_file, draw_growth
from dehsym.bench.measuring import FEWEST_ROUNDS
from dehsym.bench.peers import OURS, Peer, peers
from dehsym.errors import EvaluationError
from dehsym.progress import progress_bar

FAMILIES = ("sympy", "mpmath", "gmpy2", "arb", "pari")
MOST_DIGITS = 100_000
MOST_ROUNDS = 1_000
MOST_SECONDS = 3_600


def chosen_peers(text: str) -> dict[str, Peer]:
    """Ourselves, and the peers of the families that are named, separated by commas; all of them for "".

    Raises `EvaluationError` for a family that there is not.

    >>> list(chosen_peers("arb"))
    ['dehsym', 'dehsym, mpmath', 'dehsym, gmpy2', 'arb by hand']
    """
    wanted = [part.strip() for part in text.split(",") if part.strip()] or list(FAMILIES)
    for each in wanted:
        if each not in FAMILIES:
            raise EvaluationError(f"peers among {', '.join(FAMILIES)} are wanted, found {each!r}")
    return {name: peer for name, peer in peers().items() if peer.family in ("dehsym", *wanted)}


def chosen_digits(text: str) -> list[int]:
    """Numbers of digits, separated by commas; raise `EvaluationError` for anything else.

    >>> chosen_digits("50, 15")
    [15, 50]
    """
    parts = [part.strip() for part in text.split(",")]
    for part in parts:
        if not (part.isascii() and part.isdecimal() and len(part) < 8 and 1 <= int(part) <= MOST_DIGITS):
            raise EvaluationError(f"numbers of digits from 1 to {MOST_DIGITS} are wanted, found {part!r}")
    return sorted({int(part) for part in parts})


@final
@dataclass(frozen=True, slots=True)
class Asked:
    """What people typed: the paper, a quantity and a result of it, whose commands are timed, may be left out."""

    families: str
    digits: str
    rounds: int
    limit: float
    of_paper: tuple[str, ...] = ()
    growth: bool = False
    drawing: str | None = None


def answer(asked: Asked) -> dict[str, Any]:
    """The benchmark, the times of commands, and the cost as work grows, as one document; the drawing is written.

    Raises `EvaluationError` for a peer or digits that there are not, for fewer rounds than a median wants and for a
    limit that is no time, `PaperError` where nothing can be drawn, all before anything is run.
    """
    chosen, digits = chosen_peers(asked.families), chosen_digits(asked.digits)
    if not FEWEST_ROUNDS <= asked.rounds <= MOST_ROUNDS:
        raise EvaluationError(f"from {FEWEST_ROUNDS} to {MOST_ROUNDS} rounds are wanted, found {asked.rounds}")
    if not 0 < asked.limit < MOST_SECONDS:
        raise EvaluationError(f"a limit between 0 and {MOST_SECONDS} seconds is wanted, found {asked.limit:g}")
    if asked.drawing and not asked.growth:
        raise EvaluationError(f"--growth is wanted with a file to draw, found {asked.drawing} alone")
    if asked.drawing:
        check_file(asked.drawing)
    times = time_commands(commands(*asked.of_paper), asked.rounds) if asked.of_paper else None
    every = cases()
    with progress_bar(len(every) * len(digits), shown=True, label="measuring") as advance:
        found = run_benchmark(every, chosen, digits, rounds=asked.rounds, limit=asked.limit, advance=advance)
    document = as_document(found, times)
    return _with_growth(document, asked.drawing) if asked.growth else document


def _with_growth(document: dict[str, Any], drawing: str | None) -> dict[str, Any]:
    """The document with the curves of cost, which are drawn into a file if one is given."""
    with progress_bar(len(DIGITS) + len(BOSE_DIGITS) + len(STEPS) + len(POINTS), shown=True) as advance:
        curves = growth(advance=advance)
    files = [str(draw_growth(curves, drawing))] if drawing else []
    return {**document, "growth": [curve.as_json() for curve in curves], "files": files}


def as_document(found: Benchmark, times: CommandTimes | None) -> dict[str, Any]:
    """The document of what was found."""
    floors = [*found.held, *(times.floors() if times else [])]
    return {
        **found.as_json(),
        "ours": OURS,
        "commands": times.as_json() if times else {},
        "floors": [each.as_json() for each in floors],
        "growth": [],
    }


def status(document: Mapping[str, Any]) -> int:
    """1 where a floor is broken, 0 otherwise: the exit status.

    >>> status({"floors": [{"holds": None}, {"holds": True}]}), status({"floors": [{"holds": False}]})
    (0, 1)
    """
    return 1 if any(row["holds"] is False for row in document["floors"]) else 0
