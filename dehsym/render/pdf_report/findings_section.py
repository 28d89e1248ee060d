"""The findings as a referee would report them, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator

from dehsym.display.judgements import SEVERITY_TITLES
from dehsym.findings import SEVERITIES, Finding
from dehsym.render.explorer.contents import Contents
from dehsym.render.pdf_report.badges import severity_badge
from dehsym.render.pdf_report.formulas import displayed, said
from dehsym.render.pdf_report.markup import Code, call, joined
from dehsym.render.pdf_report.references import finding_id, reference, references


def findings(contents: Contents) -> Code:
    """A heading for each severity, and under it its findings."""
    return joined(_group(contents, severity) for severity in SEVERITIES)


def _group(contents: Contents, severity: str) -> Code:
    found = [each for each in contents.run.findings if each.severity == severity]
    if not found:
        return joined([])
    head = call("part", f"findings {severity}", f"{SEVERITY_TITLES[severity]}: {len(found)}")
    return joined([head, *(_finding(contents, each) for each in found)])


def _finding(contents: Contents, finding: Finding) -> Code:
    title = call("entry", finding_id(contents.run.findings, finding), finding.id)
    found = joined(
        [
            severity_badge(finding.severity),
            f", {finding.where}. ",
            said(_sentence(finding.we_find), contents.paper.catalogue),
        ]
    )
    return joined([title, call("paragraph", found), call("facts", *_facts(contents, finding))])


def _sentence(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end; a formula stays as it is."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _facts(contents: Contents, finding: Finding) -> Iterator[Code]:
    catalogue = contents.paper.catalogue
    yield call("fact", "the paper", displayed(finding.paper_says, catalogue))
    if finding.evidence.witness:
        yield call("fact", "why", said(finding.why, catalogue))
    yield call("fact", "how sure", said(finding.sure, catalogue))
    if finding.correct:
        yield call("fact", "computed", displayed(finding.correct, catalogue))
    claims = [each for each in finding.claims if each in contents.on_page]
    if claims and claims[0] == finding.id:
        yield call("fact", "it is about", reference(contents, claims.pop(0)))
    if claims:
        yield call("fact", "concerned", references(contents, claims))
