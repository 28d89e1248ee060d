"""A seeded part of the evaluations at scale, and the check itself: it finds a wrong digit, and a wrong tie."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from dehsym.numeric.decimal_digits import Unsettled, decimal_digits
from tests.numeric.at_scale import evaluations, wrong_digits

_COUNT = 2_000


def test_not_one_digit_is_wrong() -> None:
    tally = evaluations(_COUNT, seed=2_000)
    assert not tally.wrong
    assert not tally.undecided
    assert tally.right >= _COUNT
    assert tally.refused.total() < _COUNT // 20


def _third(bits: int) -> arb:
    return arb(-1) / 3


@pytest.mark.parametrize(
    ("text", "digits", "said"),
    [
        ("-0.33333", 5, ""),
        ("-0.33334", 5, "is wrong"),
        ("0.33333", 5, "is wrong"),
        ("-0.3333", 5, "5 digits are wanted"),
        ("nan", 5, "a decimal is wanted"),
        ("-3.3333e-1", 5, ""),
        ("-3.3333e-2", 5, "is wrong"),
        ("0", 5, "is wrong"),
    ],
)
def test_a_wrong_digit_is_found(text: str, digits: int, said: str) -> None:
    found = wrong_digits(text, digits, _third)
    assert said in found
    assert bool(said) == bool(found)


def test_ties_go_to_the_even_digit() -> None:
    for text, right in (("0.2", True), ("0.1", False)):
        assert (wrong_digits(text, 1, _third, Fraction(3, 20)) == "") is right


def test_an_exponent_longer_than_the_precision_is_no_failure() -> None:
    """exp(-10^135) has an exponent of 135 digits: found at scale, where the radius of 1 - exp(-10^135) was not told."""
    with pytest.raises(Unsettled):
        decimal_digits(lambda bits: (-(arb(10) ** 135)).exp(), 5)
    assert decimal_digits(lambda bits: 1 - (-(arb(10) ** 135)).exp(), 5).real == "1.0000"
