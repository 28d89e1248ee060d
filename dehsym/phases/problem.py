"""Conditions on the phases of named quantities, as equations mod 2 for every branch.

A condition asks that a quantity X is positive, negative, real or imaginary. With X in polar normal form its phase is
iπ (c + Σ a_j t_j + Σ b_k m_k), and each of these is one linear equation mod 2 in the t_j, the branch labels m_k given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import lcm, prod
from typing import final

from sympy import Expr, Rational, Symbol, pi

from dehsym import symbolic
from dehsym.domain import Domain
from dehsym.equation import Equation
from dehsym.errors import PhaseError
from dehsym.phases.polar import Coefficients, PolarForm, PolarReader
from dehsym.verdict import IDENTITY, Verdict, proved, weakest

MOST_BRANCHES = 10_000

Branch = Mapping[Expr, int]
"""The label of every many-valued base."""


class Demand(Enum):
    """What is asked of a quantity; the value (k, r) says that k times its phase over π is r mod 2."""

    POSITIVE = (1, 0)
    NEGATIVE = (1, 1)
    REAL = (2, 0)
    IMAGINARY = (2, 1)

    @property
    def word(self) -> str:
        """The lower-case name, as in JSON."""
        return self.name.lower()

    def met_by(self, phase: Fraction) -> bool:
        """Whether a number of that phase, in units of π, is so.

        >>> Demand.REAL.met_by(Fraction(3)), Demand.POSITIVE.met_by(Fraction(3))
        (True, False)
        """
        times, wanted = self.value
        return (times * phase - wanted) % 2 == 0


@final
@dataclass(frozen=True, slots=True)
class Condition:
    """The demand on one quantity: its name, an expression for it, and what it is to be.

    `origin` says where the expression comes from, and `follows` how sure it is that it follows from there.
    """

    name: str
    expr: Expr
    demand: Demand = Demand.POSITIVE
    origin: str = ""
    follows: Verdict = field(default=proved("stated as it is", IDENTITY), compare=False)

    @classmethod
    def on(
        cls,
        quantity: Symbol,
        equation: Equation,
        demand: Demand = Demand.POSITIVE,
        *,
        name: str = "",
        origin: str = "",
        follows: Verdict | None = None,
    ) -> Condition:
        """The demand on X, given an equation c X = … = b with c free of X: on b/c.

        Raises `PhaseError` if the first member is not a multiple of the quantity, or the last one holds it.

        >>> from sympy.abc import b, c, X
        >>> Condition.on(X, Equation(c * X, b)).expr
        b/c
        """
        left, right = equation.lhs, equation.rhs
        factor = left / quantity
        if factor.has(quantity) or right.has(quantity):
            raise PhaseError(f"a multiple of {quantity} equal to something without it is wanted, found {equation}")
        known = follows or proved("read off an equation", IDENTITY)
        return cls(name or str(quantity), right / factor, demand, origin, known)

    def __str__(self) -> str:
        return f"{self.name} is {self.demand.word}"


@final
@dataclass(frozen=True)
class PhaseProblem:
    """All conditions on the `phases`, the symbols θ in factors exp(iθ), over the domains of the other symbols.

    >>> from dehsym.domain import FRACTION
    >>> from sympy import I, exp, log, sqrt
    >>> phi, nu = Symbol("phi", positive=True), Symbol("nu", real=True)
    >>> density = Condition("n", sqrt(log(phi)) * exp(I * nu))
    >>> problem = PhaseProblem("density", (density,), (nu,), {phi: FRACTION})
    >>> problem.periods, len(list(problem.branches))
    ({log(phi): 2}, 2)
    """

    name: str
    conditions: tuple[Condition, ...]
    phases: tuple[Symbol, ...]
    domains: Mapping[Expr, Domain]
    prose: str = ""

    def __post_init__(self) -> None:
        names = [condition.name for condition in self.conditions]
        for kind, listed in (("condition", names), ("phase", list(map(str, self.phases)))):
            if twice := next((name for name in listed if listed.count(name) > 1), None):
                raise PhaseError(f"one {kind} of each name is wanted in {self.name}, found {twice} twice")

    @cached_property
    def reader(self) -> PolarReader:
        """What brings the quantities into polar normal form."""
        return PolarReader(self.phases, self.domains)

    @cached_property
    def forms(self) -> dict[str, PolarForm]:
        """The polar normal form of each quantity; raise `PhaseError` for what has none."""
        return {condition.name: self.reader.form(condition.expr) for condition in self.conditions}

    @property
    def signs(self) -> Verdict:
        """The weakest verdict on the sign of a factor of any of the forms."""
        known = proved("every factor is a number", IDENTITY)
        return weakest(known, *(verdict for _, verdict in self.reader.signs.values())) if self.forms else known

    @cached_property
    def periods(self) -> dict[Expr, int]:
        """The many-valued bases, each with the number of its branches that the quantities tell apart."""
        bases = sorted({base for form in self.forms.values() for base in form.labels}, key=symbolic.stable_text)
        forms = self.forms.values()
        return {base: lcm(*((f.labels[base] / 2).denominator for f in forms if base in f.labels)) for base in bases}

    @property
    def arguments(self) -> dict[Expr, Fraction]:
        """The principal argument of every many-valued base, in units of π, above -1 and up to 1."""
        found = {base: self.reader.form(base).constant for base in self.periods}
        return {base: argument if argument <= 1 else argument - 2 for base, argument in found.items()}

    @property
    def branches(self) -> Iterator[Branch]:
        """Every choice of labels, the principal branch first; raise `PhaseError` if there are too many to list."""
        count = prod(self.periods.values())
        if count > MOST_BRANCHES:
            raise PhaseError(f"at most {MOST_BRANCHES} branches are wanted, {self.name} has {count}")
        labels = product(*(range(period) for period in self.periods.values()))
        return (dict(zip(self.periods, each, strict=True)) for each in labels)

    @cached_property
    def turns(self) -> dict[Symbol, int]:
        """For each phase the number of turns by 2π after which every quantity is the same again."""
        return {
            symbol: lcm(*(form.phases[symbol].denominator for form in self.forms.values() if symbol in form.phases))
            for symbol in self.phases
        }


@final
@dataclass(frozen=True)
class Choice:
    """Values that an author takes for some of the phases: where, why, and the ids of what is printed there."""

    name: str
    where: str
    values: Mapping[Symbol, Expr]
    claims: tuple[str, ...] = ()

    @cached_property
    def in_half_turns(self) -> Coefficients:
        """The values in units of π; raise `PhaseError` for one that is no rational multiple of π.

        >>> gamma = Symbol("gamma")
        >>> str(Choice("ours", "here", {gamma: pi / 2}).in_half_turns[gamma])
        '1/2'
        """
        return {symbol: half_turns(value) for symbol, value in self.values.items()}


def half_turns(value: Expr) -> Fraction:
    """An angle in units of π; raise `PhaseError` if that is not rational."""
    ratio = value / pi
    if not isinstance(ratio, Rational):
        raise PhaseError(f"a rational multiple of pi is wanted, found {value}")
    return Fraction(ratio.p, ratio.q)


def angle_text(half: Fraction) -> str:
    """An angle given in units of π, in the notation that people type.

    >>> angle_text(Fraction(3, 2)), angle_text(Fraction(-1)), angle_text(Fraction(0)), angle_text(Fraction(1, 3))
    ('3*pi/2', '-pi', '0', 'pi/3')
    """
    return linear_text([(half, "pi")] if half else [])


def linear_text(terms: Iterable[tuple[Fraction | int, str]]) -> str:
    """A sum of multiples of what is named, in the notation that people type.

    >>> linear_text([(1, "gamma"), (Fraction(-3, 2), "nu")]), linear_text([])
    ('gamma - 3*nu/2', '0')
    """
    text = ""
    for factor, name in terms:
        size = Fraction(abs(factor))
        sign = ("-" if factor < 0 else "") if not text else (" - " if factor < 0 else " + ")
        times = "" if size.numerator == 1 else f"{size.numerator}*"
        text += f"{sign}{times}{name}{'' if size.denominator == 1 else f'/{size.denominator}'}"
    return text or "0"
