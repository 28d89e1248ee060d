"""Linear equations mod 2: against brute force, and laws that hold for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from math import lcm
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dehsym import symbolic
from dehsym.errors import PhaseError
from dehsym.phases.linear import Coset, LinearSystem, Obstruction

Matrix = tuple[tuple[int, ...], ...]


def determinant(rows: list[list[int]]) -> int:
    """By the first row."""
    if not rows:
        return 1
    minors = ([row[:j] + row[j + 1 :] for row in rows[1:]] for j in range(len(rows)))
    return sum((-1) ** j * rows[0][j] * determinant(minor) for j, minor in enumerate(minors))


def all_denominators(matrix: Matrix, unknowns: int) -> int:
    """By Cramer's rule every connected set of solutions has a point with this denominator, times those of b."""
    found = {1}
    for size in range(1, min(len(matrix), unknowns) + 1):
        for rows, columns in product(combinations(matrix, size), combinations(range(unknowns), size)):
            found.add(abs(determinant([[row[j] for j in columns] for row in rows])) or 1)
    return lcm(*found)


def by_brute_force(matrix: Matrix, unknowns: int, constants: list[Fraction], steps: int) -> set[tuple[Fraction, ...]]:
    """Every point of the grid that satisfies the equations; whole numbers only, for speed."""
    scaled = [int(b * steps) for b in constants]
    return {
        tuple(Fraction(k, steps) for k in point)
        for point in product(range(2 * steps), repeat=unknowns)
        if all(
            (sum(a * k for a, k in zip(row, point, strict=True)) - b) % (2 * steps) == 0
            for row, b in zip(matrix, scaled, strict=True)
        )
    }


def random_system(random: Random) -> tuple[Matrix, int, list[Fraction]]:
    unknowns = random.choice((0, 1, 2, 2, 2, 3))
    largest = 1 if unknowns == 3 else 3
    rows = random.randint(0, 4)
    matrix = tuple(tuple(random.randint(-largest, largest) for _ in range(unknowns)) for _ in range(rows))
    denominator = random.choice((1, 2, 2, 3)) if unknowns < 3 else random.choice((1, 2))
    return matrix, unknowns, [Fraction(random.randrange(2 * denominator), denominator) for _ in range(rows)]


def test_300_random_systems_against_brute_force() -> None:
    random, solvable = Random(20250109), 0
    for _ in range(300):
        matrix, unknowns, constants = random_system(random)
        steps = lcm(*(b.denominator for b in constants)) * all_denominators(matrix, unknowns)
        if (2 * steps) ** unknowns > 4_000:
            steps = lcm(*(b.denominator for b in constants)) * LinearSystem(matrix, unknowns).torsion
        expected = by_brute_force(matrix, unknowns, constants, steps)
        found = LinearSystem(matrix, unknowns).solve(constants)
        if isinstance(found, Obstruction):
            assert not expected, (matrix, constants)
            continue
        solvable += 1
        grid = product((Fraction(k, steps) for k in range(2 * steps)), repeat=unknowns)
        assert {point for point in grid if any(point in coset for coset in found)} == expected, (matrix, constants)
        if all(not coset.directions for coset in found):
            assert len(found) == len(expected)
            assert {coset.at(()) for coset in found} == expected
    assert solvable > 100


WHOLE = st.integers(-6, 6)
FRACTIONS = st.fractions(0, 2, max_denominator=12)
SYSTEMS = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(
        st.lists(st.tuples(*[WHOLE] * shape[1]), min_size=shape[0], max_size=shape[0]),
        st.tuples(*[FRACTIONS] * shape[1]),
        st.lists(FRACTIONS, min_size=4, max_size=4),
    )
)


def image(matrix: Matrix, x: tuple[Fraction, ...]) -> list[Fraction]:
    return [sum((a * t for a, t in zip(row, x, strict=True)), Fraction(0)) for row in matrix]


@given(SYSTEMS)
@settings(max_examples=150, deadline=None)
def test_a_solution_that_is_there_is_found_and_all_found_are_solutions(
    drawn: tuple[list[tuple[int, ...]], tuple[Fraction, ...], list[Fraction]],
) -> None:
    rows, planted, parameters = drawn
    system = LinearSystem(tuple(rows), len(planted))
    constants = image(system.matrix, planted)
    if system.count > 2000:
        return
    found = system.solve(constants)
    assert not isinstance(found, Obstruction)
    assert sum(planted in coset for coset in found) == 1
    assert len(found) == system.count
    for coset in found[:20]:
        x = coset.at(parameters[: len(coset.directions)])
        assert x in coset
        assert all((a - b) % 2 == 0 for a, b in zip(image(system.matrix, x), constants, strict=True))


@given(SYSTEMS, FRACTIONS)
@settings(max_examples=150, deadline=None)
def test_an_obstruction_is_a_combination_without_unknowns(
    drawn: tuple[list[tuple[int, ...]], tuple[Fraction, ...], list[Fraction]], shift: Fraction
) -> None:
    rows, planted, _ = drawn
    system = LinearSystem((*rows, tuple(sum(column) for column in zip(*rows, strict=True))), len(planted))
    constants = [*image(tuple(rows), planted), Fraction(0)]
    constants[-1] = sum(constants, Fraction(0)) + shift
    if system.count > 2000:
        return
    found = system.solve(constants)
    assert isinstance(found, Obstruction) == (shift % 2 != 0)
    if isinstance(found, Obstruction):
        y = found.combination
        assert all(
            sum(a * k for a, k in zip(column, y, strict=True)) == 0 for column in zip(*system.matrix, strict=True)
        )
        value = sum((k * b for k, b in zip(y, constants, strict=True)), Fraction(0)) % 2
        assert value == found.value != 0


def test_the_same_solutions_have_the_same_form() -> None:
    """Equations that are combinations of one another: the cosets compare equal, parametrised as they may be."""
    one = LinearSystem(((1, -1, 0), (0, 1, -1)), 3).solve([Fraction(1, 2), Fraction(1)])
    other = LinearSystem(((1, 0, -1), (1, -1, 0), (2, -1, -1)), 3).solve([Fraction(3, 2), Fraction(1, 2), Fraction(2)])
    assert one == other
    assert isinstance(one, tuple)
    assert one[0].rows == ((-1, 1, 0), (-1, 0, 1))
    assert len(one[0].directions) == 1


def test_no_equations_and_no_unknowns() -> None:
    whole = LinearSystem((), 2).solve([])
    assert isinstance(whole, tuple)
    assert [len(coset.directions) for coset in whole] == [2]
    assert LinearSystem(((), ()), 0).solve([Fraction(0), Fraction(2)]) == (Coset((), (), (), ()),)
    assert LinearSystem(((), ()), 0).solve([Fraction(0), Fraction(1)]) == Obstruction((0, 1), Fraction(1))


def test_too_many_solutions_are_refused_in_words() -> None:
    with pytest.raises(PhaseError, match="at most 10000 solutions are wanted, the equations have 20000"):
        LinearSystem(((20_000,),), 1).solve([Fraction(0)])


def test_smith_form_multiplies_out() -> None:
    random = Random(7)
    for _ in range(100):
        rows, columns = random.randint(1, 4), random.randint(1, 4)
        matrix = [[random.randint(-9, 9) for _ in range(columns)] for _ in range(rows)]
        form = symbolic.smith_form(matrix, columns)
        found = multiply(multiply(form.left, matrix), form.right)
        wanted = [[form.diagonal[i] if i == j else 0 for j in range(columns)] for i in range(rows)]
        assert found == wanted
        unit = [[int(i == j) for j in range(columns)] for i in range(columns)]
        assert multiply(form.right, form.right_inverse) == unit
        assert abs(determinant([list(row) for row in form.left])) == 1


def multiply(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> list[list[int]]:
    columns = list(zip(*right, strict=True))
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in columns] for row in left]
