"""What is printed: one division, roots instead of powers, constants beforehand, the author's steps by their names."""

from __future__ import annotations

import pytest
from flint import arb
from sympy import Abs, Expr, Integer, Rational, Symbol, cosh, exp, pi, sqrt

from dehsym.compile import Unsupported, compile_expression
from dehsym.compile.identifier import identifier
from dehsym.heads import UniqueRoot
from dehsym.numeric.inputs import Input
from dehsym.precision import working_precision

T, m = Symbol("T", positive=True), Symbol("m", positive=True)
h, k_B = Symbol("h", positive=True), Symbol("k_B", positive=True)
INPUTS = {T: Input("T", "2.7255"), m: Input("m", "1.54e-40")}
CONSTANTS = {h: Input("h", "6.62607015e-34"), k_B: Input("k_B", "1.380649e-23")}
WAVELENGTH = h / sqrt(2 * pi * m * k_B * T)


def source(expr: Expr, backend: str = "arb") -> str:
    return compile_expression("f", expr, INPUTS, CONSTANTS).source(backend)


def test_a_cube_of_a_wavelength() -> None:
    assert (
        source(WAVELENGTH**3)
        == """\
from dehsym.numeric.arb_functions import Function, Number, Real, pi


def f(number: Number, h: Real, k_B: Real) -> Function:
    c0 = pi() * k_B
    c1 = number(1) / 4 * h**3 * number(2).sqrt() / (c0 * c0.sqrt())

    def value(T: Real, m: Real) -> Real:
        v0 = T * m
        return c1 / (v0 * v0.sqrt())

    return value
"""
    )


def test_doubles_have_their_constants_in_the_code() -> None:
    assert (
        source(WAVELENGTH**3, "numpy")
        == """\
def f(numpy):
    sqrt = numpy.sqrt

    def value(T, m):
        v0 = T * m
        return 3.6005874362585404e-67 / (v0 * sqrt(v0))

    return value
"""
    )


def test_no_cancellation_near_zero() -> None:
    assert "-(c0 * T).expm1()" in source(1 - exp(-T / 3))
    assert "T.expm1()" in source(1 / (exp(T) - 1))
    with working_precision(64):
        ball = compile_expression("f", 1 - exp(-T), INPUTS).formula().prepared(64)(arb("1e-30"), arb(1))
        assert ball.rel_accuracy_bits() > 60


def test_the_steps_of_a_chain_keep_their_names() -> None:
    cold, wide, full = (Symbol(name, positive=True) for name in ("T_c", "Lambda_B", "lambda"))
    steps = [(cold, T * (pi / exp(1)) ** Rational(1, 3)), (wide, WAVELENGTH), (full, cold / T / wide**3)]
    chain = compile_expression("chain", [cold, full], INPUTS, CONSTANTS, steps=steps)
    text = chain.source("mpmath")
    for line in ("T_c = ", "Lambda_B = ", "lambda_ = ", "return T_c, lambda_"):
        assert line in text
    with chain.formula().certified(30) as value:
        first, second = value(arb(2), arb(1) / 2**130)
        assert min(first.rel_accuracy_bits(), second.rel_accuracy_bits()) > 100
    assert chain.function("math")()[0] == pytest.approx(2.8602, rel=1e-4)


def test_equal_values_are_computed_once() -> None:
    text = source((T * m + 1) ** 3 * exp((m * T + 1) ** 2) / (2 + T * m) / sqrt(T * m))
    assert text.count("T * m") == 1
    assert text.count(" / ") == 1


def test_a_root_with_parameters_stands_inside() -> None:
    u = Symbol("u", real=True)
    root = UniqueRoot(u**2 - T, u, 0, T + 1)
    digits = [compile_expression("f", each, INPUTS).formula().decimal({}, 1000).real for each in (root, sqrt(T))]
    assert digits[0] == digits[1]
    twice = root + UniqueRoot(cosh(u) - T, u, 0, 9)
    text = compile_expression("f", twice, INPUTS).source("arb")
    assert text.count("def ") == 6
    compiled = compile_expression("f", twice, INPUTS)
    assert compiled.formula().decimal({}, 20).real == compiled.approximate("mpmath", {}, 20, arb(1).fmpq())


def test_a_root_of_a_function_with_corners_has_no_program() -> None:
    u = Symbol("u", real=True)
    with pytest.raises(Unsupported, match="analytic"):
        compile_expression("f", UniqueRoot(Abs(u) - T, u, 0, 9), INPUTS)


def test_names_do_not_get_in_each_others_way() -> None:
    names = ["value", "number", "pi", "exp", "c0", "v0", "lambda", "f", "mp"]
    symbols = {Symbol(name, positive=True): Input(name, str(2 + place)) for place, name in enumerate(names)}
    expr = sum((exp(-symbol / 3) * pi * symbol**2 for symbol in symbols), Integer(0))
    compiled = compile_expression("f", expr, symbols)
    found = {backend: float(compiled.function(backend)()) for backend in ("arb", "mpmath", "gmpy2", "numpy", "math")}
    assert len({round(value, 9) for value in found.values()}) == 1
    assert [identifier(name) for name in ("7th", "a b", "class", "Λ")] == ["_7th", "a_b", "class_", "_"]


def test_symbols_with_one_name_are_refused() -> None:
    other = Symbol("T")
    with pytest.raises(Unsupported, match="one symbol of each name"):
        compile_expression("f", T + other, {T: INPUTS[T], other: INPUTS[T]})
