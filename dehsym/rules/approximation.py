"""What is left out because it is small, with its size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import final

from flint import acb, arb
from sympy import Add, Expr, Rational, S, Symbol

from dehsym.backticks import typed, typed_list, typed_point
from dehsym.balls import Enclosure, Point, ball_text, compile_enclosure, text_of, working_precision
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import jointly
from dehsym.verdict import Verdict, Witness, approximate, refuted, undecided

_BITS = 96
_CHOICES = 4
_MOST_BOXES = 4000
_POINTS = 12

Range = tuple[Rational, Rational]


def _no_region() -> dict[Symbol, Range]:
    return {}


@final
@dataclass(frozen=True)
class DropTerm(Rule):
    """a = b + t  →  a = b, up to the relative error |t/b|, which is stated.

    Where `region` gives symbols ranges, |t/b| is enclosed in balls on the whole of these, and must stay below `below`;
    otherwise it is measured at points of the domains, and the line is as good as that.

    >>> from sympy.abc import a, b, t
    >>> str(DropTerm(t).derive(Equation(a, b + t)))
    'a = b'
    """

    term: Expr
    region: Mapping[Symbol, Range] = field(default_factory=_no_region)
    below: Rational = S.One

    def derive(self, source: Equation) -> Equation:
        """Take the term out of the one sum that has it."""
        places = [i for i, member in enumerate(source.members) if self.term in Add.make_args(member)]
        if len(places) != 1 or source.members[places[0]] == self.term:
            raise RuleError(f"one member is wanted with the term {self.term} beside others, found {source}")
        members = list(source.members)
        members[places[0]] = Add(*(each for each in Add.make_args(members[places[0]]) if each != self.term))
        return Equation.chain(*members)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """One member differs from its old self by the term, the others do not; the ratio is enclosed or measured."""
        if len(source.members) != len(result.members):
            return undecided(f"{len(source.members)} members cannot be compared with {len(result.members)}")
        pairs = list(zip(source.members, result.members, strict=True))
        changed = [(old, new) for old, new in pairs if old != new]
        if len(changed) != 1:
            return undecided(f"one changed member is wanted, found {len(changed)}")
        old, new = changed[0]
        same = jointly(judge.equal(old - new, self.term))
        if not same.holds:
            return same
        ratio = self.term / new
        return self._enclosed(ratio, judge) if self.region else self._measured(ratio, judge)

    def _measured(self, ratio: Expr, judge: Judge) -> Verdict:
        sizes = [(compile_enclosure(ratio)(point, _BITS), point) for point in judge.at(ratio, count=_POINTS)]
        finite = sorted(
            ((float(arb(ball.abs_upper())), ball, point) for ball, point in sizes if ball.is_finite()),
            key=lambda each: each[0],
        )
        if not finite:
            return undecided("the size of the term could not be enclosed at any point")
        least, ball, point = finite[0]
        if arb(ball.abs_lower()) > _ball(self.below):
            return self._large(ball, point, "at every point that was looked at ")
        sizes_text = f"{least:.3g} to {finite[-1][0]:.3g}" if len(finite) > 1 else f"{least:.3g}"
        where = typed_point(text_of(point)) or "the one point"
        evidence = f"the dropped term is {sizes_text} of what is kept, at {len(finite)} points; least at {where}"
        return approximate(evidence, "measured relative size")

    def _enclosed(self, ratio: Expr, judge: Judge) -> Verdict:
        enclosure, worst, where = compile_enclosure(ratio), arb(0), ""
        others = ratio.free_symbols - set(self.region)
        for point in judge.at(ratio, *self.region, count=_CHOICES if others else 1):
            found = self._largest(enclosure, point)
            if isinstance(found, Verdict):
                return found
            if found > worst:
                worst = found
                shown = {str(symbol) for symbol in others}
                where = typed_point((name, value) for name, value in text_of(point) if name in shown)
        ranges = typed_list(f"{low} ≤ {symbol} ≤ {high}" for symbol, (low, high) in self.region.items())
        region = f"{ranges}, at {where}" if where else ranges
        evidence = f"the dropped term is at most {float(worst):.3g} of what is kept for {region}"
        return approximate(evidence, "relative size in balls")

    def _largest(self, enclosure: Enclosure, point: Point) -> arb | Verdict:
        """The bound of |t/b| over the region, by boxes that are halved until each stays below the limit."""
        limit, worst = _ball(self.below), arb(0)
        waiting: list[dict[Symbol, tuple[Fraction, Fraction]]] = [
            {symbol: (_fraction(low), _fraction(high)) for symbol, (low, high) in self.region.items()}
        ]
        for _ in range(_MOST_BOXES):
            if not waiting:
                return worst
            box = waiting.pop()
            size = arb(_over(enclosure, point, box).abs_upper())
            sharp = all(high - low <= (_width(self.region[s]) / 16) for s, (low, high) in box.items())
            if size < limit and sharp:
                worst = size if size > worst else worst
                continue
            middle = {**point, **{symbol: (low + high) / 2 for symbol, (low, high) in box.items()}}
            ball = enclosure(middle, _BITS)
            if arb(ball.abs_lower()) > limit:
                return self._large(ball, middle, "")
            waiting += _halved(box)
        return undecided(f"the dropped term was not seen to stay below {self.below} of what is kept")

    def _large(self, ball: acb, point: Point, where: str) -> Verdict:
        witness = Witness(text_of(point), f"ratio: {typed(ball_text(ball))}", f"less than {self.below} in modulus")
        return refuted(f"{where}the term is not below {self.below} of what is kept", witness)

    def because(self, latex: Latex) -> str:
        """Say which."""
        return f"neglecting ${latex(self.term)}$"


def _fraction(number: Rational) -> Fraction:
    return Fraction(number.p, number.q)


def _ball(number: Rational) -> arb:
    return arb(number.p) / number.q


def _width(ends: Range) -> Fraction:
    return _fraction(ends[1]) - _fraction(ends[0])


def _over(enclosure: Enclosure, point: Point, box: Mapping[Symbol, tuple[Fraction, Fraction]]) -> acb:
    with working_precision(_BITS):
        balls = {
            symbol: acb((arb(low.numerator) / low.denominator).union(arb(high.numerator) / high.denominator))
            for symbol, (low, high) in box.items()
        }
        return enclosure.over(point, balls)


def _halved(box: Mapping[Symbol, tuple[Fraction, Fraction]]) -> list[dict[Symbol, tuple[Fraction, Fraction]]]:
    halves = [[(low, (low + high) / 2), ((low + high) / 2, high)] for low, high in box.values()]
    return [dict(zip(box, chosen, strict=True)) for chosen in product(*halves)]
