"""Asymptotic expansions as x -> oo with exact coefficients and a remainder O(.): arithmetic that proves limits.

An expansion says f(x) = c_1 o_1(x) + ... + c_n o_n(x) + O(r(x)) for real x -> oo, the orders in decreasing growth.
Sums, products, quotients, powers, exponentials and logarithms of such functions are of this kind again; the bounds
hidden in O need not be known for the limit to be. Two terms cancel only if their coefficients do so exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cmp_to_key, reduce
from itertools import accumulate, combinations
from operator import add
from typing import final

from flint import fmpq

from dehsym.balls.exact_functions import exponential, logarithm, power
from dehsym.balls.exact_number import Number, TooShort, Undecided, imaginary_unit, pi
from dehsym.balls.order import ONE, Order, X, exponential_order

_UNIT = Number.rational(1)


@final
@dataclass(frozen=True, slots=True)
class Expansion:
    """The sum of `terms` and O(`rest`), or exactly their sum; `real`: its values are known to be real.

    `size` is the number of terms that are kept.
    """

    terms: tuple[tuple[Order, Number], ...]
    rest: Order | None
    real: bool
    size: int

    @classmethod
    def of(cls, terms: Mapping[Order, Number], rest: Order | None, real: bool, size: int) -> Expansion:
        """Sort the terms, and let the remainder swallow those that it dominates and those beyond `size`."""
        found = [(order, c) for order, c in terms.items() if not c.is_zero]
        found.sort(key=cmp_to_key(lambda p, q: q[0].compare(p[0])))
        if rest is not None:
            rest = rest.modulus
            found = [(order, c) for order, c in found if order.compare(rest) > 0]
        if len(found) > size:
            rest = found[size][0].modulus
            found = [(order, c) for order, c in found[:size] if order.compare(rest) > 0]
        return cls(tuple(found), rest, real, size)

    @classmethod
    def constant(cls, number: Number, size: int) -> Expansion:
        """Return a number."""
        return cls.of({ONE: number}, None, number.is_real, size)

    @classmethod
    def variable(cls, size: int) -> Expansion:
        """Return x itself."""
        return cls(((X, _UNIT),), None, True, size)

    @classmethod
    def bounded(cls, order: Order, real: bool, size: int) -> Expansion:
        """Return a function of which only O(`order`) is known."""
        return cls((), order.modulus, real, size)

    @property
    def is_zero(self) -> bool:
        """Whether it is exactly 0."""
        return not self.terms and self.rest is None

    @property
    def leading(self) -> Order | None:
        """An order that bounds it; None if it is exactly 0."""
        return self.terms[0][0] if self.terms else self.rest

    @property
    def growth(self) -> int:
        """1 if it may grow, 0 if it is bounded, -1 if it tends to 0."""
        return -1 if self.leading is None else self.leading.growth

    def __add__(self, other: Expansion) -> Expansion:
        total = dict(self.terms)
        for order, c in other.terms:
            total[order] = total[order] + c if order in total else c
        rest = _larger(self.rest, other.rest)
        return Expansion.of(total, rest, self.real and other.real, self.size)

    def __neg__(self) -> Expansion:
        return replace(self, terms=tuple((order, -c) for order, c in self.terms))

    def __sub__(self, other: Expansion) -> Expansion:
        return self + -other

    def __mul__(self, other: Expansion) -> Expansion:
        left, right = self.leading, other.leading
        if left is None or right is None:
            return Expansion((), None, True, self.size)
        rest = None
        for lead, each in ((left, other.rest), (right, self.rest)):
            rest = rest if each is None else _larger(rest, (lead * each).modulus)
        pairs: dict[Order, list[tuple[Number, Number]]] = {}
        for p, c in self.terms:
            for q, d in other.terms:
                pairs.setdefault(p * q, []).append((c, d))
        kept, rest = _largest(list(pairs), rest, 2 * self.size)
        total = {order: reduce(add, [c * d for c, d in pairs[order]]) for order in kept}
        return Expansion.of(total, rest, self.real and other.real, self.size)

    def times(self, number: Number) -> Expansion:
        """Return a multiple by a constant."""
        return self * Expansion.constant(number, self.size)

    def dominant(self) -> tuple[Order, Number, Expansion]:
        """Return order o, coefficient c != 0 and e -> 0 with f = c o (1 + e); raise `Undecided` if none is known."""
        if not self.terms:
            raise TooShort("a leading term is wanted, found none: all terms cancel as far as they are followed")
        order, c = self.terms[0]
        c.differs_from_zero()
        if len(self.terms) > 1 and self.terms[1][0].compare(order) == 0:
            raise Undecided("one leading term is wanted, found two of equal modulus")
        inverse, scale = order.inverse(), c.inverse()
        others = {each * inverse: d * scale for each, d in self.terms[1:]}
        rest = None if self.rest is None else self.rest * inverse
        return order, c, Expansion.of(others, rest, self.real and order.is_positive and c.is_real, self.size)

    def inverse(self) -> Expansion:
        """1/f."""
        return self.power(Number.rational(-1))

    def power(self, degree: Number) -> Expansion:
        """Return the principal power with a constant exponent, by the binomial series."""
        whole = degree.as_rational
        if whole is not None and whole.q == 1 and 0 <= whole.p <= self.size:
            return self._whole_power(int(whole.p))
        if self.is_zero:
            return self._power_of_zero(degree)
        order, c, small = self.dominant()
        coefficients = list(_binomials(degree, self.size))
        real = self.real and c.is_real and degree.is_real
        if whole is None or whole.q != 1:
            real = real and c.sign() > 0
            scaled = exponential(degree * self._principal(order, c))
        else:
            scaled = power(c, degree)
        scale = Expansion(((order.power(degree), scaled),), None, real, self.size)
        return replace(scale * composed(coefficients, small), real=real)

    def _whole_power(self, degree: int) -> Expansion:
        total = Expansion.constant(_UNIT, self.size)
        for _ in range(degree):
            total = total * self
        return total

    def _power_of_zero(self, degree: Number) -> Expansion:
        if degree.real.sign() > 0:
            return self
        raise Undecided("a power of 0 with a negative exponent has no value")

    def _principal(self, order: Order, c: Number, *, analytic: bool = False) -> Number:
        """Return the L with log f = log o + L + log(1 + e), in which every other logarithm is principal.

        L is log c, but for c < 0 and Im f < 0 for all large x, where f runs along the lower bank of the cut and
        L = log c - 2 pi i: a leading coefficient on the cut does not say on which bank f is, the next terms do.
        """
        if not order.is_positive:
            raise Undecided("a leading term of constant phase is wanted for a logarithm")
        if not c.is_real and c.ball.imag.contains(0) and not c.ball.real > 0:
            raise Undecided("a leading coefficient off the cut of the logarithm is wanted")
        lower = not self.real and c.is_real and c.sign() < 0 and self._imaginary_part().sign() < 0
        principal = logarithm(c, analytic=analytic)
        return principal - (imaginary_unit() * pi()).scaled(2) if lower else principal

    def _imaginary_part(self) -> Expansion:
        difference = (self.conjugate() - self).times(imaginary_unit().scaled(fmpq(1, 2)))
        return replace(difference, real=True)

    def bank(self) -> int:
        """Return the sign of the imaginary part for all large x; 0 on the real axis; raise `Undecided` if not settled.

        >>> (-Expansion.variable(3)).bank()
        0
        """
        return 0 if self.real else self._imaginary_part().sign()

    def logarithm(self, *, analytic: bool = False) -> Expansion:
        """The principal logarithm."""
        order, c, small = self.dominant()
        constant = self._principal(order, c, analytic=analytic)
        coefficients = [Number({})] + [Number.rational(fmpq((-1) ** (k + 1), k)) for k in range(1, self.size)]
        growing = Expansion.of({**order.logarithm()}, None, True, self.size)
        real = self.real and constant.is_real
        total = Expansion.constant(constant, self.size) + growing + composed(coefficients, small)
        return replace(total, real=real)

    def split(self) -> tuple[dict[Order, Number], Number, Expansion]:
        """Return the growing terms, the constant one and what tends to 0; raise `Undecided` if it cannot be split."""
        if self.rest is not None and self.rest.growth >= 0:
            raise TooShort("an expansion down to terms that tend to 0 is wanted")
        large: dict[Order, Number] = {}
        small: dict[Order, Number] = {}
        constant = Number({})
        for order, c in self.terms:
            if order == ONE:
                constant = c
            elif order.growth == 0:
                raise Undecided("a constant term is wanted, found one that oscillates")
            else:
                (large if order.growth > 0 else small)[order] = c
        return large, constant, Expansion.of(small, self.rest, self.real, self.size)

    def exponential(self) -> Expansion:
        """exp(f): the growing terms make the order, the constant one the coefficient, the rest a power series."""
        large, constant, small = self.split()
        scale = Expansion(((exponential_order(large), exponential(constant)),), None, self.real, self.size)
        factorials = list(accumulate(range(1, self.size), lambda f, k: f / k, initial=fmpq(1)))
        total = scale * composed([Number.rational(f) for f in factorials], small)
        return replace(total, real=self.real)

    def conjugate(self) -> Expansion:
        """Return the complex conjugate."""
        if self.real:
            return self
        terms: dict[Order, Number] = {}
        for order, c in self.terms:
            conjugated = Order(
                tuple(p.conjugate() for p in order.powers),
                {inner: d.conjugate() for inner, d in order.exponent.items()},
            )
            terms[conjugated] = c.conjugate()
        return Expansion.of(terms, self.rest, False, self.size)

    def sign(self) -> int:
        """Return the sign of a real function for all large x; raise `Undecided` where it is not settled."""
        if self.is_zero:
            return 0
        order, c, _ = self.dominant()
        if not (self.real and order.is_positive):
            raise Undecided("a real leading term is wanted, found one that may not be real")
        if c.is_real:
            return c.sign()
        if c.ball.real > 0 or c.ball.real < 0:
            return 1 if c.ball.real > 0 else -1
        raise Undecided("a leading term of known sign is wanted")

    @property
    def leading_group(self) -> dict[Order, Number]:
        """The terms with the modulus of the first, if they dominate the remainder; else raise `Undecided`."""
        if not self.terms:
            raise TooShort("a leading term is wanted, found none: all terms cancel as far as they are followed")
        lead = self.terms[0][0]
        return {order: c for order, c in self.terms if order.compare(lead) == 0}

    def limit(self) -> Number | None:
        """Return the limit; None if there certainly is no finite one; raise `Undecided` where neither is known."""
        if self.growth < 0:
            return Number({})
        group = self.leading_group
        if set(group) == {ONE}:
            return group[ONE]
        if len(group) == 1 and self.growth > 0 and group[self.terms[0][0]].differs_from_zero():
            return None
        if is_almost_periodic(group) and all(c.differs_from_zero() for c in group.values()):
            return None
        raise Undecided("a limit is wanted, found oscillations that are not followed")


def is_almost_periodic(group: Mapping[Order, Number]) -> bool:
    """Whether the terms are sum c_j exp(i w_j o) times one positive order, with one o and different w_j.

    Such a sum, with some c_j and some w_j not 0, keeps away from 0 at places that grow without end, and comes back to
    each of its values up to any error (H. Bohr, Almost Periodic Functions): it has no limit.

    >>> is_almost_periodic({X: Number.rational(1)})
    False
    """
    first = next(iter(group))
    carrier, frequencies = None, list[Number]()
    for order in group:
        quotient = order * first.inverse()
        if any(not p.is_zero for p in quotient.powers) or len(quotient.exponent) > 1:
            return False
        for inner, w in quotient.exponent.items():
            if carrier not in (None, inner) or not w.real.is_zero:
                return False
            carrier = inner
        frequencies.append(next(iter(quotient.exponent.values()), Number({})))
    own = first * first.modulus.inverse()
    if len(group) == 1:
        return any(c.differs_from_zero() for c in own.exponent.values()) and len(own.exponent) == 1
    pairs = combinations(frequencies, 2)
    return all((p - q).differs_from_zero() for p, q in pairs)


def _largest(orders: list[Order], rest: Order | None, size: int) -> tuple[list[Order], Order | None]:
    """Return the largest orders, as many as `size`, and a remainder that bounds all others."""
    orders.sort(key=cmp_to_key(lambda p, q: q.compare(p)))
    if rest is not None:
        orders = [order for order in orders if order.compare(rest) > 0]
    if len(orders) <= size:
        return orders, rest
    rest = orders[size].modulus
    return [order for order in orders[:size] if order.compare(rest) > 0], rest


def _larger(one: Order | None, other: Order | None) -> Order | None:
    if one is None or other is None:
        return other if one is None else one
    return one if one.compare(other) >= 0 else other


def _binomials(degree: Number, length: int) -> Sequence[Number]:
    found = [_UNIT]
    for k in range(1, length):
        found.append((found[-1] * (degree - Number.rational(k - 1))).scaled(fmpq(1, k)))
    return found


def composed(coefficients: Sequence[Number], small: Expansion) -> Expansion:
    """sum_k c_k e^k + O(e^n) for e -> 0, n the number of coefficients: a power series at a function that tends to 0.

    It holds for every function with these Taylor coefficients that is holomorphic about 0, by Taylor's theorem.

    >>> composed([Number.rational(1)] * 3, Expansion.variable(3).inverse()).limit() == Number.rational(1)
    True
    """
    size = small.size
    if small.growth >= 0:
        raise Undecided("a function that tends to 0 is wanted in a power series")
    total = Expansion.constant(Number({}), size)
    lead = small.leading
    if lead is None:
        return Expansion.constant(coefficients[0], size)
    for c in reversed(coefficients):
        total = total * small + Expansion.constant(c, size)
    real = small.real and all(c.is_real for c in coefficients)
    beyond = Expansion.bounded(lead.power(Number.rational(len(coefficients))), real, size)
    return replace(total + beyond, real=real)


Series = Callable[[int], Sequence[Number]]
"""The Taylor coefficients of a function, as many as asked for."""
