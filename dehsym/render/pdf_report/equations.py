"""The printed equations, part by part in the order of the paper, each with its derivation."""

from __future__ import annotations

from collections.abc import Iterator

from dehsym.display.judgements import QUESTIONS
from dehsym.notation.latex_tokens import without_numbering
from dehsym.render.explorer.contents import Contents
from dehsym.render.pdf_report.badges import verdict_badge
from dehsym.render.pdf_report.formulas import display_beside, number_of, said
from dehsym.render.pdf_report.grants import Grants, granted
from dehsym.render.pdf_report.lines import derivation_lines, evidence
from dehsym.render.pdf_report.markup import Code, call, joined
from dehsym.render.pdf_report.references import finding_id, part_id, references
from dehsym.result import Result


def equations(contents: Contents, needed: Grants) -> Code:
    """A heading for each part of the paper, and under it its equations, and the lines that lead to none of them."""
    return joined(_part(contents, part, needed) for part in contents.parts)


def name_of(result: Result) -> str:
    """What an equation is called: its number where the paper gives it one, or its id."""
    number = number_of(result.claim.latex or "")
    return f"Equation ({number})" if number else result.id


def _part(contents: Contents, part: str, needed: Grants) -> Code:
    results = [result for result in contents.run.results if result.claim.where == part]
    further = [(each, lines) for each, lines in contents.further if each.part == part]
    content = [call("part", part_id(part), part), *(_equation(contents, result, needed) for result in results)]
    for derivation, lines in further:
        title = derivation.title if len(lines) == len(derivation.steps) else f"{derivation.title}: further lines"
        content.append(call("entry", f"further {lines[0].step.serial}", title))
        if results:
            content.append(call("sticky", call("quiet", "No printed equation rests on these lines.")))
        content.append(derivation_lines(contents, lines))
    return joined(content)


def _equation(contents: Contents, result: Result, needed: Grants) -> Code:
    lines = contents.lines[result.id]
    return joined(
        [
            call("entry", result.id, name_of(result)),
            *_forms(contents, result),
            call("facts", *_verdicts(contents, result), *_connections(contents, result, needed)),
            call("subtitle", f"Derivation{_elsewhere(len(result.numbers) - len(lines))}"),
            derivation_lines(contents, lines, result.id),
        ]
    )


def _elsewhere(count: int) -> str:
    """What is said of lines that belong to a derivation and are shown at another equation."""
    if count == 0:
        return ""
    return f", from {count} lines" * (count > 1) + ", from one line" * (count == 1) + " shown where first used"


def _forms(contents: Contents, result: Result) -> Iterator[Code]:
    """What is printed, and what was computed."""
    if result.claim.latex:
        number = number_of(result.claim.latex)
        printed = display_beside(without_numbering(result.claim.latex), number)
    else:
        printed = call("in-words", said(result.claim.text, contents.paper.catalogue))
    yield call("labelled", "printed", printed)
    yield call("labelled", "computed", display_beside(result.latex))


def _verdicts(contents: Contents, result: Result) -> Iterator[Code]:
    """The three verdicts; the standing tells its evidence where it is not that of the line itself."""
    catalogue = contents.paper.catalogue
    for question, verdict in zip(QUESTIONS, (result.follows, result.matches, result.standing), strict=True):
        is_told = question == "standing" and verdict == result.follows
        told = verdict_badge(verdict) if verdict is None or is_told else evidence(verdict, catalogue)
        yield call("fact", question, told)


def _connections(contents: Contents, result: Result, needed: Grants) -> Iterator[Code]:
    """The findings about it, what is printed before and after, and what is to be granted."""
    findings = contents.run.findings
    about = [each for each in findings if result.id == each.id or result.id in each.claims[:1]]
    if about:
        found = (call("reference", finding_id(findings, each), each.id) for each in about)
        yield call("fact", "findings", joined(found, ", "))
    yield call("fact", "rests on", references(contents, contents.printed_before(result.id)))
    yield call("fact", "what rests on it", references(contents, contents.printed_after(result.id)))
    if result.rests_on:
        yield call("fact", "to be granted", granted(result, needed))
