"""Where an expression has, provably, no finite value: poles at exact points and divergent integrals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import acb, arb
from sympy import Abs, Expr, Integral, Rational, Symbol, cos, exp, gamma, log, oo, pi, sin, sqrt, tan, zeta

from dehsym.balls import NoValue, Point, Value, compile_enclosure
from dehsym.balls.compiler import compile_node
from dehsym.balls.environment import Environment

every: Any = sympy
z, x = Symbol("z"), Symbol("x")
p = Symbol("p", positive=True)
h = Rational(1, 2)
ONE_I: Value = (Fraction(0), Fraction(1))


def bare(head: Any, *arguments: Any) -> Expr:
    return head(*arguments, evaluate=False)


POLES: list[tuple[Expr, Value, str]] = [
    (1 / z, Fraction(0), "0 to the power -1"),
    (z ** (-h), Fraction(0), "0 to the power -1/2"),
    (z ** (-pi), Fraction(0), "0 to a power"),
    (0 * bare(sympy.gamma, z) + bare(sympy.Mul, 2, 1 / z), Fraction(0), "0 to the power"),
    (log(z), Fraction(0), "log"),
    (sympy.cot(z), Fraction(0), "cot"),
    (sympy.csc(z), Fraction(0), "csc"),
    (sympy.coth(z), Fraction(0), "coth"),
    (sympy.csch(z), Fraction(0), "csch"),
    (sympy.atanh(z), Fraction(1), "atanh"),
    (sympy.atanh(z), Fraction(-1), "atanh"),
    (sympy.acoth(z), Fraction(1), "acoth"),
    (sympy.atan(z), ONE_I, "atan"),
    (sympy.asech(z), Fraction(0), "asech"),
    (sympy.acsch(z), Fraction(0), "acsch"),
    (gamma(z), Fraction(-2), "gamma"),
    (sympy.factorial(z), Fraction(-1), "factorial"),
    (sympy.loggamma(z), Fraction(0), "loggamma"),
    (sympy.digamma(z), Fraction(0), "at 0"),
    (sympy.polygamma(2, z), Fraction(-1), "polygamma"),
    (zeta(z), Fraction(1), "zeta"),
    (zeta(z, h), Fraction(1), "zeta"),
    (sympy.polylog(1, z, evaluate=False), Fraction(1), "polylog"),
    (sympy.polylog(h, z), Fraction(1), "polylog"),
    (sympy.lerchphi(z, h, 1), Fraction(1), "lerchphi"),
    (sympy.Ei(z), Fraction(0), "Ei"),
    (sympy.Ci(z), Fraction(0), "Ci"),
    (sympy.li(z), Fraction(1), "li"),
    (sympy.expint(1, z), Fraction(0), "expint"),
    (sympy.bessely(0, z), Fraction(0), "bessely"),
    (sympy.besselk(1, z), Fraction(0), "besselk"),
    (sympy.besselj(-h, z), Fraction(0), "besselj"),
    (sympy.elliptic_k(z), Fraction(1), "elliptic_k"),
    (sympy.uppergamma(0, z), Fraction(0), "at"),
    (sympy.LambertW(z, -1), Fraction(0), "LambertW"),
    (every.hyper((1, 1), (2,), z), Fraction(1), "hyper"),
    (sympy.harmonic(z), Fraction(-3), "harmonic"),
]


@pytest.mark.parametrize(("expr", "value", "said"), POLES, ids=str)
@pytest.mark.parametrize("bits", [64, 128, 512])
def test_a_pole_at_an_exact_point(expr: Expr, value: Value, said: str, bits: int) -> None:
    with pytest.raises(NoValue, match=said):
        compile_enclosure(expr)({z: value}, bits)


def test_nothing_times_an_infinity_has_no_value() -> None:
    with pytest.raises(NoValue):
        compile_enclosure(z * bare(sympy.log, z))({z: Fraction(0)}, 64)


@pytest.mark.parametrize("expr", [1 / z, log(z), gamma(z), sympy.besselk(0, z)], ids=str)
def test_a_ball_around_a_pole_is_only_not_finite(expr: Expr) -> None:
    node = compile_node(expr)
    wide = Environment({z: acb(arb(0, 0.125))}, {})
    assert not node.ball(wide, analytic=False).is_finite()
    assert not node.ball(Environment({z: acb(0)}, {}), analytic=True).is_finite()


def test_rounded_poles_are_not_claimed() -> None:
    assert not compile_enclosure(bare(sympy.tan, pi / 2))({}, 64).is_finite()
    assert not compile_enclosure(1 / bare(sympy.sin, pi))({}, 64).is_finite()


def over(body: Any, low: Any, high: Any) -> Expr:
    return Integral(body, (x, low, high))


DIVERGENT: list[Expr] = [
    over(1 / x, 0, 1),
    over(1 / x, 1, 0),
    over(1 / x, 1, oo),
    over(1 / x, -1, 1),
    over(1 / x**2, -1, 1),
    over(1 / sqrt(x), 1, oo),
    over(x ** (-p), 0, 1),
    over(exp(x), 0, oo),
    over(exp(1 / x), 0, 1),
    over(log(x), 0, oo),
    over(1, 0, oo),
    over(sin(x), 0, oo),
    over(cos(x) ** 2, 0, oo),
    over(sin(x) ** 2, 0, oo),
    over(sqrt(x) * sin(x), 0, oo),
    over(cos(x) / x, 0, oo),
    over(1 / (x - 1) ** 2, 0, 2),
    over(1 / (x - 1), 0, oo),
    over(1 / (x**2 - 2), 0, 2),
    over(1 / (x**2 - p), 0, 3),
    over(1 / (exp(x) - 2), 0, 1),
    over(1 / (exp(x) - 1), 0, oo),
    over(1 / log(x), 0, 2),
    over(1 / (x * log(x)), 2, oo),
    over(1 / (x * log(x) ** 2), 1, 2),
    over(1 / sin(x), 0, 1),
    over(tan(x), 0, pi),
    over(tan(x), 0, pi / 2),
    over(x / (1 + x**2), -oo, oo),
    over(x**2 * exp(-x), -oo, oo),
    over(gamma(x), 0, 1),
    over(zeta(x), 1, 2),
    over(Abs(x - 1) ** (-1), 0, 2),
    over(sympy.Piecewise((1 / x, x < 1), (0, True)), 0, 2),
]


@pytest.mark.parametrize("expr", DIVERGENT, ids=str)
@pytest.mark.parametrize("bits", [64, 128])
def test_a_divergent_integral(expr: Expr, bits: int) -> None:
    point: Point = {p: Fraction(3, 2)}
    with pytest.raises(NoValue, match="diverges"):
        compile_enclosure(expr)(point, bits)


def test_a_pole_outside_the_range_is_none() -> None:
    assert compile_enclosure(over(1 / (x - 1) ** 2, 2, 3))({}, 64).contains(0.5)
    value = compile_enclosure(over(1 / sqrt(3 - x), 3, 0))({}, 64)
    assert value.overlaps(compile_enclosure(-2 * sqrt(3))({}, 64))


def test_what_oscillates_with_a_falling_size_is_not_called_divergent() -> None:
    assert compile_enclosure(over(Abs(sin(x)) / x**2, 1, oo))({}, 64).contains(0.6)
