"""What is imported, what precision is left behind, threads, and the polylogarithms that are Bose functions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fractions import Fraction

import pytest
import sympy
from flint import acb, arb, ctx
from sympy import Rational

from dehsym.balls import compile_enclosure
from dehsym.bose import bose_function, bose_functions, bose_functions_at, half_integer_polylogarithm, solve_density
from dehsym.errors import DehsymError
from dehsym.precision import working_precision
from dehsym.symbolic import mpmath_decimal
from tests.bose.reference import reference


def test_neither_sympy_nor_numpy_is_imported() -> None:
    program = "import sys, dehsym.bose; print([name for name in ('sympy', 'numpy', 'mpmath') if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_without_numpy_the_doubles_are_an_error() -> None:
    program = """
import sys
sys.modules["numpy"] = None
from dehsym.errors import EvaluationError
try:
    import dehsym.bose.double
except EvaluationError as error:
    print(error)
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == "numpy is wanted for arrays of doubles, it is not installed\n"


@pytest.mark.parametrize(
    "call",
    [
        lambda: bose_functions(arb(0.5)),
        lambda: bose_functions(arb(0.5, 0.25)),
        lambda: bose_functions(Fraction(22, 7)),
        lambda: bose_functions_at(Fraction(1, 3)),
        lambda: bose_function(Fraction(-1, 2), arb(0.5)),
        lambda: solve_density(2),
        lambda: solve_density(arb(1.5, 0.01)),
        lambda: bose_functions(0),
        lambda: bose_function(Fraction(1), 1),
        lambda: solve_density(3),
    ],
)
def test_the_precision_is_put_back(call: Callable[[], object]) -> None:
    before, cap = ctx.prec, ctx.cap
    with suppress(DehsymError):
        call()
    assert (ctx.prec, ctx.cap) == (before, cap)


@pytest.fixture
def frequent_switches() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


def _at(bits: int) -> tuple[int, ...]:
    """Return the accuracies that are found with so many bits, of functions and solution."""
    with working_precision(bits):
        values = (*bose_functions(arb(0.5)), solve_density(2).fugacity)
    return tuple(min(0, value.rel_accuracy_bits() - bits + 4) for value in values)


@pytest.mark.usefixtures("frequent_switches")
def test_threads_do_not_feel_one_another() -> None:
    before = ctx.prec
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(_at, [40, 700, 100, 300, 64, 1000] * 12))
    assert found == [(0, 0, 0, 0)] * len(found)
    assert ctx.prec == before


# --- Polylogarithms ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("z", [0.26, 0.5, 0.999, 1 - 2**-50])
@pytest.mark.parametrize("k", [0, 1, 2, 6])
def test_polylogarithms_that_are_bose_functions(z: float, k: int) -> None:
    with working_precision(400):
        value = half_integer_polylogarithm(arb(k) + 0.5, arb(z))
        assert value is not None
        assert value.overlaps(arb(z).polylog(arb(k) + 0.5))
        assert value.rel_accuracy_bits() >= 395


@pytest.mark.parametrize(
    ("order", "z"),
    [
        *[(arb(2), arb(0.5)), (arb(1.25), arb(0.5)), (arb(1.5, 1e-30), arb(0.5)), (arb(-0.5), arb(0.5))],
        *[(arb(1.5), arb(-0.5)), (arb(1.5), arb(1.5)), (arb(1.5), arb(1, 1e-9)), (arb(0.5), arb(1))],
        *[(arb(1.5), arb(0)), (arb.nan(), arb(0.5)), (arb(1.5), arb.nan()), (arb(10**5) + 0.5, arb(0.5))],
    ],
)
def test_other_polylogarithms(order: arb, z: arb) -> None:
    with working_precision(3000):
        assert half_integer_polylogarithm(order, z) is None


@pytest.mark.parametrize("z", [Rational(1, 7), Rational(9, 10), sympy.exp(-Rational(1, 100)), sympy.Integer(1)])
def test_enclosures_of_expressions_use_them(z: sympy.Expr) -> None:
    enclosure = compile_enclosure(sympy.polylog(Rational(5, 2), z, evaluate=False))
    for bits in (60, 300, 2500):
        value = enclosure({}, bits)
        assert value.imag.is_zero()
        assert value.rel_accuracy_bits() >= bits - 20
        with working_precision(3000):
            exact = compile_enclosure(z)({}, 3000)
            assert value.overlaps(exact.polylog(acb(2.5)))


def test_a_wide_argument_stays_rigorous() -> None:
    x = sympy.Symbol("x", positive=True)
    enclosure = compile_enclosure(sympy.polylog(Rational(3, 2), x))
    with working_precision(256):
        over = enclosure.over({}, {x: acb(arb(0.5, 0.125))})
        assert over.is_finite()
        for inside in (0.375, 0.45, 0.5, 0.6, 0.625):
            assert over.real.overlaps(arb(inside).polylog(1.5))


def test_mpmath_is_not_asked_for_what_does_not_end() -> None:
    """Li_(3/2)(0.999) takes mpmath more than 40 seconds at a thousand digits: it is taken from balls."""
    value = mpmath_decimal(sympy.polylog(Rational(3, 2), Rational(999, 1000)), 1000)
    with working_precision(3500):
        exact = reference((-(arb(1) - arb(1) / 1000).log()).mid(), 1, 3400)
        assert abs(arb(value) / exact - 1) < arb(10) ** -998
    with pytest.raises(DehsymError, match="is wanted by polylog of mpmath at this precision"):
        mpmath_decimal(sympy.polylog(Rational(4, 3), Rational(999, 1000)), 1000)
