"""Products of powers: roots instead of powers, equal exponents together, one division.

    x^(k + 1/2) = x^k sqrt(x),   x^a y^a = (x y)^a for x, y >= 0,   x^a/y^b with one division.

The first holds for principal powers of any number, the second for numbers that are not negative. Nor is a root of odd
degree put for a power of a number that may be negative: of -8 most libraries have the real cube root, -2, and the
principal one is 1 + 3^(1/2) i.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from dehsym.compile.program import Numbering

LARGEST_ROOT = 64


@final
@dataclass(frozen=True, slots=True)
class Factor:
    """A value to a rational power; `nonnegative` says that the value is known to be at least 0."""

    value: int
    exponent: Fraction
    nonnegative: bool


def product_of_powers(numbering: Numbering, factors: Sequence[Factor]) -> int:
    """The value of the product; constants among the factors make one constant, to be computed beforehand.

    >>> numbering = Numbering()
    >>> m, T = (Factor(numbering.input(name), Fraction(-3, 2), True) for name in "mT")
    >>> product = product_of_powers(numbering, [m, T])
    >>> [operation.kind.value for operation in numbering.finished([product], {}, [], []).operations[2:]]
    ['number', 'product', 'root', 'product', 'quotient']
    """
    constants = [factor for factor in factors if not numbering.varies(factor.value)]
    others = [factor for factor in factors if numbering.varies(factor.value)]
    constant = _quotient(numbering, constants) if constants else numbering.number(1)
    if not others:
        return constant
    above, below = _sides(numbering, others)
    whole = constant if above is None else numbering.multiply(constant, above)
    return whole if below is None else numbering.divide(whole, below)


def _quotient(numbering: Numbering, factors: Sequence[Factor]) -> int:
    above, below = _sides(numbering, factors)
    whole = numbering.number(1) if above is None else above
    return whole if below is None else numbering.divide(whole, below)


def _sides(numbering: Numbering, factors: Sequence[Factor]) -> tuple[int | None, int | None]:
    """What stands above and what below the bar, each if there is anything."""
    above = [factor for factor in factors if factor.exponent > 0]
    below = [Factor(each.value, -each.exponent, each.nonnegative) for each in factors if each.exponent < 0]
    return (_side(numbering, above) if above else None), (_side(numbering, below) if below else None)


def _side(numbering: Numbering, factors: Sequence[Factor]) -> int:
    """Powers to positive exponents: the whole part of each, then its fractional part."""
    whole: dict[int, list[int]] = {}
    fractional: dict[Fraction, list[int]] = {}
    roots: list[int] = []
    for factor in factors:
        integer, fraction = divmod(factor.exponent, 1)
        if integer:
            whole.setdefault(integer, []).append(factor.value)
        if fraction and factor.nonnegative:
            fractional.setdefault(fraction, []).append(factor.value)
        elif fraction:
            roots.append(_root(numbering, factor.value, fraction, nonnegative=False))
    for fraction, values in fractional.items():
        roots.append(_root(numbering, numbering.product(values), fraction, nonnegative=True))
    powers = [numbering.power(numbering.product(values), exponent) for exponent, values in whole.items()]
    return numbering.product([*powers, *roots])


def _root(numbering: Numbering, value: int, exponent: Fraction, *, nonnegative: bool) -> int:
    """The power to an exponent between 0 and 1."""
    has_real_root = exponent.denominator % 2 == 1 and not nonnegative
    if exponent.denominator > LARGEST_ROOT or has_real_root:
        return numbering.general_power(value, numbering.number(exponent))
    return numbering.power(numbering.root(value, exponent.denominator), exponent.numerator)
