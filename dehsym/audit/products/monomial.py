"""Printed numbers as products of powers: the exponents of what a paper was given, and what is constant beside them.

The closed form of a number is often C x_1^{e_1} ... x_d^{e_d}: the x are what the paper was given from outside, a
temperature or a length; C holds constants of nature and pure numbers. To a product of powers of such numbers belongs
the sum of their exponent vectors, and where that sum vanishes the product is a constant that nothing in print can move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import final

from sympy import Expr, Integer, Mul, Rational, Symbol

from dehsym import symbolic
from dehsym.audit.printed_value import PrintedQuantity, PrintedValue, printed_quantities, unrounded
from dehsym.audit.products.magnitude import span_of
from dehsym.audit.range import Range
from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.evaluation import RealEnclosure, enclosed
from dehsym.paper_definition import PaperDefinition
from dehsym.quantity import Quantity

_FAR = Fraction(10) ** 2000
_KNOWN_BITS = 96


@final
@dataclass(frozen=True, eq=False)
class Member:
    """A printed number as a product of powers.

    `expression` is its closed form with one positive symbol for each printed input, `exponents` has those of the inputs
    and `uncertain` those of constants of nature that are not exact. `exact` encloses the unrounded value in SI units,
    and `span` is what the print may mean. `quantity` is empty for an input itself.
    """

    value: PrintedValue
    span: Range
    expression: Expr
    exponents: Mapping[Symbol, Fraction]
    exact: RealEnclosure
    uncertain: Mapping[Symbol, Fraction] = field(default_factory=dict[Symbol, Fraction])
    quantity: Quantity | None = None

    @property
    def id(self) -> str:
        """Its id in the inventory, or the name of the input."""
        return self.value.id


@final
@dataclass(frozen=True)
class Members:
    """The printed numbers of a paper that are products of powers, and the exact values of the inputs in them."""

    rows: tuple[Member, ...]
    inputs: Mapping[Symbol, Fraction]


def members_of(paper: PaperDefinition) -> Members:
    """The numbers and inputs of a paper that are products of powers of its printed inputs, positive throughout.

    Pure numbers, which hold no input, are left out: a relation among them alone is one for each. An input that the
    inventory has under a number with the same print is left to that number.

    >>> from dehsym.paper_definition import load_definition
    >>> [member.id for member in members_of(load_definition("bose_gas")).rows]
    []
    """
    known: dict[Constant, tuple[Symbol, str]] = {}
    numbers = [found for each in printed_quantities(paper) if (found := _member(each, paper, known)) is not None]
    printed = {(tuple(sorted((str(s), e) for s, e in m.exponents.items())), m.span) for m in numbers if _is_bare(m)}
    inputs = [_input(constant, symbol, name) for constant, (symbol, name) in known.items()]
    kept = [each for each in inputs if (((str(each.expression), Fraction(1)),), each.span) not in printed]
    return Members((*numbers, *kept), {symbol: constant.fraction for constant, (symbol, _) in known.items()})


def _is_bare(member: Member) -> bool:
    return isinstance(member.expression, Symbol)


def _input(constant: Constant, symbol: Symbol, name: str) -> Member:
    value = PrintedValue.of_input(name, constant)
    exact = enclosed(symbolic.rational(constant.fraction), Catalogue())
    return Member(value, span_of(value), symbol, {symbol: Fraction(1)}, exact)


def _member(
    printed: PrintedQuantity, paper: PaperDefinition, known: dict[Constant, tuple[Symbol, str]]
) -> Member | None:
    """The number as a product of powers; `None` if it is none, holds no input, or is not positive."""
    within, quantity = span_of(printed.value), printed.quantity
    exact = _value(quantity)
    if not 1 / _FAR < within.low <= within.high < _FAR or exact is None:
        return None
    renamed = _renamed(quantity, paper, known)
    variables = {each for each in renamed.values() if isinstance(each, Symbol)}
    uncertain = {symbol for symbol in quantity.closed_form.free_symbols - renamed.keys() if _varies(symbol, paper)}
    found = exponents_in(quantity.closed_form.xreplace(renamed), variables | uncertain)
    if found is None:
        return None
    expression, exponents = found
    of_inputs = {symbol: power for symbol, power in exponents.items() if symbol in variables}
    of_others = {symbol: power for symbol, power in exponents.items() if symbol not in variables}
    return Member(printed.value, within, expression, of_inputs, exact, of_others, quantity) if of_inputs else None


def _renamed(quantity: Quantity, paper: PaperDefinition, known: dict[Constant, tuple[Symbol, str]]) -> dict[Expr, Expr]:
    """The inputs of a quantity: one positive symbol for each that is printed, the number for one that is exact."""
    renamed: dict[Expr, Expr] = {}
    for symbol, constant in quantity.inputs.items():
        if constant.printed:
            fresh = Symbol(f"input_{len(known)}", positive=True)
            renamed[symbol] = known.setdefault(constant, (fresh, paper.catalogue[symbol].name))[0]
        else:
            renamed[symbol] = symbolic.rational(constant.fraction)
    return renamed


def _varies(symbol: Symbol, paper: PaperDefinition) -> bool:
    value = paper.catalogue[symbol].value
    return value is not None and not value.exact


def _value(quantity: Quantity) -> RealEnclosure | None:
    """The unrounded value in SI units; `None` unless it is positive, neither vast nor tiny, and known well."""
    ball = unrounded(quantity)
    known = ball is not None and ball.inside(1 / _FAR, _FAR) and ball.ball.rel_accuracy_bits() >= _KNOWN_BITS
    return ball if known else None


def exponents_in(expr: Expr, variables: Iterable[Expr]) -> tuple[Expr, dict[Symbol, Fraction]] | None:
    """`expr` as a product of powers, and the rational exponents of the variables in it; `None` if it is no product.

    >>> from sympy.abc import x, y
    >>> exponents_in((x * y - x) / (y - 1), [x])
    (x, {x: Fraction(1, 1)})
    >>> exponents_in(x + 1, [x]) is None
    True
    """
    wanted = set(variables)
    parts: list[Expr] = []
    exponents: dict[Symbol, Fraction] = {}
    for base, power in symbolic.factors_and_exponents(expr):
        parts.append(base**power)
        if not (base.free_symbols | power.free_symbols) & wanted:
            continue
        if not isinstance(base, Symbol) or not isinstance(power, Rational):
            return None
        exponents[base] = exponents.get(base, Fraction(0)) + Fraction(power.p, power.q)
    product: Expr = Mul(*parts) if parts else Integer(1)
    return product, {symbol: power for symbol, power in exponents.items() if power}
