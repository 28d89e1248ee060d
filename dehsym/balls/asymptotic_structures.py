"""Asymptotic expansions of functions given piece by piece, and of sums whose ends move.

A sum over k of terms c (k + a)^p, c log(k + a) or c r^k between ends that move is a difference of Hurwitz zeta, psi,
log Gamma or geometric terms (DLMF 25.11.4, 5.5.2, 5.5.1), which satisfy the same recurrence in the ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from types import MappingProxyType
from typing import final

import sympy
from sympy import Basic, Expr, Symbol

from dehsym.balls.asymptotic_bessel import BESSEL_RULES
from dehsym.balls.asymptotic_elementary import ELEMENTARY_RULES
from dehsym.balls.asymptotic_gamma import GAMMA_RULES, hurwitz, polygamma, stirling, towards_right
from dehsym.balls.asymptotic_hypergeometric import HYPERGEOMETRIC_RULES
from dehsym.balls.asymptotic_ranges import RANGE_RULES, convergent_sum
from dehsym.balls.asymptotic_special import SPECIAL_RULES
from dehsym.balls.asymptotic_zeta import ZETA_RULES
from dehsym.balls.asymptotics import Asymptotics, Rule, named_value
from dehsym.balls.exact_number import Number, TooShort, Undecided, opaque
from dehsym.balls.expanded import coefficient_and_part, multiplied_out
from dehsym.balls.expansion import Expansion

_ONE = Number.rational(1)
_RELATIONS: tuple[type[Basic], ...] = (
    *(sympy.Equality, sympy.Unequality, sympy.StrictLessThan, sympy.LessThan),
    *(sympy.StrictGreaterThan, sympy.GreaterThan),
)


# --- Piecewise ------------------------------------------------------------------------------------------------------


def _piecewise(engine: Asymptotics, _: tuple[Expansion, ...], expr: Expr) -> Expansion:
    for pair in expr.args:
        value, condition = pair.args
        if holds_finally(engine, condition):
            return engine.expand(value)
    raise Undecided("a Piecewise with a condition that holds near the limit is wanted")


def holds_finally(engine: Asymptotics, condition: Basic) -> bool:
    """Whether the condition holds for all x beyond some place, or for none; raise `Undecided` if neither is known."""
    if condition in (sympy.true, sympy.false):
        return condition == sympy.true
    if isinstance(condition, sympy.And):
        return all(holds_finally(engine, part) for part in condition.args)
    if isinstance(condition, sympy.Or):
        return any(holds_finally(engine, part) for part in condition.args)
    if isinstance(condition, sympy.Not):
        return not holds_finally(engine, condition.args[0])
    if condition.func not in _RELATIONS:
        raise Undecided("a relation is wanted as a condition")
    left, right = condition.args
    gap = engine.expand(left) - engine.expand(right)
    if isinstance(condition, sympy.Equality | sympy.Unequality):
        equal = gap.is_zero or not gap.dominant()
        return equal == isinstance(condition, sympy.Equality)
    side = gap.sign()
    if side == 0:
        return isinstance(condition, sympy.LessThan | sympy.GreaterThan)
    return (side < 0) == isinstance(condition, sympy.StrictLessThan | sympy.LessThan)


def _binet(engine: Asymptotics, _: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """Fibonacci and Lucas numbers by powers of the golden ratio and of -1 over it (J. Binet).

    Where the variable is not said to be whole, only the modulus of the second power is used.
    """
    n, ratio = expr.args[0], (1 + sympy.sqrt(5)) / 2
    if len(expr.args) > 1 or engine.expand(n).sign() <= 0:
        raise Undecided("a number of a sequence with an index that grows is wanted")
    first, second = engine.expand(ratio**n), engine.expand(ratio**-n)
    if engine.variable.is_integer and n.is_integer:
        second = second * engine.expand(sympy.S.NegativeOne**n)
    elif second.leading is not None:
        second = Expansion.bounded(second.leading, True, engine.size)
    if isinstance(expr, sympy.lucas):
        return first + second
    return (first - second) * engine.expand(1 / sympy.sqrt(5))


# --- Sums -----------------------------------------------------------------------------------------------------------


@final
@dataclass(frozen=True)
class _Range:
    """The whole numbers from `low` to `high`, or from `low` on, for large values of the variable."""

    index: Symbol
    low: Expansion
    high: Expansion | None


def _sum(engine: Asymptotics, _: tuple[Expansion, ...], expr: Expr) -> Expansion:
    """A sum in closed form, which follows more terms; else one that converges."""
    try:
        return _closed_sum(engine, expr)
    except TooShort:
        raise
    except Undecided:
        return convergent_sum(engine, expr)


def _closed_sum(engine: Asymptotics, expr: Expr) -> Expansion:
    assert isinstance(expr, sympy.Sum), expr
    if len(expr.limits) != 1 or len(expr.limits[0]) != 3:
        raise Undecided("a sum over one range is wanted in a limit")
    index, low, high = expr.limits[0]
    assert isinstance(index, Symbol), index
    moving = _Range(index, engine.expand(low), None if high == sympy.oo else engine.expand(high))
    terms = sympy.Add.make_args(multiplied_out(expr.function))
    return reduce(add, [_summed(engine, term, moving) for term in terms])


def _summed(engine: Asymptotics, term: Expr, over: _Range) -> Expansion:
    coefficient, part = coefficient_and_part(term, over.index)
    factor = engine.expand(coefficient)
    if over.high is None:
        return factor * _infinite(engine, part, over)
    after = over.high + engine.constant(1)
    if part == sympy.S.One:
        return factor * (after - over.low)
    if isinstance(part, sympy.log):
        shift, scale = _shift(engine, part.args[0], over.index)
        number = after - over.low
        return factor * (number * scale.logarithm() + _log_gamma(engine, after + shift, over.low + shift))
    base, exponent = part.as_base_exp()
    if over.index not in exponent.free_symbols:
        degree = engine.number(exponent)
        shift, scale = _shift(engine, base, over.index)
        return factor * scale.power(degree) * _powers(engine, degree, over.low + shift, after + shift)
    if over.index in base.free_symbols:
        raise Undecided("a sum of powers, logarithms or exponentials is wanted in a limit")
    return factor * _geometric(engine, base, exponent, over)


def _infinite(engine: Asymptotics, part: Expr, over: _Range) -> Expansion:
    """The sum of (c (k + a))^(-s) from `low` on, c^(-s) zeta(s, low + a) for Re s > 1 (DLMF 25.11.1)."""
    base, exponent = part.as_base_exp()
    degree = engine.number(exponent) if over.index not in exponent.free_symbols else Number({})
    if (degree + _ONE).real.sign() >= 0:
        raise Undecided("a convergent sum of powers is wanted")
    shift, scale = _shift(engine, base, over.index)
    return scale.power(degree) * _zeta_at(engine, -degree, over.low + shift)


def _shift(engine: Asymptotics, linear: Expr, index: Symbol) -> tuple[Expansion, Expansion]:
    """Return a and c with `linear` = c (index + a), c positive."""
    slope, rest = list[Expr](), list[Expr]()
    for term in sympy.Add.make_args(multiplied_out(linear)):
        coefficient, part = coefficient_and_part(term, index)
        if part not in (sympy.S.One, index):
            raise Undecided("terms linear in the index are wanted in the limit of a sum")
        (slope if part == index else rest).append(coefficient)
    scale = engine.expand(sympy.Add(*slope))
    if scale.sign() <= 0:
        raise Undecided("terms that increase with the index are wanted in the limit of a sum")
    return engine.expand(sympy.Add(*rest)) * scale.inverse(), scale


def _log_gamma(engine: Asymptotics, high: Expansion, low: Expansion) -> Expansion:
    return _at_end(engine, sympy.loggamma, high) - _at_end(engine, sympy.loggamma, low)


def _at_end(engine: Asymptotics, head: type[Expr], end: Expansion) -> Expansion:
    if end.growth > 0:
        return stirling(engine, end)
    centre = _constant_end(end)
    return engine.constant(named_value(head, (centre,), centre.ball.lgamma()))


def _constant_end(end: Expansion) -> Number:
    large, centre, small = end.split()
    if large or not small.is_zero or not centre.ball.real > 0:
        raise Undecided("an end of a sum that is positive, and fixed or growing, is wanted")
    return centre


def _powers(engine: Asymptotics, degree: Number, low: Expansion, high: Expansion) -> Expansion:
    """The sum of k^p for k from `low` to `high` - 1: zeta(-p, low) - zeta(-p, high), psi for p = -1."""
    if (degree + _ONE).is_zero:
        return _psi_at(engine, high) - _psi_at(engine, low)
    return _zeta_at(engine, -degree, low) - _zeta_at(engine, -degree, high)


def _psi_at(engine: Asymptotics, end: Expansion) -> Expansion:
    rational = None if end.growth > 0 else _constant_end(end).as_rational
    if end.growth > 0 or (rational is not None and rational.q == 1):
        return polygamma(engine, 0, end)
    centre = _constant_end(end)
    return engine.constant(named_value(sympy.digamma, (centre,), centre.ball.digamma()))


def _zeta_at(engine: Asymptotics, s: Number, end: Expansion) -> Expansion:
    if end.growth > 0:
        if not towards_right(end):
            raise Undecided("an end of a sum that grows is wanted")
        return hurwitz(engine, s, end)
    centre = _constant_end(end)
    if centre == _ONE:
        return engine.constant(named_value(sympy.zeta, (s,), s.ball.zeta()))
    return engine.constant(opaque((sympy.zeta, s, centre), s.ball.zeta(centre.ball)))


def _geometric(engine: Asymptotics, base: Expr, exponent: Expr, over: _Range) -> Expansion:
    """The sum of r^k, (r^low - r^(high + 1))/(1 - r) with r = base^slope != 1."""
    step = exponent.xreplace({over.index: over.index + 1}) - exponent
    ratio = multiplied_out(step)
    if over.index in ratio.free_symbols:
        raise Undecided("terms with an exponent linear in the index are wanted in the limit of a sum")
    r = engine.expand(base**ratio)
    constant = engine.expand(base ** multiplied_out(exponent - ratio * over.index))
    if over.high is None:
        raise Undecided("a finite geometric sum is wanted")
    ends = [(end * r.logarithm()).exponential() for end in (over.low, over.high + engine.constant(1))]
    return constant * (ends[0] - ends[1]) * (engine.constant(1) - r).inverse()


RULES: Mapping[type[Expr], Rule] = MappingProxyType(
    {
        **ELEMENTARY_RULES,
        **GAMMA_RULES,
        **SPECIAL_RULES,
        **BESSEL_RULES,
        **ZETA_RULES,
        **HYPERGEOMETRIC_RULES,
        **RANGE_RULES,
        sympy.fibonacci: _binet,
        sympy.lucas: _binet,
        sympy.Piecewise: _piecewise,
        sympy.Sum: _sum,
    }
)
"""How every function and structure is expanded, by its SymPy class."""
