"""Pictures that are kept beside the tests, how they are made, and how far two of them are apart.

`python -m tests.render.pictures` draws them anew, to be looked at before they are committed.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy
from PIL import Image

from dehsym.dependence import dependence_graph
from dehsym.figure import Plot
from dehsym.render.figure_drawing import FigureDrawing
from dehsym.render.graph_drawing import graph_svg, of_printed
from dehsym.render.pdf_report import report_pages
from dehsym.render.pdf_report.pictures import for_paper
from dehsym.render.typesetting.typst_formula import literal, typst_formula, typst_lines
from tests.explorer.small_paper import small_report
from tests.render.figure_paper import paper as figure_paper

if TYPE_CHECKING:
    from numpy.typing import NDArray

REFERENCE = Path(__file__).with_name("reference")
LARGEST = 60_000
"""Bytes of a picture that is kept."""
TOLERANCE = 0.05
"""How far two pictures may be apart: what other versions of what draws them may change at the edges of letters."""
_EVERY = 25
_WIDTH = 700
_PAGE = 4
_FORMULAS = (
    r"\Lambda_B = \frac{h}{\sqrt{2\pi mk_B T}}",
    r"\frac{p}{nk_B T} = 2i[\ln \phi]^{1/2} = \frac{2}{\pi^{1/2}} n\Lambda_B^3",
    r"F = k_B T \sum_n \ln\left[1 - \phi \exp\left(-\frac{\epsilon_n}{k_B T}\right)\right]",
    r"\oint \frac{z^2 dz}{z - [\ln \phi]^{1/2}} \to \lim_{\rho \to 0} i \int_{-\pi}^0 f(a + \rho e^{i\theta})\,d\theta",
    r"\left.\frac{\partial F}{\partial N}\right|_{T,V} = \mu \ge 0, \quad \bar{n} \approx 3 \times 10^7 \text{ m}^{-3}",
    r"f'(x) = \binom{n}{k} \sqrt[3]{\alpha\beta\gamma} - \operatorname{Li}_{3/2}(\phi) + \langle F \rangle",
)


def plot() -> Plot:
    """Figure 1 with its numbers."""
    return figure_paper.plot("figure1")


def points(drawn: Plot) -> dict[str, list[list[float]]]:
    """Some of the points of every curve, by its label."""
    return {
        line.label: [[x, y] for x, y in zip(line.places[::_EVERY], line.values[::_EVERY], strict=True)]
        for line in drawn.lines
    }


def pictures(drawn: Plot, folder: Path) -> Mapping[str, bytes]:
    """All pictures as PNG by name; `folder` is for files on the way."""
    report = small_report(folder)
    return {
        "figure1": FigureDrawing(drawn, figure_paper.catalogue).drawn("png"),
        "graph": _set('#image(bytes(sys.inputs.graph), format: "svg")', _small_graph(folder)),
        "page": report_pages(report, 72)[_PAGE - 1],
        "formulas": _set("\n\n".join(_formulas()), ""),
    }


def _small_graph(folder: Path) -> str:
    return for_paper(graph_svg(of_printed(dependence_graph(small_report(folder).definition))))


def _formulas() -> list[str]:
    lines = [("a", "= b + c"), ("", r"\quad - d"), ("", r"\le e")]
    shown = [typst_formula(each, display=True) for each in _FORMULAS]
    return [*shown, f"#{literal('In a text:')} {typst_formula(_FORMULAS[0])}", typst_lines(lines)]


def _set(source: str, graph: str) -> bytes:
    """A page of Typst that is as large as what it holds."""
    import typst  # an optional extra

    page = '#set page(width: auto, height: auto, margin: 3mm)\n#set text(font: "New Computer Modern")\n'
    made = typst.compile((page + source).encode(), format="png", ppi=96, sys_inputs={"graph": graph})
    assert isinstance(made, bytes)
    return made


def grey(png: bytes, size: tuple[int, int] | None = None) -> NDArray[numpy.float64]:
    """A picture as numbers from 0 to 1, not wider than is needed to see what is in it."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    scale = min(1.0, _WIDTH / picture.width)
    wanted = size or (round(picture.width * scale), round(picture.height * scale))
    return numpy.asarray(picture.resize(wanted, Image.Resampling.BOX), dtype=float) / 255


def apart(one: NDArray[numpy.float64], other: NDArray[numpy.float64]) -> float:
    """The mean difference of the pixels of two pictures over the mean of their ink: 0 if they are the same.

    It is 1 for pictures that have no ink in common, and for those that are not of one size.
    """
    if one.shape != other.shape:
        return 1.0
    ink = (1 - one).mean() + (1 - other).mean()
    return float(numpy.abs(one - other).mean() / ink)


def _kept(png: bytes) -> bytes:
    """A picture as it is kept: in few greys, and not wider than is needed."""
    picture = Image.fromarray((grey(png) * 255).astype("uint8")).quantize(16)
    stream = io.BytesIO()
    picture.save(stream, "png", optimize=True)
    return stream.getvalue()


def _renew() -> None:
    drawn = plot()
    REFERENCE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = pictures(drawn, Path(folder))
    for name, png in made.items():
        (REFERENCE / f"{name}.png").write_bytes(_kept(png))
    data: Any = points(drawn)
    (REFERENCE / "figure1.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _renew()
