"""What of a paper is accounted for, and how: every printed equation, number, order of magnitude and claim in words.

Each item of the inventory is linked to what stands for it: a derived step, a definition, or, where nothing can be
derived, something granted by name. What is linked to nothing is *missing*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from dehsym.derivation import Remark, Step
from dehsym.paper_definition import PaperDefinition

MISSING = "missing"
DERIVED = "derived"
DEFINITION = "definition"
JUDGED = "judged"
EVALUATED = "evaluated"


@final
@dataclass(frozen=True, slots=True)
class Covered:
    """One item of the inventory: its `kind`, its id, and `how` it is accounted for, on which line of whose file.

    `how` is derived (a rule computes it), definition, evaluated (a number, without rounding), judged (a claim in words,
    as a relation or by steps), the kind of grant such as postulate or citation, or missing.
    """

    kind: str
    id: str
    how: str
    where: str = ""


def coverage(paper: PaperDefinition) -> list[Covered]:
    """Every item of the inventory, in its order; nothing is examined for it.

    Raises `AuthorError` for a line of the paper that cannot stand.
    """
    return [*_equations(paper), *_numbers(paper), *_words(paper)]


def tallies(rows: list[Covered]) -> dict[str, Counter[str]]:
    """How many items of each kind are accounted for in which way.

    >>> tallies([Covered("equation", "1", DERIVED)])
    {'equation': Counter({'derived': 1})}
    """
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row.kind, Counter())[row.how] += 1
    return found


def _equations(paper: PaperDefinition) -> Iterator[Covered]:
    for claim in paper.claims:
        step = paper.derived.get(claim)
        yield Covered("equation", claim, *((_how(step), str(step.where)) if step else (MISSING,)))


def _how(step: Step) -> str:
    if step.premise:
        return step.premise.kind.value
    return DERIVED if step.rule else DEFINITION


def _numbers(paper: PaperDefinition) -> Iterator[Covered]:
    for number in paper.numbers.values():
        quantity = paper.quantities.get(number.name)
        yield Covered("number", number.id, *((EVALUATED, str(quantity.step.where)) if quantity else (MISSING,)))


def _words(paper: PaperDefinition) -> Iterator[Covered]:
    for kind, ids in (("order", paper.orders), ("statement", paper.prose)):
        for each in ids:
            remark = paper.remarks.get(each)
            yield Covered(kind, each, *((_decided(remark), str(remark.where)) if remark else (MISSING,)))


def _decided(remark: Remark) -> str:
    return remark.premise.kind.value if remark.premise else JUDGED
