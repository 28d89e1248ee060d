"""One printed symbol with several values: the numbers that a paper gives under one letter, where they cannot agree.

The letter of a number is what the inventory has before the first equality sign, bracketed label or comma: `F=Mc^2`
and `F (7)` are both F. An argument makes another thing, T(lambda=0.700), and so does a word, `He Lambda_B`. What the
paper is given under a letter counts with the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import final

from sympy import Expr, Symbol

from dehsym.audit.decimals import decimal
from dehsym.audit.printed_value import PrintedValue, printed_quantities
from dehsym.audit.products.magnitude import span_of
from dehsym.audit.range import Range
from dehsym.audit.severity import part_of
from dehsym.backticks import typed
from dehsym.constants import Constant
from dehsym.dimension import Dimension
from dehsym.errors import NotationError
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.unit import Unit
from dehsym.verdict import Witness, refuted

_ROUNDING_FACTOR = Fraction(21, 20)


@final
@dataclass(frozen=True, slots=True)
class NamedValue:
    """A printed value of a letter: where it stands, the catalogued symbol where known, and what it is computed from."""

    letter: str
    where: str
    value: PrintedValue
    symbol: Expr | None
    inputs: Mapping[Symbol, Constant] = field(default_factory=dict[Symbol, Constant])

    @property
    def span(self) -> Range:
        """What the print may mean."""
        return span_of(self.value)


@final
@dataclass(frozen=True, slots=True)
class RepeatedSymbol:
    """A letter with printed values of one dimension of which at least two cannot be the same number.

    `apart` are the two that are farthest from each other, the smaller first.
    """

    letter: str
    values: tuple[NamedValue, ...]
    apart: tuple[NamedValue, NamedValue]

    @property
    def ratio(self) -> Range | None:
        """What the larger of the two is of the smaller; `None` unless both are positive."""
        small, large = (each.span for each in self.apart)
        return Range(large.low / small.high, large.high / small.low) if small.low > 0 else None

    @property
    def is_one_thing(self) -> bool:
        """Whether the two stand for one thing: one catalogued symbol, or one letter within one part of the paper."""
        one, other = self.apart
        return (one.symbol is not None and one.symbol == other.symbol) or one.where == other.where


def letter_of(symbol: str) -> str:
    r"""The letter in an inventory's symbol, without spaces, braces and backslashes, as in LaTeX's `\Delta V`.

    >>> [letter_of(each) for each in ("F (7)", "N=n a^3", "T(lambda=0.700)", "Delta V=a^3", "He Lambda_B(2.17 K)")]
    ['F', 'N', 'T(lambda=0.700)', 'Delta V', 'He Lambda_B(2.17 K)']
    """
    depth = 0
    for place, sign in enumerate(symbol):
        if depth == 0 and (sign in "=," or symbol[place : place + 2] == " ("):
            return symbol[:place].strip()
        depth += (sign in "([{") - (sign in ")]}")
    return symbol.strip()


def _as_key(letter: str) -> str:
    return "".join(each for each in letter if each not in " \\{}")


def named_values(paper: PaperDefinition) -> list[NamedValue]:
    """Every decimal that the paper prints under a letter, and every input, in the order of the inventory."""
    known = {each.value.id: each for each in printed_quantities(paper)}
    found: list[NamedValue] = []
    for number in paper.numbers.values():
        try:
            value = PrintedValue.of_number(number.id, Printed(number.printed), Unit.read(number.unit))
        except NotationError:
            continue  # in words, or in a unit that is none: nothing to compare
        quantity = known.get(number.id)
        where = part_of(quantity.quantity, paper) if quantity else ""
        symbol = quantity.symbol if quantity else None
        inputs: Mapping[Symbol, Constant] = quantity.quantity.inputs if quantity else {}
        found.append(NamedValue(letter_of(number.symbol), where or number.where, value, symbol, inputs))
    for symbol, constant in paper.inputs.items():
        row = paper.catalogue[symbol]
        found.append(NamedValue(row.latex, constant.source, PrintedValue.of_input(row.name, constant), symbol))
    return found


def repeated_symbols(paper: PaperDefinition) -> list[RepeatedSymbol]:
    """The letters that stand for numbers which cannot be the same, in the order in which they are printed.

    Numbers that are computed at different values of one input are left out: they are values of a function.

    >>> from dehsym.paper_definition import load_definition
    >>> [each.letter for each in repeated_symbols(load_definition("deh4"))]
    ['mc^2', 'm', 'N', 'F']
    """
    groups: dict[tuple[str, Dimension], list[NamedValue]] = {}
    for each in named_values(paper):
        groups.setdefault((_as_key(each.letter), each.value.dimension), []).append(each)
    return [
        RepeatedSymbol(values[0].letter, tuple(values), apart)
        for values in groups.values()
        if (apart := _farthest(values)) is not None
    ]


def _farthest(values: Iterable[NamedValue]) -> tuple[NamedValue, NamedValue] | None:
    """The two that are farthest apart, among those that cannot agree; `None` if all can."""
    ordered = sorted(values, key=lambda each: each.value.value)
    pairs = (pair for pair in combinations(ordered, 2) if not _are_two_states(*pair))
    disjoint = [pair for pair in pairs if not pair[0].span.meets(pair[1].span)]
    return max(disjoint, key=lambda pair: _distance(*pair), default=None)


def _are_two_states(one: NamedValue, other: NamedValue) -> bool:
    """Whether the two are computed at different values of one input, as at two temperatures: then they may differ."""
    return any(other.inputs.get(symbol, value) != value for symbol, value in one.inputs.items())


def _distance(small: NamedValue, large: NamedValue) -> Fraction:
    """How far the larger is above the smaller, in terms of the smaller where that is positive."""
    apart = large.value.value - small.value.value
    return apart / small.value.value if small.value.value > 0 else apart


# --- In words


def symbol_findings(paper: PaperDefinition) -> list[Finding]:
    """One finding for each letter with values that cannot agree.

    Values of different things far apart in the paper are a slip of notation, and so are values within a twentieth; of
    two values of one thing at least one has no support. Which of them results rest on is not for the letter to say.
    """
    return [_finding(each) for each in repeated_symbols(paper)]


def _finding(repeated: RepeatedSymbol) -> Finding:
    small, large = repeated.apart
    shown = [f"{each.value.id}: {_shown(each)} in {each.where}" for each in repeated.values]
    ratio = f"; their ratio is {_ratio(repeated.ratio)}" if repeated.ratio else ""
    ranges = [f"{_span(each)} for {each.value.id}" for each in repeated.apart]
    ids = [each.value.id for each in (small, large, *repeated.values)]
    orders = [each.value.id for each in repeated.values if each.value.is_order]
    allowed = f"; {', '.join(orders)}, a power of ten, is read as an order of magnitude" if orders else ""
    at = tuple((each.value.id, each.value.shown) for each in repeated.apart)
    evidence = f"the printed ranges {ranges[0]} and {ranges[1]} (SI units) are disjoint"
    return Finding(
        f"symbol.{'-'.join(repeated.letter.split())}",
        "; ".join(dict.fromkeys(each.where for each in repeated.values)),
        _severity(repeated),
        tuple(dict.fromkeys(ids)),
        f"{typed(repeated.letter)} is given as {'; '.join(shown)}",
        f"{typed(repeated.letter)} stands for numbers that differ: {_shown(small)} and {_shown(large)}{ratio}{allowed}",
        refuted(evidence, Witness(at, ranges[0], ranges[1]), "ranges of printed numbers"),
        "",
    )


def _shown(each: NamedValue) -> str:
    return typed(each.value.shown)


def _span(each: NamedValue) -> str:
    low, high = each.span.shown().split(" to ")
    return f"{typed(low)} to {typed(high)}"


def _ratio(ratio: Range) -> str:
    low = decimal(ratio.low, 3, toward="down")
    return f"about {typed(decimal(ratio.middle, 3))}, certainly at least {typed(low)}"


def _severity(repeated: RepeatedSymbol) -> str:
    if not repeated.is_one_thing:
        return "slip"
    close = repeated.ratio is not None and repeated.ratio.low < _ROUNDING_FACTOR
    return "slip" if close else "unsupported"
