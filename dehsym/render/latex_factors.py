"""The factors of a product as they are put together for print: roots of numbers, and what the dimensions join.

Nothing is printed here. A product is taken as a rational coefficient and bases with rational powers; quantities whose
powers belong together, because they make a pure number, leave it as a group: n²Λ⁶ is (nΛ³)², and T_c³/T³ is (T_c/T)³.
Everything is so chosen that SymPy, given the printed form, writes the same product.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations
from math import gcd, lcm
from operator import mul
from typing import final

from sympy import Expr, Integer, Mul, NumberSymbol, Pow, Rational, S, Symbol, exp, log
from sympy.core.function import AppliedUndef

from dehsym.dimension import ONE, Dimension

Powers = list[tuple[Expr, Rational]]
Place = tuple[int, bool, int]
"""Where a factor stands in a product: its class, whether its power is no whole number, its rank in the catalogue."""

HALF = Rational(1, 2)
_MOST_JOINED = 8
_LARGEST_GROUP = 4
_UNDER_ONE_ROOT = (Symbol, AppliedUndef, Integer, NumberSymbol, log)


@final
@dataclass(frozen=True, slots=True)
class Group:
    """Quantities with whole powers that make a pure number, and the power, above 1, to which it is raised."""

    parts: tuple[tuple[Expr, Rational], ...]
    power: Rational

    @property
    def is_ratio(self) -> bool:
        """Whether quantities stand on both sides of its fraction line."""
        return len({part.p > 0 for _, part in self.parts}) == 2

    @property
    def is_below(self) -> bool:
        """Whether all of it stands below the fraction line."""
        return all(part.p < 0 for _, part in self.parts)


def powers_of(expr: Expr) -> tuple[Rational, Powers]:
    """Write a product as a rational coefficient and bases with rational powers.

    >>> from sympy.abc import x
    >>> powers_of(Rational(3, 2) * x**2)
    (3/2, [(x, 2)])
    """
    numerator, denominator = 1, 1
    powers: Powers = []
    for factor in Mul.make_args(expr):
        if isinstance(factor, Rational):
            numerator, denominator = numerator * factor.p, denominator * factor.q
        elif isinstance(factor, exp) and isinstance(factor.exp, Rational):
            powers.append((S.Exp1, factor.exp))
        elif isinstance(factor, Pow) and not isinstance(factor, exp) and isinstance(factor.exp, Rational):
            powers.append((factor.base, factor.exp))
        else:
            powers.append((factor, Rational(1)))
    return Rational(numerator, denominator), powers


def without_integer_roots(coefficient: Rational, powers: Powers) -> tuple[Rational, Powers]:
    """Put the root of a whole number that divides the denominator under the line: √2/2 is 1/√2.

    >>> without_integer_roots(Rational(1, 2), [(Integer(2), Rational(1, 2))])
    (1, [(2, -1/2)])
    """
    kept: Powers = []
    for base, power in powers:
        if isinstance(base, Integer) and base.p > 1 and 0 < power.p < power.q and coefficient.q % base.p == 0:
            coefficient = Rational(coefficient.p, coefficient.q // base.p)
            power = Rational(power.p - power.q, power.q)
        kept.append((base, power))
    return coefficient, kept


def with_folded_roots(size: int, powers: Powers) -> tuple[int, Powers]:
    """Join a whole number with a root of the number that it is a power of: 4√2 is 2^(5/2), and 2√2 π^(3/2) too.

    All powers are positive: these are the factors on one side of a fraction line. 2√2 alone stays as it is.

    >>> from sympy import pi
    >>> with_folded_roots(4, [(Integer(2), Rational(1, 2))])
    (1, [(2, 5/2)])
    >>> with_folded_roots(2, [(Integer(2), Rational(1, 2)), (pi, Rational(3, 2))])
    (1, [(2*pi, 3/2)])
    """
    for at, (base, power) in enumerate(powers):
        if not isinstance(base, Integer) or power != HALF:
            continue
        times = _exponent(size, base.p)
        raised = Rational(power.p + times * power.q, power.q)
        fellow = next((each for each in powers if isinstance(each[0], NumberSymbol) and each[1] == raised), None)
        if times and fellow:
            rest = [each for each in powers if each not in (powers[at], fellow)]
            return 1, [(Mul(base, fellow[0], evaluate=False), raised), *rest]
        if times > 1:
            return 1, [*powers[:at], (base, raised), *powers[at + 1 :]]
    return size, powers


def _exponent(number: int, base: int) -> int:
    """Return k with number = base^k; 0 if there is none."""
    times = 0
    while base > 1 and number % base == 0:
        number, times = number // base, times + 1
    return times if number == 1 else 0


def joined_root(powers: Powers, place: Callable[[Expr], Place]) -> list[Expr]:
    """Return the bases of square roots that may be printed as one: √a√b = √(ab) if all but one are positive.

    >>> from sympy import pi
    >>> joined_root([(Integer(2), HALF), (pi, HALF)], lambda base: (0, False, base is pi))
    [2, pi]
    """
    roots = [base for base, power in powers if power == HALF and isinstance(base, _UNDER_ONE_ROOT)]
    positive = [base for base in roots if base.is_positive]
    others = [base for base in roots if not base.is_positive and not base.is_negative]
    return sorted(positive + others[:1], key=place)


def grouped(powers: Powers, dimension: Callable[[Expr], Dimension | None]) -> tuple[list[Group], Powers]:
    """Take the groups out of a product; `dimension` is `None` for what is not to be grouped."""
    rest, groups = list(powers), list[Group]()
    while group := _next_group(rest, dimension):
        groups.append(group[0])
        rest = group[1]
    return groups, rest


def _next_group(powers: Powers, dimension: Callable[[Expr], Dimension | None]) -> tuple[Group, Powers] | None:
    able = [(base, power) for base, power in powers if abs(power.p) > power.q and dimension(base) not in (None, ONE)]
    for count in range(2, _LARGEST_GROUP + 1 if len(able) <= _MOST_JOINED else 3):
        for chosen in combinations(able, count):
            if group := _group(chosen, dimension):
                return group, [each for each in powers if each not in chosen]
        if count == 2 and (pair := _ratio_with_rest(able, dimension)):
            group, rest = pair
            bases = [base for base, _ in group.parts]
            return group, [*(each for each in powers if each[0] not in bases), rest]
    return None


def _group(chosen: Sequence[tuple[Expr, Rational]], dimension: Callable[[Expr], Dimension | None]) -> Group | None:
    power = _common(*(each for _, each in chosen))
    if power.p <= power.q or not _may_be_raised([base for base, _ in chosen], power):
        return None
    parts = tuple((base, Rational(each.p * power.q, each.q * power.p)) for base, each in chosen)
    return Group(parts, power) if _is_pure(parts, dimension) else None


def _is_pure(parts: Sequence[tuple[Expr, Rational]], dimension: Callable[[Expr], Dimension | None]) -> bool:
    return reduce(mul, ((dimension(base) or ONE) ** Fraction(each.p, each.q) for base, each in parts), ONE) == ONE


def _may_be_raised(bases: Sequence[Expr], power: Rational) -> bool:
    """Whether SymPy takes the power of a product apart: (ab)² always, (ab)^(3/2) for positive a and b."""
    return power.q == 1 or all(base.is_positive for base in bases)


def _ratio_with_rest(
    able: Powers, dimension: Callable[[Expr], Dimension | None]
) -> tuple[Group, tuple[Expr, Rational]] | None:
    """T_c³/T² as (T_c/T)³ and T: powers of two like quantities, of which one more would make a ratio."""
    for above, power in able:
        for below, under in able:
            alike = power.p > 0 > under.p and dimension(above) == dimension(below)
            if alike and power + under == S.One and _may_be_raised([above, below], power):
                return Group(((above, Rational(1)), (below, Rational(-1))), power), (below, Rational(1))
    return None


def _common(*powers: Rational) -> Rational:
    """Return the greatest number of which all powers are whole multiples.

    >>> _common(Rational(3, 2), Rational(-3))
    3/2
    """
    below = lcm(*(power.q for power in powers))
    return Rational(gcd(*(power.p * (below // power.q) for power in powers)), below)


def positive(power: Rational) -> Rational:
    """Return the power without its sign.

    >>> positive(Rational(-3, 2))
    3/2
    """
    return Rational(abs(power.p), power.q)
