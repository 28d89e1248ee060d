"""The same claims given to what people use today: `sympy.simplify`, and agreement at random points with mpmath.

Each is asked in its own forked process with the same few seconds a claim. Both answer yes or no; neither has a witness
or a proof, so that only the answers can be compared, and the time they take.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from random import Random
from types import MappingProxyType
from typing import Any

from dehsym.bounded import Exceeded, in_order
from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.proposition import Proposition
from tests.corpus.mutants import mutants
from tests.corpus.sampling import sampled
from tests.corpus.trial import MEMORY_BYTES, Line

_sympy: Any = import_module("sympy")  # a peer, as people use it: untyped

_SECONDS = 8.0
_WIDTHS = (11, 6, 6, 12, 6, 6)


def _ours(claim: Proposition) -> str:
    verdict = decide(claim)
    return "yes" if verdict.holds else "no" if verdict.kind.word == "refuted" else "open"


def _simplify(claim: Proposition) -> str:
    relation = claim.relations[0]
    return "yes" if _sympy.simplify(relation.left - relation.right) == 0 else "no"


def _sampling(claim: Proposition) -> str:
    return sampled(claim.relations[0], claim.domains)


PEERS: Mapping[str, Callable[[Proposition], str]] = MappingProxyType(
    {"dehsym": _ours, "sympy.simplify": _simplify, "mpmath sampling": _sampling}
)


def asked(item: Sequence[Any]) -> list[tuple[bool, str, float]]:
    """Whether true, the answer, and the seconds, of the peer, for an identity and one mutant of it."""
    peer, name, claim, where = item
    proposition = read_proposition(claim, where)
    claims = [(True, proposition)]
    claims += [
        (False, Proposition((mutant.relation,), proposition.domains, proposition.conditions))
        for mutant in mutants(proposition, 1, name)
    ]
    found: list[tuple[bool, str, float]] = []
    for true, each in claims:
        began = time.perf_counter()
        try:
            answer = PEERS[peer](each)
        except Exception:
            answer = "open"  # a peer that breaks down has no answer
        found.append((true, answer, time.perf_counter() - began))
    return found


def compared(lines: Sequence[Line], number: int) -> list[str]:
    """Rows: right and wrong answers of each peer on some identities and a mutant of each, and claims a second."""
    usable = [line for line in lines if line.family != "relation" and not line.is_unbounded]
    chosen = Random(1).sample(usable, min(number, len(usable)))
    heads = ("true: yes", "no", "open", "false: no", "yes", "open", "claims/s", "median ms")
    widths = (*_WIDTHS, 10, 11)
    rows = [f"{'':20}" + "".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True))]
    for peer in PEERS:
        items = [[peer, line.id, line.claim, line.where] for line in chosen]
        counts: Counter[tuple[bool, str]] = Counter()
        times: list[float] = []
        for answer in in_order(asked, items, workers=1, wall_seconds=2 * _SECONDS, memory_bytes=MEMORY_BYTES):
            answers = [(True, "open", _SECONDS), (False, "open", _SECONDS)] if isinstance(answer, Exceeded) else answer
            for true, word, seconds in answers:
                counts[true, word] += 1
                times.append(seconds)
        cells = [counts[True, "yes"], counts[True, "no"], counts[True, "open"]]
        cells += [counts[False, "no"], counts[False, "yes"], counts[False, "open"]]
        shown = "".join(f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))
        middle = 1000 * sorted(times)[len(times) // 2]
        rows.append(f"{peer:20}{shown}{len(times) / sum(times):>10.1f}{middle:>11.1f}")
    return rows
