"""Taylor arithmetic against SymPy's differentiation: two roads to the same derivative."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from sympy import Derivative, Expr, Function, Integer, Integral, Rational, Symbol, exp, log, oo, pi, sqrt

from dehsym.balls import Point, TestFunction, compile_enclosure
from dehsym.errors import EvaluationError
from tests.balls.agreement import agree

x, y, r = Symbol("x"), Symbol("y"), Symbol("r", real=True)
a = Symbol("a", positive=True)
F = Function("F")
POLYNOMIAL = TestFunction(Fraction(1, 2), (Fraction(3), Fraction(-1, 2), Fraction(5, 4), Fraction(7)))


def unevaluated(expr: Expr, *variables: Symbol) -> Expr:
    return Derivative(expr, *variables, evaluate=False)


BODIES: list[Expr] = [
    x**5 - 3 / x + sqrt(x) + x ** Rational(2, 3),
    x**x,
    exp(-(x**2)) * log(1 + x),
    sympy.sin(x) * sympy.cos(2 * x) / sympy.tan(x),
    sympy.cot(x) + sympy.sec(x) + sympy.csc(x),
    sympy.sinh(x) + sympy.cosh(x) * sympy.tanh(x) - sympy.coth(x),
    sympy.sech(x) * sympy.csch(x),
    sympy.asin(x) + sympy.acos(x / 2) * sympy.atan(x),
    sympy.asinh(x) + sympy.acosh(1 + x) + sympy.atanh(x),
    sympy.acot(x) + sympy.asec(3 + x) + sympy.acsc(3 + x) + sympy.acoth(3 + x) + sympy.acsch(x),
    sympy.gamma(x) + sympy.loggamma(x) * sympy.factorial(x),
    sympy.polygamma(1, x) * sympy.beta(x, 2),
    sympy.erf(x) + sympy.erfc(x) ** 2 + sympy.erfi(x),
    sympy.Ei(x) + sympy.Si(x) + sympy.Ci(x) + sympy.Shi(x) + sympy.Chi(x) + sympy.li(2 + x),
    sympy.polylog(Rational(5, 2), x),
    sympy.zeta(2, x) + sympy.expint(2, x) + sympy.uppergamma(2, x) - sympy.lowergamma(Rational(1, 2), x),
    sympy.LambertW(x) + sympy.besselj(1, x) * sympy.besselk(0, x),
    sympy.airyai(x) + sympy.airybiprime(x) * sympy.elliptic_k(x),
    sympy.hyper((Integer(1), Rational(1, 2)), (Rational(3, 2),), x),
    1 / (exp(x) / (1 + x) - 1),
]


@pytest.mark.parametrize("body", BODIES, ids=str)
@pytest.mark.parametrize("order", [1, 3])
def test_one_variable(body: Expr, order: int) -> None:
    for value in (Fraction(5, 8), (Fraction(1, 4), Fraction(3, 8))):
        agree(unevaluated(body, *[x] * order), body.diff((x, order)), {x: value})


@pytest.mark.parametrize("body", [x**5 * y**3, exp(x**2 * y), sympy.sin(x + y**2) / x, sympy.gamma(x) ** y], ids=str)
def test_several_variables(body: Expr) -> None:
    point: Point = {x: Fraction(3, 4), y: Fraction(-5, 8)}
    agree(unevaluated(body, x, y), body.diff(x, y), point)
    agree(unevaluated(body, x, x, y, y), body.diff(x, x, y, y), point)


def test_nested_derivatives() -> None:
    point: Point = {x: Fraction(3, 4), y: Fraction(-5, 8)}
    inner = exp(x**2 * y)
    agree(unevaluated(x * unevaluated(inner, x), x), (x * inner.diff(x)).diff(x), point)
    agree(unevaluated(y * unevaluated(inner, x), y), (y * inner.diff(x)).diff(y), point)
    agree(unevaluated(unevaluated(inner, x) ** 2, x, y), (inner.diff(x) ** 2).diff(x, y), point)


def test_undefined_functions_are_differentiated_through_their_test_functions() -> None:
    point: Point = {x: Fraction(3, 4), F(x): POLYNOMIAL}
    distance = x - Rational(1, 2)
    explicit = 3 - distance / 2 + Rational(5, 4) * distance**2 + 7 * distance**3
    agree(unevaluated(F(x) ** 2, x), (explicit**2).diff(x), point)
    agree(F(x**2).diff(x, x), explicit.xreplace({x: x**2}).diff(x, x), point)  # SymPy writes this one with Subs
    agree(unevaluated(F(2 * x), x), explicit.xreplace({x: 2 * x}).diff(x), point)
    agree(unevaluated(F(x).diff(x) * x, x), (explicit.diff(x) * x).diff(x), point)


def test_a_number_for_a_function_has_no_derivative() -> None:
    with pytest.raises(EvaluationError, match=r"a test function for F\(x\)"):
        compile_enclosure(unevaluated(F(x), x))({x: Fraction(1), F(x): Fraction(2)}, 64)


def test_a_real_variable_may_move_along_a_cut_and_none_may_cross_one() -> None:
    agree(unevaluated(log(x), x), 1 / x, {x: Fraction(-2)})
    agree(unevaluated(sympy.asin(x), x), 1 / sqrt(1 - x**2), {x: Fraction(2)})
    agree(unevaluated(sympy.acosh(x), x), 1 / (sqrt(x - 1) * sqrt(x + 1)), {x: Fraction(-2)})
    crossing = unevaluated(log(sympy.I * x - 1), x)
    assert not compile_enclosure(crossing)({x: Fraction(0)}, 100).is_finite()


def test_moduli_are_differentiated_for_real_variables_only() -> None:
    agree(unevaluated(sympy.Abs(r**3), r), -3 * r**2, {r: Fraction(-2)})
    agree(unevaluated(sympy.Abs(1 + sympy.I * r), r), r / sqrt(1 + r**2), {r: Fraction(-2)})
    agree(unevaluated(sympy.arg(1 + sympy.I * r), r), 1 / (1 + r**2), {r: Fraction(2)})
    agree(unevaluated(sympy.sign(1 + sympy.I * r), r), (sympy.I - r) / (1 + r**2) ** Rational(3, 2), {r: Fraction(2)})
    assert not compile_enclosure(unevaluated(sympy.Abs(r), r))({r: Fraction(0)}, 64).is_finite()
    assert not compile_enclosure(unevaluated(sympy.Abs(x), x))({x: Fraction(2)}, 64).is_finite()
    assert not compile_enclosure(unevaluated(sympy.conjugate(x), x))({x: Fraction(2)}, 64).is_finite()


def test_integrals_are_differentiated_under_the_sign_and_at_their_ends() -> None:
    at: Point = {a: Fraction(3, 4)}
    agree(unevaluated(Integral(exp(-a * x**2), (x, 0, oo)), a), -sqrt(pi) / 4 * a ** Rational(-3, 2), at)
    agree(unevaluated(Integral(1 / (x**2 + a**2), (x, 0, oo)), a, a), pi / a**3, at)
    agree(unevaluated(Integral(sympy.sin(a * x) / x, (x, 1, a)), a), 2 * sympy.sin(a**2) / a - sympy.sin(a) / a, at)
    bose = Integral(sqrt(x) / (exp(x) / a - 1), (x, 0, oo))
    agree(unevaluated(bose, a), sqrt(pi) / 2 * sympy.polylog(Rational(1, 2), a) / a, at)
    agree(unevaluated(Integral(exp(x**2), (x, 0, a)), a, a), 2 * a * exp(a**2), at)


def test_the_real_bound_of_a_sine_is_not_used_off_the_real_axis() -> None:
    integral = Integral(exp(-x) * sympy.sin(a * x), (x, 0, oo))
    agree(unevaluated(integral, a), (1 - a**2) / (1 + a**2) ** 2, {a: Fraction(3, 4)})


def test_sums_and_products_are_differentiated_term_by_term() -> None:
    k = Symbol("k", integer=True)
    at: Point = {x: Fraction(3, 4)}
    agree(unevaluated(sympy.Sum(x**k, (k, 0, 5)), x), sum((j * x ** (j - 1) for j in range(1, 6)), start=0 * x), at)
    agree(unevaluated(sympy.Product(x + k, (k, 1, 3)), x), ((x + 1) * (x + 2) * (x + 3)).diff(x), at)


v = Symbol("v", real=True)
ALONG_CUTS: list[tuple[Expr, Expr, Fraction]] = [
    (sympy.LambertW(v, -1), sympy.LambertW(v, -1) / (v * (1 + sympy.LambertW(v, -1))), Fraction(-1, 8)),
    (sympy.LambertW(v), sympy.LambertW(v) / (v * (1 + sympy.LambertW(v))), Fraction(-2)),
    (sympy.polylog(2, v), sympy.polylog(1, v) / v, Fraction(3)),
    (sympy.lerchphi(v, 2, 1), (sympy.lerchphi(v, 1, 1) - sympy.lerchphi(v, 2, 1)) / v, Fraction(3)),
    (sympy.zeta(Rational(3, 2), v), -3 * sympy.zeta(Rational(5, 2), v) / 2, Fraction(-1, 4)),
    (sympy.bessely(0, v), -sympy.bessely(1, v), Fraction(-3, 2)),
    (sympy.besselk(0, v), -sympy.besselk(1, v), Fraction(-3, 2)),
    (sympy.expint(1, v), -exp(-v) / v, Fraction(-3, 2)),
    (sympy.uppergamma(0, v), -exp(-v) / v, Fraction(-3, 2)),
    (sympy.elliptic_k(v), sympy.elliptic_e(v) / (2 * v * (1 - v)) - sympy.elliptic_k(v) / (2 * v), Fraction(3)),
    (sympy.elliptic_e(v), (sympy.elliptic_e(v) - sympy.elliptic_k(v)) / (2 * v), Fraction(3)),
    (
        sympy.hyper((Integer(1), Integer(2)), (Integer(3),), v),
        2 * sympy.hyper((Integer(2), Integer(3)), (Integer(4),), v) / 3,
        Fraction(3),
    ),
]


@pytest.mark.parametrize(("body", "slope", "place"), ALONG_CUTS, ids=[str(row[0]) for row in ALONG_CUTS])
def test_special_functions_are_differentiated_along_their_cuts(body: Expr, slope: Expr, place: Fraction) -> None:
    agree(unevaluated(body, v), slope, {v: place})
    agree(unevaluated(body, v, v), unevaluated(slope, v), {v: place})
