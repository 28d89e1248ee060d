"""Limits with known values, and those that do not exist.

Sources: A-S is Abramowitz and Stegun, G-R Gradshteyn and Ryzhik (7th edition), DLMF the NIST Digital Library; what has
no source is a textbook limit (G. H. Hardy, A Course of Pure Mathematics).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import acb, arb
from sympy import (
    Abs,
    Catalan,
    E,
    EulerGamma,
    Expr,
    I,
    Integer,
    Integral,
    Limit,
    Product,
    Rational,
    Sum,
    Symbol,
    atan,
    cos,
    exp,
    factorial,
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
from dehsym.balls.compiler import compile_node
from dehsym.balls.environment import Environment
from tests.balls.agreement import agree

every: Any = sympy
x, n = Symbol("x", real=True), Symbol("n", real=True)
t = Symbol("t", real=True)
k = Symbol("k", integer=True)
a, b = Symbol("a", positive=True), Symbol("b", positive=True)
h = Rational(1, 2)
AT: Point = {a: Fraction(3, 2), b: Fraction(5, 4)}


def limit(body: Any, variable: Symbol, point: Any, side: str = "+") -> Expr:
    return Limit(body, variable, point, side)


def li2(z: Expr) -> Expr:
    return sympy.polylog(2, z)


VALUES: list[tuple[str, Expr, Expr]] = [
    ("A-S 4.3.74", limit(sin(x) / x, x, 0, "+-"), Integer(1)),
    ("A-S 4.2.21", limit((exp(x) - 1) / x, x, 0, "+-"), Integer(1)),
    ("A-S 4.3.75", limit(tan(x) / x, x, 0, "+-"), Integer(1)),
    ("cosine", limit((1 - cos(x)) / x**2, x, 0, "+-"), h),
    ("tangent less sine", limit((tan(x) - sin(x)) / x**3, x, 0, "+-"), h),
    ("logarithm", limit(log(1 + x) / x, x, 0, "+-"), Integer(1)),
    ("binomial", limit(((1 + x) ** a - 1) / x, x, 0, "+-"), a),
    ("A-S 4.1.17", limit((a**x - 1) / x, x, 0, "+-"), log(a)),
    ("A-S 4.2.21 e", limit((1 + 1 / n) ** n, n, oo), E),
    ("DLMF 4.4.17", limit((1 + a / n) ** n, n, oo), exp(a)),
    ("e again", limit((1 + x) ** (1 / x), x, 0), E),
    ("DLMF 4.4.14", limit(x**a * log(x), x, 0), Integer(0)),
    ("x^x", limit(x**x, x, 0), Integer(1)),
    ("exp(-1/x)", limit(exp(-1 / x), x, 0), Integer(0)),
    ("DLMF 4.4.13", limit(log(x) / x**a, x, oo), Integer(0)),
    ("DLMF 4.4.15", limit(x**a * exp(-x), x, oo), Integer(0)),
    ("arctangent", limit(atan(x), x, oo), pi / 2),
    ("arctangent left", limit(atan(x), x, -oo), -pi / 2),
    ("tanh", limit(sympy.tanh(x), x, oo), Integer(1)),
    ("DLMF 7.2.3", limit(sympy.erf(x), x, oo), Integer(1)),
    ("difference of roots", limit(sqrt(x**2 + x) - x, x, oo), h),
    ("cube root", limit((x**3 + x**2) ** Rational(1, 3) - x, x, oo), Rational(1, 3)),
    ("modulus", limit(Abs(x) / x, x, 0), Integer(1)),
    ("modulus left", limit(Abs(x) / x, x, 0, "-"), Integer(-1)),
    ("squeezed", limit(x * sin(1 / x), x, 0, "+-"), Integer(0)),
    ("largest", limit((a**x + b**x) ** (1 / x), x, oo), a),
    ("DLMF 4.4.18-like", limit(n * (a ** (1 / n) - 1), n, oo), log(a)),
    ("Stirling, DLMF 5.11.7", limit(factorial(n) / (sqrt(2 * pi * n) * (n / E) ** n), n, oo), Integer(1)),
    ("DLMF 5.2.3", limit(Sum(1 / k, (k, 1, n)) - log(n), n, oo), EulerGamma),
    ("DLMF 5.11.12", limit(gamma(n + a) / (gamma(n) * n**a), n, oo), Integer(1)),
    ("DLMF 5.7.1", limit(gamma(x) - 1 / x, x, 0, "+-"), -EulerGamma),
    ("DLMF 5.2(i) residue", limit((x + 2) * gamma(x), x, -2, "+-"), h),
    ("DLMF 25.2.4", limit(zeta(x) - 1 / (x - 1), x, 1, "+-"), EulerGamma),
    ("DLMF 25.2.1 at oo", limit(2**x * (zeta(x) - 1), x, oo), Integer(1)),
    ("arcsine", limit((sympy.asin(x) - x) / x**3, x, 0, "+-"), Rational(1, 6)),
    ("arccosine", limit(sympy.acos(x) / sqrt(1 - x), x, 1, "-"), sqrt(2)),
    ("sine to third order", limit((x - sin(x)) / x**3, x, 0, "+-"), Rational(1, 6)),
    ("difference quotient", limit((x**b - a**b) / (x - a), x, a, "+-"), b * a ** (b - 1)),
    ("difference quotient of a root", limit((sqrt(x) - sqrt(a)) / (x - a), x, a, "+-"), 1 / (2 * sqrt(a))),
    ("two cosines", limit((cos(a * x) - cos(b * x)) / x**2, x, 0, "+-"), (b**2 - a**2) / 2),
    ("logarithm at 1", limit(log(x) / (x - 1), x, 1, "+-"), Integer(1)),
    ("at a multiple of pi", limit(sin(pi * x) / (1 - x), x, 1, "+-"), pi),
    ("tangent at pi/2", limit(tan(x) * (pi / 2 - x), x, pi / 2, "+-"), Integer(1)),
    ("arctangent at 1", limit((atan(x) - pi / 4) / (x - 1), x, 1, "+-"), h),
    ("x^(1/x)", limit(x ** (1 / x), x, oo), Integer(1)),
    ("powers of a logarithm", limit(log(x) ** 3 / sqrt(x), x, oo), Integer(0)),
    ("DLMF 10.7.3", limit(sympy.besselj(1, x) / x, x, 0), h),
    ("DLMF 10.17.3", limit(sympy.besselj(0, x), x, oo), Integer(0)),
    ("DLMF 10.40.2", limit(sqrt(x) * exp(x) * sympy.besselk(a, x), x, oo), sqrt(pi / 2)),
    ("DLMF 10.30.2", limit(x * sympy.besselk(1, x), x, 0), Integer(1)),
    ("DLMF 7.12.1", limit(exp(x**2) * x * sympy.erfc(x), x, oo), 1 / sqrt(pi)),
    ("DLMF 6.12.2", limit(x * exp(-x) * sympy.Ei(x), x, oo), Integer(1)),
    ("DLMF 6.6.1", limit(sympy.Ei(x) - log(x), x, 0), EulerGamma),
    ("DLMF 6.6.6", limit(sympy.Ci(x) - log(x), x, 0), EulerGamma),
    ("DLMF 6.2.14", limit(sympy.Si(x), x, oo), pi / 2),
    ("Wallis, DLMF 5.11.12", limit(sympy.binomial(2 * n, n) * sqrt(n) / 4**n, n, oo), 1 / sqrt(pi)),
    ("DLMF 5.11.2", limit(x * (log(x) - sympy.digamma(x)), x, oo), h),
    ("DLMF 5.15.8", limit(x * sympy.polygamma(1, x), x, oo), Integer(1)),
    ("DLMF 8.11.2", limit(x ** (1 - a) * exp(x) * sympy.uppergamma(a, x), x, oo), Integer(1)),
    ("DLMF 8.7.1", limit(sympy.lowergamma(a, x) / x**a, x, 0), 1 / a),
    ("DLMF 9.7.5", limit(sympy.airyai(x) * exp(2 * x ** (3 * h) / 3) * x ** (h / 2), x, oo), 1 / (2 * sqrt(pi))),
    ("DLMF 19.12.1", limit(sympy.elliptic_k(x) + log(1 - x) / 2, x, 1, "-"), 2 * log(2)),
    ("DLMF 4.13.10", limit(sympy.LambertW(x) / log(x), x, oo), Integer(1)),
    ("floor", limit(x * sympy.floor(1 / x), x, 0), Integer(1)),
    ("sum of squares", limit(Sum(k**2, (k, 1, n)) / n**3, n, oo), Rational(1, 3)),
    ("Riemann sum", limit(Sum(1 / (n + k), (k, 1, n)), n, oo), log(2)),
    ("Basel", limit(Sum(1 / k**2, (k, 1, n)), n, oo), pi**2 / 6),
    ("geometric", limit(Sum(2 ** (-k), (k, 0, n)), n, oo), Integer(2)),
    ("DLMF 25.2.8", limit(Sum(1 / sqrt(k), (k, 1, n)) - 2 * sqrt(n), n, oo), zeta(h)),
    ("Stirling's sum", limit(Sum(log(k), (k, 1, n)) - (n + h) * log(n) + n, n, oo), log(2 * pi) / 2),
    ("exponent 1/x^2", limit((sin(x) / x) ** (1 / x**2), x, 0, "+-"), exp(Rational(-1, 6))),
    ("exponent of a cosine", limit(cos(x) ** (1 / x**2), x, 0, "+-"), exp(-h)),
    ("l'Hospital thrice", limit((exp(x) - exp(-x) - 2 * x) / (x - sin(x)), x, 0, "+-"), Integer(2)),
    ("two poles", limit(1 / x - 1 / (exp(x) - 1), x, 0, "+-"), h),
    ("iterated logarithm", limit(log(log(x)) / log(x), x, oo), Integer(0)),
    ("iterated exponential", limit(x**2 * exp(-exp(x)), x, oo), Integer(0)),
    ("between powers", limit(exp(sqrt(log(x))) / x, x, oo), Integer(0)),
    ("small oscillation", limit((x + sin(x)) / x, x, oo), Integer(1)),
    ("Viete", limit(2**x * sin(a / 2**x), x, oo), a),
    ("Piecewise", limit(sympy.Piecewise((sin(x) / x, x > 0), (2, True)), x, 0), Integer(1)),
    ("inverse hyperbolic", limit(sympy.asinh(x) - log(x), x, oo), log(2)),
    ("DLMF 25.12.12", limit(sqrt(x) * sympy.polylog(h, exp(-x)), x, 0), sqrt(pi)),
    ("DLMF 25.12.12 s = 3/2", limit((sympy.polylog(3 * h, exp(-x)) - zeta(3 * h)) / sqrt(x), x, 0), -2 * sqrt(pi)),
    ("DLMF 25.12.10", limit(sympy.polylog(3 * h, x), x, 1, "-"), zeta(3 * h)),
    ("polylogarithm of order 2", limit((sympy.polylog(2, exp(-x)) - zeta(2)) / x - log(x), x, 0), Integer(-1)),
    ("Sommerfeld", limit(sympy.polylog(3, -x) / log(x) ** 3, x, oo), Rational(-1, 6)),
    ("Laurent of Hurwitz's zeta", limit(zeta(x, a) - 1 / (x - 1), x, 1, "+-"), -sympy.digamma(a)),
    ("DLMF 25.11.3", limit(x**2 * zeta(2, x), x, 0), Integer(1)),
    ("DLMF 4.13.6", limit((sympy.LambertW(x - exp(-1)) + 1) / sqrt(x), x, 0), sqrt(2 * E)),
    ("DLMF 4.13.11", limit(sympy.LambertW(x, -1) / log(-x), x, 0, "-"), Integer(1)),
    ("lower bank of the logarithm", limit(log(-1 + I * x), x, 0, "-"), -I * pi),
    ("lower bank of the root", limit(sqrt(-4 - I * x), x, 0), -2 * I),
    ("lower bank of a power", limit((-1 - I * x) ** a, x, 0), exp(-I * pi * a)),
    ("DLMF 4.23.19 on its cut", limit(sympy.asin(2 + I * x), x, 0), pi / 2 + I * sympy.acosh(2)),
    ("upper bank of atanh", limit(sympy.atanh(2 + I * x), x, 0), log(3) / 2 + I * pi / 2),
    ("jump of Li_2", limit(li2(a + I * x) - li2(a - I * x), x, 0), 2 * pi * I * log(a)),
    ("jump of Ei", limit(sympy.Ei(-a + I * x) - sympy.Ei(-a - I * x), x, 0), 2 * pi * I),
    (
        "DLMF 19.7.3",
        limit(sympy.elliptic_k(a + I * x) - every.elliptic_k(a - I * x), x, 0),
        2 * I * every.elliptic_k(1 - a),
    ),
    ("DLMF 10.34.2", limit(sympy.besselk(0, -a - I * x), x, 0), sympy.besselk(0, a) + I * pi * sympy.besseli(0, a)),
    ("lower bank of W", limit(sympy.LambertW(-1 - I * x), x, 0), sympy.conjugate(sympy.LambertW(-1))),
    ("DLMF 15.4.20", limit(every.hyper((h, h), (2,), x), x, 1, "-"), 4 / pi),
    ("DLMF 15.4.21", limit(every.hyper((h, h), (1,), x) / log(1 - x), x, 1, "-"), -1 / pi),
    ("DLMF 15.4.23", limit((1 - x) * every.hyper((h, 3 * h), (1,), x), x, 1, "-"), 2 / pi),
    ("DLMF 19.12.2", limit((sympy.elliptic_e(x) - 1) / ((1 - x) * log(1 - x)), x, 1, "-"), Rational(-1, 4)),
    ("DLMF 7.2.9", limit(every.fresnels(x), x, oo), h),
    ("DLMF 9.7.9", limit(sympy.airyai(x), x, -oo), Integer(0)),
    ("DLMF 10.17.5", limit(sqrt(x) * exp(-I * x) * every.hankel1(0, x), x, oo), sqrt(2 / pi) * exp(-I * pi / 4)),
    ("DLMF 13.7.1", limit(x * every.hyper((1,), (Rational(4, 3),), -x), x, oo), Rational(1, 3)),
    ("Binet", limit(every.fibonacci(k + 1) / every.fibonacci(k), k, oo), (1 + sqrt(5)) / 2),
    ("alternating sum", limit(Sum((-1) ** (k + 1) / k, (k, 1, 2 * n)), n, oo), log(2)),
    ("sum for e", limit(Sum(1 / factorial(k), (k, 0, n)), n, oo), E),
    ("Fourier", limit(Sum(sin(k) / k, (k, 1, n)), n, oo), (pi - 1) / 2),
    ("tail of zeta(2)", limit(n * Sum(1 / k**2, (k, n, oo)), n, oo), Integer(1)),
    ("Wallis's product", limit(Product(4 * k**2 / (4 * k**2 - 1), (k, 1, n)), n, oo), pi / 2),
    ("DLMF 5.11.12 as a product", limit(Product((2 * k - 1) / (2 * k), (k, 1, n)) * sqrt(n), n, oo), 1 / sqrt(pi)),
    ("DLMF 7.2.1", limit(Integral(exp(-(t**2)), (t, 0, x)), x, oo), sqrt(pi) / 2),
    ("Dirichlet's integral", limit(Integral(sin(t) / t, (t, 0, x)), x, oo), pi / 2),
    ("mean over a short range", limit(Integral(exp(t), (t, a, a + x)) / x, x, 0, "+-"), exp(a)),
    ("integral from 0", limit(Integral(sin(t**2), (t, 0, x)) / x**3, x, 0, "+-"), Rational(1, 3)),
    ("derivative inside", limit(sympy.Derivative(sin(x) / x, x) / x, x, 0), Rational(-1, 3)),
    ("limit inside", limit(Limit((x * t + sin(t)) / t, t, 0), x, 0), Integer(1)),
    ("constant in front", limit(Catalan * sin(x) / x, x, 0), Catalan),
]


@pytest.mark.parametrize(("expr", "value"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
@pytest.mark.parametrize("bits", [64, 128, 512])
def test_known_limit(expr: Expr, value: Expr, bits: int) -> None:
    agree(expr, value, AT, bits, lost=24)


NONE: list[Expr] = [
    limit(1 / x, x, 0),
    limit(1 / x, x, 0, "+-"),
    limit(1 / x**2, x, 0, "+-"),
    limit(sin(1 / x), x, 0),
    limit(sin(x), x, oo),
    limit(x * sin(x), x, oo),
    limit(x + cos(x), x, oo),
    limit(exp(x), x, oo),
    limit(log(x), x, 0),
    limit(Abs(x) / x, x, 0, "+-"),
    limit(sympy.floor(x), x, 1, "+-"),
    limit(exp(1 / x), x, 0, "+-"),
    limit(gamma(x), x, 0, "+-"),
    limit(zeta(x), x, 1),
    limit(tan(x), x, pi / 2, "+-"),
    limit(Sum(1 / k, (k, 1, n)), n, oo),
    limit((-1) ** n, n, oo),
    limit(cos(x) + cos(sqrt(2) * x), x, oo),
    limit((1 - cos(x)) / x**3, x, 0),
    limit(a**x, x, oo),
]


@pytest.mark.parametrize("expr", NONE, ids=str)
@pytest.mark.parametrize("bits", [64, 128, 512])
def test_there_is_no_finite_limit(expr: Expr, bits: int) -> None:
    with pytest.raises(NoValue, match="limit"):
        compile_enclosure(expr)(AT, bits)


LEFT_OPEN: list[Expr] = [
    limit(Sum((-1) ** k, (k, 1, 2 * n)), n, oo),
    limit(Integral(1 / t, (t, 1, x)) - log(x), x, oo),
    limit((sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3)) / x, x, 0),
    limit(1 / sin(x), x, oo),
]


@pytest.mark.parametrize(
    "expr", LEFT_OPEN, ids=["at whole numbers", "both diverge", "hidden zero", "unbounded oscillation"]
)
def test_what_is_not_settled_is_left_open(expr: Expr) -> None:
    assert not compile_enclosure(expr)({}, 64).is_finite()


def test_a_limit_that_depends_on_a_sign_is_right_on_both_sides_and_between() -> None:
    c = Symbol("c", real=True)
    power = compile_enclosure(limit(x**c, x, 0))
    assert power({c: Fraction(1)}, 64) == 0
    assert power({c: Fraction(0)}, 64) == 1
    with pytest.raises(NoValue):
        power({c: Fraction(-1)}, 64)


def test_a_limit_is_holomorphic_in_its_symbols_where_it_says_so() -> None:
    z = Symbol("z")
    node = compile_node(limit(sin(z * x) / x, x, 0))
    wide = Environment({z: square(2, 0.25)}, {})
    assert node.ball(wide, analytic=True).contains(2.25)
    assert not compile_node(limit(x**z, x, 0)).ball(Environment({z: square(0, 0.25)}, {}), True).is_finite()
    assert not compile_node(limit(x**z, x, 0)).ball(Environment({z: square(0, 0)}, {}), True).is_finite()
    slope = compile_enclosure(sympy.Derivative(limit(exp(z * x), x, 3), z))
    with working_precision(128):
        assert slope({z: Fraction(1)}, 128).overlaps(3 * arb(3).exp())


def square(middle: int, radius: float) -> acb:
    return acb(arb(middle, radius), arb(0, radius))


def test_what_has_no_limit_here_is_named() -> None:
    with pytest.raises(Unsupported, match="DiracDelta"):
        compile_enclosure(limit(every.DiracDelta(x), x, 0))
