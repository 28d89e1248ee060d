"""Commands about numbers: one, a table of them, and how soon they are had.

What needs SymPy, which takes half a second to import, is imported inside the commands.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from dehsym.commands.answering import DEFAULT_PAPER, json_option, open_paper, paper_option, print_json
from dehsym.commands.completing import names

_TIMED = ("pressure-ratio", "A.2")
"""The quantity and the result of the default paper with which `bench` times commands."""


@click.command("eval", context_settings={"ignore_unknown_options": True})  # "-2^2" is an expression
@click.argument("expression", shell_complete=names("quantities", "numbers", "results"))
@click.option("--digits", type=int, default=15, show_default=True, help="Significant digits.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="The value of a symbol, exact.")
@click.option("--backend", type=click.Choice(["arb", "mpmath", "gmpy2"]), default="arb", show_default=True)
@click.option("--force", is_flag=True, help="More than 10^6 digits.")
@paper_option
@json_option
def eval_(
    expression: str,
    digits: int,
    settings: tuple[str, ...],
    backend: Literal["arb", "mpmath", "gmpy2"],
    force: bool,
    paper_name: str,
    as_json: bool,
) -> int:
    """Evaluate a quantity by its name or id, an expression, or the right side of a derived equation by its id.

    A quantity, such as pressure-ratio or N14, is carried without rounding from the paper's inputs and given in the unit
    that the paper prints; --set changes an input, in SI units.

    With the backend arb every printed digit is correct; mpmath and gmpy2 (optional, and fast) are not certified.
    """
    from dehsym.numeric.shipped import shipped_value

    value = shipped_value(paper_name, expression, settings, digits=digits, force=force) if backend == "arb" else None
    if value is None:
        paper = open_paper(paper_name)
        given = paper.settings(settings)
        value = paper.evaluate(expression, given, digits=digits, backend=backend, force=force)
    if as_json:
        print_json(value.as_json(expression))
    else:
        click.echo(str(value))
    return 0


@click.command(context_settings={"ignore_unknown_options": True})  # "-2^2" is an expression
@click.argument("expression", shell_complete=names("quantities", "numbers", "results"))
@click.option("--over", required=True, multiple=True, metavar="NAME=START:STOP:COUNT", help="An axis; see below.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="A file .csv or .parquet.")
@click.option("--digits", type=int, default=15, show_default=True, help="Significant digits.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="The value of a symbol, exact.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes [one a processor].")
@click.option("--overwrite", is_flag=True, help="Replace the file, when all is computed.")
@paper_option
@json_option
def sweep(
    expression: str,
    over: tuple[str, ...],
    output: str,
    digits: int,
    settings: tuple[str, ...],
    workers: int | None,
    overwrite: bool,
    paper_name: str,
    as_json: bool,
) -> int:
    """Evaluate a quantity or an expression over a grid, every digit certified, into a table.

    An axis is T=1:3:201 (equally spaced, both ends), z=1e-6:1:50:log (one ratio between neighbours) or T=1,2.7255,4;
    with several, the last turns fastest. Numbers are exact and in SI units; a row says where it was computed. A run
    that was interrupted, even killed, goes on where it was when the same command is given again.
    """
    from dehsym.sweeps.table_file import check_target

    check_target(Path(output), overwrite=overwrite)  # before anything is computed
    paper = open_paper(paper_name)
    asked = paper.sweep(expression, over, paper.settings(settings), digits=digits)
    file = asked.save(output, workers=workers, progress=True, overwrite=overwrite)
    if as_json:
        print_json({"rows": len(asked), "columns": asked.columns, "digits": digits, "files": [str(file)]})
    else:
        click.echo(f"{len(asked)} rows of {', '.join(asked.columns[:-1])} written: {file}")
    return 0


@click.command()
@click.option("--peers", "families", default="", metavar="NAMES", help="Among sympy,mpmath,gmpy2,arb,pari [all].")
@click.option("--digits", default="15,50,1000,10000", show_default=True, metavar="NUMBERS", help="Joined by commas.")
@click.option("--rounds", type=int, default=5, show_default=True, help="Interleaved rounds.")
@click.option("--limit", type=float, default=40.0, show_default=True, help="Seconds that a peer may take for a case.")
@click.option("--commands/--no-commands", default=True, help="Also how soon commands answer.")
@click.option("--growth", is_flag=True, help="Also the cost as work grows: some minutes.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="With --growth, a drawing .svg, .png or .pdf.")
@json_option
def bench(
    families: str,
    digits: str,
    rounds: int,
    limit: float,
    commands: bool,
    growth: bool,
    output: str | None,
    as_json: bool,
) -> int:
    """Ourselves beside the peers that are installed, in one run: first whether each is right, then its time.

    Exit status: 1 where ours is slower than its floors, or wrong.
    """
    from dehsym.bench.document import Asked, answer, status

    asked = Asked(families, digits, rounds, limit, (DEFAULT_PAPER, *_TIMED) if commands else (), growth, output)
    document = answer(asked)
    if as_json:
        print_json(document)
    else:
        from dehsym.bench.tables import print_benchmark

        print_benchmark(document)
    return status(document)
