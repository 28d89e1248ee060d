"""From SymPy's integrals, sums and products to nodes: every range is brought to one of a few standard forms.

(-oo, oo) is split at 0; (-oo, b] is reflected; a reversed range changes sign; fractional powers of x on [0, ...) become
whole ones by x = u^q. The bound variable is renamed to one that SymPy knows to be real, or positive, where the range
is, so that |x| is recognised as +-x on it; a symbol of the same name outside keeps its own value.
"""

from __future__ import annotations

import sympy
from flint import acb
from sympy import Expr, Symbol, oo

from dehsym.balls.breaks import Cut, CutIntegral, with_switches
from dehsym.balls.decaying import with_half_angles
from dehsym.balls.divergence import DefiniteIntegral, suspects
from dehsym.balls.environment import undefined
from dehsym.balls.finite_sum import FiniteSum
from dehsym.balls.infinite_sum import InfiniteSum, TwoSided
from dehsym.balls.integral import FiniteIntegral, HalfLineIntegral, Integrand
from dehsym.balls.majorant import Compile
from dehsym.balls.multiple import gaussian_over_the_line, separated
from dehsym.balls.node import Constant, Multiple, Node, Total, Unsupported, unsupported
from dehsym.balls.oscillating import oscillating_integral, straightened
from dehsym.balls.removable import regularised, root_of_variable
from dehsym.balls.substitution import fresh, substituted

_INFINITE = (oo, -oo)


def _limits(expr: sympy.Integral, limits: tuple[Expr, ...]) -> tuple[Symbol, Expr, Expr]:
    if len(limits) != 3:
        raise unsupported("an indefinite integral", expr)
    variable, low, high = limits
    assert isinstance(variable, Symbol), variable
    return variable, low, high


def compile_integral(expr: sympy.Integral, compile_node: Compile) -> Node:
    """Return the node of a definite integral; a multiple one is a product of single ones, or iterated."""
    if len(expr.limits) == 1:
        return _integral(expr.function, *_limits(expr, expr.limits[0]), compile_node)
    ranges = [_limits(expr, each) for each in expr.limits]
    parts = separated(expr.function, ranges)
    if parts is None:
        first = gaussian_over_the_line(expr.function, ranges[0])
        if first is not None:
            return compile_node(sympy.Integral(first, *ranges[1:]))
        inner = sympy.Integral(expr.function, *ranges[:-1])
        return _integral(inner, *ranges[-1], compile_node)
    nodes = tuple(_integral(body, *limits, compile_node) for body, limits in parts)
    return Multiple(frozenset[Symbol]().union(*(node.free for node in nodes)), nodes)


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
    if not real:
        if high == oo:
            whole = sympy.Integral(body, (x, low, high))
            raise unsupported("a half line from an end that is not known to be real", whole)
        return _finite(body, bound, low, high, compile_node)
    node = _in_pieces(body, bound, low, high, compile_node)
    ends = compile_node(low), None if high == oo else compile_node(high)
    places = suspects(body, bound, low, high)
    return DefiniteIntegral(node.free, node, body, bound, places, ends, compile_node)


def _in_pieces(body: Expr, x: Symbol, low: Expr, high: Expr, compile_node: Compile) -> Node:
    """Return the integral over a real range, cut where the integrand changes its formula."""
    rewritten, switches = with_switches(body, x)
    if not switches:
        return _plain(body, x, low, high, compile_node)
    taken = rewritten.atoms(Symbol) | {x}
    start = fresh("start", taken, real=True)
    ends = start, fresh("end", taken | {start}, real=True)
    try:
        whole = _plain(body, x, low, high, compile_node)
    except Unsupported:
        whole = Constant(frozenset(), undefined)
    first, second = compile_node(low), None if high == oo else compile_node(high)
    piece = _plain(rewritten, x, *ends, compile_node)
    last = _plain(rewritten, x, start, oo, compile_node) if high == oo else None
    cuts = tuple(Cut.of(switch, compile_node) for switch in switches)
    free = frozenset((body.free_symbols - {x}) | low.free_symbols | (high.free_symbols if second else set()))
    return CutIntegral(free, first, second, cuts, ends, piece, last, whole)


def _plain(body: Expr, x: Symbol, low: Expr, high: Expr, compile_node: Compile) -> Node:
    if high != oo:
        return _finite(body, x, low, high, compile_node)
    moved = straightened(body, x, low)
    if moved is not None:
        body, low = moved
    if body.has(sympy.sin, sympy.cos, sympy.exp):
        corner = fresh("corner", body.atoms(Symbol) | low.atoms(Symbol), positive=True)
        until = _finite(body, x, low, corner, compile_node)
        found = oscillating_integral(body, x, low, until, corner, compile_node)
        if found is not None:
            return found
    return _half_line(body, x, low, compile_node)


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


def _finite(body: Expr, x: Symbol, low: Expr, high: Expr, compile_node: Compile) -> FiniteIntegral:
    before: FiniteIntegral | None = None
    raw = body
    if low == sympy.S.Zero and x.is_positive:
        raw, u, q = _whole_powers(body, x)
        if q > 1:
            before = _prepared(body, x, low, high, compile_node, regularised(body, x), None)
        x, body, high = u, regularised(raw, u), high ** sympy.Rational(1, q)
    return _prepared(raw, x, low, high, compile_node, body, before)


def _prepared(
    raw: Expr, x: Symbol, low: Expr, high: Expr, compile_node: Compile, body: Expr, before: FiniteIntegral | None
) -> FiniteIntegral:
    ends = (low, high) if x.is_real else None
    integrand = Integrand.of(with_half_angles(body, x), x, compile_node)
    start, end = compile_node(low), compile_node(high)
    free = frozenset(integrand.whole.free - {x} | start.free | end.free)
    return FiniteIntegral(free, integrand, raw, start, end, ends, compile_node, before)


def _half_line(body: Expr, x: Symbol, low: Expr, compile_node: Compile) -> Node:
    if low == sympy.S.Zero:
        body, x, _ = _whole_powers(body, x)
    return HalfLineIntegral.of(body, x, low, compile_node, low)


def compile_sum(expr: sympy.Sum | sympy.Product, compile_node: Compile) -> Node:
    """Return the node of a sum or product; of a multiple one, whose last index is the outermost, as of nested ones."""
    product = isinstance(expr, sympy.Product)
    head, kind = (sympy.Product, "product") if product else (sympy.Sum, "sum")
    *inner, (index, low, high) = [_indexed(limits, kind, expr) for limits in expr.limits]
    body = head(expr.function, *inner) if inner else expr.function
    if low == oo or high == -oo:
        raise unsupported(f"a {kind} that begins at infinity", expr)
    if low == -oo and high == oo:
        return TwoSided.of(body, index, product, compile_node)
    if low == -oo:
        return InfiniteSum.of(substituted(body, index, -index), index, -high, product, compile_node)
    if high == oo:
        return InfiniteSum.of(body, index, low, product, compile_node)
    term, start, end = compile_node(body), compile_node(low), compile_node(high)
    free = frozenset(term.free - {index} | start.free | end.free)
    return FiniteSum(free, index, term, start, end, product)


def _indexed(limits: tuple[Expr, ...], kind: str, expr: Expr) -> tuple[Symbol, Expr, Expr]:
    if len(limits) != 3:
        raise unsupported(f"an indefinite {kind}", expr)
    index, low, high = limits
    assert isinstance(index, Symbol), index
    return index, low, high
