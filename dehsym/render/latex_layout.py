r"""How wide a formula comes out, and where it may be broken, for displays that stay within the page.

Widths are estimates in em of Computer Modern at the size of the text, rather too wide than too narrow: they decide
where a line is broken, and TeX sets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dehsym.notation.latex_names import RELATIONS
from dehsym.render.closeness import words

_WIDTHS: Mapping[str, float] = MappingProxyType(
    dict.fromkeys(RELATIONS, 1.4)
    | dict.fromkeys(("+", "-", r"\times", r"\pm"), 1.3)
    | {r"\cdot": 0.8, "(": 0.5, ")": 0.5, "[": 0.4, "]": 0.4, ",": 0.5, "!": 0.3, r"\sum": 1.7, r"\prod": 1.5,
       r"\int": 1.2, r"\oint": 1.2, r"\langle": 0.5, r"\rangle": 0.5, "m": 0.95, "w": 0.8, "M": 1.1, "W": 1.1, "i": 0.4,
       "l": 0.4, "/": 0.55}
)  # fmt: skip
_SCRIPT = 0.75
_OPENING = ("(", "[", "{", r"\{", r"\left")
_CLOSING = (")", "]", "}", r"\}", r"\right")
_BEFORE = ("=", "^", "_")
"""After these a sign belongs to what follows, or is a script, as in C_+."""
_SPELT = ("exp", "log", "lim", "max", "min", "arg", "sin", "cos", "tan", "cot", "sec", "csc", "arc")


def width(latex: str) -> float:
    r"""Estimate the width of a formula in em.

    >>> width(r"\frac{a+b}{c}") < width("a + b + c") < 6
    True
    """
    row = words(latex)
    total, at = 0.0, 0
    while at < len(row):
        size, at = _word_width(row, at)
        total += size
    return total


def _word_width(row: Sequence[str], at: int) -> tuple[float, int]:
    """Return the width of what begins at a word, and where the next begins."""
    word = row[at]
    if word == "{":
        return _group_width(row, at)
    if word in "^_":
        size, end = _argument_width(row, at + 1)
        return size * _SCRIPT, end
    if word in (r"\frac", r"\binom"):
        above, middle = _argument_width(row, at + 1)
        below, end = _argument_width(row, middle)
        return max(above, below) + 0.4, end
    if word == r"\sqrt":
        size, end = _argument_width(row, at + 1)
        return size + 1.0, end
    if word in _WIDTHS:
        return _WIDTHS[word], at + 1
    return _name_width(word), at + 1


def _name_width(word: str) -> float:
    if "{" in word:
        return 0.6 * len(word[word.index("{") + 1 : -1]) + 0.2
    if word in (r"\exp", r"\ln", r"\lim", r"\max", r"\min", r"\log", r"\arg") or word[1:4] in (
        "sin",
        "cos",
        "tan",
        "cot",
        "arc",
    ):
        return 0.55 * len(word[1:]) + 0.35
    return 0.5 * len(word) if word[0].isdigit() else 0.8 if word[-1:].isupper() or word[1:2].isupper() else 0.65


def _group_width(row: Sequence[str], at: int) -> tuple[float, int]:
    total, at = 0.0, at + 1
    while at < len(row) and row[at] != "}":
        size, at = _word_width(row, at)
        total += size
    return total, at + 1


def _argument_width(row: Sequence[str], at: int) -> tuple[float, int]:
    return _word_width(row, at) if at < len(row) else (0.0, at)


def members(latex: str) -> list[str]:
    r"""Split a chain at the relations outside all brackets; each but the first begins with its relation.

    >>> members(r"a = (b = c) + \sum_{n=1}^2 n = d")
    ['a', '= (b = c) + \\sum_{n=1}^2 n', '= d']
    """
    return [part.strip() for part in _split(latex, ("=", r"\to", r"\le", r"\ge", "<", ">"))]


def broken(latex: str, most: float) -> list[str]:
    r"""Break a formula before signs + and - outside all brackets, so that no line is wider than `most` if it can be.

    >>> broken("a + b - c + d", 4)
    ['a + b', '- c + d']
    """
    done: list[str] = []
    for part in _split(latex, ("+", "-")):
        if done and (width(done[-1]) + width(part) <= most or done[-1].strip() in ("", "=")):
            done[-1] += part
        else:
            done.append(part)
    return [line.strip() for line in done]


def widest_piece(latex: str) -> float:
    """Return the width of the widest piece between the places where TeX may break a formula in running text."""
    return max(map(width, _split(latex, ("=", "+", "-", r"\to", "<", ">", r"\le", r"\ge"))), default=0.0)


def _split(latex: str, signs: Sequence[str]) -> Iterator[str]:
    """Cut a text before each of the signs that stands outside all brackets, does not begin it, and is no script."""
    start = depth = at = 0
    while at < len(latex):
        word = _next_word(latex, at)
        depth += word in _OPENING
        depth -= word in _CLOSING
        if depth == 0 and word in signs and latex[start:at].strip(" =") and not latex[:at].rstrip().endswith(_BEFORE):
            yield latex[start:at]
            start = at
        at += len(word)
    yield latex[start:]


def _next_word(latex: str, at: int) -> str:
    """Return the macro or the sign at a place."""
    end = at + 1
    if latex[at] == "\\":
        while end < len(latex) and latex[end].isalpha():
            end += 1
        end = max(end, min(at + 2, len(latex)))
    return latex[at:end]


def text_width(prose: str) -> float:
    """Estimate the width in em of a text with formulas between dollar signs, set in one line."""
    return sum(width(part) if at % 2 else 0.52 * len(part) for at, part in enumerate(prose.split("$")))
