"""Named quantities: what a derivation ends in when numbers are put in, carried without rounding.

A quantity is the right side of a derived step, a closed form in a few *inputs*, with the exact values that the inputs
have here: what a paper was given from outside, such as a measured temperature. Nothing is rounded on the way, and the
value is given in the unit in which the paper prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, final

from sympy import Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.catalogue import Catalogue
from dehsym.claim import PrintedNumber
from dehsym.constants import Constant
from dehsym.derivation import Step
from dehsym.errors import DehsymError, DimensionError, EvaluationError
from dehsym.evaluation import Backend, Value, enclosed, evaluate
from dehsym.printed import Printed
from dehsym.rounding import bits_to_round, rounds_to
from dehsym.unit import Unit
from dehsym.verdict import Verdict, undecided


@final
@dataclass(frozen=True, eq=False)
class Quantity:
    """A number of a paper, by its `name`: what it is, in which unit, and the step whose right side it is.

    `inputs` are the values of the symbols that are not constants of nature. `printed` is what the paper prints for it,
    if it prints anything.
    """

    name: str
    unit: Unit
    step: Step
    catalogue: Catalogue
    inputs: Mapping[Symbol, Constant] = field(default_factory=dict[Symbol, Constant])
    printed: PrintedNumber | None = None

    @property
    def id(self) -> str:
        """The id in the inventory, or the name where the paper does not print it."""
        return self.printed.id if self.printed else self.name

    @property
    def closed_form(self) -> Expr:
        """The quantity in terms of its inputs and of constants of nature."""
        return self.step.equation.rhs

    @property
    def exact_inputs(self) -> dict[Expr, Expr]:
        """The inputs as exact numbers in SI units."""
        return {
            symbol: Rational(constant.fraction.numerator, constant.fraction.denominator)
            for symbol, constant in self.inputs.items()
        }

    def evaluate(
        self, settings: Mapping[Expr, Expr] | None = None, *, digits: int = 15, backend: Backend = "arb"
    ) -> Value:
        """The value in `unit`; `settings` are exact, in SI units, and go before the inputs.

        Raises `EvaluationError` for a setting of a symbol that the closed form does not hold or that lies outside its
        domain, and for digits out of range.
        """
        closed_form, given = self.closed_form, dict(settings or {})
        for symbol in given:
            if not closed_form.has(symbol):
                held = ", ".join(sorted(self.catalogue[each].name for each in closed_form.free_symbols)) or "none"
                wanted = self.catalogue[symbol].name
                raise EvaluationError(f"an input of {self.name} is wanted, {wanted} is not; there are: {held}")
        values = {**self.exact_inputs, **given}
        scaled = closed_form / Rational(self.unit.factor.numerator, self.unit.factor.denominator)
        used = {symbol: value for symbol, value in values.items() if closed_form.has(symbol)}
        found = evaluate(scaled, self.catalogue, used, digits=digits, backend=backend)
        return replace(found, unit=self.unit.text, closed_form=str(closed_form))

    def value(self, digits: int = 15) -> str:
        """The value in `unit` as a decimal text of which every digit is correct."""
        return self.evaluate(digits=digits).text

    def lambdify(self, backend: str = "mpmath") -> Callable[..., Any]:
        """A plain function of the inputs by name, in SI units, that returns the value in SI units.

        An input that is left out has its value here. `backend` is a module that `sympy.lambdify` knows: mpmath, numpy,
        math. Raises `EvaluationError` for another one; the function raises it for a name that is no input.
        """
        symbols = sorted((s for s in self.closed_form.free_symbols if s in self.inputs), key=str)
        constants = {
            symbol: Rational(row.value.fraction.numerator, row.value.fraction.denominator)
            for symbol in self.closed_form.free_symbols
            if symbol not in symbols and (row := self.catalogue[symbol]).value is not None
        }
        function = symbolic.callable_of(symbols, self.closed_form.xreplace(constants), backend)
        names = [self.catalogue[symbol].name for symbol in symbols]
        defaults = {name: self.exact_inputs[symbol] for name, symbol in zip(names, symbols, strict=True)}

        def call(**values: Any) -> Any:
            if unknown := sorted(values.keys() - set(names)):
                raise EvaluationError(f"an input of {self.name} is wanted, found {unknown[0]}; there are {names}")
            return function(*({**defaults, **values}[name] for name in names))

        return call

    def rounds(self) -> Verdict:
        """Whether the value rounds to what the paper prints for it; undecided where it prints no decimal number."""
        if self.printed is None:
            return undecided(f"the paper prints nothing for {self.name}")
        try:
            number = Printed(self.printed.printed)
            ball = enclosed(self.closed_form.xreplace(self.exact_inputs), self.catalogue, bits_to_round(number))
        except DehsymError as error:
            return undecided(str(error))
        shown = self.printed.printed if self.unit.text == "1" else f"{self.printed.printed} {self.unit.text}"
        return rounds_to(ball, number, shown, self.unit.factor)

    def check(self) -> None:
        """Raise `DimensionError` if the closed form has another dimension than the unit."""
        found = self.catalogue.dimension(self.closed_form)
        if found is not None and found != self.unit.dimension:
            raise DimensionError(
                f"{self.name} is wanted in {self.unit.text} ({self.unit.dimension}), {self.closed_form} has {found}"
            )

    def as_json(self, digits: int = 30) -> dict[str, Any]:
        """A row of `numbers.csv`."""
        value = self.evaluate(digits=digits)
        return {
            "id": self.id,
            "name": self.name,
            "value": value.text,
            "unit": self.unit.text,
            "printed": self.printed.printed if self.printed else "",
            "closed_form": str(self.closed_form),
            "inputs": "; ".join(f"{symbol} = {text}" for symbol, text in value.inputs),
            "where": str(self.step.where),
        }

    def __repr__(self) -> str:
        return f"{self.name} = {self.closed_form} = {self.value()} {self.unit.text}"
