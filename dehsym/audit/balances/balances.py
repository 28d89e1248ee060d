"""Whether the printed numbers satisfy the equations beside which they are printed.

A paper prints equations and numbers; put the one into the other. Every symbol of an equation is a printed number, that
is an interval of reals, or is replaced by what the paper says it is in terms of symbols that have one. Where two
members are proved to differ for all reals within those intervals, and for every printed value that a symbol has in that
state, no choice of unrounded numbers behind the print satisfies the equation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, product
from typing import Any, final

from sympy import Expr, Symbol

from dehsym.audit.balances.stated_equations import StatedEquation, stated_equations
from dehsym.audit.balances.symbol_values import SymbolValues, states_of
from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.range import Range
from dehsym.audit.range_comparison import Comparison, Sides, is_positive
from dehsym.backticks import typed
from dehsym.balls import Unsupported
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition
from dehsym.verdict import Kind, Verdict, Witness, refuted, undecided

_MOST = 64


@final
@dataclass(frozen=True, eq=False)
class PutIn:
    """One way to put numbers into two members: `replaced` symbols are expressions in symbols that have `values`.

    `by` are the ids of the equations that were used to replace them.
    """

    left: Expr
    right: Expr
    replaced: Mapping[Symbol, Expr]
    values: Mapping[Symbol, PrintedValue]
    by: frozenset[str] = frozenset()

    @property
    def box(self) -> dict[Symbol, tuple[Fraction, Fraction]]:
        """The interval of each value."""
        return {symbol: (value.low, value.high) for symbol, value in self.values.items()}

    @property
    def is_in_domain(self) -> bool:
        """Whether symbols that stand for positive numbers are replaced by positive ones."""
        return all(is_positive(expr, self.box) for symbol, expr in self.replaced.items() if symbol.is_positive)

    def told(self, numbers: Mapping[Symbol, PrintedValue]) -> tuple[tuple[str, str], ...]:
        """What is put in for what, but for constants of nature and for `numbers` that stand in the equation itself."""
        mentioned = {symbol: value for symbol, value in self.values.items() if value.shown and symbol not in numbers}
        shown = [(str(symbol), value.shown) for symbol, value in mentioned.items()]
        return (*((str(symbol), str(expr)) for symbol, expr in self.replaced.items()), *shown)


@final
@dataclass(frozen=True, eq=False)
class Balance:
    """Two members of an equation with the printed numbers put in, the sharpest of several, and what comes of it.

    The verdict is refuted where the members differ in every way to put numbers in, certified where they agree in one,
    and undecided otherwise.
    """

    equation: StatedEquation
    left: Expr
    right: Expr
    put_in: PutIn
    comparison: Comparison
    verdict: Verdict
    assignments: int

    @property
    def id(self) -> str:
        """The id of the equation."""
        return self.equation.id

    @property
    def mismatch(self) -> Fraction:
        """How far the two ranges lie from one another, over the larger of them: 0 where they meet, 2 at the most."""
        left, right = self.comparison.left, self.comparison.right
        return _gap(left, right) if left and right else Fraction(0)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What was put in, constants of nature apart."""
        return self.put_in.told(self.equation.numbers)

    def as_json(self) -> dict[str, Any]:
        """A row for a table: the members, what was put in, the ranges and the verdict."""
        return {
            "id": self.id,
            "left": str(self.left),
            "right": str(self.right),
            "put_in": dict(self.told),
            "ranges": [str(self.comparison.left), str(self.comparison.right)],
            "assignments": self.assignments,
            "verdict": self.verdict.as_json(),
        }


def _gap(left: Range, right: Range) -> Fraction:
    size = max(abs(left.middle), abs(right.middle))
    return abs(left.middle - right.middle) / size if size else Fraction(0)


def balances(paper: PaperDefinition) -> list[Balance]:
    """Every pair of members of the paper's equations into which its printed numbers can be put, in its order."""
    equations = stated_equations(paper)
    found: list[Balance] = []
    for state in states_of(paper):
        values = SymbolValues(paper, state, equations)
        for equation in equations:
            if values.concerns(equation) and _is_about_numbers(equation, values):
                found += _pairs(equation, values)
    return found


def _is_about_numbers(equation: StatedEquation, values: SymbolValues) -> bool:
    """A definition, or what is quoted from elsewhere, is so only where it says what a printed number is."""
    premise, head = equation.step.premise, equation.members[0]
    if equation.is_printed or (premise is not None and premise.kind is not GrantKind.CITATION):
        return True
    return isinstance(head, Symbol) and bool(values.printed(head))


def _pairs(equation: StatedEquation, values: SymbolValues) -> Iterator[Balance]:
    for left, right in combinations(equation.members, 2):
        if left == right:
            continue
        try:
            found = _balance(equation, values, left, right)
        except Unsupported:
            continue  # a function without an enclosure
        if found is not None:
            yield found


def _balance(equation: StatedEquation, values: SymbolValues, left: Expr, right: Expr) -> Balance | None:
    """The two members compared in every way to put numbers in; `None` where a symbol has no number in any way."""
    ways = list(islice(_ways(equation, values, left, right), _MOST + 1))
    if not ways or not any(_is_of_several_numbers(way) for way in ways):
        return None
    sides: dict[tuple[Expr, Expr], Sides] = {}
    refuted_ones: list[tuple[PutIn, Comparison]] = []
    open_one: tuple[PutIn, Comparison] | None = (ways[0], Comparison(Kind.UNDECIDED)) if len(ways) > _MOST else None
    for way in ways[:_MOST]:
        comparer = sides.setdefault((way.left, way.right), Sides(way.left, way.right))
        found = comparer.over(way.box, disproof=not open_one) if way.is_in_domain else Comparison(Kind.UNDECIDED)
        if found.kind is Kind.CERTIFIED:
            return _told(equation, left, right, way, found, len(ways))
        if found.kind is Kind.REFUTED:
            refuted_ones.append((way, found))
        else:
            open_one = open_one or (way, found)
    return _told(equation, left, right, *(open_one or refuted_ones[0]), len(ways))


def _is_of_several_numbers(way: PutIn) -> bool:
    """Whether two printed numbers or more meet: one by itself is compared with its value by who rounds."""
    return sum(bool(value.shown) and not value.is_exact for value in way.values.values()) > 1


def _ways(equation: StatedEquation, values: SymbolValues, left: Expr, right: Expr) -> Iterator[PutIn]:
    """The ways to put numbers in, the sharpest numbers first."""
    symbols = sorted((left.free_symbols | right.free_symbols) - set(equation.numbers), key=str)
    for replacement in values.in_printed(symbols, equation):
        replaced = replacement.expressions
        sides = left.xreplace(replaced), right.xreplace(replaced)
        used = sorted(sides[0].free_symbols | sides[1].free_symbols, key=str)
        choices = [_choices(symbol, equation, values) for symbol in used]
        for chosen in product(*choices):
            yield PutIn(*sides, replaced, dict(zip(used, chosen, strict=True)), replacement.by)


def _choices(symbol: Symbol, equation: StatedEquation, values: SymbolValues) -> Sequence[PrintedValue]:
    number = equation.numbers.get(symbol)
    return (number,) if number else values.printed(symbol)


def _told(equation: StatedEquation, left: Expr, right: Expr, way: PutIn, comparison: Comparison, count: int) -> Balance:
    verdict = undecided("the printed numbers do not tell the members apart")
    what = "moduli of the members" if comparison.moduli else "members"
    ranges = f"{typed(comparison.left)} and {typed(comparison.right)}"
    if comparison.kind is Kind.CERTIFIED:
        text = f"the {what}, {ranges}, are equal for some numbers that round to those printed"
        verdict = Verdict(Kind.CERTIFIED, text, "ball arithmetic")
    elif comparison.kind is Kind.REFUTED:
        witness = Witness(way.told(equation.numbers), str(comparison.left), str(comparison.right))
        text = f"for all numbers that round to those printed the {what} lie in {ranges}, and differ"
        verdict = refuted(text, witness)
    return Balance(equation, left, right, way, comparison, verdict, count)
