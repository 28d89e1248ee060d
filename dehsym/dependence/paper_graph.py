"""The graph of dependence of one paper, read off its ledgers: nothing is examined for it.

A line rests on its parents; a quantity on its line, and on the inputs and constants whose numbers are put in; a claim
in words on the lines, numbers and inputs that decide it; a figure on the last lines of its derivations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import final

from sympy import Expr, Symbol

from dehsym.alteration import place_text
from dehsym.constants import Constant
from dehsym.dependence.graph import DependenceGraph, Edge, Node, NodeKind
from dehsym.derivation import Remark, Step
from dehsym.paper_definition import PaperDefinition
from dehsym.quantity import Quantity

_EQUATIONS = (NodeKind.EQUATION,)
_NUMBERS = (NodeKind.NUMBER,)
_WORDS = (NodeKind.WORDS, NodeKind.ORDER)


def dependence_graph(paper: PaperDefinition) -> DependenceGraph:
    """The graph of a paper; raise `AuthorError` for a line of it that cannot stand.

    >>> from dehsym.paper_definition import load_definition
    >>> [node.id for node in dependence_graph(load_definition("deh4")).rests_on("N30")]
    ['state.6', 'T', 'c', 'h', 'k_B']
    """
    return _Builder(paper).graph()


def line_ids(paper: PaperDefinition) -> dict[str, Step]:
    """Every line of a paper by the id of its node: that of the printed equation it stands for, or else its place.

    >>> from dehsym.paper_definition import load_definition
    >>> str(line_ids(load_definition("deh4"))["quantum.1"].equation)
    'mu = c**2*m'
    """
    return {line_id(paper, step): step for derivation in paper.derivations for step in derivation.steps}


def line_id(paper: PaperDefinition, step: Step) -> str:
    """The id of a line's node: that of the printed equation that the line stands for, or else its place.

    >>> from dehsym.paper_definition import load_definition
    >>> paper = load_definition("deh4")
    >>> line_id(paper, paper.derived["2"]), line_id(paper, paper.derivations[0].steps[0])
    ('2', 's1.total-energy')
    """
    claim = step.prints.claim if step.prints else ""
    return claim if claim and paper.derived.get(claim) is step else place_text(step.place)


def resting(paper: PaperDefinition, roots: Iterable[str]) -> list[str]:
    """The ids of all that is printed and rests on any of the roots: equations, then numbers, then claims in words.

    Each sort is in the order of the derivations; the roots, ids or names of nodes, are not among them. Raises
    `PaperError` for a root that there is none.

    >>> from dehsym.paper_definition import load_definition
    >>> resting(load_definition("deh4"), ["vapour.13"])
    ['s4.clapeyron', 's4.entropy', 'N17', 'N19']
    """
    return printed_descendants(dependence_graph(paper), roots)


def printed_descendants(graph: DependenceGraph, roots: Iterable[str]) -> list[str]:
    """The same of a graph that is made already.

    >>> kinds = {"v.1": NodeKind.PREMISE, "N1": NodeKind.NUMBER, "q": NodeKind.LINE}
    >>> nodes = [Node(name, kind, "") for name, kind in kinds.items()]
    >>> printed_descendants(DependenceGraph(nodes, [Edge("N1", "v.1"), Edge("q", "v.1")]), ["v.1"])
    ['N1']
    """
    reached = {node.id for node in graph.descendants(*(graph.named(root).id for root in roots))}
    order = {node.id: place for place, node in enumerate(graph.nodes)}
    return [
        name
        for kinds in (_EQUATIONS, _NUMBERS, _WORDS)
        for name in sorted((each for each in reached if graph.by_id[each].kind in kinds), key=lambda name: order[name])
    ]


@final
class _Builder:
    """Collects the nodes and edges of one paper."""

    def __init__(self, paper: PaperDefinition) -> None:
        self._paper = paper
        self._nodes: dict[str, Node] = {}
        self._edges: dict[Edge, None] = {}
        self._lines: dict[int, str] = {}

    def graph(self) -> DependenceGraph:
        """The graph."""
        for derivation in self._paper.derivations:
            for step in derivation.steps:
                self._line(step, derivation.part)
        for quantity in self._paper.quantities.values():
            self._quantity(quantity)
        parts = {remark.id: derivation.part for derivation in self._paper.derivations for remark in derivation.remarks}
        for remark in self._paper.remarks.values():
            self._words(remark, parts[remark.id])
        self._figures()
        return DependenceGraph(tuple(self._nodes.values()), tuple(self._edges))

    def _add(self, node: Node) -> str:
        self._nodes.setdefault(node.id, node)
        return node.id

    def _rests(self, node: str, on: Iterable[str]) -> None:
        self._edges.update(dict.fromkeys(Edge(node, each) for each in on))

    def _line(self, step: Step, part: str) -> None:
        name, place = line_id(self._paper, step), place_text(step.place)
        kind = NodeKind.EQUATION if name != place else NodeKind.PREMISE if step.premise else NodeKind.LINE
        self._add(Node(name, kind, str(step.equation), part, step.grants, (place,) if name != place else ()))
        self._lines[id(step)] = name
        self._rests(name, (self._lines[id(parent)] for parent in step.parents))

    def _quantity(self, quantity: Quantity) -> None:
        printed = quantity.printed
        kind, where = (NodeKind.NUMBER, printed.where) if printed else (NodeKind.QUANTITY, "")
        lhs = quantity.step.equation.lhs
        title = quantity.catalogue[lhs].meaning if lhs in quantity.catalogue else str(lhs)
        if printed:
            title = f"{printed.name} = {printed.printed}{'' if printed.unit == '1' else f' {printed.unit}'}"
        own = all(self._paper.inputs.get(symbol) == value for symbol, value in quantity.inputs.items())
        carried = self._lines[id(quantity.step)] if own else ""
        names = (quantity.name,) if printed else ()
        name = self._add(Node(quantity.id, kind, title, where, names=names, carried_by=carried))
        self._rests(name, [self._lines[id(quantity.step)], *self._values(quantity.inputs, [quantity.closed_form])])

    def _values(self, inputs: Mapping[Symbol, Constant], used: Sequence[Expr]) -> list[str]:
        """The nodes of the inputs, and of the constants of nature that have no other value among them."""
        free = {symbol for expr in used for symbol in expr.free_symbols} - set(inputs)
        rows = [self._paper.catalogue[symbol] for symbol in sorted(free, key=str) if symbol in self._paper.catalogue]
        found = [self._input(symbol, value) for symbol, value in inputs.items()]
        for row in rows:
            if row.value is not None:
                title = f"{row.meaning}, {row.value.value} {row.value.unit}"
                found.append(self._add(Node(row.name, NodeKind.CONSTANT, title)))
        return found

    def _input(self, symbol: Symbol, value: Constant) -> str:
        row = self._paper.catalogue[symbol]
        shown = (value.printed or f"{value.value} {value.unit}").strip().removesuffix(" 1")
        own = self._paper.inputs.get(symbol) == value
        name = row.name if own else f"{row.name}={shown}"
        return self._add(Node(name, NodeKind.INPUT, f"{row.meaning}, {shown}", value.source))

    def _words(self, remark: Remark, part: str) -> None:
        said = self._paper.prose.get(remark.id)
        order = self._paper.orders.get(remark.id)
        kind = NodeKind.WORDS if said else NodeKind.ORDER
        title = said.claim if said else f"{order.symbol}: {order.printed}" if order else remark.prose
        grants = (remark.premise,) if remark.premise else ()
        name = self._add(Node(remark.id, kind, title, part, grants))
        sides = [remark.relation.left, remark.relation.right] if remark.relation else []
        self._rests(name, (self._lines[id(step)] for step in remark.steps))
        self._rests(name, (self._paper.quantity(number).id for number in remark.numbers))
        self._rests(name, self._values(remark.at, sides if remark.at else []))

    def _figures(self) -> None:
        made = zip(self._paper.scripts, self._paper.derivations, strict=True)
        last = {script: derivation.last for script, derivation in made}
        for figure in self._paper.figures:
            drawn = [last.get(each.script) for each in (*figure.curves, *figure.marks)]
            name = self._add(Node(figure.name, NodeKind.FIGURE, figure.title))
            for step in drawn:
                if step is not None:
                    free = {symbol: self._paper.inputs[symbol] for symbol in self._given(step.equation.rhs)}
                    self._rests(name, [self._lines[id(step)], *self._values(free, [step.equation.rhs])])

    def _given(self, expr: Expr) -> list[Symbol]:
        return [symbol for symbol in self._paper.inputs if expr.has(symbol)]
