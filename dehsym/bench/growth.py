"""Cost as work grows: with the digits, with the steps of a derivation, with the points of a grid.

Each curve is fitted by a power of the size, by least squares of the logarithms over its larger half, where what is
fixed is small against what grows. Verification is linear in the steps if its exponent is about 1: a step is examined
from its parents alone.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Any, final

from dehsym.bench.case import BOSE_FUNCTIONS, Case
from dehsym.bench.cases import cases
from dehsym.bench.measuring import Clock, measure
from dehsym.bench.peers import OURS, peers
from dehsym.bench.synthetic import synthetic_derivation
from dehsym.claim import Claims
from dehsym.examination import Examiner
from dehsym.numeric.exact import exact_number
from dehsym.sweeps.axis import Axis
from dehsym.sweeps.job import Job
from dehsym.sweeps.running import rows_of
from dehsym.sweeps.sweeping import job_of
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful

DIGITS = (15, 50, 150, 500, 1_500, 5_000, 15_000, 50_000, 100_000)
BOSE_DIGITS = tuple(digits for digits in DIGITS if digits <= 5_000)
STEPS = (10, 30, 100, 300, 1_000, 3_000, 10_000)
POINTS = (100, 1_000, 10_000, 100_000, 1_000_000)
_ROUNDS = 5
_FITTED_FROM = 2
"""A curve is fitted from its middle on, and over this many points at least."""

Advance = Callable[[str], None]


@final
@dataclass(frozen=True, slots=True)
class Curve:
    """Seconds by size, in some `unit`."""

    name: str
    unit: str
    points: tuple[tuple[int, float], ...]

    @property
    def exponent(self) -> float:
        """The power of the size that fits the larger half.

        >>> Curve("squares", "sides", ((1, 9.0), (10, 100.0), (100, 1e4), (1000, 1e6))).exponent
        2.0
        """
        chosen = self.points[min(len(self.points) // 2, len(self.points) - _FITTED_FROM) :]
        x, y = [log(size) for size, _ in chosen], [log(seconds) for _, seconds in chosen]
        mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
        above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
        return round(above / sum((a - mean_x) ** 2 for a in x), 6)

    def as_json(self) -> dict[str, Any]:
        """The row of the document."""
        points = [[size, float(f"{seconds:.4g}")] for size, seconds in self.points]
        return {"name": self.name, "unit": self.unit, "exponent": round(self.exponent, 3), "points": points}


def growth(
    *,
    digits: Sequence[int] = DIGITS,
    steps: Sequence[int] = STEPS,
    points: Sequence[int] = POINTS,
    advance: Advance = lambda done: None,
    clock: Clock = time.process_time,
) -> tuple[Curve, ...]:
    """Every curve. At the full sizes this takes some minutes."""
    chain = next(case for case in cases() if case.chain and len(case.chain.steps) > 1)
    bose = next(case for case in cases() if case.group == BOSE_FUNCTIONS)
    fewer = [number for number in digits if number <= BOSE_DIGITS[-1]]
    return (
        Curve("a chain of six formulas", "digits", _by_digits(chain, digits, advance, clock)),
        Curve("three Bose functions", "digits", _by_digits(bose, fewer, advance, clock)),
        Curve("examining a derivation", "steps", _by_steps(steps, advance, clock)),
        Curve("a sweep, 15 digits", "points", _by_points(points, advance, clock)),
    )


def _by_digits(case: Case, sizes: Sequence[int], advance: Advance, clock: Clock) -> tuple[tuple[int, float], ...]:
    """The median time of one evaluation of ours, certified."""
    found: list[tuple[int, float]] = []
    for digits in sizes:
        contender = peers()[OURS].contender(case, digits)
        assert contender
        measured = measure([contender], case.points[:1], rounds=_ROUNDS, clock=clock)
        found.append((digits, median(measured.seconds[OURS])))
        advance(f"{case.name}, {digits} digits")
    return tuple(found)


def _by_steps(sizes: Sequence[int], advance: Advance, clock: Clock) -> tuple[tuple[int, float], ...]:
    """The time in which every step is examined, with nothing remembered."""
    found: list[tuple[int, float]] = []
    for count in sizes:
        catalogue, derived = synthetic_derivation(count)
        examiner = Examiner(catalogue, Claims({}), Forgetful())
        gc.collect()
        began = clock()
        checked = examiner.examine(derived.steps)
        found.append((count, clock() - began))
        assert all(each.follows.kind in (Kind.PROVED, Kind.GRANTED) for each in checked.values())
        advance(f"{count} steps")
    return tuple(found)


def _by_points(sizes: Sequence[int], advance: Advance, clock: Clock) -> tuple[tuple[int, float], ...]:
    """The time of a sweep of the thermal wavelength by one process, rows of text and all."""
    found: list[tuple[int, float]] = []
    for count in sizes:
        job = _sweep(count)
        began = clock()
        for _ in rows_of(job):
            pass
        found.append((count, clock() - began))
        advance(f"{count} points")
    return tuple(found)


def _sweep(count: int) -> Job:
    case = cases()[0]
    assert case.chain
    compiled = case.chain.compiled(case.name)
    mass, _ = case.points[0]
    axes = (Axis.of("m", [mass]), Axis.between("T", exact_number("1"), exact_number("300"), count))
    return job_of(compiled, axes, ("kg", "K"), unit="m^3")
