"""Paragraphs of plain text in 80 columns, the width of every text for people.

The width does not follow the terminal: an answer is remembered as text, and what a pipe gets is what a terminal shows.
"""

from __future__ import annotations

import textwrap

WIDTH = 80
_LONGEST_HELD = 24
_NO_BREAK = "\N{NO-BREAK SPACE}"


def wrapped(
    head: str, text: str = "", indent: str | None = None, width: int = WIDTH, *, break_words: bool = False
) -> list[str]:
    """The text behind its head in lines of the width, further lines with that indent, or as far in as the text.

    A word that is longer than a line stays whole unless `break_words`.

    >>> wrapped("note: ", "a sentence that goes on", width=18)
    ['note: a sentence', '      that goes on']
    """
    after = " " * len(head) if indent is None else indent
    lines = textwrap.wrap(
        head + text, width, subsequent_indent=after, break_long_words=break_words, break_on_hyphens=False
    )
    return [line.replace(_NO_BREAK, " ") for line in lines]


def held(text: str) -> str:
    """A formula that `wrapped` does not break where it is short; a longer one breaks at commas first.

    >>> wrapped("", "where " + held("x = 1"), width=9)
    ['where', 'x = 1']
    """
    parts = (part if len(part) > _LONGEST_HELD else part.replace(" ", _NO_BREAK) for part in text.split(", "))
    return ", ".join(parts).replace(" × ", f"{_NO_BREAK}×{_NO_BREAK}")
