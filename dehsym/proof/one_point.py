"""Two proofs that look at one point: of a function that can change nowhere, or take separate values only.

1. If f' = 0 on an interval on which f is differentiable, and f = 0 at one point of it, then f = 0 on all of it.
2. If exp(N f) = 1 on an interval on which f is continuous, then f takes values in (2 pi i/N) Z, so one of them only;
   and if |f| < 2 pi/N at one point, that is 0. So it is with a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import arb
from sympy import Expr, I, Integer, Symbol, exp

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.balls import compile_enclosure
from dehsym.domain import Domain
from dehsym.errors import EvaluationError
from dehsym.proof.normal_form import Vanishing, vanishing
from dehsym.proof.regularity import is_regular

_BITS = 256


def by_derivative(expr: Expr, domains: Mapping[Expr, Domain]) -> Vanishing | None:
    """`expr` vanishes: its derivative does on an interval, and it does at one point there.

    >>> from sympy import acosh, sinh, asinh, sqrt
    >>> from dehsym.domain import POSITIVE
    >>> x = Symbol("x", positive=True)
    >>> by_derivative(asinh(x) - acosh(sqrt(1 + x**2)), {x: POSITIVE}) is None
    True
    """
    for variable in _intervals(expr, domains):
        if not is_regular(expr, variable, domains):
            continue
        slope = vanishing(symbolic.differentiated(expr.diff(variable)), domains)
        if slope is None:
            continue
        for place in _places(domains[variable]):
            there = vanishing(symbolic.put(expr, {variable: place}), domains) or _by_exponential_at_once(
                symbolic.put(expr, {variable: place})
            )
            if there is not None:
                nonzero = tuple(dict.fromkeys((*slope.nonzero, *there.nonzero)))
                where = typed(f"{variable} = {place}")
                return Vanishing(f"its derivative in {typed(variable)}, and its value at {where}", nonzero)
    return None


def by_exponential(expr: Expr, domains: Mapping[Expr, Domain]) -> Vanishing | None:
    """`expr` vanishes: its exponential is 1, and it is small at one point.

    >>> from sympy import Rational, atan, pi
    >>> by_exponential(16 * atan(Rational(1, 5)) - 4 * atan(Rational(1, 239)) - pi, {}).method
    'its exponential is 1, and it is small'
    """
    if not expr.free_symbols:
        return _by_exponential_at_once(expr)
    for variable in _intervals(expr, domains):
        if len(expr.free_symbols) > 1 or not is_regular(expr, variable, domains):
            continue
        found = _exponential_is_one(expr, domains)
        if found is None:
            continue
        factor, vanished = found
        for place in _places(domains[variable]):
            if _is_small(symbolic.put(expr, {variable: place}), factor):
                method = f"its exponential is 1, and it is small at {typed(f'{variable} = {place}')}"
                return Vanishing(method, vanished.nonzero)
    return None


def _by_exponential_at_once(number: Expr) -> Vanishing | None:
    if number.free_symbols:
        return None
    found = _exponential_is_one(number, {})
    if found is None or not _is_small(number, found[0]):
        return None
    return Vanishing("its exponential is 1, and it is small")


def _exponential_is_one(expr: Expr, domains: Mapping[Expr, Domain]) -> tuple[Expr, Vanishing] | None:
    """The first c among 1, i, 2, 2i, ... with exp(c expr) = 1."""
    for factor in (I, Integer(1), 2 * I, 4 * I, Integer(2)):
        spread = symbolic.spread(factor * expr)
        found = vanishing(exp(spread, evaluate=False) - 1, domains)
        if found is not None:
            return factor, found
    return None


def _is_small(number: Expr, factor: Expr) -> bool:
    """|c number| < 2 pi, in balls."""
    try:
        ball = compile_enclosure(symbolic.released(factor * number))({}, _BITS)
    except EvaluationError:
        return False
    return ball.is_finite() and bool(arb(ball.abs_upper()) < 6)


def _intervals(expr: Expr, domains: Mapping[Expr, Domain]) -> Iterator[Symbol]:
    """The symbols that run through a real interval."""
    for symbol in sorted(expr.free_symbols, key=str):
        if symbol in domains and domains[symbol].kind == "real":
            yield symbol


def _places(domain: Domain) -> Iterator[Expr]:
    """Points of the interval at which much is known: 0, 1, and some others."""
    for place in ("0", "1", "1/2", "2", "-1", "3"):
        exact = Fraction(place)
        if exact in domain:
            yield symbolic.rational(exact)
