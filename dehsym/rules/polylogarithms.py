"""The polylogarithm at its branch point z = 1: its expansion there, and its jump across the cut from 1 to oo.

SymPy's own series at 1 loses the fractional power (sympy #25159), and it gives Li_s(1) = ζ(s) also for s ≤ 1, where the
sum diverges. Nothing is asked of it here but the heads `polylog`, `zeta` and `gamma`; values are Arb's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import final

from flint import acb, arb
from sympy import Expr, I, Integer, Limit, Rational, Sum, Symbol, exp, factorial, gamma, log, oo, pi, polylog, zeta

from dehsym import symbolic
from dehsym.backticks import typed, typed_point
from dehsym.balls import Enclosure, Point, compile_enclosure, distinct_texts, text_of, working_precision
from dehsym.domain import NATURAL
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.judge.comparison import agreement
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import linear, only
from dehsym.rules.premises import as_premise, jointly
from dehsym.verdict import Verdict, Witness, certified, refuted, undecided

_BITS = 192
_DIGITS = 30
_CHOICES = 6
_MOST_TERMS = 4000
_STEPS = (20, 60, 120, 180)


@final
@dataclass(frozen=True)
class ExpandPolylogarithm(Rule):
    """Li_s(e^{-u})  →  Γ(1-s) u^{s-1} + Σ_{k≥0} ζ(s-k) (-u)^k/k!, for 0 < u < 2π, s > 0 and s no whole number.

    Robinson, Phys. Rev. 83, 678 (1951); DLMF 25.12.12. The first term is not analytic at u = 0, the series is. By the
    functional equation of ζ (DLMF 25.4.1) the terms from k = K ≥ s + 1 on add up to at most

        2 (2π)^{s-1} ζ(K+1-s) (u/2π)^K/(1 - u/2π).

    >>> from sympy.abc import y
    >>> k, u = Symbol("k", integer=True, nonnegative=True), Symbol("u", positive=True)
    >>> str(ExpandPolylogarithm(k).derive(Equation(y, polylog(Rational(3, 2), exp(-u)))))
    'y = -2*sqrt(pi)*sqrt(u) + Sum((-u)**k*zeta(3/2 - k)/factorial(k), (k, 0, oo))'
    """

    index: Symbol

    def derive(self, source: Equation) -> Equation:
        """Write the theorem for the single Li on the right."""
        head = only(polylog, source.rhs)
        order, u = _order_and_distance(head)
        if source.rhs.has(self.index):
            raise RuleError(f"a new index is wanted, {self.index} occurs in {source.rhs}")
        series = Sum(self._term(order, u), (self.index, 0, oo))
        singular = gamma(1 - order) * u ** (order - 1)
        return Equation(*source.sides[:1], symbolic.expanded(source.rhs.xreplace({head: singular + series})))

    def _term(self, order: Expr, u: Expr) -> Expr:
        return zeta(order - self.index) * (-u) ** self.index / factorial(self.index)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The terms are those whose rest is bounded; added up to that bound they are Arb's Li, by another algorithm."""
        before, after = linear(polylog, source.sides[1]), linear(Sum, result.sides[1])
        order, u = _order_and_distance(before.part)
        if [tuple(each) for each in after.part.limits] != [(self.index, Integer(0), oo)]:
            return undecided(f"a sum over {typed(self.index)} from 0 to infinity is wanted, found {typed(after.part)}")
        if source.has(self.index):
            return undecided(f"a new index is wanted, {typed(self.index)} occurs in {typed(source)}")
        numbered = judge.binding({self.index: NATURAL})
        form = jointly(
            judge.equal(source.lhs, result.lhs),
            numbered.equal(after.factor * after.part.function, before.factor * self._term(order, u)),
            as_premise(judge.positive(u)),
            as_premise(judge.positive(2 * pi - u)),
        )
        if not form.holds:
            return form
        exact, rest = compile_enclosure(source.rhs), compile_enclosure(after.rest)
        series = _BoundedSeries(compile_enclosure(self._term(order, u)), self.index, order, compile_enclosure(u))
        factor = compile_enclosure(before.factor)
        points = judge.at(source.rhs, after.rest, u, count=_CHOICES)
        with working_precision(_BITS):
            sides = [(p, exact(p, _BITS), rest(p, _BITS) + factor(p, _BITS) * series.at(p)) for p in points]
        return _agreeing(form, sides, "the series, with the bound of its rest, is the polylogarithm")

    def because(self, latex: Latex) -> str:
        """Name the expansion."""
        return "the expansion of the polylogarithm about its branch point"


@final
@dataclass(frozen=True)
class _BoundedSeries:
    """Σ_{k≥0} ζ(s-k) (-u)^k/k! as first terms and a ball for all the others."""

    term: Enclosure
    index: Symbol
    order: Rational
    distance: Enclosure

    def at(self, point: Point) -> acb:
        """The sum at a point, enclosed at the working precision; not finite where u < 2π is not certain."""
        share = self.distance(point, _BITS).real / (2 * arb.pi())
        if not 0 < share < 1:
            return acb("nan")
        count, rest = self._cut(share)
        terms = (self.term({**point, self.index: Fraction(k)}, _BITS) for k in range(count))
        return sum(terms, acb(0)) + acb(arb(0, rest.abs_upper()))

    def _cut(self, share: arb) -> tuple[int, arb]:
        """How many terms to add, and the bound of the others."""
        order = arb(self.order.p) / self.order.q
        count = int(self.order) + 3
        while True:
            zeta_value = (arb(count) + 1 - order).zeta()
            rest = 2 * (2 * arb.pi()) ** (order - 1) * zeta_value * share**count / (1 - share)
            if rest < arb(10) ** -(_DIGITS + 6) or count > _MOST_TERMS:
                return count, rest
            count += 8


@final
@dataclass(frozen=True)
class JumpAcrossCut(Rule):
    """lim_{ε→0+} Li_s(x + iε) - Li_s(x - iε)  →  2πi (ln x)^{s-1}/Γ(s), for x > 1 and s > 0.

    In DLMF 25.12.12 only the first term jumps: with ln(1/z) = -ln x ∓ i0 it is Γ(1-s) (ln x)^{s-1} e^{∓iπ(s-1)}, and
    Γ(1-s) Γ(s) = π/sin πs (DLMF 5.5.3).

    >>> from sympy.abc import y
    >>> x, h = (Symbol(name, positive=True) for name in "xh")
    >>> step = polylog(Rational(5, 2), x + I * h) - polylog(Rational(5, 2), x - I * h)
    >>> str(JumpAcrossCut().derive(Equation(y, Limit(step, h, 0, "+"))))
    'y = 8*I*sqrt(pi)*log(x)**(3/2)/3'
    """

    def derive(self, source: Equation) -> Equation:
        """Write the theorem for the single limit on the right."""
        limit = only(Limit, source.rhs)
        order, x = _jump(limit)
        return Equation(
            *source.sides[:1], source.rhs.xreplace({limit: 2 * pi * I * log(x) ** (order - 1) / gamma(order)})
        )

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Arb's value on the cut is the limit from one side, as is seen beside it; from the other it is the conjugate.

        For Li_s with a real s is real on (0, 1), and so has conjugate values at conjugate places (Schwarz).
        """
        before = linear(Limit, source.sides[1])
        order, x = _jump(before.part)
        premises = jointly(
            judge.equal(source.lhs, result.lhs),
            as_premise(judge.positive(x - 1)),
            as_premise(judge.positive(order)),
        )
        if not premises.holds:
            return premises
        offset = Symbol("#offset", real=True)
        on_cut = compile_enclosure(polylog(order, x, evaluate=False))
        beside = compile_enclosure(polylog(order, x + I * offset, evaluate=False) - on_cut.expr)
        factor, rest, claimed = map(compile_enclosure, (before.factor, before.rest, result.rhs))
        sides: list[tuple[Point, acb, acb]] = []
        for point in judge.at(order, x, before.factor, before.rest, result.rhs, count=_CHOICES):
            side = _side_of_the_cut(beside, point, offset)
            if side is None:
                return undecided(f"no side of the cut is seen to be continuous at {typed_point(text_of(point))}")
            with working_precision(_BITS):
                jump = acb(0, 2 * side * on_cut(point, _BITS).imag)
                sides.append((point, rest(point, _BITS) + factor(point, _BITS) * jump, claimed(point, _BITS)))
        return _agreeing(premises, sides, "the values on the two sides of the cut differ by this")

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "the jump of the polylogarithm across its cut"


def _jump(limit: Limit) -> tuple[Expr, Expr]:
    """The s and x of lim_{ε→0+} Li_s(x + iε) - Li_s(x - iε); raise `RuleError` for any other limit."""
    body, step, place = limit.args[:3]
    heads = sorted(body.atoms(polylog), key=symbolic.stable_text)
    if len(heads) == 2 and isinstance(step, Symbol) and place == Integer(0) and str(limit.args[3]) == "+":
        order, middle = heads[0].args[0], symbolic.expanded((heads[0].args[1] + heads[1].args[1]) / 2)
        if order.is_real and not (order.has(step) or middle.has(step)):
            above, below = (polylog(order, middle + sign * I * step) for sign in (1, -1))
            if body == above - below:
                return order, middle
    raise RuleError(f"the limit of Li_s(x + i h) - Li_s(x - i h) for h -> 0+ is wanted, found {limit}")


def _side_of_the_cut(beside: Enclosure, point: Point, offset: Symbol) -> int | None:
    """1 if the value on the cut is the limit from above, -1 if from below; `None` if neither is seen."""
    for side in (-1, 1):
        steps = [beside({**point, offset: Fraction(side, 2**k)}, _BITS) for k in _STEPS]
        sizes = [(arb(step.abs_lower()), arb(step.abs_upper())) for step in steps]
        falling = all(far[1] < near[0] / 2**20 for near, far in pairwise(sizes))
        if falling and sizes[-1][1] < arb(10) ** -_DIGITS:
            return side
    return None


def _order_and_distance(head: polylog) -> tuple[Rational, Expr]:
    """The s and u of Li_s(e^{-u}); raise `RuleError` where the expansion has another form."""
    order, argument = head.args
    if not isinstance(order, Rational) or order.is_integer or not order.is_positive:
        raise RuleError(f"a positive order that is rational and not whole is wanted, found {order}")
    return order, -argument.args[0] if isinstance(argument, exp) else -log(argument)


def _agreeing(premises: Verdict, sides: Iterable[tuple[Point, acb, acb]], evidence: str) -> Verdict:
    """Whether two balls at each point overlap, and agree to as many digits as a certificate has."""
    count, digits = 0, float(_BITS)
    for point, exact, claimed in sides:
        if not exact.overlaps(claimed):
            return refuted("the enclosures are disjoint", Witness(text_of(point), *distinct_texts(exact, claimed)))
        count, digits = count + 1, min(digits, agreement(exact, claimed, _BITS))
    if digits < _DIGITS:
        return undecided(f"the enclosures agree to {digits:.0f} digits only")
    found = certified(f"{evidence}, to {digits:.0f} digits at {count} points", digits=int(digits), points=count)
    return jointly(found, premises)
