"""A printed result as its readers see it: the equation, its three verdicts, its steps, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, final

from sympy import Expr

from dehsym.catalogue import Catalogue
from dehsym.claim import Claim
from dehsym.display.badges import badge
from dehsym.display.phrases import letters_of
from dehsym.display.rests_on import RestsOn
from dehsym.display.steps import Steps
from dehsym.display.tables import facts
from dehsym.display.verdicts import verdict_cell
from dehsym.display.words import formula
from dehsym.equation import Equation
from dehsym.evaluation import evaluate
from dehsym.examination import Checked
from dehsym.markup import joined
from dehsym.numeric.value import Backend, Value
from dehsym.render.document import section
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.render.text import text_equation
from dehsym.verdict import Verdict

if TYPE_CHECKING:
    from dehsym.numeric.exact import Exact


@final
@dataclass(frozen=True, eq=False)
class Result:
    """One printed equation, derived and examined.

    `follows`, `matches` and `standing` are its verdicts; `rests_on` lists what a reader must grant.
    """

    claim: Claim
    checked: Checked
    catalogue: Catalogue

    @property
    def id(self) -> str:
        """The id of the inventory."""
        return self.claim.id

    @property
    def equation(self) -> Equation:
        """The computed equation."""
        return self.checked.step.equation

    @property
    def latex(self) -> str:
        """The computed equation as LaTeX in the paper's notation."""
        return latex_equation(self.equation, self.catalogue)

    @property
    def derivation_latex(self) -> str:
        """The whole derivation as LaTeX: prose, and displays with a reason beside each line."""
        ancestry = self.checked.ancestry
        verdicts = {id(node.step): (node.follows, node.matches) for node in ancestry}
        return "\n".join(section([node.step for node in ancestry], self.catalogue, verdicts))

    def evaluate(
        self, values: Mapping[Expr, Expr | Exact] | None = None, *, digits: int = 15, backend: Backend = "arb"
    ) -> Value:
        """The value of its right side; `values` are exact, in SI units. Raises as `dehsym.evaluation.evaluate`."""
        return evaluate(self.equation.rhs, self.catalogue, values or {}, digits=digits, backend=backend)

    @property
    def follows(self) -> Verdict:
        """Whether the last step follows from its parents."""
        return self.checked.follows

    @property
    def matches(self) -> Verdict | None:
        """Whether the computed equation is what the paper prints."""
        return self.checked.matches

    @property
    def standing(self) -> Verdict:
        """The weakest step in the whole ancestry."""
        return self.checked.standing

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each step in this result's ancestry, from 1, by `id(step)`."""
        return {id(node): number for number, node in enumerate(self.checked.ancestry, 1)}

    @property
    def rests_on(self) -> RestsOn:
        """What a reader must grant: rows with `id` (if printed) or `step`, `prose` and `kind`."""
        rows: list[dict[str, Any]] = []
        for node, prose, kind in self.checked.rests_on:
            row: dict[str, Any] = {"step": self.numbers[id(node)], "prose": prose, "kind": kind}
            if node.claim:
                row = {"id": node.claim, **row}
            rows.append(row)
        return RestsOn(rows, letters_of(self.catalogue))

    def steps(self, depth: int | None = None) -> Steps:
        """The ancestry, parents first; with `depth`, only what is at most so many steps away from the result."""
        if depth is None:
            return Steps(self.checked.ancestry, self.numbers)
        near: dict[int, int] = {id(self.checked): 0}
        frontier = [self.checked]
        for distance in range(1, depth + 1):
            frontier = [parent for node in frontier for parent in node.parents if id(parent) not in near]
            near.update({id(node): distance for node in frontier})
        return Steps((node for node in self.checked.ancestry if id(node) in near), self.numbers)

    def because(self, node: Checked) -> str:
        """The reason for a step, as LaTeX."""
        return node.step.because(self._latex)

    def _latex(self, expr: Expr) -> str:
        return latex_expression(expr, self.catalogue)

    def as_json(self, depth: int | None = None) -> dict[str, Any]:
        """The document that `dehsym show --json` prints."""
        return {
            "id": self.id,
            "where": self.claim.where,
            "printed_latex": self.claim.latex,
            "latex": self.latex,
            "follows": self.follows.as_json(),
            "matches": self.matches.as_json() if self.matches else None,
            "standing": self.standing.as_json(),
            "rests_on": self.rests_on,
            "steps": [self._step_json(node) for node in self.steps(depth)],
        }

    def _step_json(self, node: Checked) -> dict[str, Any]:
        return {
            "n": self.numbers[id(node)],
            "id": node.claim,
            "prose": node.step.prose,
            "rule": node.step.rule.name if node.step.rule else ("Given" if node.step.premise else "Let"),
            "because": self.because(node),
            "latex": latex_equation(node.step.equation, self.catalogue),
            "expr": str(node.step.equation),
            "follows": node.follows.as_json(),
            "matches": node.matches.as_json() if node.matches else None,
            "parents": [self.numbers[id(parent)] for parent in node.parents],
            "where": str(node.step.where),
        }

    def _repr_latex_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return rf"$\displaystyle {self.latex}$"

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        say = letters_of(self.catalogue)
        otherwise = self.matches is None or not self.matches.holds
        own = joined([badge(self.standing.kind.word), " by this very line"])
        rows = [
            ("computed", formula(self.latex)),
            ("printed", formula(self.claim.latex) if self.claim.latex and otherwise else ""),
            ("follows", verdict_cell(self.follows, say)),
            ("matches", verdict_cell(self.matches, say)),
            ("standing", verdict_cell(self.standing, say) if self.standing != self.follows else own),
            ("rests on", self.rests_on.cell),
        ]
        return facts(rows, f"({self.id})  {self.claim.where}")

    def __repr__(self) -> str:
        matches = self.matches.kind.word if self.matches else "nothing printed"
        return (
            f"({self.id})  {text_equation(self.equation, self.catalogue)}\n"
            f"follows: {self.follows.kind.word}; matches: {matches}; standing: {self.standing.kind.word}"
        )
