"""Which departures a route leaves room for: the small space that is searched for an explanation.

Everything comes from the route, the paper and the constants of nature; nothing is made up for one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import final

from sympy import Expr, Symbol, pi

from dehsym.adjustments import vintages
from dehsym.audit.decimals import decimal, exact_decimal
from dehsym.audit.explanation.computation import Computation, Number, number_of, over, text_of, with_digits
from dehsym.audit.explanation.departures import (
    CutOff,
    Departure,
    DepartureKind,
    Misprinted,
    OtherExpression,
    OtherFinish,
    OtherNumbers,
    RoundedTwice,
    misprints,
)
from dehsym.audit.explanation.expression_hypotheses import (
    digits_text,
    factors,
    rounded_functions,
    rounded_parts,
    turned_exponents,
)
from dehsym.audit.explanation.prints import Prints, unit_of
from dehsym.audit.printed_value import PrintedValue
from dehsym.audit.rounding.route import Route
from dehsym.backticks import typed
from dehsym.constants import Constant, H
from dehsym.errors import DehsymError
from dehsym.paper_definition import PaperDefinition
from dehsym.symbolic import rational

_MOST_DIGITS = 6
_DIGITS_OF_CONSTANTS = range(2, 6)


@final
@dataclass(frozen=True, eq=False)
class Space:
    """The departures from one route."""

    prints: Prints
    route: Route

    @property
    def paper(self) -> PaperDefinition:
        """The paper."""
        return self.prints.paper

    @cached_property
    def constants(self) -> dict[Symbol, Constant]:
        """The constants of nature in the route."""
        rows = {
            symbol: self.paper.catalogue[symbol].value for symbol in self._symbols if symbol not in self.route.inputs
        }
        return {symbol: constant for symbol, constant in rows.items() if constant}

    @cached_property
    def _symbols(self) -> list[Symbol]:
        return sorted(self.route.expression.free_symbols, key=str)

    @cached_property
    def inputs(self) -> dict[Symbol, PrintedValue]:
        """The printed numbers that the route takes, by name."""
        return {symbol: self.route.inputs[symbol] for symbol in self._symbols if symbol in self.route.inputs}

    @cached_property
    def plain(self) -> Computation:
        """The route at the printed numbers."""
        constants = {symbol: constant.fraction for symbol, constant in self.constants.items()}
        printed = {symbol: printed.value for symbol, printed in self.inputs.items()}
        return Computation(self.route.expression, {**constants, **printed})

    @property
    def digits(self) -> int:
        """How many digits of the target are printed."""
        units = self.route.target.value / self.place
        return len(str(abs(round(units))))

    @property
    def place(self) -> Fraction:
        """One unit of the last printed place."""
        return self.route.target.high - self.route.target.low

    def name(self, symbol: Symbol) -> str:
        """The symbol as people type it."""
        return self.paper.catalogue[symbol].name if symbol in self.paper.catalogue else str(symbol)

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """All of them; where two come to the same, both."""
        return tuple(self._departures())

    def _departures(self) -> Iterator[Departure]:
        yield from self._unrounded()
        for symbol, printed in self.inputs.items():
            yield from self._of_input(symbol, printed)
        yield from self._of_constants()
        yield from rounded_parts(self.route.expression, self.plain.numbers, self.digits)
        yield from rounded_functions(self.route.expression, self.digits)
        yield from factors(self.route.target)
        yield from turned_exponents(self.route.expression)
        yield from self._other_rows()
        yield from _finishes()

    # --- Numbers that go in

    @cached_property
    def _carried(self) -> dict[Symbol, Number]:
        """The inputs that have more digits than are printed, with all of them."""
        found = {symbol: self.prints.unrounded(printed) for symbol, printed in self.inputs.items()}
        return {symbol: number for symbol, number in found.items() if number is not None}

    def _unrounded(self) -> Iterator[Departure]:
        if len(self._carried) > 1:
            yield OtherNumbers(DepartureKind.UNROUNDED, "with nothing rounded on the way", self._carried)
        for symbol, number in self._carried.items():
            sentence = f"with {typed(self.name(symbol))} carried without rounding, {typed(self._shown(symbol, number))}"
            yield OtherNumbers(DepartureKind.UNROUNDED, sentence, {symbol: number})

    def _shown(self, symbol: Symbol, number: Number, digits: int = _MOST_DIGITS) -> str:
        """A number that stands for an input, as that is printed."""
        printed = self.inputs[symbol]
        return text_of(number, digits, unit_of(printed), printed.shown)

    def _of_input(self, symbol: Symbol, printed: PrintedValue) -> Iterator[Departure]:
        name = self.name(symbol)
        for other in self.prints.elsewhere(printed):
            yield OtherNumbers(
                DepartureKind.ANOTHER_PRINT,
                f"with {typed(f'{name} = {other.shown}')}, printed as {other.id}, instead of {typed(printed.shown)}",
                {symbol: other.value},
            )
        yield from self._other_digits(symbol, printed)
        yield from self._misread(symbol, printed)

    def _other_digits(self, symbol: Symbol, printed: PrintedValue) -> Iterator[Departure]:
        number, seen = self._carried.get(symbol), {printed.value}
        if number is None:
            return
        unit = unit_of(printed).factor
        scaled = over(number, unit)
        for truncated in (False, True):
            for digits in range(1, _MOST_DIGITS + 1):
                try:
                    value = with_digits(scaled, digits, truncated=truncated) * unit
                except DehsymError:
                    continue
                if value in seen:
                    continue
                seen.add(value)
                how = "cut off after" if truncated else "rounded to"
                shown = typed(self._shown(symbol, value, digits))
                text = f"with {typed(self.name(symbol))} {how} {digits_text(digits)}, {shown}"
                kind = DepartureKind.DIGITS_CUT_OFF if truncated else DepartureKind.OTHER_DIGITS
                yield OtherNumbers(kind, f"{text}, instead of {typed(printed.shown)}", {symbol: value})

    def _misread(self, symbol: Symbol, printed: PrintedValue) -> Iterator[Departure]:
        if printed.is_exact:
            return
        place = printed.high - printed.low
        units = round(printed.value / place)
        for kind in (DepartureKind.EXCHANGED_DIGITS, DepartureKind.ONE_DIGIT):
            for other in sorted(misprints(units, exchanged=kind is DepartureKind.EXCHANGED_DIGITS)):
                value = other * place
                shown = self._shown(symbol, value, len(str(abs(units))))
                text = f"with {typed(self.name(symbol))} misread as {typed(shown)} for {typed(printed.shown)}"
                yield OtherNumbers(kind, text, {symbol: value})

    # --- Constants of nature

    def _of_constants(self) -> Iterator[Departure]:
        rounded = {
            digits: {symbol: with_digits(constant.fraction, digits) for symbol, constant in self.constants.items()}
            for digits in _DIGITS_OF_CONSTANTS
        }
        for digits, numbers in rounded.items():
            for symbol, value in numbers.items():
                if value != self.constants[symbol].fraction and value != rounded.get(digits - 1, {}).get(symbol):
                    text = "with " + typed(
                        f"{self.name(symbol)} = {decimal(value, digits, like='1e0')} {self.constants[symbol].unit}"
                    )
                    yield OtherNumbers(DepartureKind.ROUNDED_CONSTANT, text, {symbol: value})
            if len(numbers) > 1:
                text = f"with the constants of nature to {digits_text(digits)}"
                yield OtherNumbers(DepartureKind.ROUNDED_CONSTANT, text, numbers)
        yield from self._earlier()
        for symbol, constant in self.constants.items():
            if constant == H:
                name = self.name(symbol)
                text = f"with {typed(f'{name}/(2*pi)')} in place of {typed(name)}"
                yield OtherNumbers(DepartureKind.H_FOR_HBAR, text, {symbol: number_of(rational(H.fraction) / (2 * pi))})

    def _earlier(self) -> Iterator[Departure]:
        adjusted: dict[str, dict[Symbol, Number]] = {}
        for symbol, constant in self.constants.items():
            for vintage in vintages(constant):
                if vintage.value != constant.fraction:
                    adjusted.setdefault(vintage.adjustment, {})[symbol] = vintage.value
        for adjustment, numbers in sorted(adjusted.items(), reverse=True):
            yield OtherNumbers(DepartureKind.EARLIER_ADJUSTMENT, f"with the constants of {adjustment}", numbers)

    # --- What stands in other rows

    def _other_rows(self) -> Iterator[Departure]:
        own = self.prints.form(self.route.target)
        for row in self.prints.rows(self.route.target):
            form = self.prints.form(row.value)
            if own is not None and form not in (None, own):
                text = f"with the value that belongs to {row.value.id}, printed there as {typed(row.value.shown)}"
                yield OtherExpression(DepartureKind.ANOTHER_ROW, text, form.xreplace(self._nature(form)))
        for label, form in self.prints.between_rows(self.route.target):
            text = f"with the value that a row {exact_decimal(label)} would have"
            yield OtherExpression(DepartureKind.ANOTHER_ROW, text, form.xreplace(self._nature(form)))

    def _nature(self, form: Expr) -> Mapping[Expr, Expr]:
        rows = {symbol: self.paper.catalogue[symbol].value for symbol in form.free_symbols}
        return {symbol: rational(row.fraction) for symbol, row in rows.items() if row}


def _finishes() -> Iterator[Departure]:
    kind = DepartureKind
    cut, twice = "with the result cut off instead of rounded", "with the result rounded twice, to one digit more first"
    exchanged, digit = "with two digits of the result exchanged in print", "with one digit of the result misprinted"
    yield OtherFinish(kind.RESULT_CUT_OFF, cut, CutOff())
    yield OtherFinish(kind.RESULT_ROUNDED_TWICE, twice, RoundedTwice())
    yield OtherFinish(kind.EXCHANGED_DIGITS, exchanged, Misprinted(exchanged=True))
    yield OtherFinish(kind.ONE_DIGIT, digit, Misprinted(exchanged=False))
