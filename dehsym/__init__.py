r"""A theoretical-physics paper as a program: every equation derived, verified, compared and evaluated.

>>> import dehsym
>>> paper = dehsym.load("deh4")
>>> shell = paper["a2.shell"]
>>> print(shell.latex)
d\tau = \frac{\pi n^2\,dn}{2}
>>> shell.matches.kind.word
'proved'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dehsym.errors import DehsymError as DehsymError

if TYPE_CHECKING:
    from dehsym.verdict_store import Store
    from dehsym.workbench import Paper


def load(name: str, *, store: Store | None = None) -> Paper:
    """Load a paper by its name; see `dehsym.workbench.load`.

    Raises `PaperError` for a name that is not known or a module that does not load.
    """
    from dehsym.workbench import load as load_paper  # start-up: SymPy takes half a second to import

    return load_paper(name, store=store)
