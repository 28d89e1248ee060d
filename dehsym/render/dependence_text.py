"""What a result rests on, and what rests on it, as plain text, readable in 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from dehsym.catalogue import Catalogue
from dehsym.dependence import DependenceGraph, Foundation, Node, NodeKind, foundations, milestones
from dehsym.grant import GrantKind
from dehsym.render.paragraph import wrapped
from dehsym.render.text import paragraph_prose
from dehsym.verdict import Kind, Verdict

_FIRST = 26
_SORTS = {
    NodeKind.EQUATION: ("equation", "equations"),
    NodeKind.NUMBER: ("number", "numbers"),
    NodeKind.WORDS: ("claim in words", "claims in words"),
    NodeKind.ORDER: ("order of magnitude", "orders of magnitude"),
    NodeKind.FIGURE: ("figure", "figures"),
}
_LINES = (NodeKind.PREMISE, NodeKind.LINE)
_Say = Callable[[str], str]


def why_text(
    graph: DependenceGraph, ids: Sequence[str], verdicts: Mapping[str, Verdict], catalogue: Catalogue | None = None
) -> str:
    """What the nodes rest on: what must be granted, by kind; lines that are not shown; inputs; constants of nature.

    `verdicts` are those of lines, by their ids, as far as they are known. Formulas are in the letters of the catalogue;
    without one they stay in the notation that people type.

    >>> graph = DependenceGraph([Node("T", NodeKind.INPUT, "temperature, 3 K")], [])
    >>> why_text(graph, ["T"], {}).splitlines()[-1]
    '    T                     temperature, 3 K'
    """
    say = _speaker(catalogue)
    lines = _heads(graph, ids, say)
    way = milestones(graph, *ids)
    lines += ["", *_wrapped("It rests, by way of ", ", ".join(way) or "nothing else that is printed", "  "), "on"]
    for kind, rows in groupby(foundations(graph, *ids), key=lambda each: each.grant.kind):
        lines += ["", f"  {kind.title}"]
        for row in rows:
            lines += _foundation(row, verdicts.get(row.node.id), say)
    reached = [graph.by_id[each] for each in ids] + graph.ancestors(*ids)
    lines += _not_shown(reached, verdicts, say)
    for kind, title in ((NodeKind.INPUT, "inputs"), (NodeKind.CONSTANT, "constants of nature")):
        lines += _listed(title, (node for node in reached if node.kind is kind), say)
    return "\n".join(lines)


def affects_text(graph: DependenceGraph, ids: Sequence[str], catalogue: Catalogue | None = None) -> str:
    """What falls if the nodes fall, counted and grouped: what is printed, then quantities and lines that are not.

    Formulas are as in `why_text`.

    >>> graph = DependenceGraph([Node("T", NodeKind.INPUT, "temperature, 3 K")], [])
    >>> affects_text(graph, ["T"]).splitlines()[-1]
    'With it falls: nothing that is printed'
    """
    say = _speaker(catalogue)
    lines = _heads(graph, ids, say)
    reached = graph.descendants(*ids)
    groups = {kind: [node for node in reached if node.kind is kind] for kind in NodeKind}
    lines += ["", *_wrapped("With it falls: ", counted(reached), "  ")]
    for kind, (_, title) in _SORTS.items():
        lines += _listed(title, groups[kind], say)
    return "\n".join(lines + _listed("quantities that are not printed", groups[NodeKind.QUANTITY], say))


def counted(nodes: Iterable[Node]) -> str:
    """How many there are of each sort that is printed, and of lines between.

    >>> counted([Node("1", NodeKind.EQUATION, "E = kT"), Node("v.1", NodeKind.LINE, "p = 1")])
    '1 equation; and 1 line between'
    """
    kinds = Counter(node.kind for node in nodes)
    counts = [_count(kinds[kind], *names) for kind, names in _SORTS.items() if kinds[kind]]
    others = sum(kinds[kind] for kind in _LINES)
    told = ", ".join(counts) or "nothing that is printed"
    return told + (f"; and {_count(others, 'line', 'lines')} between" if others else "")


def not_shown(nodes: Iterable[Node], verdicts: Mapping[str, Verdict]) -> list[tuple[Node, Verdict]]:
    """Lines that are refuted, undecided or approximate, without the leaps, which are told as such.

    >>> not_shown([Node("v.1", NodeKind.LINE, "p = 1")], {})
    []
    """
    found = [(node, verdicts[node.id]) for node in nodes if node.id in verdicts]
    leaps = {node.id for node, _ in found if any(grant.kind is GrantKind.LEAP for grant in node.grants)}
    return [(node, verdict) for node, verdict in found if verdict.kind < Kind.GRANTED and node.id not in leaps]


def _speaker(catalogue: Catalogue | None) -> _Say:
    return lambda text: paragraph_prose(text, catalogue)


def _title(node: Node) -> str:
    """What a node is, as a text for readers: a line is typed notation, anything else is words."""
    return f"`{node.title}`" if node.kind in (NodeKind.EQUATION, *_LINES) else node.title


def _heads(graph: DependenceGraph, ids: Sequence[str], say: _Say) -> list[str]:
    nodes = [graph.by_id[each] for each in ids]
    return [line for node in nodes for line in _wrapped(f"{node.id}  ", f"{say(_title(node))}{_part(node)}")]


def _part(node: Node) -> str:
    return f"  ({node.where})" if node.where else ""


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _foundation(row: Foundation, verdict: Verdict | None, say: _Say) -> list[str]:
    mark = f" [{verdict.kind.word}]" if verdict and verdict.kind < Kind.GRANTED else ""
    via = f" (by {', '.join(row.via)})" if row.via else ""
    return _row(row.node.id, say(f"{row.grant.prose}{mark}{via}"))


def _not_shown(nodes: Iterable[Node], verdicts: Mapping[str, Verdict], say: _Say) -> list[str]:
    found = not_shown(nodes, verdicts)
    rows = [line for node, verdict in found for line in _row(node.id, say(f"{_title(node)} [{verdict}]"))]
    return ["", "  steps that are not shown", *rows] if rows else []


def _listed(title: str, nodes: Iterable[Node], say: _Say) -> list[str]:
    rows = [line for node in nodes for line in _row(node.id, say(_title(node)))]
    return ["", f"  {title}", *rows] if rows else []


def _row(name: str, text: str) -> list[str]:
    head = f"    {name:{_FIRST - 6}s}  "
    if len(head) > _FIRST:
        return [head.rstrip(), *_wrapped(" " * _FIRST, text)]
    return _wrapped(head, text)


def _wrapped(head: str, text: str, indent: str = "") -> list[str]:
    return wrapped(head, text, indent or " " * min(len(head), _FIRST))
