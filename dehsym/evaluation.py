"""Numbers: the value of an expression at exact inputs, every digit correct or said not to be certified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, final

from flint import acb, arb, fmpq
from sympy import Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.balls import ball_text, compile_enclosure, decimal_digits, rational_digits, working_precision
from dehsym.catalogue import Catalogue
from dehsym.compile import Compiled, Unsupported, compile_expression
from dehsym.compile.declared import declared_input
from dehsym.dimension import ONE, si_unit
from dehsym.domain import Domain
from dehsym.errors import EvaluationError
from dehsym.heads import BoundHead, Differential
from dehsym.numeric.decimal_digits import Unsettled
from dehsym.numeric.exact import described, exact_number, long_integers
from dehsym.numeric.value import Backend, Value, check_digits

if TYPE_CHECKING:
    from dehsym.numeric.exact import Exact

_BITS = 256
_SHOWN = 100


def evaluate(
    expr: Expr,
    catalogue: Catalogue,
    values: Mapping[Expr, Expr | Exact],
    *,
    digits: int = 15,
    backend: Backend = "arb",
    force: bool = False,
) -> Value:
    """The value of `expr` where each free symbol has one of `values` or is a constant of nature.

    The values are exact: SymPy's numbers, integers, fractions, texts, floats as the binary fractions that they are.
    More than 10^6 digits are had with `force`.

    Raises `EvaluationError` for a symbol without a value, a value that is not used or lies outside its domain, digits
    out of range, or a value that is not finite; `DimensionError` for an expression that is not homogeneous.
    """
    check_digits(digits, force=force)
    if expr.atoms(BoundHead) or expr.atoms(Differential):
        raise EvaluationError(f"an expression with a value is wanted, found the formal {expr}")
    bound = [each for operator in symbolic.binding_operators(expr) for each in symbolic.bound_variables(operator)]
    dimension = catalogue.holding(bound).dimension(expr)
    inputs = _inputs(expr, catalogue, {symbol: exact_expression(value) for symbol, value in values.items()})
    text, radius = _digits(expr, inputs, digits, backend)
    with long_integers():
        told = {str(symbol): str(value) for symbol, value in inputs.items()}
        closed_form = None if inputs else str(expr)
    told |= {str(symbol): described(value) for symbol, value in values.items() if not isinstance(value, Expr)}
    return Value(
        text,
        si_unit(dimension or ONE),
        digits,
        backend == "arb",
        radius,
        closed_form,
        tuple(sorted(told.items())),
        backend,
    )


def exact_expression(value: Expr | Exact) -> Expr:
    """An exact number as SymPy has it; what SymPy has already, as it is. Raises `EvaluationError` for another thing.

    >>> exact_expression("0.25"), exact_expression(0.5)
    (1/4, 1/2)
    """
    if isinstance(value, Expr):
        return value
    exact = exact_number(value)
    return Rational(int(exact.numerator), int(exact.denominator))


def _digits(expr: Expr, inputs: Mapping[Expr, Expr], digits: int, backend: Backend) -> tuple[str, str | None]:
    """The digits, and a bound of the error that was left where that is known.

    Compiled code is asked first. It has no complex numbers, not all functions, and does not see that a value is exactly
    0 or a rounding tie unless it is rational: then the numbers are put in and SymPy's simplest form of that is asked.
    """
    try:
        return _by_program(expr, inputs, digits, backend)
    except (Unsupported, Unsettled) as error:
        if backend == "gmpy2":
            raise EvaluationError(str(error)) from error  # which has no other road
    return _by_substitution(expr.xreplace(inputs), digits, backend)


def _by_program(expr: Expr, inputs: Mapping[Expr, Expr], digits: int, backend: Backend) -> tuple[str, str | None]:
    rational = {
        symbol: value for symbol, value in inputs.items() if isinstance(symbol, Symbol) and isinstance(value, Rational)
    }
    others = {symbol: value for symbol, value in inputs.items() if symbol not in rational}
    compiled = _compiled(expr.xreplace(others), list(rational))
    values = {symbol.name: fmpq(value.p, value.q) for symbol, value in rational.items()}
    if backend == "arb":
        found = compiled.formula().decimal(values, digits)
        return found.real, found.radius
    return compiled.approximate(backend, values, digits, fmpq(1)), None


def _compiled(expr: Expr, symbols: list[Symbol]) -> Compiled:
    domains = Domain("real")
    return compile_expression("expression", expr, {each: declared_input(each.name, domains) for each in symbols})


def _by_substitution(number: Expr, digits: int, backend: Backend) -> tuple[str, str | None]:
    if backend == "mpmath":
        return symbolic.mpmath_decimal(number, digits), None
    if isinstance(number, Rational):
        return rational_digits(Fraction(number.p, number.q), digits), "0"
    enclosure = compile_enclosure(number)
    found = decimal_digits(lambda bits: enclosure({}, bits), digits)
    return _complex_text(found.real, found.imaginary), found.radius


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
        with long_integers():
            found = str(value)
        raise EvaluationError(
            f"{wanted} is wanted, found {symbol} = {found if len(found) <= 40 else found[:40] + '...'}"
        )


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
