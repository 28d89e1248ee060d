"""Where a paper is: the module of its name, found without importing it."""

from __future__ import annotations

from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from dehsym.errors import PaperError

FOLDER = "derivations"
"""The package in which papers need no announcement."""
GROUP = "dehsym.papers"
"""The entry-point group in which a distribution names its papers: `name = "module"`, the module has a `paper`."""


def paper_module(name: str) -> str:
    """The module of the paper called `name`: `derivations.NAME`, a dotted module, or one that a distribution announces.

    Raises `PaperError` for what is no name.

    >>> paper_module("deh4")
    'derivations.deh4'
    """
    if not all(part.isidentifier() for part in name.split(".")):
        raise PaperError(f"the name of a paper is wanted, found {name!r}")
    for point in entry_points(group=GROUP):
        if point.name == name:
            return point.value.partition(":")[0]
    return name if "." in name else f"{FOLDER}.{name}"


def paper_file(name: str) -> Path | None:
    """The file of that module, if it is found; packages above it are imported for that, the module itself is not.

    >>> paper_file("deh4").name, paper_file("nobodys_paper")
    ('__init__.py', None)
    """
    try:
        spec = find_spec(paper_module(name))
    except Exception:  # a package above the paper may fail in any way; loading the paper tells how
        return None
    return Path(spec.origin) if spec and spec.origin else None
