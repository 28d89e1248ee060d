"""The grammar of typed expressions: text to a tree of plain values, by operator precedence (Pratt, 1973).

From loose to tight: sums, products, signs, powers; powers associate to the right and take a signed exponent, so that
-x**2 is -(x**2) and 2**-3**2 is 2**(-(3**2)). Products are always written with a sign: `2x` is an error. Sums and
products are kept flat, so that the depth of the tree is the depth of the brackets.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, final

from dehsym.errors import NotationError
from dehsym.notation.build import MAX_DEPTH, MAX_NODES
from dehsym.notation.numerals import DECIMAL

_TOKEN = re.compile(
    rf"(?P<number>{DECIMAL})|(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<sign>\*\*|[-+*/^(),])"
    r"|(?P<quoted>'[^'\"]{0,8}'|\"[^'\"]{0,8}\")|(?P<space>[ \t\r\n]+)"
)

Sort = Literal["number", "name", "sign", "quoted", "end"]
_SUM, _PRODUCT, _SIGN, _POWER = 10, 20, 30, 40
_TIGHTNESS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER, "^": _POWER}


@final
@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text with the column at which it begins, counted from 1."""

    sort: Sort
    text: str
    column: int

    def __str__(self) -> str:
        return "the end" if self.sort == "end" else repr(self.text[:40])


@final
@dataclass(frozen=True, slots=True)
class Leaf:
    """A number, a name or a quoted word."""

    sort: Sort
    text: str
    column: int


@final
@dataclass(frozen=True, slots=True)
class Total:
    """A sum; each term with whether it is subtracted."""

    terms: tuple[tuple[bool, Node], ...]
    column: int


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """A product; each factor with whether it divides."""

    factors: tuple[tuple[bool, Node], ...]
    column: int


@final
@dataclass(frozen=True, slots=True)
class Power:
    """A power."""

    base: Node
    exponent: Node
    column: int


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A function called by name."""

    name: str
    arguments: tuple[Node, ...]
    column: int


@final
@dataclass(frozen=True, slots=True)
class Group:
    """Two or more expressions in one pair of brackets, such as the (x, a, b) of an integral."""

    items: tuple[Node, ...]
    column: int


Node = Leaf | Total | Chain | Power | Call | Group


def parsed(text: str) -> Node:
    """The tree of the expression in `text`; raise `NotationError` with the column if it is not one.

    >>> parsed("x").column
    1
    """
    parser = _Parser(list(_tokens(text)))
    tree = parser.expression(0)
    parser.close("end", "an operator or the end")
    return tree


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise NotationError(f"unexpected character {text[position]!r} at column {position + 1}")
        sort = match.lastgroup
        if sort == "number" or sort == "name" or sort == "sign" or sort == "quoted":
            yield Token(sort, match[0], position + 1)
        position = match.end()
    yield Token("end", "", len(text) + 1)


@final
class _Parser:
    """Reads tokens from left to right, one token ahead."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        if len(tokens) > 4 * MAX_NODES:
            raise NotationError(f"expression too large: {len(tokens):,} words are more than {4 * MAX_NODES:,}")

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _accept(self, text: str) -> bool:
        if self._next.sort != "sign" or self._next.text != text:
            return False
        self._at += 1
        return True

    def close(self, closing: str, wanted: str) -> None:
        """Take the sign `closing`, or the end; raise `NotationError` for anything else."""
        token = self._next
        if (token.text if token.sort == "sign" else token.sort) != closing:
            product = closing == "end" and (token.sort in ("name", "number") or token.text == "(")
            hint = "; write products with *" if product else ""
            raise NotationError(f"{wanted} is wanted at column {token.column}, found {token}{hint}")
        if closing != "end":
            self._at += 1

    @contextmanager
    def _deeper(self) -> Generator[None]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotationError(f"nested deeper than {MAX_DEPTH} at column {self._next.column}")
        yield
        self._depth -= 1

    def expression(self, loosest: int) -> Node:
        """An expression whose operators bind at least as tightly as `loosest`."""
        left = self._operand()
        while self._next.sort == "sign" and _TIGHTNESS.get(self._next.text, -1) >= loosest:
            tightness, column = _TIGHTNESS[self._next.text], self._next.column
            if tightness == _POWER:
                self._take()
                with self._deeper():
                    left = Power(left, self.expression(_POWER), column)
            elif tightness == _PRODUCT:
                left = Chain(tuple(self._operands(left, _PRODUCT, "/")), column)
            else:
                left = Total(tuple(self._operands(left, _SUM, "-")), column)
        return left

    def _operands(self, first: Node, tightness: int, inverse: str) -> Iterator[tuple[bool, Node]]:
        yield False, first
        while self._next.sort == "sign" and _TIGHTNESS.get(self._next.text) == tightness:
            operator = self._take()
            yield operator.text == inverse, self.expression(tightness + 1)

    def _operand(self) -> Node:
        token = self._take()
        match token.sort, token.text:
            case "sign", "+" | "-":
                return self._signed(token)
            case "sign", "(":
                items = self._items()
                return items[0] if len(items) == 1 else Group(items, token.column)
            case "name", _ if self._accept("("):
                return Call(token.text, self._items(), token.column)
            case (("number" | "name" | "quoted"), _):
                return Leaf(token.sort, token.text, token.column)
            case _:
                raise NotationError(f"a number, a name or a bracket is wanted at column {token.column}, found {token}")

    def _signed(self, token: Token) -> Node:
        negative = token.text == "-"
        while self._next.sort == "sign" and self._next.text in "+-":
            negative ^= self._take().text == "-"
        with self._deeper():
            operand = self.expression(_SIGN)
        return Total(((True, operand),), token.column) if negative else operand

    def _items(self) -> tuple[Node, ...]:
        """One or more expressions between commas, and the closing bracket."""
        with self._deeper():
            items = [self.expression(0)]
            while self._accept(","):
                items.append(self.expression(0))
            self.close(")", "an operator, a comma or ')'")
        return tuple(items)
