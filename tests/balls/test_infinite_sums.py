"""Infinite sums and products with known values, what diverges, and containment against other precisions and starts."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy
from flint import acb, arb
from sympy import (
    Catalan,
    Derivative,
    EulerGamma,
    Expr,
    I,
    Integer,
    Product,
    Rational,
    RisingFactorial,
    Sum,
    Symbol,
    atan,
    besselj,
    binomial,
    cos,
    cosh,
    coth,
    exp,
    factorial,
    gamma,
    log,
    oo,
    pi,
    polylog,
    sin,
    sinh,
    sqrt,
    tanh,
    zeta,
)

from dehsym.balls import NoValue, Point, Unsupported, compile_enclosure, working_precision
from dehsym.balls.compiler import compile_node
from dehsym.balls.environment import Environment
from tests.balls.agreement import agree

k, j, y, z = Symbol("k"), Symbol("j"), Symbol("y"), Symbol("z")
x = Symbol("x", real=True)
p = Symbol("p", positive=True)
n = Symbol("n", integer=True)
h = Rational(1, 2)


def total(term: Any, low: Any = 1, high: Any = oo) -> Expr:
    return Sum(term, (k, low, high))


def product(factor: Any, low: Any = 1, high: Any = oo) -> Expr:
    return Product(factor, (k, low, high))


def at(symbol: Symbol, numerator: int, denominator: int = 1) -> Point:
    return {symbol: Fraction(numerator, denominator)}


NOWHERE: Point = {}
HALF_AND_THREE_QUARTERS: Point = {z: (Fraction(1, 2), Fraction(3, 4))}
UNIT: Point = {z: (Fraction(0), Fraction(1))}
THETA_AT_PI = pi ** Rational(1, 4) / gamma(Rational(3, 4))

VALUES: list[tuple[str, Expr, Expr, Point]] = [
    # Powers: DLMF 25.2, 25.6, 25.11
    ("DLMF 25.6.1", total(k**-2), pi**2 / 6, NOWHERE),
    ("DLMF 25.2.1", total(k**-3), zeta(3), NOWHERE),
    ("DLMF 25.2.1", total(k ** Rational(-3, 2)), zeta(Rational(3, 2)), NOWHERE),
    ("DLMF 25.2.1", total(k**-p), zeta(p), at(p, 9, 8)),
    ("DLMF 25.2.1", total(k**-z), zeta(z), {z: (Fraction(3, 2), Fraction(5))}),
    ("DLMF 25.11.1", total((k + p) ** -4, 0), zeta(4, p), at(p, 3, 8)),
    ("DLMF 25.2.2", total((2 * k + 1) ** -2, 0), pi**2 / 8, NOWHERE),
    ("DLMF 25.2.3", total((-1) ** (k + 1) / k), log(2), NOWHERE),
    ("DLMF 25.2.3", total((-1) ** (k + 1) / sqrt(k)), (1 - sqrt(2)) * zeta(h), NOWHERE),
    ("DLMF 25.2.3", total((-1) ** (k + 1) * k**-p), (1 - 2 ** (1 - p)) * zeta(p), at(p, 1, 4)),
    ("DLMF 25.2.6", total(log(k) / k**p), -Derivative(zeta(p), p), at(p, 2)),
    ("DLMF 25.2.6", total(log(k) ** 2 / k**p), Derivative(zeta(p), (p, 2)), at(p, 5, 4)),
    ("Leibniz, DLMF 4.24.3", total((-1) ** k / (2 * k + 1), 0), pi / 4, NOWHERE),
    ("DLMF 25.11.40", total((-1) ** k / (2 * k + 1) ** 2, 0), Catalan, NOWHERE),
    ("Dirichlet beta(3), DLMF 24.8(ii)", total((-1) ** k / (2 * k + 1) ** 3, 0), pi**3 / 32, NOWHERE),
    # Rational terms: DLMF 5.7, 5.15, telescoping
    ("telescoping", total(1 / (k * (k + 1))), Integer(1), NOWHERE),
    ("telescoping", total(1 / (k * (k + 1) * (k + 2))), Rational(1, 4), NOWHERE),
    ("telescoping", total(2 / (k**2 - 1), 2), Rational(3, 2), NOWHERE),
    ("DLMF 4.36.3", total(1 / (k**2 + x**2)), (pi * x * coth(pi * x) - 1) / (2 * x**2), at(x, 3)),
    ("DLMF 4.22.3", total(2 * z / (z**2 - k**2)), pi * sympy.cot(pi * z) - 1 / z, {z: (Fraction(1, 2), Fraction(2))}),
    ("DLMF 4.22.4", total((z - k * pi) ** -2, -oo), 1 / sin(z) ** 2, at(z, 3, 4)),
    ("DLMF 4.22.5", total((-1) ** k * 2 * z / (z**2 - k**2)), pi / sin(pi * z) - 1 / z, at(z, 5, 8)),
    ("DLMF 4.36.5", total((-1) ** k / (k**2 + 1)), (pi / sinh(pi) - 1) / 2, NOWHERE),
    ("DLMF 5.7.6", total(z / (k * (k + z))), sympy.digamma(1 + z) + EulerGamma, {z: (Fraction(-1, 4), Fraction(7))}),
    ("DLMF 5.15.1", total((k + z) ** -2, 0), sympy.polygamma(1, z), {z: (Fraction(-7, 2), Fraction(1))}),
    ("Bromwich, Infinite series, 1926", total(1 / (4 * k**2 - 1) ** 2), (pi**2 - 8) / 16, NOWHERE),
    ("of Gregory's kind", total((-1) ** k / (3 * k + 1), 0), (log(2) + pi / sqrt(3)) / 3, NOWHERE),
    # Fourier series: DLMF 24.8, 25.13; Gradshteyn and Ryzhik 1.44
    ("GR 1.443.3", total(cos(k * x) / k**2), pi**2 / 6 - pi * x / 2 + x**2 / 4, at(x, 3, 2)),
    ("GR 1.441.1", total(sin(k * x) / k), (pi - x) / 2, at(x, 1)),
    ("GR 1.441.1", total(sin(k * x) / k), (pi - x) / 2, at(x, 1, 64)),
    ("GR 1.441.2", total(cos(k * x) / k), -log(2 * sin(x / 2)), at(x, 5, 2)),
    ("GR 1.441.4", total((-1) ** (k + 1) * cos(k * x) / k), log(2 * cos(x / 2)), at(x, 7, 8)),
    ("GR 1.445.2", total(cos(k * x) / (k**2 + 1)), pi * cosh(pi - x) / (2 * sinh(pi)) - h, at(x, 2)),
    ("GR 1.442.1", total(sin((2 * k + 1) * x) / (2 * k + 1), 0), pi / 4, at(x, 1)),
    ("DLMF 24.8.2", total(sin(2 * pi * k * x) / k**3), 2 * pi**3 * x * (x - h) * (x - 1) / 3, at(x, 3, 8)),
    # Power series: DLMF 4.6, 4.24, 25.12
    ("DLMF 4.6.1", total(z**k / k), -log(1 - z), at(z, -1)),
    ("DLMF 4.6.1", total(z**k / k), -log(1 - z), HALF_AND_THREE_QUARTERS),
    ("DLMF 4.6.1", total(z**k / k), -log(1 - z), UNIT),
    ("DLMF 4.6.1", total(z**k / k), -log(1 - z), at(z, 255, 256)),
    ("DLMF 4.24.3", total((-1) ** k * z ** (2 * k + 1) / (2 * k + 1), 0), atan(z), HALF_AND_THREE_QUARTERS),
    ("DLMF 25.12.10", total(z**k / k**2), polylog(2, z), at(z, 1)),
    ("DLMF 25.12.10", total(z**k / k**2), polylog(2, z), UNIT),
    ("DLMF 25.12.10", total(z**k / sqrt(k)), polylog(h, z), HALF_AND_THREE_QUARTERS),
    ("DLMF 4.2.19", total(z**k / factorial(k), 0), exp(z), {z: (Fraction(-30), Fraction(4))}),
    ("geometric", total(k**2 * z**k), z * (1 + z) / (1 - z) ** 3, at(z, -3, 4)),
    ("geometric", total(z**k, 0), 1 / (1 - z), at(z, 0)),
    ("DLMF 10.2.2", total((-1) ** k * (x / 2) ** (2 * k) / factorial(k) ** 2, 0), besselj(0, x), at(x, 20)),
    ("DLMF 4.6.7", total(binomial(p, k) * z**k, 0), (1 + z) ** p, {p: Fraction(1, 2), z: Fraction(-3, 4)}),
    ("DLMF 4.6.7", total(binomial(y, k) * z**k, 0), (1 + z) ** y, {y: Fraction(5), z: Fraction(3, 4)}),
    ("DLMF 4.6.7", total(binomial(p, k), 0), 2**p, at(p, 3, 4)),
    # Binomial sums: Lehmer, Amer. Math. Monthly 92, 1985; Apery 1979; DLMF 4.24.1
    ("Lehmer", total(1 / (k**2 * binomial(2 * k, k))), pi**2 / 18, NOWHERE),
    ("Lehmer", total(1 / binomial(2 * k, k), 0), Rational(4, 3) + 2 * pi * sqrt(3) / 27, NOWHERE),
    ("Apery", total((-1) ** (k + 1) / (k**3 * binomial(2 * k, k))), 2 * zeta(3) / 5, NOWHERE),
    ("DLMF 4.24.1 at 1", total(binomial(2 * k, k) / (4**k * (2 * k + 1)), 0), pi / 2, NOWHERE),
    ("DLMF 4.6.7 at -1/2", total((-1) ** k * binomial(2 * k, k) / 4**k, 0), 1 / sqrt(2), NOWHERE),
    (
        "Ramanujan, Quart. J. Math. 45, 1914",
        total(factorial(4 * k) * (1103 + 26390 * k) / (factorial(k) ** 4 * Integer(396) ** (4 * k)), 0),
        9801 / (2 * sqrt(2) * pi),
        NOWHERE,
    ),
    (
        "Gauss, DLMF 15.4.20",
        total(RisingFactorial(h, k) * RisingFactorial(p, k) / (RisingFactorial(p + 2, k) * factorial(k)), 0),
        gamma(p + 2) * gamma(Rational(3, 2)) / (gamma(p + Rational(3, 2)) * gamma(2)),
        at(p, 5, 8),
    ),
    (
        "Kummer, DLMF 15.4.26",
        total(
            RisingFactorial(p, k) * RisingFactorial(h, k) / (RisingFactorial(p + h, k) * factorial(k)) * (-1) ** k, 0
        ),
        gamma(p + h) * gamma(p / 2 + 1) / (gamma(p + 1) * gamma(p / 2 + h)),
        at(p, 3, 8),
    ),
    ("generating function", total(sympy.fibonacci(k) / 2**k), Integer(2), NOWHERE),
    ("DLMF 26.5.2", total(sympy.catalan(k) / 5**k, 0), (5 - sqrt(5)) / 2, NOWHERE),
    ("DLMF 25.2.1", total(k**-p), zeta(p), at(p, 5000)),
    # Logarithms and other functions of 1/k: DLMF 5.7, 5.2.3
    ("DLMF 5.2.3", total(1 / k - log(1 + 1 / k)), EulerGamma, NOWHERE),
    ("DLMF 4.22.1 at 1", total(log(1 - k**-2), 2), -log(2), NOWHERE),
    ("DLMF 5.17.4 at 1", total(k * log(1 + 1 / k) - 1 + 1 / (2 * k)), 1 + (EulerGamma - log(2 * pi)) / 2, NOWHERE),
    ("telescoping", total(atan(1 / (k**2 + k + 1)), 0), pi / 2, NOWHERE),
    ("telescoping", total(1 / (sqrt(k * (k + 1)) * (sqrt(k + 1) + sqrt(k)))), Integer(1), NOWHERE),
    # Exponential decay: DLMF 20.2, 20.7, 27.7; Berndt, Ramanujan's Notebooks II, chapter 14
    ("DLMF 20.4.1", total(exp(-pi * k**2), -oo), THETA_AT_PI, NOWHERE),
    ("DLMF 20.7.32", total(exp(-pi * k**2 * p), -oo), total(exp(-pi * k**2 / p), -oo) / sqrt(p), at(p, 1, 4)),
    ("Berndt, chapter 14", total(k / (exp(2 * pi * k) - 1)), Rational(1, 24) - 1 / (8 * pi), NOWHERE),
    ("Berndt, chapter 14", total(k**5 / (exp(2 * pi * k) - 1)), Rational(1, 504), NOWHERE),
    ("Berndt, chapter 14", total(coth(pi * k) / k**7), 19 * pi**7 / 56700, NOWHERE),
    ("Berndt, chapter 14", total(tanh((k + h) * pi) / (2 * k + 1) ** 3, 0), pi**3 / 32, NOWHERE),
    ("Berndt, chapter 14", total((-1) ** (k + 1) / (k**3 * sinh(pi * k))), pi**3 / 360, NOWHERE),
    ("DLMF 27.7.5", total(z**k / (1 - z**k)), total(z ** (k**2) * (1 + z**k) / (1 - z**k)), at(z, -1, 2)),
    ("DLMF 20.12.1 kind", total(4 * z**k / (1 + z ** (2 * k))), total(z ** (k**2), -oo) ** 2 - 1, at(z, 3, 8)),
    ("DLMF 4.22.2 kind", total(tanh(x / 2**k) / 2**k), coth(x) - 1 / x, at(x, 3, 2)),
    # Products: DLMF 4.22, 4.36, 5.8, 20.5, 26.9
    ("Wallis, DLMF 4.22.1", product(4 * k**2 / (4 * k**2 - 1)), pi / 2, NOWHERE),
    ("DLMF 4.22.1", product(1 - z**2 / k**2), sin(pi * z) / (pi * z), {z: (Fraction(1, 4), Fraction(3))}),
    ("DLMF 4.22.1", product(1 - z**2 / k**2), Integer(0), at(z, 3)),
    ("DLMF 4.36.1", product(1 + k**-2), sinh(pi) / pi, NOWHERE),
    ("DLMF 5.8.1", product((1 + 1 / k) ** z / (1 + z / k)), gamma(1 + z), {z: (Fraction(5, 2), Fraction(1))}),
    ("DLMF 5.8.2", product((1 + z / k) * exp(-z / k)), exp(-EulerGamma * z) / gamma(1 + z), at(z, -5, 4)),
    ("Viete, Euler", product(cos(z / 2**k)), sin(z) / z, {z: (Fraction(3), Fraction(1))}),
    ("DLMF 26.9.2, 27.14.4", product(1 - z**k), total((-1) ** k * z ** (k * (3 * k - 1) / 2), -oo), at(z, 3, 4)),
    (
        "Jacobi, DLMF 20.5.9",
        product((1 - z ** (2 * k)) * (1 + p * z ** (2 * k - 1)) * (1 + z ** (2 * k - 1) / p)),
        total(z ** (k**2) * p**k, -oo),
        {z: Fraction(1, 2), p: Fraction(3)},
    ),
    ("telescoping", product(1 + 1 / (k * (k + 2))), Integer(2), NOWHERE),
    ("geometric", product(1 + z ** (2**k), 0), 1 / (1 - z), at(z, 1, 4)),
    # Multiple sums, and sums downwards
    ("DLMF 4.2.19", Sum(x ** (j + k) / (factorial(j) * factorial(k)), (j, 0, oo), (k, 0, oo)), exp(2 * x), at(x, 3, 2)),
    ("products", Sum(1 / (j**2 * k**2), (j, 1, oo), (k, 1, oo)), pi**4 / 36, NOWHERE),
    ("written out", Sum(1 / (j + k) ** 2, (j, 1, 2), (k, 1, oo)), pi**2 / 3 - Rational(9, 4), NOWHERE),
    ("downwards", total(1 / k**2, -oo, -1), pi**2 / 6, NOWHERE),
]


@pytest.mark.parametrize(("source", "expr", "closed_form", "point"), VALUES, ids=str)
@pytest.mark.parametrize("bits", [64, 128, 512])
def test_known_value(source: str, expr: Expr, closed_form: Expr, point: Point, bits: int) -> None:
    value = compile_enclosure(expr)(point, bits)
    expected = compile_enclosure(closed_form)(point, 2 * bits + 64)
    with working_precision(2 * bits + 64):
        assert value.overlaps(expected), f"{source}: {value} and {expected}"
        assert abs(value - expected) < (2**-20 + abs(expected)) * arb(2) ** (8 - bits)


@pytest.mark.parametrize("bits", [64, 1024])
def test_real_sums_are_real(bits: int) -> None:
    for expr, point in (
        (total(cos(k * x) / k**2), at(x, 1)),
        (total(p**k / (k + 1)), at(p, 7, 8)),
        (total(exp(-(k**2)), -oo), NOWHERE),
        (product(1 - x**2 / k**2), at(x, 1, 2)),
    ):
        value = compile_enclosure(expr)(point, bits)
        assert value.imag.is_zero()
        assert value.rel_accuracy_bits() >= bits - 8


# --- What diverges --------------------------------------------------------------------------------------------------

DIVERGENT: list[tuple[Expr, Point, str]] = [
    (total(1 / k), NOWHERE, "sum over k from 1 diverges: its terms behave like 1/k"),
    (total(1 / sqrt(k), 3), NOWHERE, "sum over k from 3 diverges: its terms behave like 1/sqrt\\(k\\)"),
    (total(log(k) / k, 2), NOWHERE, "log\\(k\\)/k"),
    (total(k**-p), at(p, 1), "behave like"),
    (total(k**-p), at(p, 1, 2), "behave like"),
    (total(1 / (k + sin(1 / k))), NOWHERE, "1/k"),
    (total(sin(1 / k)), NOWHERE, "1/k"),
    (total(sqrt(k + 1) - sqrt(k)), NOWHERE, "1/sqrt\\(k\\)"),
    (total((k**2 + 1) / (k**2 + 2)), NOWHERE, "behave like 1$"),
    (total(1 / k, -oo, -1), NOWHERE, "1/k"),
    (total((-1) ** k), NOWHERE, "do not tend to 0"),
    (total(cos(k * x) * k**0), at(x, 0), "behave like 1$"),
    (total(z**k / k), at(z, 1), "1/k"),
    (total(z**k / k), at(z, -5, 4), "do not tend to 0"),
    (total(z**k), {z: (Fraction(0), Fraction(1))}, "do not tend to 0"),
    (total(2**k / k**10), NOWHERE, "do not tend to 0"),
    (total(factorial(k) / 10**k), NOWHERE, "do not tend to 0"),
    (total(binomial(2 * k, k) / 4**k), NOWHERE, "1/sqrt\\(k\\)"),
    (total(RisingFactorial(p, k) / RisingFactorial(p + 1, k)), at(p, 1, 2), "1/k"),
    (total(coth(k) / k), NOWHERE, "1/k"),
    (total(1 / (1 + 2**-k)), NOWHERE, "behave like 1$"),
    (total(1 / k + 1 / k**2 + 2**-k), NOWHERE, "1/k"),
    (total(log(k) / k - 1 / k), NOWHERE, "log\\(k\\)/k"),
    (total(1 / sqrt(k) - 1 / k ** Rational(2, 3)), NOWHERE, "1/sqrt\\(k\\)"),
    (product(1 + 1 / k), NOWHERE, "product over k from 1 diverges"),
    (product(2 + 1 / k**2), NOWHERE, "product over k from 1 diverges"),
    (Sum(1 / (j * k**2), (j, 1, oo), (k, 1, oo)), NOWHERE, "sum over j from 1 diverges"),
]


@pytest.mark.parametrize(("expr", "point", "reason"), DIVERGENT, ids=str)
@pytest.mark.parametrize("bits", [64, 300])
def test_divergence_is_certain_and_explained(expr: Expr, point: Point, reason: str, bits: int) -> None:
    with pytest.raises(NoValue, match=reason):
        compile_enclosure(expr)(point, bits)


NOTHING_SAID: list[tuple[Expr, Point]] = [
    (total(1 / (k + x), -oo), at(x, 1, 2)),  # pi cot(pi x) as a limit of symmetric sums
    (product(1 - 1 / k, 2), NOWHERE),  # it "diverges to 0"
    (product(h + 0 * k), NOWHERE),
    (total(k**-x - k**-y), {x: Fraction(1), y: Fraction(1)}),  # two parts, each without a sum; every term is 0
    (total(1 / k, y), at(y, 1, 2)),
    (total(1 / (k * log(k) ** 2), 2), NOWHERE),
    (total(1 / (exp(y * k) + 1)), at(y, 0)),
    (total(y**k / k**2), {y: (Fraction(3, 5), Fraction(4, 5))}),  # on the unit circle, but as a ball
]


@pytest.mark.parametrize(("expr", "point"), NOTHING_SAID, ids=str)
def test_nothing_is_said_where_nothing_is_known(expr: Expr, point: Point) -> None:
    assert not compile_enclosure(expr)(point, 64).is_finite()


@pytest.mark.parametrize(
    ("expr", "named"),
    [
        (total(Sum(1 / j, (j, 1, k)) / k**2), "decay is not known"),
        (total(1 / k**2, oo, 1), "begins at infinity"),
        (total(sympy.Integral(x**k, (x, 0, 1)) / k), "decay is not known"),  # x in there is bound
        (total(sympy.Piecewise((k**-2, k < 3), (k**-3, True))), "decay is not known"),
        (Sum(1 / (j**2 + k**2) ** 2, (j, 1, oo), (k, 1, oo)), "decay is not known"),
    ],
    ids=str,
)
def test_what_is_out_of_reach_is_named(expr: Expr, named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        compile_enclosure(expr)


# --- Parameters -----------------------------------------------------------------------------------------------------

DERIVATIVES: list[tuple[Expr, Expr, Point]] = [
    (Derivative(total(cos(k * x) / k**2), x), (x - pi) / 2, at(x, 3, 2)),
    (Derivative(total(sin(k * x) / k), x), Integer(-1) / 2, at(x, 3, 2)),  # not term by term
    (Derivative(total(z**k / factorial(k), 0), (z, 3)), exp(z), at(z, -3, 2)),
    (Derivative(total(z**k / k), z), 1 / (1 - z), HALF_AND_THREE_QUARTERS),
    (Derivative(total(k**-p), p), Derivative(zeta(p), p), at(p, 3)),
    (Derivative(total(exp(-(k**2) * p), -oo), p), -total(k**2 * exp(-(k**2) * p), -oo), at(p, 1)),
    (Derivative(product(1 - z**2 / k**2), z), Derivative(sin(pi * z) / (pi * z), z), at(z, 1, 4)),
    (Derivative(total(binomial(p, k) * h**k, 0), p), log(Rational(3, 2)) * Rational(3, 2) ** p, at(p, 1, 2)),
    (Derivative(total(1 / (exp(p * k) + 1)), p), -total(k * exp(p * k) / (exp(p * k) + 1) ** 2), at(p, 1)),
]


@pytest.mark.parametrize(("expr", "closed_form", "point"), DERIVATIVES, ids=str)
def test_derivatives_by_parameters(expr: Expr, closed_form: Expr, point: Point) -> None:
    agree(expr, closed_form, point, 96, lost=36)


@pytest.mark.parametrize(
    ("expr", "ball", "finite"),
    [
        (total(z**k / k**2), acb(arb(0, 0.5), arb(0, 0.5)), True),
        (total(z**k / k**2), acb(arb(0, 1.5), arb(0, 0.5)), False),
        (total(k**-z), acb(arb(2, 0.5), arb(0, 0.5)), True),
        (total(k**-z), acb(arb(2, 1.5), arb(0, 0.5)), False),
        (total(exp(I * k * z) / k**2), acb(arb(2, 0.25), arb(0, 0.25)), False),  # no sum for Im z < 0
        (total(exp(I * k * x) / k**2), acb(arb(2, 0.25), arb(0, 0.25)), True),  # x is real: its continuation
        (total(exp(I * k * x) / k**2), acb(arb(0, 0.25), arb(0, 0.25)), False),
        (total(z / (k**2 + z**2)), acb(arb(0, 0.5), arb(0, 0.5)), True),
        (total(z / (k**2 + z**2)), acb(arb(0, 2), arb(0, 2)), False),  # poles at +-i
        (total(1 / (k + z), 0), acb(arb(3, 0.5)), False),
    ],
    ids=str,
)
def test_a_finite_analytic_ball_means_a_holomorphic_sum(expr: Expr, ball: acb, finite: bool) -> None:
    symbol = next(iter(expr.free_symbols))
    value = compile_node(expr).ball(Environment({symbol: ball}, {}), analytic=True)
    assert value.is_finite() == finite


def test_finite_multiple_sums() -> None:
    triangle = compile_enclosure(Sum(j * k, (j, 1, k), (k, 1, n)))
    assert triangle({n: Fraction(4)}, 64) == 65
    assert compile_enclosure(Sum(j + k, (j, 1, 2), (k, 1, 3)))({}, 64) == 21
    nothing = compile_enclosure(Sum(x / (j * k**2), (j, 1, oo), (k, 1, oo)))  # x is taken out of the divergent sum
    assert not nothing({x: Fraction(0)}, 64).is_finite()
    assert compile_enclosure(Product(j * k, (j, 1, 2), (k, 1, 2)))({}, 64) == 16
    tail = compile_enclosure(total(k**-2, n))
    assert tail({n: Fraction(10**9)}, 64).overlaps(acb(10**9).polygamma(1))
    with pytest.raises(NoValue, match="0 to the power -2"):
        tail({n: Fraction(-3)}, 64)


# --- Containment against other roads --------------------------------------------------------------------------------


def fraction(random: Random, most: int = 9) -> Rational:
    return Rational(random.randint(1, most), random.randint(1, 5))


def bounded(random: Random) -> Expr:
    """A number of modulus at most 1, sometimes 1."""
    return random.choice((Integer(1), Integer(-1), I, exp(I * x), Rational(random.randint(-9, 9), 10), x / 4))


def denominator(random: Random) -> Expr:
    a, b = fraction(random), fraction(random)
    return random.choice((k + a, k**2 + a * k + b, k**2 + x**2 + a, k**3 + a, (k + a) * sqrt(k + b), k ** (1 + p)))


def random_term(random: Random) -> Expr:
    a, b = fraction(random), fraction(random)
    return random.choice(
        (
            bounded(random) ** k / denominator(random),
            bounded(random) ** k * (k + a) / (denominator(random) * (k + b)),
            log(1 + a / (10 * denominator(random))) / denominator(random),
            log(k + a) ** random.randint(1, 2) / (denominator(random) * (k + b)),
            bounded(random) ** k * RisingFactorial(a, k) / (RisingFactorial(a + b, k) * (k + a)),
            binomial(2 * k, k) / (4**k * denominator(random)),
            x**k * factorial(k) / factorial(2 * k),
            binomial(x + a, k) * Rational(random.randint(-9, 9), 10) ** k,
            random.choice((sin, cos))(k * x) / denominator(random),
            k**2 * exp(-a * k**2 / 5) * bounded(random) ** k,
            k / (exp(a * k) - bounded(random)),
            tanh(a * k) / (k + b) ** 2,
            random.choice((atan, sin, sinh))(a / (k + b)) ** 2,
            1 - cos(x / k),
            exp(a / k) - 1 - a / k,
            sqrt(k**2 + a) - k,
            log(1 + a / 2**k),
            sin(x / 2**k),
        )
    )


@pytest.mark.parametrize("seed", range(60))
def test_other_precisions_and_starts_agree(seed: int) -> None:
    """The tail begins elsewhere, with other coefficients, at another precision or another first index."""
    random, finite = Random(seed), 0
    for _ in range(5):
        term = random_term(random) + random.choice((0, 0, 1, -1)) * random_term(random)
        point: Point = {x: Fraction(random.randint(1, 24), 8), p: Fraction(random.randint(1, 9), 8)}
        low, shift = random.randint(1, 3), random.randint(20, 60)
        try:
            value, sharp = (compile_enclosure(total(term, low))(point, bits) for bits in (64, 230))
            split = compile_enclosure(total(term, low, low + shift - 1) + total(term, low + shift))(point, 90)
        except NoValue:
            with pytest.raises(NoValue):
                compile_enclosure(total(term, low + shift))(point, 200)
            continue
        finite += sharp.is_finite()
        assert value.is_finite() == sharp.is_finite() == split.is_finite()
        assert not sharp.is_finite() or (value.overlaps(sharp) and split.overlaps(sharp)), (
            f"{term} from {low} at {point}"
        )
    assert finite


def by_brute_force(random: Random) -> tuple[Expr, Decimal, Decimal]:
    """A term, and bounds of its sum from k = 1: partial sums with elementary estimates of the rest."""
    a, s, q, most = fraction(random), Rational(random.randint(5, 16), 4), Rational(random.randint(1, 19), 20), 300
    shift, exponent, ratio = (Decimal(each.p) / Decimal(each.q) for each in (a, s, q))
    powers = [(m + shift) ** -exponent for m in range(1, most + 1)]
    rest = [(most + m + shift) ** (1 - exponent) / (exponent - 1) for m in (1, 0)]  # from the integrals
    kind = random.randrange(4)
    if kind == 0:
        return (k + a) ** -s, sum(powers) + rest[0], sum(powers) + rest[1]
    if kind == 1:  # successive partial sums of an alternating series enclose it
        signed = [(-1) ** m * f for m, f in enumerate(powers, 1)]
        low, high = sorted([sum(signed, Decimal(0)), sum(signed[:-1], Decimal(0))])
        return (-1) ** k * (k + a) ** -s, low, high
    if kind == 2:  # the rest is at most a geometric series
        partial = sum((ratio**m * f for m, f in enumerate(powers, 1)), Decimal(0))
        return q**k * (k + a) ** -s, partial, partial + ratio**most / (1 - ratio)
    partial = sum(((1 + f).ln() for f in powers), Decimal(0))  # 0 < log(1 + u) <= u
    return log(1 + (k + a) ** -s), partial, partial + rest[1]


@pytest.mark.parametrize("seed", range(20))
def test_partial_sums_with_elementary_bounds_agree(seed: int) -> None:
    random = Random(1000 + seed)
    with localcontext(prec=45):
        for _ in range(10):
            term, low, high = by_brute_force(random)
            value, room = compile_enclosure(total(term))({}, 100), Decimal("1e-25")
            assert value.imag.is_zero()
            assert value.rel_accuracy_bits() > 80
            middle = Decimal(value.real.str(32, radius=False))
            assert low - room <= middle <= high + room, f"{term}: {value} is not between {low} and {high}"
