"""Commands about what rests on what, and about changed worlds: `why`, `affects`, and `--set` and `--without`.

What needs SymPy, which takes half a second to import, is imported inside the commands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dehsym.commands.answering import asked, json_option, json_text, no_cache_option, paper_option, say, told

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.dependence import DependenceGraph
    from dehsym.paper_definition import PaperDefinition
    from dehsym.verdict import Verdict
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
    from dehsym.changed_world import changed_world, compare
    from dehsym.render.changed_world_text import changed_world_text
    from dehsym.workbench import Paper

    definition, changes = changed_world(paper.definition, sets, withouts)
    jobs = os.cpu_count() or 1
    old = paper.run(progress=True, jobs=jobs)
    difference = compare(old, Paper(definition, paper.store).run(progress=True, jobs=jobs), changes)
    text = json_text(difference.as_json()) if as_json else changed_world_text(difference)
    return Answer(text, 1 if difference else 0)


def changed_world_question(sets: Sequence[str], withouts: Sequence[str]) -> str:
    """The part of a question that says in which world it is asked."""
    return "".join([*(f", with {text}" for text in sets), *(f", without {text}" for text in withouts)])


@click.command()
@click.argument("id")
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
        return _why(paper, _definition(paper, sets, withouts), id, as_json=as_json)

    return say(told(question, paper_name, tell, no_cache=no_cache))


@click.command()
@click.argument("id")
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
        return _affects(paper, _definition(paper, sets, withouts), id, as_json=as_json)

    return say(told(question, paper_name, tell, no_cache=no_cache))


def _definition(paper: Paper, sets: Sequence[str], withouts: Sequence[str]) -> PaperDefinition:
    if not sets and not withouts:
        return paper.definition
    from dehsym.changed_world import changed_world

    return changed_world(paper.definition, sets, withouts)[0]


def _roots(paper: Paper, graph: DependenceGraph, text: str) -> tuple[str, ...]:
    """The nodes that are meant: one; of a finding that is no line, those of its claims that rest on no others."""
    if text not in graph and "." in text:
        found = next((each for each in paper.run(progress=True).findings if each.id == text), None)
        if found is not None:
            about = {graph.named(claim).id for claim in found.claims}
            return tuple(id for id in about if about.isdisjoint(node.id for node in graph.ancestors(id)))
    return (graph.named(text).id,)


def _why(paper: Paper, definition: PaperDefinition, text: str, *, as_json: bool) -> Answer:
    from dehsym.answers import Answer
    from dehsym.dependence import NodeKind, dependence_graph, foundations, milestones
    from dehsym.render.dependence_text import why_text
    from dehsym.verdict import weakest

    graph = dependence_graph(definition)
    ids = _roots(paper, graph, text)
    reached = [*ids, *(node.id for node in graph.ancestors(*ids))]
    verdicts = _verdicts(paper, definition, reached)
    if not as_json:
        return Answer(why_text(graph, ids, verdicts))
    rows = [{**each.as_json(), "verdict": _word(verdicts.get(each.node.id))} for each in foundations(graph, *ids)]
    of_kind = {kind: [name for name in reached if graph.by_id[name].kind is kind] for kind in NodeKind}
    document = {
        "id": text,
        "standing": weakest(*verdicts.values()).as_json() if verdicts else None,
        "rests_on": rows,
        "by_way_of": milestones(graph, *ids),
        "inputs": of_kind[NodeKind.INPUT],
        "constants": of_kind[NodeKind.CONSTANT],
        **graph.part(reached).as_json(),
    }
    return Answer(json_text(document))


def _word(verdict: Verdict | None) -> str | None:
    return verdict.kind.word if verdict else None


def _verdicts(paper: Paper, definition: PaperDefinition, names: Sequence[str]) -> dict[str, Verdict]:
    """Whether each line among the nodes follows."""
    from dehsym.dependence import line_ids
    from dehsym.examination import Examiner

    lines = {name: step for name, step in line_ids(definition).items() if name in set(names)}
    examiner = Examiner(definition.catalogue, definition.claims, paper.store)
    return {name: examiner.follows(step) for name, step in lines.items()}


def _affects(paper: Paper, definition: PaperDefinition, text: str, *, as_json: bool) -> Answer:
    from dehsym.answers import Answer
    from dehsym.dependence import NodeKind, dependence_graph
    from dehsym.render.dependence_text import affects_text

    graph = dependence_graph(definition)
    ids = _roots(paper, graph, text)
    if not as_json:
        return Answer(affects_text(graph, ids))
    reached = graph.descendants(*ids)
    titles = {
        "equations": NodeKind.EQUATION,
        "numbers": NodeKind.NUMBER,
        "words": NodeKind.WORDS,
        "orders": NodeKind.ORDER,
        "figures": NodeKind.FIGURE,
        "quantities": NodeKind.QUANTITY,
    }
    groups = {title: [node.id for node in reached if node.kind is kind] for title, kind in titles.items()}
    document = {
        "id": text,
        "count": sum(len(found) for title, found in groups.items() if title != "quantities"),
        "affected": groups,
        **graph.part([*ids, *(node.id for node in reached)]).as_json(),
    }
    return Answer(json_text(document))
