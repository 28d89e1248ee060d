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

from dehsym.balls import Point, Unsupported, compile_enclosure, working_precision

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
    ("simplex", Integral(x * y * t, (x, 0, y), (y, 0, t), (t, 0, 1)), Rational(1, 48)),
]


@pytest.mark.parametrize(("source", "expr", "value"), VALUES, ids=[row[0] for row in VALUES])
@pytest.mark.parametrize("bits", [64, 128])
def test_known_integral(source: str, expr: Expr, value: Expr, bits: int) -> None:
    _check(source, expr, value, bits)


@pytest.mark.parametrize(("source", "expr", "value"), VALUES[:12], ids=[row[0] for row in VALUES[:12]])
def test_known_integral_to_150_digits(source: str, expr: Expr, value: Expr) -> None:
    _check(source, expr, value, 512)


def _check(source: str, expr: Expr, value: Expr, bits: int) -> None:
    found, wanted = compile_enclosure(expr)(AT, bits), compile_enclosure(value)(AT, 2 * bits)
    with working_precision(2 * bits):
        assert found.overlaps(wanted), f"{source}: {found} and {wanted}"
        assert abs(found - wanted) < (1 + abs(wanted)) * arb(2) ** (-7 * bits // 10)


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
        compile_enclosure(Integral(exp(-(x**2) - x * y - y**2), (x, -oo, oo), (y, -oo, oo)))
