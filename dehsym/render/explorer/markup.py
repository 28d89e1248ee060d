"""Markup that cannot be forgotten to escape: text becomes markup only by `tag` and `joined`, which escape it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import final
from urllib.parse import quote


@final
class Html(str):
    """Text that is markup already; any other text is escaped where it is put in."""

    __slots__ = ()


_POWER = re.compile(r"(?<=\d)[eE]\+?(-?\d+)|\^\(?(-?[\d/]+)\)?")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")


def tag(name: str, /, *content: str, **attributes: str | bool | None) -> Html:
    """An element; of an attribute `class_` is `class`, `aria_label` is `aria-label`, True has no value, None is none.

    >>> tag("p", "1 < 2 ", tag("b", "so"), class_="note", hidden=True)
    '<p class="note" hidden>1 &lt; 2 <b>so</b></p>'
    """
    shown = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{shown}>")
    return Html(f"<{name}{shown}>{joined(content)}</{name}>")


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    spelt = name.removesuffix("_").replace("_", "-")
    assert _NAME.fullmatch(spelt), spelt
    return f" {spelt}" if value is True else f' {spelt}="{escape(value)}"'


def joined(content: Iterable[str], separator: str = "") -> Html:
    """Texts and markup in a row, each text escaped.

    >>> joined(["a & b", tag("i", "c")], ", ")
    'a &amp; b, <i>c</i>'
    """
    return Html(escape(separator).join(each if isinstance(each, Html) else escape(each) for each in content))


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


def with_powers(text: str) -> Html:
    """Typed numbers and units as they are printed.

    >>> with_powers("3.29e-29 kg m^-3")
    '3.29 × 10<sup>−29</sup> kg m<sup>−3</sup>'
    """
    parts: list[str] = []
    end = 0
    for found in _POWER.finditer(text):
        power = (found[1] or found[2]).replace("-", "−")
        parts += [text[end : found.start()], " × 10" if found[1] else "", tag("sup", power)]
        end = found.end()
    return joined([*parts, text[end:]])
