"""Exact numbers on their way in: integers, fractions, decimal texts, and floats as the binary fractions that they are.

Nothing is rounded: 2.7255 as a text is 5451/2000, and as a float it is 6137280392199143/2^51, the double nearest to it.
Long integers are converted by FLINT, which takes quasi-linear time and has no limit of 4,300 digits.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from operator import index
from threading import RLock
from typing import TYPE_CHECKING, SupportsIndex, cast

from flint import fmpq, fmpz

from dehsym.errors import EvaluationError

if TYPE_CHECKING:
    from fractions import Fraction

    Exact = int | float | str | Fraction | fmpq
    """What a caller may give for an exact number; anything else with a numerator and a denominator will do too."""

MOST_DIGITS = 200_000
"""The longest text, counting the zeros that an exponent stands for; that of the reader of typed expressions."""

_DECIMAL = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,9}))?", re.ASCII)
_SHOWN = 40
_LIMIT = RLock()  # Python's limit of the length of integers is the process's


def exact_number(value: Exact | object) -> fmpq:
    """The number as a fraction in lowest terms; raise `EvaluationError` for what is no finite real number.

    >>> exact_number("6.306e24") == 6306 * 10**21, exact_number("-2/6"), exact_number(0.1).denominator == 2**55
    (True, -1/3, True)
    >>> exact_number(float("inf"))
    Traceback (most recent call last):
    dehsym.errors.EvaluationError: a finite number is wanted, found inf
    """
    if isinstance(value, fmpq):
        return value
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, float):
        return _of_float(value)
    try:
        if isinstance(value, bool):
            raise TypeError(value)
        return fmpq(_integer(getattr(value, "numerator", None)), _integer(getattr(value, "denominator", None)))
    except TypeError:
        raise EvaluationError(f"an exact number is wanted, found {_shown(value)}") from None


def described(value: Exact | object) -> str:
    """The exact number as text; of a float it says that it is one, since what was meant may have been another number.

    >>> described("2.7255"), described(0.5)
    ('5451/2000', '1/2 (the float 0.5)')
    """
    text = str(exact_number(value))
    return f"{text} (the float {value!r})" if isinstance(value, float) else text


@contextmanager
def long_integers() -> Generator[None]:
    """Let Python write integers of any length inside the block; its limit is restored, and one thread at a time.

    >>> with long_integers():
    ...     len(str(10**5000))
    5001
    """
    with _LIMIT:
        before = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(0)
        try:
            yield
        finally:
            sys.set_int_max_str_digits(before)


def scaled_by_two(mantissa: int, exponent: int) -> fmpq:
    """The number `mantissa` times 2^`exponent`.

    >>> scaled_by_two(-3, -2)
    -3/4
    """
    power = fmpz(1) << abs(exponent)
    return fmpq(fmpz(mantissa) * power) if exponent >= 0 else fmpq(fmpz(mantissa), power)


def _integer(part: object) -> fmpz:
    return part if isinstance(part, fmpz) else fmpz(index(cast("SupportsIndex", part)))


def _of_float(value: float) -> fmpq:
    try:
        above, below = value.as_integer_ratio()
    except (ValueError, OverflowError):
        raise EvaluationError(f"a finite number is wanted, found {value}") from None
    return fmpq(above, below)


def _of_text(text: str) -> fmpq:
    above, bar, below = text.strip().partition("/")
    if not bar:
        return _of_decimal(above, text)
    divisor = _of_decimal(below, text)
    if divisor == 0:
        raise EvaluationError(f"a finite number is wanted, found {_shown(text)}")
    return _of_decimal(above, text) / divisor


def _of_decimal(numeral: str, whole: str) -> fmpq:
    parts = _DECIMAL.fullmatch(numeral)
    if parts is None or not (parts[2] or parts[3]):
        raise EvaluationError(f"an exact number such as 2.7255, 6.306e24 or 1/3 is wanted, found {_shown(whole)}")
    sign, before, after, exponent = parts.groups(default="")
    if len(before) + len(after) + abs(int(exponent or 0)) > MOST_DIGITS:
        raise EvaluationError(f"a number of at most {MOST_DIGITS:,} digits is wanted, found {_shown(whole)}")
    shift = int(exponent or 0) - len(after)
    number = fmpz(sign.replace("+", "") + before + after)
    power = fmpz(10) ** abs(shift)
    return fmpq(number * power) if shift >= 0 else fmpq(number, power)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
