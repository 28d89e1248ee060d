"""Two expressions over a box: equal somewhere, equal nowhere, and what is not told apart."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from sympy import Expr, I, Integer, Rational, Symbol, exp, log, sqrt

from dehsym.audit.range import Box, Range
from dehsym.audit.range_comparison import Sides, is_positive
from dehsym.verdict import Kind

X, Y, Z = (Symbol(name, positive=True) for name in "xyz")
R = Symbol("r", real=True)
BOX: Box = {X: (Fraction(2), Fraction(3)), Y: (Fraction(4), Fraction(5)), Z: (Fraction(1, 2), Fraction(3, 5))} | {
    R: (Fraction(-2), Fraction(-1))
}


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (X, Y, Kind.REFUTED),
        (X, Y / 2, Kind.CERTIFIED),
        (X * Y, X * Y + Rational(1, 10**6), Kind.REFUTED),  # the ranges overlap, the difference is 1e-6 everywhere
        (X - X**2, -X * (X - 1), Kind.CERTIFIED),
        (log(Y * Z) / (Y * Z - 1), Integer(1), Kind.REFUTED),  # it is 1 where y z is 1, and less beyond
        (X, Integer(3), Kind.CERTIFIED),
        (X, Integer(3) + Rational(1, 10**20), Kind.REFUTED),
        (exp(-X), -log(Y), Kind.REFUTED),
        (I * sqrt(R), Y / 4, Kind.CERTIFIED),  # on one branch it is negative
        (I * sqrt(R), Y, Kind.REFUTED),
        (1 + sqrt(R), X, Kind.UNDECIDED),
    ],
)
def test_two_sides(left: Expr, right: Expr, kind: Kind) -> None:
    assert Sides(left, right).over(BOX).kind is kind


def test_ranges_hold_the_values_and_are_sharp() -> None:
    found = Sides(log(X * Y) / (X * Y - 1), Integer(1)).over(BOX)
    assert found.left
    low, high = 0.19344, 0.29706  # at x y = 15 and at x y = 8
    assert found.left.low <= Fraction(low) < found.left.low + Fraction(1, 1000)
    assert found.left.high - Fraction(1, 1000) < Fraction(high) <= found.left.high


def test_a_refutation_is_never_wrong_at_random() -> None:
    random = Random(6)
    for _ in range(60):
        a, b, c = (Rational(random.randint(1, 40), 10) for _ in range(3))
        left, right = X**a + c * Y, b * exp(Z) * X * Y
        found = Sides(left, right).over(BOX).kind
        values = [_sign(left - right, random) for _ in range(40)]
        if found is Kind.REFUTED:
            assert len(set(values)) == 1
        if len(set(values)) == 2:
            assert found is Kind.CERTIFIED


def _sign(expr: Expr, random: Random) -> bool:
    point = {s: low + (high - low) * Fraction(random.randint(0, 1000), 1000) for s, (low, high) in BOX.items()}
    return is_positive(expr, {symbol: (value, value) for symbol, value in point.items()})


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (Fraction(1, 3), Fraction(2, 3), "[0.3333, 0.6667]"),
        (Fraction(-2, 3), Fraction(-1, 3), "[-0.6667, -0.3333]"),
        (Fraction(99999), Fraction(99999), "[99990, 100000]"),
        (Fraction(0), Fraction(123456, 10**70), "[0, 1.235e-65]"),
        (Fraction(10**63), Fraction(10**63), "[1.000e63, 1.000e63]"),
    ],
)
def test_a_range_is_rounded_outwards(low: Fraction, high: Fraction, text: str) -> None:
    assert str(Range(low, high)) == text
