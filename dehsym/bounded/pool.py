"""The parent's side: items go to children that are not at work, results come back in the order of the items."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any, final

from dehsym.bounded.limits import READY, Exceeded, Limits, Work
from dehsym.bounded.worker import Worker

_STARTING = 120.0
"""Seconds in which a fresh interpreter must have imported what it needs."""

_RETIRED_AFTER = 200
"""A worker is replaced after so many items, so that what it has gathered in caches takes nothing from later ones."""


def bounded(work: Work, item: Any, *, wall_seconds: float, memory_bytes: int) -> Any | Exceeded:
    """`work(item)` computed in a process of its own, or `Exceeded` with the reason.

    The process is gone when this returns, however it ended: by its result, an exception, a crash or a limit.

    >>> from os.path import basename
    >>> bounded(basename, "a/b", wall_seconds=10, memory_bytes=2**30)
    'b'
    >>> bounded(time.sleep, 60, wall_seconds=0.1, memory_bytes=2**30).reason
    '0.1 s of wall time exceeded'
    """
    (result,) = in_order(work, [item], workers=1, wall_seconds=wall_seconds, memory_bytes=memory_bytes)
    return result


def in_order(
    work: Work, items: Iterable[Any], *, workers: int, wall_seconds: float, memory_bytes: int
) -> Generator[Any | Exceeded]:
    """`work(item)` for every item, in their order, as the results come, by `workers` processes.

    Items are taken from the iterable only as far ahead as keeps the workers busy: by one worker, the next item after
    the result of the one before has been given. A worker that exceeds a limit is killed and replaced. Closing the
    iterator kills all.

    >>> list(in_order(len, ["a", "bc", ""], workers=2, wall_seconds=10, memory_bytes=2**30))
    [1, 2, 0]
    """
    pool = _Pool(work, iter(items), workers, Limits(wall_seconds, memory_bytes))
    try:
        yield from pool.results()
    finally:
        pool.close()


@final
@dataclass
class _Job:
    """A worker at work: on which item, and until when."""

    worker: Worker
    place: int
    began: float
    deadline: float


@final
@dataclass
class _Pool:
    """Workers, what they are at, and the results that wait for earlier ones."""

    work: Work
    items: Iterator[Any]
    workers: int
    limits: Limits
    jobs: list[_Job] = field(default_factory=list[_Job])
    idle: list[Worker] = field(default_factory=list[Worker])
    found: dict[int, Any] = field(default_factory=dict[int, Any])
    taken: int = 0
    given: int = 0
    exhausted: bool = False

    def results(self) -> Iterator[Any | Exceeded]:
        """The results in the order of the items."""
        while True:
            while self.given in self.found:
                self.given += 1
                yield self.found.pop(self.given - 1)
            self._fill()
            if self.jobs:
                self._wait()
            elif self.given not in self.found:
                return

    def close(self) -> None:
        """Kill and reap every worker."""
        for worker in (*(job.worker for job in self.jobs), *self.idle):
            worker.stop()

    def _fill(self) -> None:
        ahead = 64 * self.workers
        while not self.exhausted and len(self.jobs) < self.workers and self.taken - self.given < ahead:
            try:
                message = json.dumps(next(self.items)).encode()
            except StopIteration:
                self.exhausted = True
                return
            self._begin(message)

    def _begin(self, message: bytes) -> None:
        now = time.monotonic()
        worker = self.idle.pop() if self.idle else None
        if worker is None:
            others = [each.connection for each in (*(job.worker for job in self.jobs), *self.idle)]
            started = Worker.start(self.work, self.limits, others)
            if isinstance(started, Exceeded):
                self.found[self.taken] = started
                self.taken += 1
                return
            worker = started
        self.jobs.append(_Job(worker, self.taken, now, now + (self.limits.wall_seconds if worker.ready else _STARTING)))
        self.taken += 1
        worker.ask(message)

    def _wait(self) -> None:
        first = min(job.deadline for job in self.jobs)
        readable = wait([job.worker.connection for job in self.jobs], max(0.0, first - time.monotonic()))
        for job in list(self.jobs):
            if job.worker.connection in readable:
                self._receive(job)
        now = time.monotonic()
        for job in [job for job in self.jobs if job.deadline <= now and not job.worker.connection.poll()]:
            job.worker.stop()
            starting = "" if job.worker.ready else " before the work began"
            self._end(job, Exceeded(self.limits.time_text + starting, now - job.began), reusable=False)

    def _receive(self, job: _Job) -> None:
        now = time.monotonic()
        try:
            message = job.worker.connection.recv_bytes()
        except (EOFError, OSError):
            reason = job.worker.stop()
            self._end(job, Exceeded(reason, now - job.began), reusable=False)
            return
        if message == READY:
            job.worker.ready, job.began, job.deadline = True, now, now + self.limits.wall_seconds
            return
        answer = json.loads(message)
        if "stopped" in answer:
            self._end(job, Exceeded(str(answer["stopped"]), now - job.began), reusable=False)
        else:
            self._end(job, answer["result"], reusable=True)

    def _end(self, job: _Job, result: Any, *, reusable: bool) -> None:
        self.jobs.remove(job)
        self.found[job.place] = result
        if reusable and job.worker.asked < _RETIRED_AFTER:
            self.idle.append(job.worker)
        else:
            job.worker.stop()
