"""What the paper says in words, and what becomes of it."""

from __future__ import annotations

from dehsym.render.explorer.badges import verdict_badge
from dehsym.render.explorer.cards import card
from dehsym.render.explorer.contents import Contents
from dehsym.render.explorer.lines import evidence
from dehsym.render.explorer.markup import Html, joined, link, tag
from dehsym.render.explorer.mathml import prose
from dehsym.verdict import Verdict


def words(contents: Contents) -> Html:
    """A card for every claim in words; orders of magnitude are among the numbers."""
    said = contents.paper.prose
    return joined(_card(contents, id, verdict) for id, verdict in contents.run.remarks.items() if id in said)


def _card(contents: Contents, id: str, verdict: Verdict) -> Html:
    remark = contents.paper.remarks[id]
    lines = joined((link(contents.id_of(step)) for step in remark.steps), ", ")
    numbers = joined((link(contents.paper.quantity(number).id) for number in remark.numbers), ", ")
    content = [
        tag("p", prose(remark.prose)),
        evidence(verdict, verdict_badge(verdict)),
        tag("p", "Decided on ", joined(filter(None, [lines, numbers]), ", ")) if lines or numbers else "",
    ]
    said = joined(["“", contents.paper.prose[id].claim, "”"])
    return card(id, "words", "h3", id, said, verdict_badge(verdict), content)
