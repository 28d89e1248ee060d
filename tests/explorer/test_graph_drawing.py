"""What rests on what, drawn: layers, places, and the same picture every time."""

from __future__ import annotations

from graphlib import CycleError
from itertools import combinations
from xml.etree import ElementTree

import pytest

from dehsym.dependence import DependenceGraph, Edge, Node, NodeKind, dependence_graph
from dehsym.paper_definition import load_definition
from dehsym.render.graph_drawing import graph_svg, of_printed
from dehsym.render.layered_layout import layered

SVG = "{http://www.w3.org/2000/svg}"


def test_each_is_below_what_it_rests_on() -> None:
    rests_on = {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"], "e": ["a", "d"], "f": []}
    found = layered(rests_on)
    for name, above in rests_on.items():
        assert all(found.places[each][1] < found.places[name][1] for each in above)
    assert set(found.routes) == {(above, name) for name, every in rests_on.items() for above in every}
    assert all(route[0] == found.places[ends[0]] for ends, route in found.routes.items())


def test_places_do_not_overlap() -> None:
    rests_on = {"root": [], **{f"n{i}": ["root"] for i in range(20)}, "last": [f"n{i}" for i in range(0, 20, 3)]}
    places = list(layered(rests_on).places.values())
    for one, other in combinations(places, 2):
        assert one[1] != other[1] or abs(one[0] - other[0]) > 0.99


def test_crossings_that_can_be_avoided_are_avoided() -> None:
    found = layered({"a": [], "b": [], "c": ["b"], "d": ["a"]})
    left = found.places["a"][0] < found.places["b"][0]
    assert left == (found.places["d"][0] < found.places["c"][0])


def test_a_cycle_is_refused() -> None:
    with pytest.raises(CycleError):
        layered({"a": ["b"], "b": ["a"]})


def test_nothing_and_one() -> None:
    ElementTree.fromstring(graph_svg(DependenceGraph([], [])))
    hostile = DependenceGraph([Node('<a"b>', NodeKind.EQUATION, "<script>")], [])
    for links in (False, True):
        root = ElementTree.fromstring(graph_svg(hostile, links=links))
        assert [text.text for text in root.iter(f"{SVG}text")] == ['<a"b>']
        assert not list(root.iter(f"{SVG}script"))


def test_edges_that_others_imply_are_left_out() -> None:
    nodes = [Node(name, NodeKind.EQUATION, name) for name in "abc"]
    graph = DependenceGraph(nodes, [Edge("b", "a"), Edge("c", "b"), Edge("c", "a")])
    assert [(edge.node, edge.rests_on) for edge in of_printed(graph).edges] == [("b", "a"), ("c", "b")]


def test_the_paper() -> None:
    graph = dependence_graph(load_definition("deh4"))
    shown = of_printed(graph)
    assert {"A.2", "4b", "N29", "s3.helmholtz"} <= {node.id for node in shown.nodes}
    for edge in shown.edges:
        assert graph.path(edge.node, edge.rests_on)
    root = ElementTree.fromstring(graph_svg(shown, links=True))
    assert len(list(root.iter(f"{SVG}a"))) == len(shown.nodes)
    assert graph_svg(shown) == graph_svg(of_printed(dependence_graph(load_definition("deh4"))))


def test_what_is_also_wanted_is_kept() -> None:
    nodes = [Node("T", NodeKind.INPUT, "temperature"), Node("1", NodeKind.EQUATION, "E = T")]
    graph = DependenceGraph(nodes, [Edge("1", "T")])
    assert [node.id for node in of_printed(graph).nodes] == ["1"]
    assert [node.id for node in of_printed(graph, ["T"]).nodes] == ["T", "1"]
