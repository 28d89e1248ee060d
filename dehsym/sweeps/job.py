"""A sweep as plain text: what is computed, where, to how many digits; and the rows of any part of it.

A worker gets a job as bytes and gives rows as bytes, whatever process, machine or kind of executor it lives in. Numbers
travel as exact texts, and code as the text that `dehsym.compile` has printed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from math import prod
from typing import Any, final

from flint import fmpq

from dehsym.errors import EvaluationError
from dehsym.numeric.exact import exact_number
from dehsym.numeric.formula import Formula
from dehsym.numeric.generated_code import compiled
from dehsym.numeric.inputs import Input, Range
from dehsym.numeric.value import check_digits
from dehsym.sweeps.axis import Axis, exact_text

ERROR = "error"
"""The last column: why a row has no value; empty in a row that has one."""


@final
@dataclass(frozen=True, slots=True)
class Job:
    """A function of `inputs` and `constants`, compiled as `function` in `source`, over the product of the `axes`.

    Values are in units of `factor`, called `unit`; `units` are those of the axes, in which their numbers are given.
    The last axis turns fastest.
    """

    title: str
    unit: str
    factor: str
    source: str
    function: str
    constants: tuple[Input, ...]
    inputs: tuple[Input, ...]
    leaves: int | None
    axes: tuple[Axis, ...]
    units: tuple[str, ...]
    digits: int

    def __post_init__(self) -> None:
        check_digits(self.digits)
        known = {each.name for each in (*self.inputs, *self.constants)}
        names = [axis.name for axis in self.axes]
        for name in names:
            if name not in known:
                held = ", ".join(sorted(known)) or "none"
                raise EvaluationError(f"a parameter of {self.title} is wanted, {name} is not; there are: {held}")
            if names.count(name) > 1:
                raise EvaluationError(f"one axis for {name} is wanted, found {names.count(name)}")

    @property
    def count(self) -> int:
        """How many rows there are."""
        return prod(axis.count for axis in self.axes)

    @property
    def columns(self) -> list[str]:
        """The header: each parameter and the value with its unit, and the column for errors."""
        return [
            *(_headed(axis.name, unit) for axis, unit in zip(self.axes, self.units, strict=True)),
            _headed(self.title, self.unit),
            ERROR,
        ]

    @property
    def text(self) -> str:
        """The job as JSON, the same for equal jobs."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Job:
        """The inverse of `text`."""
        data: Any = json.loads(text)
        for key in ("constants", "inputs"):
            data[key] = tuple(map(_input, data[key]))
        data["axes"], data["units"] = tuple(map(_axis, data["axes"])), tuple(data["units"])
        return cls(**data)

    def part(self, first: int, last: int) -> tuple[Job, int, int]:
        """A job with the rows from `first` up to `last`, and where they are in it: a long list is not sent whole."""
        if len(self.axes) != 1 or not self.axes[0].listed:
            return self, first, last
        axis = replace(self.axes[0], listed=self.axes[0].listed[first:last], count=last - first)
        return replace(self, axes=(axis,)), 0, last - first


def _input(row: Any) -> Input:
    name, value, source, between = row  # a named tuple is a list in JSON
    return Input(name, value, source, Range(*between))


def _axis(row: Any) -> Axis:
    row["listed"] = tuple(row["listed"])
    return Axis(**row)


def packed(job: Job, first: int, last: int) -> bytes:
    """The task of computing the rows from `first` up to `last`, without it."""
    part, begin, end = job.part(first, last)
    return f"{begin} {end} {part.text}".encode()


def compute(task: bytes) -> bytes:
    """The rows of a packed task as CSV: what a worker does.

    A row that cannot be computed says why in its last column, and has no value.
    """
    first, last, text = task.decode().split(" ", 2)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(_rows(text, int(first), int(last)))
    return stream.getvalue().encode()


def _rows(text: str, first: int, last: int) -> Iterator[list[str]]:
    prepared = _prepared(text)
    job, formula = prepared.job, prepared.formula
    ranges = {each.name: each for each in formula.depends_on}
    for row in range(first, last):
        settings = prepared.settings(row)
        said = [exact_text(value) for value in settings.values()]
        try:
            for name, value in settings.items():
                ranges[name].check(value)
            yield [*said, formula.decimal(settings, job.digits, prepared.factor).real, ""]
        except EvaluationError as error:
            yield [*said, "", " ".join(str(error).split())]


@final
@dataclass(frozen=True, slots=True)
class _Prepared:
    """A job with its code compiled and the ends of its axes read."""

    job: Job
    formula: Formula
    factor: fmpq
    points: tuple[Callable[[int], fmpq], ...]

    def settings(self, row: int) -> dict[str, fmpq]:
        """The values of the axes in a row, by name."""
        found: list[tuple[str, fmpq]] = []
        for axis, point in zip(reversed(self.job.axes), reversed(self.points), strict=True):
            row, place = divmod(row, axis.count)
            found.append((axis.name, point(place)))
        return dict(found[::-1])


@lru_cache(4)
def _prepared(text: str) -> _Prepared:
    job = Job.from_text(text)
    formula = Formula(compiled(job.source, job.function), job.constants, job.inputs, job.leaves)
    return _Prepared(job, formula, exact_number(job.factor), tuple(axis.points() for axis in job.axes))


def _headed(name: str, unit: str) -> str:
    return name if unit == "1" else f"{name} [{unit}]"
