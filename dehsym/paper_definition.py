"""A paper as its author writes it down: a catalogue, what is printed, and the scripts that derive it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import final

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims, PrintedNumber, numbers_of
from dehsym.derivation import Derivation, Script, Step
from dehsym.errors import DehsymError, PaperError
from dehsym.nearest import hint

GROUP = "dehsym.papers"
"""The entry-point group in which a distribution names its papers: `name = "module"`, the module has a `paper`."""


@final
@dataclass(frozen=True)
class PaperDefinition:
    """A paper as a program.

    `citation` says which paper it is; `scripts` are in the order in which they are to be derived, so that each can cite
    results of those before it. Nothing is computed until it is asked for, and then once.
    """

    name: str
    title: str
    citation: str
    catalogue: Catalogue
    inventory: Path
    scripts: Sequence[Script]

    @property
    def record(self) -> Path:
        """The file that records what a run is expected to find."""
        return self.inventory.with_name("recorded.json")

    @cached_property
    def claims(self) -> Claims:
        """What the paper prints, by id."""
        return Claims.from_inventory(self.inventory)

    @cached_property
    def numbers(self) -> dict[str, PrintedNumber]:
        """The numbers that the paper prints, by id."""
        return numbers_of(self.inventory)

    def number(self, text: str) -> PrintedNumber | None:
        """The printed number with that id or name, if there is one."""
        return next((number for number in self.numbers.values() if text in (number.id, number.name)), None)

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        """Every derivation, computed; raise `AuthorError` for a line that cannot stand."""
        earlier: dict[str, Step] = {}
        done: list[Derivation] = []
        for script in self.scripts:
            count = sum(len(derivation.steps) for derivation in done)
            done.append(script.run(self.catalogue, self.claims, earlier, serial=count))
            for step in done[-1].printed:
                assert step.prints
                earlier[step.prints.claim] = step
        return tuple(done)

    @cached_property
    def derived(self) -> dict[str, Step]:
        """The step that stands for each printed equation, by the id of the claim."""
        return {
            step.prints.claim: step
            for derivation in self.derivations
            for step in derivation.printed
            if step.prints is not None
        }

    def step(self, id: str) -> Step:  # noqa: A002  (the inventory's own word)
        """The step that stands for the printed equation `id`; raise `PaperError` if there is none."""
        try:
            return self.derived[id]
        except KeyError:
            if id in self.claims:
                raise PaperError(f"{id} is printed in {self.claims[id].where} and is not derived yet") from None
            if number := self.number(id):
                raise PaperError(
                    f"{number.id} is the printed number {number.name}: numbers are not derived yet"
                ) from None
            raise PaperError(f"an id of {self.name} is wanted, found {id!r}{hint(id, self.derived)}") from None


def load_definition(name: str) -> PaperDefinition:
    """The paper called `name`: one of those beside dehsym (`derivations.NAME`), or one that a distribution announces.

    Raises `PaperError` if there is none, or if its module does not import.
    """
    module_name = _module_of(name)
    try:
        module = import_module(module_name)
    except DehsymError as error:
        raise PaperError(f"the paper {name!r} does not load: {error}") from error
    except ModuleNotFoundError as error:
        if error.name in (module_name, module_name.rpartition(".")[0]):
            known = sorted({"deh4", *(point.name for point in entry_points(group=GROUP))})
            raise PaperError(f"a known paper is wanted, found {name!r}; known: {', '.join(known)}") from None
        raise PaperError(f"the paper {name!r} does not load: {_one_line(error)}") from error
    except Exception as error:  # an author's module may fail in any way; the caller is owed one line, not a traceback
        raise PaperError(f"the paper {name!r} does not load: {_one_line(error)}") from error
    paper = getattr(module, "paper", None)
    if not isinstance(paper, PaperDefinition):
        raise PaperError(f"a module with a `paper` is wanted in {module_name}, found {type(paper).__name__}")
    return paper


def _module_of(name: str) -> str:
    if not all(part.isidentifier() for part in name.split(".")):
        raise PaperError(f"the name of a paper is wanted, found {name!r}")
    for point in entry_points(group=GROUP):
        if point.name == name:
            return point.value.partition(":")[0]
    return name if "." in name else f"derivations.{name}"


def _one_line(error: BaseException) -> str:
    """What failed and on which line of whose file, without a traceback."""
    trace, last = error.__traceback__, None
    while trace:
        last, trace = trace, trace.tb_next
    where = f" ({Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno})" if last else ""
    if isinstance(error, SyntaxError) and error.filename:
        where = f" ({Path(error.filename).name}:{error.lineno})"
    return f"{type(error).__name__}: {' '.join(str(error).split())}{where}"
