"""A whole paper's derivations as a LaTeX document that compiles with article and amsmath alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dehsym.catalogue import Catalogue
from dehsym.derivation import Derivation, Step
from dehsym.render.latex import latex_equation, latex_expression
from dehsym.render.latex_layout import broken, members, text_width, widest_piece, width
from dehsym.render.prose import as_latex
from dehsym.verdict import Kind, Verdict

_PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage{amsmath}
\allowdisplaybreaks
\raggedbottom
\setlength{\emergencystretch}{3em}
\setlength{\textwidth}{17cm}
\setlength{\oddsidemargin}{-5mm}
\setlength{\textheight}{23cm}
\setlength{\topmargin}{-15mm}
\begin{document}
"""

_PAGE = 43.0  # em: 17 cm at 11 points, less a margin for estimates
_APART = 2.5  # em between a formula and its reason
_NARROWEST, _WIDEST = 11.0, 20.0  # em, of a reason beside its formula
_SIZES = ((0.8, r"\footnotesize"), (0.7, r"\scriptsize"), (0.0, r"\tiny"))

Verdicts = Mapping[int, tuple[Verdict, Verdict | None]]
"""Whether a step follows and whether it matches the print, by `id(step)`."""


def document(
    title: str, citation: str, derivations: Sequence[Derivation], catalogue: Catalogue, verdicts: Verdicts
) -> str:
    """Every step of every derivation: prose, equation, reason, and beside what is not shown what was found."""
    page = [_PREAMBLE, rf"\title{{{text(title)}: derivations}}", r"\author{}", r"\date{}", r"\maketitle"]
    page += [rf"\noindent The paper: {text(citation)}.", ""]
    part = ""
    for derivation in derivations:
        if derivation.part != part:
            part = derivation.part
            page.append(rf"\section*{{{text(part)}}}")
        page += [rf"\subsection*{{{text(derivation.title)}}}", *section(derivation.steps, catalogue, verdicts)]
    return "\n".join([*page, r"\end{document}", ""])


def section(steps: Sequence[Step], catalogue: Catalogue, verdicts: Verdicts) -> list[str]:
    """Steps as lines of LaTeX: prose, then a display of the equations that it covers, each with its reason."""
    lines: list[str] = []
    display: list[_Row] = []
    for step in steps:
        if step.prose and display:
            lines += _aligned(display)
            display = []
        if step.prose:
            lines.append(prose(as_latex(step.sentence, catalogue)))
        display.append(_row(step, catalogue, verdicts.get(id(step))))
    return lines + (_aligned(display) if display else [])


@dataclass(frozen=True, slots=True)
class _Row:
    """An equation with what stands beside it: its members on lines of their own if they are many, reason and number."""

    left: str
    lines: tuple[str, ...]
    reason: str
    number: str

    @property
    def width(self) -> float:
        return max(map(width, self.lines))


def _row(step: Step, catalogue: Catalogue, verdict: tuple[Verdict, Verdict | None] | None) -> _Row:
    reasons: list[str] = []
    if step.rule:
        reasons.append("by " + prose(step.rule.because(lambda expr: latex_expression(expr, catalogue))))
    if verdict and (found := _found(*verdict)):
        reasons.append(rf"\textbf{{{found}}}")
    number = rf" \tag{{{text(step.prints.claim)}}}" if step.prints else ""
    left, *rest = members(latex_equation(step.equation, catalogue))
    room = _PAGE - width(left)
    right = " ".join(rest)
    if width(right) <= room:
        return _Row(left, (right,), "; ".join(reasons), number)
    if width(left) > _PAGE / 4:
        left, rest, room = "", [left, *rest], _PAGE
    parts = [line for each in rest for line in broken(each, room - 2)]
    return _Row(left, tuple(_fitting(part, room - 2) for part in parts), "; ".join(reasons), number)


def _fitting(line: str, room: float) -> str:
    """A line that cannot be broken, in smaller letters if it is too wide."""
    if width(line) <= room:
        return line
    size = next(name for factor, name in _SIZES if factor * width(line) <= room or not factor)
    return rf"\text{{{size}$\displaystyle {line}$}}"


def _found(follows: Verdict, matches: Verdict | None) -> str:
    """What a reader must be told beside the line."""
    said = [follows.kind.word] if follows.kind <= Kind.APPROXIMATE else []
    if matches and not matches.holds:
        said.append("printed otherwise" if matches.kind == Kind.REFUTED else "print not compared")
    return ", ".join(said)


def _aligned(rows: Sequence[_Row]) -> list[str]:
    """A display, or several where one would leave no room for the reasons beside the lines."""
    for count in range(len(rows) - 1, 0, -1):
        if not _fit_together(rows[: count + 1]) and _fit_together(rows[:count]):
            return _aligned(rows[:count]) + _aligned(rows[count:])
    set_rows = [line for row in rows for line in _set(row, _room(rows))]
    return [r"\begin{align}", " \\\\\n".join(set_rows), r"\end{align}", ""]


def _fit_together(rows: Sequence[_Row]) -> bool:
    return len(rows) == 1 or all(_fits_beside(row.reason, _room(rows)) for row in rows)


def _room(rows: Sequence[_Row]) -> float:
    """What a display leaves for the reasons."""
    return _PAGE - max(width(row.left) for row in rows) - max(row.width for row in rows) - _APART


def _fits_beside(reason: str, room: float) -> bool:
    return not reason or room >= min(max(_NARROWEST, _widest_formula(reason) + 1), text_width(reason))


def _set(row: _Row, room: float) -> list[str]:
    beside = _fits_beside(row.reason, room)
    first, *rest = (_relation_aligned(line) for line in row.lines)
    reason = rf" \quad & & {_boxed(row.reason, min(room, _WIDEST))}" if row.reason and beside else ""
    done = [f"{row.left} {first}{reason}".strip(), *rest]
    if not beside:
        done.append(rf"&\qquad {_boxed(row.reason, _PAGE - width(row.left) - _APART)}")
    return [line + (row.number if row.number and not at else r" \notag") for at, line in enumerate(done)]


def _boxed(reason: str, room: float) -> str:
    """A reason in one line, or in a paragraph as wide as there is room."""
    if text_width(reason) <= room:
        return rf"\text{{{reason}}}"
    return rf"\parbox[t]{{{room:.1f}em}}{{\raggedright {reason}}}"


def _relation_aligned(line: str) -> str:
    """A line that goes on with a relation stands under the first one, another a little to the right."""
    return f"&{line}" if line.startswith(("=", r"\text", r"\to", r"\le", r"\ge", "<", ">")) else rf"&\quad {line}"


def _widest_formula(reason: str) -> float:
    """The widest part of a reason that TeX cannot break."""
    return max((widest_piece(part) for part in reason.split("$")[1::2]), default=0.0)


def prose(reason: str) -> str:
    r"""A reason as LaTeX text: formulas between dollar signs stay, in the rest every special character is escaped.

    >>> print(prose("setting $T_c = 1$ in the place of T_c"))
    setting $T_c = 1$ in the place of T\_c
    """
    parts = reason.split("$")
    if len(parts) % 2 == 0:  # a dollar sign that belongs to no formula
        return text(reason)
    return "$".join(part if at % 2 else text(part) for at, part in enumerate(parts))


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
