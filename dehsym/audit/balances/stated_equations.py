"""The equations that a paper states: those that it prints, as they are printed, and what it defines and supposes.

What is printed is read, not taken from the step beside it, which may be another equation. A number in print is a symbol
of its own, with the interval of reals that round to it. Undefined functions, F(beta), stand for their values and are
symbols here. Left out is what has no number of its own: derivatives, sums, integrals, limits, and lines that are meant
as a limit or a series.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.alteration import place_text
from dehsym.audit.explicit import has_operators
from dehsym.audit.printed_value import PrintedValue
from dehsym.catalogue import Catalogue
from dehsym.claim import Reading
from dehsym.derivation import Step
from dehsym.errors import DehsymError
from dehsym.grant import GrantKind
from dehsym.notation.latex_reader import read_latex
from dehsym.notation.printed_line import PrintedChain, PrintedMember, PrintedQuantity, printed_chains
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.render.latex import latex_equation
from dehsym.unit import Unit

_SUPPOSED = (GrantKind.POSTULATE, GrantKind.MODEL, GrantKind.IDENTIFICATION, GrantKind.CITATION)


@final
@dataclass(frozen=True, eq=False)
class StatedEquation:
    """Members that are said to be equal, at least two; `numbers` has what is printed for symbols that are numbers.

    `step` is the line of the ledger that it is, or beside which it is printed; `id` is that of the print, or the place
    of the line; `latex` is the print without its number. `derivations` are the names of those in which it is stated.
    """

    id: str
    where: str
    latex: str
    members: tuple[Expr, ...]
    step: Step
    numbers: Mapping[Symbol, PrintedValue] = field(default_factory=dict[Symbol, PrintedValue])
    derivations: frozenset[str] = frozenset()

    @property
    def is_definition(self) -> bool:
        """Whether its line is a definition."""
        return self.step.rule is None and self.step.premise is None

    @property
    def is_printed(self) -> bool:
        """Whether the paper prints it as an equation."""
        return self.step.prints is not None


@final
@dataclass(frozen=True)
class Flat:
    """Undefined functions of a catalogue as plain symbols of their names."""

    catalogue: Catalogue

    def symbol(self, atom: Expr) -> Symbol:
        """The symbol that stands for a symbol or an applied function of the catalogue."""
        if isinstance(atom, Symbol):
            return atom
        row = self.catalogue[atom]
        return Symbol(row.name, **row.domain.assumptions)

    def of(self, expr: Expr) -> Expr | None:
        """The expression in plain symbols; `None` where it has no number of its own."""
        if has_operators(expr):
            return None
        functions = symbolic.opaque_functions(expr)
        if not symbolic.is_finite_form(expr) or not all(each in self.catalogue for each in functions):
            return None
        return expr.xreplace({each: self.symbol(each) for each in functions})


def stated_equations(paper: PaperDefinition) -> list[StatedEquation]:
    """What the paper prints, in its order, and then its other definitions and premises, each once."""
    flat = Flat(paper.catalogue)
    printed = [each for id in paper.claims if id in paper.derived for each in _printed(paper, flat, paper.derived[id])]
    known: dict[frozenset[Expr], list[StatedEquation]] = {}
    for each in (*printed, *_unprinted(paper, flat)):
        known.setdefault(frozenset(each.members), []).append(each)
    return [replace(same[0], derivations=frozenset(each.step.place[0] for each in same)) for same in known.values()]


def _unprinted(paper: PaperDefinition, flat: Flat) -> Iterator[StatedEquation]:
    for derivation in paper.derivations:
        for step in derivation.steps:
            supposed = step.premise is not None and step.premise.kind in _SUPPOSED
            if step.prints or step.rule or not (supposed or step.premise is None):
                continue
            members = [flat.of(member) for member in step.equation.members]
            found = tuple(member for member in members if member is not None)
            if len(found) > 1:
                latex = latex_equation(step.equation, paper.catalogue)
                yield StatedEquation(place_text(step.place), derivation.part, latex, found, step)


# --- What is printed


def _printed(paper: PaperDefinition, flat: Flat, step: Step) -> Iterator[StatedEquation]:
    assert step.prints
    claim = paper.claims[step.prints.claim]
    if claim.latex is None or step.prints.tends is not None or step.prints.small is not None:
        return
    try:
        chains = printed_chains(claim.latex)
    except DehsymError:
        return  # a unit that is not known
    for chain in chains:
        if any(sign == "->" for sign in chain.relations):
            continue
        for members in _runs(chain):
            reader = _Reader(paper.catalogue, step, step.prints, flat)
            found = tuple(each for each in map(reader.read, members) if each is not None)
            if len(found) > 1:
                latex = " = ".join(member.latex for member in members)
                yield StatedEquation(claim.id, claim.where, latex, found, step, reader.numbers)


def _runs(chain: PrintedChain) -> Iterator[Sequence[PrintedMember]]:
    """The members that signs of equality join."""
    start = 0
    for place, sign in enumerate((*chain.relations, "")):
        if sign != "=":
            yield chain.members[start : place + 1]
            start = place + 1


@final
class _Reader:
    """Reads the members of one chain, and notes the numbers among them."""

    def __init__(self, catalogue: Catalogue, step: Step, reading: Reading, flat: Flat) -> None:
        self._catalogue = catalogue
        self._step = step
        self._letters = {**catalogue.letters, **reading.letters}
        self._flat = flat
        self.numbers: dict[Symbol, PrintedValue] = {}

    def read(self, member: PrintedMember) -> Expr | None:
        """The member in plain symbols; `None` for what cannot be read or has no number."""
        try:
            if isinstance(member, PrintedQuantity):
                return self._number(member)
            if member.is_cut_off:
                return None
            whole = self._text(member.latex)
            if member.factor is None or whole in self._step.equation.members:
                return self._flat.of(whole)
            rest = self._flat.of(self._text(member.rest))
            return None if rest is None else self._symbol(member.factor, Unit.read("1")) * rest
        except DehsymError:
            return None

    def _text(self, latex: str) -> Expr:
        (found,) = read_latex(latex, self._catalogue, self._letters).members
        return found

    def _number(self, member: PrintedQuantity) -> Expr | None:
        dimension = self._catalogue.dimension(self._step.equation.lhs)
        if dimension is not None and dimension != member.unit.dimension:
            return None
        return self._symbol(member.number, member.unit)

    def _symbol(self, number: Printed, unit: Unit) -> Symbol:
        value = PrintedValue.of_number("", number, unit)
        symbol = Symbol(f"[{value.shown}]", real=True, **({"positive": True} if value.low > 0 else {}))
        self.numbers[symbol] = value
        return symbol
