"""Work under limits: every way in which a child can end, and streams in the order of their items."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest
from flint import arb, ctx

from dehsym.bounded import Exceeded, bounded, in_order
from dehsym.notation.numerals import integer_text

GIB = 1 << 30


def _sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def _long_in_c(bits: int) -> str:
    ctx.prec = bits
    return str(arb.pi())[:4]


def _fill(length: int) -> int:
    return len([0] * length)


def _signal_self(number: int) -> None:
    os.kill(os.getpid(), number)


def _recurse(depth: int) -> int:
    return _recurse(depth + 1)


def _print(text: str) -> str:
    print(text)
    os.write(2, text.encode())
    return text


def _children() -> list[str]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return path.read_text().split() if path.exists() else []


def as_an_object(item: str) -> dict[str, list[str | None]]:
    return {"a": [None, item]}


def test_a_result_comes_back_as_json() -> None:
    assert bounded(sorted, [3, 1, 2], wall_seconds=10, memory_bytes=GIB) == [1, 2, 3]
    assert bounded(as_an_object, "ü", wall_seconds=10, memory_bytes=GIB) == {"a": [None, "ü"]}


def test_wall_time_stops_c_code_that_no_timer_would() -> None:
    began = time.perf_counter()
    result = bounded(_long_in_c, 2 * 10**9, wall_seconds=0.3, memory_bytes=2 * GIB)
    assert isinstance(result, Exceeded)
    assert result.reason == "0.3 s of wall time exceeded"
    assert time.perf_counter() - began < 3
    assert not _children()


def test_memory_is_bounded_and_the_parent_is_unharmed() -> None:
    result = bounded(_fill, 10**9, wall_seconds=10, memory_bytes=GIB // 4)
    assert isinstance(result, Exceeded)
    assert result.reason == "256 MiB of memory exceeded"
    assert bounded(_fill, 10, wall_seconds=10, memory_bytes=GIB // 4) == 10


@pytest.mark.parametrize(
    ("work", "item", "reason"),
    [
        (_signal_self, int(signal.SIGSEGV), "the process ended by itself (SIGSEGV)"),
        (_signal_self, int(signal.SIGABRT), "the process ended by itself (SIGABRT)"),
        (_signal_self, int(signal.SIGKILL), "the process ended by itself (SIGKILL)"),
        (_signal_self, int(signal.SIGINT), "the process ended by itself (SIGINT)"),
        (os._exit, 3, "the process ended by itself (exit status 3)"),
        (_recurse, 0, "the work failed with RecursionError: maximum recursion depth exceeded"),
        (int, "x", "the work failed with ValueError: invalid literal for int() with base 10: 'x'"),
        (complex, 1, "the work failed with TypeError: Object of type complex is not JSON serializable"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_every_other_end_has_its_reason(work: Any, item: Any, reason: str) -> None:
    result = bounded(work, item, wall_seconds=10, memory_bytes=GIB)
    assert isinstance(result, Exceeded)
    assert result.reason.startswith(reason)
    assert not _children()


def test_what_a_child_prints_is_not_mixed_with_ours(capfd: pytest.CaptureFixture[str]) -> None:
    assert bounded(_print, "noise", wall_seconds=10, memory_bytes=GIB) == "noise"
    assert capfd.readouterr() == ("", "")


def test_one_call_is_cheap() -> None:
    bounded(len, "", wall_seconds=10, memory_bytes=GIB)
    began = time.perf_counter()
    for _ in range(20):
        bounded(len, "", wall_seconds=10, memory_bytes=GIB)
    assert (time.perf_counter() - began) / 20 < 0.1  # 8 ms on an idle machine; tests share theirs


def test_results_are_in_order_and_only_what_is_too_slow_is_lost() -> None:
    found = list(in_order(_sleep, [0.2, 0.0, 30, 0.1, 30, 0.0], workers=3, wall_seconds=1, memory_bytes=GIB))
    assert [result if isinstance(result, float) else None for result in found] == [0.2, 0.0, None, 0.1, None, 0.0]
    assert not _children()


def test_workers_are_kept_and_replaced_after_a_crash() -> None:
    pids = list(in_order(lambda _: os.getpid(), range(20), workers=1, wall_seconds=10, memory_bytes=GIB))
    assert len(set(pids)) == 1
    ended = list(in_order(_signal_self, [0, int(signal.SIGKILL), 0], workers=1, wall_seconds=10, memory_bytes=GIB))
    assert [isinstance(result, Exceeded) for result in ended] == [False, True, False]


def test_results_stream_from_an_endless_iterable_and_closing_ends_all() -> None:
    results = in_order(_sleep, (0.001 for _ in count()), workers=2, wall_seconds=10, memory_bytes=GIB)
    assert [next(results) for _ in range(5)] == [0.001] * 5
    results.close()
    assert not _children()


def test_one_worker_takes_no_item_before_the_last_result_was_given() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(3):
            taken.append(item)
            yield item

    for place, _ in enumerate(in_order(abs, items(), workers=1, wall_seconds=10, memory_bytes=GIB)):
        assert taken == list(range(place + 1))


def test_an_error_in_the_items_is_the_callers_and_leaves_no_child() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        list(in_order(abs, items(), workers=2, wall_seconds=10, memory_bytes=GIB))
    assert not _children()


def test_beside_threads_the_child_is_a_fresh_interpreter() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert bounded(integer_text, 12, wall_seconds=10, memory_bytes=GIB) == "12"
        refused = bounded(lambda item: item, 12, wall_seconds=10, memory_bytes=GIB)
        assert isinstance(refused, Exceeded)
        assert refused.reason.startswith("in a process with threads")
    finally:
        stop.set()
        thread.join()
    assert not _children()


ORPHAN = """
import time
from dehsym.bounded import in_order
def work(seconds):
    time.sleep(seconds)
    return seconds
results = in_order(work, [0, 0, 60, 60], workers=2, wall_seconds=1, memory_bytes=2**30)
next(results)
print("started", flush=True)
next(results)
time.sleep(60)
"""


def test_children_of_a_parent_that_was_killed_end_by_themselves() -> None:
    """All of them hold the writing end of a pipe: its end is read when the last has ended."""
    reading, writing = os.pipe()
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True, pass_fds=[writing])
    os.close(writing)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert not wait([reading], 0), "a child is at work"
    assert wait([reading], 20), "it ends without its parent"
    assert os.read(reading, 1) == b""
    os.close(reading)
