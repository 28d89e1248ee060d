"""Orthogonal polynomials, numbers of combinatorics and further special functions, against closed forms and mpmath."""

from __future__ import annotations

import importlib
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy
from flint import acb, arb, fmpq
from sympy import Expr, I, Integer, Rational, Symbol, cos, exp, log, pi, sin, sqrt

from dehsym.balls import NoValue, compile_enclosure, working_precision
from tests.balls.agreement import agree

mpmath: Any = importlib.import_module("mpmath")
every: Any = sympy
x = Symbol("x", real=True)
h, third = Rational(1, 2), Rational(1, 3)


def bare(head: Any, *arguments: Any) -> Expr:
    """The head applied without evaluation, so that SymPy's own closed form is not what is tested."""
    return head(*map(sympy.Integer(1).__mul__, arguments), evaluate=False)


CLOSED: list[tuple[str, Expr, Expr]] = [
    ("DLMF 18.5.7 P_3", bare(sympy.legendre, 3, third), (5 * third**3 - 3 * third) / 2),
    ("DLMF 18.5.7 P_4 off the interval", bare(sympy.legendre, 4, -5), Integer(2641)),
    ("P_(-n-1) = P_n, DLMF 14.9.5", bare(sympy.legendre, -4, 3), Integer(63)),
    ("DLMF 14.6.1 P_2^1", bare(sympy.assoc_legendre, 2, 1, h), -3 * h * sqrt(1 - h**2)),
    ("DLMF 14.6.1 P_3^2", bare(sympy.assoc_legendre, 3, 2, third), 15 * third * (1 - third**2)),
    ("P_2^1 off the interval", bare(sympy.assoc_legendre, 2, 1, 2), -6 * I * sqrt(3)),
    ("DLMF 14.9.3", bare(sympy.assoc_legendre, 2, -1, h), h * sqrt(1 - h**2) / 2),
    ("order above degree", bare(sympy.assoc_legendre, 2, 3, h), Integer(0)),
    ("DLMF 18.5.1", bare(sympy.chebyshevt, 5, third), cos(5 * sympy.acos(third))),
    ("DLMF 18.5.1, any order", bare(sympy.chebyshevt, h, third), cos(sympy.acos(third) / 2)),
    ("DLMF 18.5.2", bare(sympy.chebyshevu, 4, third), sin(5 * sympy.acos(third)) / sin(sympy.acos(third))),
    ("DLMF 18.5.18 H_4", bare(sympy.hermite, 4, third), 16 * third**4 - 48 * third**2 + 12),
    ("H of a complex argument", bare(sympy.hermite, 2, I), Integer(-6)),
    ("H_(-1), DLMF 12.7.5", bare(sympy.hermite, -1, 1), sqrt(pi) * sympy.E * sympy.erfc(1) / 2),
    ("DLMF 18.5.17 L_3", bare(sympy.laguerre, 3, 2), Rational(-1, 3)),
    ("DLMF 18.5.17 L_2^a", bare(sympy.assoc_laguerre, 2, third, 1), Rational(-5, 18)),
    ("DLMF 18.5.10 C_2", bare(sympy.gegenbauer, 2, third, 3), Rational(23, 3)),
    ("DLMF 18.7.9", bare(sympy.gegenbauer, 4, h, third), sympy.legendre(4, third)),
    ("DLMF 18.5.7 P_1^(a,b)", bare(sympy.jacobi, 1, third, 2, 4), Rational(47, 6)),
    ("harmonic", bare(sympy.harmonic, 4), Rational(25, 12)),
    ("harmonic of 1/2, DLMF 5.4.15", bare(sympy.harmonic, h), 2 - 2 * log(2)),
    ("generalised harmonic", bare(sympy.harmonic, 3, 2), Rational(49, 36)),
    ("sum of cubes", bare(sympy.harmonic, 5, -3), Integer(225)),
    ("DLMF 26.5.1", bare(sympy.catalan, 6), Integer(132)),
    ("Fibonacci", bare(sympy.fibonacci, 30), Integer(832040)),
    ("Fibonacci of negative index", bare(sympy.fibonacci, -8), Integer(-21)),
    ("Lucas", bare(sympy.lucas, 7), Integer(29)),
    ("DLMF 24.2.14 E_6", bare(sympy.euler, 6), Integer(-61)),
    ("DLMF 24.2.14 E_5", bare(sympy.euler, 5), Integer(0)),
    ("DLMF 24.4 E_2(x)", bare(sympy.euler, 2, 3), Integer(6)),
    ("double factorial", bare(sympy.factorial2, 9), Integer(945)),
    ("double factorial, even", bare(sympy.factorial2, 8), Integer(384)),
    ("DLMF 26.13.5", bare(sympy.subfactorial, 6), Integer(265)),
    ("gamma_0", bare(sympy.stieltjes, 0), sympy.EulerGamma),
    ("DLMF 19.6.2", bare(sympy.elliptic_pi, 0, h), sympy.elliptic_k(h)),
    ("DLMF 19.6.3", bare(sympy.elliptic_pi, h, 0), pi / sqrt(2)),
    ("DLMF 19.6.11", bare(sympy.elliptic_pi, 0, 1, h), sympy.elliptic_f(1, h)),
    ("DLMF 8.17.7", bare(sympy.betainc, 2, 3, 0, 1), Rational(1, 12)),
    ("betainc", bare(sympy.betainc, 1, 2, 0, h), Rational(3, 8)),
    ("DLMF 10.49.3 j_1", bare(sympy.jn, 1, 2), sin(2) / 4 - cos(2) / 2),
    ("j_0 at 0", bare(sympy.jn, 0, 0), Integer(1)),
    ("j of a negative argument", bare(sympy.jn, 1, -2), cos(2) / 2 - sin(2) / 4),
    ("DLMF 10.49.5 y_0", bare(sympy.yn, 0, 2), -cos(2) / 2),
    ("erf2", bare(sympy.erf2, 0, 1), sympy.erf(1)),
    ("erfinv", sympy.erf(bare(sympy.erfinv, third)), third),
    ("erfcinv", sympy.erfc(bare(sympy.erfcinv, third)), third),
    ("offset logarithmic integral", bare(sympy.Li, 2), Integer(0)),
    ("DLMF 7.2.8 and 7.6.6", bare(sympy.fresnels, 0), Integer(0)),
    ("DLMF 13.6.21", every.hyper((1, 1), (), -1), sympy.E * sympy.expint(1, 1)),
]


@pytest.mark.parametrize(("expr", "value"), [row[1:] for row in CLOSED], ids=[row[0] for row in CLOSED])
@pytest.mark.parametrize("bits", [64, 128, 512])
def test_closed_form(expr: Expr, value: Expr, bits: int) -> None:
    agree(expr, value, {}, bits, lost=24)


def _laguerre(n: Any, z: Any) -> Any:
    return mpmath.laguerre(n, 0, z)


IN_MPMATH: list[tuple[Any, Any, int]] = [
    (sympy.legendre, mpmath.legendre, 2),
    (sympy.chebyshevt, mpmath.chebyt, 2),
    (sympy.chebyshevu, mpmath.chebyu, 2),
    (sympy.hermite, mpmath.hermite, 2),
    (sympy.laguerre, _laguerre, 2),
    (sympy.assoc_laguerre, mpmath.laguerre, 3),
    (sympy.gegenbauer, mpmath.gegenbauer, 3),
    (sympy.jacobi, mpmath.jacobi, 4),
    (sympy.harmonic, mpmath.harmonic, 1),
    (sympy.fibonacci, mpmath.fib, 1),
    (sympy.factorial2, mpmath.fac2, 1),
    (sympy.fresnels, mpmath.fresnels, 1),
    (sympy.fresnelc, mpmath.fresnelc, 1),
]


@pytest.mark.parametrize(("head", "function", "arity"), IN_MPMATH, ids=lambda part: getattr(part, "__name__", ""))
def test_against_mpmath_at_random_points(head: Any, function: Any, arity: int) -> None:
    random = Random(5)
    compared = 0
    for _ in range(12):
        parts = [Fraction(random.randint(1, 40) | 1, 8) for _ in range(arity - 1)]
        if arity > 1 and random.random() < 0.5:
            parts[0] = Fraction(random.randint(0, 5))
        point = Fraction(random.randint(-15, 40) | 1, 16), Fraction(random.choice([0, 3, -5]), 8)
        ball = compile_enclosure(
            head(*(Rational(p.numerator, p.denominator) for p in parts), Symbol("z"), evaluate=False)
        )({Symbol("z"): point}, 160)
        with mpmath.workdps(50):
            value = function(*(mpmath.mpf(p.numerator) / p.denominator for p in parts), mpmath.mpc(*map(_exact, point)))
        if not ball.is_finite() or not mpmath.isfinite(value):
            continue
        with working_precision(160):
            wanted = acb(*(arb(mpmath.nstr(part, 45)) for part in (mpmath.re(value), mpmath.im(value))))
            assert abs(ball - wanted) < (1 + abs(wanted)) * arb(10) ** -30, f"{head} {parts} {point}"
        compared += 1
    assert compared >= 8


def _exact(part: Fraction) -> Any:
    return mpmath.mpf(part.numerator) / part.denominator


def test_polynomials_are_holomorphic_everywhere_and_their_continuations_off_a_cut() -> None:
    from dehsym.balls.compiler import HEADS

    wide = acb(arb(-2, 0.5), arb(0, 0.5))
    for kind in (sympy.legendre, sympy.chebyshevt, sympy.chebyshevu):
        assert HEADS[kind].holomorphic(acb(4), wide)
        assert not HEADS[kind].holomorphic(acb(fmpq(1, 2)), wide)
    assert not HEADS[sympy.assoc_legendre].holomorphic(acb(3), acb(1), wide)
    assert HEADS[sympy.assoc_legendre].holomorphic(acb(3), acb(2), wide)


def test_poles_of_the_new_functions() -> None:
    for expr in (bare(sympy.harmonic, -2), bare(sympy.yn, 0, 0), bare(sympy.Li, 1), bare(sympy.erfinv, 1)):
        with pytest.raises(NoValue):
            compile_enclosure(expr)({}, 64)


def test_heads_stand_inside_integrals() -> None:
    product = sympy.Integral(bare(sympy.legendre, 3, x) ** 2, (x, -1, 1))  # DLMF 18.3.1
    assert compile_enclosure(product)({}, 64).overlaps(compile_enclosure(Rational(2, 7))({}, 64))
    weighted = sympy.Integral(bare(sympy.hermite, 2, x) ** 2 * exp(-(x**2)), (x, -2, 2))
    assert compile_enclosure(weighted)({}, 64).is_finite()
