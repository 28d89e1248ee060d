"""Numbers as decimals in the manner of a printed one: rounded to it, or outwards."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from dehsym.printed import Printed

Direction = Literal["down", "nearest", "up"]

_PLAIN = range(-6, 16)  # powers of ten that are written out where the print has no exponent


def decimal(value: Fraction, digits: int, *, toward: Direction = "nearest", like: str = "") -> str:
    """A number to so many significant digits, as `like` is printed: with an exponent, or written out.

    >>> decimal(Fraction(2, 3), 3), decimal(Fraction(2, 3), 3, toward="down"), decimal(Fraction(2, 3), 3, like="1e-40")
    ('0.667', '0.666', '6.67e-1')
    """
    if value == 0:
        return "0"
    exponent = _exponent(abs(value))
    scaled = value / Fraction(10) ** (exponent - digits + 1)
    whole = _whole(scaled, toward)
    if abs(whole) == 10**digits:
        whole, exponent = whole // 10, exponent + 1
    sign, text = ("-" if whole < 0 else ""), str(abs(whole)).rjust(digits, "0")
    if "e" in like.lower() or exponent not in _PLAIN:
        return f"{sign}{text[0]}{'.' * (digits > 1)}{text[1:]}e{exponent}"
    if exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{text}"
    before = text[: exponent + 1].ljust(exponent + 1, "0")
    after = text[exponent + 1 :]
    return f"{sign}{before}{'.' * bool(after)}{after}"


def rounded_as(value: Fraction, printed: Printed) -> str:
    """A number rounded to as many digits as the printed one has; a tie beside the printed one to that.

    >>> rounded_as(Fraction(2, 3), Printed("0.70")), rounded_as(Fraction(25, 1000), Printed("0.03"))
    ('0.67', '0.03')
    """
    if abs(value - printed.value) == printed.ulp / 2:
        return printed.text
    return decimal(value, printed.digits, like=printed.text)


def exact_decimal(value: Fraction, *, like: str = "") -> str:
    """A fraction of a denominator 2^a 5^b in full, as `like` is printed; another one as a quotient.

    >>> exact_decimal(Fraction(1545, 1000)), exact_decimal(Fraction(1, 3)), exact_decimal(Fraction(77, 10**41))
    ('1.545', '1/3', '7.7e-40')
    """
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    if value == 0:
        return "0"
    exponent = _exponent(abs(value))
    digits = 1
    while (value / Fraction(10) ** (exponent - digits + 1)).denominator != 1:
        digits += 1
    return decimal(value, digits, like=like)


def _exponent(value: Fraction) -> int:
    """The power of ten of the first digit of a positive number."""
    guess = len(str(value.numerator)) - len(str(value.denominator))
    return guess if value >= Fraction(10) ** guess else guess - 1


def _whole(value: Fraction, toward: Direction) -> int:
    if toward == "nearest":
        return round(value)
    down = value.numerator // value.denominator
    return down if toward == "down" or value.denominator == 1 else down + 1
