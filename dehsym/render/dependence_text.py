"""What a result rests on, and what rests on it, as plain text, readable in 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dehsym.dependence import DependenceGraph, Foundation, Node, NodeKind, foundations, milestones
from dehsym.grant import GrantKind
from dehsym.verdict import Kind, Verdict

_WIDTH = 80
_FIRST = 26
_GRANTS = {
    GrantKind.POSTULATE: "postulates",
    GrantKind.MODEL: "models",
    GrantKind.IDENTIFICATION: "identifications",
    GrantKind.CITATION: "laws and results cited",
    GrantKind.CONSTANT: "constants chosen",
    GrantKind.PHASE: "phases chosen",
    GrantKind.BRANCH: "branches chosen",
    GrantKind.PATH: "paths chosen",
    GrantKind.CHOICE: "choices",
    GrantKind.LEAP: "leaps",
}
_SORTS = {
    NodeKind.EQUATION: ("equation", "equations"),
    NodeKind.NUMBER: ("number", "numbers"),
    NodeKind.WORDS: ("claim in words", "claims in words"),
    NodeKind.ORDER: ("order of magnitude", "orders of magnitude"),
    NodeKind.FIGURE: ("figure", "figures"),
}
_LINES = (NodeKind.PREMISE, NodeKind.LINE)


def why_text(graph: DependenceGraph, ids: Sequence[str], verdicts: Mapping[str, Verdict]) -> str:
    """What the nodes rest on: what must be granted, by kind; lines that are not shown; inputs; constants of nature.

    `verdicts` are those of lines, by their ids, as far as they are known.

    >>> graph = DependenceGraph([Node("T", NodeKind.INPUT, "temperature, 3 K")], [])
    >>> why_text(graph, ["T"], {}).splitlines()[-1]
    '    T                     temperature, 3 K'
    """
    lines = _heads(graph, ids)
    way = milestones(graph, *ids)
    lines += ["", *_wrapped("It rests, by way of ", ", ".join(way) or "nothing else that is printed", "  "), "on"]
    for kind, rows in groupby(foundations(graph, *ids), key=lambda each: each.grant.kind):
        lines += ["", f"  {_GRANTS[kind]}"]
        for row in rows:
            lines += _foundation(row, verdicts.get(row.node.id))
    reached = [graph.by_id[each] for each in ids] + graph.ancestors(*ids)
    lines += _not_shown(reached, verdicts)
    for kind, title in ((NodeKind.INPUT, "inputs"), (NodeKind.CONSTANT, "constants of nature")):
        lines += _listed(title, (node for node in reached if node.kind is kind))
    return "\n".join(lines)


def affects_text(graph: DependenceGraph, ids: Sequence[str]) -> str:
    """What falls if the nodes fall, counted and grouped: what is printed, then quantities and lines that are not.

    >>> graph = DependenceGraph([Node("T", NodeKind.INPUT, "temperature, 3 K")], [])
    >>> affects_text(graph, ["T"]).splitlines()[-1]
    'With it falls: nothing that is printed'
    """
    lines = _heads(graph, ids)
    reached = graph.descendants(*ids)
    groups = {kind: [node for node in reached if node.kind is kind] for kind in NodeKind}
    counts = [_count(len(groups[kind]), *names) for kind, names in _SORTS.items() if groups[kind]]
    others = sum(len(groups[kind]) for kind in _LINES)
    told = ", ".join(counts) or "nothing that is printed"
    told += f"; and {_count(others, 'line', 'lines')} between" if others else ""
    lines += ["", *_wrapped("With it falls: ", told, "  ")]
    for kind, (_, title) in _SORTS.items():
        lines += _listed(title, groups[kind])
    return "\n".join(lines + _listed("quantities that are not printed", groups[NodeKind.QUANTITY]))


def _heads(graph: DependenceGraph, ids: Sequence[str]) -> list[str]:
    nodes = [graph.by_id[each] for each in ids]
    return [line for node in nodes for line in _wrapped(f"{node.id}  ", f"{node.title}{_part(node)}")]


def _part(node: Node) -> str:
    return f"  ({node.where})" if node.where else ""


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _foundation(row: Foundation, verdict: Verdict | None) -> list[str]:
    mark = f" [{verdict.kind.word}]" if verdict and verdict.kind < Kind.GRANTED else ""
    via = f" (by {', '.join(row.via)})" if row.via else ""
    return _row(row.node.id, f"{row.grant.prose}{mark}{via}")


def _not_shown(nodes: Iterable[Node], verdicts: Mapping[str, Verdict]) -> list[str]:
    """Lines that are refuted, undecided or approximate, without the leaps, which are told as such."""
    rows: list[str] = []
    for node in nodes:
        verdict = verdicts.get(node.id)
        leap = any(grant.kind is GrantKind.LEAP for grant in node.grants)
        if verdict and verdict.kind < Kind.GRANTED and not leap:
            rows += _row(node.id, f"{node.title} [{verdict}]")
    return ["", "  steps that are not shown", *rows] if rows else []


def _listed(title: str, nodes: Iterable[Node]) -> list[str]:
    rows = [line for node in nodes for line in _row(node.id, node.title)]
    return ["", f"  {title}", *rows] if rows else []


def _row(name: str, text: str) -> list[str]:
    head = f"    {name:{_FIRST - 6}s}  "
    if len(head) > _FIRST:
        return [head.rstrip(), *_wrapped(" " * _FIRST, text)]
    return _wrapped(head, text)


def _wrapped(head: str, text: str, indent: str = "") -> list[str]:
    after = indent or " " * min(len(head), _FIRST)
    return textwrap.wrap(head + text, _WIDTH, subsequent_indent=after, break_on_hyphens=False)
