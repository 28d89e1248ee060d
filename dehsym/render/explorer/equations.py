"""The printed equations, part by part in the order of the paper; each unfolds into its derivation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dehsym.examination import Checked
from dehsym.notation.latex_tokens import without_numbering
from dehsym.render.explorer.badges import three_badges, verdict_badge
from dehsym.render.explorer.cards import card, fact, finding_id, links
from dehsym.render.explorer.contents import Contents
from dehsym.render.explorer.lines import display, evidence, list_of_lines
from dehsym.render.explorer.markup import Html, anchor, joined, link, tag
from dehsym.render.explorer.mathml import formula
from dehsym.render.explorer.said import said
from dehsym.result import Result


def parts(contents: Contents) -> Html:
    """A section for each part of the paper."""
    return joined(_part(contents, part) for part in contents.parts)


def part_id(part: str) -> str:
    """The id of the section of a part."""
    return anchor(f"part-{part}")


def _part(contents: Contents, part: str) -> Html:
    results = [result for result in contents.run.results if result.claim.where == part]
    further = [(each, lines) for each, lines in contents.further if each.part == part]
    rest = [
        tag(
            "details",
            tag("summary", tag("h4", derivation.title), tag("span", f"{len(lines)} lines", class_="aside")),
            list_of_lines(contents, lines),
            class_="item further",
        )
        for derivation, lines in further
    ]
    head = tag("h4", "Lines that lead to no printed equation", class_="rest") if rest and results else ""
    cards = [_card(contents, result) for result in results]
    return tag("section", tag("h3", part), *cards, head, *rest, id=part_id(part), class_="group")


def _card(contents: Contents, result: Result) -> Html:
    badges = three_badges(result.follows, result.matches, result.standing)
    headline = formula(_shown(result), display=True)
    return card(result.id, "equation", "h4", f"({result.id})", headline, badges, _body(contents, result))


def _shown(result: Result) -> str:
    return without_numbering(result.claim.latex) if result.claim.latex else result.latex


def _body(contents: Contents, result: Result) -> Iterator[Html]:
    """Printed and computed; the verdicts; what is to be granted; what is printed before and after; the steps."""
    if result.claim.latex:
        yield display(without_numbering(result.claim.latex), "printed")
    else:
        yield tag("p", tag("span", "printed", class_="what"), " in words: ", result.claim.text)
    yield display(result.latex, "computed")
    yield evidence(result.follows, verdict_badge(result.follows, "follows"), result.catalogue)
    if result.matches:
        yield evidence(result.matches, verdict_badge(result.matches, "matches"), result.catalogue)
    yield evidence(result.standing, verdict_badge(result.standing, "standing"), result.catalogue)
    yield tag("dl", *_connections(contents, result), class_="facts")
    lines = contents.lines[result.id]
    others = len(result.numbers) - len(lines)
    yield tag("h5", "Derivation", f", from {others} lines that are shown where they are first used" if others else "")
    yield list_of_lines(contents, lines, result.id)


def _connections(contents: Contents, result: Result) -> Iterator[Html]:
    about = [each for each in contents.run.findings if result.id == each.id or result.id in each.claims[:1]]
    if about:
        found = (link(finding_id(contents.run.findings, each), each.id) for each in about)
        yield from fact("Findings", joined(found, ", "))
    yield from fact("Rests on, as printed", links(contents, contents.printed_before(result.id)))
    if rows := result.rests_on:
        yield from fact(f"A reader must grant ({len(rows)})", _granted(contents, result, rows))
    yield from fact("What rests on it, as printed", links(contents, contents.printed_after(result.id)))


def _granted(contents: Contents, result: Result, rows: Sequence[dict[str, Any]]) -> Html:
    by_number = dict(enumerate(result.checked.ancestry, 1))
    shown = [(row, said(str(row["prose"]), result.catalogue)) for row in rows]
    items = [
        tag("li", tag("b", str(row["kind"])), ": ", words, " ", _where(contents, by_number, row))
        for row, words in shown
    ]
    return tag("ul", *items, class_="grants")


def _where(contents: Contents, by_number: dict[int, Checked], row: dict[str, Any]) -> Html:
    return link(contents.id_of(by_number[row["step"]].step))
