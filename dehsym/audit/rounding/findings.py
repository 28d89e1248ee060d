"""The printed numbers that do not follow from those printed before them: what the rounding audit says of each.

Whoever computes with rounded numbers gets other last digits than the unrounded chain has, and makes no mistake. So a
number that the printed inputs reproduce is no finding, whatever its unrounded value is; one that they reach only with
other digits within their rounding is a slip; and one that is out of reach counts by how far off it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.examined_route import AuditVerdict, in_its_unit
from dehsym.audit.severity import part_of, resting_on, severity_of
from dehsym.backticks import typed, typed_point
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.rounding import ROUNDING
from dehsym.verdict import Kind, Verdict, Witness, refuted

_SETTLED = (AuditVerdict.REPRODUCED, AuditVerdict.REACHABLE, AuditVerdict.NOT_REACHABLE)


def by_the_audit(findings: Iterable[Finding], rows: Sequence[AuditRow], paper: PaperDefinition) -> list[Finding]:
    """The findings, with the audit's word in the place of those that compare a print with the unrounded chain.

    Such a finding stays where the audit has not settled the number. `rows` are those of `audit(paper)`.
    """
    given = list(findings)
    told = [each for each in rows if each.verdict in (AuditVerdict.REACHABLE, AuditVerdict.NOT_REACHABLE)]
    settled = {each.printed for each in rows if each.verdict in _SETTLED}
    replaced = [each for each in given if _compared_with(each) in settled]
    return [each for each in given if each not in replaced] + [
        _with(rounding_finding(row, paper), [each for each in replaced if _compared_with(each) == row.printed])
        for row in told
    ]


def rounding_finding(row: AuditRow, paper: PaperDefinition) -> Finding:
    """What is to be told of a number that its printed inputs reach only with other digits, or not at all.

    It yields to a finding with the topic `number ID`, which says more of the same number.
    """
    quantity = paper.quantities.get(row.name)
    resting = resting_on(quantity, paper) if quantity else ()
    unit = f" {row.unit.text}" if row.unit.text != "1" else ""
    reachable = row.verdict is AuditVerdict.REACHABLE
    return Finding(
        row.id,
        (part_of(quantity, paper) if quantity else "") or row.where,
        _severity(row, rests=bool(resting)),
        (row.id, *resting),
        f"{row.name}: {typed(f'{row.printed}{unit}')}",
        _reachable(row) if reachable else _out_of_reach(row),
        row.comparison or _evidence(row),
        f"{typed(f'{row.unrounded_rounds_to or row.unrounded}{unit}')}, unrounded until the end",
        topics=frozenset({f"number {row.id}"}),
        yields=True,
    )


def _severity(row: AuditRow, *, rests: bool) -> str:
    """By how far off it is; a number that is printed in symbols is not rounded, and so has no support."""
    if row.comparison is not None:
        return "unsupported"
    if row.verdict is AuditVerdict.REACHABLE or not row.unrounded:
        return "slip"
    return severity_of(Printed(row.printed), Fraction(row.unrounded), rests=rests)


def _evidence(row: AuditRow) -> Verdict:
    by = f"by {row.best.route.text}" if row.best else row.reason
    return refuted(by, _witness(row), "ranges of rounding, in balls")


def _reachable(row: AuditRow) -> str:
    chosen = typed_point(((row.best and row.best.witness_shown) or {}).items())
    found = "it follows only from other digits within the rounding of the printed inputs"
    return _explained(f"{found}, as {chosen}" if chosen else found, row)


def _out_of_reach(row: AuditRow) -> str:
    inputs = row.best and row.best.route.inputs
    found = "no numbers that round to the printed inputs give it" if inputs else "it is not what is derived for it"
    return _explained(found, row)


def _explained(found: str, row: AuditRow) -> str:
    return f"{found}; what may explain it: {row.explanation}" if row.explanation else found


def _witness(row: AuditRow) -> Witness | None:
    """What the printed inputs give as they stand, beside the print."""
    if row.best is None:
        return None
    value = row.best.numbers(row.unit)["value"]
    inputs = row.best.route.inputs.values()
    return Witness(tuple((each.id, in_its_unit(each, each.value)) for each in inputs), str(value), row.printed)


def _compared_with(finding: Finding) -> str | None:
    """The printed digits that a computed number was seen not to round to; `None` for another finding."""
    evidence = finding.evidence
    of_rounding = evidence.kind is Kind.REFUTED and evidence.method == ROUNDING and evidence.witness
    return evidence.witness.right if of_rounding and evidence.witness else None


def _with(finding: Finding, replaced: Sequence[Finding]) -> Finding:
    """The finding, with the claims of those that it stands for."""
    claims = dict.fromkeys((*finding.claims, *(name for each in replaced for name in each.claims)))
    return replace(finding, claims=tuple(claims))
