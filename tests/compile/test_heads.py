"""Every function that compiled code knows, on the real line and beside the balls of `dehsym.balls`."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from flint import arb, fmpq
from sympy import Expr, Integer, Rational, Symbol

from dehsym.balls import compile_enclosure, decimal_digits
from dehsym.compile import Unsupported, compile_expression
from dehsym.compile.lowering import HEADS
from dehsym.errors import EvaluationError
from dehsym.notation.typed import read_expression
from dehsym.numeric.decimal_digits import Unsettled
from dehsym.numeric.inputs import Input, Range
from dehsym.precision import working_precision

x, y = Symbol("x"), Symbol("y", positive=True)
INPUTS = {x: Input("x", "3/7", "", Range()), y: Input("y", "5/2")}
NAMES: dict[str, Expr] = {"x": x, "y": y}
PLACES = [Fraction(text) for text in ("-7/2", "-3", "-1", "-2/3", "-1/3", "0", "1/3", "1", "3/2", "2", "20")]

ONE_ARGUMENT: list[Expr] = [
    *(head(x) for head in HEADS),
    sympy.zeta(x),
    sympy.factorial(x),
    sympy.LambertW(x),
    sympy.LambertW(x, -1),
    sympy.polylog(2, x),
    sympy.polylog(Rational(3, 2), x),
    sympy.polylog(Rational(1, 2), x),
    sympy.polygamma(0, x),
    sympy.sqrt(x),
    sympy.cbrt(x),
    x ** Rational(-5, 2),
    x ** Rational(7, 3),
    x ** Rational(1, 97),
    x**-3,
    2**x,
    x**x,
    sympy.Max(x, x**2, 1),
    sympy.Min(x, 1 / x),
]


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("expr", ONE_ARGUMENT, ids=str)
def test_a_finite_ball_holds_the_principal_value(expr: Expr, place: Fraction) -> None:
    """Where the principal value is not real, or there is none, compiled code has no finite answer."""
    formula = compile_expression("f", expr, {x: INPUTS[x]}).formula()
    with working_precision(128):
        found = formula.prepared(128)(arb(fmpq(place.numerator, place.denominator)))
    if not found.is_finite():
        return
    truth = compile_enclosure(expr)({x: place}, 192)
    assert truth.is_finite(), (expr, place)
    assert truth.imag.contains(0), (expr, place)
    assert found.overlaps(truth.real), (expr, place)


NOWHERE = sympy.log(-sympy.exp(x))
OF_NOTHING: list[Expr] = [
    *(expr.xreplace({x: NOWHERE}) for expr in ONE_ARGUMENT if expr != sympy.exp(x)),
    *(
        NOWHERE ** (x - Rational(3, 7)),
        NOWHERE**x,
        sympy.polylog(NOWHERE, x),
        sympy.polylog(NOWHERE, x - Rational(3, 7)),
    ),
    *(x * NOWHERE, (x - Rational(3, 7)) * NOWHERE, x / NOWHERE, sympy.Max(NOWHERE, x), NOWHERE - NOWHERE * x),
]


@pytest.mark.parametrize("expr", OF_NOTHING, ids=str)
def test_of_what_has_no_real_value_nothing_has(expr: Expr) -> None:
    """Arb has nan^0 = 1 and bounds for sinc of nothing: no such answer may come out."""
    for value in ("3/7", "0"):
        try:
            formula = compile_expression("f", expr, {x: Input("x", value, "", Range())}).formula()
        except Unsupported:
            return
        with working_precision(128):
            assert not formula.prepared(128)(arb(fmpq(*map(int, f"{value}/1".split("/")[:2])))).is_finite()


@pytest.mark.parametrize("expr", ONE_ARGUMENT, ids=str)
def test_real_values_are_found(expr: Expr) -> None:
    """At some of the places each of them has a value."""
    formula = compile_expression("f", expr, {x: INPUTS[x]}).formula()
    with working_precision(128):
        balls = [formula.prepared(128)(arb(fmpq(p.numerator, p.denominator))) for p in PLACES]
    assert any(ball.is_finite() for ball in balls)


TYPED = """
x + y; x - y; -x - y; x*y - 3; 1/x + 1/y; x/y; (x + 1)/(y - 1); x^5*y^3; (x*y)^4/7; 1 - x; x^12 + x^13; 0.25*x
sqrt(y); sqrt(x*y); y^(5/2); y^(-3/2)*pi; sqrt(2*pi*y)/3; cbrt(y); root(y, 5); y^(2/3); (1 + x^2)^(1/4); y^pi; 2^x; x^y
exp(x); exp(-x^2); 1 - exp(-x); exp(x) - 1; 1/(exp(x/y) - 1); exp(x)/(exp(x) - 1)^2; exp(-exp(-1)); 3 - exp(x) + y
log(y); log(y)/y; log(1 + x); log(x, 10)
sin(x) + cos(y); tan(x)*cot(y); sec(x)/csc(y); sinc(x); asin(x); acos(x); atan(x*y)
sinh(x)*cosh(y); tanh(x); coth(y); sech(x) - csch(y); asinh(x); acosh(y); atanh(x)
gamma(x); gamma(1/3)*y; loggamma(y); digamma(y); factorial(x); zeta(y); zeta(3/2)/zeta(5/2); erf(x); erfc(y); erfi(x)
Ei(x); Si(y); Ci(y); Shi(x); Chi(y); li(y); airyai(x)*airybi(y)
lambertw(x); lambertw(-x/2, -1); -y*lambertw(-exp(-1)/y, -1); polylog(3/2, x); polylog(5/2, exp(-y))/polylog(3/2, x)
abs(x - y); Max(x, y)/Min(x, y, 2); floor(10*y) + ceiling(10*x); EulerGamma*x + Catalan*GoldenRatio - e/pi
"""
EXPRESSIONS = [text.strip() for line in TYPED.strip().splitlines() for text in line.split(";")]


def truth(expr: Expr, digits: int) -> str:
    enclosure = compile_enclosure(expr)
    point: dict[Expr, Fraction] = {symbol: Fraction(INPUTS[symbol].value) for symbol in expr.free_symbols}
    return decimal_digits(lambda bits: enclosure(point, bits), digits, real_valued=True).real


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_the_digits_are_those_of_the_tree_of_balls(text: str) -> None:
    expr = read_expression(text, NAMES)
    compiled = compile_expression(text, expr, {each: INPUTS[each] for each in sorted(expr.free_symbols, key=str)})
    formula = compiled.formula()
    for digits in (15, 50, 1000):
        expected = truth(expr, digits)
        assert formula.decimal({}, digits).real == expected
        for backend in ("mpmath", "gmpy2"):
            try:
                assert compiled.approximate(backend, {}, digits, fmpq(1)) == expected
            except Unsupported:
                assert backend == "gmpy2"
            except Unsettled:  # mpmath has given a complex number, with rounding errors for an imaginary part
                assert backend == "mpmath"


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_doubles_are_near(text: str) -> None:
    expr = read_expression(text, NAMES)
    expected = float(truth(expr, 20))
    compiled = compile_expression(text, expr, {each: INPUTS[each] for each in sorted(expr.free_symbols, key=str)})
    for backend in ("numpy", "math"):
        try:
            function = compiled.function(backend)
        except Unsupported:
            continue
        assert function() == pytest.approx(expected, rel=2e-14, abs=1e-16)


@pytest.mark.parametrize(
    ("expr", "backend", "name"),
    [
        (sympy.besselj(0, x), "arb", "besselj"),
        (sympy.Integral(sympy.exp(-(y**2)), (y, 0, x)), "arb", "Integral"),
        (sympy.I * x, "arb", "I"),
        (sympy.zeta(x, 2), "arb", "zeta"),
        (sympy.polylog(2, x), "gmpy2", "polylog"),
        (sympy.LambertW(x, -1), "gmpy2", "LambertW"),
        (sympy.zeta(x), "numpy", "zeta"),
        (sympy.loggamma(x), "math", "loggamma"),
    ],
)
def test_what_cannot_be_spelt_is_named(expr: Expr, backend: str, name: str) -> None:
    with pytest.raises(Unsupported, match=rf"is wanted.*\b{name}\b"):
        compile_expression("f", expr, INPUTS).function(backend)


def test_a_symbol_without_a_value_is_named() -> None:
    with pytest.raises(Unsupported, match="a value for z is wanted"):
        compile_expression("f", x + Symbol("z"), INPUTS)


def test_a_backend_that_there_is_not() -> None:
    with pytest.raises(EvaluationError, match="one of arb, mpmath, gmpy2, numpy, math is wanted, found 'fortran'"):
        compile_expression("f", x, INPUTS).function("fortran")


def test_polylogarithms_in_which_mpmath_does_not_end_are_refused() -> None:
    compiled = compile_expression("f", sympy.polylog(Rational(1, 2), x), {x: Input("x", "0.999")})
    with pytest.raises(EvaluationError, match="polylog"):
        compiled.approximate("mpmath", {}, 1000, fmpq(1))
    assert len(compiled.formula().decimal({}, 300).real) > 300


def test_numbers_of_any_length_stand_in_the_code() -> None:
    long = Integer(7) ** 6000
    compiled = compile_expression("f", long * x / 3, {x: Input("x", "1")})
    assert compiled.formula().decimal({}, 20).real == compiled.approximate("mpmath", {}, 20, fmpq(1))
    assert "0x" in compiled.source("arb")
