"""What a reader must grant: the premises and free choices that no check can lift."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import final


class GrantKind(Enum):
    """Why a thing stands although nothing proves it."""

    POSTULATE = "postulate"
    MODEL = "model"
    IDENTIFICATION = "identification"
    CITATION = "citation"
    CONSTANT = "constant"
    PHASE = "phase"
    BRANCH = "branch"
    PATH = "path"
    CHOICE = "choice"
    LEAP = "leap"

    @property
    def phrase(self) -> str:
        """The word with its article: a model, an identification."""
        return f"{'an' if self.value[0] in 'aeiou' else 'a'} {self.value}"

    @property
    def title(self) -> str:
        """Under what several of the kind are listed."""
        chosen = (GrantKind.CONSTANT, GrantKind.PHASE, GrantKind.BRANCH, GrantKind.PATH)
        if self is GrantKind.CITATION:
            return "laws and results cited"
        several = f"{self.value}es" if self.value.endswith("ch") else f"{self.value}s"
        return f"{several} chosen" if self in chosen else several


@final
@dataclass(frozen=True, slots=True)
class Grant:
    """One thing to be granted, named in a phrase that stands by itself.

    >>> Grant(GrantKind.PHASE, "the phase nu of (A.1)").kind.value
    'phase'
    """

    kind: GrantKind
    prose: str
