"""The inputs of a quantity: a name, an exact value with its source, and the range in which it has a meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, final

from flint import fmpq

from dehsym.errors import EvaluationError
from dehsym.numeric.exact import exact_number

if TYPE_CHECKING:
    from dehsym.numeric.exact import Exact


@final
class Range(NamedTuple):
    """The real numbers between two ends, exact texts, "" where there is none; an end belongs to it where it is closed.

    >>> POSITIVE.holds(fmpq(1, 2)), POSITIVE.holds(fmpq(0)), POSITIVE.wanted("T")
    (True, False, '0 < T')
    """

    low: str = ""
    high: str = ""
    low_closed: bool = False
    high_closed: bool = False
    whole: bool = False

    def holds(self, value: fmpq) -> bool:
        """Whether the exact number lies in it."""
        low, high = (exact_number(end) if end else None for end in (self.low, self.high))
        above = low is None or value > low or (self.low_closed and value == low)
        below = high is None or value < high or (self.high_closed and value == high)
        return above and below and (not self.whole or value.denominator == 1)

    def wanted(self, name: str) -> str:
        """The condition on a symbol of that name, as people write it."""
        low = f"{self.low} {'≤' if self.low_closed else '<'} " if self.low else ""
        high = f" {'≤' if self.high_closed else '<'} {self.high}" if self.high else ""
        kind = " integer" if self.whole else "" if low or high else " real"
        return f"{low}{name}{high}{kind}"


REAL = Range()
POSITIVE = Range("0")


@final
class Input(NamedTuple):
    """A symbol on which a quantity depends: its name, its exact value here as text, the source of that, its range.

    Without a value, "", one has to be given.
    """

    name: str
    value: str
    source: str = ""
    range: Range = POSITIVE

    @property
    def exact(self) -> fmpq:
        """The value here; raise `EvaluationError` where there is none."""
        if not self.value:
            raise EvaluationError(f"a value for {self.name} is wanted")
        return exact_number(self.value)

    def check(self, value: fmpq) -> None:
        """Raise `EvaluationError` for a value out of range."""
        if not self.range.holds(value):
            raise EvaluationError(f"{self.range.wanted(self.name)} is wanted, found {self.name} = {_shown(value)}")


def checked(whose: str, inputs: Iterable[Input], settings: Mapping[str, Exact | object]) -> dict[str, fmpq]:
    """The settings as exact numbers; raise `EvaluationError` for one that is no input, not exact or out of its range.

    >>> checked("the wavelength", [Input("T", "2.7255")], {"T": "3"})
    {'T': 3}
    """
    known = {each.name: each for each in inputs}
    found: dict[str, fmpq] = {}
    for name, value in settings.items():
        if name not in known:
            raise EvaluationError(f"an input of {whose} is wanted, {name} is not; there are: {named(known.values())}")
        found[name] = exact_number(value)
        known[name].check(found[name])
    return found


def named(inputs: Iterable[Input]) -> str:
    """The names in alphabetical order, for messages.

    >>> named([Input("h", "1"), Input("T", "1")]), named([])
    ('T, h', 'none')
    """
    return ", ".join(sorted(each.name for each in inputs)) or "none"


def _shown(value: fmpq) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}..."
