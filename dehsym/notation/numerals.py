"""Decimal numerals of any length and their exact values, both ways.

Python refuses to convert integers of more than 4,300 digits from and to text, because its own conversion takes
quadratic time. The `decimal` module converts exactly in less than quadratic time and has no such limit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dehsym.errors import NotationError

MAX_DIGITS = 200_000
"""The longest numeral, counting the zeros that an exponent stands for."""

DECIMAL = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
"""A decimal numeral without sign, as a regular expression: ASCII digits only."""

_PARTS = re.compile(r"([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?")


def exact_ratio(numeral: str) -> tuple[int, int]:
    """The value of a decimal numeral as numerator and denominator in lowest terms.

    `numeral` matches `DECIMAL`. Raises `NotationError` if it is not one or has more than `MAX_DIGITS` digits.

    >>> exact_ratio("0.25"), exact_ratio("6.306e24") == (6306 * 10**21, 1)
    ((1, 4), True)
    """
    parts = _PARTS.fullmatch(numeral)
    if parts is None or not (parts[1] or parts[2]):
        raise NotationError(f"a decimal number is wanted, found {numeral[:40]!r}")
    exponent = (parts[3] or "0").lstrip("+")
    if len(exponent.lstrip("-").lstrip("0")) > len(str(MAX_DIGITS)):
        raise NotationError("number too large: its exponent is")
    if len(parts[1]) + len(parts[2]) + abs(int(exponent)) > MAX_DIGITS:
        raise NotationError(f"number too large: at most {MAX_DIGITS:,} digits are wanted")
    return Decimal(numeral).as_integer_ratio()


def integer_text(value: int) -> str:
    """The decimal numeral of an integer of any size.

    >>> integer_text(-12), len(integer_text(10**5000))
    ('-12', 5001)
    """
    return format(Decimal(value), "f")
