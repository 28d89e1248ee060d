"""Decide claims that people type: one, or a stream of thousands in parallel, each within bounds of time and memory.

Everything that may take long, reading included, is done in a process that can be killed. No clock is asked inside: on a
machine that is too slow a claim is UNDECIDED, and nowhere is its verdict another one.
"""

from __future__ import annotations

import json
import os
import textwrap
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence, Sized
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from dataclasses import dataclass
from math import inf
from queue import Empty, SimpleQueue
from typing import Any, final

from dehsym.bounded import Exceeded, bounded, in_order
from dehsym.errors import EvaluationError, NotationError
from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.progress import progress_bar
from dehsym.proposition import Proposition
from dehsym.verdict import Verdict, undecided

WALL_SECONDS = 10.0
MEMORY_BYTES = 4 << 30
DIGITS = 30

_MOST_DIGITS = 1_000
_LEAST_MEMORY = 64 << 20
_AHEAD = 64
_WIDTH = 80

Claim = Mapping[str, Any] | Sequence[str] | str
"""A mapping with `claim` and perhaps `id` and `where`; (claim, where) or (id, claim, where); or a claim alone."""


@final
@dataclass(frozen=True, slots=True)
class Decision:
    """A claim with its verdict.

    `unread` says why it could not be read, if so; the verdict is then UNDECIDED.
    """

    claim: str
    where: str
    verdict: Verdict
    seconds: float
    id: str | int | None = None
    unread: str = ""

    def as_json(self) -> dict[str, Any]:
        """The decision as a JSON object, `verdict` as a word; with `error` if the claim could not be read."""
        verdict = self.verdict
        return {
            "id": self.id,
            "claim": self.claim,
            "where": self.where,
            "verdict": verdict.kind.word,
            "evidence": verdict.evidence,
            "witness": verdict.witness.as_json() if verdict.witness else None,
            "method": verdict.method,
            "conditions": list(verdict.conditions),
            "digits": verdict.digits,
            "points": verdict.points,
            "seconds": round(self.seconds, 6),
            **({"error": True} if self.unread else {}),
        }

    def __repr__(self) -> str:
        return f"<{self.verdict.kind.word}: {self.claim}{f' where {self.where}' if self.where else ''}>"

    def __str__(self) -> str:
        verdict, evidence = self.verdict, self.verdict.evidence
        if verdict.witness:  # it has rows of its own
            evidence = evidence.replace(f": {verdict.witness}", "")
        rows = [(verdict.kind.word.upper(), self.claim), ("where", self.where)]
        rows += [("evidence", evidence), ("provided", ", ".join(verdict.conditions))]
        if verdict.witness:
            place = ", ".join(f"{name} = {value}" for name, value in verdict.witness.at)
            rows += [("at", place), ("left", _cut(verdict.witness.left)), ("right", _cut(verdict.witness.right))]
        lines = [line for label, text in rows if text for line in _row(label, text)]
        return "\n".join([*lines, f"{'time':<11}{self.seconds:.3f} s"])


def _cut(value: str) -> str:
    """The beginning of a value whose digits would fill the screen; JSON has all of them."""
    return value if len(value) <= 4 * _WIDTH else f"{value[: 2 * _WIDTH]}... ({len(value):,} characters)"


def _row(label: str, text: str) -> list[str]:
    shown = " ".join(text.split())
    return textwrap.wrap(shown, _WIDTH, initial_indent=f"{label:<11}", subsequent_indent=" " * 11)


@final
@dataclass(frozen=True, slots=True)
class Bounds:
    """What one claim may take, and how many digits a certificate is to state."""

    wall_seconds: float = WALL_SECONDS
    memory_bytes: int = MEMORY_BYTES
    digits: int = DIGITS

    def __post_init__(self) -> None:
        if not 0 < self.wall_seconds <= 10**6:
            raise EvaluationError(f"a wall time above 0 and up to 10^6 seconds is wanted, found {self.wall_seconds}")
        if not _LEAST_MEMORY <= self.memory_bytes < inf:
            raise EvaluationError(f"at least 64 MiB of memory are wanted, found {self.memory_bytes / 2**20:g} MiB")
        if not 1 <= self.digits <= _MOST_DIGITS:
            raise EvaluationError(f"from 1 to {_MOST_DIGITS} digits are wanted, found {self.digits}")


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

    def item(self, bounds: Bounds) -> list[Any]:
        """What is sent to a worker, as JSON."""
        return [self.claim, self.where, bounds.digits, self.problem]

    def decision(self, answer: Any | Exceeded) -> Decision:
        """The decision in the answer of a worker."""
        if isinstance(answer, Exceeded):
            return Decision(self.claim, self.where, undecided(answer.reason), answer.seconds, self.id)
        if unread := str(answer.get("unread", "")):
            verdict = undecided(f"not read: {unread}")
            return Decision(self.claim, self.where, verdict, answer["seconds"], self.id, unread)
        verdict = Verdict.from_json(answer["verdict"])
        return Decision(self.claim, self.where, verdict, answer["seconds"], self.id)


def _shown(found: object) -> str:
    return " ".join(repr(found).split())[:40]


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
    answer = bounded(decided, question.item(bounds), wall_seconds=wall_seconds, memory_bytes=memory_bytes)
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
        decisions = _by_executor(questions, executor, bounds)
    else:
        decisions = _by_workers(questions, workers or os.cpu_count() or 1, bounds)
    return _shown_as_they_come(decisions, total, progress)


def _shown_as_they_come(decisions: Generator[Decision], total: int | None, shown: bool) -> Generator[Decision]:
    with closing(decisions), progress_bar(total, shown=shown, label="proving") as advance:
        for decision in decisions:
            advance(decision.verdict.kind.word)
            yield decision


def _by_workers(questions: Iterator[Question], workers: int, bounds: Bounds) -> Generator[Decision]:
    asked = deque[Question]()

    def items() -> Iterator[Any]:
        for question in questions:
            asked.append(question)
            yield question.item(bounds)

    seconds, memory = bounds.wall_seconds, bounds.memory_bytes
    with closing(in_order(decided, items(), workers=workers, wall_seconds=seconds, memory_bytes=memory)) as answers:
        for answer in answers:
            yield asked.popleft().decision(answer)


def _by_executor(questions: Iterator[Question], executor: Executor, bounds: Bounds) -> Generator[Decision]:
    """Text goes to any executor; threads, which pass what they like, share workers that last."""
    waiting = deque[tuple[Question, Future[Any]]]()
    lanes = _Lanes() if isinstance(executor, ThreadPoolExecutor) else None
    work: Callable[[str], Any] = decided_in_bounds if lanes is None else lanes.decided
    try:
        for question in questions:
            waiting.append((question, _submitted(executor, work, question, bounds)))
            if len(waiting) >= _AHEAD:
                yield _awaited(*waiting.popleft())
        while waiting:
            yield _awaited(*waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()
        if lanes is not None:
            lanes.close(future for _, future in waiting)


def _submitted(executor: Executor, work: Callable[[str], Any], question: Question, bounds: Bounds) -> Future[Any]:
    try:
        task = [question.item(bounds), bounds.wall_seconds, bounds.memory_bytes]
        return executor.submit(work, json.dumps(task))
    except (BrokenExecutor, RuntimeError) as error:
        raise EvaluationError(f"an executor that takes work is wanted: {error}") from None


def _awaited(question: Question, future: Future[Any]) -> Decision:
    try:
        answer = json.loads(future.result())
    except BrokenExecutor as error:
        return question.decision(Exceeded(f"the executor lost the work: {error}"))
    return question.decision(Exceeded(*answer["exceeded"]) if "exceeded" in answer else answer)


@final
class _Lanes:
    """Bounded workers for threads: whichever thread has a claim takes an idle one, or starts another."""

    def __init__(self) -> None:
        self._idle = SimpleQueue[tuple[deque[Any], Generator[Any]]]()

    def decided(self, task: str) -> str:
        """The same as `decided_in_bounds`, by a worker that is kept."""
        item, wall_seconds, memory_bytes = json.loads(task)
        try:
            items, results = self._idle.get_nowait()
        except Empty:
            items = deque[Any]()
            taken = iter(items.popleft, None)
            results = in_order(decided, taken, workers=1, wall_seconds=wall_seconds, memory_bytes=memory_bytes)
        items.append(item)
        answer = next(results)
        self._idle.put((items, results))
        return _answer_text(answer)

    def close(self, running: Iterable[Future[Any]]) -> None:
        """Wait for what has begun and end the workers."""
        wait(running)
        while not self._idle.empty():
            self._idle.get()[1].close()


# --- In the worker ----------------------------------------------------------------------------------------------------


def decided_in_bounds(task: str) -> str:
    """Decide a claim in a process of its own, bounded; all as JSON text, for executors that pickle what they pass."""
    item, wall_seconds, memory_bytes = json.loads(task)
    return _answer_text(bounded(decided, item, wall_seconds=wall_seconds, memory_bytes=memory_bytes))


def _answer_text(answer: Any | Exceeded) -> str:
    if isinstance(answer, Exceeded):
        return json.dumps({"exceeded": [answer.reason, answer.seconds]})
    return json.dumps(answer)


def decided(item: Sequence[Any]) -> dict[str, Any]:
    """Read and decide [claim, where, digits, problem] and tell as JSON, without bounds.

    >>> decided(["1 + 1 = 2", "", 30, ""])["verdict"]["kind"], decided(["1 +", "", 30, ""])["unread"][:12]
    ('proved', 'in the claim')
    """
    claim, where, digits, problem = item
    began = time.perf_counter()
    answer: dict[str, Any] = {"unread": problem} if problem else _read_and_decided(claim, where, digits)
    return {**answer, "seconds": time.perf_counter() - began}


def _read_and_decided(claim: str, where: str, digits: int) -> dict[str, Any]:
    try:
        proposition = read_proposition(claim, where)
    except NotationError as error:
        return {"unread": str(error)}
    return {"verdict": _decide(proposition, digits).as_json()}


def _decide(proposition: Proposition, digits: int) -> Verdict:
    """The verdict of the judge."""
    return decide(proposition, digits=digits)


# --- Files ------------------------------------------------------------------------------------------------------------


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
