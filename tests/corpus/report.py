"""The report on the judge: `python -m tests.corpus.report` prints the table; exit status 1 if a floor is missed.

Identities and traps are all tried, and so many mutants as asked for; a part of them is given to `sympy.simplify` and to
a sampling with mpmath as well, in the same run, to see who is right how often and how fast. A row is printed as soon as
it is known, so that a run which is broken off has said what it found.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median

from tests.corpus.peers import PEERS, compared
from tests.corpus.trial import IDENTITY_FILES, Line, Tried, identities, mutants_of, read

_WORDS = ("proved", "certified", "refuted", "equivalent", "undecided")
_OF_AN_UNBOUNDED_ONE = 3
"""Mutants of a line with an integral or an infinite sum: each takes a hundred times as long as the others."""


def heading(title: str) -> str:
    """The line above the rows."""
    return f"{title:34}{'':>7}" + "".join(f"{word:>11}" for word in _WORDS) + f"{'median ms':>11}"


def row(name: str, group: Sequence[Tried]) -> str:
    """Counts by verdict, with the median time of the decided ones in milliseconds."""
    counts = Counter(each.verdict for each in group)
    cells = "".join(f"{counts[word] or '':>11}" for word in _WORDS)
    times = decided_seconds(group)
    return f"{name:34}{len(group):>7}{cells}" + (f"{1000 * median(times):>11.1f}" if times else "")


def decided_seconds(tried: Iterable[Tried]) -> list[float]:
    """The seconds of the decided ones."""
    return [each.seconds for each in tried if each.verdict != "undecided"]


def undecided_share(tried: Sequence[Tried]) -> float:
    """The part of them that is neither right nor wrong."""
    return sum(each.verdict == "undecided" for each in tried) / max(len(tried), 1)


def floors(true: Sequence[Tried], traps: Sequence[Tried], mutated: Sequence[Tried]) -> list[str]:
    """What is asked of the judge and missed, one line each."""
    missed: list[str] = []
    bounded = [each for each in true if not each.line.is_unbounded]
    for name, group in (("identity", true), ("trap", traps), ("mutant", mutated)):
        missed += [f"{name} judged wrongly: {each}" for each in group if each.is_wrong]
    missed += [f"identity undecided: {each}" for each in bounded if each.verdict == "undecided"]
    missed += [f"trap undecided: {each}" for each in traps if each.verdict == "undecided"]
    if undecided_share(true) > 0.05:
        missed.append(f"{undecided_share(true):.1%} of the identities undecided, at most 5 % are wanted")
    if undecided_share(mutated) > 0.01:
        missed.append(f"{undecided_share(mutated):.2%} of the mutants undecided, at most 1 % is wanted")
    middle = median(decided_seconds([*true, *mutated]))
    if middle > 0.02:
        missed.append(f"a median of {1000 * middle:.0f} ms a decided claim, at most 20 ms is wanted")
    return missed


def main() -> int:
    """Try, print, and compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.report", description=__doc__)
    parser.add_argument("--mutants", type=int, default=12_000, help="about so many mutants in all")
    parser.add_argument("--compare", type=int, default=150, help="so many identities, and mutants, for the peers too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes")
    parser.add_argument("--undecided", action="store_true", help="show the undecided ones too")
    chosen = parser.parse_args()
    began = time.monotonic()
    true = _by_file("identities and relations", IDENTITY_FILES, lambda lines: identities(lines, chosen.jobs))
    traps = _by_file("traps", ("traps",), lambda lines: identities(lines, chosen.jobs))
    each = _mutants_each(read(*IDENTITY_FILES), chosen.mutants)
    mutated = _by_file("mutants, by file", IDENTITY_FILES, lambda lines: _mutants(lines, each, chosen.jobs))
    _print_groups("the same mutants, by kind", mutated, lambda one: one.kind)
    if chosen.undecided:
        _print(f"undecided: {one}" for one in (*true, *mutated) if one.verdict == "undecided")
    if chosen.compare:
        _print([f"peers, {', '.join(PEERS)}: the same claims, one after the other"])
        _print([*compared(read(*IDENTITY_FILES), chosen.compare), ""])
    missed = floors(true, traps, mutated)
    _print([f"{time.monotonic() - began:.0f} s in all", *(missed or ["every floor is kept"])])
    return 1 if missed else 0


def _by_file(title: str, names: Sequence[str], tried: Callable[[Sequence[Line]], Iterable[Tried]]) -> list[Tried]:
    """The lines of each file tried, a row each."""
    found: list[Tried] = []
    _print([heading(title)])
    for name in names:
        group = list(tried(read(name)))
        found += group
        if group:
            _print([row(name, group)])
    _print([row("all", found), ""])
    return found


def _print_groups(title: str, tried: Sequence[Tried], label: Callable[[Tried], str]) -> None:
    groups: dict[str, list[Tried]] = {}
    for each in tried:
        groups.setdefault(label(each), []).append(each)
    _print([heading(title), *(row(name, group) for name, group in sorted(groups.items())), ""])


def _mutants_each(lines: Sequence[Line], wanted: int) -> int:
    """So many mutants of a line as give the number wanted, if the unbounded ones have theirs."""
    bounded = sum(not line.is_unbounded for line in lines if line.family != "relation")
    unbounded = sum(line.is_unbounded for line in lines if line.family != "relation")
    return max(1, -(-(wanted - _OF_AN_UNBOUNDED_ONE * unbounded) // bounded))


def _mutants(lines: Sequence[Line], each: int, jobs: int) -> Iterator[Tried]:
    equations = [line for line in lines if line.family != "relation"]
    yield from mutants_of([line for line in equations if not line.is_unbounded], each, jobs)
    yield from mutants_of([line for line in equations if line.is_unbounded], min(each, _OF_AN_UNBOUNDED_ONE), jobs)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
