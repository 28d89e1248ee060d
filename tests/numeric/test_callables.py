"""A quantity as a plain function: by name, in SI units, to the precision that each backend has just then."""

from __future__ import annotations

import math
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest
from flint import arb
from sympy import Expr, Rational, Symbol, exp, sqrt

from dehsym.compile import compile_expression
from dehsym.compile.declared import declared_input
from dehsym.domain import FRACTION
from dehsym.errors import EvaluationError
from dehsym.numeric.callables import NumericFunction
from dehsym.numeric.inputs import REAL, Input
from dehsym.numeric.numbers import optional_module
from dehsym.precision import working_precision

gmpy2: Any = import_module("gmpy2")
numpy: Any = import_module("numpy")
mp: Any = import_module("mpmath").mp
T, phi = Symbol("T", positive=True), Symbol("phi", positive=True)
X = Symbol("x", real=True)
INPUTS = {T: Input("T", "2.7255"), phi: declared_input("phi", FRACTION, "1/2")}
COMPILED = compile_expression("f", sqrt(T) * exp(phi), INPUTS)
BACKENDS = ("arb", "mpmath", "gmpy2", "numpy", "math")


def function(backend: str) -> NumericFunction:
    return COMPILED.function(backend)


@pytest.mark.parametrize("backend", BACKENDS)
def test_inputs_by_name(backend: str) -> None:
    f = function(backend)
    expected = math.sqrt(2.7255) * math.exp(0.5)
    assert float(f()) == pytest.approx(expected, rel=1e-14)
    for value in (4, 4.0, "4", Fraction(4), Rational(4)):
        assert float(f(T=value, phi=0.25)) == pytest.approx(2 * math.exp(0.25), rel=1e-14)
    assert "def f(" in f.source


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"U": 1}, "an input of f is wanted, found U"),
        ({"T": -1}, "0 < T is wanted, found T = -1"),
        ({"T": 0}, "0 < T is wanted"),
        ({"T": math.nan}, "finite"),
        ({"T": math.inf}, "finite"),
        ({"T": "nan"}, "exact number"),
        ({"phi": 1}, "0 < phi < 1 is wanted, found phi = 1"),
        ({"phi": "3/2"}, "0 < phi < 1 is wanted"),
        ({"T": None}, "exact number"),
        ({"T": 1j}, "exact number"),
    ],
    ids=str,
)
def test_bad_inputs(backend: str, values: dict[str, object], message: str) -> None:
    with pytest.raises(EvaluationError, match=message) as caught:
        function(backend)(**values)
    assert "\n" not in str(caught.value)


def test_balls_in_balls_out() -> None:
    f = function("arb")
    with working_precision(100):
        wide = f(T=arb("2.7 +/- 0.1"))
        assert wide.contains(arb(2.65).sqrt() * arb(0.5).exp())
        assert f(T="2.7255").rel_accuracy_bits() > 90
    with working_precision(1000):
        assert f().rel_accuracy_bits() > 990
    for ball in (arb("0 +/- 1"), arb.nan(), arb.pos_inf(), arb(-1)):
        with pytest.raises(EvaluationError):
            f(T=ball)


def test_the_precision_of_mpmath_is_the_one_it_is_set_to() -> None:
    f = function("mpmath")
    with mp.workdps(60):
        expected = mp.sqrt(mp.mpf("2.7255")) * mp.exp(0.5)
        assert mp.almosteq(f(T="2.7255"), expected, rel_eps=mp.mpf(10) ** -58)
    assert isinstance(f(T=mp.mpf(3)), mp.mpf)
    assert mp.dps == 15


def test_the_precision_of_gmpy2_is_the_one_of_its_context() -> None:
    f = function("gmpy2")
    with gmpy2.context(precision=300):
        assert f().precision == 300
        assert f(T=gmpy2.mpfr(2)).precision == 300
    assert f().precision == 53


def test_arrays() -> None:
    f = function("numpy")
    temperatures = numpy.linspace(1, 4, 7)
    assert numpy.allclose(f(T=temperatures), numpy.sqrt(temperatures) * math.exp(0.5), rtol=1e-15)
    assert f(T=temperatures.reshape(7, 1), phi=[0.25, 0.5]).shape == (7, 2)
    assert f(T=[1, 4])[1] == 2 * f(T=[1, 4])[0]
    for bad in ([1, -1], [1, math.nan], [1, math.inf], [[1], [1, 2]], ["x"], [None], [1j]):
        with pytest.raises(EvaluationError):
            f(T=bad)


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_function_for_loops(backend: str) -> None:
    f = function(backend)
    fast = f.positional()
    with f.numbers.held():
        assert float(fast(f.numbers.number("4"), f.numbers.number("0.5"))) == pytest.approx(
            2 * math.exp(0.5), rel=1e-14
        )


def test_an_input_without_a_value_has_to_be_given() -> None:
    f = compile_expression("f", T**2, {T: Input("T", "")}).function("math")
    assert f(T=3) == 9
    with pytest.raises(EvaluationError, match="a value for T is wanted"):
        f()


def test_constants_beyond_the_range_of_doubles() -> None:
    tiny = compile_expression("f", T * Rational(1, 10**400) * Rational(10) ** 390, {T: Input("T", "1")})
    assert tiny.function("math")() == pytest.approx(1e-10)
    with pytest.raises(EvaluationError, match="range of doubles"):
        compile_expression("f", T * 10**400, {T: Input("T", "1")}).function("math")


def test_a_backend_that_is_not_installed() -> None:
    with pytest.raises(EvaluationError, match="no_such_backend is wanted, it is not installed"):
        optional_module("no_such_backend")


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("exponent", [Rational(1, 3), Rational(2, 3), Rational(-1, 3), Rational(7, 5), Rational(1, 99)])
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_no_backend_takes_a_real_root_for_the_principal_power(backend: str, exponent: Rational) -> None:
    """(-8)^(1/3) is 1 + 3^(1/2) i; the cube root -2 of most libraries is another number."""
    f = compile_expression("f", X**exponent, {X: Input("x", "", "", REAL)}).function(backend)
    assert float(f(x=8)) == pytest.approx(8 ** (exponent.p / exponent.q), rel=1e-14)
    try:
        found: Any = f(x=-8)
    except EvaluationError:
        return
    principal = complex((-8) ** (exponent.p / exponent.q))
    assert not math.isfinite(abs(complex(found))) or complex(found) == pytest.approx(principal)


@pytest.mark.parametrize("expr", [1 / X, X ** Rational(-1, 2)], ids=str)
@pytest.mark.parametrize("backend", ["mpmath", "math"])
def test_without_a_value_there_is_one_line(backend: str, expr: Expr) -> None:
    f = compile_expression("f", expr, {X: Input("x", "", "", REAL)}).function(backend)
    with pytest.raises(EvaluationError, match=f"^{backend} has no value of f there") as caught:
        f(x=0)
    assert "\n" not in str(caught.value)
