"""Where in the author's file a line of a derivation was written."""

from __future__ import annotations

import linecache
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Source:
    """One line of an author's file: its path, its number from 1, its text without indentation."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{Path(self.file).name}:{self.line}"


def failing_line(error: BaseException, folder: Path) -> Source | None:
    """The innermost line in a file of `folder` at which the error was on its way, if there is one."""
    trace, found = error.__traceback__, None
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if Path(file).is_relative_to(folder):
            found = Source(file, trace.tb_lineno, linecache.getline(file, trace.tb_lineno).strip())
        trace = trace.tb_next
    return found


def author_line(depth: int = 2) -> Source:
    """Return the line `depth` frames up the stack: 1 is the caller, 2 the caller's caller."""
    frame = sys._getframe(depth)  # pyright: ignore[reportPrivateUsage]  (the documented way to a caller's line)
    file, line = frame.f_code.co_filename, frame.f_lineno
    return Source(file, line, linecache.getline(file, line).strip())
