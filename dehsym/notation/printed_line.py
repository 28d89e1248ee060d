r"""A printed line as its parts: expressions, numbers with units, an open question, and what says "and so on".

M = \frac{0.25\Gamma}{\kappa c^2} = 8.45 \times 10^{49} \text{ kg} states an equation and, apart from it, a number
that somebody has rounded: the number is no expression to be compared exactly, but the interval of reals that round to
it. The line is taken apart here, as text; the expressions are read by `latex_reader`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import final

from dehsym.errors import NotationError
from dehsym.notation.latex_names import RELATIONS
from dehsym.notation.latex_tokens import without_numbering
from dehsym.printed import Printed
from dehsym.unit import Unit

_AND = re.compile(r"\\q?quad\s*\\text\{\s*and\s*\}\s*\\q?quad|\\text\{\s*and\s*\}")
_SIGN = re.compile(r"\\[A-Za-z]+|[=<>{}()\[\]]|\\.")
_NUMBER = r"(?P<digits>[+-]?\d+(?:\.\d+)?)(?:\s*\\times\s*10\s*\^\s*(?:\{\s*(?P<braced>[+-]?\d+)\s*\}|(?P<bare>\d)))?"
_QUANTITY = re.compile(_NUMBER + r"\s*(?P<unit>(?:\\text\s*\{[^{}]*\}.*)?)$", re.DOTALL)
_DECIMAL_FACTOR = re.compile(r"(?P<digits>\d+\.\d+)\s*(?P<rest>\S.*)$", re.DOTALL)
_DOTS = re.compile(r"\+\s*\\(?:l|c)?dots\s*$")


@final
@dataclass(frozen=True, slots=True)
class PrintedExpression:
    """LaTeX of an expression. `is_cut_off` says that "+ ..." followed.

    `factor` is the decimal at its head, if there is one, and `rest` what it multiplies.
    """

    latex: str
    is_cut_off: bool = False
    factor: Printed | None = None
    rest: str = ""


@final
@dataclass(frozen=True, slots=True)
class PrintedQuantity:
    """A rounded number with its unit."""

    number: Printed
    unit: Unit
    latex: str


PrintedMember = PrintedExpression | PrintedQuantity


@final
@dataclass(frozen=True, slots=True)
class PrintedChain:
    """Members, and the relations between them as `latex_names.RELATIONS` spells them, one fewer.

    A question mark in the place of a member is left out, with its sign.
    """

    members: tuple[PrintedMember, ...]
    relations: tuple[str, ...]


def printed_chains(latex: str) -> list[PrintedChain]:
    r"""The chains of a display, which may join several by "and".

    Raises `NotationError` for a unit that is not known.

    >>> [chain] = printed_chains(r"\rho = 3.29 \times 10^{-29} \text{ kg} \cdot \text{m}^{-3}")
    >>> chain.members[1].number.text, chain.members[1].unit.text
    ('3.29e-29', 'kg m^-3')
    >>> printed_chains(r"\frac{P}{n} = ?")[0].relations
    ()
    """
    return [_chain(part) for part in _AND.split(without_numbering(latex))]


def _chain(latex: str) -> PrintedChain:
    pieces, relations = _split(latex)
    members = [_member(piece) for piece in pieces if piece != "?"]
    if len(members) < len(pieces):
        relations = [sign for sign, piece in zip(relations, pieces[1:], strict=True) if piece != "?"]
    return PrintedChain(tuple(members), tuple(relations))


def _split(latex: str) -> tuple[list[str], list[str]]:
    """The texts between the relation signs that stand outside all brackets, and the signs."""
    depth, start = 0, 0
    pieces, relations = list[str](), list[str]()
    for found in _SIGN.finditer(latex):
        sign = found[0]
        depth += (sign in "{([") - (sign in "})]")
        if depth == 0 and sign in RELATIONS:
            pieces.append(latex[start : found.start()].strip())
            relations.append(RELATIONS[sign])
            start = found.end()
    return [*pieces, latex[start:].strip(" \t\r\n.,;")], relations


def _member(text: str) -> PrintedMember:
    if quantity := _quantity(text):
        return quantity
    latex = _DOTS.sub("", text).strip()
    factor = _DECIMAL_FACTOR.match(latex)
    if factor is None:
        return PrintedExpression(latex, latex != text)
    return PrintedExpression(latex, latex != text, Printed(factor["digits"]), factor["rest"])


def _quantity(text: str) -> PrintedQuantity | None:
    """A number with decimals, a power of ten or a unit; a whole number alone is an exact expression."""
    found = _QUANTITY.fullmatch(text)
    if found is None:
        return None
    power = found["braced"] or found["bare"]
    if "." not in found["digits"] and power is None and not found["unit"]:
        return None
    try:
        return PrintedQuantity(
            Printed(found["digits"] + (f"e{power}" if power else "")), Unit.read(found["unit"]), text
        )
    except NotationError as error:
        raise NotationError(f"{text!r} is no number with a unit: {error}") from error
