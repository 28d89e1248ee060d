"""Correctly rounded decimals out of enclosures.

A ball gives D digits if both its ends round to the same D digits, because rounding is monotone. The precision is
raised until that happens. Near a rounding tie it cannot happen unless the value is known exactly, and a value that may
be 0 has no first digit: both are reported, not guessed. All arithmetic with long integers is FLINT's, whose conversion
to decimal text takes quasi-linear time and is not subject to Python's limit of 4300 digits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, final

from flint import acb, arb, fmpq, fmpz

from dehsym.errors import EvaluationError
from dehsym.precision import bits_for, working_precision

if TYPE_CHECKING:
    from fractions import Fraction  # takes as long to import as a number to compute

MOST_DIGITS = 10**7
LARGE_EXPONENT = 10**5
_LOG10_2 = 30_102_999_566_398  # log10(2) in units of 10^-14
_RADIUS_DIGITS = 3
_MODERATE = 10**6
_FINITE_ATTEMPTS = 4


class Unsettled(EvaluationError):  # noqa: N818  (an answer that callers ask for, not a fault of theirs)
    """A value has no digits that balls can make certain: it is not finite, or 0, or a rounding tie, or too near one."""


@final
class CertifiedDecimal(NamedTuple):
    """A value of which every digit is certain.

    `imaginary` is None for a real value. `radius` is an upper bound, in decimal, of the radius of the ball that gave
    the digits, `"0"` if that was exact; `bits` is the precision it was computed with.
    """

    real: str
    imaginary: str | None
    radius: str
    bits: int

    def __str__(self) -> str:
        if self.imaginary is None:
            return self.real
        sign, size = ("-", self.imaginary[1:]) if self.imaginary.startswith("-") else ("+", self.imaginary)
        return f"{self.real} {sign} {size}*I"


def decimal_digits(
    enclosure: Callable[[int], acb | arb], digits: int, *, most_bits: int | None = None, real_valued: bool = False
) -> CertifiedDecimal:
    """Return the value that `enclosure(bits)` encloses, each part correctly rounded to `digits` significant digits.

    Ties go to the even digit; only an exact ball can show a tie. `real_valued` says that the value is known to be
    real, so that an imaginary part whose enclosures contain 0 is not shown. `most_bits` bounds the precision (by
    default eight times that of the digits, and 8192 more).

    Raise `Unsettled` if the digits are not settled at `most_bits` or the value is not finite, `EvaluationError` if
    `digits` is not between 1 and 10^7.

    >>> decimal_digits(lambda bits: acb(1) / 8, 2).real
    '0.12'
    >>> decimal_digits(lambda bits: acb.pi() * 10**30, 5).real
    '3.1416e+30'
    """
    if not 1 <= digits <= MOST_DIGITS:
        raise EvaluationError(f"1 to {MOST_DIGITS} digits are wanted, found {digits}")
    bits = bits_for(digits)
    limit = max(bits, 8 * bits + 8192 if most_bits is None else most_bits)
    failures = 0
    while True:
        with working_precision(bits):
            ball = enclosure(bits)
        with working_precision(bits + 64):
            if ball.is_finite():
                found = _settled(ball, digits, real_valued, bits)
                if found is not None:
                    return found
            elif (failures := failures + 1) == _FINITE_ATTEMPTS:
                raise Unsettled(f"a finite value is wanted, found none with up to {bits} bits")
            wider = _next_bits(ball, digits, bits)
        if bits >= limit:
            raise Unsettled(
                f"{digits} certain digits are wanted, found none with {bits} bits: the value or one of its parts is 0, "
                "or a rounding tie, or too near to one"
            )
        bits = min(wider, limit)


def rational_digits(value: Fraction | fmpq, digits: int) -> str:
    """Return an exact rational correctly rounded to `digits` significant digits, ties to the even digit.

    >>> from fractions import Fraction
    >>> rational_digits(Fraction(3, 20), 1), rational_digits(Fraction(-2, 3), 4), rational_digits(Fraction(0), 3)
    ('0.2', '-0.6667', '0')
    """
    if not value:
        return "0"
    ratio = abs(fmpz(value.numerator)), fmpz(value.denominator)
    number, exponent = _rounded_ratio(*ratio, digits, up=False)
    return ("-" if value < 0 else "") + _written(number, exponent, digits)


def _next_bits(ball: acb | arb, digits: int, bits: int) -> int:
    """Return as many bits as the least certain part lacks; twice as many where it may be 0, a few more near a tie."""
    parts = [part for part in (ball.real, ball.imag) if not part.is_zero()]
    if not ball.is_finite() or any(part.contains(0) for part in parts):
        return 2 * bits
    missing = max((bits_for(digits) - part.rel_accuracy_bits() for part in parts), default=0)
    return bits + missing + 32 if missing > 0 else bits + 64 + bits // 16


def _settled(ball: acb | arb, digits: int, real_valued: bool, bits: int) -> CertifiedDecimal | None:
    hidden = ball.imag.is_zero() or (real_valued and ball.imag.contains(0))
    real = _decimal(ball.real, digits)
    imaginary = None if hidden else _decimal(ball.imag, digits)
    if real is None or (imaginary is None and not hidden):
        return None
    radius = arb.max(ball.real.rad(), arb(0) if hidden else ball.imag.rad())
    return CertifiedDecimal(real, imaginary, _upper_bound(radius), bits)


def _decimal(x: arb, digits: int) -> str | None:
    """Return the digits of x, if they are certain."""
    if x.is_zero():
        return "0"
    if x.contains(0):
        return None
    size, shift = _scaled(abs(x))
    if shift and not arb(2) ** -_MODERATE < size < arb(2) ** _MODERATE:
        return None  # an exponent of so many digits that 10 to it is not known
    low = _rounded(size.lower(), digits, up=False)
    high = low if size.is_exact() else _rounded(size.upper(), digits, up=False)
    if low != high:
        return None
    sign = "-" if x < 0 else ""
    return sign + _written(low[0], low[1] + shift, digits)


def _scaled(x: arb) -> tuple[arb, int]:
    """Return x as (y, shift) with x = y 10^shift and y of moderate size, so that exact integers can hold its digits."""
    mantissa, power = x.mid().man_exp()
    exponent = (mantissa.bit_length() + int(power)) * _LOG10_2 // 10**14
    if abs(exponent) <= LARGE_EXPONENT:
        return x, 0
    return x / arb(10) ** fmpz(exponent), exponent


def _rounded(x: arb, digits: int, *, up: bool) -> tuple[fmpz, int]:
    """Return an exact x > 0 as `_rounded_ratio` does."""
    mantissa, power = x.man_exp()
    binary = int(power)
    if binary >= 0:
        return _rounded_ratio(mantissa << binary, fmpz(1), digits, up=up)
    return _rounded_ratio(mantissa, fmpz(1) << -binary, digits, up=up)


def _rounded_ratio(above: fmpz, below: fmpz, digits: int, *, up: bool) -> tuple[fmpz, int]:
    """Return x = above/below > 0 as (n, e), n of `digits` digits: x 10^(digits - 1 - e) rounded to nearest, or up."""
    exponent = (above.bit_length() - below.bit_length()) * 30103 // 100000
    lowest, highest = fmpz(10) ** (digits - 1), fmpz(10) ** digits
    while True:
        shift = digits - 1 - exponent
        scaled, unit = (above * fmpz(10) ** shift, below) if shift >= 0 else (above, below * fmpz(10) ** -shift)
        whole, rest = divmod(scaled, unit)
        if whole >= highest:
            exponent += 1
        elif whole < lowest:
            exponent -= 1
        else:
            break
    doubled = rest + rest
    if (up and rest != 0) or (not up and (doubled > unit or (doubled == unit and whole % 2 == 1))):
        whole += 1
    return (lowest, exponent + 1) if whole == highest else (whole, exponent)


def _written(number: fmpz, exponent: int, digits: int) -> str:
    """Plain between the exponents min(-digits/3, -5) and `digits`, scientific outside, as mpmath.nstr has it."""
    text = number.str()
    if 0 <= exponent < digits:
        whole, fraction = text[: exponent + 1], text[exponent + 1 :]
        return f"{whole}.{fraction}" if fraction else whole
    if min(-(digits // 3), -5) < exponent < 0:
        return "0." + "0" * (-exponent - 1) + text
    return text[0] + (f".{text[1:]}" if digits > 1 else "") + f"e{exponent:+d}"


def _upper_bound(radius: arb) -> str:
    """Three digits that are at least the radius."""
    if radius.is_zero():
        return "0"
    if radius < arb(10) ** -LARGE_EXPONENT:
        return f"1e-{LARGE_EXPONENT}"
    size, shift = _scaled(radius)
    number, exponent = _rounded(size.upper(), _RADIUS_DIGITS, up=True)
    return _written(number, exponent + shift, _RADIUS_DIGITS)
