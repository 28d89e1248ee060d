"""A graph of dependence: nodes with a kind, and edges from each node to what it rests on.

It has no cycles, for a line of a paper rests on earlier lines only. Walks take a time linear in what they reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, final

from dehsym.errors import PaperError
from dehsym.grant import Grant
from dehsym.nearest import hint


class NodeKind(Enum):
    """What a node is: a printed equation, a premise or another line that is not printed, a printed number, and so on.

    A `NUMBER` is printed, a `QUANTITY` is not; `WORDS` are a claim in words, an `ORDER` one of magnitude; an `INPUT` is
    a value that the paper has from outside.
    """

    EQUATION = "equation"
    PREMISE = "premise"
    LINE = "line"
    NUMBER = "number"
    QUANTITY = "quantity"
    WORDS = "words"
    ORDER = "order"
    FIGURE = "figure"
    INPUT = "input"
    CONSTANT = "constant"


@final
@dataclass(frozen=True, slots=True)
class Node:
    """One thing that a paper has or uses, with its `id`, a `title` for readers and the part of the paper it is in.

    `grants` are what a reader must grant at this very line; `names` are further ids, such as the place of a line. A
    quantity is `carried_by` the line whose right side it is, if it is taken at the values of the paper.
    """

    id: str
    kind: NodeKind
    title: str
    where: str = ""
    grants: tuple[Grant, ...] = ()
    names: tuple[str, ...] = ()
    carried_by: str = ""

    def as_json(self) -> dict[str, Any]:
        """The node as JSON: its id, kind, title, where, names, and what is to be granted."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "title": self.title,
            "where": self.where,
            "names": list(self.names),
            "grants": [{"kind": grant.kind.value, "prose": grant.prose} for grant in self.grants],
        }


@final
@dataclass(frozen=True, slots=True)
class Edge:
    """The node with the id `node` rests on the one with the id `rests_on`."""

    node: str
    rests_on: str


@final
@dataclass(frozen=True)
class DependenceGraph:
    """Nodes in the order of the paper, and edges between them.

    >>> nodes = [Node("T", NodeKind.INPUT, "temperature"), Node("1", NodeKind.EQUATION, "E = kT")]
    >>> graph = DependenceGraph(nodes, [Edge("1", "T")])
    >>> [node.id for node in graph.ancestors("1")], [node.id for node in graph.descendants("T")]
    (['T'], ['1'])
    """

    nodes: Sequence[Node]
    edges: Sequence[Edge]

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """Every node by its id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def _named(self) -> Mapping[str, Node]:
        also = {name: node for node in reversed(self.nodes) for name in node.names}
        return {**also, **self.by_id}

    @cached_property
    def _parents(self) -> Mapping[str, list[str]]:
        return self._neighbours(lambda edge: (edge.node, edge.rests_on))

    @cached_property
    def _children(self) -> Mapping[str, list[str]]:
        return self._neighbours(lambda edge: (edge.rests_on, edge.node))

    def _neighbours(self, ends: Callable[[Edge], tuple[str, str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {node.id: [] for node in self.nodes}
        for start, end in map(ends, self.edges):
            found[start].append(end)
        return found

    def named(self, text: str) -> Node:
        """The node of that id or name, or of the finding `ID.granted`; raise `PaperError` if there is none."""
        if found := self._named.get(text) or self._named.get(text.removesuffix(".granted")):
            return found
        raise PaperError(f"an id, a name or a place is wanted, found {text[:60]!r}{hint(text[:60], self._named)}")

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and (text in self._named or text.removesuffix(".granted") in self._named)

    def rests_on(self, id: str) -> list[Node]:
        """What the node rests on directly."""
        return [self.by_id[each] for each in self._parents[id]]

    def rested_on_by(self, id: str) -> list[Node]:
        """What rests on the node directly."""
        return [self.by_id[each] for each in self._children[id]]

    def ancestors(self, *ids: str) -> list[Node]:
        """All that the nodes rest on, nearest first, without themselves."""
        return self._reached(ids, self._parents)

    def descendants(self, *ids: str) -> list[Node]:
        """All that falls if the nodes fall, nearest first, without themselves; of a quantity what its line carries."""
        lines = [self.by_id[each].carried_by for each in ids if self.by_id[each].carried_by]
        return [node for node in self._reached((*ids, *lines), self._children) if node.id not in ids]

    def _reached(self, ids: Iterable[str], along: Mapping[str, list[str]]) -> list[Node]:
        known = dict.fromkeys(ids)
        frontier, found = list(known), list[str]()
        while frontier:
            frontier = list(dict.fromkeys(end for each in frontier for end in along[each] if end not in known))
            known.update(dict.fromkeys(frontier))
            found += frontier
        return [self.by_id[each] for each in found]

    def path(self, start: str, end: str) -> list[Node]:
        """A shortest way from a node down to one that it rests on, both ends in it; empty if it does not rest on it."""
        before: dict[str, str] = {start: start}
        frontier = [start]
        while frontier and end not in before:
            steps = [(each, parent) for each in frontier for parent in self._parents[each]]
            new = {parent: each for each, parent in reversed(steps) if parent not in before}
            before.update(new)
            frontier = list(new)
        if end not in before:
            return []
        way = [end]
        while way[-1] != start:
            way.append(before[way[-1]])
        return [self.by_id[each] for each in reversed(way)]

    def part(self, ids: Iterable[str]) -> DependenceGraph:
        """The graph of these nodes alone, with the edges between them."""
        kept = set(ids)
        nodes = [node for node in self.nodes if node.id in kept]
        return DependenceGraph(nodes, [edge for edge in self.edges if edge.node in kept and edge.rests_on in kept])

    def as_json(self) -> dict[str, Any]:
        """The graph as JSON: `nodes` as `Node.as_json` has them, and `edges`, each a pair of ids `from` and `to`.

        The edge goes from a node to what it rests on.
        """
        return {
            "nodes": [node.as_json() for node in self.nodes],
            "edges": [{"from": edge.node, "to": edge.rests_on} for edge in self.edges],
        }
