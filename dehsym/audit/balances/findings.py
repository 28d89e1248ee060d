"""The equations that the printed numbers do not satisfy, one finding for each.

How much it matters goes by rule. A mismatch of a few per cent at the most, which a few units in the last places of the
printed numbers would mend, is a slip. A larger one breaks a derived equation on which other printed results rest, and
leaves any other equation unsupported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.audit.balances.balances import Balance, balances
from dehsym.audit.balances.stated_equations import Flat
from dehsym.audit.decimals import printed_like
from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.range_comparison import Sides
from dehsym.backticks import typed
from dehsym.catalogue import Catalogue
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.render.latex import latex_expression
from dehsym.verdict import Kind

_SMALL = Fraction(3, 100)
_UNITS = 5
_NEAR = 2


def balance_findings(paper: PaperDefinition) -> list[Finding]:
    """The equations of the paper two members of which differ for all values that its printed numbers allow.

    Of several such pairs of one equation that with the largest mismatch is told, and of equals the one into which
    numbers go most directly; and of several equations that fail only together, the first.
    """
    worst: dict[str, Balance] = {}
    for each in balances(paper):
        if each.verdict.kind is not Kind.REFUTED:
            continue
        if each.id not in worst or _rank(each) > _rank(worst[each.id]):
            worst[each.id] = each
    together: dict[frozenset[str], Balance] = {}
    for each in worst.values():
        together.setdefault(each.put_in.by | {each.id}, each)
    return [_Telling(paper, each).finding() for each in together.values()]


def _rank(balance: Balance) -> tuple[float, int, int]:
    """By the mismatch to two decimals; then by how little has to be replaced and put in."""
    replaced = balance.put_in.replaced.values()
    return round(float(balance.mismatch), 2), -sum(map(symbolic.size, replaced)), -len(balance.told)


@final
@dataclass(frozen=True, eq=False)
class _Telling:
    """Words for one balance that is not kept."""

    paper: PaperDefinition
    balance: Balance

    def finding(self) -> Finding:
        """The finding, with the members' ranges as its witness."""
        balance, mends = self.balance, list(self._mends())
        slip = balance.mismatch < _SMALL and self._is_met_within(_UNITS)
        affected = self._affected()
        derived = balance.equation.step.rule is not None
        severity = "slip" if slip else "breaks" if derived and len(affected) > 1 else "unsupported"
        return Finding(
            f"balance.{balance.id}",
            balance.equation.where,
            severity,
            affected,
            f"${balance.equation.latex}$, where {self._put_in()}",
            self._found(),
            balance.verdict,
            self._mended(mends) if slip and mends else self._computed(),
        )

    def _affected(self) -> tuple[str, ...]:
        """The printed equations that rest on it, itself first where it is printed."""
        equation = self.balance.equation
        own = [equation.id] if equation.is_printed else []
        derived = self.paper.derived.items()
        resting = [claim for claim, step in derived if any(each is equation.step for each in step.ancestry)]
        return tuple(dict.fromkeys((*own, *resting)))

    # --- What a change of the numbers would do

    def _is_met_within(self, units: int) -> bool:
        """Whether numbers that are off by so many units in the last place could satisfy it."""
        way = self.balance.put_in
        spread = {s: (v.high - v.low) * units for s, v in way.values.items() if v.shown}
        box = {s: (v.low - spread.get(s, 0), v.high + spread.get(s, 0)) for s, v in way.values.items()}
        positive = all(box[symbol][0] > 0 for symbol in box if symbol.is_positive)
        return positive and Sides(way.left, way.right).over(box).kind is Kind.CERTIFIED

    def _mends(self) -> Iterator[tuple[str, str]]:
        """Symbols with other digits for one of them that would satisfy the equation, near the printed ones."""
        way = self.balance.put_in
        sides = Sides(way.left, way.right)
        for symbol, value in way.values.items():
            if not value.shown or value.is_exact:
                continue
            for units in sorted(range(-_NEAR, _NEAR + 1), key=abs):
                moved = (value.high - value.low) * units
                box = {**way.box, symbol: (value.low + moved, value.high + moved)}
                if box[symbol][0] > 0 and sides.over(box).kind is Kind.CERTIFIED:
                    yield str(symbol), _with_last_place(value, units)
                    break

    # --- Words

    def _put_in(self) -> str:
        balance = self.balance
        told = [f"${self._latex(symbol)} = {self._latex(expr)}$" for symbol, expr in balance.put_in.replaced.items()]
        values = balance.put_in.values.items()
        told += [
            typed(f"{symbol} = {value.shown}")
            for symbol, value in values
            if value.shown and symbol not in balance.equation.numbers
        ]
        return ", ".join(told)

    def _found(self) -> str:
        balance = self.balance
        left, right = (self._text(member) for member in (balance.left, balance.right))
        what = "the moduli of " if balance.comparison.moduli else ""
        ranges = f"{typed(balance.comparison.left)} and {typed(balance.comparison.right)}"
        found = f"for no numbers that round to those printed are {what}{left} and {right} equal: they lie in {ranges}"
        count = balance.assignments
        also = f"; all {count} choices among the printed values give the same" if count > 1 else ""
        return f"{found} (SI units), {_how_far(balance)}{also}"

    def _computed(self) -> str:
        """What a member that is one symbol or number should be by the other one."""
        balance = self.balance
        sides = ((balance.left, balance.comparison.right), (balance.right, balance.comparison.left))
        for member, other in sides:
            if isinstance(member, Symbol) and not balance.comparison.moduli:
                return f"by the other numbers ${self._latex(member)}$ lies in {typed(other)} (SI units)"
        left, right = map(typed, (balance.comparison.left, balance.comparison.right))
        return f"the members are {left} and {right} (SI units)"

    @staticmethod
    def _mended(mends: Sequence[tuple[str, str]]) -> str:
        return "satisfied within rounding by " + ", or by ".join(typed(f"{name} = {text}") for name, text in mends)

    def _latex(self, expr: Expr) -> str:
        return latex_expression(*self._as_catalogued(expr))

    def _text(self, expr: Expr) -> str:
        return f"${self._latex(expr)}$"

    def _as_catalogued(self, expr: Expr) -> tuple[Expr, Catalogue]:
        """The expression in the symbols and functions of a catalogue, with the printed numbers as symbols of it."""
        catalogue = self.paper.catalogue
        flat = Flat(catalogue)
        back: dict[Symbol, Expr] = {flat.symbol(row): row for row in catalogue if not isinstance(row, Symbol)}
        numbers = {symbol: _in_words(value) for symbol, value in self.balance.equation.numbers.items()}
        return expr.xreplace({**back, **numbers}), catalogue.holding(numbers.values())


def _in_words(value: PrintedValue) -> Symbol:
    """A symbol that is printed as the number."""
    return Symbol(rf"\text{{{value.shown}}}", positive=True)


def _with_last_place(value: PrintedValue, units: int) -> str:
    """The printed number with so many units more in its last place.

    >>> from dehsym.printed import Printed
    >>> from dehsym.unit import Unit
    >>> _with_last_place(PrintedValue.of_number("N1", Printed("9.12e62"), Unit.read("J")), -1)
    '9.11e62 J'
    """
    text, _, unit = value.shown.partition(" ")
    printed = Printed(text)
    return f"{printed_like(printed, printed.value + units * printed.ulp)} {unit}".strip()


def _how_far(balance: Balance) -> str:
    """How far apart the two members are, for a reader."""
    left, right = balance.comparison.left, balance.comparison.right
    assert left is not None, balance.id
    assert right is not None, balance.id
    sizes = sorted(abs(each.middle) for each in (left, right))
    if left.high < 0 < right.low or right.high < 0 < left.low:
        return "of opposite sign"
    if sizes[0] and sizes[1] / sizes[0] > 1 + _SMALL * 5:
        return f"a factor of {float(sizes[1] / sizes[0]):.2g} apart"
    return f"{float(balance.mismatch * 100):.2g} % apart"
