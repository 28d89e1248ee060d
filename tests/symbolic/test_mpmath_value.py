"""The reference backend: it agrees with balls, keeps its precision to itself, and fails in one way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import mpmath
import pytest
import sympy
from sympy import Expr, I, Integer, Integral, Rational, Symbol, exp, gamma, log, oo, pi, sqrt, zoo

from dehsym.balls import compile_enclosure, decimal_digits
from dehsym.errors import EvaluationError
from dehsym.symbolic import mpmath_decimal

x = Symbol("x")
THIRD = Rational(1, 3)
CONSTANTS = [
    pi**2,
    exp(sqrt(2)),
    gamma(THIRD),
    sympy.zeta(3),
    sympy.polylog(2, THIRD),
    sympy.besselj(2, THIRD),
    sympy.LambertW(-THIRD / 3, -1),
    sympy.elliptic_k(THIRD),
    sympy.airyai(1),
    sympy.Abs(1 + 2 * I),
    sympy.binomial(Rational(5, 2), THIRD),
    Integral(exp(-(x**2)), (x, 0, oo)),
]


@pytest.fixture
def frequent_switches() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


def _certified(number: Expr, digits: int) -> str:
    enclosure = compile_enclosure(number)
    return decimal_digits(lambda bits: enclosure({}, bits), digits).real


@pytest.mark.parametrize("number", CONSTANTS, ids=str)
def test_agrees_with_balls(number: Expr) -> None:
    assert mpmath_decimal(number, 30) == _certified(number, 30)


def test_far_up_the_critical_line() -> None:
    """There mpmath goes over to the Riemann-Siegel formula, and looks for the context of the process."""
    assert mpmath_decimal(sympy.zeta(Rational(1, 2) + 10**6 * I), 12) == "(0.0760890697382 + 2.80510210102j)"


@pytest.mark.usefixtures("frequent_switches")
def test_threads_do_not_feel_one_another() -> None:
    tasks = [(number, digits) for digits in (15, 200, 40, 120) for number in (pi**2, gamma(THIRD), log(3), exp(THIRD))]
    with ThreadPoolExecutor(8) as pool:
        found = [pool.submit(mpmath_decimal, number, digits) for number, digits in tasks * 5]
    assert [each.result() for each in found] == [_certified(number, digits) for number, digits in tasks] * 5


def test_the_precision_of_the_process_is_neither_felt_nor_changed() -> None:
    with mpmath.workdps(3):
        assert mpmath_decimal(exp(Integer(1)), 30) == _certified(exp(Integer(1)), 30)
        assert mpmath.mp.dps == 3


@pytest.mark.parametrize(
    "number", [zoo, oo, x, sympy.zeta(1, evaluate=False), sympy.Function("f")(1), sympy.loggamma(-1)], ids=str
)
def test_what_has_no_value_is_an_evaluation_error(number: Expr) -> None:
    with pytest.raises(EvaluationError, match="mpmath"):
        mpmath_decimal(number, 15)
