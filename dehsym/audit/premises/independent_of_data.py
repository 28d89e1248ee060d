"""Comparisons in which nothing is left of the data: they come out the same whatever was measured.

A paper chooses a value, and with it one of its symbols becomes a multiple of what is measured, as a mass that of a
temperature. Ratios that are formed afterwards may then hold no datum at all. What the paper says of such a ratio
follows from the choice for any data, and can neither support nor contradict it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

from sympy import Expr, Symbol

from dehsym.audit.premises.lines import Lines
from dehsym.audit.printed_value import printed_quantities
from dehsym.backticks import typed
from dehsym.derivation import Remark, Step, ancestry_of
from dehsym.findings import Finding
from dehsym.grant import GrantKind
from dehsym.judge import Judge
from dehsym.paper_definition import PaperDefinition
from dehsym.quantity import Quantity
from dehsym.render.latex import latex_expression
from dehsym.rules.algebra import Choose
from dehsym.verdict import Verdict, weakest

_CHOSEN = (GrantKind.CHOICE, GrantKind.POSTULATE)
_DIGITS = 4


@final
@dataclass(frozen=True, eq=False)
class IndependentOfData:
    """What a `choice` makes of a `line`, an expression in data, and the `claims` in words that are free of data then.

    Each claim comes with the judge's verdict on its relation, which holds. `quantities` are printed numbers of which
    the same is true.
    """

    choice: Step
    line: Step
    claims: tuple[tuple[Remark, Verdict], ...]
    quantities: tuple[Quantity, ...]

    @property
    def remarks(self) -> list[Remark]:
        """The claims alone."""
        return [remark for remark, _ in self.claims]


def independent_of_data(paper: PaperDefinition) -> list[IndependentOfData]:
    """The choices on which true claims in words rest that are free of data, in the order of the derivations.

    >>> from dehsym.paper_definition import load_definition
    >>> independent_of_data(load_definition("bose_gas"))
    []
    """
    lines, judge = Lines(paper), Judge(paper.catalogue)
    decided = [(remark, _without_data(remark, lines, judge)) for remark in paper.remarks.values()]
    pure = [(remark, verdict) for remark, verdict in decided if verdict is not None]
    numbers = [each.quantity for each in printed_quantities(paper) if not each.quantity.closed_form.free_symbols]
    found: list[IndependentOfData] = []
    for choice in lines.steps:
        line = _made_of_data(choice, lines) if _is_choice(choice) else None
        if line is None:
            continue
        claims = tuple(each for each in pure if line in ancestry_of(each[0].steps))
        quantities = tuple(each for each in numbers if line in each.step.ancestry)
        if claims:
            found.append(IndependentOfData(choice, line, claims, quantities))
    return found


def independent_of_data_findings(paper: PaperDefinition) -> list[Finding]:
    """The choices by which comparisons come out the same whatever the data, one finding for each.

    >>> from dehsym.paper_definition import load_definition
    >>> independent_of_data_findings(load_definition("bose_gas"))
    []
    """
    lines = Lines(paper)
    return [_finding(lines, each) for each in independent_of_data(paper)]


def _is_choice(step: Step) -> bool:
    return isinstance(step.rule, Choose) and step.rule.kind in _CHOSEN


def _data_of(expr: Expr, lines: Lines) -> list[Symbol]:
    return sorted((symbol for symbol in expr.free_symbols if symbol in lines.paper.inputs), key=str)


def _made_of_data(choice: Step, lines: Lines) -> Step | None:
    """The first line that rests on the choice and gives a symbol as data and constants of nature alone."""
    for step in lines.steps:
        symbol, value = step.equation.sides if len(step.equation.members) == 2 else (None, None)
        if not isinstance(symbol, Symbol) or value is None or symbol in lines.paper.inputs:
            continue
        data = _data_of(value, lines)
        others = value.free_symbols - set(data)
        if data and all(map(lines.is_constant_of_nature, others)) and choice in step.ancestry:
            return step
    return None


def _without_data(remark: Remark, lines: Lines, judge: Judge) -> Verdict | None:
    """The verdict on a claim that is a relation between numbers, or between multiples of one thing, if it is true."""
    relation = remark.relation
    if relation is None or relation.left == relation.right:
        return None
    symbols: set[Symbol] = set(relation.symbols)
    if not relation.right.is_zero:
        symbols &= (relation.left / relation.right).free_symbols
    if not remark.steps or not all(map(lines.is_constant_of_nature, symbols)):
        return None
    verdict = judge.decides(relation)
    return verdict if verdict.holds else None


# --- In words


def _finding(lines: Lines, each: IndependentOfData) -> Finding:
    paper = lines.paper
    data = ", ".join(f"${latex_expression(s, paper.catalogue)}$" for s in _data_of(each.line.equation.rhs, lines))
    claims = [_said(paper, remark) for remark in each.remarks]
    relations = [f"{remark.id} is {_relation(lines, remark)}, {verdict}" for remark, verdict in each.claims]
    numbers = [
        f"{quantity.id} = {lines.text(quantity.closed_form)} = {typed(quantity.value(_DIGITS))}"
        for quantity in each.quantities
    ]
    also = f"; so do the numbers {', '.join(quantity.id for quantity in each.quantities)}" if numbers else ""
    also_chosen = list(_postulates(each))
    given = f", with {', '.join(map(lines.shown, also_chosen))}," if also_chosen else ""
    return Finding(
        f"independent-of-data.{lines.id_of(each.choice)}",
        "; ".join(dict.fromkeys(_part(paper, remark) for remark in each.remarks)),
        "unsupported",
        (*(remark.id for remark in each.remarks), *(quantity.id for quantity in each.quantities)),
        "; ".join(claims),
        f"{lines.shown(each.choice)} makes {lines.shown(each.line)}; in what is compared{given} {data} drops out: "
        f"it comes out the same for any {data}{also}. Whether it is so is settled by the choice, and not by the data",
        replace(weakest(*(verdict for _, verdict in each.claims)), evidence="; ".join([*relations, *numbers])),
        "",
    )


def _relation(lines: Lines, remark: Remark) -> str:
    assert remark.relation
    left, right = (lines.text(side) for side in (remark.relation.left, remark.relation.right))
    return f"{left} {remark.relation.operator.value} {right}"


def _postulates(each: IndependentOfData) -> Iterator[Step]:
    """What else is postulated of the symbol that the choice made a multiple of data, further on."""
    symbol = each.line.equation.lhs
    steps: Sequence[Step] = [step for remark in each.remarks for step in remark.steps]
    steps = [*steps, *(quantity.step for quantity in each.quantities)]
    for step in ancestry_of(steps):
        postulated = step.premise is not None and step.premise.kind is GrantKind.POSTULATE
        if postulated and step.equation.has(symbol) and step.serial > each.line.serial:
            yield step


def _said(paper: PaperDefinition, remark: Remark) -> str:
    if remark.id in paper.prose:
        return f"({remark.id}) {paper.prose[remark.id].claim}"
    order = paper.orders[remark.id]
    return f"({remark.id}) {order.symbol}: {typed(order.printed)}"


def _part(paper: PaperDefinition, remark: Remark) -> str:
    return next(each.part for each in paper.derivations if remark in each.remarks)
