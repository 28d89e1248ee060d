"""From a SymPy expression to the tree of nodes that evaluates it: one builder for each kind of expression.

What is not listed is refused by name. Floats are refused too: a decimal such as 0.1 in binary is another number than
the one that was meant, and an enclosure of it would prove nothing about that one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import sympy
from flint import acb, arb, fmpq
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef
from sympy.core.numbers import ComplexInfinity, Infinity, NaN, NegativeInfinity

from dehsym.balls.derivative import At, DerivativeNode
from dehsym.balls.elementary import ELEMENTARY
from dehsym.balls.environment import undefined
from dehsym.balls.index_functions import INDEX_HEADS
from dehsym.balls.limit import compile_limit
from dehsym.balls.logarithmic_series import LOGARITHMIC
from dehsym.balls.node import (
    Application,
    Apply,
    Constant,
    GeneralPower,
    Head,
    Multiple,
    Node,
    Power,
    Total,
    Unsupported,
    Variable,
    unsupported,
)
from dehsym.balls.number_sequences import SEQUENCES
from dehsym.balls.orthogonal import ORTHOGONAL
from dehsym.balls.piecewise import compile_piecewise
from dehsym.balls.ranges import compile_integral, compile_sum
from dehsym.balls.special import SPECIAL, hypergeometric
from dehsym.balls.special_integrals import SPECIAL_INTEGRALS, TWO_ZERO
from dehsym.balls.unique_root import compile_unique_root
from dehsym.balls.without_value import WithoutValue, compile_without_value
from dehsym.heads import UniqueRoot

HEADS: Mapping[type[Expr], Head] = MappingProxyType(
    {**ELEMENTARY, **SPECIAL, **ORTHOGONAL, **SEQUENCES, **SPECIAL_INTEGRALS, **LOGARITHMIC, **INDEX_HEADS}
)
"""Every function that has an enclosure, by its SymPy class."""

_CONSTANTS: Mapping[Expr, Callable[[], acb]] = MappingProxyType(
    {
        sympy.pi: acb.pi,
        sympy.E: lambda: acb(arb.const_e()),
        sympy.I: lambda: acb(0, 1),
        sympy.EulerGamma: lambda: acb(arb.const_euler()),
        sympy.Catalan: lambda: acb(arb.const_catalan()),
        sympy.GoldenRatio: lambda: (1 + acb(5).sqrt()) / 2,
    }
)

LARGEST_ROOT = 64


def compile_node(expr: Expr) -> Node:
    """Return the node of an expression; raise `Unsupported` with the name of what has no enclosure.

    >>> sorted(map(str, compile_node(sympy.sin(Symbol("x")) + Symbol("y")).free))
    ['x', 'y']
    """
    head = HEADS.get(expr.func)
    if head is not None:
        return _apply(head, expr.args, expr.func.__name__)
    if expr in _CONSTANTS:
        return Constant(frozenset(), _CONSTANTS[expr])
    for kinds, build in _BUILDERS:
        if isinstance(expr, kinds):
            return build(expr)
    raise unsupported(expr.func.__name__, expr)


def _apply(head: Head, arguments: tuple[Expr, ...], name: str) -> Node:
    nodes = tuple(compile_node(argument) for argument in arguments)
    return Apply(_free(*nodes), head, nodes, all(bool(argument.is_real) for argument in arguments), name)


def _free(*nodes: Node) -> frozenset[Symbol]:
    return frozenset[Symbol]().union(*(node.free for node in nodes))


def _number(expr: Expr) -> Node:
    assert isinstance(expr, sympy.Rational), expr
    value = fmpq(expr.p, expr.q)
    return Constant(frozenset(), lambda: acb(arb(value)), value)


def _nothing(_: Expr) -> Node:
    return Constant(frozenset(), undefined)


def _float(expr: Expr) -> Node:
    raise Unsupported(f"exact numbers are wanted, found {expr} as a float")


def _symbol(expr: Expr) -> Node:
    return Variable(frozenset(expr.free_symbols), expr)


def _sum_of_terms(expr: Expr) -> Node:
    nodes = tuple(compile_node(term) for term in expr.args)
    return Total(_free(*nodes), nodes)


def _product_of_factors(expr: Expr) -> Node:
    nodes = tuple(compile_node(factor) for factor in expr.args)
    return Multiple(_free(*nodes), nodes)


def _power(expr: Expr) -> Node:
    base, exponent = expr.as_base_exp()
    if base == sympy.E:
        return _apply(HEADS[sympy.exp], (exponent,), "exp")
    node = compile_node(base)
    if isinstance(exponent, sympy.Rational) and exponent.q <= LARGEST_ROOT:
        return Power(node.free, node, exponent.p, exponent.q, bool(base.is_real))
    other = compile_node(exponent)
    return GeneralPower(_free(node, other), node, other)


def _application(expr: Expr) -> Node:
    argument = compile_node(expr.args[0]) if len(expr.args) == 1 else None
    return Application(frozenset(expr.free_symbols), expr, argument)


def _hypergeometric(expr: Expr) -> Node:
    upper, lower, argument = expr.args
    p, q = len(upper.args), len(lower.args)
    if p > q + 1 and (p, q) != (2, 0):
        raise unsupported("a hypergeometric series that converges nowhere, hyper with p > q + 1,", expr)
    head = TWO_ZERO if (p, q) == (2, 0) else hypergeometric(p, q)
    return _apply(head, (*upper.args, *lower.args, argument), "hyper")


def _piecewise(expr: Expr) -> Node:
    return compile_piecewise(expr, compile_node)


def _limit(expr: Expr) -> Node:
    return compile_limit(expr, compile_node)


def _unique_root(expr: Expr) -> Node:
    return compile_unique_root(expr, compile_node)


def _derivative(expr: Expr) -> Node:
    body = compile_node(expr.args[0])
    orders: dict[Symbol, int] = {}
    for pair in expr.args[1:]:
        variable, order = pair.args
        if not isinstance(variable, Symbol) or not isinstance(order, sympy.Integer):
            raise unsupported("Derivative but by a symbol and to an order in digits", expr)
        orders[variable] = orders.get(variable, 0) + int(order)
    return DerivativeNode(body.free | set(orders), body, tuple(orders), tuple(orders.values()))


def _at(expr: Expr) -> Node:
    body, variables, places = expr.args
    nodes = tuple(compile_node(place) for place in places.args)
    symbols = tuple(variable for variable in variables.args if isinstance(variable, Symbol))
    if len(symbols) != len(nodes):
        raise unsupported("Subs of something other than a symbol", expr)
    inner = compile_node(body)
    return At(frozenset(inner.free - set(symbols)) | _free(*nodes), inner, symbols, nodes)


def _integral(expr: Expr) -> Node:
    assert isinstance(expr, sympy.Integral), expr
    return compile_integral(expr, compile_node)


def _sum(expr: Expr) -> Node:
    assert isinstance(expr, sympy.Sum | sympy.Product), expr
    return compile_sum(expr, compile_node)


_Kinds = type[Expr] | tuple[type[Expr], ...]
_BUILDERS: tuple[tuple[_Kinds, Callable[[Expr], Node]], ...] = (
    (sympy.Float, _float),
    (WithoutValue, compile_without_value),
    (sympy.Rational, _number),
    ((Infinity, NegativeInfinity, ComplexInfinity, NaN), _nothing),
    (sympy.Symbol, _symbol),
    (sympy.Add, _sum_of_terms),
    (sympy.Mul, _product_of_factors),
    (sympy.Pow, _power),
    (AppliedUndef, _application),
    (sympy.hyper, _hypergeometric),
    (sympy.Piecewise, _piecewise),
    (sympy.Limit, _limit),
    (UniqueRoot, _unique_root),
    (sympy.Derivative, _derivative),
    (sympy.Subs, _at),
    (sympy.Integral, _integral),
    ((sympy.Sum, sympy.Product), _sum),
)
