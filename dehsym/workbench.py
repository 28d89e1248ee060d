"""The public door: a paper that is loaded, asked for results, run and evaluated."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import final

from sympy import Expr

from dehsym.catalogue import Catalogue
from dehsym.errors import NotationError, PaperError
from dehsym.evaluation import Backend, Value, evaluate
from dehsym.examination import Checked, Examiner
from dehsym.findings import Finder
from dehsym.notation.typed import read_assignment, read_expression
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.progress import progress_bar
from dehsym.report import Report
from dehsym.result import Result
from dehsym.verdict_store import FolderStore, Store, default_folder


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
        self._examiner = Examiner(definition.catalogue, definition.claims, store)
        self._known: dict[str, Result] = {}

    @property
    def catalogue(self) -> Catalogue:
        """The paper's symbols."""
        return self.definition.catalogue

    def __getitem__(self, id: str) -> Result:  # noqa: A002  (the inventory's own word)
        if id not in self._known:
            step = self.definition.step(id)
            *_, checked = self._examiner.examine([step]).values()
            self._known[id] = self._result(id, checked)
        return self._known[id]

    def _result(self, id: str, checked: Checked) -> Result:  # noqa: A002
        return Result(self.definition.claims[id], checked, self.catalogue)

    def __contains__(self, id: object) -> bool:  # noqa: A002
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
        parts = {id(step): derivation.part for derivation in self.definition.derivations for step in derivation.steps}
        steps = [step for derivation in self.definition.derivations for step in derivation.steps]
        with progress_bar(len(steps), shown=progress) as advance:
            checked = self._examiner.examine(steps, jobs=jobs, on_done=advance)
        nodes = [checked[id(step)] for step in steps]
        results = [self._result(name, checked[id(step)]) for name, step in self.definition.derived.items()]
        order = list(self.definition.claims)
        results.sort(key=lambda result: order.index(result.id))
        findings = Finder(self.catalogue, self.definition.claims).find(nodes, parts)
        return Report(self.definition, nodes, results, findings, time.perf_counter() - start)

    def evaluate(
        self, text: str, values: Mapping[str, Expr] | None = None, *, digits: int = 15, backend: Backend = "arb"
    ) -> Value:
        """The value of a typed expression, or of the right side of a derived equation given by its id.

        `values` are exact, by the names of the catalogue.

        >>> from sympy import Rational
        >>> str(load("deh4").evaluate("exp(beta*mu)", {"beta": Rational(1, 2), "mu": Rational(1)}, digits=6))
        '1.64872'
        """
        exact = {self.catalogue.named(name): value for name, value in (values or {}).items()}
        return evaluate(self.expression(text), self.catalogue, exact, digits=digits, backend=backend)

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
        if number := self.definition.number(text):
            raise PaperError(f"{number.id} is the printed number {number.name}: numbers are not derived yet")
        return read_expression(text, self.names)


def load(name: str, *, store: Store | None = None) -> Paper:
    """Load the paper called `name`, remembering verdicts in the user's cache unless another `store` is given.

    Raises `PaperError` for a name that is not known or a module that does not load.
    """
    return Paper(load_definition(name), store if store is not None else FolderStore(default_folder()))
