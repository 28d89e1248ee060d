"""Files of rows: finished at once, taken up again after a kill without losing or repeating one, never overwritten."""

from __future__ import annotations

import contextlib
import csv
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from dehsym.errors import EvaluationError, PaperError
from dehsym.sweeps.job import compute, packed
from dehsym.sweeps.running import run
from dehsym.sweeps.table_file import growing
from tests.sweeps.jobs import SLOW, job

MADE = job("x=2:3:5", "y=1:4:40")
HEADER = b"x [m],y,root [K],error\n"
WHOLE = HEADER + compute(packed(MADE, 0, MADE.count))


def test_a_table_is_written_whole(tmp_path: Path) -> None:
    file = run(MADE, tmp_path / "a.csv", workers=1)
    assert file.read_bytes() == WHOLE
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("cut", [0, 1, 30, 1000, 1001, 1002, 5000])
def test_a_part_that_was_cut_anywhere_is_completed(cut: int, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    _interrupted(file, cut)
    assert not file.exists()
    assert run(MADE, file, workers=1).read_bytes() == WHOLE


def test_a_killed_process_loses_no_row_and_repeats_none(tmp_path: Path) -> None:
    """Killed outright four times while rows come in, alone and with its workers, then finished."""
    file, made = tmp_path / "a.csv", job("x=2:3:25", "y=1:4:60", source=SLOW)
    code = (
        "import sys; from pathlib import Path; from dehsym.sweeps.running import run\n"
        "from tests.sweeps.jobs import job, SLOW\n"
        "run(job('x=2:3:25', 'y=1:4:60', source=SLOW), Path(sys.argv[1]), workers=2)"
    )
    root, before = Path(__file__).parents[2], 0
    for kill in (os.kill, os.killpg, os.kill, os.killpg):
        before = _lines(tmp_path / "a.csv.part")
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(file)], cwd=root, start_new_session=True, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while _lines(tmp_path / "a.csv.part") <= before + 20 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        kill(process.pid, signal.SIGKILL)
        process.wait()
        if file.exists():  # on a machine so slow that nobody came to kill it in time
            break
    else:
        assert before > 0
    assert run(made, file, workers=2, overwrite=True).read_bytes() == HEADER + compute(packed(made, 0, made.count))


def _interrupted(file: Path, length: int) -> None:
    """Leaves so many bytes of the rows."""
    with contextlib.suppress(KeyboardInterrupt), growing(MADE, file) as table:
        table.append(WHOLE[len(HEADER) :][:length], 0)
        raise KeyboardInterrupt


def _lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def test_the_part_of_another_job_is_not_taken_for_this_one(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    _interrupted(file, 1000)
    with pytest.raises(EvaluationError, match="holds rows of another sweep"):
        run(job("x=2:3:5", "y=1:4:41"), file, workers=1)
    assert run(MADE, file, workers=1).read_bytes() == WHOLE


def test_a_finished_file_is_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("mine")
    with pytest.raises(EvaluationError, match="exists already; --overwrite"):
        run(MADE, file)
    assert file.read_text() == "mine"
    assert run(MADE, file, workers=1, overwrite=True).read_bytes() == WHOLE


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks")
def test_two_processes_do_not_write_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    with (
        contextlib.suppress(KeyboardInterrupt),
        growing(MADE, file),
    ):
        with pytest.raises(EvaluationError, match="is being written by another process"):
            run(MADE, file)
        raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["a.txt", "a", "a.csv.gz"])
def test_other_kinds_of_files_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"ends in \.csv or \.parquet"):
        run(MADE, tmp_path / name)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="a file that can be written is wanted"):
        run(MADE, tmp_path / "none" / "a.csv")


@pytest.mark.parametrize("workers", [0, -1, 10**6])
def test_workers_out_of_range_are_refused(workers: int, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="workers are wanted"):
        run(MADE, tmp_path / "a.csv", workers=workers)


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed")
def test_parquet_has_the_same_texts_and_the_units(tmp_path: Path) -> None:
    table = import_module("pyarrow.parquet").read_table(run(MADE, tmp_path / "a.parquet", workers=1))
    rows = list(csv.reader(WHOLE.decode().splitlines()))
    assert table.column_names == rows[0]
    assert [list(row.values()) for row in table.to_pylist()] == rows[1:]
    assert [field.metadata[b"unit"] for field in table.schema] == [b"m", b"1", b"K", b"1"]
    assert table.schema.metadata[b"digits"] == b"20"
