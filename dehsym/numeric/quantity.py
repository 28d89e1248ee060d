"""A quantity as numbers alone: its name, unit and inputs as texts, its formula as compiled code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, final

from dehsym.numeric.exact import described, exact_number
from dehsym.numeric.formula import Formula
from dehsym.numeric.inputs import checked
from dehsym.numeric.value import Value, check_digits

if TYPE_CHECKING:
    from dehsym.numeric.exact import Exact


@final
class NumericQuantity(NamedTuple):
    """What a paper's quantity comes to: `formula` gives it in SI units, of which `factor` are one `unit`.

    `closed_form` is the formula as text, `printed` what the paper prints for it, "" if nothing.
    """

    id: str
    name: str
    unit: str
    factor: str
    dimension: str
    closed_form: str
    printed: str
    formula: Formula

    def evaluate(
        self, settings: Mapping[str, Exact | object] | None = None, *, digits: int = 15, force: bool = False
    ) -> Value:
        """The value in `unit`; `settings` are exact, by name, in SI units, and go before the inputs.

        Raises `EvaluationError` for a setting that is no input, that is not exact or out of range, and for digits out
        of range; `Unsettled` where no digits can be made certain.
        """
        check_digits(digits, force=force)
        given, depends_on = settings or {}, self.formula.depends_on
        values = checked(self.name, depends_on, given)
        found = self.formula.decimal(values, digits, exact_number(self.factor))
        inputs = {each.name: described(given.get(each.name, each.value)) for each in depends_on}
        return Value(
            found.real,
            self.unit,
            digits,
            certified=True,
            radius=found.radius,
            closed_form=self.closed_form,
            inputs=tuple(sorted(inputs.items())),
            backend="arb",
        )
