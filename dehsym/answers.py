"""Answers of whole commands, remembered together with hashes of everything that they were computed from.

An answer is plain text and files, so that giving it again imports nothing of the mathematics. It is kept as JSON, where
the bytes of a file that is no text stand as base64. It is given again only if
the engine, Python, and every source file of the paper are what they were: each is read and hashed each time. What other
libraries a paper imports is not looked at.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

from dehsym.engine import engine
from dehsym.file_replacement import replace_file

_BASE64 = "base64"


@final
@dataclass(frozen=True)
class Answer:
    """What a command says, its exit status, the files that it writes by name, and answers found `also` by question."""

    text: str
    status: int = 0
    files: Mapping[str, str | bytes] = field(default_factory=dict[str, "str | bytes"])
    also: Mapping[str, Answer] = field(default_factory=dict[str, "Answer"])
    remembered: bool = False


@final
@dataclass(frozen=True)
class Answers:
    """The remembered answers about one paper, whose module is in `origin`; the last answer to each question is kept.

    Without a folder nothing is remembered. A file that is damaged, or cannot be written, is as good as absent.

    >>> Answers(None, Path("paper.py")).get("show 1") is None
    True
    """

    folder: Path | None
    origin: Path

    def get(self, question: str) -> Answer | None:
        """The answer to that question, if all that it was computed from is as it was."""
        if self.folder is None:
            return None
        try:
            kept = json.loads(self._file(question).read_text(encoding="utf-8"))
            if kept["engine"] != _engine() or _hashes(map(Path, kept["sources"])) != kept["sources"]:
                return None
            files = {str(name): _unpacked(packed) for name, packed in kept["files"].items()}
            return Answer(str(kept["text"]), int(kept["status"]), files, remembered=True)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, question: str, answer: Answer, read: Iterable[Path]) -> None:
        """Remember an answer that was computed from the loaded modules of the paper and the files `read`."""
        if self.folder is None:
            return
        try:
            made_from = {"engine": _engine(), "sources": _hashes([*_loaded(self.origin), *read])}
            self._folder(self.folder).mkdir(parents=True, exist_ok=True)
            for asked, said in {**answer.also, question: answer}.items():
                kept = {"text": said.text, "status": said.status, "files": _packed(said.files)}
                replace_file(self._file(asked), json.dumps({"question": asked, **made_from, **kept}))
        except OSError:
            return

    @staticmethod
    def _folder(folder: Path) -> Path:
        return folder / "answers"

    def _file(self, question: str) -> Path:
        assert self.folder is not None
        name = _hash(f"{self.origin}\n{question}".encode())
        return self._folder(self.folder) / f"{name}.json"


def _packed(files: Mapping[str, str | bytes]) -> dict[str, str | dict[str, str]]:
    """Files as JSON: a text as it is, bytes as an object."""
    return {
        name: content if isinstance(content, str) else {_BASE64: base64.b64encode(content).decode()}
        for name, content in files.items()
    }


def _unpacked(packed: str | Mapping[str, str]) -> str | bytes:
    """The inverse; raise `KeyError`, `TypeError` or `ValueError` for anything else."""
    return packed if isinstance(packed, str) else base64.b64decode(packed[_BASE64], validate=True)


def _engine() -> str:
    return f"{engine()} Python {sys.version}"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _hashes(files: Iterable[Path]) -> dict[str, str]:
    """The hash of each file by its path; that of a file that is not there is empty."""
    return {str(file): _hash(file.read_bytes()) if file.exists() else "" for file in files}


def _loaded(origin: Path) -> Iterator[Path]:
    """The files of the loaded modules which are the paper's own: neither Python's, nor of installed libraries.

    A paper that is itself installed as a library has its own folder there.
    """
    paths = sysconfig.get_paths()
    others = [Path(paths[key]) for key in ("stdlib", "platstdlib", "purelib", "platlib")]
    others.append(Path(__file__).parent)  # hashed as the engine
    for module in list(sys.modules.values()):
        named = getattr(module, "__file__", None)
        if not named or not os.path.isfile(named):
            continue
        file = Path(named)
        if file.is_relative_to(origin.parent) or not any(file.is_relative_to(other) for other in others):
            yield file
