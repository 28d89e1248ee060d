"""Words of judgement as badges: a sign, the word and a colour, any one of which is enough.

A badge has its own ground, white on a colour that stands out by at least 4.5 to 1, so that it is legible on any page.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dehsym.display.judgements import JUDGEMENTS, NOTHING, Tone
from dehsym.markup import Html, tag

_COLOURS: Mapping[Tone, str] = MappingProxyType(
    {
        Tone.GOOD: "#1a7f37",
        Tone.GRANTED: "#6639ba",
        Tone.CLOSE: "#8a5a00",
        Tone.OPEN: "#59636e",
        Tone.BAD: "#c4262e",
        Tone.PLAIN: "#59636e",
    }
)
_STYLE = "background:{};color:#fff;padding:0.1em 0.45em;border-radius:0.5em;white-space:nowrap"


def badge(word: str) -> Html:
    """The badge of a verdict, of a row of the audit or of a severity, by its word; any other word is a grey one.

    >>> badge("proved")[-24:]
    ':nowrap">✓ proved</span>'
    """
    sign, tone = JUDGEMENTS.get(word, NOTHING)
    return tag("span", f"{sign} {word.replace('-', ' ')}", style=_STYLE.format(_COLOURS[tone]))
