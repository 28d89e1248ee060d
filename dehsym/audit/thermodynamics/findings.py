"""The laws of thermodynamics that a paper's statements violate, as findings.

One finding for one law: of several statements for which it fails the fewest and first in print speak, the others are
named. What a paper's ledger has found already, because the line that the law demands stands there as what the paper
departs from, is not told twice; nor is a law that demands the same line of the same statements as another one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import Template
from typing import final

from sympy import Expr, log

from dehsym import symbolic
from dehsym.audit.thermodynamics.comparisons import homogeneity, relations
from dehsym.audit.thermodynamics.decisions import Decider, Decision, judge_of
from dehsym.audit.thermodynamics.statements import (
    StatedRelation,
    Statement,
    StatementReader,
    id_of,
    pairs_of,
    print_order,
)
from dehsym.audit.thermodynamics.states import State, states_of
from dehsym.derivation import Step, ancestry_of
from dehsym.findings import Finding
from dehsym.notation.latex_tokens import without_numbering
from dehsym.paper_definition import PaperDefinition
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.rules.algebra import Leap
from dehsym.thermodynamic_system import Role
from dehsym.verdict import Kind

_LETTERS = {
    "p": Role.PRESSURE,
    "V": Role.VOLUME,
    "N": Role.NUMBER,
    "n": Role.DENSITY,
    "T": Role.TEMPERATURE,
    "k": Role.BOLTZMANN_CONSTANT,
    "Lambda": Role.THERMAL_WAVELENGTH,
    "mu": Role.CHEMICAL_POTENTIAL,
    "z": Role.FUGACITY,
    "F": Role.FREE_ENERGY,
    "U": Role.INTERNAL_ENERGY,
    "S": Role.ENTROPY,
}


def thermodynamic_decisions(paper: PaperDefinition, *, misprinted: Collection[str] = ()) -> list[Decision]:
    """Every law that applies to what the paper states, with its verdict; none where the paper declares no roles.

    `misprinted` are the ids of printed lines that are not the computed ones: nothing is taken from them. Raises
    `DimensionError` for a symbol without the dimension of its role.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> thermodynamic_decisions(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    reader = _reader(paper, misprinted)
    return _decisions(reader) if reader else []


def thermodynamic_findings(paper: PaperDefinition, *, misprinted: Collection[str] = ()) -> list[Finding]:
    """The laws of thermodynamics that the paper's statements violate, in the order of print.

    `misprinted` are the ids of printed lines that are not the computed ones: nothing is taken from them. Raises
    `DimensionError` for a symbol without the dimension of its role.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> thermodynamic_findings(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    reader = _reader(paper, misprinted)
    return _Teller(reader).findings(_decisions(reader)) if reader else []


def _reader(paper: PaperDefinition, misprinted: Collection[str]) -> StatementReader | None:
    if paper.thermodynamics is None:
        return None
    paper.thermodynamics.check(paper.catalogue)
    return StatementReader(paper, paper.thermodynamics, misprinted)


def _decisions(reader: StatementReader) -> list[Decision]:
    decider = Decider(reader, judge_of(reader))
    found = list(homogeneity(decider))
    for state in states_of(reader, decider.judge):
        found += [*decider.by_laws(state), *relations(decider, state)]
    return found


@final
@dataclass(frozen=True)
class _Teller:
    """Makes findings of what is refuted."""

    reader: StatementReader

    @property
    def paper(self) -> PaperDefinition:
        """The paper that the findings are about."""
        return self.reader.paper

    def findings(self, found: Sequence[Decision]) -> list[Finding]:
        """One for each law, in the order of print."""
        laws: dict[str, list[Decision]] = {}
        for decision in sorted(self._new(found), key=self._rank):
            laws.setdefault(decision.title.name, []).append(decision)
        return [self._finding(rows, found) for rows in sorted(laws.values(), key=lambda rows: self._rank(rows[0])[1:])]

    def _rank(self, decision: Decision) -> tuple[int, list[tuple[int, int]], str]:
        ids = self._ids(decision)
        return (len(ids), [print_order(self.paper.claims, id) for id in ids], decision.title.name)

    def _ids(self, decision: Decision) -> list[str]:
        """The ids of its statements, in the order of print."""
        return sorted(decision.main_ids, key=lambda id: print_order(self.paper.claims, id))

    def _told_by(self, decision: Decision) -> list[str]:
        """The same, and those of what the paper introduces in between."""
        between = (id for statement in decision.statements for id in statement.ids[1:])
        return list(dict.fromkeys((*self._ids(decision), *between)))

    # --- What is told already

    def _new(self, found: Sequence[Decision]) -> list[Decision]:
        """What is refuted and neither told by the ledger nor another look at the same."""
        refuted = [decision for decision in found if decision.verdict.kind is Kind.REFUTED]
        told = [decision for decision in refuted if self._told(decision)]
        new: list[Decision] = []
        for decision in refuted:
            again = any(self._same_line(decision, other) for other in new)
            if not again and not any(self._same_source(decision, other) for other in told):
                new.append(decision)
        return new

    def _told(self, decision: Decision) -> bool:
        """Whether a line that the law demands stands in the ledger as one that the paper departs from."""
        leaps = (step for step in ancestry_of(decision.steps) if isinstance(step.rule, Leap))
        return any(self._demands(decision, step.parents[0]) for step in leaps)

    def _demands(self, decision: Decision, line: Step) -> bool:
        judge, state = judge_of(self.reader), decision.state
        for left, right in pairs_of(line.equation):
            stated = self.reader.of_pair(left, right, line)
            if isinstance(stated, Statement) and stated.role is decision.role:
                ours, demanded = (state.reduced(_by_state(e, state)) for e in (stated.expression, decision.demanded))
                if judge.equal(ours, demanded).holds:
                    return True
        return False

    def _same_line(self, one: Decision, other: Decision) -> bool:
        """Whether two laws demand the same of the same statements."""
        if one.role is None or one.role is not other.role or set(one.main_ids) != set(other.main_ids):
            return False
        return judge_of(self.reader).equal(one.demanded, other.demanded).kind is Kind.PROVED

    @staticmethod
    def _same_source(decision: Decision, told: Decision) -> bool:
        """Whether the same law fails for lines that those of `told` rest on, or are."""
        ancestry = {id(step) for step in ancestry_of(told.steps)}
        return decision.title == told.title and all(id(step) in ancestry for step in decision.steps)

    # --- One finding

    def _finding(self, rows: Sequence[Decision], found: Sequence[Decision]) -> Finding:
        first, rest = rows[0], rows[1:]
        rows = [first, *(row for row in rest if not {*first.main_ids} <= {*row.main_ids})]
        ids = self._ids(first)
        others = [id for row in rows[1:] for id in self._ids(row)]
        resting = self._resting([step for row in rows for step in row.steps])
        claims = dict.fromkeys(id for id in (*ids, *others, *resting) if id in self.paper.claims)
        beyond = set(resting) - {*ids, *others}
        return Finding(
            ".".join(("law", first.title.name, *ids)),
            "; ".join(dict.fromkeys(self._part(first, id) for id in ids)),
            "breaks" if beyond else "unsupported",
            tuple(claims),
            "; ".join(self._printed(first, id) for id in self._told_by(first)),
            self._said(first) + self._limits(first) + self._also(rows) + self._met(first, found),
            first.verdict,
            self._correct(first),
            operator=first.operator,
        )

    def _resting(self, steps: Sequence[Step]) -> list[str]:
        roots = {id(step) for step in steps}
        return [claim for claim, known in self._ancestries.items() if known & roots]

    @cached_property
    def _ancestries(self) -> dict[str, frozenset[int]]:
        derived = self.paper.derived
        order = sorted(derived, key=lambda claim: print_order(self.paper.claims, claim))
        return {claim: frozenset(id(step) for step in derived[claim].ancestry) for claim in order}

    def _part(self, decision: Decision, name: str) -> str:
        if name in self.paper.claims:
            return self.paper.claims[name].where
        parts = {id(step): each.part for each in self.paper.derivations for step in each.steps}
        return next((parts[id(step)] for step in decision.steps if id_of(step) == name), "")

    def _printed(self, decision: Decision, name: str) -> str:
        """The line as it is printed, with its id."""
        latex = self.paper.claims[name].latex if name in self.paper.claims else None
        if latex is None:
            step = next(step for step in decision.steps if id_of(step) == name)
            latex = latex_equation(step.equation, self.paper.catalogue)
        return f"({name}) ${without_numbering(latex)}$"

    def _said(self, decision: Decision) -> str:
        """What the law makes of the statements, in words and formulas on one line."""
        title, variable = decision.title, decision.state.variable
        subject, law = (self._text(each, variable) for each in (title.subject, title.says))
        stated, demanded = (self._plain(expr) for expr in (decision.stated, decision.demanded))
        law = f"{law} ({title.source})"
        if _is_relation(decision):
            met = f"; {self._text(decision.note, variable)} meets it" if decision.note else ""
            return f"with {law} its sides are {stated} and {demanded}{met}"
        if decision.is_identity:
            return f"by {law}, {_equation(subject, demanded)}; here {_equation(subject, stated)}"
        return f"{law} does not hold for {_equation(subject, stated)}"

    @staticmethod
    def _limits(decision: Decision) -> str:
        """Which of the statements are taken for a large volume."""
        statements = (each for each in decision.statements if isinstance(each, Statement))
        ids = dict.fromkeys(each.ids[0] for each in statements if each.is_in_large_volume)
        return f", with {', '.join(f'({id})' for id in ids)} for a large volume" if ids else ""

    def _also(self, rows: Sequence[Decision]) -> str:
        more = [" with ".join(f"({id})" for id in self._ids(row)) for row in rows[1:]]
        return f"; it fails for {', '.join(more)} too" if more else ""

    def _met(self, decision: Decision, found: Sequence[Decision]) -> str:
        """Another statement of the paper that meets the law where this one does not."""
        met = (other for other in found if other.title == decision.title and other.verdict.holds)
        series = (each for other in met for each in other.statements if isinstance(each, Statement) and each.is_series)
        ids = dict.fromkeys(each.ids[0] for each in series)
        return f"; {', '.join(f'({id})' for id in ids)} has it right" if ids else ""

    def _correct(self, decision: Decision) -> str:
        state, title, demanded = decision.state, decision.title, decision.demanded
        if not (decision.is_identity or _is_relation(decision)):
            return self._text(title.says, state.variable)
        if _is_relation(decision):
            demanded = state.letters.thermal_energy * log(state[Role.FUGACITY])
        shown = latex_expression(symbolic.tidied(demanded), self.paper.catalogue)
        return f"${self._latex('$mu' if _is_relation(decision) else title.subject, state.variable)} = {shown}$"

    def _latex(self, template: str, variable: Role) -> str:
        """The template with the paper's letters; `$x` is the variable beside the temperature."""
        system, catalogue = self.reader.system, self.paper.catalogue
        roles = {**_LETTERS, "x": variable}
        symbols = {name: system.symbol(role) for name, role in roles.items()}
        return Template(template).substitute(
            {name: catalogue[symbol].latex if symbol else roles[name].letter for name, symbol in symbols.items()}
        )

    def _text(self, template: str, variable: Role) -> str:
        return f"${self._latex(template, variable)}$"

    def _plain(self, expr: Expr) -> str:
        return f"${latex_expression(symbolic.tidied(expr), self.paper.catalogue)}$"


def _equation(left: str, right: str) -> str:
    """One formula of two."""
    return f"{left[:-1]} = {right[1:]}"


def _by_state(expr: Expr, state: State) -> Expr:
    """The expression by the variable of the state."""
    other = Role.FUGACITY if state.variable is Role.DENSITY else Role.DENSITY
    known = state.functions.get(other)
    return expr.xreplace({state.letters[other]: known.expression}) if known else expr


def _is_relation(decision: Decision) -> bool:
    """Whether it is on a relation that the paper does not solve."""
    return isinstance(decision.statements[0], StatedRelation)
