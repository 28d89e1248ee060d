"""One relation to be settled over stated domains: what the judge's parts hand to one another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import final

from sympy import Derivative, Expr, Integral, Limit, Product, Rational, Sum, Symbol, exp

from dehsym import symbolic
from dehsym.domain import Domain
from dehsym.judge.comparison import Effort
from dehsym.proposition import Operator, Relation

_HEAVY = (Integral, Sum, Product, Derivative, Limit)
_LOG2_E = 1.4426950408889634
_SPARE_BITS = 64
_MOST_BITS = 2**15


@final
@dataclass(frozen=True)
class Question:
    """Whether `relation` holds where its symbols are in `domains`, `conditions` hold and both sides have a value.

    `typed` is the same relation as its author typed it: what is evaluated. `domains` has every free symbol and every
    undefined function. `digits` is the agreement that a certificate of equality must reach.
    """

    relation: Relation
    typed: Relation
    domains: Mapping[Expr, Domain]
    conditions: tuple[Relation, ...] = ()
    digits: int = 30

    @property
    def seed(self) -> str:
        """What chooses the points: a hash of the claim and its domains, so that a claim always has the same ones.

        >>> from sympy.abc import x
        >>> claim = Relation(x, Operator.EQUAL, x)
        >>> Question(claim, claim, {}).seed == Question(claim, claim, {}).seed
        True
        """
        return seed_of((self.relation.left, self.relation.right), self.domains)

    @property
    def sides(self) -> tuple[Expr, Expr]:
        """Left and right, canonical."""
        return self.relation.left, self.relation.right

    @property
    def symbols(self) -> list[Symbol]:
        """The symbols in the order of their names."""
        return sorted((key for key in self.domains if isinstance(key, Symbol)), key=str)

    @property
    def is_heavy(self) -> bool:
        """Whether a side holds an integral, a sum or another operator whose enclosure takes long."""
        return any(side.has(*_HEAVY) for side in self.sides)

    @cached_property
    def effort(self) -> Effort:
        """Precision: a claim without symbols has one point, and is looked at there through cancellations.

        Beyond 1,024 bits near misses of 10^-300 show; 4,096 bits for constants see through e^{±1000}. Where the claim
        itself holds smaller numbers, there are bits enough to see them.
        """
        bits = 128 + 4 * max(0, self.digits - 30)
        if self.domains:
            efforts = (bits, 4 * bits, 8 * bits) if self.is_heavy else (bits, 8 * bits, 16 * bits)
        else:
            efforts = (2 * bits, 4 * bits, 16 * bits) if self.is_heavy else (2 * bits, 32 * bits, 128 * bits)
        first, confirm, most = efforts
        finest = min(bits_of_numbers(*self.sides), _MOST_BITS) + _SPARE_BITS
        if self.confirmed_points == 0:  # then the first agreement must see them
            first = max(first, finest)
        return Effort(first, max(first, confirm, finest), max(most, first, finest), self.digits)

    @property
    def confirmed_points(self) -> int:
        """At how many points an agreement is looked at again with more bits, for near misses."""
        if any(side.has(Integral, Derivative) for side in self.sides):
            return 0
        return 1 if self.is_heavy else 3

    def points_wanted(self, samples: int) -> int:
        """The number of points for an agreement: more where there are cuts, most where symbols leave the positive axis.

        Enclosures of integrals and sums take long, and a wrong one differs almost everywhere.
        """
        if not self.domains:
            return 1
        if self.is_heavy:
            return 5
        if not any(symbolic.has_branch_cut(side) for side in self.sides):
            return samples
        signed = any(domain.kind == "complex" or domain.values.low is None for domain in self.domains.values())
        return 4 * samples if signed else 2 * samples

    def with_domains(self, domains: Mapping[Expr, Domain], *conditions: Relation) -> Question:
        """The same relation over other domains and under further conditions."""
        narrowed = {**self.domains, **domains}
        return Question(self.relation, self.typed, narrowed, (*self.conditions, *conditions), self.digits)

    @property
    def has_equations(self) -> bool:
        """Whether a condition is an equation, which hardly any point fulfils."""
        return any(condition.operator is Operator.EQUAL for condition in self.conditions)

    @property
    def is_order(self) -> bool:
        """Whether it compares real numbers in size."""
        return self.relation.operator in (Operator.LESS, Operator.AT_MOST)


def bits_of_numbers(*exprs: Expr) -> int:
    """Bits that see the rational numbers in the expressions beside 1: those of all denominators, and of e^(-k) too.

    >>> from sympy import Rational
    >>> from sympy.abc import x
    >>> bits_of_numbers(x + Rational(1, 10**45)), bits_of_numbers(x / 2), bits_of_numbers(exp(-1000) + x)
    (150, 2, 1443)
    """
    bits = 0
    for number in {number for expr in exprs for number in expr.atoms(Rational)}:
        bits += number.q.bit_length() if number.q > 1 else 0
    for power in {power for expr in exprs for power in expr.atoms(exp)}:
        (exponent,) = power.args
        if isinstance(exponent, Rational):
            bits += ceil(abs(exponent.p) / exponent.q * _LOG2_E)
    return bits


def seed_of(exprs: Sequence[Expr], domains: Mapping[Expr, Domain]) -> str:
    """A hash of expressions and domains, the same in every process.

    >>> from sympy import pi
    >>> len(seed_of([pi], {}))
    16
    """
    claim = "|".join([*map(symbolic.stable_text, exprs), *sorted(f"{key}:{domain}" for key, domain in domains.items())])
    return hashlib.sha256(claim.encode()).hexdigest()[:16]
