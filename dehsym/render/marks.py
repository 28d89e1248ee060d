"""The marks of verdicts, which stand in the margin of plain text, and what they mean.

Colour is put on at the very end, where a terminal shows it (`dehsym.render.painting`); the marks say the same without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dehsym.render.typesetting.picture import Picture
from dehsym.verdict import Kind

MARKS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.PROVED: ("✓", "ok"),
        Kind.CERTIFIED: ("✓", "ok"),
        Kind.GRANTED: ("·", "--"),
        Kind.APPROXIMATE: ("≈", "~~"),
        Kind.UNDECIDED: ("?", "??"),
        Kind.REFUTED: ("✗", "XX"),
    }
)
"""The mark of each kind of verdict, in Unicode and without."""


def mark(kind: Kind, *, unicode: bool = True) -> str:
    """The mark of a verdict.

    >>> mark(Kind.REFUTED), mark(Kind.REFUTED, unicode=False)
    ('✗', 'XX')
    """
    return MARKS[kind][0 if unicode else 1]


def legend(kinds: Iterable[Kind], *, unicode: bool = True) -> str:
    """What the marks mean of the kinds that occur.

    >>> legend([Kind.PROVED, Kind.GRANTED])
    '✓ proved   · granted'
    """
    words: dict[str, list[str]] = {}
    for kind in sorted(set(kinds), reverse=True):
        words.setdefault(mark(kind, unicode=unicode), []).append(kind.word)
    return "   ".join(f"{sign} {' or '.join(said)}" for sign, said in words.items())


def with_margin(margin: str, picture: Picture) -> list[str]:
    """The lines of a picture, with the margin beside the line on which it begins.

    >>> with_margin("1 ", Picture.of("a", "─", "b", base=1))
    ['  a', '1 ─', '  b']
    """
    heads = (margin if at == picture.base else " " * len(margin) for at in range(picture.height))
    return [(head + line).rstrip() for head, line in zip(heads, picture.lines, strict=True)]
