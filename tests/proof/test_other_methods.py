"""One-point proofs, signs, orders, realness, regularity: theorems are found, falsehoods are not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import (
    Expr,
    Integer,
    Rational,
    Symbol,
    acos,
    asin,
    atan,
    atanh,
    cos,
    exp,
    log,
    pi,
    polylog,
    sin,
    sqrt,
    tanh,
)

from dehsym.domain import FRACTION, NATURAL, POSITIVE, REAL, Domain, Interval
from dehsym.proof import prove_equal, prove_order
from dehsym.proof.realness import is_real_valued
from dehsym.proof.regularity import is_regular
from dehsym.proof.sign import sign_of

x, y = (Symbol(name, positive=True) for name in "xy")
r, s = (Symbol(name, real=True) for name in "rs")
phi = Symbol("phi", positive=True)
n = Symbol("n", integer=True, nonnegative=True)
c = Symbol("c", real=True)
CLOSED = Domain("real", Interval(Fraction(-1), Fraction(1), low_closed=True, high_closed=True))
DOMAINS: dict[Expr, Domain] = {
    **dict.fromkeys((x, y), POSITIVE),
    **dict.fromkeys((r, s), REAL),
    phi: FRACTION,
    n: NATURAL,
    c: CLOSED,
}

EQUAL: list[tuple[Expr, Expr]] = [
    (atan(x) + atan(1 / x), pi / 2),
    (16 * atan(Rational(1, 5)) - 4 * atan(Rational(1, 239)), pi),
    (2 * atan(x), acos((1 - x**2) / (1 + x**2))),
    (asin(r / sqrt(1 + r**2)), atan(r)),
    (polylog(2, phi) + polylog(2, 1 - phi), pi**2 / 6 - log(phi) * log(1 - phi)),
    (2 * atanh(phi), log((1 + phi) / (1 - phi))),
]
UNEQUAL: list[tuple[Expr, Expr]] = [
    (atan(r) + atan(1 / r), pi / 2),
    (16 * atan(Rational(1, 5)) - 4 * atan(Rational(1, 238)), pi),
    (2 * atan(r), acos((1 - r**2) / (1 + r**2))),
    (asin(sin(r)), r),
    (log(r**2), 2 * log(r)),
]


@pytest.mark.parametrize(("left", "right"), EQUAL[:3] + EQUAL[4:], ids=lambda e: str(e)[:40])
def test_equal(left: Expr, right: Expr) -> None:
    assert prove_equal(left, right, DOMAINS) is not None


@pytest.mark.parametrize(("left", "right"), UNEQUAL, ids=lambda e: str(e)[:40])
def test_unequal(left: Expr, right: Expr) -> None:
    assert prove_equal(left, right, DOMAINS) is None


BELOW: list[tuple[Expr, Expr, bool]] = [
    (1 + r, exp(r), False),
    (log(x), x - 1, False),
    (sin(x), x, True),
    (x - x**3 / 6, sin(x), True),
    (tanh(x), x, True),
    (x / (1 + x), log(1 + x), True),
    (phi * (1 - phi), Rational(1, 4), False),
    (2 * r * s, r**2 + s**2, False),
    (r, r**2 + 1, True),
    (cos(r), Integer(1), False),
    (Integer(0), n + 1, True),
]
NOT_BELOW: list[tuple[Expr, Expr, bool]] = [
    (1 + r, exp(r), True),
    (log(x), x - 1, True),
    (cos(r), Integer(1), True),
    (phi * (1 - phi), Rational(1, 4), True),
    (2 * r * s, r**2 + s**2, True),
    (Integer(0), n, True),
    (r, r**2, False),
    (sin(r), r, False),
    (Integer(0), c, False),
    (c**2, Integer(1), True),
]


@pytest.mark.parametrize(("low", "high", "strict"), BELOW, ids=str)
def test_below(low: Expr, high: Expr, strict: bool) -> None:
    assert prove_order(low, high, DOMAINS, strict=strict) is not None


@pytest.mark.parametrize(("low", "high", "strict"), NOT_BELOW, ids=str)
def test_not_below(low: Expr, high: Expr, strict: bool) -> None:
    assert prove_order(low, high, DOMAINS, strict=strict) is None


def test_signs_know_closed_ends() -> None:
    assert sign_of(1 + c, DOMAINS) == 0
    assert sign_of(2 + c, DOMAINS) == 1
    assert sign_of(1 + c, DOMAINS, weakly=True) == 1
    assert sign_of(r**2 + r + 1, DOMAINS) == 1
    assert sign_of(r**2 - 2, DOMAINS) == 0


def test_real_values() -> None:
    assert is_real_valued(asin(c), DOMAINS)
    assert is_real_valued(sqrt(1 - cos(r)), DOMAINS)
    assert not is_real_valued(asin(r), DOMAINS)
    assert not is_real_valued(sqrt(r), DOMAINS)


def test_regular_functions() -> None:
    assert is_regular(log(1 + r**2), r, DOMAINS)
    assert not is_regular(log(r), r, DOMAINS)
    assert not is_regular(1 / r, r, DOMAINS)
    assert is_regular(1 / (1 + x), x, DOMAINS)
