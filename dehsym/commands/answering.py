"""What all commands share: which paper, how it is asked, and how an answer is told.

What needs SymPy, which takes half a second to import, is imported inside the functions.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dehsym.commands.completing import DEFAULT_PAPER, QUESTION, index_of, papers

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.workbench import Paper

paper_option = click.option(
    "--paper", "paper_name", default=DEFAULT_PAPER, show_default=True, help="Which paper.", shell_complete=papers
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
no_cache_option = click.option("--no-cache", is_flag=True, help="Find every verdict afresh, and remember none.")


def open_paper(name: str, *, no_cache: bool = False) -> Paper:
    """The paper of that name, with the verdicts that are remembered, or without."""
    from dehsym.verdict_store import Forgetful
    from dehsym.workbench import load

    return load(name, store=Forgetful() if no_cache else None)


def told(
    question: str, paper_name: str, tell: Callable[[Paper], Answer], *, no_cache: bool = False, afresh: bool = False
) -> Answer:
    """What `tell` says of the paper; where that is remembered, the paper is not even imported.

    The names that a shell completes are remembered along.
    """
    from dehsym.answers import Answers
    from dehsym.paper_module import paper_file
    from dehsym.verdict_store import default_folder

    origin = paper_file(paper_name)
    answers = Answers(None if no_cache or origin is None else default_folder(), origin or Path())
    if not afresh and (known := answers.get(question)):
        return known
    paper = open_paper(paper_name, no_cache=no_cache)
    answer = tell(paper)
    answer = replace(answer, also={QUESTION: index_of(paper), **answer.also})
    answers.put(question, answer, (paper.definition.inventory, paper.definition.record))
    return answer


def say(answer: Answer, *, paint: bool = True) -> int:
    """Print an answer, and return its exit status; what is not JSON is for people, and has colours on a terminal.

    What is written in a language of its own, as LaTeX, is not to be painted.
    """
    context = click.get_current_context(silent=True)
    if not paint or (context and context.params.get("as_json")):
        _echo(answer.text)
    else:
        say_text(answer.text)
    return answer.status


def say_text(text: str) -> None:
    """Print a text for people; verdicts have colours where the terminal takes them."""
    from dehsym.render.painting import painted, takes_colours

    colours = takes_colours(sys.stdout)
    _echo(painted(text) if colours else text, colours=colours)


def _echo(text: str, *, colours: bool = False) -> None:
    """Print a text; where nobody reads it any longer, as behind `| head`, that is no failure."""
    try:
        click.echo(text, color=colours)
    except BrokenPipeError:
        nobody_reads()


def asked(question: str, *, as_json: bool = False) -> str:
    """A question with all on which the form of its answer depends."""
    return f"{question}{', as JSON' if as_json else ''}{'' if takes_unicode() else ', without Unicode'}"


def json_text(data: object) -> str:
    """A document as people read it."""
    return json.dumps(data, indent=1, ensure_ascii=False)


def print_json(data: object) -> None:
    """Print a document."""
    _echo(json_text(data))


def takes_unicode() -> bool:
    """Whether standard output does."""
    return "utf" in (sys.stdout.encoding or "").lower()


def nobody_reads() -> int:
    """The reader of standard output has gone: that is no failure, and there is nobody to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
