"""Two runs over a paper beside one another: every result that is another one in the second, and what it no longer has.

Equations are compared as they are computed, with their verdicts; numbers exactly, by closed form and inputs, and shown
by their value; claims in words by their verdicts; findings by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

from sympy import Rational

from dehsym.changed_world.wishes import Change
from dehsym.derivation import Derivation, Step
from dehsym.display.badges import badge
from dehsym.display.tables import below, items, table
from dehsym.display.words import formula, plain
from dehsym.errors import DehsymError
from dehsym.figure import Figure
from dehsym.markup import Html, joined, tag, with_powers
from dehsym.paper_definition import PaperDefinition
from dehsym.quantity import Quantity
from dehsym.report import Report
from dehsym.result import Result
from dehsym.verdict import Verdict

_DIGITS = 12
_FALLEN = plain("cannot be had")


@final
@dataclass(frozen=True)
class EquationChange:
    """A printed equation that is computed otherwise, or has another verdict; `new` is `None` where it has fallen."""

    id: str
    old: Result
    new: Result | None

    def as_json(self) -> dict[str, Any]:
        """The id, and the equation with its three verdicts, old and new."""
        return {"id": self.id, "old": _result_json(self.old), "new": _result_json(self.new) if self.new else None}

    @property
    def cells(self) -> tuple[str, Html, Html, Html]:
        """The id, the equation old and new, and what becomes of its verdicts."""
        before = formula(self.old.latex)
        if self.new is None:
            return self.id, before, _FALLEN, Html()
        told = (self._verdict(name, self.new) for name in ("follows", "matches", "standing"))
        same = self.new.equation == self.old.equation
        return self.id, before, plain("the same") if same else formula(self.new.latex), items(told)

    def _verdict(self, name: str, new: Result) -> Html:
        before, after = (_badge(getattr(each, name)) for each in (self.old, new))
        return joined([f"{name} ", before, *([] if before == after else [" → ", after])])


@final
@dataclass(frozen=True)
class NumberChange:
    """A quantity with another value, in `unit`; `printed` is empty for one that the paper does not print.

    `rounds` are the verdicts on whether it rounds to the print, old and new. `new` is `None` where it has fallen, a
    text in brackets where it has no value; `note` says where the new value is outside the domain of its symbol. `audit`
    are the words of the audit, old and new.
    """

    id: str
    name: str
    unit: str
    printed: str
    old: str
    new: str | None
    rounds: tuple[Verdict | None, Verdict | None]
    note: str = ""
    audit: tuple[str | None, str | None] = (None, None)

    def as_json(self) -> dict[str, Any]:
        """The row with the kinds of the verdicts."""
        old, new = (verdict.kind.word if verdict else None for verdict in self.rounds)
        return {
            "id": self.id,
            "name": self.name,
            "unit": self.unit,
            "printed": self.printed,
            "old": self.old,
            "new": self.new,
            "rounds_old": old,
            "rounds_new": new,
            "note": self.note,
            "audit_old": self.audit[0],
            "audit_new": self.audit[1],
        }

    @property
    def cells(self) -> tuple[str, str, Html, Html, Html, Html]:
        """The id, the name, the print, the value old and new, and what else there is to say."""
        unit = "" if self.unit == "1" else f" {self.unit}"
        printed = with_powers(f"{self.printed}{unit}" if self.printed else "")
        old, new = (with_powers(f"{text}{unit}") for text in (self.old, self.new or ""))
        told = [self.note, *(["audit: ", _arrow(*self.audit)] if self.audit[0] != self.audit[1] else [])]
        return self.id, self.name, printed, old, new if self.new else _FALLEN, joined(told, " ")


@final
@dataclass(frozen=True)
class WordsChange:
    """A claim in words that has another verdict; `new` is `None` where nothing decides it any more."""

    id: str
    claim: str
    old: Verdict
    new: Verdict | None

    def as_json(self) -> dict[str, Any]:
        """The row with both verdicts."""
        return {
            "id": self.id,
            "claim": self.claim,
            "old": self.old.as_json(),
            "new": self.new.as_json() if self.new else None,
        }

    @property
    def cells(self) -> tuple[str, str, Html]:
        """The id, what is said, and its verdict old and new."""
        return self.id, self.claim, joined([_badge(self.old), " → ", _badge(self.new) if self.new else _FALLEN])


@final
@dataclass(frozen=True)
class WorldDifference:
    """What is otherwise in the second of two worlds, and because of what `changes`.

    `fallen` has for each cause the ids that can no longer be had: printed equations, numbers, claims, figures last.
    `figures` are those drawn otherwise. `findings_gone` and `findings_new` are ids of findings;
    `totals` says how many there are of each sort in the first.
    """

    changes: Sequence[Change]
    equations: Sequence[EquationChange]
    numbers: Sequence[NumberChange]
    words: Sequence[WordsChange]
    figures: Sequence[str]
    findings_gone: Sequence[str]
    findings_new: Sequence[str]
    fallen: Mapping[str, Sequence[str]]
    totals: Mapping[str, int]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        rows = (
            self.equations,
            self.numbers,
            self.words,
            self.figures,
            self.findings_gone,
            self.findings_new,
            self.fallen,
        )
        return any(rows)

    def as_json(self) -> dict[str, Any]:
        """Keys: changes, equations, numbers, words, figures, findings (gone, new), fallen (cause, ids), totals."""
        return {
            "changes": [{"asked": change.asked, "told": change.told} for change in self.changes],
            "equations": [each.as_json() for each in self.equations],
            "numbers": [each.as_json() for each in self.numbers],
            "words": [each.as_json() for each in self.words],
            "figures": list(self.figures),
            "findings": {"gone": list(self.findings_gone), "new": list(self.findings_new)},
            "fallen": [{"cause": cause, "ids": list(ids)} for cause, ids in self.fallen.items()],
            "totals": dict(self.totals),
        }

    def as_html(self) -> str:
        """All of it as tables, one for each sort that differs."""
        head = tag("div", "What is otherwise: ", items(change.told for change in self.changes))
        if not self:
            return below(head, tag("div", "nothing comes out differently."))
        rest = {"drawn otherwise": self.figures, "findings gone": self.findings_gone, "findings new": self.findings_new}
        sorts = (
            ("equations", ["", "was", "is", "verdicts"], [each.cells for each in self.equations]),
            ("numbers", ["", "", "printed", "was", "is", ""], [each.cells for each in self.numbers]),
            ("words", ["", "claim", "verdict"], [each.cells for each in self.words]),
        )
        tables = [table(names, rows, self._counted(sort, len(rows))) for sort, names, rows in sorts if rows]
        told = [(name, ", ".join(ids)) for name, ids in rest.items() if ids]
        fallen = [(", ".join(ids), cause) for cause, ids in self.fallen.items()]
        return below(
            head,
            *tables,
            table(["", "ids"], told) if told else "",
            table(["cannot be had", "because"], fallen) if fallen else "",
        )

    def __repr__(self) -> str:
        found = {"equations": self.equations, "numbers": self.numbers, "claims in words": self.words}
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in found.items() if rows) or "nothing"
        return f"<{'; '.join(change.asked for change in self.changes)}: {counts} otherwise>"

    def _counted(self, sort: str, count: int) -> str:
        return f"{sort}: {count} of {self.totals[sort]} differ"

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return self.as_html()


def _badge(verdict: Verdict | None) -> Html:
    return badge(verdict.kind.word if verdict else "nothing printed")


def _arrow(old: str | None, new: str | None) -> Html:
    return joined([badge(old or "nothing"), " → ", badge(new or "nothing")])


def compare(old: Report, new: Report, changes: Sequence[Change] = ()) -> WorldDifference:
    """What of `old` is another in `new`, a run over the same paper in a changed world. Findings are named by their ids.

    Raises `AuthorError` as the reports do for a line of the paper that cannot stand.

    >>> from dehsym.paper_definition import load_definition
    >>> report = Report(load_definition("deh4"), [], [], {}, [], [], [], 0.0)
    >>> bool(compare(report, report))
    False
    """
    equations = list(_equations(old, new))
    numbers = list(_numbers(old, new))
    words = list(_words(old, new))
    before, after = ({finding.id: finding for finding in report.findings} for report in (old, new))
    gone = [row.id for rows in (equations, numbers, words) for row in rows if row.new is None]
    return WorldDifference(
        changes,
        equations,
        numbers,
        words,
        list(_figures(old.definition, new.definition)),
        [name for name in before if name not in after],
        [name for name in after if name not in before],
        _by_cause(old.definition, new.definition, gone),
        {"equations": len(old.results), "numbers": len(old.definition.quantities), "words": len(old.remarks)},
    )


def _equations(old: Report, new: Report) -> Iterator[EquationChange]:
    known = {result.id: result for result in new.results}
    for before in old.results:
        after = known.get(before.id)
        if after is None or _told(before) != _told(after):
            yield EquationChange(before.id, before, after)


def _told(result: Result) -> tuple[object, ...]:
    matches = result.matches.kind if result.matches else None
    return result.equation, result.follows.kind, matches, result.standing.kind


def _result_json(result: Result) -> dict[str, Any]:
    return {
        "expr": str(result.equation),
        "latex": result.latex,
        "follows": result.follows.kind.word,
        "matches": result.matches.kind.word if result.matches else None,
        "standing": result.standing.kind.word,
    }


def _numbers(old: Report, new: Report) -> Iterator[NumberChange]:
    known = new.definition.quantities
    audited, again = ({row.id: row.verdict.value for row in report.audit} for report in (old, new))
    for before in old.definition.quantities.values():
        after = known.get(before.name)
        audit = (audited.get(before.id), again.get(before.id))
        same = after is not None and _exactly(before) == _exactly(after)
        was = _value(before)
        now = was if same else _value(after) if after else None
        if was == now and audit[0] == audit[1]:
            continue
        rounds = tuple(each.rounds() if each and each.printed else None for each in (before, after))
        printed = before.printed.printed if before.printed else ""
        note = _outside(after, now) if after and now else ""
        kinds = (rounds[0], rounds[1])
        yield NumberChange(before.id, before.name, before.unit.text, printed, was, now, kinds, note, audit)


def _exactly(quantity: Quantity) -> tuple[object, ...]:
    """All that its value is determined by."""
    form = quantity.closed_form
    constants = [
        (str(symbol), quantity.catalogue[symbol].value)
        for symbol in sorted(form.free_symbols, key=str)
        if symbol not in quantity.inputs
    ]
    return form, sorted((str(symbol), value.fraction) for symbol, value in quantity.inputs.items()), constants


def _value(quantity: Quantity) -> str:
    try:
        return quantity.evaluate(digits=_DIGITS).text
    except DehsymError as error:
        return f"[no value: {error}]"


def _outside(quantity: Quantity, value: str) -> str:
    """Said of an exact number that is not in the domain of its symbol, and of one that ought to be positive."""
    symbol = quantity.step.equation.lhs
    if symbol not in quantity.catalogue:
        return ""
    domain = quantity.catalogue[symbol].domain
    exact = quantity.closed_form.xreplace(quantity.exact_inputs)
    outside = isinstance(exact, Rational) and Fraction(exact.p, exact.q) not in domain
    if outside or (value.startswith("-") and domain.values.low == 0):
        return f"outside {str(domain).replace('x', quantity.catalogue[symbol].name, 1)}"
    return ""


def _words(old: Report, new: Report) -> Iterator[WordsChange]:
    for name, before in old.remarks.items():
        after = new.remarks.get(name)
        if after is None or after.kind is not before.kind:
            paper = old.definition
            said = paper.prose[name].claim if name in paper.prose else _order(old, name)
            yield WordsChange(name, said, before, after)


def _order(report: Report, name: str) -> str:
    order = report.definition.orders[name]
    return f"{order.symbol}: {order.printed}"


def _by_cause(old: PaperDefinition, new: PaperDefinition, gone: Sequence[str]) -> dict[str, list[str]]:
    """The ids that are gone, and figures that cannot be drawn, by the first cause that is known of each."""
    causes: dict[str, str] = {}
    for each in new.fallen:
        causes.setdefault(_id(new, each.id), each.cause)
    scripts = _scripts(old)
    found: dict[str, list[str]] = {}
    for name in gone:
        cause = causes.get(name) or causes.get(scripts.get(name, ""), "no line stands for it any more")
        found.setdefault(cause, []).append(name)
    for name, lost in _not_drawn(new).items():
        found.setdefault(lost, []).append(name)
    return found


def _id(paper: PaperDefinition, name: str) -> str:
    number = paper.number(name)
    return number.id if number else name


def _scripts(paper: PaperDefinition) -> dict[str, str]:
    """The name of the derivation that each equation, number and claim in words is from."""
    found: dict[str, str] = {}
    for script, derivation in zip(paper.scripts, paper.derivations, strict=True):
        ids = [step.prints.claim for step in derivation.printed if step.prints]
        ids += [_id(paper, quantity.name) for quantity in derivation.quantities]
        ids += [remark.id for remark in derivation.remarks]
        found |= dict.fromkeys(ids, script.name)
    return found


def _drawn(paper: PaperDefinition, figure: Figure) -> list[Derivation]:
    made = dict(zip(paper.scripts, paper.derivations, strict=True))
    return [made[each.script] for each in (*figure.curves, *figure.marks) if each.script in made]


def _not_drawn(paper: PaperDefinition) -> dict[str, str]:
    """The figures that lack a line to be drawn from, each with the cause of that."""
    return {
        figure.name: derivation.lost[-1].fallen if derivation.lost else "its derivation ends before it"
        for figure in paper.figures
        for derivation in _drawn(paper, figure)
        if derivation.last is None
    }


def _figures(old: PaperDefinition, new: PaperDefinition) -> Iterator[str]:
    """The figures that are drawn from other lines, or at other inputs."""
    for figure in old.figures:
        lines = [
            [(each.last.equation, _inputs(paper, each.last)) for each in _drawn(paper, figure) if each.last]
            for paper in (old, new)
        ]
        if lines[0] != lines[1] and figure.name not in _not_drawn(new):
            yield figure.name


def _inputs(paper: PaperDefinition, step: Step) -> list[tuple[str, object]]:
    used = sorted(step.equation.rhs.free_symbols, key=str)
    return [(str(symbol), paper.inputs.get(symbol) or paper.catalogue[symbol].value) for symbol in used]
