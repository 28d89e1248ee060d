"""Places for the nodes of a graph without cycles: in layers, so that each is below all that it rests on.

The method is that of Sugiyama, Tagawa and Toda (IEEE Trans. SMC 11, 1981): an edge over several layers is bent in each
of them; the layers are ordered by the middles of their neighbours, up and down, and the order with the fewest crossings
is kept; within that order the places are those of least squares, found by pooling neighbours that would overlap (Ayer
and others, Ann. Math. Stat. 26, 1955). Nothing is left to chance, so that one graph has one layout.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import final

_SWEEPS = 24
_ROUNDS = 60
_BEND_WIDTH = 0.3
_STRAIGHT = {0: 1.0, 1: 3.0, 2: 8.0}
"""How much an edge is pulled straight, by how many of its ends are bends."""

Place = tuple[float, int]


@final
@dataclass(frozen=True)
class Layout:
    """Where each node is, as a place along its layer and that layer; and through which places each edge goes."""

    places: Mapping[str, Place]
    routes: Mapping[tuple[str, str], Sequence[Place]]
    width: float
    layers: int


def layered(rests_on: Mapping[str, Sequence[str]], widths: Mapping[str, float] | None = None) -> Layout:
    """The layout of nodes by what each rests on; `widths` are 1 where none are given.

    Raises `graphlib.CycleError` for a graph with a cycle.

    >>> found = layered({"a": [], "b": ["a"], "c": ["a", "b"]})
    >>> [found.places[name][1] for name in "abc"], found.layers
    ([0, 1, 2], 3)
    """
    order = list(TopologicalSorter(rests_on).static_order())
    drawing = _proper(order, rests_on, _layers(order, rests_on), widths or {})
    drawing.rows = _fewest_crossings(drawing)
    along = _along(drawing)
    start = min(along, default=0.0)
    places = {name: (along[vertex] - start, drawing.layer[vertex]) for vertex, name in enumerate(order)}
    routes = {
        (order[chain[0]], order[chain[-1]]): [(along[vertex] - start, drawing.layer[vertex]) for vertex in chain]
        for chain in drawing.chains
    }
    return Layout(places, routes, max(along, default=0.0) - start, len(drawing.rows))


@final
@dataclass
class _Drawing:
    """Vertices are numbers: first the nodes, then the bends. `up` and `down` are the neighbours in the next layers."""

    layer: list[int]
    width: list[float]
    nodes: int
    rows: list[list[int]]
    up: list[list[int]]
    down: list[list[int]]
    chains: list[list[int]] = field(default_factory=list[list[int]])

    def pull(self, one: int, other: int) -> float:
        """How strongly two neighbours draw each other."""
        return _STRAIGHT[(one >= self.nodes) + (other >= self.nodes)]


# --- Layers


def _layers(order: Sequence[str], rests_on: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """As far up as may be; then what more rests on than it rests on itself is moved down to that."""
    children: dict[str, list[str]] = {name: [] for name in order}
    layer: dict[str, int] = {}
    for name in order:
        layer[name] = 1 + max((layer[each] for each in rests_on.get(name, ())), default=-1)
        for each in rests_on.get(name, ()):
            children[each].append(name)
    moved = True
    while moved:
        moved = False
        for name in reversed(order):
            lowest = min((layer[each] for each in children[name]), default=0) - 1
            if len(children[name]) > len(rests_on.get(name, ())) and lowest > layer[name]:
                layer[name], moved = lowest, True
    first = min(layer.values(), default=0)
    return {name: number - first for name, number in layer.items()}


def _proper(
    order: Sequence[str], rests_on: Mapping[str, Sequence[str]], layer: Mapping[str, int], widths: Mapping[str, float]
) -> _Drawing:
    """The drawing in which each edge goes from a layer to the next, by way of bends."""
    number = {name: vertex for vertex, name in enumerate(order)}
    rows: list[list[int]] = [[] for _ in range(1 + max(layer.values(), default=-1))]
    drawing = _Drawing([], [], len(order), rows, [], [])

    def added(at: int, width: float) -> int:
        vertex = len(drawing.layer)
        drawing.layer.append(at)
        drawing.width.append(width)
        drawing.up.append([])
        drawing.down.append([])
        rows[at].append(vertex)
        return vertex

    for name in order:
        added(layer[name], widths.get(name, 1.0))
    for name in order:
        for each in rests_on.get(name, ()):
            bends = [added(at, _BEND_WIDTH) for at in range(layer[each] + 1, layer[name])]
            chain = [number[each], *bends, number[name]]
            drawing.chains.append(chain)
            for upper, lower in pairwise(chain):
                drawing.down[upper].append(lower)
                drawing.up[lower].append(upper)
    return drawing


# --- The order within layers


def _fewest_crossings(drawing: _Drawing) -> list[list[int]]:
    """The best of the orders that the sweeps come by, from either of two beginnings."""
    best, fewest = drawing.rows, _crossings(drawing, drawing.rows)
    for begin in (drawing.rows, [row[::-1] for row in drawing.rows]):
        rows = [list(row) for row in begin]
        for sweep in range(_SWEEPS):
            _sweep(drawing, rows, down=sweep % 2 == 0)
            found = _crossings(drawing, rows)
            if found < fewest:
                best, fewest = [list(row) for row in rows], found
    return best


def _sweep(drawing: _Drawing, rows: list[list[int]], *, down: bool) -> None:
    """Each layer is ordered by the middles of the neighbours before it; then pairs are exchanged where it helps."""
    place = _places(drawing, rows)
    neighbours = drawing.up if down else drawing.down
    for row in rows if down else reversed(rows):
        row.sort(key=lambda vertex: _middle(neighbours[vertex], place, place[vertex]))
        for number, vertex in enumerate(row):
            place[vertex] = number
    for row in rows:
        _exchange(drawing, row, place)


def _middle(neighbours: Sequence[int], place: Sequence[int], own: int) -> float:
    return sum(place[each] for each in neighbours) / len(neighbours) if neighbours else float(own)


def _places(drawing: _Drawing, rows: Iterable[Sequence[int]]) -> list[int]:
    place = [0] * len(drawing.layer)
    for row in rows:
        for number, vertex in enumerate(row):
            place[vertex] = number
    return place


def _exchange(drawing: _Drawing, row: list[int], place: list[int]) -> None:
    for number in range(len(row) - 1):
        left, right = row[number], row[number + 1]
        now = before = 0
        for side in (drawing.up, drawing.down):
            for one in side[left]:
                for other in side[right]:
                    now += place[one] > place[other]
                    before += place[other] > place[one]
        if before < now:
            row[number], row[number + 1] = right, left
            place[left], place[right] = number + 1, number


def _crossings(drawing: _Drawing, rows: Sequence[Sequence[int]]) -> int:
    """How many pairs of edges cross: the inversions between the orders of their ends, counted by insertion."""
    place, count = _places(drawing, rows), 0
    for row in rows:
        seen: list[int] = []
        for vertex in row:
            ends = sorted(place[each] for each in drawing.down[vertex])
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count


# --- The places along layers


def _along(drawing: _Drawing) -> list[float]:
    """The places along the layers: each as near the middle of its neighbours as those beside it allow."""
    along = [0.0] * len(drawing.layer)
    offsets = [_offsets(drawing, row) for row in drawing.rows]
    for row, offset in zip(drawing.rows, offsets, strict=True):
        for vertex, at in zip(row, offset, strict=True):
            along[vertex] = at
    pairs = list(zip(drawing.rows, offsets, strict=True))
    for number in range(_ROUNDS):
        for row, offset in pairs if number % 2 else reversed(pairs):
            wanted = [_wanted(drawing, vertex, along) for vertex in row]
            moved = _pooled([(at - own, weight) for (at, weight), own in zip(wanted, offset, strict=True)])
            for vertex, shift, own in zip(row, moved, offset, strict=True):
                along[vertex] = shift + own
    return along


def _offsets(drawing: _Drawing, row: Sequence[int]) -> list[float]:
    """Where the vertices of a row are when they stand as close as they may."""
    found = [0.0]
    for left, right in pairwise(row):
        found.append(found[-1] + (drawing.width[left] + drawing.width[right]) / 2)
    return found[: len(row)]


def _wanted(drawing: _Drawing, vertex: int, along: Sequence[float]) -> tuple[float, float]:
    """Where a vertex would stand by itself, and how much that matters."""
    neighbours = [*drawing.up[vertex], *drawing.down[vertex]]
    if not neighbours:
        return along[vertex], 0.1
    pulls = [drawing.pull(vertex, each) for each in neighbours]
    total = sum(pulls)
    return sum(along[each] * pull for each, pull in zip(neighbours, pulls, strict=True)) / total, total


def _pooled(wanted: Iterable[tuple[float, float]]) -> list[float]:
    """The rising sequence nearest to the wanted values by weighted squares: neighbours out of order are pooled.

    >>> _pooled([(1.0, 1.0), (3.0, 1.0), (2.0, 1.0)])
    [1.0, 2.5, 2.5]
    """
    blocks: list[tuple[float, float, int]] = []
    for value, weight in wanted:
        blocks.append((value * weight, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [total / weight for total, weight, count in blocks for _ in range(count)]
