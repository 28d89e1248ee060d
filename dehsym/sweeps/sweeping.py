"""A sweep as people ask for it: an expression over a catalogue's symbols, with the parameters that vary."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import nan
from pathlib import Path
from typing import final

from sympy import Expr, Rational, Symbol

from dehsym.catalogue import Catalogue
from dehsym.compile import Compiled, compile_expression
from dehsym.compile.declared import declared_input
from dehsym.dimension import ONE, si_unit
from dehsym.display.tables import table
from dehsym.errors import EvaluationError
from dehsym.markup import with_powers
from dehsym.numeric.inputs import Input
from dehsym.sweeps.axis import Axis, read_axis
from dehsym.sweeps.job import Job
from dehsym.sweeps.running import rows_of, run

_SHOWN_ROWS = 12

Over = str | Sequence["str | Axis"] | Mapping[str, Iterable[object]]
"""Axes: typed as NAME=START:STOP:COUNT, one or several; or exact values by name."""


@final
@dataclass(frozen=True)
class Sweep:
    """Certified values over a grid: `rows` computes them one after the other, `save` puts them into a file."""

    job: Job

    def __len__(self) -> int:
        return self.job.count

    @property
    def columns(self) -> list[str]:
        """The names of the columns, with units."""
        return self.job.columns

    def rows(self, *, executor: Executor | None = None, workers: int = 1) -> Iterator[dict[str, str]]:
        """Every row as decimal texts by column, in order, as they come."""
        for part in rows_of(self.job, executor=executor, workers=workers):
            for row in csv.reader(part.decode().splitlines()):
                yield dict(zip(self.columns, row, strict=True))

    def floats(self) -> dict[str, list[float]]:
        """The columns as floats, to be drawn; where nothing is certified there is no number."""
        columns = self.columns[:-1]
        rows = [[float(row[name]) if row[name] else nan for name in columns] for row in self.rows()]
        return {name: [row[place] for row in rows] for place, name in enumerate(columns)}

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        first = list(islice(self.rows(), _SHOWN_ROWS))
        rest = f"and {len(self) - len(first)} rows more" if len(self) > len(first) else ""
        columns = self.columns[:-1]  # without where a row was computed
        return table(columns, ([with_powers(row[name]) for name in columns] for row in first), note=rest)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns[:-1])}>"

    def save(
        self,
        file: str | os.PathLike[str],
        *,
        executor: Executor | None = None,
        workers: int | None = None,
        progress: bool = False,
        overwrite: bool = False,
    ) -> Path:
        """Compute all rows into a file .csv or .parquet, and return its path; see `dehsym.sweeps.running.run`."""
        return run(self.job, Path(file), executor=executor, workers=workers, progress=progress, overwrite=overwrite)


def sweep_of(
    title: str,
    expr: Expr,
    catalogue: Catalogue,
    over: Over,
    values: Mapping[Expr, Expr],
    defaults: Mapping[Expr, Expr] | None = None,
    *,
    unit: str | None = None,
    factor: Fraction = Fraction(1),
    digits: int = 15,
) -> Sweep:
    """The sweep of `expr`, in SI units or in units of `factor` called `unit`, over the axes.

    What does not vary has one of `values`, or of the `defaults`, or is a constant of nature.

    Raises `EvaluationError` for a symbol without a value, a value that is not used, an axis that is no symbol of the
    expression, values or digits out of range, and for what cannot be compiled; `NotationError` for axes that cannot be
    read; `DimensionError` for an expression that is not homogeneous.
    """
    axes = _axes(over)
    for symbol in values:
        if symbol not in expr.free_symbols:
            raise EvaluationError(f"a symbol of {title} is wanted, {catalogue[symbol].name} does not occur in it")
    fixed = {**(defaults or {}), **values}
    inputs, constants = _inputs(title, expr, catalogue, {axis.name for axis in axes}, fixed)
    for each in inputs.values():
        if each.value:
            each.check(each.exact)
    compiled = compile_expression(title, expr, inputs, constants)
    known = {each.name: symbol for symbol, each in (*inputs.items(), *constants.items())}
    units = tuple(si_unit(catalogue[known[axis.name]].dimension) if axis.name in known else "1" for axis in axes)
    unit = unit or si_unit(catalogue.dimension(expr) or ONE)
    return Sweep(job_of(compiled, axes, units, unit=unit, factor=factor, digits=digits))


def job_of(
    compiled: Compiled,
    axes: tuple[Axis, ...],
    units: tuple[str, ...],
    *,
    unit: str,
    factor: Fraction = Fraction(1),
    digits: int = 15,
) -> Job:
    """What is compiled, in SI units or in units of `factor` called `unit`, over axes in SI units, called `units`.

    Raises `EvaluationError` for what has no code in balls, an axis that is no input, and digits out of range.
    """
    return Job(
        compiled.name,
        unit,
        str(factor),
        compiled.source("arb"),
        compiled.identifier,
        compiled.constants,
        compiled.inputs,
        compiled.program.leaves,
        axes,
        units,
        digits,
    )


def _axes(over: Over) -> tuple[Axis, ...]:
    if isinstance(over, str):
        return (read_axis(over),)
    if isinstance(over, Mapping):
        return tuple(Axis.of(name, values) for name, values in over.items())
    return tuple(axis if isinstance(axis, Axis) else read_axis(axis) for axis in over)


def _inputs(
    title: str, expr: Expr, catalogue: Catalogue, varied: set[str], values: Mapping[Expr, Expr]
) -> tuple[dict[Symbol, Input], dict[Symbol, Input]]:
    """What is given or varied, and the constants of nature."""
    inputs: dict[Symbol, Input] = {}
    constants: dict[Symbol, Input] = {}
    for symbol in sorted(expr.free_symbols, key=str):
        entry = catalogue[symbol]
        given = values.get(symbol)
        if given is not None and not isinstance(given, Rational):
            raise EvaluationError(f"an exact number is wanted for {entry.name}, found {given}")
        if given is not None or entry.name in varied:
            inputs[symbol] = declared_input(entry.name, entry.domain, "" if given is None else str(given))
        elif entry.value is not None:
            constants[symbol] = declared_input(entry.name, entry.domain, str(entry.value.fraction))
        else:
            raise EvaluationError(f"a value for {entry.name} is wanted in {title}: vary it, or set it")
    return inputs, constants
