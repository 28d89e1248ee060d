"""Numbers as decimals in the manner of a printed one: rounded to it, or outwards."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from dehsym.printed import Printed

Direction = Literal["down", "nearest", "up"]

_WRITTEN_OUT = range(-4, 7)
"""Powers of ten that are written out where there is no print to go by; beside a print without an exponent more are."""

_WRITTEN_OUT_BESIDE_PRINT = range(-6, 16)


def decimal(value: Fraction, digits: int, *, toward: Direction = "nearest", like: str = "") -> str:
    """A number to so many significant digits, as `like` is printed: with an exponent, or written out.

    >>> decimal(Fraction(2, 3), 3), decimal(Fraction(2, 3), 3, toward="down"), decimal(Fraction(2, 3), 3, like="1e-40")
    ('0.667', '0.666', '6.67e-1')
    """
    if value == 0:
        return "0"
    exponent = decimal_exponent(value)
    whole = _whole(value / Fraction(10) ** (exponent - digits + 1), toward)
    if abs(whole) == 10**digits:
        whole, exponent = whole // 10, exponent + 1
    sign, text = ("-" if whole < 0 else ""), str(abs(whole)).rjust(digits, "0")
    written_out = _WRITTEN_OUT_BESIDE_PRINT if like else _WRITTEN_OUT
    if "e" in like.lower() or exponent not in written_out:
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


def printed_like(number: Printed, exact: Fraction) -> str:
    """`exact`, rounded to the last place of `number` and written as that is; a tie goes to the even digit.

    Beside a number with a power of ten, one of another power is rounded to as many digits, and has its own.

    >>> printed_like(Printed("5.51e89"), Fraction("5.484e89")), printed_like(Printed("18.1"), Fraction("20.68"))
    ('5.48e89', '20.7')
    >>> printed_like(Printed("5.51e89"), Fraction("54.84e89"))
    '5.48e90'
    """
    if "e" in number.text.lower() and decimal_exponent(exact) != decimal_exponent(number.value):
        return rounded_as(exact, number)
    mantissa, mark, exponent = number.text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    units = round(exact / number.ulp)
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}{'.' if decimals else ''}{rest}{mark}{exponent}"


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
    exponent, digits = decimal_exponent(value), 1
    while (value / Fraction(10) ** (exponent - digits + 1)).denominator != 1:
        digits += 1
    return decimal(value, digits, like=like)


def decimal_exponent(number: Fraction) -> int:
    """The exponent e of a number other than 0 written as d.ddd 10^e; 0 for 0.

    >>> decimal_exponent(Fraction(999, 10)), decimal_exponent(Fraction(-1, 1000))
    (1, -3)
    """
    if not number:
        return 0
    size = abs(number)
    guess = (size.numerator.bit_length() - size.denominator.bit_length()) * 30103 // 100000
    while Fraction(10) ** guess > size:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= size:
        guess += 1
    return guess


def _whole(value: Fraction, toward: Direction) -> int:
    if toward == "nearest":
        return round(value)
    down = value.numerator // value.denominator
    return down if toward == "down" or value.denominator == 1 else down + 1
