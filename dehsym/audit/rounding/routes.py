"""All routes to a printed number, generated from the ledger of its paper.

A route starts from a line of its derivation that has the number's symbol alone on one side, or from a definition or
printed equation solved for it. Each symbol in it is a constant of nature, an input of the paper, or carried by a number
that is printed. Any other is replaced by what a line has for it on which the derivation leans: a definition, a premise,
a printed equation, or a fact that is put in somewhere; and so may be one that is carried. Of a definition with one
printed number in it, `V = L**3`, the symbol on the right is known by that number as well.

A route is *direct* where every symbol that is carried by a number printed before stands for that number: such is the
calculation that a reader would repeat. Others carry something on unrounded that is printed too. With many of them, one
or other hits any print by chance; so they are shown, and may explain a number, but do not speak for it where there are
direct ones.

What is found so is kept only if the paper's unrounded numbers satisfy it, in balls of many digits: so the wavelength of
one substance does not stand for that of another, and a relation that holds in some other case is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from itertools import islice, product
from typing import final

from flint import acb
from sympy import Derivative, Expr, Pow, Rational, Symbol
from sympy.core.function import AppliedUndef

from dehsym import symbolic
from dehsym.audit.printed_value import PrintedQuantity, PrintedValue, printed_quantities, unrounded
from dehsym.audit.range import exact_ball
from dehsym.audit.ranges import RangeFinder
from dehsym.audit.rounding.relations import Known, Relations, is_plain
from dehsym.audit.rounding.route import Route, with_constants
from dehsym.balls import compile_enclosure, working_precision
from dehsym.constants import Constant
from dehsym.derivation import Step, ancestry_of
from dehsym.errors import DehsymError, PaperError
from dehsym.nearest import hint
from dehsym.paper_definition import PaperDefinition

_MOST_REPLACED = 6
_MOST_FREELY_REPLACED = 1  # of symbols that have a number of their own: more of them hit any print by chance
_MOST_LOOKED_AT = 250
_MOST_CHOICES = 12
_MOST_ROUTES, _MOST_LATER = 16, 4
_BITS = 320
_SHOWN = 25
_AGREEING_BITS = 200


@final
@dataclass(frozen=True, eq=False)
class _Carrier:
    """What is printed for a symbol, and the unrounded number that it is; `place` in the order of the paper."""

    printed: PrintedValue
    unrounded: acb
    place: int


@final
@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """An expression for the target after some replacements, with the lines that it comes from."""

    freely_replaced: int
    number: int
    expression: Expr = field(compare=False)
    steps: tuple[Step, ...] = field(compare=False)
    turned: bool = field(compare=False)
    direct: bool = field(compare=False)
    replaced: frozenset[Symbol] = field(compare=False)


@final
@dataclass(frozen=True, slots=True)
class _Start:
    """What a line has for the target, or a relation that is `turned` to give it."""

    known: Known
    turned: bool = False
    direct: bool = True


@final
class RouteFinder:
    """The routes to the printed numbers of one paper, whose ledger is read once."""

    def __init__(self, paper: PaperDefinition) -> None:
        self.paper = paper
        self.numbers = tuple(printed_quantities(paper))
        marked = (each for each in self.numbers if isinstance(each.symbol, Derivative | AppliedUndef))
        self._marks = {each.symbol: _mark_of(each.value) for each in marked}
        steps = [step for derivation in paper.derivations for step in derivation.steps]
        self.relations = Relations(steps, self._marks)
        self.stated = {id(step) for step in steps if step.rule is None or step.prints}
        self.stated |= {id(fact) for step in steps if step.rule for fact in step.rule.facts}
        self.stated |= {id(quantity.step) for quantity in paper.quantities.values()}
        self._known: dict[str, acb | None] = {}

    def to(self, number: PrintedQuantity) -> tuple[Route, ...]:
        """The shortest routes: first those from numbers printed before it, and of these first the derivation's own.

        An input of the paper has one, itself.
        """
        return tuple(islice(_Search(self, number).routes(), 1 if given_as(number) else None))

    # --- What is printed for a symbol

    def symbol_of(self, number: PrintedQuantity) -> Symbol | None:
        """The symbol that stands for it; None for what is no symbol, as a sum of two."""
        found = number.symbol.xreplace(self._marks)
        return found if isinstance(found, Symbol) else None

    @cached_property
    def by_symbol(self) -> Mapping[Symbol, Sequence[PrintedQuantity]]:
        """The printed numbers that may carry a symbol on: all but orders of magnitude."""
        found: dict[Symbol, list[PrintedQuantity]] = {}
        for number in self.numbers:
            symbol = self.symbol_of(number)
            if symbol is not None and not number.value.is_order:
                found.setdefault(symbol, []).append(number)
        return found

    @cached_property
    def given(self) -> Sequence[PrintedQuantity]:
        """The printed numbers that are themselves inputs of the paper."""
        return [number for number in self.numbers if given_as(number) is not None]

    def input_value(self, symbol: Symbol, constant: Constant) -> PrintedValue:
        """An input as it is printed: under the id of the inventory where it has one."""
        value = PrintedValue.of_input(self.paper.catalogue[symbol].name, constant)
        same = (each.value for each in self.given if (each.value.low, each.value.high) == (value.low, value.high))
        return next((each for each in same if each.dimension == value.dimension), value)

    def unrounded(self, number: PrintedQuantity) -> acb | None:
        """The unrounded number in a ball; None where none is had that is finite."""
        id = number.value.id
        if id not in self._known:
            found = unrounded(number.quantity)
            self._known[id] = None if found is None else acb(found.ball)
        return self._known[id]

    def known_of(self, symbol: Symbol) -> Sequence[Known]:
        """What lines of the ledger have for a symbol."""
        return self.relations.of(symbol)


def given_as(number: PrintedQuantity) -> Constant | None:
    """The input of the paper that a printed number is, if it is one and no more."""
    quantity = number.quantity
    given = quantity.inputs.get(quantity.closed_form) if isinstance(quantity.closed_form, Symbol) else None
    if given is None:
        return None
    value = PrintedValue.of_input(number.value.id, given)
    return given if (value.low, value.high) == (number.value.low, number.value.high) else None


def routes_of(paper: PaperDefinition, id: str) -> tuple[Route, ...]:
    """The routes to the number with that id; raise `PaperError` if the paper prints no decimal under it.

    Who asks for several numbers makes a `RouteFinder`, which reads the ledger once.
    """
    finder = RouteFinder(paper)
    found = {number.value.id: number for number in finder.numbers}
    if id not in found:
        raise PaperError(f"a printed decimal with its quantity is wanted, found {id!r}{hint(id, found)}")
    return finder.to(found[id])


@final
class _Search:
    """The search for the routes to one number."""

    def __init__(self, finder: RouteFinder, target: PrintedQuantity) -> None:
        self._finder = finder
        self._target = target
        self._catalogue = finder.paper.catalogue
        self._inputs = {**finder.paper.inputs, **target.quantity.inputs}
        self._own = set(map(id, _lines_above(target.quantity.step)))
        ancestry = {id(step) for step in ancestry_of([target.quantity.step])}
        self._usable = ancestry & finder.stated
        self._places = {number.value.id: place for place, number in enumerate(finder.numbers)}
        self._places |= {number.value.id: -1 for number in finder.given}
        self._carriers_of: dict[Symbol, Sequence[_Carrier]] = {}
        self._replacements: dict[Symbol, Sequence[Known]] = {}

    def routes(self) -> Iterator[Route]:
        """The shortest routes, those from later numbers last."""
        if self._finder.unrounded(self._target) is None:
            return
        found = sorted(self._kept(self._candidates()), key=lambda route: symbolic.size(route.expression))
        for later, most in ((False, _MOST_ROUTES), (True, _MOST_LATER)):
            mine = sorted((route for route in found if route.later == later), key=lambda route: not route.direct)
            shortest = mine[:most]
            yield from sorted(shortest, key=lambda route: (not route.direct, route.turned))

    # --- Expressions

    def _candidates(self) -> Iterator[_Candidate]:
        """Expressions in which every symbol has a number, those with the fewest free replacements first."""
        first = {each.expression: each for each in reversed(list(self._first_candidates()))}
        waiting, seen, count = sorted(first.values()), set(first), len(first)
        for _ in range(_MOST_LOOKED_AT):
            if not waiting:
                return
            candidate = heappop(waiting)
            symbols = sorted(candidate.expression.free_symbols, key=str)
            unknown = [symbol for symbol in symbols if not self._has_number_before(symbol)]
            if all(map(self._has_number, unknown)) and not (unknown and candidate.freely_replaced):
                yield candidate
            for each in self._with_one_replaced(candidate, unknown):
                if each.expression not in seen:
                    seen.add(each.expression)
                    count += 1
                    heappush(waiting, replace(each, number=count))

    def _first_candidates(self) -> Iterator[_Candidate]:
        """What lines have for the target's symbol; for a target that is no symbol, what its own line has."""
        symbol = self._finder.symbol_of(self._target)
        own = self._target.quantity
        starts = [_Start(Known(own.closed_form, own.step))] if symbol is None else list(self._starts(symbol))
        starts.sort(key=lambda start: start.turned)
        gone = frozenset({symbol}) if symbol is not None else frozenset[Symbol]()
        for number, start in enumerate(starts):
            known = start.known
            if is_plain(known.expression):
                yield _Candidate(0, number, known.expression, (known.step,), start.turned, start.direct, gone)

    def _with_one_replaced(self, candidate: _Candidate, unknown: Sequence[Symbol]) -> Iterator[_Candidate]:
        """The first symbol without a number that is printed before; or any, where all have one. None comes back."""
        freely = candidate.freely_replaced + (not unknown)
        if freely > _MOST_FREELY_REPLACED or len(candidate.replaced) > _MOST_REPLACED:
            return
        for old in unknown[:1] or sorted(candidate.expression.free_symbols, key=str):
            gone = candidate.replaced | {old}
            for known in self._replacements_for(old):
                changed = candidate.expression.xreplace({old: known.expression})
                if is_plain(changed) and not gone & changed.free_symbols:
                    direct = candidate.direct and (bool(unknown) or self._stands_as_such(candidate.expression, changed))
                    steps = (*candidate.steps, known.step)
                    yield _Candidate(freely, 0, changed, steps, candidate.turned, direct, gone)

    def _stands_as_such(self, before: Expr, after: Expr) -> bool:
        """Whether another printed number stands in an expression, lighter by what it is put in for."""
        new = after.free_symbols - before.free_symbols
        return any(map(self._is_printed_before, new)) and _weight(after) < _weight(before)

    def _starts(self, symbol: Symbol) -> Iterator[_Start]:
        """What lines have for the symbol, its own from the first on, in which a printed number may get lost."""
        printed: set[Symbol] = set()
        for known in self._finder.known_of(symbol):
            if id(known.step) in self._own:
                held = known.expression.free_symbols
                yield _Start(known, direct=printed <= held)
                printed |= {each for each in held if self._is_printed_before(each)}
            elif id(known.step) in self._finder.stated:
                yield _Start(known, turned=True, direct=False)
        for known in self._finder.relations.turned(symbol, self._has_number):
            yield _Start(known, turned=True, direct=known.step.rule is None and known.step.premise is None)

    def _replacements_for(self, symbol: Symbol) -> Sequence[Known]:
        """What may stand for a symbol: lines of the target's derivation, or a definition by a printed number."""
        if symbol not in self._replacements:
            found: list[Known] = []
            if not self._is_given(symbol):
                found += [known for known in self._finder.known_of(symbol) if id(known.step) in self._usable]
            found += self._finder.relations.by_what_it_defines(symbol, self._is_carried, self._is_given)
            self._replacements[symbol] = found
        return self._replacements[symbol]

    def _is_constant(self, symbol: Symbol) -> bool:
        known = symbol in self._catalogue and self._catalogue[symbol].value is not None
        return known and symbol not in self._inputs

    def _is_given(self, symbol: Symbol) -> bool:
        return self._is_constant(symbol) or symbol in self._inputs

    def _is_carried(self, symbol: Symbol) -> bool:
        return symbol not in self._inputs and bool(self._carriers(symbol))

    def _has_number(self, symbol: Symbol) -> bool:
        return self._is_constant(symbol) or bool(self._carriers(symbol))

    def _is_printed_before(self, symbol: Symbol) -> bool:
        return symbol not in self._inputs and not self._is_constant(symbol) and self._has_number_before(symbol)

    def _has_number_before(self, symbol: Symbol) -> bool:
        place = self._places[self._target.value.id]
        return self._is_constant(symbol) or any(each.place <= place for each in self._carriers(symbol))

    # --- Numbers for the symbols

    def _carriers(self, symbol: Symbol) -> Sequence[_Carrier]:
        """What is printed for a symbol where the target is: an input, or numbers of the same circumstances."""
        if symbol not in self._carriers_of:
            self._carriers_of[symbol] = list(self._find_carriers(symbol))
        return self._carriers_of[symbol]

    def _find_carriers(self, symbol: Symbol) -> Iterator[_Carrier]:
        given = self._inputs.get(symbol)
        if given is not None:
            value = self._finder.input_value(symbol, given)
            yield _Carrier(value, _ball(given.fraction), -1)
            return
        for number in self._finder.by_symbol.get(symbol, ()):
            shared = number.quantity.inputs.keys() & self._inputs.keys()
            if number is self._target or any(number.quantity.inputs[s] != self._inputs[s] for s in shared):
                continue
            unrounded = self._finder.unrounded(number)
            if unrounded is not None:
                yield _Carrier(number.value, unrounded, self._places[number.value.id])

    # --- Routes

    def _kept(self, candidates: Iterator[_Candidate]) -> Iterator[Route]:
        """The routes that the candidates are with each choice of numbers, true ones only, and each of them once."""
        seen: set[tuple[frozenset[str], str]] = set()
        for candidate in candidates:
            symbols = sorted((s for s in candidate.expression.free_symbols if not self._is_constant(s)), key=str)
            for choice in islice(product(*map(self._carriers, symbols)), _MOST_CHOICES):
                carriers = dict(zip(symbols, choice, strict=True))
                if not self._is_true(candidate.expression, carriers):
                    continue
                route = self._route(candidate, carriers)
                mark = None if route.later and candidate.freely_replaced else self._mark(route)
                if mark is not None and mark not in seen:
                    seen.add(mark)
                    yield route

    def _is_true(self, expression: Expr, carriers: Mapping[Symbol, _Carrier]) -> bool:
        """Whether the unrounded numbers satisfy it."""
        wanted = self._finder.unrounded(self._target)
        assert wanted is not None
        try:
            function = compile_enclosure(with_constants(expression, self._catalogue, carriers))
            with working_precision(_BITS):
                found = function.around({}, {symbol: each.unrounded for symbol, each in carriers.items()})
                return found.overlaps(wanted) and found.rel_accuracy_bits() >= _AGREEING_BITS
        except DehsymError:
            return False

    def _route(self, candidate: _Candidate, carriers: Mapping[Symbol, _Carrier]) -> Route:
        """With one symbol for each printed number."""
        one: dict[str, Symbol] = {}
        for symbol, carrier in carriers.items():
            one.setdefault(carrier.printed.id, symbol)
        same = {symbol: one[carrier.printed.id] for symbol, carrier in carriers.items()}
        expression = candidate.expression.xreplace(same)
        inputs = {symbol: carriers[symbol].printed for symbol in one.values() if symbol in expression.free_symbols}
        place = self._places[self._target.value.id]
        later = any(carriers[symbol].place > place for symbol in inputs)
        given = all(carriers[symbol].place < 0 for symbol in inputs)
        turned, direct = candidate.turned, candidate.direct
        return Route(self._target.value, expression, inputs, candidate.steps, turned, later, direct, given)

    def _mark(self, route: Route) -> tuple[frozenset[str], str] | None:
        """What two routes have in common only if they are one: their inputs, and a value near the printed ones.

        None for a route that has no value there, or the same one for all values of an input.
        """
        function = RangeFinder(route.in_numbers(self._catalogue))
        near = {
            symbol: each.low + (each.high - each.low) * Fraction(number, 7 * number + 3)
            for number, (symbol, each) in enumerate(sorted(route.inputs.items(), key=lambda item: str(item[0])), 1)
        }
        try:
            text = function.at(near).text(_SHOWN)
            for symbol, each in route.inputs.items():
                if not each.is_exact and function.at({**near, symbol: each.high}).text(_SHOWN) == text:
                    return None
        except DehsymError:
            return None
        return frozenset(each.id for each in route.inputs.values()), text


def _mark_of(value: PrintedValue) -> Symbol:
    """A symbol for a printed number that has none."""
    return Symbol(value.id, positive=True) if value.low > 0 else Symbol(value.id, real=True)


def _lines_above(step: Step) -> Iterator[Step]:
    """A line, and those from which it was computed line by line."""
    yield step
    while step.rule and step.parents:
        step = step.parents[0]
        yield step


def _ball(value: Fraction) -> acb:
    with working_precision(_BITS):
        return acb(exact_ball(value))


def _weight(expr: Expr) -> Fraction:
    """How many symbols are multiplied together, each as often as its power says: what a reader has to put in.

    A printed number that stands in an expression as such makes it lighter: m c^2 by 3 - 1, h/(m c) by nothing.
    """
    if isinstance(expr, Symbol):
        return Fraction(1)
    if isinstance(expr, Pow) and isinstance(expr.args[1], Rational):
        power = expr.args[1]
        return abs(Fraction(power.p, power.q)) * _weight(expr.args[0])
    return sum(map(_weight, expr.args), Fraction(0))
