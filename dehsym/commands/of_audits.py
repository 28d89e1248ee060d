"""The command about printed numbers: what of them can be had from what is printed before.

What needs SymPy, which takes half a second to import, is imported inside the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
from dehsym.commands.completing import names
from dehsym.commands.of_dependence import changed_world_options, say_difference

if TYPE_CHECKING:
    from dehsym.answers import Answer
    from dehsym.workbench import Paper


@click.command()
@click.argument("ids", nargs=-1, shell_complete=names("numbers", "orders"))
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

    wanted = paper.audit(*names)
    status = 1 if differences({"audit": recorded_verdicts(paper.audit())}, paper.definition.record) else 0
    return Answer(
        json_text([row.as_json() for row in wanted]) if as_json else wanted.text(unicode=takes_unicode()), status
    )
