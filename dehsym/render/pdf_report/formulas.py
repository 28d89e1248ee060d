r"""Formulas and words as code of the template; a display that is too wide for its line is broken where TeX users do.

Where a line is broken, the estimates of `dehsym.render.latex_layout` decide, as in the LaTeX document; the template
then measures what was set, and sets a line smaller that still does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dehsym.catalogue import Catalogue
from dehsym.errors import NotationError
from dehsym.notation.latex_tokens import without_numbering
from dehsym.render.latex_layout import broken, members, width
from dehsym.render.pdf_report.markup import Code, call, joined
from dehsym.render.prose import Piece, PieceKind, pieces, typeset
from dehsym.render.typesetting.typst_formula import typst_formula, typst_lines

TEXT_WIDTH = 43.0  # em: 160 mm at 10 points, less the indent
_BESIDE = 37.0  # em: the same, less the names at its left
_QUAD = 1.0
_NUMBER_WIDTH = 4.0
_WIDEST_LEFT = 0.25
"""Of the width: a wider left side stands on a line of its own."""
_NUMBER = re.compile(r"\\tag\s*\{([^{}]*)\}|\\q?quad\s*\(([\w.]+)\)\s*$")
_POWER = re.compile(r"(?<=\d)[eE]\+?(-?\d+)|\^\(?(-?[\d/]+)\)?")


@lru_cache(maxsize=8192)
def formula(latex: str) -> Code:
    r"""A formula in running text, whose LaTeX is its text for those who do not see it; else the LaTeX itself.

    >>> print(formula(r"\alpha"), formula(r"\unknown"))
    formula("\\alpha",$α$) raw("\\unknown")
    """
    try:
        return call("formula", latex, Code(typst_formula(latex)))
    except NotationError:
        return call("raw", latex)


def said(text: str, catalogue: Catalogue) -> Code:
    r"""Words with their formulas, whether these are LaTeX or in typed notation.

    >>> print(said(r"where $\nu$ < `n_1`, not `f[`", Catalogue()))
    {"where ";formula("\\nu",$ν$);" < ";formula("n_1",$attach(n,b:1)$);", not ";raw("f[")}
    """
    return joined(_piece(piece, catalogue) for piece in pieces(text))


def _piece(piece: Piece, catalogue: Catalogue) -> str:
    match piece.kind:
        case PieceKind.WORDS:
            return piece.text
        case PieceKind.LATEX:
            return formula(piece.text)
        case PieceKind.TYPED:
            latex = typeset(piece.text, catalogue)
            return call("raw", piece.text) if latex is None else formula(latex)


def displayed(text: str, catalogue: Catalogue) -> Code:
    """A text, in which one formula alone is displayed."""
    first, *others = pieces(text)
    if first.kind is PieceKind.LATEX and not others:
        return display_beside(without_numbering(first.text), number_of(first.text))
    return said(text, catalogue)


def with_powers(text: str) -> Code:
    """Typed numbers and units as they are printed.

    >>> with_powers("3.29e-29 kg")
    '{"3.29";" × 10";super("−29");" kg"}'
    """
    parts: list[str] = []
    end = 0
    for found in _POWER.finditer(text):
        power = (found[1] or found[2]).replace("-", "−")
        parts += [text[end : found.start()], " × 10" if found[1] else "", call("super", power)]
        end = found.end()
    return joined([*parts, text[end:]])


# --- Displays


def number_of(latex: str) -> str:
    r"""The number that is printed beside a display, if there is one.

    >>> number_of(r"a = b \tag{4b}"), number_of(r"a = b \quad (1)"), number_of("a = b")
    ('4b', '1', '')
    """
    found = _NUMBER.search(latex)
    return (found[1] or found[2] or "").strip() if found else ""


def display(latex: str, number: str = "") -> Code:
    """A displayed formula with its number on the right; else the LaTeX itself."""
    return _display(latex, number, TEXT_WIDTH, indented=True)


def display_beside(latex: str, number: str = "") -> Code:
    """The same in the column beside names."""
    return _display(latex, number, _BESIDE, indented=False)


def _display(latex: str, number: str, room: float, *, indented: bool) -> Code:
    lines = _lines(latex, room - (_NUMBER_WIDTH if number else 0.0))
    try:
        made = typst_lines(lines) if len(lines) > 1 else typst_formula("".join(lines[0]), display=True)
    except NotationError:
        return call("untypeset", latex)
    return call("display", latex, Code(made), number, indented)


def _lines(latex: str, room: float) -> Sequence[tuple[str, str]]:
    """The formula in one line; or in several with what is to stand one below the other: relations, then sums."""
    if width(latex) <= room:
        return [("", latex)]
    left, *rest = members(latex)
    if not rest or width(left) > room * _WIDEST_LEFT:
        first, *sums = broken(left, room)
        start = [("", first), *(("", f"\\quad {each}") for each in sums)]
        left, left_room = "", room
    else:
        start, left_room = [], room - width(left)
    parts = [part for each in _gathered(rest, left_room) for part in _sums(each, left_room)]
    lines = [*start, *(("", part) for part in parts)]
    return [(left, lines[0][1]), *lines[1:]] if left else lines


def _gathered(parts: Sequence[str], room: float) -> list[str]:
    """Members of a chain on as few lines as they fill."""
    done: list[str] = []
    for part in parts:
        if done and width(done[-1]) + width(part) <= room:
            done[-1] += " " + part
        else:
            done.append(part)
    return done


def _sums(line: str, room: float) -> list[str]:
    """A line broken before + and -, what goes on standing a little to the right."""
    first, *rest = broken(line, room - 2 * _QUAD) if width(line) > room else [line]
    return [first, *(f"\\quad {each}" for each in rest)]
