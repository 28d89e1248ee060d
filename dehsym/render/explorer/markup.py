"""The markup of the page, with places on it and links to them."""

from __future__ import annotations

import re
from urllib.parse import quote

from dehsym.markup import Html, joined, tag, with_powers

__all__ = ["Html", "anchor", "joined", "link", "tag", "with_powers"]


def anchor(id: str) -> str:
    """An id as the page has it: the same, but that an id of HTML has no white space.

    >>> anchor("A.2"), anchor("two words")
    ('A.2', 'two_words')
    """
    return re.sub(r"\s+", "_", id)


def link(id: str, *content: str, **attributes: str | bool | None) -> Html:
    """A link to what has that id on the page; its text is the id unless another is given.

    >>> link("A.2"), link('"><b>', "x")
    ('<a href="#A.2">A.2</a>', '<a href="#%22%3E%3Cb%3E">x</a>')
    """
    return tag("a", *(content or (id,)), href="#" + quote(anchor(id), safe="._-:=~/()"), **attributes)
