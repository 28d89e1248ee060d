"""A whole paper's derivations as a LaTeX document that compiles with article and amsmath alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dehsym.catalogue import Catalogue
from dehsym.derivation import Derivation, Step
from dehsym.render.latex import latex_equation, latex_expression

_PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage{amsmath}
\allowdisplaybreaks
\begin{document}
"""


def document(title: str, citation: str, derivations: Sequence[Derivation], catalogue: Catalogue) -> str:
    """Every step of every derivation, with its prose and its reason, as a document."""
    lines = [_PREAMBLE, rf"\title{{{text(title)}: derivations}}", r"\author{}", r"\date{}", r"\maketitle"]
    lines += [rf"\noindent The paper: {text(citation)}.", ""]
    part = ""
    for derivation in derivations:
        if derivation.part != part:
            part = derivation.part
            lines.append(rf"\section*{{{text(part)}}}")
        lines += [rf"\subsection*{{{text(derivation.title)}}}", *section(derivation.steps, catalogue)]
    return "\n".join([*lines, r"\end{document}", ""])


def derivation_latex(step: Step, catalogue: Catalogue) -> str:
    """The derivation of one step, from its premises on."""
    return "\n".join(section(tuple(step.ancestry), catalogue))


def section(steps: Sequence[Step], catalogue: Catalogue) -> list[str]:
    """Steps as lines of LaTeX: prose, then a display of the equations that it covers, each with its reason."""
    lines: list[str] = []
    display: list[str] = []
    for step in steps:
        if step.prose and display:
            lines += _aligned(display)
            display = []
        if step.prose:
            lines.append(text(step.prose))
        display.append(_row(step, catalogue))
    return lines + (_aligned(display) if display else [])


def _row(step: Step, catalogue: Catalogue) -> str:
    tag = rf" \tag{{{text(step.prints.claim)}}}" if step.prints else r" \notag"
    reason = ""
    if step.rule:
        because = step.rule.because(lambda expr: latex_expression(expr, catalogue))
        reason = rf" \quad & & \text{{by {because}}}"
    return latex_equation(step.equation, catalogue).replace(" = ", " &= ", 1) + reason + tag


def _aligned(rows: Sequence[str]) -> list[str]:
    return [r"\begin{align}", " \\\\\n".join(rows), r"\end{align}", ""]


_SPECIAL = {
    **{sign: "\\" + sign for sign in "&%#_{}$"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}


def text(prose: str) -> str:
    """Plain prose as LaTeX text, with every special character escaped."""
    return re.sub(r"[&%#_{}~$^\\<>]", lambda found: _SPECIAL[found[0]], prose)
