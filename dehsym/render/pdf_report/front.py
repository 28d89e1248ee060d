"""The first pages: which paper, what this report is, what the verdicts mean, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

from dehsym.display.judgements import MEANINGS, QUESTIONS
from dehsym.render.explorer.contents import Contents
from dehsym.render.pdf_report.badges import audit_badge, kind_badge, severity_badge, verdict_badge
from dehsym.render.pdf_report.equations import name_of
from dehsym.render.pdf_report.markup import Code, array, call, joined
from dehsym.render.pdf_report.references import finding_id
from dehsym.result import Result
from dehsym.verdict import Kind

_INDEX = ("page", *QUESTIONS, "finding")
_Thing = TypeVar("_Thing")


def front(contents: Contents) -> Code:
    """Title, what to expect, the tables of verdicts, and the contents."""
    paper = contents.paper
    tallies = [call("paragraph", each) for each in _tallies(contents)]
    return joined(
        [
            call("title-block", paper.title, paper.citation),
            call("paragraph", _what_this_is(contents)),
            call("subtitle", "The verdicts"),
            call("paragraph", _questions()),
            _counts(contents),
            *tallies,
            *(call("small-paragraph", f"Not checked: {each}.") for each in contents.run.unchecked),
            call("contents", "Contents"),
            call("section", "verdicts", "The printed equations"),
            _index(contents),
        ]
    )


def _what_this_is(contents: Contents) -> str:
    return (
        "In this report every printed equation of the paper is derived line by line: each line is computed by a rule "
        "from lines before it, checked by another method, and compared with what is printed. "
        f"There are {len(contents.run.nodes)} lines; what a reader must grant is named wherever it is used, and "
        "nothing that the paper says is repaired silently. "
        "The findings, the audit of the printed numbers and a drawing of what rests on what come after the equations."
    )


def _questions() -> Code:
    said = (joined([call("strong", name), f": {meaning}"]) for name, meaning in QUESTIONS.items())
    return joined(["Three questions are asked of an equation, and the answers can differ. ", joined(said, " ")])


def _counts(contents: Contents) -> Code:
    """How many results have each kind of verdict, for each of the three questions; and what the kinds mean."""
    answers = zip(*((each.follows, each.matches, each.standing) for each in contents.run.results), strict=True)
    found = [Counter(verdict.kind for verdict in asked if verdict) for asked in answers]
    cells: list[Code] = []
    for kind in sorted(Kind, reverse=True):
        counts = [joined([str(each[kind] or "–")]) for each in found]
        cells += [kind_badge(kind), joined([MEANINGS[kind.word]]), *(counts or [joined(["–"])] * len(QUESTIONS))]
    columns, aligned = Code("(auto, 1fr, auto, auto, auto)"), Code("(left, left, right, right, right)")
    return call("ruled-table", columns, aligned, array(["verdict", "meaning", *QUESTIONS]), *cells)


def _tallies(contents: Contents) -> Iterator[Code]:
    """How many findings there are of each severity, and printed numbers of each verdict."""
    severities = Counter(each.severity for each in contents.run.findings)
    if severities:
        yield joined(["Findings: ", *_counted(severities, severity_badge)])
    verdicts = Counter(row.verdict for row in contents.run.audit)
    if verdicts:
        yield joined(["Printed numbers: ", *_counted(verdicts, audit_badge)])


def _counted(counts: Counter[_Thing], badge: Callable[[_Thing], Code]) -> Iterator[str]:
    yield joined((joined([f"{counts[each]} ", badge(each)]) for each in counts), ", ")
    yield "."


def _index(contents: Contents) -> Code:
    """Every printed equation with its page and its verdicts, part by part."""
    cells: list[Code] = []
    for part in contents.parts:
        own = [result for result in contents.run.results if result.claim.where == part]
        cells += [call("part-cell", 1 + len(_INDEX), part)] if own else []
        cells += [cell for result in own for cell in _index_row(contents, result)]
    columns, aligned = Code("(1fr, auto, auto, auto, auto, auto)"), Code("(left, right, left, left, left, left)")
    return call("ruled-table", columns, aligned, array(["equation", *_INDEX]), *cells)


def _index_row(contents: Contents, result: Result) -> Iterator[Code]:
    findings = contents.run.findings
    about = next((each for each in findings if result.id in (each.id, *each.claims[:1])), None)
    yield call("reference", result.id, name_of(result))
    yield call("page-of", result.id)
    yield from map(verdict_badge, (result.follows, result.matches, result.standing))
    yield call("reference", finding_id(findings, about), "yes") if about else joined(["–"])
