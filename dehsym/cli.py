"""The command line. Exit status: 0 done and as recorded; 1 something differs; 2 bad usage or input, in one line.

SymPy takes half a second to import, so whatever needs it is imported inside the commands.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from dehsym.commands.answering import nobody_reads, takes_unicode
from dehsym.commands.completing import completion
from dehsym.commands.of_audits import audit
from dehsym.commands.of_claims import prove
from dehsym.commands.of_dependence import affects, why
from dehsym.commands.of_numbers import bench, eval_, sweep
from dehsym.commands.of_papers import findings, latex, list_, phases, plot, run, show
from dehsym.commands.of_pictures import graph
from dehsym.errors import DehsymError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dehsym")
def cli() -> None:
    """Derive, verify, compare and evaluate what a theoretical-physics paper prints.

    Exit status: 0 done and as recorded, 1 something differs from the record, 2 bad usage or input.
    """


for command in (
    run,
    list_,
    show,
    audit,
    findings,
    why,
    affects,
    phases,
    plot,
    graph,
    latex,
    eval_,
    sweep,
    prove,
    bench,
    completion,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and not takes_unicode():
        reconfigure(errors="replace")  # a terminal without Unicode gets ? and no traceback
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)  # numbers of more than 4,300 digits are this program's business
    sys.exit(_status(arguments))


def _status(arguments: Sequence[str] | None) -> int:
    """The exit status; whatever a user can cause is one line on standard error."""
    try:
        return cli.main(args=arguments, prog_name="dehsym", standalone_mode=False) or 0
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "dehsym"
        return _complain(f"{error.format_message()} (see {command} --help)")
    except (click.ClickException, DehsymError) as error:
        return _complain(str(error))
    except (KeyboardInterrupt, click.Abort):
        click.echo("dehsym: interrupted", err=True)
        return 130
    except BrokenPipeError:
        return nobody_reads()
    except OSError as error:
        return _complain(f"{error.filename or 'the file system'}: {error.strerror or error}")
    except RecursionError:
        return _complain("the expression is nested too deeply")


def _complain(message: str) -> int:
    click.echo(f"dehsym: {' '.join(message.split())}", err=True)
    return 2
