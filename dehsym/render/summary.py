"""The summary of a run in 80 columns, from the document of the run; nothing of the mathematics is imported."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dehsym.render.paragraph import WIDTH, wrapped
from dehsym.verdict import Kind

_MOST = 20
_TOLD, _OTHERS = "breaks", ("unsupported", "slip")
_INDENT = "  "


def summary_text(document: Mapping[str, Any]) -> str:
    """The verdicts, the findings, what is accounted for and how, the differences from the record, and the files.

    `document` is what `dehsym run --json` prints.
    """
    sections = (_verdicts, _findings, _coverage, _remarks, _differences, _files)
    return "\n\n".join(text for text in ("\n".join(section(document)) for section in sections) if text)


def _verdicts(document: Mapping[str, Any]) -> Iterator[str]:
    """How many lines there are of each verdict, as a table."""
    kinds = [kind.word for kind in sorted(Kind, reverse=True)]
    widths = [len(kind) + 2 for kind in kinds]
    first = max(map(len, document["verdicts"]), default=0)
    yield from wrapped("", f"{document['title']}: {document['derived']} printed equations", "")
    yield " " * (first + 2) + "".join(f"{kind:>{width}}" for kind, width in zip(kinds, widths, strict=True))
    for name, counts in document["verdicts"].items():
        cells = (f"{counts.get(kind) or '':>{width}}" for kind, width in zip(kinds, widths, strict=True))
        yield f"{_INDENT}{name:<{first}}{''.join(cells)}".rstrip()


def _findings(document: Mapping[str, Any]) -> Iterator[str]:
    """The gravest, a line or two each, and how many others there are; `dehsym findings` tells all of them in full."""
    headlines: Sequence[Sequence[str]] = document["headlines"]
    counts = Counter(severity for _, severity, _ in headlines)
    told = ", ".join(f"{counts[severity]} {severity}" for severity in (_TOLD, *_OTHERS))
    yield from wrapped("", f"findings: {told}; dehsym findings tells them in full", _INDENT)
    for id, severity, said in headlines:
        if severity == _TOLD:
            yield _cut(f"{_INDENT}{id}: {' '.join(said.split())}")


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()}…"


def _coverage(document: Mapping[str, Any]) -> Iterator[str]:
    """How much of what the paper prints is accounted for, and how."""
    for kind, found in document["coverage"].items():
        total = sum(found.values())
        head = f"{total:>4} {kind + ('' if total == 1 else 's'):<20} "
        yield from wrapped(head, ", ".join(f"{number} {how}" for how, number in found.items()))
    counts = document["audit"]
    if counts:
        yield from wrapped(
            f"{'':4} {'printed numbers':<20} ", ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
        )


def _remarks(document: Mapping[str, Any]) -> Iterator[str]:
    """What was not checked or is not accounted for, and how long all took."""
    for row in document["not_checked"]:
        yield from wrapped("not checked: ", str(row), _INDENT)
    if missing := document["not_derived_yet"]:
        yield from wrapped("not accounted for yet: ", ", ".join(missing), _INDENT)
    steps, seconds = document["steps"], document["seconds"]
    if document["remembered"]:
        yield f"{steps} steps, remembered from a run of {document['seconds_to_derive']:.1f} s; {seconds:.2f} s"
    else:
        yield f"{steps} steps; {seconds:.1f} s"


def _differences(document: Mapping[str, Any]) -> Iterator[str]:
    differences = document["differences"]
    for row in differences[:_MOST]:
        yield from wrapped("differs from the record: ", str(row), _INDENT)
    if len(differences) > _MOST:
        yield f"and {len(differences) - _MOST} more differences: --json has them all"


def _files(document: Mapping[str, Any]) -> Iterator[str]:
    """The files that were written, one a line, within their folder."""
    files = [str(file) for file in document["files"]]
    if not files:
        return
    folder = os.path.commonpath([os.path.dirname(file) for file in files])
    yield f"written to {folder or '.'}"
    yield from (_INDENT + os.path.relpath(file, folder or ".") for file in files)
