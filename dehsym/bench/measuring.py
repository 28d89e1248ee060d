"""How long does it take? One interleaved run.

In each round every peer has its turn, so that what else the machine does falls on all of them alike. The time is that
of the processor, for calls at the distinct points one after the other, with the collection of garbage held; a round
repeats them until the clock can tell. Ratios are those of a round, and medians those of the rounds.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, exp, log
from statistics import median
from typing import Any, final

from dehsym.bench.case import Point
from dehsym.bench.peers import Contender

Clock = Callable[[], float]
FEWEST_ROUNDS = 5
_LONG_ENOUGH = 0.01
"""Seconds of a peer in a round: a thousand times what the clock can tell."""

_MOST_REPETITIONS = 10_000


@final
@dataclass(frozen=True, slots=True)
class Spread:
    """The median with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """That of some values, at least one.

        >>> Spread.of([3.0, 1.0, 2.0])
        Spread(median=2.0, least=1.0, most=3.0)
        """
        return cls(median(values), min(values), max(values))

    def as_json(self) -> dict[str, float]:
        """The three numbers to four digits."""
        return {name: float(f"{getattr(self, name):.4g}") for name in self.__slots__}


@final
@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds for one call, by peer and round; `late` names the peers that took too long in a round, and were left."""

    seconds: Mapping[str, tuple[float, ...]]
    late: tuple[str, ...] = ()

    def ratios(self, peer: str, to: str) -> tuple[float, ...]:
        """The time of a peer over that of another, round by round; none where one of them was not measured."""
        pair = zip(self.seconds.get(peer, ()), self.seconds.get(to, ()), strict=False)
        return tuple(ours / theirs for ours, theirs in pair)


def measure(
    contenders: Sequence[Contender],
    points: Sequence[Point],
    *,
    rounds: int = FEWEST_ROUNDS,
    limit: float = float("inf"),
    clock: Clock = time.process_time,
) -> Measurement:
    """Time the contenders at the points in `rounds` interleaved rounds.

    Who takes more than `limit` seconds for the points is left out of further rounds. A first round, not counted, tells
    how often the calls have to be repeated.
    """
    repetitions: dict[str, int] = {}
    seconds: dict[str, list[float]] = {each.peer: [] for each in contenders}
    late: list[str] = []
    with _no_collection():
        for contender in contenders:
            once = _timed(contender, points, 1, clock)
            once = min(once, _timed(contender, points, 1, clock)) if once < _LONG_ENOUGH else once
            repetitions[contender.peer] = min(_MOST_REPETITIONS, ceil(_LONG_ENOUGH / max(once, 1e-9)))
        for _ in range(rounds):
            for contender in contenders:
                if contender.peer not in late:
                    count = repetitions[contender.peer]
                    taken = _timed(contender, points, count, clock)
                    seconds[contender.peer].append(taken / (count * len(points)))
                    if taken / count > limit:
                        late.append(contender.peer)
    return Measurement({peer: tuple(found) for peer, found in seconds.items() if found}, tuple(late))


def joint(ratios: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The geometric means over several cases, round by round.

    >>> joint([[1.0, 2.0], [4.0, 8.0]])
    (2.0, 4.0)
    """
    return tuple(exp(sum(map(log, each)) / len(each)) for each in zip(*ratios, strict=False))


def _timed(contender: Contender, points: Sequence[Point], repetitions: int, clock: Clock) -> float:
    with contender.held() as function:
        arguments = [tuple(map(contender.arithmetic.number, point)) for point in points]
        return _called(function, arguments, repetitions, clock)


def _called(
    function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]], repetitions: int, clock: Clock
) -> float:
    began = clock()
    for _ in range(repetitions):
        for each in arguments:
            function(*each)
    return clock() - began


@contextmanager
def _no_collection() -> Generator[None]:
    """Garbage is collected before, and not meanwhile."""
    collected = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
