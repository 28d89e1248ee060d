"""Commands about a paper: what is derived, shown, found, and drawn.

What needs SymPy, which takes half a second to import, is imported inside the commands.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from dehsym.commands.answering import (
    asked,
    json_option,
    json_text,
    no_cache_option,
    open_paper,
    paper_option,
    print_json,
    say,
    say_text,
    takes_unicode,
    told,
)
from dehsym.commands.completing import names

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.report import Report
    from dehsym.result import Result
    from dehsym.workbench import Paper


@click.command()
@click.option("-o", "--output", type=click.Path(file_okay=False), help="Folder for the files [dehsym-out/PAPER].")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes [one a processor].")
@click.option("--record", is_flag=True, help="Record what is found beside the paper, instead of comparing with it.")
@no_cache_option
@paper_option
@json_option
def run(output: str | None, jobs: int, record: bool, no_cache: bool, paper_name: str, as_json: bool) -> int:
    """Derive, verify and compare the whole paper; write the files; print a summary."""
    from dehsym.file_replacement import writable, write_files

    began = time.perf_counter()
    folder = writable(output or os.path.join("dehsym-out", paper_name))
    able = [name for name in ("matplotlib", "typst") if find_spec(name)]
    question = asked(f"run, with {' and '.join(able) or 'neither figures nor report'}")
    tell = partial(_whole_run, jobs=jobs, record=record)
    answer = told(question, paper_name, tell, no_cache=no_cache, afresh=record)
    files = write_files(folder, answer.files)
    document = json.loads(answer.text) | {
        "remembered": answer.remembered,
        "files": list(map(str, files)),
        "seconds": round(time.perf_counter() - began, 3),
    }
    for line in document["not_written"]:
        click.echo(f"dehsym: {line}", err=True)
    if as_json:
        print_json(document)
    else:
        from dehsym.render.summary import summary_text

        say_text(summary_text(document))
    return answer.status


def _whole_run(paper: Paper, *, jobs: int, record: bool) -> Answer:
    from dehsym.answers import Answer

    report = paper.run(progress=True, jobs=jobs)
    if record:
        from dehsym.record import write

        write(report.recorded_form, paper.definition.record)
    document = {**report.as_json(), "seconds_to_derive": round(report.seconds, 3)}
    also = {question: answer for result in report.results for question, answer in _shown(result).items()}
    also |= _findings(report)
    return Answer(json.dumps(document), 1 if document["differences"] else 0, report.files(), also)


@click.command("list")
@click.option(
    "--kind",
    type=click.Choice(["equations", "numbers", "quantities", "derivations", "symbols", "rules"]),
    default="equations",
    show_default=True,
)
@paper_option
@json_option
def list_(kind: str, paper_name: str, as_json: bool) -> int:
    """List what there is, one after another."""

    def tell(paper: Paper) -> Answer:
        from dehsym.answers import Answer
        from dehsym.listing import rows, rows_text

        found = rows(paper, kind)
        return Answer(json_text(found) if as_json else rows_text(found, kind))

    return say(told(asked(f"list {kind}", as_json=as_json), paper_name, tell))


@click.command()
@click.argument("id", shell_complete=names("results"))
@click.option("--depth", type=click.IntRange(min=0), help="Only steps at most so far from the result.")
@click.option("--flat", is_flag=True, help="Each equation on one line.")
@no_cache_option
@paper_option
@json_option
def show(id: str, depth: int | None, flat: bool, no_cache: bool, paper_name: str, as_json: bool) -> int:
    """Show the derivation of one printed result, step by step.

    Equations stand as on paper, with fractions over a rule; with --flat each is on one line.
    """
    question = asked(f"show {id} {depth}{', flat' * flat}", as_json=as_json)

    def tell(paper: Paper) -> Answer:
        return _shown(paper[id], depth, flat=flat)[question]

    return say(told(question, paper_name, tell, no_cache=no_cache))


def _shown(result: Result, depth: int | None = None, *, flat: bool = False) -> dict[str, Answer]:
    from dehsym.answers import Answer
    from dehsym.render.derivation_text import derivation_text

    question = f"show {result.id} {depth}{', flat' * flat}"
    style = ("flat" if flat else "stacked") if takes_unicode() else "typed"
    return {
        asked(question): Answer(derivation_text(result, depth, style=style)),
        asked(question, as_json=True): Answer(json_text(result.as_json(depth))),
    }


@click.command()
@no_cache_option
@paper_option
@json_option
def findings(no_cache: bool, paper_name: str, as_json: bool) -> int:
    """What does not follow, and what follows only with a choice: each with its evidence."""
    question = asked("findings", as_json=as_json)
    answer = told(question, paper_name, lambda paper: _findings(paper.run(progress=True))[question], no_cache=no_cache)
    return say(answer)


def _findings(report: Report) -> dict[str, Answer]:
    from dehsym.answers import Answer
    from dehsym.render.finding_text import findings_text

    status = 1 if report.differences else 0
    texts = findings_text(report.findings, report.definition.catalogue, unicode=takes_unicode())
    rows = [finding.as_json() for finding in report.findings]
    return {
        asked("findings"): Answer(texts, status),
        asked("findings", as_json=True): Answer(json_text(rows), status),
    }


@click.command()
@paper_option
@json_option
def phases(paper_name: str, as_json: bool) -> int:
    """Every consistent assignment of branch and phases, and the paper's own choices tested.

    The JSON has the keys paper; problems, each with conditions, bases, assignments, verdict, choices, together; and
    clashes: the choices that contradict each other. `dehsym.phases` tells them in full.

    Exit status: 0 if everything found is confirmed by another road, 1 if not.
    """

    def tell(paper: Paper) -> Answer:
        from dehsym.answers import Answer
        from dehsym.render.phase_text import phase_text

        report = paper.phases
        text = phase_text(report, paper.catalogue, unicode=takes_unicode())
        document = {"paper": paper.definition.name, **report.as_json()}
        return Answer(json_text(document) if as_json else text, 0 if report.is_checked else 1)

    return say(told(asked("phases", as_json=as_json), paper_name, tell))


@click.command()
@click.argument("name", shell_complete=names("figures"))
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="A file .svg, .png or .pdf [NAME.svg].")
@paper_option
@json_option
def plot(name: str, output: str | None, paper_name: str, as_json: bool) -> int:
    """Draw a figure, such as figure1, and write it as SVG, PNG or PDF. With --json also the numbers of its curves."""
    from dehsym.render.figure_drawing import kind_of

    file = output or f"{name}.svg"
    kind_of(file)  # a wrong ending is told before anything is derived
    figure = open_paper(paper_name).figure(name)
    figure.save(file)
    if as_json:
        print_json({**figure.plot.as_json(), "files": [file]})
    else:
        click.echo(f"written: {file}")
    return 0


@click.command()
@click.argument("ids", nargs=-1, shell_complete=names("results"))
@click.option("--steps", is_flag=True, help="The whole derivation of each.")
@click.option("--document", "whole", is_flag=True, help="A document that compiles.")
@click.option("--compare", is_flag=True, help="Beside the paper's own print, the least alike last.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
@paper_option
@json_option
def latex(
    ids: tuple[str, ...], steps: bool, whole: bool, compare: bool, output: str | None, paper_name: str, as_json: bool
) -> int:
    """Print the computed equations as LaTeX: those of the ids, or all of them."""

    def tell(paper: Paper) -> Answer:
        from dehsym.answers import Answer

        if compare:
            return _beside_print(paper, ids, as_json=as_json)
        parts = _latex_parts(paper, ids, steps=steps, whole=whole)
        return Answer(json_text(parts) if as_json else "\n".join(parts.values()))

    question = asked(
        f"latex {' '.join(ids)}{', steps' * steps}{', document' * whole}{', beside' * compare}", as_json=as_json
    )
    answer = told(question, paper_name, tell)
    if not output:
        return say(answer, paint=compare)
    with open(output, "w", encoding="utf-8") as stream:
        stream.write(answer.text + "\n")
    return 0


def _beside_print(paper: Paper, ids: Sequence[str], *, as_json: bool) -> Answer:
    from dehsym.answers import Answer
    from dehsym.render.closeness_text import comparison_text, comparisons, summary

    rows = comparisons(paper.definition, ids or tuple(paper))
    if as_json:
        return Answer(json_text({**summary(rows), "rows": [row.as_json() for row in rows]}))
    return Answer(comparison_text(rows))


def _latex_parts(paper: Paper, ids: Sequence[str], *, steps: bool, whole: bool) -> dict[str, str]:
    """LaTeX by id; only what shows verdicts has anything examined."""
    from dehsym.render.latex import latex_equation

    if whole:
        return {"document": paper.run().document}
    if steps:
        return {name: paper[name].derivation_latex for name in ids or paper}
    definition = paper.definition
    return {name: latex_equation(definition.step(name).equation, paper.catalogue) for name in ids or paper}
