"""The lines of a derivation: each with its prose, formula, rule, reason, verdict and evidence, and what it is from."""

from __future__ import annotations

from collections.abc import Sequence

from dehsym.alteration import place_text
from dehsym.catalogue import Catalogue
from dehsym.examination import Checked
from dehsym.render.explorer.badges import verdict_badge
from dehsym.render.explorer.contents import Contents
from dehsym.render.explorer.markup import Html, anchor, joined, link, tag
from dehsym.render.explorer.mathml import formula
from dehsym.render.explorer.said import said
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.verdict import Verdict

COPY = tag("button", "copy LaTeX", type="button", class_="copy needs-script")


def list_of_lines(contents: Contents, lines: Sequence[Checked], own: str = "") -> Html:
    """Lines in the order of the ledger; that of the printed result `own` has its id elsewhere."""
    return tag("ol", *(_line(contents, node, own) for node in lines), class_="lines")


def display(latex: str, label: str = "") -> Html:
    """A displayed formula that can be copied, which is scrolled by itself where it is too wide."""
    shown = tag("div", formula(latex, display=True), class_="display")
    return tag("div", tag("span", label, class_="what") if label else "", shown, COPY, class_="formula")


def evidence(verdict: Verdict, badge: Html, catalogue: Catalogue) -> Html:
    """A verdict with its evidence in words, and the point at which a reader can see it for himself."""
    words = tag("span", said(verdict.evidence, catalogue), class_="said")
    point = str(verdict.witness) if verdict.witness else ""
    told = point in verdict.evidence
    witness = "" if told else tag("span", "witness: ", said(point, catalogue))
    how = f"{verdict.digits} digits, {verdict.points} points" if verdict.digits and verdict.points else ""
    how = "" if f"{verdict.digits} digits" in verdict.evidence else how
    conditions = f"where {verdict.provided}" if verdict.conditions else ""
    rest = [tag("span", said(each, catalogue), class_="aside") for each in (how, conditions) if each]
    return tag("p", badge, " ", joined(filter(None, [words, witness, *rest]), " · "), class_="evidence")


def _line(contents: Contents, node: Checked, own: str) -> Html:
    step = node.step
    name = contents.id_of(step)
    catalogue = contents.paper.catalogue
    return tag(
        "li",
        tag(
            "p",
            tag("a", place_text(step.place), href=f"#{anchor(name)}", class_="place"),
            " ",
            said(step.prose, catalogue),
        ),
        display(latex_equation(step.equation, catalogue)),
        tag("p", *_reason(contents, node), class_="reason"),
        evidence(node.follows, verdict_badge(node.follows, "follows"), catalogue),
        id=None if name == own else anchor(name),
        class_="line",
    )


def _reason(contents: Contents, node: Checked) -> list[str]:
    """By which rule and why, from which lines, and where it is written."""
    step = node.step
    catalogue = contents.paper.catalogue
    if step.rule:
        because = step.rule.because(lambda expr: latex_expression(expr, catalogue))
        why = [tag("b", step.rule.name), ": by ", said(because, catalogue)]
    elif step.premise:
        why = [tag("b", "Given"), f": {step.premise.kind.value}"]
    else:
        why = [tag("b", "Let")]
    parents = joined((link(contents.id_of(parent.step)) for parent in node.parents), ", ")
    return [*why, *([" · from ", parents] if parents else []), tag("span", f" · {step.where}", class_="aside")]
