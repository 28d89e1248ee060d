"""Texts for readers: what stands between marks is read as what it is, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import log

from dehsym.backticks import typed, typed_point, without_backticks
from dehsym.catalogue import Catalogue
from dehsym.domain import COMPLEX, REAL
from dehsym.render.explorer.said import said
from dehsym.render.prose import Piece, PieceKind, as_latex, pieces, typeset
from dehsym.verdict import Kind, Verdict, Witness

CATALOGUE = Catalogue()
phi = CATALOGUE.symbol("phi", latex=r"\phi", meaning="fugacity")
wavelength = CATALOGUE.symbol("Lambda_B", latex=r"\Lambda_B", meaning="thermal wavelength")
z = CATALOGUE.symbol("z", domain=COMPLEX, meaning="a complex variable")
eta = CATALOGUE.symbol("eta", latex=r"\eta", domain=REAL, meaning="conformal time")
scale = CATALOGUE.function("a_of_eta", eta, latex="a", meaning="scale factor")


def test_pieces_in_their_order() -> None:
    found = pieces("near `x = 1`, where $y$ is 5 $, or ` alone")
    assert [piece.kind for piece in found] == [
        PieceKind.WORDS,
        PieceKind.TYPED,
        PieceKind.WORDS,
        PieceKind.LATEX,
        PieceKind.WORDS,
    ]
    assert found[-1].text == " is 5 $, or ` alone"
    assert pieces("") == ()


@given(st.text(alphabet="ab`$\\ ", max_size=30))
def test_no_sign_is_lost(text: str) -> None:
    marks = {PieceKind.WORDS: "", PieceKind.TYPED: "`", PieceKind.LATEX: "$"}
    assert "".join(f"{marks[each.kind]}{each.text}{marks[each.kind]}" for each in pieces(text)) == text


@pytest.mark.parametrize(
    ("notation", "latex"),
    [
        ("2*I*sqrt(log(phi))", r"2i[\ln \phi]^{1/2}"),
        ("1/2 <= phi < 1", r"1/2 \le \phi < 1"),
        ("a_of_eta(eta) = eta**2", r"a = \eta^2"),
        ("Derivative(a_of_eta(eta), eta) != 0", r"\frac{da}{d\eta} \neq 0"),
        ("theta_1 + pi", r"\theta_1 + \pi"),
        ("phi = 319/1024, z = 1 - 2*I", r"\phi = 319/1024, z = 1 - 2\,i"),
        ("-1.5e-7", r"-1.5 \times 10^{-7}"),
        ("(0 ± 3.33e-26) + 1.246*I", r"(0 \pm 3.33 \times 10^{-26}) + 1.246\,i"),
        ("[1.384e-23, 1.388e-23]", r"[1.384 \times 10^{-23}, 1.388 \times 10^{-23}]"),
        ("2.56e7 m^-3", r"2.56 \times 10^{7}\,\mathrm{m}^{-3}"),
        ("4.2 J/K", r"4.2\,\mathrm{J}/\mathrm{K}"),
        ("10^-40 kg", r"10^{-40}\,\mathrm{kg}"),
        ("N12", r"\mathrm{N12}"),
        ("N12 = 3.47 mm", r"N_{12} = 3.47\,\mathrm{mm}"),
        ("m[log(phi)] = 0", r"m[\ln(\phi)] = 0"),
        ("t(lambda = 0.700) = 14.0 Gyr", r"t(\lambda = 0.700) = 14.0\,\mathrm{Gyr}"),
        ("T = 2.73 K and 1.71 K", r"T = 2.73\,\mathrm{K} \text{ and } 1.71\,\mathrm{K}"),
        ("z complex", r"z \text{ complex}"),
        ("radius = 1/8", r"\mathrm{radius} = 1/8"),
    ],
)
def test_what_is_typed_is_set_in_the_letters_of_the_catalogue(notation: str, latex: str) -> None:
    assert typeset(notation, CATALOGUE) == latex


@pytest.mark.parametrize(
    "notation", ["", "f[", "StateSum(phi, n) + 1", "mc^2", "phi +", "0/0 + 1", "x between 0 and 1", r"\phi"]
)
def test_what_cannot_be_read_is_not_guessed(notation: str) -> None:
    assert typeset(notation, CATALOGUE) is None
    if notation:
        assert as_latex(f"so `{notation}`", CATALOGUE) == f"so {notation}"


def test_a_catalogue_that_has_grown_is_another_one() -> None:
    catalogue = Catalogue()
    assert typeset("mu", catalogue) == r"\mu"
    catalogue.symbol("mu", latex="M", meaning="mass")
    assert typeset("mu", catalogue) == "M"


def test_the_page_shows_the_formula_and_tells_how_it_is_typed() -> None:
    shown = said("the pole `log(phi)`, not `<b>`", CATALOGUE)
    assert '<span title="log(phi)"><math alttext="\\ln(\\phi)">' in shown
    assert '<code class="typed">&lt;b&gt;</code>' in shown


def test_marks_are_put_and_left_out() -> None:
    text = f"the pole {typed(log(phi))} at {typed_point([('phi', '1/2')])}"
    assert text == "the pole `log(phi)` at `phi = 1/2`"
    assert without_backticks(text) == "the pole log(phi) at phi = 1/2"


def test_a_witness_marks_its_numbers_and_not_its_words() -> None:
    assert str(Witness((("phi", "1/2"),), "n = 2.0*I", "positive")) == "`n = 2.0*I` ≠ positive at `phi = 1/2`"
    assert str(Witness((), "line: `0.5`", "no value")) == "line: `0.5` ≠ no value"


def test_conditions_are_marked_where_they_are_notation_altogether() -> None:
    verdict = Verdict(Kind.PROVED, "shown", conditions=("x != 0", "not at `x = 1`"))
    assert verdict.provided == "`x != 0`, not at `x = 1`"


def test_pieces_are_plain_values() -> None:
    assert Piece(PieceKind.TYPED, "x") == pieces("`x`")[0]
