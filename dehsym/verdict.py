"""How far a statement may be trusted, and on what evidence.

Three words. A *kind* is one of six degrees of trust, in one order. A *witness* is a point, written with exact
numbers, at which a reader can recompute both sides. A *verdict* is a kind with its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, final

from dehsym.backticks import marked, typed, typed_point
from dehsym.display.badges import badge
from dehsym.display.tables import facts
from dehsym.display.words import cut, prose
from dehsym.markup import Html

_WORDS = re.compile(r"[`$\\:]|\w \w|^[a-z]{4,}$")
"""What the value of a side has not: marks of its own, words side by side, and a word alone."""


class Kind(IntEnum):
    """The scale of trust: the minimum over a chain of steps is the trust in its end.

    PROVED       an exact, terminating method reduced the claim to an identity
    CERTIFIED    ball arithmetic enclosed both sides in agreement, at the stated digits and points
    GRANTED      a premise, a model, an identification or a free choice: named, not checked
    APPROXIMATE  true up to a stated error
    UNDECIDED    a check ran and settled nothing; the evidence says why
    REFUTED      the enclosures of the two sides are disjoint at a printed point: the claim is false there

    >>> min(Kind.PROVED, Kind.APPROXIMATE).name
    'APPROXIMATE'
    """

    REFUTED = 0
    UNDECIDED = 1
    APPROXIMATE = 2
    GRANTED = 3
    CERTIFIED = 4
    PROVED = 5

    @property
    def word(self) -> str:
        """The lower-case name, as in JSON."""
        return self.name.lower()


@final
@dataclass(frozen=True, slots=True)
class Witness:
    """An exact point and the values of both sides there, each as text a reader can recompute.

    `at` maps names to exact numbers (`"1/2"`, `"3/4 + 5/8*I"`); `left` and `right` are the two values, decimal
    with radius where they are balls. Where words stand instead, they are a text for readers, as evidence is.

    >>> print(Witness((("phi", "1/2"),), "0.25", "0.75"))
    `0.25` ≠ `0.75` at `phi = 1/2`
    """

    at: tuple[tuple[str, str], ...]
    left: str
    right: str

    def as_json(self) -> dict[str, Any]:
        """The witness as a JSON object with the keys `at`, `left`, `right`."""
        return {"at": dict(self.at), "left": self.left, "right": self.right}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Witness:
        """The inverse of `as_json`."""
        return cls(tuple((str(k), str(v)) for k, v in data["at"].items()), str(data["left"]), str(data["right"]))

    @property
    def sides(self) -> tuple[str, str]:
        """Both values as texts for readers."""
        left, right = (side if _WORDS.search(side) else typed(side) for side in (self.left, self.right))
        return left, right

    @property
    def place(self) -> str:
        """The point as a text for readers; nothing where there is but one."""
        return typed_point(self.at)

    def __str__(self) -> str:
        left, right = self.sides
        return f"{left} ≠ {right}" + (f" at {self.place}" if self.at else "")


@final
@dataclass(frozen=True, slots=True)
class Verdict:
    """A degree of trust with its evidence.

    `evidence` is a text for readers: typed notation stands between backticks in it, LaTeX between dollar signs. So it
    is in JSON too; renderers set both. `method` names the procedure that decided; `digits` and `points` say how far a
    numerical comparison went, and `seed` which points those were. `conditions` are what the claim needs beyond its
    domains to have a value, or to be proved: each is a relation in typed notation, or else a text as `evidence` is.

    >>> str(granted("the constant `A = 1`"))
    'granted: the constant `A = 1`'
    """

    kind: Kind
    evidence: str
    method: str = ""
    digits: int | None = None
    points: int | None = None
    witness: Witness | None = None
    seed: str | None = None
    conditions: tuple[str, ...] = ()

    def __and__(self, other: Verdict) -> Verdict:
        """The weaker of two verdicts."""
        return weakest(self, other)

    @property
    def holds(self) -> bool:
        """Whether the claim was shown: PROVED or CERTIFIED."""
        return self.kind >= Kind.CERTIFIED

    @property
    def provided(self) -> str:
        """The conditions as a text for readers.

        >>> Verdict(Kind.PROVED, "shown", conditions=("x != 0", "no root but `y`")).provided
        '`x != 0`, no root but `y`'
        """
        return ", ".join(map(marked, self.conditions))

    def as_json(self) -> dict[str, Any]:
        """The verdict as a JSON object with the names of its fields for keys; `kind` is a word."""
        return {
            "kind": self.kind.word,
            "evidence": self.evidence,
            "method": self.method,
            "digits": self.digits,
            "points": self.points,
            "witness": self.witness.as_json() if self.witness else None,
            "seed": self.seed,
            "conditions": list(self.conditions),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verdict:
        """The inverse of `as_json`; raise `KeyError`, `TypeError` or `ValueError` for anything else."""
        witness = data["witness"]
        return cls(
            Kind[str(data["kind"]).upper()],
            str(data["evidence"]),
            str(data["method"]),
            None if data["digits"] is None else int(data["digits"]),
            None if data["points"] is None else int(data["points"]),
            None if witness is None else Witness.from_json(witness),
            None if data["seed"] is None else str(data["seed"]),
            tuple(map(str, data["conditions"])),
        )

    @property
    def facts(self) -> list[tuple[str, Html]]:
        """What there is to say of it in a notebook, by names; empty where there is nothing."""
        how = f"{self.digits} digits at {self.points} points" if self.digits and self.points else ""
        by = "" if self.method in (self.evidence, IDENTITY) else self.method
        place, (left, right) = (self.witness.place, self.witness.sides) if self.witness else ("", ("", ""))
        evidence = self.evidence.replace(f": {self.witness}", "") if self.witness else self.evidence
        texts = {"evidence": evidence, "provided": self.provided, "at": place, "left": left, "right": right}
        texts["by"] = ", ".join(filter(None, (by, how)))
        return [("verdict", badge(self.kind.word)), *((name, prose(cut(text))) for name, text in texts.items())]

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return facts(self.facts)

    def __str__(self) -> str:
        return f"{self.kind.word}: {self.evidence}"


IDENTITY = "identity"
"""The method that found two sides to be one and the same expression."""


def proved(evidence: str, method: str = "") -> Verdict:
    """An exact method reduced the claim to an identity."""
    return Verdict(Kind.PROVED, evidence, method or evidence)


def certified(evidence: str, *, digits: int, points: int, method: str = "ball arithmetic") -> Verdict:
    """Both sides were enclosed in agreement to `digits` decimal digits at `points` points."""
    return Verdict(Kind.CERTIFIED, evidence, method, digits, points)


def granted(evidence: str) -> Verdict:
    """Nothing was checked: a reader must grant it."""
    return Verdict(Kind.GRANTED, evidence, "granted")


def approximate(evidence: str, method: str, witness: Witness | None = None) -> Verdict:
    """True up to the error that the evidence states."""
    return Verdict(Kind.APPROXIMATE, evidence, method, witness=witness)


def undecided(evidence: str) -> Verdict:
    """A check ran and settled nothing."""
    return Verdict(Kind.UNDECIDED, evidence)


def refuted(evidence: str, witness: Witness | None = None, method: str = "ball arithmetic") -> Verdict:
    """The claim is false; `witness` is a point that shows it."""
    return Verdict(Kind.REFUTED, evidence, method, witness=witness)


def weakest(*verdicts: Verdict) -> Verdict:
    """The weakest of the verdicts; of equals the first that says more than that two sides are the same expression.

    >>> weakest(proved("identical"), granted("a choice"), granted("another")).evidence
    'a choice'
    """
    return min(verdicts, key=lambda verdict: (verdict.kind, verdict.method == IDENTITY))
