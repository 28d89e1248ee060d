"""Whether the printed numbers lie in the regimes that the paper's formulas suppose.

The printed values of all symbols of a ratio are intervals of reals; where the ratio is proved to exceed its bound for
all values that they allow, the formula is used outside of its regime. The same goes for a value that the paper chooses
for a symbol which is defined as the ratio. Equations that rest on the formula may stand as they are, within the regime;
what is concerned are the numbers and claims in words that rest on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.audit.balances.symbol_values import State, states_of
from dehsym.audit.premises.lines import Lines, is_definition
from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.range import Range
from dehsym.audit.range_comparison import Comparison, Sides
from dehsym.backticks import typed, typed_list
from dehsym.balls import Unsupported
from dehsym.constants import Constant
from dehsym.derivation import Step
from dehsym.errors import PaperError
from dehsym.findings import Finding
from dehsym.nearest import hint
from dehsym.paper_definition import PaperDefinition
from dehsym.proposition import Operator
from dehsym.regime import Regime
from dehsym.render.latex import latex_expression
from dehsym.rules.algebra import Choose
from dehsym.verdict import Kind, Witness, refuted

_MOST = 64


@final
@dataclass(frozen=True, eq=False)
class Outside:
    """A regime that is left: the `range` of its ratio at printed `values`, or at a value chosen in the line `choice`.

    `at` is what is given otherwise than by the paper's inputs in the state of these values.
    """

    regime: Regime
    range: Range
    at: Mapping[Symbol, Constant]
    values: tuple[tuple[Symbol, PrintedValue], ...] = ()
    choice: Step | None = None


def outside(paper: PaperDefinition) -> list[Outside]:
    """Every state of the printed numbers, and every choice, that is outside of a regime that the paper declares.

    Raises `PaperError` for a regime of lines that the paper does not print.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> outside(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    if not paper.regimes:
        return []
    lines, states = Lines(paper), states_of(paper)
    found: list[Outside] = []
    for regime in paper.regimes:
        for claim in regime.claims:
            if claim not in paper.claims:
                near = hint(claim, paper.claims)
                raise PaperError(f"regime {regime.name}: an id of {paper.name} is wanted, found {claim!r}{near}")
        if any(claim in paper.derived for claim in regime.claims):
            found += [each for each in (_in_state(regime, state) for state in states) if each]
            found += _chosen(regime, lines)
    return found


def regime_findings(paper: PaperDefinition) -> list[Finding]:
    """The regimes that the printed numbers leave, one finding for each.

    Raises `PaperError` for a regime of lines that the paper does not print.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> regime_findings(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    lines = Lines(paper)
    grouped: dict[str, list[Outside]] = {}
    for each in outside(paper):
        grouped.setdefault(each.regime.name, []).append(each)
    return [_finding(lines, rows) for rows in grouped.values()]


# --- Numbers


def _in_state(regime: Regime, state: State) -> Outside | None:
    """The ratio for printed values of its symbols in a state, if it exceeds the bound for each choice among them."""
    symbols = sorted(regime.ratio.free_symbols, key=str)
    choices = [state.values.get(symbol, ()) for symbol in symbols]
    sharpest: Outside | None = None
    for chosen in islice(product(*choices), _MOST + 1):
        values = tuple(zip(symbols, chosen, strict=True))
        found = _above(regime.ratio, regime, dict(values))
        if found is None:
            return None
        sharpest = sharpest or Outside(regime, found, state.at, tuple((s, value) for s, value in values if value.shown))
    return sharpest


def _chosen(regime: Regime, lines: Lines) -> Iterator[Outside]:
    """The values that the paper chooses for a symbol which is defined as the ratio, each once."""
    told: set[Expr] = set()
    for step in lines.steps:
        if isinstance(step.rule, Choose):
            for symbol, value in step.rule.values.items():
                defined = any(_defines(each, symbol, regime.ratio) for each in step.ancestry)
                found = _above(value, regime, {}) if defined and not value.free_symbols else None
                if found is not None and value not in told:
                    told.add(value)
                    yield Outside(regime, found, {}, choice=step)


def _defines(step: Step, symbol: Expr, expr: Expr) -> bool:
    return is_definition(step) and step.equation.lhs == symbol and expr in step.equation.members


def _above(ratio: Expr, regime: Regime, values: dict[Symbol, PrintedValue]) -> Range | None:
    """The range of the ratio, if all of it is above the bound."""
    box = {symbol: (value.low, value.high) for symbol, value in values.items()}
    if any(low <= 0 for symbol, (low, _) in box.items() if symbol.is_positive):
        return None
    try:
        found: Comparison = Sides(ratio, symbolic.rational(regime.bound)).over(box)
    except Unsupported:
        return None  # a function without an enclosure
    above = found.kind is Kind.REFUTED and found.left is not None and found.left.low > regime.bound
    return found.left if above and not found.moduli else None


# --- In words


def _finding(lines: Lines, rows: list[Outside]) -> Finding:
    paper, regime, first = lines.paper, rows[0].regime, rows[0]
    ratio, bound = f"${latex_expression(regime.ratio, paper.catalogue)}$", typed(regime.bound)
    claims = [claim for claim in regime.claims if claim in paper.derived]
    states = [row.at for row in rows]
    resting = [each for each in lines.resting(claims) if each not in paper.claims and _is_of(paper, each, states)]
    excess = max(rows, key=lambda each: each.range.low).range.low
    at = [f"{ratio} lies in {_told(lines, row)}" for row in rows]
    witness = Witness(_at(first), str(first.range), str(regime.bound))
    return Finding(
        f"regime.{regime.name}",
        "; ".join(dict.fromkeys(paper.claims[claim].where for claim in claims)),
        "breaks" if excess > 1 and resting else "unsupported",
        (*claims, *resting),
        f"{', '.join(f'({claim})' for claim in claims)} suppose {regime.supposes}",
        f"that is used outside of its regime, where {ratio} is at most {bound}: {'; '.join(at)}",
        refuted(f"the ratio is above {bound} for all values that round to those printed", witness, "intervals"),
        f"for {ratio} at most {bound}: {regime.source}",
        Operator.AT_MOST,
    )


def _is_of(paper: PaperDefinition, name: str, states: Sequence[Mapping[Symbol, Constant]]) -> bool:
    """Whether a printed number or claim in words is about these states, or about none in particular."""
    number = paper.number(name)
    quantity = paper.quantities.get(number.name) if number else None
    remark = paper.remarks.get(name)
    given: list[Mapping[Symbol, Constant]] = [each.inputs for each in [quantity] if each]
    given += [each.at for each in [remark] if each]
    other = {s: value for each in given for s, value in each.items() if paper.inputs.get(s) != value}
    return not other.keys() & paper.inputs.keys() or other in states


def _told(lines: Lines, row: Outside) -> str:
    if row.choice is not None:
        return f"{typed(row.range)}, by the choice in ({lines.id_of(row.choice)})"
    shown = typed_list(f"{symbol} = {value.shown}" for symbol, value in row.values)
    return f"{typed(row.range)} for {shown}"


def _at(row: Outside) -> tuple[tuple[str, str], ...]:
    if row.choice is not None and isinstance(row.choice.rule, Choose):
        return tuple((str(symbol), str(value)) for symbol, value in row.choice.rule.values.items())
    return tuple((str(symbol), value.shown) for symbol, value in row.values)
