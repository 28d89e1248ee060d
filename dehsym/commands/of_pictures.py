"""The command that draws what rests on what.

What needs SymPy, which takes half a second to import, is imported inside the command.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dehsym.commands.answering import asked, json_option, no_cache_option, paper_option, print_json, told
from dehsym.commands.completing import RESTING, names

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.workbench import Paper

_FILE = "graph.svg"


@click.command()
@click.argument("id", required=False, shell_complete=names(*RESTING))
@click.option("-o", "--output", type=click.Path(dir_okay=False), help=f"A file that ends in .svg [{_FILE}].")
@no_cache_option
@paper_option
@json_option
def graph(id: str | None, output: str | None, no_cache: bool, paper_name: str, as_json: bool) -> int:
    """Draw what rests on what: printed equations, premises and printed numbers.

    With ID, an id or a name as in `dehsym why`, only what that rests on and what rests on it. The JSON has the keys
    nodes and edges of the drawing, and files.
    """
    from dehsym.errors import PaperError
    from dehsym.file_replacement import replace_file

    file = output or _FILE
    if not file.casefold().endswith(".svg"):
        raise PaperError(f"a file that ends in .svg is wanted, found {file}")
    question = asked(" ".join(filter(None, ["graph", id])), as_json=as_json)
    answer = told(question, paper_name, lambda paper: _drawn(paper, id), no_cache=no_cache)
    try:
        replace_file(Path(file), answer.files[_FILE])
    except OSError as error:
        raise PaperError(f"a file that can be written is wanted, found {file}: {error.strerror}") from error
    if as_json:
        print_json({**json.loads(answer.text), "files": [file]})
    else:
        click.echo(f"written: {file}")
    return 0


def _drawn(paper: Paper, id: str | None) -> Answer:
    from dehsym.answers import Answer

    picture = paper.graph(id)
    return Answer(json.dumps(picture.as_json()), files={_FILE: picture.svg})
