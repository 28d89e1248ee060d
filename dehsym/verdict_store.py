"""Verdicts remembered between runs, one small file each, by the fingerprint of what they depend on.

A killed run loses nothing and leaves no half-written file: each verdict is written aside and moved into place. A store
that cannot be written is used for reading only, and says so; a file that cannot be read is as good as absent.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Protocol, final

from dehsym.file_replacement import replace_file
from dehsym.verdict import Verdict


class Store(Protocol):
    """Where verdicts are kept."""

    def get(self, key: str) -> Verdict | None:
        """The verdict under that fingerprint, if there is one."""
        ...

    def put(self, key: str, verdict: Verdict) -> None:
        """Keep a verdict."""
        ...


@final
class Forgetful:
    """A store that keeps nothing: every verdict is found afresh."""

    def get(self, key: str) -> Verdict | None:
        """Nothing."""
        return None

    def put(self, key: str, verdict: Verdict) -> None:
        """Forget it."""


@final
class FolderStore:
    """Verdicts in a folder, `ab/abcdef….json`.

    `writable` turns false at the first failure to write, which is told in one line on standard error.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.writable = True

    def get(self, key: str) -> Verdict | None:
        """The verdict under that fingerprint; `None` for one that is absent or damaged."""
        try:
            return Verdict.from_json(json.loads(self._file(key).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, key: str, verdict: Verdict) -> None:
        """Write the verdict aside and move it into place."""
        if not self.writable:
            return
        file = self._file(key)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, json.dumps(verdict.as_json()))
        except OSError as error:
            self._only_read(error.strerror or str(error))

    def _only_read(self, reason: str) -> None:
        self.writable = False
        print(f"dehsym: verdicts are not remembered: {self._folder} cannot be written ({reason})", file=sys.stderr)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def default_folder() -> Path:
    """Where a user's verdicts are kept: `$DEHSYM_CACHE`, or `dehsym` in the user's cache folder."""
    if named := os.environ.get("DEHSYM_CACHE"):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "dehsym"
