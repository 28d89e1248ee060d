"""Figures: every value by another road, the files as somebody who opens them has them, one line for bad input."""

from __future__ import annotations

import io
import json
import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sympy import Integer, Piecewise, log

from dehsym.balls import compile_enclosure
from dehsym.cli import main
from dehsym.derivation import Ledger, Script, derivation
from dehsym.equation import Equation
from dehsym.errors import AuthorError, PaperError
from dehsym.examination import Examiner
from dehsym.figure import Axis, Curve, Figure, Mark, Plot
from dehsym.paper_definition import load_definition
from dehsym.render.figure_drawing import FigureDrawing
from dehsym.verdict import Kind
from dehsym.verdict_store import Forgetful
from derivations.deh4.figure1 import condensate, figure1
from derivations.deh4.symbols import T, T_c, f_0, reduced_temperature
from tests.render.figure_paper import cited, paper

NAME = "tests.render.figure_paper"


@pytest.fixture(scope="module")
def plot() -> Plot:
    return paper.plot("figure1")


@pytest.fixture(scope="module")
def drawing(plot: Plot) -> FigureDrawing:
    return FigureDrawing(plot, paper.catalogue)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--paper", NAME])
    out, err = capsys.readouterr()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, out, err


# --- Values


def test_values_by_plain_arithmetic(plot: Plot) -> None:
    """The formulas of the paper and of the textbooks, in floating point."""
    zeta_3_2 = 2.6123753486854883
    expected: tuple[Callable[[float], float], ...] = (
        lambda t: -math.expm1(-1 / (math.pi * t**3)),
        lambda t: max(0.0, 1 - t**1.5),
        lambda t: max(0.0, 1 - zeta_3_2 * t**1.5),
    )
    for line, formula in zip(plot.lines, expected, strict=True):
        for place, value in zip(line.places, line.values, strict=True):
            assert value == pytest.approx(formula(place), rel=1e-13, abs=1e-13)


def test_values_lie_in_balls(plot: Plot) -> None:
    """Each is the double next to the exact value at its place, enclosed in 400 bits."""
    for line in plot.lines:
        enclosure = compile_enclosure(line.equation.rhs)
        for place, value in list(zip(line.places, line.values, strict=True))[::20]:
            ball = enclosure({reduced_temperature: Fraction(place)}, 400).real
            assert float(abs(ball - value)) <= 2.0**-53


def test_curves_cover_the_axis_and_have_their_corners(plot: Plot) -> None:
    for line in plot.lines:
        assert 0 < line.places[0] < 1e-5
        assert line.places[-1] == 3
        assert list(line.places) == sorted(line.places)
    own, of_the_paper = (
        max(place for place, value in zip(line.places, line.values, strict=True) if value > 0)
        for line in plot.lines[1:]
    )
    assert own == pytest.approx(1, abs=1e-12)
    assert of_the_paper == pytest.approx(2.6123753486854883 ** (-2 / 3), abs=1e-12)


def test_the_present_epoch(plot: Plot) -> None:
    (point,) = plot.points
    assert point.place == pytest.approx((math.e / math.pi) ** (1 / 3), rel=1e-15)
    assert point.value == pytest.approx(1 - math.exp(-1 / math.e), rel=1e-14)


def test_every_line_of_the_figure_holds() -> None:
    """Premises aside, nothing on the way to the curves is less than certified."""
    examiner = Examiner(paper.catalogue, paper.claims, Forgetful())
    steps = [step for made in paper.derivations[1:] for step in made.steps]
    checked = examiner.examine(steps)
    assert {checked[id(step)].follows.kind for step in steps} <= {Kind.PROVED, Kind.CERTIFIED, Kind.GRANTED}


def test_the_paper_has_this_figure(plot: Plot) -> None:
    """With all that it cites derived, the numbers are the same."""
    made = load_definition("deh4").plot("figure1")
    assert made.lines == plot.lines
    assert made.points == plot.points


# --- Files


def test_svg(drawing: FigureDrawing) -> None:
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    root = ElementTree.fromstring(drawing.svg, parser)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    comments = [str(each.text).strip() for each in root.iter() if callable(each.tag)]
    wanted = ["T/T_c$ (dimensionless)", "f_c$ (dimensionless)", "present epoch, 0.953", "1.0", "3.0"]
    wanted += ["this paper", "exp", "its own $T_c$", r"1 - \vartheta^{3/2}", "of (5)", r"\zeta"]
    for words in wanted:
        assert any(words in comment for comment in comments), words
    assert figure1.title in drawing.svg
    assert "<dc:date>" not in drawing.svg


def test_curves_differ_without_colour(drawing: FigureDrawing) -> None:
    """One style for each, and colours of different lightness."""
    assert len({curve.style for curve in figure1.curves}) == len(figure1.curves)
    dashes = set(re.findall(r"stroke-dasharray: ([0-9., ]+)", drawing.svg))
    assert len(dashes) == 2


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_same_bytes_every_time(kind: str, drawing: FigureDrawing) -> None:
    again = FigureDrawing(paper.plot("figure1"), paper.catalogue)
    assert drawing.drawn(kind) == again.drawn(kind)


def test_the_same_bytes_in_another_process(drawing: FigureDrawing, tmp_path: Path) -> None:
    """With other hashes, and with settings of a user that would change everything."""
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nlines.linewidth: 9\naxes.facecolor: black\n")
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "MATPLOTLIBRC": str(tmp_path)}
    code = (
        "import sys\nfrom dehsym.workbench import load\n"
        f"drawing = load({NAME!r}).figure('figure1')\n"
        "sys.stdout.write(drawing.svg)\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True)
    assert done.stdout == drawing.svg


def test_png(drawing: FigureDrawing) -> None:
    picture = Image.open(io.BytesIO(drawing.drawn("png")))
    assert picture.size == (1050, 960)
    grey = picture.convert("L").histogram()
    total = sum(grey)
    assert 0.02 < sum(grey[:128]) / total < 0.2
    assert grey[255] / total > 0.8
    assert not any(text in picture.info for text in ("Creation Time", "date"))


def test_pdf(drawing: FigureDrawing) -> None:
    content = drawing.drawn("pdf")
    assert content.startswith(b"%PDF")
    assert b"CreationDate" not in content


def test_saved_by_its_ending(drawing: FigureDrawing, tmp_path: Path) -> None:
    for kind in ("svg", "PNG", "pdf"):
        file = drawing.save(tmp_path / f"a.{kind}")
        assert file.read_bytes() == drawing.drawn(kind.lower())


def test_in_a_notebook(drawing: FigureDrawing) -> None:
    shown: Any = drawing
    assert shown._repr_svg_() == drawing.svg
    assert repr(drawing) == f"<figure1: {figure1.title}>"


def test_a_formula_that_matplotlib_does_not_read(plot: Plot) -> None:
    """It is left out; a label like that is an error of one line."""
    line = plot.lines[1]
    cases = Piecewise((Integer(0), reduced_temperature > 1), (Integer(1), True))
    shown = replace(plot, lines=(replace(line, equation=Equation(f_0, cases)),), points=())
    assert "ideal Bose gas" in FigureDrawing(shown, paper.catalogue).svg
    wrong = replace(plot, lines=(replace(line, label=r"$\frac$"),))
    with pytest.raises(PaperError, match="figure1 cannot be drawn"):
        FigureDrawing(wrong, paper.catalogue).drawn("svg")


# --- What an author may get wrong


def _made(figure: Figure, *more: Script) -> Plot:
    return replace(paper, scripts=(*paper.scripts, *more), figures=(figure,)).plot(figure.name)


@derivation("Section 4", "A temperature")
def temperature(d: Ledger) -> None:
    """T = T_c, which has a dimension."""
    d.given("a temperature", T, T_c)


@derivation("Section 4", "A logarithm")
def logarithm(d: Ledger) -> None:
    """It has no real value below 1."""
    d.given("a logarithm", f_0, log(log(reduced_temperature)))


@derivation("Section 4", "Far away")
def far_away(d: Ledger) -> None:
    """A place off the axis."""
    d.given("a place", reduced_temperature, Integer(4))


@derivation("Section 4", "Nothing")
def nothing(d: Ledger) -> None:
    """No line."""
    del d


@pytest.mark.parametrize(
    ("drawn", "scripts", "words"),
    [
        (temperature, (), "one of the paper's scripts is wanted"),
        (nothing, (nothing,), "one of the paper's scripts is wanted"),
        (temperature, (temperature,), "temperature: .* is wanted, T_c is"),
        (logarithm, (logarithm,), "logarithm: a real value is wanted"),
        (cited, (), "cited: "),
    ],
)
def test_a_curve_that_cannot_stand(drawn: Script, scripts: tuple[Script, ...], words: str) -> None:
    with pytest.raises(AuthorError, match=words):
        _made(replace(figure1, curves=(Curve(drawn, "it"),), marks=()), *scripts)


def test_a_mark_that_cannot_stand() -> None:
    with pytest.raises(AuthorError, match="far_away: a place on the axis is wanted, found 4"):
        _made(replace(figure1, marks=(Mark(far_away, "there"),)), far_away)
    with pytest.raises(AuthorError, match="condensate: a value for reduced_temperature is wanted"):
        _made(replace(figure1, marks=(Mark(condensate, "there"),)))


def test_axes_in_units() -> None:
    """In mK across, the temperature itself and in K upwards: a straight line, one in a thousand."""
    across, up = Axis(T, "Temperature", 0, 3000, "mK"), Axis(T_c, "Temperature", 0, 3, "K")
    same = derivation("Section 4", "The same")(lambda d: d.given("the same", T_c, T))
    made = _made(Figure("straight", "", across, up, (Curve(same, "same"),), ""), same)
    assert up.title == "Temperature (K)"
    (line,) = made.lines
    for place, value in zip(line.places, line.values, strict=True):
        assert value == pytest.approx(place / 1000, rel=1e-15)
    assert made.as_json()["axes"][0] == {"label": "Temperature (mK)", "low": 0.0, "high": 3000.0}


# --- The command line


def test_plot(capsys: pytest.CaptureFixture[str], tmp_path: Path, drawing: FigureDrawing) -> None:
    file = tmp_path / "f.svg"
    assert run(capsys, "plot", "figure1", "-o", str(file)) == (0, f"written: {file}\n", "")
    assert file.read_text(encoding="utf-8") == drawing.svg


def test_plot_without_a_file_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "plot", "figure1") == (0, "written: figure1.svg\n", "")
    assert (tmp_path / "figure1.svg").stat().st_size > 10_000


def test_plot_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "f.png"
    status, out, err = run(capsys, "plot", "figure1", "-o", str(file), "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    assert set(found) == {"name", "title", "caption", "axes", "curves", "marks", "files"}
    assert found["files"] == [str(file)]
    assert [curve["style"] for curve in found["curves"]] == ["solid", "dashed", "dotted"]
    assert found["curves"][0]["expr"] == "1 - exp(-1/(pi*reduced_temperature**3))"
    assert found["curves"][1]["points"][-1] == [3.0, 0.0]
    assert found["marks"][0]["expr"] == "exp(1/3)/pi**(1/3)"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["figure2"], "a figure of figures is wanted, found 'figure2'; did you mean 'figure1'?"),
        (["nonsense"], "a figure of figures is wanted, found 'nonsense'"),
        (["figure1", "-o", "a.jpg"], "a file that ends in .svg, .png or .pdf is wanted, found a.jpg"),
        (["figure1", "-o", "svg"], "a file that ends in .svg, .png or .pdf is wanted, found svg"),
        (["figure1", "-o", "/proc/nowhere.svg"], "a file that can be written is wanted, found /proc/nowhere.svg"),
        (["figure1", "-o", "no/such/folder/a.svg"], "no/such/folder/a.svg: No such file or directory"),
        ([], "Missing argument"),
    ],
)
def test_bad_input(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "plot", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("dehsym: ")
    assert err.count("\n") == 1
    assert words in err


def test_without_matplotlib(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plotting says how to install it; a run does everything else and says so."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setenv("DEHSYM_CACHE", str(tmp_path / "cache"))
    wanted = "matplotlib is wanted, it is not installed: python -m pip install 'dehsym[figures]'\n"
    status, out, err = run(capsys, "plot", "figure1", "-o", str(tmp_path / "f.svg"))
    assert (status, out, err) == (2, "", f"dehsym: figure1 cannot be drawn: {wanted}")
    _, _, err = run(capsys, "run", "--jobs", "1", "-o", str(tmp_path / "out"))
    assert f"dehsym: without figure1.svg, figure1.png, figure1.pdf: {wanted}" in err
    assert not (tmp_path / "out" / "figure1.svg").exists()
    assert (tmp_path / "out" / "equations.json").exists()


def test_a_run_writes_the_figures(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawing: FigureDrawing
) -> None:
    monkeypatch.setenv("DEHSYM_CACHE", str(tmp_path / "cache"))
    _, out, _ = run(capsys, "run", "--jobs", "1", "-o", str(tmp_path / "out"), "--json")
    assert str(tmp_path / "out" / "figure1.svg") in json.loads(out)["files"]
    assert (tmp_path / "out" / "figure1.svg").read_text(encoding="utf-8") == drawing.svg
    for kind in ("png", "pdf"):
        assert (tmp_path / "out" / f"figure1.{kind}").read_bytes() == drawing.drawn(kind)
