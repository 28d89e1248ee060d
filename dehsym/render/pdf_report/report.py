"""The report put together, and set by Typst, which the optional extra `pdf` installs; it is imported where it is used.

Typst is given texts and pictures alone. It is asked for no font of the machine, no file, no package and no date, so
that one run gives one sequence of bytes wherever it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Literal

from dehsym.errors import PaperError
from dehsym.render.explorer.contents import Contents, ExaminedPaper
from dehsym.render.pdf_report.equations import equations
from dehsym.render.pdf_report.findings_section import findings
from dehsym.render.pdf_report.front import front
from dehsym.render.pdf_report.grants import grants, numbered_grants
from dehsym.render.pdf_report.markup import Code, array, call, joined
from dehsym.render.pdf_report.numbers import numbers
from dehsym.render.pdf_report.phases_section import phases
from dehsym.render.pdf_report.pictures import GRAPH, drawings, figures, graph
from dehsym.render.pdf_report.words import words

_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): a document that can be read aloud; Typst refuses to write what is not."""


def why_not() -> str | None:
    """The reason why no report can be made here, if there is one."""
    if find_spec("typst") is None:
        return "typst is wanted, it is not installed: python -m pip install 'dehsym[pdf]'"
    return None


def pdf_report(report: ExaminedPaper) -> bytes:
    """A paper with all that was found of it as a PDF: the same bytes every time.

    Raises `PaperError` where Typst is not installed, and for a paper in which one id stands for two things.
    """
    (pdf,) = _compiled(Contents(report), "pdf")
    return pdf


def report_pages(report: ExaminedPaper, dots_per_inch: float = 96.0) -> list[bytes]:
    """The pages of the report as pictures in PNG; raise `PaperError` where Typst is not installed."""
    return _compiled(Contents(report), "png", dots_per_inch)


def _compiled(contents: Contents, kind: Literal["pdf", "png"], dots_per_inch: float | None = None) -> list[bytes]:
    if reason := why_not():
        raise PaperError(f"the report cannot be made: {reason}")
    import typst  # an optional extra

    drawn = dict(drawings(contents))
    compiler = typst.Compiler(
        _source(contents, drawn).encode(), font_paths=typst.Fonts(include_system_fonts=False), sys_inputs=drawn
    )
    standards = _STANDARD if kind == "pdf" else None
    try:
        made, _ = compiler.compile_with_warnings(format=kind, ppi=dots_per_inch, pdf_standards=standards)
    except typst.TypstError as error:  # of a paper in which one id stands for two things
        raise PaperError(f"the report cannot be made: {error}") from error
    assert made is not None  # nothing is written
    return [made] if isinstance(made, bytes) else made


@cache
def _template() -> str:
    return files("dehsym.render.pdf_report").joinpath("report.typ").read_text(encoding="utf-8")


def _source(contents: Contents, drawn: Mapping[str, str]) -> str:
    """The template, and then what is said, as one call of its functions."""
    paper = contents.paper
    sections = [joined([call("section", id, title), body()]) for id, title, body in _sections(contents)]
    description = f"Every printed equation of {paper.citation}, derived, checked and compared with the print."
    keywords = array(["derivation", "verification", paper.name])
    body = joined([front(contents), *sections, graph(drawn[GRAPH])])
    made = call("report", f"{paper.title}: derivations", "dehsym", description, keywords, paper.name, body)
    return f"{_template()}\n#{made}\n"


def _sections(contents: Contents) -> Iterator[tuple[str, str, Callable[[], Code]]]:
    """The sections: the id and the title of each, and what is in it."""
    paper, needed = contents.paper, numbered_grants(contents)
    yield "paper", "The paper, equation by equation", lambda: equations(contents, needed)
    if needed:
        yield "grants", "What a reader must grant", lambda: grants(contents, needed)
    yield "findings", "Referee’s report", lambda: findings(contents)
    yield "numbers", "Printed numbers", lambda: numbers(contents)
    yield "words", "Said in words", lambda: words(contents)
    if paper.phases:
        yield "phases", "Branches and phases", lambda: phases(paper.phase_report, paper.catalogue)
    if paper.figures:
        yield "figures", "Figures", lambda: figures(contents)
