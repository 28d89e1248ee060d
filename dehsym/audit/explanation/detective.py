"""The simplest departure from the printed inputs that gives the printed digits: an explanation, not a fact.

The space of departures is small, and so is the number of prints: three digits can be hit by chance. How likely that is,
is counted: of the other prints in the neighbourhood, how many would have been explained as simply. What explains half
of them explains nothing, and is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, combinations
from typing import Any, final

from flint import arb

from dehsym.audit.explanation.computation import Calculator, Computation, ends, text_of
from dehsym.audit.explanation.departures import Departure
from dehsym.audit.explanation.hypotheses import Space
from dehsym.audit.explanation.prints import Prints, unit_of
from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.route import Route
from dehsym.backticks import typed, typed_list
from dehsym.errors import DehsymError
from dehsym.paper_definition import PaperDefinition
from dehsym.symbolic import size

_NEIGHBOURS = 10
_CHEAP = 4
_CHANCE_TOLD = Fraction(1, 20)
_CHANCE_DROPPED = Fraction(1, 2)
_DIGITS = 6
_LONGEST_FORMULA = 90
_OTHERS_TOLD = 3
_NO_FACT = "A possible explanation, not a fact:"


@final
@dataclass(frozen=True, eq=False)
class Explanation:
    """What would give the printed digits: `departures` from `route`, none if the printed inputs do.

    `value` is what comes out, in the printed unit. `others` say what else, as simple, gives the print. `tried`
    computations were made that are as simple or simpler; of `neighbours` other prints near by, they give `explained`.
    """

    target: PrintedValue
    route: Route
    departures: tuple[Departure, ...]
    value: str
    cost: int
    tried: int
    others: tuple[str, ...]
    explained: int
    neighbours: int

    @property
    def chance(self) -> Fraction:
        """How many of the other prints near by would have been explained as simply."""
        return Fraction(self.explained, self.neighbours) if self.cost else Fraction(0)

    @property
    def text(self) -> str:
        """The explanation as a sentence or three."""
        parts = [f"{self._supposed} {self._formula} is {typed(self.value)}."]
        if self.others:
            more = len(self.others) - _OTHERS_TOLD
            told = "; ".join(self.others[:_OTHERS_TOLD]) + (f"; and {more} more" if more > 0 else "")
            parts.append(f"As simple: {told}.")
        if self.chance >= _CHANCE_TOLD:
            parts.append(
                f"It may be chance: of {self.neighbours} other prints near by, {self.explained} would be explained "
                f"as simply ({self.tried} ways were tried)."
            )
        return " ".join(parts)

    @property
    def _supposed(self) -> str:
        if self.departures:
            return f"{_NO_FACT} {_sentence(self.departures)},"
        return f"{_NO_FACT} by another route," if self.cost else "The printed inputs give it:"

    @property
    def _formula(self) -> str:
        changed = {slot for departure in self.departures for slot in departure.slots}
        inputs = sorted(
            (str(symbol), value) for symbol, value in self.route.inputs.items() if str(symbol) not in changed
        )
        given = typed_list(f"{symbol} = {_shown(value)}" for symbol, value in inputs)
        text = str(self.route.expression)
        formula = typed(text) if len(text) <= _LONGEST_FORMULA else "its closed form"
        return formula + (f" of the printed {given}" if given else "")

    def as_json(self) -> dict[str, Any]:
        """The explanation as a JSON object."""
        return {
            "text": self.text,
            "departures": [{"kind": each.kind.word, "sentence": each.sentence} for each in self.departures],
            "expression": str(self.route.expression),
            "inputs": {str(symbol): value.shown for symbol, value in self.route.inputs.items()},
            "value": self.value,
            "cost": self.cost,
            "tried": self.tried,
            "others": list(self.others),
            "explained_near_by": self.explained,
            "neighbours": self.neighbours,
        }


def _shown(printed: PrintedValue) -> str:
    """A number as it is printed; what is given exactly, to a few digits."""
    if not printed.is_exact:
        return printed.shown
    return text_of(printed.value, _DIGITS, unit_of(printed))


@final
@dataclass(frozen=True, eq=False)
class _Attempt:
    """One computation: how far it is to seek, and what would be printed for it."""

    space: Space
    departures: tuple[Departure, ...]
    value: arb
    printed: frozenset[int]


def _sentence(departures: Sequence[Departure]) -> str:
    return " and ".join(departure.sentence for departure in departures)


def _way(attempt: _Attempt) -> str:
    """What an attempt supposes, and by which expression where it supposes nothing else."""
    return _sentence(attempt.departures) or f"by {typed(attempt.space.route.expression)}"


def _place(route: Route) -> tuple[bool, int, int]:
    """The order of routes: lines of the derivation first, those that need no other line, and the earlier ones."""
    return route.turned, len(route.steps), route.steps[0].serial if route.steps else 0


_Level = tuple[int, int]
"""The number of departures, and their cost with that of the route."""

_Plan = tuple[_Level, Space, tuple[Departure, ...]]
_OWN: _Level = (0, 0)
_ANOTHER_ROUTE = 2


@final
@dataclass(eq=False)
class _Search:
    """The attempts at one number, level by level: the number of departures, then their cost."""

    target: PrintedValue
    spaces: Sequence[Space]
    calculator: Calculator = field(default_factory=Calculator)
    tried: int = 0
    covered: set[int] = field(default_factory=set[int])
    plain: set[int] = field(default_factory=set[int])

    @property
    def place(self) -> Fraction:
        """One unit of the last printed place."""
        return self.target.high - self.target.low

    @property
    def wanted(self) -> int:
        """The print, in units of its last place."""
        return round(self.target.value / self.place)

    def run(self) -> Explanation | None:
        """The attempts of each level until one hits the print, or until so many prints are hit that it says nothing."""
        plans = [self._as_printed]
        if self.wanted:  # every small number prints as 0
            plans += [self._singly, self._in_pairs]
        for level, attempts in chain.from_iterable(_by_level(plan()) for plan in plans):
            made = [found for each in attempts if (found := self._attempt(*each))]
            self.tried += len(made)
            printed = {each for attempt in made for each in attempt.printed}
            self.plain |= printed if level == _OWN else set()
            self.covered |= printed
            hits = [attempt for attempt in made if self.wanted in attempt.printed]
            explained, neighbours = self._near()
            if level != _OWN and explained >= _CHANCE_DROPPED * neighbours:
                return None
            if hits:
                return self._told(hits, level, explained, neighbours)
        return None

    def _as_printed(self) -> Iterator[_Plan]:
        for cost, space in self._routes():
            yield (0, cost), space, ()

    def _singly(self) -> Iterator[_Plan]:
        for cost, space in self._routes():
            for departure in space.departures:
                yield (1, departure.kind.cost + cost), space, (departure,)

    def _in_pairs(self) -> Iterator[_Plan]:
        for cost, space in self._routes():
            cheap = [departure for departure in space.departures if departure.kind.cost <= _CHEAP]
            for first, second in combinations(cheap, 2):
                if not first.slots & second.slots:
                    yield (2, first.kind.cost + second.kind.cost + cost), space, (first, second)

    def _routes(self) -> Iterator[tuple[int, Space]]:
        """The routes with their cost, none for the paper's own.

        That is the earliest single line from which the number follows; others cost more for each line that they take,
        and for a relation turned round.
        """
        ordered = sorted(self.spaces, key=lambda space: _place(space.route))
        for number, space in enumerate(ordered):
            lines = max(len(space.route.steps), 1)
            yield (_ANOTHER_ROUTE + lines - 1 + space.route.turned) if number else 0, space

    def _attempt(self, space: Space, departures: tuple[Departure, ...]) -> _Attempt | None:
        computation: Computation | None = space.plain
        try:
            for departure in departures:
                computation = departure.applied(computation, self.calculator)
                if computation is None:
                    return None
            value = self.calculator.value(computation)
            printed = self.calculator.printed(computation, self.place)
        except DehsymError:
            return None
        return _Attempt(space, departures, value, printed) if value is not None else None

    def _near(self) -> tuple[int, int]:
        """How many of the other prints near by are covered, and how many there are: those of the same sign."""
        middle = min(self.plain, key=lambda each: abs(each - self.wanted), default=self.wanted)
        reach = max(abs(self.wanted - middle), _NEIGHBOURS)
        low, high = middle - reach, middle + reach
        low, high = (max(low, 1), high) if self.wanted > 0 else (low, min(high, -1))
        others = high - low + 1 - sum(low <= each <= high for each in self.plain)
        covered = sum(low <= each <= high for each in self.covered - self.plain)
        return covered, max(others, 1)

    def _by_length_and_deviation(self, attempt: _Attempt) -> tuple[int, Fraction]:
        """Of attempts equally far to seek, the shorter formula comes first, then what is nearer the print."""
        return size(attempt.space.route.expression), abs(ends(attempt.value)[0] - self.target.value)

    def _told(self, hits: Sequence[_Attempt], level: _Level, explained: int, neighbours: int) -> Explanation:
        best = min(hits, key=self._by_length_and_deviation)
        return Explanation(
            self.target,
            best.space.route,
            best.departures,
            text_of(best.value, _DIGITS, unit_of(self.target), self.target.shown),
            level[1],
            self.tried,
            tuple(dict.fromkeys(_way(hit) for hit in hits if hit is not best)),
            explained,
            neighbours,
        )


def _by_level(planned: Iterator[_Plan]) -> Iterator[tuple[_Level, list[tuple[Space, tuple[Departure, ...]]]]]:
    levels: dict[_Level, list[tuple[Space, tuple[Departure, ...]]]] = {}
    for level, space, departures in planned:
        levels.setdefault(level, []).append((space, departures))
    yield from sorted(levels.items(), key=lambda item: item[0])


def explain(paper: PaperDefinition, target: PrintedValue, routes: Sequence[Route]) -> Explanation | None:
    """The simplest departure from the routes to a printed number that gives its digits; `None` where nothing does.

    It is `None` too where something does, but would do so for half of the other prints near by. Routes from numbers
    that are printed later are left out: those may come from the target.

    >>> from dehsym.audit.rounding.routes import routes_of
    >>> from dehsym.paper_definition import load_definition
    >>> paper = load_definition("deh4")
    >>> routes = routes_of(paper, "N21")
    >>> found = explain(paper, routes[0].target, routes)
    >>> found.departures[0].sentence, found.value
    ('with `phi` rounded to 3 digits, `0.692`, instead of `0.693`', '9.11597e62 J')
    """
    if target.is_exact:
        return None
    prints = Prints(paper)
    return _Search(target, [Space(prints, route) for route in routes if not route.later]).run()


def explained(paper: PaperDefinition, row: AuditRow) -> str:
    """What may lie behind a row of the audit, in a sentence or three; empty where nothing is found."""
    routes = [each.route for each in row.routes]
    found = explain(paper, routes[0].target, routes) if routes else None
    return found.text if found else ""
