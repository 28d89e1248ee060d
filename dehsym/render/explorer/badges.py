"""Verdicts as badges: a sign, a word and a colour, any one of which is enough."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dehsym.audit.rounding.examined_route import AuditVerdict
from dehsym.render.explorer.markup import Html, joined, tag
from dehsym.verdict import Kind, Verdict

_SIGNS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PROVED: "✓",
        Kind.CERTIFIED: "✓",
        Kind.GRANTED: "◇",
        Kind.APPROXIMATE: "≈",
        Kind.UNDECIDED: "?",
        Kind.REFUTED: "✗",
    }
)
_AUDIT: Mapping[AuditVerdict, tuple[str, str]] = MappingProxyType(
    {
        AuditVerdict.REPRODUCED: ("✓", "proved"),
        AuditVerdict.REACHABLE: ("≈", "approximate"),
        AuditVerdict.UNDECIDED: ("?", "undecided"),
        AuditVerdict.NOT_REACHABLE: ("✗", "refuted"),
        AuditVerdict.ORDER_ONLY: ("·", "nothing"),
    }
)
_SEVERITY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"breaks": ("✗", "refuted"), "unsupported": ("?", "undecided"), "slip": ("✎", "approximate")}
)
QUESTIONS = ("follows", "matches", "standing")


def kind_badge(kind: Kind, question: str = "") -> Html:
    """The badge of a kind, with the question that it answers."""
    return _badge(_SIGNS[kind], kind.word, kind.word, question)


def kind_sign(kind: Kind) -> Html:
    """The sign alone, with the word for those who do not see it."""
    return tag("span", _SIGNS[kind], class_=f"sign {kind.word}", role="img", aria_label=kind.word)


def verdict_badge(verdict: Verdict | None, question: str = "") -> Html:
    """The badge of a verdict; nothing printed has none."""
    return kind_badge(verdict.kind, question) if verdict else _badge("·", "nothing printed", "nothing", question)


def three_badges(follows: Verdict, matches: Verdict | None, standing: Verdict) -> Html:
    """The three verdicts on a printed result."""
    verdicts = zip((follows, matches, standing), QUESTIONS, strict=True)
    return joined((verdict_badge(*each) for each in verdicts), " ")


def audit_badge(verdict: AuditVerdict) -> Html:
    """The badge of a printed number."""
    sign, colour = _AUDIT[verdict]
    return _badge(sign, verdict.value.replace("-", " "), colour)


def severity_badge(severity: str) -> Html:
    """The badge of a finding."""
    sign, colour = _SEVERITY[severity]
    return _badge(sign, severity, colour)


def _badge(sign: str, word: str, colour: str, question: str = "") -> Html:
    asked = tag("span", f"{question} ", class_="asked") if question else ""
    return tag("span", asked, tag("span", sign, aria_hidden="true"), f" {word}", class_=f"badge {colour}")
