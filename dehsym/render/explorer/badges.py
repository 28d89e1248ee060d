"""Verdicts as badges: a sign, a word and a colour, any one of which is enough."""

from __future__ import annotations

from dehsym.audit.rounding.examined_route import AuditVerdict
from dehsym.display.judgements import JUDGEMENTS, NOTHING, QUESTIONS, Judgement
from dehsym.render.explorer.markup import Html, joined, tag
from dehsym.verdict import Kind, Verdict


def kind_badge(kind: Kind, question: str = "") -> Html:
    """The badge of a kind, with the question that it answers."""
    return _badge(kind.word, JUDGEMENTS[kind.word], question)


def kind_sign(kind: Kind) -> Html:
    """The sign alone, with the word for those who do not see it."""
    sign, tone = JUDGEMENTS[kind.word]
    return tag("span", sign, class_=f"sign {tone.value}", role="img", aria_label=kind.word)


def verdict_badge(verdict: Verdict | None, question: str = "") -> Html:
    """The badge of a verdict; nothing printed has none."""
    return kind_badge(verdict.kind, question) if verdict else _badge("nothing printed", NOTHING, question)


def three_badges(follows: Verdict, matches: Verdict | None, standing: Verdict) -> Html:
    """The three verdicts on a printed result."""
    verdicts = zip((follows, matches, standing), QUESTIONS, strict=True)
    return joined((verdict_badge(*each) for each in verdicts), " ")


def audit_badge(verdict: AuditVerdict) -> Html:
    """The badge of a printed number."""
    return _badge(verdict.value.replace("-", " "), JUDGEMENTS[verdict.value])


def severity_badge(severity: str) -> Html:
    """The badge of a finding."""
    return _badge(severity, JUDGEMENTS[severity])


def _badge(word: str, judgement: Judgement, question: str = "") -> Html:
    asked = tag("span", f"{question} ", class_="asked") if question else ""
    sign = tag("span", judgement.sign, aria_hidden="true")
    return tag("span", asked, sign, f" {word}", class_=f"badge {judgement.tone.value}")
