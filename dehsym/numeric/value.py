"""A number as it is told: its digits, how far they are certain, and from what they come."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, final

from dehsym.errors import EvaluationError

Backend = Literal["arb", "mpmath", "gmpy2"]
"""What computes a value: `arb` certifies every digit; the others are for comparison, and for speed."""

MOST_DIGITS = 1_000_000
MOST_FORCED_DIGITS = 10_000_000


def check_digits(digits: int, *, force: bool = False) -> None:
    """Raise `EvaluationError` unless 1 <= `digits` <= 10^6, or 10^7 with `force`.

    >>> check_digits(0)
    Traceback (most recent call last):
    dehsym.errors.EvaluationError: from 1 to 1000000 digits are wanted, found 0
    """
    most = MOST_FORCED_DIGITS if force else MOST_DIGITS
    if not 1 <= digits <= most:
        more = "" if force or digits < 1 else f" (with --force {MOST_FORCED_DIGITS})"
        raise EvaluationError(f"from 1 to {most} digits are wanted{more}, found {digits}")


@final
class Value(NamedTuple):
    """A number with what is known of it: `text` has `digits` significant digits.

    `certified` says that each of them is correct, by balls; `radius` bounds the error that was left. `inputs` are the
    exact values used, as text.
    """

    text: str
    unit: str
    digits: int
    certified: bool
    radius: str | None
    closed_form: str | None
    inputs: tuple[tuple[str, str], ...]
    backend: Backend

    def __str__(self) -> str:
        unit = "" if self.unit == "1" else f" {self.unit}"
        return f"{self.text}{unit}" + ("" if self.certified else f"    ({self.backend}, not certified)")

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        # start-up: a shell that asks for a number does not wait for what shows one in a notebook
        from dehsym.display.badges import badge
        from dehsym.display.tables import facts, items
        from dehsym.display.words import code, cut, number, short_decimal
        from dehsym.markup import joined, with_powers

        unit = "" if self.unit == "1" else f" {self.unit}"
        sure = [f"every digit of {self.digits}" if self.certified else f"nothing: computed by {self.backend}"]
        sure += [", with an error below ", with_powers(self.radius)] if self.radius else []
        inputs = (joined([code(name), " = ", number(short_decimal(value))]) for name, value in self.inputs)
        rows = [
            ("value", with_powers(f"{cut(self.text)}{unit}")),
            ("certified", joined([badge("certified" if self.certified else "undecided"), " ", *sure])),
            ("closed form", code(cut(self.closed_form)) if self.closed_form else ""),
            ("with", items(inputs)),
        ]
        return facts(rows)

    def as_json(self, name: str) -> dict[str, Any]:
        """The document that `dehsym eval --json` prints."""
        return {
            "name": name,
            "value": self.text,
            "unit": self.unit,
            "digits": self.digits,
            "certified": self.certified,
            "radius": self.radius,
            "closed_form": self.closed_form,
            "inputs": dict(self.inputs),
            "backend": self.backend,
        }
