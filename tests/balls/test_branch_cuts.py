"""Exactly on their cuts the functions take the values that mpmath gives them; off them nothing is taken for granted."""

from __future__ import annotations

import importlib
from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import acb, arb
from sympy import Expr, I, Integer, Rational, Symbol, log, pi, sqrt

from dehsym.balls import Value, compile_enclosure, working_precision
from dehsym.domain import Exact

mpmath: Any = importlib.import_module("mpmath")
z, s = Symbol("z"), Symbol("s")

CLOSED_FORMS: list[tuple[Expr, Value, Expr]] = [
    (log(z), Fraction(-1), I * pi),
    (log(z), (Fraction(0), Fraction(-1)), -I * pi / 2),
    (sqrt(z), Fraction(-4), 2 * I),
    (z ** Rational(1, 3), Fraction(-8), 1 + I * sqrt(3)),
    (z ** Rational(-1, 2), Fraction(-4), -I / 2),
    (z ** Rational(3, 2), Fraction(-4), -8 * I),
    (z**z, Fraction(0), Integer(1)),
    (sqrt(z), Fraction(0), Integer(0)),
    (2**z, Fraction(-2), Rational(1, 4)),
    (z**2, (Fraction(0), Fraction(1)), Integer(-1)),
    (sympy.acot(z), Fraction(0), pi / 2),
    (sympy.acoth(z), Fraction(0), I * pi / 2),
    (sympy.atan2(z, -1), Fraction(0), pi),
    (sympy.polylog(2, z), Fraction(1), pi**2 / 6),
    (sympy.binomial(z, 2), Fraction(-3), Integer(6)),
    (sympy.RisingFactorial(z, 5), Fraction(-3), Integer(0)),
    (sympy.LambertW(z), Fraction(0), Integer(0)),
]


@pytest.mark.parametrize(("expr", "value", "closed_form"), CLOSED_FORMS, ids=str)
def test_exact_points(expr: Expr, value: Value, closed_form: Expr) -> None:
    ball, expected = compile_enclosure(expr)({z: value}, 128), compile_enclosure(closed_form)({}, 128)
    with working_precision(128):
        assert ball.overlaps(expected)
        assert abs(ball - expected) < arb(2) ** -110


ON_CUTS: list[tuple[Expr, str, tuple[Exact, ...]]] = [
    (sympy.asin(z), "asin", (Fraction(2), Fraction(-2))),
    (sympy.acos(z), "acos", (Fraction(2), Fraction(-2))),
    (sympy.atan(z), "atan", ((Fraction(0), Fraction(2)), (Fraction(0), Fraction(-2)))),
    (sympy.asinh(z), "asinh", ((Fraction(0), Fraction(2)), (Fraction(0), Fraction(-2)))),
    (sympy.acosh(z), "acosh", (Fraction(-2), Fraction(1, 2), Fraction(-1, 2))),
    (sympy.atanh(z), "atanh", (Fraction(2), Fraction(-2))),
    (sympy.acot(z), "acot", ((Fraction(0), Fraction(1, 2)), (Fraction(0), Fraction(-1, 2)))),
    (sympy.asec(z), "asec", (Fraction(1, 2), Fraction(-1, 2))),
    (sympy.acsc(z), "acsc", (Fraction(1, 2), Fraction(-1, 2))),
    (sympy.asech(z), "asech", (Fraction(2), Fraction(-2))),
    (sympy.acsch(z), "acsch", ((Fraction(0), Fraction(1, 2)),)),
    (sympy.acoth(z), "acoth", (Fraction(1, 2), Fraction(-1, 2))),
    (sympy.loggamma(z), "loggamma", (Fraction(-1, 2), Fraction(-5, 2))),
    (sympy.Ei(z), "ei", (Fraction(-2), Fraction(2))),
    (sympy.Ci(z), "ci", (Fraction(-2),)),
    (sympy.Chi(z), "chi", (Fraction(-2),)),
    (sympy.li(z), "li", (Fraction(-2), Fraction(1, 2))),
    (sympy.elliptic_k(z), "ellipk", (Fraction(2),)),
    (sympy.elliptic_e(z), "ellipe", (Fraction(2),)),
    (sympy.LambertW(z), "lambertw", (Fraction(-2),)),
]


@pytest.mark.parametrize(("expr", "name", "values"), ON_CUTS, ids=lambda each: each if isinstance(each, str) else "")
def test_on_the_cut_as_mpmath(expr: Expr, name: str, values: tuple[Exact, ...]) -> None:
    for value in values:
        parts = value if isinstance(value, tuple) else (value, Fraction(0))
        with mpmath.workdps(40):
            real, imaginary = (mpmath.mpf(part.numerator) / part.denominator for part in parts)
            there = getattr(mpmath, name)(mpmath.mpc(real, imaginary) if imaginary else real)
            expected = [mpmath.nstr(part, 35) for part in (mpmath.re(there), mpmath.im(there))]
        ball = compile_enclosure(expr)({z: value}, 120)
        with working_precision(120):
            assert abs(ball - acb(arb(expected[0]), arb(expected[1]))) < arb(10) ** -30, f"{expr} at {value}"


@pytest.mark.parametrize("branch", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize("at", [Fraction(-2), Fraction(-1, 4), Fraction(1, 2)])
def test_every_branch_of_lambert_w(branch: int, at: Fraction) -> None:
    ball = compile_enclosure(sympy.LambertW(z, branch))({z: at}, 120)
    with mpmath.workdps(40), working_precision(120):
        there = mpmath.lambertw(mpmath.mpf(at.numerator) / at.denominator, branch)
        assert abs(ball - acb(arb(mpmath.nstr(there.real, 35)), arb(mpmath.nstr(there.imag, 35)))) < arb(10) ** -30
        assert (ball * ball.exp() - acb(at.numerator) / at.denominator).contains(0)


NOT_ENCLOSED: list[tuple[Expr, Value]] = [
    (sympy.arg(z), Fraction(0)),
    (sympy.binomial(z, -2, evaluate=False), Fraction(-2)),
    (sympy.zoo + z, Fraction(1)),
]


@pytest.mark.parametrize(("expr", "value"), NOT_ENCLOSED, ids=str)
def test_where_there_is_no_value_the_ball_is_not_finite(expr: Expr, value: Value) -> None:
    assert not compile_enclosure(expr)({z: value}, 100).is_finite()


def test_a_ball_across_the_cut_covers_both_sides() -> None:
    nearly = compile_enclosure(log(sympy.exp(I * s)))
    ball = nearly({s: Fraction(884279719003555, 2**48)}, 40)  # pi to 48 bits: the side is not decided at 40
    with working_precision(40):
        assert ball.contains(acb(0, arb.pi().mid()))
        assert ball.contains(acb(0, -arb.pi().mid()))
