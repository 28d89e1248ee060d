"""Formulas as MathML: those of the shipped papers are all typeset, and what is hostile is shown as text."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dehsym.paper_definition import load_definition
from dehsym.render.explorer.mathml import formula, prose
from dehsym.render.latex import latex_equation

PRINTED = [claim.latex for claim in load_definition("deh4").claims.values() if claim.latex]
HOSTILE = [
    r"\text{<script>alert(1)</script>}",
    r"\text{</math><img src=x onerror=alert(1)>}",
    r"\href{javascript:alert(1)}{x}",
    r"\style{color:red}{x}",
    r"\class{a}{x}",
    r"\htmlId{a}{x}",
    r"\unknown{x}",
    r"\frac{a}",
    r"x^",
    "{" * 50,
    "\\" * 9,
    r"\begin{aligned} a &= b \end{aligned}",
    "<b>x</b>",
    "",
]


@pytest.mark.parametrize("latex", PRINTED)
def test_what_is_printed_is_typeset(latex: str) -> None:
    root = ElementTree.fromstring(formula(latex, display=True))
    assert root.tag == "math"
    assert root.get("alttext") == latex
    assert len(root) > 0


def test_what_is_computed_is_typeset() -> None:
    paper = load_definition("deh4")
    lines = [step for derivation in paper.derivations for step in derivation.steps]
    assert not [
        step for step in lines if not formula(latex_equation(step.equation, paper.catalogue)).startswith("<math")
    ]


@pytest.mark.parametrize("latex", HOSTILE)
def test_hostile_formulas_are_harmless(latex: str) -> None:
    root = ElementTree.fromstring(formula(latex))
    names = {element.tag for element in root.iter()}
    assert root.tag in ("math", "code")
    assert not names & {"script", "img", "a", "b"}
    assert not [
        name for element in root.iter() for name in element.attrib if name in ("href", "style", "id", "onclick")
    ]


def test_a_function_stands_apart_and_a_sign_does_not() -> None:
    assert "mspace" in formula(r"T\ln(x)")
    assert "mspace" not in formula(r"= \ln(x)")
    assert 'form="prefix"' in formula("F = -N")
    assert 'form="prefix"' not in formula("a - b")
    assert 'mathvariant="normal"' in formula(r"\Lambda")


def test_dollars_hold_formulas() -> None:
    assert prose("a $x$ b").count("<math") == 1
    assert prose("5 $ and <b>") == "5 $ and &lt;b&gt;"


def test_a_name_that_is_no_macro_of_latex_is_a_function_too() -> None:
    assert "<mi>erf</mi>" in formula(r"x\operatorname{erf}(y)")
    assert "mspace" in formula(r"x\operatorname{erf}(y)")
