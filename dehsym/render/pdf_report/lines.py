"""The lines of a derivation: each with its words, equation, reason, verdict and evidence, and what it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dehsym.alteration import place_text
from dehsym.backticks import without_backticks
from dehsym.catalogue import Catalogue
from dehsym.derivation import Step
from dehsym.examination import Checked
from dehsym.render.explorer.contents import Contents
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.render.pdf_report.badges import verdict_badge
from dehsym.render.pdf_report.formulas import display, number_of, said
from dehsym.render.pdf_report.markup import Code, call, joined
from dehsym.render.pdf_report.references import reference
from dehsym.verdict import Verdict


def derivation_lines(contents: Contents, lines: Sequence[Checked], own: str = "") -> Code:
    """Lines in the order of the ledger; that of the printed result `own` has its id elsewhere."""
    return joined(_line(contents, node, own, above) for above, node in zip([None, *lines], lines, strict=False))


def evidence(verdict: Verdict, catalogue: Catalogue) -> Code:
    """A verdict with its evidence in words, and the point at which a reader can see it for himself."""
    point = str(verdict.witness) if verdict.witness else ""
    is_told = without_backticks(point) in without_backticks(verdict.evidence)
    how = f"{verdict.digits} digits, {verdict.points} points" if verdict.digits and verdict.points else ""
    how = "" if f"{verdict.digits} digits" in verdict.evidence else how
    rest = (how, "" if is_told else point, f"where {verdict.provided}" if verdict.conditions else "")
    told = joined((said(each, catalogue) for each in (verdict.evidence, *rest) if each), "; ")
    return joined([verdict_badge(verdict), ": ", told])


def _line(contents: Contents, node: Checked, own: str, above: Checked | None) -> Code:
    step, catalogue = node.step, contents.paper.catalogue
    name = contents.id_of(step)
    return call(
        "derivation-line",
        "" if name == own else name,
        place_text(step.place),
        said(step.sentence, catalogue),
        display(latex_equation(step.equation, catalogue), _number(contents, node)),
        joined([_reason(contents, node, above), " ", _sure(node, catalogue)]),
        *_differs(node, catalogue),
    )


def _number(contents: Contents, node: Checked) -> str:
    """The number that the paper prints beside the line."""
    printed = node.claim and contents.paper.claims[node.claim].latex
    return number_of(printed) if printed else ""


def _sure(node: Checked, catalogue: Catalogue) -> Code:
    """The verdict on a line, and its evidence, which for a definition or a premise would say the same again."""
    if node.step.rule:
        return joined([evidence(node.follows, catalogue), "."])
    return joined([verdict_badge(node.follows), "."])


def _differs(node: Checked, catalogue: Catalogue) -> Iterator[Code]:
    """The verdict on the print beside a line, if that is something else."""
    if node.matches and not node.matches.holds:
        yield joined(["Beside the print: ", evidence(node.matches, catalogue), "."])


def _reason(contents: Contents, node: Checked, above: Checked | None) -> Code:
    """By which rule and why, and from which lines."""
    step, catalogue = node.step, contents.paper.catalogue
    if step.premise:
        return joined([f"Given as {step.premise.kind.phrase}", said(_source(step), catalogue), "."])
    if not step.rule:
        return joined(["A definition."])
    because = said(step.rule.because(lambda expr: latex_expression(expr, catalogue)), catalogue)
    parents = joined((_parent(contents, parent, above) for parent in node.parents), " and ")
    return joined(["By ", because, ", from ", parents, "."])


def _source(step: Step) -> str:
    """What a premise says beyond the words before the equation, which is where it is from."""
    granted = step.premise.prose if step.premise else ""
    return granted.removeprefix(step.prose) if granted.startswith(step.prose) else f": {granted}"


def _parent(contents: Contents, parent: Checked, above: Checked | None) -> Code:
    return joined(["the line above"]) if parent is above else reference(contents, contents.id_of(parent.step))
