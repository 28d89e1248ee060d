"""What rules need besides equalities: nothing vanishes, a sign is kept, a root is alone, a result is a member."""

from __future__ import annotations

from random import Random

import pytest
from sympy import Derivative, Expr, Integer, Integral, Max, Rational, Symbol, cos, exp, log, sin, sqrt

from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.rules.algebra import Divide, Eliminate, Multiply, SolveFor
from dehsym.rules.branches import single_root
from dehsym.rules.calculus import TakeLimit
from dehsym.rules.ideal import membership
from dehsym.rules.ode import ChangeUnknown
from dehsym.rules.premises import domains_of, jointly, nonvanishing, positive_throughout
from dehsym.verdict import Kind
from tests.rules.symbols import JUDGE, Known, a, b, c, f, g, k, phi, r, s, t, u, v, x, z

# --- What may vanish


@pytest.mark.parametrize(
    "expr", [a, a * b / c, a + b, 1 - phi, exp(r), exp(a * b) - 1, r**2 + 1, sqrt(a) + b, f, 1 / (a + v**2), exp(z)]
)
def test_what_cannot_vanish_needs_no_condition(expr: Expr) -> None:
    found = nonvanishing(expr, JUDGE)
    assert found.kind == Kind.PROVED
    assert not found.conditions


@pytest.mark.parametrize(
    ("expr", "condition"),
    [
        (r, "r != 0"),
        (a * (r - v), "r - v != 0"),
        (a - b, "a - b != 0"),
        (r**2 - 2, "r**2 - 2 != 0"),
        (exp(r) - 1, "r != 0"),
    ],
)
def test_what_vanishes_somewhere_is_refuted_with_a_zero(expr: Expr, condition: str) -> None:
    found = nonvanishing(expr, JUDGE)
    assert found.kind == Kind.REFUTED
    assert found.conditions == (condition,)


def test_an_unknown_function_under_an_integral_is_a_condition() -> None:
    found = nonvanishing(Integral(f - 1, (t, 0, 1)), JUDGE)
    assert found.holds
    assert found.conditions


def test_conditions_of_all_verdicts_are_kept() -> None:
    one, other = nonvanishing(r, JUDGE), nonvanishing(v, JUDGE)
    assert jointly(one, other).conditions == ("r != 0", "v != 0")


# --- Conditions of steps


@pytest.mark.parametrize("power", [1, Rational(3, 2), 2])
def test_a_square_root_of_the_other_sign_is_no_lost_branch(power: int | Rational) -> None:
    """Max(0, r) holds |r|, whose conjugate -|r| vanishes with 1 - a^p too; no root of the fact is lost by that."""
    rule = Eliminate(r, Known(Equation(r, 1 - a**power)))
    source = Equation(v, Max(Integer(0), r))
    assert rule.check(source, rule.derive(source), JUDGE).kind is Kind.PROVED
    assert rule.check(source, Equation(v, Max(Integer(0), a**power - 1)), JUDGE).kind is Kind.REFUTED


def _conditions(rule: Divide | Multiply | SolveFor | Eliminate | ChangeUnknown, source: Equation) -> tuple[str, ...]:
    verdict = rule.check(source, rule.derive(source), JUDGE)
    assert verdict.holds, str(verdict)
    return verdict.conditions


def test_steps_name_what_must_not_vanish() -> None:
    assert _conditions(Divide(a), Equation(a * b, c)) == ()
    assert _conditions(Divide(r - 1), Equation(r, Integer(5))) == ("r - 1 != 0",)
    assert _conditions(Multiply(r), Equation(a, b)) == ("r != 0",)
    assert _conditions(SolveFor(r), Equation(a * r, k * r + b)) == ("-a + k != 0",)
    assert _conditions(Eliminate(s, Known(Equation(v * s, b))), Equation(a, c + s)) == ("v != 0",)
    assert _conditions(Eliminate(s, Known(Equation(k * s, b))), Equation(a, c / s)) == ()
    assert _conditions(ChangeUnknown(f, g**2), Equation(f.diff(t), f)) == ()


# --- One sign


@pytest.mark.parametrize("expr", [1 + x**2, exp(x) - x, 2 + sin(x), x - log(x), 1 / x + x**2])
def test_positive_functions(expr: Expr) -> None:
    assert positive_throughout(expr, x, JUDGE).holds


@pytest.mark.parametrize(
    "expr", [(x - 1) ** 2 - Rational(1, 10**6), cos(x), log(x) + 5, (x - 3) ** 2 - Rational(1, 10**12), 1 - x / 10**5]
)
def test_a_narrow_dip_is_not_passed_over(expr: Expr) -> None:
    assert not positive_throughout(expr, x, JUDGE).holds


def test_a_slope_of_a_product_with_an_unknown_function_is_open() -> None:
    assert not positive_throughout(Derivative(t * f, t), t, JUDGE).holds


# --- Membership


def _random_member(seed: int) -> tuple[Expr, Expr, Expr]:
    """A polynomial or fraction in s, a root for s, and the first with the root put for s."""
    random = Random(seed)
    symbols = [a, b, c]

    def polynomial(*variables: Symbol) -> Expr:
        total: Expr = Integer(random.randint(1, 3))
        for _ in range(3):
            term: Expr = Rational(random.randint(-5, 5), random.randint(1, 4))
            for variable in random.sample(variables, 2):
                term = term * variable ** random.randint(0, 2)
            total = total + term
        return total

    root = polynomial(*symbols) / (1 + random.choice(symbols)) * sqrt(random.choice(symbols))
    body = polynomial(s, *symbols) / (s**2 + 1 + random.choice(symbols))
    return body, root, body.xreplace({s: root})


@pytest.mark.parametrize("seed", range(12))
def test_a_root_put_in_is_a_member_and_anything_else_is_not(seed: int) -> None:
    body, root, put = _random_member(seed)
    domains = domains_of(JUDGE, a, b, c, s)
    assert not membership([(body, put)], s - root, s, domains).other_branches
    for false in (put + Rational(1, 7), 2 * put, put + a - b):
        with pytest.raises(RuleError):
            membership([(body, false)], s - root, s, domains)


def test_membership_is_bounded() -> None:
    many = [Symbol(f"m{i}", positive=True) for i in range(40)]
    total = sum((exp(each) for each in many), start=Integer(0) + 0)
    with pytest.raises(RuleError):
        membership([(s * total, a * total)], s - a, s, {})


def test_elimination_says_on_which_road_it_was_shown() -> None:
    source = Equation(a, s**2 + 1)
    rule = Eliminate(s, Known(Equation(s, b)))
    assert "saturated ideal" in rule.check(source, rule.derive(source), JUDGE).evidence
    inside = Equation(a, exp(s * c))
    assert "put back" in rule.check(inside, rule.derive(inside), JUDGE).evidence


# --- Roots


@pytest.mark.parametrize(
    ("left", "right", "unknown"),
    [
        (a * x + b, c, x),
        (exp(a * r), b, r),
        (log(x), a, x),
        (x**3, a, x),
        (x**3 + x, a, x),
        (x * exp(x), a, x),
        (r**3 + r, a, r),
        (log(x), a - 2 * x, x),
        (f * a, b, f),
    ],
)
def test_a_single_root(left: Expr, right: Expr, unknown: Expr) -> None:
    assert single_root(left, right, unknown, JUDGE).holds


@pytest.mark.parametrize(
    ("left", "right", "unknown"),
    [(r**2, a, r), (log(x), a * x / 100, x), (sin(r), phi, r), (x + 1 / x, 2 + a, x), (r**3 - 20 * r, phi, r)],
)
def test_a_second_root_is_named(left: Expr, right: Expr, unknown: Expr) -> None:
    found = single_root(left, right, unknown, JUDGE)
    assert found.kind == Kind.REFUTED
    assert found.witness
    assert found.witness.left.startswith(f"{unknown} = ")
    assert found.witness.left != found.witness.right


def test_roots_in_the_plane_are_not_counted() -> None:
    assert single_root(z**2, a, z, JUDGE).kind == Kind.UNDECIDED


# --- Limits


def test_a_limit_is_shown_on_two_roads() -> None:
    source = Equation(a, sin(b * x) / x)
    verdict = TakeLimit(x).check(source, Equation(a, b), JUDGE)
    assert "shrinks" in verdict.evidence
    assert "asymptotic expansion" in verdict.evidence


def test_a_slow_limit_is_shown_by_its_expansion_alone() -> None:
    verdict = TakeLimit(x).check(Equation(a, 1 / log(x)), Equation(a, Integer(0)), JUDGE)
    assert verdict.holds
    assert "shrinks" not in verdict.evidence


def test_a_limit_under_an_integral_is_followed() -> None:
    source = Equation(a, Integral(exp(x * u), (u, 0, 1)))
    verdict = TakeLimit(x).check(source, Equation(a, Integer(1)), JUDGE)
    assert verdict.holds
    assert "shrinks" in verdict.evidence
    assert TakeLimit(x).check(source, Equation(a, Integer(2)), JUDGE).kind == Kind.REFUTED


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (log(a), a / 1000),
        ((a - 1) * (a - 5000), Integer(0)),
        ((a - Rational(3, 2)) * (a - Rational(1, 10**6)), Integer(0)),
    ],
)
def test_a_second_root_far_out_is_found(left: Expr, right: Expr) -> None:
    assert single_root(left, right, a, JUDGE).kind is Kind.REFUTED


def test_how_far_roots_were_looked_for_is_a_condition() -> None:
    found = single_root(a + log(a), b, a, JUDGE)
    assert found.kind is Kind.CERTIFIED
    assert found.conditions
    assert found.conditions[0].startswith("no root for `a` but in")
