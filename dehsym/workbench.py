"""The public door: a paper that is loaded, asked for results, run and evaluated."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, final

from sympy import Expr

from dehsym.audit.cross_checks import CrossChecks
from dehsym.audit.explanation.detective import explained
from dehsym.audit.rounding.audit import AuditRow, audit
from dehsym.audit.rounding.findings import by_the_audit
from dehsym.catalogue import Catalogue
from dehsym.dependence import dependence_graph
from dehsym.errors import NotationError
from dehsym.evaluation import evaluate, exact_expression
from dehsym.examination import Checked, Examiner
from dehsym.findings import Finder, Finding, of_phases, ordered, said_otherwise, with_what_rests
from dehsym.nearest import hint
from dehsym.notation.typed import read_assignment, read_expression
from dehsym.numeric.value import Backend, Value
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.phases import PhaseReport
from dehsym.progress import progress_bar
from dehsym.quantity import Quantity
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

    def __init__(self, definition: PaperDefinition, store: Store) -> None:
        self.definition = definition
        self.store = store
        self._examiner = Examiner(
            definition.catalogue,
            definition.claims,
            store,
            number_chain=lambda: definition.number_chain,
            quantity=definition.quantity,
        )
        self._known: dict[str, Result] = {}

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
        findings, unchecked = self._findings(nodes, remarks, rows)
        return Report(self.definition, nodes, results, remarks, findings, rows, unchecked, time.perf_counter() - start)

    def _findings(
        self, nodes: Sequence[Checked], remarks: Mapping[str, Verdict], rows: Sequence[AuditRow]
    ) -> tuple[list[Finding], list[str]]:
        """What is found by the ledger, in words, by the phases and by the audit; and which checks were not made."""
        paper = self.definition
        parts = {id(step): derivation.part for derivation in paper.derivations for step in derivation.steps}
        graph = dependence_graph(paper)
        found = Finder(self.catalogue, paper.claims, graph).find(nodes, parts)
        found += said_otherwise(paper, remarks)
        found += of_phases(self.phases) if paper.phases else []
        misprinted = [node.claim for node in nodes if node.claim and node.matches and node.matches.kind is Kind.REFUTED]
        generated, not_made = CrossChecks(rows, misprinted).run(paper)
        found = [*by_the_audit(found, rows, paper), *(with_what_rests(each, graph) for each in generated)]
        return ordered(found), not_made

    def audit(self) -> list[AuditRow]:
        """A row for each printed number: whether the numbers printed before it give it, with their rounding.

        >>> [row.verdict.value for row in load("deh4").audit() if row.id in ("N02", "N23", "N28")]
        ['reproduced', 'reachable', 'not-reachable']
        """
        return audit(self.definition, explained)

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


def load(name: str, *, store: Store | None = None) -> Paper:
    """Load the paper called `name`, remembering verdicts in the user's cache unless another `store` is given.

    Raises `PaperError` for a name that is not known or a module that does not load.
    """
    return Paper(load_definition(name), store if store is not None else FolderStore(default_folder()))
