"""Properties of a thing, as the mass of a particle, that a paper computes from what changes.

The catalogue says which symbols are `invariable`. Where one of them is computed from an input for whose letter the
paper prints several values, as temperatures of several epochs, the line gives it a value for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Dummy, Expr, Symbol

from dehsym.audit.premises.lines import Lines
from dehsym.audit.printed_value import PrintedValue, printed_quantities
from dehsym.audit.range_comparison import Comparison, Sides
from dehsym.audit.severity import part_of
from dehsym.backticks import typed
from dehsym.balls import Unsupported
from dehsym.errors import DehsymError
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.quantity import Quantity
from dehsym.render.latex import latex_expression
from dehsym.verdict import Kind, Witness, refuted


@final
@dataclass(frozen=True, eq=False)
class Changing:
    """A quantity for an invariable symbol, an input of it, and two printed values of that input's letter.

    `comparison` has the ranges of the quantity for the first and the second, which are disjoint.
    """

    quantity: Quantity
    input: Symbol
    values: tuple[PrintedValue, PrintedValue]
    comparison: Comparison


def changing(paper: PaperDefinition) -> list[Changing]:
    """The invariable symbols that are computed from what has several printed values, each by its first line.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> changing(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    found: dict[Expr, Changing] = {}
    for quantity in paper.quantities.values():
        symbol = quantity.step.equation.lhs
        if symbol in paper.catalogue and paper.catalogue[symbol].invariable and symbol not in found:
            for each in _changing(paper, quantity):
                found.setdefault(symbol, each)
    return list(found.values())


def invariable_findings(paper: PaperDefinition) -> list[Finding]:
    """The properties of a thing to which the paper gives another value in each state, one finding for each symbol.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> invariable_findings(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    lines = Lines(paper)
    return [_finding(lines, each) for each in changing(paper)]


def _changing(paper: PaperDefinition, quantity: Quantity) -> Iterator[Changing]:
    """For each of its inputs the printed value of its letter that is farthest from the input's, if it matters."""
    for symbol, given in quantity.inputs.items():
        try:
            own = PrintedValue.of_input(paper.catalogue[symbol].name, given)
            others = [each for each in _printed_as(paper, symbol) if each.high < own.low or own.high < each.low]
            if others:
                other = max(others, key=lambda each: abs(each.value - own.value))
                comparison = _compared(paper, quantity.closed_form, symbol, own, other)
                if comparison.kind is Kind.REFUTED and comparison.left and comparison.right:
                    yield Changing(quantity, symbol, (own, other), comparison)
        except DehsymError:
            continue  # an input without a decimal, a function without an enclosure: nothing is known


def _printed_as(paper: PaperDefinition, symbol: Symbol) -> Iterator[PrintedValue]:
    """The printed values of all symbols with that letter and dimension, itself among them."""
    row = paper.catalogue[symbol]
    for other, given in paper.inputs.items():
        if _is_same_letter(paper, other, symbol):
            yield PrintedValue.of_input(paper.catalogue[other].name, given)
    for each in printed_quantities(paper):
        if _is_same_letter(paper, each.symbol, symbol) and each.value.dimension == row.dimension:
            yield each.value


def _is_same_letter(paper: PaperDefinition, one: Expr, other: Expr) -> bool:
    return one in paper.catalogue and paper.catalogue[one].latex == paper.catalogue[other].latex


def _compared(paper: PaperDefinition, expr: Expr, symbol: Symbol, own: PrintedValue, other: PrintedValue) -> Comparison:
    """The expression at both values, all else the same."""
    first, second = Dummy(f"{symbol}_1", positive=True), Dummy(f"{symbol}_2", positive=True)
    box: dict[Symbol, tuple[Fraction, Fraction]] = {
        first: (own.low, own.high),
        second: (other.low, other.high),
    }
    for each in expr.free_symbols - {symbol}:
        value = paper.inputs.get(each) or paper.catalogue[each].value
        if value is None:
            raise Unsupported(f"a value of {each} is wanted")
        box[each] = (value.at_least.fraction, value.at_most.fraction)
    return Sides(expr.xreplace({symbol: first}), expr.xreplace({symbol: second})).over(box)


def _finding(lines: Lines, each: Changing) -> Finding:
    paper, step = lines.paper, each.quantity.step
    own, other = each.values
    symbol, given = (latex_expression(s, paper.catalogue) for s in (step.equation.lhs, each.input))
    left, right = each.comparison.left, each.comparison.right
    where = part_of(each.quantity, paper) or lines.part_of(step)
    name = f"{other.id}, " if other.id in paper.numbers else ""
    at = ((str(each.input), f"{own.shown} and {other.shown}"),)
    ranges = " and ".join(
        f"in {typed(side)} for ${given}$ = {typed(value.shown)}" for side, value in ((left, own), (right, other))
    )
    return Finding(
        f"invariable.{each.quantity.id}",
        where,
        "unsupported",
        lines.affected(step),
        lines.shown(step),
        f"${symbol}$, {paper.catalogue[step.equation.lhs].meaning}, would depend on ${given}$: it lies {ranges} "
        f"({name}SI units), and nothing says why the one value is to be taken and not the other",
        refuted("the ranges are disjoint", Witness(at, str(left), str(right)), "ranges of printed numbers"),
        "",
    )
