"""Formulas in Typst: what each form becomes, and that no text of a formula ever becomes code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dehsym.errors import NotationError
from dehsym.paper_definition import load_definition
from dehsym.render.latex import latex_equation
from dehsym.render.latex_layout import broken, members
from dehsym.render.typesetting.formula import Fenced, Fraction, Role, Root, Row, Scripted, Sign, read_formula
from dehsym.render.typesetting.slashed import slashed
from dehsym.render.typesetting.typst_formula import literal, typst_formula, typst_lines

typst = pytest.importorskip("typst", reason="the optional extra pdf installs typst")

_NAMES = frozenset(
    [
        "attach",
        "accent",
        "arrow",
        "b",
        "binary",
        "binom",
        "class",
        "delim",
        "dot",
        "double",
        "frac",
        "h",
        "hat",
        "limits",
        "lr",
        "macron",
        "mat",
        "none",
        "normal",
        "op",
        "overline",
        "relation",
        "root",
        "sqrt",
        "t",
        "tilde",
        "true",
        "underline",
        "em",
    ]
)
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
HOSTILE = (
    '#panic("x")',
    '"; #panic("x"); "',
    "$ #panic() $",
    "\\#panic()",
    'a"b\\',
    "*b* _i_ @ref <label> // comment /* and */ ~ --- ... [x] {y}",
    "𝒳\u202e\u0000\n\t#x",
)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{a}{b}", "$ frac(a,b) $"),
        (r"\sqrt[3]{x}", "$ root(3,x) $"),
        (r"x_1^2", "$ attach(x,b:1,t:2) $"),
        (r"f'^2", "$ attach(f,t:\\′2) $"),
        (r"\sum_{n=1}^\infty n", "$ attach(\\∑,b:n\\=1,t:\\∞)n $"),
        (r"\lim_{x\to0} x", '$ attach(op("lim",limits:#true),b:x\\→0)x $'),
        (r"\exp\left[-\frac{E}{kT}\right]", '$ op("exp")lr(\\[\\−frac(E,k T)\\]) $'),
        (r"\left.f\right|_0", '$ attach(lr(""f\\|),b:0) $'),
        (r"\binom{n}{k}", "$ binom(n,k) $"),
        (r"\bar{x}+\overline{ab}", "$ accent(x,macron)\\+overline(a b) $"),
        (r"10^{-3}\,\mathrm{kg}", '$ attach(10,t:\\−3)#h(0.1667em) "kg" $'),
        (r"\Gamma(\alpha)", '$ "Γ"\\(α\\) $'),
        (r"a \text{ if } b", '$ a" if "b $'),
        (r"\langle F\rangle \mid x", '$ \\⟨F\\⟩class("relation",\\|)x $'),
    ],
)
def test_forms(latex: str, expected: str) -> None:
    assert typst_formula(latex, display=True) == expected


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"\frac{\pi}{2}", "π/2"),
        (r"\phi = \frac{mc^2}{k_B T}", "ϕ=mc/(kT)"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\frac{dp}{dT}", "dp/dT"),
        (r"\frac{\partial F}{\partial N} = \mu", "∂F/∂N=μ"),
        (r"x \frac{1}{2}, y", "x1/2,y"),
        (r"\frac{a}{b} - \frac{c}{d}", "a/b−c/d"),
        (r"\left(\frac{a}{b}\right)", "(a/b)"),
        (r"\frac{-a}{b}", "(−a)/b"),
        (r"\frac{1}{\langle F \rangle}", "1/⟨F⟩"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac{a}{b\left(c - \frac{d}{e}\right)}", "a/(b(c−d/e))"),
    ],
)
def test_a_slash_in_running_text(latex: str, plain: str) -> None:
    assert "".join(_signs(slashed(read_formula(latex)))) == plain


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{1}{2} x",
        r"\frac{1}{2} (x)",
        r"\frac{d}{dx} f",
        r"\ln \frac{a}{b}",
        r"\int \frac{a}{b}",
        r"a/\frac{b}{c}",
        r"\frac{\frac{a}{b} c}{d}",
        r"\frac{a}{b} \times c",
        r"\frac{1}{2}\text{ m}",
    ],
)
def test_no_slash_where_it_would_be_misread(latex: str) -> None:
    row = read_formula(latex)
    assert slashed(row) == row


def test_fractions_in_fractions_take_no_time() -> None:
    deep = r"\frac{" * 40 + "a" + "}{b}" * 40
    assert typst_formula(deep).count("/") == 40


def _signs(part: object) -> Iterator[str]:
    """The signs of a row without scripts."""
    match part:
        case Sign(text, _):
            yield text
        case Row(parts):
            for each in parts:
                yield from _signs(each)
        case Scripted(base, _, _):
            yield from _signs(base)
        case Fenced(opening, inside, closing):
            yield opening
            yield from _signs(inside)
            yield closing
        case _:
            raise AssertionError(part)


def test_lines_stand_below_one_another() -> None:
    assert typst_lines([("a", "= b"), ("", r"\quad - c"), ("", r"\le d")]) == (
        '$ a&\\=b \\ ""&#h(1.0000em) class("binary",\\−)c \\ ""&\\≤d $'
    )


# --- Hostile text


def _is_harmless(made: str) -> bool:
    """Whether outside of literals there are only escaped signs, letters, digits, and the functions that are meant."""
    code = re.sub(rf"\\.|{_LITERAL.pattern}", " ", made, flags=re.DOTALL)
    names = set(re.findall(r"[A-Za-z]{2,}", code))
    return names <= _NAMES and set(re.findall(r"#\w+", code)) <= {"#h", "#true", "#none"} and '"' not in code


@given(st.text(max_size=40), st.sampled_from(Role))
@settings(max_examples=300)
def test_whatever_a_sign_says_it_stays_text(text: str, role: Role) -> None:
    row = Row((Sign(text, role), Fraction(Row((Sign(text, role),)), Row(())), Root(Row((Sign(text, role),)))))
    assert _is_harmless(typst_formula(row, display=True))
    assert _is_harmless(typst_formula(row))


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_whatever_latex_says_it_stays_text(text: str) -> None:
    for latex in (text, rf"\text{{{text}}}", rf"\operatorname{{{text}}}", rf"\mathrm{{{text}}}"):
        try:
            assert _is_harmless(typst_formula(latex))
        except NotationError:
            continue


@given(st.text(max_size=60))
def test_a_literal_is_one_literal(text: str) -> None:
    assert _LITERAL.fullmatch(literal(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_set_as_it_is(text: str) -> None:
    row = Row((Sign(text, Role.WORDS),))
    assert typst.compile(f"{typst_formula(row)}\n#assert.eq({literal(text)}.len(), {len(text.encode())})".encode())


# --- Everything that is printed


@pytest.mark.parametrize("name", ["deh4", "bose_gas"])
def test_every_formula_of_a_paper_can_be_set(name: str) -> None:
    """Printed and computed, displayed, in running text, and broken into lines."""
    paper = load_definition(name)
    printed = [claim.latex for claim in paper.claims.values() if claim.latex]
    steps = [step for derivation in paper.derivations for step in derivation.steps]
    computed = [latex_equation(step.equation, paper.catalogue) for step in steps]
    source = ["#set page(width: 60cm, height: auto)"]
    for latex in dict.fromkeys([*printed, *computed]):
        parts = [line for part in members(latex) for line in broken(part, 8)]
        source += [typst_formula(latex, display=True), typst_formula(latex)]
        source.append(typst_lines(("", part) for part in parts))
    assert len(source) > 100
    assert typst.compile("\n\n".join(source).encode(), ignore_system_fonts=True)
