"""Pictures beside the ones that are kept, which somebody has looked at; of the figure its numbers first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy
import pytest

from dehsym.figure import Plot
from tests.render.pictures import LARGEST, REFERENCE, TOLERANCE, apart, grey, pictures, plot, points

pytest.importorskip("typst", reason="the optional extra pdf installs typst")

NAMES = ["figure1", "graph", "page", "formulas"]


@pytest.fixture(scope="module")
def drawn() -> Plot:
    return plot()


@pytest.fixture(scope="module")
def made(drawn: Plot, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return pictures(drawn, tmp_path_factory.mktemp("paper"))


def _kept(name: str) -> bytes:
    return (REFERENCE / f"{name}.png").read_bytes()


def test_the_numbers_of_the_figure(drawn: Plot) -> None:
    kept = json.loads((REFERENCE / "figure1.json").read_text(encoding="utf-8"))
    found = points(drawn)
    assert list(found) == list(kept)
    for label, line in found.items():
        numpy.testing.assert_allclose(line, kept[label], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_looks_as_it_did(name: str, made: Mapping[str, bytes]) -> None:
    assert apart(grey(made[name]), grey(_kept(name))) < TOLERANCE


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_that_is_shifted_or_altered_is_told(name: str) -> None:
    """By one pixel, or a third of it left out; mirrored, or larger."""
    kept = grey(_kept(name))
    height, width = kept.shape
    altered = kept.copy()
    altered[height // 3 : height * 2 // 3] = 1
    larger = grey(_kept(name), (width + 1, height))
    for other in (numpy.roll(kept, 1, axis=1), numpy.roll(kept, 1, axis=0), altered, kept[:, ::-1], larger):
        assert apart(kept, other) > 2 * TOLERANCE


def test_what_is_kept_is_small() -> None:
    files = list(Path(REFERENCE).iterdir())
    assert {each.stem for each in files} >= set(NAMES)
    assert all(each.stat().st_size < LARGEST for each in files)
