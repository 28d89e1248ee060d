"""Figures drawn, for one column of print: black and two colours, told apart by their dashes when colour is lost.

Drawing needs matplotlib, which the optional extra `figures` installs; it is imported where it is used. Nothing of
its global state is touched, a user's settings have no say, and one figure gives one sequence of bytes.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, final

from dehsym.catalogue import Catalogue
from dehsym.errors import PaperError
from dehsym.figure import LineStyle, Plot
from dehsym.render.latex import latex_expression

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT, _DOTS_PER_INCH = 3.5, 3.2, 300
"""Inches: one column."""
_DASHES: Mapping[LineStyle, tuple[int, tuple[float, ...]] | str] = MappingProxyType(
    {
        LineStyle.SOLID: "solid",
        LineStyle.DASHED: (0, (5.0, 2.0)),
        LineStyle.DOTTED: (0, (1.0, 1.6)),
        LineStyle.DASH_DOTTED: (0, (5.0, 1.6, 1.0, 1.6)),
    }
)
_COLOURS = ("#000000", "#0072b2", "#d55e00", "#666666")
"""In turn: black, then two that the colour-blind tell apart (Okabe and Ito, 2008) and that differ in grey."""
_ADDED = MappingProxyType({"svg": {"Date": None}, "png": {}, "pdf": {"CreationDate": None}})
"""What keeps the time of drawing out of the file."""
KINDS = tuple(_ADDED)
"""The kinds of file that a figure is drawn as."""
_STYLE: Mapping[str, object] = MappingProxyType(
    {
        "svg.fonttype": "path",  # looks the same wherever it is looked at
        "pdf.fonttype": 42,
        "font.size": 7.5,
        "mathtext.fontset": "dejavusans",
        "axes.linewidth": 0.6,
        "legend.fontsize": 7.0,
    }
)


def why_not() -> str | None:
    """The reason why no figure can be drawn here, if there is one."""
    if find_spec("matplotlib") is None:
        return "matplotlib is wanted, it is not installed: python -m pip install 'dehsym[figures]'"
    return None


def kind_of(path: str | os.PathLike[str]) -> str:
    """What a file of that name is to hold: svg, png or pdf; raise `PaperError` for another ending.

    >>> kind_of("figure1.SVG")
    'svg'
    """
    kind = Path(path).suffix.removeprefix(".").casefold()
    if kind not in _ADDED:
        raise PaperError(f"a file that ends in .svg, .png or .pdf is wanted, found {os.fspath(path)}")
    return kind


@final
@dataclass(frozen=True)
class FigureDrawing:
    """A figure to be looked at, or to be saved, with the letters of its paper."""

    plot: Plot
    catalogue: Catalogue

    @cached_property
    def svg(self) -> str:
        """The drawing as SVG; raise `PaperError` where matplotlib is not installed."""
        return self.drawn("svg").decode("utf-8")

    def drawn(self, kind: str) -> bytes:
        """The drawing as svg, png or pdf: the same bytes every time.

        Raises `PaperError` for another kind, and where matplotlib is not installed.
        """
        if kind not in _ADDED:
            raise PaperError(f"svg, png or pdf is wanted, found {kind!r}")
        if reason := why_not():
            raise PaperError(f"{self.plot.figure.name} cannot be drawn: {reason}")
        from matplotlib import style  # an optional extra

        with style.context(["default", {**_STYLE, "svg.hashsalt": self.plot.figure.name}]):
            stream = io.BytesIO()
            added = {**_ADDED[kind], "Title": self.plot.figure.title}
            try:
                figure = _figure(self.plot, self.catalogue)
                figure.savefig(stream, format=kind, dpi=_DOTS_PER_INCH, metadata=added)
            except ValueError as error:  # a label that is not the part of LaTeX that matplotlib reads
                raise PaperError(f"{self.plot.figure.name} cannot be drawn: {error}") from error
            return stream.getvalue()

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write a file whose name ends in .svg, .png or .pdf; raise `PaperError` for another, or one that cannot be."""
        file = Path(path)
        content = self.drawn(kind_of(file))
        try:
            file.write_bytes(content)
        except OSError as error:
            raise PaperError(f"a file that can be written is wanted, found {file}: {error.strerror}") from error
        return file

    def _repr_svg_(self) -> str | None:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return None if why_not() else self.svg

    def __repr__(self) -> str:
        return f"<{self.plot.figure.name}: {self.plot.figure.title}>"


def _figure(plot: Plot, catalogue: Catalogue) -> Figure:
    from matplotlib.figure import Figure  # an optional extra

    figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    axes = figure.add_subplot()
    _curves(axes, plot, catalogue)
    _marks(axes, plot)
    _axes(axes, plot)
    figure.legend(loc="outside lower center", frameon=False, handlelength=3.2, labelspacing=0.35)
    return figure


def _curves(axes: Axes, plot: Plot, catalogue: Catalogue) -> None:
    for number, line in enumerate(plot.lines):
        formula = f"${latex_expression(line.equation.rhs, catalogue)}$"
        axes.plot(
            line.places,
            line.values,
            color=_COLOURS[number % len(_COLOURS)],
            linestyle=_DASHES[line.style],
            linewidth=1.3,
            label=f"{line.label}: {formula}" if _is_read(formula) else line.label,
            zorder=3 - number / 100,
        )


def _is_read(formula: str) -> bool:
    """Whether matplotlib, which knows a part of LaTeX, reads the formula."""
    from matplotlib.mathtext import MathTextParser  # an optional extra

    try:
        MathTextParser("path").parse(formula)
    except ValueError:
        return False
    return True


def _marks(axes: Axes, plot: Plot) -> None:
    """A thin line across, a dot on the first curve, and the words beside it."""
    for point in plot.points:
        axes.axvline(point.place, color="#888888", linestyle="solid", linewidth=0.6, zorder=1)
        axes.plot([point.place], [point.value], color="#000000", marker="o", markersize=3.5, zorder=4)
        axes.annotate(
            f"{point.label}, {point.place:.3g}",
            (point.place, float(plot.figure.up.high)),
            (4, -4),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=7.0,
        )


def _axes(axes: Axes, plot: Plot) -> None:
    across, up = plot.figure.across, plot.figure.up
    margin = float(up.span) * 0.03
    axes.set_xlim(float(across.low), float(across.high))
    axes.set_ylim(float(up.low) - margin, float(up.high) + margin)
    axes.set_xlabel(across.title)
    axes.set_ylabel(up.title)
    axes.minorticks_on()
    axes.tick_params(which="both", direction="in", top=True, right=True)
