"""The steps of a derivation as a table: each with its number, equation, reason and verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Self, final

from dehsym.display.lists import ShownList
from dehsym.display.phrases import letters_of
from dehsym.display.tables import items, table
from dehsym.display.verdicts import verdict_cell
from dehsym.display.words import formula, prose
from dehsym.examination import Checked
from dehsym.markup import Html, joined, tag
from dehsym.render.latex import latex_equation, latex_expression


@final
class Steps(ShownList[Checked]):
    """Examined steps, parents first; `numbers` has the number of each in the whole derivation, by `id(step)`."""

    def __init__(self, steps: Iterable[Checked] = (), numbers: Mapping[int, int] | None = None) -> None:
        super().__init__(steps)
        given = enumerate(self, 1)
        self._numbers = numbers if numbers is not None else {id(node): number for number, node in given}

    def like(self, rows: Iterable[Checked]) -> Self:
        """Other steps of the derivation, with the numbers that they have in it."""
        return type(self)(rows, self._numbers)

    def that(self, *words: str) -> Self:
        """Those whose verdict is one of these words, as `steps.that("refuted", "approximate")`."""
        return self.like(node for node in self if node.follows.kind.word in words)

    def as_html(self) -> str:
        """The table."""
        return table(["", "equation", "reason", "follows"], map(self._row, self))

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return self.as_html()

    def _row(self, node: Checked) -> tuple[str, Html, Html, Html]:
        step, say = node.step, letters_of(node.catalogue)
        shown = formula(latex_equation(step.equation, node.catalogue))
        printed = joined(["(", node.claim, ") ", verdict_cell(node.matches, say)]) if node.claim else Html()
        equation = items(filter(None, [say(step.prose), shown, printed]))
        return str(self._numbers[id(node)]), equation, self._reason(node), verdict_cell(node.follows, say)

    def _reason(self, node: Checked) -> Html:
        said = prose(node.step.because(lambda expr: latex_expression(expr, node.catalogue)))
        parents = ", ".join(str(self._numbers[id(each)]) for each in node.parents if id(each) in self._numbers)
        rule = tag("b", node.step.rule.name) if node.step.rule else ""
        return joined(filter(None, [rule, said, f"(from {parents})" if parents else ""]), " ")

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for node in self:
            yield f"{self._numbers[id(node)]:3d} {node.follows.kind.word:11} {node.step.equation}"
