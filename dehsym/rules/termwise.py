"""Integrals by series: a factor expanded under the integral sign, the series integrated term by term, each term by Γ.

What it takes to exchange sum and integral is stated and checked: terms of one sign (monotone convergence).
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Expr, Integer, Integral, Mul, Sum, Symbol, exp, gamma, log, oo, polylog

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.domain import Domain, Interval
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Latex, Rule
from dehsym.rules.parts import linear, only, rewriting
from dehsym.rules.premises import as_premise, jointly, open_range, positive_throughout
from dehsym.verdict import Kind, Verdict, undecided


@dataclass(frozen=True)
class SeriesUnderIntegral(Rule):
    """A factor K(q) of the integrand becomes its power series in q, for |q| < 1 all over the range."""

    ratio: Expr
    index: Symbol

    @property
    @abstractmethod
    def kernel(self) -> Expr:
        """K(q)."""

    @property
    @abstractmethod
    def term(self) -> Expr:
        """The term of the series that the index numbers, from 1."""

    def derive(self, source: Equation) -> Equation:
        """What is left of the integrand without the factor, times the sum."""
        integral = only(Integral, source.rhs)
        x, low, high = symbolic.single_limits(integral)
        if integral.function.has(self.index):
            raise RuleError(f"a new index is wanted, {self.index} occurs in {integral.function}")
        weight = symbolic.tidied(symbolic.one_fraction(integral.function / self.kernel))
        if not self.ratio.has(x) or weight.has(self.ratio) or weight.has(self.kernel):
            raise RuleError(f"a factor {self.kernel} is wanted in {integral.function}")
        body = weight * Sum(self.term, (self.index, 1, oo))
        return Equation(*source.sides[:1], source.rhs.xreplace({integral: Integral(body, (x, low, high))}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The integrands agree, the sum enclosed with the bound of its rest; and |q| < 1 on the whole range."""
        change = rewriting(source, Integral, result, Integral)
        before, after = change.before.part, change.after.part
        x, low, high = symbolic.single_limits(before)
        if symbolic.single_limits(after) != (x, low, high):
            return undecided(
                f"an integral over {typed(x)} from {typed(low)} to {typed(high)} is wanted, found {typed(after)}"
            )
        inner = judge.binding({x: open_range(low, high)})
        whole, series = change.before.factor * before.function, change.after.factor * after.function
        return jointly(
            change.surroundings(judge),
            inner.equal(whole, series),
            as_premise(positive_throughout(1 - self.ratio, x, inner)),
            as_premise(positive_throughout(1 + self.ratio, x, inner)),
        )


@final
@dataclass(frozen=True)
class GeometricSeries(SeriesUnderIntegral):
    """∫ g q/(1 - q) dx  →  ∫ g Σ_{l≥1} q^l dx, where |q(x)| < 1 inside the range.

    >>> from sympy.abc import s
    >>> x, z = (Symbol(name, positive=True) for name in "xz")
    >>> l = Symbol("l", integer=True, positive=True)
    >>> bose = Equation(s, Integral(x * z / (exp(x) - z), (x, 0, oo)))
    >>> str(GeometricSeries(z * exp(-x), l).derive(bose).rhs.args[0])
    'x*Sum((z*exp(-x))**l, (l, 1, oo))'
    """

    @property
    def kernel(self) -> Expr:
        """q/(1 - q)."""
        return self.ratio / (1 - self.ratio)

    @property
    def term(self) -> Expr:
        """q^l."""
        return self.ratio**self.index

    def because(self, latex: Latex) -> str:
        """Name the series."""
        return rf"the geometric series in ${latex(self.ratio)}$"


@final
@dataclass(frozen=True)
class LogarithmicSeries(SeriesUnderIntegral):
    """-∫ g ln(1 - q) dx  →  ∫ g Σ_{l≥1} q^l/l dx, where |q(x)| < 1 inside the range.

    >>> from sympy.abc import s
    >>> x, z = (Symbol(name, positive=True) for name in "xz")
    >>> l = Symbol("l", integer=True, positive=True)
    >>> bose = Equation(s, Integral(-x * log(1 - z * exp(-x)), (x, 0, oo)))
    >>> str(LogarithmicSeries(z * exp(-x), l).derive(bose).rhs.args[0])
    'x*Sum((z*exp(-x))**l/l, (l, 1, oo))'
    """

    @property
    def kernel(self) -> Expr:
        """-ln(1 - q)."""
        return -log(1 - self.ratio)

    @property
    def term(self) -> Expr:
        """q^l/l."""
        return self.ratio**self.index / self.index

    def because(self, latex: Latex) -> str:
        """Name the series."""
        return rf"the series of the logarithm in ${latex(self.ratio)}$"


@final
@dataclass(frozen=True)
class IntegrateTermwise(Rule):
    """∫ g Σ_l t_l dx  →  Σ_l ∫ g t_l dx, where all g t_l have one sign: both sides are then the same, finite or not.

    Monotone convergence, as Beppo Levi has it (Rudin, Real and Complex Analysis, 1.27).

    >>> from sympy.abc import s
    >>> x = Symbol("x", positive=True)
    >>> l = Symbol("l", integer=True, positive=True)
    >>> str(IntegrateTermwise().derive(Equation(s, Integral(x * Sum(exp(-l * x), (l, 1, oo)), (x, 0, oo)))))
    's = Sum(Integral(x*exp(-l*x), (x, 0, oo)), (l, 1, oo))'
    """

    def derive(self, source: Equation) -> Equation:
        """The sum outside; in each term what does not depend on the variable before the integral."""
        integral = only(Integral, source.rhs)
        x, low, high = symbolic.single_limits(integral)
        total = only(Sum, integral.function)
        weight = integral.function / total
        if weight.has(Sum):
            raise RuleError(f"a product with a single sum is wanted under the integral, found {integral.function}")
        body = weight * total.function
        constant, rest = symbolic.factored_out(body, x)
        each = constant * Integral(symbolic.tidied(rest), (x, low, high))
        return Equation(*source.sides[:1], source.rhs.xreplace({integral: _sum(each, _limits(total))}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The same terms in the same ranges, all of them of one sign."""
        change = rewriting(source, Integral, result, Sum)
        before, after = change.before, change.after
        x, low, high = symbolic.single_limits(before.part)
        total = only(Sum, before.part.function)
        weight, terms = before.part.function / total, total.function
        each = linear(Integral, after.part.function)
        if symbolic.single_limits(each.part) != (x, low, high) or after.part.limits != total.limits:
            return undecided(f"{typed(result.rhs)} has other ranges than {typed(source.rhs)}")
        if weight.has(Sum):
            found = typed(before.part.function)
            return undecided(f"a product with a single sum is wanted under the integral, found {found}")
        inner = judge.binding({x: open_range(low, high), _index(total): _numbered(total)})
        positive = positive_throughout(weight * terms, x, inner)
        if positive.kind is Kind.REFUTED:
            positive = positive_throughout(-weight * terms, x, inner)
        return jointly(
            judge.equal(source.lhs, result.lhs),
            judge.equal(before.rest, after.rest),
            inner.equal(each.rest, Integer(0)),
            inner.equal(before.factor * weight * terms, after.factor * each.factor * each.part.function),
            as_premise(positive),
        )

    def because(self, latex: Latex) -> str:
        """Name the theorem."""
        return "integrating term by term, all terms having one sign (monotone convergence)"


@final
@dataclass(frozen=True)
class GammaIntegral(Rule):
    """∫_0^∞ x^{s-1} e^{-c x^m} dx  →  Γ(s/m)/(m c^{s/m}), for s, c, m > 0, also in the terms of a sum (DLMF 5.9.1).

    >>> from sympy.abc import y
    >>> c, x = (Symbol(name, positive=True) for name in "cx")
    >>> str(GammaIntegral().derive(Equation(y, Integral(x**2 * exp(-c * x**2), (x, 0, oo)))))
    'y = sqrt(pi)/(4*c**(3/2))'
    """

    def derive(self, source: Equation) -> Equation:
        """Read s, c and m off the integrand."""
        integral = only(Integral, source.rhs)
        x, low, high = symbolic.single_limits(integral)
        if (low, high) != (Integer(0), oo):
            raise RuleError(f"an integral from 0 to oo is wanted, found {integral}")
        constant, body = symbolic.factored_out(integral.function, x)
        power, damping = Integer(0) + 0, Integer(0) + 0
        for factor in Mul.make_args(body):
            if isinstance(factor, exp):
                damping = damping - factor.args[0]
            elif (found := _exponent(factor, x)) is not None:
                power = power + found
            else:
                raise RuleError(f"powers of {x} and one exponential are wanted, found {integral.function}")
        strength, shape = symbolic.factored_out(damping, x)
        order = _exponent(shape, x)
        if order is None or order.is_zero:
            raise RuleError(f"exp(-c {x}^m) is wanted, found {integral.function}")
        share = (power + 1) / order
        value = source.rhs.xreplace({integral: constant * gamma(share) / (order * strength**share)})
        if value.has(Sum):
            total = only(Sum, value)
            value = value.xreplace({total: _sum(total.function, _limits(total))})
        return Equation(*source.sides[:1], value)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Certified quadrature over the half line, with the bound of its tail, for several indices in a sum."""
        left, right = source.sides
        if not right.has(Sum):
            return jointly(judge.equal(left, result.lhs), judge.equal(right, result.rhs))
        change = rewriting(source, Sum, result, Sum)
        before, after = change.before, change.after
        if before.part.limits != after.part.limits:
            return undecided(f"a sum over {before.part.limits} is wanted, found {typed(after.part)}")
        inner = judge.binding({_index(before.part): _numbered(before.part)})
        terms = inner.equal(before.factor * before.part.function, after.factor * after.part.function)
        return jointly(change.surroundings(judge), terms)

    def because(self, latex: Latex) -> str:
        """Name the integral."""
        return r"Euler's integral for $\Gamma$"


@final
@dataclass(frozen=True)
class SumToPolylogarithm(Rule):
    """Σ_{l≥1} c z^l/l^s  →  c Li_s(z), for |z| < 1: the definition of the polylogarithm (DLMF 25.12.10).

    >>> from sympy.abc import y
    >>> l, z = Symbol("l", integer=True, positive=True), Symbol("z", positive=True)
    >>> str(SumToPolylogarithm().derive(Equation(y, Sum(z**l / l**2, (l, 1, oo)))))
    'y = polylog(2, z)'
    """

    def derive(self, source: Equation) -> Equation:
        """Read c, s and z off the summand."""
        total = only(Sum, source.rhs)
        index, low, high = _limits(total)
        if (low, high) != (Integer(1), oo):
            raise RuleError(f"a sum from 1 to oo is wanted, found {total}")
        constant, body = symbolic.factored_out(total.function, index)
        argument, order = Integer(1) + 0, Integer(0) + 0
        for factor in Mul.make_args(body):
            base, power = factor.as_base_exp()
            if base == index and index not in power.free_symbols:
                order = order - power
            elif index not in base.free_symbols and index not in (power / index).free_symbols:
                argument = argument * base ** (power / index)
            else:
                raise RuleError(f"z^{index}/{index}^s is wanted as summand, found {total.function}")
        if argument == Integer(1):
            raise RuleError(f"a power with the exponent {index} is wanted, found {total.function}")
        return Equation(*source.sides[:1], source.rhs.xreplace({total: constant * polylog(order, argument)}))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The terms of the Li that the result names; |z| < 1; and sum and Li in balls, each by its own method."""
        before, after = linear(Sum, source.sides[1]), linear(polylog, result.sides[1])
        order, argument = after.part.args
        index, low, high = _limits(before.part)
        if (low, high) != (Integer(1), oo):
            return undecided(f"a sum from 1 to infinity is wanted, found {typed(before.part)}")
        inner = judge.binding({index: _numbered(before.part)})
        summand, wanted = before.factor * before.part.function, after.factor * argument**index / index**order
        return jointly(
            judge.equal(source.lhs, result.lhs),
            judge.equal(before.rest, after.rest),
            inner.equal(summand, wanted),
            as_premise(_below_one(argument, judge)),
            judge.equal(source.rhs, result.rhs),
        )

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "the definition of the polylogarithm"


# --- What the rules share ------------------------------------------------------------------------------------------


def _limits(total: Sum) -> tuple[Symbol, Expr, Expr]:
    if len(total.limits) != 1 or len(total.limits[0]) != 3:
        raise RuleError(f"a single definite sum is wanted, found {total}")
    index, low, high = total.limits[0]
    assert isinstance(index, Symbol), index
    return index, low, high


def _sum(body: Expr, limits: tuple[Symbol, Expr, Expr]) -> Expr:
    """The sum, with what is the same in all terms before it."""
    constant, rest = symbolic.factored_out(body, limits[0])
    return constant * Sum(rest, limits)


def _index(total: Sum) -> Symbol:
    return _limits(total)[0]


def _numbered(total: Sum) -> Domain:
    """The whole numbers over which a sum runs."""
    _, low, high = _limits(total)
    if not isinstance(low, Integer) or high != oo:
        raise RuleError(f"a sum from a whole number to oo is wanted, found {total}")
    return Domain("integer", Interval(Fraction(low.p), low_closed=True))


def _exponent(power: Expr, x: Symbol) -> Expr | None:
    """The p of x^p; `None` for anything else."""
    base, exponent = power.as_base_exp()
    return exponent if base == x and x not in exponent.free_symbols else None


def _below_one(argument: Expr, judge: Judge) -> Verdict:
    """Whether |z| < 1, for a real z."""
    inside = ((1 - argument), (1 + argument))
    symbols = sorted(argument.free_symbols, key=str)
    if not symbols:
        return jointly(*map(judge.positive, inside))
    return jointly(*(positive_throughout(each, symbols[0], judge) for each in inside))
