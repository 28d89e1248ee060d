"""The printed numbers: as printed, from printed inputs, without rounding on the way, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dehsym.audit.decimals import decimal
from dehsym.audit.rounding.audit import AuditRow
from dehsym.errors import NotationError
from dehsym.printed import Printed
from dehsym.render.explorer.contents import Contents
from dehsym.render.latex import latex_expression
from dehsym.render.pdf_report.badges import audit_badge
from dehsym.render.pdf_report.formulas import display_beside, formula, said, with_powers
from dehsym.render.pdf_report.markup import Code, array, call, joined
from dehsym.render.pdf_report.references import reference

_FURTHER_DIGITS, _DIGITS = 2, 8
_COLUMNS = Code("(auto, 1fr, 1fr, 1fr, auto)")
_HEADS = ("number", "printed", "from printed inputs", "unrounded", "verdict")


def numbers(contents: Contents) -> Code:
    """A row for every printed number in the order of the paper, and below it what there is to say."""
    cells = (cell for row in contents.run.audit for cell in _row(contents, row))
    return joined([call("paragraph", _LEGEND), call("ruled-table", _COLUMNS, Code("left"), array(_HEADS), *cells)])


_LEGEND = (
    "A printed number is the interval of the reals that round to it. What its printed inputs give is computed from the "
    "numbers that the paper prints before it, as they stand; the unrounded value is computed without any rounding on "
    "the way. A number is reproduced if its printed inputs give it, and reachable if inputs that round to these do."
)


def _row(contents: Contents, row: AuditRow) -> Iterator[Code]:
    as_printed = row.printed if row.unit.text == "1" else f"{row.printed} {row.unit.text}"
    yield call("number-cell", row.id)
    yield with_powers(as_printed)
    yield with_powers(_from_printed(row))
    yield with_powers(_with_digits(row, Fraction(row.unrounded)) if row.unrounded else "")
    yield audit_badge(row.verdict)
    yield call("remark-cell", len(_HEADS) - 1, *_remarks(contents, row))


def _from_printed(row: AuditRow) -> str:
    """What the printed inputs give as they stand, in the printed unit."""
    if not (row.best and row.best.value):
        return ""
    return _with_digits(row, (row.best.value.low + row.best.value.high) / 2 / row.unit.factor)


def _with_digits(row: AuditRow, value: Fraction) -> str:
    """A value with some digits more than are printed."""
    try:
        return decimal(value, Printed(row.printed).digits + _FURTHER_DIGITS, like=row.printed)
    except NotationError:
        return decimal(value, _DIGITS)


def _remarks(contents: Contents, row: AuditRow) -> Iterator[Code]:
    """What the number is, the formula that speaks for it, and what is said of it."""
    catalogue, best = contents.paper.catalogue, row.best
    name = call("strong", row.name.replace("-", " "))
    if best:
        latex = latex_expression(best.route.expression, catalogue)
        used = joined((reference(contents, each.id) for each in best.route.inputs.values()), ", ")
        is_tall = r"\frac" in latex
        yield joined(
            [
                name,
                "" if is_tall else joined([" ", formula(latex)]),
                *([" with ", used] if best.route.inputs else []),
                ".",
            ]
        )
        yield display_beside(latex) if is_tall else joined([])
    else:
        yield joined([name, "."])
    yield from (said(_sentence(told), catalogue) for told in (row.reason, row.explanation) if told)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
