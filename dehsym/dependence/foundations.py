"""What a result rests on in the end, each with the way to it told by printed results alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

from dehsym.dependence.graph import DependenceGraph, Node, NodeKind
from dehsym.grant import Grant, GrantKind

_NUMBERS = (NodeKind.NUMBER, NodeKind.QUANTITY)


@final
@dataclass(frozen=True, slots=True)
class Foundation:
    """A thing to be granted at the line `node`, and the printed results and quantities `via` which it is reached."""

    node: Node
    grant: Grant
    via: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The id of the line, the kind of grant, its prose, and the way."""
        kind = self.grant.kind.value
        return {"id": self.node.id, "kind": kind, "prose": self.grant.prose, "via": list(self.via)}


def foundations(graph: DependenceGraph, *ids: str) -> list[Foundation]:
    """What must be granted for the nodes, by kind in the order of `GrantKind`, the nearest first in each.

    >>> grant = Grant(GrantKind.MODEL, "a gas")
    >>> graph = DependenceGraph([Node("v.1", NodeKind.PREMISE, "p = 1", grants=(grant,))], [])
    >>> [each.grant.prose for each in foundations(graph, "v.1")]
    ['a gas']
    """
    order = list(GrantKind)
    nodes = [graph.by_id[each] for each in ids] + graph.ancestors(*ids)
    found = [Foundation(node, grant, _via(graph, ids, node)) for node in nodes for grant in node.grants]
    return sorted(found, key=lambda each: order.index(each.grant.kind))


def milestones(graph: DependenceGraph, *ids: str) -> list[str]:
    """The printed equations, numbers and named quantities that the nodes rest on, nearest first.

    >>> from dehsym.dependence import Edge
    >>> nodes = [Node("v.1", NodeKind.LINE, "p = 1"), Node("N1", NodeKind.NUMBER, "p")]
    >>> milestones(DependenceGraph(nodes, [Edge("N1", "v.1")]), "N1")
    []
    """
    labels = (milestone(graph, node) for node in graph.ancestors(*ids))
    return list(dict.fromkeys(label for label in labels if label and label not in ids))


def milestone(graph: DependenceGraph, node: Node) -> str:
    """What a reader knows a node by: its id if it is printed, the quantity if it is the line of one; or nothing.

    >>> from dehsym.dependence import Edge
    >>> nodes = [Node("v.1", NodeKind.LINE, "p = 1"), Node("N1", NodeKind.NUMBER, "p")]
    >>> milestone(DependenceGraph(nodes, [Edge("N1", "v.1")]), nodes[0])
    'N1'
    """
    if node.kind in (NodeKind.EQUATION, *_NUMBERS):
        return node.id
    if node.kind in (NodeKind.PREMISE, NodeKind.LINE):
        on_it = [each for each in graph.rested_on_by(node.id) if each.kind in _NUMBERS]
        return min(on_it, key=lambda each: _NUMBERS.index(each.kind)).id if on_it else ""
    return ""


def _via(graph: DependenceGraph, ids: tuple[str, ...], node: Node) -> tuple[str, ...]:
    ways = [way for each in ids if (way := graph.path(each, node.id))]
    shortest = min(ways, key=len, default=list[Node]())
    labels = [milestone(graph, each) for each in shortest[1:-1]]
    return tuple(dict.fromkeys(label for label in labels if label and label not in ids))
