"""The page: one file that needs nothing else, neither the network nor a script, to be read."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from dehsym.display.judgements import MEANINGS, QUESTIONS
from dehsym.render.explorer.badges import audit_badge, kind_badge, kind_sign, severity_badge
from dehsym.render.explorer.contents import Contents, ExaminedPaper
from dehsym.render.explorer.equations import part_id, parts
from dehsym.render.explorer.findings_section import findings
from dehsym.render.explorer.markup import Html, joined, link, tag
from dehsym.render.explorer.numbers import numbers
from dehsym.render.explorer.phases_section import phases
from dehsym.render.explorer.words import words
from dehsym.render.graph_drawing import graph_svg, of_printed
from dehsym.result import Result
from dehsym.verdict import Kind, weakest

_PURPOSE = (
    "Each equation that the paper prints is derived here by computed steps; each step is checked by a second road, and "
    "each result is compared with the print. Open an equation to see its steps, a number to see its interval."
)
_FONT_MARK = "FONT-AS-BASE64"
_PACKAGE = "dehsym.render.explorer"


def explorer_html(report: ExaminedPaper) -> str:
    """A paper with all that was found of it as one page of HTML, for a browser that typesets MathML."""
    contents = Contents(report)
    paper = report.definition
    script = _packaged("script.js")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{paper.title}: derivations"),
        tag("style", Html(_style())),
    )
    body = tag(
        "body",
        link("main", "Skip to the paper", class_="skip"),
        _header(contents),
        tag("div", _outline(contents), tag("main", *_sections(contents), id="main"), class_="columns"),
        tag("script", Html(script)),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _policy(script: str) -> str:
    """Nothing is loaded from anywhere, and no other script runs than the one of the page."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _packaged(name: str) -> str:
    return files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    font = files(_PACKAGE).joinpath("fonts", "STIXTwoMath-subset.woff2").read_bytes()
    return _packaged("style.css").replace(_FONT_MARK, base64.b64encode(font).decode())


# --- Head and outline


def _header(contents: Contents) -> Html:
    paper = contents.paper
    return tag(
        "header",
        tag("h1", paper.title),
        tag("p", paper.citation, class_="aside"),
        tag("p", _PURPOSE),
        tag(
            "div",
            tag("label", "Search ", tag("input", type="search", id="search", placeholder="id, word or LaTeX")),
            tag("output", id="found", aria_live="polite"),
            tag("button", "Open all", type="button", id="unfold"),
            tag("button", "Light or dark", type="button", id="theme"),
            class_="tools needs-script",
            role="search",
        ),
        tag("p", "Nothing is found.", id="nothing", hidden=True),
    )


def _outline(contents: Contents) -> Html:
    """First the kinds of things, then the paper part by part."""
    tables = [tag("li", link(id, title)) for id, title in _titles(contents).items()]
    entries: list[Html] = []
    for part in contents.parts:
        own = [result for result in contents.run.results if result.claim.where == part]
        inner = tag("ol", *map(_entry, own)) if own else ""
        entries.append(tag("li", link(part_id(part), part), inner))
    listed = tag(
        "details", tag("summary", "Contents"), tag("ol", *tables), tag("ol", *entries), open=True, id="contents"
    )
    return tag("nav", listed, aria_label="Contents")


def _entry(result: Result) -> Html:
    """A printed equation, with the sign of the worse of the verdicts on this very line."""
    worse = weakest(*filter(None, (result.follows, result.matches)))
    return tag("li", link(result.id), " ", kind_sign(worse.kind) if not worse.holds else "")


def _titles(contents: Contents) -> dict[str, str]:
    """The sections of the page by their ids."""
    phases = {"phases": "Branches and phases"} if contents.paper.phases else {}
    figures = {"figures": "Figures"} if contents.paper.figures else {}
    return {
        "summary": "The verdicts",
        "paper": "The paper, equation by equation",
        "findings": "Referee’s report",
        "numbers": "Printed numbers",
        "words": "Said in words",
        **phases,
        **figures,
        "graph": "What rests on what",
    }


# --- Sections


def _sections(contents: Contents) -> Iterator[Html]:
    paper = contents.paper
    content: dict[str, Callable[[], Iterable[str]]] = {
        "summary": lambda: [_summary(contents)],
        "paper": lambda: [parts(contents)],
        "findings": lambda: [findings(contents)],
        "numbers": lambda: [_legend_of_numbers(), numbers(contents)],
        "words": lambda: [words(contents)],
        "phases": lambda: [phases(paper.phase_report, paper.catalogue)],
        "figures": lambda: _figures(contents),
        "graph": lambda: _graph(contents),
    }
    for id, title in _titles(contents).items():
        yield tag("section", tag("h2", title), *content[id](), id=id, class_="section")


def _summary(contents: Contents) -> Html:
    """How many results have each kind of verdict, for each of the three questions; and what the kinds mean."""
    heads = [_explained(tag("b", question), QUESTIONS[question], "col") for question in QUESTIONS]
    counts = [_counts(contents, question) for question in QUESTIONS]
    rows: list[Html] = []
    for kind in sorted(Kind, reverse=True):
        cells = [tag("td", str(each.get(kind, "")), class_="numeral") for each in counts]
        rows.append(tag("tr", _explained(kind_badge(kind), MEANINGS[kind.word], "row"), *cells))
    table = tag("table", tag("thead", tag("tr", tag("td"), *heads)), tag("tbody", *rows), class_="verdicts")
    unchecked = [tag("p", f"Not checked: {each}", class_="aside") for each in contents.run.unchecked]
    return joined([_wide(table, "Verdicts"), *_tallies(contents), *unchecked])


def _explained(name: Html, meaning: str, scope: str) -> Html:
    return tag("th", name, tag("span", meaning, class_="meaning"), scope=scope)


def _tallies(contents: Contents) -> Iterator[Html]:
    """How many findings there are of each severity, and printed numbers of each verdict."""
    severities = Counter(each.severity for each in contents.run.findings)
    found = joined((_counted(severities[each], severity_badge(each)) for each in severities), " ")
    yield tag("p", link("findings", f"{len(contents.run.findings)} findings"), ": ", found)
    verdicts = Counter(row.verdict for row in contents.run.audit)
    audited = joined((_counted(verdicts[each], audit_badge(each)) for each in verdicts), " ")
    yield tag("p", link("numbers", f"{len(contents.run.audit)} printed numbers"), ": ", audited)


def _counted(count: int, badge: Html) -> Html:
    return tag("span", f"{count} ", badge, class_="counted")


def _counts(contents: Contents, question: str) -> Mapping[Kind, int]:
    found = (getattr(result, question) for result in contents.run.results)
    return Counter(each.kind for each in found if each)


def _wide(content: Html, label: str) -> Html:
    return tag("div", content, class_="wide", tabindex="0", role="region", aria_label=label)


def _legend_of_numbers() -> Html:
    return tag(
        "p",
        "A printed number is the interval of the reals that round to it, the grey band. Below it, on the same scale: "
        "what the printed inputs give, with the range of all inputs that round to them, and the unrounded value.",
        class_="aside",
    )


def _figures(contents: Contents) -> Iterator[Html]:
    for figure in contents.paper.figures:
        svg = contents.run.drawings.get(figure.name)
        if svg:
            address = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
            image = tag("img", src=address, alt=figure.title)
            yield tag("figure", image, tag("figcaption", figure.title), id=figure.name)
    if contents.run.not_drawn:
        yield tag("p", contents.run.not_drawn, class_="aside")


def _graph(contents: Contents) -> Iterator[Html]:
    yield tag(
        "p",
        "Printed equations, premises and printed numbers; each rests on what it is joined to on its left. "
        "All are links to where they stand on this page.",
        class_="aside",
    )
    yield _wide(Html(graph_svg(of_printed(contents.graph), links=True)), "Graph")
