"""Every printed number beside what the numbers printed before it give: as printed, and within their rounding.

A printed number is the interval of the reals that round to it. A route to it is *reproduced* if the printed inputs give
a number in that interval; *reachable* if some inputs do that round to the printed ones, of which one is shown; and *not
reachable* if it is proved that none do. A number is as good as the best of its direct routes from numbers printed
before it, or as the whole chain from what the paper is given, where that gives the print; where there are none, as the
best of all.
What is printed as a power of ten is an *order* of magnitude, of which rounding says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, final

from sympy import Expr, log

from dehsym.audit.decimals import decimal, rounded_as
from dehsym.audit.printed_value import PrintedQuantity, unrounded
from dehsym.audit.ranges import bounds_of
from dehsym.audit.rounding.examined_route import AuditVerdict, ExaminedRoute, examined
from dehsym.audit.rounding.routes import RouteFinder, given_as
from dehsym.audit.rounding.uncertainty import Uncertainty, uncertainty_of
from dehsym.claim import PrintedNumber, PrintedOrder
from dehsym.derivation import Remark
from dehsym.errors import DehsymError
from dehsym.evaluation import enclosed
from dehsym.judge import Judge
from dehsym.notation.typed import read_expression
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.quantity import Quantity
from dehsym.symbolic import rational, size
from dehsym.unit import Unit
from dehsym.verdict import Kind, Verdict

_FURTHER_DIGITS = 4
_ORDER = "an order of magnitude, of which rounding says nothing"


@final
@dataclass(frozen=True, eq=False)
class AuditRow:
    """One printed number with its verdict.

    `routes` are all that were found, examined; `best` is the one that speaks for the number. `unrounded` is its value
    from the unrounded chain in the printed unit, and `unrounded_rounds_to` that to as many digits as are printed.
    `reason` says what there is to say where no route decides; `explanation` is for whoever finds one. `uncertainty` is
    there where an input of the unrounded chain has one, `comparison` for a number that is printed in symbols.
    """

    id: str
    name: str
    where: str
    printed: str
    unit: Unit
    verdict: AuditVerdict
    routes: Sequence[ExaminedRoute] = ()
    best: ExaminedRoute | None = None
    unrounded: str = ""
    unrounded_rounds_to: str = ""
    reason: str = ""
    explanation: str = ""
    uncertainty: Uncertainty | None = None
    comparison: Verdict | None = None

    def as_json(self) -> dict[str, Any]:
        """The row as CONTRACT has it, with all routes."""
        unknown: dict[str, str | None] = {"value": None, "low": None, "high": None}
        return {
            "id": self.id,
            "name": self.name,
            "where": self.where,
            "printed": self.printed,
            "unit": self.unit.text,
            "verdict": self.verdict.value,
            "from_printed_inputs": self.best.numbers(self.unit) if self.best else unknown,
            "unrounded": self.unrounded,
            "unrounded_rounds_to": self.unrounded_rounds_to,
            "explanation": self.explanation,
            "reason": self.reason,
            "uncertainty": self.uncertainty.as_json() if self.uncertainty else None,
            "route": self.best.as_json(self.unit) if self.best else None,
            "routes": [each.as_json(self.unit) for each in self.routes],
        }


Explain = Callable[[PaperDefinition, AuditRow], str]
"""What may lie behind a number that its printed inputs do not give; empty where nothing is found."""


def audit(paper: PaperDefinition, explain: Explain | None = None) -> list[AuditRow]:
    """A row for each printed number, in the order of the inventory, and for each printed order of magnitude.

    `explain` is asked about the numbers that are not reproduced.
    """
    finder = RouteFinder(paper)
    decimals = {number.value.id: number for number in finder.numbers}
    rows = [
        _of_decimal(finder, decimals[id], number) if id in decimals else _of_another(paper, number)
        for id, number in paper.numbers.items()
    ]
    if explain:
        asked = (AuditVerdict.REACHABLE, AuditVerdict.NOT_REACHABLE)
        rows = [replace(row, explanation=explain(paper, row)) if row.verdict in asked else row for row in rows]
    return rows + [_of_order(paper, order) for order in paper.orders.values()]


def recorded_verdicts(rows: Iterable[AuditRow]) -> dict[str, str]:
    """The verdict of each row by its id, as it is recorded beside the paper."""
    return {row.id: row.verdict.value for row in rows}


def _of_decimal(finder: RouteFinder, number: PrintedQuantity, printed: PrintedNumber) -> AuditRow:
    row = _with_unrounded(_row(printed, AuditVerdict.ORDER_ONLY), number.quantity, Printed(printed.printed))
    routes = tuple(examined(route, finder.paper.catalogue) for route in finder.to(number))
    earlier = [each for each in routes if not each.route.later]
    best = min(filter(_speaks, earlier), key=_preference, default=None) or min(earlier, key=_preference, default=None)
    row = replace(row, routes=routes, best=best)
    if number.value.is_order:
        return replace(row, reason=_ORDER)
    if best is None:
        return replace(row, verdict=AuditVerdict.UNDECIDED, reason="no route from what is printed before it")
    given = given_as(number)
    return replace(row, verdict=best.verdict, reason=f"given: {given.source}" if given else best.reason)


def _speaks(each: ExaminedRoute) -> bool:
    """A direct route; one from what the paper is given alone, if that gives the print: then no digits were lost."""
    return each.route.direct or (each.route.given and each.verdict is AuditVerdict.REPRODUCED)


def _preference(each: ExaminedRoute) -> tuple[int, bool, bool, int, int]:
    """The best verdict; any printed inputs; the derivation's own lines; a short expression, and few inputs."""
    route = each.route
    return each.verdict.rank, not route.inputs, route.turned, size(route.expression), len(route.inputs)


def _row(number: PrintedNumber, verdict: AuditVerdict) -> AuditRow:
    return AuditRow(number.id, number.name, number.where, number.printed, Unit.read(number.unit), verdict)


def _with_unrounded(row: AuditRow, quantity: Quantity, printed: Printed) -> AuditRow:
    value = _unrounded(quantity)
    if value is None:
        return row
    digits = printed.digits + _FURTHER_DIGITS
    return replace(
        row,
        unrounded=decimal(value, digits, like=printed.text),
        unrounded_rounds_to=rounded_as(value, printed),
        uncertainty=uncertainty_of(quantity),
    )


def _unrounded(quantity: Quantity) -> Fraction | None:
    """The middle of a ball of many digits around the unrounded number, in its unit; None where there is none."""
    ball = unrounded(quantity)
    return None if ball is None else bounds_of(ball.over(quantity.unit.factor)).middle


# --- What is not printed as a decimal


def _of_another(paper: PaperDefinition, number: PrintedNumber) -> AuditRow:
    """A number that is printed in symbols, as 1/e: compared exactly."""
    row = _row(number, AuditVerdict.UNDECIDED)
    quantity = paper.quantities.get(number.name)
    if quantity is None:
        return replace(row, reason="no line of the paper's ledger is this number yet")
    value = _unrounded(quantity)
    row = replace(row, unrounded="" if value is None else decimal(value, 2 * _FURTHER_DIGITS))
    try:
        shown = read_expression(number.printed, paper.catalogue.names) * rational(quantity.unit.factor)
        same = Judge(paper.catalogue).equal(shown, quantity.closed_form.xreplace(quantity.exact_inputs))
    except DehsymError as error:
        return replace(row, reason=str(error))
    row = replace(row, comparison=same, reason=str(same))
    if same.holds:
        return replace(row, verdict=AuditVerdict.REPRODUCED, unrounded_rounds_to=number.printed)
    return replace(row, verdict=AuditVerdict.NOT_REACHABLE) if same.kind is Kind.REFUTED else row


def _of_order(paper: PaperDefinition, order: PrintedOrder) -> AuditRow:
    """An order of magnitude; its number too, where the remark that decides it is about one."""
    remark = paper.remarks.get(order.id)
    number = _number_of(paper, remark) if remark else None
    row = AuditRow(order.id, order.symbol, order.where, order.printed, Unit.read("1"), AuditVerdict.ORDER_ONLY)
    row = replace(row, reason=_ORDER)
    if number is None or number <= 0:
        return row
    power = _nearest_power(number)
    return replace(row, unrounded=decimal(number, 2 * _FURTHER_DIGITS), unrounded_rounds_to=f"10^{power}")


def _number_of(paper: PaperDefinition, remark: Remark) -> Fraction | None:
    """What the relation of a remark takes the logarithm of: the right side of its step, or the quotient of two."""
    sides = [step.equation.rhs for step in remark.steps]
    if remark.relation is None or not 1 <= len(sides) <= 2:
        return None
    number: Expr = sides[0] if len(sides) == 1 else sides[0] / sides[1]
    if not remark.relation.left.has(log(number)):
        return None
    named = (each for each in paper.quantities.values() if each.step is remark.steps[0])
    at = remark.at or next((each.inputs for each in named), remark.at)
    values: dict[Expr, Expr] = {symbol: rational(constant.fraction) for symbol, constant in at.items()}
    try:
        return bounds_of(enclosed(number.xreplace(values), paper.catalogue)).middle
    except DehsymError:
        return None


def _nearest_power(value: Fraction) -> int:
    """The power of ten that is nearest by its logarithm."""
    power = 0
    while value * value >= Fraction(10) ** (2 * power + 1):
        power += 1
    while value * value < Fraction(10) ** (2 * power - 1):
        power -= 1
    return power
