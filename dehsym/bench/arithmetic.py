"""The number libraries of the peers: how each is held at a precision, takes exact numbers, and tells what it found.

All of them compute with the same working precision, that of the digits asked for and 32 bits more. The libraries that
dehsym can do without are imported when they are first wanted.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, final

from flint import arb, fmpq, fmpz

from dehsym.numeric.arb_numbers import ArbNumbers
from dehsym.numeric.exact import scaled_by_two
from dehsym.numeric.gmpy2_numbers import Gmpy2Numbers
from dehsym.numeric.mpmath_numbers import MpmathNumbers
from dehsym.numeric.numbers import optional_module
from dehsym.precision import working_precision

_DIGITS_A_BIT = 0.30103


class Library(Protocol):
    """A kind of numbers. Making one raises `EvaluationError` where it is not installed."""

    def held(self, bits: int) -> AbstractContextManager[object]:
        """A block in which numbers have that precision."""
        ...

    def number(self, exact: fmpq) -> Any:
        """The exact number, rounded to the precision."""
        ...

    def ball(self, number: Any, bits: int) -> arb:
        """What a number of `bits` bits says, as a ball: with no radius, unless the library has one itself."""
        ...


@final
class Arb:
    """Balls of Arb, through python-flint."""

    def held(self, bits: int) -> AbstractContextManager[object]:
        """The precision of the process, for a block."""
        return working_precision(bits)

    def number(self, exact: fmpq) -> arb:
        """A ball around it."""
        return ArbNumbers().number(exact)

    def ball(self, number: Any, bits: int) -> arb:
        """Itself."""
        return number


@final
class Mpmath:
    """Numbers of mpmath's own context, which uses gmpy2 for long integers where that is installed."""

    def __init__(self) -> None:
        self.mp: Any = optional_module("mpmath").mp
        self._numbers = MpmathNumbers(self.mp)

    def held(self, bits: int) -> AbstractContextManager[object]:
        """The precision of the context."""
        return self.mp.workprec(bits)

    def number(self, exact: fmpq) -> Any:
        """A real number of the context."""
        return self._numbers.number(exact)

    def ball(self, number: Any, bits: int) -> arb:
        """The real number that it is; not a number, where it is not real."""
        return of_tuple(number._mpf_, bits) if isinstance(number, self.mp.mpf) else arb.nan()


@final
class Gmpy2:
    """Numbers of MPFR, through gmpy2."""

    def __init__(self) -> None:
        self._numbers = Gmpy2Numbers()
        self.gmpy2: Any = self._numbers.gmpy2

    def held(self, bits: int) -> AbstractContextManager[object]:
        """The precision of the thread's context."""
        return self.gmpy2.context(precision=bits)

    def number(self, exact: fmpq) -> Any:
        """An MPFR number."""
        return self._numbers.number(exact)

    def ball(self, number: Any, bits: int) -> arb:
        """The real number that it is."""
        if not self._numbers.is_finite(number):
            return arb.nan()
        mantissa, exponent = number.as_mantissa_exp()
        return _exact(scaled_by_two(int(mantissa), int(exponent)), bits)


@final
class Pari:
    """Real numbers of PARI, through cypari, in words of 64 bits: its precision is rounded up to them."""

    def __init__(self) -> None:
        self.pari: Any = optional_module("cypari").pari
        self.pari.allocatemem(1 << 29, 1 << 31, silent=True)

    @contextmanager
    def held(self, bits: int) -> Generator[None]:
        """The precision of the session."""
        before = self.pari.get_real_precision_bits()
        self.pari.set_real_precision_bits(bits)
        try:
            yield
        finally:
            self.pari.set_real_precision_bits(before)

    def number(self, exact: fmpq) -> Any:
        """A real number."""
        return self.pari(1.0).bitprecision(self.pari.get_real_precision_bits()) * (
            self.pari(int(exact.numerator)) / self.pari(int(exact.denominator))
        )

    def ball(self, number: Any, bits: int) -> arb:
        """The real number that it is, its bits shifted to a whole number."""
        if number.type() != "t_REAL":
            return arb.nan()
        shift = int(number.bitprecision()) - 1 - int(self.pari.exponent(number))
        return _exact(scaled_by_two(int((number << shift).truncate()), -shift), bits)


@final
class SympyFloats:
    """Floats of SymPy, which are mpmath's numbers underneath and carry their precision with them."""

    def __init__(self) -> None:
        self.sympy: Any = optional_module("sympy")
        self.digits = 15

    @contextmanager
    def held(self, bits: int) -> Generator[None]:
        """The digits of new numbers."""
        self.digits = int(bits * _DIGITS_A_BIT)
        yield

    def number(self, exact: fmpq) -> Any:
        """A Float."""
        ratio = self.sympy.Rational(int(exact.numerator), int(exact.denominator))
        return self.sympy.Float(ratio, self.digits)

    def ball(self, number: Any, bits: int) -> arb:
        """The real number that it is; not a number, where it is another expression."""
        return of_tuple(number._mpf_, bits) if number.is_Float else arb.nan()


def of_tuple(number: Any, bits: int) -> arb:
    """The ball of mpmath's (sign, mantissa, exponent, bits).

    >>> of_tuple((1, 3, -1, 2), 53)
    -1.50000000000000
    """
    sign, mantissa, exponent, size = number
    if not mantissa and (exponent or size):
        return arb.nan()
    return _exact(scaled_by_two(-int(mantissa) if sign else int(mantissa), int(exponent)), bits)


def _exact(number: fmpq, bits: int) -> arb:
    """A binary fraction of about so many bits as a ball that is exact."""
    with working_precision(bits + max(fmpz(number.numerator).bit_length(), 1)):
        return arb(number)
