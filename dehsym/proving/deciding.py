"""What is done where a claim is decided: it is read, judged, and told as JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from dehsym.bounded import Exceeded, bounded
from dehsym.errors import NotationError
from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition


def decided_in_bounds(task: str) -> str:
    """Decide a claim in a process of its own, bounded; all as JSON text, for executors that pickle what they pass."""
    item, wall_seconds, memory_bytes = json.loads(task)
    return answer_text(bounded(decided, item, wall_seconds=wall_seconds, memory_bytes=memory_bytes))


def answer_text(answer: Any | Exceeded) -> str:
    """The answer as JSON text, also where a bound was exceeded.

    >>> answer_text(Exceeded("1 s of wall time exceeded", 1.0))
    '{"exceeded": ["1 s of wall time exceeded", 1.0]}'
    """
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
    return {"verdict": decide(proposition, digits=digits).as_json()}
