"""Departures that an expression leaves room for: a part of it rounded, an exponent turned, a factor lost."""

from __future__ import annotations

from collections.abc import Container, Iterator
from fractions import Fraction
from itertools import chain, combinations

from sympy import Expr, Function, Integer, Mul, NumberSymbol, Pow, Rational, Symbol, exp, pi, sqrt

from dehsym import symbolic
from dehsym.audit.decimals import decimal, decimal_exponent
from dehsym.audit.explanation.computation import number_of, with_digits
from dehsym.audit.explanation.departures import Departure, DepartureKind, OtherExpression, OtherFactor, RoundedPart
from dehsym.audit.explanation.prints import unit_of
from dehsym.audit.printed_value import PrintedValue
from dehsym.backticks import typed, typed_list
from dehsym.constants import ELEMENTARY_CHARGE
from dehsym.dimension import ENERGY

_LONGEST_PART = 40
_MOST_FACTORS = 4
_FACTORS: tuple[Expr, ...] = (
    Integer(2),
    Rational(1, 2),
    Integer(3),
    Rational(1, 3),
    Integer(4),
    Rational(1, 4),
    sqrt(2),
    1 / sqrt(2),
    pi,
    1 / pi,
    2 * pi,
    1 / (2 * pi),
    4 * pi,
    1 / (4 * pi),
    sqrt(pi),
    1 / sqrt(pi),
)
_POWERS_OF_TEN = (-9, -6, -3, -2, -1, 1, 2, 3, 6, 9)
_PART = Symbol("rounded_part", real=True)


def digits_text(count: int) -> str:
    """So many digits, in words.

    >>> digits_text(1), digits_text(3)
    ('1 digit', '3 digits')
    """
    return f"{count} digit" + "s" * (count != 1)


def rounded_parts(whole: Expr, known: Container[Symbol], digits: int) -> Iterator[Departure]:
    """A part of the expression carried with one digit less than the result has, as many, or one more; or cut off.

    Parts with a symbol that is not `known`, bound inside, are left out.

    >>> from sympy import Symbol
    >>> n, L = Symbol("n"), Symbol("L")
    >>> found = rounded_parts(n * L**3 / 2, {n, L}, 3)
    >>> sorted({str(each.part) for each in found})
    ['L**3', 'L**3*n']
    """
    few, enough = DepartureKind.FEW_DIGITS_ON_THE_WAY, DepartureKind.ROUNDED_ON_THE_WAY
    for part, around in _parts(whole):
        if any(symbol not in known for symbol in part.free_symbols):
            continue
        for count in range(max(digits - 1, 1), digits + 2):
            text = f"with {typed(part)} rounded to {digits_text(count)} on the way"
            yield RoundedPart(enough if count >= digits else few, text, whole, part, around, _PART, count)
        text = f"with {typed(part)} cut off after {digits_text(digits)} on the way"
        yield RoundedPart(few, text, whole, part, around, _PART, digits, truncated=True)


def rounded_functions(whole: Expr, digits: int) -> Iterator[Departure]:
    """Every irrational number in the expression, a value of a function at rational places, with so many digits.

    >>> from sympy import zeta
    >>> found = rounded_functions(zeta(Rational(5, 2)) / zeta(Rational(3, 2)), 4)
    >>> [each.sentence for each in found][1]
    'with `zeta(3/2) = 2.612`, `zeta(5/2) = 1.341` on the way'
    """
    parts = [part for part in dict.fromkeys(symbolic.subexpressions(whole)) if _is_irrational_leaf(part)]
    for count in range(max(digits - 1, 1), digits + 2):
        rounded = {part: with_digits(number_of(part), count) for part in parts}
        if len(rounded) > 1:
            kind = DepartureKind.ROUNDED_ON_THE_WAY if count >= digits else DepartureKind.FEW_DIGITS_ON_THE_WAY
            told = typed_list(f"{part} = {decimal(value, count)}" for part, value in rounded.items())
            numbers = {part: symbolic.rational(value) for part, value in rounded.items()}
            yield OtherExpression(kind, f"with {told} on the way", whole.xreplace(numbers))


def _is_irrational_leaf(part: Expr) -> bool:
    applied = isinstance(part, Function | Pow) and all(isinstance(each, Rational) for each in part.args)
    return isinstance(part, NumberSymbol) or applied


def _parts(whole: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The proper parts that somebody may have computed first, each with the expression around it."""
    found: dict[Expr, Expr] = {}
    for part in symbolic.subexpressions(whole):
        plain = not isinstance(part, Symbol | Rational) and symbolic.size(part) <= _LONGEST_PART
        if plain and part != whole:
            found.setdefault(part, whole.xreplace({part: _PART}))
        if isinstance(part, Mul):
            for product, rest in _products(part):
                if product not in (part, whole):
                    found.setdefault(product, whole.xreplace({part: rest * _PART}))
    yield from found.items()


def _products(product: Mul) -> Iterator[tuple[Expr, Expr]]:
    """Products of some of the factors that hold symbols, each with the rest."""
    factors = [each for each in product.args if each.free_symbols]
    sizes = range(2, min(len(factors), _MOST_FACTORS) + 1)
    for group in chain.from_iterable(combinations(factors, size) for size in sizes):
        yield Mul(*group), Mul(*(each for each in product.args if each not in group))


def turned_exponents(whole: Expr) -> Iterator[Departure]:
    """The expression with the sign of one exponent turned.

    >>> from sympy import Symbol
    >>> [str(each.expression) for each in turned_exponents(exp(-Symbol("x")) / 2)]
    ['exp(x)/2']
    """
    for part in dict.fromkeys(symbolic.subexpressions(whole)):
        turned: Expr | None = None
        if isinstance(part, exp):
            turned = exp(-part.args[0])
        elif isinstance(part, Pow) and part.free_symbols:
            turned = part.base ** (-part.exp)
        if turned is not None:
            text = f"with the sign of an exponent turned, {typed(turned)} for {typed(part)}"
            yield OtherExpression(DepartureKind.TURNED_EXPONENT, text, whole.xreplace({part: turned}))


def factors(target: PrintedValue) -> Iterator[Departure]:
    """The result with a small number or pi too many or too few, in a unit with a prefix, or in eV for J."""
    for factor in _FACTORS:
        yield OtherFactor(DepartureKind.FACTOR, f"with a factor {typed(factor)}", number_of(factor))
    for power in _POWERS_OF_TEN:
        yield OtherFactor(DepartureKind.POWER_OF_TEN, f"with a factor $10^{{{power}}}$", Fraction(10) ** power)
    printed = decimal_exponent(target.value / unit_of(target).factor)
    if printed and 2 * printed not in _POWERS_OF_TEN:
        text = f"with the sign of the power of ten turned, $10^{{{printed}}}$ for $10^{{{-printed}}}$"
        yield OtherFactor(DepartureKind.TURNED_EXPONENT, text, Fraction(10) ** (2 * printed))
    if target.dimension == ENERGY:
        charge = ELEMENTARY_CHARGE.fraction
        yield OtherFactor(DepartureKind.UNIT, "with J taken for eV", charge)
        yield OtherFactor(DepartureKind.UNIT, "with eV taken for J", 1 / charge)
