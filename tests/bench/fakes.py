"""Peers that do as they are told, and a clock that only they move."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from flint import arb, fmpq

from dehsym.bench.arithmetic import Arb
from dehsym.bench.case import FORMULA, Case, Point
from dehsym.bench.peers import Held, Peer
from dehsym.errors import EvaluationError


@dataclass
class FakeClock:
    """Seconds that pass when they are spent."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def spend(self, seconds: float) -> None:
        self.now += seconds


def _square(point: Point, bits: int) -> tuple[arb, ...]:
    return (arb(point[0]) ** 2,)


def case(name: str = "square", group: str = FORMULA) -> Case:
    return Case(name, group, tuple((fmpq(number),) for number in (1, 2, 3)), _square)


def peer(
    name: str,
    clock: FakeClock,
    seconds: float = 1.0,
    *,
    answer: Callable[[arb], Any] = lambda x: x * x,
    certified: bool = False,
) -> Peer:
    """A peer whose calls take so long."""

    def function(x: arb) -> Any:
        clock.spend(seconds)
        return answer(x)

    @contextmanager
    def held() -> Generator[Callable[..., Any]]:
        with Arb().held(200):
            yield function

    def prepare(of: Case, digits: int, arithmetic: object) -> Held:
        return held

    return Peer(name, "fake", Arb, prepare, certified)


def missing(name: str) -> Peer:
    """A peer that is not installed."""

    def arithmetic() -> Arb:
        raise EvaluationError(f"{name} is wanted, it is not installed")

    def prepare(of: Case, digits: int, arithmetic: object) -> Callable[[], AbstractContextManager[Any]] | None:
        return None

    return Peer(name, "fake", arithmetic, prepare)
