"""Floating-point numbers of MPFR through gmpy2: fast, and not certified, since rounding errors are not counted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, final

from flint import fmpq

from dehsym.errors import EvaluationError
from dehsym.numeric.decimal_digits import rational_digits
from dehsym.numeric.exact import exact_number, scaled_by_two
from dehsym.numeric.formula import Prepare
from dehsym.numeric.numbers import optional_module
from dehsym.precision import bits_for


@final
class Gmpy2Numbers:
    """Numbers of the precision of gmpy2's context, which each thread has for itself.

    Raises `EvaluationError` where gmpy2 is not installed.
    """

    name = "gmpy2"

    def __init__(self) -> None:
        self.gmpy2 = optional_module("gmpy2")

    @contextmanager
    def held(self) -> Generator[int]:
        """The precision of the context."""
        yield self.gmpy2.get_context().precision

    def number(self, value: object) -> Any:
        """A number of gmpy2 as it is, an exact number rounded to the precision."""
        if isinstance(value, self.gmpy2.mpfr):
            return value
        exact = exact_number(value)
        return self.gmpy2.mpfr(self.gmpy2.mpq(int(exact.numerator), int(exact.denominator)))

    def is_finite(self, number: Any) -> bool:
        """Whether it is neither infinite nor "not a number"."""
        return bool(self.gmpy2.is_finite(number))

    def prepare(self, prepare: Prepare, constants: Sequence[fmpq]) -> Callable[..., Any]:
        """Compiled code for the precision of the context."""
        return prepare(self.gmpy2, *map(self.number, constants))


def gmpy2_digits(prepare: Prepare, constants: Sequence[fmpq], inputs: Sequence[fmpq], unit: fmpq, digits: int) -> str:
    """The value by gmpy2 in units of `unit`, with ten guard digits.

    Raises `EvaluationError` where gmpy2 is not installed, and for a value that is not finite.

    >>> gmpy2_digits(lambda gmpy2: lambda x: gmpy2.sqrt(x), [], [fmpq(2)], fmpq(1), 20)
    '1.4142135623730950488'
    """
    numbers = Gmpy2Numbers()
    with numbers.gmpy2.context(precision=bits_for(digits)):
        value = numbers.prepare(prepare, constants)(*map(numbers.number, inputs)) / numbers.number(unit)
        if not numbers.is_finite(value):
            raise EvaluationError(f"a finite real value is wanted, gmpy2 finds {value}")
        mantissa, exponent = value.as_mantissa_exp()
    return rational_digits(scaled_by_two(int(mantissa), int(exponent)), digits)
