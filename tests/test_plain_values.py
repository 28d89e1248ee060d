"""Dimensions, domains, printed numbers, verdicts, catalogue rows."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Derivative, Expr, Integer, Integral, Limit, Rational, Symbol, cos, exp, log, oo, pi, sqrt

from dehsym.catalogue import Catalogue
from dehsym.constants import ELEMENTARY_CHARGE, K_B, C, Constant, G, H
from dehsym.dimension import ACTION, ENERGY, ENTROPY, LENGTH, MASS, ONE, PRESSURE, TIME, VELOCITY, VOLUME, si_unit
from dehsym.domain import COMPLEX, FRACTION, NATURAL, POSITIVE, REAL, Domain, Interval, exact_text
from dehsym.errors import CatalogueError, DimensionError, NotationError
from dehsym.heads import ContourIntegral, Differential, StateSum
from dehsym.printed import Printed
from dehsym.verdict import Kind, Verdict, Witness, approximate, certified, granted, proved, refuted, undecided, weakest

CATALOGUE = Catalogue()
LENGTH_X = CATALOGUE.symbol("x", dimension=LENGTH, meaning="a length")
TIME_T = CATALOGUE.symbol("t", dimension=TIME, meaning="a time")
PURE = CATALOGUE.symbol("p", meaning="a pure number")
PLACE: Expr = CATALOGUE.function("s", TIME_T, dimension=LENGTH, meaning="a place")


# --- Dimensions


def test_derived_dimensions() -> None:
    assert ENERGY == MASS * LENGTH**2 / TIME**2
    assert PRESSURE * VOLUME == ENERGY
    assert ACTION == ENERGY * TIME
    assert str(VOLUME ** Fraction(-2, 3)) == "L^-2"
    assert si_unit(ENTROPY) == "kg m^2 s^-2 K^-1"


HOMOGENEOUS: list[tuple[Expr, object]] = [
    (LENGTH_X / TIME_T, VELOCITY),
    (Derivative(PLACE, TIME_T), VELOCITY),
    (Integral(PLACE, (TIME_T, 0, oo)), LENGTH * TIME),
    (sqrt(LENGTH_X**2), LENGTH),
    (LENGTH_X ** Rational(2, 3), LENGTH ** Fraction(2, 3)),
    (exp(LENGTH_X / PLACE), ONE),
    (cos(PURE) + pi, ONE),
    (PURE**PURE, ONE),
    (Differential(LENGTH_X), LENGTH),
    (StateSum(LENGTH_X * PURE, PURE), LENGTH),
    (ContourIntegral(1 / TIME_T, TIME_T), ONE),
    (Limit(PLACE, TIME_T, 0), LENGTH),
    (Integer(0), None),
    (LENGTH_X * 0, None),
]


@pytest.mark.parametrize(("expr", "wanted"), HOMOGENEOUS, ids=str)
def test_dimension(expr: Expr, wanted: object) -> None:
    assert CATALOGUE.dimension(expr) == wanted


INHOMOGENEOUS: list[Expr] = [
    LENGTH_X + TIME_T,
    LENGTH_X + 1,
    exp(LENGTH_X),
    log(TIME_T),
    PURE**LENGTH_X,
    LENGTH_X**PURE,
    Integral(PLACE, (TIME_T, 0, LENGTH_X)),
    PLACE.xreplace({TIME_T: LENGTH_X}),
]


@pytest.mark.parametrize("expr", INHOMOGENEOUS, ids=str)
def test_no_dimension(expr: Expr) -> None:
    with pytest.raises(DimensionError, match=r"in |is "):
        CATALOGUE.dimension(expr)


def test_zero_has_every_dimension() -> None:
    CATALOGUE.check_homogeneous([Integer(0), LENGTH_X])
    with pytest.raises(DimensionError):
        CATALOGUE.check_homogeneous([Integer(0), LENGTH_X, TIME_T])


# --- Catalogue


def test_names_are_declared_once() -> None:
    with pytest.raises(CatalogueError, match="'x' is declared as 'a length'"):
        CATALOGUE.symbol("x", meaning="again")


def test_unknown_names_lead_to_the_nearest() -> None:
    catalogue = Catalogue()
    catalogue.symbol("Lambda_B", meaning="thermal wavelength")
    with pytest.raises(CatalogueError, match="did you mean 'Lambda_B'"):
        catalogue.named("lambda_b")
    with pytest.raises(CatalogueError):
        catalogue[Symbol("q")]


# --- Domains

DOMAINS = [
    POSITIVE,
    FRACTION,
    REAL,
    COMPLEX,
    NATURAL,
    Domain("real", Interval(high=Fraction(0))),
    Domain("real", Interval(Fraction(-1), Fraction(3), low_closed=True, high_closed=True)),
    Domain("integer", Interval(Fraction(1), Fraction(4), low_closed=True, high_closed=True)),
]


@given(st.sampled_from(DOMAINS), st.integers(0, 10**6), st.integers(0, 2**32))
def test_points_lie_in_their_domain_and_are_exact(domain: Domain, stratum: int, seed: int) -> None:
    point = domain.sample(stratum, Random(seed))
    assert point in domain
    for part in point if isinstance(point, tuple) else (point,):
        assert part.denominator & (part.denominator - 1) == 0


def test_strata_reach_small_and_large_and_both_signs() -> None:
    values = [value for k in range(40) if not isinstance(value := POSITIVE.sample(k, Random(k)), tuple)]
    assert min(values) < Fraction(1, 100)
    assert max(values) > 100
    signs = {value > 0 for k in range(8) if not isinstance(value := REAL.sample(k, Random(k)), tuple)}
    assert signs == {True, False}


def test_domain_text() -> None:
    texts = ["0 < x", "0 < x < 1", "x real", "x complex", "0 ≤ x integer", "x < 0", "-1 ≤ x ≤ 3", "1 ≤ x ≤ 4 integer"]
    assert [str(domain).strip() for domain in DOMAINS] == texts
    assert exact_text((Fraction(0), Fraction(-1, 2))) == "-1/2*I"


# --- Printed numbers


@pytest.mark.parametrize(
    ("text", "value", "ulp", "digits"),
    [
        ("8.45e49", Fraction(845) * 10**47, Fraction(10) ** 47, 3),
        ("0.0864", Fraction(864, 10**4), Fraction(1, 10**4), 3),
        ("1e-40", Fraction(1, 10**40), Fraction(1, 10**40), 1),
        ("14.0", Fraction(14), Fraction(1, 10), 3),
        ("-2.50", Fraction(-5, 2), Fraction(1, 100), 3),
    ],
)
def test_printed(text: str, value: Fraction, ulp: Fraction, digits: int) -> None:
    printed = Printed(text)
    assert (printed.value, printed.ulp, printed.digits) == (value, ulp, digits)
    assert printed.high - printed.low == ulp


@pytest.mark.parametrize("text", ["", "nan", "1/3", "1e", "1.2.3", "0x10", "1e99999999", "∞", "1 "])
def test_not_printed(text: str) -> None:
    with pytest.raises(NotationError):
        Printed(text)


# --- Constants


@pytest.mark.parametrize("constant", [H, K_B, C, ELEMENTARY_CHARGE])
def test_si_constants_are_exact(constant: Constant) -> None:
    assert constant.exact


def test_g_is_not_exact() -> None:
    assert not G.exact
    assert G.fraction == Fraction(66743, 10**15)


# --- Verdicts

VERDICTS = [
    refuted("false", Witness((("x", "1/2"),), "1", "2")),
    undecided("no points"),
    approximate("nearly", "a bound"),
    granted("a choice"),
    certified("agree", digits=30, points=12),
    proved("the same", "expansion"),
]


def test_the_scale_is_in_order() -> None:
    assert [verdict.kind for verdict in VERDICTS] == sorted(Kind)


@pytest.mark.parametrize(("weaker", "stronger"), list(combinations(VERDICTS, 2)))
def test_the_weaker_wins(weaker: Verdict, stronger: Verdict) -> None:
    assert weaker & stronger == weaker == stronger & weaker == weakest(stronger, weaker)


@pytest.mark.parametrize("verdict", VERDICTS, ids=str)
def test_json_round_trip(verdict: Verdict) -> None:
    assert Verdict.from_json(json.loads(json.dumps(verdict.as_json()))) == verdict
    assert verdict.holds == (verdict.kind >= Kind.CERTIFIED)
