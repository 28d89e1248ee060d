"""Formulas as they stand on paper, in the lines of a terminal: each picture is the whole claim."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dehsym.render.latex import latex_expression
from dehsym.render.text import flat_picture, picture_of_latex
from dehsym.render.typesetting.formula import read_formula
from dehsym.render.typesetting.picture import Picture, beside, grown
from dehsym.render.typesetting.stacked import stacked, stacked_picture
from derivations.deh4.symbols import catalogue
from tests.render.random_expressions import printable

PICTURES: list[tuple[str, int | None, str]] = [
    (
        r"\frac{a}{b}",
        None,
        """
a
─
b
""",
    ),
    (
        r"-\frac{d\langle F\rangle}{d\beta} = \langle F\rangle^2 + \mu\langle F\rangle",
        None,
        """
  d⟨F⟩
− ──── = ⟨F⟩² + μ⟨F⟩
   dβ
""",
    ),
    (
        r"\frac{\frac{a}{b}}{c+d}",
        None,
        """
   a
   ─
   b
───────
 c + d
""",
    ),
    (
        r"\Lambda_B = \frac{h}{\sqrt{2\pi mk_B T}}",
        None,
        """
           h
Λ_B = ───────────
      √(2πmk_B T)
""",
    ),
    (
        r"R_{1/2} = 2\sqrt{\frac{\pi}{\alpha}}",
        None,
        """
         ┌──
         │ π
R    = 2 │ ─
 1/2    ╲│ α
""",
    ),
    (
        r"N_g = \frac{\pi\phi}{4\alpha^{3/2}} \int_{-\infty}^\infty \frac{y^2\,dy}{\exp(y^2) - \phi}",
        None,
        """
       πφ   ⌠∞     y² dy
N_g = ───── ⎮   ───────────
        3/2 ⌡−∞ exp(y²) − φ
      4α
""",
    ),
    (
        r"I = i\int_{\phi_1}^{\phi_1+\pi} f(a)\,d\phi",
        None,
        """
      ⌠φ₁+π
I = i ⎮     f(a) dφ
      ⌡φ₁
""",
    ),
    (
        r"\oint \frac{f(z)\,dz}{z-a}",
        None,
        """
  f(z) dz
∮ ───────
   z − a
""",
    ),
    (
        r"\int x\,dx",
        None,
        """
∫ x dx
""",
    ),
    (
        r"\int \frac{dx}{x} + 1",
        None,
        """
⌠ dx
⎮ ── + 1
⌡ x
""",
    ),
    (
        r"N = \sum_{n \neq 0} \frac{\phi}{\exp(\alpha n^2) - \phi}",
        None,
        """
             φ
N =  ∑  ────────────
    n≠0 exp(αn²) − φ
""",
    ),
    (
        r"\sum_{l=1}^\infty \frac{z^l}{l^\nu}",
        None,
        """
     l
 ∞  z
 ∑  ──
l=1  ν
    l
""",
    ),
    (
        r"\lim_{\epsilon \to 0^+} \operatorname{Li}_{1/2}(t)",
        None,
        """
lim  Li   (t)
ϵ→0⁺   1/2
""",
    ),
    (
        r"\left(\frac{T_c}{T}\right)^3",
        None,
        """
⎛T_c⎞³
⎜───⎟
⎝ T ⎠
""",
    ),
    (
        r"\left[\frac{1}{2}\right]^{2/3}_T",
        None,
        """
⎡1⎤2/3
⎢─⎥
⎣2⎦_T
""",
    ),
    (
        r"\left\{\frac{n}{\zeta(\frac{3}{2})}\right\}^{2/3}",
        None,
        """
⎧ n  ⎫2/3
⎪────⎪
⎨ ⎛3⎞⎬
⎪ζ⎜─⎟⎪
⎩ ⎝2⎠⎭
""",
    ),
    (
        r"\Gamma(\frac{1}{2})",
        None,
        """
 ⎛1⎞
Γ⎜─⎟
 ⎝2⎠
""",
    ),
    (
        r"\left.\frac{p}{T}\right|_{x=0}",
        None,
        """
p│
─│
T│ₓ₌₀
""",
    ),
    (
        r"\left\langle\frac{a}{b}\right\rangle",
        None,
        """
╱a╲
│─│
╲b╱
""",
    ),
    (
        r"\binom{n}{k}",
        None,
        """
⎛n⎞
⎜ ⎟
⎝k⎠
""",
    ),
    (
        r"[\ln\phi]^{1/2} m^{3/2}k_B^{3/2}",
        None,
        """
      1/2 3/2   3/2
[ln φ]   m   k_B
""",
    ),
    (
        r"x_{ab/c}^{2/3}",
        None,
        """
 2/3
x
 ab/c
""",
    ),
    (
        r"e^{-\frac{1}{e}}",
        None,
        """
   1
 − ─
   e
e
""",
    ),
    (
        r"\sqrt[n]{\frac{a}{b}}",
        None,
        """
  ┌──
  │ a
ⁿ │ ─
 ╲│ b
""",
    ),
    (
        r"\overline{\frac{a}{b}} + \bar{z}",
        None,
        """
_
a
─ + z̄
b
""",
    ),
    (
        r"a = b + c = d + e",
        9,
        """
a = b + c
  = d + e
""",
    ),
    (
        r"abc = \frac{a}{b} + c - \frac{d}{e}",
        12,
        """
      a
abc = ─ + c
      b

        d
      − ─
        e
""",
    ),
    (
        r"a = \frac{1}{2}xy\frac{3}{4}zw",
        10,
        """
    1    3
a = ─ xy ─
    2    4

      zw
""",
    ),
    (
        r"a + b + c",
        5,
        """
a + b
  + c
""",
    ),
    (
        r"aaaaaaaaaaaa = b",
        8,
        """
aaaaaaaaaaaa
  = b
""",
    ),
]


@pytest.mark.parametrize(("latex", "width", "picture"), PICTURES, ids=[latex for latex, _, _ in PICTURES])
def test_picture(latex: str, width: int | None, picture: str) -> None:
    lines = stacked(read_formula(latex), width)
    assert [line.rstrip() for line in lines] == picture.strip("\n").split("\n")
    assert len({cell_len(line) for line in lines}) == 1


def test_the_base_is_the_line_on_which_the_formula_begins() -> None:
    picture = stacked_picture(read_formula(r"x = \frac{a}{b^{2/3}}"))
    assert picture.base == 1
    assert picture.lines[picture.base].startswith("x = ")
    broken = stacked_picture(read_formula(r"abc = \frac{a}{b} + c - \frac{d}{e}"), 12)
    assert broken.lines[broken.base].startswith("abc = ")


@given(st.integers(0, 10_000), st.integers(4, 100))
@settings(max_examples=150, deadline=None)
def test_random_expressions(seed: int, width: int) -> None:
    """All lines are of one width; only a factor that is wider by itself makes a picture wider than asked."""
    expr = printable(seed)
    if expr is None:
        return
    row = read_formula(f"x = {latex_expression(expr, catalogue)}")
    lines, whole = stacked(row, width), stacked(row)
    for picture in (lines, whole):
        assert len({cell_len(line) for line in picture}) == 1
    assert all(line.strip() for line in whole)
    narrowest = cell_len(stacked(row, 1)[0])
    assert cell_len(lines[0]) <= max(width, narrowest)
    if cell_len(whole[0]) <= width:
        assert lines == whole


def test_what_is_too_wide_goes_on_in_further_lines() -> None:
    long = " ".join(rf"+ \frac{{{n}}}{{x}}" for n in range(40))
    assert stacked_picture(read_formula(long), 30).width <= 30
    factor = rf"\exp\left({long}\right)"
    assert stacked_picture(read_formula(factor), 30).width > 30
    assert picture_of_latex(factor, 30) == flat_picture(factor, 30)
    assert flat_picture(factor, 30).width <= 30
    assert picture_of_latex(r"\frobnicate{x}", 30).lines == (r"\frobnicate{x}",)


def test_letters_of_other_widths() -> None:
    lines = stacked(read_formula(r"\frac{\text{温度}}{\bar{z}}"))
    assert lines == ("温度", "────", " z\u0304  ")
    assert Picture.of("温", "ab").lines == ("温", "ab")


def test_brackets_of_every_height() -> None:
    for sign in "()[]{}⟨⟩⌊⌋⌈⌉|‖/":
        for above in range(4):
            for below in range(4):
                picture = grown(sign, above, below)
                assert (picture.height, picture.base, picture.width) == (above + 1 + below, above, 1)
    assert beside([]).lines == ("",)
