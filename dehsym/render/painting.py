"""Colour on finished text, for terminals only: marks and words of verdicts where they stand as labels.

Answers are remembered as plain text, and pipes get that; colour is put on as the last thing, by the places in which
verdicts stand in every text of ours: a mark in the margin, a word at the beginning of a line, behind its label, in
brackets at the end. Colour adds nothing that the text does not say. The colours are those of the eight that can be read
on white and on black alike.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Protocol

_GOOD, _DOUBTFUL, _BAD, _PLAIN = "32", "35", "1;31", "1"
_STYLES: Mapping[str, str] = {
    **dict.fromkeys(("✓", "ok", "proved", "certified", "reproduced"), _GOOD),
    **dict.fromkeys(("≈", "~~", "approximate", "?", "??", "undecided", "reachable", "unsupported", "slip"), _DOUBTFUL),
    **dict.fromkeys(("✗", "XX", "refuted", "not reachable", "not-reachable", "breaks", "differs"), _BAD),
    **dict.fromkeys(("·", "--", "granted", "an order of magnitude only", "order-only"), _PLAIN),
}
_MARK = r"✓|ok|·|--|≈|~~|\?\??|✗|XX"
_WORD = r"proved|certified|granted|approximate|undecided|refuted"
_AUDITED = r"not[ -]reachable|reachable|reproduced|undecided|an order of magnitude only|order-only"
_PLACES = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"^ {{0,3}}\d* ?({_MARK})(?= )",
        rf"^ {{6}}(?:printed \([^)]*\): (?:matches, )?|how sure +)?({_WORD})(?=[:;, ]|$)",
        rf"\b(?:follows|matches|standing)(?:: | )({_WORD})\b",
        rf"\[({_WORD})(?=[:\]])",
        rf"^({_WORD})(?= {{2,}})",
        rf"^\d+ ({_AUDITED})(?=[:;]|$)",
        rf"(?:: |, )({_AUDITED})$",
        r"\((breaks|unsupported|slip)(?=\))",
        rf"(?<=   )({_MARK})(?= (?:{_WORD})\b)",
        r"^(differs)(?= from the record)",
        r"^findings: \d+ (breaks)",
        r"^findings: .* \d+ (unsupported)",
        r"^findings: .* \d+ (slip)",
        rf"(?<=\d )({_AUDITED})(?=,|$)",
    )
)
_TABLE_HEAD = re.compile(rf"^ {{8,}}(?:(?:{_WORD})(?: +|$))+$", re.MULTILINE)
_VERDICT_OF_A_CLAIM = re.compile(rf"^({_WORD.upper()})(?= )")


class Stream(Protocol):
    """What is printed to."""

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        ...


def takes_colours(stream: Stream, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether colours are wanted: on a terminal that has them, unless NO_COLOR is set; FORCE_COLOR wants them anyway.

    A variable that is empty counts as not set, as no-color.org has it; so does CLICOLOR_FORCE=0.

    >>> import io
    >>> takes_colours(io.StringIO(), {}), takes_colours(io.StringIO(), {"FORCE_COLOR": "1"})
    (False, True)
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR") or environment.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return stream.isatty() and environment.get("TERM", "").lower() not in ("dumb", "unknown")


def painted(text: str) -> str:
    r"""The text with the colours of a terminal on marks and words of verdicts; without these it is the same text.

    >>> painted("  3 ✗ p = 1\n      refuted: at x = 1")
    '  3 \x1b[1;31m✗\x1b[0m p = 1\n      \x1b[1;31mrefuted\x1b[0m: at x = 1'
    """
    places: dict[int, tuple[int, str]] = {}
    for pattern in _PLACES:
        for found in pattern.finditer(text):
            places[found.start(1)] = (found.end(1), _STYLES[found[1]])
    for head in _TABLE_HEAD.finditer(text):
        for found in re.finditer(_WORD, head[0]):
            places[head.start() + found.start()] = (head.start() + found.end(), _STYLES[found[0]])
    if first := _VERDICT_OF_A_CLAIM.match(text):
        places[0] = (first.end(1), _STYLES[first[1].lower()])
    done, after = "", 0
    for start, (end, style) in sorted(places.items()):
        if start >= after:
            done += f"{text[after:start]}\x1b[{style}m{text[start:end]}\x1b[0m"
            after = end
    return done + text[after:]
