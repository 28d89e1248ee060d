"""One line of a derivation: an equation, and why it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import final

from dehsym.alteration import place_text
from dehsym.catalogue import Catalogue
from dehsym.claim import Reading
from dehsym.display.phrases import letters_of
from dehsym.display.tables import facts
from dehsym.display.words import formula
from dehsym.equation import Equation
from dehsym.grant import Grant, GrantKind
from dehsym.markup import Html, joined, tag
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.rule import Latex, Rule
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
        return self.prose if not self.prose or self.prose[-1] in ".,:;!?" else f"{self.prose}:"

    @property
    def grants(self) -> tuple[Grant, ...]:
        """What a reader must grant at this very step."""
        asserted = self.prints.asserts if self.prints else ""
        added = (Grant(GrantKind.POSTULATE, asserted),) if asserted else ()
        if self.premise:
            return (self.premise, *added)
        return (*(self.rule.grants if self.rule else ()), *added)

    def because(self, latex: Latex) -> str:
        """The reason for it, as LaTeX text: that of its rule, or the kind of premise that it is, or definition."""
        if self.rule:
            return self.rule.because(latex)
        return self.premise.kind.value if self.premise else "definition"

    def facts(self, catalogue: Catalogue) -> list[tuple[str, Html]]:
        """What there is to say of it in a notebook, by names, in the letters of the catalogue."""
        say = letters_of(catalogue)
        reason = say(self.because(lambda expr: latex_expression(expr, catalogue)))
        named = joined([tag("b", self.rule.name), ": by ", reason]) if self.rule else reason
        places = ", ".join(place_text(each.place) for each in self.parents)
        return [
            ("line", say(self.prose)),
            ("equation", formula(latex_equation(self.equation, catalogue))),
            ("reason", joined([named, f" (from {places})" if places else ""])),
        ]

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return facts(self.facts(Catalogue()), place_text(self.place))

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
