"""The audit's word in the place of a comparison with the unrounded chain: reproduced, reachable, out of reach."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from sympy import exp, sqrt

from dehsym.audit.rounding.audit import AuditRow, audit
from dehsym.audit.rounding.findings import by_the_audit, rounding_finding
from dehsym.findings import Finding
from dehsym.paper_definition import load_definition
from dehsym.rounding import ROUNDING
from dehsym.verdict import Kind, Witness, refuted
from tests.audit.numbers_paper import Row, numbers_paper

DEH4 = load_definition("deh4")


@cache
def rows() -> dict[str, AuditRow]:
    return {row.id: row for row in audit(DEH4)}


def compared(id: str, value: str, printed: str) -> Finding:
    """A finding that a computed number does not round to a print."""
    evidence = refuted(f"{value} does not round to the printed {printed}", Witness((), value, printed), ROUNDING)
    return Finding(id, "Section 4", "slip", (id,), "", "", evidence, "")


def test_a_number_that_printed_inputs_reproduce_is_no_finding() -> None:
    given = [compared("s2.density", "3.28494495147e-29", "3.29e-29"), compared("s4.lengths", "2.28382002629", "2.29")]
    found = {each.id for each in by_the_audit(given, list(rows().values()), DEH4)}
    assert not {"s2.density", "s4.lengths"} & found


def test_what_only_other_digits_reach_is_a_slip_with_these_digits() -> None:
    found = rounding_finding(rows()["N23"], DEH4)
    assert found.severity == "slip"
    assert "other digits" in found.we_find
    assert "N01 = " in found.we_find
    assert found.evidence.witness
    assert float(found.evidence.witness.left) == float("5.4870130e89")


def test_what_is_out_of_reach_stands_for_the_claim_about_it() -> None:
    given = [compared("c.Chandra", "0.553960278365", "0.552")]
    found = {each.id: each for each in by_the_audit(given, list(rows().values()), DEH4)}
    assert "c.Chandra" not in found
    assert found["N28"].severity == "slip"
    assert "c.Chandra" in found["N28"].claims


def test_another_finding_stays_and_so_does_a_number_that_is_not_settled() -> None:
    other = Finding("4a", "Section 4", "breaks", ("4a",), "", "", refuted("the signs differ"), "")
    unknown = compared("x", "1.5", "1.9")
    assert by_the_audit([other, unknown], [], DEH4) == [other, unknown]


def test_a_number_that_is_printed_in_symbols_and_is_another_one_has_a_witness(tmp_path: Path) -> None:
    """sqrt(2)/4 = 0.3536 is not 1/e = 0.3679; the print has no last place by which to say how far that is."""
    paper = numbers_paper(tmp_path, {}, [Row("N1", "y", "1/e", sqrt(2) / 4), Row("N2", "z", "1/e", exp(-1))])
    (found,) = by_the_audit([], audit(paper), paper)
    assert (found.id, found.severity, found.correct) == ("N1", "unsupported", "`0.35355339`, unrounded until the end")
    assert found.evidence.kind is Kind.REFUTED
    assert found.evidence.witness
    values = sorted((float(found.evidence.witness.left), float(found.evidence.witness.right)))
    assert values == pytest.approx([0.35355339059, 0.36787944117])
