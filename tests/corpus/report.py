"""The report on the judge: `python -m tests.corpus.report` prints the table; exit status 1 if a floor is missed.

Identities and traps are all tried; of the mutants so many as asked for; and a part of them is given to `sympy.simplify`
and to a sampling with mpmath as well, in the same run, to see who is right how often and how fast.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from tests.corpus.peers import PEERS, compared
from tests.corpus.trial import IDENTITY_FILES, Tried, identities, mutants_of, read

_WORDS = ("proved", "certified", "refuted", "equivalent", "undecided")


def table(tried: Sequence[Tried], label: Callable[[Tried], str]) -> list[str]:
    """Rows of counts by label, with the median time in milliseconds, and a row for all."""
    rows = [f"{'':34}{'':>7}" + "".join(f"{word:>11}" for word in _WORDS) + f"{'median ms':>11}"]
    groups: dict[str, list[Tried]] = {}
    for each in tried:
        groups.setdefault(label(each), []).append(each)
    for name, group in [*sorted(groups.items()), ("all", list(tried))]:
        counts = Counter(each.verdict for each in group)
        cells = "".join(f"{counts[word] or '':>11}" for word in _WORDS)
        rows.append(f"{name:34}{len(group):>7}{cells}{1000 * median(each.seconds for each in group):>11.1f}")
    return rows


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
    times = [each.seconds for each in (*true, *mutated) if each.verdict != "undecided"]
    if median(times) > 0.02:
        missed.append(f"a median of {1000 * median(times):.0f} ms a decided claim, at most 20 ms is wanted")
    return missed


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def main() -> int:
    """Try, print, and compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.report", description=__doc__)
    parser.add_argument("--mutants", type=int, default=12_000, help="at most so many mutants in all")
    parser.add_argument("--compare", type=int, default=150, help="so many identities, and mutants, for the peers too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes")
    chosen = parser.parse_args()
    lines = read(*IDENTITY_FILES)
    equations = [line for line in lines if line.family != "relation"]
    true = list(identities(lines, chosen.jobs))
    _print([f"{len(true)} identities and relations", *table(true, lambda each: each.line.family), ""])
    traps = list(identities(read("traps"), chosen.jobs))
    _print([f"{len(traps)} traps", *table(traps, lambda each: f"to be {each.line.expected}"), ""])
    mutated = list(mutants_of(equations, -(-chosen.mutants // len(equations)), chosen.jobs))
    _print([f"{len(mutated)} mutants", *table(mutated, lambda each: each.kind), ""])
    if chosen.compare:
        _print(
            [
                f"peers, {', '.join(PEERS)}, on the same claims, one after the other",
                *compared(lines, chosen.compare),
                "",
            ]
        )
    missed = floors(true, traps, mutated)
    _print(missed or ["every floor is kept"])
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
