"""Expressions that people type, read into SymPy trees.

The text goes through the grammar of `syntax`, names are looked up in the one mapping that the caller gives and in the
closed table of `functions`, and SymPy builds only what `build` has sized. Nothing is executed, and no text reaches
SymPy but the name of a bound variable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import final

from sympy import (
    Catalan,
    Derivative,
    E,
    EulerGamma,
    Expr,
    GoldenRatio,
    I,
    Integer,
    Integral,
    Limit,
    Product,
    Sum,
    Symbol,
    oo,
    pi,
)
from sympy.core.function import AppliedUndef

from dehsym.errors import NotationError
from dehsym.nearest import hint
from dehsym.notation.build import Builder, finite, placed
from dehsym.notation.functions import FUNCTIONS, apply, function_row
from dehsym.notation.numerals import DECIMAL
from dehsym.notation.syntax import Call, Chain, Group, Leaf, Node, Power, Total, parsed

MAX_LENGTH = 10_000
"""The longest text in characters, unless it is one number alone."""

_MAX_ORDER = 100
_NUMBER_ALONE = re.compile(rf"[ \t]*[-+]?{DECIMAL}[ \t]*")
_CONSTANTS: Mapping[str, Expr] = MappingProxyType(
    {"pi": pi, "E": E, "I": I, "oo": oo, "EulerGamma": EulerGamma, "Catalan": Catalan, "GoldenRatio": GoldenRatio}
)
_BINDERS: Mapping[str, Mapping[str, bool]] = MappingProxyType(
    {"Integral": {"real": True}, "Sum": {"integer": True}, "Product": {"integer": True}, "Limit": {"real": True}}
)
_FORMS = (*_BINDERS, "Derivative")


def read_expression(text: str, names: Mapping[str, Expr]) -> Expr:
    """The SymPy expression that `text` spells.

    `names` are the only free names: a paper's catalogue, or the symbols of a claim; an undefined function F(β) among
    them is read by its bare name F, or as F(...) of another argument. The constants pi, E, I, oo, EulerGamma, Catalan
    and GoldenRatio cannot be redefined; `e` is Euler's number unless it is in `names`. Decimals are exact.

    Raises `NotationError`, and nothing else, with the column: for text that is not an expression, for an unknown name
    with the nearest known one, for a wrong number of arguments, for a value that is infinite or undefined, and for
    text or numbers that are too large.

    >>> from sympy.abc import x
    >>> read_expression("-x^2/4 + 0.25*cbrt(27)", {"x": x})
    3/4 - x**2/4
    """
    if len(text) > MAX_LENGTH and not _NUMBER_ALONE.fullmatch(text):
        raise NotationError(f"at most {MAX_LENGTH:,} characters are wanted, found {len(text):,}")
    tree = parsed(text)
    with placed():
        return finite(_Reader(names).build(tree))


def read_assignment(text: str, names: Mapping[str, Expr]) -> tuple[str, Expr]:
    """The name and the value in `NAME=VALUE`, where NAME is in `names` and VALUE a finite number without names.

    Raises `NotationError` that says what was wanted and what was found.

    >>> from sympy.abc import T
    >>> read_assignment("T = 2.5", {"T": T})
    ('T', 5/2)
    """
    name, equals, value_text = text.partition("=")
    name = name.strip()
    if not equals:
        raise NotationError(f"NAME=VALUE is wanted, found {text[:40]!r}")
    if name not in names:
        raise NotationError(f"NAME=VALUE wants a known name, found {name[:40]!r}{hint(name[:40], names)}")
    try:
        value = read_expression(value_text, {})
    except NotationError as error:
        raise NotationError(f"{name}=VALUE wants a number: {error}") from None
    if value.free_symbols or value.is_infinite or value in (oo, -oo):
        raise NotationError(f"{name}=VALUE wants a finite number, found {value_text.strip()[:40]!r}")
    return name, value


@final
class _Reader:
    """Builds the expression of a tree, with the names that are in scope."""

    def __init__(self, names: Mapping[str, Expr]) -> None:
        self._names = dict(names)
        self._builder = Builder()

    def build(self, node: Node) -> Expr:
        """The expression of one node, its parts built first."""
        with placed(f"at column {node.column}"):
            self._builder.count()
        match node:
            case Leaf():
                return self._leaf(node)
            case Total():
                parts = [self.build(part) for _, part in node.terms]
            case Chain():
                parts = [self.build(part) for _, part in node.factors]
            case Power():
                parts = [self.build(node.base), self.build(node.exponent)]
            case Call():
                return self._form(node) if node.name in _FORMS else self._call(node)
            case Group():
                raise NotationError(f"one expression is wanted in the brackets at column {node.column}, found a list")
        with placed(f"at column {node.column}"):
            return self._combined(node, parts)

    def _combined(self, node: Total | Chain | Power, parts: list[Expr]) -> Expr:
        build = self._builder
        match node:
            case Total():
                signed = zip(node.terms, parts, strict=True)
                return build.add([build.negate(part) if minus else part for (minus, _), part in signed])
            case Chain():
                factors = zip(node.factors, parts, strict=True)
                return build.multiply(
                    [build.power(part, Integer(-1)) if under else part for (under, _), part in factors]
                )
            case Power():
                return build.power(*parts)

    def _leaf(self, leaf: Leaf) -> Expr:
        with placed(f"at column {leaf.column}"):
            if leaf.sort == "number":
                return self._builder.number(leaf.text)
            if leaf.sort == "quoted":
                raise NotationError(f"an expression is wanted, found the quoted {leaf.text[:40]}")
            return self._named(leaf.text)

    def _named(self, name: str) -> Expr:
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        if name in self._names:
            return self._names[name]
        if name == "e":
            return E
        if name in FUNCTIONS or name in _FORMS:
            raise NotationError(f"the function {name} wants its arguments in brackets")
        raise NotationError(f"unknown name {name[:40]!r}{hint(name[:40], [*self._names, *_CONSTANTS])}")

    def _call(self, node: Call) -> Expr:
        own = self._names.get(node.name)
        with placed(f"at column {node.column}"):
            row = function_row(node.name) if own is None else FUNCTIONS.get(node.name)
        arguments = tuple(self.build(argument) for argument in node.arguments)
        with placed(f"at column {node.column}"):
            if row is not None or own is None:
                return apply(self._builder, node.name, arguments)
            if not isinstance(own, AppliedUndef):
                raise NotationError(f"{node.name} is not a function; write products with *")
            if len(arguments) != len(own.args):
                raise NotationError(f"{node.name} takes {len(own.args)} argument(s), found {len(arguments)}")
            return own.func(*arguments)

    # --- Integrals, sums, products, limits, derivatives ---------------------------------------------------------------

    def _form(self, node: Call) -> Expr:
        body, *rest = node.arguments
        if not rest:
            raise NotationError(f"{node.name} wants an expression and a variable at column {node.column}")
        match node.name:
            case "Derivative":
                return self._derivative(node, body, rest)
            case "Limit":
                return self._limit(node, body, rest)
            case _:
                return self._ranged(node, body, rest)

    def _ranged(self, node: Call, body: Node, ranges: Sequence[Node]) -> Expr:
        """An integral, sum or product; its last range is the outermost, and the inner ones may depend on it."""
        outside = self._names
        self._names = dict(outside)
        limits: list[tuple[Symbol, Expr, Expr]] = []
        for range_ in reversed(ranges):
            if not isinstance(range_, Group) or len(range_.items) != 3:
                raise NotationError(f"(name, from, to) is wanted in {node.name} at column {range_.column}")
            low, high = self.build(range_.items[1]), self.build(range_.items[2])
            limits.insert(0, (self._bound(node.name, range_.items[0]), low, high))
        inner = self.build(body)
        self._names = outside
        with placed(f"at column {node.column}"):
            match node.name:
                case "Integral":
                    return Integral(inner, *limits)
                case "Sum":
                    return Sum(inner, *limits)
                case _:
                    return Product(inner, *limits)

    def _limit(self, node: Call, body: Node, rest: Sequence[Node]) -> Expr:
        if len(rest) not in (2, 3):
            raise NotationError(f"Limit(f, x, a) or Limit(f, x, a, '+') is wanted at column {node.column}")
        side = rest[2] if len(rest) == 3 else Leaf("quoted", "'+'", node.column)
        if not isinstance(side, Leaf) or side.sort != "quoted" or side.text[1:-1] not in ("+", "-", "+-"):
            raise NotationError(f"'+', '-' or '+-' is wanted as the side of Limit at column {side.column}")
        point = self.build(rest[1])
        outside = self._names
        self._names = dict(outside)
        variable = self._bound("Limit", rest[0])
        inner = self.build(body)
        self._names = outside
        with placed(f"at column {node.column}"):
            return Limit(inner, variable, point, side.text[1:-1])

    def _bound(self, form: str, node: Node) -> Symbol:
        """A fresh symbol in scope under the name that `node` gives."""
        if not isinstance(node, Leaf) or node.sort != "name" or node.text in _CONSTANTS:
            raise NotationError(f"{form} wants the name of its variable at column {node.column}")
        symbol = Symbol(node.text, **_BINDERS[form])
        self._names[node.text] = symbol
        return symbol

    def _derivative(self, node: Call, body: Node, rest: Sequence[Node]) -> Expr:
        variables = [self._along(variable) for variable in rest]
        inner = self.build(body)
        with placed(f"at column {node.column}"):
            return finite(Derivative(inner, *variables))

    def _along(self, node: Node) -> tuple[Symbol, int]:
        """The variable of a derivative and its order."""
        variable, order = node.items if isinstance(node, Group) and len(node.items) == 2 else (node, None)
        symbol = self.build(variable)
        count = Integer(1) if order is None else self.build(order)
        if not isinstance(symbol, Symbol):
            raise NotationError(f"Derivative wants a variable at column {node.column}, found an expression")
        if not isinstance(count, Integer) or not 0 < count.p <= _MAX_ORDER:
            raise NotationError(f"Derivative wants an order from 1 to {_MAX_ORDER} at column {node.column}")
        return symbol, count.p
