"""Numbers: the value of an expression at exact inputs, every digit correct or said not to be certified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, final

from flint import acb, arb, fmpq
from sympy import Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.balls import ball_text, compile_enclosure, decimal_digits, rational_digits, working_precision
from dehsym.catalogue import Catalogue
from dehsym.dimension import ONE, si_unit
from dehsym.domain import Domain
from dehsym.errors import EvaluationError
from dehsym.heads import BoundHead, Differential

Backend = Literal["arb", "mpmath"]
_BITS = 256
MOST_DIGITS = 1_000_000


@final
@dataclass(frozen=True, slots=True)
class Value:
    """A number with what is known of it: `text` has `digits` significant digits.

    `certified` says that each of them is correct, by balls; `radius` bounds the error that was left. `inputs` are the
    exact values used, as text.
    """

    text: str
    unit: str
    digits: int
    certified: bool
    radius: str | None
    closed_form: str | None
    inputs: tuple[tuple[str, str], ...]
    backend: Backend

    def __str__(self) -> str:
        unit = "" if self.unit == "1" else f" {self.unit}"
        return f"{self.text}{unit}" + ("" if self.certified else f"    ({self.backend}, not certified)")

    def as_json(self, name: str) -> dict[str, Any]:
        """The document that `dehsym eval --json` prints."""
        return {
            "name": name,
            "value": self.text,
            "unit": self.unit,
            "digits": self.digits,
            "certified": self.certified,
            "radius": self.radius,
            "closed_form": self.closed_form,
            "inputs": dict(self.inputs),
            "backend": self.backend,
        }


def evaluate(
    expr: Expr, catalogue: Catalogue, values: Mapping[Expr, Expr], *, digits: int = 15, backend: Backend = "arb"
) -> Value:
    """The value of `expr` where each free symbol has one of `values` or is a constant of nature.

    Raises `EvaluationError` for a symbol without a value, a value that is not used or lies outside its domain, digits
    out of range, or a value that is not finite; `DimensionError` for an expression that is not homogeneous.
    """
    if not 1 <= digits <= MOST_DIGITS:
        raise EvaluationError(f"from 1 to {MOST_DIGITS} digits are wanted, found {digits}")
    if expr.atoms(BoundHead) or expr.atoms(Differential):
        raise EvaluationError(f"an expression with a value is wanted, found the formal {expr}")
    bound = [each for operator in symbolic.binding_operators(expr) for each in symbolic.bound_variables(operator)]
    dimension = catalogue.holding(bound).dimension(expr)
    inputs = _inputs(expr, catalogue, values)
    number = expr.xreplace(inputs)
    if backend == "mpmath":
        text, radius = symbolic.mpmath_decimal(number, digits), None
    elif isinstance(number, Rational):
        text, radius = rational_digits(Fraction(number.p, number.q), digits), "0"
    else:
        enclosure = compile_enclosure(number)
        found = decimal_digits(lambda bits: enclosure({}, bits), digits)
        text, radius = _complex_text(found.real, found.imaginary), found.radius
    return Value(
        text,
        si_unit(dimension or ONE),
        digits,
        backend == "arb",
        radius,
        None if inputs else str(expr),
        tuple(sorted((str(symbol), str(value)) for symbol, value in inputs.items())),
        backend,
    )


@final
@dataclass(frozen=True, slots=True)
class RealEnclosure:
    """An interval that holds a real number, found with `bits` of working precision, with which it is compared too."""

    ball: arb
    bits: int

    def inside(self, low: Fraction, high: Fraction) -> bool:
        """Whether it lies between the two."""
        with working_precision(self.bits):
            return bool(self.ball > _exact(low)) and bool(self.ball < _exact(high))

    def outside(self, low: Fraction, high: Fraction) -> bool:
        """Whether it is disjoint from the interval between the two."""
        with working_precision(self.bits):
            return bool(self.ball < _exact(low)) or bool(self.ball > _exact(high))

    def over(self, divisor: Fraction) -> RealEnclosure:
        """The number over an exact one, other than 0."""
        with working_precision(self.bits):
            return RealEnclosure(self.ball / _exact(divisor), self.bits)

    def text(self, digits: int) -> str:
        """Its midpoint, with no more digits than are known."""
        return ball_text(acb(self.ball), digits)


def enclosed(expr: Expr, catalogue: Catalogue, bits: int = _BITS) -> RealEnclosure:
    """An enclosure of a real number that is given by constants of nature alone.

    Raises `EvaluationError` for a symbol without a value, and where the value is not finite or not real.

    >>> from sympy import exp, Integer
    >>> enclosed(exp(Integer(-1)), Catalogue()).text(6)
    '0.367879'
    """
    if expr.atoms(BoundHead) or expr.atoms(Differential):
        raise EvaluationError(f"an expression with a value is wanted, found the formal {expr}")
    ball = compile_enclosure(expr.xreplace(_inputs(expr, catalogue, {})))({}, bits)
    if not ball.is_finite() or not ball.imag.contains(0):
        raise EvaluationError(f"a finite real value is wanted, found {expr}")
    return RealEnclosure(ball.real, bits)


def _inputs(expr: Expr, catalogue: Catalogue, values: Mapping[Expr, Expr]) -> dict[Expr, Expr]:
    """The value of every free symbol; each checked against the domain that the catalogue declares."""
    free = expr.free_symbols | symbolic.opaque_functions(expr)
    for symbol, value in values.items():
        if symbol not in free:
            raise EvaluationError(f"a symbol of the expression is wanted, {symbol} does not occur in {expr}")
        _check(symbol, value, catalogue[symbol].domain)
    found = dict(values)
    for symbol in sorted(free - set(values), key=str):
        if symbol in values or any(symbol in function.free_symbols for function in values if function != symbol):
            continue
        constant = catalogue[catalogue.declared(symbol) if not isinstance(symbol, Symbol) else symbol].value
        if constant is None:
            raise EvaluationError(f"a value for {catalogue[symbol].name} is wanted: {catalogue[symbol].meaning}")
        found[symbol] = Rational(constant.fraction.numerator, constant.fraction.denominator)
    return found


def _check(symbol: Expr, value: Expr, domain: Domain) -> None:
    if isinstance(value, Rational):
        inside = Fraction(value.p, value.q) in domain or domain.kind == "complex"
    else:
        inside = _inside(compile_enclosure(value)({}, _BITS), domain)
    if not inside:
        wanted = str(domain).replace("x", str(symbol), 1)
        raise EvaluationError(f"{wanted} is wanted, found {symbol} = {value}")


def _inside(value: acb, domain: Domain) -> bool:
    if domain.kind == "complex":
        return value.is_finite()
    if domain.kind == "integer" or not value.imag.is_zero():
        return False
    low, high = domain.values.low, domain.values.high
    with working_precision(_BITS):
        return bool((low is None or value.real > _exact(low)) and (high is None or value.real < _exact(high)))


def _exact(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def _complex_text(real: str, imaginary: str | None) -> str:
    if imaginary is None:
        return real
    if real == "0":
        return f"{imaginary}*I"
    sign, size = ("-", imaginary[1:]) if imaginary.startswith("-") else ("+", imaginary)
    return f"{real} {sign} {size}*I"
