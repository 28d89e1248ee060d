"""The short road of `dehsym eval`: a shipped quantity, without SymPy and without the command line's own library.

What it does not understand, or cannot answer, or would have to complain about, it leaves to `dehsym.cli`, which answers
the same. It is there because a number takes a millisecond, and importing what reads the options takes twenty.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import final

DEFAULT_PAPER = "deh4"


@final
class _Asked:
    """The command as it was typed."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.settings: list[str] = []
        self.digits = "15"
        self.paper = DEFAULT_PAPER
        self.as_json = False


def quick_answer(arguments: Sequence[str]) -> str | None:
    """What `dehsym` prints for these arguments, if they ask for a shipped quantity and all is well with them.

    >>> quick_answer(["eval", "pressure-ratio", "--digits", "20"])
    '1.2130613194252668472'
    >>> quick_answer(["eval", "1 + 1"]) is None, quick_answer(["list"]) is None
    (True, True)
    """
    asked = _read(arguments)
    if asked is None or not asked.digits.isdecimal() or len(asked.digits) > 8:
        return None
    from dehsym.errors import DehsymError  # not before it is known that a number is wanted
    from dehsym.numeric.shipped import shipped_value

    try:
        value = shipped_value(asked.paper, asked.names[0], asked.settings, digits=int(asked.digits), warn=False)
    except DehsymError:
        return None
    if value is None:
        return None
    if not asked.as_json:
        return str(value)
    import json  # a tenth of the time, and for this alone

    return json.dumps(value.as_json(asked.names[0]), indent=1, ensure_ascii=False)


def _read(arguments: Sequence[str]) -> _Asked | None:
    """The arguments of `eval NAME` with the options --digits, --set, --paper and --json; None of any others."""
    if not arguments or arguments[0] != "eval":
        return None
    asked, waiting = _Asked(), iter(arguments[1:])
    for argument in waiting:
        option, equals, value = argument.partition("=")
        if not argument.startswith("-"):
            asked.names.append(argument)
        elif argument == "--json":
            asked.as_json = True
        elif option not in ("--digits", "--set", "--paper"):
            return None
        else:
            given = value if equals else next(waiting, "")
            if option == "--set":
                asked.settings.append(given)
            elif option == "--digits":
                asked.digits = given
            else:
                asked.paper = given
    return asked if len(asked.names) == 1 else None


def say(text: str) -> None:
    """Print a line; raise `OSError` where it does not arrive."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
