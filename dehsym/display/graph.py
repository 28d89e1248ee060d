"""What rests on what, as a picture that shows itself."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, final

from dehsym.dependence import DependenceGraph
from dehsym.errors import PaperError
from dehsym.file_replacement import replace_file
from dehsym.render.graph_drawing import graph_svg, of_printed

_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
_PAGE = 980
"""The width of a notebook, which cuts off what is wider."""


@final
@dataclass(frozen=True)
class GraphDrawing:
    """Printed equations, premises and printed numbers, and what rests on what among them: all, or about a `root`."""

    graph: DependenceGraph
    root: str = ""

    @classmethod
    def of(cls, whole: DependenceGraph, text: str | None = None) -> GraphDrawing:
        """The graph of a paper, drawn whole, or what the node named `text` rests on and what rests on it.

        Raises `PaperError` where there is no node of that id or name.

        >>> from dehsym.dependence import Edge, Node, NodeKind
        >>> nodes = [Node(name, NodeKind.EQUATION, "") for name in ("1", "2", "3")]
        >>> whole = DependenceGraph(nodes, [Edge("2", "1")])
        >>> GraphDrawing.of(whole), GraphDrawing.of(whole, "2")
        (<3 nodes, 1 edges>, <2 nodes, 1 edges>)
        """
        if text is None:
            return cls(of_printed(whole))
        root = whole.named(text).id
        near = [root, *(node.id for node in (*whole.ancestors(root), *whole.descendants(root)))]
        return cls(of_printed(whole.part(near), also=[root]), root)

    def within(self, edges: int) -> GraphDrawing:
        """Of a drawing about one node what is at most so many edges away from it.

        >>> from dehsym.dependence import Edge, Node, NodeKind
        >>> nodes = [Node(name, NodeKind.EQUATION, "") for name in ("1", "2", "3")]
        >>> GraphDrawing.of(DependenceGraph(nodes, [Edge("2", "1"), Edge("3", "2")]), "1").within(1)
        <2 nodes, 1 edges>
        """
        down, up = ({self.root}, {self.root}) if self.root else (set(self.graph.by_id), set[str]())
        for _ in range(edges):
            down |= {node.id for each in down for node in self.graph.rests_on(each)}
            up |= {node.id for each in up for node in self.graph.rested_on_by(each)}
        return GraphDrawing(self.graph.part(down | up), self.root)

    @cached_property
    def svg(self) -> str:
        """The drawing as SVG."""
        return graph_svg(self.graph)

    def as_json(self) -> dict[str, Any]:
        """The nodes and edges that are drawn."""
        return self.graph.as_json()

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write a file whose name ends in .svg; raise `PaperError` for another, or one that cannot be written."""
        file = svg_file(path)
        try:
            replace_file(file, self.svg)
        except OSError as error:
            raise PaperError(f"a file that can be written is wanted, found {file}: {error.strerror}") from error
        return file

    def _repr_svg_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return _SIZE.sub(_fitted, self.svg, count=1)

    def __repr__(self) -> str:
        return f"<{len(self.graph.nodes)} nodes, {len(self.graph.edges)} edges>"


def _fitted(size: re.Match[str]) -> str:
    width, height = int(size[1]), int(size[2])
    share = min(1.0, _PAGE / width)
    return f'width="{width * share:.0f}" height="{height * share:.0f}"'


def svg_file(path: str | os.PathLike[str]) -> Path:
    """The path of a drawing; raise `PaperError` for another ending than .svg.

    >>> svg_file("graph.SVG").name
    'graph.SVG'
    """
    if not os.fspath(path).casefold().endswith(".svg"):
        raise PaperError(f"a file that ends in .svg is wanted, found {path}")
    return Path(path)
