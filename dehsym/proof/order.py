"""Proofs of inequalities: signs of rational functions, and functions that begin at 0 and grow.

f > 0 on (a, b) if f >= 0 at a and f' > 0 on (a, b), f being differentiable up to a; f' may be shown positive in the
same way, a few times over. A whole line is two half lines and a point.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sympy import Dummy, Expr, Integer, Symbol

from dehsym import symbolic
from dehsym.balls import compile_enclosure
from dehsym.domain import POSITIVE, Domain, Interval
from dehsym.errors import EvaluationError
from dehsym.proof.normal_form import vanishing
from dehsym.proof.regularity import is_regular
from dehsym.proof.sign import is_above_its_waves, sign_of

_MOST_DERIVATIVES = 4
_SPLITS = tuple(map(Fraction, ("0", "1", "1/2", "2", "-1")))


def order_method(difference: Expr, domains: Mapping[Expr, Domain], *, strict: bool) -> str | None:
    """The method that shows `difference` > 0, or >= 0 if not `strict`, on its domains; `None` if none does.

    >>> from sympy import exp
    >>> from dehsym.domain import REAL
    >>> x = Symbol("x", real=True)
    >>> order_method(exp(x) - 1 - x, {x: REAL}, strict=False)
    'derivatives that keep their sign, on both sides of 0'
    """
    if sign_of(difference, domains) > 0:
        return "signs of factors and terms"
    if not strict and _is_nonnegative(difference, domains):
        return "squares and signs of factors"
    symbols = list(difference.free_symbols)
    if len(symbols) != 1 or symbols[0] not in domains or domains[symbols[0]].kind != "real":
        return None
    variable, values = symbols[0], domains[symbols[0]].values
    ends_hold = all(_at_end(difference, variable, end, strict=strict) for end in values.ends)
    if ends_hold and not values.is_whole and _on_interval(difference, variable, values):
        return "derivatives that keep their sign"
    for split in _SPLITS:
        if ends_hold and split in values and _on_both_sides(difference, variable, values, split, strict=strict):
            return f"derivatives that keep their sign, on both sides of {split}"
    return None


def _is_nonnegative(expr: Expr, domains: Mapping[Expr, Domain]) -> bool:
    """Whether even powers of real factors, and factors that are positive, make up the expression."""
    if expr.is_nonnegative or is_above_its_waves(expr):
        return True
    rest: Expr = Integer(1) + 0
    for factor, exponent in symbolic.factors_and_exponents(expr):
        even = isinstance(exponent, Integer) and int(exponent) % 2 == 0
        if not (even and factor.is_real):
            rest = rest * factor**exponent
    return sign_of(rest, domains) > 0


def _on_both_sides(difference: Expr, variable: Symbol, values: Interval, split: Fraction, *, strict: bool) -> bool:
    halves = (values.meet(Interval(low=split)), values.meet(Interval(high=split)))
    return _at_end(difference, variable, split, strict=strict) and all(
        half.is_empty or _starts_at(difference, variable, half, split) for half in halves
    )


def _starts_at(difference: Expr, variable: Symbol, values: Interval, end: Fraction) -> bool:
    t = Dummy("t", positive=True)
    width = None if values.low is None or values.high is None else values.high - values.low
    inside = Domain("real", Interval(Fraction(0), width)) if width else POSITIVE
    step = t if values.low == end else -t
    return _grows(difference.xreplace({variable: symbolic.rational(end) + step}), t, inside)


def _on_interval(difference: Expr, variable: Symbol, values: Interval) -> bool:
    """Whether the difference is positive inside the interval, starting from one of its ends."""
    ends = (end for end in (values.low, values.high) if end is not None)
    return any(_starts_at(difference, variable, values, end) for end in ends)


def _grows(expr: Expr, t: Symbol, inside: Domain) -> bool:
    """Whether expr > 0 for t inside: shown of some derivative, while those before begin at 0 or above."""
    closed = {t: Domain("real", Interval(Fraction(0), inside.values.high, low_closed=True))}
    for order in range(_MOST_DERIVATIVES + 1):
        if sign_of(expr, {t: inside}) > 0 or (order and _is_wave_somewhere_positive(expr, t, inside)):
            return True
        plain = Dummy("t", nonnegative=True)
        if not is_regular(expr.xreplace({t: plain}), plain, {plain: closed[t]}):
            return False
        if not _at_least_zero(symbolic.put(expr, {t: Integer(0)})):
            return False
        expr = symbolic.differentiated(expr.diff(t))
    return False


def _is_wave_somewhere_positive(expr: Expr, t: Symbol, inside: Domain) -> bool:
    """Whether expr >= 0 by the size of its waves, and > 0 at a point: being analytic it is then 0 at single points."""
    some = Fraction(1) if inside.values.high is None else inside.values.high / 2
    return is_above_its_waves(expr) and _is_positive(symbolic.put(expr, {t: symbolic.rational(some)}))


def _at_end(difference: Expr, variable: Symbol, end: Fraction, *, strict: bool) -> bool:
    value = symbolic.put(difference, {variable: symbolic.rational(end)})
    return _is_positive(value) if strict else _at_least_zero(value)


def _at_least_zero(number: Expr) -> bool:
    return vanishing(number, {}) is not None or _is_positive(number)


def _is_positive(number: Expr) -> bool:
    try:
        ball = compile_enclosure(symbolic.released(number))({}, 128)
    except EvaluationError:
        return False
    return ball.is_finite() and ball.imag.is_zero() and bool(ball.real > 0)
