"""Integrals that oscillate, have singular ends, breaks, removable singularities, or more than one variable.

G-R is Gradshteyn and Ryzhik (7th edition), A-S Abramowitz and Stegun, DLMF the NIST Digital Library.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import arb
from sympy import (
    Abs,
    Catalan,
    E,
    EulerGamma,
    Expr,
    I,
    Integer,
    Integral,
    Piecewise,
    Rational,
    Symbol,
    atan,
    beta,
    cos,
    exp,
    gamma,
    log,
    oo,
    pi,
    sin,
    sqrt,
    tan,
    zeta,
)

from dehsym.balls import NoValue, Point, Unsupported, compile_enclosure, working_precision
from tests.balls.agreement import agree

x, y, t = Symbol("x"), Symbol("y"), Symbol("t")
a, b, s = Symbol("a", positive=True), Symbol("b", positive=True), Symbol("s", positive=True)
h, third = Rational(1, 2), Rational(1, 3)
AT: Point = {a: Fraction(3, 2), b: Fraction(5, 4), s: Fraction(5, 2)}


def over(body: Any, low: Any, high: Any) -> Expr:
    return Integral(body, (x, low, high))


VALUES: list[tuple[str, Expr, Expr]] = [
    ("Dirichlet, DLMF 6.2.14", over(sin(x) / x, 0, oo), pi / 2),
    ("G-R 3.721.1", over(sin(a * x) / x, 0, oo), pi / 2),
    ("G-R 3.821.9", over(sin(x) ** 2 / x**2, 0, oo), pi / 2),
    ("Fresnel, A-S 7.3.20", over(cos(x**2), 0, oo), sqrt(pi / 8)),
    ("Fresnel, A-S 7.3.20 sine", over(sin(x**2), 0, oo), sqrt(pi / 8)),
    ("G-R 3.712.1", over(sin(x**3), 0, oo), gamma(third) / 6),
    ("G-R 3.761.4", over(sin(x) / sqrt(x), 0, oo), sqrt(pi / 2)),
    ("G-R 3.761.9", over(cos(x) / sqrt(x), 0, oo), sqrt(pi / 2)),
    ("G-R 3.723.2", over(cos(a * x) / (x**2 + b**2), 0, oo), pi * exp(-a * b) / (2 * b)),
    ("G-R 3.723.3", over(x * sin(x) / (x**2 + 1), 0, oo), pi / (2 * E)),
    ("Fourier on the line", over(cos(x) / (x**2 + 1), -oo, oo), pi / E),
    ("Frullani, G-R 3.784.1", over((cos(a * x) - cos(b * x)) / x, 0, oo), log(b / a)),
    ("Frullani, G-R 3.434.2", over((exp(-a * x) - exp(-b * x)) / x, 0, oo), log(b / a)),
    ("G-R 4.421.1", over(log(x) * sin(x) / x, 0, oo), -EulerGamma * pi / 2),
    ("Euler, complex", over(exp(I * x) / sqrt(x), 0, oo), sqrt(pi) * exp(I * pi / 4)),
    ("G-R 4.224.3", over(log(sin(x)), 0, pi / 2), -pi * log(2) / 2),
    ("G-R 4.224.6", over(log(cos(x)), 0, pi / 2), -pi * log(2) / 2),
    ("G-R 4.322.1", over(x * log(sin(x)), 0, pi), -(pi**2) * log(2) / 2),
    ("DLMF 5.12.1", over(x ** (a - 1) * (1 - x) ** (b - 1), 0, 1), beta(a, b)),
    ("DLMF 5.12.3", over(x ** (third - 1) / (1 + x), 0, oo), pi / sin(pi * third)),
    ("G-R 4.231.8", over(log(x) / (1 + x**2), 0, oo), Integer(0)),
    ("DLMF 5.2.1", over(x ** (s - 1) * exp(-x), 0, oo), gamma(s)),
    ("DLMF 25.5.1", over(x**s / (exp(x) - 1), 0, oo), gamma(s + 1) * zeta(s + 1)),
    ("DLMF 25.5.3", over(x**2 / (exp(x) + 1), 0, oo), 3 * zeta(3) / 2),
    ("G-R 3.411.1", over(log(1 - exp(-x)), 0, oo), -(pi**2) / 6),
    ("G-R 4.335.1", over(log(x) ** 2 * exp(-x), 0, oo), EulerGamma**2 + pi**2 / 6),
    ("Catalan, G-R 4.531.1", over(atan(x) / x, 0, 1), Catalan),
    ("G-R 4.291.1", over(log(1 + x) / x, 0, 1), pi**2 / 12),
    ("G-R 4.231.2", over(log(x) / (1 - x), 0, 1), -(pi**2) / 6),
    ("G-R 3.241.2", over(1 / (1 + x**4), 0, oo), pi / (2 * sqrt(2))),
    ("G-R 3.941.1", over(exp(-x) * sin(x) / x, 0, oo), pi / 4),
    ("G-R 3.629", over(sqrt(tan(x)), 0, pi / 2), pi / sqrt(2)),
    ("G-R 3.621.1", over(1 / sqrt(sin(x)), 0, pi / 2), gamma(Rational(1, 4)) ** 2 / (2 * sqrt(2 * pi))),
    ("both ends singular", over(1 / (x * sqrt(x**2 - 1)), 1, oo), pi / 2),
    ("G-R 3.896.4", over(exp(-(x**2)) * cos(2 * a * x), 0, oo), sqrt(pi) * exp(-(a**2)) / 2),
    ("G-R 3.325", over(exp(-(x**2) - a**2 / x**2), 0, oo), sqrt(pi) * exp(-2 * a) / 2),
    ("G-R 3.613.1", over(1 / (a + cos(x)), 0, 2 * pi), 2 * pi / sqrt(a**2 - 1)),
    ("DLMF 10.22.49", over(sympy.besselj(0, x) * exp(-x), 0, oo), 1 / sqrt(2)),
    ("DLMF 7.7.1 erfc", over(sympy.erfc(x), 0, oo), 1 / sqrt(pi)),
    ("DLMF 8.14.4", over(sympy.uppergamma(2, x, evaluate=False), 0, oo), Integer(2)),
    ("absolute value", over(Abs(x - a), 0, 3), a**2 / 2 + (3 - a) ** 2 / 2),
    ("absolute value on the line", over(exp(-Abs(x - 1)), -oo, oo), Integer(2)),
    ("sign", over(sympy.sign(x - 1) * exp(-x), 0, oo), 2 * exp(-1) - 1),
    ("floor", over(sympy.floor(x) ** 2, 0, 4), Integer(14)),
    ("fractional part", over(sympy.frac(3 * x), 0, 1), h),
    ("ceiling", over(sympy.ceiling(x), 0, Rational(5, 2)), Rational(9, 2)),
    ("Heaviside", over(sympy.Heaviside(x - a) * exp(-x), 0, oo), exp(-a)),
    ("larger", over(sympy.Max(x, 1 - x), 0, 1), Rational(3, 4)),
    ("pieces", over(Piecewise((x, x < a), (a, True)), 0, 3), a**2 / 2 + a * (3 - a)),
    ("pieces to oo", over(Piecewise((exp(-x), x > 1), (1, True)), 0, oo), 1 + exp(-1)),
    ("a point without weight", over(Piecewise((sin(x) / x, sympy.Ne(x, 0)), (7, True)), 0, 1), sympy.Si(1)),
    ("backwards", over(Abs(x - 1), 3, 0), -Rational(5, 2)),
    ("square", Integral(x * y, (x, 0, 1), (y, 0, 1)), Rational(1, 4)),
    ("triangle", Integral(x * y, (y, 0, x), (x, 0, 1)), Rational(1, 8)),
    ("Gauss", Integral(exp(-(x**2) - y**2), (x, -oo, oo), (y, -oo, oo)), pi),
    ("quadrant", Integral(exp(-x - y), (y, 0, oo), (x, 0, oo)), Integer(1)),
    ("not separated", Integral(exp(x * y), (x, 0, 1), (y, 0, 1)), sympy.Ei(1) - EulerGamma),
    ("disc", Integral(Integer(1), (y, 0, sqrt(1 - x**2)), (x, 0, 1)), pi / 4),
    (
        "a Gaussian that does not separate",
        Integral(exp(-(x**2) - x * y - y**2), (x, -oo, oo), (y, -oo, oo)),
        2 * pi / sqrt(3),
    ),
    ("Raabe, DLMF 5.17", over(sympy.loggamma(x), 0, 1), log(2 * pi) / 2),
    ("Vardi", over(log(log(1 / x)) / (1 + x**2), 0, 1), pi / 2 * log(sqrt(2 * pi) * gamma(3 * h / 2) / gamma(h / 2))),
    ("a cubic under the root", over(1 / sqrt(x**3 - 1), 1, oo), gamma(third / 2) * sqrt(pi) / (3 * gamma(2 * third))),
    ("cycloid", over(sqrt(2 - 2 * cos(x)), 0, 2 * pi), Integer(8)),
    ("DLMF 5.9.13", over(exp(-x) / x - exp(-s * x) / (1 - exp(-x)), 0, oo), sympy.digamma(s)),
    ("DLMF 5.9.16", over((1 - x ** (s - 1)) / (1 - x), 0, 1), sympy.digamma(s) + EulerGamma),
    ("G-R 4.267.8", over((x**b - x**a) / log(x), 0, 1), log((b + 1) / (a + 1))),
    ("Frullani, arctangents", over((atan(a * x) - atan(b * x)) / x, 0, oo), pi / 2 * log(a / b)),
    (
        "DLMF 10.22.51",
        over(x ** (b + 1) * sympy.besselj(b, a * x) * exp(-(x**2)), 0, oo),
        a**b * 2 ** (-b - 1) * exp(-(a**2) / 4),
    ),
    ("Airy, DLMF 9.10.11", over(sympy.airyai(x), 0, oo), third),
    ("Airy, DLMF 9.10.13", over(exp(a * x) * sympy.airyai(x), -oo, oo), exp(a**3 / 3)),
    ("Lambert", over(sympy.LambertW(1 / x**2), 0, oo), sqrt(2 * pi)),
    ("a slow exponential", over(x**3 / (exp(x / 2**30) - 1), 0, oo), 2**120 * pi**4 / 15),
    ("simplex", Integral(x * y * t, (x, 0, y), (y, 0, t), (t, 0, 1)), Rational(1, 48)),
]


@pytest.mark.parametrize(("expr", "value"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
@pytest.mark.parametrize("bits", [64, 128])
def test_known_integral(expr: Expr, value: Expr, bits: int) -> None:
    agree(expr, value, AT, bits, lost=3 * bits // 10)


@pytest.mark.parametrize(("expr", "value"), [row[1:] for row in VALUES[:12]], ids=[row[0] for row in VALUES[:12]])
def test_known_integral_to_150_digits(expr: Expr, value: Expr) -> None:
    agree(expr, value, AT, 512, lost=153)


z, n = Symbol("z"), Symbol("n", real=True)
_TINY = Fraction(1, 2**18)
NEAR_DIVERGENCE: list[tuple[Expr, Expr, Point]] = [
    (over(x ** (z - 1) * exp(-x), 0, oo), gamma(z), {z: (_TINY, Fraction(-5, 4))}),
    (over(x ** (a - 1) * (1 - x) ** (b - 1), 0, 1), beta(a, b), {a: _TINY, b: _TINY}),
    (over(x ** (a - 1) / (1 + x) ** (a + b), 0, oo), beta(a, b), {a: _TINY, b: _TINY}),
    (over(sin(x) ** n, 0, pi / 2), sqrt(pi) * gamma((n + 1) / 2) / (2 * gamma(n / 2 + 1)), {n: _TINY - 1}),
    (over(x**n * log(x) ** 4, 0, 1), 24 / (n + 1) ** 5, {n: _TINY - 1}),
]


@pytest.mark.parametrize(("expr", "value", "point"), NEAR_DIVERGENCE, ids=[str(row[0]) for row in NEAR_DIVERGENCE])
@pytest.mark.parametrize("bits", [128, 256])
def test_exponents_close_to_where_the_integral_diverges(expr: Expr, value: Expr, point: Point, bits: int) -> None:
    agree(expr, value, point, bits, lost=3 * bits // 10)


def test_a_singular_part_that_is_not_integrable_has_no_value() -> None:
    for body in (x ** (n - 1), x**n * log(x) / (exp(x) - 1), sin(x) ** (n - 1) * log(x) ** 2):
        with pytest.raises(NoValue, match="diverges"):
            compile_enclosure(over(body, 0, 1))({n: Fraction(0)}, 128)
        assert compile_enclosure(over(body, 0, 1))({n: Fraction(1, 7)}, 128).is_finite()


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (sympy.besselk(third, x), pi / 2 / cos(pi * third / 2)),  # DLMF 10.43.18
        (x**s * sympy.besselk(h, x), 2 ** (s - 1) * gamma((1 + h + s) / 2) * gamma((1 - h + s) / 2)),  # 10.43.19
    ],
    ids=str,
)
def test_macdonald_functions_from_their_branch_point(body: Expr, value: Expr) -> None:
    agree(over(body, 0, oo), value, AT, 128, lost=108)  # the library's K loses digits for middling arguments


def test_a_frequency_of_either_sign_or_none() -> None:
    w = Symbol("w", real=True)
    sine = compile_enclosure(over(sin(w * x) / (x * (1 + x)), 0, oo))
    there, back = sine({w: Fraction(2)}, 64), sine({w: Fraction(-2)}, 64)
    with working_precision(64):
        assert (there + back).contains(0)
        assert abs(there + back) < arb(2) ** -40
    cosine = compile_enclosure(over(cos(w * x) / (1 + x**2), 0, oo))
    assert cosine({w: Fraction(0)}, 64).overlaps(compile_enclosure(pi / 2)({}, 64))


def test_iterated_to_infinity_without_a_majorant_is_named() -> None:
    with pytest.raises(Unsupported, match="Integral"):
        compile_enclosure(Integral(exp(-(x**4) - x * y - y**4), (x, -oo, oo), (y, -oo, oo)))
