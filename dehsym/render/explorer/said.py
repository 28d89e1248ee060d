r"""Texts for readers on the page: formulas among words, whether they are LaTeX or in typed notation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dehsym.catalogue import Catalogue
from dehsym.render.explorer.markup import Html, joined, tag
from dehsym.render.explorer.mathml import formula
from dehsym.render.prose import Piece, PieceKind, pieces, typeset

_PUNCTUATION = frozenset(",.;:)?!")


def said(text: str, catalogue: Catalogue) -> Html:
    """The text with its formulas typeset; those that were typed tell, when one points at them, how to type them.

    >>> said("`x` not `f[`", Catalogue())
    '<span title="x"><math alttext="x"><mrow><mi>x</mi></mrow></math></span> not <code class="typed">f[</code>'
    """
    return joined(_held(list(pieces(text)), catalogue))


def _held(said_pieces: Sequence[Piece], catalogue: Catalogue) -> Iterator[Html | str]:
    """The pieces, a formula with the sign of punctuation behind it in one: no line begins with a comma."""
    taken = 0
    for piece, after in zip_longest(said_pieces, said_pieces[1:]):
        text = piece.text[taken:]
        taken = 0
        if piece.kind is PieceKind.WORDS:
            yield text
            continue
        shown = _piece(piece, catalogue)
        if after is not None and after.kind is PieceKind.WORDS and after.text[:1] in _PUNCTUATION:
            taken = 1
            yield tag("span", shown, after.text[0], class_="held")
        else:
            yield shown


def _piece(piece: Piece, catalogue: Catalogue) -> Html | str:
    match piece.kind:
        case PieceKind.WORDS:
            return piece.text
        case PieceKind.LATEX:
            return formula(piece.text)
        case PieceKind.TYPED:
            latex = typeset(piece.text, catalogue)
            if latex is None:
                return tag("code", piece.text, class_="typed")
            return tag("span", formula(latex), title=piece.text)
