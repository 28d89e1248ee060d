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


@final
@dataclass(frozen=True, slots=True)
class Grant:
    """One thing to be granted, named in a phrase that stands by itself.

    >>> Grant(GrantKind.PHASE, "the phase nu of (A.1)").kind.value
    'phase'
    """

    kind: GrantKind
    prose: str
