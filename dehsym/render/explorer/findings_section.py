"""The findings as a referee would report them, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator

from dehsym.display.judgements import SEVERITY_TITLES
from dehsym.findings import SEVERITIES, Finding
from dehsym.notation.latex_tokens import without_numbering
from dehsym.render.explorer.badges import severity_badge
from dehsym.render.explorer.cards import card, fact, finding_id, links
from dehsym.render.explorer.contents import Contents
from dehsym.render.explorer.markup import Html, joined, link, tag
from dehsym.render.explorer.mathml import formula
from dehsym.render.explorer.said import said
from dehsym.render.prose import PieceKind, pieces


def findings(contents: Contents) -> Html:
    """A group for each severity."""
    return joined(_group(contents, severity) for severity in SEVERITIES)


def _group(contents: Contents, severity: str) -> Html:
    found = [each for each in contents.run.findings if each.severity == severity]
    if not found:
        return Html("")
    ids = [finding_id(contents.run.findings, each) for each in found]
    cards = [_card(contents, each, id) for each, id in zip(found, ids, strict=True)]
    return tag("section", tag("h3", f"{SEVERITY_TITLES[severity]}: {len(found)}"), *cards, class_="group")


def _card(contents: Contents, finding: Finding, id: str) -> Html:
    facts = tag("dl", *_facts(contents, finding), class_="facts")
    headline, badge = _said(contents, finding.we_find), severity_badge(finding.severity)
    return card(id, "finding", "h4", finding.id, headline, badge, [facts])


def _facts(contents: Contents, finding: Finding) -> Iterator[Html]:
    yield from fact("Where", finding.where)
    yield from fact("The paper", _said(contents, finding.paper_says))
    if finding.evidence.witness:
        yield from fact("Why", _said(contents, finding.why))
    yield from fact("How sure", _said(contents, finding.sure))
    if finding.correct:
        yield from fact("Computed", _said(contents, finding.correct))
    claims = [each for each in finding.claims if each in contents.on_page]
    if claims and claims[0] == finding.id:
        yield from fact("It is about", link(claims.pop(0)))
    if claims:
        yield from fact("Concerned, or resting on it", links(contents, claims))


def _said(contents: Contents, text: str) -> Html:
    """A text, in which one formula alone is displayed."""
    first, *others = pieces(text)
    if first.kind is PieceKind.LATEX and not others:
        return formula(without_numbering(first.text), display=True)
    return said(text, contents.paper.catalogue)
