"""Integration by parts, with the terms at the ends: over a range, and around a closed path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sympy import (
    Add,
    Derivative,
    Expr,
    Integer,
    Integral,
    Limit,
    Mul,
    Symbol,
    exp,
)

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.domain import COMPLEX
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.grant import Grant, GrantKind
from dehsym.heads import ContourIntegral
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import Linear, only, rewriting
from dehsym.rules.premises import jointly, open_range, smooth_throughout
from dehsym.verdict import Verdict, undecided


@final
@dataclass(frozen=True)
class ByParts(Rule):
    """∫_a^b u v′ dx  →  lim_{x→b} u v - lim_{x→a} u v - ∫_a^b u′ v dx, where `antiderivative` is v.

    It is d(uv) = u dv + v du between two inner points, where u and v have to be smooth, and then the limit of both. If
    the old integral and the limits at the ends exist, so does the new integral.

    >>> from sympy import exp, oo
    >>> from sympy.abc import s
    >>> x = Symbol("x", positive=True)
    >>> str(ByParts(-exp(-x)).derive(Equation(s, Integral(x * exp(-x), (x, 0, oo)))))
    's = Integral(exp(-x), (x, 0, oo))'
    """

    antiderivative: Expr

    def derive(self, source: Equation) -> Equation:
        """Symbolic derivatives, and SymPy's limits at the ends."""
        integral = only(Integral, source.rhs)
        x, low, high = symbolic.single_limits(integral)
        product, inner = _parts(integral.function, self.antiderivative, x)
        ends = _end_value(product, x, high, "-") - _end_value(product, x, low, "+")
        constant, body = symbolic.factored_out(inner, x)
        over = -constant * Integral(body, (x, low, high)) if body != Integer(0) else Integer(0)
        return Equation(*source.sides[:1], source.rhs.xreplace({integral: ends + over}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """(u v)′ by Taylor arithmetic is both integrands together; u v by expansions at the ends; both smooth between.

        Smooth means here that no denominator and no argument of a root or logarithm vanishes between the ends.
        """
        change = rewriting(source, Integral, result, Integral)
        before, after = change.before, change.after
        x, low, high = symbolic.single_limits(before.part)
        if symbolic.single_limits(after.part) != (x, low, high):
            return undecided(
                f"an integral over {typed(x)} from {typed(low)} to {typed(high)} is wanted, found {typed(after.part)}"
            )
        product = before.part.function / Derivative(self.antiderivative, x) * self.antiderivative
        plain = symbolic.differentiated(product)
        inner = judge.binding({x: open_range(low, high)})
        return jointly(
            judge.equal(source.lhs, result.lhs),
            _product_rule(before, after, plain, x, inner),
            self._ends(before, after, plain, judge),
            smooth_throughout(before.part.function, x, inner),
            smooth_throughout(after.part.function, x, inner),
        )

    @staticmethod
    def _ends(before: Linear[Integral], after: Linear[Integral], product: Expr, judge: Judge) -> Verdict:
        x, low, high = symbolic.single_limits(before.part)
        ends = Limit(product, x, high, "-") - Limit(product, x, low, "+")
        return judge.equal(after.rest - before.rest, before.factor * ends)

    def because(self, latex: Latex) -> str:
        """Say which factor is integrated."""
        return rf"parts, with the antiderivative ${latex(self.antiderivative)}$"


@final
@dataclass(frozen=True)
class ContourByParts(Rule):
    """∮ u v′ dz  →  -∮ u′ v dz, where `antiderivative` is v and u v comes back to its value round the path.

    That it does is what a reader must grant: the path has no name. It fails where the path goes once round a zero of a
    logarithm's argument.

    >>> from sympy.abc import s, z
    >>> from sympy import log
    >>> str(ContourByParts(z).derive(Equation(s, ContourIntegral(log(1 - z), z))))
    's = -ContourIntegral(z/(z - 1), z)'
    """

    antiderivative: Expr

    def derive(self, source: Equation) -> Equation:
        """Symbolic derivatives."""
        contour = only(ContourIntegral, source.rhs)
        z = contour.variable
        constant, body = symbolic.factored_out(_parts(contour.body, self.antiderivative, z)[1], z)
        return Equation(*source.sides[:1], source.rhs.xreplace({contour: -constant * ContourIntegral(body, z)}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """(u v)′ by Taylor arithmetic is both integrands together."""
        change = rewriting(source, ContourIntegral, result, ContourIntegral)
        before, after = change.before, change.after
        z = before.part.variable
        if after.part.variable != z:
            return undecided(f"an integral over {typed(z)} is wanted, found {typed(after.part)}")
        product = before.part.body / symbolic.differentiated(self.antiderivative.diff(z)) * self.antiderivative
        whole = before.factor * before.part.body - after.factor * after.part.body
        inner = judge.binding({z: COMPLEX})
        return jointly(change.surroundings(judge), inner.equal(whole, before.factor * Derivative(product, z)))

    @property
    def grants(self) -> tuple[Grant, ...]:
        """That nothing is left at the end of the path."""
        antiderivative = typed(self.antiderivative)
        prose = f"the product with the antiderivative {antiderivative} comes back to its value along the path"
        return (Grant(GrantKind.PATH, prose),)

    def because(self, latex: Latex) -> str:
        """Say which factor is integrated."""
        return rf"parts, with the antiderivative ${latex(self.antiderivative)}$"


def _parts(integrand: Expr, antiderivative: Expr, variable: Symbol) -> tuple[Expr, Expr]:
    """U v and u′ v, for the u with u v′ = the integrand."""
    slope = symbolic.differentiated(antiderivative.diff(variable))
    if slope.is_zero:
        raise RuleError(f"an antiderivative that depends on {variable} is wanted, found {antiderivative}")
    factor = integrand / slope
    inner = symbolic.differentiated(factor.diff(variable)) * antiderivative
    return factor * antiderivative, _denominators_turned(symbolic.numbers_in_front(symbolic.tidied(inner)))


def _denominators_turned(expr: Expr) -> Expr:
    """With the signs of sums among the factors such that an exponential in them has no minus in front.

    >>> from sympy.abc import x, y
    >>> _denominators_turned(x / (y - exp(x)))
    -x/(-y + exp(x))
    """
    turned: Expr = Integer(1)
    for factor in Mul.make_args(expr):
        base, power = factor.as_base_exp()
        if isinstance(base, Add) and isinstance(power, Integer) and _has_negative_exponential(base):
            factor = Integer(-1) ** power * (-base) ** power
        turned = turned * factor
    return turned


def _has_negative_exponential(total: Add) -> bool:
    return any(term.has(exp) and term.as_coeff_Mul()[0].is_negative for term in Add.make_args(total))


def _end_value(product: Expr, variable: Symbol, end: Expr, side: str) -> Expr:
    """The limit of u v at an end; raise `RuleError` for one that is not finite."""
    value = symbolic.limit_at(product, variable, end, side)
    if not symbolic.is_finite_form(value) or value.has(Limit):
        raise RuleError(f"a finite limit of {product} at {variable} = {end} is wanted, found {value}")
    return value


def _product_rule(before: Linear[Integral], after: Linear[Integral], product: Expr, x: Symbol, judge: Judge) -> Verdict:
    whole = before.factor * before.part.function - after.factor * after.part.function
    return judge.equal(whole, before.factor * Derivative(product, x))
