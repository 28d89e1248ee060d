"""Roots isolated on an interval, changes of the argument, equations of the second order, factors cancelled."""

from __future__ import annotations

import pytest
from sympy import Derivative, Expr, Integer, Integral, Rational, atan, cos, cosh, exp, sin, sinh, sqrt

from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.grant import GrantKind
from dehsym.heads import UniqueRoot
from dehsym.rule import Rule
from dehsym.rules.cancellation import Cancel
from dehsym.rules.hyperbolic import AsHyperbolic
from dehsym.rules.ode import ChangeArgument, SolveSecondOrder
from dehsym.rules.roots import IsolateRoot
from dehsym.verdict import Kind
from tests import laws
from tests.rules.symbols import CATALOGUE, JUDGE, Known, a, b, c, f, k, n, r, s, t, u, v, x, y

ZERO, ONE = Integer(0), Integer(1)
Y: Expr = CATALOGUE.function("Y_of_u", u, meaning="the function f of another argument")
T: Expr = CATALOGUE.function("T_of_u", u, meaning="the old argument as a function of the new one")
RATE = Known(Equation(T.diff(u), Y / c))
SQUARE = Known(Equation(f.diff(t) ** 2, f**2 + a))
SECOND_ORDER = SolveSecondOrder(f, (r, v))
SHARE = Equation(Rational(7, 10), (cosh(x) - 1) / (6 * x**2))

CASES: list[tuple[str, Rule, Equation, Equation]] = [
    (
        "a share of dark energy",
        IsolateRoot(x, Integer(5), Integer(7), y),
        SHARE,
        Equation(x, UniqueRoot(Rational(7, 10) - (cosh(y) - 1) / (6 * y**2), y, 5, 7)),
    ),
    ("a fixed point", IsolateRoot(x, ZERO, ONE, y), Equation(cos(x), x), Equation(x, UniqueRoot(cos(y) - y, y, 0, 1))),
    (
        "a root with a parameter",
        IsolateRoot(x, ZERO, a, y),
        Equation(x * exp(x), a),
        Equation(x, UniqueRoot(y * exp(y) - a, y, 0, a)),
    ),
    (
        "one of two",
        IsolateRoot(r, ZERO, Integer(3), y, granted="for a test"),
        Equation(r**2, Integer(2)),
        Equation(r, UniqueRoot(y**2 - 2, y, 0, 3)),
    ),
    (
        "another argument",
        ChangeArgument(f, Y, RATE),
        Equation(f.diff(t) ** 2, a / f + 1),
        Equation(c**2 * Y.diff(u) ** 2 / Y**2, a / Y + 1),
    ),
    (
        "growth and decay",
        SolveSecondOrder(f, (r, v)),
        Equation(f.diff(t, t), f + a),
        Equation(f, r * exp(-t) + v * exp(t) - a),
    ),
    (
        "with a term of the first order",
        SolveSecondOrder(f, (r, v)),
        Equation(f.diff(t, t) + 2 * f.diff(t), 3 * f + a),
        Equation(f, r * exp(-3 * t) + v * exp(t) - a / 3),
    ),
    (
        "a slope cancelled",
        Cancel(2 * f.diff(t), SQUARE),
        Equation(2 * f.diff(t) * f.diff(t, t), 2 * f * f.diff(t)),
        Equation(f.diff(t, t), f),
    ),
    (
        "exponentials",
        AsHyperbolic(r),
        Equation(a, b * exp(r) / 2 + b * exp(-r) / 2 - b),
        Equation(a, b * (cosh(r) - 1)),
    ),
    ("one exponential", AsHyperbolic(r), Equation(a, exp(k * r)), Equation(a, cosh(k * r) + sinh(k * r))),
]
INAPPLICABLE: list[tuple[str, Rule, Equation, Equation]] = [
    (
        "no root in the interval",
        IsolateRoot(x, Integer(2), Integer(3), y),
        Equation(exp(-x), x),
        Equation(x, UniqueRoot(exp(-y) - y, y, 2, 3)),
    ),
    (
        "two roots in the interval",
        IsolateRoot(r, Integer(-2), Integer(2), y),
        Equation(r**2, ONE),
        Equation(r, UniqueRoot(y**2 - 1, y, -2, 2)),
    ),
    (
        "a root in the domain, but not in the interval",
        IsolateRoot(r, ZERO, Integer(3), y),
        Equation(r**2, Integer(2)),
        Equation(r, UniqueRoot(y**2 - 2, y, 0, 3)),
    ),
    (
        "a root outside the domain",
        IsolateRoot(x, Integer(-2), ZERO, y),
        Equation(x**2, Integer(2)),
        Equation(x, UniqueRoot(y**2 - 2, y, -2, 0)),
    ),
    (
        "a root behind a jump that the slope does not show",
        IsolateRoot(x, ZERO, Rational(3, 4), y),
        Equation(atan(1 / (x - 1)) + 2, 3 * x),
        Equation(x, UniqueRoot(atan(1 / (y - 1)) + 2 - 3 * y, y, 0, Rational(3, 4))),
    ),
    (
        "the root of another function",
        IsolateRoot(x, ZERO, ONE, y),
        Equation(cos(x), x),
        Equation(x, UniqueRoot(sin(y) - y / 2 - Rational(1, 4), y, 0, 1)),
    ),
    ("the rate upside down", ChangeArgument(f, Y, RATE), Equation(f.diff(t), f), Equation(Y * Y.diff(u) / c, Y)),
    ("the rate forgotten", ChangeArgument(f, Y, RATE), Equation(f.diff(t), f), Equation(Y.diff(u), Y)),
    (
        "a rate that may vanish",
        ChangeArgument(f, Y, Known(Equation(T.diff(u), v * Y))),
        Equation(f.diff(t), f),
        Equation(Y.diff(u) / (v * Y), Y),
    ),
    (
        "a square with the rate once",
        ChangeArgument(f, Y, RATE),
        Equation(f.diff(t) ** 2, f),
        Equation(c * Y.diff(u) ** 2 / Y, Y),
    ),
    (
        "a term of the second order",
        ChangeArgument(f, Y, RATE),
        Equation(f.diff(t), f),
        Equation(c * Y.diff(u) / Y + Y.diff(u, u), Y),
    ),
    (
        "an average over the argument",
        ChangeArgument(f, Y, RATE),
        Equation(f.diff(t), Integral(f, (t, 0, 1))),
        Equation(c * Y.diff(u) / Y, Integral(Y, (u, 0, 1))),
    ),
    ("oscillation for growth", SECOND_ORDER, Equation(f.diff(t, t), f), Equation(f, r * cos(t) + v * sin(t))),
    (
        "the constant solution with the wrong sign",
        SECOND_ORDER,
        Equation(f.diff(t, t), f + a),
        Equation(f, r * exp(-t) + v * exp(t) + a),
    ),
    ("the growing part twice", SECOND_ORDER, Equation(f.diff(t, t), f), Equation(f, (r + v) * exp(t))),
    ("half of the solutions", SECOND_ORDER, Equation(f.diff(t, t), f), Equation(f, r * exp(-t) + exp(v) * exp(t))),
    (
        "a constant of the equation",
        SECOND_ORDER,
        Equation(f.diff(t, t), r),
        Equation(f, r * t**2 / 2 + r * t + v),
    ),
    ("a factor that may vanish", Cancel(r, Known(Equation(r**2, v**2))), Equation(r * v, r * a), Equation(v, a)),
    (
        "a slope that vanishes somewhere",
        Cancel(f.diff(t), Known(Equation(f.diff(t) ** 2, f**2 - a))),
        Equation(f.diff(t) * f.diff(t, t), f * f.diff(t)),
        Equation(f.diff(t, t), f),
    ),
    (
        "the two left behind",
        Cancel(2 * f.diff(t), SQUARE),
        Equation(2 * f.diff(t) * f.diff(t, t), 2 * f * f.diff(t)),
        Equation(f.diff(t, t), 2 * f),
    ),
    (
        "on one side only",
        Cancel(2 * f.diff(t), SQUARE),
        Equation(2 * f.diff(t) * f.diff(t, t), 2 * f * f.diff(t)),
        Equation(f.diff(t, t), 2 * f * f.diff(t)),
    ),
    ("the odd part for the even one", AsHyperbolic(r), Equation(a, (exp(r) + exp(-r)) / 2), Equation(a, sinh(r))),
    ("the half forgotten", AsHyperbolic(r), Equation(a, exp(r) + exp(-r)), Equation(a, cosh(r))),
    ("the sign of the odd part", AsHyperbolic(r), Equation(a, exp(-r)), Equation(a, cosh(r) + sinh(r))),
    ("half the argument", AsHyperbolic(r), Equation(a, exp(2 * r)), Equation(a, cosh(r) ** 2 + sinh(r) ** 2)),
]
IDS = [name for name, *_ in CASES]


@pytest.mark.parametrize(("rule", "source", "wanted"), [case[1:] for case in CASES], ids=IDS)
def test_derives_verifies_and_sees_tampering(rule: Rule, source: Equation, wanted: Equation) -> None:
    result = rule.derive(source)
    assert JUDGE.same(result, wanted).holds, str(result)
    laws.is_pure(rule, source, result)
    laws.accepts(rule, source, result, JUDGE)
    laws.sees_tampering(rule, source, result, JUDGE)
    assert rule.because(str)


# --- Roots


def test_monotony_is_proved_where_it_can_be() -> None:
    rule = IsolateRoot(x, Integer(5), Integer(7), y)
    verdict = rule.check(SHARE, rule.derive(SHARE), JUDGE)
    assert verdict.kind is Kind.CERTIFIED
    assert "no other one in its domain, where the difference only falls" in verdict.evidence


def test_else_the_range_that_was_searched_is_stated() -> None:
    rule, source = IsolateRoot(x, ZERO, ONE, y), Equation(cos(x), x)
    assert "no second root in `9.1e-13 < x < 1.1e+12`" in rule.check(source, rule.derive(source), JUDGE).evidence


@pytest.mark.parametrize(
    ("rule", "source", "kind", "why"),
    [
        (IsolateRoot(x, Integer(2), Integer(3), y), Equation(exp(-x), x), Kind.REFUTED, "no zero is in between"),
        (IsolateRoot(r, Integer(-2), Integer(2), y), Equation(r**2, ONE), Kind.REFUTED, "several zeros"),
        (IsolateRoot(r, ZERO, Integer(3), y), Equation(r**2, Integer(2)), Kind.REFUTED, "a branch is lost"),
        (IsolateRoot(x, Integer(-2), ZERO, y), Equation(x**2, Integer(2)), Kind.REFUTED, "lies nowhere where `0 < x`"),
        (IsolateRoot(x, ZERO, Integer(3), y), Equation(x**2 + 1, 2 * x), Kind.UNDECIDED, "is not isolated"),
        (IsolateRoot(x, ZERO, Integer(3), y), Equation(1 / (x - 1), ZERO), Kind.UNDECIDED, "is not isolated"),
    ],
    ids=["no sign change", "two roots", "one of two", "outside the domain", "a double root", "a pole"],
)
def test_refused(rule: Rule, source: Equation, kind: Kind, why: str) -> None:
    verdict = rule.check(source, rule.derive(source), JUDGE)
    assert verdict.kind is kind, verdict
    assert why in verdict.evidence


def test_the_lost_root_is_named_and_the_choice_granted() -> None:
    rule, source = IsolateRoot(r, ZERO, Integer(3), y, granted="the positive one"), Equation(r**2, Integer(2))
    assert "near `r = -1.41421356`" in rule.check(source, rule.derive(source), JUDGE).evidence
    (grant,) = rule.grants
    assert grant.kind is GrantKind.BRANCH
    assert grant.prose == "of the roots for `r` the one from `0` to `3`, the positive one"


def test_another_number_is_no_root_in_an_interval() -> None:
    rule = IsolateRoot(r, ZERO, Integer(3), y, granted="the positive one")
    source = Equation(r**2, Integer(2))
    assert not rule.check(source, Equation(r, sqrt(2)), JUDGE).holds  # equal, but that is for another rule to say
    nearly = UniqueRoot(y**2 - 2 - Rational(1, 10**40), y, 0, 3)
    assert rule.check(source, Equation(r, nearly), JUDGE).kind is Kind.REFUTED


@pytest.mark.parametrize("rule", [IsolateRoot(y, ZERO, ONE, s), IsolateRoot(x, ZERO, ONE, a)], ids=["unknown", "bound"])
def test_an_unknown_that_is_absent_or_a_bound_variable_that_is_there(rule: Rule) -> None:
    with pytest.raises(RuleError, match="an equation in"):
        rule.derive(Equation(x**2, a))


# --- Differential equations


def test_another_rate_is_not_accepted() -> None:
    rule, source = ChangeArgument(f, Y, RATE), Equation(f.diff(t), f)
    other = ChangeArgument(f, Y, Known(Equation(T.diff(u), Y**2)))
    assert not rule.check(source, other.derive(source), JUDGE).holds


@pytest.mark.parametrize(
    ("fact", "source"),
    [
        (Known(Equation(Y, T.diff(u))), Equation(f.diff(t), f)),
        (Known(Equation(T.diff(u), t)), Equation(f.diff(t), f)),
        (RATE, Equation(f.diff(t, t), f)),
        (RATE, Equation(f.diff(t), t)),
        (RATE, Equation(a, b)),
    ],
    ids=["no derivative", "old argument in the rate", "second order", "the old argument itself", "no function"],
)
def test_arguments_that_cannot_be_changed(fact: Known, source: Equation) -> None:
    with pytest.raises(RuleError):
        ChangeArgument(f, Y, fact).derive(source)


@pytest.mark.parametrize(
    "false",
    [r * exp(-t) + v * exp(-t) - a, r * exp(-t) - a, r * exp(-t) + r * v * exp(t) - a, r * exp(t) + v * exp(t + n) - a],
    ids=["dependent", "one constant", "a product of constants", "shifted"],
)
def test_a_solution_that_is_not_general_is_not_accepted(false: Expr) -> None:
    rule, source = SolveSecondOrder(f, (r, v)), Equation(f.diff(t, t), f + a)
    assert not rule.check(source, Equation(f, false), JUDGE).holds


def test_only_linear_equations_with_constant_coefficients() -> None:
    for source in (Equation(f.diff(t, t), f**2), Equation(f.diff(t), f), Equation(f.diff(t, t), t * f)):
        with pytest.raises(RuleError):
            SolveSecondOrder(f, (r, v)).derive(source)
    rule = SolveSecondOrder(f, (r, v))
    parabola = Equation(f, r + v * t)
    assert not rule.check(Equation(f.diff(t, t) * f, ZERO), parabola, JUDGE).holds


def test_an_equation_without_a_term_of_its_own_is_solved_too() -> None:
    """Any multiple of its general solution is general."""
    rule, source = SolveSecondOrder(f, (r, v)), Equation(f.diff(t, t), -f)
    result = rule.derive(source)
    assert rule.check(source, result, JUDGE).holds
    assert rule.check(source, Equation(f, 2 * result.rhs), JUDGE).holds


def test_a_factor_that_may_vanish_is_not_cancelled() -> None:
    source = Equation(f.diff(t) * f.diff(t, t), f * f.diff(t))
    for other in (f**2 - a, v * f):
        rule = Cancel(f.diff(t), Known(Equation(f.diff(t) ** 2, other)))
        verdict = rule.check(source, rule.derive(source), JUDGE)
        assert not verdict.holds or verdict.conditions
    with pytest.raises(RuleError, match="a fact about a power"):
        Cancel(f.diff(t), Known(Equation(f, a))).derive(source)


def test_an_exponential_is_wanted() -> None:
    with pytest.raises(RuleError, match="an exponential of r"):
        AsHyperbolic(r).derive(Equation(a, exp(b)))
    assert AsHyperbolic(r).check(Equation(a, exp(r)), Equation(a, 2 * cosh(r)), JUDGE).kind is Kind.REFUTED


def test_derivatives_left_standing_are_seen() -> None:
    """The source with the derivative of a constant in it is not the equation it looks like."""
    rule = SolveSecondOrder(f, (r, v))
    source = Equation(f.diff(t, t), f + Derivative(a * t, t))
    assert rule.check(source, rule.derive(source), JUDGE).holds
