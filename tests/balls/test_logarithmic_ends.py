"""Bessel and elliptic functions of wide balls, singular ends with logarithms, sums over an order or index."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
import sympy
from flint import acb, arb
from sympy import Expr, Symbol

from dehsym.balls import compile_enclosure, working_precision
from dehsym.balls.bessel import bessel_i, bessel_j, bessel_k, bessel_y
from dehsym.balls.elliptic import elliptic_e, elliptic_k
from dehsym.balls.logarithmic_series import beside_singularity
from dehsym.notation.typed import read_expression

y = Symbol("y", positive=True)

Function = Callable[[acb, acb], acb]
BESSEL: list[tuple[Function, Function]] = [
    (bessel_j, acb.bessel_j),
    (bessel_y, acb.bessel_y),
    (bessel_i, acb.bessel_i),
    (bessel_k, acb.bessel_k),
]


@pytest.mark.parametrize(("ours", "arbs"), BESSEL)
def test_wide_balls_contain_the_values_inside(ours: Function, arbs: Function) -> None:
    random = Random(7)
    for _ in range(150):
        order = acb(random.choice([0.0, 1.0, 2.0, -1.0, 0.5, -0.5, 1.75, -2.25]), random.choice([0.0, 0.0, 1.5, -0.25]))
        x, width = random.uniform(0.05, 60), random.choice([0, 1e-8, 1e-3, 0.1, 1])
        height = random.choice([0.0, random.uniform(-20, 20)])
        place = acb(x + random.uniform(-0.999, 0.999) * width, height)
        with working_precision(128):
            ball = ours(order, acb(arb(x, width), arb(height, width if height else 0)))
        with working_precision(1000):
            assert not ball.is_finite() or ball.overlaps(arbs(place, order))


def test_values_that_cancel_are_computed_with_more_bits() -> None:
    with working_precision(128):
        for order in (acb(0), acb(1) / 3, acb(2)):
            assert bessel_k(order, acb(30)).rel_accuracy_bits() > 100
            assert bessel_k(order, acb("50 +/- 1e-10")).rel_accuracy_bits() > 20
            assert bessel_y(order, acb("50 +/- 1e-10")).rel_accuracy_bits() > 20


def test_wide_elliptic_integrals_contain_the_values_inside() -> None:
    random = Random(3)
    with working_precision(128):
        for _ in range(300):
            x, width, height = random.uniform(-5, 1), random.choice([1e-8, 1e-3, 0.1, 0.5]), random.uniform(-1, 1)
            place = acb(arb(x) + random.uniform(-0.99, 0.99) * arb(width), arb(height))
            for ours, arbs in ((elliptic_k, acb.elliptic_k), (elliptic_e, acb.elliptic_e)):
                ball = ours(acb(arb(x, width), arb(height, width)))
                assert not ball.is_finite() or ball.overlaps(arbs(place))


@pytest.mark.parametrize(
    "function",
    [
        sympy.expint(1, y, evaluate=False),
        sympy.expint(3, y, evaluate=False),
        sympy.Ei(y),
        sympy.Ci(y),
        sympy.Chi(y),
        sympy.besselk(0, y),
        sympy.besselk(3, y),
        sympy.bessely(0, y),
        sympy.bessely(2, y),
        sympy.elliptic_k(1 - y),
        sympy.elliptic_e(1 - 2 * y),
    ],
    ids=str,
)
def test_logarithmic_form_equals_the_function(function: Expr) -> None:
    form = beside_singularity(function, y)
    assert form is not None
    for value in (Fraction(1, 8), Fraction(3, 8), Fraction(1, 1000)):
        left, right = (compile_enclosure(each)({y: value}, 128) for each in (function, form))
        assert left.overlaps(right)
        assert right.rel_accuracy_bits() > 110


VALUES = [
    ("Integral(besselk(0, x), (x, 0, oo))", "pi/2"),
    ("Integral(besselk(0, x)^2, (x, 0, oo))", "pi^2/4"),
    ("Integral(x^2*besselk(1, x), (x, 0, oo))", "2"),
    ("Integral(expint(1, x), (x, 0, oo))", "1"),
    ("Integral(elliptic_k(k^2), (k, 0, 1))", "2*Catalan"),
    ("Integral(elliptic_e(k^2), (k, 0, 1))", "(1 + 2*Catalan)/2"),
    ("Integral(log(gamma(x)), (x, 0, 1))", "log(2*pi)/2"),
    ("Sum(k^(-k), (k, 1, oo))", "Integral(x^(-x), (x, 0, 1))"),
    ("Sum(zeta(k) - 1, (k, 2, oo))", "1"),
    ("Sum((-1)^k*zeta(k)/k, (k, 2, oo))", "EulerGamma"),
    ("Sum(besselj(k, 3)^2, (k, 1, oo))", "(1 - besselj(0, 3)^2)/2"),
    ("Sum(besseli(k, 2), (k, 1, oo))", "(exp(2) - besseli(0, 2))/2"),
    ("Sum(harmonic(k)/2^k, (k, 1, oo))", "2*log(2)"),
    ("Sum(legendre(k, 1/3)/2^k, (k, 0, oo))", "1/sqrt(1 - 1/3 + 1/4)"),
    ("Sum(hermite(k, 1/3)/factorial(k), (k, 0, oo))", "exp(2/3 - 1)"),
    ("Sum(assoc_laguerre(k, 1/2, 3)/3^k, (k, 0, oo))", "(2/3)^(-3/2)*exp(-3/2)"),
    ("Sum(bernoulli(2*k)/factorial(2*k), (k, 0, oo))", "1/(E - 1) + 1/2"),
    ("Sum(bernoulli(k, 1/3)*2^k/factorial(k), (k, 0, oo))", "2*exp(2/3)/(exp(2) - 1)"),
    ("Sum((-k)^(k - 1)*(1/8)^k/factorial(k), (k, 1, oo))", "lambertw(1/8)"),
    ("Sum((-1)^k*zeta(5/2 - k)/factorial(k), (k, 0, oo))", "polylog(5/2, exp(-1)) - 4*sqrt(pi)/3"),
]


@pytest.mark.parametrize(("left", "right"), VALUES)
def test_integral_or_sum_has_its_value(left: str, right: str) -> None:
    one, other = (compile_enclosure(read_expression(text, {}))({}, 128) for text in (left, right))
    assert one.overlaps(other)
    assert one.rel_accuracy_bits() > 80
