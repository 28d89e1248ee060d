"""The command about printed numbers: what of them can be had from what is printed before.

What needs SymPy, which takes half a second to import, is imported inside the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dehsym.commands.answering import asked, json_option, json_text, no_cache_option, paper_option, say, told
from dehsym.commands.of_dependence import changed_world_options, say_difference

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.workbench import Paper


@click.command()
@click.argument("ids", nargs=-1)
@changed_world_options
@no_cache_option
@paper_option
@json_option
def audit(
    ids: tuple[str, ...],
    sets: tuple[str, ...],
    withouts: tuple[str, ...],
    no_cache: bool,
    paper_name: str,
    as_json: bool,
) -> int:
    """Every printed number against what the numbers printed before it give, with their rounding.

    With IDS, ids or names of the inventory, every route to those numbers in full.

    The JSON is a list of rows with the keys id, name, where, printed, unit, verdict (reproduced, reachable,
    not-reachable, undecided, order-only), from_printed_inputs (value, low, high), unrounded, unrounded_rounds_to,
    explanation, reason, route (the one that speaks for the number), and routes.

    With --set or --without the whole paper is run in a changed world, and printed is what comes out differently. The
    JSON is then an object with the keys changes, equations, numbers, words, figures, findings, fallen and totals.

    Exit status: 0 if the verdicts are those that are recorded, 1 if not, or if anything comes out differently.
    """
    if sets or withouts:
        if ids:
            raise click.UsageError("either ids or a changed world is wanted, found both")
        return say_difference(paper_name, sets, withouts, no_cache=no_cache, as_json=as_json)
    question = asked(" ".join(["audit", *ids]), as_json=as_json)
    answer = told(question, paper_name, lambda paper: _audited(paper, ids, as_json=as_json), no_cache=no_cache)
    return say(answer)


def _audited(paper: Paper, names: Sequence[str], *, as_json: bool) -> Answer:
    from dehsym.answers import Answer
    from dehsym.audit.rounding.audit import recorded_verdicts
    from dehsym.record import differences
    from dehsym.render.audit_text import audit_text, routes_text

    ids = [_id(paper, name) for name in names]
    rows = paper.audit()
    status = 1 if differences({"audit": recorded_verdicts(rows)}, paper.definition.record) else 0
    by_id = {row.id: row for row in rows}
    wanted = [by_id[id] for id in dict.fromkeys(ids)] if ids else rows
    if as_json:
        return Answer(json_text([row.as_json() for row in wanted]), status)
    return Answer(routes_text(wanted) if ids else audit_text(wanted), status)


def _id(paper: Paper, name: str) -> str:
    """The id of a printed number or order of magnitude by its id or name."""
    from dehsym.errors import PaperError
    from dehsym.nearest import hint

    definition = paper.definition
    number = definition.number(name)
    if number or name in definition.orders:
        return number.id if number else name
    known = [*definition.orders, *(text for each in definition.numbers.values() for text in (each.id, each.name))]
    raise PaperError(f"a printed number of {definition.name} is wanted, found {name!r}{hint(name, known)}")
