"""The Smith normal form of a matrix of whole numbers, with the two changes of basis that lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from sympy.polys.domains import QQ, ZZ
from sympy.polys.matrices import DomainMatrix
from sympy.polys.matrices.normalforms import smith_normal_decomp

from dehsym.errors import RuleError

Rows = tuple[tuple[int, ...], ...]


@final
@dataclass(frozen=True, slots=True)
class SmithForm:
    """`left` A `right` is diagonal, and both have inverses of whole numbers.

    `diagonal` has an entry for every row of A; beyond the number of columns they are 0.
    """

    diagonal: tuple[int, ...]
    left: Rows
    right: Rows
    right_inverse: Rows


def smith_form(matrix: Sequence[Sequence[int]], columns: int) -> SmithForm:
    """The Smith normal form of a matrix with so many columns; it may have no rows.

    What SymPy returns is multiplied out and the inverses are looked at: what stands here has been checked. Raise
    `RuleError` if it does not hold.

    >>> smith_form([[2, 4], [6, 8]], 2).diagonal
    (2, 4)
    """
    shape = len(matrix), columns
    given = DomainMatrix([[ZZ(entry) for entry in row] for row in matrix], shape, ZZ)
    diagonal, left, right = smith_normal_decomp(given)
    inverses = [_whole_inverse(basis) for basis in (left, right)]
    entries = _rows(diagonal)
    off = any(entry for i, row in enumerate(entries) for j, entry in enumerate(row) if i != j)
    if off or _rows(left * given * right) != entries:
        raise RuleError(f"a Smith normal form is wanted, SymPy found {entries} for {matrix}")
    present = tuple(row[i] if i < columns else 0 for i, row in enumerate(entries))
    return SmithForm(present, _rows(left), _rows(right), inverses[1])


def _whole_inverse(basis: DomainMatrix) -> Rows:
    """The inverse of a change of basis; its entries are whole numbers exactly where the determinant is ±1."""
    size = basis.shape[0]
    inverse = _rows(basis.convert_to(QQ).inv()) if size else ()
    whole = DomainMatrix([[ZZ(entry) for entry in row] for row in inverse], (size, size), ZZ)
    unit = tuple(tuple(int(i == j) for j in range(size)) for i in range(size))
    if _rows(basis * whole) != unit:
        raise RuleError(f"a change of basis with a whole inverse is wanted, SymPy found {_rows(basis)}")
    return inverse


def _rows(matrix: DomainMatrix) -> Rows:
    return tuple(tuple(int(entry) for entry in row) for row in matrix.to_list())
