"""Random expressions: whatever compiled code encloses is what the tree of balls encloses, on every backend."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

import sympy
from flint import arb, fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from dehsym.balls import NoValue, compile_enclosure
from dehsym.compile import Unsupported, compile_expression
from dehsym.numeric.inputs import Input, Range
from dehsym.precision import working_precision
from dehsym.symbolic import rational

x = Symbol("x", real=True)
p, q = Symbol("p", positive=True), Symbol("q", positive=True)
BITS = 160
MOST_BITS = 20_000

numbers = st.fractions(-4, 4, max_denominator=12).map(rational)
leaves: st.SearchStrategy[Expr] = st.one_of(st.sampled_from([x, p, q, sympy.pi, sympy.E]), numbers)
unary: list[Callable[[Expr], Expr]] = [
    *(sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.atan, sympy.sinh, sympy.cosh, sympy.tanh, sympy.asinh),
    *(sympy.gamma, sympy.erf, sympy.sqrt, sympy.cbrt, sympy.Abs, sympy.LambertW, sympy.zeta),
    lambda e: 1 / e,
    lambda e: 1 - sympy.exp(e),
    lambda e: sympy.exp(e) - 1 + e,
    lambda e: e ** Rational(-3, 2),
    lambda e: e**7,
]


def raised(base: Expr, power: Expr) -> Expr:
    """The power, unless SymPy would write out a number of many digits while it builds it, as 2^(2^49)."""
    return base * power if isinstance(power, Rational) and abs(power.p) > 50 * power.q else base**power


binary: list[Callable[[Expr, Expr], Expr]] = [
    *(lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b),
    lambda a, b: sympy.sqrt(a * b) * b ** Rational(3, 2),
    raised,
]


def grown(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    one = st.tuples(st.sampled_from(unary), parts).map(lambda pair: pair[0](pair[1]))
    two = st.tuples(st.sampled_from(binary), parts, parts).map(lambda triple: triple[0](triple[1], triple[2]))
    return st.one_of(one, two)


expressions = st.recursive(leaves, grown, max_leaves=8)
anywhere = st.fractions(-5, 5, max_denominator=50)
above_zero = st.fractions(Fraction(1, 50), 20, max_denominator=50)


@settings(max_examples=300, deadline=None)
@given(expressions, anywhere, above_zero, above_zero)
def test_both_enclosures_hold_the_value(expr: Expr, at_x: Fraction, at_p: Fraction, at_q: Fraction) -> None:
    assume(not expr.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I) and len(str(expr)) < 300)
    point: dict[Expr, Fraction] = {x: at_x, p: at_p, q: at_q}
    inputs = {symbol: Input(symbol.name, str(point[symbol]), "", Range()) for symbol in (x, p, q)}
    try:
        formula = compile_expression("f", expr, inputs).formula()
    except Unsupported:
        return
    arguments = [fmpq(value.numerator, value.denominator) for value in point.values()]
    with working_precision(BITS):
        found = formula.prepared(BITS)(*map(arb, arguments))
    if not found.is_finite():
        return
    try:
        truth = compile_enclosure(expr)({s: v for s, v in point.items() if s in expr.free_symbols}, BITS)
    except NoValue:
        raise AssertionError(f"{expr} has no value, found {found}") from None
    if truth.is_finite():
        assert truth.imag.contains(0), (expr, point)
        assert found.overlaps(truth.real), (expr, point)


def exact(expr: Expr, at: dict[Expr, Fraction]) -> Fraction | None:
    """The value of sums, products and whole powers of rational numbers; none for others, or if it has many digits."""
    if expr in at:
        return at[expr]
    if isinstance(expr, Rational):
        return Fraction(expr.p, expr.q)
    if not isinstance(expr, Add | Mul | Pow):
        return None
    parts = [exact(part, at) for part in expr.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if not isinstance(expr, Pow):
        return sum(known, Fraction(0)) if isinstance(expr, Add) else prod(known, start=Fraction(1))
    base, power = known
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    if power.denominator != 1 or abs(power) * bits > MOST_BITS or (power < 0 and not base):
        return None
    return base**power.numerator


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.sampled_from([x, p, Integer(2), Rational(3, 7)]), grown, max_leaves=6), above_zero, above_zero)
def test_rational_formulas_are_exact(expr: Expr, at_x: Fraction, at_p: Fraction) -> None:
    value = exact(expr, {x: at_x, p: at_p})
    if value is None:
        return
    inputs = {x: Input("x", str(at_x)), p: Input("p", str(at_p))}
    try:
        formula = compile_expression("f", expr, inputs).formula()
    except Unsupported:
        return
    if formula.leaves is None:
        return
    found = formula.decimal({}, 60)
    assert found.radius == "0"
    assert abs(Fraction(found.real) - value) <= abs(value) / 10**59
