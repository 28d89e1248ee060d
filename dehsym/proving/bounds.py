"""What deciding one claim may take."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import final

from dehsym.errors import EvaluationError

WALL_SECONDS = 10.0
MEMORY_BYTES = 4 << 30
DIGITS = 30

_MOST_DIGITS = 1_000
_LEAST_MEMORY = 64 << 20


@final
@dataclass(frozen=True, slots=True)
class Bounds:
    """What one claim may take, and how many digits a certificate is to state."""

    wall_seconds: float = WALL_SECONDS
    memory_bytes: int = MEMORY_BYTES
    digits: int = DIGITS

    def __post_init__(self) -> None:
        if not 0 < self.wall_seconds <= 10**6:
            raise EvaluationError(f"a wall time above 0 and up to 10^6 seconds is wanted, found {self.wall_seconds}")
        if not _LEAST_MEMORY <= self.memory_bytes < inf:
            raise EvaluationError(f"at least 64 MiB of memory are wanted, found {self.memory_bytes / 2**20:g} MiB")
        if not 1 <= self.digits <= _MOST_DIGITS:
            raise EvaluationError(f"from 1 to {_MOST_DIGITS} digits are wanted, found {self.digits}")
