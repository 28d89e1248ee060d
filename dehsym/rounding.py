"""Whether a computed number rounds to a printed one: an enclosure beside the interval of reals that round to it."""

from __future__ import annotations

from fractions import Fraction

from dehsym.backticks import typed
from dehsym.evaluation import RealEnclosure
from dehsym.printed import Printed
from dehsym.verdict import Verdict, Witness, certified, refuted, undecided

_SHOWN = 12
_SPARE_BITS = 192
ROUNDING = "rounding, in balls"
"""The method of a verdict that a number does not round to its print."""


def bits_to_round(number: Printed) -> int:
    """A working precision for `rounds_to`: the printed digits, and enough beyond to tell near ties.

    >>> bits_to_round(Printed("0.692")), bits_to_round(Printed("0." + 100 * "6"))
    (204, 592)
    """
    return _SPARE_BITS + 4 * number.digits


def rounds_to(ball: RealEnclosure, number: Printed, shown: str = "", unit: Fraction = Fraction(1)) -> Verdict:
    """Certified if every number in `ball`, in units of `unit`, rounds to the printed digits, refuted if none does.

    `shown` is how the number stands in print, with its unit: a text for readers.

    >>> from sympy import exp, Integer
    >>> from dehsym.catalogue import Catalogue
    >>> from dehsym.evaluation import enclosed
    >>> ball = enclosed(exp(-exp(Integer(-1))), Catalogue())
    >>> rounds_to(ball, Printed("0.692")).kind.word, rounds_to(ball, Printed("0.693")).kind.word
    ('certified', 'refuted')
    """
    low, high = number.low * unit, number.high * unit
    text, shown = ball.over(unit).text(_SHOWN), shown or typed(number.text)
    if ball.inside(low, high):
        return certified(f"{typed(text)} rounds to the printed {shown}", digits=number.digits, points=1)
    if ball.outside(low, high):
        return refuted(f"{typed(text)} does not round to the printed {shown}", Witness((), text, number.text), ROUNDING)
    return undecided(f"{typed(text)} is not enclosed closely enough to round")
