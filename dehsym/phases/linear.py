"""Linear equations mod 2 with whole coefficients: all real solutions, or a combination that shows there are none.

For A x ≡ b (mod 2) in (R/2Z)^n take the Smith form U A W = D and put x = W y: since U and W have whole inverses, the
equations are the same as D y ≡ U b. A row with d ≠ 0 has the |d| solutions y = (c + 2 j)/d; a row with d = 0 asks that
c ≡ 0, and where it is not, that row of U is a combination of the equations without unknowns that fails. The set of
solutions is therefore a finite union of cosets of one torus, counted by the product of the |d|. (Newman, Integral
Matrices, Ch. II; Cohen, A Course in Computational Algebraic Number Theory, 2.4.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import lcm, prod
from typing import final

from dehsym import symbolic
from dehsym.errors import PhaseError

Whole = tuple[int, ...]
MOST_SOLUTIONS = 10_000


@final
@dataclass(frozen=True, slots=True)
class Coset:
    """The x in (R/2Z)^n with R x ≡ v (mod 2): connected, for the rows of R extend to a basis of Z^n.

    The rows are in Hermite form from the last column to the first, so that equal cosets compare equal. `offset` is
    one solution; every other is that plus a real combination of the `directions`.
    """

    rows: tuple[Whole, ...]
    values: tuple[Fraction, ...]
    offset: tuple[Fraction, ...] = field(compare=False)
    directions: tuple[Whole, ...] = field(compare=False)

    def __contains__(self, x: Sequence[Fraction]) -> bool:
        return all(
            (sum(a * t for a, t in zip(row, x, strict=True)) - v) % 2 == 0
            for row, v in zip(self.rows, self.values, strict=True)
        )

    def at(self, parameters: Sequence[Fraction]) -> tuple[Fraction, ...]:
        """The solution with one parameter for each direction."""
        moved = list(self.offset)
        for parameter, direction in zip(parameters, self.directions, strict=True):
            moved = [x + parameter * step for x, step in zip(moved, direction, strict=True)]
        return tuple(x % 2 for x in moved)


@final
@dataclass(frozen=True, slots=True)
class Obstruction:
    """A whole combination y of the equations in which no unknown is left, y A = 0, while y b ≡ `value` ≢ 0 (mod 2)."""

    combination: Whole
    value: Fraction


@final
@dataclass(frozen=True)
class LinearSystem:
    """A x ≡ b (mod 2) in `unknowns` real unknowns, for one matrix and any b.

    >>> system = LinearSystem(((1, 0), (-1, 2)), 2)
    >>> found = system.solve((Fraction(1, 2), Fraction(0)))
    >>> [tuple(map(str, coset.values)) for coset in found]
    [('1/2', '1/4'), ('1/2', '5/4')]
    >>> LinearSystem(((1,), (1,)), 1).solve((Fraction(0), Fraction(1)))
    Obstruction(combination=(-1, 1), value=Fraction(1, 1))
    """

    matrix: tuple[Whole, ...]
    unknowns: int

    @cached_property
    def smith(self) -> symbolic.SmithForm:
        """The Smith form of the matrix."""
        return symbolic.smith_form(self.matrix, self.unknowns)

    @property
    def count(self) -> int:
        """The number of cosets wherever there is a solution."""
        return prod(abs(d) for d in self.smith.diagonal if d)

    @property
    def torsion(self) -> int:
        """A number by which every solution differs from one with the denominators of b: the lcm of the divisors."""
        return lcm(*(abs(d) for d in self.smith.diagonal if d))

    def solve(self, constants: Sequence[Fraction]) -> tuple[Coset, ...] | Obstruction:
        """All solutions, or why there is none; raise `PhaseError` if there are more than can be listed."""
        if self.count > MOST_SOLUTIONS:
            raise PhaseError(f"at most {MOST_SOLUTIONS} solutions are wanted, the equations have {self.count}")
        turned = [_dot(row, constants) for row in self.smith.left]
        for row, d, c in zip(self.smith.left, self.smith.diagonal, turned, strict=True):
            if d == 0 and c % 2 != 0:
                return self._single(constants) or Obstruction(row, c % 2)
        kept = [i for i, d in enumerate(self.smith.diagonal) if d]
        choices = [[(turned[i] + 2 * j) / d for j in range(abs(d))] for i in kept if (d := self.smith.diagonal[i])]
        return tuple(sorted((self._coset(kept, chosen) for chosen in product(*choices)), key=lambda c: c.values))

    def _single(self, constants: Sequence[Fraction]) -> Obstruction | None:
        """An equation that fails by itself says more than a combination."""
        for i, (row, b) in enumerate(zip(self.matrix, constants, strict=True)):
            if not any(row) and b % 2 != 0:
                return Obstruction(tuple(int(i == j) for j in range(len(self.matrix))), b % 2)
        return None

    def _coset(self, kept: Sequence[int], chosen: Sequence[Fraction]) -> Coset:
        columns = list(zip(*self.smith.right, strict=True))
        offset = tuple(_dot([row[i] for i in kept], chosen) % 2 for row in self.smith.right)
        free = tuple(columns[i] for i in range(self.unknowns) if i not in kept)
        rows, values = hermite([self.smith.right_inverse[i] for i in kept], chosen)
        return Coset(rows, values, offset, free)


def hermite(rows: Sequence[Whole], values: Sequence[Fraction]) -> tuple[tuple[Whole, ...], tuple[Fraction, ...]]:
    """The equations `rows` x ≡ `values` (mod 2), independent, in Hermite form from the last column to the first.

    Pivots are positive, and the other entries of a pivot's column lie from 0 up to it; the values lie in [0, 2).

    >>> hermite([(1, -1, 0), (0, 1, -1)], [Fraction(1), Fraction(1, 2)])[0]
    ((-1, 1, 0), (-1, 0, 1))
    """
    waiting = [[*map(Fraction, row), value] for row, value in zip(rows, values, strict=True)]
    done: list[list[Fraction]] = []
    for column in reversed(range(len(rows[0]) if rows else 0)):
        while len(nonzero := [row for row in waiting if row[column]]) > 1:  # Euclid's algorithm on the column
            least = min(nonzero, key=lambda row: abs(row[column]))
            for row in nonzero:
                if row is not least:
                    _subtract(row, least, row[column] // least[column])
        for pivot in nonzero:
            waiting.remove(pivot)
            if pivot[column] < 0:
                pivot[:] = [-entry for entry in pivot]
            for row in done:
                _subtract(row, pivot, row[column] // pivot[column])
            done.append(pivot)
    done.reverse()
    return tuple(tuple(int(entry) for entry in row[:-1]) for row in done), tuple(row[-1] % 2 for row in done)


def _subtract(row: list[Fraction], other: Sequence[Fraction], times: int) -> None:
    row[:] = [a - times * b for a, b in zip(row, other, strict=True)]


def _dot(row: Sequence[int], column: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0))
