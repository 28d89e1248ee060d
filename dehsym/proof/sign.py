"""The sign of a rational function over an interval or a box, exactly.

A variable between a and b is (a + b t)/(1 + t) with t > 0, one above a is a + t, one below b is b - t: a rational
function whose numerator and denominator then have coefficients of one sign each keeps its sign (Descartes's rule in
its simplest case). In one variable Sturm's theorem decides what that leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sympy import Add, Dummy, Expr, Integer, Rational, Symbol, cos, sin

from dehsym import symbolic
from dehsym.domain import Domain, Interval

_LARGEST = 200


def sign_of(expr: Expr, domains: Mapping[Expr, Domain], *, weakly: bool = False) -> int:
    """1 if the expression is positive everywhere on its domains, -1 if it is negative, 0 if neither is shown.

    With `weakly`, the sign is that inside the domains; at closed ends the expression may vanish.

    >>> from dehsym.domain import FRACTION
    >>> x = Symbol("x", positive=True)
    >>> sign_of(1 - x, {x: FRACTION}), sign_of(x**2 - x, {x: FRACTION}), sign_of(x - 2, {})
    (1, -1, 0)
    >>> from dehsym.domain import NATURAL
    >>> n = Symbol("n", integer=True, nonnegative=True)
    >>> sign_of(n + 1, {n: NATURAL}), sign_of(n**2 + n, {n: NATURAL})
    (1, 0)
    """
    if expr.is_positive:
        return 1
    if expr.is_negative:
        return -1
    symbols = sorted(expr.free_symbols, key=str)
    if not symbols or symbolic.size(expr) > _LARGEST or not all(_is_real(s, domains) for s in symbols):
        return 0
    signs = [_polynomial_sign(part, symbols, domains) for part in symbolic.numerator_and_denominator(expr)]
    sign = signs[0] * signs[1]
    if weakly:
        return sign
    faces = ((symbol, end) for symbol in symbols for end in domains[symbol].values.ends)
    return sign if sign and all(_on_face(expr, *face, domains) == sign for face in faces) else 0


def _on_face(expr: Expr, symbol: Symbol, end: Fraction, domains: Mapping[Expr, Domain]) -> int:
    """The sign where one symbol is at a closed end of its interval: what was found so far is for the inside."""
    return sign_of(symbolic.held(symbolic.put(expr, {symbol: symbolic.rational(end)})), domains)


def _is_real(symbol: Symbol, domains: Mapping[Expr, Domain]) -> bool:
    return symbol in domains and domains[symbol].kind != "complex"


def _polynomial_sign(expr: Expr, symbols: list[Symbol], domains: Mapping[Expr, Domain]) -> int:
    if not expr.free_symbols:
        return 1 if expr.is_positive else -1 if expr.is_negative else 0
    moved = expr.xreplace({symbol: _from_positive(symbol, domains[symbol].values) for symbol in symbols})
    if not any(domains[symbol].values.is_whole for symbol in symbols):
        signs = [_coefficient_sign(part) for part in symbolic.numerator_and_denominator(moved)]
        if signs[0] * signs[1]:
            return signs[0] * signs[1]
    return _sturm(expr, symbols[0], domains[symbols[0]].values) if len(expr.free_symbols) == 1 else 0


def _from_positive(symbol: Symbol, values: Interval) -> Expr:
    """The symbol in terms of a positive one, for values inside the interval."""
    t = Dummy(symbol.name, positive=True)
    low, high = values.low, values.high
    if low is not None and high is not None:
        return (symbolic.rational(low) + symbolic.rational(high) * t) / (1 + t)
    if low is not None:
        return symbolic.rational(low) + t
    return symbolic.rational(high) - t if high is not None else symbol


def _coefficient_sign(polynomial: Expr) -> int:
    coefficients = symbolic.rational_coefficients(polynomial)
    if coefficients is None or not coefficients:
        return 0
    if all(c > 0 for c in coefficients):
        return 1
    return -1 if all(c < 0 for c in coefficients) else 0


def _sturm(polynomial: Expr, variable: Symbol, values: Interval) -> int:
    """The sign by Sturm's theorem: no root in the interval, and the sign at one point inside.

    The theorem counts the roots of the closed interval; a root at an end that does not belong to it is left out.
    """
    if symbolic.rational_coefficients(polynomial) is None:
        return 0
    ends = [None if end is None else symbolic.rational(end) for end in (values.low, values.high)]
    roots = symbolic.roots_between(polynomial, variable, *ends)
    closed = (values.low_closed, values.high_closed)
    for end, belongs in zip(ends, closed, strict=True):
        if end is not None and not belongs and polynomial.xreplace({variable: end}).is_zero:
            roots -= 1
    if roots:
        return 0
    value = polynomial.xreplace({variable: _inside(values)})
    return 1 if value.is_positive else -1 if value.is_negative else 0


def _inside(values: Interval) -> Rational:
    low, high = values.low, values.high
    if low is not None and high is not None:
        return symbolic.rational((low + high) / 2)
    if low is not None:
        return symbolic.rational(low + 1)
    return symbolic.rational(high - 1) if high is not None else Rational(0)


def is_above_its_waves(expr: Expr) -> bool:
    """Whether expr = c + sum a sin(u) + sum b cos(v), u and v real, with c >= sum |a| + sum |b| > 0: it is >= 0 then.

    An analytic function that begins at 0 and has such a derivative is positive.

    >>> x = Symbol("x", real=True)
    >>> is_above_its_waves(1 - cos(x)), is_above_its_waves(1 - 2 * cos(x))
    (True, False)
    """
    constant, amplitude = Fraction(0), Fraction(0)
    for term in Add.make_args(expr):
        coefficient, wave = term.as_coeff_Mul()
        if not isinstance(coefficient, Rational):
            return False
        size = Fraction(coefficient.p, coefficient.q)
        if wave == Integer(1):
            constant += size
        elif isinstance(wave, sin | cos) and wave.args[0].is_real:
            amplitude += abs(size)
        else:
            return False
    return constant >= amplitude > 0
