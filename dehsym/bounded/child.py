"""The child's side: items are answered until the parent closes the connection, and never for longer than agreed."""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import IO, Any, NoReturn

from dehsym.bounded.limits import READY, Limits, Work

_GRACE = 1.0
"""After so many seconds beyond its time a child whose parent has died is ended by the kernel."""


def serve_fresh(descriptor: int) -> None:
    """What a fresh interpreter does: the work that its second argument names, for whoever holds the connection."""
    module, name, wall_seconds, memory_bytes = json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    serve_named(module, name, wall_seconds, memory_bytes, Connection(descriptor))


def serve_named(
    module: str, name: str, wall_seconds: float, memory_bytes: int, connection: Connection[Any, Any]
) -> None:
    """What a spawned process does: the work that a module has by its name."""
    work: Work = getattr(importlib.import_module(module), name)
    _serve(work, Limits(wall_seconds, memory_bytes), connection)


def serve_forked(
    work: Work,
    limits: Limits,
    connection: Connection[Any, Any],
    errors: IO[bytes],
    others: Sequence[Connection[Any, Any]],
) -> NoReturn:
    """What a forked process does; `others` are the connections to its siblings that it inherits and must not hold."""
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
    connection.send_bytes(READY)
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
    except Exception as error:  # a worker's last stand: whatever the work fails with is its answer to the parent
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
