"""What the uncertainty of an input, such as that of G, makes of a quantity: to first order, and by interval.

To first order the variances of uncorrelated inputs add, u^2 = sum of (df/dx_i)^2 u_i^2 (JCGM 100:2008, GUM, 5.1.2),
with derivatives taken symbolically and evaluated in balls. The interval holds every value that the quantity has where
no input is further from its value than its uncertainty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, final

from sympy import Add, Expr, Rational, Symbol, sqrt

from dehsym import symbolic
from dehsym.audit.decimals import decimal, decimal_exponent
from dehsym.audit.explanation.computation import Number, ends, over, with_digits
from dehsym.audit.ranges import RangeFinder
from dehsym.constants import Constant
from dehsym.errors import EvaluationError
from dehsym.evaluation import enclosed
from dehsym.quantity import Quantity
from dehsym.unit import Unit

_SHOWN = 12


@final
@dataclass(frozen=True, eq=False)
class Uncertainty:
    """A quantity in `unit`, with its uncertainty to first order, and the range from `low` to `high`.

    `slopes` are the derivatives by the inputs that are uncertain, in SI units, with those inputs' values.
    """

    value: Number
    first_order: Number
    low: Fraction
    high: Fraction
    unit: Unit
    inputs: Mapping[Symbol, Constant]
    slopes: Mapping[Symbol, Expr]

    @property
    def shown(self) -> str:
        """The value to the digits that are known, the uncertainty in its last ones in brackets, and the unit.

        Where there is none to first order, the distance of the further end of the range stands for it.
        """
        known = ends(self.first_order)[0] > 0
        text = concise(self.value, self.first_order if known else self._reach)
        return text if self.unit.text == "1" else f"{text} {self.unit.text}"

    @property
    def _reach(self) -> Fraction:
        """How far the range goes from the value."""
        middle = _middle(self.value)
        return max(middle - self.low, self.high - middle)

    @property
    def formula(self) -> str:
        """How the uncertainty to first order comes about."""
        terms = [f"({slope})^2 u({symbol})^2" for symbol, slope in self.slopes.items()]
        return f"u = ({' + '.join(terms)})^(1/2)"

    def as_json(self) -> dict[str, Any]:
        """The uncertainty as a JSON object; numbers are decimal texts in `unit`."""
        return {
            "value": decimal(_middle(self.value), _SHOWN),
            "first_order": decimal(_middle(self.first_order), _SHOWN),
            "low": decimal(self.low, _SHOWN, toward="down"),
            "high": decimal(self.high, _SHOWN, toward="up"),
            "unit": self.unit.text,
            "shown": self.shown,
            "formula": self.formula,
            "inputs": {
                str(symbol): {"value": given.value, "uncertainty": given.uncertainty, "source": given.source}
                for symbol, given in self.inputs.items()
            },
        }


def uncertainty_of(quantity: Quantity) -> Uncertainty | None:
    """The uncertainty of a quantity; `None` where all its inputs are exact, or those that are not make no difference.

    >>> from dehsym.paper_definition import load_definition
    >>> found = uncertainty_of(load_definition("deh4").quantity("dark-matter-mass"))
    >>> found.shown, found.formula
    ('8.44675(19)e49 kg', 'u = ((-Gamma*c**2/(32*pi*G**2))^2 u(G)^2)^(1/2)')

    Raises `EvaluationError` where the quantity or a derivative has no enclosure that is finite and real.
    """
    return _Propagation(quantity).result()


@final
@dataclass(frozen=True, eq=False)
class _Propagation:
    """The inputs of one quantity, and what becomes of their uncertainties."""

    quantity: Quantity

    @cached_property
    def given(self) -> dict[Symbol, Constant]:
        """Every input and constant of nature with its value."""
        found: dict[Symbol, Constant] = {}
        for symbol in sorted(self.quantity.closed_form.free_symbols, key=str):
            constant = self.quantity.inputs.get(symbol, self.quantity.catalogue[symbol].value)
            if constant is None:
                raise EvaluationError(f"a value for {symbol} is wanted, {self.quantity.name} has none")
            found[symbol] = constant
        return found

    @cached_property
    def uncertain(self) -> dict[Symbol, Constant]:
        """Those that are not exact."""
        return {symbol: constant for symbol, constant in self.given.items() if not constant.exact}

    def result(self) -> Uncertainty | None:
        if not self.uncertain:
            return None
        slopes = {symbol: self.quantity.closed_form.diff(symbol) for symbol in self.uncertain}
        if all(slope.is_zero for slope in slopes.values()):
            return None
        variance = Add(*((slope * _spread(self.uncertain[symbol])) ** 2 for symbol, slope in slopes.items()))
        factor = self.quantity.unit.factor
        low, high = self._range()
        return Uncertainty(
            over(self._number(self.quantity.closed_form), factor),
            over(self._number(sqrt(variance)), factor),
            low / factor,
            high / factor,
            self.quantity.unit,
            self.uncertain,
            slopes,
        )

    def _number(self, expression: Expr) -> Number:
        """The value of an expression in the inputs: exact where it is rational."""
        number = expression.xreplace({symbol: symbolic.rational(each.fraction) for symbol, each in self.given.items()})
        if isinstance(number, Rational):
            return Fraction(number.p, number.q)
        return enclosed(number, self.quantity.catalogue).ball

    def _range(self) -> tuple[Fraction, Fraction]:
        exact = {symbol: each for symbol, each in self.given.items() if symbol not in self.uncertain}
        rest = self.quantity.closed_form.xreplace(
            {symbol: symbolic.rational(each.fraction) for symbol, each in exact.items()}
        )
        box = {symbol: (each.at_least.fraction, each.at_most.fraction) for symbol, each in self.uncertain.items()}
        found = RangeFinder(rest).over(box)
        return found.low, found.high


def _middle(number: Number) -> Fraction:
    low, high = ends(number)
    return (low + high) / 2


def _spread(constant: Constant) -> Rational:
    return symbolic.rational(Constant.fraction_of(constant.uncertainty))


# --- Notation


def concise(value: Number, uncertainty: Number) -> str:
    """A value rounded to its uncertainty, whose digits stand in brackets: those in the last digits of the value.

    The uncertainty has two digits where its first three are from 100 to 354, one where they are from 355 to 949, and is
    rounded up to a 10 of two digits above that (Particle Data Group, Review of Particle Physics, 5.3). Of a tie the
    even neighbour is taken (ISO 80000-1, B.3).

    Raises `EvaluationError` for an uncertainty that is not known to be above 0, or where a ball is too wide to round.

    >>> concise(Fraction(827, 1000), Fraction(119, 1000)), concise(Fraction(827, 1000), Fraction(367, 1000))
    ('0.83(12)', '0.8(4)')
    >>> concise(Fraction("6.67430e-11"), Fraction("0.00015e-11"))
    '6.67430(15)e-11'
    """
    rounded, place = _rounded_uncertainty(uncertainty)
    units = _units(value, place)
    return _written(units, place, int(rounded / place))


def _rounded_uncertainty(uncertainty: Number) -> tuple[Fraction, Fraction]:
    """The uncertainty rounded by that rule, and the place of its last digit."""
    if ends(uncertainty)[0] <= 0:
        raise EvaluationError("an uncertainty above 0 is wanted, found none that is known to be")
    leading = with_digits(uncertainty, 3)
    exponent = decimal_exponent(leading)
    three = leading / Fraction(10) ** (exponent - 2)
    if three >= 950:
        return Fraction(10) ** (exponent + 1), Fraction(10) ** exponent
    digits = 2 if three <= 354 else 1
    place = Fraction(10) ** (exponent - digits + 1)
    return _units(uncertainty, place) * place, place


def _units(number: Number, place: Fraction) -> int:
    """The nearest whole number of units; raise `EvaluationError` where the ball leaves it open."""
    found = {round(end / place) for end in ends(number)}  # Python rounds a half to even
    if len(found) > 1:
        raise EvaluationError(f"a number known to {place} is wanted, found {number}")
    return found.pop()


def _written(units: int, place: Fraction, uncertainty: int) -> str:
    """`units` times `place` with the uncertainty in brackets; with a power of ten where zeros would pad it."""
    last = decimal_exponent(place)
    first = decimal_exponent(units * place) if units else last
    plain = last <= 0 and -3 <= first < 5
    decimals = -last if plain else first - last
    sign, digits = "-" if units < 0 else "", f"{abs(units):0{max(decimals, 0) + 1}d}"
    mantissa = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals > 0 else digits
    power = "" if plain or not first else f"e{first}"
    return f"{sign}{mantissa}({uncertainty}){power}"
