"""Expressions and prose in Unicode for the terminal: on one line, or in lines as on paper."""

from __future__ import annotations

from sympy import Expr

from dehsym.backticks import without_backticks
from dehsym.catalogue import Catalogue
from dehsym.equation import Equation
from dehsym.errors import NotationError
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.render.paragraph import held, wrapped
from dehsym.render.prose import as_latex
from dehsym.render.typesetting.flat import flat
from dehsym.render.typesetting.formula import read_formula
from dehsym.render.typesetting.picture import Picture
from dehsym.render.typesetting.stacked import stacked_picture


def text_equation(equation: Equation, catalogue: Catalogue) -> str:
    """The members of an equation on one line, joined by ` = `."""
    return from_latex(latex_equation(equation, catalogue))


def text_expression(expr: Expr, catalogue: Catalogue) -> str:
    """One expression on one line, in the notation of the catalogue."""
    return from_latex(latex_expression(expr, catalogue))


def text_prose(latex: str) -> str:
    r"""Prose with formulas between dollar signs, on one line.

    >>> text_prose(r"leaving the phase $\nu$ free")
    'leaving the phase ν free'
    """
    return "".join(from_latex(part) if is_formula else part for part, is_formula in _parts(latex))


def paragraph_prose(text: str, catalogue: Catalogue | None = None) -> str:
    r"""A text for readers, for `wrapped` to break: LaTeX and typed notation in Unicode, short formulas held together.

    Typed notation is set in the letters of the catalogue; without one it stays as it is typed.

    >>> paragraph_prose(r"the pole `log(phi)`, where $\phi \to 1$")
    'the pole log(phi), where φ\xa0→\xa01'
    """
    latex = without_backticks(text) if catalogue is None else as_latex(text, catalogue)
    return "".join(held(from_latex(part)) if is_formula else part for part, is_formula in _parts(latex))


def _parts(latex: str) -> list[tuple[str, bool]]:
    """What stands outside and between dollar signs; one without its partner is a word."""
    parts = latex.split("$")
    if len(parts) % 2 == 0:
        parts[-2:] = ["$".join(parts[-2:])]
    return [(part, at % 2 == 1) for at, part in enumerate(parts)]


def from_latex(latex: str) -> str:
    r"""LaTeX on one line, without the number of an equation; as it stands where the reader does not know it.

    >>> from_latex(r"\frac{\beta\mu}{\exp(\beta\mu) - 1} V^{2/3} n^{12}")
    '(βμ/(exp(βμ) − 1)) V^(2/3) n¹²'
    >>> from_latex(r"\int_{-\infty}^\infty y^2\,dy")
    '∫_(−∞)^∞ y² dy'
    >>> from_latex(r"V = 2.57 \times 10^{78} \text{ m}^3 \tag{4}")
    'V = 2.57 × 10⁷⁸ m³'
    """
    try:
        return flat(read_formula(latex))
    except NotationError:
        return " ".join(latex.split())


def picture_of_latex(latex: str, width: int) -> Picture:
    r"""LaTeX as it stands on paper, in lines of at most `width` cells; on one line, broken, where it does not fit so.

    >>> for line in picture_of_latex(r"\Lambda_B = \frac{h}{\sqrt{2\pi mk_B T}}", 60).lines:
    ...     print(line.rstrip())
               h
    Λ_B = ───────────
          √(2πmk_B T)
    """
    try:
        picture = stacked_picture(read_formula(latex), width)
    except NotationError:
        picture = None
    return picture if picture and picture.width <= width else flat_picture(latex, width)


def flat_picture(latex: str, width: int) -> Picture:
    r"""LaTeX on one line, which goes on in further ones where it is wider than `width`.

    >>> flat_picture(r"\frac{a}{b} = c", 5).lines
    ('a/b =', '  c  ')
    """
    return Picture.of(*wrapped("", from_latex(latex), "  ", width, break_words=True))
