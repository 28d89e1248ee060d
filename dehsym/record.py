"""What a run is expected to find, kept beside the paper; a run that finds something else says so.

PROVED and CERTIFIED are one class here (`shown`): which of the two a method reaches may change with a library, the
claim does not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dehsym.errors import PaperError
from dehsym.findings import Finding
from dehsym.result import Result
from dehsym.verdict import Verdict

_SECTIONS = ("equations", "words", "findings", "audit")
_MAY_BE_ABSENT = ("words", "audit")


def recorded_form(
    results: Sequence[Result],
    remarks: Mapping[str, Verdict],
    findings: Sequence[Finding],
    audit: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The verdicts of every result and claim in words, and the findings, as they are recorded.

    With `audit`, also its word on every printed number, by the id.
    """
    found: dict[str, Any] = {
        "equations": {
            result.id: {
                "follows": _class(result.follows),
                "matches": _class(result.matches),
                "standing": _class(result.standing),
            }
            for result in results
        },
        "words": {name: _class(verdict) for name, verdict in remarks.items()},
        "findings": {finding.id: finding.severity for finding in findings},
    }
    return found if audit is None else {**found, "audit": dict(audit)}


def differences(found: dict[str, Any], file: Path) -> list[str]:
    """One line for everything in which `found` differs from the record; raise `PaperError` for a damaged record.

    Only the sections of `found` are compared: a run without the audit says nothing of it, and the audit nothing else.
    """
    if not file.exists():
        return [f"there is no record {file.name} to compare with"]
    try:
        recorded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        rows = [
            f"{key} {what}: recorded {_in(recorded, what).get(key, 'nothing')}, found {found[what].get(key, 'nothing')}"
            for what in _SECTIONS
            if what in found
            for key in [*found[what], *(k for k in _in(recorded, what) if k not in found[what])]
            if _in(recorded, what).get(key) != found[what].get(key)
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PaperError(f"a record of verdicts is wanted in {file.name}, found: {error}") from error
    return rows


def _in(recorded: dict[str, Any], what: str) -> dict[str, Any]:
    """What is recorded of one sort; a paper without claims in words, or without numbers, need not say so."""
    return recorded.get(what, {}) if what in _MAY_BE_ABSENT else recorded[what]


def write(found: dict[str, Any], file: Path) -> None:
    """Replace the record."""
    file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _class(verdict: Verdict | None) -> str | None:
    if verdict is None:
        return None
    return "shown" if verdict.holds else verdict.kind.word
