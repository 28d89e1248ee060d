"""What comes out differently in a changed world, old beside new, as plain text, readable in 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from dehsym.changed_world import NumberChange, WordsChange, WorldDifference
from dehsym.changed_world.difference import EquationChange
from dehsym.result import Result
from dehsym.verdict import Verdict

_WIDTH = 80
_FALLEN = "cannot be had"
_COLUMN = 24


def changed_world_text(difference: WorldDifference) -> str:
    """What is altered; equations, numbers, claims in words, findings that differ; and what falls, with its cause.

    >>> from dehsym.changed_world import Change
    >>> print(changed_world_text(WorldDifference([Change("T = 4", "T = 4")], [], [], [], [], [], [], {}, {})))
    In a world with
      T = 4
    <BLANKLINE>
    nothing comes out differently.
    """
    lines = ["In a world with"]
    for change in difference.changes:
        lines += _wrapped("  ", change.told)
    if not difference:
        return "\n".join([*lines, "", "nothing comes out differently."])
    totals = difference.totals
    lines += _section("Equations", difference.equations, totals["equations"])
    for equation in difference.equations:
        lines += _equation(equation)
    lines += _section("Numbers", difference.numbers, totals["numbers"])
    lines += _numbers(difference.numbers)
    lines += _section("Claims in words", difference.words, totals["words"])
    for words in difference.words:
        lines += _words(words)
    if difference.figures:
        lines += ["", *_wrapped("Drawn otherwise: ", ", ".join(difference.figures))]
    lines += _findings(difference)
    if difference.fallen:
        lines += ["", "What can no longer be had, and why"]
    for cause, ids in difference.fallen.items():
        lines += [*_wrapped("  ", ", ".join(ids)), *_wrapped("    ", cause)]
    return "\n".join(lines)


def _section(title: str, rows: Sequence[object], total: int) -> list[str]:
    return ["", f"{title}: {len(rows)} of {total} differ"] if rows else ["", f"{title}: none of {total} differs"]


def _equation(row: EquationChange) -> list[str]:
    lines = [f"  {row.id}", *_wrapped("    was  ", str(row.old.equation))]
    if row.new is None:
        return [*lines, f"    now  {_FALLEN}"]
    now = "the same" if row.new.equation == row.old.equation else str(row.new.equation)
    return [*lines, *_wrapped("    now  ", now), *_wrapped("    ", _verdicts(row.old, row.new))]


def _verdicts(old: Result, new: Result) -> str:
    told = [
        f"{name} {_kinds(getattr(old, name), getattr(new, name))}"
        for name in ("follows", "matches", "standing")
        if getattr(old, name) is not None
    ]
    return ", ".join(told)


def _kinds(old: Verdict | None, new: Verdict | None) -> str:
    before, after = (each.kind.word if each else "nothing" for each in (old, new))
    return before if before == after else f"{before} → {after}"


def _numbers(rows: Sequence[NumberChange]) -> Iterator[str]:
    for row in rows:
        name = row.name if row.id == row.name else f"{row.id} {row.name}"
        unit = "" if row.unit == "1" else f", in {row.unit}"
        yield from _wrapped("  ", f"{name}{unit}{f', printed {row.printed}' if row.printed else ''}")
        now = _FALLEN if row.new is None else row.new
        if row.new == row.old:
            yield f"    as before {row.old}"
        else:
            yield from _wrapped("    ", f"was {row.old:{_COLUMN}s}  now {now}")
        old, new = row.rounds
        told = [row.note] if row.note else []
        if old and new and old.kind is not new.kind:
            told.append(f"that it rounds to the print: {_kinds(old, new)}")
        if row.audit[0] != row.audit[1] and row.audit[1]:
            told.append(f"audit: {row.audit[0]} → {row.audit[1]}")
        if told:
            yield from _wrapped("    ", "; ".join(told))


def _words(row: WordsChange) -> list[str]:
    now = row.new.kind.word if row.new else _FALLEN
    return _wrapped(f"  {row.id}: ", f"{row.claim}: {row.old.kind.word} → {now}", "      ")


def _findings(difference: WorldDifference) -> list[str]:
    lines: list[str] = []
    for title, ids in (("no longer found", difference.findings_gone), ("newly found", difference.findings_new)):
        if ids:
            lines += ["", *_wrapped(f"Findings {title}: ", ", ".join(ids), "  ")]
    return lines


def _wrapped(head: str, text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        head + text, _WIDTH, subsequent_indent=indent or " " * len(head), break_on_hyphens=False, drop_whitespace=True
    )
