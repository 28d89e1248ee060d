"""Polar normal forms: equal to the expressions, on every branch; and what is refused, in words."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from sympy import Abs, Expr, Float, Function, I, Pow, Rational, S, Symbol, cos, exp, log, pi, root, sqrt

from dehsym import symbolic
from dehsym.balls import compile_enclosure
from dehsym.errors import PhaseError
from dehsym.phases import Condition, PhaseProblem, PolarForm, PolarReader, value_on_branch
from tests.phases.symbols import (
    COMPLEX_ONE,
    DOMAINS,
    GAMMA,
    LENGTH,
    NU,
    OMEGA,
    PHASES,
    PHI,
    PSI,
    REAL_ONE,
    X,
    Y,
)

POINT: dict[Expr, Fraction] = {
    PHI: Fraction(3, 16),
    PSI: Fraction(5, 8),
    X: Fraction(7, 4),
    Y: Fraction(1, 32),
    LENGTH: Fraction(9),
    REAL_ONE: Fraction(-3, 2),
}


def read(expr: Expr) -> PolarForm:
    return PolarReader(PHASES, DOMAINS).form(expr)


def as_expr(form: PolarForm) -> Expr:
    assert not form.phases
    assert not form.labels
    return form.modulus * exp(I * pi * symbolic.rational(form.constant))


PIECES: list[Expr] = [
    X,
    -Y / 3,
    I,
    log(PHI),
    1 / log(PSI),
    PHI - 1,
    1 - PSI,
    log(PHI) * (1 + X),
    exp(I * NU),
    exp(-2 * I * GAMMA / 3 + X),
    exp(I * (OMEGA + pi / 5)),
    exp(REAL_ONE - I * pi * Rational(3, 7)),
    Pow(S.NegativeOne, Rational(1, 3)),
    Abs(log(PSI)),
]
BASES: list[Expr] = [log(PHI), log(PSI), PHI - 1, X * log(PHI), 1 / log(PHI), -X, I * LENGTH, log(PHI) * log(PSI)]
EXPONENTS = [Rational(1, 2), Rational(3, 2), Rational(-1, 3), Rational(2, 5)]


def test_random_products_against_balls_on_every_branch() -> None:
    """The law: turned to a branch, the expression itself has the value of its normal form."""
    random = Random(1)
    for _ in range(60):
        expr: Expr = S.One
        for _ in range(random.randint(1, 4)):
            expr *= random.choice(PIECES) ** random.choice((1, 1, 2, -1, 3))
        for _ in range(random.randint(0, 2)):
            expr *= random.choice(BASES) ** random.choice(EXPONENTS)
        problem = PhaseProblem("random", (Condition("X", expr),), PHASES, DOMAINS)
        phases: dict[Expr, Fraction] = {symbol: Fraction(random.randrange(60), 15) for symbol in PHASES}
        for branch in list(problem.branches)[:4]:
            form = problem.forms["X"].with_phases(phases).on_branch(branch)
            direct = value_on_branch(problem, expr, branch, phases)
            ours, theirs = (compile_enclosure(each)(POINT, 128) for each in (as_expr(form), direct))
            assert ours.overlaps(theirs), (expr, branch)
            assert theirs.is_finite()


def test_with_all_labels_0_the_form_is_the_principal_value() -> None:
    for expr in (*(base**r for base in BASES for r in EXPONENTS), *(piece for piece in PIECES)):
        form = read(expr)
        phases: dict[Expr, Fraction] = dict.fromkeys(PHASES, Fraction(0))
        branch = dict.fromkeys(form.labels, 0)
        ours = compile_enclosure(as_expr(form.with_phases(phases).on_branch(branch)))(POINT, 128)
        principal = compile_enclosure(expr.xreplace(dict.fromkeys(PHASES, S.Zero)))(POINT, 128)
        assert ours.overlaps(principal), expr


def test_powers_of_one_base_share_its_label() -> None:
    form = read(sqrt(pi * log(PHI)) * log(PHI) ** Rational(3, 2) * sqrt(X * log(PHI)))
    assert form.labels == {log(PHI): Fraction(5)}
    assert read(sqrt(log(PHI)) * sqrt(log(PSI))).labels == {log(PHI): Fraction(1), log(PSI): Fraction(1)}
    assert read(sqrt(log(PHI)) / sqrt(X * log(PHI))).labels == {}


def test_what_is_positive_or_a_number_has_no_label() -> None:
    for expr in (sqrt(X), sqrt(-log(PHI)), sqrt(1 - PHI), X**Y, root(-8, 3), sqrt(log(PHI) * log(PSI)), X**pi):
        assert read(expr).labels == {}, expr


def test_a_sum_is_read_where_it_is_a_product() -> None:
    form = read(X * exp(I * NU) + Y * exp(I * NU))
    assert (form.modulus, form.phases) == (X + Y, {NU: Fraction(1)})


UNDECLARED = Symbol("q")
REFUSED: list[tuple[Expr, str]] = [
    (exp(I * NU) + X, "a product of powers and of exp(i phase) is wanted, found the sum"),
    (X + I * Y, "a product of powers and of exp(i phase) is wanted, found the sum"),
    (cos(NU), r"a product of powers and of exp(i phase) is wanted, found the factor cos(nu)"),
    (NU * X, "a product of powers and of exp(i phase) is wanted, found the factor nu"),
    (exp(I * NU**2), "rational multiples of pi and of the phases (nu, gamma, omega) are wanted, found nu**2"),
    (exp(I * NU * GAMMA), "are wanted, found gamma*nu in exp(I*gamma*nu)"),
    (exp(I * sqrt(2) * NU), "are wanted, found sqrt(2)*nu"),
    (exp(I * pi * sqrt(3)), "are wanted, found sqrt(3)*pi"),
    (exp(I * REAL_ONE), "are wanted, found r in exp(I*r)"),
    (exp(NU), "phases are wanted in the exponent as multiples of I, found nu"),
    (exp(sqrt(log(PHI))), "a real number is wanted beside the phase, found sqrt(log(phi))"),
    (sqrt(exp(I * NU) * log(PHI)), "no root of an open phase is wanted"),
    (sqrt(1 + sqrt(log(PHI))), "a factor of one sign is wanted"),
    (sqrt(log(PHI) * log(PHI) ** Rational(1, 3)), "a base with one principal argument is wanted"),
    (log(PHI) ** pi, "a rational exponent without phases is wanted"),
    (log(PHI) ** X, "a rational exponent without phases is wanted"),
    (X**NU, "a real exponent without phases is wanted"),
    (X**I, "a real exponent without phases is wanted"),
    (log(X), "a factor of one sign is wanted, found log(x): 0 < log(x) is refuted"),
    (REAL_ONE, "a factor of one sign is wanted, found r"),
    (COMPLEX_ONE, "a factor of one sign is wanted, found z"),
    (S.Zero, "a factor of one sign is wanted, found 0"),
    (Function("g", positive=True)(X), "symbols are wanted, found the undefined function g(x)"),
    (X ** Float("0.5"), "exact numbers are wanted, found 0.500000000000000 in x**0.5"),
    (S.NaN, "a factor of one sign is wanted, found nan"),
    (UNDECLARED * X, "a domain for q is wanted, or that it is a phase; found none, in q"),
]


@pytest.mark.parametrize(("expr", "message"), REFUSED, ids=lambda value: str(value)[:40])
def test_refusals(expr: Expr, message: str) -> None:
    with pytest.raises(PhaseError) as refused:
        read(expr)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
