"""What becomes a finding, on an invented paper: how grave it is, what it shows, and in which order it is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sympy import E, Expr, Integer, Rational, exp, log

from dehsym.catalogue import Catalogue
from dehsym.derivation import Ledger, derivation
from dehsym.domain import FRACTION
from dehsym.findings import Finding, ordered
from dehsym.grant import GrantKind
from dehsym.hand_witness import hand_witness
from dehsym.paper_definition import PaperDefinition
from dehsym.proposition import Operator, Relation
from dehsym.render.finding_text import finding_text, findings_text
from dehsym.render.text import from_latex
from dehsym.rules.algebra import Choose, Divide, Eliminate, Multiply
from dehsym.rules.approximation import DropTerm
from dehsym.verdict import granted, refuted
from dehsym.verdict_store import Forgetful
from dehsym.workbench import Paper

CATALOGUE = Catalogue()
x, y, f, g, w = (CATALOGUE.symbol(name, meaning=f"the number {name}") for name in "xyfgw")
phi = CATALOGUE.symbol("phi", latex=r"\phi", domain=FRACTION, meaning="a fraction")
INVENTORY = {
    "equations": [
        {"id": "E1", "where": "Section 1", "order": 1, "printed_latex": "f = 2 x"},
        {"id": "E2", "where": "Section 1", "order": 2, "printed_latex": "g = 2 x y"},
        {"id": "E3", "where": "Section 1", "order": 3, "printed_latex": r"f = \frac{\ln(x)}{x}"},
    ],
    "prose_claims": [{"id": "c.less", "claim": "f is less than 1"}, {"id": "c.given", "claim": "f = x is natural"}],
    "orders_of_magnitude": [{"id": "O1", "where": "Section 1", "symbol": "size of f", "printed": "10^0"}],
}


def found(folder: Path, *bodies: object) -> dict[str, Finding]:
    """The findings, in order, of a paper with these derivations."""
    inventory = folder / "inventory.json"
    inventory.write_text(json.dumps(INVENTORY), encoding="utf-8")
    scripts = [derivation("Section 1", "A test")(body) for body in bodies if callable(body)]
    paper = PaperDefinition("small", "Small", "", CATALOGUE, inventory, scripts)
    return {each.id: each for each in ordered(Paper(paper, Forgetful()).run().findings)}


def test_a_postulate_on_which_print_rests_is_unsupported(tmp_path: Path) -> None:
    def told(d: Ledger) -> None:
        first = d.given("f is taken to be twice x", f, 2 * x, kind=GrantKind.POSTULATE, prints="E1")
        d.step("Scaled:", first, Multiply(y))

    def untold(d: Ledger) -> None:
        d.given("a model", g, 2 * x * y, kind=GrantKind.MODEL, cite="somebody", prints="E2")
        d.given("on which nothing rests", w, x, kind=GrantKind.POSTULATE)

    findings = found(tmp_path, told, untold)
    assert list(findings) == ["E1.granted"]
    assert findings["E1.granted"].severity == "unsupported"
    assert "twice x" in findings["E1.granted"].we_find


def test_one_premise_stated_twice_is_told_once(tmp_path: Path) -> None:
    def one(d: Ledger) -> None:
        d.given("f is taken to be twice x", f, 2 * x, kind=GrantKind.IDENTIFICATION, prints="E1")

    def two(d: Ledger) -> None:
        again = d.given("as before", f, 2 * x, kind=GrantKind.IDENTIFICATION)
        product = d.let("The product.", g, f * y)
        d.step("In x:", product, Eliminate(f, again), prints="E2")

    findings = found(tmp_path, one, two)
    assert list(findings) == ["E1.granted"]
    assert findings["E1.granted"].claims == ("E1", "E2")


def test_a_premise_that_a_claim_refutes_is_told_with_the_claim(tmp_path: Path) -> None:
    def body(d: Ledger) -> None:
        given = d.given("f is taken to be twice x", f, 2 * x, kind=GrantKind.IDENTIFICATION, prints="E1")
        other = d.let("What it is by definition.", w, x**2)
        relation = Relation(other.equation.rhs, Operator.EQUAL, given.equation.rhs)
        d.remark("c.given", "it is the square", given, other, relation=relation)

    findings = found(tmp_path, body)
    assert list(findings) == ["c.given"]
    assert findings["c.given"].claims == ("c.given", "E1")
    assert findings["c.given"].why == "`1.00000000000` ≠ `2.00000000000` at `x = 1`"


def test_a_leap_breaks_what_rests_on_it_and_is_shown_by_small_numbers(tmp_path: Path) -> None:
    def body(d: Ledger) -> None:
        first = d.let("The first.", f, 3 * x)
        leap = d.leap("The paper has it otherwise.", first, f, 2 * x, because="with 2 for 3", prints="E1")
        d.step("The product:", d.let("The product.", g, f * y), Eliminate(f, leap), prints="E2")

    (finding,) = found(tmp_path, body).values()
    assert (finding.id, finding.severity, finding.claims) == ("E1", "breaks", ("E1", "E2"))
    assert finding.why == "`3.00000000000` ≠ `2.00000000000` at `x = 1`"
    assert "with 2 for 3" in finding.we_find


def test_a_line_that_is_ours_alone_is_no_finding(tmp_path: Path) -> None:
    def body(d: Ledger) -> None:
        first = d.let("The first.", f, 2 * x, prints="E1")
        d.step("At a place of our own:", first, Choose({x: Integer(3)}, "for us"))

    assert not found(tmp_path, body)


@pytest.mark.parametrize(("place", "told"), [(E, True), (Integer(100), False)])
def test_a_dropped_term_counts_by_its_size_where_it_is_used(tmp_path: Path, place: Expr, told: bool) -> None:
    def body(d: Ledger) -> None:
        exact = d.let("The ratio.", f, log(x) / (x - 1))
        region = {x: (Rational(5, 2), Rational(101))}
        kept = d.step("Without the 1:", exact, Multiply(x - 1), DropTerm(-f, region), Divide(x), prints="E3")
        d.step("At a place:", kept, Choose({x: place}, "which is taken"))

    findings = found(tmp_path, body)
    assert bool(findings) is told
    if told:
        (finding,) = findings.values()
        assert (finding.severity, finding.claims) == ("breaks", ("E3",))
        assert finding.why == "`0.368` ≤ `0.1` fails at `x = E`"


def test_an_order_that_fails_is_shown_as_one(tmp_path: Path) -> None:
    def body(d: Ledger) -> None:
        first = d.let("The first.", f, 2 * x, prints="E1")
        relation = Relation(first.equation.rhs, Operator.LESS, Integer(1))
        d.remark("c.less", "not for large x", first, relation=relation)
        d.remark("O1", "not for large x", first, relation=relation)

    (finding,) = found(tmp_path, body).values()
    assert finding.why == "`2.00000000000` < `1.00000000000` fails at `x = 1`"
    assert finding.severity == "slip"  # it is an order of magnitude too
    assert finding.claims == ("c.less", "O1")
    assert finding.as_json()["evidence"] == finding.why


def test_the_text_has_a_heading_for_each_severity() -> None:
    grave = Finding("E2", "Section 1", "breaks", ("E2", "E1"), r"g = x \tag{4a}", "it is not", refuted("no"), "")
    slight = replace(grave, id="E1", severity="slip", claims=("E1",), paper_says=r"f = 2 \times 10^{3}")
    text = findings_text(ordered([slight, grave]))
    first, second = text.index("(breaks): 1"), text.index("(slip): 1")
    assert text.index("E2  (Section 1") < second
    assert first < second
    assert "tag" not in text
    assert "2 × 10³" in text
    assert "how sure     refuted" in finding_text(grave)


def test_a_choice_of_phases_that_is_told_by_phases_is_left_out() -> None:
    unmet = Finding(
        "phases.a", "1", "breaks", ("E1",), "", "", refuted("no"), "", topics=frozenset({"nu = 0", "mu = 1"})
    )
    choice = replace(unmet, id="E1.granted", severity="unsupported", claims=("E1", "E2"), evidence=granted("nu"))
    choice = replace(choice, topics=frozenset({"nu = 0"}), yields=True)
    free = replace(choice, id="E3.granted", topics=frozenset({"another"}))
    assert [(each.id, each.claims) for each in ordered([choice, unmet, free])] == [
        ("phases.a", ("E1", "E2")),
        ("E3.granted", ("E1", "E2")),
    ]


def test_a_witness_by_hand_lies_in_the_domain_and_is_certain() -> None:
    witness = hand_witness(Relation(phi, Operator.EQUAL, phi**2), CATALOGUE)
    assert witness
    assert witness.at == (("phi", "1/2"),)
    assert hand_witness(Relation(exp(log(x)), Operator.EQUAL, x), CATALOGUE) is None
    assert hand_witness(Relation(Integer(1), Operator.LESS, phi), CATALOGUE)
    assert hand_witness(Relation(phi, Operator.LESS, Integer(1)), CATALOGUE) is None
    assert hand_witness(Relation(log(x - x), Operator.EQUAL, x), CATALOGUE) is None


def test_tag_and_times_in_text() -> None:
    assert from_latex(r"p = 2 \tag{4a}") == "p = 2"
    assert from_latex(r"3.29 \times 10^{-29}") == "3.29 × 10⁻²⁹"


def test_the_text_of_a_finding() -> None:
    claims = ("E1", *(f"s{at}.claim" for at in range(40)))
    formula = Finding("E1", "Section 1", "breaks", claims, r"f = \frac{2}{x}", "not `x**2`", refuted("no"), r"$x^2$")
    assert finding_text(formula, CATALOGUE, number=7).splitlines()[:8] == [
        "  7 ✗ E1  (Section 1, breaks)",
        "                       2",
        "      the paper    f = ─",
        "                       x",
        "      we find      not x²",
        "      how sure     refuted: ball arithmetic",
        "      computed     x²",
        "      rests on it  s0.claim, s1.claim, s2.claim, s3.claim, s4.claim, s5.claim,",
    ]
    assert finding_text(formula).endswith("and 31 more (dehsym affects E1)")
    typed = finding_text(formula, unicode=False)
    assert typed.startswith("    XX E1")
    assert r"the paper    f = \frac{2}{x}" in typed
    assert "we find      not x**2" in typed
    words = replace(formula, paper_says="suppose quanta of the kinetic energy p^2/2m")
    assert "suppose quanta of the kinetic energy p^2/2m" in finding_text(words)
