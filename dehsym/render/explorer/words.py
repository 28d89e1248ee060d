"""What the paper says in words, and what becomes of it."""

from __future__ import annotations

from dehsym.render.explorer.badges import verdict_badge
from dehsym.render.explorer.cards import card
from dehsym.render.explorer.contents import Contents
from dehsym.render.explorer.lines import evidence
from dehsym.render.explorer.markup import Html, joined, link, tag
from dehsym.render.explorer.said import said
from dehsym.verdict import Verdict


def words(contents: Contents) -> Html:
    """A card for every claim in words; orders of magnitude are among the numbers."""
    claims = contents.paper.prose
    return joined(_card(contents, id, verdict) for id, verdict in contents.run.remarks.items() if id in claims)


def _card(contents: Contents, id: str, verdict: Verdict) -> Html:
    remark = contents.paper.remarks[id]
    lines = joined((link(contents.id_of(step)) for step in remark.steps), ", ")
    numbers = joined((link(contents.paper.quantity(number).id) for number in remark.numbers), ", ")
    content = [
        tag("p", said(remark.prose, contents.paper.catalogue)),
        evidence(verdict, verdict_badge(verdict), contents.paper.catalogue),
        tag("p", "Decided on ", joined(filter(None, [lines, numbers]), ", ")) if lines or numbers else "",
    ]
    claim = joined(["“", said(contents.paper.prose[id].claim, contents.paper.catalogue), "”"])
    return card(id, "words", "h3", id, claim, verdict_badge(verdict), content)
