"""The words of judgement that readers meet: of verdicts, printed numbers and findings; their signs and tones.

A sign, a word and a tone always go together, so that nothing is said by colour alone. What colour a tone has is for
each renderer to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, final


@final
class Tone(Enum):
    """How good the news is."""

    GOOD = "good"
    GRANTED = "granted"
    CLOSE = "close"
    OPEN = "open"
    BAD = "bad"
    PLAIN = "plain"


@final
class Judgement(NamedTuple):
    """The sign and the tone of a word."""

    sign: str
    tone: Tone


JUDGEMENTS: Mapping[str, Judgement] = MappingProxyType(
    {
        "proved": Judgement("✓", Tone.GOOD),
        "certified": Judgement("✓", Tone.GOOD),
        "granted": Judgement("◇", Tone.GRANTED),
        "approximate": Judgement("≈", Tone.CLOSE),
        "undecided": Judgement("?", Tone.OPEN),
        "refuted": Judgement("✗", Tone.BAD),
        "reproduced": Judgement("✓", Tone.GOOD),
        "reachable": Judgement("≈", Tone.CLOSE),
        "not-reachable": Judgement("✗", Tone.BAD),
        "order-only": Judgement("·", Tone.PLAIN),
        "breaks": Judgement("✗", Tone.BAD),
        "unsupported": Judgement("?", Tone.OPEN),
        "slip": Judgement("✎", Tone.CLOSE),
    }
)
"""By the words of `Kind`, of the audit's verdicts, and of severities."""

NOTHING = Judgement("·", Tone.PLAIN)
"""Where nothing is printed, and so nothing judged."""

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "proved": "by an exact method that ends",
        "certified": "both sides enclosed in agreement",
        "granted": "a premise or a choice: not checked",
        "approximate": "up to an error that is stated",
        "undecided": "the check settled nothing",
        "refuted": "false at a point that is shown",
    }
)
"""What the kinds of verdict mean, the best first."""

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "follows": "does the line follow from the lines before it?",
        "matches": "is it what the paper prints?",
        "standing": "how sure is the weakest line that it rests on?",
    }
)
"""What is asked of an equation."""

SEVERITY_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "breaks": "What breaks a result",
        "unsupported": "Steps without support",
        "slip": "Slips of the pen or of rounding",
    }
)
"""Under which findings of a severity stand in a report."""
