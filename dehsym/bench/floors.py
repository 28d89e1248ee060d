"""The floors: how fast ours has to be beside a peer, and how soon a command has to answer.

A floor is about the median ratio; it is broken only by a measurement. Where a peer is not installed, is wrong or takes
too long there is none, and that is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, final

from dehsym.bench.case import BOSE_FUNCTIONS, BOSE_SOLVE, FORMULA
from dehsym.bench.peers import ARB, EVALF, LAMBDIFY, PARI

PYTHON, IMPORT_SYMPY, EVAL, SHOW = "python -c pass", "import sympy", "dehsym eval", "dehsym show"


@final
@dataclass(frozen=True, slots=True)
class Floor:
    """In `group`, from `least` to `most` digits, the peer takes at least `bound` times as long as ours.

    For a floor `of_ours` it is ours that takes at most `bound` times as long as the peer.
    """

    group: str
    peer: str
    least: int
    most: float
    bound: float
    of_ours: bool = False

    def holds(self, ratio: float) -> bool:
        """Whether it holds for the median of the peer's time over ours.

        >>> Floor(FORMULA, ARB, 15, 15, 1.6, of_ours=True).holds(1 / 1.5), Floor(FORMULA, PARI, 1, 9, 2).holds(1.9)
        (True, False)
        """
        return 1 / ratio <= self.bound if self.of_ours else ratio >= self.bound

    def applies(self, group: str, peer: str, digits: int) -> bool:
        """Whether it is about this ratio."""
        return (self.group, self.peer) == (group, peer) and self.least <= digits <= self.most

    @property
    def text(self) -> str:
        """What is wanted."""
        return f"ours <= {self.bound:g} x {self.peer}" if self.of_ours else f"{self.peer} >= {self.bound:g} x ours"


FLOORS = (
    Floor(FORMULA, ARB, 15, 15, 1.6, of_ours=True),
    Floor(FORMULA, ARB, 1_000, math.inf, 1.15, of_ours=True),
    Floor(FORMULA, LAMBDIFY, 15, 15, 7),
    Floor(FORMULA, LAMBDIFY, 50, 50, 7),
    Floor(FORMULA, LAMBDIFY, 1_000, 1_000, 5),
    Floor(FORMULA, LAMBDIFY, 10_000, 10_000, 4),
    Floor(FORMULA, EVALF, 1, 100, 35),
    Floor(FORMULA, EVALF, 101, math.inf, 12),
    Floor(FORMULA, PARI, 1, math.inf, 1),
    Floor(BOSE_FUNCTIONS, ARB, 50, 50, 1.5),
    Floor(BOSE_FUNCTIONS, ARB, 1_000, 1_000, 5),
    Floor(BOSE_FUNCTIONS, ARB, 10_000, 10_000, 6),
    Floor(BOSE_SOLVE, ARB, 1, 100, 2),
    Floor(BOSE_SOLVE, ARB, 1_000, 1_000, 5),
)
"""Of computations."""


@final
@dataclass(frozen=True, slots=True)
class CommandFloor:
    """A command takes at most `bound` times the time of another."""

    command: str
    beside: str
    bound: float

    @property
    def text(self) -> str:
        """What is wanted."""
        return f"{self.command} <= {self.bound:g} x {self.beside}"


COMMAND_FLOORS = (CommandFloor(EVAL, PYTHON, 6.5), CommandFloor(SHOW, IMPORT_SYMPY, 1.5))
"""Of commands, from the start of the process to its end."""


@final
@dataclass(frozen=True, slots=True)
class Held:
    """What became of a floor: the ratio that was found, None where there is none, with the reason.

    `holds` is None where there was nothing to compare.
    """

    about: str
    wanted: str
    found: float | None
    holds: bool | None
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """The row of the document."""
        found = None if self.found is None else float(f"{self.found:.4g}")
        return {"about": self.about, "wanted": self.wanted, "found": found, "holds": self.holds, "reason": self.reason}
