"""The form that was typed, operation by operation: nothing is evaluated but arithmetic of rational numbers.

SymPy rewrites while it builds, and some of its rewritings are wrong (acot(-x) to -acot(x), which fails at 0; polylog
at 1 to zeta(s), where for s <= 1 the series diverges). What is enclosed in balls is therefore built here, from the same
tree, after `build.Builder` has sized everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import final

from sympy import Add, Expr, Integer, Mul, Pow, Rational, S, cos, cosh, csc, csch, exp, sec, sech, sin, sinh

from dehsym.notation.build import Builder
from dehsym.notation.claim_builder import ClaimBuilder

_RECIPROCALS: Mapping[Callable[..., Expr], Callable[..., Expr]] = MappingProxyType(
    {sec: cos, csc: sin, sech: cosh, csch: sinh}
)


@final
class LiteralBuilder(Builder):
    """Builds one expression without evaluation, of a text that a `Builder` has built already.

    >>> x = LiteralBuilder().number("3")
    >>> LiteralBuilder().add([x, x]), LiteralBuilder().power(S.Pi, LiteralBuilder().divide(x, x))
    (6, pi**1)
    """

    def inside_operators(self) -> Builder:
        """A builder that evaluates: integration and summation are symbolic anyway."""
        return ClaimBuilder()

    def add(self, terms: Sequence[Expr]) -> Expr:
        """The sum of the terms."""
        return Add(*terms, evaluate=all(isinstance(term, Rational) for term in terms))

    def multiply(self, factors: Sequence[Expr]) -> Expr:
        """The product of the factors."""
        return Mul(*factors, evaluate=all(isinstance(factor, Rational) for factor in factors))

    def fraction(self, above: Sequence[Expr], below: Sequence[Expr]) -> list[Expr]:
        """The quotient of two products, as it is typed."""
        return [self.divide(self.multiply(above), self.multiply(below))]

    def power(self, base: Expr, exponent: Expr) -> Expr:
        """The principal power."""
        if base is S.Exp1:
            return exp(exponent, evaluate=False)
        rational = isinstance(base, Rational) and isinstance(exponent, Integer)
        return Pow(base, exponent, evaluate=rational and not (base is S.Zero and exponent.is_negative))

    def side(self, expr: Expr) -> Expr:
        """The expression as it stands."""
        return expr

    def call(self, head: Callable[..., Expr], arguments: Sequence[Expr], *, eager: bool = True) -> Expr:
        """The function `head` of the arguments; sec, csc, sech and csch as the reciprocals that define them.

        SymPy fails when it is asked whether an unevaluated sec(pi) or sec(acos(x)) is real.
        """
        if head in _RECIPROCALS:
            return Pow(_RECIPROCALS[head](*arguments, evaluate=False), Integer(-1), evaluate=False)
        return head(*arguments, evaluate=False)
