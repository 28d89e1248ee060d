"""Claims decided within bounds: one, many in order, by any executor, and files with lines that are none."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest

import dehsym
from dehsym.errors import EvaluationError, NotationError
from dehsym.proving import Decision, Question, decided, decided_in_bounds, prove, prove_many, questions_in
from dehsym.verdict import Kind

KEYS = {"id", "claim", "where", "verdict", "evidence", "witness", "method", "conditions", "digits", "points", "seconds"}
TRUE = ("sin(x)**2 + cos(x)**2 = 1", "x real")
FALSE = ("sqrt(x**2) = x", "x real")
UNREAD = ("x =", "")
CLAIMS: list[tuple[str, str]] = [TRUE, FALSE, UNREAD, ("x = x", ""), ("x < x + 1", "x real")] * 3


def _words(decisions: Sequence[Decision]) -> list[str]:
    return [
        "unread" if each.unread else "holds" if each.verdict.holds else each.verdict.kind.word for each in decisions
    ]


WANTED = ["holds", "refuted", "unread", "holds", "holds"] * 3


def test_a_true_claim_holds() -> None:
    decision = prove(*TRUE)
    assert decision.verdict.holds
    assert set(decision.as_json()) == KEYS
    assert decision.as_json()["verdict"] in ("proved", "certified")
    json.dumps(decision.as_json())


def test_a_false_claim_is_refuted_with_a_witness() -> None:
    decision = prove(*FALSE)
    assert decision.verdict.kind is Kind.REFUTED
    shown = decision.as_json()
    assert shown["verdict"] == "refuted"
    assert shown["witness"]["at"]["x"].startswith("-")
    assert repr(decision) == "<refuted: sqrt(x**2) = x where x real>"


def test_the_text_for_people_fits_80_columns_and_has_the_witness() -> None:
    text = str(prove("log(z*w) = log(z) + log(w)"))
    assert text.startswith("REFUTED    log(z*w) = log(z) + log(w)\n")
    assert max(map(len, text.splitlines())) <= 80
    labels = [line[:11].strip() for line in text.splitlines()]
    assert {"evidence", "at", "left", "right", "time"} <= set(labels)


def test_the_package_offers_both() -> None:
    assert dehsym.prove("1 + 1 = 2").verdict.kind is Kind.PROVED
    assert [each.verdict.holds for each in dehsym.prove_many(["1 + 1 = 2", "1 = 2"], workers=1)] == [True, False]


def test_what_cannot_be_read_is_an_error() -> None:
    with pytest.raises(NotationError, match=r"in the claim: .* at column 4"):
        prove("x =")
    with pytest.raises(NotationError, match=r"in where: .* did you mean 'real'"):
        prove("x = x", "x reel")
    with pytest.raises(NotationError, match="text under 'claim' is wanted, found 3"):
        prove(3)  # pyright: ignore[reportArgumentType]  (what a caller without types may do)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"wall_seconds": 0}, "a wall time above 0"),
        ({"wall_seconds": float("nan")}, "a wall time above 0"),
        ({"wall_seconds": float("inf")}, "a wall time above 0"),
        ({"memory_bytes": 1}, "at least 64 MiB"),
        ({"digits": 0}, "from 1 to 1000 digits"),
        ({"digits": 10**6}, "from 1 to 1000 digits"),
    ],
)
def test_bounds_out_of_range_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        prove("x = x", **options)
    with pytest.raises(EvaluationError, match=message):
        prove_many(["x = x"], **options)
    with pytest.raises(EvaluationError, match="workers are wanted"):
        prove_many(["x = x"], workers=0)


def test_limits_make_a_claim_undecided() -> None:
    decision = prove("Integral(exp(-t**2), (t, 0, oo)) = sqrt(pi)/2", wall_seconds=0.001)
    assert decision.verdict.kind is Kind.UNDECIDED
    assert decision.verdict.evidence == "0.001 s of wall time exceeded"


def test_many_claims_come_in_order() -> None:
    decisions = list(prove_many(CLAIMS, workers=2))
    assert _words(decisions) == WANTED
    assert [(each.claim, each.where) for each in decisions] == CLAIMS
    assert not threading.active_count() > 1


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_will_do(kind: type[ThreadPoolExecutor] | type[ProcessPoolExecutor]) -> None:
    with kind(2) as executor:
        assert _words(list(prove_many(CLAIMS, executor=executor))) == WANTED
        early = prove_many(CLAIMS[:3], executor=executor)
        assert next(early).verdict.holds
        early.close()


class _AtOnce(Executor):
    """An executor of somebody's own."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert all(isinstance(each, str) for each in args), "work items are text"
        future = Future[Any]()
        future.set_result(fn(*args, **kwargs))
        return future


def test_an_executor_of_ones_own_gets_text() -> None:
    assert _words(list(prove_many(CLAIMS[:5], executor=_AtOnce()))) == WANTED[:5]


def test_an_executor_that_was_shut_down_is_refused() -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(EvaluationError, match="an executor that takes work is wanted"):
        list(prove_many(["x = x"], executor=executor))


def test_work_in_bounds_is_text_to_text() -> None:
    answer = json.loads(decided_in_bounds(json.dumps([["1 = 1", "", 30, ""], 10, 2**30])))
    assert answer["verdict"]["kind"] == "proved"
    long = "Sum(sin(k)/k, (k, 1, 99999)) = 1"
    late = json.loads(decided_in_bounds(json.dumps([[long, "", 30, ""], 0.01, 2**30])))
    assert late["exceeded"][0] == "0.01 s of wall time exceeded"


def test_the_same_claim_gets_the_same_verdict() -> None:
    first, second = (decided([*FALSE, 30, ""])["verdict"] for _ in range(2))
    assert first == second == decided([*FALSE, 30, ""])["verdict"]


@pytest.mark.parametrize(
    ("given", "question"),
    [
        ("x = x", Question("x = x")),
        (("x = x", "x > 0"), Question("x = x", "x > 0")),
        (["a", "x = x", "x > 0"], Question("x = x", "x > 0", "a")),
        ((7, "x = x", ""), Question("x = x", "", 7)),
        ({"claim": "x = x"}, Question("x = x")),
        ({"id": 1.5, "claim": "x = x", "where": None}, Question("x = x", "", "1.5")),
        ({}, Question(problem="text under 'claim' is wanted, found None")),
        ({"claim": "x = x", "where": 1}, Question("x = x", problem="text under 'where' is wanted, found 1")),
        (3, Question(problem="a claim is wanted, found 3")),
        (("x = x",), Question(problem="a claim is wanted, found ('x = x',)")),
    ],
    ids=str,
)
def test_what_a_caller_may_give(given: Any, question: Question) -> None:
    assert Question.of(given) == question


def test_lines_of_a_file() -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "a", "claim": "1 = 1"}\n', b"\n", b'{"claim": "2 = 2", "where": ""}\n', b"not JSON\n",
        b'["x = x"]\n', b"\xff\xfe\n", b'{"claim": NaN}\n', b"[" * 100_000 + b"\n", b'{"id": 9, "claim": "3 = 3"}',
    ]  # fmt: skip
    questions = list(questions_in(lines))
    assert [question.id for question in questions] == ["a", 3, 4, 5, 6, 7, 8, 9]
    assert [bool(question.problem) for question in questions] == [False, False, True, True, True, True, True, False]
    assert "on line 4, found 'not JSON'" in questions[2].problem
    decisions = list(prove_many(questions, workers=1))
    assert [bool(decision.unread) for decision in decisions] == [bool(question.problem) for question in questions]
    assert decisions[2].as_json()["error"] is True
    assert decisions[2].as_json()["evidence"].startswith("not read: a JSON object")
