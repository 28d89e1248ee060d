"""Which printed numbers may be put in for a symbol, and what a symbol without one is in terms of those that have one.

A *state* is a set of values that go together: the paper's inputs and all numbers derived from them are one, numbers for
helium at its own temperature are another, and the two are never mixed. A symbol may have several printed values in one
state. One that has none is replaced by way of, in this order, a definition; an identification or a postulate of the
paper; an equation that the paper prints with that symbol alone on one side. The first of these that leads to printed
numbers is taken, in all its variants.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from itertools import product
from typing import final

from sympy import Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.audit.balances.stated_equations import Flat, StatedEquation
from dehsym.audit.printed_value import PrintedValue, printed_quantities
from dehsym.constants import Constant
from dehsym.derivation import Derivation, Step, ancestry_of
from dehsym.errors import DehsymError, RuleError
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition
from dehsym.quantity import Quantity

_MOST_VARIANTS = 8
_DEEPEST = 4


class Way(IntEnum):
    """How a symbol without a printed value comes to one, the most direct first."""

    DEFINITION = 1
    IDENTIFICATION = 2
    PRINTED = 3


@final
@dataclass(frozen=True, eq=False)
class Link:
    """`symbol` is `expression`, by `equation`; `own` where only lines that rest on that definition may use it."""

    symbol: Symbol
    expression: Expr
    equation: StatedEquation
    way: Way
    own: bool = False


@final
@dataclass(frozen=True)
class Replacement:
    """What symbols without a printed value are, in symbols that have one, and the ids of the equations that say so."""

    expressions: Mapping[Symbol, Expr]
    by: frozenset[str]


@final
@dataclass(frozen=True, eq=False)
class State:
    """Values that go together: `at` is what is given otherwise than by the paper's inputs, empty for its own state.

    `values` are sorted by how sharp they are.
    """

    at: Mapping[Symbol, Constant]
    values: Mapping[Symbol, tuple[PrintedValue, ...]]
    steps: tuple[Step, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is the state of the paper's inputs."""
        return not self.at

    @cached_property
    def derivations(self) -> frozenset[str]:
        """The names of the derivations that its numbers rest on."""
        return frozenset(step.place[0] for step in ancestry_of(self.steps))


def states_of(paper: PaperDefinition) -> list[State]:
    """The state of the paper's inputs, and one for every set of other values at which it prints a number."""
    flat = Flat(paper.catalogue)
    printed = list(printed_quantities(paper))
    others = {frozenset(_other_inputs(paper, each.quantity).items()) for each in printed}
    others = {each for each in others if not any(each < other for other in others)}
    states: list[State] = []
    for at in [frozenset[tuple[Symbol, Constant]](), *sorted(others - {frozenset()}, key=_text)]:
        values = _given(paper, dict(at) or paper.inputs)
        steps: list[Step] = []
        for each in printed:
            own = frozenset(_other_inputs(paper, each.quantity).items())
            if own <= at and bool(own) == bool(at):
                steps.append(each.quantity.step)
                if isinstance(each.symbol, Symbol) or each.symbol in paper.catalogue:
                    values.setdefault(flat.symbol(each.symbol), []).append(each.value)
        states.append(State(dict(at), {symbol: _sorted(found) for symbol, found in values.items()}, tuple(steps)))
    return states


def _text(at: frozenset[tuple[Symbol, Constant]]) -> str:
    return ", ".join(sorted(map(str, at)))


def _other_inputs(paper: PaperDefinition, quantity: Quantity) -> dict[Symbol, Constant]:
    return {symbol: value for symbol, value in quantity.inputs.items() if paper.inputs.get(symbol) != value}


def _given(paper: PaperDefinition, inputs: Mapping[Symbol, Constant]) -> dict[Symbol, list[PrintedValue]]:
    """The constants of nature, which show nothing, and the inputs."""
    found: dict[Symbol, list[PrintedValue]] = {}
    for row in paper.catalogue.values():
        if row.value is not None and isinstance(row.symbol, Symbol):
            exact = PrintedValue.of_input(row.name, row.value)
            ends = row.value.at_least.fraction, row.value.at_most.fraction
            found[row.symbol] = [replace(exact, shown="", low=ends[0], high=ends[1])]
    for symbol, value in inputs.items():
        with suppress(DehsymError):  # a text of how it is printed that is no number with a unit
            found[symbol] = [PrintedValue.of_input(paper.catalogue[symbol].name, value)]
    return found


def _sorted(values: Sequence[PrintedValue]) -> tuple[PrintedValue, ...]:
    """Each interval once, the sharpest first."""
    each = {(value.low, value.high): value for value in values}
    return tuple(sorted(each.values(), key=lambda value: (value.high - value.low) / (abs(value.value) or 1)))


@final
class SymbolValues:
    """What may be put in for the symbols of a paper in one state."""

    def __init__(self, paper: PaperDefinition, state: State, equations: Sequence[StatedEquation]) -> None:
        self._flat = Flat(paper.catalogue)
        self.state = state
        self._elsewhere = {each.body_name for each in _names(paper) if not each.has_state(state)}
        self._links: dict[Symbol, list[Link]] = {}
        for link in (each for equation in equations for each in self._links_by(equation)):
            self._links.setdefault(link.symbol, []).append(link)

    def concerns(self, equation: StatedEquation) -> bool:
        """Whether what the equation states is stated of this state.

        Of the paper's own state everything is that does not belong to numbers of another one alone; of another state
        what its numbers rest on.
        """
        if not self.state.is_own:
            return bool(equation.derivations & self.state.derivations)
        return equation.is_printed or equation.is_definition or not equation.derivations <= self._elsewhere

    def printed(self, symbol: Symbol) -> tuple[PrintedValue, ...]:
        """The printed values of a symbol; those that its domain does not allow are left out."""
        return tuple(value for value in self.state.values.get(symbol, ()) if value.low > 0 or not symbol.is_positive)

    def in_printed(self, symbols: Sequence[Symbol], equation: StatedEquation) -> list[Replacement]:
        """The ways to replace the symbols that have no printed value by symbols that have one; none if there is none.

        `equation` is where they are wanted, which itself is not used. What the paper prints may be used for another
        line that it prints, what it supposes for that and for another supposition, and definitions for everything.
        """
        names = equation.derivations | {step.place[0] for step in equation.step.ancestry}
        wanted = [symbol for symbol in symbols if not self.printed(symbol)]
        search = _Search(self, equation, names, _ways_for(equation))
        return [
            Replacement(
                dict(zip(wanted, (each.expression for each in found), strict=True)),
                frozenset[str]().union(*(each.by for each in found)),
            )
            for found in product(*(search.variants(symbol, ()) for symbol in wanted))
        ]

    def links(self, symbol: Symbol, way: Way) -> Iterator[Link]:
        """The links of that kind that the symbol has."""
        return (link for link in self._links.get(symbol, ()) if link.way is way)

    # --- Links

    def _links_by(self, equation: StatedEquation) -> Iterator[Link]:
        if equation.is_definition:
            yield from self._by_definition(equation)
        elif self.state.is_own and equation.is_printed:
            yield from self._explicit(equation, Way.PRINTED)
        elif self.state.is_own and self.concerns(equation):
            premise = equation.step.premise
            if premise and premise.kind in (GrantKind.IDENTIFICATION, GrantKind.POSTULATE):
                yield from self._explicit(replace(equation, members=equation.members[:2]), Way.IDENTIFICATION, equation)

    def _by_definition(self, equation: StatedEquation) -> Iterator[Link]:
        defined, *others = equation.members
        if not isinstance(defined, Symbol):
            return
        for expression in others:
            yield Link(defined, expression, equation, Way.DEFINITION, own=True)
            missing = [each for each in sorted(expression.free_symbols, key=str) if not self.printed(each)]
            if self.printed(defined) and len(missing) == 1:
                solved = _solved(expression, defined, missing[0])
                if solved is not None:
                    yield Link(missing[0], solved, equation, Way.DEFINITION)

    @staticmethod
    def _explicit(equation: StatedEquation, way: Way, source: StatedEquation | None = None) -> Iterator[Link]:
        """A symbol that stands alone is each of the other members."""
        heads = equation.members if way is Way.PRINTED else equation.members[:1]
        for head in heads:
            if isinstance(head, Symbol) and head not in equation.numbers:
                for other in equation.members:
                    if not other.has(head) and not other.free_symbols & set(equation.numbers):
                        yield Link(head, other, source or equation, way)


@final
@dataclass(frozen=True)
class _Variant:
    """An expression in symbols with printed values, and the ids of the equations that led to it."""

    expression: Expr
    by: frozenset[str]


@final
@dataclass(frozen=True, eq=False)
class _Search:
    """Looks for what symbols are, for one equation; `names` are the derivations that it rests on."""

    values: SymbolValues
    equation: StatedEquation
    names: frozenset[str]
    ways: Sequence[Way]

    def variants(self, symbol: Symbol, above: tuple[Symbol, ...]) -> list[_Variant]:
        """What the symbol is in symbols with printed values, by the most direct way there is; none if too many."""
        if symbol in above or len(above) >= _DEEPEST:
            return []
        for way in self.ways:
            usable = [link for link in self.values.links(symbol, way) if self._may_use(link)]
            found = {each.expression: each for link in usable for each in self._through(link, (*above, symbol))}
            if found:
                return list(found.values()) if len(found) <= _MOST_VARIANTS else []
        return []

    def _may_use(self, link: Link) -> bool:
        same = link.equation is self.equation or link.equation.step is self.equation.step
        return not same and not (link.own and not link.equation.derivations & self.names)

    def _through(self, link: Link, above: tuple[Symbol, ...]) -> Iterator[_Variant]:
        symbols = sorted(link.expression.free_symbols, key=str)
        missing = [each for each in symbols if not self.values.printed(each)]
        for found in product(*(self.variants(symbol, above) for symbol in missing)):
            put = dict(zip(missing, (each.expression for each in found), strict=True))
            by = frozenset({link.equation.id}).union(*(each.by for each in found))
            yield _Variant(link.expression.xreplace(put), by)


def _ways_for(equation: StatedEquation) -> Sequence[Way]:
    if equation.is_printed:
        return tuple(Way)
    return (Way.DEFINITION,) if equation.is_definition else (Way.DEFINITION, Way.IDENTIFICATION)


def _solved(expression: Expr, value: Expr, symbol: Symbol) -> Expr | None:
    """What `symbol` is if `expression = value`, for a power of the symbol times the rest, or one linear in it."""
    factors = symbolic.factors_and_exponents(expression)
    power = next((exponent for base, exponent in factors if base == symbol), None)
    rest = expression / symbol**power if power is not None else expression
    if power is not None and not rest.has(symbol) and isinstance(power, Rational):
        return (value / rest) ** (1 / power) if symbol.is_positive or power.q == power.p**2 == 1 else None
    with suppress(RuleError):
        factor, rest = symbolic.coefficient(expression - value, symbol)
        return -rest / factor
    return None


# --- States of derivations


@final
@dataclass(frozen=True, eq=False)
class _Named:
    """A derivation with the states of the quantities that it names."""

    derivation: Derivation
    states: frozenset[frozenset[tuple[Symbol, Constant]]]

    @property
    def body_name(self) -> str:
        return self.derivation.steps[0].place[0] if self.derivation.steps else ""

    def has_state(self, state: State) -> bool:
        """Whether it names no quantity, or one in that state."""
        return not self.states or frozenset(state.at.items()) in self.states


def _names(paper: PaperDefinition) -> Iterator[_Named]:
    for derivation in paper.derivations:
        found: set[frozenset[tuple[Symbol, Constant]]] = set()
        for named in derivation.quantities:
            free = named.step.equation.rhs.free_symbols
            other = {s: value for s, value in named.at.items() if s in free and paper.inputs.get(s) != value}
            found.add(frozenset(other.items()))
        yield _Named(derivation, frozenset(found))
