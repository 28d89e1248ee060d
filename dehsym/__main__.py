"""The command `dehsym`, which `python -m dehsym` is too: the short road first, then the whole command line."""

from __future__ import annotations

import gc
import os
import sys

from dehsym.quick_eval import quick_answer, say


def main() -> None:
    """Run the command line and exit with its status."""
    gc.disable()  # what the short road imports stays; looking for garbage in it takes a tenth of the time
    answer = quick_answer(sys.argv[1:])
    gc.enable()
    if answer is None:
        from dehsym.cli import main as whole_command_line  # takes as long to import as the short road in all

        whole_command_line()
        return
    try:
        say(answer)
    except BrokenPipeError:  # the reader of standard output has gone: that is no failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    gc.freeze()  # nor is there any to be found at the end


if __name__ == "__main__":
    main()
