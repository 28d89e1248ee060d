"""What rests on what: on a small graph, on an invented paper where each edge is known, and on deh4."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dehsym.dependence import (
    DependenceGraph,
    Edge,
    Node,
    NodeKind,
    dependence_graph,
    foundations,
    milestones,
    resting,
)
from dehsym.errors import PaperError
from dehsym.findings_of_steps import Finder
from dehsym.grant import GrantKind
from dehsym.paper_definition import load_definition
from dehsym.render.dependence_text import affects_text, why_text
from dehsym.verdict import refuted
from tests.audit.changing_paper import paper

GRAPH = dependence_graph(paper)


@cache
def deh4() -> DependenceGraph:
    return dependence_graph(load_definition("deh4"))


def ids(nodes: list[Node]) -> set[str]:
    return {node.id for node in nodes}


# --- Any graph


@st.composite
def graphs(draw: st.DrawFn) -> DependenceGraph:
    """Nodes 0, 1, ... each of which rests on some before it."""
    size = draw(st.integers(1, 12))
    edges = [(n, p) for n in range(size) for p in range(n) if draw(st.booleans())]
    return DependenceGraph(
        [Node(str(n), NodeKind.LINE, "") for n in range(size)], [Edge(str(n), str(p)) for n, p in edges]
    )


@given(graphs())
def test_what_a_node_rests_on_is_what_it_falls_with(graph: DependenceGraph) -> None:
    for node in graph.nodes:
        below = ids(graph.ancestors(node.id))
        assert node.id not in below
        assert below == {each.id for each in graph.nodes if node in graph.descendants(each.id)}
        assert below == {each.id for each in graph.rests_on(node.id)}.union(
            *(ids(graph.ancestors(each.id)) for each in graph.rests_on(node.id))
        )


@given(graphs())
def test_a_path_is_a_shortest_way_along_edges(graph: DependenceGraph) -> None:
    edges = {(edge.node, edge.rests_on) for edge in graph.edges}
    for start in graph.nodes:
        order = [node.id for node in graph.ancestors(start.id)]
        lengths = {end: len(graph.path(start.id, end)) for end in order}
        assert [lengths[end] for end in order] == sorted(lengths.values())  # the nearest come first
        for end in order:
            way = [node.id for node in graph.path(start.id, end)]
            assert (way[0], way[-1]) == (start.id, end)
            assert set(pairwise(way)) <= edges
        for other in graph.nodes:
            if other.id not in lengths and other != start:
                assert graph.path(start.id, other.id) == []


def test_a_part_of_a_graph_has_the_edges_between_its_nodes() -> None:
    part = GRAPH.part(["N1", "pressure.4", "T"])
    assert {(edge.node, edge.rests_on) for edge in part.edges} == {("N1", "pressure.4"), ("N1", "T")}


# --- A paper of which all is known


def test_the_nodes_of_a_paper() -> None:
    kinds = {node.id: node.kind for node in GRAPH.nodes}
    assert kinds["1"] is kinds["2"] is kinds["3"] is NodeKind.EQUATION
    assert kinds["pressure.1"] is NodeKind.PREMISE
    assert kinds["pressure.4"] is NodeKind.LINE
    assert kinds["N1"] is NodeKind.NUMBER
    assert kinds["edge"] is NodeKind.QUANTITY
    assert kinds["c.positive"] is NodeKind.WORDS
    assert kinds["T"] is kinds["T=5"] is NodeKind.INPUT
    assert kinds["k"] is NodeKind.CONSTANT
    assert len(kinds) == len(GRAPH.nodes)


@pytest.mark.parametrize(
    ("root", "fallen"),
    [
        ("pressure.4", ["2", "N1", "c.positive", "c.numbers"]),
        ("pressure.2", ["2", "N1", "c.positive", "c.numbers"]),
        ("1.granted", ["2", "N1", "c.positive", "c.numbers"]),
        ("pressure.1", ["1", "2", "N1", "c.positive", "c.numbers"]),
        ("fugacity.2", ["N2", "N3", "N4", "c.numbers", "c.small"]),
        ("fugacity.6", ["N3", "c.numbers"]),
        ("T", ["N1", "N2", "N3", "N4", "c.numbers", "c.small"]),
        ("k", ["N1", "c.numbers"]),
        ("T=5", []),
        ("N1", ["2", "c.positive", "c.numbers"]),  # its line goes on
        ("pressure-now", ["2", "c.positive", "c.numbers"]),
        ("2", []),
        ("c.law", []),
    ],
)
def test_what_rests_on_a_node(root: str, fallen: list[str]) -> None:
    assert resting(paper, [root]) == fallen


def test_a_number_with_a_value_of_its_own_does_not_rest_on_that_of_the_paper() -> None:
    assert ids(GRAPH.ancestors("stiffness")) == {"fugacity.12", "T=5", "k"}


def test_what_must_be_granted_and_the_way_to_it() -> None:
    found = foundations(GRAPH, "c.numbers")
    assert [(each.node.id, each.grant.kind) for each in found] == [
        ("fugacity.2", GrantKind.POSTULATE),
        ("pressure.1", GrantKind.MODEL),
        ("fugacity.6", GrantKind.IDENTIFICATION),
        ("3", GrantKind.CITATION),
        ("1", GrantKind.CHOICE),
        ("pressure.4", GrantKind.LEAP),
    ]
    assert found[0].via == ("N3", "N2")
    assert milestones(GRAPH, "2") == ["N1", "1"]


@pytest.mark.parametrize(("text", "near"), [("pressure.44", "pressure.4"), ("n1", "N1"), ("nothing at all", "")])
def test_an_unknown_id_is_told_the_nearest(text: str, near: str) -> None:
    with pytest.raises(PaperError, match="an id, a name or a place is wanted") as caught:
        GRAPH.named(text)
    assert near in str(caught.value)
    assert text not in GRAPH


def test_texts_fit_80_columns() -> None:
    verdicts = {"pressure.4": refuted("it is false"), "2": refuted("a long reason " * 20)}
    why = why_text(GRAPH, ["c.numbers"], verdicts)
    assert "leaps" in why
    assert "[refuted]" in why
    affects = affects_text(GRAPH, ["pressure.1"])
    assert "With it falls: 2 equations, 1 number, 2 claims in words; and 3 lines between" in affects
    assert max(len(line) for line in f"{why}\n{affects}".splitlines()) <= 80


def test_the_json_is_of_plain_values() -> None:
    document = GRAPH.as_json()
    assert {"id", "kind", "title", "where", "names", "grants"} == set(document["nodes"][0])
    known = {node["id"] for node in document["nodes"]}
    assert all({edge["from"], edge["to"]} <= known for edge in document["edges"])


# --- deh4


def test_every_edge_of_the_ledgers_is_in_the_graph_of_deh4() -> None:
    steps = [step for derivation in load_definition("deh4").derivations for step in derivation.steps]
    name = {id(step): deh4().named(f"{step.place[0]}.{step.place[1]}").id for step in steps}
    assert len(set(name.values())) == len(steps)
    wanted = {(name[id(step)], name[id(parent)]) for step in steps for parent in step.parents}
    assert wanted <= {(edge.node, edge.rests_on) for edge in deh4().edges}


def test_blast_radius_in_deh4() -> None:
    of_leap = ids(deh4().descendants("vapour.13"))
    assert {"s4.clapeyron", "s4.entropy", "N17", "N19"} == {each for each in of_leap if "." not in each or "s4" in each}
    assert {"N10", "N11", "N12", "N14", "figure1"} <= ids(deh4().descendants("quantum.1"))
    assert {"T", "h", "k_B", "c", "4b", "quantum.1"} <= ids(deh4().ancestors("N12"))
    assert "N01" not in ids(deh4().descendants("T"))
    assert "N36" in ids(deh4().descendants(deh4().named("T_now=2.7255 K").id))


def test_findings_tell_all_that_rests_on_them() -> None:
    assert Finder.__dataclass_fields__["graph"].type == "DependenceGraph"
    printed = resting(load_definition("deh4"), ["vapour.13"])
    assert printed == ["s4.clapeyron", "s4.entropy", "N17", "N19"]
