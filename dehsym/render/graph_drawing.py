"""What rests on what, as a drawing: printed equations, what is to be granted, and printed numbers, in layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from types import MappingProxyType
from typing import final
from urllib.parse import quote

from dehsym.backticks import without_backticks
from dehsym.dependence import DependenceGraph, Edge, Node, NodeKind
from dehsym.render.layered_layout import Place, layered
from dehsym.render.text import text_prose

_SHOWN = (NodeKind.EQUATION, NodeKind.PREMISE, NodeKind.NUMBER)
_HEIGHT, _SLOT, _GAP = 20.0, 25.0, 46.0
"""Of a box; of the place that it takes in its column; between columns."""
_LETTER, _PADDING, _MARGIN = 6.4, 14.0, 12.0
_CLASSES: Mapping[NodeKind, str] = MappingProxyType(
    {NodeKind.EQUATION: "equation", NodeKind.PREMISE: "premise", NodeKind.NUMBER: "number"}
)
_STYLE = """
.dependence { font: 11px system-ui, sans-serif; }
.dependence rect { fill: light-dark(#ffffff, #14171d); stroke: light-dark(#1b56ad, #8db8ff); stroke-width: 1.2; }
.dependence .premise rect { stroke: light-dark(#50359b, #c3b1ff); stroke-dasharray: 4 2; }
.dependence .number rect { stroke: light-dark(#704a00, #f1c76a); }
.dependence text { fill: light-dark(#1c2230, #e6e9f0); text-anchor: middle; }
.dependence path { fill: none; stroke: light-dark(#9aa3b5, #5c6678); stroke-width: 1; }
.dependence a:hover rect, .dependence a:focus rect { fill: light-dark(#e3edfb, #24344d); stroke-width: 2.4; }
"""


def of_printed(graph: DependenceGraph, also: Iterable[str] = ()) -> DependenceGraph:
    """The graph of printed equations, premises and printed numbers alone, without edges that others imply.

    Premises on which nothing of the kind rests are left out; nodes that are `also` wanted are not.

    >>> kinds = {"T": NodeKind.PREMISE, "v.1": NodeKind.LINE, "1": NodeKind.EQUATION, "N1": NodeKind.NUMBER}
    >>> edges = [Edge("v.1", "T"), Edge("1", "v.1"), Edge("N1", "1"), Edge("N1", "T")]
    >>> found = of_printed(DependenceGraph([Node(id, kind, "") for id, kind in kinds.items()], edges))
    >>> [(edge.node, edge.rests_on) for edge in found.edges]
    [('1', 'T'), ('N1', '1')]
    """
    wanted = set(also)
    kept = [node for node in graph.nodes if node.kind in _SHOWN or node.id in wanted]
    known = {node.id for node in kept}
    parents = {node.id: _nearest(graph, node.id, known) for node in kept}
    used = wanted.union(*parents.values())
    kept = [node for node in kept if node.kind is not NodeKind.PREMISE or node.id in used]
    above = {node.id: {each.id for each in graph.ancestors(node.id)} for node in kept}
    edges = [
        Edge(id, each)
        for id, nearest in ((node.id, parents[node.id]) for node in kept)
        for each in nearest
        if not any(each in above[other] for other in nearest)
    ]
    return DependenceGraph(kept, edges)


def _nearest(graph: DependenceGraph, id: str, kept: set[str]) -> list[str]:
    """The kept nodes that a node rests on with none between."""
    waiting = [node.id for node in graph.rests_on(id)]
    seen, found = set(waiting), list[str]()
    while waiting:
        each = waiting.pop()
        if each in kept:
            found.append(each)
            continue
        new = [node.id for node in graph.rests_on(each) if node.id not in seen]
        seen.update(new)
        waiting += new
    return sorted(found)


def graph_svg(graph: DependenceGraph, *, links: bool = False) -> str:
    """The drawing as SVG, the same for the same graph; with `links` each node leads to its id on the page it is in.

    >>> graph_svg(DependenceGraph([Node("1", NodeKind.EQUATION, "E < kT")], [])).count("E &lt; kT")
    1
    """
    pieces = _shelved([_Piece(part) for part in _pieces(graph)])
    drawn = [line for piece in pieces for line in piece.drawn(links=links)]
    width = max((piece.left + piece.width for piece in pieces), default=0.0) + _MARGIN
    height = max((piece.top + piece.height for piece in pieces), default=0.0) + _MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="dependence" role="group" width="{width:.0f}" '
            f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" aria-label="What rests on what">',
            f"<style>{_STYLE}</style>",
            *drawn,
            "</svg>",
        ]
    )


def _pieces(graph: DependenceGraph) -> list[DependenceGraph]:
    """The parts that hang together, the largest first; of equals in the order of the nodes."""
    neighbours: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        neighbours[edge.node].append(edge.rests_on)
        neighbours[edge.rests_on].append(edge.node)
    found: list[set[str]] = []
    known: set[str] = set()
    for node in graph.nodes:
        waiting, piece = [node.id], set[str]()
        while waiting:
            each = waiting.pop()
            if each not in known:
                known.add(each)
                piece.add(each)
                waiting += neighbours[each]
        if piece:
            found.append(piece)
    return [graph.part(piece) for piece in sorted(found, key=len, reverse=True)]


def _shelved(pieces: Sequence[_Piece]) -> Sequence[_Piece]:
    """The pieces in rows below one another, none of them longer than the longest piece."""
    longest = max((piece.width for piece in pieces), default=0.0)
    left, top, next_top = _MARGIN, _MARGIN, _MARGIN
    for piece in pieces:
        if left > _MARGIN and left + piece.width > longest:
            left, top = _MARGIN, next_top
        piece.left, piece.top = left, top
        left += piece.width + _GAP
        next_top = max(next_top, top + piece.height + _SLOT)
    return pieces


@final
class _Piece:
    """A part that hangs together, drawn from `left` and `top`: in columns, each right of all that it rests on."""

    def __init__(self, graph: DependenceGraph) -> None:
        rests_on: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
        for edge in graph.edges:
            rests_on[edge.node].append(edge.rests_on)
        self._graph = graph
        self._layout = layered(rests_on)
        self.left = self.top = _MARGIN
        self._columns = self._placed_columns()

    def _placed_columns(self) -> list[tuple[float, float]]:
        """Of each column the middle, and the width: that of the widest of its boxes."""
        widest = [0.0] * self._layout.layers
        for node in self._graph.nodes:
            layer = self._layout.places[node.id][1]
            widest[layer] = max(widest[layer], _width(node))
        found: list[tuple[float, float]] = []
        start = 0.0
        for width in widest:
            found.append((start + width / 2, width))
            start += width + _GAP
        return found

    @property
    def width(self) -> float:
        """How far it goes to the right."""
        middle, width = self._columns[-1]
        return middle + width / 2

    @property
    def height(self) -> float:
        """How far it goes down."""
        return self._layout.width * _SLOT + _HEIGHT

    def drawn(self, *, links: bool) -> list[str]:
        """First the edges, then the boxes over them."""
        paths = [f'<path d="{self._curve(route)}"/>' for route in self._layout.routes.values()]
        return paths + [self._box(node, links=links) for node in self._graph.nodes]

    def _down(self, place: Place) -> float:
        return self.top + place[0] * _SLOT + _HEIGHT / 2

    def _across(self, layer: int) -> float:
        return self.left + self._columns[layer][0]

    def _curve(self, route: Sequence[Place]) -> str:
        """A path from box to box: level through each column, and bent between two."""
        parts = [f"M{self._across(route[0][1]):.1f} {self._down(route[0]):.1f}"]
        for here, there in pairwise(route):
            start = self._across(here[1]) + self._columns[here[1]][1] / 2
            end = self._across(there[1]) - self._columns[there[1]][1] / 2
            half, y, to_y = (start + end) / 2, self._down(here), self._down(there)
            parts.append(f"H{start:.1f}C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {end:.1f} {to_y:.1f}")
        return "".join(parts) + f"H{self._across(route[-1][1]):.1f}"

    def _box(self, node: Node, *, links: bool) -> str:
        place = self._layout.places[node.id]
        width, x, y = _width(node), self._across(place[1]), self._down(place)
        grants = text_prose(without_backticks("; ".join(f"{each.kind.value}: {each.prose}" for each in node.grants)))
        inner = (
            f"<title>{escape(f'{node.id}: {grants or node.title}')}</title>"
            f'<rect x="{x - width / 2:.1f}" y="{y - _HEIGHT / 2:.1f}" width="{width:.1f}" height="{_HEIGHT:.0f}" '
            f'rx="5"/><text x="{x:.1f}" y="{y + 4:.1f}">{escape(node.id)}</text>'
        )
        kind = _CLASSES.get(node.kind, "other")
        if links:
            return f'<a href="#{quote(node.id)}" class="{kind}">{inner}</a>'
        return f'<g class="{kind}">{inner}</g>'


def _width(node: Node) -> float:
    return len(node.id) * _LETTER + _PADDING
