"""Work under limits of wall time and memory, in processes that can be killed.

A timer cannot stop FLINT or SymPy's C code: Python runs a signal's handler only between its own instructions. A child
process can always be killed, and its address space can be limited by the kernel. Children are forked, which takes a few
milliseconds; a process with several threads may hold locks that a forked child would wait for in vain, so there a child
is a fresh interpreter, as it is where there is no fork. Items and results pass as JSON.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import IO, Any, NoReturn, final

Work = Callable[[Any], Any]
"""A function from JSON to JSON; in a process with threads, or without fork, one that a module has by its name."""

_STARTING = 120.0
"""Seconds in which a fresh interpreter must have imported what it needs."""

_GRACE = 1.0
"""After so many seconds beyond its time a child whose parent has died is ended by the kernel."""

_RETIRED_AFTER = 200
"""A worker is replaced after so many items, so that what it has gathered in caches takes nothing from later ones."""

_READY = b"ready"
_FRESH = "import sys; sys.path[:] = sys.argv[2:]; from dehsym.bounded import serve_fresh; serve_fresh(int(sys.argv[1]))"


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


def bounded(work: Work, item: Any, *, wall_seconds: float, memory_bytes: int) -> Any | Exceeded:
    """`work(item)` computed in a process of its own, or `Exceeded` with the reason.

    The process is gone when this returns, however it ended: by its result, an exception, a crash or a limit.

    >>> bounded(str.upper, "a", wall_seconds=10, memory_bytes=2**30)
    'A'
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


# --- The parent's side ------------------------------------------------------------------------------------------------


@final
@dataclass
class _Job:
    """A worker at work: on which item, and until when."""

    worker: _Worker
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
    idle: list[_Worker] = field(default_factory=list["_Worker"])
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
            started = _Worker.start(self.work, self.limits, others)
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
        if message == _READY:
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


@final
@dataclass
class _Worker:
    """A child process with its connection and the file that takes what it prints to standard error."""

    process: subprocess.Popen[bytes] | SpawnProcess | int
    connection: Connection[Any, Any]
    errors: IO[bytes]
    limits: Limits
    ready: bool = False
    asked: int = 0
    stopped: bool = False

    @classmethod
    def start(cls, work: Work, limits: Limits, others: Sequence[Connection[Any, Any]]) -> _Worker | Exceeded:
        """A new child, forked where that is safe; `others` are connections to its siblings, which it must not hold."""
        fresh = not (hasattr(os, "fork") and _threads() == 1)
        if fresh and not _is_importable(work):
            return Exceeded("in a process with threads, or without fork, the function of a module is wanted as work")
        ours, theirs = Pipe()
        errors = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `stop`)
        try:
            if fresh:
                process = _fresh_process(work, limits, theirs, errors)
            else:
                process = os.fork()
                if process == 0:
                    _serve_forked(work, limits, theirs, errors, (ours, *others))
        except OSError as error:
            ours.close()
            errors.close()
            return Exceeded(f"no process could be started: {error.strerror or error}")
        finally:
            theirs.close()
        return cls(process, ours, errors, limits)

    def ask(self, message: bytes) -> None:
        """Send an item; a worker that has died meanwhile shows when its answer is read."""
        self.asked += 1
        with suppress(OSError):
            self.connection.send_bytes(message)

    def stop(self) -> str:
        """Kill and reap; the reason for which it had died by itself, if it had."""
        if self.stopped:
            return ""
        self.stopped = True
        status = self._status()
        self.connection.close()
        self.errors.seek(0, os.SEEK_END)
        self.errors.seek(max(0, self.errors.tell() - 4096))
        said = self.errors.read().decode(errors="replace")
        self.errors.close()
        if "allocate memory" in said or "MemoryError" in said:
            return self.limits.memory_text
        name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        last = said.strip().rpartition("\n")[2][:120]
        return f"the process ended by itself ({name})" + (f": {last}" if last else "")

    def _status(self) -> int:
        """The exit status, negative for a signal; what is still alive is killed."""
        alive_for = 0.5 if not self.connection.closed and _at_end(self.connection) else 0.0
        if isinstance(self.process, int):
            return _reap(self.process, alive_for)
        if isinstance(self.process, subprocess.Popen):
            with suppress(subprocess.TimeoutExpired):
                return self.process.wait(alive_for)
            self.process.kill()
            return self.process.wait()
        self.process.join(alive_for)
        self.process.kill()
        self.process.join()
        return self.process.exitcode or 0


def _at_end(connection: Connection[Any, Any]) -> bool:
    """Whether the other side has closed: its process is ending by itself, and its status is worth waiting for."""
    try:
        return connection.poll() and not connection.recv_bytes()
    except (EOFError, OSError):
        return True


def _reap(pid: int, alive_for: float) -> int:
    until = time.monotonic() + alive_for
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            os.kill(pid, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        time.sleep(0.001)


def _threads() -> int:
    """The threads of this process, those of libraries with them where the system tells."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def _is_importable(work: Work) -> bool:
    module = sys.modules.get(getattr(work, "__module__", None) or "")
    name = getattr(work, "__qualname__", "")
    return getattr(work, "__module__", "") != "__main__" and getattr(module, name, None) is work


def _fresh_process(
    work: Work, limits: Limits, theirs: Connection[Any, Any], errors: IO[bytes]
) -> subprocess.Popen[bytes] | SpawnProcess:
    task = (work.__module__, work.__qualname__, limits.wall_seconds, limits.memory_bytes)
    if os.name != "posix":
        process = get_context("spawn").Process(target=_serve_named, args=(*task, theirs), daemon=True)
        process.start()
        return process
    child = theirs.fileno()
    command = [sys.executable, "-c", _FRESH, str(child), json.dumps(task), *sys.path]
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, pass_fds=[child]
    )


# --- The child's side -------------------------------------------------------------------------------------------------


def serve_fresh(descriptor: int) -> None:
    """What a fresh interpreter does: the work that its second argument names, for whoever holds the connection."""
    module, name, wall_seconds, memory_bytes = json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _serve_named(module, name, wall_seconds, memory_bytes, Connection(descriptor))


def _serve_named(
    module: str, name: str, wall_seconds: float, memory_bytes: int, connection: Connection[Any, Any]
) -> None:
    work: Work = getattr(importlib.import_module(module), name)
    _serve(work, Limits(wall_seconds, memory_bytes), connection)


def _serve_forked(
    work: Work,
    limits: Limits,
    connection: Connection[Any, Any],
    errors: IO[bytes],
    others: Sequence[Connection[Any, Any]],
) -> NoReturn:
    try:
        for other in others:  # while a sibling holds the parent's side, the end of the parent would not be seen
            other.close()
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(errors.fileno(), 2)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115  (to the end)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        _serve(work, limits, connection)
    finally:
        os._exit(0)  # not through the parent's stack


def _serve(work: Work, limits: Limits, connection: Connection[Any, Any]) -> None:
    """Answer items until the parent closes the connection."""
    _limit_memory(limits.memory_bytes)
    connection.send_bytes(_READY)
    while True:
        try:
            message = connection.recv_bytes()
        except (EOFError, OSError):
            return
        _end_after(limits.wall_seconds + _GRACE)
        answer = _answer(work, message, limits)
        _end_after(0)
        connection.send_bytes(answer)


def _answer(work: Work, message: bytes, limits: Limits) -> bytes:
    try:
        return json.dumps({"result": work(json.loads(message))}).encode()
    except MemoryError:
        stopped = limits.memory_text
    except Exception as error:
        stopped = f"the work failed with {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return json.dumps({"stopped": stopped}).encode()


def _limit_memory(memory_bytes: int) -> None:
    """Limit the address space to what it is now and so much more, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # not on every system

    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            mapped = int(stream.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        mapped = 0
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [limit for limit in (mapped + memory_bytes, soft, hard) if limit != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))


def _end_after(seconds: float) -> None:
    """Let the kernel end this process after so many seconds; 0 takes that back. For children that lost their parent."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
