"""The two doors: one claim, and many."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sized
from concurrent.futures import Executor
from contextlib import closing

from dehsym.bounded import bounded
from dehsym.errors import EvaluationError, NotationError
from dehsym.progress import progress_bar
from dehsym.proving.bounds import DIGITS, MEMORY_BYTES, WALL_SECONDS, Bounds
from dehsym.proving.deciding import decided
from dehsym.proving.decision import Decision
from dehsym.proving.question import Claim, Question
from dehsym.proving.roads import by_executor, by_workers


def prove(
    claim: str,
    where: str = "",
    *,
    wall_seconds: float = WALL_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    digits: int = DIGITS,
) -> Decision:
    """Decide whether `claim` holds for all values of its symbols that satisfy the conditions `where`.

    `claim` is `LHS = RHS`, or `<`, `<=`, `>`, `>=`, `!=`, or a chain, typed or in LaTeX between dollar signs; `where`
    has conditions joined by commas. The verdict is PROVED, CERTIFIED, REFUTED, or UNDECIDED with the reason: also where
    `wall_seconds` or `memory_bytes` did not suffice. Raises `NotationError` for a claim or condition that cannot be
    read, `EvaluationError` for bounds out of range.

    >>> prove("sin(x)**2 + cos(x)**2 = 1", where="x real").verdict.kind.word
    'proved'
    >>> prove("sqrt(x**2) = x", where="x real").verdict.kind.word
    'refuted'
    """
    bounds, question = Bounds(wall_seconds, memory_bytes, digits), Question.of({"claim": claim, "where": where})
    answer = bounded(decided, question.item(bounds.digits), wall_seconds=wall_seconds, memory_bytes=memory_bytes)
    decision = question.decision(answer)
    if decision.unread:
        raise NotationError(decision.unread)
    return decision


def prove_many(
    claims: Iterable[Claim | Question],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: bool = False,
    wall_seconds: float = WALL_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    digits: int = DIGITS,
) -> Generator[Decision]:
    """Decide every claim as `prove` does, in parallel; the decisions in the order of the claims, as they come.

    `workers` processes are started, one a processor if left out; or the claims go to an `executor` of any kind, as
    text, and each is bounded where it runs. What cannot be read is UNDECIDED and has `unread` set. Claims are taken
    from the iterable only so far ahead as keeps the workers busy. With `progress`, a bar on standard error where that
    is a terminal. Raises `EvaluationError` for bounds out of range.

    >>> [decision.verdict.kind.word for decision in prove_many([("x = x", "x > 0"), ("x = -x", "x > 0")], workers=1)]
    ['proved', 'refuted']
    """
    bounds = Bounds(wall_seconds, memory_bytes, digits)
    if workers is not None and not 1 <= workers <= 1024:
        raise EvaluationError(f"from 1 to 1024 workers are wanted, found {workers}")
    total = len(claims) if isinstance(claims, Sized) else None
    questions = map(Question.of, claims)
    if executor is not None:
        decisions = by_executor(questions, executor, bounds)
    else:
        decisions = by_workers(questions, workers or os.cpu_count() or 1, bounds)
    return _shown_as_they_come(decisions, total, progress)


def _shown_as_they_come(decisions: Generator[Decision], total: int | None, shown: bool) -> Generator[Decision]:
    with closing(decisions), progress_bar(total, shown=shown, label="proving") as advance:
        for decision in decisions:
            advance(decision.verdict.kind.word)
            yield decision
