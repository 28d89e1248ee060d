"""A paper as its author writes it down: a catalogue, what is printed, and the scripts that derive it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import final

from sympy import Expr, Symbol

from dehsym.alteration import Alterations, Fallen
from dehsym.catalogue import Catalogue
from dehsym.claim import Claims, PrintedNumber, PrintedOrder, ProseClaim, numbers_of, orders_of, prose_of
from dehsym.constants import Constant
from dehsym.derivation import Derivation, NamedQuantity, Remark, Script, Step
from dehsym.errors import AuthorError, DehsymError, PaperError
from dehsym.figure import Figure, Plot, plotted
from dehsym.nearest import hint
from dehsym.paper_module import GROUP, paper_module
from dehsym.phases import PhaseReport
from dehsym.quantity import Quantity
from dehsym.regime import Regime
from dehsym.symbolic import rational
from dehsym.thermodynamic_system import ThermodynamicSystem
from dehsym.unit import Unit


@final
@dataclass(frozen=True)
class PaperDefinition:
    """A paper as a program.

    `citation` says which paper it is; `scripts` are in the order in which they are to be derived, so that each can cite
    results of those before it. `phases` builds its conditions on branches and phases from what is derived, where it has
    any; `inputs` are the values, in SI units, of symbols whose numbers come from outside; `figures` are drawn from
    the last lines of scripts; `thermodynamics` says which symbols are the quantities of thermodynamics, and `regimes`
    where its formulas hold. Nothing is computed until it is asked for, and then once. With `alterations` it is a paper
    in a changed world.
    """

    name: str
    title: str
    citation: str
    catalogue: Catalogue
    inventory: Path
    scripts: Sequence[Script]
    phases: Callable[[PaperDefinition], PhaseReport] | None = None
    inputs: Mapping[Symbol, Constant] = field(default_factory=dict[Symbol, Constant])
    figures: Sequence[Figure] = ()
    thermodynamics: ThermodynamicSystem | None = None
    regimes: Sequence[Regime] = ()
    alterations: Alterations | None = None

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
            count = sum(len(derivation.steps) + len(derivation.lost) for derivation in done)
            done.append(script.run(self.catalogue, self.claims, earlier, serial=count, altered=self.alterations))
            for step in (*done[-1].lost, *done[-1].steps):
                if step.prints:
                    earlier[step.prints.claim] = step
            earlier.update({quantity.name: quantity.step for quantity in done[-1].quantities})
        return tuple(done)

    def altered(self, alterations: Alterations) -> PaperDefinition:
        """The same paper in a changed world: its scripts run again, and what cannot stand there has `fallen`."""
        constants = dict(alterations.constants)
        return replace(
            self,
            catalogue=self.catalogue.with_values(constants),
            inputs=alterations.inputs_of(self.inputs),
            phases=self._phases_that_stand if self.phases else None,
            alterations=alterations,
        )

    def _phases_that_stand(self, changed: PaperDefinition) -> PhaseReport:
        """The conditions on phases in a changed world; none where an equation that they are built from has fallen."""
        try:
            return self.phases(changed) if self.phases else PhaseReport((), ())
        except DehsymError:
            return PhaseReport((), ())

    @cached_property
    def fallen(self) -> tuple[Fallen, ...]:
        """What can no longer be had in a changed world, of lines, quantities and claims in words; elsewhere nothing."""
        lines = [each for derivation in self.derivations for each in derivation.fallen]
        words = [
            Fallen(remark.id, f"{name} cannot be had")
            for remark in self._said
            for name in remark.numbers
            if self.alterations and not self._has(name)
        ]
        return (*lines, *words)

    @property
    def _said(self) -> list[Remark]:
        return [remark for derivation in self.derivations for remark in derivation.remarks]

    def _has(self, name: str) -> bool:
        number = self.number(name)
        return (number.name if number else name) in self.quantities

    @cached_property
    def derived(self) -> dict[str, Step]:
        """The step that stands for each printed equation, by the id of the claim."""
        return {
            step.prints.claim: step
            for derivation in self.derivations
            for step in derivation.printed
            if step.prints is not None
        }

    @cached_property
    def orders(self) -> dict[str, PrintedOrder]:
        """The orders of magnitude that the paper prints, by id."""
        return orders_of(self.inventory)

    @cached_property
    def prose(self) -> dict[str, ProseClaim]:
        """What the paper claims in words, by id."""
        return prose_of(self.inventory)

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """The quantities that the derivations name, by name; raise `AuthorError` for one that cannot stand."""
        found: dict[str, Quantity] = {}
        for declared in (each for derivation in self.derivations for each in derivation.quantities):
            if declared.step.fallen:
                continue
            try:
                quantity = self._quantity(declared)
            except AuthorError:
                if self.alterations:
                    continue
                raise
            if quantity.name in found:
                known = found[quantity.name].step.where
                raise AuthorError(f"{declared.where}: a new quantity is wanted, {quantity.name} is named at {known}")
            found[quantity.name] = quantity
        return found

    def _quantity(self, declared: NamedQuantity) -> Quantity:
        printed = self.number(declared.name)
        unit = declared.unit or (printed.unit if printed else "1")
        name = printed.name if printed else declared.name
        try:
            inputs = {**self.inputs, **declared.at}
            free = declared.step.equation.rhs.free_symbols
            used = {symbol: value for symbol, value in inputs.items() if symbol in free}
            made = Quantity(name, Unit.read(unit), declared.step, self.catalogue, used, printed)
            made.check()
        except DehsymError as error:
            raise AuthorError(f"{declared.where}: {error}") from error
        return made

    def quantity(self, text: str) -> Quantity:
        """The quantity with that name, or with that id in the inventory; raise `PaperError` if there is none."""
        number = self.number(text)
        name = number.name if number else text
        try:
            return self.quantities[name]
        except KeyError:
            if number:
                raise PaperError(f"{number.id}, the printed number {number.name}, is not derived yet") from None
            raise PaperError(f"a quantity is wanted, found {text!r}{hint(text, self.quantities)}") from None

    @cached_property
    def number_chain(self) -> dict[Expr, Expr]:
        """Every symbol that a quantity's step is solved for, as the number that its right side is.

        The paper's inputs are among them. Quantities at values of their own, as of another substance, are left out; of
        several others of one symbol the first counts.
        """
        chain: dict[Expr, Expr] = {symbol: rational(value.fraction) for symbol, value in self.inputs.items()}
        for quantity in self.quantities.values():
            if all(self.inputs.get(symbol) == value for symbol, value in quantity.inputs.items()):
                chain.setdefault(quantity.step.equation.lhs, quantity.closed_form.xreplace(quantity.exact_inputs))
        return {symbol: value for symbol, value in chain.items() if isinstance(symbol, Symbol)}

    @cached_property
    def remarks(self) -> dict[str, Remark]:
        """What becomes of the paper's claims in words, by id; raise `AuthorError` for an id that is none."""
        known = {**self.prose, **self.orders}
        found: dict[str, Remark] = {}
        for remark in self._said:
            if self.alterations and not all(map(self._has, remark.numbers)):
                continue
            if remark.id not in known:
                raise AuthorError(
                    f"{remark.where}: a claim in prose is wanted, {remark.id!r} is none{hint(remark.id, known)}"
                )
            if remark.id in found:
                raise AuthorError(f"{remark.where}: {remark.id} is decided at {found[remark.id].where} already")
            found[remark.id] = remark
        return found

    @cached_property
    def phase_report(self) -> PhaseReport:
        """Every consistent assignment of branch and phases, and the paper's choices; raise `PaperError` without any."""
        if self.phases is None:
            raise PaperError(f"a paper with conditions on phases is wanted, {self.name} announces none")
        return self.phases(self)

    def plot(self, name: str) -> Plot:
        """The figure of that name with its numbers.

        Raises `PaperError` if there is none, `AuthorError` for one that cannot stand.
        """
        known = {figure.name: figure for figure in self.figures}
        if name not in known:
            raise PaperError(f"a figure of {self.name} is wanted, found {name!r}{hint(name, known)}")
        made = zip(self.scripts, self.derivations, strict=True)
        last = {script: derivation.last for script, derivation in made if derivation.last}
        return plotted(known[name], last, self.catalogue, self.inputs)

    def step(self, id: str) -> Step:
        """The step that stands for the printed equation `id`; raise `PaperError` if there is none."""
        try:
            return self.derived[id]
        except KeyError:
            if id in self.claims:
                raise PaperError(f"{id} is printed in {self.claims[id].where} and is not derived yet") from None
            if number := self.number(id):
                raise PaperError(
                    f"an equation is wanted, {number.id} is the printed number {number.name}: see dehsym eval"
                ) from None
            raise PaperError(f"an id of {self.name} is wanted, found {id!r}{hint(id, self.derived)}") from None


def load_definition(name: str) -> PaperDefinition:
    """The paper called `name`: one of those beside dehsym (`derivations.NAME`), or one that a distribution announces.

    Raises `PaperError` if there is none, or if its module does not import.
    """
    module_name = paper_module(name)
    try:
        module = import_module(module_name)
        lazy = {"paper", "__getattr__"} & vars(module).keys()  # what makes the paper when it is asked for may fail too
        paper = module.paper if lazy else None
    except DehsymError as error:
        raise PaperError(f"the paper {name!r} does not load: {error}") from error
    except ModuleNotFoundError as error:
        if error.name in (module_name, module_name.rpartition(".")[0]):
            known = sorted({"bose_gas", "deh4", *(point.name for point in entry_points(group=GROUP))})
            raise PaperError(f"a known paper is wanted, found {name!r}; known: {', '.join(known)}") from None
        raise PaperError(f"the paper {name!r} does not load: {_one_line(error)}") from error
    except Exception as error:  # an author's module may fail in any way; the caller is owed one line, not a traceback
        raise PaperError(f"the paper {name!r} does not load: {_one_line(error)}") from error
    if not isinstance(paper, PaperDefinition):
        raise PaperError(f"a module with a `paper` is wanted in {module_name}, found {type(paper).__name__}")
    return paper


def _one_line(error: BaseException) -> str:
    """What failed and on which line of whose file, without a traceback."""
    trace, last = error.__traceback__, None
    while trace:
        last, trace = trace, trace.tb_next
    where = f" ({Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno})" if last else ""
    if isinstance(error, SyntaxError) and error.filename:
        where = f" ({Path(error.filename).name}:{error.lineno})"
    return f"{type(error).__name__}: {' '.join(str(error).split())}{where}"
