"""The judge tried on the corpus: identities, traps, and mutants, each in processes that can be killed.

What is expected of it is in the lines themselves: an identity holds; a trap says which; a mutant must be refuted, or
be proved equivalent to the identity it came from by an exact method.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from sympy import Expr

from dehsym.bounded import Exceeded, in_order
from dehsym.domain import Domain
from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.proof import prove_equal
from dehsym.proposition import Proposition
from dehsym.proving import Decision, prove_many
from dehsym.verdict import Kind, Verdict
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


def mutants_of(lines: Sequence[Line], most_each: int, workers: int, wall_seconds: float = 120.0) -> Iterator[Tried]:
    """What the judge says of at most so many mutants of each line."""
    items = [[line.id, line.claim, line.where, most_each] for line in lines]
    answers = in_order(judged_mutants, items, workers=workers, wall_seconds=wall_seconds, memory_bytes=MEMORY_BYTES)
    for line, answer in zip(lines, answers, strict=True):
        if isinstance(answer, Exceeded):
            yield Tried(line, "undecided", answer.seconds, answer.reason, "all its mutants")
            continue
        for kind, verdict, seconds, evidence in answer:
            yield Tried(line, verdict, seconds, evidence, kind)


def judged_mutants(item: Sequence[Any]) -> list[tuple[str, str, float, str]]:
    """Kind, verdict, seconds and evidence of every mutant of [id, claim, where, most]."""
    name, claim, where, most = item
    proposition = read_proposition(claim, where)
    domains: dict[Expr, Domain] = dict(proposition.domains.items())
    found: list[tuple[str, str, float, str]] = []
    for mutant in mutants(proposition, most, name):
        began = time.perf_counter()
        verdict = decide(Proposition((mutant.relation,), proposition.domains, proposition.conditions))
        seconds = time.perf_counter() - began
        word = verdict.kind.word
        if verdict.holds and _is_equivalent(mutant, verdict, domains):
            word = "equivalent"
        found.append((mutant.kind, word, seconds, f"{mutant.relation}: {verdict.evidence}"))
    return found


def _is_equivalent(mutant: Mutant, verdict: Verdict, domains: Mapping[Expr, Domain]) -> bool:
    """Whether a mutant that was accepted is true after all.

    Either an exact method shows that the changed side equals the old one; or one has proved the mutant itself, and
    mpmath, which shares nothing with it, agrees at random points.
    """
    if prove_equal(*mutant.changed_sides, domains) is not None:
        return True
    return verdict.kind is Kind.PROVED and sampled(mutant.relation, domains) == "yes"
