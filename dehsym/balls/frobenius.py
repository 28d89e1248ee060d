"""Functions with a branch point at y = 0 as sums of y^a log(y)^m h(y), h holomorphic on a disc: Frobenius's form.

Integrands at the ends of their ranges are of this form as a rule: t^(z - 1) exp(-t), log(sin x), 1/sqrt(x^3 - 1). Here
h is known by its first Taylor coefficients and a ball around its values on |y| <= R. Cauchy's estimate |c_k| <= M/R^k
bounds the rest, so that the integral of such a function from 0 to d < R is a finite sum with a rigorous remainder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import final

from flint import acb, acb_series, arb

from dehsym.balls.environment import disc, exact_integer, undefined
from dehsym.balls.powers import power_series, principal_power
from dehsym.balls.regions import off_negative_axis

MOST_TERMS = 64
_SHIFT = 256  # the largest difference of powers for which terms are brought together


@final
@dataclass(frozen=True, slots=True)
class Regular:
    """A function holomorphic on |y| <= `radius`, where its `values` are; `series` has its first coefficients.

    `real` says that it is real for real y.
    """

    series: acb_series
    values: acb
    radius: arb
    real: bool

    @classmethod
    def constant(cls, number: acb, length: int, radius: arb) -> Regular:
        """Return a number."""
        return cls(acb_series([number], length), number, radius, number.imag.is_zero())

    @property
    def length(self) -> int:
        """The number of coefficients."""
        return int(self.series.prec)

    def __add__(self, other: Regular) -> Regular:
        return Regular(
            self.series + other.series,
            self.values + other.values,
            arb.min(self.radius, other.radius),
            self.real and other.real,
        )

    def __mul__(self, other: Regular) -> Regular:
        return Regular(
            self.series * other.series,
            self.values * other.values,
            arb.min(self.radius, other.radius),
            self.real and other.real,
        )

    def scaled(self, factor: acb) -> Regular:
        """Return a multiple."""
        real = self.real and factor.imag.is_zero()
        return Regular(self.series * factor, self.values * factor, self.radius, real)

    def rest(self, reach: arb) -> arb:
        """Return a bound of sum_(k >= K) |c_k| reach^k for K coefficients, by Cauchy's estimate."""
        ratio = reach / self.radius
        return arb((abs(self.values) * ratio**self.length / (1 - ratio)).abs_upper())

    def raised(self, count: int) -> Regular:
        """Return y^count times this, for count >= 0."""
        if count == 0:
            return self
        shifted = [acb(0)] * count + [self.series[k] for k in range(self.length)]
        values = self.values * disc(self.radius) ** count
        return Regular(acb_series(shifted[: self.length], self.length), values, self.radius, self.real)

    @property
    def order(self) -> int | None:
        """The number of first coefficients that are exactly 0; None if all are."""
        return next((k for k in range(self.length) if not self.series[k].is_zero()), None)

    def lowered(self, count: int) -> Regular:
        """Return this over y^count, for a zero of that order at 0, with values for half the radius.

        There the quotient is the sum of c_k y^(k - count), and Cauchy's estimate bounds the rest.
        """
        if count == 0:
            return self
        half = self.radius / 2
        kept = [self.series[k] for k in range(count, self.length)]
        spread = sum((abs(c) * half**k for k, c in enumerate(kept[1:], 1)), start=self.rest(half) / half**count)
        return Regular(acb_series(kept, len(kept)), kept[0] + disc(spread), half, self.real)


@final
@dataclass(frozen=True, slots=True)
class Term:
    """y^`power` log(y)^`logs` times `factor`, for 0 < y."""

    power: acb
    logs: int
    factor: Regular

    def __mul__(self, other: Term) -> Term:
        return Term(self.power + other.power, self.logs + other.logs, self.factor * other.factor)

    @property
    def normal(self) -> Term:
        """The same with a factor whose first coefficient is not exactly 0, if one of those known is not."""
        order = self.factor.order
        return self if order is None else Term(self.power + order, self.logs, self.factor.lowered(order))

    def integral(self, end: arb) -> acb:
        """Return the integral from 0 to `end` <= 1: that of every y^(a+k) log(y)^m, and a ball around 0 for the rest.

        The rest is at most sum_(k>=K) M R^(-k) times the integral of y^(Re a + k) |log y|^m.
        """
        factor = self.factor
        ratio = end / factor.radius
        beyond = moment(acb(self.power.real) + factor.length, self.logs, end)
        if not (ratio < 1 and self.power.real + factor.length + 1 > 0):
            return undefined()
        total = disc(abs(factor.values) * abs(beyond) / factor.radius**factor.length / (1 - ratio))
        for k in range(factor.length):
            if not factor.series[k].is_zero():
                total += factor.series[k] * moment(self.power + k, self.logs, end)
        return acb(total.real) if factor.real and self.power.imag.is_zero() else total


def moment(power: acb, logs: int, end: arb) -> acb:
    """Return the integral of y^a log(y)^m from 0 to `end`; not finite unless Re a > -1.

    By parts it is end^(a+1) log(end)^m/(a+1) less m/(a+1) times the one for m - 1.

    >>> moment(acb(0), 1, arb(1)) == -1
    True
    """
    above = power + 1
    if not above.real > 0:
        return undefined()
    front = (above * end.log()).exp() / above
    value = front
    for m in range(1, logs + 1):
        value = front * end.log() ** m - value * m / above
    return value


Germ = Sequence[Term]
"""A function of y > 0 near 0, as the sum of these; empty for the function 0."""


def gathered(terms: Germ) -> list[Term]:
    """Return the same sum, with terms whose powers differ by whole numbers brought together.

    >>> one = Regular.constant(acb(1), 4, arb(1))
    >>> [term.factor.series[1] == 1 for term in gathered([Term(acb(-1), 0, one), Term(acb(0), 0, one)])]
    [True]
    """
    kept: list[Term] = []
    for term in terms:
        for place, other in enumerate(kept):
            shift = exact_integer(term.power - other.power) if term.logs == other.logs else None
            if shift is not None and abs(shift) <= min(_SHIFT, term.factor.length // 2):
                low, high = (other, term) if shift >= 0 else (term, other)
                kept[place] = replace(low, factor=low.factor + high.factor.raised(abs(shift)))
                break
        else:
            kept.append(term)
    return kept


def product(left: Germ, right: Germ) -> list[Term] | None:
    """Return the product; None if it has too many terms."""
    if len(left) * len(right) > MOST_TERMS:
        return None
    return gathered([a * b for a in left for b in right])


def power(base: Germ, exponent: acb) -> list[Term] | None:
    """Return the principal power, by log(y^a h) = a log y + log h for real a; None where it is not of this form.

    A whole power >= 0 of any sum is one. For y^a h with h real and negative log(-y^a h) is taken, and i pi added.
    """
    whole = exact_integer(exponent)
    if whole is not None and 0 <= whole <= MOST_TERMS and (len(base) != 1 or base[0].logs):
        return _whole_power(base, whole)
    single = _single(base)
    if single is None:
        return None
    h, unit = single.factor, acb(1)
    if whole is None and not off_negative_axis(h.values):
        h, unit = h.scaled(acb(-1)), (exponent * acb(0, 1) * acb.pi()).exp()
        if not (off_negative_axis(h.values) and h.real):
            return None
    if whole is not None and h.values.contains(0):
        return None
    series = power_series(h.series, acb_series([exponent], h.length), h.length, analytic=True)
    values, real = principal_power(h.values, exponent, analytic=True), h.real and exponent.imag.is_zero()
    raised = Regular(series, values, h.radius, real).scaled(unit)
    return [Term(single.power * exponent, 0, raised)]


def _whole_power(base: Germ, count: int) -> list[Term] | None:
    if not base:
        return None
    one = Regular.constant(acb(1), base[0].factor.length, base[0].factor.radius)
    found: list[Term] | None = [Term(acb(0), 0, one)]
    for _ in range(count):
        found = None if found is None else product(found, base)
    return found


def logarithm(argument: Germ) -> list[Term] | None:
    """Return the principal logarithm of y^a h, a real: a log y + log h; None where it is not of this form."""
    single = _single(argument)
    if single is None:
        return None
    h, turn = single.factor, acb(0)
    if not off_negative_axis(h.values):
        h, turn = h.scaled(acb(-1)), acb(0, 1) * acb.pi()
        if not (off_negative_axis(h.values) and h.real):
            return None
    slope = Regular.constant(single.power, h.length, h.radius)
    regular = Regular(h.series.log() + turn, h.values.log() + turn, h.radius, h.real and turn.is_zero())
    return [Term(acb(0), 1, slope), Term(acb(0), 0, regular)]


def _single(germ: Germ) -> Term | None:
    """Return the one term y^a h with h(0) != 0 and a real that the sum is; None if it is no such."""
    if len(germ) != 1 or germ[0].logs or not germ[0].power.imag.is_zero():
        return None
    return germ[0].normal


def all_of(factors: Sequence[Germ | None]) -> list[Term] | None:
    """Return the product of many; None if one of them is not known."""
    known = [factor for factor in factors if factor is not None]
    if len(known) < len(factors):
        return None
    return reduce(lambda left, right: None if left is None else product(left, right), known[1:], list(known[0]))
