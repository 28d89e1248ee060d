"""Claims whose proofs would leave out zeros, cuts, or irrational numbers: none of the false ones is proved."""

from __future__ import annotations

import pytest

from dehsym.judge import decide
from dehsym.notation.propositions import read_proposition
from dehsym.verdict import Kind, Verdict


def of(claim: str, where: str) -> Verdict:
    return decide(read_proposition(claim, where))


REFUTED_AT_A_ZERO = [
    ("sign(x^2 - 2)^2 = 1", "x real"),
    ("sign(sin(x))^2 = 1", "x > 0"),
    ("sign(abs(x^3 - 5)) = 1", "x real"),
    ("sign(exp(x) - 2)^2 = 1", "x real"),
    ("sign(x - E)^2 = 1", "x real"),
    ("re(sign(x^3 - 2))^2 = 1", "x real"),
    ("sign((n - 37)^2) = 1", "n integer"),
    ("sign(n^3 - 117*n^2 + 4*n - 468)^2 = 1", "n integer"),
    ("sign(x^2 - 2)*sign(x^2 - 2) = sign((x^2 - 3)^2)", "x real"),
    ("acot(cos(x)) + acot(-cos(x)) = 0", "x > 0"),
    ("acoth(I*(x^2 - 2)) = -I*acot(x^2 - 2)", "x real"),
    ("sign(x*y - 2)^2 = 1", "x, y real"),
    ("sign(x^3*(x^2 - 3))^2 = sign(x)^2", "x > 1"),
    ("cos(sign(log(x) - 1)*pi/2) = 0", "x > 0"),
    ("sinc(x^2 - 2)*sign(x^2 - 2)^2 = sinc(x^2 - 2)", "x real"),
]


@pytest.mark.parametrize(("claim", "where"), REFUTED_AT_A_ZERO)
def test_a_claim_that_fails_at_an_irrational_zero_is_refuted_there(claim: str, where: str) -> None:
    verdict = of(claim, where)
    assert verdict.kind is Kind.REFUTED, str(verdict)
    assert verdict.witness is not None


NOT_PROVED = [
    ("0^(2 - 2*cos(x)) = 0", "x > 1"),
    ("0^(1 - sin(x)) = 0", "0 < x < 3"),
    ("0^(sin(x)^2) = 0", "x > 1"),
    ("cos(0^(3 - 3*cos(x))) = 1", "x > 1"),
    ("exp(0^(1 - sin(x))) = exp(0^(2 - 2*sin(x)) + 0^(1 + cos(x)))", "x > 0"),
    ("acot(x^2 - 2) = -acot(2 - x^2)", "x real"),
    ("acoth(x^2 - 2) = -acoth(2 - x^2)", "1 < x < 3/2"),
    ("acot(x - pi) + acot(pi - x) = 0", "x real"),
    ("acot(sin(x)) = -acot(sin(-x))", "x > 1"),
    ("exp(acot(x^3 - 7)) = exp(-acot(7 - x^3))", "x real"),
    ("conjugate(loggamma(z*w)) = loggamma(conjugate(z)*conjugate(w))", "re(z) > 0, im(w) > 0"),
    ("conjugate(loggamma(z^3)) = loggamma(conjugate(z)^3)", "re(z) > 0, im(z) > 0"),
    ("conjugate(li(exp(z))) = li(exp(conjugate(z)))", ""),
    ("conjugate(betainc(1/2, 1/3, 0, z^3)) = betainc(1/2, 1/3, 0, conjugate(z)^3)", "re(z) < 0, im(z) > 0"),
    ("conjugate(sin(loggamma(exp(z)))) = sin(loggamma(exp(conjugate(z))))", "im(z) > 1, im(z) < 5"),
    ("conjugate(exp(li(exp(z)))) = exp(li(exp(conjugate(z))))", "im(z) > 1, im(z) < 5"),
    ("im(loggamma(3/2*exp(I*x))) = -im(loggamma(3/2*exp(-I*x)))", "x real"),
    ("conjugate(lowergamma(1/3, z^3)) = lowergamma(1/3, conjugate(z)^3)", "re(z) > 0, im(z) > 0"),
    ("sign(z^3 - 2)*conjugate(sign(z^3 - 2)) = 1", "z complex"),
    ("sec(I*gamma(x)) = sec(gamma(x))", "x > 0"),
]


@pytest.mark.parametrize(("claim", "where"), NOT_PROVED)
def test_a_false_claim_is_not_proved(claim: str, where: str) -> None:
    assert of(claim, where).kind is not Kind.PROVED


HOLDS = [
    ("sign(x^2 - 2)^2 = 1", "x real, x^2 != 2"),
    ("sign(x^2 - 2)^2 = 1", "x rational"),
    ("sign(x^2 + 2) = 1", "x real"),
    ("sign(n^2 - 2)^2 = 1", "n integer"),
    ("abs(x)*sign(x) = x", "x real"),
    ("sinc(x) = sin(x)/x", "x real"),
    ("acot(x) = atan(1/x)", "x real"),
    ("sinc(x^2 - 2)*(x^2 - 2) = sin(x^2 - 2)", "x real"),
    ("conjugate(gamma(z^3)) = gamma(conjugate(z)^3)", ""),
    ("conjugate(loggamma(x)) = loggamma(x)", "x > 0"),
    ("loggamma(z + 1) = loggamma(z) + log(z)", "re(z) > 0"),
]


@pytest.mark.parametrize(("claim", "where"), HOLDS)
def test_a_true_claim_with_such_parts_holds(claim: str, where: str) -> None:
    verdict = of(claim, where)
    assert verdict.holds, str(verdict)


RATIONAL = [
    ("x^2 != 2", "x rational", Kind.PROVED),
    ("x^3 != 5", "x in Q", Kind.PROVED),
    ("x^2 != 2*y^2", "x rational, y rational, y > 0", Kind.PROVED),
    ("x != pi", "x rational", Kind.PROVED),
    ("(x^2 - 2)^2 > 0", "x rational", Kind.PROVED),
    ("abs(x - sqrt(2)) > 0", "x rational", Kind.PROVED),
    ("exp(x) != 2", "x rational", Kind.UNDECIDED),
    ("x^2 + y^2 != 7", "x, y rational", Kind.UNDECIDED),
    ("x^2 != 2*y^2", "x rational, y rational", Kind.REFUTED),
    ("x^2 != 4/9409", "x rational", Kind.REFUTED),
    ("(x^2 - 2)*(3*x - 97) != 0", "x rational", Kind.REFUTED),
    ("y^2 != 2", "x rational, y real, y > x", Kind.REFUTED),
    ("x^2 != 2", "x real", Kind.REFUTED),
    ("x^2 > 4/9", "x rational, x^2 >= 4/9, x > 0", Kind.REFUTED),
    ("x^2 != 2", "x rational, x integer", Kind.PROVED),
]


@pytest.mark.parametrize(("claim", "where", "kind"), RATIONAL)
def test_of_a_rational_symbol_an_irrational_meeting_is_no_counterexample(claim: str, where: str, kind: Kind) -> None:
    verdict = of(claim, where)
    assert verdict.kind is kind or (kind is Kind.PROVED and verdict.holds), str(verdict)


def test_a_place_far_below_zero_is_not_taken_for_a_logarithm_of_zero() -> None:
    """Of x = -100 e^x is 0 to all digits that are looked at."""
    assert of("airyai(x)^2*exp(x) > 0", "x < -3").kind is not Kind.PROVED
