"""How a text for readers marks what is in typed notation: it stands between backticks, as in `log(phi)`.

LaTeX stands between dollar signs. Renderers set both; where people read what they type themselves, the marks are left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TYPED = re.compile(r"`([^`]*)`")


def typed(thing: object) -> str:
    """An expression, a symbol or a relation, as it is typed and marked as such.

    >>> typed("log(phi)")
    '`log(phi)`'
    """
    return f"`{thing}`"


def typed_list(things: Iterable[object]) -> str:
    """Several of them, each marked.

    >>> typed_list(["x", "y"])
    '`x`, `y`'
    """
    return ", ".join(map(typed, things))


def typed_point(at: Iterable[tuple[str, str]]) -> str:
    """A point by the names and values of its coordinates.

    >>> typed_point([("phi", "1/2"), ("n", "3")])
    '`phi = 1/2`, `n = 3`'
    """
    return typed_list(f"{name} = {value}" for name, value in at)


def marked(text: str) -> str:
    """A text that is typed notation altogether, marked as such unless it has marks of its own.

    >>> marked("x != 0"), marked("not at `x = 1`")
    ('`x != 0`', 'not at `x = 1`')
    """
    return text if "`" in text else typed(text)


def without_backticks(text: str) -> str:
    """The text with its typed notation as people type it.

    >>> without_backticks("the pole `log(phi)`")
    'the pole log(phi)'
    """
    return _TYPED.sub(r"\1", text)
