"""Claims that fail, or do not fail, at one exact point, on the border of a condition, or by less than 10^-38."""

from __future__ import annotations

import pytest

from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.verdict import Kind, Verdict


def of(claim: str, where: str = "") -> Verdict:
    return decide(read_proposition(claim, where))


AT_EXACT_POINTS = [
    ("acos(x) < pi", "-1 <= x <= 1"),
    ("abs(asin(x)) < pi/2", "-1 <= x <= 1"),
    ("im(log(z)) < pi", "z != 0"),
    ("atan2(y, x) < pi", "x real, y real, x^2 + y^2 > 0"),
    ("polylog(2, x) < pi^2/6", "x <= 1"),
    ("abs(zeta(2 + I*t)) < pi^2/6", "t real"),
    ("x*exp(-x) < 1/E", "x real"),
    ("exp(x)/x^2 > E^2/4", "x > 0"),
    ("abs(sqrt(z)) != 1", "im(z) != 0"),
    ("sin(2*x) != 2*sin(x)*cos(x)", "x real"),
    ("Integral(sin(a*x)/x, (x, 0, oo)) = pi/2", "a >= 0"),
    ("Integral(sin(x)*cos(a*x)/x, (x, 0, oo)) = pi/2", "0 <= a <= 1"),
]
ON_BORDERS = [
    ("log(z^2) = 2*log(z)", "abs(arg(z)) <= pi/2, z != 0"),
    ("(z^2)^(3/2) = z^3", "abs(arg(z)) <= pi/2"),
    ("log(z*w) = log(z) + log(w)", "-pi <= arg(z) + arg(w), arg(z) + arg(w) <= pi, z != 0, w != 0"),
    ("log(z^3) = 3*log(z)", "-pi/3 <= arg(z), arg(z) <= pi/3, z != 0"),
    ("asin(sin(z)) = z", "abs(re(z)) <= pi/2"),
    ("log(exp(z)) = z", "abs(im(z)) <= pi"),
    ("x^2 > 2", "x^2 >= 2, x > 0"),
    ("exp(x) > 2", "exp(x) >= 2, x real"),
    ("x > log(2)", "exp(x) >= 2, x real"),
    ("x^2 + y^2 < 3", "x^2 + y^2 <= 3, x real, y real"),
    ("x*y*z < 1/27", "x > 0, y > 0, z > 0, x + y + z <= 1"),
    ("re(z^2) < 3", "abs(z)^2 <= 3"),
    ("sign(x*y - sqrt(2)) = 1", "x > 0, y > 0, x*y >= sqrt(2)"),
    ("floor(exp(x)) < 3", "exp(x) <= 3, x > 0"),
]
WITHOUT_A_VALUE = [
    ("Integral(exp(-a*x), (x, 0, oo)) = 1/a", "re(a) > -1/100, a != 0"),
    ("Sum(x^k, (k, 0, oo)) = 1/(1 - x)", "-1.05 < x < 1"),
    ("Sum(x^k, (k, 0, oo)) = 1/(1 - x)", "-1 <= x < 1"),
    ("Sum((-1)^(k + 1)/k^s, (k, 1, oo)) = dirichlet_eta(s)", "s >= 0"),
    ("Integral(exp(-a*x)*sin(x), (x, 0, oo)) = 1/(1 + a^2)", "a >= 0"),
    ("Integral(x^(a - 1), (x, 0, 1)) = 1/a", "a > -1/50, a != 0"),
]
TINY = [
    ("Derivative(sin(x), x) = cos(x) + 10^(-45)", "x real"),
    ("Derivative(erf(x), x) = 2*exp(-x^2)/sqrt(pi) + exp(-150)", "x real"),
    ("Integral(exp(-a*x), (x, 0, oo)) = 1/a + 10^(-50)", "a > 0"),
    ("Integral(1/(1 + x^2), (x, 0, 1)) = pi/4 + 10^(-300)", ""),
    ("Sum(1/k^2, (k, 1, oo)) = pi^2/6 + 10^(-500)", ""),
    ("sin(x)^2 + cos(x)^2 = 1 + 10^(-1000)", "x real"),
    ("exp(x)*exp(-x) = 1 + 10^(-5000)", "x > 0"),
    ("cosh(x)^2 - sinh(x)^2 = 1 + exp(-3000)", "x real"),
]
UNDER_EQUATIONS = [
    ("a = 1", "a^2 = 1"),
    ("x = 0", "x*y = 0"),
    ("a = b", "a^3 = b^3"),
    ("sin(x) = 1", "cos(x) = 0, x real"),
    ("abs(x) = x", "x^2 = 4"),
    ("y > 0", "y^2 = x^2 + 1, x real, y real"),
    ("x = y", "sin(x) = sin(y), x real, y real"),
    ("x = 1", "exp(2*pi*I*x) = 1, x real"),
]
SQUARES = [
    ("(cos(x) - x)^2 > 0", "x real"),
    ("(x^4 - 10*x^2 + 1)^2 > 0", "x real"),
    ("1/(1 + (x^2 - 7919)^2) < 1", "x > 0"),
    ("abs(x*exp(x) - 1) != 0", "x real"),
]


@pytest.mark.parametrize(
    ("claim", "where"), [*AT_EXACT_POINTS, *ON_BORDERS, *WITHOUT_A_VALUE, *TINY, *UNDER_EQUATIONS, *SQUARES]
)
def test_a_false_claim_is_refuted(claim: str, where: str) -> None:
    verdict = of(claim, where)
    assert verdict.kind is Kind.REFUTED, str(verdict)
    assert verdict.witness is not None


TRUE = [
    ("acos(x) < pi", "-1 < x <= 1"),
    ("arg(z) <= pi", "z != 0"),
    ("tanh(x) < 1", "x real"),
    ("polylog(2, x) < pi^2/6", "x < 1"),
    ("log(z^2) = 2*log(z)", "-pi/2 < arg(z), arg(z) <= pi/2, z != 0"),
    ("log(z*w) = log(z) + log(w)", "-pi < arg(z) + arg(w), arg(z) + arg(w) <= pi, z != 0, w != 0"),
    ("asinh(sinh(z)) = z", "abs(im(z)) < pi/2"),
    ("asin(sin(x)) = x", "abs(x) <= pi/2, x real"),
    ("x^2 > 1", "x^2 >= 2, x real"),
    ("x*y*z < 1/26", "x > 0, y > 0, z > 0, x + y + z <= 1"),
    ("abs(z + 1) <= 2", "abs(z) <= 1"),
    ("x <= 2", "x^2 <= 4, x real"),
    ("(x - 1)^2 + (y - 2)^2 > 0", "x real, y real, x + y >= 4"),
    ("log(x - 1) <= 0", "x > 1, x^2 <= 3"),
    ("Sum(x^k/k, (k, 1, oo)) = -log(1 - x)", "-1 <= x < 1"),
    ("Integral(exp(-a*x), (x, 0, oo)) = 1/a", "re(a) > 0"),
    ("Integral(sin(a*x)/x, (x, 0, oo)) = pi/2*sign(a)", "a real"),
    ("Derivative(zeta(s, a), a) = -s*zeta(s + 1, a)", "abs(arg(a)) < pi"),  # at s = 1 there is nothing to derive
    ("Derivative(sin(x), x) - 10^(-45) = cos(x) - 10^(-45)", "x real"),
    ("(1 + 10^(-100)*x)^2 = 1 + 2*10^(-100)*x + 10^(-200)*x^2", "x real"),
    ("a^4 = 1", "a^2 = 1"),
    ("x*y*z = 0", "x*y = 0"),
    ("sin(x)^2 = 1", "x = pi/2 + n*pi, n integer"),
    ("a = 1", "a^2 = 1, a > 0"),  # the other case contradicts a > 0
    ("abs(x) >= 2", "(x - 2)*(x + 3) = 0, x real"),
    ("(cos(x) - x)^2 + 1/10 > 0", "x real"),
    ("(x^2 - 2)^2 > 0", "x > 3/2"),
    ("(x^2 - 2)^2/(x^2 - 2)^2 > 0", "x real"),  # without a value where the square vanishes
]


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_a_true_claim_stands(claim: str, where: str) -> None:
    verdict = of(claim, where)
    assert verdict.holds, str(verdict)


def test_what_no_precision_tells_apart_is_not_certified() -> None:
    verdict = of("Integral(cos(a*x)*exp(-x^2), (x, 0, oo)) < sqrt(pi)/2", "a real")
    assert not verdict.holds, str(verdict)
    assert "a = 0" in verdict.evidence
