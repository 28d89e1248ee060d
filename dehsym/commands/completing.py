"""Completion in a shell: commands and options by click itself, ids and names from an index that is remembered.

The index is an answer like any other: it is given again without importing the paper or SymPy as long as nothing of that
has changed, and every command that opens the paper writes it along. What goes wrong in a shell's completion must not be
seen there: then nothing is offered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.workbench import Paper

DEFAULT_PAPER = "deh4"
QUESTION = "names"
"""The question to which the index is the answer."""
RESTING = ("results", "numbers", "orders", "words", "quantities", "figures", "symbols")
"""The kinds of names of what rests on something, or on which something rests."""

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_DEHSYM_COMPLETE"
_SAFE = re.compile(r"[\w.,+/-]+")

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def index_of(paper: Paper) -> Answer:
    """What can be completed of a paper: for each kind its names, each with what it is; nothing is derived for that."""
    from dehsym.answers import Answer

    definition = paper.definition
    numbers = {each.name: f"{each.id}, {each.where}" for each in definition.numbers.values()}
    index = {
        "results": {id: claim.where for id, claim in definition.claims.items()},
        "numbers": {**{each.id: each.name for each in definition.numbers.values()}, **numbers},
        "orders": dict.fromkeys(definition.orders, "order of magnitude"),
        "words": dict.fromkeys(definition.prose, "claim in words"),
        "quantities": dict.fromkeys(definition.quantities, "quantity"),
        "figures": {figure.name: "figure" for figure in definition.figures},
        "symbols": {entry.name: entry.meaning for entry in definition.catalogue.values()},
    }
    return Answer(json.dumps(index))


def names(*kinds: str) -> Complete:
    """What completes an id or a name of those kinds: results, numbers, orders, words, quantities, figures, symbols."""

    def complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        paper = context.params.get("paper_name") or DEFAULT_PAPER
        index = _index(str(paper))
        found = {name: told for kind in kinds for name, told in index.get(kind, {}).items()}
        return [
            CompletionItem(name, help=" ".join(told.split())[:60])
            for name, told in found.items()
            if name.startswith(begun) and _SAFE.fullmatch(name)
        ]

    return complete


def papers(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """What completes the name of a paper: those in `derivations`, and those that distributions announce."""
    from importlib.metadata import entry_points  # these three take as long as all of completion without them
    from importlib.util import find_spec
    from pkgutil import iter_modules

    from dehsym.paper_module import FOLDER, GROUP

    folder = find_spec(FOLDER)
    found = {point.name for point in entry_points(group=GROUP)}
    found |= {module.name for module in iter_modules(folder.submodule_search_locations)} if folder else set()
    return [CompletionItem(name) for name in sorted(found) if name.startswith(begun)]


def _index(paper_name: str) -> Mapping[str, Mapping[str, str]]:
    """The names of a paper by kind; of one that is not known, or does not load, none."""
    from dehsym.commands.answering import told  # which offers this completion itself
    from dehsym.paper_module import paper_file

    try:
        if paper_file(paper_name) is None:
            return {}
        return json.loads(told(QUESTION, paper_name, index_of).text)
    except Exception:  # a paper is a program and may fail in any way; a shell that completes is no place to tell how
        return {}


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands, ids and names in a shell.

    Put it into the shell's start-up file: eval "$(dehsym completion bash)" into ~/.bashrc, the same with zsh into
    ~/.zshrc, and for fish: dehsym completion fish > ~/.config/fish/completions/dehsym.fish
    """
    click.echo(_script(shell), nl=False)


def _script(shell: str) -> str:
    """Click's own script for that shell, without asking the shell for its version."""
    kind = get_completion_class(shell)
    assert kind is not None
    root = click.get_current_context().find_root().command
    complete = kind(root, {}, "dehsym", _VARIABLE)
    return complete.source_template % complete.source_vars()
