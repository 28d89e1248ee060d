"""Balls against mpmath: random expressions at random points, every head on wide balls, every region of holomorphy."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy
from flint import acb, arb, fmpq
from sympy import Expr, I, Rational, Symbol

from dehsym.balls import Value, compile_enclosure, working_precision
from dehsym.balls.compiler import HEADS
from dehsym.balls.index_functions import GammaRatio, HermiteRatio
from dehsym.balls.logarithmic_series import BesselRest
from dehsym.balls.node import Head
from dehsym.balls.special import hypergeometric
from dehsym.balls.special_integrals import TWO_ZERO

mpmath: Any = importlib.import_module("mpmath")
lambdify: Any = importlib.import_module("sympy").lambdify

x, y, z = Symbol("x", positive=True), Symbol("y", real=True), Symbol("z")

ONE_ARGUMENT: list[Any] = [
    *(sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc, sympy.sqrt),
    *(sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch, sympy.sinc, sympy.Abs, sympy.re),
    *(sympy.asin, sympy.acos, sympy.atan, sympy.asinh, sympy.acosh, sympy.atanh, sympy.conjugate, sympy.im),
    *(sympy.gamma, sympy.loggamma, sympy.erf, sympy.erfc, sympy.Ei, sympy.zeta, sympy.LambertW, sympy.airyai),
]


def random_expression(random: Random, depth: int) -> Expr:
    if depth == 0:
        return random.choice([x, y, z, Rational(random.randint(-9, 9), random.randint(1, 5)), sympy.pi, I, sympy.E])
    kind = random.randrange(6)
    inner = [random_expression(random, depth - 1) for _ in range(2)]
    if kind < 2:
        return inner[0] + inner[1]
    if kind == 2:
        return inner[0] * inner[1]
    if kind == 3:
        return inner[0] ** random.choice([2, -1, Rational(1, 2), Rational(-1, 3), y])
    return random.choice(ONE_ARGUMENT)(inner[0])


def dyadic(random: Random) -> Fraction:
    return Fraction(random.randint(-160, 160) | 1, 64)


def exact(value: Fraction) -> Any:
    return mpmath.mpf(value.numerator) / value.denominator


def reliable(function: Any, arguments: list[Any]) -> Any | None:
    """The value by mpmath if 60 and 90 digits agree on 50, and it is neither huge nor tiny."""
    values: list[Any] = []
    for digits in (60, 90):
        with mpmath.workdps(digits):
            try:
                values.append(mpmath.mpmathify(function(*arguments)))
            except (ValueError, ZeroDivisionError, OverflowError, TypeError, mpmath.libmp.NoConvergence):
                return None
    first, second = values
    if not mpmath.isfinite(first) or not 1e-20 < abs(second) < 1e20:
        return None
    with mpmath.workdps(90):
        return second if abs(first - second) <= abs(second) * mpmath.mpf(10) ** -50 else None


def as_ball(value: Any) -> acb:
    """The mpmath value, of about 50 right digits."""
    with mpmath.workdps(90):
        parts = [arb(mpmath.nstr(part, 70)) for part in (mpmath.re(value), mpmath.im(value))]
    error = arb(0, arb(abs(acb(*parts)) * arb(10) ** -48))
    return acb(parts[0] + error, parts[1] + error)


def test_random_expressions_contain_the_value_of_mpmath() -> None:
    random = Random(20240607)
    compared = 0
    for _ in range(700):
        expr = random_expression(random, random.choice([1, 2, 2, 3]))
        point: dict[Expr, Value] = {x: abs(dyadic(random)), y: dyadic(random), z: (dyadic(random), dyadic(random))}
        if expr.has(sympy.zoo, sympy.nan, sympy.oo) or expr.is_number:
            continue
        ball = compile_enclosure(expr)(point, 256)
        with mpmath.workdps(90):
            arguments = [as_mpmath(point[symbol]) for symbol in (x, y, z)]
        value = reliable(lambdify((x, y, z), expr, "mpmath"), arguments)
        if value is None or not ball.is_finite():
            continue
        with working_precision(256):
            assert ball.overlaps(as_ball(value)), f"{expr} at {point}: {ball} does not contain {value}"
        compared += 1
    assert compared > 250


def as_mpmath(value: Value) -> Any:
    assert not hasattr(value, "coefficients")
    if isinstance(value, tuple):
        return mpmath.mpc(exact(value[0]), exact(value[1]))
    assert isinstance(value, Fraction)
    return exact(value)


# --- Every head on wide balls ---------------------------------------------------------------------------------------

FIRST_ARGUMENTS: dict[Any, list[acb]] = {
    sympy.polygamma: [acb(0), acb(2)],
    sympy.beta: [acb(fmpq(5, 2))],
    sympy.binomial: [acb(fmpq(5, 2)), acb(4)],
    sympy.RisingFactorial: [acb(fmpq(5, 2))],
    sympy.FallingFactorial: [acb(fmpq(5, 2))],
    sympy.uppergamma: [acb(fmpq(3, 2)), acb(2)],
    sympy.lowergamma: [acb(fmpq(3, 2)), acb(2)],
    sympy.zeta: [acb(fmpq(3, 2)), acb(2)],
    sympy.polylog: [acb(fmpq(3, 2)), acb(2), acb(-1)],
    sympy.expint: [acb(1), acb(fmpq(1, 2))],
    sympy.besselj: [acb(0), acb(fmpq(1, 3))],
    sympy.bessely: [acb(0), acb(fmpq(1, 3))],
    sympy.besseli: [acb(1), acb(fmpq(1, 3))],
    sympy.besselk: [acb(0), acb(fmpq(1, 3))],
    sympy.hankel1: [acb(0), acb(fmpq(1, 3))],
    sympy.hankel2: [acb(1), acb(fmpq(1, 3))],
    sympy.elliptic_f: [acb(1), acb(fmpq(1, 2))],
    sympy.elliptic_e: [acb(1), acb(fmpq(1, 2))],
    sympy.atan2: [acb(1), acb(-2)],
    sympy.Max: [acb(0)],
    sympy.Min: [acb(0)],
    BesselRest: [acb(0), acb(2)],
    HermiteRatio: [acb(3)],
}


ORDERS = [acb(3), acb(fmpq(1, 2)), acb(-2)]
BEFORE: dict[Any, list[list[acb]]] = {
    **{kind: [[n] for n in ORDERS] for kind in (sympy.legendre, sympy.chebyshevt, sympy.chebyshevu, sympy.hermite)},
    **{kind: [[n] for n in ORDERS] for kind in (sympy.laguerre, sympy.jn, sympy.yn)},
    sympy.assoc_legendre: [[n, m] for n in ORDERS for m in (acb(1), acb(2), acb(fmpq(1, 2)))],
    sympy.assoc_laguerre: [[n, acb(fmpq(1, 3))] for n in ORDERS],
    sympy.gegenbauer: [[n, acb(fmpq(1, 3))] for n in ORDERS],
    sympy.jacobi: [[n, acb(fmpq(1, 3)), acb(1)] for n in ORDERS],
    sympy.harmonic: [[]],
    sympy.euler: [[acb(4)]],
    sympy.stieltjes: [[acb(1)]],
    sympy.elliptic_pi: [[acb(fmpq(1, 3))], [acb(fmpq(1, 3)), acb(fmpq(1, 2))]],
    sympy.betainc: [[acb(fmpq(1, 2)), acb(2), acb(fmpq(1, 4))]],
    sympy.betainc_regularized: [[acb(fmpq(1, 2)), acb(2), acb(fmpq(1, 4))]],
    sympy.erf2: [[acb(1)]],
}
"""The arguments before the one that varies, of functions with several."""


def heads() -> Iterator[Any]:
    """Every head with the arguments before the one that varies, and after it."""
    for kind, head in HEADS.items():
        if kind in BEFORE:
            for before in BEFORE[kind]:
                yield pytest.param(head, before, [], id=f"{kind.__name__} {before}")
        elif kind is sympy.lerchphi:
            yield pytest.param(head, [], [acb(2), acb(fmpq(1, 2))], id="lerchphi")
        elif kind is GammaRatio:
            yield pytest.param(head, [], [acb(fmpq(1, 2))], id="GammaRatio")
        elif kind is sympy.bernoulli:
            yield pytest.param(head, [acb(3)], [], id="bernoulli polynomial")
        elif kind is sympy.LambertW:
            for branch in (-2, -1, 0, 1, 2):
                yield pytest.param(head, [], [acb(branch)], id=f"LambertW {branch}")
        else:
            for first in FIRST_ARGUMENTS.get(kind, [None]):
                yield pytest.param(head, [] if first is None else [first], [], id=f"{kind.__name__} {first or ''}")
    yield pytest.param(hypergeometric(2, 1), [acb(1), acb(fmpq(1, 2)), acb(fmpq(3, 2))], [], id="2F1")
    yield pytest.param(hypergeometric(1, 1), [acb(1), acb(fmpq(3, 2))], [], id="1F1")
    yield pytest.param(TWO_ZERO, [acb(1), acb(fmpq(1, 2))], [], id="2F0")


def wide_balls(random: Random, number: int) -> Iterator[tuple[acb, list[acb]]]:
    """Balls of all sizes, often across an axis, each with exact points inside."""
    for _ in range(number):
        centre = acb(dyadic_ball(random), dyadic_ball(random) if random.random() < 0.5 else arb(0))
        radius = fmpq(1, 2 ** random.randint(0, 8))
        ball = centre + acb(arb(0, radius), arb(0, radius) if random.random() < 0.7 else 0)
        inside: list[acb] = []
        for _ in range(3):
            steps = [fmpq(random.choice([-8, -3, 0, 0, 5, 8]), 8) * radius for _ in range(2)]
            inside.append(centre + acb(steps[0], 0 if ball.imag.is_exact() else steps[1]))
        yield ball, inside


def dyadic_ball(random: Random) -> arb:
    value = random.choice([dyadic(random), Fraction(random.randint(-3, 3))])
    return arb(fmpq(value.numerator, value.denominator))


@pytest.mark.parametrize(("head", "before", "after"), list(heads()))
def test_a_wide_ball_covers_the_values_inside_it(head: Head, before: list[acb], after: list[acb]) -> None:
    random = Random(7)
    with working_precision(80):
        for ball, inside in wide_balls(random, 40):
            whole = head.ball(*before, ball, *after)
            if not whole.is_finite():
                continue
            for point in inside:
                value = head.ball(*before, point, *after)
                assert not value.is_finite() or whole.overlaps(value), f"{ball}: {whole}; {point}: {value}"


@pytest.mark.parametrize(("head", "before", "after"), list(heads()))
def test_holomorphic_functions_have_the_mean_value_property(head: Head, before: list[acb], after: list[acb]) -> None:
    """A cut inside a ball that passes as free of cuts would make the mean over a circle differ from the centre."""
    random = Random(11)
    number = 48
    with working_precision(100):
        roots = [acb(fmpq(2 * k, number)).exp_pi_i() for k in range(number)]
        for ball, _ in wide_balls(random, 40):
            radius = ball.real.rad()
            square = ball.mid() + acb(arb(0, radius), arb(0, radius))
            arguments = [*before, square, *after]
            bound = head.ball(*arguments) if head.holomorphic(*arguments) else acb(arb.nan())
            if not bound.is_finite() or radius.is_zero():
                continue
            on_circle = [head.ball(*before, ball.mid() + radius / 2 * w, *after) for w in roots]
            mean = sum(on_circle, start=acb(0)) / number
            error = abs(mean - head.ball(*before, ball.mid(), *after))
            assert not error > abs(bound).upper() * arb(2) ** (2 - number), f"{ball}"
