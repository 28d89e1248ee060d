"""Decide whether two expressions are equal under declared domains: first try to refute, then to prove.

Refutation comes first and is rigorous: both sides are enclosed in balls at exact, stratified points, and disjoint
balls are a counterexample. Only a claim that survived is offered to the exact methods, which upgrade CERTIFIED to
PROVED. No verdict rests on `simplify`, on `equals`, or on a sampled agreement that is called a proof.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import final

from flint import acb, arb
from sympy import Derivative, Expr, Integral, Product, Sum, Symbol

from dehsym import symbolic
from dehsym.balls import (
    Enclosure,
    Point,
    ball_text,
    compile_enclosure,
    distinct_texts,
    points,
    text_of,
    working_precision,
)
from dehsym.catalogue import Catalogue
from dehsym.domain import COMPLEX, REAL, Domain
from dehsym.equation import Equation
from dehsym.errors import CatalogueError, EvaluationError, RuleError
from dehsym.heads import BoundHead, Differential
from dehsym.verdict import IDENTITY, Verdict, Witness, certified, proved, refuted, undecided, weakest

_LOG2_10 = 3.3219280948873626
_CONFIRMATION_BITS = 1024
_MOST_BITS = 2048


@final
@dataclass(frozen=True, slots=True)
class Judge:
    """Compares expressions over the domains that a catalogue declares.

    `digits` is the agreement that a certificate states; `samples` the number of points for plain expressions. Where
    there are branch cuts it is twice as many, four times if a symbol may leave the positive axis; for integrals it is
    four, and one where there is no symbol.
    """

    catalogue: Catalogue
    digits: int = 30
    samples: int = 12
    bound: Mapping[Symbol, Domain] = field(default_factory=dict[Symbol, Domain])

    def equal(self, left: Expr, right: Expr) -> Verdict:
        """Judge `left = right` for every value that the domains allow."""
        if left == right:
            return proved("both sides are the same expression", IDENTITY)
        if marks := _marks({*left.atoms(Differential), *right.atoms(Differential)}):
            return self.binding(dict.fromkeys(marks.values(), REAL)).equal(left.xreplace(marks), right.xreplace(marks))
        if left.atoms(BoundHead) or right.atoms(BoundHead):
            return self._equal_with_heads(left, right)
        numerical = self._numerical(left, right)
        if numerical.witness:
            return numerical
        method = symbolic.zero_method(left - right)
        if method is None:
            return numerical
        support = "" if numerical.holds else f" (without numerical support: {numerical.evidence})"
        return proved(f"the difference vanishes by {method}{support}", method)

    def same(self, left: Equation, right: Equation) -> Verdict:
        """Judge two equations equal member by member."""
        if len(left.members) != len(right.members):
            return undecided(f"{len(left.members)} members cannot be compared with {len(right.members)}")
        return weakest(*(self.equal(a, b) for a, b in zip(left.members, right.members, strict=True)))

    def holds(self, equation: Equation) -> Verdict:
        """Judge an equation as an identity."""
        return weakest(*(self.equal(equation.lhs, member) for member in equation.members[1:]))

    def positive(self, expr: Expr) -> Verdict:
        """Judge `expr > 0` at stratified points: REFUTED with a point where it is negative, else CERTIFIED."""
        try:
            enclosure = compile_enclosure(expr)
            sample = list(islice(self._points(expr), self.samples))
        except (EvaluationError, CatalogueError) as error:
            return undecided(str(error))
        for point in sample:
            value = enclosure(point, 256).real
            if value < 0:
                return refuted("it is negative", Witness(text_of(point), ball_text(acb(value)), "> 0"))
            if not value > 0:
                return undecided(f"its sign is open at {dict(text_of(point))}")
        return certified(f"positive at {len(sample)} points", digits=0, points=len(sample))

    def at(self, *exprs: Expr, count: int = 1) -> list[Point]:
        """Exact, stratified points of the free symbols, the same for the same expressions in every process."""
        return list(islice(self._points(*exprs), count))

    def binding(self, domains: Mapping[Symbol, Domain]) -> Judge:
        """The same judge with `domains` for these symbols: bound variables and those narrowed for one question."""
        return Judge(self.catalogue, self.digits, self.samples, {**self.bound, **domains})

    # --- Numbers

    def _domains(self, *exprs: Expr) -> dict[Expr, Domain]:
        found: dict[Expr, Domain] = {}
        for expr in exprs:
            functions = {self.catalogue.declared(applied) for applied in symbolic.opaque_functions(expr)}
            arguments = {symbol for function in functions for symbol in function.free_symbols}
            for symbol in expr.free_symbols | arguments:
                found[symbol] = self.bound.get(symbol) or self.catalogue[symbol].domain
            found.update({function: self.catalogue[function].domain for function in functions})
        return found

    def _points(self, *exprs: Expr) -> Iterator[Point]:
        return iter(points(self._domains(*exprs), self._seed(*exprs)))

    def _seed(self, *exprs: Expr) -> str:
        """What chooses the points: a hash of the claim and its domains, so that a claim always has the same ones."""
        domains = self._domains(*exprs)
        claim = "|".join([*map(symbolic.stable_text, exprs), *sorted(f"{s}:{d}" for s, d in domains.items())])
        return hashlib.sha256(claim.encode()).hexdigest()[:16]

    def _numerical(self, left: Expr, right: Expr) -> Verdict:
        try:
            sides = compile_enclosure(left), compile_enclosure(right)
            wanted = self._wanted(left, right)
            candidates = islice(self._points(left, right), 4 * wanted)
        except (EvaluationError, CatalogueError) as error:
            return undecided(str(error))
        agreed, least, reason = 0, _MOST_BITS / _LOG2_10, "no usable point"
        for point in candidates:
            try:
                digits = self._compare(sides, point, confirm=agreed < 3 and wanted > 4)
            except EvaluationError as error:
                return undecided(str(error))
            if isinstance(digits, Witness):
                return replace(refuted(f"the enclosures are disjoint: {digits}", digits), seed=self._seed(left, right))
            if digits is None:
                reason = f"not finite, or not settled, at {dict(text_of(point))}"
                continue
            agreed, least = agreed + 1, min(least, digits)
            if agreed == wanted:
                return replace(self._certificate(agreed, int(least)), seed=self._seed(left, right))
        return undecided(f"{agreed} of {wanted} points agreed; {reason}")

    @staticmethod
    def _certificate(count: int, digits: int) -> Verdict:
        where = "1 point" if count == 1 else f"{count} points"
        return certified(f"enclosures agree to {digits} digits at {where}", digits=digits, points=count)

    def _wanted(self, left: Expr, right: Expr) -> int:
        if not self._domains(left, right):
            return 1
        if left.has(Integral, Sum, Product, Derivative) or right.has(Integral, Sum, Product, Derivative):
            return 4
        if not (symbolic.has_branch_cut(left) or symbolic.has_branch_cut(right)):
            return self.samples
        signed = any(domain.values.low is None for domain in self._domains(left, right).values())
        return 4 * self.samples if signed else 2 * self.samples

    def _compare(self, sides: tuple[Enclosure, Enclosure], point: Point, *, confirm: bool) -> float | Witness | None:
        """Digits of agreement at the point; a witness if the balls are disjoint; `None` if nothing can be said."""
        bits, agreement = 128, None
        while bits <= _MOST_BITS:
            left, right = sides[0](point, bits), sides[1](point, bits)
            if not (left.is_finite() and right.is_finite()):
                if bits >= 512:
                    return None
            elif not left.overlaps(right):
                return Witness(text_of(point), *distinct_texts(left, right))
            else:
                agreement = _agreement(left, right, bits)
                if agreement >= self.digits and (not confirm or bits >= _CONFIRMATION_BITS):
                    return agreement
                if agreement >= self.digits:
                    bits = _CONFIRMATION_BITS // 2  # near misses below 10^-digits show at the confirmation
            bits *= 2
        return agreement if agreement is not None and agreement >= self.digits else None

    # --- Inert heads

    def _equal_with_heads(self, left: Expr, right: Expr) -> Verdict:
        """Compare a·H[f] + b with c·H[g] + d: equal if b = d and a·f = c·g for all values of the bound variable."""
        shared = _marks(left.atoms(BoundHead) & right.atoms(BoundHead))
        left, right = left.xreplace(shared), right.xreplace(shared)
        judge = self.binding(dict.fromkeys(shared.values(), COMPLEX))
        ours, theirs = list(left.atoms(BoundHead)), list(right.atoms(BoundHead))
        if not ours and not theirs:
            return judge.equal(left, right)
        if len(ours) != 1 or len(theirs) != 1 or type(ours[0]) is not type(theirs[0]):
            return undecided("the sums or contour integrals of the two sides cannot be paired")
        try:
            factor, rest = symbolic.coefficient(left, ours[0])
            other_factor, other_rest = symbolic.coefficient(right, theirs[0])
        except RuleError as error:
            return undecided(str(error))
        body = theirs[0].body.xreplace({theirs[0].variable: ours[0].variable})
        return judge.equal(rest, other_rest) & judge.equal(factor * ours[0].body, other_factor * body)


def _marks(inert: Collection[Expr]) -> dict[Expr, Symbol]:
    """A symbol for each inert expression, named by its place: inert things stand for independent numbers."""
    return {each: Symbol(f"#{i}") for i, each in enumerate(sorted(inert, key=symbolic.stable_text))}


def _agreement(left: acb, right: acb, bits: int) -> float:
    """Decimal digits to which two overlapping balls agree, relative to the larger; absolute for balls about zero."""
    with working_precision(64):
        spread = arb((left - right).abs_upper())
        if spread == 0:
            return bits / _LOG2_10
        scale = arb(max(left.abs_upper(), right.abs_upper()))
        zero = left.contains(0) and right.contains(0) and scale < arb(2) ** (-bits // 2)
        ratio = scale if zero else spread / scale
        return float(-(ratio.log() / arb(10).log()).mid())
