"""A ball as text for a reader: the digits that are certain."""

from __future__ import annotations

from flint import acb, arb

from dehsym.precision import working_precision

_MOST_DIGITS = 48
_DIFFERENCE_BITS = 1 << 15


def ball_text(value: acb, digits: int = 12) -> str:
    """The value to `digits` digits at the most, as many as are certain to a unit of the last; a real one without I.

    A part that may be zero is shown as 0 with its radius.

    >>> ball_text(acb(1, 2)), ball_text(acb("0.1 +/- 1e-5"))
    ('1.00000000000 + 2.00000000000*I', '0.1000')
    """
    real, imaginary = value.real, value.imag
    if imaginary.is_zero():
        return _part(real, digits)
    if real.is_zero():
        return f"{_part(imaginary, digits)}*I"
    sign, size = ("-", -imaginary) if imaginary < 0 else ("+", imaginary)
    return f"{_part(real, digits)} {sign} {_part(size, digits)}*I"


def distinct_texts(left: acb, right: acb) -> tuple[str, str]:
    """The texts of two disjoint balls, with so many digits that they differ; beyond 40, the second as a difference.

    >>> distinct_texts(acb(1), acb(1) + acb(10) ** -15)
    ('1.00000000000000000000000', '1.000000000000001')
    >>> with working_precision(600):
    ...     near = acb(1) + acb(2) ** -500
    >>> distinct_texts(acb(1), near)
    ('1.00000000000', '1.00000000000 + 3.05493636349960e-151')
    """
    digits = 12
    while (texts := (ball_text(left, digits), ball_text(right, digits)))[0] == texts[1] and digits < _MOST_DIGITS:
        digits *= 2
    if texts[0] != texts[1]:
        return texts
    with working_precision(_DIFFERENCE_BITS):
        difference = right - left
    return ball_text(left), f"{ball_text(left)} + {ball_text(difference, 15)}"


def _part(part: arb, digits: int) -> str:
    if not part.is_finite():
        return "not finite"
    if part.contains(0) and not part.is_zero():
        return f"(0 ± {part.abs_upper().str(3, radius=False)})"
    return part.str(digits, radius=False)
