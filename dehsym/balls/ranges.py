"""From SymPy's integrals, sums and products to nodes: every range is brought to one of a few standard forms.

(-oo, oo) is split at 0; (-oo, b] is reflected; a reversed range changes sign; fractional powers of x on [0, ...) become
whole ones by x = u^q. The bound variable is renamed to one that SymPy knows to be real, or positive, where the range
is, so that |x| is recognised as +-x on it; a symbol of the same name outside keeps its own value.
"""

from __future__ import annotations

import sympy
from flint import acb
from sympy import Expr, Symbol, oo

from dehsym.balls.finite_sum import FiniteSum
from dehsym.balls.integral import FiniteIntegral, HalfLineIntegral, Integrand
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Constant, Multiple, Node, Total, unsupported
from dehsym.balls.removable import regularised, root_of_variable
from dehsym.balls.substitution import fresh, substituted

_INFINITE = (oo, -oo)


def _range(expr: sympy.Integral | sympy.Sum | sympy.Product, kind: str) -> tuple[Symbol, Expr, Expr]:
    if len(expr.limits) != 1:
        raise unsupported(f"a multiple {kind}", expr)
    if len(expr.limits[0]) != 3:
        raise unsupported(f"an indefinite {kind}", expr)
    variable, low, high = expr.limits[0]
    assert isinstance(variable, Symbol), variable
    return variable, low, high


def compile_integral(expr: sympy.Integral, compile_node: Compile) -> Node:
    """Return the node of a single definite integral."""
    variable, low, high = _range(expr, "integral")
    return _integral(expr.function, variable, low, high, compile_node)


def _integral(body: Expr, x: Symbol, low: Expr, high: Expr, compile_node: Compile) -> Node:
    if low == oo or high == -oo:
        return _negative(_integral(body, x, high, low, compile_node))
    if low == -oo:
        mirrored = substituted(body, x, -x)
        if high != oo:
            return _integral(mirrored, x, -high, oo, compile_node)
        halves = [_integral(half, x, sympy.S.Zero, oo, compile_node) for half in (mirrored, body)]
        return Total(frozenset[Symbol]().union(*(half.free for half in halves)), tuple(halves))
    real = all(end in _INFINITE or bool(end.is_real) for end in (low, high))
    positive = all(end in (0, oo) or bool(end.is_positive) for end in (low, high))
    taken = (body.atoms(Symbol) | low.atoms(Symbol) | high.atoms(Symbol)) - {x}
    bound = fresh(x.name, taken, real=real, positive=positive)
    body = substituted(body, x, bound)
    if high != oo:
        return _finite(body, bound, low, high, compile_node)
    if not real:
        raise unsupported("a half line from an end that is not known to be real", sympy.Integral(body, (x, low, high)))
    return _half_line(body, bound, low, compile_node)


def _negative(node: Node) -> Node:
    minus_one = Constant(frozenset(), lambda: acb(-1))
    return Multiple(node.free, (minus_one, node))


def _whole_powers(body: Expr, x: Symbol) -> tuple[Expr, Symbol, int]:
    """Return the body under x = u^q, so that it holds no fractional powers of u."""
    q = root_of_variable(body, x)
    if q == 1:
        return body, x, 1
    u = fresh("u", body.atoms(Symbol), positive=True)
    return substituted(body, x, u**q) * q * u ** (q - 1), u, q


def _finite(body: Expr, x: Symbol, low: Expr, high: Expr, compile_node: Compile) -> Node:
    if low == sympy.S.Zero and x.is_positive:
        body, x, q = _whole_powers(body, x)
        body, high = regularised(body, x), high ** sympy.Rational(1, q)
    ends = (low, high) if x.is_real else None
    integrand, start, end = Integrand.of(body, x, compile_node), compile_node(low), compile_node(high)
    free = frozenset(integrand.whole.free - {x} | start.free | end.free)
    return FiniteIntegral(free, integrand, start, end, ends, compile_node)


def _half_line(body: Expr, x: Symbol, low: Expr, compile_node: Compile) -> Node:
    if low == sympy.S.Zero:
        body, x, _ = _whole_powers(body, x)
    return HalfLineIntegral.of(body, x, low, compile_node, low)


def compile_sum(expr: sympy.Sum | sympy.Product, compile_node: Compile) -> Node:
    """Return the node of a single sum or product over a finite range."""
    kind = "product" if isinstance(expr, sympy.Product) else "sum"
    index, low, high = _range(expr, kind)
    if {low, high} & set(_INFINITE):
        raise unsupported(f"an infinite {kind}", expr)
    body, start, end = compile_node(expr.function), compile_node(low), compile_node(high)
    free = frozenset(body.free - {index} | start.free | end.free)
    return FiniteSum(free, index, body, start, end, kind == "product")
