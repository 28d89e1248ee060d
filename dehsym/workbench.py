"""The public door: a paper that is loaded, asked for results, run and evaluated."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, final

from sympy import Expr

from dehsym.audit.cross_checks import CrossChecks
from dehsym.audit.explanation.detective import explained
from dehsym.audit.rounding.audit import AuditRow, audit
from dehsym.audit.rounding.findings import by_the_audit
from dehsym.catalogue import Catalogue
from dehsym.changed_world import Change, WorldDifference, changed_world, compare
from dehsym.dependence import DependenceGraph, dependence_graph, line_ids
from dehsym.display.audit import AuditTable
from dehsym.display.findings import Findings
from dehsym.display.graph import GraphDrawing
from dehsym.display.tables import facts
from dehsym.errors import NotationError, PaperError
from dehsym.evaluation import evaluate, exact_expression
from dehsym.examination import Checked, Examiner
from dehsym.findings import Finding, ordered, with_what_rests
from dehsym.findings_of_phases import of_phases
from dehsym.findings_of_steps import Finder
from dehsym.findings_of_words import said_otherwise
from dehsym.nearest import hint
from dehsym.notation.typed import read_assignment, read_expression
from dehsym.numeric.value import Backend, Value
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.phases import PhaseReport
from dehsym.progress import progress_bar
from dehsym.quantity import Quantity
from dehsym.reliance import Affected, Why
from dehsym.render.changed_world_text import changed_world_text
from dehsym.render.figure_drawing import FigureDrawing
from dehsym.report import Report
from dehsym.result import Result
from dehsym.sweeps.sweeping import Over, Sweep, sweep_of
from dehsym.verdict import Kind, Verdict
from dehsym.verdict_store import FolderStore, Store, default_folder

if TYPE_CHECKING:
    from dehsym.numeric.exact import Exact

_NAME = re.compile(r"[A-Za-z]\w*(?:-[\w.]+)+")  # as quantities are named: words with hyphens


@final
class Paper(Mapping[str, Result]):
    """A paper as a program: results by the ids of its inventory.

    >>> paper = load("deh4")
    >>> paper["a2.shell"].matches.kind.name
    'PROVED'
    """

    def __init__(self, definition: PaperDefinition, store: Store, *, changed_from: Paper | None = None) -> None:
        self.definition = definition
        self.store = store
        self._changed_from = changed_from
        self._examiner = Examiner(
            definition.catalogue,
            definition.claims,
            store,
            number_chain=lambda: definition.number_chain,
            quantity=definition.quantity,
        )
        self._known: dict[str, Result] = {}
        self._report: Report | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The paper's symbols."""
        return self.definition.catalogue

    def __getitem__(self, id: str) -> Result:
        if id not in self._known:
            step = self.definition.step(id)
            *_, checked = self._examiner.examine([step]).values()
            self._known[id] = self._result(id, checked)
        return self._known[id]

    def _result(self, id: str, checked: Checked) -> Result:
        return Result(self.definition.claims[id], checked, self.catalogue)

    def __contains__(self, id: object) -> bool:
        return id in self.definition.derived

    def __iter__(self) -> Iterator[str]:
        return iter(self.definition.derived)

    def __len__(self) -> int:
        return len(self.definition.derived)

    @cached_property
    def names(self) -> dict[str, Expr]:
        """What people may type: the names of the catalogue."""
        return dict(self.catalogue.names)

    def run(self, *, progress: bool = False, jobs: int = 1) -> Report:
        """Derive, verify and compare everything, by `jobs` processes.

        With `progress`, a bar on standard error where that is a terminal.
        """
        start = time.perf_counter()
        steps = [step for derivation in self.definition.derivations for step in derivation.steps]
        with progress_bar(len(steps), shown=progress) as advance:
            checked = self._examiner.examine(steps, jobs=jobs, on_done=advance)
        nodes = [checked[id(step)] for step in steps]
        results = [self._result(name, checked[id(step)]) for name, step in self.definition.derived.items()]
        order = list(self.definition.claims)
        results.sort(key=lambda result: order.index(result.id))
        remarks = {name: self._examiner.decides(remark, checked) for name, remark in self.definition.remarks.items()}
        rows = self.audit()
        found, unchecked = self._found(nodes, remarks, rows)
        findings = Findings(found, self.catalogue)
        return Report(self.definition, nodes, results, remarks, findings, rows, unchecked, time.perf_counter() - start)

    def reported(self, *, jobs: int = 1) -> Report:
        """The report of a run, which is run once, by `jobs` processes, with a bar where a terminal is."""
        if self._report is None:
            self._report = self.run(progress=True, jobs=jobs)
        return self._report

    @property
    def findings(self) -> Findings:
        """What a reader should know, the gravest first: found by a run over the whole paper, once."""
        return Findings(self.reported().findings, self.catalogue)

    def _found(
        self, nodes: Sequence[Checked], remarks: Mapping[str, Verdict], rows: Sequence[AuditRow]
    ) -> tuple[list[Finding], list[str]]:
        """What is found by the ledger, in words, by the phases and by the audit; and which checks were not made."""
        paper = self.definition
        parts = {id(step): derivation.part for derivation in paper.derivations for step in derivation.steps}
        graph = self._graph
        found = Finder(self.catalogue, paper.claims, graph).find(nodes, parts)
        found += said_otherwise(paper, remarks)
        found += of_phases(self.phases) if paper.phases else []
        misprinted = [node.claim for node in nodes if node.claim and node.matches and node.matches.kind is Kind.REFUTED]
        generated, not_made = CrossChecks(rows, misprinted).run(paper)
        found = [*by_the_audit(found, rows, paper), *(with_what_rests(each, graph) for each in generated)]
        return ordered(found), not_made

    @cached_property
    def _graph(self) -> DependenceGraph:
        return dependence_graph(self.definition)

    @cached_property
    def _audited(self) -> list[AuditRow]:
        return audit(self.definition, explained)

    def audit(self, *names: str) -> AuditTable:
        """A row for each printed number: whether the numbers printed before it give it, with their rounding.

        With `names`, ids or names of the inventory, these rows alone, with every route in full. Raises `PaperError` for
        a name that no printed number has.

        >>> [row.verdict.value for row in load("deh4").audit("N02", "N23", "N28")]
        ['reproduced', 'reachable', 'not-reachable']
        """
        if not names:
            return AuditTable(self._audited, self.catalogue)
        ids = dict.fromkeys(self._printed_id(name) for name in names)
        by_id = {row.id: row for row in self._audited}
        return AuditTable((by_id[id] for id in ids), self.catalogue, in_full=True)

    def _printed_id(self, name: str) -> str:
        """The id of a printed number or order of magnitude by its id or name."""
        paper = self.definition
        number = paper.number(name)
        if number or name in paper.orders:
            return number.id if number else name
        known = [*paper.orders, *(text for each in paper.numbers.values() for text in (each.id, each.name))]
        raise PaperError(f"a printed number of {paper.name} is wanted, found {name!r}{hint(name, known)}")

    # --- What rests on what

    def why(self, id: str) -> Why:
        """What a result rests on: premises, choices and leaps, inputs and constants of nature.

        `id` is an id or a name of the inventory, of a claim in words or of a finding, a quantity, a place such as
        vapour.13, an input or a constant; raise `PaperError` for what is none.

        >>> [each.grant.kind.value for each in load("deh4").why("s3.variance-derivative").foundations]
        ['model', 'model']
        """
        ids = self._meant(id)
        reached = {*ids, *(node.id for node in self._graph.ancestors(*ids))}
        lines = {name: step for name, step in line_ids(self.definition).items() if name in reached}
        verdicts = {name: self._examiner.follows(step) for name, step in lines.items()}
        return Why(id, self._graph, ids, verdicts, self.catalogue)

    def affects(self, id: str) -> Affected:
        """What falls if a result, a premise or an input falls; `id` is as in `why`.

        >>> load("deh4").affects("vapour.13").affected["numbers"]
        ['N17', 'N19']
        """
        return Affected(id, self._graph, self._meant(id), self.catalogue)

    def graph(self, id: str | None = None) -> GraphDrawing:
        """What rests on what, drawn: the whole paper, or what an id, name or place rests on, and what rests on it."""
        return GraphDrawing.of(self._graph, id)

    def _meant(self, text: str) -> tuple[str, ...]:
        """The nodes that are meant: one; of a finding that is no line, those of its claims that rest on no others."""
        if text not in self._graph and "." in text:
            found = next((each for each in (self._changed_from or self).findings if each.id == text), None)
            if found is not None:
                about = dict.fromkeys(self._graph.named(claim).id for claim in found.claims)
                below = {id: {node.id for node in self._graph.ancestors(id)} for id in about}
                return tuple(id for id in about if below[id].isdisjoint(about))
        return (self._graph.named(text).id,)

    def changed(
        self,
        *,
        set: str | Sequence[str] | Mapping[str, object] = (),
        without: str | Sequence[str] = (),
        jobs: int = 1,
    ) -> ChangedWorld:
        """The paper in a changed world, as `dehsym audit --set NAME=VALUE --without ID` has it.

        `set` gives an input, a constant or a premise another value, as `"T=2.73"` or `{"T": "2.73"}`; `without` leaves
        out leaps, premises or choices. What comes out differently is found when it is asked for, by `jobs` processes.
        Raises as `dehsym.changed_world.changed_world`.

        >>> world = load("deh4").changed(without="vapour.13")
        >>> world.paper.quantity("transition-entropy").value(3)
        '-5.53e+62'
        """
        sets = [f"{name}={value}" for name, value in set.items()] if isinstance(set, Mapping) else _listed(set)
        definition, changes = changed_world(self.definition, sets, _listed(without))
        return ChangedWorld(self, Paper(definition, self.store, changed_from=self), changes, jobs)

    @property
    def phases(self) -> PhaseReport:
        """Every consistent assignment of branch and phases, and the paper's own choices tested."""
        return self.definition.phase_report

    def evaluate(
        self,
        text: str,
        values: Mapping[str, Expr | Exact] | None = None,
        *,
        digits: int = 15,
        backend: Backend = "arb",
        force: bool = False,
    ) -> Value:
        """The value of a quantity by its name or id, of a typed expression, or of a derived equation's right side.

        `values` are exact, by the names of the catalogue: SymPy's, integers, fractions, texts, and floats as the binary
        fractions that they are. More than 10^6 digits are had with `force`.

        >>> str(load("deh4").evaluate("exp(beta*mu)", {"beta": "1/2", "mu": 1}, digits=6))
        '1.64872'
        """
        exact = {self.catalogue.named(name): value for name, value in (values or {}).items()}
        if self._is_quantity(text):
            return self.definition.quantity(text).evaluate(exact, digits=digits, backend=backend, force=force)
        return evaluate(self.expression(text), self.catalogue, exact, digits=digits, backend=backend, force=force)

    def sweep(
        self, text: str, over: Over, values: Mapping[str, Expr | Exact] | None = None, *, digits: int = 15
    ) -> Sweep:
        """Certified values over a grid, of whatever `evaluate` takes; `values` are exact, by name, for the whole grid.

        A quantity has its inputs where they are neither varied nor set. Raises as `dehsym.sweeps.sweeping.sweep_of`.

        >>> over = {"T": ["1", "2.7255"]}
        >>> [row["critical-temperature [K]"] for row in load("deh4").sweep("N11", over, digits=5).rows()]
        ['1.0494', '2.8602']
        """
        given = {self.catalogue.named(name): exact_expression(value) for name, value in (values or {}).items()}
        if not self._is_quantity(text):
            return sweep_of(text, self.expression(text), self.catalogue, over, given, digits=digits)
        quantity = self.definition.quantity(text)
        return sweep_of(
            quantity.name,
            quantity.closed_form,
            self.catalogue,
            over,
            given,
            quantity.exact_inputs,
            unit=quantity.unit.text,
            factor=quantity.unit.factor,
            digits=digits,
        )

    def quantity(self, name: str) -> Quantity:
        """The quantity with that name, or that id in the inventory; raise `PaperError` if there is none."""
        return self.definition.quantity(name)

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """All named quantities."""
        return self.definition.quantities

    def figure(self, name: str) -> FigureDrawing:
        """The figure of that name, to be looked at or saved; raise `PaperError` if there is none."""
        return FigureDrawing(self.definition.plot(name), self.catalogue)

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        paper = self.definition
        parts = Counter(claim.where for id, claim in paper.claims.items() if id in self)
        rows = [
            ("by", paper.citation),
            ("printed equations", ", ".join(f"{count} in {where}" for where, count in parts.items())),
            ("printed numbers", str(len(paper.numbers))),
            ("claims in words", str(len(paper.prose))),
            ("figures", ", ".join(figure.name for figure in paper.figures)),
        ]
        return facts(rows, paper.title)

    def __repr__(self) -> str:
        return f"<{self.definition.name}: {len(self)} printed equations, {len(self.quantities)} quantities>"

    def _is_quantity(self, text: str) -> bool:
        return text in self.definition.quantities or self.definition.number(text) is not None

    def settings(self, texts: Sequence[str]) -> dict[str, Expr]:
        """Typed settings such as `T=2.7255` as exact values by name; raise `NotationError` for anything else."""
        found: dict[str, Expr] = {}
        for text in texts:
            name, value = read_assignment(text, self.names)
            if name in found:
                raise NotationError(f"one value for {name} is wanted, found {found[name]} and {value}")
            found[name] = value
        return found

    def expression(self, text: str) -> Expr:
        """What was typed: the id of a derived equation stands for its right side."""
        if text in self.definition.derived and not text.isdigit():
            return self.definition.derived[text].equation.rhs
        try:
            return read_expression(text, self.names)
        except NotationError as error:
            if _NAME.fullmatch(text) and (near := hint(text, self.definition.quantities)):
                raise NotationError(f"a quantity or an expression is wanted, found {text!r}{near}") from error
            raise


def _listed(texts: str | Sequence[str]) -> Sequence[str]:
    return [texts] if isinstance(texts, str) else texts


@final
@dataclass(frozen=True, eq=False)
class ChangedWorld:
    """A paper run again with something otherwise: `paper` is what it is there, `origin` what it is here."""

    origin: Paper
    paper: Paper
    changes: Sequence[Change]
    jobs: int = 1

    @cached_property
    def difference(self) -> WorldDifference:
        """Every result that is another one there, found by a run over both."""
        return compare(self.origin.reported(jobs=self.jobs), self.paper.reported(jobs=self.jobs), self.changes)

    @cached_property
    def values(self) -> WorldDifference:
        """The numbers and figures that are others there, and what falls of them: nothing is examined for it."""
        here, there = (Report(each.definition, [], [], {}, [], [], [], 0.0) for each in (self.origin, self.paper))
        return compare(here, there, self.changes)

    def as_json(self) -> dict[str, Any]:
        """The document that `dehsym audit --set … --json` prints."""
        return self.difference.as_json()

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return self.difference.as_html()

    def __str__(self) -> str:
        return changed_world_text(self.difference)

    def __repr__(self) -> str:
        return str(self)


def load(name: str, *, store: Store | None = None) -> Paper:
    """Load the paper called `name`, remembering verdicts in the user's cache unless another `store` is given.

    Raises `PaperError` for a name that is not known or a module that does not load.
    """
    return Paper(load_definition(name), store if store is not None else FolderStore(default_folder()))
