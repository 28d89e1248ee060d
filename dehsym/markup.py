"""Markup that cannot be forgotten to escape: text becomes markup only by `tag` and `joined`, which escape it.

This module is small and imports next to nothing: whatever shows itself needs it, and a number that is asked for in a
shell must not wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import final


@final
class Html(str):
    """Text that is markup already; any other text is escaped where it is put in."""

    __slots__ = ()


_CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if chr(code) not in "\t\n\r"}
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", **_CONTROLS})
"""As `html.escape` has it, which loads a table of all named characters; and control characters, which HTML lacks."""
_POWER = re.compile(r"(?<=\d)[eE]\+?(-?\d+)|\^\(?(-?[\d/]+)\)?")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")


def escaped(text: str) -> Html:
    """Text as markup; what is markup already is that.

    >>> escaped("1 < 2 & 'so'")
    '1 &lt; 2 &amp; &#x27;so&#x27;'
    """
    return text if isinstance(text, Html) else Html(text.translate(_ESCAPED))


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
    return f" {spelt}" if value is True else f' {spelt}="{escaped(value)}"'


def joined(content: Iterable[str], separator: str = "") -> Html:
    """Texts and markup in a row, each text escaped.

    >>> joined(["a & b", tag("i", "c")], ", ")
    'a &amp; b, <i>c</i>'
    """
    return Html(escaped(separator).join(map(escaped, content)))


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
