"""A progress bar on standard error, for people: silent where standard error is not a terminal."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Protocol


class Placed(Protocol):
    """What the bar shows of the step under way: its place in the paper."""

    @property
    def place(self) -> tuple[str, int]:
        """The derivation and the number in it."""
        ...


@contextmanager
def progress_bar(total: int, *, shown: bool) -> Generator[Callable[[Placed], None]]:
    """Give a function that advances the bar by one step.

    The bar is redrawn by those calls alone and starts no thread, so that processes may be forked under it.
    """
    if not shown:
        yield lambda step: None
        return
    from rich.console import Console  # start-up: only runs for people need it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, auto_refresh=False, disable=not console.is_terminal)
    with bar:
        task = bar.add_task("verifying", total=total)

        def advance(step: Placed) -> None:
            bar.update(task, advance=1, description=f"{step.place[0]:20s}")
            bar.refresh()

        yield advance
