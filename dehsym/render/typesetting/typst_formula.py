r"""Formulas as mathematics of Typst, a typesetter that comes as a Python package and needs no TeX.

A text of a formula must never become code of Typst. So there are two ways only by which it gets in: as single letters
and digits, and signs behind a backslash, which print themselves; all else as a literal between quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import assert_never

from dehsym.render.typesetting.formula import (
    Accented,
    Fenced,
    Formula,
    Fraction,
    Role,
    Root,
    Row,
    Scripted,
    Sign,
    Space,
    read_formula,
)
from dehsym.render.typesetting.letters import LETTERS, LIMITED
from dehsym.render.typesetting.slashed import slashed

_LETTERS = frozenset(LETTERS.values())
_ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "\u0304": "macron", "\u0305": "overline", "\u0332": "underline", "\u0303": "tilde", "\u0302": "hat",
        "\u0307": "dot", "\u0308": "dot.double", "\u20d7": "arrow",
    }
)  # fmt: skip
"""The functions of Typst that set accents, by the combining signs of Unicode."""


def typst_formula(formula: str | Row, *, display: bool = False) -> str:
    r"""A formula between the dollar signs of Typst, in running text, where fractions have a slash, or displayed.

    Raises `NotationError` for LaTeX that `read_formula` does not read.

    >>> print(typst_formula(r"\frac{h}{\sqrt{2\pi m}}"))
    $h class("normal",\/)sqrt(2 π m)$
    >>> print(typst_formula(r"n = x_1 / \text{#eval}", display=True))
    $ n\=attach(x,b:1)class("normal",\/)"#eval" $
    """
    row = read_formula(formula) if isinstance(formula, str) else formula
    return f"$ {_row(row)} $" if display else f"${_row(slashed(row))}$"


def typst_lines(lines: Iterable[tuple[str | Row, str | Row]]) -> str:
    r"""Several lines as one display, each of two parts, of which the second ones begin one below the other.

    A second part that begins with space and + or - goes on with a sum: the sign is spaced as between two terms.

    >>> print(typst_lines([("a", "= b"), ("", r"\quad + c")]))
    $ a&\=b \ ""&#h(1.0000em) class("binary",\+)c $
    """
    rows = [[read_formula(each) if isinstance(each, str) else each for each in line] for line in lines]
    return "$ " + r" \ ".join(f"{_row(left)}&{_continued(right)}" for left, right in rows) + " $"


def literal(text: str) -> str:
    r"""A text as a literal of Typst's code, between quotes.

    >>> print(literal('a "b" \\ #c'))
    "a \"b\" \\ #c"
    """
    inner = "".join(_in_literal(sign) for sign in text)
    return f'"{inner}"'


def _in_literal(sign: str) -> str:
    if sign in ('"', "\\"):
        return "\\" + sign
    return sign if sign.isprintable() else f"\\u{{{ord(sign):x}}}"


def _continued(row: Row) -> str:
    """A row; a sign after space at its beginning stands between the line before and what follows."""
    match row.parts:
        case (Space() as space, Sign(text, Role.SIGN), *rest):
            sign = f'class("binary",{_escaped(text)})'
            return _joined([_formula(space), sign, *(_formula(part) for part in rest)])
        case _:
            return _row(row)


def _row(row: Row) -> str:
    return _joined([_formula(part) for part in row.parts]) or '""'


def _joined(parts: Sequence[str]) -> str:
    """Parts in a row; a blank, which would print beside words, stands only where two names would run together."""
    text = ""
    for part in parts:
        runs_together = text[-1:].isalnum() and (part[:1].isalnum() or part[:1] == "#")
        text += " " + part if runs_together else part
    return text


def _formula(part: Formula) -> str:
    match part:
        case Sign():
            return _sign(part)
        case Space(width):
            return f"#h({width:.4f}em) "
        case Row():
            return _row(part)
        case Fraction(above, below, ruled):
            return f"frac({_row(above)},{_row(below)})" if ruled else f"mat(delim:#none,{_row(above)};{_row(below)})"
        case Root(radicand, degree):
            return f"root({_row(degree)},{_row(radicand)})" if degree else f"sqrt({_row(radicand)})"
        case Scripted():
            return _scripted(part)
        case Fenced():
            return _fenced(part)
        case Accented(accent, inside):
            return _accented(accent, inside)
        case _:
            assert_never(part)


def _scripted(part: Scripted) -> str:
    below = f",b:{_row(part.below)}" if part.below else ""
    above = f",t:{_row(part.above)}" if part.above else ""
    return f"attach({_formula(part.base)}{below}{above})"


def _fenced(part: Fenced) -> str:
    """Brackets as tall as what they hold; a bracket that is not printed keeps its neighbour from growing instead."""
    match part.inside.parts:
        case (Fraction(above, below, ruled=False),) if (part.opening, part.closing) == ("(", ")"):
            return f"binom({_row(above)},{_row(below)})"
        case _:
            opening, closing = (_escaped(each) if each else '""' for each in (part.opening, part.closing))
            return f"lr({opening}{_row(part.inside)}{closing})"


def _accented(accent: str, inside: Row) -> str:
    name = _ACCENTS[accent]
    return f"{name}({_row(inside)})" if name.endswith("line") else f"accent({_row(inside)},{name})"


def _sign(sign: Sign) -> str:
    match sign.role:
        case Role.FUNCTION:
            return f"op({literal(sign.text)}{',limits:#true' if sign.text in LIMITED else ''})"
        case Role.WORDS | Role.UPRIGHT:
            return literal(sign.text)
        case Role.NUMERAL if sign.text.isascii() and sign.text.replace(".", "").isdigit():
            return sign.text
        case Role.LETTER if len(sign.text) == 1 and sign.text.isascii() and sign.text.isalpha():
            return sign.text
        case Role.LETTER if sign.text in _LETTERS:
            return sign.text
        case Role.RELATION if sign.text == "|":
            return f'class("relation",{_escaped(sign.text)})'
        case Role.SYMBOL if sign.text in ("|", "‖", "/"):
            return f'class("normal",{_escaped(sign.text)})'
        case _:
            return _escaped(sign.text)


def _escaped(text: str) -> str:
    """A sign that prints itself; what is not a single sign is a literal."""
    is_sign = len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace()
    return "\\" + text if is_sign else literal(text)
