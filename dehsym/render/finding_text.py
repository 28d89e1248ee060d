"""A finding as plain text, readable in 80 columns."""

from __future__ import annotations

import textwrap

from dehsym.findings import Finding
from dehsym.render.text import from_latex, text_prose

_WIDTH = 80


def finding_text(finding: Finding) -> str:
    """What the paper says, what was found, the witness, the correct line, and the printed results that rest on it."""
    lines = textwrap.wrap(f"{finding.id}  ({finding.where}, {finding.severity})", _WIDTH, subsequent_indent="  ")
    lines += _item("the paper", _formula(finding.paper_says))
    lines += _item("we find", finding.we_find)
    if finding.evidence.witness:
        lines += _item("witness", str(finding.evidence.witness))
    if finding.correct:
        lines += _item("computed", _formula(finding.correct))
    if affected := [claim for claim in finding.claims if claim != finding.id]:
        lines += _item("rests on it", ", ".join(affected))
    return "\n".join(lines)


def _formula(text: str) -> str:
    return text_prose(text) if "$" in text else from_latex(text)


def _item(name: str, text: str) -> list[str]:
    head = f"  {name:12s} "
    return textwrap.wrap(
        head + text, _WIDTH, subsequent_indent=" " * len(head), break_long_words=False, break_on_hyphens=False
    )
