"""By which roads many claims go to be decided: to processes of our own, or to an executor of any kind."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import Any, final

from dehsym.bounded import Exceeded, in_order
from dehsym.errors import EvaluationError
from dehsym.proving.bounds import Bounds
from dehsym.proving.deciding import answer_text, decided, decided_in_bounds
from dehsym.proving.decision import Decision
from dehsym.proving.question import Question

_AHEAD = 64


def by_workers(questions: Iterator[Question], workers: int, bounds: Bounds) -> Generator[Decision]:
    """By processes of our own, the decisions in the order of the questions."""
    asked = deque[Question]()

    def items() -> Iterator[Any]:
        for question in questions:
            asked.append(question)
            yield question.item(bounds.digits)

    seconds, memory = bounds.wall_seconds, bounds.memory_bytes
    with closing(in_order(decided, items(), workers=workers, wall_seconds=seconds, memory_bytes=memory)) as answers:
        for answer in answers:
            yield asked.popleft().decision(answer)


def by_executor(questions: Iterator[Question], executor: Executor, bounds: Bounds) -> Generator[Decision]:
    """By an executor, which is given text; threads, which pass what they like, share workers that last."""
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
        task = [question.item(bounds.digits), bounds.wall_seconds, bounds.memory_bytes]
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
        return answer_text(answer)

    def close(self, running: Iterable[Future[Any]]) -> None:
        """Wait for what has begun and end the workers."""
        wait(running)
        while not self._idle.empty():
            self._idle.get()[1].close()
