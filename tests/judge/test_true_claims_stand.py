"""Claims that are true, each of a kind that was refuted once, and false ones of a kind that was not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dehsym.domain import COMPLEX, POSITIVE, Domain, Interval
from dehsym.judge import decide
from dehsym.judge.contact import enclosure_text, is_inside
from dehsym.notation.propositions import read_proposition
from dehsym.verdict import Kind, Verdict

PI_50 = "3.14159265358979323846264338327950288419716939937510"
PI_50_AND_MORE = "3.14159265358979323846264338327950288419716939937511"


def of(claim: str, where: str = "") -> Verdict:
    return decide(read_proposition(claim, where))


TRUE = [
    ("exp(x) != 1", "x > 0"),  # the zero is at an open end
    ("sin(x) != 0", "0 < x < 3"),
    ("sin(x) != 0", f"3 < x < {PI_50}"),  # the zero lies 6e-51 beyond the end
    ("exp(z) != 1", "abs(z) < 6, re(z) > 0"),
    ("n**2 != 2", "n integer"),  # the difference changes sign between whole numbers
    ("floor(x) != 1/2", "x real"),
    ("sign(x) != 1/2", "x real"),
    ("1/x**2 < 1/x**2 + x**2", "x real"),  # without a value at 0
    ("sqrt(a*b) < (a - b)/(log(a) - log(b))", "a > 0, b > 0, a != b"),
    ("sin(2*pi*x) = 0", "2*x - n = 0, n integer, x real"),  # what is solved for is a whole number
    ("sqrt(z**2) = z", "a - z = 0, re(a) > 0"),
    ("abs(z) <= 1", "a - z = 0, abs(a) < 1"),
    ("sqrt(z**2) = abs(z)", "a - z = 0, a real"),
    ("x > 0", "x > y, y > exp(u), u real, x real, y real"),  # a condition on a symbol that the claim lacks
    ("2*x/pi <= sin(x)", "0 < x <= pi/2"),  # closed ends that are not rational
    ("2*x/pi < sin(x)", "0 < x < pi/2"),
    ("log(exp(z)) = z", "-pi < im(z), im(z) <= pi"),
    ("asin(sin(x)) = x", "-pi/2 <= x <= pi/2"),
    ("tan(x)*cos(x) = sin(x)", "0 < x <= pi/2"),
    ("a*b <= a^p/p + b^q/q", "a > 0, b > 0, p > 1, q > 1, 1/p + 1/q = 1"),
]


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_a_true_claim_is_not_refuted(claim: str, where: str) -> None:
    verdict = of(claim, where)
    assert verdict.holds, str(verdict)


FALSE = [
    ("exp(x) != 1", "x > -1"),
    ("2*x/pi < sin(x)", "0 < x <= pi/2"),
    ("2*x/pi != sin(x)", "0 < x <= pi/2"),
    ("log(exp(z)) = z", "-pi <= im(z), im(z) <= pi"),
    ("log(exp(I*x)) = I*x", "-pi <= x <= pi"),
    ("airyai(x) > 0", "x > -2.3382"),  # fails in a tiny interval at the end
    ("lambertw(x*exp(x)) = x", "x > -1.0000001"),
    ("lambertw(x*exp(x), -1) = x", "x < -0.99999"),
    ("Piecewise((x, x <= 2), (x + 1, x <= 2.0001), (x, True)) = x", "x real"),
    ("n^2 + n + 41 != 1681", "n natural"),  # 40^2 + 40 + 41 = 41^2
    ("n^2 - n + 41 != 1601", "n natural"),
    ("sin(x) != 0", f"3 < x < {PI_50_AND_MORE}"),
    ("cos(x) != x", "x > y, y = 0"),
    ("x != 1", "x > y, y = 0"),
    ("I*(sqrt(10**100 + 1) - 10**50) < 1", ""),  # not real, by 5e-51
    ("polylog(s, 1) = zeta(s)", "s = 1/2"),  # SymPy gives the left side a value once 1/2 is put
    ("log(exp(2*n + z)) = 2*n + z", "n = m, m integer"),
]


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_a_false_claim_is_refuted(claim: str, where: str) -> None:
    assert of(claim, where).kind is Kind.REFUTED


def test_a_side_that_is_almost_real_has_no_sign() -> None:
    """x + 5e-51 i changes the sign of its real part, and is never 0."""
    assert of("x + I*(sqrt(10**100 + 1) - 10**50) != 0", "x real").kind is not Kind.REFUTED


@pytest.mark.parametrize(("claim", "symbol"), [("cos(x) != x", "x"), ("exp(x) != 3 - x", "x")])
def test_a_meeting_is_shown_as_an_enclosure(claim: str, symbol: str) -> None:
    witness = of(claim, "x real").witness
    assert witness is not None
    assert "±" in dict(witness.at)[symbol]


def test_places_that_are_not_settled_are_told() -> None:
    assert "not settled at" in of("abs(sin(x) - sin(y)) <= abs(x - y)", "x real, y real").evidence


def test_what_a_proof_leaves_out_is_proved_or_told() -> None:
    assert of("sqrt(z)*sqrt(z) = z").conditions == ()
    assert of("z**(1/2)*z**a = z**(a + 1/2)").conditions


BELONGING = [
    (POSITIVE, Fraction(1), Fraction(1, 2), True),
    (POSITIVE, Fraction(1), Fraction(1), False),
    (Domain("integer"), Fraction(1), Fraction(1, 4), False),
    (COMPLEX, (Fraction(1), Fraction(1)), Fraction(5), True),
    (Domain("complex", modulus=Interval(high=Fraction(1))), (Fraction(1, 2), Fraction(0)), Fraction(1, 4), True),
    (Domain("complex", modulus=Interval(high=Fraction(1))), (Fraction(3, 4), Fraction(0)), Fraction(1, 4), False),
    (Domain("complex", modulus=Interval(Fraction(1))), (Fraction(1, 2), Fraction(3, 2)), Fraction(1, 4), True),
    (Domain("complex", modulus=Interval(Fraction(1))), (Fraction(1), Fraction(1)), Fraction(1), False),
    (Domain("complex", imaginary=Interval(Fraction(0))), (Fraction(1), Fraction(1)), Fraction(2), False),
]


@pytest.mark.parametrize(("domain", "place", "reach", "inside"), BELONGING, ids=str)
def test_a_whole_disc_is_inside_or_not(
    domain: Domain, place: Fraction | tuple[Fraction, Fraction], reach: Fraction, inside: bool
) -> None:
    assert is_inside(domain, place, reach) is inside


@pytest.mark.parametrize("exponent", [-5, -1, 0, 3, 20, 61])
@pytest.mark.parametrize("number", [Fraction(22, 7), Fraction(-1, 3), Fraction(10**9, 7), Fraction(0)])
def test_the_text_of_an_enclosure_encloses(number: Fraction, exponent: int) -> None:
    reach = Fraction(2) ** -exponent
    middle, radius = map(Fraction, enclosure_text(number, reach).split(" ± "))
    assert middle - radius <= number - reach
    assert number + reach <= middle + radius
