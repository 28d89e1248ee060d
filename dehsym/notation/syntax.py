"""The grammar of typed expressions: text to a tree of plain values, by operator precedence (Pratt, 1973).

From loose to tight: or, and, not, relations, sums, products, signs, powers; powers associate to the right and take a
signed exponent, so that -x**2 is -(x**2) and 2**-3**2 is 2**(-(3**2)). Products are always written with a sign: `2x` is
an error. Sums and products are kept flat, so that the depth of the tree is the depth of the brackets. Unlike in Python,
& and | are words for `and` and `or`, looser than relations: x < 1 & y < 1 means what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, final

from dehsym.errors import NotationError
from dehsym.notation.build import MAX_DEPTH, MAX_NODES
from dehsym.notation.numerals import DECIMAL

_TOKEN = re.compile(
    rf"(?P<number>{DECIMAL})|(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<relation>[<>=!]=|[<>=≤≥≠])"
    r"|(?P<sign>\*\*|[-+*/^(),\[\]&|~−])|(?P<quoted>'[^'\"]{0,8}'|\"[^'\"]{0,8}\")|(?P<space>[ \t\r\n]+)"
)

Sort = Literal["number", "name", "sign", "relation", "quoted", "end"]
RelationSign = Literal["=", "!=", "<", "<=", ">", ">="]
_RELATIONS: Mapping[str, RelationSign] = MappingProxyType(
    {"=": "=", "==": "=", "!=": "!=", "≠": "!=", "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">="}
)
_AND, _OR, _NOT = ("and", "&"), ("or", "|"), ("not", "~")
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
    """Two or more expressions in round brackets, such as the (x, a, b) of an integral; any number in square ones."""

    items: tuple[Node, ...]
    column: int
    square: bool = False


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """Expressions and the relations between them, one fewer: 0 < x <= 1 has three members."""

    members: tuple[Node, ...]
    relations: tuple[RelationSign, ...]
    column: int


@final
@dataclass(frozen=True, slots=True)
class Logic:
    """Conditions joined by `and` or `or`, or one that is denied."""

    word: Literal["and", "or", "not"]
    parts: tuple[Node, ...]
    column: int


Node = Leaf | Total | Chain | Power | Call | Group | Comparison | Logic


def parsed(text: str) -> Node:
    """The tree of the expression in `text`; raise `NotationError` with the column if it is not one.

    >>> parsed("x").column
    1
    """
    parser = _Parser(list(_tokens(text)))
    tree = parser.expression(0)
    parser.close("end", "an operator or the end")
    return tree


def parsed_comparison(text: str) -> Comparison:
    """The tree of the relation in `text`; raise `NotationError` with the column if it is not one.

    >>> parsed_comparison("0 < x <= 1").relations
    ('<', '<=')
    """
    parser = _Parser(list(_tokens(text)))
    tree = parser.comparison()
    parser.close("end", "an operator or the end")
    if not isinstance(tree, Comparison):
        raise NotationError(f"a relation such as LHS = RHS is wanted, found the expression {text.strip()[:40]!r}")
    return tree


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise NotationError(f"unexpected character {text[position]!r} at column {position + 1}")
        sort = match.lastgroup
        if sort == "number" or sort == "name" or sort == "sign" or sort == "relation" or sort == "quoted":
            yield Token(sort, "-" if match[0] == "−" else match[0], position + 1)
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

    def _accept(self, text: str, sort: Sort = "sign") -> bool:
        if self._next.sort != sort or self._next.text != text:
            return False
        self._at += 1
        return True

    def close(self, closing: str, wanted: str) -> None:
        """Take the sign `closing`, or the end; raise `NotationError` for anything else."""
        token = self._next
        if (token.text if token.sort == "sign" else token.sort) != closing:
            word = token.text in ("and", "or", "not")
            product = closing == "end" and (token.sort in ("name", "number") or token.text == "(") and not word
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

    def condition(self) -> Node:
        """A relation, an expression, or several joined by `and`, `or`, `not`."""
        return self._joined("or", _OR, lambda: self._joined("and", _AND, self._denied))

    def _joined(self, word: Literal["and", "or"], spellings: tuple[str, str], part: Callable[[], Node]) -> Node:
        column, parts = self._next.column, [part()]
        while self._accept_word(spellings):
            parts.append(part())
        return Logic(word, tuple(parts), column) if len(parts) > 1 else parts[0]

    def _denied(self) -> Node:
        column = self._next.column
        if not self._accept_word(_NOT):
            return self.comparison()
        with self._deeper():
            return Logic("not", (self._denied(),), column)

    def _accept_word(self, spellings: tuple[str, str]) -> bool:
        word, sign = spellings
        return self._accept(sign) or self._accept(word, "name")

    def comparison(self) -> Node:
        """An expression, or several with relations between them."""
        column, members, relations = self._next.column, [self.expression(0)], list[RelationSign]()
        while self._next.sort == "relation":
            relations.append(_RELATIONS[self._take().text])
            members.append(self.expression(0))
        return Comparison(tuple(members), tuple(relations), column) if relations else members[0]

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
                items = self._items(")")
                return items[0] if len(items) == 1 else Group(items, token.column)
            case "sign", "[":
                items = () if self._accept("]") else self._items("]")
                return Group(items, token.column, square=True)
            case "name", _ if self._accept("("):
                return Call(token.text, self._items(")"), token.column)
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

    def _items(self, closing: str) -> tuple[Node, ...]:
        """One or more expressions or conditions between commas, and the closing bracket."""
        with self._deeper():
            items = [self.condition()]
            while self._accept(","):
                items.append(self.condition())
            self.close(closing, f"an operator, a comma or {closing!r}")
        return tuple(items)
