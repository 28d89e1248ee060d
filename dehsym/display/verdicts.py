"""A verdict in a cell of a table: its badge, its evidence, and the point at which a reader can see it for himself."""

from __future__ import annotations

from dehsym.backticks import without_backticks
from dehsym.display.badges import badge
from dehsym.display.words import Say, cut, prose
from dehsym.markup import Html, joined, tag
from dehsym.verdict import Verdict


def verdict_cell(verdict: Verdict | None, say: Say = prose) -> Html:
    """The badge and the evidence, with the witness where the evidence does not tell it; nothing printed has none.

    >>> from dehsym.verdict import proved
    >>> verdict_cell(proved("both sides are `x`"))[-44:]
    ' proved</span> both sides are <code>x</code>'
    """
    if verdict is None:
        return badge("nothing printed")
    parts = [badge(verdict.kind.word), say(cut(verdict.evidence))]
    point = str(verdict.witness) if verdict.witness else ""
    if point and without_backticks(point) not in without_backticks(verdict.evidence):
        parts.append(tag("div", say(cut(point)), style="margin-top:0.25em"))
    if verdict.conditions:
        parts.append(tag("div", "provided ", say(verdict.provided)))
    return joined(parts, " ")
