r"""Texts for readers: formulas among words, in LaTeX between dollar signs or in typed notation between backticks.

What the program says of a line (`Verdict.evidence`, a finding) names expressions as people type them, so that they can
be copied and typed again; a page or a document sets them in the letters of the paper's catalogue. What stands between
backticks is read by the closed reader of typed notation and printed as everything else is. Where it cannot be read, as
an operator that has no typed form, it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import final

from sympy import Expr, S, Symbol

from dehsym.catalogue import Catalogue
from dehsym.errors import DehsymError
from dehsym.notation.functions import FUNCTIONS
from dehsym.notation.numerals import DECIMAL
from dehsym.notation.symbol_names import is_symbol_name
from dehsym.notation.typed import read_expression
from dehsym.render.latex import latex_expression
from dehsym.upright_name import readable

_PIECE = re.compile(r"`(?P<typed>[^`]+)`|\$(?P<latex>[^$]+)\$")
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_NUMERAL = rf"(?:10\^-?[0-9]+|{DECIMAL})"
_BALL = rf"\(?[-+]?{_NUMERAL}(?: ± {_NUMERAL})?\)?(?:\*I)?"
_UNIT = r"[A-Za-zµ]+(?:\^-?[0-9]+)?(?:[ /][A-Za-zµ]+(?:\^-?[0-9]+)?)*"
_NUMBERS = re.compile(rf"(?P<numbers>\[?{_BALL}(?:(?: [-+] |, ){_BALL})*\]?)(?: (?P<unit>{_UNIT}))?")
_DIGITS = re.compile(rf"10\^(?P<power>-?[0-9]+)|{DECIMAL}")
_KIND = re.compile(r"(.+) (complex|integer|rational|real)")
_RATIO = re.compile(r"-?[0-9]+/[0-9]+")
_ID = re.compile(r"[A-Za-z]+[0-9]+")
_OF_A_TEXT = re.compile(r"(?P<name>[A-Za-z]\w*)(?:\((?P<round>.+)\)|\[(?P<square>.+)\])")
_BRACKET_OR_SIGN = re.compile(r"[(\[]|[)\]]|,|<=|>=|!=|[<>=≤≥≠]| and ")
_SIGNS = {
    ",": ", ", "=": " = ", "<": " < ", ">": " > ", "<=": r" \le ", "≤": r" \le ", ">=": r" \ge ", "≥": r" \ge ",
    "!=": r" \neq ", "≠": r" \neq ", " and ": r" \text{ and } ",
}  # fmt: skip


class PieceKind(Enum):
    """What a piece of a text is."""

    WORDS = "words"
    LATEX = "latex"
    TYPED = "typed"


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text of one kind, without the signs that stood around it."""

    kind: PieceKind
    text: str


def pieces(text: str) -> tuple[Piece, ...]:
    r"""The words, the LaTeX and the typed notation of a text, in their order; a sign without its partner is a word.

    >>> [(piece.kind.value, piece.text) for piece in pieces(r"the pole `log(phi)`, where $\phi < 1$")]
    [('words', 'the pole '), ('typed', 'log(phi)'), ('words', ', where '), ('latex', '\\phi < 1')]
    """
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    after = 0
    for found in _PIECE.finditer(text):
        if found.start() > after:
            yield Piece(PieceKind.WORDS, text[after : found.start()])
        typed = found["typed"]
        yield Piece(PieceKind.TYPED, typed) if typed else Piece(PieceKind.LATEX, found["latex"])
        after = found.end()
    if after < len(text):
        yield Piece(PieceKind.WORDS, text[after:])


def as_latex(text: str, catalogue: Catalogue) -> str:
    r"""The text with all of its formulas between dollar signs; typed notation that cannot be read is left as words.

    >>> catalogue = Catalogue()
    >>> phi = catalogue.symbol("phi", latex=r"\phi", meaning="reduced fluctuation")
    >>> print(as_latex("the pole `log(phi)`, not `f[`", catalogue))
    the pole $\ln(\phi)$, not f[
    """
    return "".join(_in_dollars(piece, catalogue) for piece in pieces(text))


def _in_dollars(piece: Piece, catalogue: Catalogue) -> str:
    match piece.kind:
        case PieceKind.WORDS:
            return piece.text
        case PieceKind.LATEX:
            return f"${piece.text}$"
        case PieceKind.TYPED:
            latex = typeset(piece.text, catalogue)
            return piece.text if latex is None else f"${latex}$"


def typeset(typed: str, catalogue: Catalogue) -> str | None:
    r"""Typed notation as LaTeX, in the letters of the catalogue; none where it cannot be read.

    It may be an expression, expressions with relations between them, or a list of these; a number with a unit, or a
    ball. A name of one letter, Latin or Greek, that is not in the catalogue is printed as that letter.

    >>> catalogue = Catalogue()
    >>> phi = catalogue.symbol("phi", latex=r"\phi", meaning="reduced fluctuation")
    >>> print(typeset("1/2 <= phi < theta_1, n = 2*sqrt(log(phi))", catalogue))
    1/2 \le \phi < \theta_1, n = 2[\ln \phi]^{1/2}
    >>> print(typeset("-6.3e-7 kg m^-3", catalogue), typeset("(0 ± 1e-9) - 2.50*I", catalogue))
    -6.3 \times 10^{-7}\,\mathrm{kg}\,\mathrm{m}^{-3} (0 \pm 1 \times 10^{-9}) - 2.50\,i
    >>> typeset("StateSum(phi, n) + 1", catalogue) is None
    True
    """
    return _typeset(typed, _Letters(catalogue))


@final
class _Letters:
    """A catalogue as the key of what is typeset with it: the same object with as many rows, which are never changed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._key = (id(catalogue), len(catalogue))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Letters) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=8192)
def _typeset(typed: str, letters: _Letters) -> str | None:
    if kind := _KIND.fullmatch(typed):
        value = _typeset(kind[1], letters)
        return None if value is None else rf"{value} \text{{ {kind[2]}}}"
    if _ID.fullmatch(typed) and typed not in letters.catalogue.names:
        return rf"\mathrm{{{typed}}}"
    latex = ""
    for part in _parts(typed):
        sign = _SIGNS.get(part)
        word = _member(part.strip(), letters.catalogue) if sign is None else sign
        if word is None:
            return None
        latex += word
    return latex


def _parts(typed: str) -> Iterator[str]:
    """What stands between relations and commas, and these themselves, but not inside brackets."""
    depth, after = 0, 0
    for found in _BRACKET_OR_SIGN.finditer(typed):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(found[0], 0)
        if depth == 0 and found[0] in _SIGNS:
            yield typed[after : found.start()]
            yield found[0]
            after = found.end()
    yield typed[after:]


def _member(typed: str, catalogue: Catalogue) -> str | None:
    """One number, with its unit if it has one, or one expression as LaTeX; none for what is neither."""
    if numbers := _NUMBERS.fullmatch(typed):
        unit = numbers["unit"]
        return _in_digits(numbers["numbers"], catalogue) + (rf"\,{_unit(unit)}" if unit else "")
    if _RATIO.fullmatch(typed):
        return typed
    names = _names(typed, catalogue)
    try:
        return latex_expression(read_expression(typed, names), catalogue)
    except DehsymError:
        return _name_of_a_text(typed, catalogue)


def _in_digits(numbers: str, catalogue: Catalogue) -> str:
    """Decimals with their digits, balls with their radius: 1.0e-7 ± 3e-9."""
    i = latex_expression(S.ImaginaryUnit, catalogue)
    return _DIGITS.sub(_decimal, numbers).replace("±", r"\pm").replace("*I", rf"\,{i}")


def _decimal(found: re.Match[str]) -> str:
    if found["power"]:
        return f"10^{{{found['power']}}}"
    mantissa, _, exponent = found[0].lower().partition("e")
    return mantissa + (rf" \times 10^{{{int(exponent)}}}" if exponent else "")


def _unit(unit: str) -> str:
    """Print a unit upright: kg m^-3."""
    factors = re.sub(r"([A-Za-zµ]+)(?:\^(-?[0-9]+))?", _factor_of_unit, unit)
    return factors.replace(" ", r"\,").replace("µ", r"\mu ")


def _factor_of_unit(found: re.Match[str]) -> str:
    return rf"\mathrm{{{found[1]}}}" + (f"^{{{found[2]}}}" if found[2] else "")


def _name_of_a_text(typed: str, catalogue: Catalogue) -> str | None:
    """A name alone, upright if it is a word; or a name of something else, as m[log(phi)] and t(lambda = 1/2)."""
    if typed.isidentifier():
        return readable(typed)
    found = _OF_A_TEXT.fullmatch(typed)
    inside = typeset(found["round"] or found["square"], catalogue) if found else None
    if found is None or inside is None or found["name"] in FUNCTIONS:
        return None
    return readable(found["name"]) + (f"({inside})" if found["round"] else f"[{inside}]")


def _names(typed: str, catalogue: Catalogue) -> dict[str, Expr]:
    """The names of the catalogue, and the letters of the text that are not among them."""
    names = dict(catalogue.names)
    for name in _NAME.findall(typed):
        if name not in names and is_symbol_name(name):
            names[name] = Symbol(name)
    return names
