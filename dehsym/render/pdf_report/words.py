"""What the paper says in words, and what becomes of it."""

from __future__ import annotations

from dehsym.render.explorer.contents import Contents
from dehsym.render.pdf_report.badges import verdict_badge
from dehsym.render.pdf_report.formulas import said
from dehsym.render.pdf_report.lines import evidence
from dehsym.render.pdf_report.markup import Code, call, joined
from dehsym.render.pdf_report.references import reference
from dehsym.verdict import Verdict


def words(contents: Contents) -> Code:
    """An entry for every claim in words; orders of magnitude are among the numbers."""
    claims = contents.paper.prose
    return joined(_claim(contents, id, verdict) for id, verdict in contents.run.remarks.items() if id in claims)


def _claim(contents: Contents, id: str, verdict: Verdict) -> Code:
    remark, catalogue = contents.paper.remarks[id], contents.paper.catalogue
    lines = [reference(contents, contents.id_of(step)) for step in remark.steps]
    numbers = [reference(contents, contents.paper.quantity(number).id) for number in remark.numbers]
    on = joined([*lines, *numbers], ", ")
    facts = [
        call("fact", "we find", said(remark.prose, catalogue)),
        call("fact", "verdict", evidence(verdict, catalogue)),
    ]
    if lines or numbers:
        facts.append(call("fact", "decided on", on))
    claim = said(contents.paper.prose[id].claim, catalogue)
    head = joined([call("place", id), "  “", claim, "”  ", verdict_badge(verdict)])
    return joined([call("claim", id, head), call("facts", *facts)])
