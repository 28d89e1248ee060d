"""A progress bar on standard error, for people: silent where standard error is not a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol

_REDRAWN_EVERY = 0.1


class Placed(Protocol):
    """What the bar shows of the step under way: its place in the paper."""

    @property
    def place(self) -> tuple[str, int]:
        """The derivation and the number in it."""
        ...


class Advance(Protocol):
    """Moves a bar on."""

    def __call__(self, done: Placed | str, by: int = 1) -> None:
        """By so many of the things that it counts; what was done last is shown."""
        ...


@contextmanager
def progress_bar(total: int | None, *, shown: bool, label: str = "verifying") -> Generator[Advance]:
    """Give a function that advances the bar; what it is told is shown: a step, or a word.

    `total` is `None` where nobody knows how much is to come. The bar is redrawn by those calls alone, at most ten times
    a second, and starts no thread, so that processes may be forked under it.

    >>> with progress_bar(2, shown=False) as advance:
    ...     advance("proved")
    """
    if not shown:
        yield _silent
        return
    from rich.console import Console  # start-up: only runs for people need it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, auto_refresh=False, disable=not sys.stderr.isatty())
    drawn = 0.0
    with bar:
        task = bar.add_task(label, total=total)

        def advance(done: Placed | str, by: int = 1) -> None:
            nonlocal drawn
            bar.update(task, advance=by, description=f"{done if isinstance(done, str) else done.place[0]:20s}")
            if time.monotonic() - drawn >= _REDRAWN_EVERY:
                bar.refresh()
                drawn = time.monotonic()

        yield advance


def _silent(done: Placed | str, by: int = 1) -> None:
    """Nobody looks."""
