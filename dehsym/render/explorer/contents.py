"""What the explorer shows: a run over a paper, and how its lines are spread over the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, final

from dehsym.alteration import place_text
from dehsym.audit.rounding.audit import AuditRow
from dehsym.dependence import DependenceGraph, NodeKind, dependence_graph
from dehsym.derivation import Derivation, Step
from dehsym.examination import Checked
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.result import Result
from dehsym.verdict import Verdict


class ExaminedPaper(Protocol):
    """A paper with all that was found of it: what `dehsym.report.Report` is."""

    @property
    def definition(self) -> PaperDefinition:
        """The paper."""
        ...

    @property
    def nodes(self) -> Sequence[Checked]:
        """Every step, examined."""
        ...

    @property
    def results(self) -> Sequence[Result]:
        """The printed equations in the order of the paper."""
        ...

    @property
    def remarks(self) -> Mapping[str, Verdict]:
        """What becomes of claims in words, by id."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """The gravest first."""
        ...

    @property
    def audit(self) -> Sequence[AuditRow]:
        """A row for every printed number."""
        ...

    @property
    def unchecked(self) -> Sequence[str]:
        """Which checks could not be made."""
        ...

    @property
    def drawings(self) -> Mapping[str, str]:
        """The figures as SVG, by name; none where they cannot be drawn."""
        ...

    @property
    def not_drawn(self) -> str | None:
        """Which figures cannot be drawn, and why."""
        ...


@final
@dataclass(frozen=True)
class Contents:
    """A run, and where on the page each of its lines is: at the first printed result that rests on it, or by itself."""

    run: ExaminedPaper

    @property
    def paper(self) -> PaperDefinition:
        """The paper."""
        return self.run.definition

    @cached_property
    def graph(self) -> DependenceGraph:
        """What rests on what."""
        return dependence_graph(self.paper)

    @cached_property
    def nodes(self) -> Mapping[int, Checked]:
        """The examined steps by `id(step)`."""
        return {id(node.step): node for node in self.run.nodes}

    @cached_property
    def results(self) -> Mapping[str, Result]:
        """The printed equations by id."""
        return {result.id: result for result in self.run.results}

    @cached_property
    def parts(self) -> list[str]:
        """The parts of the paper in its order: those that print equations, then those that derive the rest."""
        printed = [result.claim.where for result in self.run.results]
        return list(dict.fromkeys([*printed, *(each.part for each in self.paper.derivations)]))

    def id_of(self, step: Step) -> str:
        """The id of a line on the page: that of the printed result it stands for, or else its place."""
        claim = step.prints.claim if step.prints else ""
        return claim if claim and self.paper.derived.get(claim) is step else place_text(step.place)

    def is_result(self, step: Step) -> bool:
        """Whether the line stands for a printed result."""
        return bool(step.prints) and self.id_of(step) == (step.prints.claim if step.prints else "")

    @cached_property
    def lines(self) -> Mapping[str, list[Checked]]:
        """The lines that are shown with each printed result, which itself is the last of them."""
        taken: set[int] = set()
        found: dict[str, list[Checked]] = {}
        for result in sorted(self.run.results, key=lambda result: result.checked.step.serial):
            found[result.id] = self._own(result.checked, taken)
        return found

    def _own(self, end: Checked, taken: set[int]) -> list[Checked]:
        """What a result rests on, up to printed results and to lines that are shown already."""
        own, waiting = [end], list(end.parents)
        taken.add(id(end.step))
        while waiting:
            node = waiting.pop()
            if id(node.step) in taken or self.is_result(node.step):
                continue
            taken.add(id(node.step))
            own.append(node)
            waiting.extend(node.parents)
        return sorted(own, key=lambda node: node.step.serial)

    @cached_property
    def further(self) -> list[tuple[Derivation, list[Checked]]]:
        """The lines on which no printed equation rests, by derivation: what leads to numbers, tables and figures."""
        shown = {id(node.step) for lines in self.lines.values() for node in lines}
        rest = [
            (each, [self.nodes[id(step)] for step in each.steps if id(step) not in shown])
            for each in self.paper.derivations
        ]
        return [(derivation, lines) for derivation, lines in rest if lines]

    @cached_property
    def on_page(self) -> frozenset[str]:
        """The ids that links may go to."""
        lines = (self.id_of(node.step) for node in self.run.nodes)
        return frozenset([*lines, *self.paper.numbers, *self.paper.orders, *self.run.remarks])

    def printed_before(self, id: str) -> list[str]:
        """The printed results that a node rests on at first hand: those between which and it nothing is printed."""
        return self._nearest(id, [node.id for node in self.graph.rests_on(id)], up=True)

    def printed_after(self, id: str) -> list[str]:
        """The printed results, numbers and claims in words that rest on a node at first hand."""
        return self._nearest(id, [node.id for node in self.graph.rested_on_by(id)], up=False)

    def _nearest(self, id: str, first: Sequence[str], *, up: bool) -> list[str]:
        step = self.graph.rests_on if up else self.graph.rested_on_by
        known, waiting, found = {id, *first}, list(first), list[str]()
        while waiting:
            each = waiting.pop(0)
            if self.graph.by_id[each].kind in _PRINTED:
                found.append(each)
                continue
            new = [node.id for node in step(each) if node.id not in known]
            known.update(new)
            waiting += new
        return sorted(found, key=list(self.on_page_order).index)

    @cached_property
    def on_page_order(self) -> list[str]:
        """Printed things in the order of the page."""
        order = [*self.results, *self.paper.numbers, *self.paper.orders, *self.run.remarks]
        return [*order, *(node.id for node in self.graph.nodes if node.id not in order)]


_PRINTED = (NodeKind.EQUATION, NodeKind.NUMBER, NodeKind.WORDS, NodeKind.ORDER)
