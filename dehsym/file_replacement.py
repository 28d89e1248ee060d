"""Files that are written whole or not at all: aside, then moved into place, so that a killed run leaves the old."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dehsym.errors import PaperError


def replace_file(file: Path, content: str | bytes) -> Path:
    """Put a text, or bytes, where `file` is, and return its path; raise `OSError` where it cannot be written.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     replace_file(Path(folder, "a.txt"), "new").read_text()
    'new'
    """
    handle, aside = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
        os.chmod(aside, 0o644)
        os.replace(aside, file)
    except BaseException:
        os.unlink(aside)
        raise
    return file


def writable(folder: str | os.PathLike[str]) -> Path:
    """Make the folder where there is none, and make sure that files can be put there, before any work is done.

    Raises `PaperError` where that cannot be.

    >>> writable(tempfile.gettempdir()).is_dir()
    True
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=target):
            return target
    except OSError as error:
        raise PaperError(f"a folder that can be written is wanted, found {folder}: {error.strerror}") from error


def write_files(folder: str | os.PathLike[str], contents: Mapping[str, str | bytes]) -> list[Path]:
    """Every text, and all bytes, under their names in `folder`, which is made where there is none; return the paths.

    Raises `PaperError` where the folder cannot be written.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        return [replace_file(target / name, content) for name, content in contents.items()]
    except OSError as error:
        raise PaperError(f"a folder that can be written is wanted, found {folder}: {error.strerror}") from error
