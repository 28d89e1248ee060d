"""How close print is to print: what is not seen does not count, and every difference is named."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dehsym import load
from dehsym.render.closeness import closeness, words
from dehsym.render.closeness_text import comparison_text, comparisons, summary

ALIKE = [
    (r"\left(\frac{a}{b}\right)^2", r"( \dfrac{a}{b} )^{2}"),
    (r"\Lambda_B^3", r"\Lambda_{B}^{3}"),
    (r"z^2\,dz", "z^2 dz"),
    (r"\frac{1}{e}", r"\frac{1}{e} \quad (3)"),
    ("f_c = 1 - x", r"f_c = 1 - x, \tag{6}"),
    (r"x \to 1", r"x \rightarrow 1"),
]


@pytest.mark.parametrize(("ours", "theirs"), ALIKE, ids=[ours for ours, _ in ALIKE])
def test_what_is_not_seen_does_not_count(ours: str, theirs: str) -> None:
    assert closeness(ours, theirs).distance == 0


def test_a_numeral_of_several_digits_keeps_its_braces() -> None:
    assert words("x^{12}") != words("x^12")
    assert closeness("x^{12}", "x^12").distance > 0


def test_every_difference_is_named() -> None:
    found = closeness(r"T_c = \frac{h^2}{2\pi mk_B}", r"T_C = \frac{h^2}{\pi mk_B} \tag{5}")
    assert [str(each) for each in found.differences] == ["C -> c", "(nothing) -> 2"]
    assert found.distance == Fraction(2, 18)


LATEX = st.lists(st.sampled_from(["a", "b", "+", "=", r"\pi", "^", "2", "{", "}"]), max_size=12).map(" ".join)


@given(LATEX, LATEX)
def test_it_is_a_distance(one: str, other: str) -> None:
    there, back = closeness(one, other), closeness(other, one)
    assert there.distance == back.distance
    assert 0 <= there.distance <= 1
    assert (there.distance == 0) == (words(one) == words(other)) == (not there.differences)


def test_the_computed_equations_of_the_paper_are_close_to_its_print() -> None:
    rows = comparisons(load("deh4").definition, load("deh4"))
    said = summary(rows)
    assert said["equations"] == 67
    assert said["compared"] == 64
    assert said["alike"] >= 26
    assert said["mean_distance"] < 0.22
    distances = [row.closeness.distance for row in rows if row.closeness]
    assert distances == sorted(distances)
    alike = {row.id for row in rows if row.closeness and not row.closeness.distance}
    assert {"1", "2", "3", "A.2", "A.3", "A.4", "6", "7", "8", "s4.log-fugacity"} <= alike
    assert comparison_text(rows).endswith(f"mean distance {said['mean_distance']:.3f}")
