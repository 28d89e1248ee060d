"""From the tree of a typed text to the SymPy expression: names looked up, functions applied, variables bound.

One tree may be read twice, by the builder that evaluates and by the one that keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import final

from sympy import (
    And,
    Basic,
    Catalan,
    Derivative,
    E,
    Equality,
    EulerGamma,
    Expr,
    GoldenRatio,
    I,
    Integer,
    Integral,
    LessThan,
    Limit,
    Not,
    Or,
    Piecewise,
    Product,
    StrictLessThan,
    Sum,
    Symbol,
    Unequality,
    false,
    oo,
    pi,
    true,
)
from sympy.core.function import AppliedUndef

from dehsym.balls import WithoutValue
from dehsym.errors import NotationError
from dehsym.nearest import hint
from dehsym.notation.build import Builder, finite, placed
from dehsym.notation.functions import FUNCTIONS, apply, function_row, hypergeometric
from dehsym.notation.syntax import Call, Chain, Comparison, Group, Leaf, Logic, Node, Power, RelationSign, Total

CONSTANTS: Mapping[str, Expr] = MappingProxyType(
    {"pi": pi, "E": E, "I": I, "oo": oo, "EulerGamma": EulerGamma, "Catalan": Catalan, "GoldenRatio": GoldenRatio}
)
"""Names that nothing else can have."""

BINDERS: Mapping[str, Mapping[str, bool]] = MappingProxyType(
    {"Integral": {"real": True}, "Sum": {"integer": True}, "Product": {"integer": True}, "Limit": {"real": True}}
)
"""What binds a variable, and what is known of the variable."""

OPERATORS = (*BINDERS, "Derivative")
"""What is symbolic by nature and holds an expression rather than a value."""

FORMS = (*OPERATORS, "Piecewise", "hyper")
"""What is written like a function, and takes more than expressions."""

TRUTH_VALUES: Mapping[str, Basic] = MappingProxyType(
    {"True": true, "true": true, "otherwise": true, "False": false, "false": false}
)
"""Conditions by a name alone."""

_MAX_ORDER = 100
_LOGIC: Mapping[str, Callable[..., Basic]] = MappingProxyType({"and": And, "or": Or, "not": Not})
LOGIC_CALLS: Mapping[str, str] = MappingProxyType({"And": "and", "Or": "or", "Not": "not"})
"""Conditions that are written like functions."""

_HEADS: Mapping[RelationSign, Callable[..., Basic]] = MappingProxyType(
    {"=": Equality, "!=": Unequality, "<": StrictLessThan, "<=": LessThan}
)


@final
class TreeReader:
    """Builds the expression of a tree, with the names that are in scope."""

    def __init__(self, names: Mapping[str, Expr], builder: Builder | None = None) -> None:
        self._names = dict(names)
        self._builder = builder or Builder()

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
                return self._form(node) if node.name in FORMS else self._call(node)
            case Group():
                raise NotationError(f"one expression is wanted in the brackets at column {node.column}, found a list")
            case Comparison() | Logic():
                raise NotationError(f"an expression is wanted at column {node.column}, found a condition")
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
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name in self._names:
            return self._names[name]
        if name == "e":
            return E
        if name in FUNCTIONS or name in FORMS:
            raise NotationError(f"the function {name} wants its arguments in brackets")
        known = [*self._names, *CONSTANTS, *(FUNCTIONS if len(name) > 2 else ())]
        raise NotationError(f"unknown name {name[:40]!r}{hint(name[:40], known)}")

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

    def _form(self, node: Call) -> Expr:
        if node.name == "Piecewise":
            return self._piecewise(node)
        if node.name == "hyper":
            return self._hypergeometric(node)
        outside = self._builder
        self._builder = outside.inside_operators()
        built = self._operator(node)
        self._builder = outside
        return built

    # --- Integrals, sums, products, limits, derivatives ---------------------------------------------------------------

    def _operator(self, node: Call) -> Expr:
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
        if isinstance(inner, WithoutValue) and node.name == "Integral":
            return inner
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
        if isinstance(inner, WithoutValue):
            return inner
        with placed(f"at column {node.column}"):
            return Limit(inner, variable, point, side.text[1:-1])

    def _bound(self, form: str, node: Node) -> Symbol:
        """A fresh symbol in scope under the name that `node` gives."""
        if not isinstance(node, Leaf) or node.sort != "name" or node.text in CONSTANTS:
            raise NotationError(f"{form} wants the name of its variable at column {node.column}")
        symbol = Symbol(node.text, **BINDERS[form])
        self._names[node.text] = symbol
        return symbol

    def _derivative(self, node: Call, body: Node, rest: Sequence[Node]) -> Expr:
        variables = [self._along(variable) for variable in rest]
        inner = self.build(body)
        if isinstance(inner, WithoutValue):
            return inner
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

    # --- Cases and series ---------------------------------------------------------------------------------------------

    def _piecewise(self, node: Call) -> Expr:
        pairs: list[tuple[Expr, Basic]] = []
        for pair in node.arguments:
            if not isinstance(pair, Group) or len(pair.items) != 2:
                raise NotationError(f"(expression, condition) is wanted in Piecewise at column {pair.column}")
            pairs.append((self.build(pair.items[0]), self._condition(pair.items[1])))
        with placed(f"at column {node.column}"):
            return Piecewise(*pairs, evaluate=False)

    def _condition(self, node: Node) -> Basic:
        """The condition as it was typed: nothing of it is solved, ordered or decided."""
        with placed(f"at column {node.column}"):
            self._builder.count()
        match node:
            case Comparison():
                return self._comparison(node)
            case Logic():
                return self._joined(node.word, node.parts, node.column)
            case Call() if node.name in LOGIC_CALLS:
                if node.name == "Not" and len(node.arguments) != 1:
                    raise NotationError(f"Not takes 1 argument(s), found {len(node.arguments)} at column {node.column}")
                return self._joined(LOGIC_CALLS[node.name], node.arguments, node.column)
            case Leaf() if node.text in TRUTH_VALUES:
                return TRUTH_VALUES[node.text]
            case _:
                raise NotationError(f"a condition such as x > 0, or True, is wanted at column {node.column}")

    def _joined(self, word: str, parts: Sequence[Node], column: int) -> Basic:
        conditions = [self._condition(part) for part in parts]
        with placed(f"at column {column}"):
            return _LOGIC[word](*conditions, evaluate=False)

    def _comparison(self, node: Comparison) -> Basic:
        members = [self.build(member) for member in node.members]
        with placed(f"at column {node.column}"):
            links = [_relational(*link) for link in zip(members, node.relations, members[1:], strict=False)]
            return links[0] if len(links) == 1 else And(*links, evaluate=False)

    def _hypergeometric(self, node: Call) -> Expr:
        upper, lower, argument = node.arguments if len(node.arguments) == 3 else (node, node, node)
        if not (isinstance(upper, Group) and upper.square and isinstance(lower, Group) and lower.square):
            raise NotationError(f"hyper([a, ...], [b, ...], z) is wanted at column {node.column}")
        arguments = tuple(self.build(part) for part in (*upper.items, *lower.items, argument))
        with placed(f"at column {node.column}"):
            return hypergeometric(len(upper.items), len(lower.items)).make(self._builder, arguments)


def _relational(left: Expr, sign: RelationSign, right: Expr) -> Basic:
    """The condition, unevaluated; `>` and `>=` with their sides exchanged."""
    if sign == ">":
        return StrictLessThan(right, left, evaluate=False)
    if sign == ">=":
        return LessThan(right, left, evaluate=False)
    return _HEADS[sign](left, right, evaluate=False)
