"""From a SymPy expression to a rigorous enclosure of its value at a point.

An expression is compiled once into a tree of nodes; each call evaluates the tree in Arb ball arithmetic at one point
and one precision, and returns a ball that contains the exact value. Two disjoint balls at one point are therefore a
proof that two expressions differ; agreement is evidence, with a stated bound.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from flint import acb
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from dehsym.balls.compiler import compile_node
from dehsym.balls.environment import Environment
from dehsym.balls.functions import Point, TestFunction, Value
from dehsym.balls.node import Node
from dehsym.domain import exact_text
from dehsym.errors import EvaluationError
from dehsym.nearest import hint
from dehsym.precision import working_precision


@final
@dataclass(frozen=True, slots=True)
class Enclosure:
    """The function point -> ball of one expression.

    >>> from fractions import Fraction
    >>> from sympy import Symbol, sqrt
    >>> x = Symbol("x", positive=True)
    >>> compile_enclosure(sqrt(x))({x: Fraction(9, 4)}, 64) == acb("1.5")
    True
    """

    expr: Expr
    node: Node
    symbols: tuple[Symbol, ...]
    applied: tuple[Expr, ...]

    def __call__(self, point: Point, bits: int) -> acb:
        """Return a ball that contains the value at `point`, computed with `bits` bits.

        It is not finite where the expression has no value, or none that can be enclosed at this precision. The
        precision of the process is the same before and after. Raise `EvaluationError` if the point lacks a symbol or
        an undefined function of the expression, or gives a symbol a value against its assumptions.
        """
        _check(self.symbols, self.applied, point)
        with working_precision(bits):
            return self.node.ball(Environment.at(point), analytic=False)

    def over(self, point: Point, balls: Mapping[Symbol, acb]) -> acb:
        """Return a ball around the values over all of `balls`, finite only if the expression is holomorphic there.

        The working precision is that of the caller.

        >>> from sympy import Symbol, sqrt
        >>> x = Symbol("x")
        >>> compile_enclosure(sqrt(x)).over({}, {x: acb("1 +/- 2")}).is_finite()
        False
        """
        return self.node.ball(_environment(point, balls), analytic=True)

    def around(self, point: Point, balls: Mapping[Symbol, acb]) -> acb:
        """Return a ball around the values over all of `balls`, whether the expression is holomorphic there or not.

        The working precision is that of the caller.

        >>> from sympy import sqrt
        >>> x = Symbol("x")
        >>> bool(compile_enclosure(sqrt(x)).around({}, {x: acb("-4")}) == acb(0, 2))
        True
        """
        return self.node.ball(_environment(point, balls), analytic=False)


def _environment(point: Point, balls: Mapping[Symbol, acb]) -> Environment:
    at = Environment.at({key: value for key, value in point.items() if key not in balls})
    for symbol, ball in balls.items():
        at.values[symbol] = ball
    return at


def check_point(expr: Expr, point: Point, bound: Collection[Symbol] = ()) -> None:
    """Raise `EvaluationError` if `point` lacks a free symbol of `expr` that is not `bound`, or an undefined function.

    >>> check_point(Symbol("x"), {})
    Traceback (most recent call last):
    dehsym.errors.EvaluationError: a value for x is wanted, found none in the point
    """
    _check(_free_symbols(expr, bound), _applied(expr), point)


def _free_symbols(expr: Expr, bound: Collection[Symbol] = ()) -> tuple[Symbol, ...]:
    return tuple(sorted(expr.free_symbols.difference(bound), key=str))


def _applied(expr: Expr) -> tuple[Expr, ...]:
    return tuple(sorted(expr.atoms(AppliedUndef), key=str))


def _check(symbols: Collection[Symbol], applied_functions: Collection[Expr], point: Point) -> None:
    for symbol in symbols:
        if symbol not in point:
            name, known = str(symbol), {str(key) for key in point}
            also = " (it has one of that name with other assumptions)" if name in known else hint(name, known)
            raise EvaluationError(f"a value for {name} is wanted, found none in the point{also}")
        _check_value(symbol, point[symbol])
    functions = _test_functions(point)
    for applied in applied_functions:
        if applied.func not in functions and applied not in point:
            raise EvaluationError(f"a test function for {applied} is wanted, found none in the point")


def _test_functions(point: Point) -> Mapping[type[Expr], TestFunction]:
    """Return the test functions by their names; raise where a point says two things of one function."""
    functions: dict[type[Expr], TestFunction] = {}
    for key, value in point.items():
        if isinstance(value, TestFunction) and functions.setdefault(key.func, value) != value:
            raise EvaluationError(f"one test function for {key.func} is wanted, found two in the point")
    for key, value in point.items():
        if key.func in functions and not isinstance(value, TestFunction):
            raise EvaluationError(f"no number for {key} is wanted beside a test function, found {exact_text(value)}")
    return functions


def _check_value(symbol: Symbol, value: Value) -> None:
    """Raise where a value breaks an assumption: SymPy has used it already, as in sqrt(x^2) = x for positive x."""
    if isinstance(value, TestFunction):
        raise EvaluationError(f"a number for {symbol} is wanted, found a test function")
    real, imaginary = value if isinstance(value, tuple) else (value, Fraction(0))
    wanted = (
        ("real", imaginary != 0 and symbol.is_real),
        ("positive", real <= 0 and symbol.is_positive),
        ("negative", real >= 0 and symbol.is_negative),
        ("integer", real.denominator != 1 and symbol.is_integer),
    )
    for kind, broken in wanted:
        if broken:
            raise EvaluationError(f"a {kind} value for {symbol} is wanted, found {exact_text(value)}")


def compile_enclosure(expr: Expr) -> Enclosure:
    """Compile `expr`, an expression in the functions of this package, for evaluation at points.

    Raise `Unsupported` if it holds something without an enclosure; the message names it.

    >>> from sympy import exp, pi, sqrt
    >>> compile_enclosure(exp(pi * sqrt(163)))({}, 128).real.str(32, radius=False)
    '262537412640768743.99999999999925'
    """
    return Enclosure(expr, compile_node(expr), _free_symbols(expr), _applied(expr))
