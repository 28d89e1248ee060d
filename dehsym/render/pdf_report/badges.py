"""Verdicts as a sign, a word and a colour: without the colour the word is enough."""

from __future__ import annotations

from dehsym.audit.rounding.examined_route import AuditVerdict
from dehsym.display.judgements import JUDGEMENTS, NOTHING, Judgement
from dehsym.render.pdf_report.markup import Code, call
from dehsym.verdict import Kind, Verdict

_INSTEAD = {"✎": "≈"}
"""For a sign that the font of the report does not have."""


def kind_badge(kind: Kind) -> Code:
    """The badge of a kind.

    >>> kind_badge(Kind.PROVED)
    'badge("good","✓","proved")'
    """
    return _badge(kind.word, JUDGEMENTS[kind.word])


def verdict_badge(verdict: Verdict | None) -> Code:
    """The badge of a verdict; nothing printed has none."""
    return kind_badge(verdict.kind) if verdict else _badge("nothing printed", NOTHING)


def audit_badge(verdict: AuditVerdict) -> Code:
    """The badge of a printed number."""
    return _badge(verdict.value.replace("-", " "), JUDGEMENTS[verdict.value])


def severity_badge(severity: str) -> Code:
    """The badge of a finding."""
    return _badge(severity, JUDGEMENTS[severity])


def _badge(word: str, judgement: Judgement) -> Code:
    sign = _INSTEAD.get(judgement.sign, judgement.sign)
    return call("badge", judgement.tone.value, sign, word)
