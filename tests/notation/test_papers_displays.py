"""Every display of both papers that is an equation is read, and what is read is printed and read again as the same."""

from __future__ import annotations

import pytest

from dehsym import load
from dehsym.errors import NotationError
from dehsym.notation.latex_reader import read_latex
from dehsym.notation.printed_line import PrintedExpression, printed_chains
from dehsym.paper_definition import PaperDefinition
from dehsym.render.latex import latex_expression

A_NUMBER = "a rounded number with its unit stands in it"
NOT_EQUATIONS = {
    "s2.mass": A_NUMBER,
    "s2.density": A_NUMBER,
    "s4.thermal-volume": A_NUMBER,
    "s4.pressure": A_NUMBER,
    "s4.clapeyron": A_NUMBER,
    "s4.entropy": A_NUMBER,
    "s4.states": A_NUMBER,
    "s4.lengths": "two rounded numbers with their units, joined by 'and'",
    "s4.virial": "a series that goes on with dots",
    "a5.question": "a question mark stands for a member",
}


@pytest.fixture(params=["deh4", "bose_gas"])
def paper(request: pytest.FixtureRequest) -> PaperDefinition:
    return load(str(request.param)).definition


def test_displays_that_are_equations_are_read_and_come_back(paper: PaperDefinition) -> None:
    unread: set[str] = set()
    for id, claim in paper.claims.items():
        reading = paper.step(id).prints
        letters = {**paper.catalogue.letters, **(reading.letters if reading else {})}
        if claim.latex is None:
            continue
        try:
            members = read_latex(claim.latex, paper.catalogue, letters).members
        except NotationError:
            unread.add(id)
            continue
        printed = [latex_expression(member, paper.catalogue) for member in members]
        assert [read_latex(each, paper.catalogue, letters).members for each in printed] == [(each,) for each in members]
    assert unread == (set(NOT_EQUATIONS) if paper.name == "deh4" else set[str]())


def test_of_the_other_displays_the_members_that_are_expressions_are_read() -> None:
    paper = load("deh4").definition
    for id in NOT_EQUATIONS:
        reading = paper.step(id).prints
        letters = {**paper.catalogue.letters, **(reading.letters if reading else {})}
        for chain in printed_chains(paper.claims[id].latex or ""):
            for member in (each for each in chain.members if isinstance(each, PrintedExpression)):
                text = member.rest if member.factor else member.latex
                assert len(read_latex(text, paper.catalogue, letters).members) == 1
