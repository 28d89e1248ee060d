"""Deciding anybody's claims.

What needs SymPy, which takes half a second to import, is imported inside the commands.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, TypedDict

import click

from dehsym.commands.answering import json_option, nobody_reads, print_json, say_text

_LONGEST_LINE = 1 << 20


class _Bounds(TypedDict):
    wall_seconds: float
    memory_bytes: int
    digits: int


@click.command(context_settings={"ignore_unknown_options": True})  # "-x^2 <= 0" is a claim
@click.argument("claim", required=False)
@click.option("--where", default="", metavar="CONDITIONS", help="Conditions joined by commas: 'x > 0, n integer'.")
@click.option("--file", "file", type=click.File("rb"), help="Claims as JSON lines with claim, where, id; - for input.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes [one a processor].")
@click.option("--wall", type=float, default=10.0, show_default=True, help="Seconds for each claim.")
@click.option("--memory", type=click.IntRange(min=1), default=4096, show_default=True, help="MiB for each claim.")
@click.option("--digits", type=int, default=30, show_default=True, help="Digits that a certificate states.")
@json_option
def prove(
    claim: str | None,
    where: str,
    file: BinaryIO | None,
    jobs: int,
    wall: float,
    memory: int,
    digits: int,
    as_json: bool,
) -> int:
    """Decide whether an equation, inequality or chain holds for all values that the conditions allow.

    CLAIM is typed, as in 'sqrt(x^2) = x', or LaTeX between dollar signs. A letter is a symbol, complex unless a
    condition says otherwise. Exit status: 0 if everything holds, 1 if something is refuted or undecided, 2 if something
    cannot be read. With --file the decisions come as JSON lines, in the order of the claims.
    """
    bounds: _Bounds = {"wall_seconds": wall, "memory_bytes": memory << 20, "digits": digits}
    if file is not None:
        if claim is not None or where:
            raise click.UsageError("a claim or a file is wanted, found both")
        return _prove_file(file, jobs, bounds)
    if claim is None:
        raise click.UsageError("a claim is wanted, or --file with many")
    from dehsym.proving import prove as prove_one

    decision = prove_one(claim, where, **bounds)
    if as_json:
        print_json(decision.as_json())
    else:
        say_text(str(decision))
    return 0 if decision.verdict.holds else 1


def _prove_file(file: BinaryIO, jobs: int, bounds: _Bounds) -> int:
    """Print a decision a line; the count of each verdict goes to standard error."""
    from dehsym.progress import progress_bar
    from dehsym.proving import prove_many, questions_in

    began, total, words = time.perf_counter(), None, Counter[str]()
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        start, total = file.tell(), sum(1 for line in _lines(file) if line.strip())
        file.seek(start)
    decisions = prove_many(questions_in(_lines(file)), workers=jobs, **bounds)
    with progress_bar(total, shown=True, label="proving") as advance, closing(decisions):
        for decision in decisions:
            try:
                click.echo(json.dumps(decision.as_json()))
            except BrokenPipeError:
                return nobody_reads()
            words["not read" if decision.unread else decision.verdict.kind.word] += 1
            advance(decision.verdict.kind.word)
    if not words:
        raise click.UsageError(f"a claim a line is wanted, found none in {file.name}")
    counts = ", ".join(f"{words[word]} {word}" for word in sorted(words))
    click.echo(f"dehsym: {words.total()} claims: {counts}; {time.perf_counter() - began:.1f} s", err=True)
    return 2 if words["not read"] else 1 if words["refuted"] or words["undecided"] else 0


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines, none of them longer than fits."""
    return iter(lambda: file.readline(_LONGEST_LINE), b"")
