"""One route to a printed number, examined: reproduced, reachable by rounding, or proved not to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any, final

from dehsym.audit.decimals import decimal, exact_decimal
from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.range import Place, Range
from dehsym.audit.ranges import Excluded, Open, RangeFinder, Reached, bounds_of
from dehsym.audit.rounding.route import Route
from dehsym.catalogue import Catalogue
from dehsym.errors import EvaluationError
from dehsym.unit import Unit

_DIGITS = 8
_MOST_EXTRA_DIGITS = 12


class AuditVerdict(Enum):
    """What becomes of a printed number: the words of the JSON, the best first."""

    REPRODUCED = "reproduced"
    REACHABLE = "reachable"
    UNDECIDED = "undecided"
    NOT_REACHABLE = "not-reachable"
    ORDER_ONLY = "order-only"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(AuditVerdict).index(self)


@final
@dataclass(frozen=True, eq=False)
class ExaminedRoute:
    """A route with its verdict, in SI units.

    `value` encloses what the printed inputs give as they stand, `range` what all inputs give that round to them; either
    is None where it is not known, and `reason` says why. `witness` is a point at which the target is reached.
    """

    route: Route
    verdict: AuditVerdict
    value: Range | None
    range: Range | None
    witness: Place | None = None
    reason: str = ""

    def as_json(self, unit: Unit) -> dict[str, Any]:
        """The route as a row of its number, whose unit is given."""
        return {
            "expression": self.route.text,
            "inputs": [{"id": each.id, "printed": shown(each)} for each in self.route.inputs.values()],
            **self.numbers(unit),
            "verdict": self.verdict.value,
            "witness": self.witness_shown,
            "reason": self.reason,
            "direct": self.route.direct,
            "solved": self.route.turned,
            "from_later": self.route.later,
            "lines": [f"{name}:{number}" for name, number in (step.place for step in self.route.steps)],
        }

    def numbers(self, unit: Unit) -> dict[str, str | None]:
        """The value, and the ends of the range rounded outwards, in a unit."""
        value = self.value.middle / unit.factor if self.value else None
        ends = (self.range.low / unit.factor, self.range.high / unit.factor) if self.range else None
        like = self.route.target.shown.split(" ")[0]
        return {
            "value": None if value is None else decimal(value, _DIGITS, like=like),
            "low": None if ends is None else decimal(ends[0], _DIGITS, toward="down", like=like),
            "high": None if ends is None else decimal(ends[1], _DIGITS, toward="up", like=like),
        }

    @cached_property
    def witness_shown(self) -> dict[str, str] | None:
        """The witness by the ids of the inputs, each in the unit in which it is printed."""
        if self.witness is None:
            return None
        inputs = self.route.inputs
        return {inputs[symbol].id: in_its_unit(inputs[symbol], value) for symbol, value in self.witness.items()}


def in_its_unit(printed: PrintedValue, value: Fraction) -> str:
    """A value in SI units as a decimal in the unit in which that number is printed, with the unit.

    >>> from dehsym.printed import Printed
    >>> in_its_unit(PrintedValue.of_number("N30", Printed("3.47"), Unit.read("mm")), Fraction(3473, 10**6))
    '3.473 mm'
    """
    number, _, unit = printed.shown.partition(" ")
    if value == printed.value or not printed.value:
        return shown(printed)
    return f"{exact_decimal(value / printed.value * Fraction(number), like=number)} {unit}".rstrip()


def shown(printed: PrintedValue) -> str:
    """A number as it is printed; one that is given exactly as a quotient, to a few digits."""
    number, _, unit = printed.shown.partition(" ")
    return f"{decimal(printed.value, _DIGITS)} {unit}".rstrip() if "/" in number else printed.shown


def examined(route: Route, catalogue: Catalogue) -> ExaminedRoute:
    """What the printed inputs of a route give, and what all those give that round to them.

    >>> from sympy import Symbol
    >>> from dehsym.printed import Printed
    >>> side = Symbol("side", positive=True)
    >>> unit = Unit.read("m")
    >>> inputs = {side: PrintedValue.of_number("N1", Printed("1.2"), unit)}
    >>> square = PrintedValue.of_number("N2", Printed("1.5"), unit)
    >>> found = examined(Route(square, side**2, inputs), Catalogue())
    >>> found.verdict.value, found.witness_shown
    ('reachable', {'N1': '1.22 m'})
    """
    target, function = route.target, RangeFinder(route.in_numbers(catalogue))
    try:
        value = bounds_of(function.at(route.as_printed))
        agrees = function.lies_between(route.as_printed, target.low, target.high)
    except EvaluationError as error:
        return ExaminedRoute(route, AuditVerdict.UNDECIDED, None, None, None, str(error))
    found, reason = _range(function, route)
    if agrees:
        return ExaminedRoute(route, AuditVerdict.REPRODUCED, value, found, None, reason)
    match _inside(function, route) or function.against(route.box, target.low, target.high):
        case Reached(place):
            nearby = _shortened(function, route, place)
            return ExaminedRoute(route, AuditVerdict.REACHABLE, value, found, nearby, reason)
        case Excluded(whole):
            return ExaminedRoute(route, AuditVerdict.NOT_REACHABLE, value, whole)
        case Open(why):
            return ExaminedRoute(route, AuditVerdict.UNDECIDED, value, found, None, why)


def _range(function: RangeFinder, route: Route) -> tuple[Range | None, str]:
    """The range over all inputs that round to the printed ones; or why it is not known."""
    try:
        return function.over(route.box), ""
    except EvaluationError as error:
        return None, str(error)


def _inside(function: RangeFinder, route: Route) -> Reached | None:
    """A point at which the target is reached, away from all ends: there no reader has to ask how ties are rounded.

    If there is one where a single input is not as printed, one of those.
    """
    low, high = _away_from_ends(route.target.low, route.target.high)
    whole = {symbol: _away_from_ends(*ends) for symbol, ends in route.box.items()}
    as_printed = {symbol: (value, value) for symbol, value in route.as_printed.items()}
    alone = [{**as_printed, symbol: ends} for symbol, ends in whole.items() if ends[0] < ends[1]]
    for box in (*alone, whole):
        found = function.against(box, low, high)
        if isinstance(found, Reached):
            return found
    return None


def _away_from_ends(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    margin = (high - low) / 100
    return low + margin, high - margin


def _shortened(function: RangeFinder, route: Route, place: Place) -> Place:
    """A point nearby with as few further digits as may be, at which the target is reached too."""
    found = dict(place)
    for symbol in function.symbols:
        if place[symbol] == route.inputs[symbol].value:
            continue
        low, high = route.box[symbol]
        for value in _rounded(route.inputs[symbol], place[symbol]):
            there = {**found, symbol: value}
            if low < value < high and function.lies_between(there, route.target.low, route.target.high):
                found = there
                break
    return found


def _rounded(printed: PrintedValue, value: Fraction) -> Iterator[Fraction]:
    """The value to more and more digits beyond the printed ones, each within the interval of what is printed."""
    unit = printed.high - printed.low
    for _ in range(_MOST_EXTRA_DIGITS):
        unit /= 10
        rounded = printed.value + round((value - printed.value) / unit) * unit
        yield min(max(rounded, printed.low + unit), printed.high - unit)  # an end rounds to the next digit as well
