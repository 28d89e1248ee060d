"""The functions of state that a paper's statements amount to, of temperature and one more variable.

A paper gives pressure and free energy by the density, or all of them by the fugacity, as a Bose gas is given. Either
way they are functions f(T, x) with x = n or x = z, and every derivative of thermodynamics is had from theirs:
(∂f/∂n)_T = f_x/n_x and (∂f/∂T)_n = f_T - f_x n_T/n_x (Callen, Thermodynamics, 2nd ed., App. A.4). So no equation of
state needs to be inverted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from sympy import Abs, Add, Expr, Integer, Mul, Symbol, log

from dehsym import symbolic
from dehsym.audit.thermodynamics.statements import Letters, Statement, StatementReader, is_phase, without_phases
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.thermodynamic_system import Role
from dehsym.verdict import Kind


@final
@dataclass(frozen=True, eq=False)
class StateFunction:
    """A quantity, of a unit of volume where it is extensive, with the statements that it comes from."""

    expression: Expr
    statements: tuple[Statement, ...] = ()

    def put(self, values: Mapping[Expr, StateFunction]) -> StateFunction:
        """The same with other functions in the place of symbols."""
        used = {symbol: function for symbol, function in values.items() if self.expression.has(symbol)}
        put = self.expression.xreplace({symbol: function.expression for symbol, function in used.items()})
        return StateFunction(put, _together(self, *used.values()))


def _together(*functions: StateFunction) -> tuple[Statement, ...]:
    return tuple(dict.fromkeys(statement for function in functions for statement in function.statements))


@final
@dataclass(frozen=True, eq=False)
class State:
    """Every quantity that a paper's statements give by temperature and `variable`, which is density or fugacity.

    `stated` are the roles that the paper itself states; entropy and energy may come from the free energy, and the
    chemical potential from the fugacity. `all` has the statements of each role that differ, and the series among them.
    """

    letters: Letters
    variable: Role
    slope_of_wavelength: Expr | None
    functions: Mapping[Role, StateFunction]
    stated: frozenset[Role]
    all: Mapping[Role, Sequence[StateFunction]]
    phases: frozenset[Symbol]

    @property
    def x(self) -> Symbol:
        """The variable beside the temperature."""
        return self.letters[self.variable]

    def __getitem__(self, role: Role) -> Expr:
        return self.functions[role].expression

    def has(self, roles: Iterable[Role]) -> bool:
        """Whether all of them are known."""
        return all(role in self.functions for role in roles)

    def has_any(self, roles: Iterable[Role]) -> bool:
        """Whether one of them is known."""
        return any(role in self.functions for role in roles)

    def statements(self, roles: Iterable[Role]) -> tuple[Statement, ...]:
        """Where they come from."""
        return _together(*(self.functions[role] for role in roles))

    def by_temperature(self, expr: Expr) -> Expr:
        """∂/∂T at a given x; raise `RuleError` where nothing is known of the thermal wavelength in the expression."""
        wavelength, moving = self.letters[Role.THERMAL_WAVELENGTH], self.slope_of_wavelength
        if moving is None and expr.has(wavelength):
            raise RuleError(f"the thermal wavelength by the temperature is wanted for {expr}")
        slope = expr.diff(self.letters[Role.TEMPERATURE])
        return slope if moving is None else slope + expr.diff(wavelength) * moving

    def by_density(self, expr: Expr) -> Expr:
        """(∂/∂n)_T."""
        return expr.diff(self.x) / self[Role.DENSITY].diff(self.x)

    def at_density(self, expr: Expr) -> Expr:
        """(∂/∂T)_n."""
        density = self[Role.DENSITY]
        return self.by_temperature(expr) - expr.diff(self.x) * self.by_temperature(density) / density.diff(self.x)

    def reduced(self, expr: Expr) -> Expr:
        """The expression in units in which k, T and the thermal wavelength are 1: there n is n Λ^3."""
        units = (Role.BOLTZMANN_CONSTANT, Role.TEMPERATURE, Role.THERMAL_WAVELENGTH)
        return expr.xreplace({self.letters[role]: Integer(1) for role in units})

    def modulus(self, expr: Expr) -> Expr | None:
        """The modulus of an expression whose terms share their free phases; `None` where they do not."""
        terms = [Mul.make_args(term) for term in Add.make_args(symbolic.spread(expr))]
        shared = {Mul(*(factor for factor in term if is_phase(factor, self.phases))) for term in terms}
        if len(shared) > 1:
            return None
        bare = without_phases(Add(*(Mul(*term) / next(iter(shared)) for term in terms)), self.phases)
        return None if bare.free_symbols & self.phases else Abs(bare)


def states_of(reader: StatementReader, judge: Judge) -> tuple[State, ...]:
    """What is known by temperature and density, and what by temperature and fugacity.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> from dehsym.paper_definition import PaperDefinition
    >>> from dehsym.thermodynamic_system import ThermodynamicSystem
    >>> paper = PaperDefinition("none", "", "", Catalogue(), Path(), scripts=())
    >>> [state.x for state in states_of(StatementReader(paper, ThermodynamicSystem()), Judge(paper.catalogue))]
    [number density, fugacity]
    """
    return tuple(_state(reader, variable, judge) for variable in (Role.DENSITY, Role.FUGACITY))


def _state(reader: StatementReader, variable: Role, judge: Judge) -> State:
    letters = reader.letters
    other = Role.FUGACITY if variable is Role.DENSITY else Role.DENSITY
    x, y = letters[variable], letters[other]
    direct = [each for each in reader.statements if not each.expression.has(y) and each.role is not variable]
    links = [each for each in direct if each.role is other and not each.is_series]
    link: dict[Expr, StateFunction] = {y: StateFunction(links[0].expression, (links[0],))} if links else {}
    linked = [each for each in reader.statements if each.expression.has(y) and each.role is not variable and link]
    known = {each.role for each in (*direct, *linked) if each.expression.has(x)}
    mixed = [each for each in linked if each.expression.has(x) or each.role not in known]
    given: dict[Role, list[StateFunction]] = {variable: [StateFunction(x)]}
    leading: dict[Role, StateFunction] = {variable: StateFunction(x)}
    phases: set[Symbol] = set()
    for statement in (*direct, *mixed):
        function = StateFunction(statement.expression, (statement,)).put(link)
        phases |= reader.phases(function.expression)
        _add(given.setdefault(statement.role, []), function, judge)
        if not statement.is_series:
            leading.setdefault(statement.role, function)
    stated = frozenset(leading) - {variable}
    state = State(letters, variable, reader.slope_of_wavelength, leading, stated, given, frozenset(phases))
    return _completed(state, judge)


def _add(known: list[StateFunction], new: StateFunction, judge: Judge) -> None:
    """Add a function that differs from those known; else only remember who else says so."""
    for place, function in enumerate(known):
        if function.expression == new.expression or judge.equal(function.expression, new.expression).holds:
            known[place] = StateFunction(function.expression, _together(function, new))
            return
    known.append(new)


def _tidied(expr: Expr, judge: Judge) -> Expr:
    """The expression with powers joined and cancelled, if the judge proves that this is the same; else as it is.

    SymPy's joining of powers is not always right on a cut, and verdicts rest on what is made here.
    """
    tidied = symbolic.tidied(expr)
    return tidied if judge.equal(expr, tidied).kind is Kind.PROVED else expr


def _completed(state: State, judge: Judge) -> State:
    """Chemical potential from the fugacity; entropy and energy from the free energy."""
    functions = dict(state.functions)
    if Role.FUGACITY in functions:
        potential = StateFunction(
            state.letters.thermal_energy * log(state[Role.FUGACITY]), functions[Role.FUGACITY].statements
        )
        functions.setdefault(Role.CHEMICAL_POTENTIAL, potential)
    if state.has((Role.FREE_ENERGY, Role.DENSITY)) and state.slope_of_wavelength is not None:
        free, origin = state[Role.FREE_ENERGY], state.statements((Role.FREE_ENERGY, Role.DENSITY))
        entropy = _tidied(-state.at_density(free), judge)
        functions.setdefault(Role.ENTROPY, StateFunction(entropy, origin))
        energy = _tidied(free + state.letters[Role.TEMPERATURE] * entropy, judge)
        functions.setdefault(Role.INTERNAL_ENERGY, StateFunction(energy, origin))
    return State(
        state.letters, state.variable, state.slope_of_wavelength, functions, state.stated, state.all, state.phases
    )
