"""Powers and roots of both sides, with the branch that makes them reversible; and the one root in an interval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from flint import arb
from sympy import Expr, Integer, Pow, Rational, S, Symbol, im, re

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.balls import NoValue, Point, compile_enclosure, text_of
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.grant import Grant, GrantKind
from dehsym.heads import UniqueRoot
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.branches import single_root, somewhere_inside
from dehsym.rules.premises import jointly, positive_throughout, smooth_throughout
from dehsym.verdict import Kind, Verdict, Witness, certified, refuted, undecided

_BITS = 256
_NEAR = Fraction(1, 2**64)
_NEAR_DIGITS = 19
_CHOICES = 8


@final
@dataclass(frozen=True)
class SquareBoth(Rule):
    """a = b  →  a² = b². There is no way back: a = -b leads to the same line.

    >>> from sympy import sqrt, symbols
    >>> a, b = symbols("a b", positive=True)
    >>> str(SquareBoth().derive(Equation(a, sqrt(b))))
    'a**2 = b'
    """

    def derive(self, source: Equation) -> Equation:
        """Every member times itself, multiplied out."""
        return source.each(lambda member: symbolic.spread(member**2))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Each member, divided by that of the source, is that of the source again."""
        if len(source.members) != len(result.members):
            return undecided(f"{len(source.members)} members cannot be compared with {len(result.members)}")
        pairs = zip(source.members, result.members, strict=True)
        same = jointly(*(self._is_square(root, square, judge) for root, square in pairs))
        if not same.holds:
            return same
        return replace(same, evidence=f"{same.evidence}; one way only: the opposite sign gives the same line")

    @staticmethod
    def _is_square(root: Expr, square: Expr, judge: Judge) -> Verdict:
        if root.is_zero:
            return judge.equal(square, root)
        found = judge.equal(square / root, root)
        return replace(found, conditions=())  # where the root vanishes its square does

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "squaring both sides"


@final
@dataclass(frozen=True)
class TakeRoot(Rule):
    """a^n = b  →  a = branch·b^{1/n}, b^{1/n} the principal root and branch one of the n-th roots of 1.

    The branch is data. It is certified by the sign of a (n = 2), or by its argument; where neither can be known,
    `granted` says why it is chosen, and a reader must grant it.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", positive=True)
    >>> str(TakeRoot().derive(Equation(a**2, b)))
    'a = sqrt(b)'
    """

    branch: Expr = S.One
    degree: int = 2
    granted: str = ""

    def derive(self, source: Equation) -> Equation:
        """The base of the power on the left, and the root of the right side times the branch."""
        left, right = source.sides
        if self.degree < 2 or symbolic.zero_method(self.branch**self.degree - 1) is None:
            raise RuleError(f"a root of 1 of degree {self.degree} is wanted for the branch, found {self.branch}")
        return Equation(self._base(left), self.branch * right ** Rational(1, self.degree))

    def _base(self, left: Expr) -> Expr:
        base: Expr = Integer(1)
        for factor, exponent in symbolic.factors_and_exponents(left):
            share = exponent / self.degree
            if not share.is_integer:
                raise RuleError(f"a power with an exponent that {self.degree} divides is wanted, found {left}")
            base = base * Pow(factor, share)
        return base

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Raise both sides again; the base is that of the power; and a and branch·b^{1/n} point the same way."""
        base, root = result.sides
        raised = jointly(
            judge.equal(base**self.degree, source.lhs),
            judge.equal(root**self.degree, source.rhs),
            judge.equal(base, self._base(source.lhs)),
            judge.equal(root, self.branch * source.rhs ** Rational(1, self.degree)),
        )
        if not raised.holds:
            return raised
        direction = self._direction(base, root, judge)
        if direction.kind is Kind.REFUTED:
            return direction
        return raised if self.granted else jointly(raised, direction)

    def _direction(self, base: Expr, root: Expr, judge: Judge) -> Verdict:
        """Whether the base lies where the root does: by their signs, or (n = 2) as a/branch is a principal root."""
        for sign in (1, -1):
            if judge.positive(sign * base).holds and base.is_real:
                same = judge.positive(sign * root)
                if same.kind is Kind.REFUTED:
                    apart = f"{typed(base)} and {typed(root)} have opposite signs: the other branch is meant"
                    return replace(same, evidence=apart)
                return jointly(same, judge.equal(im(root), Integer(0)))
        turned = base / self.branch
        if self.degree == 2 and judge.positive(re(turned)).holds:
            return judge.equal(Pow(turned**2, Rational(1, 2)), turned)
        return undecided(f"the sign of {typed(base)} is open: the branch {typed(self.branch)} has to be granted")

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The branch, if it is chosen."""
        if not self.granted:
            return ()
        branch = f"the branch {typed(self.branch)} of the root of degree {self.degree}"
        return (Grant(GrantKind.BRANCH, f"{branch}, {self.granted}"),)

    def because(self, latex: Latex) -> str:
        """Say which root."""
        kind = "square root" if self.degree == 2 else f"root of degree {self.degree}"
        return rf"taking the {kind} on the branch ${latex(self.branch)}$"


@final
@dataclass(frozen=True)
class IsolateRoot(Rule):
    """a(s) = b(s)  →  s = r, the one root from `low` to `high`, which no closed form need express.

    `variable` stands for the unknown where it is bound, in r. If the domain of the unknown holds other roots, they are
    lost: `granted` says why this one is meant, and a reader must grant it.

    >>> from sympy import exp
    >>> from sympy.abc import r, s
    >>> str(IsolateRoot(s, Integer(0), Integer(1), r).derive(Equation(exp(-s), s)))
    's = UniqueRoot(-r + exp(-r), r, 0, 1)'
    """

    unknown: Symbol
    low: Expr
    high: Expr
    variable: Symbol
    granted: str = ""

    def derive(self, source: Equation) -> Equation:
        """The head that has the root for its value."""
        left, right = source.sides
        if self.unknown not in source.symbols or self.variable in source.symbols:
            raise RuleError(f"an equation in {self.unknown} and without {self.variable} is wanted, found {source}")
        body = (left - right).xreplace({self.unknown: self.variable})
        return Equation(self.unknown, UniqueRoot(body, self.variable, self.low, self.high))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Balls certify the one root, and that the source changes its sign there; the domain is searched for others.

        No others are there if the source is monotone on the whole domain, by exact signs, or on as much of it as is
        isolated in balls, which the evidence states.
        """
        root, (left, right) = result.rhs, source.sides
        if result.lhs != self.unknown or not isinstance(root, UniqueRoot) or self.unknown in root.free_symbols:
            return undecided(f"the result is not {typed(self.unknown)} as the root of a function")
        found = judge.equal(root.at(self.unknown), left - right)
        if not found.holds:
            return found
        found = jointly(found, self._located(left - right, root, judge))
        if not found.holds:
            return found
        alone = self._alone(left, right, judge)
        if self.granted and alone.kind is Kind.REFUTED:
            return replace(found, evidence=f"{found.evidence}; granted is which one, for {alone.evidence}")
        return replace(jointly(found, alone), evidence=f"{found.evidence}; {alone.evidence}") if alone.holds else alone

    def _located(self, difference: Expr, root: UniqueRoot, judge: Judge) -> Verdict:
        """The root has a value in the domain of the unknown, and the difference changes its sign there."""
        place, balls = compile_enclosure(root), list[tuple[Point, arb]]()
        for whole in judge.at(difference, root, count=_CHOICES if root.free_symbols else 1):
            point: Point = {symbol: each for symbol, each in whole.items() if symbol != self.unknown}
            try:
                balls.append((point, place(point, _BITS).real))
            except NoValue as error:
                return refuted(str(error), Witness(text_of(point), str(root), "no value"))
        if not all(ball.is_finite() for _, ball in balls):
            return undecided(f"{typed(root)} is not isolated in balls")
        inside = somewhere_inside(self.unknown, root, judge)
        return self._changes_sign(difference, balls) & inside if inside.holds else inside

    def _changes_sign(self, difference: Expr, balls: list[tuple[Point, arb]]) -> Verdict:
        """Whether the difference has opposite signs 2^-64 below and above each ball."""
        value = compile_enclosure(difference)
        for point, ball in balls:
            below, above = (value({**point, self.unknown: end}, _BITS).real for end in _either_side(ball))
            if not below * above < 0:
                return undecided(
                    f"no change of sign is seen at {typed(f'{self.unknown} = {ball.str(9, radius=False)}')}"
                )
        why = "one root in the interval by interval Newton, and a change of sign there"
        return certified(why, digits=_NEAR_DIGITS, points=len(balls))

    def _alone(self, left: Expr, right: Expr, judge: Judge) -> Verdict:
        slope = symbolic.one_fraction(symbolic.differentiated((left - right).diff(self.unknown)))
        top, bottom = symbolic.numerator_and_denominator(slope)
        smooth = smooth_throughout(left - right, self.unknown, judge)  # or it could jump back, as atan(1/x) does
        for way, sign in (("rises", 1), ("falls", -1)):
            shown = [positive_throughout(part, self.unknown, judge) for part in (sign * top, bottom)]
            if all(part.kind is Kind.PROVED for part in (*shown, smooth)):
                return replace(shown[0], evidence=f"no other one in its domain, where the difference only {way}")
        return single_root(left, right, self.unknown, judge)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """Which root, if there are several."""
        if not self.granted:
            return ()
        unknown, low, high = map(typed, (self.unknown, self.low, self.high))
        what = f"of the roots for {unknown} the one from {low} to {high}, {self.granted}"
        return (Grant(GrantKind.BRANCH, what),)

    def because(self, latex: Latex) -> str:
        """Say where."""
        return rf"isolating the root with ${latex(self.low)} \le {latex(self.unknown)} \le {latex(self.high)}$"


def _either_side(ball: arb) -> tuple[Fraction, Fraction]:
    """Exact numbers just below and above the midpoint of a ball."""
    centre = ball.mid().fmpq()
    middle = Fraction(int(centre.p), int(centre.q))
    step = _NEAR * max(1, abs(middle))
    return middle - step, middle + step
