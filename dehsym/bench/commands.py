"""How soon a command answers: processes of their own, each kind in turn, the processor time of the children.

The first of each is not counted: it writes byte code, and what `dehsym` remembers of a derivation.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from dehsym.bench.floors import COMMAND_FLOORS, EVAL, IMPORT_SYMPY, PYTHON, SHOW, Held
from dehsym.bench.measuring import Spread
from dehsym.errors import EvaluationError

RunSeconds = Callable[[Sequence[str]], float]
_LONGEST = 600.0


@final
@dataclass(frozen=True, slots=True)
class CommandTimes:
    """Seconds of the processor by command, run by run, the runs interleaved."""

    seconds: Mapping[str, tuple[float, ...]]

    def as_json(self) -> dict[str, dict[str, float]]:
        """Seconds by command."""
        return {name: Spread.of(found).as_json() for name, found in self.seconds.items()}

    def floors(self) -> list[Held]:
        """What became of the floors of commands."""
        found: list[Held] = []
        for floor in COMMAND_FLOORS:
            pairs = zip(self.seconds[floor.command], self.seconds[floor.beside], strict=True)
            ratio = Spread.of([ours / theirs for ours, theirs in pairs]).median
            found.append(Held("commands", floor.text, ratio, ratio <= floor.bound))
        return found


def commands(paper: str, quantity: str, result: str) -> dict[str, list[str]]:
    """The commands to be timed: a quantity and a result of a paper for ours, and what they are held against."""
    return {
        PYTHON: [sys.executable, "-c", "pass"],
        EVAL: [sys.executable, "-m", "dehsym", "eval", quantity, "--paper", paper],
        IMPORT_SYMPY: [sys.executable, "-c", "import sympy"],
        SHOW: [sys.executable, "-m", "dehsym", "show", result, "--paper", paper],
    }


def time_commands(every: Mapping[str, Sequence[str]], rounds: int, run: RunSeconds | None = None) -> CommandTimes:
    """Run every command in turn, `rounds` times and once before.

    Raises `EvaluationError` for a command that fails.
    """
    timed = run or child_seconds
    for command in every.values():
        timed(command)
    rows = [[timed(command) for command in every.values()] for _ in range(rounds)]
    return CommandTimes(dict(zip(every, zip(*rows, strict=True), strict=True)))


def child_seconds(command: Sequence[str]) -> float:
    """The processor time of one run, by itself and the kernel for it.

    Raises `EvaluationError` for a command that fails, and where the system does not tell the time of children.
    """
    try:
        from resource import RUSAGE_CHILDREN, getrusage  # not on every system
    except ImportError:
        raise EvaluationError("a system that tells the processor time of children is wanted") from None
    before = getrusage(RUSAGE_CHILDREN)
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    except (OSError, subprocess.SubprocessError) as error:
        raise EvaluationError(f"a command that succeeds is wanted, found: {error}") from error
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
