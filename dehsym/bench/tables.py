"""The run as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

_SAID = {True: "holds", False: "BROKEN", None: "not measured"}


def print_benchmark(document: Mapping[str, Any], console: Console | None = None) -> None:
    """Print what `dehsym bench --json` prints, as tables.

    A ratio is the time of a peer over ours, certified: above 1 ours is ahead, below 1 the peer is.
    """
    out = console or Console(highlight=False, markup=False)
    for group in dict.fromkeys(row["group"] for row in document["cases"]):
        out.print(_ratios(document, group))
        for line in _remarks(document, group):
            out.print(line, soft_wrap=True)
    for name, why in document["missing"].items():
        out.print(f"left out: {name}: {why}", soft_wrap=True)
    if document["commands"]:
        out.print(_commands(document["commands"]))
    if document["growth"]:
        out.print(_growth(document["growth"]))
    if document["floors"]:
        out.print(_floors(document["floors"]))
    versions = ", ".join(f"{name} {number}" for name, number in document["environment"].items())
    out.print(versions, style="dim", soft_wrap=True)


def _ratios(document: Mapping[str, Any], group: str) -> Table:
    """One row a peer, one column a number of digits: the median ratio, with the least and the most."""
    cases = [row for row in document["cases"] if row["group"] == group]
    digits = list(dict.fromkeys(row["digits"] for row in cases))
    known = {(row["peer"], row["digits"]): row for row in document["groups"] if row["group"] == group}
    title = f"{group}: time over that of dehsym, certified (median, least to most)"
    table = Table(title=title, title_justify="left", min_width=len(title))
    table.add_column("digits")
    for number in digits:
        table.add_column(f"{number:,}", justify="right")
    for peer in dict.fromkeys(row["peer"] for row in cases):
        cells: list[str] = []
        for number in digits:
            rows = [row for row in cases if (row["peer"], row["digits"]) == (peer, number)]
            cells.append(_cell(known.get((peer, number)), rows))
        table.add_row(peer, *cells)
    return table


def _cell(spread: Mapping[str, Any] | None, rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    if spread is None:
        return "wrong" if any(row["verdict"] == "wrong" for row in rows) else "too slow"
    shown = f"{_short(spread['median'])} ({_short(spread['least'])} to {_short(spread['most'])})"
    left = sum(row["verdict"] != "right" for row in rows)
    return f"{shown}, {len(rows) - left} of {len(rows)}" if left else shown


def _short(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def _remarks(document: Mapping[str, Any], group: str) -> list[str]:
    """What was wrong or too slow, and who is ahead of ours."""
    rows = [row for row in document["cases"] if row["group"] == group]
    lines = [
        f"{row['verdict']}: {row['peer']}, {row['case']}, {row['digits']} digits: {row['why']}"
        for row in rows
        if row["verdict"] != "right"
    ]
    ahead = [row for row in document["groups"] if row["group"] == group and row["median"] < 1]
    lines += [
        f"ahead of ours: {row['peer']} at {row['digits']} digits, {row['median']:.2f} of our time" for row in ahead
    ]
    return lines


def _commands(times: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table(title="commands, processor time of the process (median, least to most)", title_justify="left")
    table.add_column("command")
    table.add_column("ms", justify="right")
    for name, spread in times.items():
        shown = [f"{1000 * spread[key]:.0f}" for key in ("median", "least", "most")]
        table.add_row(name, f"{shown[0]} ({shown[1]} to {shown[2]})")
    return table


def _growth(curves: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(title="cost as work grows", title_justify="left")
    for name in ("what", "from", "to", "exponent"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for curve in curves:
        first, last = curve["points"][0], curve["points"][-1]
        ends = (f"{size:,} {curve['unit']}: {_time(seconds)}" for size, seconds in (first, last))
        table.add_row(curve["name"], *ends, f"{curve['exponent']:.2f}")
    return table


def _time(seconds: float) -> str:
    for unit, name in ((1.0, "s"), (1e-3, "ms")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds * 1e6:.3g} us"


def _floors(floors: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(title="floors", title_justify="left")
    for name in ("about", "wanted", "found", ""):
        table.add_column(name)
    for row in floors:
        found = "" if row["found"] is None else f"{row['found']:.2f}"
        table.add_row(row["about"], row["wanted"], found or row["reason"], _SAID[row["holds"]])
    return table
