"""Asymptotic expansions of elementary functions, at every place that their argument may tend to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from types import MappingProxyType

import sympy
from flint import fmpq
from sympy import Expr

from dehsym.balls.asymptotics import Asymptotics, Rule, named_value
from dehsym.balls.exact_number import Number, TooShort, Undecided, exact, imaginary_unit, pi
from dehsym.balls.expansion import Expansion, composed
from dehsym.balls.order import ONE

Unary = Callable[[Asymptotics, Expansion], Expansion]


def _rule(unary: Unary) -> Rule:
    return lambda engine, arguments, _: unary(engine, arguments[0])


def half(value: Expansion) -> Expansion:
    """f/2.

    >>> half(Expansion.variable(3)).terms[0][1].ball == 0.5
    True
    """
    return value.times(Number.rational(fmpq(1, 2)))


# --- Circular and hyperbolic functions ------------------------------------------------------------------------------


def _sine_series(first: int, size: int) -> list[Number]:
    """Return the Taylor coefficients at 0 of sin for `first` = 1, of cos for 0."""
    found, factorial = [Number.rational(0)] * size, fmpq(1)
    for k in range(size):
        factorial = factorial / k if k else factorial
        if k % 2 == first:
            found[k] = Number.rational(factorial * (-1) ** (k // 2))
    return found


def circular(engine: Asymptotics, f: Expansion) -> tuple[Expansion, Expansion]:
    """Return sin f and cos f."""
    try:
        large, centre, small = f.split()
    except Undecided:
        if not f.real:
            raise
        unknown = Expansion.bounded(ONE, True, engine.size)  # |sin|, |cos| <= 1 on the real line
        return unknown, unknown
    if large:
        i = imaginary_unit()
        up, down = f.times(i).exponential(), f.times(-i).exponential()
        sine, cosine = (up - down).times(i.inverse().scaled(fmpq(1, 2))), half(up + down)
        return replace(sine, real=f.real), replace(cosine, real=f.real)
    sine, cosine = composed(_sine_series(1, f.size), small), composed(_sine_series(0, f.size), small)
    if centre.is_zero:
        return sine, cosine
    s, c = _circular_number(centre)
    return cosine.times(s) + sine.times(c), cosine.times(c) - sine.times(s)


def _circular_number(centre: Number) -> tuple[Number, Number]:
    """Return sin and cos of a number, exactly at multiples of pi/2."""
    quarter_turns = (centre / pi()).as_rational
    if quarter_turns is not None and (2 * quarter_turns).q == 1:
        k = int((2 * quarter_turns).p) % 4
        values = (0, 1, 0, -1)
        return Number.rational(values[k]), Number.rational(values[(k + 1) % 4])
    sine = named_value(sympy.sin, (centre,), centre.ball.sin())
    return sine, named_value(sympy.cos, (centre,), centre.ball.cos())


def _hyperbolic(engine: Asymptotics, f: Expansion) -> tuple[Expansion, Expansion]:
    up, down = f.exponential(), (-f).exponential()
    return half(up - down), half(up + down)


def _quotient(pair: Callable[[Asymptotics, Expansion], tuple[Expansion, Expansion]], top: int, bottom: int) -> Unary:
    """Return the quotient of the members of a pair with these numbers; number 2 is 1."""

    def of(engine: Asymptotics, f: Expansion) -> Expansion:
        members = (*pair(engine, f), engine.constant(1))
        return members[top] * members[bottom].inverse()

    return of


def _sinc(engine: Asymptotics, f: Expansion) -> Expansion:
    return engine.constant(1) if f.is_zero else circular(engine, f)[0] * f.inverse()


# --- Inverse functions ----------------------------------------------------------------------------------------------


def _direction(f: Expansion) -> int | None:
    """Return the sign of Re f for large |f|; None if f stays finite."""
    if f.growth <= 0:
        return None
    order, c, _ = f.dominant()
    if not order.is_positive or not (c.ball.real > 0 or c.ball.real < 0):
        raise Undecided("an argument that leaves towards the right or the left is wanted")
    return 1 if c.ball.real > 0 else -1


def _arctangent_near_zero(f: Expansion) -> Expansion:
    series = [fmpq((-1) ** (k // 2), k) if k % 2 else fmpq(0) for k in range(f.size)]
    return composed([Number.rational(c) for c in series], f)


def _arctangent(engine: Asymptotics, f: Expansion, expr: Expr) -> Expansion:
    """Atan z = +-pi/2 - atan(1/z) for Re z > 0 and Re z < 0 (DLMF 4.24.15)."""
    side = _direction(f)
    if side is not None:
        return engine.constant(pi().scaled(fmpq(side, 2))) - _arctangent_near_zero(f.inverse())
    if f.growth < 0:
        return _arctangent_near_zero(f)
    return _or_by_logarithms(lambda: engine.regular(expr), lambda: _arctangent_by_logarithms(engine, f))


def _or_by_logarithms(regular: Callable[[], Expansion], explicit: Callable[[], Expansion]) -> Expansion:
    """Return the Taylor series; on a cut, where there is none, what the logarithms of the definition have there.

    On their cuts Arb's inverse functions are those formulas with principal logarithms and roots, so that an argument
    exactly on a cut needs no other rule than one beside it.
    """
    try:
        return regular()
    except TooShort:
        raise
    except Undecided:
        return explicit()


def _arctangent_by_logarithms(engine: Asymptotics, f: Expansion) -> Expansion:
    """Atan z = (i/2) (log(1 - i z) - log(1 + i z)) (DLMF 4.23.26)."""
    one, turned = engine.constant(1), f.times(imaginary_unit())
    logarithms = [(one + side).logarithm(analytic=engine.analytic) for side in (-turned, turned)]
    return half(logarithms[0] - logarithms[1]).times(imaginary_unit())


def _arcsine_by_logarithms(engine: Asymptotics, f: Expansion) -> Expansion:
    """Asin z = -i log(i z + sqrt(1 - z^2)) (DLMF 4.23.19)."""
    i = imaginary_unit()
    inner = f.times(i) + _root(engine, engine.constant(1) - f * f)
    return -inner.logarithm(analytic=engine.analytic).times(i)


def _atan(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    return _arctangent(engine, arguments[0], expr)


def _acot(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    (f,) = arguments
    if f.is_zero:
        return engine.constant(pi().scaled(fmpq(1, 2)))
    return _arctangent(engine, f.inverse(), sympy.acot(*expr.args, evaluate=False))


def _arcsine_near_zero(f: Expansion) -> Expansion:
    """Sum of (1/2)_k/k! f^(2k+1)/(2k+1) (DLMF 4.24.1)."""
    found, weight = [Number.rational(0)] * f.size, fmpq(1)
    for k in range(1, f.size, 2):
        found[k] = Number.rational(weight / k)
        weight = weight * k / (k + 1)
    return composed(found, f)


def _below_one(engine: Asymptotics, f: Expansion) -> Expansion | None:
    """Return 2 asin sqrt((1 - f)/2) = acos f for real f -> 1 from below; None for other limits."""
    gap = engine.constant(1) - f
    if gap.growth >= 0 or not f.real or gap.sign() < 0:
        return None
    return _arcsine_near_zero(half(gap).power(Number.rational(fmpq(1, 2)))).times(Number.rational(2))


def _acos(engine: Asymptotics, f: Expansion, regular: Callable[[], Expansion]) -> Expansion:
    if f.growth < 0:
        return engine.constant(pi().scaled(fmpq(1, 2))) - _arcsine_near_zero(f)
    near, opposite = _below_one(engine, f), _below_one(engine, -f)
    if near is not None:
        return near
    return regular() if opposite is None else engine.constant(pi()) - opposite


def _acos_off_branch_points(engine: Asymptotics, f: Expansion, expr: Expr) -> Expansion:
    right = engine.constant(pi().scaled(fmpq(1, 2)))
    return _or_by_logarithms(lambda: engine.regular(expr), lambda: right - _arcsine_by_logarithms(engine, f))


def _acos_rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    f = arguments[0]
    return _acos(engine, f, lambda: _acos_off_branch_points(engine, f, expr))


def _asin_rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
    f = arguments[0]
    if f.growth < 0:
        return _arcsine_near_zero(f)
    right = engine.constant(pi().scaled(fmpq(1, 2)))
    near, opposite = _below_one(engine, f), _below_one(engine, -f)
    if near is not None:
        return right - near
    if opposite is not None:
        return opposite - right
    return _or_by_logarithms(lambda: engine.regular(expr), lambda: _arcsine_by_logarithms(engine, f))


def _of_reciprocal(cosine: bool) -> Rule:
    """Return asec or acsc."""

    def rule(engine: Asymptotics, arguments: tuple[Expansion, ...], expr: Expr) -> Expansion:
        inner = arguments[0].inverse()
        secant = sympy.asec(*expr.args, evaluate=False)
        angle = _acos(engine, inner, lambda: _acos_off_branch_points(engine, inner, secant))
        return angle if cosine else engine.constant(pi().scaled(fmpq(1, 2))) - angle

    return rule


def _root(engine: Asymptotics, f: Expansion) -> Expansion:
    if engine.analytic and not f.is_zero:
        f.logarithm(analytic=True)  # raises on the cut
    return f.power(Number.rational(fmpq(1, 2)))


def _asinh(engine: Asymptotics, f: Expansion) -> Expansion:
    """log(f + sqrt(1 + f^2)) (DLMF 4.37.16); odd, which avoids a cancellation on the left."""
    if f.growth > 0 and _direction(f) == -1:
        return -_asinh(engine, -f)
    return (f + _root(engine, f * f + engine.constant(1))).logarithm(analytic=engine.analytic)


def _acosh(engine: Asymptotics, f: Expansion) -> Expansion:
    """log(f + sqrt(f - 1) sqrt(f + 1)) (DLMF 4.37.19)."""
    one = engine.constant(1)
    return (f + _root(engine, f - one) * _root(engine, f + one)).logarithm(analytic=engine.analytic)


def _atanh(engine: Asymptotics, f: Expansion) -> Expansion:
    """(log(1 + f) - log(1 - f))/2 (DLMF 4.37.24), which is Arb's function on the cuts too."""
    one = engine.constant(1)
    up, down = (each.logarithm(analytic=engine.analytic) for each in (one + f, one - f))
    return half(up - down)


def _reciprocal(unary: Unary) -> Unary:
    return lambda engine, f: unary(engine, f.inverse())


# --- Functions that are not holomorphic -----------------------------------------------------------------------------


def modulus(engine: Asymptotics, f: Expansion) -> Expansion:
    """|f|."""
    if f.is_zero:
        return f
    try:
        if f.real:
            return f if f.sign() > 0 else -f
        value = (f * f.conjugate()).power(Number.rational(fmpq(1, 2)))
    except Undecided:
        assert f.leading is not None
        return Expansion.bounded(f.leading, True, engine.size)
    return replace(value, real=True)


def _sign(engine: Asymptotics, f: Expansion) -> Expansion:
    if f.real:
        return engine.constant(f.sign())
    return f * modulus(engine, f).inverse()


def _real_part(_: Asymptotics, f: Expansion) -> Expansion:
    return f if f.real else replace(half(f + f.conjugate()), real=True)


def _imaginary_part(engine: Asymptotics, f: Expansion) -> Expansion:
    if f.real:
        return engine.constant(0)
    return replace(half((f.conjugate() - f).times(imaginary_unit())), real=True)


def _argument(engine: Asymptotics, f: Expansion) -> Expansion:
    return _imaginary_part(engine, f.logarithm())


def _floor(engine: Asymptotics, f: Expansion) -> Expansion:
    """The floor of a real function: f + O(1) if it grows; else by the side from which it tends to an integer."""
    if not f.real:
        raise Undecided("a real argument of floor is wanted")
    if f.growth > 0 or (f.rest is not None and f.rest.growth >= 0):
        return f + Expansion.bounded(ONE, True, engine.size)
    _, centre, small = f.split()
    whole = centre.as_rational
    if whole is not None:
        below = whole.q == 1 and small.sign() < 0
        return engine.constant(fmpq(whole.floor()) - (1 if below else 0))
    value = exact(type(centre.ball)(centre.ball.real.floor()))
    if value is None or (centre - value).sign() <= 0 or (value + Number.rational(1) - centre).sign() <= 0:
        raise Undecided("a number known to be no integer is wanted for its floor")
    return engine.constant(value)


def _ceiling(engine: Asymptotics, f: Expansion) -> Expansion:
    return -_floor(engine, -f)


def _fraction(engine: Asymptotics, f: Expansion) -> Expansion:
    return Expansion.bounded(ONE, True, engine.size) if f.growth > 0 and f.real else f - _floor(engine, f)


def _heaviside(engine: Asymptotics, arguments: tuple[Expansion, ...], _: Expr) -> Expansion:
    side = arguments[0].sign()
    middle = arguments[1] if len(arguments) > 1 else engine.constant(fmpq(1, 2))
    return middle if side == 0 else engine.constant((side + 1) // 2)


def _extreme(wanted: int) -> Rule:
    def rule(_: Asymptotics, arguments: tuple[Expansion, ...], __: Expr) -> Expansion:
        if not all(f.real for f in arguments):
            raise Undecided("real arguments are wanted: only they are ordered")
        return reduce(lambda f, g: f if (f - g).sign() * wanted >= 0 else g, arguments)

    return rule


def _atan2(engine: Asymptotics, arguments: tuple[Expansion, ...], _: Expr) -> Expansion:
    y, x = arguments
    if not (x.real and y.real):
        raise Undecided("real arguments of atan2 are wanted")
    return _argument(engine, x + y.times(imaginary_unit()))


ELEMENTARY_RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {
        sympy.exp: _rule(lambda _, f: f.exponential()),
        sympy.log: _rule(lambda engine, f: f.logarithm(analytic=engine.analytic)),
        sympy.sin: _rule(lambda engine, f: circular(engine, f)[0]),
        sympy.cos: _rule(lambda engine, f: circular(engine, f)[1]),
        sympy.tan: _rule(_quotient(circular, 0, 1)),
        sympy.cot: _rule(_quotient(circular, 1, 0)),
        sympy.sec: _rule(_quotient(circular, 2, 1)),
        sympy.csc: _rule(_quotient(circular, 2, 0)),
        sympy.sinc: _rule(_sinc),
        sympy.sinh: _rule(lambda engine, f: _hyperbolic(engine, f)[0]),
        sympy.cosh: _rule(lambda engine, f: _hyperbolic(engine, f)[1]),
        sympy.tanh: _rule(_quotient(_hyperbolic, 0, 1)),
        sympy.coth: _rule(_quotient(_hyperbolic, 1, 0)),
        sympy.sech: _rule(_quotient(_hyperbolic, 2, 1)),
        sympy.csch: _rule(_quotient(_hyperbolic, 2, 0)),
        sympy.asin: _asin_rule,
        sympy.acos: _acos_rule,
        sympy.atan: _atan,
        sympy.acot: _acot,
        sympy.asec: _of_reciprocal(cosine=True),
        sympy.acsc: _of_reciprocal(cosine=False),
        sympy.asinh: _rule(_asinh),
        sympy.acosh: _rule(_acosh),
        sympy.atanh: _rule(_atanh),
        sympy.acoth: _rule(_reciprocal(_atanh)),
        sympy.asech: _rule(_reciprocal(_acosh)),
        sympy.acsch: _rule(_reciprocal(_asinh)),
        sympy.atan2: _atan2,
        sympy.Abs: _rule(modulus),
        sympy.sign: _rule(_sign),
        sympy.re: _rule(_real_part),
        sympy.im: _rule(_imaginary_part),
        sympy.conjugate: _rule(lambda _, f: f.conjugate()),
        sympy.arg: _rule(_argument),
        sympy.floor: _rule(_floor),
        sympy.ceiling: _rule(_ceiling),
        sympy.frac: _rule(_fraction),
        sympy.Heaviside: _heaviside,
        sympy.Max: _extreme(1),
        sympy.Min: _extreme(-1),
    }
)
"""How every elementary function is expanded, by its SymPy class."""
