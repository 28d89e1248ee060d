"""Work shared between processes, results in the order of the items; where processes cannot be had, it is done here.

Forked children have the parent's objects already, so nothing is pickled on the way in: applied undefined functions,
which SymPy makes of classes without a module, cannot be. Results come back as JSON. A process with several threads is
not forked (`dehsym.bounded` says why): there the work is done by the process itself.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import Any, TypeVar

from dehsym.bounded import Exceeded, in_order

T = TypeVar("T")

_PATIENCE = 1e6
_ROOM = 1 << 62
"""Seconds and bytes that stand for no limit: what is shared here is the paper's own."""


def in_processes(work: Callable[[T], Any], items: Sequence[T], jobs: int) -> Generator[Any]:
    """`work(item)` for every item, as the results come, by `jobs` processes; `work` must return what JSON can hold.

    What a process dies of, or fails with, is done again here, where an exception is the caller's.

    >>> list(in_processes(lambda n: n * n, [1, 2, 3], jobs=2))
    [1, 4, 9]
    """
    if jobs == 1:
        for item in items:
            yield work(item)
        return

    def by_place(place: int) -> Any:
        return work(items[place])

    places = range(len(items))
    with closing(in_order(by_place, places, workers=jobs, wall_seconds=_PATIENCE, memory_bytes=_ROOM)) as answers:
        for item, answer in zip(items, answers, strict=True):
            yield work(item) if isinstance(answer, Exceeded) else answer
