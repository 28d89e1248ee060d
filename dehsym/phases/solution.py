"""All phases that meet the conditions of a problem, branch by branch; where there are none, the contradiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, prod
from typing import final

from sympy import Expr, Symbol

from dehsym.backticks import typed
from dehsym.errors import PhaseError
from dehsym.phases.linear import MOST_SOLUTIONS, Coset, LinearSystem, Obstruction
from dehsym.phases.polar import Coefficients, PolarForm
from dehsym.phases.problem import Branch, Condition, PhaseProblem, angle_text, linear_text


@final
@dataclass(frozen=True, slots=True)
class PhaseRelation:
    """Σ a θ = πv (mod πM), with whole coefficients a, the value v in [0, M) and the modulus M.

    >>> gamma, nu = Symbol("gamma"), Symbol("nu")
    >>> str(PhaseRelation(((gamma, 1), (nu, -1)), Fraction(1, 2), 2))
    'gamma - nu = pi/2 (mod 2*pi)'
    """

    coefficients: tuple[tuple[Symbol, int], ...]
    value: Fraction
    modulus: int

    def __str__(self) -> str:
        left = linear_text((a, str(symbol)) for symbol, a in self.coefficients)
        return f"{left} = {angle_text(self.value)} (mod {angle_text(Fraction(self.modulus))})"


@final
@dataclass(frozen=True)
class PhaseSolution:
    """A connected set of phases that meet every condition on one branch: a point, a line, a plane and so on.

    `turns` are the phases with the number of turns after which each begins anew.
    """

    turns: tuple[tuple[Symbol, int], ...]
    coset: Coset

    @property
    def dimension(self) -> int:
        """The number of free parameters."""
        return len(self.coset.directions)

    @cached_property
    def relations(self) -> tuple[PhaseRelation, ...]:
        """The equations that describe the set."""
        pairs = zip(self.coset.rows, self.coset.values, strict=True)
        return tuple(self._relation(row, value) for row, value in pairs)

    def _relation(self, row: tuple[int, ...], value: Fraction) -> PhaseRelation:
        """Σ a s ≡ v (mod 2) in the s = θ/(π turns), multiplied so that the coefficients of the θ are whole."""
        over = [(symbol, Fraction(a, turns)) for a, (symbol, turns) in zip(row, self.turns, strict=True) if a]
        scale = lcm(*(a.denominator for _, a in over))
        ordered = sorted(((symbol, int(a * scale)) for symbol, a in over), key=lambda each: each[1] < 0)
        return PhaseRelation(tuple(ordered), value * scale, 2 * scale)

    @property
    def values(self) -> dict[Symbol, Fraction]:
        """The phases that the set fixes, in units of π."""
        single = [relation for relation in self.relations if len(relation.coefficients) == 1]
        return {r.coefficients[0][0]: r.value for r in single if r.coefficients[0][1] == 1}

    def at(self, *parameters: Fraction) -> dict[Expr, Fraction]:
        """The phases in units of π, at one parameter for each dimension."""
        found = self.coset.at(parameters)
        return {symbol: turns * s for (symbol, turns), s in zip(self.turns, found, strict=True)}

    def __contains__(self, phases: Coefficients) -> bool:
        return [phases[symbol] / turns for symbol, turns in self.turns] in self.coset


@final
@dataclass(frozen=True, slots=True)
class Contradiction:
    """The product of these powers of the quantities has the phase π`phase`, whatever the open phases are.

    `wanted` says what the conditions ask it to be. A quantity that fails by itself has the power 1.
    """

    powers: tuple[tuple[str, int], ...]
    phase: Fraction
    wanted: str

    def __str__(self) -> str:
        always = " for all open phases" if len(self.powers) > 1 else ""
        return f"{typed(product_text(dict(self.powers)))} {phase_words(self.phase)}{always}, wanted is {self.wanted}"


def product_text(powers: Mapping[str, int]) -> str:
    """A product of powers of named quantities, in the notation that people type.

    >>> product_text({"p": 2, "n": -1}), product_text({"p/n": 1}), product_text({"p/n": 1, "F": 1})
    ('p^2*n^-1', 'p/n', '(p/n)*F')
    """
    if list(powers.values()) == [1]:
        return next(iter(powers))
    named = [(name if name.isidentifier() else f"({name})", k) for name, k in powers.items()]
    return "*".join(name if k == 1 else f"{name}^{k}" for name, k in named)


def phase_words(phase: Fraction) -> str:
    """What a number of that phase, in units of π, is.

    >>> phase_words(Fraction(3, 2)), phase_words(Fraction(1)), phase_words(Fraction(1, 3))
    ('is imaginary (phase `3*pi/2`)', 'is negative', 'has the phase `pi/3`')
    """
    if phase.denominator == 1:
        return "is negative" if phase % 2 else "is positive"
    text = typed(angle_text(phase % 2))
    return f"is imaginary (phase {text})" if phase.denominator == 2 else f"has the phase {text}"


@final
@dataclass(frozen=True)
class OnBranch:
    """What the conditions come to on one branch: solutions, or a contradiction.

    `phases` are those of the quantities whose phase is fixed, in units of π.
    """

    branch: Branch
    phases: Mapping[str, Fraction]
    solutions: tuple[PhaseSolution, ...]
    contradiction: Contradiction | None

    @property
    def is_principal(self) -> bool:
        """Whether every many-valued base has its principal argument."""
        return not any(self.branch.values())


@final
@dataclass(frozen=True)
class PhaseEquations:
    """The linear equations mod 2 of a problem, some of the phases `fixed` in units of π.

    >>> from dehsym.domain import FRACTION
    >>> from sympy import I, exp, log, sqrt
    >>> phi, nu = Symbol("phi", positive=True), Symbol("nu", real=True)
    >>> density = Condition("n", sqrt(log(phi)) * exp(I * nu))
    >>> equations = PhaseEquations(PhaseProblem("density", (density,), (nu,), {phi: FRACTION}), {})
    >>> [str(found.solutions[0].relations[0]) for found in equations.solved]
    ['nu = 3*pi/2 (mod 2*pi)', 'nu = pi/2 (mod 2*pi)']
    """

    problem: PhaseProblem
    fixed: Coefficients

    @cached_property
    def open(self) -> tuple[tuple[Symbol, int], ...]:
        """The phases that are not fixed, with their turns."""
        return tuple((symbol, turns) for symbol, turns in self.problem.turns.items() if symbol not in self.fixed)

    @cached_property
    def forms(self) -> dict[str, PolarForm]:
        """The polar normal forms with the fixed phases put in."""
        return {name: form.with_phases(self.fixed) for name, form in self.problem.forms.items()}

    @cached_property
    def system(self) -> LinearSystem:
        """The matrix: a row for every condition, a column for every open phase."""
        rows = [
            tuple(int(condition.demand.value[0] * form.phases.get(symbol, 0) * turns) for symbol, turns in self.open)
            for condition, form in self._rows
        ]
        return LinearSystem(tuple(rows), len(self.open))

    @property
    def _rows(self) -> list[tuple[Condition, PolarForm]]:
        return [(condition, self.forms[condition.name]) for condition in self.problem.conditions]

    def constants(self, branch: Branch) -> tuple[Fraction, ...]:
        """The right sides on a branch."""
        rows = [(condition.demand.value, form.on_branch(branch)) for condition, form in self._rows]
        return tuple((wanted - times * form.constant) % 2 for (times, wanted), form in rows)

    @cached_property
    def solved(self) -> tuple[OnBranch, ...]:
        """The solutions on every branch; raise `PhaseError` where there are too many to list."""
        count = prod(self.problem.periods.values()) * self.system.count
        if count > MOST_SOLUTIONS:
            raise PhaseError(f"at most {MOST_SOLUTIONS} solutions are wanted, {self.problem.name} has up to {count}")
        return tuple(self._on(branch) for branch in self.problem.branches)

    def _on(self, branch: Branch) -> OnBranch:
        forms = {name: form.on_branch(branch) for name, form in self.forms.items()}
        phases = {name: form.constant for name, form in forms.items() if not form.phases}
        found = self.system.solve(self.constants(branch))
        if isinstance(found, Obstruction):
            return OnBranch(branch, phases, (), self._contradiction(found, forms))
        return OnBranch(branch, phases, tuple(PhaseSolution(self.open, coset) for coset in found), None)

    def _contradiction(self, found: Obstruction, forms: Mapping[str, PolarForm]) -> Contradiction:
        weights = [(c, y) for c, y in zip(self.problem.conditions, found.combination, strict=True) if y]
        if len(weights) == 1:
            condition = weights[0][0]
            return Contradiction(((condition.name, 1),), forms[condition.name].constant, condition.demand.word)
        sign = 1 if weights[0][1] > 0 else -1
        powers = [(c.name, sign * y * c.demand.value[0]) for c, y in weights]
        phase = sum((forms[name].constant * power for name, power in powers), Fraction(0))
        wanted = sum((Fraction(sign * y * c.demand.value[1]) for c, y in weights), Fraction(0))
        return Contradiction(tuple(powers), phase % 2, f"the phase {angle_text(wanted % 2)}")
