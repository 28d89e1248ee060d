"""What the lines of a ledger say of one symbol: what they have for it, and what follows for it from the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import final

from sympy import Add, Derivative, Expr, I, Integral, Limit, Mul, Pow, Product, Sum, Symbol, exp, log
from sympy.core.function import AppliedUndef

from dehsym import symbolic
from dehsym.derivation import Step
from dehsym.heads import BoundHead, Differential

_OPERATORS = (AppliedUndef, BoundHead, Derivative, Differential, Integral, Limit, Product, Sum)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """An expression that equals a symbol, and the line that says so."""

    expression: Expr
    step: Step


@final
class Relations:
    """The equations of a ledger; in `marks` are the expressions that are taken as one symbol, as dp/dT."""

    def __init__(self, steps: Iterable[Step], marks: Mapping[Expr, Symbol]) -> None:
        self._members: list[tuple[Step, tuple[Expr, ...]]] = []
        self._alone: dict[Symbol, list[Known]] = defaultdict(list)
        for step in steps:
            members = [member.xreplace(marks) for member in step.equation.members]
            plain = tuple(member for member in members if is_plain(member))
            self._members.append((step, plain))
            for left, right in permutations(plain, 2):
                if isinstance(left, Symbol) and left not in right.free_symbols:
                    self._alone[left].append(Known(right, step))

    def of(self, symbol: Symbol) -> Sequence[Known]:
        """What lines have for a symbol that stands alone in them, in the order of the ledger."""
        return self._alone.get(symbol, ())

    def turned(self, symbol: Symbol, usable: Callable[[Symbol], bool]) -> Iterator[Known]:
        """Premises, definitions and printed equations, solved for a symbol that stands in one place of them.

        All others in them have to be `usable`.
        """
        for step, members in self._members:
            if step.rule is not None and step.prints is None:
                continue
            for left, right in permutations(members, 2):
                others = (left.free_symbols | right.free_symbols) - {symbol}
                if left != symbol and _occurs_once(symbol, left, right) and all(map(usable, others)):
                    found = isolated(left, right, symbol)
                    if found is not None:
                        yield Known(found, step)

    def by_what_it_defines(
        self, symbol: Symbol, carried: Callable[[Symbol], bool], given: Callable[[Symbol], bool]
    ) -> Iterator[Known]:
        """A symbol in terms of one that is `carried`, by a definition that holds no others but what is `given`."""
        for step, members in self._members:
            if step.rule is not None or len(members) != 2:
                continue
            defined, meaning = members
            if not isinstance(defined, Symbol) or defined == symbol or not carried(defined):
                continue
            if _occurs_once(symbol, meaning, defined) and all(map(given, meaning.free_symbols - {symbol})):
                found = isolated(meaning, defined, symbol)
                if found is not None:
                    yield Known(found, step)


def is_plain(expr: Expr) -> bool:
    """Whether an expression is a real formula in symbols, without operators and unknown functions.

    >>> from sympy.abc import x
    >>> is_plain(exp(-x)), is_plain(Derivative(exp(-x), x))
    (True, False)
    """
    return not expr.has(*_OPERATORS) and not expr.has(I) and symbolic.is_finite_form(expr)


def _occurs_once(symbol: Symbol, left: Expr, right: Expr) -> bool:
    """Whether it stands in one place of the left side, and not on the right."""
    if symbol not in left.free_symbols or symbol in right.free_symbols:
        return False
    return symbolic.subexpressions(left).count(symbol) == 1


def isolated(left: Expr, right: Expr, symbol: Symbol) -> Expr | None:
    """What `symbol`, which stands in one place of `left`, is where both sides are equal; None if that is not known.

    Of a root the positive one is taken.

    >>> from sympy.abc import a, b, x
    >>> isolated(a * exp(-x) + 1, b, x)
    -log((b - 1)/a)
    """
    while left != symbol:
        parts: list[Expr] = [part for part in left.args if symbol in part.free_symbols]
        found = _peeled(left, parts[0], right) if parts else None
        if found is None:
            return None
        left, right = parts[0], found
    return right if symbolic.is_finite_form(right) else None


def _peeled(outer: Expr, inner: Expr, value: Expr) -> Expr | None:
    """What `inner` is where `outer`, of which it is one part, has the value."""
    if isinstance(outer, Add):
        return value - (outer - inner)
    if isinstance(outer, Mul):
        return value / (outer / inner)
    if isinstance(outer, exp):
        return log(value)
    if isinstance(outer, log) and len(outer.args) == 1:
        return exp(value)
    if isinstance(outer, Pow) and inner == outer.args[0]:
        return value ** (1 / outer.args[1])
    return None
