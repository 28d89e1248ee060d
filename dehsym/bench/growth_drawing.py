"""The curves of cost drawn, double logarithmically, side by side; told apart by marks and dashes when colour is lost.

Needs matplotlib, which the optional extra `figures` installs; it is imported where it is used.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dehsym.bench.growth import Curve
from dehsym.errors import PaperError
from dehsym.render.figure_drawing import kind_of, why_not

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE, _DOTS_PER_INCH = (7.2, 2.9), 300
_COLOURS, _MARKS, _DASHES = ("#000000", "#0072b2"), ("o", "s"), ("solid", "dashed")
_STYLE: Mapping[str, object] = MappingProxyType(
    {"svg.fonttype": "path", "pdf.fonttype": 42, "font.size": 7.5, "axes.linewidth": 0.6, "svg.hashsalt": "growth"}
)
_ADDED: Mapping[str, Mapping[str, str | None]] = MappingProxyType(
    {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}
)


def check_file(path: str | os.PathLike[str]) -> None:
    """Raise `PaperError` for a name that is not .svg, .png or .pdf, and where nothing can be drawn."""
    kind_of(path)
    if reason := why_not():
        raise PaperError(f"the cost cannot be drawn: {reason}")


def draw_growth(curves: Sequence[Curve], path: str | os.PathLike[str]) -> Path:
    """Write the drawing into a file .svg, .png or .pdf: a panel for each kind of size.

    Raises `PaperError` for another ending, where matplotlib is not installed, and where the file cannot be written.
    """
    check_file(path)
    from matplotlib import style  # an optional extra
    from matplotlib.figure import Figure  # an optional extra

    file, kind = Path(path), kind_of(path)
    with style.context(["default", {**_STYLE}]):
        figure = Figure(figsize=_SIZE, layout="constrained")
        units = list(dict.fromkeys(curve.unit for curve in curves))
        for place, unit in enumerate(units, 1):
            panel = figure.add_subplot(1, len(units), place)
            _panel(panel, unit, [curve for curve in curves if curve.unit == unit], first=place == 1)
        try:
            with file.open("wb") as stream:
                figure.savefig(stream, format=kind, dpi=_DOTS_PER_INCH, metadata=_ADDED[kind])
        except OSError as error:
            raise PaperError(f"a file that can be written is wanted, found {file}: {error.strerror}") from error
    return file


def _panel(axes: Axes, unit: str, curves: Sequence[Curve], *, first: bool) -> None:
    for number, curve in enumerate(curves):
        axes.loglog(
            [size for size, _ in curve.points],
            [seconds for _, seconds in curve.points],
            color=_COLOURS[number % len(_COLOURS)],
            marker=_MARKS[number % len(_MARKS)],
            linestyle=_DASHES[number % len(_DASHES)],
            linewidth=1.1,
            markersize=3.2,
            label=f"{curve.name}: $\\sim N^{{{curve.exponent:.2f}}}$",
        )
    axes.set_xlabel(f"number $N$ of {unit}")
    if first:
        axes.set_ylabel("processor time (s)")
    axes.legend(loc="lower right", frameon=False, fontsize=6.2)
    axes.margins(x=0.06, y=0.22)
    axes.tick_params(which="both", direction="in", top=True, right=True)
