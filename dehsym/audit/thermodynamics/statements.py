"""What a paper states of the quantities of thermodynamics, as functions of temperature, density and fugacity.

Only lines that the paper prints, and those that it goes on with in the place of what follows, are its statements. Each
is brought to common terms: n V for the number of particles, 1/kT for the inverse temperature, the thermal wavelength
for the mass, densities for what is extensive, the limit of a large volume; and what the paper introduces in between, as
a critical temperature, by the paper's own line for it. What then still holds a symbol without a role is no function of
state, and is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import final

from sympy import Expr, I, Integer, Symbol, exp

from dehsym import symbolic
from dehsym.alteration import place_text
from dehsym.audit.explicit import is_explicit
from dehsym.claim import Claims
from dehsym.derivation import Step
from dehsym.domain import REAL
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.paper_definition import PaperDefinition
from dehsym.rules.algebra import Leap
from dehsym.rules.approximation import DropTerm
from dehsym.thermodynamic_system import Role, ThermodynamicSystem

_SUBJECTS = (
    Role.FREE_ENERGY,
    Role.INTERNAL_ENERGY,
    Role.ENTROPY,
    Role.PRESSURE,
    Role.CHEMICAL_POTENTIAL,
)
"""What a line is solved for: the first that stands on one side only; fugacity or density where there is none."""
_EXTENSIVE = {Role.FREE_ENERGY, Role.INTERNAL_ENERGY, Role.ENTROPY}
_STATE = (Role.TEMPERATURE, Role.BOLTZMANN_CONSTANT, Role.THERMAL_WAVELENGTH, Role.DENSITY, Role.FUGACITY)


@final
@dataclass(frozen=True, eq=False)
class Statement:
    """`role`, of a unit of volume where it is extensive, is `expression`; `steps` are the lines that say so.

    `ids` are those of the lines, the statement's own first. A series with "+ ..." holds in the limit only, and a value
    that `is_in_large_volume` without the terms that vanish as the volume grows.
    """

    role: Role
    expression: Expr
    steps: tuple[Step, ...]
    ids: tuple[str, ...]
    is_series: bool = False
    is_in_large_volume: bool = False


@final
@dataclass(frozen=True, eq=False)
class StatedRelation:
    """`left = right` among temperature, density, fugacity and chemical potential, which is not solved for any."""

    left: Expr
    right: Expr
    steps: tuple[Step, ...]
    ids: tuple[str, ...]


@final
@dataclass(frozen=True)
class Letters:
    """The symbols of a system; one of their own for roles that the paper has no symbol for."""

    system: ThermodynamicSystem

    def __getitem__(self, role: Role) -> Symbol:
        return self.system.symbol(role) or Symbol(role.meaning, positive=True)

    @property
    def thermal_energy(self) -> Expr:
        """The energy kT."""
        return self[Role.BOLTZMANN_CONSTANT] * self[Role.TEMPERATURE]


def id_of(step: Step) -> str:
    """The printed id of a line, or that in whose place the paper goes on with it, or its place in the ledger.

    >>> from sympy.abc import x, y
    >>> from dehsym.source import Source
    >>> id_of(Step(("waves", 2), 2, Equation(x, y), "", Source("waves.py", 1, "")))
    'waves.2'
    """
    if isinstance(step.rule, Leap) and not step.prints and step.parents[0].prints:
        return step.parents[0].prints.claim
    return step.prints.claim if step.prints else place_text(step.place)


@final
@dataclass(frozen=True)
class StatementReader:
    """Reads the statements of a paper that declares its `system`; `misprinted` are ids of lines printed otherwise."""

    paper: PaperDefinition
    system: ThermodynamicSystem
    misprinted: Collection[str] = ()

    @property
    def letters(self) -> Letters:
        """The symbols that play the roles."""
        return Letters(self.system)

    @cached_property
    def _lines(self) -> tuple[Step, ...]:
        """The printed lines in the order of print, then the other lines that the paper goes on with."""
        leaps = [step for step in self._steps if isinstance(step.rule, Leap) and not step.prints]
        left = {id(step.parents[0]) for step in leaps}
        printed = [
            step
            for claim, step in self.paper.derived.items()
            if claim not in self.misprinted and id(step) not in left and _is_exact(step) and not step.fallen
        ]
        return (*sorted(printed, key=lambda step: print_order(self.paper.claims, id_of(step))), *leaps)

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return tuple(step for derivation in self.paper.derivations for step in derivation.steps if not step.fallen)

    @cached_property
    def wavelength(self) -> Expr | None:
        """The thermal wavelength by temperature, mass and constants: the first line that is solved for it."""
        symbol, temperature = self.letters[Role.THERMAL_WAVELENGTH], self.letters[Role.TEMPERATURE]
        others = {symbol for role, symbol in self.system.roles.items() if role is not Role.BOLTZMANN_CONSTANT}
        for step in self._steps:
            left, right = step.equation.lhs, step.equation.rhs
            if left == symbol and right.free_symbols & others == {temperature} and not step.equation.between:
                return right
        return None

    @cached_property
    def slope_of_wavelength(self) -> Expr | None:
        """Its derivative by the temperature, in terms of itself: -Λ/2T for a gas of particles with mass."""
        if self.wavelength is None:
            return None
        temperature = self.letters[Role.TEMPERATURE]
        relative = self.wavelength.diff(temperature) / self.wavelength
        return relative * self.letters[Role.THERMAL_WAVELENGTH]

    @cached_property
    def _universal(self) -> Mapping[Expr, Expr]:
        """Mass, number of particles and inverse temperature by the others."""
        letters = self.letters
        found: dict[Expr, Expr] = {
            letters[Role.NUMBER]: letters[Role.DENSITY] * letters[Role.VOLUME],
            letters[Role.INVERSE_TEMPERATURE]: 1 / letters.thermal_energy,
        }
        if self.wavelength is not None:
            catalogue = self.paper.catalogue
            roles = set(self.system.roles.values())
            free = [s for s in self.wavelength.free_symbols if s not in roles and catalogue[s].value is None]
            if len(free) == 1:
                found[free[0]] = symbolic.root_for(letters[Role.THERMAL_WAVELENGTH], self.wavelength, free[0])
        return found

    @cached_property
    def _auxiliary(self) -> Mapping[Symbol, Step]:
        """Symbols without a role, each with the first printed line that is solved for it."""
        roles = {*self.system.roles.values(), *self._universal}
        found: dict[Symbol, Step] = {}
        for step in self._lines:
            symbol = step.equation.lhs
            if isinstance(symbol, Symbol) and symbol not in roles and step.prints and is_explicit(step.equation.rhs):
                found.setdefault(symbol, step)
        return found

    def in_common_terms(self, expr: Expr) -> tuple[Expr, tuple[Step, ...]]:
        """The expression in common terms, and the lines of the paper that were used for it."""
        used: list[Step] = []
        for _ in range(3):  # what stands for an auxiliary symbol may hold another one
            steps = [self._auxiliary[s] for s in sorted(expr.free_symbols, key=str) if s in self._auxiliary]
            used += steps
            expr = expr.xreplace({step.equation.lhs: step.equation.rhs for step in steps})
        return expr.xreplace(self._universal), tuple(used)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the order of print."""
        found = (self.of_pair(left, right, step) for step in self._lines for left, right in pairs_of(step.equation))
        return tuple(each for each in found if isinstance(each, Statement))

    @cached_property
    def relations(self) -> tuple[StatedRelation, ...]:
        """Every relation that is not solved, in the order of print."""
        found = (self.of_pair(left, right, step) for step in self._lines for left, right in pairs_of(step.equation))
        return tuple(each for each in found if isinstance(each, StatedRelation))

    def of_pair(self, left: Expr, right: Expr, step: Step) -> Statement | StatedRelation | None:
        """What the equality of two members of a line states, if it is of functions of state."""
        if not (is_explicit(left) and is_explicit(right)):
            return None
        (left, by_left), (right, by_right) = self.in_common_terms(left), self.in_common_terms(right)
        used = (step, *(other for other in (*by_left, *by_right) if other is not step))
        ids = tuple(dict.fromkeys(map(id_of, used)))
        role = self._subject(left, right)
        if role is None or left == right:
            return None
        symbol = self.letters[role]
        if _occurrences(left - right, symbol) > 1:
            potential = {self.letters[Role.CHEMICAL_POTENTIAL]}
            pure = self._of_state(left - right, potential) and (left - right).has(*potential)
            return StatedRelation(left, right, used, ids) if pure else None
        value = self._solved(left, right, role)
        volume = self.letters[Role.VOLUME]
        expression = in_large_volume(value, volume) if value is not None else None
        if expression is None or not self._of_state(expression, set()):
            return None
        is_series = bool(step.prints and step.prints.small is not None)
        return Statement(role, expression, used, ids, is_series, value != expression)

    def _subject(self, left: Expr, right: Expr) -> Role | None:
        symbols = self.system.roles
        alone = [role for role in symbols if left.has(symbols[role]) != right.has(symbols[role])]
        variables = sorted((Role.FUGACITY, Role.DENSITY), key=lambda role: not left.has(self.letters[role]))
        return next((role for role in (*_SUBJECTS, *variables) if role in alone), None)

    def _solved(self, left: Expr, right: Expr, role: Role) -> Expr | None:
        """The value of a role, of a unit of volume where it is extensive."""
        try:
            value = symbolic.root_for(left, right, self.letters[role])
        except RuleError:
            return None
        return symbolic.spread(value / self.letters[Role.VOLUME]) if role in _EXTENSIVE else value

    def _of_state(self, expr: Expr, also: set[Symbol]) -> bool:
        """Whether it is a function of density or fugacity, of temperature, wavelength and free phases."""
        state = {self.letters[role] for role in (*_STATE, Role.VOLUME)} | also
        variables = {self.letters[Role.DENSITY], self.letters[Role.FUGACITY]}
        free = without_phases(expr, self.phases(expr)).free_symbols
        return free <= state and bool(free & variables)

    def phases(self, expr: Expr) -> frozenset[Symbol]:
        """The free phases in an expression: real pure numbers without a role, for which the paper leaves a choice."""
        roles, catalogue = set(self.system.roles.values()), self.paper.catalogue
        return frozenset(
            s for s in expr.free_symbols if s not in roles and s in catalogue and catalogue[s].domain == REAL
        )


def print_order(claims: Claims, id: str) -> tuple[int, int]:
    """The place of an id in the order of print; what is not printed comes last.

    >>> from dehsym.claim import Claim
    >>> claims = Claims({"1": Claim("1", "Section 2", 7, "x = 1")})
    >>> print_order(claims, "1") < print_order(claims, "ledger.3")
    True
    """
    if id not in claims:
        return (1, 0)
    order = claims[id].order
    return (0, order if order is not None else len(claims))


def in_large_volume(value: Expr, volume: Symbol) -> Expr:
    """The limit of a polynomial in 1/V; any other function stays as it is.

    >>> from sympy import symbols
    >>> a, V = symbols("a V", positive=True)
    >>> in_large_volume(a + a**2 / V, V), in_large_volume(a * V, V)
    (a, V*a)
    """
    if not value.has(volume):
        return value
    try:
        parted = symbolic.numbers_in_front(value)
        return symbolic.power_coefficients(parted.xreplace({volume: 1 / volume}), volume)[0]
    except RuleError:
        return value


def without_phases(expr: Expr, phases: frozenset[Symbol]) -> Expr:
    """The expression with every factor exp(i θ) of free phases θ left out.

    >>> from sympy import symbols
    >>> x, g = symbols("x gamma", real=True)
    >>> without_phases(x * exp(I * g), frozenset({g}))
    x
    """
    gone: dict[Expr, Expr] = {factor: Integer(1) for factor in expr.atoms(exp) if is_phase(factor, phases)}
    return expr.xreplace(gone)


def is_phase(factor: Expr, phases: frozenset[Symbol]) -> bool:
    """Whether a factor is exp(i θ) with a real θ of free phases alone.

    >>> from sympy import symbols
    >>> x, g = symbols("x gamma", real=True)
    >>> is_phase(exp(2 * I * g), frozenset({g})), is_phase(exp(I * x * g), frozenset({g}))
    (True, False)
    """
    if not isinstance(factor, exp) or not factor.free_symbols or not factor.free_symbols <= phases:
        return False
    return bool((factor.args[0] / I).is_real)


def _is_exact(step: Step) -> bool:
    """Whether nothing on the way to a line was dropped, and it is not meant as a limit."""
    dropped = any(isinstance(each.rule, DropTerm) for each in step.ancestry)
    return not dropped and not (step.prints and step.prints.tends)


def pairs_of(equation: Equation) -> Iterator[tuple[Expr, Expr]]:
    """The first member with each other one, and neighbours among these.

    >>> from sympy.abc import a, b, c
    >>> list(pairs_of(Equation.chain(a, b, c)))
    [(a, b), (a, c), (b, c)]
    """
    first, *others = equation.members
    yield from ((first, other) for other in others)
    yield from pairwise(others)


def _occurrences(expr: Expr, symbol: Symbol) -> int:
    return sum(part == symbol for part in symbolic.subexpressions(expr))
