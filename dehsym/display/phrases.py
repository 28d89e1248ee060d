"""Words in the letters of a paper: typed notation among them is set as the paper prints it."""

from __future__ import annotations

from dehsym.catalogue import Catalogue
from dehsym.display.words import Say, formula, prose
from dehsym.markup import Html
from dehsym.render.prose import as_latex


def letters_of(catalogue: Catalogue) -> Say:
    r"""Words with formulas in LaTeX between dollar signs or in typed notation between backticks, set by the catalogue.

    >>> catalogue = Catalogue()
    >>> phi = catalogue.symbol("phi", latex=r"\phi", meaning="reduced fluctuation")
    >>> letters_of(catalogue)("the pole `log(phi)` < 1")
    'the pole $\\ln(\\phi)$ &lt; 1'
    """
    return lambda text: prose(as_latex(text, catalogue))


def formula_or_words(text: str, say: Say) -> Html:
    r"""Bare LaTeX as a formula; words as words.

    >>> formula_or_words(r"a^2", prose), formula_or_words("a square", prose)
    ('$\\displaystyle a^2$', 'a square')
    """
    is_latex = ("\\" in text or "^" in text) and "$" not in text and "`" not in text
    return formula(text) if is_latex else say(text)
