"""What SymPy makes of every function that can be typed, against balls on and beside cuts, at 0 and at whole numbers.

SymPy evaluates a function whenever it builds it anew, which every rearrangement does. Here each function is rearranged
as the exact methods do it, and conjugated, and what comes out is enclosed beside what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction

import pytest
from flint import acb
from sympy import Expr, I, Integer, Pow, Rational, Symbol, acot, conjugate, cos, exp, loggamma, sec, sin

from dehsym.balls import Enclosure, Unsupported, compile_enclosure
from dehsym.errors import EvaluationError, NotationError
from dehsym.notation.build import Builder
from dehsym.notation.functions import FUNCTIONS
from dehsym.notation.literal import LiteralBuilder
from dehsym.symbolic import held, plain_head, put, released
from dehsym.symbolic.zero_test import ZERO_METHODS

COMPLEX, REAL, WHOLE = Symbol("x", complex=True), Symbol("x", real=True), Symbol("x", integer=True)
PLACES = [
    (Fraction(x), Fraction(y))
    for x, y in [
        (0, 0), (1, 0), (-1, 0), (2, 0), (-2, 0), ("1/2", 0), ("-1/2", 0), ("-5/2", 0), ("3/2", 0), ("-3/2", 0),
        (0, 1), (0, -1), (0, "3/2"), (0, "-3/2"), (2, 3), (-2, 3), (-2, -3), (2, -3),
        ("-3/2", "1/1024"), ("-3/2", "-1/1024"), ("3/2", "1/1024"), ("3/2", "-1/1024"), ("1/1024", "-3/2"),
    ]
]  # fmt: skip
NAMES = sorted(name for name, row in FUNCTIONS.items() if 1 in row.arity)
FIRST = {
    "besselj": 1, "bessely": "1/3", "besseli": 2, "besselk": "-1/2", "hankel1": 1, "hankel2": "1/2", "polylog": 2,
    "uppergamma": "1/3", "lowergamma": "1/3", "expint": 2, "zeta": 2, "polygamma": 1, "elliptic_pi": "1/2",
    "legendre": "1/2", "chebyshevt": "1/3", "chebyshevu": "-1/2", "hermite": "1/2", "laguerre": "-3/2", "atan2": 1,
}  # fmt: skip


def arguments(x: Symbol) -> list[Expr]:
    return [x, -x, 1 - x, x**2 - 2, I * x, exp(x), x ** Rational(1, 2)]


def values(expr: Expr, x: Symbol, places: list[tuple[Fraction, Fraction]]) -> list[acb | None]:
    enclosure = compile_enclosure(expr)
    return [value(enclosure, x, place) for place in places]


def value(enclosure: Enclosure, x: Symbol, place: tuple[Fraction, Fraction]) -> acb | None:
    try:
        ball = enclosure({x: place if x is COMPLEX else place[0]}, 96)
    except EvaluationError:
        return None
    return ball if ball.is_finite() else None


def places_of(x: Symbol) -> list[tuple[Fraction, Fraction]]:
    if x is COMPLEX:
        return PLACES
    return [(a, b) for a, b in PLACES if not b and (x is REAL or a.denominator == 1)]


def forms(typed: Expr) -> Iterator[tuple[str, Expr]]:
    for name, method in ZERO_METHODS:
        with suppress(TypeError, ValueError, NotImplementedError, AttributeError):  # SymPy gives up: nothing is proved
            yield name, method(held(typed))


def disagreements(typed: Expr, evaluated: Expr | None, x: Symbol) -> list[str]:
    """The forms of a function that differ from it somewhere."""
    places, found = places_of(x), list[str]()
    wanted = values(typed, x, places)
    if not any(wanted):
        return found
    ways = [("build", evaluated)] if evaluated is not None else []
    for name, form in (*ways, *forms(typed)):
        with suppress(Unsupported):
            pairs = zip(wanted, values(released(form), x, places), strict=True)
            if any(a is not None and b is not None and not a.overlaps(b) for a, b in pairs):
                found.append(f"{name} of {typed}: {form}")
    turned = conjugate(held(typed))
    with suppress(Unsupported):
        pairs = zip(wanted, values(released(turned), x, places), strict=True)
        if any(a is not None and b is not None and not a.conjugate().overlaps(b) for a, b in pairs):
            found.append(f"conjugate of {typed}: {turned}")
    return found


def check(make: Callable[[Builder, Expr], Expr]) -> None:
    for x in (COMPLEX, REAL, WHOLE):
        for argument in arguments(x):
            typed = make(LiteralBuilder(), argument)
            try:
                evaluated = make(Builder(), argument)
            except NotationError:
                evaluated = None  # it has no value, or is too large
            with suppress(Unsupported):
                assert disagreements(typed, evaluated, x) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_function_of_one_argument_is_rearranged_rightly(name: str) -> None:
    check(lambda builder, argument: FUNCTIONS[name].make(builder, (argument,)))


@pytest.mark.parametrize("name", sorted(FIRST))
def test_a_function_of_two_arguments_is_rearranged_rightly(name: str) -> None:
    first = Rational(FIRST[name])
    check(lambda builder, argument: FUNCTIONS[name].make(builder, (first, argument)))


@pytest.mark.parametrize("name", ["legendre", "chebyshevt", "hermite", "uppergamma", "elliptic_f", "elliptic_pi"])
def test_it_is_so_for_the_first_argument_too(name: str) -> None:
    check(lambda builder, argument: FUNCTIONS[name].make(builder, (argument, Rational(-1, 2))))


@pytest.mark.parametrize("exponent", ["1/2", "-1/2", "2/3", "-5/3"])
def test_a_power_is_rearranged_rightly(exponent: str) -> None:
    check(lambda builder, base: builder.power(base, Rational(exponent)))


@pytest.mark.parametrize("base", [0, 2, -2, "1/3"])
def test_a_power_of_a_number_is_rearranged_rightly(base: int | str) -> None:
    check(lambda builder, exponent: Pow(Rational(base), exponent, evaluate=False))


CIRCULAR = ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"]


@pytest.mark.parametrize("outer", CIRCULAR)
def test_a_function_of_an_inverse_is_rearranged_rightly(outer: str) -> None:
    for inner in ["asin", "acos", "atan", "acot", "asec", "acsc", "asinh", "acosh", "atanh", "acoth", "asech", "acsch"]:
        for x in (COMPLEX, REAL):
            for argument in (x, -x, 1 - x):
                inside = FUNCTIONS[inner].make(LiteralBuilder(), (argument,))
                typed = FUNCTIONS[outer].make(LiteralBuilder(), (inside,))
                with suppress(Unsupported):
                    assert disagreements(typed, None, x) == []


def test_a_reciprocal_that_is_left_standing_is_not_written_by_exponentials_of_another_argument() -> None:
    """1/cos(i x) is 2/(e^x + e^-x); SymPy's rewriting of the unevaluated sec(i x) forgets the i."""
    assert disagreements(sec(I * COMPLEX, evaluate=False), None, COMPLEX) == []


def test_a_held_function_is_itself_at_numbers_and_is_released_unevaluated() -> None:
    x = COMPLEX
    inert = held(acot(1 - x, evaluate=False) + conjugate(loggamma(x), evaluate=False) + Pow(0, sin(x), evaluate=False))
    assert put(inert, {x: Integer(1)}) == acot(0) + 0 ** sin(1)
    assert released(inert) == acot(1 - x, evaluate=False) + conjugate(loggamma(x), evaluate=False) + 0 ** sin(x)
    assert {plain_head(part) for part in inert.args} >= {acot}
    assert held(cos(x)) is cos(x)
