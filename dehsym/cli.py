"""The command line. Exit status: 0 done and as recorded; 1 something differs; 2 bad usage or input, in one line.

SymPy takes half a second to import, so whatever needs it is imported inside the commands.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypedDict

import click

from dehsym.errors import DehsymError

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.report import Report
    from dehsym.result import Result
    from dehsym.workbench import Paper

DEFAULT_PAPER = "deh4"
_LONGEST_LINE = 1 << 20

_paper = click.option("--paper", "paper_name", default=DEFAULT_PAPER, show_default=True, help="Which paper.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
_no_cache = click.option("--no-cache", is_flag=True, help="Find every verdict afresh, and remember none.")


class _Bounds(TypedDict):
    wall_seconds: float
    memory_bytes: int
    digits: int


def _open(name: str, *, no_cache: bool = False) -> Paper:
    from dehsym.verdict_store import Forgetful
    from dehsym.workbench import load

    return load(name, store=Forgetful() if no_cache else None)


def _told(
    question: str, paper_name: str, tell: Callable[[Paper], Answer], *, no_cache: bool = False, afresh: bool = False
) -> Answer:
    """What `tell` says of the paper; where that is remembered, the paper is not even imported."""
    from dehsym.answers import Answers
    from dehsym.paper_module import paper_file
    from dehsym.verdict_store import default_folder

    origin = paper_file(paper_name)
    answers = Answers(None if no_cache or origin is None else default_folder(), origin or Path())
    if not afresh and (known := answers.get(question)):
        return known
    paper = _open(paper_name, no_cache=no_cache)
    answer = tell(paper)
    answers.put(question, answer, (paper.definition.inventory, paper.definition.record))
    return answer


def _say(answer: Answer) -> int:
    click.echo(answer.text)
    return answer.status


def _asked(question: str, *, as_json: bool = False) -> str:
    """A question with all on which the form of its answer depends."""
    return f"{question}{', as JSON' if as_json else ''}{'' if _takes_unicode() else ', without Unicode'}"


def _json_text(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False)


def _print_json(data: object) -> None:
    click.echo(_json_text(data))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dehsym")
def cli() -> None:
    """Derive, verify, compare and evaluate what a theoretical-physics paper prints.

    Exit status: 0 done and as recorded, 1 something differs from the record, 2 bad usage or input.
    """


@cli.command()
@click.option("-o", "--output", type=click.Path(file_okay=False), help="Folder for the files [dehsym-out/PAPER].")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes [one a processor].")
@click.option("--record", is_flag=True, help="Record what is found beside the paper, instead of comparing with it.")
@_no_cache
@_paper
@_json
def run(output: str | None, jobs: int, record: bool, no_cache: bool, paper_name: str, as_json: bool) -> int:
    """Derive, verify and compare the whole paper; write the files; print a summary."""
    from dehsym.file_replacement import write_files

    began = time.perf_counter()
    question = _asked(f"run, {'with' if find_spec('matplotlib') else 'without'} figures")
    tell = partial(_whole_run, jobs=jobs, record=record)
    answer = _told(question, paper_name, tell, no_cache=no_cache, afresh=record)
    files = write_files(output or os.path.join("dehsym-out", paper_name), answer.files)
    document = json.loads(answer.text) | {
        "remembered": answer.remembered,
        "files": list(map(str, files)),
        "seconds": round(time.perf_counter() - began, 3),
    }
    if document["not_drawn"]:
        click.echo(f"dehsym: {document['not_drawn']}", err=True)
    if as_json:
        _print_json(document)
    else:
        from dehsym.render.summary import print_summary

        print_summary(document)
    return answer.status


def _whole_run(paper: Paper, *, jobs: int, record: bool) -> Answer:
    from dehsym.answers import Answer

    report = paper.run(progress=True, jobs=jobs)
    if record:
        from dehsym.record import recorded_form, write

        write(recorded_form(report.results, report.remarks, report.findings), paper.definition.record)
    document = {**report.as_json(), "seconds_to_derive": round(report.seconds, 3)}
    also = {question: answer for result in report.results for question, answer in _shown(result).items()}
    also |= _findings(report)
    return Answer(json.dumps(document), 1 if document["differences"] else 0, report.files(), also)


@cli.command("list")
@click.option(
    "--kind",
    type=click.Choice(["equations", "numbers", "quantities", "derivations", "symbols", "rules"]),
    default="equations",
    show_default=True,
)
@_paper
@_json
def list_(kind: str, paper_name: str, as_json: bool) -> int:
    """List what there is, one a line."""

    def tell(paper: Paper) -> Answer:
        from dehsym.answers import Answer
        from dehsym.listing import rows

        found = rows(paper, kind)
        lines = ("  ".join(str(value) for value in row.values() if value not in (None, "")) for row in found)
        return Answer(_json_text(found) if as_json else "\n".join(lines))

    return _say(_told(_asked(f"list {kind}", as_json=as_json), paper_name, tell))


@cli.command()
@click.argument("id")
@click.option("--depth", type=click.IntRange(min=0), help="Only steps at most so far from the result.")
@_no_cache
@_paper
@_json
def show(id: str, depth: int | None, no_cache: bool, paper_name: str, as_json: bool) -> int:
    """Show the derivation of one printed result, step by step."""
    question = _asked(f"show {id} {depth}", as_json=as_json)
    return _say(_told(question, paper_name, lambda paper: _shown(paper[id], depth)[question], no_cache=no_cache))


def _shown(result: Result, depth: int | None = None) -> dict[str, Answer]:
    from dehsym.answers import Answer
    from dehsym.render.derivation_text import derivation_text

    asked = f"show {result.id} {depth}"
    return {
        _asked(asked): Answer(derivation_text(result, depth, unicode=_takes_unicode())),
        _asked(asked, as_json=True): Answer(_json_text(result.as_json(depth))),
    }


@cli.command()
@_no_cache
@_paper
@_json
def findings(no_cache: bool, paper_name: str, as_json: bool) -> int:
    """What does not follow, and what follows only with a choice: each with its evidence."""
    question = _asked("findings", as_json=as_json)
    answer = _told(question, paper_name, lambda paper: _findings(paper.run(progress=True))[question], no_cache=no_cache)
    return _say(answer)


def _findings(report: Report) -> dict[str, Answer]:
    from dehsym.answers import Answer
    from dehsym.render.finding_text import finding_text

    status = 1 if report.differences else 0
    texts = "\n\n".join(finding_text(finding) for finding in report.findings)
    rows = [finding.as_json() for finding in report.findings]
    return {
        _asked("findings"): Answer(texts, status),
        _asked("findings", as_json=True): Answer(_json_text(rows), status),
    }


@cli.command()
@_paper
@_json
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
        text = phase_text(report, paper.catalogue, unicode=_takes_unicode())
        document = {"paper": paper.definition.name, **report.as_json()}
        return Answer(_json_text(document) if as_json else text, 0 if report.is_checked else 1)

    return _say(_told(_asked("phases", as_json=as_json), paper_name, tell))


@cli.command()
@click.argument("name")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="A file .svg, .png or .pdf [NAME.svg].")
@_paper
@_json
def plot(name: str, output: str | None, paper_name: str, as_json: bool) -> int:
    """Draw a figure, such as figure1, and write it as SVG, PNG or PDF. With --json also the numbers of its curves."""
    from dehsym.render.figure_drawing import kind_of

    file = output or f"{name}.svg"
    kind_of(file)  # a wrong ending is told before anything is derived
    figure = _open(paper_name).figure(name)
    figure.save(file)
    if as_json:
        _print_json({**figure.plot.as_json(), "files": [file]})
    else:
        click.echo(f"written: {file}")
    return 0


@cli.command()
@click.argument("ids", nargs=-1)
@click.option("--steps", is_flag=True, help="The whole derivation of each.")
@click.option("--document", "whole", is_flag=True, help="A document that compiles.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
@_paper
@_json
def latex(ids: tuple[str, ...], steps: bool, whole: bool, output: str | None, paper_name: str, as_json: bool) -> int:
    """Print the computed equations as LaTeX: those of the ids, or all of them."""

    def tell(paper: Paper) -> Answer:
        from dehsym.answers import Answer

        parts = _latex_parts(paper, ids, steps=steps, whole=whole)
        return Answer(_json_text(parts) if as_json else "\n".join(parts.values()))

    question = _asked(f"latex {' '.join(ids)}{', steps' * steps}{', document' * whole}", as_json=as_json)
    answer = _told(question, paper_name, tell)
    if not output:
        return _say(answer)
    with open(output, "w", encoding="utf-8") as stream:
        stream.write(answer.text + "\n")
    return 0


def _latex_parts(paper: Paper, ids: Sequence[str], *, steps: bool, whole: bool) -> dict[str, str]:
    """LaTeX by id; only what shows verdicts has anything examined."""
    from dehsym.render.latex import latex_equation

    if whole:
        return {"document": paper.run().document}
    if steps:
        return {name: paper[name].derivation_latex for name in ids or paper}
    definition = paper.definition
    return {name: latex_equation(definition.step(name).equation, paper.catalogue) for name in ids or paper}


@cli.command("eval", context_settings={"ignore_unknown_options": True})  # "-2^2" is an expression
@click.argument("expression")
@click.option("--digits", type=int, default=15, show_default=True, help="Significant digits.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="The value of a symbol, exact.")
@click.option("--backend", type=click.Choice(["arb", "mpmath"]), default="arb", show_default=True)
@_paper
@_json
def eval_(
    expression: str,
    digits: int,
    settings: tuple[str, ...],
    backend: Literal["arb", "mpmath"],
    paper_name: str,
    as_json: bool,
) -> int:
    """Evaluate a quantity by its name or id, an expression, or the right side of a derived equation by its id.

    A quantity, such as pressure-ratio or N14, is carried without rounding from the paper's inputs and given in the unit
    that the paper prints; --set changes an input, in SI units.

    With the backend arb every printed digit is correct; mpmath is not certified.
    """
    paper = _open(paper_name)
    value = paper.evaluate(expression, paper.settings(settings), digits=digits, backend=backend)
    if as_json:
        _print_json(value.as_json(expression))
    else:
        click.echo(str(value))
    return 0


@cli.command(context_settings={"ignore_unknown_options": True})  # "-x^2 <= 0" is a claim
@click.argument("claim", required=False)
@click.option("--where", default="", metavar="CONDITIONS", help="Conditions joined by commas: 'x > 0, n integer'.")
@click.option("--file", "file", type=click.File("rb"), help="Claims as JSON lines with claim, where, id; - for input.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes [one a processor].")
@click.option("--wall", type=float, default=10.0, show_default=True, help="Seconds for each claim.")
@click.option("--memory", type=click.IntRange(min=1), default=4096, show_default=True, help="MiB for each claim.")
@click.option("--digits", type=int, default=30, show_default=True, help="Digits that a certificate states.")
@_json
def prove(
    claim: str | None,
    where: str,
    file: BinaryIO | None,
    jobs: int,
    wall: float,
    memory: int,
    digits: int,
    as_json: bool,
) -> int:
    """Decide whether an equation, inequality or chain holds for all values that the conditions allow.

    CLAIM is typed, as in 'sqrt(x^2) = x', or LaTeX between dollar signs. A letter is a symbol, complex unless a
    condition says otherwise. Exit status: 0 if everything holds, 1 if something is refuted or undecided, 2 if something
    cannot be read. With --file the decisions come as JSON lines, in the order of the claims.
    """
    bounds: _Bounds = {"wall_seconds": wall, "memory_bytes": memory << 20, "digits": digits}
    if file is not None:
        if claim is not None or where:
            raise click.UsageError("a claim or a file is wanted, found both")
        return _prove_file(file, jobs, bounds)
    if claim is None:
        raise click.UsageError("a claim is wanted, or --file with many")
    from dehsym.proving import prove as prove_one

    decision = prove_one(claim, where, **bounds)
    if as_json:
        _print_json(decision.as_json())
    else:
        click.echo(str(decision))
    return 0 if decision.verdict.holds else 1


def _prove_file(file: BinaryIO, jobs: int, bounds: _Bounds) -> int:
    """Print a decision a line; the count of each verdict goes to standard error."""
    from dehsym.progress import progress_bar
    from dehsym.proving import prove_many, questions_in

    began, total, words = time.perf_counter(), None, Counter[str]()
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        start, total = file.tell(), sum(1 for line in _lines(file) if line.strip())
        file.seek(start)
    decisions = prove_many(questions_in(_lines(file)), workers=jobs, **bounds)
    with progress_bar(total, shown=True, label="proving") as advance, closing(decisions):
        for decision in decisions:
            try:
                click.echo(json.dumps(decision.as_json()))
            except BrokenPipeError:
                return _nobody_reads()
            words["not read" if decision.unread else decision.verdict.kind.word] += 1
            advance(decision.verdict.kind.word)
    if not words:
        raise click.UsageError(f"a claim a line is wanted, found none in {file.name}")
    counts = ", ".join(f"{words[word]} {word}" for word in sorted(words))
    click.echo(f"dehsym: {words.total()} claims: {counts}; {time.perf_counter() - began:.1f} s", err=True)
    return 2 if words["not read"] else 1 if words["refuted"] or words["undecided"] else 0


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines, none of them longer than fits."""
    return iter(lambda: file.readline(_LONGEST_LINE), b"")


def _takes_unicode() -> bool:
    return "utf" in (sys.stdout.encoding or "").lower()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and not _takes_unicode():
        reconfigure(errors="replace")  # a terminal without Unicode gets ? and no traceback
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)  # numbers of more than 4,300 digits are this program's business
    sys.exit(_status(arguments))


def _status(arguments: Sequence[str] | None) -> int:
    """The exit status; whatever a user can cause is one line on standard error."""
    try:
        return cli.main(args=arguments, standalone_mode=False) or 0
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "dehsym"
        return _complain(f"{error.format_message()} (see {command} --help)")
    except (click.ClickException, DehsymError) as error:
        return _complain(str(error))
    except (KeyboardInterrupt, click.Abort):
        click.echo("dehsym: interrupted", err=True)
        return 130
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:
        return _complain(f"{error.filename or 'the file system'}: {error.strerror or error}")
    except RecursionError:
        return _complain("the expression is nested too deeply")


def _nobody_reads() -> int:
    """The reader of standard output has gone: that is no failure, and there is nobody to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _complain(message: str) -> int:
    click.echo(f"dehsym: {' '.join(message.split())}", err=True)
    return 2
