"""The one root of a function on an interval: what it is, what is refused, what SymPy may do with it.

The values are square and cube roots, pi and the like; Dottie's number cos x = x and the omega constant x e^x = 1 are
those of OEIS A003957 and A030178.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Derivative,
    Expr,
    Integer,
    Integral,
    Rational,
    Symbol,
    asin,
    cbrt,
    cos,
    cosh,
    exp,
    log,
    pi,
    sin,
    sinh,
    sqrt,
)

from dehsym import symbolic
from dehsym.balls import NoValue, Point, Unsupported, compile_enclosure, decimal_digits
from dehsym.catalogue import Catalogue
from dehsym.dimension import LENGTH, TIME
from dehsym.errors import DimensionError, EvaluationError, RuleError
from dehsym.heads import ContourIntegral, UniqueRoot
from dehsym.render.latex import latex_expression
from dehsym.render.text import text_expression

a, x, y = Symbol("a", positive=True), Symbol("x", positive=True), Symbol("y", positive=True)
AT: Point = {a: Fraction(9, 4)}
SHARE = UniqueRoot((cosh(x) - 1) / (6 * x**2) - Rational(7, 10), x, 5, 7)

KNOWN: list[tuple[Expr, Expr]] = [
    (UniqueRoot(x**2 - 2, x, 0, 3), sqrt(2)),
    (UniqueRoot(2 - x**2, x, 0, 3), sqrt(2)),
    (UniqueRoot(x**3 - a, x, 0, 9), cbrt(a)),
    (UniqueRoot(x**2 - a, x, -5, 0), -sqrt(a)),
    (UniqueRoot(cos(x), x, 1, pi), pi / 2),
    (UniqueRoot(sin(x), x, 2, 5), pi),
    (UniqueRoot(sin(x) - Rational(1, 3), x, 0, 1), asin(Rational(1, 3))),
    (UniqueRoot(log(x) - a, x, Rational(1, 3), exp(a + 1)), exp(a)),
    (UniqueRoot(x**2 - 4, x, 0, 2), Integer(2)),
    (UniqueRoot(Abs(x - 1) - Rational(1, 2), x, 1, 3), Rational(3, 2)),
    (UniqueRoot(x**2 - UniqueRoot(y**2 - 16, y, 3, 5), x, 1, 3), Integer(2)),
    (UniqueRoot(Integral(2 * y, (y, 0, x)) - a, x, 1, 2), Rational(3, 2)),
    (UniqueRoot(x**20 - 2**20, x, 1, 1000), Integer(2)),
]


@pytest.mark.parametrize(("root", "value"), KNOWN, ids=[str(root) for root, _ in KNOWN])
def test_encloses_what_is_known(root: Expr, value: Expr) -> None:
    point: Point = {symbol: AT[symbol] for symbol in root.free_symbols}
    for bits in (64, 400):
        ball = compile_enclosure(root)(point, bits)
        assert ball.overlaps(compile_enclosure(value)(point, bits + 64))
        assert ball.rel_accuracy_bits() > bits - 24


@pytest.mark.parametrize(
    ("root", "digits"),
    [
        (UniqueRoot(cos(x) - x, x, 0, 1), "0.739085133215160641655312087674"),
        (UniqueRoot(x * exp(x) - 1, x, 0, 1), "0.567143290409783872999968662210"),
    ],
)
def test_constants_of_the_tables(root: Expr, digits: str) -> None:
    enclosure = compile_enclosure(root)
    assert decimal_digits(lambda bits: enclosure({}, bits), 30).real == digits


def test_a_thousand_digits_agree_with_mpmath() -> None:
    enclosure = compile_enclosure(SHARE)
    found = decimal_digits(lambda bits: enclosure({}, bits), 1000).real
    assert found == symbolic.mpmath_decimal(SHARE, 1000)


@pytest.mark.parametrize(
    ("root", "why"),
    [
        (UniqueRoot(x**2 + 1, x, 0, 3), "no zero"),
        (UniqueRoot(x**2 - 2, x, 2, 3), "no zero"),
        (UniqueRoot(x**2 - 2, x, -2, 2), "several zeros"),
        (UniqueRoot(sin(x), x, 1, 10), "several zeros"),
        (UniqueRoot((x - 1) * (x - 1 - Rational(1, 10**20)), x, 0, 3), "several zeros"),
        (UniqueRoot(x * 0 + 7, x, 0, 3), "no zero"),
    ],
    ids=str,
)
def test_no_zero_or_several_is_no_value(root: Expr, why: str) -> None:
    with pytest.raises(NoValue, match=why):
        compile_enclosure(root)({}, 128)


@pytest.mark.parametrize(
    "root",
    [
        UniqueRoot((x - 1) ** 2, x, 0, 3),  # double: no sign changes
        UniqueRoot((x - 1) ** 3, x, 0, 3),  # triple: no slope
        UniqueRoot(x * 0, x, 0, 3),
        UniqueRoot(1 / (x - 1), x, 0, 3),  # a pole is no zero
        UniqueRoot(log(x), x, 0, 3),  # no value at an end
        UniqueRoot(sin(x), x, 1, pi),  # a zero at an end that no ball can hit
        UniqueRoot(x - 1, x, 3, 0),
        UniqueRoot(sqrt(x - 5), x, 0, 9),  # not real throughout
    ],
    ids=str,
)
def test_what_cannot_be_certified_is_left_open(root: Expr) -> None:
    assert not compile_enclosure(root)({}, 64).is_finite()
    with pytest.raises(EvaluationError, match="a finite value is wanted"):
        decimal_digits(lambda bits: compile_enclosure(root)({}, bits), 10)


def test_a_pole_between_two_signs_is_not_taken_for_a_zero() -> None:
    """1/(x - 1) + x + 4 vanishes at (-3 ± √21)/2 and has a pole at 1."""
    body = 1 / (x - 1) + x + 4
    ball = compile_enclosure(UniqueRoot(body, x, -9, 0))({}, 64)
    assert ball.overlaps((-3 - acb(21).sqrt()) / 2)
    assert not compile_enclosure(UniqueRoot(body, x, Rational(1, 2), 3))({}, 64).is_finite()


def test_an_end_that_no_ball_holds_exactly_lets_nothing_in_from_outside() -> None:
    """The zero lies 2^-140 below 1/3: rounded outwards to 128 bits the interval would hold it."""
    root = UniqueRoot(x - Rational(1, 3) + Rational(1, 2**140), x, Rational(1, 3), 1)
    assert not compile_enclosure(root)({}, 512).is_finite()


def test_what_has_no_enclosure_is_named() -> None:
    with pytest.raises(Unsupported, match="ContourIntegral"):
        compile_enclosure(UniqueRoot(ContourIntegral(y, y) - x, x, 0, 1))


def test_over_real_balls_all_roots_are_held() -> None:
    found = compile_enclosure(UniqueRoot(x**2 - a, x, 0, 9)).over({}, {a: acb("4 +/- 1")})
    assert found.is_finite()
    assert found.real.contains(acb(3).sqrt().real)
    assert found.real.contains(acb(5).sqrt().real)
    assert not compile_enclosure(UniqueRoot(x**2 - a, x, 0, 9)).over({}, {a: acb(4, 1)}).is_finite()


@settings(max_examples=60, deadline=None)
@given(
    st.fractions(Fraction(-40), Fraction(40), max_denominator=64),
    st.fractions(Fraction(1, 64), Fraction(20), max_denominator=64),
    st.integers(1, 4),
)
def test_the_root_of_a_rising_function_is_found(place: Fraction, reach: Fraction, power: int) -> None:
    centre, width = (Rational(each.numerator, each.denominator) for each in (place, reach))
    step = x - centre
    root = UniqueRoot(sinh(step / 16) + step ** (2 * power - 1) + step, x, centre - width, centre + 2 * width)
    ball = compile_enclosure(root)({}, 128)
    assert ball.overlaps(compile_enclosure(centre)({}, 256))
    assert ball.rad() < 1e-30


# --- The head


def test_the_bound_variable_is_bound() -> None:
    root = UniqueRoot(x**2 - a, x, 0, 9)
    assert root.free_symbols == {a}
    assert root.xreplace({x: y}) == root
    assert (root + x).xreplace({x: y}) == root + y
    assert root.xreplace({a: Integer(4)}) == UniqueRoot(x**2 - 4, x, 0, 9)
    assert symbolic.put(root + x, {x: a}) == root + a


def test_nothing_is_captured() -> None:
    moved = UniqueRoot(x**2 - a, x, 0, 9).xreplace({a: x + 1})
    assert moved.free_symbols == {x}
    ball = compile_enclosure(moved)({x: Fraction(3)}, 64)
    assert ball.overlaps(acb(2))


def test_its_derivative_is_that_of_the_implicit_function() -> None:
    root = UniqueRoot(x**3 - a, x, 0, 9)
    assert compile_enclosure(root.diff(a) - 1 / (3 * cbrt(a) ** 2))(AT, 128).contains(0)
    assert compile_enclosure(symbolic.differentiated(Derivative(root**2, a)) - 2 / (3 * cbrt(a)))(AT, 128).contains(0)


def test_rewriting_leaves_one_form() -> None:
    assert symbolic.tidied(SHARE * x / x**2 + SHARE).atoms(UniqueRoot) == {SHARE}
    assert symbolic.spread((SHARE + 1) * 2) == 2 * SHARE + 2


@pytest.mark.parametrize(("variable", "low"), [(x**2, Integer(0)), (x, x)])
def test_a_variable_that_cannot_be_bound_is_refused(variable: Expr, low: Expr) -> None:
    with pytest.raises(RuleError, match="bound variable"):
        UniqueRoot(x, variable, low, 9)


def test_its_dimension_is_that_of_its_variable() -> None:
    catalogue = Catalogue()
    length = catalogue.symbol("length", meaning="a length", dimension=LENGTH)
    place = catalogue.symbol("place", meaning="a place", dimension=LENGTH)
    time = catalogue.symbol("time", meaning="a time", dimension=TIME)
    assert catalogue.dimension(UniqueRoot(place**2 - length**2, place, Integer(0), 2 * length)) == LENGTH
    with pytest.raises(DimensionError):
        catalogue.dimension(UniqueRoot(place**2 - length, place, Integer(0), 2 * length))
    with pytest.raises(DimensionError):
        catalogue.dimension(UniqueRoot(place**2 - length**2, place, Integer(0), time))


def test_how_it_is_printed() -> None:
    root = UniqueRoot(x**2 - a, x, 0, a + 1)
    assert latex_expression(root, Catalogue()) == r"\operatorname{root}_{0 \le x \le a + 1}[x^2 - a]"
    assert text_expression(2 * root, Catalogue()) == "2 root_(0 ≤ x ≤ a + 1)[x² − a]"
    assert str(root) == "UniqueRoot(-a + x**2, x, 0, a + 1)"
