"""Every rule of the normal form, numerically: before and after agree by mpmath at points on and beside every cut."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
import sympy
from sympy import Expr, I, Integer, Rational, Symbol

from dehsym.errors import EvaluationError
from dehsym.proof.flattening import exponential_of
from dehsym.proof.function_rules import RULES_OF_ONE, RULES_OF_TWO, rewritten
from dehsym.symbolic import mpmath_decimal

z, s = (Symbol(name, complex=True) for name in "zs")


def at(x: int, y: int) -> Expr:
    return Rational(x, 64) + I * Rational(y, 64)


ON_AXES = [at(37, 0), at(-37, 0), at(171, 0), at(-171, 0), at(0, 45), at(0, -45), at(0, 141), at(0, -141)]
BESIDE = [at(-150, 1), at(-150, -1), at(150, 1), at(150, -1), at(1, 150), at(-1, 150), at(1, -150), at(-1, -150)]
AWAY = [at(23, 51), at(-91, 33), at(-93, -55), at(121, -77)]
ORDERS = itertools.cycle([at(19, 0), at(-83, 0), at(45, 31), at(-77, -23), at(211, 5)])

FORMS: list[Expr] = [z, z + 1, z - 2, 1 - z, 3 * z, -2 * z]
WITH_RULES_OF_THE_ARGUMENT = frozenset[Callable[..., Expr]](
    (sympy.gamma, sympy.loggamma, sympy.digamma, sympy.erf, sympy.polygamma, sympy.zeta, sympy.binomial)
)
PARAMETERS: list[Expr] = [
    *(s + 1, s + 3, s - 2),
    *(Rational(k, 2) for k in (-5, -1, 3)),
    *map(Integer, (-3, 0, 3)),
]
OF_MPMATH_ONLY_IN_PART = (sympy.RisingFactorial, sympy.FallingFactorial)
"""SymPy has mpmath compute them by a formula for whole counts; theirs are tested by gamma functions below."""


def apart(before: Expr, after: Expr, places: dict[Expr, Expr]) -> float | None:
    """The relative difference; `None` where mpmath has no value."""
    try:
        left, right = value(before.xreplace(places)), value(after.xreplace(places))
    except EvaluationError:
        return None
    return abs(left - right) / (1 + abs(left))


def value(number: Expr) -> complex:
    return complex(mpmath_decimal(number, 20).replace(" ", ""))


def agree(before: Expr, after: Expr, points: list[Expr]) -> None:
    seen = 0
    for point in points:
        gap = apart(before, after, {z: point, s: next(ORDERS)})
        assert gap is None or gap < 1e-12, (before, after, point)
        seen += gap is not None
    assert seen


@pytest.mark.parametrize("head", RULES_OF_ONE, ids=lambda head: head.__name__)
def test_rules_of_one_argument(head: Callable[[Expr], Expr]) -> None:
    for form in FORMS if head in WITH_RULES_OF_THE_ARGUMENT else [z]:
        if change := rewritten(head(form)):
            agree(head(form), change.expr, [*ON_AXES, *BESIDE, *AWAY])


def applications(head: Callable[[Expr, Expr], Expr]) -> Iterator[Expr]:
    yield from (head(parameter, z) for parameter in PARAMETERS)
    if head in WITH_RULES_OF_THE_ARGUMENT:
        yield from (head(parameter, form) for parameter in (s, Integer(0), Integer(2)) for form in FORMS)


@pytest.mark.parametrize(
    "head", [head for head in (*RULES_OF_TWO, sympy.zeta) if head not in OF_MPMATH_ONLY_IN_PART], ids=str
)
def test_rules_of_two_arguments(head: Callable[[Expr, Expr], Expr]) -> None:
    for expr in applications(head):
        change = rewritten(expr) if z in expr.free_symbols else None
        if change and mpmath_has(expr):
            agree(expr, change.expr, [ON_AXES[1], BESIDE[1], AWAY[2]])


def mpmath_has(expr: Expr) -> bool:
    """Whether there are values at all: gamma has none at -1, nor have its relatives."""
    return apart(expr, expr, {z: AWAY[0], s: next(ORDERS)}) is not None


@pytest.mark.parametrize("count", [Integer(k) for k in (0, 1, 4)] + [s, Rational(1, 3)], ids=str)
def test_rising_and_falling_factorials(count: Expr) -> None:
    """DLMF 5.2.5, and x (x - 1) ... (x - n + 1) = (x - n + 1)_n."""
    for head, quotient in (
        (sympy.RisingFactorial, sympy.gamma(z + count) / sympy.gamma(z)),
        (sympy.FallingFactorial, sympy.gamma(z + 1) / sympy.gamma(z - count + 1)),
    ):
        change = rewritten(head(z, count))
        if change:
            agree(quotient, change.expr, [*ON_AXES, *AWAY])


OF_INVERSES: list[Expr] = [
    *(sympy.asinh(z), sympy.acosh(z), sympy.atanh(z), sympy.log(z), sympy.LambertW(z), sympy.loggamma(z)),
    *(I * sympy.asin(z), I * sympy.atan(z), I * sympy.arg(z)),
]


@pytest.mark.parametrize("term", OF_INVERSES, ids=str)
def test_exponentials_of_inverse_functions(term: Expr) -> None:
    change = exponential_of(term)
    assert change
    agree(sympy.exp(term), change.expr, [*ON_AXES, *BESIDE, *AWAY])


PARTIAL: list[tuple[Expr, Symbol]] = [
    *((head(z), z) for head in (sympy.LambertW, sympy.loggamma, sympy.erfi, sympy.Si, sympy.Ci, sympy.Shi, sympy.Chi)),
    *((head(z), z) for head in (sympy.Ei, sympy.elliptic_k, sympy.elliptic_e, sympy.acot)),
    *((head(z), z) for head in (sympy.asec, sympy.acsc, sympy.asech, sympy.acsch, sympy.acoth, sympy.digamma)),
    *((head(s, z), z) for head in (sympy.besselj, sympy.bessely, sympy.besseli, sympy.besselk, sympy.polylog)),
    *((head(s, z), z) for head in (sympy.uppergamma, sympy.lowergamma, sympy.expint, sympy.zeta, sympy.elliptic_e)),
    (sympy.hyper((s, Integer(1)), (Rational(5, 2),), z), z),
]
STEP = Rational(1, 10**9)


@pytest.mark.parametrize(("expr", "variable"), PARTIAL, ids=str)
def test_derivatives_are_those_of_the_functions(expr: Expr, variable: Symbol) -> None:
    """The proofs take derivatives by SymPy's table; here it is held against differences."""
    slope = expr.diff(variable)
    for point in (at(23, 31), at(-41, 13)):
        places: dict[Expr, Expr] = {z: point, s: at(45, 31)}
        forward, backward = (expr.xreplace({**places, z: point + k * STEP}) for k in (1, -1))
        quotient = value(sympy.Add(forward, -backward, evaluate=False) / (2 * STEP))
        assert abs(quotient - value(slope.xreplace(places))) < 1e-9 * (1 + abs(quotient))
