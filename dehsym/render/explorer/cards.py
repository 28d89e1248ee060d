"""Cards: what folds behind a line with a name, a headline and badges; and facts and links within it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dehsym.findings import Finding
from dehsym.render.explorer.contents import Contents
from dehsym.render.explorer.markup import Html, anchor, joined, link, tag

_MOST_LINKS = 60


def card(id: str, kind: str, heading: str, name: str, headline: Html, badges: Html, content: Iterable[str]) -> Html:
    """A card under an id; `heading` is h3 or h4, whichever is the next below what it is in."""
    head = tag(heading, name, class_="name"), tag("span", headline, class_="headline")
    summary = tag("summary", *head, tag("span", badges, class_="badges"))
    return tag("details", summary, *content, id=anchor(id), class_=f"item {kind}")


def fact(name: str, *value: str) -> Iterator[Html]:
    """A row of a list of facts."""
    yield tag("dt", name)
    yield tag("dd", *value)


def links(contents: Contents, ids: Sequence[str]) -> Html:
    """Links to printed things; of very many the first."""
    shown = [reference(contents, each) for each in ids[:_MOST_LINKS]]
    more = f" and {len(ids) - _MOST_LINKS} more" if len(ids) > _MOST_LINKS else ""
    return joined([joined(shown, ", "), more]) if shown else tag("span", "nothing that is printed", class_="aside")


def reference(contents: Contents, id: str) -> Html:
    """A link to what has that id, if the page shows it."""
    return link(id) if id in contents.on_page else tag("span", id)


def finding_id(all_findings: Sequence[Finding], finding: Finding) -> str:
    """The id of a finding on the page; of several of one id, the later ones have a number."""
    same = [each for each in all_findings if each.id == finding.id]
    place = next(number for number, each in enumerate(same) if each is finding)
    return anchor(f"finding-{finding.id}" + (f"-{place + 1}" if place else ""))
