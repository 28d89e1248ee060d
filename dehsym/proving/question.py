"""What is asked: a claim as a caller or a line of a file gives it, well formed or not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, final

from dehsym.bounded import Exceeded
from dehsym.proving.decision import Decision
from dehsym.verdict import Verdict, undecided

Claim = Mapping[str, Any] | Sequence[str] | str
"""A mapping with `claim` and perhaps `id` and `where`; (claim, where) or (id, claim, where); or a claim alone."""


@final
@dataclass(frozen=True, slots=True)
class Question:
    """A claim as it was given; `problem` says why it is none, if so."""

    claim: str = ""
    where: str = ""
    id: str | int | None = None
    problem: str = ""

    @classmethod
    def of(cls, given: Claim | Question) -> Question:
        """The question in what a caller gave; one with a problem for anything that is no claim.

        >>> Question.of({"id": "a", "claim": "1 = 1"}), Question.of(("x = x", "x > 0")).where
        (Question(claim='1 = 1', where='', id='a', problem=''), 'x > 0')
        >>> Question.of({"id": "b"}).problem
        "text under 'claim' is wanted, found None"
        """
        match given:
            case Question():
                return given
            case str():
                return cls(given)
            case Mapping():
                return cls._named(given)
            case (str(claim), str(where)):
                return cls(claim, where)
            case (str() | int() as name, str(claim), str(where)):
                return cls(claim, where, name)
            case _:
                return cls(problem=f"a claim is wanted, found {_shown(given)}")

    @classmethod
    def _named(cls, given: Mapping[str, Any]) -> Question:
        name, claim, where = given.get("id"), given.get("claim"), given.get("where")
        known = name if isinstance(name, str | int) else None if name is None else _shown(name)
        if not isinstance(claim, str):
            return cls(id=known, problem=f"text under 'claim' is wanted, found {_shown(claim)}")
        if not isinstance(where, str | None):
            return cls(claim, id=known, problem=f"text under 'where' is wanted, found {_shown(where)}")
        return cls(claim, where or "", known)

    def item(self, digits: int) -> list[Any]:
        """What is sent to a worker, as JSON."""
        return [self.claim, self.where, digits, self.problem]

    def decision(self, answer: Any | Exceeded) -> Decision:
        """The decision in the answer of a worker."""
        if isinstance(answer, Exceeded):
            return Decision(self.claim, self.where, undecided(answer.reason), answer.seconds, self.id)
        if unread := str(answer.get("unread", "")):
            verdict = undecided(f"not read: {unread}")
            return Decision(self.claim, self.where, verdict, answer["seconds"], self.id, unread)
        verdict = Verdict.from_json(answer["verdict"])
        return Decision(self.claim, self.where, verdict, answer["seconds"], self.id)


def questions_in(lines: Iterable[bytes]) -> Iterator[Question]:
    """The questions in lines of JSON objects with `claim` and perhaps `id` and `where`; empty lines are passed over.

    A line that is none is a question with a problem; a question without `id` has the number of its line.

    >>> [question.id for question in questions_in([b'{"claim": "1 = 1"}', b"", b'{"id": "b", "claim": "2 = 2"}'])]
    [1, 'b']
    >>> next(questions_in([b"1 = 1"])).problem
    "a JSON object with 'claim' is wanted on line 1, found '1 = 1'"
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found: Any = None
        with suppress(ValueError, RecursionError):
            found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        if isinstance(found, dict):
            named: Mapping[str, Any] = {"id": number, **found}
            yield Question.of(named)
        else:
            shown = _shown(line.decode("utf-8", errors="replace").strip()[:40])
            wanted = "a JSON object with 'claim' is wanted"
            yield Question(id=number, problem=f"{wanted} on line {number}, found {shown}")


def _shown(found: object) -> str:
    return " ".join(repr(found).split())[:40]
