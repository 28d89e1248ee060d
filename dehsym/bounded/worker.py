"""The parent's hold on one child: it is started, asked, and in the end killed and reaped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import IO, Any, final

from dehsym.bounded.child import serve_forked, serve_named
from dehsym.bounded.limits import Exceeded, Limits, Work

_FRESH = """
import sys
sys.path[:] = sys.argv[2:]
from dehsym.bounded.child import serve_fresh
serve_fresh(int(sys.argv[1]))
"""


@final
@dataclass
class Worker:
    """A child process with its connection and the file that takes what it prints to standard error."""

    process: subprocess.Popen[bytes] | SpawnProcess | int
    connection: Connection[Any, Any]
    errors: IO[bytes]
    limits: Limits
    ready: bool = False
    asked: int = 0
    stopped: bool = False

    @classmethod
    def start(cls, work: Work, limits: Limits, others: Sequence[Connection[Any, Any]]) -> Worker | Exceeded:
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
                    serve_forked(work, limits, theirs, errors, (ours, *others))
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
        process = get_context("spawn").Process(target=serve_named, args=(*task, theirs), daemon=True)
        process.start()
        return process
    child = theirs.fileno()
    command = [sys.executable, "-c", _FRESH, str(child), json.dumps(task), *sys.path]
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, pass_fds=[child]
    )
