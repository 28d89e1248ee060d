"""A job computed in parallel, by any executor, its rows taken in order."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Generator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import final

from dehsym.errors import EvaluationError
from dehsym.progress import progress_bar
from dehsym.sweeps.job import Job, compute, packed
from dehsym.sweeps.table_file import growing

_SECONDS_A_TASK = 0.25
"""Long against what it takes to send a task away, a few milliseconds at the most; short for someone who waits."""

_TRIED_ROWS = 8
_MOST_ROWS = 50_000
_AHEAD = 3
"""How many tasks a worker has at most, so that none waits while rows are written."""


def run(
    job: Job,
    file: Path,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: bool = False,
    overwrite: bool = False,
) -> Path:
    """Compute every row of `job` that is not there yet, and return the finished file.

    By `workers` processes, one a processor if left out, or by an `executor` of any kind whose workers can import
    dehsym: it gets `compute` and bytes, and gives bytes. With `progress`, a bar on standard error where that is a
    terminal. What is interrupted goes on where it was when it is asked for again. Raises as `growing` does.
    """
    if workers is not None and not 1 <= workers <= 1024:
        raise EvaluationError(f"from 1 to 1024 workers are wanted, found {workers}")
    at_once = workers or os.cpu_count() or 1
    with growing(job, file, overwrite=overwrite) as table:
        left = job.count - table.rows
        with progress_bar(left, shown=progress, label="computing") as advance:
            for first, last, rows in _computed(job, table.rows, executor, at_once):
                table.append(rows, last - first)
                advance(f"{table.rows} of {job.count} rows", last - first)
    return file


def rows_of(job: Job, *, executor: Executor | None = None, workers: int = 1) -> Generator[bytes]:
    """The rows of `job` as CSV without its header, some at a time, in order."""
    for _, _, rows in _computed(job, 0, executor, workers):
        yield rows


def _computed(job: Job, first: int, executor: Executor | None, workers: int) -> Generator[tuple[int, int, bytes]]:
    """The rest of the rows from `first`: a few here, to see how long they take, and the others where they belong."""
    tried = min(first + _TRIED_ROWS, job.count)
    if first < tried:
        began = time.perf_counter()
        yield first, tried, compute(packed(job, first, tried))
        seconds = (time.perf_counter() - began) / (tried - first)
        yield from _shared(job, tried, _rows_a_task(job.count - tried, seconds, workers), executor, workers)


def _rows_a_task(left: int, seconds: float, workers: int) -> int:
    fair = -(-left // (2 * workers))
    return max(1, min(int(_SECONDS_A_TASK / max(seconds, 1e-9)), fair, _MOST_ROWS))


def _shared(
    job: Job, first: int, length: int, executor: Executor | None, workers: int
) -> Generator[tuple[int, int, bytes]]:
    spans = deque((at, min(at + length, job.count)) for at in range(first, job.count, length))
    if executor is None and (workers == 1 or len(spans) <= 1):
        for begin, end in spans:
            yield begin, end, compute(packed(job, begin, end))
        return
    with _Pool.of(executor, workers) as pool:
        yield from pool.in_order(job, spans, _AHEAD * workers)


@final
class _Pool:
    """An executor whose tasks are taken in the order in which they were given."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    @classmethod
    @contextmanager
    def of(cls, executor: Executor | None, workers: int) -> Generator[_Pool]:
        """The given executor, or a pool of processes that ends with the block."""
        if executor is not None:
            yield cls(executor)
            return
        context = multiprocessing.get_context(_start_method())
        own = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)
        try:
            yield cls(own)
        finally:
            own.shutdown(wait=True, cancel_futures=True)

    def in_order(self, job: Job, spans: deque[tuple[int, int]], ahead: int) -> Generator[tuple[int, int, bytes]]:
        """The rows of each span, at most `ahead` of them under way."""
        waiting: deque[tuple[int, int, Future[bytes]]] = deque()
        try:
            while spans or waiting:
                while spans and len(waiting) < ahead:
                    begin, end = spans.popleft()
                    waiting.append((begin, end, self._executor.submit(compute, packed(job, begin, end))))
                begin, end, future = waiting.popleft()
                yield begin, end, future.result()
        finally:
            for _, _, future in waiting:
                future.cancel()


def _end_with_parent() -> None:
    """Let this worker end when the process that started it does, however that ends.

    It would wait for tasks for ever, and a forked one hold the lock of the table that it has inherited.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_ended_with, args=(parent.sentinel,), daemon=True).start()


def _ended_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _start_method() -> str:
    """Forked where that is safe, which is with a single thread; started afresh elsewhere."""
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return "fork" if forks else "spawn"
