"""The one writer of tables: facts about a thing, a name and what it is in each row; and tables with a head.

Every cell has its style with it, as the style sheets of notebooks push numbers and words to the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dehsym.display.words import plain
from dehsym.markup import Html, joined, tag

_CELL = "text-align:left;vertical-align:top"
_NAME = f"{_CELL};font-weight:normal;opacity:0.75;white-space:nowrap"
_ITEM = "margin:0.25em 0"
_WIDE = "overflow-x:auto"


def facts(rows: Iterable[tuple[str, str]], title: str = "") -> Html:
    """A row for each name with what it is; rows that say nothing are left out.

    >>> facts([("name", "T"), ("unit", "")]).count("<tr>")
    1
    """
    told = ((name, said) for name, said in rows if said)
    shown = [tag("tr", tag("th", name, style=_NAME, scope="row"), _cell(said)) for name, said in told]
    return _table(shown, title)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], title: str = "", note: str = "") -> Html:
    """Rows under a head, with a line below where there is something to add.

    >>> table(["T"], [["1 < 2"]])[-54:]
    't;vertical-align:top">1 &lt; 2</td></tr></table></div>'
    """
    names = tag("tr", *(tag("th", each, style=_NAME, scope="col") for each in head))
    shown = [tag("tr", *map(_cell, row)) for row in rows]
    return _table([names, *shown], title, note)


def items(texts: Iterable[str]) -> Html:
    """Things below one another in one cell; one alone stands without ado.

    >>> items(["one"]), items(["one", "other"]).count("<div")
    ('one', 2)
    """
    given = [plain(each) for each in texts]
    return joined(given if len(given) == 1 else (tag("div", each, style=_ITEM) for each in given))


def folded(summary: str, content: str) -> Html:
    """What is there to be unfolded.

    >>> folded("more", "this")[-28:]
    'more</summary>this</details>'
    """
    return tag("details", tag("summary", plain(summary), style=_ITEM), plain(content))


def below(*parts: str) -> Html:
    """Tables below one another; those that say nothing are left out.

    >>> below("one", "", "other")
    '<div>one other</div>'
    """
    return tag("div", joined(filter(None, parts), " "))


def _cell(said: str) -> Html:
    return tag("td", plain(said), style=_CELL)


def _table(rows: Sequence[str], title: str, note: str = "") -> Html:
    head = tag("div", tag("b", plain(title))) if title else ""
    foot = tag("div", plain(note)) if note else ""
    return tag("div", head, tag("table", *rows) if rows else "", foot, style=_WIDE)
