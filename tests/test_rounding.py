"""Whether a number rounds to a print: by ball arithmetic, in the unit of the print, and in a claim in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Expr, Rational, exp, sqrt

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.derivation import Ledger, derivation
from dehsym.errors import AuthorError
from dehsym.evaluation import enclosed
from dehsym.findings_of_words import said_otherwise
from dehsym.grant import GrantKind
from dehsym.printed import Printed
from dehsym.rounding import rounds_to
from dehsym.verdict import Kind, weakest
from dehsym.workbench import load

CATALOGUE = Catalogue()
X = CATALOGUE.symbol("x", meaning="a number")


@pytest.mark.parametrize(
    ("value", "printed", "kind"),
    [
        (sqrt(2), "1.41", Kind.CERTIFIED),
        (sqrt(2), "1.42", Kind.REFUTED),
        (sqrt(2), "1.4142135623730950488016887242097", Kind.CERTIFIED),
        (sqrt(2), "1.4142135623730950488016887242098", Kind.REFUTED),
        (Rational(141, 100) - Rational(1, 10**40), "1.41", Kind.CERTIFIED),
        (Rational(1405, 1000) - Rational(1, 10**20), "1.41", Kind.REFUTED),
        (Rational(1405, 1000) + Rational(1, 10**20), "1.41", Kind.CERTIFIED),
        (-exp(1), "-2.718", Kind.CERTIFIED),
        (exp(1) * 10**30, "2.718e30", Kind.CERTIFIED),
        (exp(1) * 10**30, "2.717e30", Kind.REFUTED),
    ],
)
def test_rounding_is_that_of_the_real_number(value: Expr, printed: str, kind: Kind) -> None:
    verdict = rounds_to(enclosed(value, CATALOGUE), Printed(printed))
    assert verdict.kind is kind
    assert (verdict.witness is not None) == (kind is Kind.REFUTED)


def test_the_unit_of_the_print_counts() -> None:
    ball = enclosed(Rational(11, 4) * 10**22, CATALOGUE)
    assert rounds_to(ball, Printed("2.75"), unit=Fraction(10**22)).kind is Kind.CERTIFIED
    verdict = rounds_to(ball, Printed("2.75"), "2.75 Mpc", unit=Fraction(10**23))
    assert verdict.kind is Kind.REFUTED
    assert "0.275" in verdict.evidence
    assert "2.75 Mpc" in verdict.evidence


def test_a_printed_number_of_another_quantity_is_refuted() -> None:
    """N11 and N14 exchanged: neither value rounds to the other's print."""
    paper = load("deh4")
    one, other = paper.quantity("N11"), paper.quantity("N14")
    assert one.printed
    assert other.printed
    assert one.rounds().kind is Kind.CERTIFIED
    assert other.rounds().kind is Kind.CERTIFIED
    crossed = rounds_to(
        enclosed(one.closed_form.xreplace(one.exact_inputs), one.catalogue), Printed(other.printed.printed)
    )
    assert crossed.kind is Kind.REFUTED


def test_a_claim_about_numbers_is_decided_by_them_and_is_a_finding() -> None:
    definition = load("deh4").definition
    remarks = {name: remark for name, remark in definition.remarks.items() if remark.numbers}
    assert remarks
    for name, remark in remarks.items():
        verdicts = {name: weakest(*(definition.quantity(each).rounds() for each in remark.numbers))}
        found = said_otherwise(definition, verdicts)
        assert bool(found) == (verdicts[name].kind is Kind.REFUTED)


@pytest.mark.parametrize(("numbers", "kind"), [((), None), (("N1",), GrantKind.POSTULATE)])
def test_a_claim_is_decided_in_one_way(numbers: tuple[str, ...], kind: GrantKind | None) -> None:
    def body(d: Ledger) -> None:
        d.remark("c", "none decides it, or two do", numbers=numbers, kind=kind)

    with pytest.raises(AuthorError, match=r"test_rounding.py:\d+: steps, a relation, numbers, or a kind of grant"):
        derivation("Section 1", "A test")(body).run(CATALOGUE, Claims({}))
