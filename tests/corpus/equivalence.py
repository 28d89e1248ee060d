"""Why a mutant is true after all: cos(-x) is cos(x), and a sum without a term that is zero is the same sum.

A mutant that the judge accepts is asked about again here, by roads that do not use that verdict. Without a reason the
acceptance is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import final

from sympy import Add, Expr, Integer, Integral, Pow, Product, Rational, Sum, Symbol, conjugate, floor, oo

from dehsym.domain import COMPLEX, REAL, Domain
from dehsym.proof import prove_equal, prove_order
from dehsym.proposition import Proposition, Relation
from tests.corpus.mutants import Mutant

_WHOLE = Domain("integer")
Domains = Mapping[Expr, Domain]


def equivalence(mutant: Mutant, proposition: Proposition) -> str | None:
    """The reason for which a mutant of `proposition` says the same, or follows from it; None if there is none."""
    domains: dict[Expr, Domain] = dict(proposition.domains.items())
    reasons = {**REASONS, **({} if proposition.conditions else {_OTHER_VALUES: _instance})}
    return next((reason for reason, holds in reasons.items() if holds(mutant, domains)), None)


def _same_side(mutant: Mutant, domains: Domains) -> bool:
    return prove_equal(*mutant.changed_sides, domains) is not None


def _real_other_side(mutant: Mutant, domains: Domains) -> bool:
    """conj f = g is conj of f = conj g; if g is real, that is f = g."""
    old, new = mutant.changed_sides
    other = mutant.relation.right if mutant.relation.left == new else mutant.relation.left
    return new == conjugate(old) and prove_equal(conjugate(other), other, domains) is not None


def _instance(mutant: Mutant, domains: Domains) -> bool:
    """f(2n) = g(2n) is the identity f(n) = g(n) again, at numbers which are among those of n."""
    return any(
        _image_is_inside(domain) and _at(mutant.original, symbol, 2 * symbol) == mutant.relation
        for symbol, domain in domains.items()
        if isinstance(symbol, Symbol)
    )


def _image_is_inside(domain: Domain) -> bool:
    """Whether with n also 2n lies in the domain: so for all complex, real or whole ones, and those from 0 or 1 on."""
    unbounded = domain.values.high is None and domain.values.low in (None, 0, 1)
    return domain in (COMPLEX, REAL) or (domain.kind != "complex" and unbounded)


def _at(relation: Relation, symbol: Symbol, value: Expr) -> Relation:
    put = {symbol: value}
    return Relation(relation.left.xreplace(put), relation.operator, relation.right.xreplace(put))


def _lost_term_is_neutral(mutant: Mutant, domains: Domains) -> bool:
    """A sum without a term that is 0, a product without a factor that is 1."""
    old, new = differing(*mutant.changed_sides)
    if not isinstance(old, Sum | Product) or not isinstance(new, Sum | Product) or old.function != new.function:
        return False
    (index, low, high), (_, new_low, new_high) = old.limits[0], new.limits[0]
    lost = low if (new_low, new_high) == (low + 1, high) else high if (new_low, new_high) == (low, high - 1) else None
    if lost is None:
        return False
    neutral = Integer(0) if isinstance(old, Sum) else Integer(1)
    return prove_equal(old.function.xreplace({index: lost}), neutral, domains) is not None


@final
@dataclass(frozen=True)
class _Bodies:
    """What is summed, multiplied or integrated over one range, before and after the change."""

    old: Expr
    new: Expr
    variable: Symbol
    low: Expr
    high: Expr
    is_integral: bool
    domains: Domains

    @classmethod
    def of(cls, mutant: Mutant, domains: Domains) -> _Bodies | None:
        """Those of a mutant that differs in them alone."""
        old, new = differing(*mutant.changed_sides)
        if not isinstance(old, Sum | Product | Integral) or not isinstance(new, Sum | Product | Integral):
            return None
        if old.limits != new.limits:
            return None
        variable, low, high = old.limits[0]
        assert isinstance(variable, Symbol), variable
        return cls(old.function, new.function, variable, low, high, isinstance(old, Integral), domains)

    def agree(self, left: Expr, right: Expr) -> bool:
        """Whether an exact method shows it, the bound variable being real, or whole where it counts terms."""
        free = (left.free_symbols | right.free_symbols) - set(self.domains)
        bound: dict[Expr, Domain] = dict.fromkeys(free, REAL if self.is_integral else _WHOLE)
        return prove_equal(left, right, {**self.domains, **bound}) is not None

    def at(self, value: Expr) -> Expr:
        """The old body there."""
        return self.old.xreplace({self.variable: value})

    def reflected(self) -> bool:
        """Over a, ..., b the terms f(a + b - k) are the terms f(k) in the other order; an integral likewise."""
        everywhere = (self.low, self.high) == (-oo, oo)
        ends = Integer(0) if everywhere else self.low + self.high
        return self.agree(self.new.xreplace({self.variable: ends - self.variable}), self.old)

    def term_by_term(self) -> bool:
        """f(k) = g(k) for whole k, shown for even and for odd k apart: (-1)^(-k) is (-1)^k."""
        half = Symbol("half", integer=True)
        put = ({self.variable: 2 * half}, {self.variable: 2 * half + 1})
        return not self.is_integral and all(self.agree(self.old.xreplace(p), self.new.xreplace(p)) for p in put)

    def shifted(self) -> bool:
        """Over a whole period f(x + c) has the integral of f(x)."""
        if not self.is_integral or not self.agree(self.at(self.variable + self.high - self.low), self.old):
            return False
        return any(self.agree(self.at(self.variable + shift), self.new) for shift in (Integer(1), Integer(-1)))

    def folded(self) -> bool:
        """Over 0 < x < b, f(2x) has half the integral of f over 0 < x < 2b: that of f, if f(2b - x) = f(x)."""
        twofold = self.is_integral and not self.low and self.agree(self.at(2 * self.variable), self.new)
        return twofold and self.agree(self.at(2 * self.high - self.variable), self.old)

    def permuted(self) -> bool:
        """The sum of f(2k), k = 1, ..., n - 1, where f has period n and no value at 0.

        For odd n doubling permutes the residues but 0; for even n the term k = n/2 has no value: no claim is made.
        """
        if self.is_integral or self.low != Integer(1) or not self.at(Integer(0)).is_infinite:
            return False
        return self.agree(self.at(self.variable + self.high + 1), self.old) and self.agree(
            self.at(2 * self.variable), self.new
        )


def _of_bodies(holds: Callable[[_Bodies], bool]) -> Callable[[Mutant, Domains], bool]:
    def asked(mutant: Mutant, domains: Domains) -> bool:
        bodies = _Bodies.of(mutant, domains)
        return bodies is not None and holds(bodies)

    return asked


def _root_between(mutant: Mutant, domains: Domains) -> bool:
    """floor(sqrt(p)) = q says that q^2 <= p < (q + 1)^2, for q >= 0."""
    left, right = mutant.relation.left, mutant.relation.right
    root = left.args[0] if isinstance(left, floor) else None
    if not isinstance(root, Pow) or root.as_base_exp()[1] != Rational(1, 2):
        return False
    radicand = root.as_base_exp()[0]
    orders = ((Integer(0), right, False), (right**2, radicand, False), (radicand, (right + 1) ** 2, True))
    return all(prove_order(low, high, domains, strict=strict) is not None for low, high, strict in orders)


def _algebraic(mutant: Mutant, domains: Domains) -> bool:
    """A finite sum of algebraic numbers, written out."""
    sides = (mutant.relation.left, mutant.relation.right)
    if any(side.free_symbols or side.has(Integral, oo) for side in sides):
        return False
    left, right = (_written_out(side) for side in sides)
    return not left.has(Sum) and not right.has(Sum) and prove_equal(left, right, domains) is not None


def _written_out(expr: Expr) -> Expr:
    """Every finite sum over whole numbers as its terms."""
    put: dict[Expr, Expr] = {}
    for part in expr.atoms(Sum):
        (index, low, high), *more = part.limits
        if not more and isinstance(low, Integer) and isinstance(high, Integer):
            put[part] = Add(*(part.function.xreplace({index: Integer(k)}) for k in range(low.p, high.p + 1)))
    return expr.xreplace(put)


def differing(old: Expr, new: Expr) -> tuple[Expr, Expr]:
    """The innermost sums, products or other parts in which two expressions differ.

    >>> from sympy.abc import x, y, z
    >>> differing(z + x * y, z + x / y)
    (y, 1/y)
    """
    while old.func == new.func and len(old.args) == len(new.args) and not isinstance(old, Sum | Product | Integral):
        left, right = ([each for each in mine if each not in theirs] for mine, theirs in _both(old, new))
        if len(left) != 1 or len(right) != 1:
            break
        old, new = left[0], right[0]
    return old, new


def _both(old: Expr, new: Expr) -> tuple[tuple[tuple[Expr, ...], tuple[Expr, ...]], ...]:
    return (old.args, new.args), (new.args, old.args)


_OTHER_VALUES = "it is the identity at other values of a symbol"
REASONS: Mapping[str, Callable[[Mutant, Domains], bool]] = MappingProxyType(
    {
        "the changed side equals the old one": _same_side,
        "the other side is real": _real_other_side,
        "the lost term is neutral": _lost_term_is_neutral,
        "the terms are the same ones": _of_bodies(_Bodies.term_by_term),
        "the terms are the same ones in the other order": _of_bodies(_Bodies.reflected),
        "the terms are the same ones in another order": _of_bodies(_Bodies.permuted),
        "an integral over a whole period may begin anywhere": _of_bodies(_Bodies.shifted),
        "an integral over both halves of a symmetric range is twice that over one": _of_bodies(_Bodies.folded),
        "the radicand lies between two squares": _root_between,
        "it is a sum of algebraic numbers": _algebraic,
    }
)
