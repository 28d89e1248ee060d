"""Work shared between forked processes, results in order; without forks, or if a worker dies, it is done here.

Forked children have the parent's objects already, so nothing is pickled on the way in: applied undefined functions,
which SymPy makes of classes without a module, cannot be. Results come back as JSON.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

T = TypeVar("T")


def in_processes(
    work: Callable[[T], Any], items: Sequence[T], jobs: int, on_done: Callable[[T], None] | None = None
) -> list[Any]:
    """`[work(item) for item in items]` by `jobs` processes; `work` must return what JSON can hold.

    >>> in_processes(lambda n: n * n, [1, 2, 3], jobs=2)
    [1, 4, 9]
    """
    found: dict[int, Any] = {}
    if jobs > 1 and "fork" in multiprocessing.get_all_start_methods():
        _share(work, items, min(jobs, len(items)), found, on_done)
    for place, item in enumerate(items):
        if place not in found:
            found[place] = work(item)
            if on_done:
                on_done(item)
    return [found[place] for place in range(len(items))]


def _share(
    work: Callable[[T], Any], items: Sequence[T], jobs: int, found: dict[int, Any], on_done: Callable[[T], None] | None
) -> None:
    context = multiprocessing.get_context("fork")
    readers: list[Connection[Any, Any]] = []
    workers: list[Any] = []
    for first in range(jobs):
        reader, writer = context.Pipe(duplex=False)
        worker = context.Process(
            target=_worker, args=(work, items, range(first, len(items), jobs), writer), daemon=True
        )
        worker.start()
        writer.close()
        readers.append(reader)
        workers.append(worker)
    while readers:
        ready = wait(readers)
        for reader in [each for each in readers if each in ready]:
            try:
                message: list[Any] = json.loads(reader.recv_bytes())
            except (EOFError, ValueError):
                readers.remove(reader)
                continue
            place = int(message[0])
            found[place] = message[1]
            if on_done:
                on_done(items[place])
    for worker in workers:
        worker.join()


def _worker(work: Callable[[T], Any], items: Sequence[T], places: range, writer: Connection[Any, Any]) -> None:
    for place in places:
        writer.send_bytes(json.dumps([place, work(items[place])]).encode())
    writer.close()
