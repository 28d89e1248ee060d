"""Every general check of what a paper prints, one after another: what they find goes to one list of findings.

A check takes any paper and looks for what contradicts itself: numbers and numbers, numbers and equations, equations and
the laws of thermodynamics, letters and what they stand for. None of them knows a paper, and none is asked for by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import final

from dehsym.audit.balances.findings import balance_findings
from dehsym.audit.premises.held_fixed import held_fixed_findings
from dehsym.audit.premises.independent_of_data import independent_of_data_findings
from dehsym.audit.premises.invariable import invariable_findings
from dehsym.audit.premises.two_expressions import two_expression_findings
from dehsym.audit.premises.validity import regime_findings
from dehsym.audit.products.products import product_findings
from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.examined_route import AuditVerdict
from dehsym.audit.symbols.letters import letter_findings
from dehsym.audit.symbols.repeated_symbols import symbol_findings
from dehsym.audit.tables.tables import table_findings
from dehsym.audit.thermodynamics import thermodynamic_findings
from dehsym.errors import DehsymError
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition

Check = Callable[[PaperDefinition], list[Finding]]


@final
class CrossChecks:
    """The checks of one paper: `rows` are those of its audit, `misprinted` the ids of lines printed otherwise."""

    def __init__(self, rows: Sequence[AuditRow], misprinted: Collection[str]) -> None:
        # Rounding on the way explains a number that the printed inputs give; what they cannot give is told as that.
        told = {row.id for row in rows if row.verdict in (AuditVerdict.REPRODUCED, AuditVerdict.NOT_REACHABLE)}
        self._checks: dict[str, Check] = {
            "printed equations at the printed numbers": balance_findings,
            "the laws of thermodynamics": partial(thermodynamic_findings, misprinted=misprinted),
            "two expressions for one symbol": two_expression_findings,
            "what is held fixed": held_fixed_findings,
            "what cannot vary": invariable_findings,
            "the regime of a formula": regime_findings,
            "evidence without data": independent_of_data_findings,
            "one symbol with two values": symbol_findings,
            "products of printed numbers": partial(product_findings, told=told),
            "rows of tables": table_findings,
            "letters": letter_findings,
        }

    def run(self, paper: PaperDefinition) -> tuple[list[Finding], list[str]]:
        """What the checks find; and in a line each which of them could not be made, and why."""
        found: list[Finding] = []
        not_made: list[str] = []
        for name, check in self._checks.items():
            try:
                found += check(paper)
            except DehsymError as error:  # as in a changed world, where lines have fallen
                not_made.append(f"{name}: {error}")
        return found, not_made
