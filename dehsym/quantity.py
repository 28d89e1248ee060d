"""Named quantities: what a derivation ends in when numbers are put in, carried without rounding.

A quantity is the right side of a derived step, a closed form in a few *inputs*, with the exact values that the inputs
have here: what a paper was given from outside, such as a measured temperature. Nothing is rounded on the way, and the
value is given in the unit in which the paper prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, final

from flint import fmpq
from sympy import Expr, Rational, Symbol

from dehsym.backticks import typed
from dehsym.catalogue import Catalogue
from dehsym.claim import PrintedNumber
from dehsym.compile import Compiled, Unsupported, compile_expression
from dehsym.compile.declared import declared_input
from dehsym.constants import Constant
from dehsym.derivation import Step
from dehsym.display.phrases import letters_of
from dehsym.display.tables import facts, items
from dehsym.display.verdicts import verdict_cell
from dehsym.display.words import formula, prose
from dehsym.errors import DehsymError, DimensionError, EvaluationError
from dehsym.evaluation import enclosed, evaluate
from dehsym.markup import Html, joined, with_powers
from dehsym.numeric.callables import NumericFunction
from dehsym.numeric.decimal_digits import Unsettled
from dehsym.numeric.exact import described
from dehsym.numeric.inputs import Input, checked
from dehsym.numeric.quantity import NumericQuantity
from dehsym.numeric.value import Backend, Value, check_digits
from dehsym.printed import Printed
from dehsym.render.latex import latex_expression
from dehsym.rounding import bits_to_round, rounds_to
from dehsym.unit import Unit
from dehsym.verdict import Verdict, undecided

if TYPE_CHECKING:
    from dehsym.numeric.exact import Exact


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

    @cached_property
    def compiled(self) -> Compiled:
        """The closed form as code in SI units; raise `Unsupported` where it has no program in real numbers."""
        return self.compiled_with({})

    def compiled_with(self, shared: Mapping[Expr, str]) -> Compiled:
        """The same, where numbers that are `shared` with others are computed by functions of these names."""
        symbols = sorted(self.closed_form.free_symbols, key=str)
        inputs = {symbol: self._input(symbol) for symbol in symbols if symbol in self.inputs}
        constants = {symbol: self._input(symbol) for symbol in symbols if symbol not in self.inputs}
        return compile_expression(self.name, self.closed_form, inputs, constants, shared=shared)

    @cached_property
    def numeric(self) -> NumericQuantity:
        """The quantity without its derivation, as numbers alone; raise `Unsupported` as `compiled` does."""
        return NumericQuantity(
            self.id,
            self.name,
            self.unit.text,
            str(self.unit.factor),
            str(self.unit.dimension),
            str(self.closed_form),
            self.printed.printed if self.printed else "",
            self.compiled.formula(),
        )

    def _input(self, symbol: Symbol) -> Input:
        row = self.catalogue[symbol]
        constant = self.inputs.get(symbol, row.value)
        if constant is None:
            return declared_input(row.name, row.domain)
        return declared_input(row.name, row.domain, constant.value, constant.source)

    def evaluate(
        self,
        settings: Mapping[Expr, Expr | Exact] | None = None,
        *,
        digits: int = 15,
        backend: Backend = "arb",
        force: bool = False,
    ) -> Value:
        """The value in `unit`; `settings` are exact, in SI units, and go before the inputs.

        Raises `EvaluationError` for a setting of a symbol that the closed form does not hold or that lies outside its
        domain, and for digits out of range: more than 10^6 are had with `force`.
        """
        check_digits(digits, force=force)
        given = settings or {}
        for symbol in given:
            if not self.closed_form.has(symbol):
                held = ", ".join(sorted(self.catalogue[each].name for each in self.closed_form.free_symbols)) or "none"
                wanted = self.catalogue[symbol].name
                raise EvaluationError(f"an input of {self.name} is wanted, {wanted} is not; there are: {held}")
        try:
            return self._by_program(given, digits, backend, force=force)
        except (Unsupported, Unsettled) as error:
            if backend == "gmpy2":
                raise EvaluationError(str(error)) from error  # which has no other road
        return self._by_substitution(given, digits, backend, force=force)

    def _by_program(self, given: Mapping[Expr, Expr | Exact], digits: int, backend: Backend, *, force: bool) -> Value:
        """By compiled code; raise `Unsupported` where there is none, or for a setting that is not rational."""
        settings = {self.catalogue[symbol].name: value for symbol, value in given.items()}
        irrational = [name for name, value in settings.items() if isinstance(value, Expr) and not value.is_Rational]
        if irrational:
            raise Unsupported(f"a rational number is wanted, found {irrational[0]} = {settings[irrational[0]]}")
        if backend == "arb":
            return self.numeric.evaluate(settings, digits=digits, force=force)
        depends_on = (*self.compiled.inputs, *self.compiled.constants)
        values = checked(self.name, depends_on, settings)
        factor = fmpq(self.unit.factor.numerator, self.unit.factor.denominator)
        return Value(
            self.compiled.approximate(backend, values, digits, factor),
            self.unit.text,
            digits,
            certified=False,
            radius=None,
            closed_form=str(self.closed_form),
            inputs=tuple(sorted((each.name, described(settings.get(each.name, each.value))) for each in depends_on)),
            backend=backend,
        )

    def _by_substitution(
        self, given: Mapping[Expr, Expr | Exact], digits: int, backend: Backend, *, force: bool
    ) -> Value:
        """With the numbers put into the closed form: what is not rational, has no program, or is a rounding tie."""
        closed_form = self.closed_form
        values: dict[Expr, Expr | Exact] = {**self.exact_inputs, **given}
        scaled = closed_form / Rational(self.unit.factor.numerator, self.unit.factor.denominator)
        used = {symbol: value for symbol, value in values.items() if closed_form.has(symbol)}
        found = evaluate(scaled, self.catalogue, used, digits=digits, backend=backend, force=force)
        return found._replace(unit=self.unit.text, closed_form=str(closed_form))

    def value(self, digits: int = 15) -> str:
        """The value in `unit` as a decimal text of which every digit is correct."""
        return self.evaluate(digits=digits).text

    def lambdify(self, backend: str = "mpmath") -> NumericFunction:
        """A plain function of the inputs by name, in SI units, that returns the value in SI units.

        An input that is left out has its value here. The backends are mpmath, to the precision that mpmath is set to;
        arb, a ball in, a ball out; gmpy2; numpy, which takes arrays; math. `source` is the code that is run.

        Raises `Unsupported`, naming the function, for what a backend does not have, `EvaluationError` for another
        backend, or one that is not installed; the function raises `EvaluationError` for a name that is no input, and
        for a value that is not finite or outside the domain of its symbol.
        """
        return self.compiled.function(backend)

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
        return rounds_to(ball, number, typed(shown), self.unit.factor)

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

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        left, right = (latex_expression(side, self.catalogue) for side in (self.step.equation.lhs, self.closed_form))
        rows = [
            ("closed form", formula(f"{left} = {right}")),
            ("value", with_powers(self._with_unit(self._text()))),
            ("with", items(self._symbol_text(symbol) for symbol in self._used())),
        ]
        if self.printed:
            said = joined([with_powers(self._with_unit(self.printed.printed)), f" ({self.printed.where})"])
            rows += [("printed", said), ("rounds to it", verdict_cell(self.rounds(), letters_of(self.catalogue)))]
        return facts(rows, self.name if self.id == self.name else f"{self.id}  {self.name}")

    def _text(self) -> str:
        try:
            return self.value()
        except DehsymError as error:
            return f"[no value: {error}]"

    def _with_unit(self, text: str) -> str:
        return text if self.unit.text == "1" else f"{text} {self.unit.text}"

    def _used(self) -> list[Symbol]:
        """The inputs and the constants of nature that the closed form holds."""
        return sorted((each for each in self.closed_form.free_symbols if each in self.catalogue), key=str)

    def _symbol_text(self, symbol: Symbol) -> Html:
        row = self.catalogue[symbol]
        value = self.inputs.get(symbol, row.value)
        shown = value and (value.printed or f"{value.value} {value.unit}".removesuffix(" 1"))
        return joined([prose(f"${row.latex}$"), *([" = ", with_powers(shown)] if shown else []), ", ", row.meaning])

    def __repr__(self) -> str:
        return f"{self.name} = {self.closed_form} = {self._with_unit(self._text())}"
