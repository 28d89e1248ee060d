"""What of a paper rests on what: through equations to numbers, claims in words and figures."""

from dehsym.dependence.foundations import Foundation, foundations, milestones
from dehsym.dependence.graph import DependenceGraph, Edge, Node, NodeKind
from dehsym.dependence.paper_graph import dependence_graph, line_id, line_ids, printed_descendants, resting

__all__ = [
    "DependenceGraph",
    "Edge",
    "Foundation",
    "Node",
    "NodeKind",
    "dependence_graph",
    "foundations",
    "line_id",
    "line_ids",
    "milestones",
    "printed_descendants",
    "resting",
]
