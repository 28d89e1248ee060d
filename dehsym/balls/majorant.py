"""From an expression to its growth: which rule of `tail` majorises which part of an integrand.

Powers of x, exponentials of polynomials in x, and what is built from them by sums, products and powers are followed
exactly. Circular and hyperbolic functions are read as exponentials. Any other function is enclosed on the ball of all
values of its arguments, which serves where those stay bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import mul
from types import MappingProxyType

import sympy
from flint import acb, arb
from sympy import Expr, I, Symbol

from dehsym.balls.environment import disc, exact_integer
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.half_line import Compile, HalfLine, Majorant
from dehsym.balls.index_functions import index_majorant
from dehsym.balls.node import Apply, unsupported
from dehsym.balls.regions import off_negative_axis
from dehsym.balls.substitution import fresh
from dehsym.balls.tail import Growth, Scale, logarithm_beside_one, sum_of
from dehsym.balls.truth import compile_condition

_UNIT_INTERVAL = arb(0.5, 0.5)  # [0, 1]; both halves are exact
_EIGHTH = acb(1) / 8  # exact
_BOUNDS: Mapping[type[Expr], int] = MappingProxyType(
    {sympy.sin: 1, sympy.cos: 1, sympy.erf: 1, sympy.atan: 2, sympy.Si: 2, sympy.airyai: 1}
)
"""Upper bounds of |f| on the real line: DLMF 4.18, 7.2, 4.23, 6.16.1 and 9.9: max Si = 1.85194, max Ai = 0.5357."""


def compile_majorant(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """Return the growth of `expr` as a function of x on [N, oo), N >= 1, given the values of the other symbols."""
    if not expr.has(x):
        node = compile_node(expr)
        return lambda on: Growth.constant(node.ball(on.at, on.analytic))
    if expr == x:
        return lambda _: Growth(Scale(acb(1)), acb(1))
    special = decaying_function(expr, x, compile_node)
    special = special or index_majorant(expr, x, compile_node, compile_majorant)
    if special is not None:
        return special
    if _bound_on_reals(expr) is not None:
        return _bounded_on_reals(expr, x, compile_node)
    rewritten = _as_exponentials(expr)
    if rewritten is not None:
        return compile_majorant(rewritten, x, compile_node)
    if isinstance(expr, sympy.Add):
        terms = [compile_majorant(term, x, compile_node) for term in expr.args]
        return lambda on: sum_of([term(on) for term in terms], on.start)
    if isinstance(expr, sympy.Mul):
        factors = [compile_majorant(factor, x, compile_node) for factor in expr.args]
        return lambda on: reduce(mul, [factor(on) for factor in factors])
    if isinstance(expr, sympy.exp):
        return _exponential(expr.args[0], x, compile_node)
    if isinstance(expr, sympy.Pow):
        return _power(expr, x, compile_node)
    if isinstance(expr, sympy.log):
        return _logarithm(expr, x, compile_node)
    if isinstance(expr, sympy.Piecewise):
        return _piecewise(expr, x, compile_node)
    return _bounded(expr, x, compile_node)


def _piecewise(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """The branch whose condition holds, for conditions on the other symbols alone."""
    branches = [(pair.args[0], pair.args[1]) for pair in expr.args]
    if any(x in condition.free_symbols for _, condition in branches):
        raise unsupported("an integrand that changes its formula on a half line,", expr)
    compiled = [(compile_majorant(f, x, compile_node), compile_condition(c, compile_node)) for f, c in branches]

    def growth(on: HalfLine) -> Growth:
        for majorant, condition in compiled:
            holds = condition.truth(on.at, on.analytic)
            if holds is not False:
                return majorant(on) if holds else Growth.unknown()
        return Growth.unknown()

    return growth


def decaying_function(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant | None:
    """Return the majorant of a special function of c x^m > 0 that decays like an exponential; None for any other.

    exp(u) K_v(u) and exp(u) E_p(u) decrease for u > 0, as their integral representations show (DLMF 10.32.9, 8.19.3),
    the former of which also has |K_v(u)| <= K_(Re v)(u);
    Gamma(s, u) = u^s E_(1-s)(u); 0 < erfc(u) <= exp(-u^2) for u >= 0 (DLMF 7.8.1).
    """
    if isinstance(expr, sympy.LambertW | sympy.airyai | sympy.besselj):
        return _BOUNDED_BY[expr.func](expr, x, compile_node)
    if not isinstance(expr, sympy.erfc | sympy.besselk | sympy.expint | sympy.uppergamma):
        return None
    order, u = expr.args[0], expr.args[-1]
    coefficient, part = coefficient_and_part(u, x)
    base, power = part.as_base_exp()
    if base != x or not power.is_positive or not coefficient.is_positive or x in power.free_symbols:
        return None
    regular = _bounded(expr, x, compile_node)
    if isinstance(expr, sympy.erfc):
        square = compile_majorant(sympy.exp(-(u**2)), x, compile_node)
        return lambda on: regular(on) if on.analytic else square(on) * Growth.constant(acb(_UNIT_INTERVAL))
    if x in order.free_symbols or not (order.is_real or isinstance(expr, sympy.besselk)):
        return None
    if isinstance(expr, sympy.besselk):
        expr = sympy.besselk(sympy.re(order), u)
    front = u**order if isinstance(expr, sympy.uppergamma) else sympy.S.One
    if isinstance(expr, sympy.uppergamma):
        expr = sympy.expint(1 - order, u, evaluate=False)
    mark = fresh("start", expr.atoms(Symbol), positive=True)
    first = compile_node((sympy.exp(u) * expr).xreplace({x: mark}))
    decay = compile_majorant(front * sympy.exp(-u), x, compile_node)

    def growth(on: HalfLine) -> Growth:
        if on.analytic:
            return regular(on)
        inner = on.at.binding(mark)
        inner.values[mark] = acb(on.start)
        largest = arb(first.ball(inner, False).real.abs_upper())
        return decay(on) * Growth.constant(acb(largest * _UNIT_INTERVAL) if order.is_real else disc(largest))

    return growth


def _lambert(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant | None:
    """0 <= W(u) <= log(1 + u) for u >= 0: with w = W(u), u = w exp(w) >= exp(w) - 1."""
    if len(expr.args) != 1 or not _is_positive(expr.args[0], x):
        return None
    return _below(sympy.log(1 + expr.args[0]), acb(_UNIT_INTERVAL), expr, x, compile_node)


def _airy(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant | None:
    """0 < Ai(u) <= exp(-2/3 u^(3/2))/(2 sqrt(pi) u^(1/4)) for u > 0 (DLMF 9.7.5 with 9.7(iii)), and 3 < 2 sqrt(pi)."""
    u = expr.args[0]
    if not _is_positive(u, x):
        return None
    bound = sympy.exp(-2 * u ** sympy.Rational(3, 2) / 3) / (3 * u ** sympy.Rational(1, 4))
    return _below(bound, acb(_UNIT_INTERVAL), expr, x, compile_node)


def _bessel(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant | None:
    """|J_v(u)| <= 1 + 2 (v + 1)/u for u > 0, v > -1: by 10.6.1 J_v = 2 (v + 1)/u J_(v+1) - J_(v+2), and 10.14.1."""
    v, u = expr.args
    if x in v.free_symbols or not v.is_real or not _is_positive(u, x) or v.is_integer:
        return None
    order, bound = compile_node(v), _below(1 + 2 * (v + 1) / u, acb(arb(0, 1)), expr, x, compile_node)
    return lambda on: bound(on) if order.ball(on.at, on.analytic).real > -1 else Growth.unknown()


_BOUNDED_BY: Mapping[type[Expr], Callable[[Expr, Symbol, Compile], Majorant | None]] = MappingProxyType(
    {sympy.LambertW: _lambert, sympy.airyai: _airy, sympy.besselj: _bessel}
)


def _is_positive(u: Expr, x: Symbol) -> bool:
    """Whether u > 0 for all x > 0."""
    return bool(u.xreplace({x: fresh(x.name, u.atoms(Symbol), positive=True)}).is_positive)


def _below(bound: Expr, factor: acb, expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """A function that is `bound` times values in `factor`, for real values of the symbols."""
    above, regular = compile_majorant(bound, x, compile_node), _bounded(expr, x, compile_node)
    return lambda on: regular(on) if on.analytic else above(on) * Growth.constant(factor)


def _as_exponentials(expr: Expr) -> Expr | None:
    """Circular and hyperbolic functions by DLMF 4.14 and 4.28; None for anything else."""
    if isinstance(expr, sympy.sin | sympy.cos):
        up, down = sympy.exp(I * expr.args[0]), sympy.exp(-I * expr.args[0])
        return (up + down) / 2 if isinstance(expr, sympy.cos) else (up - down) / (2 * I)
    if not isinstance(expr, sympy.sinh | sympy.cosh | sympy.tanh | sympy.coth | sympy.sech | sympy.csch):
        return None
    up, down, square = (sympy.exp(factor * expr.args[0]) for factor in (1, -1, -2))
    if isinstance(expr, sympy.sinh | sympy.cosh):
        return (up - down) / 2 if isinstance(expr, sympy.sinh) else (up + down) / 2
    if isinstance(expr, sympy.sech | sympy.csch):
        return 2 * down / (1 + square if isinstance(expr, sympy.sech) else 1 - square)
    return ((1 - square) / (1 + square)) ** (1 if isinstance(expr, sympy.tanh) else -1)


def _exponential(exponent: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """exp(u), term by term: c x^k goes into the scale, a bounded term into the factor."""
    parts = [_exponential_term(term, x, compile_node) for term in sympy.Add.make_args(multiplied_out(exponent))]
    return lambda on: reduce(mul, [part(on) for part in parts])


def _exponential_term(term: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    coefficient, part = coefficient_and_part(term, x)
    base, power = part.as_base_exp()
    if base == x and isinstance(power, sympy.Integer) and int(power) >= 1:
        degree, node = int(power), compile_node(coefficient)

        def of_power(on: HalfLine) -> Growth:
            return Growth(Scale(acb(0), (acb(0),) * (degree - 1) + (node.ball(on.at, on.analytic),)), acb(1))

        return of_power
    inner = compile_majorant(term, x, compile_node)
    return lambda on: _exponential_of(inner(on), on.start)


def _exponential_of(exponent: Growth, start: arb) -> Growth:
    """exp(u): of a bounded u by its values; of u = S(x) h, Re h < 0, by |exp(u)| <= exp(S(x) sup Re h).

    There S(x) = x^k is a rate; of any S that grows at least like x the lower bound S(x) >= x S(N)/N is.
    """
    values, scale = exponent.values(start), exponent.scale
    if values.is_finite() or not scale.is_positive or not exponent.factor.real < 0:
        return Growth.constant(values.exp())
    rate, envelope = arb(exponent.factor.real.upper()), _envelope(exponent)
    degree = exact_integer(scale.power)
    if degree is not None and degree >= 1 and all(r.is_zero() for r in scale.rates):
        return Growth(Scale(acb(0), (acb(0),) * (degree - 1) + (acb(rate),)), envelope)
    linear = Scale(acb(1)) * scale ** acb(-1)
    if not linear.never_increases(start):
        return Growth.unknown()
    return Growth(Scale(acb(0), (acb(rate / linear.at(start)),)), envelope)


def _envelope(exponent: Growth) -> acb:
    """exp(u) over its bound: in the unit disc, for real u in [0, 1]."""
    return acb(_UNIT_INTERVAL) if exponent.is_real else disc(arb(1))


def _power(expr: sympy.Pow, x: Symbol, compile_node: Compile) -> Majorant:
    if not expr.base.has(x):
        return _exponential(expr.exp * sympy.log(expr.base), x, compile_node)
    base, exponent = (compile_majorant(part, x, compile_node) for part in (expr.base, expr.exp))
    return lambda on: base(on).power(exponent(on).values(on.start), on.analytic)


def _logarithm(expr: sympy.log, x: Symbol, compile_node: Compile) -> Majorant:
    """log(1 + w) for small w; else log(scale) + log(factor), as the scale is positive, and log x <= 3 x^(1/8).

    The last because t <= exp(t)/e for t = log(x)/8, and 8/e < 3.
    """
    argument = compile_majorant(expr.args[0], x, compile_node)
    beside_one = compile_majorant(expr.args[0] - 1, x, compile_node)

    def growth(on: HalfLine) -> Growth:
        small = logarithm_beside_one(beside_one(on), on.start)
        if small.factor.is_finite():
            return small
        inner = argument(on)
        if not inner.scale.is_positive or (on.analytic and not off_negative_axis(inner.factor)):
            return Growth.unknown()
        terms = [Growth.constant(inner.factor.log()), Growth(Scale(_EIGHTH), inner.scale.power * 3 * _UNIT_INTERVAL)]
        terms += [Growth(Scale(acb(k)), rate) for k, rate in enumerate(inner.scale.rates, 1)]
        return sum_of([term for term in terms if not term.factor.is_zero()], on.start)

    return growth


def _bounded_on_reals(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """A bound for real values, except where the symbols are moved off the real axis to show that f is holomorphic."""
    bound = Growth.constant(acb(arb(0, _bound_on_reals(expr) or 1)))
    rewritten, regular = _as_exponentials(expr), _bounded(expr, x, compile_node)
    elsewhere = compile_majorant(rewritten, x, compile_node) if rewritten else regular

    def growth(on: HalfLine) -> Growth:
        near = regular(on)
        if near.factor.is_finite():
            return near
        return elsewhere(on) if on.analytic else bound

    return growth


def _bound_on_reals(expr: Expr) -> int | None:
    """Return an upper bound of |f| on the real line; |J_n| <= 1 for whole n, and on the right (DLMF 10.14.1)."""
    if isinstance(expr, sympy.besselj):
        order, u = expr.args
        on_right = bool(u.is_positive) and isinstance(order, sympy.Rational) and order.p > 0
        return 1 if u.is_real and (on_right or isinstance(order, sympy.Integer)) else None
    return _BOUNDS.get(expr.func) if expr.args and expr.args[0].is_real else None


def _bounded(expr: Expr, x: Symbol, compile_node: Compile) -> Majorant:
    """Return a function of the table on the balls of all values of its arguments."""
    node = compile_node(expr)
    if not isinstance(node, Apply) or len(node.arguments) != len(expr.args):
        raise unsupported(f"an integrand without a majorant on a half line, {type(expr).__name__},", expr)
    head = node.head
    arguments = [compile_majorant(argument, x, compile_node) for argument in expr.args]

    def growth(on: HalfLine) -> Growth:
        balls = [argument(on).values(on.start) for argument in arguments]
        return Growth.unknown() if on.analytic and not head.holomorphic(*balls) else Growth.constant(head.ball(*balls))

    return growth
