"""Lines of a paper's ledgers as findings speak of them: their ids, where they stand, what in print rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import final

from sympy import Expr, Symbol

from dehsym.dependence import DependenceGraph, dependence_graph, line_id, printed_descendants
from dehsym.derivation import Step
from dehsym.paper_definition import PaperDefinition
from dehsym.render.latex import latex_equation, latex_expression


@final
class Lines:
    """The lines of one paper.

    >>> from dehsym.paper_definition import load_definition
    >>> lines = Lines(load_definition("deh4"))
    >>> step = lines.paper.derived["2"]
    >>> lines.id_of(step), lines.part_of(step), lines.id_of(step.parents[0]) if step.parents else None
    ('2', 'Section 2', None)
    """

    def __init__(self, paper: PaperDefinition) -> None:
        self.paper = paper

    @property
    def steps(self) -> Iterator[Step]:
        """Every line, in the order in which they are derived."""
        return (step for derivation in self.paper.derivations for step in derivation.steps)

    @cached_property
    def definitions(self) -> dict[Symbol, Expr]:
        """What symbols are defined to be; those with two definitions that differ are left out."""
        found: dict[Symbol, set[Expr]] = {}
        for step in self.steps:
            if is_definition(step) and isinstance(step.equation.lhs, Symbol):
                found.setdefault(step.equation.lhs, set()).add(step.equation.rhs)
        return {symbol: next(iter(each)) for symbol, each in found.items() if len(each) == 1}

    def id_of(self, step: Step) -> str:
        """The id of the printed equation that a line stands for, or else its place."""
        return line_id(self.paper, step)

    def part_of(self, step: Step) -> str:
        """The part of the paper in which a line stands."""
        return self._parts[id(step)]

    def shown(self, step: Step) -> str:
        """The line in LaTeX, with its id."""
        return f"({self.id_of(step)}) ${latex_equation(step.equation, self.paper.catalogue)}$"

    def text(self, expr: Expr) -> str:
        """An expression in a text for readers."""
        return f"${latex_expression(expr, self.paper.catalogue)}$"

    def affected(self, *steps: Step) -> tuple[str, ...]:
        """What is printed of these lines themselves, and then all that is printed and rests on one of them."""
        own = [name for name in map(self.id_of, steps) if name in self.paper.claims]
        return tuple(dict.fromkeys((*own, *self.resting([self.id_of(step) for step in steps]))))

    def resting(self, roots: Sequence[str]) -> list[str]:
        """All that is printed and rests on nodes of the paper's graph."""
        return printed_descendants(self._graph, roots)

    def is_constant_of_nature(self, symbol: Expr) -> bool:
        """Whether the catalogue has a value for it."""
        return symbol in self.paper.catalogue and self.paper.catalogue[symbol].value is not None

    @cached_property
    def _graph(self) -> DependenceGraph:
        return dependence_graph(self.paper)

    @cached_property
    def _parts(self) -> dict[int, str]:
        return {id(step): derivation.part for derivation in self.paper.derivations for step in derivation.steps}


def is_definition(step: Step) -> bool:
    """Whether a line is a definition: nothing is granted for it, and nothing computed."""
    return step.premise is None and step.rule is None
