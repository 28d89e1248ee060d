"""Agreement at random points in double precision, by SymPy's `lambdify` to mpmath: what people do by hand."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from random import Random
from typing import Any

from sympy import Expr

from dehsym.domain import Domain, Exact
from dehsym.proposition import Relation

_sympy: Any = import_module("sympy")
_mpmath: Any = import_module("mpmath")

POINTS = 10
TOLERANCE = 1e-9
_BROKEN_DOWN = (ArithmeticError, ValueError, TypeError, NotImplementedError, AttributeError, NameError)


def sampled(relation: Relation, domains: Mapping[Any, Domain]) -> str:
    """yes, no, or open: whether both sides agree to nine digits at ten random points of the domains."""
    symbols: list[Expr] = sorted(domains, key=str)
    functions = [_sympy.lambdify(symbols, side, modules="mpmath") for side in (relation.left, relation.right)]
    random, compared = Random(str(relation)), 0
    for _ in range(4 * POINTS):
        point = [_number(domains[symbol], random) for symbol in symbols]
        try:
            left, right = (_mpmath.mpmathify(function(*point)) for function in functions)
            finite = bool(_mpmath.isfinite(left) and _mpmath.isfinite(right))
            apart = finite and abs(left - right) > TOLERANCE * max(abs(left), abs(right), 1)
        except _BROKEN_DOWN:
            continue
        if apart:
            return "no"
        compared += finite
        if compared == POINTS:
            return "yes"
    return "yes" if compared > POINTS // 2 else "open"


def _number(domain: Domain, random: Random) -> Any:
    value: Exact = domain.sample(5 * random.randrange(8), random)
    return complex(*map(float, value)) if isinstance(value, tuple) else float(value)
