"""A whole paper's derivations as a LaTeX document that compiles with article and amsmath alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dehsym.catalogue import Catalogue
from dehsym.derivation import Derivation, Step
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.verdict import Kind, Verdict

_PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage{amsmath}
\allowdisplaybreaks
\setlength{\textwidth}{17cm}
\setlength{\oddsidemargin}{-5mm}
\setlength{\textheight}{23cm}
\setlength{\topmargin}{-15mm}
\begin{document}
"""

Verdicts = Mapping[int, tuple[Verdict, Verdict | None]]
"""Whether a step follows and whether it matches the print, by `id(step)`."""


def document(
    title: str, citation: str, derivations: Sequence[Derivation], catalogue: Catalogue, verdicts: Verdicts
) -> str:
    """Every step of every derivation: prose, equation, reason, and beside what is not shown what was found."""
    lines = [_PREAMBLE, rf"\title{{{text(title)}: derivations}}", r"\author{}", r"\date{}", r"\maketitle"]
    lines += [rf"\noindent The paper: {text(citation)}.", ""]
    part = ""
    for derivation in derivations:
        if derivation.part != part:
            part = derivation.part
            lines.append(rf"\section*{{{text(part)}}}")
        lines += [rf"\subsection*{{{text(derivation.title)}}}", *section(derivation.steps, catalogue, verdicts)]
    return "\n".join([*lines, r"\end{document}", ""])


def section(steps: Sequence[Step], catalogue: Catalogue, verdicts: Verdicts) -> list[str]:
    """Steps as lines of LaTeX: prose, then a display of the equations that it covers, each with its reason."""
    lines: list[str] = []
    display: list[str] = []
    for step in steps:
        if step.prose and display:
            lines += _aligned(display)
            display = []
        if step.prose:
            lines.append(text(step.sentence))
        display.append(_row(step, catalogue, verdicts.get(id(step))))
    return lines + (_aligned(display) if display else [])


def _row(step: Step, catalogue: Catalogue, verdict: tuple[Verdict, Verdict | None] | None) -> str:
    reasons: list[str] = []
    if step.rule:
        reasons.append("by " + step.rule.because(lambda expr: latex_expression(expr, catalogue)))
    if verdict and (found := _found(*verdict)):
        reasons.append(rf"\textbf{{{found}}}")
    reason = rf" \quad & & \text{{{'; '.join(reasons)}}}" if reasons else ""
    tag = rf" \tag{{{text(step.prints.claim)}}}" if step.prints else r" \notag"
    return latex_equation(step.equation, catalogue).replace(" = ", " &= ", 1) + reason + tag


def _found(follows: Verdict, matches: Verdict | None) -> str:
    """What a reader must be told beside the line."""
    said = [follows.kind.word] if follows.kind <= Kind.APPROXIMATE else []
    if matches and not matches.holds:
        said.append("printed otherwise" if matches.kind == Kind.REFUTED else "print not compared")
    return ", ".join(said)


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
