"""What a rule refuses to derive, with an error of one line that says what was wanted and what was found."""

from __future__ import annotations

import pytest
from sympy import Abs, Integer, Integral, Rational, Sum, exp, log, oo, sin, sqrt

from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.heads import ContourIntegral
from dehsym.rule import Rule
from dehsym.rules.algebra import Chain, Choose, Divide, Eliminate, Extend, Members, Multiply, OnRight, SolveFor
from dehsym.rules.approximation import DropTerm
from dehsym.rules.calculus import ChangeVariable, Differentiate, ExtendEven, Integrate, TakeDifferential, TakeLimit
from dehsym.rules.contour import CloseContour, ContourVariable, OnArc, ResidueByPhase
from dehsym.rules.extrema import Maximum
from dehsym.rules.ode import ChangeUnknown, SolveODE
from dehsym.rules.roots import TakeRoot
from dehsym.rules.series import Expand, RevertSeries
from dehsym.rules.states import GroundStateApart, OctantContinuum
from dehsym.rules.statistics import VarianceOfMultiple
from dehsym.rules.substitution import Substitute
from dehsym.rules.sums import SumToIntegral
from tests.rules.symbols import (
    LAW,
    OCTANT,
    Known,
    a,
    b,
    c,
    f,
    g,
    k,
    n,
    r,
    rho,
    s,
    t,
    theta,
    theta0,
    u,
    v,
    w,
    x,
    y,
    z,
    zeta,
)

REFUSALS: list[tuple[str, Rule, Equation]] = [
    ("multiply by nothing", Multiply(Integer(0)), Equation(a, b)),
    ("divide by nothing", Divide(Integer(0)), Equation(a, b)),
    ("eliminate what is not there", Eliminate(s, Known(Equation(s, b))), Equation(a, c)),
    ("eliminate with two roots", Eliminate(r, Known(Equation(r**2, b))), Equation(a, r)),
    ("eliminate into a bound variable", Eliminate(s, Known(Equation(s, x))), Equation(a, Integral(s, (x, 0, 1)))),
    ("solve without a root", SolveFor(x), Equation(exp(x), -a)),
    ("solve with two roots", SolveFor(r), Equation(r**2, a)),
    ("a chain where two sides are wanted", SolveFor(x), Equation.chain(a, x, b)),
    ("choose what is not there", Choose({k: Integer(2)}, "for a test"), Equation(a, b)),
    ("on the right, what is not there", OnRight(Eliminate(s, Known(Equation(s, b)))), Equation(s, a)),
    ("extend by what is not there", Extend(Eliminate(s, Known(Equation(s, b)))), Equation(s, a)),
    ("chain without a link", Chain(Known(Equation(k, c))), Equation(a, b)),
    ("members out of range", Members(0, 5), Equation(a, b)),
    ("an equation for one value", Differentiate(t), Equation(s, t**3)),
    ("no variable of the differential", TakeDifferential((x, y)), Equation(a, b)),
    ("an oscillation", TakeLimit(x), Equation(a, sin(1 / x))),
    ("an infinite limit", TakeLimit(x), Equation(a, 1 / x)),
    ("two integrals", Integrate(), Equation(a, Integral(x, (x, 0, b)) * Integral(y, (y, 0, b)))),
    ("no integral to change", ChangeVariable(x, u**2, u), Equation(s, x)),
    ("an odd integrand", ExtendEven(v), Equation(s, Integral(x * exp(-x), (x, 0, oo)))),
    ("not a half line", ExtendEven(v), Equation(s, Integral(exp(-(x**2)), (x, 1, oo)))),
    ("a finite range", CloseContour(z), Equation(s, Integral(v, (v, 0, 1)))),
    ("no contour", ContourVariable(w, w), Equation(s, a)),
    ("no contour for an arc", OnArc(r, rho, theta, theta0, theta0), Equation(s, a)),
    ("no contour for a residue", ResidueByPhase(Known(Equation(zeta, a)), LAW), Equation(s, a)),
    ("two contours", ContourVariable(w, w), Equation(s, ContourIntegral(z, z) * ContourIntegral(z**2, z))),
    ("no unknown to change", ChangeUnknown(f, 1 / g), Equation(a, b)),
    ("an equation of the second order", SolveODE(f, constant=c), Equation(f.diff((t, 2)), sin(f) * f.diff(t) ** 3)),
    ("no states", GroundStateApart(), Equation(s, a)),
    ("no sum over states", OctantContinuum(OCTANT), Equation(s, a)),
    ("no multiple", VarianceOfMultiple(x, y, s), Equation(b, k * x + 1)),
    ("no sum", SumToIntegral(x), Equation(s, a)),
    ("a sum to a symbol", SumToIntegral(x), Equation(s, Sum(n, (n, 1, b)))),
    ("an order beyond the table", SumToIntegral(x, 13), Equation(s, Sum(1 / n**2, (n, 1, oo)))),
    ("an essential singularity", Expand(x, 3), Equation(s, exp(1 / x))),
    ("a logarithm at 0", Expand(x, 3), Equation(s, log(x))),
    ("a root at 0", Expand(x, 3), Equation(s, sqrt(x))),
    ("a pole", Expand(x, 3), Equation(s, 1 / x)),
    ("nothing to expand", Expand(x, 3), Equation(s, a)),
    ("an order of nothing", Expand(x, 0), Equation(s, exp(x))),
    ("a series with a constant", RevertSeries(x, 3), Equation(y, 1 + x)),
    ("a series without a linear term", RevertSeries(x, 3), Equation(y, x**2)),
    ("no power series", RevertSeries(x, 3), Equation(y, sin(x))),
    ("a left side that is no symbol", RevertSeries(x, 3), Equation(2 * y, x + x**2)),
    ("no critical place", Maximum(x), Equation(s, exp(x))),
    ("several critical places", Maximum(r), Equation(s, r**3 - 3 * r)),
    ("a term that is not there", DropTerm(x), Equation(s, a + b)),
    ("a part of a term", DropTerm(3 * x), Equation(s, a + 6 * x)),
    ("the only term", DropTerm(x), Equation(s, x)),
    ("a term of two members", DropTerm(x), Equation(s + x, a + x)),
    ("no power", TakeRoot(), Equation(a**3, b)),
    ("a branch that is no root of 1", TakeRoot(Rational(1, 2)), Equation(a**2, b)),
    ("a root of degree 1", TakeRoot(degree=1), Equation(a, b)),
    ("substitute what is not there", Substitute({x: Integer(2)}), Equation(a, b)),
    ("substitute something other than a symbol", Substitute({f: Integer(2)}), Equation(a, f)),
    ("substitute into a bound variable", Substitute({x: b}), Equation(a, Integral(b * x, (b, 0, 1)) + x)),
    ("substitute under a derivative", Substitute({t: Integer(1)}), Equation(a, f.diff(t))),
    ("a jump in the way", TakeLimit(r, side="+"), Equation(a, Abs(r) / r**2)),
]


@pytest.mark.parametrize(("rule", "source"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
def test_rule_refuses(rule: Rule, source: Equation) -> None:
    with pytest.raises(RuleError) as caught:
        rule.derive(source)
    message = str(caught.value)
    assert message
    assert "\n" not in message
