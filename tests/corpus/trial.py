"""The judge tried on the corpus: identities, traps, and mutants, each in processes that can be killed.

What is expected of it is in the lines themselves: an identity holds; a trap says which; a mutant must be refuted, or
be proved equivalent to the identity it came from by an exact method.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, final

from dehsym.bounded import Exceeded, in_order
from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.proposition import Proposition, Relation
from dehsym.proving import Decision, prove_many
from dehsym.verdict import Kind, Verdict
from tests.corpus.equivalence import equivalence
from tests.corpus.mutants import Mutant, mutants
from tests.corpus.sampling import sampled

FOLDER = Path(__file__).parent
MEMORY_BYTES = 4 << 30
IDENTITY_FILES = (
    "elementary",
    "algebra",
    "relations",
    "special",
    "hypergeometric",
    "derivatives",
    "sums",
    "integrals",
    "limits",
)
UNBOUNDED_FAMILIES = frozenset({"infinite-sum", "infinite-product", "integral"})
"""Families with infinite sums or integrals, of which some may stay undecided."""


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One line of the corpus."""

    id: str
    claim: str
    where: str
    family: str
    expected: str

    @property
    def is_unbounded(self) -> bool:
        """Whether it holds an integral, or an infinite sum or product."""
        return self.family in UNBOUNDED_FAMILIES or "Integral(" in self.claim or ", oo)" in self.claim


def read(*names: str) -> list[Line]:
    """The lines of the files with these names, in order."""
    rows: list[Line] = []
    for name in names:
        for text in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row: Mapping[str, str] = json.loads(text)
            expected = row.get("expected", "holds")
            rows.append(Line(row["id"], row["claim"], row.get("where", ""), row["family"], expected))
    return rows


@final
@dataclass(frozen=True, slots=True)
class Tried:
    """A line of the corpus, or a mutant of it of some `kind`, with the verdict's word and the seconds it took."""

    line: Line
    verdict: str
    seconds: float
    evidence: str
    kind: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the one expected."""
        if self.kind or self.line.expected == "refuted":
            return self.verdict in ("refuted", "equivalent")
        return self.verdict in ("proved", "certified")

    @property
    def is_wrong(self) -> bool:
        """Whether it is the opposite of the one expected; neither right nor wrong is undecided."""
        return not self.is_right and self.verdict != "undecided"

    def __str__(self) -> str:
        kind = f" [{self.kind}]" if self.kind else ""
        return f"{self.line.id}{kind}: {self.verdict} in {self.seconds:.2f} s: {self.evidence[:160]}"


def identities(lines: Sequence[Line], workers: int, wall_seconds: float = 20.0) -> Iterator[Tried]:
    """What the judge says of each line as it stands."""
    claims = [(line.id, line.claim, line.where) for line in lines]
    decisions: Iterable[Decision] = prove_many(claims, workers=workers, wall_seconds=wall_seconds)
    for line, decision in zip(lines, decisions, strict=True):
        verdict = decision.verdict
        yield Tried(line, verdict.kind.word, decision.seconds, decision.unread or verdict.evidence)


def mutants_of(lines: Sequence[Line], most_each: int, workers: int, wall_seconds: float = 20.0) -> Iterator[Tried]:
    """What the judge says of at most so many mutants of each line, each in at most so many seconds.

    A line's mutants are judged by one process, one after the other, which is quick; where that process was stopped,
    each of them is given to one of its own.
    """
    items = [[line.id, line.claim, line.where, most_each, None] for line in lines]

    def judged(items: Iterable[Sequence[Any]]) -> Iterator[Any | Exceeded]:
        return in_order(judged_mutants, items, workers=workers, wall_seconds=wall_seconds, memory_bytes=MEMORY_BYTES)

    for line, item, answer in zip(lines, items, judged(items), strict=True):
        if not isinstance(answer, Exceeded):
            yield from (Tried(line, verdict, seconds, evidence, kind) for kind, verdict, seconds, evidence in answer)
            continue
        singles = [[*item[:-1], place] for place in range(len(_mutants(item)))]
        for single in judged(singles):
            if isinstance(single, Exceeded):
                yield Tried(line, "undecided", single.seconds, single.reason, "(stopped)")
                continue
            yield from (Tried(line, verdict, seconds, evidence, kind) for kind, verdict, seconds, evidence in single)


def judged_mutants(item: Sequence[Any]) -> list[tuple[str, str, float, str]]:
    """Kind, verdict, seconds and evidence of the mutants of [id, claim, where, most, place]; of all if None."""
    proposition = read_proposition(item[1], item[2])
    place: int | None = item[-1]
    chosen = _mutants(item) if place is None else [_mutants(item)[place]]
    return [_judged(mutant, proposition) for mutant in chosen]


def _mutants(item: Sequence[Any]) -> list[Mutant]:
    name, claim, where, most, _ = item
    return mutants(read_proposition(claim, where), most, name)


def _judged(mutant: Mutant, proposition: Proposition) -> tuple[str, str, float, str]:
    began = time.perf_counter()
    verdict = decide(Proposition((mutant.relation,), proposition.domains, proposition.conditions))
    seconds = time.perf_counter() - began
    word = verdict.kind.word
    if verdict.holds and _is_equivalent(mutant, verdict, proposition):
        word = "equivalent"
    return mutant.kind, word, seconds, f"{mutant.relation}: {verdict.evidence}"


def _is_equivalent(mutant: Mutant, verdict: Verdict, proposition: Proposition) -> bool:
    """Whether a mutant that was accepted is true after all.

    Either there is a reason for which it says what the identity says; or it is another identity of the corpus, with a
    source of its own; or an exact method has proved the mutant itself, and mpmath, which shares nothing with it, agrees
    at random points.
    """
    if equivalence(mutant, proposition) is not None or mutant.relation in _stated_in_the_corpus():
        return True
    return verdict.kind is Kind.PROVED and sampled(mutant.relation, dict(proposition.domains.items())) == "yes"


@cache
def _stated_in_the_corpus() -> frozenset[Relation]:
    """The integrals of the corpus that hold without conditions."""
    lines = [line for line in read("integrals") if not line.where]
    return frozenset(relation for line in lines for relation in read_proposition(line.claim).relations)
