"""Points: the same in every process, inside their domains, and in every pair of strata."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Function, Symbol

from dehsym.balls import TestFunction, compile_enclosure, points, text_of
from dehsym.balls.sampling import PRIME
from dehsym.domain import COMPLEX, FRACTION, NATURAL, POSITIVE, REAL, Domain, Interval
from dehsym.errors import EvaluationError

x, y, z, n = (Symbol(name) for name in "xyzn")
F = Function("F")
EXACT = Fraction | tuple[Fraction, Fraction]

domains = st.sampled_from(
    [
        *(POSITIVE, FRACTION, REAL, COMPLEX, NATURAL),
        *(Domain("real", Interval(Fraction(1))), Domain("real", Interval(high=Fraction(0))), Domain("integer")),
    ]
)


@given(st.lists(domains, min_size=1, max_size=4), st.text(max_size=5))
def test_every_point_lies_in_its_domains(chosen: list[Domain], seed: str) -> None:
    given_domains: dict[Expr, Domain] = dict(zip((x, y, z, n), chosen, strict=False))
    for point in islice(points(given_domains, seed), 40):
        for symbol, domain in given_domains.items():
            value = point[symbol]
            assert not isinstance(value, TestFunction)
            assert value in domain


def test_the_points_are_those_that_were_printed() -> None:
    """A change here changes every witness in every report."""
    found = list(islice(points({x: POSITIVE, z: COMPLEX}, "a seed"), 2))
    assert [text_of(point) for point in found] == FIRST
    reordered = list(islice(points({z: COMPLEX, x: POSITIVE}, "a seed"), 2))
    assert found == reordered


FIRST = [
    (("x", "599/1024"), ("z", "-1213/512 - 871/512*I")),
    (("x", "995/512"), ("z", "425/256*I")),
]


def test_every_pair_of_strata_comes_up() -> None:
    signs: set[tuple[bool, bool]] = set()
    quadrants: set[tuple[int, int, bool]] = set()
    for point in islice(points({x: REAL, y: REAL, z: COMPLEX}, "pairs"), PRIME):
        a, b, c = point[x], point[y], point[z]
        assert isinstance(a, Fraction)
        assert isinstance(b, Fraction)
        assert isinstance(c, tuple)
        signs.add((a > 0, b > 0))
        quadrants.add(((c[0] > 0) - (c[0] < 0), (c[1] > 0) - (c[1] < 0), a > 0))
    assert len(signs) == 4
    assert len(quadrants) >= 12


def test_a_function_gets_a_polynomial_about_the_sampled_point() -> None:
    for point in islice(points({x: POSITIVE, F(x): FRACTION}, "functions"), 20):
        function, place = point[F(x)], point[x]
        assert isinstance(function, TestFunction)
        assert function.centre == place
        assert len(function.coefficients) == 6
        assert function.coefficients[0] in FRACTION
        assert all(c.denominator & (c.denominator - 1) == 0 for c in function.coefficients)
        assert compile_enclosure(F(x))(point, 64) == acb_of(function.coefficients[0])


def acb_of(value: Fraction) -> object:
    from flint import acb, arb, fmpq

    return acb(arb(fmpq(value.numerator, value.denominator)))


def test_a_complex_function_is_given_too() -> None:
    point = next(points({z: COMPLEX, F(z): COMPLEX}, "complex"))
    assert compile_enclosure(F(z) + z)(point, 64).is_finite()


@pytest.mark.parametrize("key", [F(x), F(2 * y), x + y, Function("G")(x, y)], ids=str)
def test_other_keys_are_refused(key: Expr) -> None:
    with pytest.raises(EvaluationError, match="is wanted, found"):
        points({y: REAL, key: REAL}, "seed")


def test_one_function_has_one_domain() -> None:
    with pytest.raises(EvaluationError, match="one domain for the function F"):
        points({x: REAL, y: REAL, F(x): REAL, F(y): POSITIVE}, "seed")


def test_text_of_test_functions_reads_back() -> None:
    function = TestFunction(Fraction(-1, 2), (Fraction(0), Fraction(-1), Fraction(3, 4)))
    assert text_of({F(y): function, x: (Fraction(0), Fraction(1))}) == (
        ("F(y)", "-(y + 1/2) + 3/4*(y + 1/2)**2"),
        ("x", "1*I"),
    )
    assert TestFunction(Fraction(1), (Fraction(0),)).text("y") == "0"
    with pytest.raises(EvaluationError, match="at least one coefficient"):
        TestFunction(Fraction(1), ())
