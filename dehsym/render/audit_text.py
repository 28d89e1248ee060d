"""The audit of printed numbers as plain text in 80 columns: what is wrong first; and the routes to single numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from sympy import Symbol

from dehsym.audit.decimals import decimal
from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.examined_route import AuditVerdict, ExaminedRoute, shown
from dehsym.audit.rounding.uncertainty import Uncertainty
from dehsym.backticks import typed
from dehsym.catalogue import Catalogue
from dehsym.errors import NotationError
from dehsym.heads import UniqueRoot
from dehsym.printed import Printed
from dehsym.render.paragraph import wrapped
from dehsym.render.text import paragraph_prose

_COLUMNS = (5, 24, 20, 15, 12)
_HEADS = ("", "", "printed", "printed inputs", "unrounded")
_FURTHER_DIGITS = 2
_TITLES = {
    AuditVerdict.NOT_REACHABLE: "not reachable: no numbers that round to the printed inputs give the printed digits",
    AuditVerdict.UNDECIDED: "undecided",
    AuditVerdict.REACHABLE: "reachable: some numbers that round to the printed inputs give the printed digits",
    AuditVerdict.REPRODUCED: "reproduced: the printed inputs give the printed digits",
    AuditVerdict.ORDER_ONLY: "an order of magnitude only: rounding says nothing of it",
}
_Say = Callable[[str], str]


def audit_text(rows: Sequence[AuditRow], catalogue: Catalogue | None = None) -> str:
    """A table of all rows, grouped by verdict; under a number that is not reproduced, how near it is come to.

    Formulas are in the letters of the catalogue; without one they stay in the notation that people type.
    """
    say = _speaker(catalogue)
    lines = [_columns(_HEADS)]
    for title, group in groups(rows):
        if not group:
            continue
        lines += ["", *wrapped(f"{len(group)} {title}", "", "  ")]
        for row in group:
            indent = " " * _COLUMNS[0]
            remarks = (say(each) for each in (nearest(row), row.explanation) if each)
            lines += [*_line(row), *(line for each in remarks for line in wrapped(indent, each))]
    return "\n".join([*lines, *_uncertainties(rows)])


def _uncertainties(rows: Sequence[AuditRow]) -> Iterator[str]:
    """The numbers of which an input is known with an uncertainty."""
    found = [(row, row.uncertainty) for row in rows if row.uncertainty]
    if not found:
        return
    names = dict.fromkeys(str(symbol) for _, uncertainty in found for symbol in uncertainty.inputs)
    yield ""
    yield f"{len(found)} with the uncertainty of {', '.join(names)}, to first order and by interval"
    for row, uncertainty in found:
        yield from wrapped(f"{row.id:{_COLUMNS[0]}}", _spread(uncertainty), " " * _COLUMNS[0])


def _spread(uncertainty: Uncertainty) -> str:
    told = uncertainty.as_json()
    return f"{uncertainty.shown}; from {told['low']} to {told['high']}"


def groups(rows: Sequence[AuditRow]) -> Iterator[tuple[str, list[AuditRow]]]:
    """The rows of each verdict under its title; of those reproduced first what the unrounded chain does not give.

    >>> [title for title, _ in groups([])][1]
    'undecided'
    """
    for verdict, title in _TITLES.items():
        group = [row for row in rows if row.verdict is verdict]
        otherwise: list[AuditRow] = []
        if verdict is AuditVerdict.REPRODUCED:
            otherwise = [row for row in group if row.unrounded_rounds_to != row.printed]
            yield f"{title}; but the unrounded numbers give others", otherwise
        yield title, [row for row in group if row not in otherwise]


def routes_text(rows: Iterable[AuditRow], catalogue: Catalogue | None = None) -> str:
    """The rows one by one, with every route; formulas as in `audit_text`."""
    say = _speaker(catalogue)
    return "\n\n".join("\n".join(_in_full(row, say)) for row in rows)


# --- The table


def _line(row: AuditRow) -> list[str]:
    printed = row.printed if row.unit.text == "1" else f"{row.printed} {row.unit.text}"
    cells = (row.id, row.name, printed, from_printed_inputs(row), unrounded(row))
    if len(row.name) < _COLUMNS[1]:
        return [_columns(cells)]
    return [*wrapped(f"{row.id:{_COLUMNS[0]}}", row.name, " " * _COLUMNS[0]), _columns(("", "", *cells[2:]))]


def _columns(cells: Sequence[str]) -> str:
    """The cells side by side, each with a space after it."""
    return "".join(f"{cell:{width - 1}} " for cell, width in zip(cells, _COLUMNS, strict=True)).rstrip()


def from_printed_inputs(row: AuditRow) -> str:
    """What the printed inputs give as they stand, to two digits more than are printed; empty where nothing is known.

    >>> from dehsym.unit import Unit
    >>> from_printed_inputs(AuditRow("N1", "number", "here", "2.7", Unit.read("1"), AuditVerdict.UNDECIDED))
    ''
    """
    if row.best is None or row.best.value is None:
        return ""
    middle = (row.best.value.low + row.best.value.high) / 2 / row.unit.factor
    return _shown(row, middle)


def unrounded(row: AuditRow) -> str:
    """What the unrounded chain gives, to two digits more than are printed; empty where nothing is known.

    >>> from dehsym.unit import Unit
    >>> row = AuditRow("N1", "number", "here", "2.7", Unit.read("1"), AuditVerdict.UNDECIDED, unrounded="2.71828")
    >>> unrounded(row)
    '2.718'
    """
    return _shown(row, Fraction(row.unrounded)) if row.unrounded else ""


def _shown(row: AuditRow, value: Fraction) -> str:
    try:
        return decimal(value, Printed(row.printed).digits + _FURTHER_DIGITS, like=row.printed)
    except NotationError:  # printed in symbols, or as a power of ten
        return decimal(value, 2 * _FURTHER_DIGITS)


def nearest(row: AuditRow) -> str:
    """Of a number that is not reproduced how near it is come to, or why nothing is; a text with typed notation in it.

    >>> from dehsym.unit import Unit
    >>> nearest(AuditRow("N1", "number", "here", "2.7", Unit.read("1"), AuditVerdict.UNDECIDED, reason="no route"))
    'no route'
    """
    if row.verdict in (AuditVerdict.NOT_REACHABLE, AuditVerdict.REACHABLE) and row.best:
        return f"{formula_of(row.best)}; {_reached(row, row.best)}"
    return row.reason if row.verdict in (AuditVerdict.NOT_REACHABLE, AuditVerdict.UNDECIDED) else ""


def _reached(row: AuditRow, each: ExaminedRoute) -> str:
    if each.witness is None or each.witness_shown is None:
        numbers = each.numbers(row.unit)
        return f"from {numbers['low']} to {numbers['high']}"
    inputs = each.route.inputs
    moved = [inputs[symbol].id for symbol, value in each.witness.items() if value != inputs[symbol].value]
    return "reached with " + ", ".join(typed(f"{id} = {each.witness_shown[id]}") for id in moved)


# --- In full


def _in_full(row: AuditRow, say: _Say) -> Iterator[str]:
    unit = "" if row.unit.text == "1" else f" {row.unit.text}"
    yield from wrapped(
        f"{row.id}  ", f"{row.name} ({row.where}): printed {row.printed}{unit}, {row.verdict.value}", "  "
    )
    if row.unrounded:
        rounded = f", which rounds to {row.unrounded_rounds_to}" if row.unrounded_rounds_to else ""
        yield from wrapped("  ", f"unrounded {row.unrounded}{unit}{rounded}", "    ")
    if row.uncertainty:
        names = ", ".join(map(str, row.uncertainty.inputs))
        yield from wrapped("  ", f"with the uncertainty of {names}: {_spread(row.uncertainty)}", "    ")
    for text in (row.reason, row.explanation):
        if text:
            yield from wrapped("  ", say(text), "    ")
    for title, routes in _by_how_direct(row.routes):
        if routes:
            yield f"  {title}"
        for each in routes:
            yield from _route(row, each, say)


def _by_how_direct(routes: Sequence[ExaminedRoute]) -> Iterator[tuple[str, list[ExaminedRoute]]]:
    before = [each for each in routes if not each.route.later]
    yield "from what is printed before", [each for each in before if each.route.direct]
    yield "from the same, with something carried on unrounded", [each for each in before if not each.route.direct]
    yield "from what is printed later", [each for each in routes if each.route.later]


def _route(row: AuditRow, each: ExaminedRoute, say: _Say) -> Iterator[str]:
    numbers = each.numbers(row.unit)
    value = "no value" if numbers["value"] is None else str(numbers["value"])
    between = "" if numbers["low"] is None else f", from {numbers['low']} to {numbers['high']}"
    yield from wrapped("  * ", f"{say(formula_of(each))} = {value}{between}: {each.verdict.value}", "      ")
    inputs = ", ".join(typed(f"{one.id} = {shown(one)}") for one in each.route.inputs.values())
    if inputs:
        yield from wrapped("    ", say(f"with {inputs}"), "      ")
    if each.verdict is AuditVerdict.REACHABLE:
        yield from wrapped("    ", say(_reached(row, each)), "      ")
    if each.reason:
        yield from wrapped("    ", say(each.reason), "      ")


def formula_of(each: ExaminedRoute) -> str:
    """The expression of a route, with a name for every root that has no closed form: a text with typed notation."""
    route = each.route
    roots = sorted(route.expression.atoms(UniqueRoot), key=str)
    names = {root: Symbol(f"root{number}", positive=True) for number, root in enumerate(roots, 1)}
    if len(roots) == 1 and roots[0].variable not in route.expression.free_symbols:
        names = {roots[0]: roots[0].variable}
    ids = {symbol: Symbol(one.id, positive=True) for symbol, one in route.inputs.items()}
    where = "".join(f", {typed(name)} {_zero(root)}" for root, name in names.items())
    return typed(route.expression.xreplace(names).xreplace(ids)) + where


def _zero(root: UniqueRoot) -> str:
    """What a root is, in words."""
    low, high = root.ends
    return f"the zero of {typed(root.body)} between {typed(f'{root.variable} = {low}')} and {typed(high)}"


def _speaker(catalogue: Catalogue | None) -> _Say:
    return lambda text: paragraph_prose(text, catalogue)
