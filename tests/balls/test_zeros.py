"""Zeros in a half disc: all of them, isolated; residues against closed forms and against the path itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb
from sympy import Expr, Integer, Symbol, cosh, exp, sin

from dehsym.balls import Point, arc_above, line_through, path_integral, residue_sum, zeros_in_half_disc

z = Symbol("z")
phi = Symbol("phi", positive=True)
BITS = 96
AT: Point = {phi: Fraction(693, 1000)}


@pytest.mark.parametrize(
    ("function", "radius", "count"),
    [
        (z**4 + 1, 2, 2),
        (z**2 + 1, 2, 1),
        (z**2 + 1 + 4 * z**4, 3, 2),
        (cosh(z), 5, 2),  # i pi/2, 3 i pi/2
        (exp(z**2) - phi, 4, 5),
        (exp(z**2) - phi, 8, 21),  # z^2 = ln phi + 2 pi i k, |z|^2 < 64: k = -10 ... 10
        (exp(z), 3, 0),
    ],
    ids=str,
)
def test_all_zeros_are_found(function: Expr, radius: int, count: int) -> None:
    zeros = zeros_in_half_disc(function, z, radius, AT, BITS)
    assert zeros is not None
    assert len(zeros) == count


def test_zeros_on_the_boundary_settle_nothing() -> None:
    assert zeros_in_half_disc(sin(z), z, 4, {}, BITS) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "radius"),
    [(Integer(1), z**2 + 1, 2), (z, cosh(z), 5), (z**2, exp(z**2) - phi, 6), (exp(z), z**4 + 1, 3)],
    ids=str,
)
def test_residue_theorem(numerator: Expr, denominator: Expr, radius: int) -> None:
    found = residue_sum(numerator, denominator, z, radius, AT, BITS)
    assert found is not None
    path = [*line_through(radius), *arc_above(radius)]
    closed = path_integral(numerator / denominator, z, path, AT, BITS)
    assert closed.is_finite()
    assert closed.overlaps(2 * acb.pi() * acb(0, 1) * found[1])


def test_closed_forms() -> None:
    found = residue_sum(Integer(1), z**2 + 1, z, 2, {}, BITS)
    assert found is not None
    assert found[0] == 1
    assert found[1].overlaps(acb(0, -0.5))
