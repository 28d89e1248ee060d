"""Files that are written whole or not at all: aside, then moved into place, so that a killed run leaves the old."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dehsym.errors import PaperError


def replace_file(file: Path, text: str) -> Path:
    """Put `text` where `file` is, and return its path; raise `OSError` where it cannot be written.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     replace_file(Path(folder, "a.txt"), "new").read_text()
    'new'
    """
    handle, aside = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(aside, 0o644)
        os.replace(aside, file)
    except BaseException:
        os.unlink(aside)
        raise
    return file


def write_files(folder: str | os.PathLike[str], texts: Mapping[str, str]) -> list[Path]:
    """Every text under its name in `folder`, which is made where there is none; return the paths.

    Raises `PaperError` where the folder cannot be written.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        return [replace_file(target / name, text) for name, text in texts.items()]
    except OSError as error:
        raise PaperError(f"a folder that can be written is wanted, found {folder}: {error.strerror}") from error
