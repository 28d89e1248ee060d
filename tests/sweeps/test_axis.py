"""Grids: exact points, told as they are, and refused where they make no sense."""

from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from dehsym.errors import DehsymError
from dehsym.numeric.exact import exact_number
from dehsym.sweeps.axis import Axis, exact_text, read_axis


def _points(text: str) -> list[str]:
    axis = read_axis(text)
    return [axis.text(place) for place in range(axis.count)]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("T=1:2:5", ["1", "1.25", "1.5", "1.75", "2"]),
        ("T=2:1:3", ["2", "1.5", "1"]),
        ("T = 0 : 1 : 4", ["0", "1/3", "2/3", "1"]),
        ("T=-1:1:2", ["-1", "1"]),
        ("T=3:7:1", ["3"]),
        ("T=5:5:3", ["5", "5", "5"]),
        ("T=1/3:2/3:2", ["1/3", "2/3"]),
        ("m=1e-40:3e-40:3", ["1e-40", "2e-40", "3e-40"]),
        ("z=0.1,0.25,1e30", ["0.1", "0.25", "1e30"]),
        ("a=1:16:5:log", ["1", "2", "4", "8", "16"]),
        ("a=1:2:3:log", ["1", "1.4142135623731", "2"]),
        ("a=2:1/2:3:log", ["2", "1", "0.5"]),
        ("a=3:3:3:log", ["3", "3", "3"]),
    ],
)
def test_points(text: str, points: list[str]) -> None:
    assert _points(text) == points


@pytest.mark.parametrize(
    "text",
    [
        "", "T", "T=", "=1:2:3", "T=1:2", "T=1:2:0", "T=1:2:-1", "T=1:2:3:lin", "T=1:2:3:log:log", "T=1:2:1e3",
        "T=a:2:3",
        "T=1:inf:3", "T=nan,1", "T=0:1:3:log", "T=-2:-1:3:log", "T=1,,2", "2T=1:2:3", "T=1:2:99999999999", "T=1/0:2:3",
        "T=__import__('os'):2:3",
    ],
)  # fmt: skip
def test_what_is_no_grid_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(DehsymError, match="wanted") as caught:
        read_axis(text)
    assert "\n" not in str(caught.value)


@given(st.fractions())
def test_exact_text_is_exact(value: object) -> None:
    exact = exact_number(value)
    assert exact_number(exact_text(exact)) == exact


@given(st.integers(-(10**30), 10**30), st.integers(-400, 400))
def test_decimals_come_back_as_decimals(number: int, exponent: int) -> None:
    exact = fmpq(number) * fmpq(10) ** exponent
    text = exact_text(exact)
    assert "/" not in text
    assert exact_number(text) == exact
    assert len(text) <= 60 + 25


@given(st.integers(2, 50), st.fractions(), st.fractions())
def test_neighbours_are_equally_far_apart(count: int, start: object, stop: object) -> None:
    point = Axis.between("x", start, stop, count).points()
    steps = {point(place + 1) - point(place) for place in range(count - 1)}
    assert len(steps) == 1
    assert (point(0), point(count - 1)) == (exact_number(start), exact_number(stop))


def test_a_list_is_kept_as_it_is() -> None:
    axis = Axis.of("T", [2.5, "1/3", 7])
    assert [axis.text(place) for place in range(3)] == ["2.5", "1/3", "7"]
    with pytest.raises(DehsymError, match="found 0"):
        Axis.of("T", [])
