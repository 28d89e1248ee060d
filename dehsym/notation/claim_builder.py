"""The builder of claims: what has no value is kept as such, so that the claim can be judged.

In an expression that is to be evaluated 1/0 or gamma(-3) is a mistake. A claim such as zeta(1) = 5 is not: it is false,
since one of its sides has no value. Whatever has a part without value has none either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import final

from sympy import Expr, oo

from dehsym.balls import WithoutValue
from dehsym.notation.build import Builder


@final
class ClaimBuilder(Builder):
    """Builds one expression with what has no value in it.

    >>> from sympy import Integer
    >>> build = ClaimBuilder()
    >>> build.add([Integer(2), build.divide(Integer(1), Integer(0))])
    WithoutValue(1/0)
    """

    def add(self, terms: Sequence[Expr]) -> Expr:
        """The sum of the terms."""
        return _first_without_value(terms) or super().add(terms)

    def multiply(self, factors: Sequence[Expr]) -> Expr:
        """The product of the factors; none with 0 either, if a factor has no value."""
        return _first_without_value(factors) or super().multiply(factors)

    def fraction(self, above: Sequence[Expr], below: Sequence[Expr]) -> list[Expr]:
        """The quotient of two products, as it is typed."""
        return [self.divide(self.multiply(above), self.multiply(below))]

    def power(self, base: Expr, exponent: Expr) -> Expr:
        """The principal power."""
        return _first_without_value((base, exponent)) or super().power(base, exponent)

    def call(self, head: Callable[..., Expr], arguments: Sequence[Expr], *, eager: bool = True) -> Expr:
        """The function `head` of the arguments; one that is infinite at finite arguments has no value."""
        if (part := _first_without_value(arguments)) is not None:
            return part
        value = super().call(head, arguments, eager=eager)
        if value in (oo, -oo) and not any(argument.has(oo) for argument in arguments):
            return WithoutValue(head(*arguments, evaluate=False))
        return value

    def side(self, expr: Expr) -> Expr:
        """The expression, with or without value."""
        return expr if isinstance(expr, WithoutValue) else super().side(expr)

    def without_value(self, expr: Expr, problem: str) -> Expr:
        """The expression, marked."""
        return WithoutValue(expr)


def _first_without_value(parts: Iterable[Expr]) -> WithoutValue | None:
    return next((part for part in parts if isinstance(part, WithoutValue)), None)
