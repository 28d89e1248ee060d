"""The printed numbers: each with its interval beside what was recomputed, and its digits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dehsym.audit.decimals import decimal
from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.examined_route import shown
from dehsym.backticks import typed_list
from dehsym.constants import Constant
from dehsym.errors import DehsymError, NotationError
from dehsym.printed import Printed
from dehsym.render.explorer.badges import audit_badge
from dehsym.render.explorer.cards import card, fact, links, reference
from dehsym.render.explorer.contents import Contents
from dehsym.render.explorer.interval_drawing import Lane, interval_drawing
from dehsym.render.explorer.lines import display
from dehsym.render.explorer.markup import Html, joined, link, tag, with_powers
from dehsym.render.explorer.mathml import formula
from dehsym.render.explorer.said import said
from dehsym.render.latex import latex_expression

_DIGITS = 50
_SHOWN = 8


def numbers(contents: Contents) -> Html:
    """A card for every printed number, in the order of the paper."""
    return joined(_card(contents, row) for row in contents.run.audit)


def _card(contents: Contents, row: AuditRow) -> Html:
    as_printed = row.printed if row.unit.text == "1" else f"{row.printed} {row.unit.text}"
    headline = joined([row.name.replace("-", " "), " = ", tag("b", with_powers(as_printed))])
    return card(row.id, "number", "h3", row.id, headline, audit_badge(row.verdict), _body(contents, row))


def _body(contents: Contents, row: AuditRow) -> Iterator[Html]:
    """The drawing, what is said of it, how it comes about, its digits, and what it is between."""
    if lanes := _lanes(row):
        yield interval_drawing(*lanes)
    if row.reason or row.explanation:
        yield tag("p", said(" ".join(filter(None, [row.reason, row.explanation])), contents.paper.catalogue))
    if row.best:
        yield from _route(contents, row)
    quantity = contents.paper.quantities.get(row.name)
    if quantity:
        yield display(_latex(contents, row), "closed form")
    yield tag("dl", *_facts(contents, row), class_="facts")


def _latex(contents: Contents, row: AuditRow) -> str:
    quantity = contents.paper.quantities[row.name]
    sides = (quantity.step.equation.lhs, quantity.closed_form)
    return " = ".join(latex_expression(side, quantity.catalogue) for side in sides)


def _route(contents: Contents, row: AuditRow) -> Iterator[Html]:
    """The formula that speaks for the number, what is put in, and where it gives the print."""
    assert row.best
    route, catalogue = row.best.route, contents.paper.catalogue
    yield display(latex_expression(route.expression, catalogue), "from printed inputs")
    inputs = [
        joined([formula(latex_expression(symbol, catalogue)), " = ", with_powers(shown(each)), " (", name, ")"])
        for symbol, each in route.inputs.items()
        for name in [reference(contents, each.id)]
    ]
    at = row.best.witness_shown or {}
    reached = joined((joined([f"{name} = ", with_powers(value)]) for name, value in at.items()), ", ")
    if inputs:
        yield tag("p", "with ", joined(inputs, ", "), joined(["; reached at ", reached]) if at else "", class_="reason")


def _facts(contents: Contents, row: AuditRow) -> Iterator[Html]:
    if row.unrounded and row.unrounded_rounds_to:
        rounded = with_powers(row.unrounded_rounds_to)
        yield from fact("Unrounded chain", with_powers(row.unrounded), ", which rounds to ", rounded)
    if digits := _digits(contents, row):
        yield from fact(f"{_DIGITS} digits", _unfolded(digits))
    if row.uncertainty:
        yield from fact("With the uncertainty of its inputs", with_powers(row.uncertainty.shown))
    if quantity := contents.paper.quantities.get(row.name):
        given = [f"{symbol} = {_given(each)}" for symbol, each in quantity.inputs.items()]
        if given:
            yield from fact("Inputs", said(typed_list(given), contents.paper.catalogue))
        yield from fact("Line", link(contents.id_of(quantity.step)))
    if row.id in contents.graph.by_id:
        yield from fact("Rests on, as printed", links(contents, contents.printed_before(row.id)))
        yield from fact("What rests on it, as printed", links(contents, contents.printed_after(row.id)))


def _given(each: Constant) -> str:
    """An input as it is printed; what is given exactly as a quotient, to some digits."""
    value = decimal(each.fraction, _SHOWN) if "/" in each.value else each.value
    return each.printed or f"{value} {each.unit}".removesuffix(" 1")


def _unfolded(digits: str) -> Html:
    """Digits that are shown when asked for, and can be copied."""
    copy = tag("button", "copy digits", type="button", class_="copy needs-script", data_copy=digits)
    return tag("details", tag("summary", "show"), tag("span", digits, class_="numeral digits"), " ", copy)


def _digits(contents: Contents, row: AuditRow) -> str:
    """The value to many digits, where it has one."""
    quantity = contents.paper.quantities.get(row.name)
    try:
        return quantity.value(_DIGITS) if quantity else ""
    except DehsymError:
        return ""


def _lanes(row: AuditRow) -> list[Lane]:
    """The printed interval, what printed inputs give, and the unrounded value, in the printed unit."""
    try:
        printed = Printed(row.printed)
    except NotationError:
        return []
    lanes = [Lane("printed", row.printed, printed.low, printed.value, printed.high, "print")]
    if row.best and row.best.range and row.best.value:
        factor = row.unit.factor
        low, high = row.best.range.low / factor, row.best.range.high / factor
        middle = (row.best.value.low + row.best.value.high) / 2 / factor
        text = decimal(middle, _SHOWN, like=row.printed)
        lanes.append(Lane("from printed inputs", text, low, middle, high, "inputs"))
    if row.unrounded:
        value = Fraction(row.unrounded)
        lanes.append(Lane("unrounded", row.unrounded, value, value, value, "exact"))
    return lanes
