r"""Printed parts of a formula and how they are put together: brackets, spaces, fractions, scripts.

A piece is LaTeX text with the tightness of its outermost operation. Nothing here knows a catalogue or looks into an
expression.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import final

from sympy import Float, Rational

from dehsym.notation.numerals import integer_text

_TALL = re.compile(r"\\(?:frac|sum|int|oint|prod|binom|lim)(?![A-Za-z])")
_SHORT_SUM = re.compile(r"-?(?:[A-Za-z0-9]|\\[A-Za-z]+) [+-] (?:[A-Za-z0-9]|\\[A-Za-z]+)")
_ONE_WORD = re.compile(r"[0-9A-Za-z]|\\[A-Za-z]+")
_ENDS_IN_MACRO = re.compile(r"\\[A-Za-z]+$")
_ENDS_IN_SCRIPT = re.compile(r"[_^](?:\{[^{}]*\}|[0-9A-Za-z]|\\[A-Za-z]+)$")
_SET_APART = re.compile(
    r"\\(?:exp|ln|sin|cos|tan|cot|sec|csc|arc|sinh|cosh|tanh|coth|max|min|arg|operatorname|int|oint|sum|prod|lim|frac)"
)
_MEAN = re.compile(r"\\langle.*?\\rangle")


class Bind(IntEnum):
    """How tightly the outermost operation of a printed piece binds; a looser one needs brackets inside a tighter."""

    SUM = 0
    OPERATOR = 1  # a sum over states, a product, a limit: reaches to the end of the product it stands in
    PRODUCT = 2
    POWER = 3  # also applied functions: ln(x) may be a factor, but is bracketed to be raised
    ATOM = 4


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A printed part. `bare` marks a function printed without its argument, which brackets must not follow."""

    text: str
    bind: Bind
    bare: bool = False


@final
@dataclass(slots=True)
class Quotient:
    """A product sorted for print: its sign, the factors before, above, below and behind the line, and operators."""

    negative: bool = False
    above: list[Piece] = field(default_factory=list[Piece])
    below: list[Piece] = field(default_factory=list[Piece])
    after: list[Piece] = field(default_factory=list[Piece])
    before: list[Piece] = field(default_factory=list[Piece])
    behind: list[Piece] = field(default_factory=list[Piece])


def over(above: Sequence[Piece], below: Sequence[Piece]) -> list[Piece]:
    """Print factors above and below a line as a fraction; without any below they stay as they are."""
    if not below:
        return list(above)
    return [Piece(rf"\frac{{{row(above) or '1'}}}{{{row(below)}}}", Bind.PRODUCT)]


def product(quotient: Quotient) -> Piece:
    """Print sorted factors, as a fraction if some stand below the line."""
    pieces = [*quotient.before, *over(quotient.above, quotient.below), *quotient.behind, *quotient.after]
    text = row(pieces) or "1"
    if quotient.negative:
        return Piece(f"-{bracketed(text) if [piece.bind for piece in pieces] == [Bind.SUM] else text}", Bind.SUM)
    if len(pieces) == 1:
        return pieces[0]
    return Piece(text, Bind.OPERATOR if pieces[-1].bind == Bind.OPERATOR else Bind.PRODUCT)


def row(pieces: Sequence[Piece]) -> str:
    """Print factors side by side, with brackets, spaces and dots where they are needed."""
    text = ""
    for at, piece in enumerate(pieces):
        last = at + 1 == len(pieces)
        loose = (piece.bind == Bind.SUM and len(pieces) > 1) or (piece.bind == Bind.OPERATOR and not last)
        word = bracketed(piece.text) if loose else piece.text
        text += (_between(text, word, bare=pieces[at - 1].bare) if text else "") + word
    return text


def _between(left: str, right: str, *, bare: bool) -> str:
    """Return what separates two factors in print."""
    if right[0].isdigit() or (bare and right.startswith(("(", "[", r"\left("))):
        return r" \cdot "
    if re.match(r"d[A-Za-z\\(]|\\mathrm\{d\}", right):
        return r"\,"
    if left.endswith("}") and right.startswith((r"\left", r"\sqrt")):
        return " "
    if _SET_APART.match(right) or (_ENDS_IN_SCRIPT.search(left) and right[0] not in "(["):
        return " "
    return spaced(left, right)[len(left) : -len(right)]


def is_tall(text: str) -> bool:
    """Whether a text is higher than a line: a fraction, an integral, a sum."""
    return _TALL.search(text) is not None


def spaced(left: str, right: str) -> str:
    """Put two texts together, with a space where a letter would be taken into the name of a macro."""
    return left + (" " if _ENDS_IN_MACRO.search(left) and right[:1].isalpha() else "") + right


def bracketed(text: str, *, square: bool | None = None) -> str:
    """Put brackets around a text, large ones around what is tall; square ones around round ones if not told."""
    if _SHORT_SUM.fullmatch(text):
        text = text.replace(" ", "")
    if square is None:
        square = "(" in text and "[" not in text
    if square:
        return rf"\left[{text}\right]" if is_tall(text) else f"[{text}]"
    return rf"\left({text}\right)" if is_tall(text) else f"({text})"


def script(sign: str, text: str) -> str:
    """Print a sub- or superscript."""
    return sign + (text if _ONE_WORD.fullmatch(text) else f"{{{text}}}")


def rational(value: Rational) -> Piece:
    """Print a rational number."""
    sign, size = ("-" if value.p < 0 else ""), integer_text(abs(value.p))
    if value.q == 1:
        return Piece(sign + size, Bind.SUM if sign else Bind.ATOM)
    return Piece(rf"{sign}\frac{{{size}}}{{{integer_text(value.q)}}}", Bind.SUM if sign else Bind.PRODUCT)


def decimal(value: Float) -> Piece:
    """Print a floating-point number, as a mantissa and a power of ten where SymPy writes one."""
    mantissa, _, exponent = str(value).partition("e")
    text = rf"{mantissa} \times 10^{{{int(exponent)}}}" if exponent else mantissa
    bind = Bind.SUM if text.startswith("-") else Bind.PRODUCT
    return Piece(text, bind)


def order_mark(count: int) -> str:
    """Print the order of a derivative, which 1 needs not."""
    return script("^", str(count)) if count > 1 else ""


def name_bind(latex: str) -> Bind:
    """Return how a printed name binds: σ_U^2 and ΔS need brackets to be raised, ⟨U^2⟩ and ⟨F⟩_T do not."""
    outside = _MEAN.sub("", latex)
    return Bind.POWER if "^" in outside or " " in outside else Bind.ATOM


def lambert_or_bernoulli(name: str, arguments: list[str]) -> str:
    """Print W(z) or W_k(z), whose index SymPy puts last; B_n or B_n(x)."""
    if name == "LambertW":
        return rf"\operatorname{{W}}{script('_', arguments[1]) if len(arguments) > 1 else ''}{bracketed(arguments[0])}"
    return f"B{script('_', arguments[0])}{bracketed(arguments[1]) if len(arguments) > 1 else ''}"


def by_place(placed: tuple[tuple[int, bool, int], Piece]) -> tuple[tuple[int, bool, int], str]:
    """Return what factors in a product are sorted by: their place, then their text."""
    place, piece = placed
    return place, piece.text
