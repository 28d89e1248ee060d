"""Integrals with known values: finite ranges, half lines, singular ends, and what must not be given a value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import acb, arb
from sympy import Abs, Expr, Integer, Integral, Rational, Symbol, cos, exp, gamma, log, oo, pi, sin, sqrt, zeta

from dehsym.balls import NoValue, Unsupported, compile_enclosure, working_precision
from tests.balls.agreement import agree

x, y, k = Symbol("x"), Symbol("y"), Symbol("k")
p = Symbol("p", positive=True)
h = Rational(1, 2)


def integral(body: Any, low: Any, high: Any) -> Expr:
    return Integral(body, (x, low, high))


VALUES: list[tuple[Expr, Expr]] = [
    (integral(x**2, 0, 3), Integer(9)),
    (integral(x**2, 3, 0), Integer(-9)),
    (integral(exp(sympy.I * x), 0, pi), 2 * sympy.I),
    (integral(sqrt(x), 0, 1), Integer(2) / 3),
    (integral(1 / sqrt(x), 0, 1), Integer(2)),
    (integral(1 / sqrt(x - 1), 1, 5), Integer(4)),
    (integral(1 / sqrt(x * (1 - x)), 0, 1), pi),
    (integral(log(x), 0, 1), Integer(-1)),
    (integral(sin(x) / x, 0, 1), sympy.Si(1)),
    (integral(exp(-1 / x) / x**2, 0, 1), exp(-1)),
    (integral(log(x), -2, -1), 2 * log(2) - 1 + sympy.I * pi),
    (integral(sqrt(x), -1, 1), (1 + sympy.I) * Integer(2) / 3),
    (integral(Abs(x), -1, 2), Integer(5) / 2),
    (integral(sympy.sign(x) * exp(x), -1, 2), exp(2) + exp(-1) - 2),
    (integral(sympy.floor(x), 0, 3), Integer(3)),
    (integral(sympy.Max(x, 1 - x), 0, 1), Integer(3) / 4),
    (integral(1 / x**2, 1, oo), Integer(1)),
    (integral(1 / (1 + x**2), 0, oo), pi / 2),
    (integral(1 / (1 + x**2), -oo, oo), pi),
    (integral(1 / (sqrt(x) * (1 + x)), 0, oo), pi),
    (integral(log(x) ** 2 / (1 + x**2), 0, oo), pi**3 / 8),  # DLMF 25.9-like: 2 sum (-1)^n 2/(2n+1)^3
    (integral(exp(-(x**2)), -oo, oo), sqrt(pi)),
    (integral(exp(-(x**2)), -oo, 0), sqrt(pi) / 2),
    (integral(exp(-(x**2) / 2 + 3 * sympy.I * x), -oo, oo), sqrt(2 * pi) * exp(-Integer(9) / 2)),
    (integral(exp(-Abs(x)), -oo, oo), Integer(2)),
    (integral(exp(-x) * cos(3 * x), 0, oo), Integer(1) / 10),
    (integral(2 ** (-x), 0, oo), 1 / log(2)),
    (integral(x * exp(-sqrt(x**2 + 1)), 0, oo), 2 * exp(-1)),
    (integral(sqrt(x) * exp(-x), 0, oo), gamma(Integer(3) / 2)),
    (integral(exp(-x / 1000), 0, oo), Integer(1000)),
    (integral(1 / (exp(x) + 1), 0, oo), log(2)),
    (integral(1 / sympy.cosh(x), -oo, oo), pi),
    (integral(x / sympy.sinh(x), 0, oo), pi**2 / 4),
    (integral(x**3 / (exp(x) - 1), 0, oo), pi**4 / 15),  # Planck; DLMF 25.5.1 with s = 4
    (integral(sqrt(x) / (exp(x) - 1), 0, oo), gamma(Integer(3) / 2) * zeta(Integer(3) / 2)),  # DLMF 25.5.1
    (integral(x**2 * exp(x) / (exp(x) - 1) ** 2, 0, oo), pi**2 / 3),
    (integral(x**2 * log(1 - exp(-x)), 0, oo), -(pi**4) / 45),
]


@pytest.mark.parametrize(("expr", "closed_form"), VALUES, ids=str)
@pytest.mark.parametrize("bits", [64, 160])
def test_known_integral(expr: Expr, closed_form: Expr, bits: int) -> None:
    agree(expr, closed_form, {}, bits, lost=24)


@pytest.mark.parametrize("fugacity", [Fraction(1, 1024), Fraction(1, 2), Fraction(693, 1000), Fraction(1023, 1024)])
def test_bose_integrals_are_polylogarithms(fugacity: Fraction) -> None:
    phi = Symbol("phi", positive=True)
    for s in (h, Integer(3) / 2, Integer(5) / 2):  # DLMF 25.12.16
        bose = integral(x ** (s - 1) / (exp(x) / phi - 1), 0, oo)
        closed = gamma(s) * sympy.polylog(s, phi)
        left, right = (compile_enclosure(expr)({phi: fugacity}, 128) for expr in (bose, closed))
        with working_precision(128):
            assert left.overlaps(right)
            assert abs(left - right) < abs(right) * arb(2) ** -90
            assert left.imag.is_zero()


def test_a_symbolic_exponent_at_a_singular_end() -> None:
    euler = compile_enclosure(integral(x ** (p - 1) * exp(-x), 0, oo))  # DLMF 5.2.1
    for value in (Fraction(1, 3), Fraction(7, 2)):
        left, right = euler({p: value}, 100), compile_enclosure(gamma(p))({p: value}, 100)
        with working_precision(100):
            assert left.overlaps(right)
            assert abs(left - right) < arb(2) ** -80


NOT_FINITE: list[Expr] = [
    integral(1 / x, -1, 1),
    integral(1 / x, 0, 1),
    integral(1 / x, 1, oo),
    integral(1 / (x - 1), 0, oo),
    integral(x**2 * exp(-x), -oo, oo),
    integral(exp(x), 0, oo),
    integral(sin(x), 0, oo),
    integral(1 / (exp(x) - 1), 0, oo),
    integral(1 / log(x), 0, 2),
    integral(gamma(x), 1, oo),
]


@pytest.mark.parametrize("expr", NOT_FINITE, ids=str)
def test_divergent_integrals_have_no_value(expr: Expr) -> None:
    with pytest.raises(NoValue, match="diverges"):
        compile_enclosure(expr)({}, 64)


def test_a_bound_variable_is_not_the_free_one_of_the_same_name() -> None:
    both = x * integral(x, 0, y) + sympy.Sum(x, (x, 1, 3))
    assert compile_enclosure(both)({x: Fraction(10), y: Fraction(2)}, 64).contains(26)
    positive = Symbol("x", positive=True)
    mixed = positive * integral(x * exp(-positive * x), 0, oo)
    assert compile_enclosure(mixed)({positive: Fraction(2)}, 64).contains(0.5)


def test_an_integral_bound_again_inside_is_kept_apart() -> None:
    inner = integral(Abs(x), -1, 1)
    outer = Integral(y * inner, (y, 0, 2))
    assert compile_enclosure(outer)({}, 64).contains(2)
    with pytest.raises(Unsupported, match="bound"):
        compile_enclosure(Integral(x * inner, (x, 0, 1)))


def test_nested_integrals() -> None:
    inner = Integral(x * y, (y, 0, x))
    assert compile_enclosure(Integral(x * inner, (x, 0, 1)))({}, 64).overlaps(acb(1) / 10)


@pytest.mark.parametrize(
    ("expr", "named"),
    [
        (Integral(x, x), "an indefinite integral"),
        (integral(exp(-x), y, oo), "not known to be real"),
    ],
    ids=str,
)
def test_what_has_no_enclosure_is_named(expr: Expr, named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        compile_enclosure(expr)


def test_sums_and_products_follow_karr_when_reversed() -> None:
    n = Symbol("n", integer=True)
    total = compile_enclosure(sympy.Sum(k**2, (k, 1, n)))
    assert total({n: Fraction(10)}, 64) == 385
    assert total({n: Fraction(0)}, 64) == 0
    assert total({n: Fraction(-3)}, 64) == -5  # -(0 + 1 + 4): minus the sum from -2 to 0
    assert compile_enclosure(sympy.Product(k, (k, 3, n)))({n: Fraction(0)}, 64) == 0.5  # 1/(1 * 2)
    assert not compile_enclosure(sympy.Sum(k, (k, 1, y)))({y: Fraction(5, 2)}, 64).is_finite()
