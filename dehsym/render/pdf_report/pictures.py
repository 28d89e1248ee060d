"""The pictures of the report, which the typesetter is given by their names: the figures, and what rests on what."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dehsym.render.explorer.contents import Contents
from dehsym.render.graph_drawing import graph_svg, of_printed
from dehsym.render.pdf_report.formulas import said
from dehsym.render.pdf_report.markup import Code, call, joined

GRAPH = "graph"
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
_SCHEME = re.compile(r"light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\)")


def drawings(contents: Contents) -> Mapping[str, str]:
    """SVG by name."""
    graph = graph_svg(of_printed(contents.graph))
    return {**contents.run.drawings, GRAPH: for_paper(graph)}


def for_paper(svg: str) -> str:
    """A drawing with the colours that it has on a light screen, in a font that the typesetter has.

    >>> for_paper("text { fill: light-dark(#1c2230, #e6e9f0); font: 11px system-ui, sans-serif; }")
    "text { fill: #1c2230; font: 11px 'DejaVu Sans Mono'; }"
    """
    return _SCHEME.sub(r"\1", svg).replace("system-ui, sans-serif", "'DejaVu Sans Mono'")


def figures(contents: Contents) -> Code:
    """Every figure that could be drawn with its caption; and why others could not."""
    drawn = [each for each in contents.paper.figures if each.name in contents.run.drawings]
    catalogue = contents.paper.catalogue
    blocks = (call("figure-block", each.name, each.title, said(each.caption, catalogue)) for each in drawn)
    missing = contents.run.not_drawn
    return joined([*blocks, call("paragraph", f"{missing}.") if missing else joined([])])


def graph(svg: str) -> Code:
    """What rests on what, on a page of its own that is as wide as the drawing needs to be read."""
    told = (
        "Printed equations, premises and printed numbers; each rests on what it is joined to on its left. "
        "Premises have dashed boxes."
    )
    size = _SIZE.search(svg)
    width, height = (int(each) for each in size.groups()) if size else (0, 0)
    return call("graph-page", GRAPH, "What rests on what", GRAPH, told, width, height)
