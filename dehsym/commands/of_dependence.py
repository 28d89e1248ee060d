"""Commands about what rests on what, and about changed worlds: `why`, `affects`, and `--set` and `--without`.

What needs SymPy, which takes half a second to import, is imported inside the commands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dehsym.commands.answering import (
    asked,
    json_option,
    json_text,
    no_cache_option,
    paper_option,
    say,
    takes_unicode,
    told,
)
from dehsym.commands.completing import RESTING, names

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.reliance import Affected, Why
    from dehsym.workbench import Paper

_Command = TypeVar("_Command", bound=Callable[..., Any])


def changed_world_options(command: _Command) -> _Command:
    """The options `--set NAME=VALUE` and `--without ID`, as often as one likes, as `sets` and `withouts`."""
    without = click.option("--without", "withouts", multiple=True, metavar="ID", help="Without this leap or premise.")
    set_ = click.option("--set", "sets", multiple=True, metavar="NAME=VALUE", help="With this value or premise.")
    return set_(without(command))


def say_difference(
    paper_name: str, sets: Sequence[str], withouts: Sequence[str], *, no_cache: bool, as_json: bool
) -> int:
    """Print what comes out differently in a changed world, and return the exit status: 1 if anything does."""
    question = asked(f"difference{changed_world_question(sets, withouts)}", as_json=as_json)

    def tell(paper: Paper) -> Answer:
        return tell_difference(paper, sets, withouts, as_json=as_json)

    return say(told(question, paper_name, tell, no_cache=no_cache))


def tell_difference(paper: Paper, sets: Sequence[str], withouts: Sequence[str], *, as_json: bool) -> Answer:
    """The whole paper run in a changed world, beside the paper as it is; the status is 1 if anything differs."""
    from dehsym.answers import Answer

    world = paper.changed(set=sets, without=withouts, jobs=os.cpu_count() or 1)
    return Answer(json_text(world.as_json()) if as_json else str(world), 1 if world.difference else 0)


def changed_world_question(sets: Sequence[str], withouts: Sequence[str]) -> str:
    """The part of a question that says in which world it is asked."""
    return "".join([*(f", with {text}" for text in sets), *(f", without {text}" for text in withouts)])


@click.command()
@click.argument("id", shell_complete=names(*RESTING))
@changed_world_options
@no_cache_option
@paper_option
@json_option
def why(
    id: str, sets: tuple[str, ...], withouts: tuple[str, ...], no_cache: bool, paper_name: str, as_json: bool
) -> int:
    """What a result rests on: premises, choices and leaps, inputs and constants of nature.

    ID is an id or a name of the inventory, of a claim in words or of a finding, a quantity, a place such as vapour.13,
    an input or a constant. With --set or --without it is asked in a changed world.

    The JSON has the keys id, standing, rests_on (rows of id, kind, prose, via, verdict), by_way_of, inputs, constants,
    nodes and edges.
    """
    question = asked(f"why {id}{changed_world_question(sets, withouts)}", as_json=as_json)

    def tell(paper: Paper) -> Answer:
        return _told(_world(paper, sets, withouts).why(id), as_json=as_json)

    return say(told(question, paper_name, tell, no_cache=no_cache))


@click.command()
@click.argument("id", shell_complete=names(*RESTING))
@changed_world_options
@no_cache_option
@paper_option
@json_option
def affects(
    id: str, sets: tuple[str, ...], withouts: tuple[str, ...], no_cache: bool, paper_name: str, as_json: bool
) -> int:
    """What falls if a result, a premise or an input falls: equations, numbers, claims in words, figures.

    ID is as in `dehsym why`. The JSON has the keys id, count, affected (equations, numbers, words, orders, figures,
    quantities), nodes and edges.
    """
    question = asked(f"affects {id}{changed_world_question(sets, withouts)}", as_json=as_json)

    def tell(paper: Paper) -> Answer:
        return _told(_world(paper, sets, withouts).affects(id), as_json=as_json)

    return say(told(question, paper_name, tell, no_cache=no_cache))


def _world(paper: Paper, sets: Sequence[str], withouts: Sequence[str]) -> Paper:
    return paper.changed(set=sets, without=withouts).paper if sets or withouts else paper


def _told(answer: Why | Affected, *, as_json: bool) -> Answer:
    from dehsym.answers import Answer

    return Answer(json_text(answer.as_json()) if as_json else answer.text(unicode=takes_unicode()))
