"""One line of a derivation: an equation, and why it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import final

from dehsym.claim import Reading
from dehsym.equation import Equation
from dehsym.grant import Grant, GrantKind
from dehsym.rule import Rule
from dehsym.source import Source


@final
@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One equation and why it stands there: exactly one of `premise` (granted), `rule` (computed) or neither (defined).

    Steps are compared by identity. `place` is unique in a paper: the derivation's name and the number in it; `serial`
    counts the steps of the whole paper in the order in which they are derived. A line that has `fallen`, for the cause
    that it names, has a placeholder for its equation: that happens in a changed world only, and is no step of it.
    """

    place: tuple[str, int]
    serial: int
    equation: Equation
    prose: str
    where: Source
    rule: Rule | None = None
    parents: tuple[Step, ...] = ()
    premise: Grant | None = None
    prints: Reading | None = None
    fallen: str = ""

    @property
    def ancestry(self) -> Iterator[Step]:
        """This step and all it rests on, each once, in the order of the paper."""
        return iter(ancestry_of([self]))

    @property
    def sentence(self) -> str:
        """The prose as it stands before its equation; empty for a step that goes on from the one before."""
        return self.prose if not self.prose or self.prose[-1] in ".:;!?" else f"{self.prose}:"

    @property
    def grants(self) -> tuple[Grant, ...]:
        """What a reader must grant at this very step."""
        asserted = self.prints.asserts if self.prints else ""
        added = (Grant(GrantKind.POSTULATE, asserted),) if asserted else ()
        if self.premise:
            return (self.premise, *added)
        return (*(self.rule.grants if self.rule else ()), *added)

    def __repr__(self) -> str:
        return f"<Step {self.place[0]}:{self.place[1]}: {self.equation}>"


def ancestry_of(steps: Iterable[Step]) -> list[Step]:
    """The steps and all they rest on, each once, in the order of the paper: in a time linear in what is found."""
    found: dict[int, Step] = {}
    waiting = list(steps)
    while waiting:
        step = waiting.pop()
        if id(step) not in found:
            found[id(step)] = step
            waiting.extend(step.parents)
    return sorted(found.values(), key=lambda step: step.serial)
