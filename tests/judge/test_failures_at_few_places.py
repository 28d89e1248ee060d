"""Claims that fail at single whole numbers, in thin intervals, far out, or only where a function jumps."""

from __future__ import annotations

import pytest

from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.verdict import Kind, Verdict


def of(claim: str, where: str = "") -> Verdict:
    return decide(read_proposition(claim, where))


WHOLE_NUMBERS = [
    ("0^abs(n - 43) = 0", "n integer"),
    ("floor((n + 51)/700) = floor((n + 50)/700)", "n integer"),
    ("n^2 - 79*n + 1601 != 41^2", "n integer"),
    ("n^2 != 15241578750190521", "n integer"),
    ("(n + 2000)^2 > 0", "n integer"),
    ("3^n != 3486784401", "n natural"),
    ("abs(sin(n)) > 1/10000", "n natural, n >= 1"),
    ("cos(2*pi*n/83) < 1", "n integer, n >= 1"),
    ("Sum(floor(k/23), (k, 1, n)) = 0", "n natural"),
    ("Sum(k, (k, 1, n)) = n*(n + 1)/2 + binomial(n, 19)", "n natural"),
    ("Integral(sin((n - 31)*t)^2, (t, 0, 2*pi)) = pi", "n integer"),
    ("Integral(sin(n*t)*sin(m*t), (t, 0, 2*pi)) = 0", "n integer, m integer, n != m"),
]
THIN_OR_FAR = [
    ("exp(-10^9*(x - 9/7)^2) < 1/3", "x real"),
    ("Max(0, 1 - 10^6*abs(x^2 - 11)) = 0", "x real"),
    ("sign(x^2 - 31) = sign(x^2 - 31 + 1/10^6)", "x real"),
    ("x < 10^60", "x real"),
    ("log(x) < 90", "x > 1"),
    ("Integral(abs(sin(x)), (x, 0, a)) = 1 - cos(a)", "0 < a < 3.4"),
    ("Integral(1/(x^2 + a^2), (x, -oo, oo)) = pi/a", "a > -1/2000000, a != 0"),
]
JUMPS = [
    ("floor(cos(x)) = 0", "-1 < x < 1"),
    ("floor(x*sqrt(3)) + floor(-x*sqrt(3)) = -1", "x real, x != 0"),
    ("frac(x^2) + frac(-x^2) = 1", "1.1 < x < 1.5"),
    ("0^abs(x^2 - 3) = 0", "x real"),
    ("0^((x - 11/13)^2) = 0", "x real"),
    ("Heaviside(x^3 - 2)^2 = Heaviside(x^3 - 2)", "x real"),
    ("sign(x + cos(x)) = sign(x + cos(x))^3 + 0^abs(x + cos(x))", "x real"),  # the zero has no closed form
    ("Piecewise((1, x^2 >= 5), (0, True)) = Piecewise((1, x^2 > 5), (0, True))", "x > 0"),
    ("log(exp(2*I*x)) + log(exp(-2*I*x)) = 0", "x real"),
    ("1/sqrt(exp(I*x)) = sqrt(exp(-I*x))", "x real"),
    ("log(conjugate(z)^3) = conjugate(log(z^3))", "re(z) > 0, im(z) > 0"),
    ("atan2(3 - y^2, x) = -atan2(y^2 - 3, x)", "x < 0, y real"),
    ("sqrt(-1 - I*(x^2 - 2)^2) = -I*sqrt(1 + I*(x^2 - 2)^2)", "x real"),
    ("abs(z^2 + 3) > 0", ""),
    ("(x^2 - 2)^2*exp(-x) > 0", "x > 0"),
]


@pytest.mark.parametrize(("claim", "where"), WHOLE_NUMBERS + THIN_OR_FAR + JUMPS)
def test_a_claim_that_fails_at_few_places_is_refuted(claim: str, where: str) -> None:
    verdict = of(claim, where)
    assert verdict.kind is Kind.REFUTED, str(verdict)


TRUE = [
    ("n^2 != 15241578750190522", "n integer"),
    ("0^abs(2*n - 43) = 0", "n integer"),
    ("cos(2*pi*n/83) <= 1", "n integer"),
    ("log(x) < x", "x > 0"),
    ("floor(cos(x)) = 0", "0 < x < 1"),
    ("0^abs(x^2 - 3) = 0", "x rational"),
    ("0^abs(x^2 - 3) = 0", "x real, x^2 != 3"),
    ("sign(x^2 - 2)^2 = 1 - 0^abs(x^2 - 2)", "x real"),
    ("ceiling(x) = -floor(-x)", "x real"),
    ("log(exp(I*x)) + log(exp(-I*x)) = 0", "-3 < x < 3"),
    ("conjugate(log(z^3)) = log(conjugate(z)^3)", "re(z) > 0, im(z) > 0, z^3 != conjugate(z)^3"),
    ("atan2(2 - y^2, x) = -atan2(y^2 - 2, x)", "x > 0, y real"),
    ("abs(z^2 + 3) >= 0", ""),
    ("sqrt((x^2 - 2)^2) = abs(x^2 - 2)", "x real"),
]


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_a_true_claim_beside_it_stands(claim: str, where: str) -> None:
    verdict = of(claim, where)
    assert verdict.holds, str(verdict)


def test_a_pinned_witness_is_an_enclosure_or_an_exact_number() -> None:
    witness = of("sign(x + cos(x)) = sign(x + cos(x))^3 + 0^abs(x + cos(x))", "x real").witness
    assert witness is not None
    assert "±" in dict(witness.at)["x"]
