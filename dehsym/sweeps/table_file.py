"""A table that grows row by row in a file beside its own, and can be taken up again where a killed process left it.

Beside FILE lie `FILE.part`, the rows so far, and `FILE.job`, what they are rows of. Rows are appended in order, whole
tasks at a time; of a part that was cut off in the middle of a row the whole rows are kept. FILE itself appears at the
end, at once.
"""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, final

from dehsym.errors import EvaluationError, PaperError
from dehsym.file_replacement import replace_file
from dehsym.sweeps.job import Job

_BLOCK = 1 << 20
KINDS = (".csv", ".parquet")
_SECONDS_TO_WAIT = 2
"""The workers of a killed process hold what it had locked until they notice; that takes them milliseconds."""


@final
class TableFile:
    """The rows of `job` that are in the file so far."""

    def __init__(self, job: Job, part: BinaryIO, rows: int) -> None:
        self.job = job
        self.rows = rows
        self._part = part

    def append(self, rows: bytes, count: int) -> None:
        """Add so many rows, and see that they are in the file before anything else is."""
        self._part.write(rows)
        self._part.flush()
        self.rows += count


def check_target(file: Path, *, overwrite: bool) -> None:
    """Raise `EvaluationError` for a name that is neither CSV nor Parquet, or a file that must not be lost."""
    if file.suffix.casefold() not in KINDS:
        raise EvaluationError(f"a file that ends in .csv or .parquet is wanted, found {file}")
    if file.suffix.casefold() == ".parquet":
        _parquet()
    if file.exists() and not overwrite:
        raise EvaluationError(
            f"a new file is wanted, {file} exists already; --overwrite replaces it when all is computed"
        )


@contextmanager
def growing(job: Job, file: Path, *, overwrite: bool = False) -> Generator[TableFile]:
    """The table of `job` in `file`, taken up where it was left; on a normal end of the block the file is finished.

    Raises `EvaluationError` where a part of another job is in the way, where another process is at it, or for a file
    that must not be overwritten, and `PaperError` where it cannot be written.
    """
    check_target(file, overwrite=overwrite)
    part, kept = _beside(file, ".part"), _beside(file, ".job")
    try:
        with _held(part) as stream:
            if kept.exists() and kept.read_text(encoding="utf-8") != job.text:
                raise EvaluationError(
                    f"{part} holds rows of another sweep: finish that one with the same words as before, or remove "
                    f"{part.name} and {kept.name}"
                )
            if not kept.exists():
                stream.truncate(0)
                replace_file(kept, job.text)
            table = TableFile(job, stream, _whole_rows(stream))
            yield table
            if table.rows != job.count:
                raise EvaluationError(f"{job.count} rows are wanted in {part}, found {table.rows}")
            _finish(job, part, file)
        part.unlink()
        kept.unlink()
    except OSError as error:
        raise PaperError(f"a file that can be written is wanted, found {file}: {error.strerror}") from error


@contextmanager
def _held(part: Path) -> Generator[BinaryIO]:
    """The part, locked against other processes where the system has locks."""
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o644)
    with os.fdopen(descriptor, "r+b") as stream:
        try:
            import fcntl  # not on every system: there nothing keeps two processes apart
        except ImportError:
            pass
        else:
            deadline = time.monotonic() + _SECONDS_TO_WAIT
            while not _taken(lambda: fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)):
                if time.monotonic() > deadline:
                    raise EvaluationError(f"{part} is being written by another process")
                time.sleep(0.02)
        yield stream


def _taken(lock: Callable[[], None]) -> bool:
    try:
        lock()
    except BlockingIOError:
        return False
    return True


def _whole_rows(stream: BinaryIO) -> int:
    """How many whole rows there are; what is after them is cut off."""
    stream.seek(0)
    rows = end = position = 0
    while block := stream.read(_BLOCK):
        rows += block.count(b"\n")
        last = block.rfind(b"\n")
        end = position + last + 1 if last >= 0 else end
        position += len(block)
    stream.seek(end)
    stream.truncate()
    return rows


def _finish(job: Job, part: Path, file: Path) -> None:
    aside = _beside(file, ".new")
    try:
        with part.open("rb") as rows:
            if file.suffix.casefold() == ".parquet":
                _write_parquet(job, rows, aside)
            else:
                with aside.open("wb") as whole:
                    whole.write(_header(job))
                    while block := rows.read(_BLOCK):
                        whole.write(block)
        os.replace(aside, file)
    finally:
        aside.unlink(missing_ok=True)


def _header(job: Job) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(job.columns)
    return stream.getvalue().encode()


def _parquet() -> tuple[Any, Any, Any]:
    """PyArrow with its readers of CSV and writers of Parquet: optional, and a tenth of a second to import."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.csv"), import_module("pyarrow.parquet")
    except ImportError:
        wanted = "pyarrow is wanted for Parquet, it is not installed: python -m pip install 'dehsym[sweeps]'"
        raise EvaluationError(wanted) from None


def _write_parquet(job: Job, rows: BinaryIO, file: Path) -> None:
    """The rows as text columns; each field says its unit."""
    pa, arrow_csv, parquet = _parquet()
    named = zip(job.columns, (*job.units, job.unit, "1"), strict=True)
    fields = [pa.field(name, pa.string(), metadata={"unit": unit}) for name, unit in named]
    schema = pa.schema(fields, metadata={"digits": str(job.digits)})
    reader = arrow_csv.open_csv(
        rows,
        read_options=arrow_csv.ReadOptions(column_names=job.columns),
        convert_options=arrow_csv.ConvertOptions(
            column_types={name: pa.string() for name in job.columns}, strings_can_be_null=False
        ),
    )
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in reader:
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)
