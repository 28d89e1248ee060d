"""Printed tables: the one row that breaks the pattern is named and mended; bends, peaks and rounding are not."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import atan, cos, exp, log, sqrt, tanh
from pathlib import Path

import pytest

from dehsym.audit.range import Range
from dehsym.audit.tables.divided_differences import Point, allowed, divided_differences, interpolated, sign_changes
from dehsym.audit.tables.tables import columns, odd_rows, table_findings
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.verdict import Kind
from tests.audit.numbers_paper import Row, numbers_paper

ARGUMENTS = ("0.70", "0.80", "0.90", "0.925", "0.95", "0.99")


def _paper(folder: Path, arguments: Sequence[str], *printed: Sequence[str], where: str = "Table 1") -> PaperDefinition:
    """A table with the columns f, g, ... against x."""
    rows = [
        Row(f"{name}{place}", f"{name}(x={argument})", text, where=where)
        for name, texts in zip("fgh", printed, strict=False)
        for place, (argument, text) in enumerate(zip(arguments, texts, strict=True))
    ]
    return numbers_paper(folder, {}, rows)


def _printed(function: Callable[[float], float], arguments: Sequence[str], decimals: int = 2) -> list[str]:
    return [f"{function(float(argument)):.{decimals}f}" for argument in arguments]


def test_deh4() -> None:
    (finding,) = table_findings(load_definition("deh4"))
    assert (finding.id, finding.severity, finding.claims[0]) == ("table.N41", "slip", "N41")
    assert finding.correct == "`t(lambda=0.900) = 20.7 Gyr`"
    assert finding.evidence.kind is Kind.REFUTED
    assert finding.evidence.witness is not None
    assert dict(finding.evidence.witness.at)["t(lambda=0.900)"] == "18.1"
    assert "20.55 to 20.79 Gyr" in finding.we_find


def test_bose_gas_has_no_tables() -> None:
    assert table_findings(load_definition("bose_gas")) == []


def _reciprocal(x: float) -> float:
    return 1 / x


@pytest.mark.parametrize("function", [exp, sqrt, _reciprocal, log])
@pytest.mark.parametrize("place", [2, 3])
@pytest.mark.parametrize("error", [-0.4, 0.4])
def test_a_wrong_row_is_named_and_mended(
    tmp_path: Path, function: Callable[[float], float], place: int, error: float
) -> None:
    right = _printed(lambda x: 10 + function(x), ARGUMENTS, 4)
    assert table_findings(_paper(tmp_path, ARGUMENTS, right)) == []
    wrong = [*right]
    wrong[place] = f"{float(right[place]) + error:.4f}"
    (row,) = odd_rows(_paper(tmp_path, ARGUMENTS, wrong))
    assert row.cell.number.id == f"f{place}"
    assert row.demanded.low <= Fraction(right[place]) <= row.demanded.high
    assert abs(float(row.mended or right[place]) - float(right[place])) < 0.0021


def test_two_columns_are_two_roads(tmp_path: Path) -> None:
    """The other column is an abscissa too, and the two polynomials agree."""
    first, second = _printed(lambda x: exp(3 * x), ARGUMENTS, 1), _printed(lambda x: 9 / x, ARGUMENTS, 3)
    wrong = [*first[:2], "11.0", *first[3:]]
    (row,) = odd_rows(_paper(tmp_path, ARGUMENTS, wrong, second))
    assert [name for name, _ in row.interpolations] == ["x", "g"]
    assert first[2] == "14.9"
    assert row.mended in ("14.8", "14.9")


@pytest.mark.parametrize(
    "values",
    [
        ["0.00", "1.00", "5.00", "1.00", "0.00"],  # a peak narrower than the rows are apart
        ["1.00", "2.00", "3.00", "0.00", "0.00"],  # a fall at the end
        ["1.00", "2.00", "3.00", "4.00", "3.50"],  # a maximum
        ["0.00", "0.10", "0.50", "0.90", "1.00"],  # a bend
        ["1.00", "1.01", "1.00", "1.01", "1.00"],  # rounding
        ["1.00", "1.00", "1.00", "1.00", "1.00"],
        ["1.00", "3.00", "2.00", "5.00", "4.00"],  # no pattern at all
    ],
)
def test_other_columns_are_left_in_peace(tmp_path: Path, values: list[str]) -> None:
    assert table_findings(_paper(tmp_path, ("1", "2", "3", "4", "5"), values)) == []


def test_three_rows_are_no_pattern_and_text_is_no_table(tmp_path: Path) -> None:
    texts = ["1.0", "19.0", "3.0", "4.0"]
    assert columns(_paper(tmp_path, ("1", "2", "3"), texts[:3])) == []
    assert columns(_paper(tmp_path, ("1", "2", "3", "4"), texts, where="sec1")) == []
    (row,) = odd_rows(_paper(tmp_path, ("1", "2", "3", "4"), texts))  # it rises, but for the second row
    assert (row.cell.number.id, row.order, row.mended) == ("f1", 1, "2.0")


def test_two_hundred_tables_rounded_correctly_give_no_finding(tmp_path: Path) -> None:
    """Smooth functions, those that bend among them, on uneven arguments, rounded to few and to many digits."""
    stream = random.Random(41)
    shapes: list[Callable[[float], float]] = [exp, sqrt, tanh, atan, cos, lambda x: x**3, lambda x: 1 / (1 + x * x)]
    for _ in range(200):
        arguments = [
            f"{x:.3f}" for x in sorted({round(stream.uniform(0.1, 3), 3) for _ in range(stream.randint(4, 9))})
        ]
        scale, shift, shape = stream.uniform(0.5, 40), stream.uniform(-1, 1), stream.choice(shapes)
        texts = [
            _printed(lambda x, f=f, a=scale, b=shift: a * f(x) + b, arguments, stream.randint(0, 3))
            for f in (shape, stream.choice(shapes))
        ]
        assert table_findings(_paper(tmp_path, arguments, *texts)) == [], (arguments, texts)


def test_divided_differences_of_polynomials() -> None:
    exact = [Fraction(x) for x in (0, 1, 3, 7, 8)]
    points = [Point(x, x**3 - x, Range(x**3 - x, x**3 - x)) for x in exact]
    assert {each.value for each in divided_differences(points, 3)} == {Fraction(1)}
    assert sign_changes(divided_differences(points, 2)) == 0
    assert interpolated(points, Fraction(5)) == 120
    window = allowed(points, 2, 2, 1)
    assert window is not None
    assert window.low < 24 < window.high
