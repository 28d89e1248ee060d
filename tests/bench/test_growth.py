"""Cost as work grows, at small sizes: what is counted, the fit, the drawing, and that examination is linear."""

from __future__ import annotations

from pathlib import Path

import pytest

from dehsym.bench.growth import Curve, growth
from dehsym.bench.growth_drawing import draw_growth
from dehsym.bench.synthetic import synthetic_derivation
from dehsym.claim import Claims
from dehsym.derivation import ancestry_of
from dehsym.errors import DehsymError
from dehsym.examination import Examiner
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful

CURVE = Curve("examining", "steps", ((10, 0.1), (100, 1.0), (1000, 10.0)))


def test_every_curve_is_drawn(tmp_path: Path) -> None:
    said: list[str] = []
    ticks = iter(range(10**9))
    curves = growth(
        digits=(15, 50), steps=(5, 10), points=(2, 20), advance=said.append, clock=lambda: float(next(ticks))
    )
    assert [curve.unit for curve in curves] == ["digits", "digits", "steps", "points"]
    assert len(said) == 8
    for kind in ("svg", "png", "pdf"):
        file = draw_growth([*curves, CURVE], tmp_path / f"cost.{kind}")
        assert file.stat().st_size > 1000


def test_a_power_is_found() -> None:
    assert CURVE.exponent == pytest.approx(1.0)
    assert CURVE.as_json()["points"][0] == [10, 0.1]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DehsymError, match=r"\.svg"):
        draw_growth([CURVE], tmp_path / "cost.txt")
    with pytest.raises(DehsymError, match="written"):
        draw_growth([CURVE], tmp_path / "nowhere" / "cost.svg")


def test_the_synthetic_derivation_is_proved() -> None:
    catalogue, derived = synthetic_derivation(20)
    checked = Examiner(catalogue, Claims({}), Forgetful()).examine(derived.steps)
    kinds = [each.follows.kind for each in checked.values()]
    assert len(kinds) == 20
    assert kinds[2:] == [Kind.PROVED] * 18
    with pytest.raises(DehsymError, match="at least 2"):
        synthetic_derivation(1)


def test_the_ancestry_of_all_steps_is_each_of_them_once() -> None:
    _, derived = synthetic_derivation(60)
    assert ancestry_of(derived.steps) == list(derived.steps)
    assert ancestry_of(derived.steps[::-1]) == list(derived.steps)
    assert ancestry_of([derived.steps[-1]]) == list(derived.steps[-1].ancestry)
