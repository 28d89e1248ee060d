"""Quantities that come with their code: a paper's `generated` module, which `python -m dehsym.generate` writes.

The module holds a checksum of the files it was made from: the paper's own, and those of dehsym that derive and print
closed forms. Where one of them has changed since, the module is not believed, and whoever asks is told so in one line;
the number is then derived anew. A checksum guards against forgetting, and not against malice.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import ModuleType
from zlib import crc32

from flint import fmpq

from dehsym.errors import EvaluationError
from dehsym.numeric.decimal_digits import Unsettled
from dehsym.numeric.exact import exact_number
from dehsym.numeric.quantity import NumericQuantity
from dehsym.numeric.value import Value

GENERATED = "generated"
"""The module, and the file without its ending."""

_ENGINE = ("constants.py", "equation.py", "generate.py", "heads.py", "unit.py", "compile", "rules", "symbolic")
_INVENTORY = "inventory.json"


def shipped_value(
    paper: str, text: str, settings: Sequence[str], *, digits: int, force: bool = False, warn: bool = True
) -> Value | None:
    """The value of a quantity by its name or id, without SymPy; None where it takes SymPy to answer.

    That is so for what is no shipped quantity, a setting that is not NAME=DECIMAL or NAME=P/Q, and a value whose digits
    are not settled by balls. `settings` are in SI units; `warn` says whether to tell of code that is out of date.

    Raises `EvaluationError` for a setting that is no input or out of range, and for digits out of range.

    >>> str(shipped_value("deh4", "pressure-ratio", [], digits=20))
    '1.2130613194252668472'
    """
    quantity = shipped_quantity(paper, text, warn=warn)
    given = _read(settings)
    if quantity is None or given is None:
        return None
    try:
        return quantity.evaluate(given, digits=digits, force=force)
    except Unsettled:
        return None


def shipped_quantity(paper: str, text: str, *, warn: bool = True) -> NumericQuantity | None:
    """The quantity of `derivations.PAPER` with that name or id, if there is one and its code is not out of date.

    >>> shipped_quantity("deh4", "no-such-quantity") is None
    True
    """
    module = _generated(paper)
    if module is None:
        return None
    quantities: dict[str, NumericQuantity] = module.QUANTITIES
    found = quantities.get(text) or next((each for each in quantities.values() if each.id == text), None)
    if found is None or checksum(os.path.dirname(str(module.__file__))) == module.SOURCES:
        return found
    if warn:
        again = f"python -m dehsym.generate --paper {paper}"
        print(
            f"dehsym: {paper} has changed since its code was generated; it is derived anew ({again})", file=sys.stderr
        )
    return None


def checksum(folder: str) -> int:
    """The CRC-32 of the sources from which the generated module in `folder` is made, by their names and contents.

    >>> checksum(os.path.dirname(__file__)) == checksum(os.path.dirname(__file__))
    True
    """
    found = 0
    for name, path in _sources(folder):
        with open(path, "rb", buffering=0) as stream:
            content = stream.read()
        found = crc32(content, crc32(f"{name} {len(content)}\n".encode(), found))
    return found


def _generated(paper: str) -> ModuleType | None:
    if not paper.isidentifier():
        return None
    name = f"derivations.{paper}.{GENERATED}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and name.startswith(error.name):
            return None
        raise


def _sources(folder: str) -> Iterator[tuple[str, str]]:
    """The files by the names under which they count, in order."""
    engine = os.path.dirname(os.path.dirname(__file__))
    for name in sorted(os.listdir(folder)):
        if name == _INVENTORY or (name.endswith(".py") and name != f"{GENERATED}.py"):
            yield name, os.path.join(folder, name)
    for part in _ENGINE:
        path = os.path.join(engine, part)
        if part.endswith(".py"):
            yield f"dehsym/{part}", path
            continue
        for name in sorted(os.listdir(path)):
            if name.endswith(".py"):
                yield f"dehsym/{part}/{name}", os.path.join(path, name)


def _read(settings: Sequence[str]) -> dict[str, fmpq] | None:
    """The settings by name, if each is a plain number and no name comes twice; others are for the full reader."""
    found: dict[str, fmpq] = {}
    for setting in settings:
        name, _, value = (part.strip() for part in setting.partition("="))
        if name in found:
            return None
        try:
            found[name] = exact_number(value)
        except EvaluationError:
            return None
    return found
