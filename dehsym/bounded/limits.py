"""What work may take, what it is told when it took more, and what both sides know of one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, final

Work = Callable[[Any], Any]
"""A function from JSON to JSON; in a process with threads, or without fork, one that a module has by its name."""

READY = b"ready"
"""The first message of a child: it has imported what it needs, and its time begins."""


@final
@dataclass(frozen=True, slots=True)
class Exceeded:
    """That work was stopped, or ended itself without a result; `reason` says by what."""

    reason: str
    seconds: float = 0.0


@final
@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of wall time for an item, and bytes that a worker may map beyond those that it begins with."""

    wall_seconds: float
    memory_bytes: int

    @property
    def time_text(self) -> str:
        """The reason of a result that did not come in time."""
        return f"{self.wall_seconds:g} s of wall time exceeded"

    @property
    def memory_text(self) -> str:
        """The reason of a result for which there was no room."""
        return f"{self.memory_bytes / 2**20:,.0f} MiB of memory exceeded"
