"""Powers and roots of both sides: the ways that are not reversible, and the branch that makes them so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

from sympy import Expr, Integer, Pow, Rational, S, im, re

from dehsym import symbolic
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.grant import Grant, GrantKind
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.premises import jointly
from dehsym.verdict import Kind, Verdict, undecided


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
                    return replace(same, evidence=f"{base} and {root} have opposite signs: the other branch is meant")
                return jointly(same, judge.equal(im(root), Integer(0)))
        turned = base / self.branch
        if self.degree == 2 and judge.positive(re(turned)).holds:
            return judge.equal(Pow(turned**2, Rational(1, 2)), turned)
        return undecided(f"the sign of {base} is open: the branch {self.branch} has to be granted")

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The branch, if it is chosen."""
        if not self.granted:
            return ()
        return (
            Grant(GrantKind.BRANCH, f"the branch {self.branch} of the root of degree {self.degree}, {self.granted}"),
        )

    def because(self, latex: Latex) -> str:
        """Say which root."""
        kind = "square root" if self.degree == 2 else f"root of degree {self.degree}"
        return rf"taking the {kind} on the branch ${latex(self.branch)}$"
