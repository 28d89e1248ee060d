"""What a result rests on, and what rests on it: each an answer that is a text, a JSON document, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, final

from dehsym.catalogue import Catalogue
from dehsym.dependence import DependenceGraph, Foundation, Node, NodeKind, foundations, milestones
from dehsym.display.badges import badge
from dehsym.display.phrases import letters_of
from dehsym.display.tables import below, facts, folded, items, table
from dehsym.display.words import Say, plain
from dehsym.grant import GrantKind
from dehsym.markup import Html, joined, tag
from dehsym.render.dependence_text import affects_text, counted, not_shown, why_text
from dehsym.verdict import Kind, Verdict, weakest

_MOST_OPEN, _FEW = 6, 2
_SORTS = {
    "equations": NodeKind.EQUATION,
    "numbers": NodeKind.NUMBER,
    "words": NodeKind.WORDS,
    "orders": NodeKind.ORDER,
    "figures": NodeKind.FIGURE,
    "quantities": NodeKind.QUANTITY,
}
_LINES = (NodeKind.EQUATION, NodeKind.PREMISE, NodeKind.LINE)


@final
@dataclass(frozen=True, eq=False)
class Why:
    """What the nodes `ids`, which `asked` names, rest on in a graph; `verdicts` are those of the lines by their ids."""

    asked: str
    graph: DependenceGraph
    ids: tuple[str, ...]
    verdicts: Mapping[str, Verdict]
    catalogue: Catalogue = field(default_factory=Catalogue, repr=False)

    @cached_property
    def foundations(self) -> list[Foundation]:
        """What must be granted, by kind."""
        return foundations(self.graph, *self.ids)

    @cached_property
    def reached(self) -> list[Node]:
        """The nodes themselves and all that they rest on, nearest first."""
        return [self.graph.by_id[each] for each in self.ids] + self.graph.ancestors(*self.ids)

    @property
    def standing(self) -> Verdict | None:
        """The weakest of the verdicts; None where there is no line."""
        return weakest(*self.verdicts.values()) if self.verdicts else None

    def as_json(self) -> dict[str, Any]:
        """The document that `dehsym why --json` prints."""
        return {
            "id": self.asked,
            "standing": self.standing.as_json() if self.standing else None,
            "rests_on": [{**each.as_json(), "verdict": self._word(each.node.id)} for each in self.foundations],
            "by_way_of": milestones(self.graph, *self.ids),
            "inputs": [node.id for node in self.reached if node.kind is NodeKind.INPUT],
            "constants": [node.id for node in self.reached if node.kind is NodeKind.CONSTANT],
            **self.graph.part(node.id for node in self.reached).as_json(),
        }

    def _word(self, id: str) -> str | None:
        return self.verdicts[id].kind.word if id in self.verdicts else None

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        say = letters_of(self.catalogue)
        way = ", ".join(milestones(self.graph, *self.ids)) or "nothing else that is printed"
        title = _title(self.graph, self.ids, say)
        kinds = dict.fromkeys(each.grant.kind for each in self.foundations)
        rows = [row for kind in kinds for row in self._rows(kind, say)]
        values = [node for node in self.reached if node.kind in (NodeKind.INPUT, NodeKind.CONSTANT)]
        return below(
            title,
            tag("div", f"It rests, by way of {way}, on"),
            table(["kind", "what is granted", "at", "by"], rows) if rows else "",
            _open(self.reached, self.verdicts, say),
            _folded_nodes(f"{len(values)} inputs and constants of nature", values, say),
        )

    def _rows(self, kind: GrantKind, say: Say) -> Iterator[tuple[str, Html, Html, str]]:
        """What is granted, the line at which it is, and the printed results by which that is reached.

        Of many of a kind there is one row to be unfolded; leaps stand open.
        """
        found = [each for each in self.foundations if each.grant.kind is kind]
        if kind is GrantKind.LEAP or len(found) <= _FEW:
            yield from (
                (kind.value, self._granted(each, say), plain(each.node.id), ", ".join(each.via)) for each in found
            )
        else:
            listed = items(joined([self._granted(each, say), f" ({each.node.id})"]) for each in found)
            yield kind.value, folded(f"{len(found)} of them", listed), Html(), ""

    def _granted(self, each: Foundation, say: Say) -> Html:
        verdict = self.verdicts.get(each.node.id)
        mark = [" ", badge(verdict.kind.word)] if verdict and verdict.kind < Kind.GRANTED else []
        return joined([say(each.grant.prose), *mark])

    def text(self, *, unicode: bool = True) -> str:
        """What `dehsym why` prints; without `unicode` in the notation that people type."""
        return why_text(self.graph, self.ids, self.verdicts, self.catalogue if unicode else None)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return str(self)


@final
@dataclass(frozen=True, eq=False)
class Affected:
    """What falls if the nodes `ids`, which `asked` names, fall."""

    asked: str
    graph: DependenceGraph
    ids: tuple[str, ...]
    catalogue: Catalogue = field(default_factory=Catalogue, repr=False)

    @cached_property
    def reached(self) -> list[Node]:
        """What falls, nearest first."""
        return self.graph.descendants(*self.ids)

    @property
    def affected(self) -> dict[str, list[str]]:
        """The ids of equations, numbers, claims in words, orders of magnitude, figures, and quantities not printed."""
        return {title: [node.id for node in self.reached if node.kind is kind] for title, kind in _SORTS.items()}

    def as_json(self) -> dict[str, Any]:
        """The document that `dehsym affects --json` prints."""
        groups = self.affected
        return {
            "id": self.asked,
            "count": sum(len(found) for title, found in groups.items() if title != "quantities"),
            "affected": groups,
            **self.graph.part([*self.ids, *(node.id for node in self.reached)]).as_json(),
        }

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        say = letters_of(self.catalogue)
        groups = {title: [node for node in self.reached if node.kind is kind] for title, kind in _SORTS.items()}
        rows = ((title, _listed_nodes(nodes, say)) for title, nodes in groups.items())
        return below(
            _title(self.graph, self.ids, say), tag("div", f"With it falls: {counted(self.reached)}"), facts(rows)
        )

    def text(self, *, unicode: bool = True) -> str:
        """What `dehsym affects` prints; without `unicode` in the notation that people type."""
        return affects_text(self.graph, self.ids, self.catalogue if unicode else None)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return str(self)


def _title(graph: DependenceGraph, ids: tuple[str, ...], say: Say) -> Html:
    nodes = (graph.by_id[each] for each in ids)
    return joined(tag("div", tag("b", plain(node.id)), "  ", _said(node, say)) for node in nodes)


def _said(node: Node, say: Say) -> Html:
    """What a node is: a line in the letters of the paper, anything else in words."""
    where = f" ({node.where})" if node.where else ""
    return joined([say(f"`{node.title}`") if node.kind in _LINES else plain(node.title), where])


def _open(nodes: list[Node], verdicts: Mapping[str, Verdict], say: Say) -> Html:
    rows = [
        (plain(node.id), _said(node, say), badge(verdict.kind.word)) for node, verdict in not_shown(nodes, verdicts)
    ]
    return table(["step that is not shown", "", ""], rows) if rows else Html()


def _listed_nodes(nodes: list[Node], say: Say) -> Html:
    """What they are; of many the ids, the rest to be unfolded."""
    listed = items(joined([tag("b", plain(node.id)), "  ", _said(node, say)]) for node in nodes)
    return listed if len(nodes) <= _MOST_OPEN else folded(", ".join(node.id for node in nodes), listed)


def _folded_nodes(summary: str, nodes: list[Node], say: Say) -> Html:
    rows = ((plain(node.id), _said(node, say)) for node in nodes)
    return folded(summary, table(["", ""], rows)) if nodes else Html()
