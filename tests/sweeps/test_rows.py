"""Rows: what a worker makes of a task, alone or many at once, on whatever executor."""

from __future__ import annotations

import csv
import io
import os
import pickle
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from decimal import Decimal, localcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dehsym.errors import EvaluationError
from dehsym.sweeps.axis import Axis
from dehsym.sweeps.job import Job, compute, packed
from dehsym.sweeps.running import rows_of
from tests.sweeps.jobs import job

ROOT = Path(__file__).parents[2]
GRID = ("x=2:3:5", "y=1:4:4")


def _table(rows: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(rows.decode())))


def test_a_job_travels_as_text() -> None:
    made = job(*GRID)
    assert Job.from_text(made.text) == made
    assert Job.from_text(made.text).text == made.text
    assert len(pickle.dumps((compute, packed(made, 0, 10)))) < 2000


def test_rows_are_right_and_in_order() -> None:
    made = job(*GRID, digits=40)
    rows = _table(compute(packed(made, 0, made.count)))
    assert [row[:2] for row in rows] == [
        [x, y] for x in ("2", "2.25", "2.5", "2.75", "3") for y in ("1", "2", "3", "4")
    ]
    with localcontext(prec=60):
        for x, y, value, error in rows:
            exact = (Decimal(x) * Decimal(y) + 2).sqrt() / (Decimal(x) - 1)
            assert abs(Decimal(value) / exact - 1) < Decimal(10) ** -39
            assert not error


def test_parts_are_what_the_whole_is() -> None:
    made = job(*GRID)
    whole = compute(packed(made, 0, 20))
    assert b"".join(compute(packed(made, at, min(at + 3, 20))) for at in range(0, 20, 3)) == whole


def test_a_long_list_is_not_sent_whole() -> None:
    made = job(Axis.of("x", range(2, 5000)))
    assert len(packed(made, 100, 110)) < 2000
    assert _table(compute(packed(made, 100, 102)))[1][0] == "103"


def test_a_row_without_a_value_says_why() -> None:
    rows = _table(compute(packed(job("x=0:2:3", "y=-1,1"), 0, 6)))
    assert [bool(row[2]) for row in rows] == [False, True, False, False, False, True]
    assert rows[0][3] == "0 < y is wanted, found y = -1"
    assert "finite" in rows[3][3]
    assert all(bool(row[2]) != bool(row[3]) for row in rows)


@pytest.mark.parametrize(
    ("axes", "words"),
    [
        (("q=1:2:3",), "a parameter of root is wanted, q is not; there are: x, y"),
        (("x=1:2:3", "x=1:2:3"), "one axis for x is wanted"),
    ],
)
def test_a_job_that_makes_no_sense_is_refused(axes: tuple[str, ...], words: str) -> None:
    with pytest.raises(EvaluationError, match=words):
        job(*axes)


@pytest.mark.parametrize("digits", [0, -1, 10**8])
def test_digits_out_of_range_are_refused(digits: int) -> None:
    with pytest.raises(EvaluationError, match="digits are wanted"):
        job(*GRID, digits=digits)


EXECUTORS = {
    "concurrent.futures": "from concurrent.futures import ProcessPoolExecutor; executor = ProcessPoolExecutor(2)",
    "loky": "from loky import get_reusable_executor; executor = get_reusable_executor(max_workers=2)",
    "mpi4py.futures": "from mpi4py.futures import MPIPoolExecutor; executor = MPIPoolExecutor(1)",
    "distributed": (
        "from distributed import Client\n"
        "executor = Client(n_workers=1, threads_per_worker=1, dashboard_address=':0').get_executor()"
    ),
}
TRIED = """
from dehsym.sweeps.job import compute, packed
from dehsym.sweeps.running import rows_of
from tests.sweeps.jobs import job

if __name__ == "__main__":
    {start}
    made = job("x=2:3:30", "y=1:4:30")
    with executor:
        assert b"".join(rows_of(made, executor=executor)) == compute(packed(made, 0, made.count))
    print("the same rows")
"""


@pytest.mark.parametrize("kind", EXECUTORS)
def test_any_executor_gives_the_same_rows(kind: str, tmp_path: Path) -> None:
    """In a process of its own, for some of them leave workers and threads behind."""
    if find_spec(kind.split(".")[0]) is None:
        pytest.skip(f"{kind} is not installed")
    file = tmp_path / "tried.py"
    file.write_text(TRIED.replace("{start}", EXECUTORS[kind].replace("\n", "\n    ")))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(file)], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "the same rows\n", done.stderr


def test_threads_give_the_same_rows() -> None:
    made = job("x=2:3:30", "y=1:4:30")
    with ThreadPoolExecutor(2) as executor:
        assert b"".join(rows_of(made, executor=executor)) == compute(packed(made, 0, made.count))


class _Reversed(Executor):
    """Runs what it was given last first."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Any, tuple[Any, ...]]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = _Late(self)
        self.waiting.append((future, fn, args))
        return future


class _Late(Future[Any]):
    def __init__(self, executor: _Reversed) -> None:
        super().__init__()
        self._executor = executor

    def result(self, timeout: float | None = None) -> Any:
        while self._executor.waiting:
            future, function, arguments = self._executor.waiting.pop()
            future.set_result(function(*arguments))
        return super().result(timeout)


def test_rows_come_in_order_whatever_is_ready_first() -> None:
    made = job("x=2:3:30", "y=1:4:300")
    assert b"".join(rows_of(made, executor=_Reversed(), workers=4)) == compute(packed(made, 0, made.count))
