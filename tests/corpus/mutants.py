"""Systematic falsehoods: one operation of a true identity changed, of some twenty kinds.

A mutant need not be false: cos(-x) is cos(x). Those that the judge accepts are asked about again: only a proof by an
exact method that the changed side equals the old one counts as "equivalent"; any other acceptance is an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import cast, final

import sympy
from sympy import Add, Expr, I, Integer, Integral, Mul, Pow, Product, Rational, Sum, Symbol, pi

from dehsym import symbolic
from dehsym.proposition import Operator, Proposition, Relation


@final
@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed relation, with the kind of change and the side that was changed."""

    kind: str
    original: Relation
    relation: Relation

    @property
    def changed_sides(self) -> tuple[Expr, Expr]:
        """The old and the new form of the side that was changed."""
        if self.relation.left != self.original.left:
            return self.original.left, self.relation.left
        return self.original.right, self.relation.right


Change = tuple[str, Expr]

_SWAPS: dict[str, type[Expr]] = {
    "sin": sympy.cos,
    "cos": sympy.sin,
    "tan": sympy.cot,
    "sinh": sympy.cosh,
    "cosh": sympy.sinh,
    "tanh": sympy.coth,
    "exp": sympy.cosh,
    "log": sympy.asinh,
    "asin": sympy.acos,
    "acos": sympy.asin,
    "atan": sympy.acot,
    "asinh": sympy.acosh,
    "acosh": sympy.asinh,
    "gamma": sympy.loggamma,
    "erf": sympy.erfc,
    "erfc": sympy.erf,
    "besselj": sympy.bessely,
    "bessely": sympy.besselj,
    "besseli": sympy.besselk,
    "besselk": sympy.besseli,
    "airyai": sympy.airybi,
    "airybi": sympy.airyai,
    "Si": sympy.Shi,
    "Ci": sympy.Chi,
    "elliptic_k": sympy.elliptic_e,
    "re": sympy.im,
    "im": sympy.re,
    "floor": sympy.ceiling,
    "ceiling": sympy.floor,
    "Max": sympy.Min,
    "Min": sympy.Max,
    "Abs": sympy.re,
}
_OF_EQUAL_ARITY = 2


def _of_sum(part: Expr) -> Iterator[Change]:
    if isinstance(part, Add):
        terms = list(part.args)
        for i, term in enumerate(terms):
            yield "sign of a term", Add(*terms[:i], -term, *terms[i + 1 :])
            yield "dropped term", Add(*terms[:i], *terms[i + 1 :])


def _of_product(part: Expr) -> Iterator[Change]:
    if isinstance(part, Mul):
        factors = list(part.args)
        for i, factor in enumerate(factors):
            rest = [*factors[:i], *factors[i + 1 :]]
            yield "dropped factor", Mul(*rest)
            yield "inverted factor", Mul(*rest, 1 / factor)


def _of_power(part: Expr) -> Iterator[Change]:
    if isinstance(part, Pow):
        base, exponent = part.as_base_exp()
        if isinstance(exponent, Rational):
            yield "exponent one more", base ** (exponent + 1)
            yield "exponent one less", base ** (exponent - 1)
            yield "exponent halved", base ** (exponent / 2)
        yield "exponent of the other sign", base ** (-exponent)
        if exponent == Rational(1, 2):
            yield "other branch", -part


def _of_number(part: Expr) -> Iterator[Change]:
    if isinstance(part, Rational) and part != Integer(0):
        yield "constant one more", part + 1
        yield "constant of the other sign", -part
        yield "constant doubled", 2 * part
    if part == pi:
        yield "pi doubled", 2 * pi
        yield "pi for e", sympy.E
    if part == I:
        yield "conjugate unit", -I


def _of_symbol(part: Expr) -> Iterator[Change]:
    if isinstance(part, Symbol):
        yield "symbol doubled", 2 * part
        yield "symbol inverted", 1 / part


def _of_function(part: Expr) -> Iterator[Change]:
    name = part.func.__name__
    if not symbolic.is_plain_application(part):
        return
    if len(part.args) == 1:
        yield "argument of the other sign", part.func(-part.args[0])
        yield "argument shifted", part.func(part.args[0] + 1)
        if not all(symbol.is_real for symbol in part.free_symbols):
            yield "conjugate", sympy.conjugate(part)
        if name in ("log", "asin", "acos", "atan", "acosh", "loggamma"):
            yield "other branch", part + 2 * pi * I
    if name in _SWAPS:
        yield "other function", _SWAPS[name](*part.args)
    if len(part.args) == _OF_EQUAL_ARITY:
        first, second = part.args
        yield "order one more", part.func(first + 1, second)
        if name not in ("Max", "Min"):
            yield "arguments exchanged", part.func(second, first)
        if name == "LambertW":
            yield "other branch", part.func(first, second - 1)


def _of_range(part: Expr) -> Iterator[Change]:
    if not isinstance(part, Sum | Product | Integral) or len(part.limits) != 1 or len(part.limits[0]) != 3:
        return
    index, low, high = part.limits[0]
    assert isinstance(index, Symbol), index
    discrete = not isinstance(part, Integral)
    step = Integer(1) if discrete else Rational(1, 2)
    if not low.is_infinite:
        yield "range begins elsewhere", part.func(part.function, (index, low + step, high))
    if not high.is_infinite:
        yield "range ends elsewhere", part.func(part.function, (index, low, high - step))


_CHANGES: tuple[Callable[[Expr], Iterator[Change]], ...] = (
    _of_sum,
    _of_product,
    _of_power,
    _of_number,
    _of_symbol,
    _of_function,
    _of_range,
)


def _of_whole(side: Expr, other: Expr) -> Iterator[Change]:
    if not other.is_zero:  # c f = 0 is f = 0 over again
        yield "whole side of the other sign", -side
        yield "whole side halved", side / 2
        yield "relative change of 1e-30", side * (1 + Rational(1, 10**30))
    yield "absolute change of 1e-25", side + Rational(1, 10**25)
    real = all(symbol.is_real for symbol in side.free_symbols) and not side.has(I)
    if not real and not side.has(sympy.Limit):
        yield "conjugate side", sympy.conjugate(side)


def _everywhere(expr: Expr, rebuild: Callable[[Expr], Expr]) -> Iterator[Change]:
    """The changes at every place of `expr`, each put back where it was found."""
    for change in _CHANGES:
        yield from _as_far_as_possible((kind, rebuild(changed)) for kind, changed in change(expr))
    if isinstance(expr, sympy.Limit) or expr.func.__name__ in ("Piecewise", "Subs", "hyper"):
        return  # most changes of what tends to a limit do not change the limit
    inner = expr.args[:1] if isinstance(expr, Sum | Product | Integral | sympy.Derivative) else expr.args
    for place, part in enumerate(inner):

        def put_back(new: Expr, place: int = place) -> Expr:
            remade = cast("Callable[..., Expr]", expr.func)
            return rebuild(remade(*expr.args[:place], new, *expr.args[place + 1 :]))

        changes = _everywhere(part, put_back)
        if isinstance(expr, sympy.Derivative):  # of a conjugate there is no complex derivative to be wrong
            changes = ((kind, changed) for kind, changed in changes if kind != "conjugate")
        yield from changes


def _as_far_as_possible(changes: Iterator[Change]) -> Iterator[Change]:
    """The changes up to the first for which SymPy takes no such argument."""
    with suppress(ValueError, TypeError, ArithmeticError, AttributeError, NotImplementedError):
        yield from changes


def _of_side(side: Expr, other: Expr) -> Iterator[Change]:
    return chain(_of_whole(side, other), _everywhere(side, lambda whole: whole))


def _usable(side: Expr, old: Expr) -> bool:
    bad = side.has(sympy.zoo, sympy.nan) or (side.has(sympy.oo) and not old.has(sympy.oo))
    return side != old and not bad and side.free_symbols <= old.free_symbols


def mutants(proposition: Proposition, most: int, seed: str) -> list[Mutant]:
    """At most so many mutants of the first equation, of as many kinds as possible, the same each time."""
    original = proposition.relations[0]
    if original.operator is not Operator.EQUAL:
        return []
    by_kind: dict[str, list[Mutant]] = {}
    seen: set[tuple[Expr, Expr]] = set()
    for kind, relation in _changed(original):
        if (relation.left, relation.right) in seen:
            continue
        seen.add((relation.left, relation.right))
        by_kind.setdefault(kind, []).append(Mutant(kind, original, relation))
    return _spread(by_kind, most, seed)


def _changed(original: Relation) -> Iterator[tuple[str, Relation]]:
    sides = (original.left, original.right)
    for place, side in enumerate(sides):
        for kind, changed in _of_side(side, sides[1 - place]):
            if _usable(changed, side):
                left, right = (changed, sides[1]) if place == 0 else (sides[0], changed)
                yield kind, Relation(left, Operator.EQUAL, right)


def _spread(by_kind: dict[str, list[Mutant]], most: int, seed: str) -> list[Mutant]:
    """One of each kind after the other, in an order that the seed decides."""

    def key(mutant: Mutant) -> str:
        return hashlib.sha256(f"{seed} {mutant.kind} {mutant.relation}".encode()).hexdigest()

    queues = [sorted(each, key=key) for each in by_kind.values()]
    queues.sort(key=lambda queue: key(queue[0]))
    chosen: list[Mutant] = []
    while queues and len(chosen) < most:
        chosen.extend(queue.pop() for queue in queues[: most - len(chosen)])
        queues = [queue for queue in queues if queue]
    return chosen
