r"""A theoretical-physics paper as a program: every equation derived, verified, compared and evaluated.

>>> import dehsym
>>> paper = dehsym.load("deh4")
>>> shell = paper["a2.shell"]
>>> print(shell.latex)
d\tau = \frac{\pi n^2\,dn}{2}
>>> shell.matches.kind.word
'proved'
>>> dehsym.prove("sin(x)**2 + cos(x)**2 = 1", where="x real").verdict.kind.word
'proved'
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from typing import TYPE_CHECKING

from dehsym.errors import DehsymError as DehsymError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from dehsym.catalogue import Catalogue
    from dehsym.claim import Claims
    from dehsym.examined import Examined
    from dehsym.numeric.exact import Exact
    from dehsym.proving import Claim, Decision
    from dehsym.step import Step
    from dehsym.sweeps.sweeping import Over, Sweep
    from dehsym.verdict_store import Store
    from dehsym.workbench import Paper


def load(name: str, *, store: Store | None = None) -> Paper:
    """Load a paper by its name; see `dehsym.workbench.load`.

    Raises `PaperError` for a name that is not known or a module that does not load.
    """
    from dehsym.workbench import load as load_paper  # start-up: SymPy takes half a second to import

    return load_paper(name, store=store)


def examine(steps: Iterable[Step], catalogue: Catalogue, claims: Claims) -> Examined:
    """Examine the lines of a ledger without a paper around them; see `dehsym.examined.examine`."""
    from dehsym.examined import examine as examine_steps  # as above

    return examine_steps(steps, catalogue, claims)


def prove(
    claim: str, where: str = "", *, wall_seconds: float = 10.0, memory_bytes: int = 4 << 30, digits: int = 30
) -> Decision:
    """Decide one claim under conditions; see `dehsym.proving.prove`.

    Raises `NotationError` for a claim or condition that cannot be read, `EvaluationError` for bounds out of range.
    """
    from dehsym.proving import prove as prove_one

    return prove_one(claim, where, wall_seconds=wall_seconds, memory_bytes=memory_bytes, digits=digits)


def prove_many(
    claims: Iterable[Claim],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: bool = False,
    wall_seconds: float = 10.0,
    memory_bytes: int = 4 << 30,
    digits: int = 30,
) -> Generator[Decision]:
    """Decide many claims in parallel, the decisions in their order; see `dehsym.proving.prove_many`.

    Raises `EvaluationError` for bounds out of range; a claim that cannot be read is UNDECIDED.
    """
    from dehsym.proving import prove_many as prove_all

    return prove_all(
        claims,
        executor=executor,
        workers=workers,
        progress=progress,
        wall_seconds=wall_seconds,
        memory_bytes=memory_bytes,
        digits=digits,
    )


def sweep(
    text: str, over: Over, *, values: Mapping[str, Exact] | None = None, digits: int = 15, paper: str = "deh4"
) -> Sweep:
    """Certified values of a quantity of a paper, or of an expression, over a grid; see `dehsym.workbench.Paper.sweep`.

    >>> for row in sweep("critical-temperature", "T=1:3:3", digits=6).rows():
    ...     print(row["T [K]"], row["critical-temperature [K]"])
    1 1.04943
    2 2.09885
    3 3.14828
    """
    from dehsym.workbench import load as load_paper  # as above

    return load_paper(paper).sweep(text, over, values, digits=digits)
