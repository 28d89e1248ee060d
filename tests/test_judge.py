"""The judge: truths are not rejected, falsehoods are refuted with a witness, traps are seen."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import (
    Derivative,
    Expr,
    I,
    Integer,
    Integral,
    Rational,
    atan,
    conjugate,
    cos,
    exp,
    gamma,
    log,
    oo,
    pi,
    polylog,
    sin,
    sqrt,
    tanh,
)

from dehsym.catalogue import Catalogue
from dehsym.domain import COMPLEX, FRACTION, REAL, Domain, Interval
from dehsym.equation import Equation
from dehsym.heads import ContourIntegral, Differential, StateSum
from dehsym.judge import Judge
from dehsym.verdict import Kind

CATALOGUE = Catalogue()
a, b, n, x, y, u = (CATALOGUE.symbol(name, meaning=name) for name in "abnxyu")
phi = CATALOGUE.symbol("phi", meaning="a fraction", domain=FRACTION)
r, s = (CATALOGUE.symbol(name, meaning=name, domain=REAL) for name in "rs")
z, w = (CATALOGUE.symbol(name, meaning=name, domain=COMPLEX) for name in "zw")
small = CATALOGUE.symbol("small", meaning="a small number", domain=Domain("real", Interval(Fraction(-1), Fraction(1))))
F: Expr = CATALOGUE.function("F", x, meaning="a function")
JUDGE = Judge(CATALOGUE)
HALF = Rational(1, 2)

TRUE: list[tuple[Expr, Expr]] = [
    ((a + b) ** 3, a**3 + 3 * a**2 * b + 3 * a * b**2 + b**3),
    (1 / (exp(x) - 1), (1 / tanh(x / 2) - 1) / 2),
    (sqrt(a) * sqrt(b), sqrt(a * b)),
    (log(a * b), log(a) + log(b)),
    (sin(z) ** 2 + cos(z) ** 2, Integer(1)),
    (exp(I * r), cos(r) + I * sin(r)),
    (atan(x) + atan(1 / x), pi / 2),
    (gamma(x + 1), x * gamma(x)),
    (Derivative(F**2, x), 2 * F * F.diff(x)),
    (Derivative(exp(a * x), x), a * exp(a * x)),
    (Integral(exp(-a * u**2), (u, 0, oo)), sqrt(pi / a) / 2),
    (Integral(phi * sqrt(u) / (exp(u) - phi), (u, 0, oo)), sqrt(pi) / 2 * polylog(Rational(3, 2), phi)),
    (conjugate(exp(z)), exp(conjugate(z))),
    (StateSum(a * n**2, n), a * StateSum(n**2, n)),
    (ContourIntegral(2 * exp(z), z) / 2, ContourIntegral(exp(z), z)),
    (Differential(x) * (a + b), a * Differential(x) + b * Differential(x)),
]


@pytest.mark.parametrize(("left", "right"), TRUE, ids=lambda e: str(e)[:40])
def test_true(left: Expr, right: Expr) -> None:
    verdict = JUDGE.equal(left, right)
    assert verdict.holds, str(verdict)


FALSE: list[tuple[Expr, Expr]] = [
    (log(z * w), log(z) + log(w)),
    (sqrt(z**2), z),
    (sqrt(r**2), r),
    (log(exp(z)), z),
    (exp(z) ** HALF, exp(z / 2)),
    (atan(r) + atan(1 / r), pi / 2),
    (cos(r), Integer(1)),
    (exp(10 ** Integer(-35) * a), Integer(1) + 0 * a),
    (a + 10 ** Integer(-40), a),
    (Derivative(F**2, x), F * F.diff(x)),
    (Integral(exp(-a * u**2), (u, 0, oo)), sqrt(pi / a)),
    (F, 1 / F),
    (Differential(x), Differential(y)),
    (1 / a**2, -1 / a**2),
]


@pytest.mark.parametrize(("left", "right"), FALSE, ids=lambda e: str(e)[:40])
def test_false(left: Expr, right: Expr) -> None:
    verdict = JUDGE.equal(left, right)
    assert verdict.kind == Kind.REFUTED, str(verdict)
    assert verdict.witness
    assert verdict.witness.left != verdict.witness.right


def test_what_is_not_comparable_is_undecided() -> None:
    assert JUDGE.equal(StateSum(n, n), ContourIntegral(n, n)).kind == Kind.UNDECIDED
    assert JUDGE.equal(StateSum(n, n) ** 2, a).kind == Kind.UNDECIDED
    assert JUDGE.same(Equation(a, b), Equation.chain(a, b, b)).kind == Kind.UNDECIDED


def test_verdicts_do_not_depend_on_the_run() -> None:
    first, second = (JUDGE.equal(log(z * w), log(z) + log(w)) for _ in range(2))
    assert first == second


def test_sign() -> None:
    assert JUDGE.positive(exp(r)).kind == Kind.CERTIFIED
    assert JUDGE.positive(1 - phi).kind == Kind.CERTIFIED
    assert JUDGE.positive(a - 1).kind == Kind.REFUTED
    assert JUDGE.positive(a - a).kind == Kind.UNDECIDED


def test_a_narrower_domain_can_be_stated_for_one_question() -> None:
    assert not JUDGE.equal(sqrt(r**2), r).holds
    assert JUDGE.binding({r: FRACTION}).equal(sqrt(r**2), r).holds
