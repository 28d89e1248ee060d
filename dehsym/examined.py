"""The lines of a ledger, examined without a paper around them: how a derivation is tried while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import final

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.display.steps import Steps
from dehsym.errors import PaperError
from dehsym.examination import Examiner
from dehsym.nearest import hint
from dehsym.result import Result
from dehsym.step import Step
from dehsym.verdict_store import Forgetful, Store


@final
class Examined(Mapping[str, Result]):
    """Examined lines: `steps` has all of them, and by the id of a printed equation there is its result."""

    def __init__(self, steps: Steps, results: Mapping[str, Result]) -> None:
        self.steps = steps
        self._results = results

    def __getitem__(self, id: str) -> Result:
        if id not in self._results:
            raise PaperError(f"the id of a printed equation is wanted, found {id!r}{hint(id, self._results)}")
        return self._results[id]

    def __contains__(self, id: object) -> bool:
        return id in self._results

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return self.steps.as_html()

    def __repr__(self) -> str:
        return repr(self.steps)


def examine(steps: Iterable[Step], catalogue: Catalogue, claims: Claims, *, store: Store | None = None) -> Examined:
    """Ask of each step whether it follows, and whether it is what is printed; nothing is remembered without a `store`.

    >>> from dehsym.claim import Claim
    >>> from dehsym.derivation import Ledger
    >>> catalogue, claims = Catalogue(), Claims({"1": Claim("1", "here", 1, "y = x")})
    >>> x, y = (catalogue.symbol(name, meaning="a number") for name in "xy")
    >>> ledger = Ledger("example", catalogue, claims, {})
    >>> line = ledger.let("Another name", y, x, prints="1")
    >>> examine(ledger.steps, catalogue, claims)["1"].matches.kind.word
    'proved'
    """
    examiner = Examiner(catalogue, claims, store if store is not None else Forgetful())
    found = list(examiner.examine(steps).values())
    results = {node.claim: Result(claims[node.claim], node, catalogue) for node in found if node.claim}
    return Examined(Steps(found), results)
