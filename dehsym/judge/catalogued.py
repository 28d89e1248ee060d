"""The judge of a derivation: relations whose symbols a paper's catalogue declares, with inert heads.

Rules ask it whether two expressions are equal wherever the catalogue lets their symbols range. Sums over states and
contour integrals have no enclosure: they are compared linearly, by their bodies.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.backticks import typed_point
from dehsym.balls import Point, ball_text, compile_enclosure, points, text_of
from dehsym.catalogue import Catalogue
from dehsym.domain import COMPLEX, REAL, Domain
from dehsym.equation import Equation
from dehsym.errors import CatalogueError, EvaluationError, RuleError
from dehsym.heads import BoundHead, Differential
from dehsym.judge.decision import SAMPLES, settle
from dehsym.judge.question import Question, seed_of
from dehsym.proposition import Operator, Relation
from dehsym.verdict import IDENTITY, Verdict, Witness, certified, proved, refuted, undecided, weakest


@final
@dataclass(frozen=True, slots=True)
class Judge:
    """Compares expressions over the domains that a catalogue declares.

    `samples` is the number of points for plain expressions (see `Question.points_wanted`); `bound` adds the domains of
    bound variables, and narrows others for one question.
    """

    catalogue: Catalogue
    samples: int = SAMPLES
    bound: Mapping[Symbol, Domain] = field(default_factory=dict[Symbol, Domain])

    def equal(self, left: Expr, right: Expr) -> Verdict:
        """Judge `left = right` for every value that the domains allow."""
        if left == right:
            return proved("both sides are the same expression", IDENTITY)
        if marks := _marks({*left.atoms(Differential), *right.atoms(Differential)}):
            return self.binding(dict.fromkeys(marks.values(), REAL)).equal(left.xreplace(marks), right.xreplace(marks))
        if left.atoms(BoundHead) or right.atoms(BoundHead):
            return self._equal_with_heads(left, right)
        relation = Relation(left, Operator.EQUAL, right)
        try:
            return settle(Question(relation, relation, self._domains(left, right)), self.samples)
        except CatalogueError as error:
            return undecided(str(error))

    def decides(self, relation: Relation) -> Verdict:
        """Judge a relation for every value that the domains allow."""
        try:
            domains = self._domains(relation.left, relation.right)
            return settle(Question(relation, relation, domains), self.samples)
        except (CatalogueError, EvaluationError) as error:
            return undecided(str(error))

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
            sample = self.at(expr, count=self.samples)
        except (EvaluationError, CatalogueError) as error:
            return undecided(str(error))
        for point in sample:
            ball = enclosure(point, 256)
            value = ball.real
            if value < 0 or not ball.imag.contains(0):
                why = "it is negative" if ball.imag.contains(0) else "it is not real"
                return refuted(why, Witness(text_of(point), ball_text(ball), "> 0"))
            if not value > 0:
                return undecided(f"its sign is open at {typed_point(text_of(point))}")
        return certified(f"positive at {len(sample)} points", digits=0, points=len(sample))

    def at(self, *exprs: Expr, count: int = 1) -> list[Point]:
        """Exact, stratified points of the free symbols, the same for the same expressions in every process."""
        domains = self._domains(*exprs)
        return list(islice(points(domains, seed_of(exprs, domains)), count))

    def binding(self, domains: Mapping[Symbol, Domain]) -> Judge:
        """The same judge with `domains` for these symbols: bound variables and those narrowed for one question."""
        return Judge(self.catalogue, self.samples, {**self.bound, **domains})

    def _domains(self, *exprs: Expr) -> dict[Expr, Domain]:
        found: dict[Expr, Domain] = {}
        for expr in exprs:
            functions = {self.catalogue.declared(applied) for applied in symbolic.opaque_functions(expr)}
            arguments = {symbol for function in functions for symbol in function.free_symbols}
            for symbol in expr.free_symbols | arguments:
                found[symbol] = self.bound.get(symbol) or self.catalogue[symbol].domain
            found.update({function: self.catalogue[function].domain for function in functions})
        return found

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
