"""Orders of growth as x -> oo: exp(c_1 o_1 + c_2 o_2 + ...) x^a (log x)^b (log log x)^c ..., and which is the larger.

The orders o_i in the exponent are of the same kind, positive and growing. Of two such functions one dominates the
other, or their quotient has modulus 1 throughout: log|f/g| is a sum of terms of different growth, and the largest
whose real coefficient is not 0 decides (G. H. Hardy, Orders of Infinity, 1910).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, cmp_to_key
from typing import final

from dehsym.balls.exact_number import Number, Undecided

LEVELS = 4
"""How many of x, log x, log log x, ... an order may have powers of."""

_ZERO = Number({})
_UNIT = Number.rational(1)


@final
class Order:
    """One order of growth; `powers` are those of x, log x, log log x, ...

    >>> X.compare(LOGARITHMS[0]), (X * X.inverse()) == ONE
    (1, True)
    """

    def __init__(self, powers: tuple[Number, ...], exponent: Mapping[Order, Number]) -> None:
        self.powers = powers
        self.exponent = {order: c for order, c in exponent.items() if not c.is_zero}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Order) and self.powers == other.powers and self.exponent == other.exponent

    @cached_property
    def _hash(self) -> int:
        return hash((self.powers, frozenset(self.exponent.items())))

    def __hash__(self) -> int:
        return self._hash

    def __mul__(self, other: Order) -> Order:
        exponent = dict(self.exponent)
        for order, c in other.exponent.items():
            exponent[order] = exponent.get(order, _ZERO) + c
        return Order(tuple(p + q for p, q in zip(self.powers, other.powers, strict=True)), exponent)

    def power(self, degree: Number) -> Order:
        """Return the principal power of a positive order, or a whole power of any."""
        exponent = {order: c * degree for order, c in self.exponent.items()}
        return Order(tuple(p * degree for p in self.powers), exponent)

    def inverse(self) -> Order:
        """1/order."""
        return self.power(Number.rational(-1))

    @property
    def modulus(self) -> Order:
        """|order|."""
        exponent = {order: c.real for order, c in self.exponent.items()}
        return Order(tuple(p.real for p in self.powers), exponent)

    @cached_property
    def is_positive(self) -> bool:
        """Whether its values are known to be positive numbers."""
        return all(p.is_real for p in self.powers) and all(c.is_real for c in self.exponent.values())

    def logarithm(self) -> dict[Order, Number]:
        """Return the terms of its logarithm, of a positive order."""
        if not self.powers[-1].is_zero:
            raise Undecided("more iterated logarithms are wanted than are followed")
        total = dict(self.exponent)
        for order, power in zip(LOGARITHMS, self.powers[:-1], strict=True):
            if not power.is_zero:
                total[order] = total.get(order, _ZERO) + power
        return total

    def compare(self, other: Order) -> int:
        """Return 1 if it dominates `other`, -1 if that dominates it, 0 if the quotient has modulus 1."""
        if self == other:
            return 0
        return (self * other.inverse()).growth

    @cached_property
    def growth(self) -> int:
        """1, -1 or 0, as its modulus tends to infinity, to 0, or is 1 throughout."""
        if not self.exponent:
            return next((s for s in (p.real.sign() for p in self.powers) if s), 0)
        terms = {order: c.real for order, c in self.logarithm().items()}
        moving = [(order, c) for order, c in terms.items() if not c.is_zero]
        if not moving:
            return 0
        lead, coefficient = max(moving, key=cmp_to_key(lambda p, q: p[0].compare(q[0])))
        if any(order != lead and order.compare(lead) == 0 for order, _ in moving):
            raise Undecided("one dominant exponent is wanted, found two of equal growth")
        return coefficient.sign()

    def __repr__(self) -> str:
        return f"Order({self.powers}, {self.exponent})"


def _pure(level: int) -> Order:
    return Order(tuple(_UNIT if k == level else _ZERO for k in range(LEVELS)), {})


ONE = Order((_ZERO,) * LEVELS, {})
"""The constant order."""

X = _pure(0)
"""The order x."""

LOGARITHMS = tuple(_pure(k) for k in range(1, LEVELS))
"""The orders log x, log log x, ..."""


def exponential_order(terms: Mapping[Order, Number]) -> Order:
    """Return exp of a sum of growing orders: c log x becomes x^c; raise `Undecided` where an exponent is not positive.

    >>> exponential_order({LOGARITHMS[0]: Number.rational(2)}) == X * X
    True
    """
    powers, exponent = [_ZERO] * LEVELS, dict[Order, Number]()
    for order, c in terms.items():
        if not order.is_positive:
            raise Undecided("a positive order is wanted in an exponent, found one that oscillates")
        if order in LOGARITHMS:
            powers[LOGARITHMS.index(order)] = c
        else:
            exponent[order] = c
    return Order(tuple(powers), exponent)
