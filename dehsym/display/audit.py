"""The audit of printed numbers as tables: by verdict, what is wrong first; or every route to single numbers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Self, final

from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.examined_route import AuditVerdict, ExaminedRoute, shown
from dehsym.catalogue import Catalogue
from dehsym.display.badges import badge
from dehsym.display.lists import ShownList
from dehsym.display.phrases import letters_of
from dehsym.display.tables import below, folded, items, table
from dehsym.display.words import Say, number, prose
from dehsym.errors import NotationError, PaperError
from dehsym.markup import Html, joined, tag
from dehsym.printed import Printed
from dehsym.render.audit_text import (
    audit_text,
    formula_of,
    from_printed_inputs,
    groups,
    nearest,
    routes_text,
    unrounded,
)

_SHOWN_ROUTES = 6


@final
class AuditTable(ShownList[AuditRow]):
    """Rows of the audit, in the letters of the catalogue; `in_full` with every route."""

    def __init__(
        self, rows: Iterable[AuditRow] = (), catalogue: Catalogue | None = None, *, in_full: bool = False
    ) -> None:
        super().__init__(rows)
        self._say = prose if catalogue is None else letters_of(catalogue)
        self._catalogue = catalogue
        self._in_full = in_full

    def like(self, rows: Iterable[AuditRow]) -> Self:
        """Other rows, as fully."""
        return type(self)(rows, self._catalogue, in_full=self._in_full)

    def that(self, *verdicts: str) -> Self:
        """The rows of these verdicts, as `rows.that("not-reachable")`; raise `PaperError` for another word."""
        known = [verdict.value for verdict in AuditVerdict]
        if wrong := [each for each in verdicts if each not in known]:
            raise PaperError(f"one of {', '.join(known)} is wanted, found {wrong[0]!r}")
        return self.like(row for row in self if row.verdict.value in verdicts)

    @property
    def departures(self) -> dict[str, float]:
        """By how much the print departs from the unrounded number, as a part of it; of decimals alone, by id."""
        return {row.id: _departure(row) for row in self if row.unrounded_rounds_to and _is_decimal(row.printed)}

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        if self._in_full:
            return below(*(_routes(row, self._say) for row in self))
        return below(*(_group(title, rows, self._say) for title, rows in groups(self) if rows))

    def text(self, *, unicode: bool = True) -> str:
        """What `dehsym audit` prints; without `unicode` in the notation that people type."""
        catalogue = self._catalogue if unicode else None
        return routes_text(self, catalogue) if self._in_full else audit_text(self, catalogue)

    def __repr__(self) -> str:
        return self.text()


def _is_decimal(text: str) -> bool:
    try:
        Printed(text)
    except NotationError:
        return False
    return True


def _departure(row: AuditRow) -> float:
    unrounded = Fraction(row.unrounded)
    return float((Printed(row.printed).value - unrounded) / unrounded)


def _group(title: str, rows: list[AuditRow], say: Say) -> Html:
    """The rows of one verdict: those in which nothing is wrong are there to be unfolded."""
    shown_rows = table(["", "", "printed", "from printed inputs", "unrounded", ""], (_row(row, say) for row in rows))
    said = joined([badge(rows[0].verdict.value), f" {len(rows)} {title}"])
    fine = rows[0].verdict in (AuditVerdict.REPRODUCED, AuditVerdict.ORDER_ONLY) and len(rows) > 1
    return folded(said, shown_rows) if fine else below(said, shown_rows)


def _row(row: AuditRow, say: Say) -> tuple[str, str, Html, Html, Html, Html]:
    name = joined([row.name, tag("div", tag("small", row.where))])
    told = items(filter(None, [say(nearest(row)), say(row.explanation)]))
    return row.id, name, _printed(row), number(from_printed_inputs(row)), number(unrounded(row)), told


def _printed(row: AuditRow) -> Html:
    return number(row.printed if row.unit.text == "1" else f"{row.printed} {row.unit.text}")


def _routes(row: AuditRow, say: Say) -> Html:
    """A number with all routes to it, the one that speaks for it first."""
    title = joined([f"{row.id}  {row.name} ({row.where}): printed ", _printed(row), " ", badge(row.verdict.value)])
    routes = sorted(row.routes, key=lambda each: (each is not row.best, each.route.later, not each.route.direct))
    rows = [_route(row, each, say) for each in routes]
    head = ["", "route", "gives", "if what it rests on is rounded"]
    first, rest = table(head, rows[:_SHOWN_ROUTES], title), rows[_SHOWN_ROUTES:]
    others = folded(f"{len(rest)} routes more", table(head, rest)) if rest else ""
    return below(first, others, items(say(each) for each in (row.reason, row.explanation) if each))


def _route(row: AuditRow, each: ExaminedRoute, say: Say) -> tuple[Html, Html, Html, Html]:
    numbers = each.numbers(row.unit)
    value, low, high = (number(numbers[name] or "") for name in ("value", "low", "high"))
    inputs = joined((joined([one.id, " = ", number(shown(one))]) for one in each.route.inputs.values()), ", ")
    route = joined([say(formula_of(each)), tag("div", tag("small", inputs))])
    between = joined(["from ", low, " to ", high]) if low else Html()
    return badge(each.verdict.value), route, value, between
