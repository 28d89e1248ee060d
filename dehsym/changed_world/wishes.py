"""What people ask to be otherwise, `NAME=VALUE` or the id of a line to do without, read into alterations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import final

from sympy import Derivative, Expr, Rational, Symbol

from dehsym import symbolic
from dehsym.alteration import Alterations, Place, place_text
from dehsym.constants import Constant
from dehsym.dependence import DependenceGraph, dependence_graph
from dehsym.derivation import Step
from dehsym.errors import NotationError, PaperError
from dehsym.evaluation import evaluate
from dehsym.grant import GrantKind
from dehsym.nearest import hint
from dehsym.notation.typed import read_expression
from dehsym.paper_definition import PaperDefinition
from dehsym.rules.algebra import Leap


@final
@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise: as it was asked for, and in words what that does."""

    asked: str
    told: str


def changed_world(
    paper: PaperDefinition, sets: Sequence[str] = (), withouts: Sequence[str] = ()
) -> tuple[PaperDefinition, tuple[Change, ...]]:
    """The paper run again with the `sets` and without the lines of `withouts`, and what is otherwise, in words.

    A set is `NAME=VALUE`. NAME is an input or a constant of nature, VALUE then a rational number in SI units; or a
    symbol that one premise states, or the place of a premise, whose right side VALUE then is, an expression in the
    names of the catalogue. A law that is cited from elsewhere is set by its place only. One does without a leap by
    going on with the line it departs from; without a premise or a choice by letting fall what rests on it. A leap is
    named by itself, or by the line that it departs from or leads to in one derivation.

    Raises `NotationError`, `EvaluationError`, `DimensionError` or `PaperError` in one line for anything else.

    >>> from dehsym.paper_definition import load_definition
    >>> _, (change,) = changed_world(load_definition("deh4"), ["T=2.73"])
    >>> change.told
    'T = 2.73 K in the place of 2.7255 K, temperature; so is T_now, for it is the same number'
    """
    wishes = _Wishes(paper)
    changes: list[Change] = []
    alterations = Alterations()
    for text in sets:
        alterations, change = wishes.set(text, alterations)
        changes.append(change)
    for text in withouts:
        alterations, change = wishes.without(text.strip(), alterations)
        changes.append(change)
    return paper.altered(alterations), tuple(changes)


@final
@dataclass(frozen=True)
class _Wishes:
    """Reads what is asked about one paper."""

    paper: PaperDefinition

    @cached_property
    def graph(self) -> DependenceGraph:
        return dependence_graph(self.paper)

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Every line by its place."""
        return {place_text(step.place): step for each in self.paper.derivations for step in each.steps}

    @cached_property
    def premises(self) -> list[Step]:
        """The premises that state what a symbol is in this paper: no laws from elsewhere, no derivatives."""
        return [
            step
            for step in self.steps.values()
            if step.premise and step.premise.kind is not GrantKind.CITATION and _is_plain(step)
        ]

    # --- With another value

    def set(self, text: str, known: Alterations) -> tuple[Alterations, Change]:
        name, equals, value_text = (part.strip() for part in text.partition("="))
        if not equals:
            raise NotationError(f"NAME=VALUE is wanted, found {text[:40]!r}")
        names = self.paper.catalogue.names
        if name in names:
            return self._symbol_set(names[name], value_text, known)
        if name in self.graph and (place := self._line(name)) and place.premise:
            return self._premise_set(place, self._value(name, value_text), known)
        places = [place_text(step.place) for step in self.premises]
        raise NotationError(f"NAME=VALUE wants a known name, found {name[:40]!r}{hint(name[:40], [*names, *places])}")

    def _value(self, name: str, text: str) -> Expr:
        try:
            return read_expression(text, self.paper.catalogue.names)
        except NotationError as error:
            raise NotationError(f"{name}=VALUE wants a number or an expression: {error}") from None

    def _symbol_set(self, symbol: Expr, text: str, known: Alterations) -> tuple[Alterations, Change]:
        row = self.paper.catalogue[symbol]
        value = self._value(row.name, text)
        if not value.free_symbols:
            evaluate(symbol, self.paper.catalogue, {symbol: value}, digits=2)  # which checks the domain
        if row.value is not None:
            new = _constant(row.name, row.value, value)
            told = f"{row.name} = {_with_unit(text, new)} in the place of {_shown(row.value)}, {row.meaning}"
            return replace(known, constants={**known.constants, symbol: new}), Change(f"{row.name} = {text}", told)
        if inputs := self._inputs(symbol):
            return self._input_set(symbol, inputs, value, text, known)
        stated = [step for step in self.premises if step.equation.lhs == symbol]
        if len(stated) == 1:
            return self._premise_set(stated[0], value, known)
        if stated:
            places = ", ".join(f"{place_text(step.place)} ({step.equation})" for step in stated)
            raise NotationError(f"the place of one premise about {row.name} is wanted, there are: {places}")
        raise NotationError(f"what is given from outside is wanted, {row.name} is computed; {self._settable()}")

    def _settable(self) -> str:
        catalogue = self.paper.catalogue
        inputs = [catalogue[symbol].name for symbol in self._all_inputs()]
        inputs += [row.name for row in catalogue.values() if row.value is not None]
        sides = [step.equation.lhs for step in self.premises]
        stated = [catalogue[side].name for side in sides if side in catalogue]
        once = sorted({name for name in stated if stated.count(name) == 1} - set(inputs))
        return f"there are: {', '.join(dict.fromkeys(inputs))}; and by a premise: {', '.join(once) or 'nothing'}"

    def _all_inputs(self) -> dict[Symbol, list[Constant]]:
        """The values that each symbol has anywhere, the paper's own first and alone."""
        found: dict[Symbol, list[Constant]] = {}
        told = [each for derivation in self.paper.derivations for each in (*derivation.quantities, *derivation.remarks)]
        for symbol, value in (pair for each in told for pair in each.at.items()):
            if value not in found.setdefault(symbol, []):
                found[symbol].append(value)
        return {**found, **{symbol: [value] for symbol, value in self.paper.inputs.items()}}

    def _inputs(self, symbol: Expr) -> list[Constant]:
        return [value for each, values in self._all_inputs().items() if each == symbol for value in values]

    def _input_set(
        self, symbol: Expr, given: list[Constant], value: Expr, text: str, known: Alterations
    ) -> tuple[Alterations, Change]:
        name = self.paper.catalogue[symbol].name
        if len(given) > 1:
            values = ", ".join(_shown(each) for each in given)
            raise NotationError(f"a name with one value is wanted, {name} has several: {values}")
        new = _constant(name, given[0], value)
        also = [
            self.paper.catalogue[each].name
            for each, values in self._all_inputs().items()
            if given[0] in values and each != symbol
        ]
        meaning = self.paper.catalogue[symbol].meaning
        told = f"{name} = {_with_unit(text, new)} in the place of {_shown(given[0])}, {meaning}"
        told += f"; so is {', '.join(also)}, for it is the same number" if also else ""
        return replace(known, inputs={**known.inputs, given[0]: new}), Change(f"{name} = {text}", told)

    def _premise_set(self, step: Step, value: Expr, known: Alterations) -> tuple[Alterations, Change]:
        self.paper.catalogue.check_homogeneous([step.equation.lhs, value])
        if not value.free_symbols and step.equation.lhs in self.paper.catalogue:
            evaluate(step.equation.lhs, self.paper.catalogue, {step.equation.lhs: value}, digits=2)
        lhs, place = step.equation.lhs, place_text(step.place)
        told = f"{lhs} = {value} in the place of {step.equation}, a premise: {place}, {step.where}"
        return replace(known, premises={**known.premises, step.place: value}), Change(f"{lhs} = {value}", told)

    # --- Without

    def _line(self, text: str) -> Step | None:
        node = self.graph.named(text.removesuffix(".granted"))
        return next((self.steps[name] for name in (node.id, *node.names) if name in self.steps), None)

    def without(self, text: str, known: Alterations) -> tuple[Alterations, Change]:
        step = self._line(text)
        if step is None:
            kind = self.graph.named(text).kind.value
            raise PaperError(f"a leap, a premise or a choice is wanted, {text} is none: its kind is {kind}")
        leap = None if text.endswith(".granted") else next(self._leaps(step), None)
        if leap:
            told = f"without the leap {place_text(leap.place)}, {leap.equation}: with the computed line in its place"
            told += f", {leap.parents[0].equation} ({leap.where})"
            computed = known.computed | {leap.place}
            return replace(known, computed=computed), Change(f"without {text}", told)
        if not step.grants:
            rests = [place_text(each.place) for each in step.ancestry if each.grants]
            near = f"; it rests on {', '.join(rests[-3:])}" if rests else ""
            raise PaperError(f"a leap, a premise or a choice is wanted, {text} follows from other lines{near}")
        left_out: frozenset[Place] = known.left_out | {step.place}
        prose = "; ".join(grant.prose for grant in step.grants)
        told = f"without {place_text(step.place)}: {prose} ({step.where})"
        return replace(known, left_out=left_out), Change(f"without {text}", told)

    def _leaps(self, step: Step) -> Iterator[Step]:
        """The leap that is meant: the line itself, one that departs from it, the nearest that leads to it."""
        leaps = [each for each in self.steps.values() if isinstance(each.rule, Leap)]
        yield from (each for each in leaps if each is step)
        yield from (each for each in leaps if each.parents[0] is step)
        if not step.grants:
            above = [each for each in step.ancestry if each in leaps and each.place[0] == step.place[0]]
            yield from reversed(above)


def _is_plain(step: Step) -> bool:
    right = step.equation.rhs
    operators = symbolic.binding_operators(right) or symbolic.opaque_functions(right) or right.atoms(Derivative)
    return len(step.equation.members) == 2 and not operators


def _constant(name: str, old: Constant, value: Expr) -> Constant:
    if not isinstance(value, Rational):
        raise NotationError(f"{name}=VALUE wants a decimal number or a fraction in SI units, found {value}")
    if Fraction(value.p, value.q) == old.fraction:
        return old  # and how it is printed with it
    return replace(old, value=str(value), source="set otherwise", uncertainty="0", printed="")


def _shown(value: Constant) -> str:
    return (value.printed or _with_unit(f"{float(value.fraction):.12g}", value)).removesuffix(" 1")


def _with_unit(text: str, value: Constant) -> str:
    return text if value.unit in ("", "1") else f"{text} {value.unit}"
