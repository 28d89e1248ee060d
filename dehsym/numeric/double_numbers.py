"""Doubles: whole arrays by NumPy, single numbers by the standard library."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, final

from flint import fmpq

from dehsym.errors import EvaluationError
from dehsym.numeric.exact import exact_number
from dehsym.numeric.formula import Prepare
from dehsym.numeric.numbers import optional_module

_BITS = 53


def nearest_double(value: fmpq) -> float:
    """The double nearest to an exact number; raise `EvaluationError` beyond the range of doubles.

    >>> nearest_double(fmpq(1, 3)) == 1 / 3
    True
    """
    try:
        return int(value.numerator) / int(value.denominator)  # correctly rounded, however long the integers are
    except OverflowError:
        raise EvaluationError("a number in the range of doubles is wanted, found a larger one") from None


@final
class MathNumbers:
    """Python's floats."""

    name = "math"

    @contextmanager
    def held(self) -> Generator[int]:
        """The precision, always the same."""
        yield _BITS

    def number(self, value: object) -> float:
        """A float as it is, an exact number rounded to the nearest."""
        return value if isinstance(value, float) else nearest_double(exact_number(value))

    def is_finite(self, number: Any) -> bool:
        """Whether it is neither infinite nor "not a number"."""
        return math.isfinite(number)

    def prepare(self, prepare: Prepare, constants: Sequence[fmpq]) -> Callable[..., Any]:
        """Compiled code; the constants stand in it."""
        return prepare(math)


@final
class NumpyNumbers:
    """Arrays of doubles; raise `EvaluationError` where NumPy is not installed."""

    name = "numpy"

    def __init__(self) -> None:
        self.numpy = optional_module("numpy")

    @contextmanager
    def held(self) -> Generator[int]:
        """The precision, always the same."""
        yield _BITS

    def number(self, value: object) -> Any:
        """An array of doubles of anything that NumPy makes an array of, an exact number as a float."""
        if isinstance(value, self.numpy.ndarray | list | tuple):
            try:
                return self.numpy.asarray(value, dtype=float)
            except (TypeError, ValueError):
                raise EvaluationError(f"an array of numbers is wanted, found {value!r:.40}") from None
        return value if isinstance(value, float) else nearest_double(exact_number(value))

    def is_finite(self, number: Any) -> bool:
        """Whether each is neither infinite nor "not a number"."""
        return bool(self.numpy.isfinite(number).all())

    def prepare(self, prepare: Prepare, constants: Sequence[fmpq]) -> Callable[..., Any]:
        """Compiled code; the constants stand in it."""
        return prepare(self.numpy)
